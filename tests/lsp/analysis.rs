//! Diagnostics: what is told, and that typing leads to what a fresh check finds.

use crate::{LETTER, URI, able, codes, of_code, offset_by, opened, words};
use serde_json::{Value, json};
use std::io::Write as _;
use std::process::{Command, Stdio};

/// What `check --format lsp` says of a text.
fn checked(text: &str, name: &str) -> Vec<Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_evenhand"))
        .args(["check", "-", "--format", "lsp", "--stdin-filename", name])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let input = child.stdin.take();
    input
        .expect("piped")
        .write_all(text.as_bytes())
        .expect("written");
    let output = child.wait_with_output().expect("it ends");
    let output = String::from_utf8(output.stdout).expect("UTF-8");
    let (header, body) = output.split_once("\r\n\r\n").expect("a header");
    assert_eq!(header, format!("Content-Length: {}", body.len()));
    let message: Value = serde_json::from_str(body).expect("JSON");
    assert_eq!(message["method"], "textDocument/publishDiagnostics");
    message["params"]["diagnostics"]
        .as_array()
        .expect("a list")
        .clone()
}

/// Diagnostics without what depends on where they are shown.
fn bare(mut diagnostics: Vec<Value>) -> Vec<Value> {
    for one in &mut diagnostics {
        let fields = one.as_object_mut().expect("an object");
        fields.remove("codeDescription");
        for related in one["relatedInformation"]
            .as_array_mut()
            .into_iter()
            .flatten()
        {
            related["location"]["uri"] = Value::Null;
        }
    }
    diagnostics
}

#[test]
fn a_diagnostic_tells_all_that_an_editor_can_show() {
    let (mut client, cache) = opened(able(), LETTER);
    let found = client.diagnostics(URI, 1);
    let feeling = of_code(&found, "framing/sentiment");
    assert_eq!(words(LETTER, &feeling["range"]), "feel");
    assert_eq!(feeling["severity"], 2);
    assert_eq!(feeling["source"], "evenhand");
    assert_eq!(feeling["data"]["rule"], "framing/sentiment");
    let page = feeling["codeDescription"]["href"].as_str().expect("a link");
    let page = page.strip_prefix("file://").expect("a file");
    assert!(page.starts_with(&cache.path().display().to_string()));
    let page = std::fs::read_to_string(page).expect("the page is there");
    assert!(page.starts_with("# framing/sentiment\n"), "{page}");

    let unmet = found
        .iter()
        .find(|one| words(LETTER, &one["range"]).contains("statutory 20 weeks"));
    let unmet = unmet.expect("a point at the legal failing");
    assert_eq!(
        (&unmet["severity"], &unmet["code"]),
        (&json!(1), &json!("duty/no-action"))
    );
    assert!(
        unmet["data"]["reference"]
            .as_str()
            .is_some_and(|law| law.contains("2014"))
    );
    let term = of_code(&found, "terms/name-of-assessment");
    assert_eq!(
        words(LETTER, &term["range"]),
        "educational health care plan"
    );
    assert_eq!(term["data"]["fix"]["grade"], "safe");
    let related = found
        .iter()
        .find_map(|one| one["relatedInformation"].get(0));
    let related = related.expect("a diagnostic that shows a second place");
    assert_eq!(related["location"]["uri"], URI);
    assert!(!words(LETTER, &related["location"]["range"]).is_empty());
}

#[test]
fn what_an_editor_cannot_show_is_left_out() {
    let (mut client, _cache) = opened(json!({}), LETTER);
    for one in client.diagnostics(URI, 1) {
        assert!(one.get("relatedInformation").is_none());
        assert!(one.get("codeDescription").is_none());
    }
}

#[test]
fn notes_are_information_and_come_on_request() {
    let cache = tempfile::tempdir().expect("a folder");
    let options = json!({"minSeverity": "note"});
    let mut client = crate::Client::begun(&[], cache.path(), able(), options);
    let text = std::fs::read_to_string("examples/draft.md").expect("the example");
    client.open(URI, "markdown", &text);
    let levels: Vec<i64> = client
        .diagnostics(URI, 1)
        .iter()
        .filter_map(|one| one["severity"].as_i64())
        .collect();
    assert!(levels.contains(&3), "{levels:?}");
}

