// How the server is started and which documents it is given. Nothing here needs the editor, so that the
// tests can use it as it is.

/** How a server that talks over standard input and output is started. */
export interface Start {
  command: string;
  args: string[];
}

/**
 * The way to start the server.
 *
 * @param path The setting `evenhand.path`; empty for the program on the search path.
 * @param folder The folder that is open, from which a relative path counts.
 */
export function start(path: string, folder: string | undefined): Start {
  const named = path.trim();
  if (named === "") {
    return { command: "evenhand", args: ["lsp"] };
  }
  const relative = /^\.{1,2}[\\/]/.test(named) && folder !== undefined;
  return { command: relative ? `${folder}/${named}` : named, args: ["lsp"] };
}

/** The languages that letters are written in. */
export const LANGUAGES = ["markdown", "plaintext"];

/** The documents that the server is given: saved or not, but no views of them such as differences. */
export function selector(): { scheme: string; language: string }[] {
  return ["file", "untitled"].flatMap((scheme) =>
    LANGUAGES.map((language) => ({ scheme, language })),
  );
}

/** What a writer is told when the server cannot be started. */
export function notStarted(command: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return (
    `evenhand could not be started (${command}): ${reason}. ` +
    "Install the program, or say where it is in the setting “evenhand.path”."
  );
}
