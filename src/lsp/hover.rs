//! What is known of the words under the pointer: the points raised there with their rule and why, the
//! law behind them, and who is said to feel or know what.

use super::analysis::{View, touches};
use super::wording;
use crate::diagnostic::{Diagnostic, Grade};
use crate::facts::DutyFailure;
use crate::span::Span;
use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind, Position};
use std::fmt::Write as _;

/// The hover at a position; nothing where nothing is known.
pub(super) fn hover(view: &View<'_>, position: Position, markdown: bool) -> Option<Hover> {
    let offset = view.buffer.offset(position);
    let at = Span {
        start: offset,
        end: offset,
    };
    let mut parts = Vec::new();
    let mut place: Option<Span> = None;
    let mut narrow = |span: Span| {
        if place.is_none_or(|known| span.len() < known.len()) {
            place = Some(span);
        }
    };
    for point in view.points_at(at) {
        narrow(point.span);
        parts.push(point_text(point, view));
    }
    let facts = &view.read.facts;
    for failure in facts
        .duty_failures
        .iter()
        .filter(|one| touches(one.span, at))
    {
        narrow(failure.span);
        parts.push(failure_text(failure, view));
    }
    for one in &facts.attributions {
        let words = [one.source, one.cue]
            .into_iter()
            .find(|span| touches(*span, at));
        if let Some(words) = words {
            narrow(words);
            parts.push(format!(
                "“{} … {}”: {}.",
                one.source.of(&view.read.letter.text),
                one.cue.of(&view.read.letter.text),
                wording::attribution(one)
            ));
        }
    }
    for action in facts.actions.iter().filter(|one| touches(one.span, at)) {
        narrow(action.span);
        let failings = facts
            .duty_failures
            .iter()
            .filter(|failure| failure.covered_by == Some(action.id))
            .count();
        parts.push(format!(
            "{}: {}.",
            capital(&wording::action(action)),
            wording::takes_up(failings)
        ));
    }
    if parts.is_empty() {
        return None;
    }
    let value = parts.join("\n\n---\n\n");
    let (kind, value) = if markdown {
        (MarkupKind::Markdown, value)
    } else {
        (MarkupKind::PlainText, value.replace("**", ""))
    };
    Some(Hover {
        contents: Contents::MarkupContent(MarkupContent { kind, value }),
        range: place.map(|span| view.buffer.range(span)),
    })
}

fn point_text(point: &Diagnostic, view: &View<'_>) -> String {
    let mut text = format!(
        "**{}** ({})\n\n{}",
        point.rule,
        point.severity.title(),
        point.message
    );
    // Writing to a string does not fail.
    if !point.help.is_empty() {
        let _ = write!(text, "\n\n{}", point.help);
    }
    if let Some(fix) = point.fix.as_ref().filter(|fix| fix.title != point.help) {
        let grade = match fix.grade {
            Grade::Safe => "Fix",
            Grade::Suggest => "Suggestion",
            Grade::Ask => "Question",
        };
        let _ = write!(text, "\n\n{grade}: {}", fix.title);
    }
    if let Some(reference) = &point.reference {
        let _ = write!(text, "\n\n**Law:** {reference}");
    }
    if let Some(rule) = view.pack.rule(&point.rule) {
        let _ = write!(text, "\n\n**Why:** {}", rule.why.trim());
    }
    text
}

fn failure_text(failure: &DutyFailure, view: &View<'_>) -> String {
    let duty = view.pack.duty(&failure.duty);
    let title = duty.map_or(failure.duty.as_str(), |duty| duty.title.as_str());
    let mut text = format!("**{title}**: a failing");
    if !view.read.facts.actions.is_empty() {
        let _ = write!(
            text,
            "; taken up by {}",
            wording::taken_up_by(failure, &view.read.facts)
        );
    }
    text.push('.');
    let entries = duty.into_iter().flat_map(|duty| &duty.entry);
    let touched = entries.filter(|entry| failure.entries.contains(&entry.id));
    for entry in touched.take(2) {
        let _ = write!(text, "\n\n{}", wording::law(entry));
    }
    text
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
