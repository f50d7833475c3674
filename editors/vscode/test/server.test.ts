// The server as the extension starts it, spoken to by the library that the extension's client is made
// of. Skipped where the program has not been built.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import {
  CodeActionRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  InlayHintRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type CodeAction,
  type Diagnostic,
  type FullDocumentDiagnosticReport,
} from "vscode-languageserver-protocol/node";
import { start } from "../src/options";

const program =
  process.env.EVENHAND ?? resolve("../../target/debug/evenhand");
const skip = existsSync(program) ? false : `${program} is not there`;
const uri = "untitled:Untitled-1";
const manifest = JSON.parse(readFileSync("package.json", "utf8"));

/** The settings as the editor has them when nobody has changed one. */
function defaults(): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  const all = manifest.contributes.configuration.properties;
  for (const [name, setting] of Object.entries<{ default: unknown }>(all)) {
    const [, first, second] = name.split(".");
    settings[first!] = second === undefined ? setting.default : { [second]: setting.default };
  }
  return settings;
}

test("a letter is checked while it is written", { skip, timeout: 60_000 }, async () => {
  const cache = mkdtempSync(join(tmpdir(), "evenhand-"));
  const server = start(program, undefined);
  const child = spawn(server.command, server.args, {
    env: { ...process.env, XDG_CACHE_HOME: cache },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((done) => child.once("exit", done));
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const warnings: string[] = [];
  connection.onNotification("window/showMessage", (told: { message: string }) => {
    warnings.push(told.message);
  });
  connection.listen();
  const begun = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      textDocument: {
        diagnostic: {},
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } } },
      },
    },
    initializationOptions: defaults(),
  });
  assert.ok(begun.capabilities.diagnosticProvider);
  await connection.sendNotification(InitializedNotification.type, {});
  const item = { uri, languageId: "markdown", version: 1, text: "" };
  await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: item });
  const text = "Some parents feel that reviews are late.\n";
  let version = 1;
  for (const [at, character] of [...text].entries()) {
    version += 1;
    const place = { line: 0, character: at };
    await connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: place, end: place }, text: character }],
    });
  }
  const document = { uri };
  const pulled = await connection.sendRequest(DocumentDiagnosticRequest.type, {
    textDocument: document,
  });
  const found: Diagnostic[] = (pulled as FullDocumentDiagnosticReport).items;
  assert.deepEqual(found.map((one) => one.code), ["framing/sentiment"]);
  const range = found[0]!.range;
  assert.equal(text.slice(range.start.character, range.end.character), "feel");
  const hover = await connection.sendRequest(HoverRequest.type, {
    textDocument: document,
    position: range.start,
  });
  assert.match(JSON.stringify(hover?.contents), /framing\/sentiment/);
  const actions = await connection.sendRequest(CodeActionRequest.type, {
    textDocument: document,
    range,
    context: { diagnostics: found },
  });
  const titles = (actions as CodeAction[]).map((action) => action.title);
  assert.ok(titles.some((title) => title.startsWith("Suggestion: ")), titles.join());
  assert.ok(titles.some((title) => title.startsWith("Explain ")), titles.join());
  const hints = await connection.sendRequest(InlayHintRequest.type, { textDocument: document, range });
  assert.deepEqual(hints, []);
  assert.deepEqual(warnings, [], "the extension's settings are those that the server knows");
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  assert.equal(await ended, 0);
  connection.dispose();
  rmSync(cache, { recursive: true, force: true });
});
