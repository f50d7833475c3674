//! `check --format json`. The structures here are the wire format, apart from the program's own types,
//! so that those can change without breaking anybody's script.

use super::clean::clean;
use super::digest::{fingerprints, sha256};
use super::place::{Places, StatedLocation};
use super::{Detail, Document, Fault, Points, Provenance, Report, Summary};
use crate::diagnostic::{Diagnostic, Grade, Severity, Suppression};
use crate::facts::{Facts, Role};
use crate::span::{Position, Span};
use serde::Serialize;
use std::collections::BTreeMap;

/// The version of the format: it changes when a field goes or changes its meaning, not when one is
/// added.
pub const VERSION: u32 = 1;

/// What `evenhand check --format json` prints.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct CheckReport {
    /// The version of this format.
    pub version: u32,
    /// What made the report.
    pub tool: Provenance,
    /// The letters that were checked, in the order in which they were given.
    pub documents: Vec<CheckedDocument>,
    /// The files that could not be read.
    pub errors: Vec<Fault>,
    /// What it adds up to.
    pub summary: Summary,
}

/// A letter and its diagnostics.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct CheckedDocument {
    /// The letter's path, as it was given.
    pub path: String,
    /// The SHA-256 of the text that was read: of the file itself where it is text in UTF-8.
    pub text_sha256: String,
    /// The overall outcome that the letter states, by its id in the pack.
    pub outcome: Option<String>,
    /// What is raised, the most pressing first.
    pub diagnostics: Vec<Point>,
    /// What was looked at and left out, when that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suppressed: Option<Vec<Point>>,
}

/// One diagnostic.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Point {
    /// The rule's id.
    pub rule: String,
    /// How pressing it is.
    pub severity: Severity,
    /// What the letter's words say, and what is beside them or missing.
    pub message: String,
    /// What stays the same while the letter around the sentence is edited: a hash of rule and sentence.
    pub fingerprint: String,
    /// The words it is about; null in a redacted report.
    pub text: Option<String>,
    /// Where they stand, in UTF-8 bytes of the document as read.
    pub span: Span,
    /// Where they begin; null where a format has no lines.
    pub start: Option<Position>,
    /// Where they end.
    pub end: Option<Position>,
    /// Page, paragraph, block and characters; null where a format has lines.
    pub location: Option<StatedLocation>,
    /// The same in lines and bytes, for the formats that count those.
    #[serde(skip)]
    pub(super) bytes: Option<(Position, Position)>,
    /// The heading of the section they stand in.
    pub section: Option<String>,
    /// The part which that section plays in the letter.
    pub section_role: Option<Role>,
    /// Other places that belong to it.
    pub related: Vec<RelatedPlace>,
    /// What to do.
    pub help: String,
    /// Reference, bearer and qualification of the law behind it.
    pub reference: Option<String>,
    /// A rewording.
    pub fix: Option<Rewording>,
    /// Facts behind it.
    pub properties: BTreeMap<String, String>,
    /// Why it is left out, among what was looked at and left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suppressed: Option<Reason>,
}

impl Point {
    /// Page or paragraph as people name them, where a format has no lines.
    pub(super) fn page(&self) -> Option<String> {
        self.location.and_then(StatedLocation::name)
    }

    /// What it says, with the page in front where no field of a format could hold that, what to do, and
    /// the law, a line each.
    pub(super) fn lines(&self) -> Vec<String> {
        let page = self.page().map(|page| format!("{page}: "));
        let mut lines = vec![page.unwrap_or_default() + &clean(&self.message)];
        if let Some(reason) = &self.suppressed {
            lines.push(format!("Left out: {}.", reason.reason));
        }
        if !self.help.is_empty() {
            lines.push(clean(&self.help).into_owned());
        }
        if let Some(fix) = &self.fix {
            lines.push(clean(&fix.title).into_owned());
        }
        if let Some(reference) = &self.reference {
            lines.push(clean(reference).into_owned());
        }
        lines
    }
}

impl CheckedDocument {
    /// All that is told of the letter, in the order of the text.
    pub(super) fn in_order(&self) -> Vec<&Point> {
        let mut all: Vec<&Point> = self
            .diagnostics
            .iter()
            .chain(self.suppressed.iter().flatten())
            .collect();
        all.sort_by_key(|point| point.span);
        all
    }
}

/// Another place that belongs to a diagnostic.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct RelatedPlace {
    /// What stands there.
    pub message: String,
    /// The words; null in a redacted report.
    pub text: Option<String>,
    /// Where they stand.
    pub span: Span,
    /// Where they begin; null where a format has no lines.
    pub start: Option<Position>,
    /// Where they end.
    pub end: Option<Position>,
    /// Page, paragraph, block and characters; null where a format has lines.
    pub location: Option<StatedLocation>,
    /// The same in lines and bytes, for the formats that count those.
    #[serde(skip)]
    pub(super) bytes: Option<(Position, Position)>,
}

/// A rewording.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Rewording {
    /// What it does, or what it asks.
    pub title: String,
    /// How far it may be trusted.
    pub grade: Grade,
    /// The changes, in reading order; none for a question.
    pub edits: Vec<Replacement>,
}

/// One replacement.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Replacement {
    /// The words to replace.
    pub span: Span,
    /// Where they begin; null where a format has no lines.
    pub start: Option<Position>,
    /// Where they end.
    pub end: Option<Position>,
    /// What stands there afterwards.
    pub replacement: String,
    /// The same in lines and bytes, for the formats that count those.
    #[serde(skip)]
    pub(super) bytes: Option<(Position, Position)>,
}

