//! The message loop under garbage, wrong lengths, half messages and edits outside the document.

use crate::client::Client;
use crate::{LETTER, URI, able, codes, opened};
use evenhand::lsp::{Ended, Host, PackFault, serve};
use evenhand::pack::Pack;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// Whether the server still serves: it knows a fresh document.
fn still_serves(client: &mut Client) {
    let uri = "file:///drafts/after.md";
    client.open(
        uri,
        "markdown",
        "Some parents feel that reviews are late.\n",
    );
    let found = client.diagnostics(uri, 1);
    assert_eq!(codes(&found), ["framing/sentiment"]);
    client.notify(
        "textDocument/didClose",
        json!({"textDocument": {"uri": uri}}),
    );
}

#[test]
fn garbage_is_answered_and_got_over() {
    let (mut client, _cache) = opened(able(), LETTER);
    client.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    client.raw(b"Content-Length: 5\r\n\r\n{{{{{");
    let refused = client.wait(|message| message["error"]["code"] == -32700);
    assert_eq!(refused["id"], Value::Null);
    client.send(&json!([1, 2, 3]));
    client.send(&json!({"jsonrpc": "2.0", "id": 900}));
    let refused = client.wait(|message| message["id"] == 900);
    assert_eq!(refused["error"]["code"], -32600);
    client.raw(b"Content-Length: 99999999999999999999999\r\n\r\n");
    client.raw(b"Content-Length: 18446744073709551615\r\n\r\n");
    still_serves(&mut client);
    assert_eq!(client.end(), Some(0));
}

#[test]
fn a_message_that_is_longer_than_it_says_costs_itself() {
    let (mut client, _cache) = opened(able(), LETTER);
    client
        .raw(b"Content-Length: 20\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/hover\"}");
    still_serves(&mut client);
}

#[test]
fn half_a_message_ends_the_session() {
    let (mut client, _cache) = opened(able(), LETTER);
    client.raw(b"Content-Length: 2000\r\n\r\n{\"jsonrpc\":\"2.0\",");
    assert_eq!(client.exit_code(), Some(1));
}

#[test]
fn messages_may_come_in_any_pieces() {
    let (mut client, _cache) = opened(able(), "");
    let body = json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
        "textDocument": {"uri": URI, "version": 2},
        "contentChanges": [{"text": "Some parents feel that reviews are late — always.\n"}],
    }})
    .to_string();
    let message = format!("Content-Length: {}\r\n\r\n{body}", body.len());
    for byte in message.as_bytes() {
        client.raw(&[*byte]);
    }
    assert_eq!(codes(&client.diagnostics(URI, 2)), ["framing/sentiment"]);
}