#[test]
fn diagnostics_go_with_the_words_and_with_the_document() {
    let (mut client, _cache) = opened(able(), LETTER);
    assert!(codes(&client.diagnostics(URI, 1)).contains(&"framing/sentiment"));
    let at = crate::position(LETTER, "feel that");
    let end = json!({"line": at["line"], "character": at["character"].as_u64().unwrap_or(0) + 4});
    client.change(
        URI,
        2,
        json!([{"range": {"start": at, "end": end}, "text": "say"}]),
    );
    assert!(!codes(&client.diagnostics(URI, 2)).contains(&"framing/sentiment"));
    client.notify(
        "textDocument/didClose",
        json!({"textDocument": {"uri": URI}}),
    );
    let cleared = client.wait(|message| {
        message["method"] == "textDocument/publishDiagnostics"
            && message["params"].get("version").is_none()
    });
    assert_eq!(cleared["params"]["diagnostics"], json!([]));
}

#[test]
fn many_documents_are_open_at_once() {
    let (mut client, _cache) = opened(able(), LETTER);
    let other = "untitled:Untitled-1";
    client.open(
        other,
        "plaintext",
        "Some parents feel that reviews are late.\n",
    );
    let rust = "file:///src/main.rs";
    client.open(
        rust,
        "rust",
        "// Some parents feel that reviews are late.\n",
    );
    assert!(client.diagnostics(URI, 1).len() > 1);
    assert_eq!(codes(&client.diagnostics(other, 1)), ["framing/sentiment"]);
    client.change(other, 2, json!([{"text": ""}]));
    assert!(client.diagnostics(other, 2).is_empty(), "an empty document");
    let said = client.rest();
    assert!(
        said.iter().all(|message| message["params"]["uri"] != rust),
        "{said:?}"
    );
}