/// Why something is left out.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Reason {
    /// The reason, from a closed list.
    pub id: Suppression,
    /// The reason in words.
    pub reason: String,
}

/// One letter of the report. A redacted one takes points that are redacted themselves.
pub fn document(document: &Document<'_>, points: &Points, detail: Detail) -> CheckedDocument {
    let places = Places::new(document.letter);
    let both = points.shown.iter().chain(&points.suppressed);
    let mut fingerprints = fingerprints(both, document.letter).into_iter();
    let mut all = |points: &[Diagnostic]| -> Vec<Point> {
        points
            .iter()
            .zip(fingerprints.by_ref())
            .map(|(point, fingerprint)| wire(point, fingerprint, document, &places, detail))
            .collect()
    };
    CheckedDocument {
        path: document.path.to_owned(),
        text_sha256: sha256(&document.letter.text),
        outcome: document
            .facts
            .outcome
            .as_ref()
            .map(|outcome| outcome.id.clone()),
        diagnostics: all(&points.shown),
        suppressed: detail.suppressed.then(|| all(&points.suppressed)),
    }
}

/// The whole report as text.
pub fn report(report: &Report<'_>) -> String {
    to_text(&CheckReport {
        version: VERSION,
        tool: report.tool.clone(),
        documents: report.documents.to_vec(),
        errors: report.errors.to_vec(),
        summary: report.summary,
    })
}

/// A value as indented JSON with a line end.
pub(super) fn to_text(value: &impl Serialize) -> String {
    // Strings, numbers, lists and maps with string keys always serialise.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

fn wire(
    point: &Diagnostic,
    fingerprint: String,
    document: &Document<'_>,
    places: &Places<'_>,
    detail: Detail,
) -> Point {
    let words = |span: Span| (!detail.redact).then(|| span.of(&document.letter.text).to_owned());
    let section = section(document.facts, point.span);
    Point {
        rule: point.rule.clone(),
        severity: point.severity,
        message: point.message.clone(),
        fingerprint,
        text: words(point.span),
        span: point.span,
        start: places.position(point.span.start),
        end: places.position(point.span.end),
        location: places.location(point.span),
        bytes: places.bytes(point.span),
        section: section
            .map(|section| section.title.clone())
            .filter(|title| !title.is_empty() && !detail.redact),
        section_role: section.map(|section| section.role),
        related: point
            .related
            .iter()
            .map(|related| RelatedPlace {
                message: related.message.clone(),
                text: words(related.span),
                span: related.span,
                start: places.position(related.span.start),
                end: places.position(related.span.end),
                location: places.location(related.span),
                bytes: places.bytes(related.span),
            })
            .collect(),
        help: point.help.clone(),
        reference: point.reference.clone(),
        fix: point.fix.as_ref().map(|fix| Rewording {
            title: fix.title.clone(),
            grade: fix.grade,
            edits: fix
                .edits
                .iter()
                .map(|edit| Replacement {
                    span: edit.span,
                    start: places.position(edit.span.start),
                    end: places.position(edit.span.end),
                    replacement: edit.replacement.clone(),
                    bytes: places.bytes(edit.span),
                })
                .collect(),
        }),
        properties: point
            .properties
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect(),
        suppressed: point.suppressed.map(|reason| Reason {
            id: reason,
            reason: point.left_out().unwrap_or_default(),
        }),
    }
}

/// The section that a span begins in.
fn section(facts: &Facts, span: Span) -> Option<&crate::facts::Section> {
    facts
        .sections
        .iter()
        .rev()
        .find(|section| section.span.start <= span.start && span.start < section.span.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Selection;
    use crate::report::testing::{made_up, pages};

    #[test]
    fn a_point_is_told_in_full() {
        let letter = made_up();
        let points = Selection::default().apply(letter.diagnostics.clone());
        let document = document(
            &letter.document(),
            &points,
            Detail {
                suppressed: true,
                ..Detail::default()
            },
        );
        let told = serde_json::to_value(&document).expect("serialises");
        let point = &told["diagnostics"][0];
        assert_eq!(point["rule"], "duty/no-action");
        assert_eq!(point["severity"], "error");
        assert_eq!(point["text"], "reviews are not held in line with the law");
        assert_eq!(point["start"], serde_json::json!({"line": 5, "column": 5}));
        assert_eq!(point["section"], "What needs to be better?");
        assert_eq!(point["related"][0]["start"]["line"], 10);
        assert_eq!(point["properties"]["duty"], "annual-review");
        assert!(point.get("suppressed").is_none());
        assert_eq!(told["diagnostics"][1]["fix"]["grade"], "suggest");
        assert_eq!(told["suppressed"][0]["suppressed"]["id"], "quotation");
    }

    #[test]
    fn spans_count_bytes_and_columns_characters() {
        let letter = made_up();
        let points = Selection::default().apply(letter.diagnostics.clone());
        let document = document(&letter.document(), &points, Detail::default());
        let sentiment = &document.diagnostics[1];
        assert_eq!(sentiment.text.as_deref(), Some("feel"));
        assert_eq!(sentiment.start.map(|start| start.column), Some(14));
        assert_eq!(sentiment.span.of(&letter.letter.text), "feel");
        assert!(document.suppressed.is_none());
    }

    #[test]
    fn a_format_without_lines_has_pages() {
        let letter = pages();
        let points = Selection::default().apply(letter.diagnostics.clone());
        let document = document(&letter.document(), &points, Detail::default());
        let point = &document.diagnostics[0];
        assert_eq!(point.start, None);
        assert_eq!(point.location.and_then(|location| location.page), Some(4));
    }
}
