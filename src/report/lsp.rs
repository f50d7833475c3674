//! `check --format lsp`: diagnostics as editors take them, one `textDocument/publishDiagnostics`
//! notification a letter. The language server words its diagnostics here too.

use super::Points;
use crate::diagnostic::{Diagnostic, Edit, Severity};
use crate::letter::Letter;
use crate::span::{Cell, Encoding, LineIndex, Span};
use gen_lsp_types::{
    Code, CodeDescription, Diagnostic as Wire, DiagnosticRelatedInformation, DiagnosticSeverity,
    Location, Message, Position, Range, TextEdit, Uri,
};
use serde_json::{Value, json};

/// The name under which editors show where a diagnostic comes from.
pub const SOURCE: &str = "evenhand";

/// A letter as an editor holds it: its text, and how the two of them count columns.
#[derive(Clone, Copy, Debug)]
pub struct Buffer<'a> {
    /// The name by which the editor knows it.
    pub uri: &'a str,
    /// The text as the editor holds it.
    pub text: &'a str,
    /// The lines of that text.
    pub lines: &'a LineIndex,
    /// Offset in it of the letter's first byte: a byte order mark may stand before that.
    pub skipped: u32,
    /// What columns count.
    pub encoding: Encoding,
    /// Whether lines mean anything to the reader of the file.
    pub has_lines: bool,
}

impl Buffer<'_> {
    /// The editor's position of an offset of the letter.
    pub fn position(&self, offset: u32) -> Position {
        if !self.has_lines {
            return Position::default();
        }
        let cell = self
            .lines
            .cell(self.text, offset + self.skipped, self.encoding);
        Position {
            line: cell.line,
            character: cell.column,
        }
    }

    /// The editor's range of a span of the letter.
    pub fn range(&self, span: Span) -> Range {
        Range {
            start: self.position(span.start),
            end: self.position(span.end),
        }
    }

    /// The offset in the letter of an editor's position.
    pub fn offset(&self, position: Position) -> u32 {
        let cell = Cell {
            line: position.line,
            column: position.character,
        };
        self.lines
            .cell_offset(self.text, cell, self.encoding)
            .saturating_sub(self.skipped)
    }

    /// The span of the letter that an editor's range covers.
    pub fn span(&self, range: Range) -> Span {
        Span::new(
            self.offset(range.start) as usize,
            self.offset(range.end) as usize,
        )
    }

    /// A span as a place that editors can go to.
    pub fn location(&self, span: Span) -> Location {
        Location {
            uri: Uri(self.uri.to_owned()),
            range: self.range(span),
        }
    }

    /// Replacements as an editor makes them.
    pub fn edits(&self, edits: &[Edit]) -> Vec<TextEdit> {
        edits
            .iter()
            .map(|edit| TextEdit {
                range: self.range(edit.span),
                new_text: edit.replacement.clone(),
            })
            .collect()
    }
}

/// A point as editors take it. `link` is where the rule's text can be read; the other places are left
/// out for editors that cannot show them.
pub fn diagnostic(
    point: &Diagnostic,
    buffer: &Buffer<'_>,
    link: Option<String>,
    with_related: bool,
) -> Wire {
    let related = point
        .related
        .iter()
        .map(|related| DiagnosticRelatedInformation {
            location: buffer.location(related.span),
            message: related.message.clone(),
        })
        .collect::<Vec<_>>();
    Wire {
        range: buffer.range(point.span),
        severity: Some(severity(point.severity)),
        code: Some(Code::String(point.rule.clone())),
        code_description: link.map(|href| CodeDescription { href: Uri(href) }),
        source: Some(SOURCE.to_owned()),
        message: Message::String(message(point)),
        tags: None,
        related_information: (with_related && !related.is_empty()).then_some(related),
        data: Some(data(point, buffer)),
    }
}

/// A level as editors name it: what is for information is no hint, which editors hide.
pub fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Note => DiagnosticSeverity::Information,
    }
}

/// What the point says, and on a line of its own what to do.
fn message(point: &Diagnostic) -> String {
    if point.help.is_empty() {
        point.message.clone()
    } else {
        format!("{}\n{}", point.message, point.help)
    }
}

/// What programs may need of a point beyond what editors show.
fn data(point: &Diagnostic, buffer: &Buffer<'_>) -> Value {
    let properties: serde_json::Map<String, Value> = point
        .properties
        .iter()
        .map(|(name, value)| ((*name).to_owned(), Value::String(value.clone())))
        .collect();
    let mut data = json!({ "rule": point.rule, "properties": properties });
    if let Some(reference) = &point.reference {
        data["reference"] = json!(reference);
    }
    if let Some(fix) = &point.fix {
        data["fix"] = json!({
            "title": fix.title,
            "grade": fix.grade,
            "edits": buffer.edits(&fix.edits),
        });
    }
    data
}

/// The points of one letter as a message of the protocol, in the order of the text, with its header.
pub fn document(uri: &str, letter: &Letter, points: &Points) -> String {
    let lines = letter.lines();
    let buffer = Buffer {
        uri,
        text: &letter.text,
        lines: &lines,
        skipped: 0,
        encoding: Encoding::default(),
        has_lines: letter.has_lines,
    };
    let mut shown: Vec<&Diagnostic> = points.shown.iter().collect();
    shown.sort_by_key(|point| point.span);
    let diagnostics: Vec<Wire> = shown
        .into_iter()
        .map(|point| diagnostic(point, &buffer, None, true))
        .collect();
    let body = json!({
        "jsonrpc": "2.0",
        "method": "textDocument/publishDiagnostics",
        "params": { "uri": uri, "diagnostics": diagnostics },
    })
    .to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Selection;
    use crate::report::testing::{made_up, pages};

    fn told(text: &str) -> Value {
        let (header, body) = text.split_once("\r\n\r\n").expect("a header");
        assert_eq!(header, format!("Content-Length: {}", body.len()));
        serde_json::from_str(body).expect("JSON")
    }

    #[test]
    fn a_letter_is_one_notification() {
        let letter = made_up();
        let points = Selection::default().apply(letter.diagnostics.clone());
        let told = told(&document("file:///draft.md", &letter.letter, &points));
        assert_eq!(told["method"], "textDocument/publishDiagnostics");
        assert_eq!(told["params"]["uri"], "file:///draft.md");
        let first = &told["params"]["diagnostics"][0];
        assert_eq!(first["code"], "duty/no-action");
        assert_eq!(first["severity"], 1);
        assert_eq!(first["range"]["start"], json!({"line": 4, "character": 4}));
        let related = &first["relatedInformation"][0]["location"];
        assert!(related["range"]["start"]["line"].as_u64() > Some(4));
        assert_eq!(first["data"]["properties"]["duty"], "annual-review");
        let second = &told["params"]["diagnostics"][1];
        assert_eq!(second["severity"], 2);
        assert_eq!(second["data"]["fix"]["grade"], "suggest");
    }

    #[test]
    fn a_format_without_lines_has_its_points_at_the_top() {
        let letter = pages();
        let points = Selection::default().apply(letter.diagnostics.clone());
        let told = told(&document("file:///draft.docx", &letter.letter, &points));
        let range = &told["params"]["diagnostics"][0]["range"];
        assert_eq!(range["end"], json!({"line": 0, "character": 0}));
    }
}
