//! Open documents and the edits made to them. The text is the editor's, saved or not.

use super::uri;
use crate::read::Format;
use crate::span::{Cell, Encoding, LineIndex};
use gen_lsp_types::{Range, VersionedTextDocumentIdentifier};
use serde::Deserialize;

/// The names that editors have for what can be read.
const LANGUAGES: [(&str, Format); 11] = [
    ("markdown", Format::Markdown),
    ("gfm", Format::Markdown),
    ("pandoc", Format::Markdown),
    ("quarto", Format::Markdown),
    ("rmd", Format::Markdown),
    ("vimwiki", Format::Markdown),
    ("plaintext", Format::Text),
    ("plain text", Format::Text),
    ("text", Format::Text),
    ("txt", Format::Text),
    ("normal", Format::Text),
];

/// A document that is open in the editor.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) uri: String,
    /// What it is read as; nothing when it is no letter by its language and name.
    pub(super) format: Option<Format>,
    pub(super) version: i32,
    pub(super) text: String,
    pub(super) lines: LineIndex,
}

/// One edit: new text for a range, or for all.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Change {
    range: Option<Range>,
    text: String,
}

/// The parameters of `textDocument/didChange`. The protocol's own type takes an edit whose range is
/// damaged for a new text of the whole document; this one refuses it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Changes {
    pub(super) text_document: VersionedTextDocumentIdentifier,
    pub(super) content_changes: Vec<Change>,
}

impl Document {
    pub(super) fn new(uri: String, language: &str, version: i32, text: String) -> Self {
        let lines = LineIndex::new(&text);
        Document {
            format: format_of(&uri, language),
            uri,
            version,
            text,
            lines,
        }
    }

    /// Makes edits one after the other, each in the text that the one before has left. A place outside
    /// the text counts as the nearest in it.
    pub(super) fn change(&mut self, changes: Vec<Change>, version: i32, encoding: Encoding) {
        for change in changes {
            match change.range {
                None => {
                    self.text = change.text;
                    self.lines = LineIndex::new(&self.text);
                }
                Some(range) => {
                    let offset = |position: gen_lsp_types::Position| {
                        let cell = Cell {
                            line: position.line,
                            column: position.character,
                        };
                        self.lines.cell_offset(&self.text, cell, encoding) as usize
                    };
                    let start = offset(range.start);
                    let end = offset(range.end).max(start);
                    self.text.replace_range(start..end, &change.text);
                    self.lines
                        .replace(&self.text, start, end - start, change.text.len());
                }
            }
        }
        self.version = version;
    }

    /// How many bytes stand before the letter: a byte order mark.
    pub(super) fn skipped(&self) -> u32 {
        if self.text.starts_with('\u{feff}') {
            3
        } else {
            0
        }
    }
}

fn format_of(uri: &str, language: &str) -> Option<Format> {
    let named = LANGUAGES
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(language));
    named.map(|(_, format)| *format).or_else(|| {
        let path = uri::to_path(uri)?;
        Format::from_path(&path.to_string_lossy())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn changed(text: &str, encoding: Encoding, changes: Value) -> String {
        let mut document = Document::new("untitled:a".to_owned(), "markdown", 1, text.to_owned());
        let changes = serde_json::from_value(changes).expect("sound");
        document.change(changes, 2, encoding);
        assert_eq!(document.version, 2);
        document.text
    }

    fn edit(from: (u32, u32), to: (u32, u32), text: &str) -> Value {
        json!({
            "range": {
                "start": {"line": from.0, "character": from.1},
                "end": {"line": to.0, "character": to.1},
            },
            "text": text,
        })
    }

    #[test]
    fn edits_follow_each_other() {
        let changes = json!([
            edit((0, 0), (0, 0), "one\n"),
            edit((1, 2), (1, 3), "X"),
            edit((0, 3), (1, 0), " "),
        ]);
        assert_eq!(changed("abc", Encoding::Utf16, changes), "one abX");
        let whole = json!([{"text": "new"}, edit((0, 3), (0, 3), "er")]);
        assert_eq!(changed("abc", Encoding::Utf16, whole), "newer");
    }

    #[test]
    fn columns_count_in_the_encoding_agreed_on() {
        let text = "\u{1F600}x";
        for (encoding, column) in [
            (Encoding::Utf8, 4),
            (Encoding::Utf16, 2),
            (Encoding::Utf32, 1),
        ] {
            let changes = json!([edit((0, column), (0, column + 1), "y")]);
            assert_eq!(changed(text, encoding, changes), "\u{1F600}y");
        }
    }

    #[test]
    fn edits_outside_the_text_are_made_at_its_edge() {
        for (from, to) in [((0, 9), (0, 99)), ((7, 0), (9, 9)), ((0, 3), (0, 1))] {
            let changes = json!([edit(from, to, "!")]);
            assert_eq!(changed("abc", Encoding::Utf16, changes), "abc!");
        }
    }

    #[test]
    fn a_damaged_range_does_not_replace_the_text() {
        let damaged = json!({"range": {"start": {"line": -1, "character": 0}}, "text": "x"});
        assert!(serde_json::from_value::<Change>(damaged).is_err());
    }

    #[test]
    fn the_language_or_else_the_name_says_the_format() {
        assert_eq!(format_of("untitled:1", "Markdown"), Some(Format::Markdown));
        assert_eq!(format_of("file:///a.md", "text"), Some(Format::Text));
        assert_eq!(format_of("file:///a.md", "unknown"), Some(Format::Markdown));
        assert_eq!(format_of("file:///a.rs", "rust"), None);
        assert_eq!(format_of("untitled:1", "rust"), None);
    }
}
