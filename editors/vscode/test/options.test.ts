// How the server is started.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { LANGUAGES, notStarted, selector, start } from "../src/options";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));

test("the program on the search path is the one to start", () => {
  assert.deepEqual(start("", undefined), { command: "evenhand", args: ["lsp"] });
  assert.deepEqual(start("  ", "/work"), { command: "evenhand", args: ["lsp"] });
});

test("a path is taken as it is, a relative one from the folder that is open", () => {
  assert.equal(start("/opt/evenhand", "/work").command, "/opt/evenhand");
  assert.equal(start("./bin/evenhand", "/work").command, "/work/./bin/evenhand");
  assert.equal(start("./bin/evenhand", undefined).command, "./bin/evenhand");
});

test("saved and unsaved letters are given to the server", () => {
  const given = selector().map((one) => `${one.scheme}:${one.language}`);
  assert.deepEqual(given, [
    "file:markdown",
    "file:plaintext",
    "untitled:markdown",
    "untitled:plaintext",
  ]);
});

test("a server that does not start is told with what to do", () => {
  const told = notStarted("evenhand", new Error("spawn evenhand ENOENT"));
  assert.match(told, /ENOENT/);
  assert.match(told, /evenhand\.path/);
  assert.match(notStarted("evenhand", "gone"), /gone/);
});

test("every language wakes the extension, and every setting is described", () => {
  for (const language of LANGUAGES) {
    assert.ok(manifest.activationEvents.includes(`onLanguage:${language}`));
  }
  const settings = manifest.contributes.configuration.properties;
  for (const [name, setting] of Object.entries<Record<string, unknown>>(settings)) {
    assert.match(name, /^evenhand\./);
    assert.ok(setting.description ?? setting.markdownDescription, name);
    assert.ok("default" in setting, name);
  }
});
