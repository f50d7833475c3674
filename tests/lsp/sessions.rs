//! Recorded sessions, replayed. A session is a file of what a client sent, one message a line; what
//! the server says to it is kept in a snapshot.

use crate::client::Client;
use serde_json::{Value, json};
use std::path::Path;

/// Replays a session and gives what the server said, in order.
fn replay(name: &str) -> String {
    let path = Path::new("tests/lsp/sessions").join(format!("{name}.jsonl"));
    let session = std::fs::read_to_string(path).expect("the session is there");
    let cache = tempfile::tempdir().expect("a folder");
    let mut client = Client::start(&[], cache.path());
    let mut said = Vec::new();
    let mut pulls = false;
    for line in session.lines() {
        let message: Value = serde_json::from_str(line).expect("a message a line");
        client.send(&message);
        let method = message["method"].as_str().unwrap_or_default();
        if method == "initialize" {
            let capabilities = &message["params"]["capabilities"];
            pulls = !capabilities["textDocument"]["diagnostic"].is_null();
        }
        let id = message.get("id").filter(|_| !method.is_empty());
        if let Some(id) = id {
            client.wait_keeping(|said| said["id"] == *id && said.get("method").is_none());
        } else if !pulls && matches!(method, "textDocument/didOpen" | "textDocument/didChange") {
            let version = message["params"]["textDocument"]["version"].clone();
            client.wait_keeping(|said| said["params"]["version"] == version);
        }
        said.extend(client.rest());
    }
    assert_eq!(client.exit_code(), Some(0));
    said.extend(client.rest());
    let cache = cache.path().display().to_string();
    let lines: Vec<String> = said.iter().map(|message| told(message, &cache)).collect();
    lines.join("\n")
}

/// A message as a snapshot keeps it: without the version, folders and what others' snapshots keep.
fn told(message: &Value, cache: &str) -> String {
    let mut message = message.clone();
    if let Some(version) = message.pointer_mut("/result/serverInfo/version") {
        *version = json!("VERSION");
    }
    let text = serde_json::to_string_pretty(&message).expect("JSON");
    text.replace(cache, "CACHE")
        .replace(env!("CARGO_PKG_VERSION"), "VERSION")
}

#[test]
fn neovim() {
    insta::assert_snapshot!(replay("neovim"));
}

/// The library that the Visual Studio Code extension is made of: it pulls diagnostics.
#[test]
fn vs_code() {
    insta::assert_snapshot!(replay("vscode"));
}
