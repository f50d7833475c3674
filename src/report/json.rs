//! `check --format json`. The structures here are the wire format, apart from the program's own types,
//! so that those can change without breaking anybody's script.

use super::place::{Places, StatedLocation};
use super::{Document, Fault, Points, Provenance, Summary};
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
    /// The words it is about.
    pub text: String,
    /// Where they stand, in UTF-8 bytes of the document as read.
    pub span: Span,
    /// Where they begin; null where a format has no lines.
    pub start: Option<Position>,
    /// Where they end.
    pub end: Option<Position>,
    /// Page, paragraph, block and characters; null where a format has lines.
    pub location: Option<StatedLocation>,
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

/// Another place that belongs to a diagnostic.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct RelatedPlace {
    /// What stands there.
    pub message: String,
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// Where they begin; null where a format has no lines.
    pub start: Option<Position>,
    /// Where they end.
    pub end: Option<Position>,
    /// Page, paragraph, block and characters; null where a format has lines.
    pub location: Option<StatedLocation>,
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
    /// What stands there afterwards.
    pub replacement: String,
}

/// Why something is left out.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Reason {
    /// The reason, from a closed list.
    pub id: Suppression,
    /// The reason in words.
    pub reason: String,
}

/// One letter of the report.
pub fn document(
    document: &Document<'_>,
    points: &Points,
    show_suppressed: bool,
) -> CheckedDocument {
    let places = Places::new(document.letter);
    let all = |points: &[Diagnostic]| {
        points
            .iter()
            .map(|point| wire(point, document, &places))
            .collect()
    };
    CheckedDocument {
        path: document.path.to_owned(),
        outcome: document
            .facts
            .outcome
            .as_ref()
            .map(|outcome| outcome.id.clone()),
        diagnostics: all(&points.shown),
        suppressed: show_suppressed.then(|| all(&points.suppressed)),
    }
}

/// The whole report as text.
pub fn report(
    documents: Vec<CheckedDocument>,
    errors: Vec<Fault>,
    tool: Provenance,
    summary: Summary,
) -> String {
    to_text(&CheckReport {
        version: VERSION,
        tool,
        documents,
        errors,
        summary,
    })
}

/// A value as indented JSON with a line end.
pub(super) fn to_text(value: &impl Serialize) -> String {
    // Strings, numbers, lists and maps with string keys always serialise.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

fn wire(point: &Diagnostic, document: &Document<'_>, places: &Places<'_>) -> Point {
    let text = &document.letter.text;
    let section = section(document.facts, point.span);
    Point {
        rule: point.rule.clone(),
        severity: point.severity,
        message: point.message.clone(),
        text: point.span.of(text).to_owned(),
        span: point.span,
        start: places.position(point.span.start),
        end: places.position(point.span.end),
        location: places.location(point.span),
        section: section
            .map(|section| section.title.clone())
            .filter(|title| !title.is_empty()),
        section_role: section.map(|section| section.role),
        related: point
            .related
            .iter()
            .map(|related| RelatedPlace {
                message: related.message.clone(),
                text: related.span.of(text).to_owned(),
                span: related.span,
                start: places.position(related.span.start),
                end: places.position(related.span.end),
                location: places.location(related.span),
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
                    replacement: edit.replacement.clone(),
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
            reason: reason.reason().to_owned(),
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
        let document = document(&letter.document(), &points, true);
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
        let document = document(&letter.document(), &points, false);
        let sentiment = &document.diagnostics[1];
        assert_eq!(sentiment.text, "feel");
        assert_eq!(sentiment.start.map(|start| start.column), Some(14));
        assert_eq!(sentiment.span.of(&letter.letter.text), "feel");
        assert!(document.suppressed.is_none());
    }

    #[test]
    fn a_format_without_lines_has_pages() {
        let letter = pages();
        let points = Selection::default().apply(letter.diagnostics.clone());
        let document = document(&letter.document(), &points, false);
        let point = &document.diagnostics[0];
        assert_eq!(point.start, None);
        assert_eq!(point.location.and_then(|location| location.page), Some(4));
    }
}