#[test]
fn what_stands_in_the_way_of_reading_is_told() {
    let text = "Parents feel unheard.\n\n<!-- a note\n\nParents feel that reviews are late.\n";
    let (mut client, _cache) = opened(able(), text);
    let found = client.diagnostics(URI, 1);
    let open = found.iter().find(|one| one.get("code").is_none());
    assert_eq!(words(text, &open.expect("a note")["range"]), "<!--");
    client.change(URI, 2, json!([{"text": "a\u{0}b"}]));
    let found = client.diagnostics(URI, 2);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn a_client_that_pulls_is_told_when_it_asks() {
    let mut capabilities = able();
    capabilities["textDocument"]["diagnostic"] = json!({"relatedDocumentSupport": false});
    let (mut client, _cache) = opened(capabilities, LETTER);
    let document = json!({"textDocument": {"uri": URI}});
    let full = client.request("textDocument/diagnostic", document.clone());
    assert_eq!(full["kind"], "full");
    let found = full["items"].as_array().expect("a list");
    assert!(codes(found).contains(&"duty/no-action"));
    let mut again = document.clone();
    again["previousResultId"] = full["resultId"].clone();
    let same = client.request("textDocument/diagnostic", again.clone());
    assert_eq!(
        same,
        json!({"kind": "unchanged", "resultId": full["resultId"]})
    );
    let all = client.request(
        "workspace/diagnostic",
        json!({"previousResultIds": [{"uri": URI, "value": full["resultId"]}]}),
    );
    assert_eq!(all["items"][0]["kind"], "unchanged");
    assert_eq!(all["items"][0]["version"], 1);
    client.change(URI, 2, json!([{"text": "Words.\n"}]));
    let changed = client.request("textDocument/diagnostic", again);
    assert_eq!(changed["items"], json!([]));
    let all = client.request("workspace/diagnostic", json!({"previousResultIds": []}));
    assert_eq!(all["items"][0]["uri"], URI);
    assert_eq!(all["items"][0]["kind"], "full");
    let said = client.rest();
    assert!(said.is_empty(), "nothing is pushed: {said:?}");
}

#[test]
fn a_letter_typed_character_by_character_is_checked_as_if_read_afresh() {
    let text = std::fs::read_to_string("examples/draft.md").expect("the example");
    let (mut client, _cache) = opened(able(), "");
    let (mut line, mut column, mut version) = (0, 0, 1);
    for c in text.chars() {
        version += 1;
        let at = json!({"line": line, "character": column});
        client.change(
            URI,
            version,
            json!([{"range": {"start": at, "end": at}, "text": c.to_string()}]),
        );
        if c == '\n' {
            (line, column) = (line + 1, 0);
        } else {
            column += c.len_utf16();
        }
    }
    let typed = client.diagnostics(URI, version);
    assert_eq!(bare(typed), bare(checked(&text, "draft.md")));
}

#[test]
fn a_letter_typed_from_its_end_in_between_other_edits_is_too() {
    let (mut client, _cache) = opened(able(), "");
    let mut version = 1;
    let start = json!({"line": 0, "character": 0});
    let lines: Vec<&str> = LETTER.split_inclusive('\n').collect();
    for line in lines.iter().rev() {
        version += 1;
        let changes = json!([
            {"range": {"start": start, "end": start}, "text": "x\u{1F600}"},
            {"range": {"start": start, "end": {"line": 0, "character": 3}}, "text": line},
        ]);
        client.change(URI, version, changes);
        if version % 7 == 0 {
            client.diagnostics(URI, version);
        }
    }
    let typed = client.diagnostics(URI, version);
    assert_eq!(bare(typed), bare(checked(LETTER, "letter.md")));
}

/// Emoji, combining marks, a family of joined emoji and other scripts before what is found.
const MARKED: &str = "\u{feff}## What does the area partnership need to do better?\r\n\r\n\
A note n\u{303}\u{323} \u{1F600}. Some parents feel that reviews are late. \u{1F1EC}\u{1F1E7}\r\n\r\n\
\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467} A note. Some carers feel that plans are vague: ’é’.\r\n\r\n\
A note \u{645}\u{64F}. Many parents feel that calls are lost.\r\n";

#[test]
fn positions_lead_to_the_words_in_every_encoding() {
    let widths = [
        ("utf-8", char::len_utf8 as fn(char) -> usize),
        ("utf-16", char::len_utf16),
        ("utf-32", |_| 1),
    ];
    let mut counts = Vec::new();
    for (encoding, width) in widths {
        let mut capabilities = able();
        capabilities["general"]["positionEncodings"] = json!([encoding]);
        let (mut client, _cache) = opened(capabilities, MARKED);
        let found = client.diagnostics(URI, 1);
        let feelings: Vec<&Value> = found
            .iter()
            .filter(|one| one["code"] == "framing/sentiment")
            .collect();
        assert!(feelings.len() > 1, "{encoding}: {found:?}");
        for one in &feelings {
            let range = &one["range"];
            let start = offset_by(MARKED, &range["start"], width);
            let end = offset_by(MARKED, &range["end"], width);
            assert_eq!(&MARKED[start..end], "feel", "{encoding}");
            // And back: the words at that place have a hover, whose range is the same.
            let place = json!({"textDocument": {"uri": URI}, "position": range["start"]});
            let hover = client.request("textDocument/hover", place);
            assert_eq!(&hover["range"], range, "{encoding}");
        }
        // An edit behind all the marks lands where it is meant.
        let last = feelings.last().expect("some")["range"].clone();
        client.change(URI, 2, json!([{"range": last, "text": "say"}]));
        let left = client.diagnostics(URI, 2);
        let left = left.iter().filter(|one| one["code"] == "framing/sentiment");
        assert_eq!(left.count(), feelings.len() - 1, "{encoding}");
        counts.push(feelings.len());
    }
    assert!(
        counts.windows(2).all(|pair| pair[0] == pair[1]),
        "{counts:?}"
    );
}

#[test]
fn what_is_typed_over_is_never_analysed() {
    let (mut client, _cache) = opened(able(), LETTER);
    client.diagnostics(URI, 1);
    let last = 300;
    let typed: Vec<u8> = (2..=last)
        .flat_map(|version| {
            let body = json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
                "textDocument": {"uri": URI, "version": version},
                "contentChanges": [{"range": {
                    "start": {"line": 0, "character": 2},
                    "end": {"line": 0, "character": 2},
                }, "text": "x"}],
            }})
            .to_string();
            format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
        })
        .collect();
    client.raw(&typed);
    client.diagnostics(URI, last);
    let told = client.rest().len();
    assert!(
        told < 250,
        "{told} states were told of between the first and the last"
    );
}

#[test]
fn a_folder_is_told_a_notification_a_letter() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["a letter.md", "b.md"] {
        std::fs::write(folder.path().join(name), LETTER).expect("written");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_evenhand"))
        .args(["check", "--format", "lsp", "--min-severity", "error"])
        .arg(folder.path())
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(1));
    let output = String::from_utf8(output.stdout).expect("UTF-8");
    let bodies: Vec<&str> = output.split("Content-Length: ").skip(1).collect();
    assert_eq!(bodies.len(), 2, "{output}");
    for (body, name) in bodies.iter().zip(["a%20letter.md", "b.md"]) {
        let (length, body) = body.split_once("\r\n\r\n").expect("a header");
        assert_eq!(length, body.len().to_string());
        let message: Value = serde_json::from_str(body).expect("JSON");
        let uri = message["params"]["uri"].as_str().expect("a URI");
        assert!(uri.starts_with("file:///") && uri.ends_with(name), "{uri}");
        let found = message["params"]["diagnostics"].as_array().expect("a list");
        assert!(found.iter().all(|one| one["severity"] == 1), "{found:?}");
        assert!(!found.is_empty());
    }
}
