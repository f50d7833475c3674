//! Diagnostics for the editor, pushed or pulled: the points of a letter, and what stood in the way of
//! reading it.

use super::analysis::{Analysis, Read};
use super::client::Client;
use crate::read::ReadNote;
use crate::report::lsp::{self, Buffer, SOURCE};
use crate::span::{Encoding, LineIndex, Span};
use gen_lsp_types::{
    Diagnostic, DiagnosticSeverity, DiagnosticTag, Message, Position, PublishDiagnosticsParams,
    Range, Uri,
};
use serde::Serialize;

/// A fault at its place in a TOML file, a pack's or a project's.
pub(super) fn about_toml(
    text: &str,
    span: Option<Span>,
    message: &str,
    help: &str,
    encoding: Encoding,
) -> Diagnostic {
    let lines = LineIndex::new(text);
    let position = |offset: u32| {
        let cell = lines.cell(text, offset, encoding);
        Position {
            line: cell.line,
            character: cell.column,
        }
    };
    let span = span.unwrap_or_default();
    Diagnostic {
        range: Range {
            start: position(span.start),
            end: position(span.end),
        },
        severity: Some(DiagnosticSeverity::Error),
        source: Some(SOURCE.to_owned()),
        message: Message::String(format!("{message}\n{help}")),
        ..Diagnostic::default()
    }
}

/// All diagnostics of a document, in the order of its text. `link` gives the page of a rule.
pub(super) fn all(
    analysis: &Analysis,
    buffer: &Buffer<'_>,
    client: &Client,
    mut link: impl FnMut(&str) -> Option<String>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if let Some(fault) = &analysis.fault {
        found.push(about_reading(fault.to_string(), Span::default(), buffer));
    }
    if let Some(read) = &analysis.read {
        found.extend(notes(read, buffer));
        found.extend(suppressions(read, buffer));
        let mut points: Vec<_> = read.points.shown.iter().collect();
        points.sort_by_key(|point| point.span);
        found.extend(points.into_iter().map(|point| {
            let link = if client.links {
                link(&point.rule)
            } else {
                None
            };
            lsp::diagnostic(point, buffer, link, client.related)
        }));
    }
    found
}

/// What a reader should know of the reading. How a file is encoded is the editor's matter.
fn notes(read: &Read, buffer: &Buffer<'_>) -> Vec<Diagnostic> {
    let place = |note: &ReadNote| match note {
        ReadNote::OpenComment { offset } => Some(Span::new(*offset, *offset + "<!--".len())),
        _ => None,
    };
    let notes = read.notes.iter();
    notes
        .filter_map(|note| Some(about_reading(note.to_string(), place(note)?, buffer)))
        .collect()
}

/// Suppressions that do not hold, and those that can go.
fn suppressions(read: &Read, buffer: &Buffer<'_>) -> Vec<Diagnostic> {
    let faults = read.faults.iter();
    let faults = faults.map(|(span, message)| about_reading(message.clone(), *span, buffer));
    let unused = read.unused.iter().map(|(span, message)| Diagnostic {
        severity: Some(DiagnosticSeverity::Hint),
        tags: Some(vec![DiagnosticTag::Unnecessary]),
        ..about_reading(message.clone(), *span, buffer)
    });
    faults.chain(unused).collect()
}

fn about_reading(message: String, span: Span, buffer: &Buffer<'_>) -> Diagnostic {
    Diagnostic {
        range: buffer.range(span),
        severity: Some(DiagnosticSeverity::Warning),
        source: Some(SOURCE.to_owned()),
        message: Message::String(message),
        ..Diagnostic::default()
    }
}

/// A notification with all diagnostics of a document.
pub(super) fn published(
    uri: &str,
    version: Option<i32>,
    diagnostics: Vec<Diagnostic>,
) -> PublishDiagnosticsParams {
    PublishDiagnosticsParams {
        uri: Uri(uri.to_owned()),
        version,
        diagnostics,
    }
}

/// What a client has of a document's diagnostics.
pub(super) fn result_id(analysis: &Analysis) -> String {
    analysis.number.to_string()
}

/// The answer to a client that pulls the diagnostics of one document.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Report {
    /// All of them.
    #[serde(rename_all = "camelCase")]
    Full {
        result_id: String,
        items: Vec<Diagnostic>,
    },
    /// Those that the client has.
    #[serde(rename_all = "camelCase")]
    Unchanged { result_id: String },
}

/// One document of the answer to a client that pulls the diagnostics of all.
#[derive(Serialize)]
pub(super) struct InWorkspace {
    pub(super) uri: String,
    pub(super) version: i32,
    #[serde(flatten)]
    pub(super) report: Report,
}
