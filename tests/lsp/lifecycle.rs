//! What may be said when.

use crate::client::Client;
use crate::{URI, opened};
use serde_json::{Value, json};

fn started() -> (Client, tempfile::TempDir) {
    let cache = tempfile::tempdir().expect("a folder");
    (Client::start(&["--stdio"], cache.path()), cache)
}

fn code(answer: &Value) -> i64 {
    answer["error"]["code"].as_i64().expect("a refusal")
}

#[test]
fn a_session_ends_as_it_should() {
    let (mut client, _cache) = started();
    let begun = client.request("initialize", json!({"capabilities": {}}));
    assert_eq!(begun["serverInfo"]["name"], "evenhand");
    assert_eq!(begun["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(begun["capabilities"]["textDocumentSync"]["change"], 2);
    client.notify("initialized", json!({}));
    assert_eq!(client.end(), Some(0));
}

#[test]
fn what_comes_too_early_is_refused_or_dropped() {
    let (mut client, _cache) = started();
    assert_eq!(
        code(&client.answer("textDocument/hover", json!({}))),
        -32002
    );
    assert_eq!(code(&client.answer("shutdown", Value::Null)), -32002);
    client.open(URI, "markdown", "Parents feel that reviews are late.\n");
    client.request("initialize", json!({"capabilities": {}}));
    let report = client.request(
        "textDocument/diagnostic",
        json!({"textDocument": {"uri": URI}}),
    );
    assert_eq!(report["items"], json!([]), "the document was never opened");
}

#[test]
fn what_is_not_known_is_refused_by_its_number() {
    let (mut client, _cache) = opened(json!({}), "");
    assert_eq!(
        code(&client.answer("textDocument/rename", json!({}))),
        -32601
    );
    assert_eq!(code(&client.answer("$/own", json!({}))), -32601);
    assert_eq!(code(&client.answer("initialize", json!({}))), -32600);
    assert_eq!(
        code(&client.answer("textDocument/hover", json!({"no": 1}))),
        -32602
    );
    client.notify("$/setTrace", json!({"value": "verbose"}));
    client.notify("textDocument/own", json!([]));
    client.send(&json!({"jsonrpc": "2.0", "id": "of the client's own", "result": 3}));
    assert_eq!(client.end(), Some(0));
}

#[test]
fn after_shutdown_only_exit_may_follow() {
    let (mut client, _cache) = opened(json!({}), "");
    client.request("shutdown", Value::Null);
    let answer = client.answer("textDocument/hover", json!({}));
    assert_eq!(code(&answer), -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(0));
}

#[test]
fn an_end_without_shutdown_is_told_by_the_exit_code() {
    let (mut client, _cache) = opened(json!({}), "");
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(1));
    let (mut client, _cache) = started();
    assert_eq!(client.exit_code(), Some(1), "the input has ended");
}

#[test]
fn every_request_is_answered_once_cancelled_or_not() {
    let (mut client, _cache) = opened(json!({}), crate::LETTER);
    let place = json!({"textDocument": {"uri": URI}, "position": {"line": 8, "character": 3}});
    let ids: Vec<i64> = (0..40)
        .map(|_| {
            let id = client.ask("textDocument/hover", place.clone());
            client.notify("$/cancelRequest", json!({"id": id}));
            id
        })
        .collect();
    client.notify("$/cancelRequest", json!({"id": "never asked"}));
    for id in ids {
        let answer = client.wait(|message| message["id"] == id);
        assert!(
            answer.get("result").is_some() || code(&answer) == -32800,
            "{answer}"
        );
    }
    client.request("textDocument/hover", place);
    let again = client.rest();
    assert!(
        again.iter().all(|message| message.get("id").is_none()),
        "{again:?}"
    );
}
