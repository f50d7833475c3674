//! The language server as editors meet it: the program itself, over a pipe. Every letter is made up.

mod lsp {
    mod analysis;
    mod features;
    mod lifecycle;
    mod robustness;
    mod sessions;
    mod settings;
}
#[path = "support/client.rs"]
#[allow(dead_code, reason = "the benchmark uses the rest of it")]
mod client;

use client::Client;
use serde_json::{Value, json};
use tempfile::TempDir;

const URI: &str = "file:///drafts/letter.md";

/// A letter of the second outcome. One failing is taken up by name, one by nothing; a feeling, and a
/// term that has a safe fix.
const LETTER: &str = "\
# Area inspection of Marlshire

## Inspection outcome

The local area partnership’s arrangements lead to inconsistent experiences and outcomes for children and young people with special educational needs and/or disabilities (SEND).

## What is it like to be a child or young person with SEND in this area?

Some parents feel that annual reviews are held too late. 😀 Each educational health care plan is kept by the school.

## What does the area partnership need to do better?

- Children wait too long for an autism assessment.

- New education, health and care plans are rarely issued within the statutory 20 weeks.

## Areas for improvement

- Leaders should reduce waiting times for autism assessments.

- Leaders should widen the range of leisure activities that are open to teenagers.
";

/// What a full-grown editor says that it can do, apart from pulling diagnostics.
fn able() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true, "codeDescriptionSupport": true},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": [""]}}},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
        },
        "workspace": {"workspaceEdit": {"documentChanges": true}},
    })
}

/// A session with a letter open, and the folder for the server's cache.
fn opened(capabilities: Value, text: &str) -> (Client, TempDir) {
    let cache = tempfile::tempdir().expect("a folder");
    let mut client = Client::begun(&[], cache.path(), capabilities, Value::Null);
    client.open(URI, "markdown", text);
    (client, cache)
}

/// The place of words in a text, in UTF-16 columns.
fn position(text: &str, words: &str) -> Value {
    let at = text.find(words).expect("the words are there");
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    json!({"line": line, "character": text[start..at].encode_utf16().count()})
}

/// The offset in a text of a position in UTF-16 columns.
fn offset(text: &str, position: &Value) -> usize {
    offset_by(text, position, char::len_utf16)
}

/// The offset in a text of a position whose columns are counted by `width`.
fn offset_by(text: &str, position: &Value, width: fn(char) -> usize) -> usize {
    let (line, column) = (
        position["line"].as_u64().expect("a line") as usize,
        position["character"].as_u64().expect("a column") as usize,
    );
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let mut columns = 0;
    for (at, c) in text[start..].char_indices() {
        if columns >= column || c == '\n' {
            return start + at;
        }
        columns += width(c);
    }
    text.len()
}

/// The words of a text at a range.
fn words<'a>(text: &'a str, range: &Value) -> &'a str {
    &text[offset(text, &range["start"])..offset(text, &range["end"])]
}

/// A text with edits made, which do not overlap.
fn edited(text: &str, edits: &Value) -> String {
    let mut edits: Vec<&Value> = edits.as_array().expect("a list").iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(offset(text, &edit["range"]["start"])));
    let mut text = text.to_owned();
    for edit in edits {
        let start = offset(&text, &edit["range"]["start"]);
        let end = offset(&text, &edit["range"]["end"]);
        text.replace_range(start..end, edit["newText"].as_str().expect("words"));
    }
    text
}

fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics
        .iter()
        .map(|one| one["code"].as_str().unwrap_or_default())
        .collect()
}

fn of_code<'a>(diagnostics: &'a [Value], code: &str) -> &'a Value {
    diagnostics
        .iter()
        .find(|one| one["code"] == code)
        .expect("a diagnostic of this rule")
}
