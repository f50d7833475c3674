//! `check --format rdjson`: Reviewdog's diagnostics, which it turns into review comments with
//! suggestions. Its columns count bytes.

use super::Report;
use super::json::{Point, to_text};
use crate::diagnostic::Severity;
use crate::span::Position;
use serde::Serialize;

#[derive(Serialize)]
struct Log<'a> {
    source: Source<'a>,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Source<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
    /// The field for what the tool itself printed: what made the point, and of which text.
    original_output: String,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Location<'a>,
}

/// The whole report.
pub fn report(report: &Report<'_>) -> String {
    let tool = report.tool.line();
    let mut diagnostics = Vec::new();
    for document in report.documents {
        let made_by = format!("{tool}; text sha256 {}", document.text_sha256);
        for point in document
            .in_order()
            .into_iter()
            .filter(|point| point.suppressed.is_none())
        {
            diagnostics.push(diagnostic(point, &document.path, &made_by));
        }
    }
    for fault in report.errors {
        diagnostics.push(Diagnostic {
            message: fault.message.clone(),
            location: Location {
                path: &fault.path,
                range: None,
            },
            severity: "ERROR",
            code: Code {
                value: "evenhand/unreadable",
            },
            suggestions: Vec::new(),
            related_locations: Vec::new(),
            original_output: tool.clone(),
        });
    }
    to_text(&Log {
        source: Source {
            name: report.tool.name,
        },
        diagnostics,
    })
}

fn diagnostic<'a>(point: &'a Point, path: &'a str, made_by: &str) -> Diagnostic<'a> {
    // Several suggestions are alternatives, so that the parts of one change cannot be told.
    let fix = point.fix.iter().filter(|fix| fix.edits.len() == 1);
    let edits = fix.flat_map(|fix| &fix.edits);
    Diagnostic {
        message: point.lines().join("\n"),
        location: Location {
            path,
            range: point.bytes.map(range),
        },
        severity: match point.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Note => "INFO",
        },
        code: Code { value: &point.rule },
        suggestions: edits
            .filter_map(|edit| {
                Some(Suggestion {
                    range: range(edit.bytes?),
                    text: &edit.replacement,
                })
            })
            .collect(),
        related_locations: point
            .related
            .iter()
            .map(|related| Related {
                message: &related.message,
                location: Location {
                    path,
                    range: related.bytes.map(range),
                },
            })
            .collect(),
        original_output: made_by.to_owned(),
    }
}

fn range((start, end): (Position, Position)) -> Range {
    Range { start, end }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::told;
    use serde_json::{Value, json};

    #[test]
    fn columns_count_bytes_and_suggestions_have_ranges() {
        let told: Value = serde_json::from_str(&told(report)).expect("JSON");
        assert_eq!(told["source"]["name"], "evenhand");
        let sentiment = &told["diagnostics"][1];
        // Two emoji of four bytes, quotation marks of three.
        let start = json!({"line": 7, "column": 24});
        assert_eq!(sentiment["location"]["range"]["start"], start);
        assert_eq!(
            sentiment["suggestions"][0],
            json!({"range": {"start": start, "end": {"line": 7, "column": 28}}, "text": "say"})
        );
        assert_eq!(told["diagnostics"][0]["severity"], "ERROR");
        assert!(told["diagnostics"][2]["location"].get("range").is_none());
    }
}
