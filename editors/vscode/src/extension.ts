// Starts the language server and keeps it going; everything else is the server's.

import * as vscode from "vscode";
import { LanguageClient, RevealOutputChannelOn } from "vscode-languageclient/node";
import { notStarted, selector, start } from "./options";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("evenhand.restart", restart),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("evenhand.path")) {
        await restart();
      }
    }),
  );
  await begin();
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
  client = undefined;
}

async function restart(): Promise<void> {
  await deactivate();
  await begin();
}

async function begin(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("evenhand");
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const server = start(settings.get<string>("path", ""), folder);
  client = new LanguageClient("evenhand", "evenhand", server, {
    documentSelector: selector(),
    initializationOptions: settings,
    // A letter's words stay out of the writer's way unless they are asked for.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  });
  try {
    await client.start();
  } catch (error) {
    void vscode.window.showErrorMessage(notStarted(server.command, error));
  }
}
