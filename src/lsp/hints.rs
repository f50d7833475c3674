//! Inlay hints: what an action takes up, and which action takes a failing up.

use super::analysis::{View, touches};
use super::wording;
use gen_lsp_types::{InlayHint, Label, Range};

/// The hints in a range, in the order of the text. A letter without actions has none.
pub(super) fn hints(view: &View<'_>, range: Range) -> Vec<InlayHint> {
    let facts = &view.read.facts;
    if facts.actions.is_empty() {
        return Vec::new();
    }
    let shown = view.buffer.span(range);
    let of_failures = facts
        .duty_failures
        .iter()
        .map(|failure| (failure.span, wording::taken_up_by(failure, facts)));
    let of_actions = facts.actions.iter().map(|action| {
        let failings = facts
            .duty_failures
            .iter()
            .filter(|failure| failure.covered_by == Some(action.id))
            .count();
        (action.span, wording::takes_up(failings))
    });
    let mut hints: Vec<_> = of_failures
        .chain(of_actions)
        .filter(|(span, _)| touches(*span, shown))
        .collect();
    hints.sort_by_key(|(span, _)| span.end);
    hints
        .into_iter()
        .map(|(span, label)| InlayHint {
            position: view.buffer.position(span.end),
            label: Label::String(label),
            kind: None,
            text_edits: None,
            tooltip: None,
            padding_left: Some(true),
            padding_right: None,
            data: None,
        })
        .collect()
}