#[test]
fn deep_and_odd_values_do_no_harm() {
    let (mut client, _cache) = opened(able(), LETTER);
    let deep = "[".repeat(100_000);
    client.raw(format!("Content-Length: {}\r\n\r\n{deep}", deep.len()).as_bytes());
    for params in [
        json!({"textDocument": {"uri": URI, "version": 2}, "contentChanges": [{"range": {"start": {"line": -1, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "x"}]}),
        json!({"textDocument": {"uri": URI, "version": 2}, "contentChanges": "all"}),
        json!({"textDocument": {"uri": 7}}),
        json!(null),
    ] {
        client.notify("textDocument/didChange", params);
    }
    client.change("file:///never/opened.md", 3, json!([{"text": "x"}]));
    client.notify(
        "textDocument/didClose",
        json!({"textDocument": {"uri": "file:///never/opened.md"}}),
    );
    let report = client.request(
        "textDocument/diagnostic",
        json!({"textDocument": {"uri": URI}}),
    );
    let found = report["items"].as_array().expect("a list");
    assert!(found.len() > 1, "damaged edits were not made");
    still_serves(&mut client);
}

/// Surroundings with a fault: a stand-in for any fault of the program's own.
struct Faulty;

impl Host for Faulty {
    fn pack(&self, name: &str, _: Option<&Path>) -> Result<Pack, PackFault> {
        Pack::built_in(name).map_err(|error| PackFault::Refused(Box::new(error)))
    }

    fn keep_page(&self, _: &str, _: &str) -> Option<PathBuf> {
        panic!("words of a draft")
    }
}

/// Output that can be looked at afterwards.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0
            .lock()
            .expect("not poisoned")
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_fault_of_its_own_costs_one_answer_and_tells_no_words() {
    let document = json!({"uri": URI});
    let opened = json!({"uri": URI, "languageId": "markdown", "version": 1, "text": LETTER});
    let place = json!({"textDocument": document, "position": {"line": 8, "character": 15}});
    let messages = [
        json!({"id": 1, "method": "initialize", "params": {"capabilities": able()}}),
        json!({"method": "textDocument/didOpen", "params": {"textDocument": opened}}),
        json!({"id": 2, "method": "textDocument/diagnostic", "params": {"textDocument": document}}),
        json!({"id": 3, "method": "textDocument/hover", "params": place}),
        json!({"id": 4, "method": "shutdown"}),
        json!({"method": "exit"}),
    ];
    let input: Vec<u8> = messages
        .iter()
        .flat_map(|message| {
            let body = message.to_string();
            format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
        })
        .collect();
    let output = Kept::default();
    let ended = serve(Cursor::new(input), output.clone(), Faulty, None, None);
    assert_eq!(ended, Ended::Properly);
    let said = String::from_utf8(output.0.lock().expect("not poisoned").clone());
    let said = said.expect("UTF-8");
    assert!(said.contains("-32603"), "{said}");
    assert!(said.contains("This is a fault in evenhand"), "{said}");
    assert!(
        said.contains("framing/sentiment"),
        "the hover is answered: {said}"
    );
    assert!(!said.contains("words of a draft"), "{said}");
}

fn any_position() -> impl Strategy<Value = Value> {
    let number = || {
        prop_oneof![
            0_u32..30,
            Just(1_000_000),
            Just(u32::MAX),
            Just(i32::MAX as u32)
        ]
    };
    (number(), number()).prop_map(|(line, character)| json!({"line": line, "character": character}))
}

fn any_message() -> impl Strategy<Value = Vec<u8>> {
    let framed =
        |body: String| format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes();
    let edit = (
        any_position(),
        any_position(),
        "[a-z \n\r\u{e9}\u{1F600}\u{301}*#>|-]{0,12}",
        0..50_i32,
    );
    let edit = edit.prop_map(move |(start, end, text, version)| {
        framed(
            json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
                "textDocument": {"uri": URI, "version": version},
                "contentChanges": [{"range": {"start": start, "end": end}, "text": text}],
            }})
            .to_string(),
        )
    });
    let method = prop::sample::select(vec![
        "textDocument/hover",
        "textDocument/definition",
        "textDocument/references",
        "textDocument/documentSymbol",
        "textDocument/inlayHint",
        "textDocument/codeAction",
        "textDocument/diagnostic",
        "workspace/diagnostic",
        "workspace/executeCommand",
        "no/such",
    ]);
    let request = (method, any_position(), any_position(), 1_000..2_000_i32);
    let request = request.prop_map(move |(method, start, end, id)| {
        framed(
            json!({"jsonrpc": "2.0", "id": id, "method": method, "params": {
                "textDocument": {"uri": URI},
                "position": start,
                "range": {"start": start, "end": end},
                "context": {"diagnostics": [], "includeDeclaration": true},
                "previousResultIds": [],
                "command": "evenhand.explain",
            }})
            .to_string(),
        )
    });
    let cancel = (1_000..2_000_i32).prop_map(move |id| {
        framed(
            json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": id}})
                .to_string(),
        )
    });
    // Every piece of garbage ends its line, so that the message behind it can be found.
    let garbage = proptest::collection::vec(any::<u8>(), 0..40).prop_map(|mut bytes| {
        bytes.extend_from_slice(b"\r\n");
        bytes
    });
    let broken = "[ -~]{0,30}".prop_map(framed);
    prop_oneof![6 => edit, 4 => request, 1 => cancel, 1 => garbage, 1 => broken]
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 200,
        ..ProptestConfig::with_cases(12)
    })]

    #[test]
    fn any_session_leaves_a_server_that_serves(
        messages in proptest::collection::vec(any_message(), 0..40),
    ) {
        let (mut client, _cache) = opened(able(), LETTER);
        for message in messages {
            client.raw(&message);
        }
        still_serves(&mut client);
        let said = client.rest();
        prop_assert!(said.iter().all(|message| message["error"]["code"] != -32603), "{said:?}");
        prop_assert_eq!(client.end(), Some(0));
    }
}
