//! From a failing to the action that takes it up, and back.

use super::analysis::{View, touches};
use super::wording;
use crate::facts::{Action, DutyFailure};
use crate::span::Span;
use gen_lsp_types::{Definition, DefinitionResponse, Location, LocationLink, Position, Uri};

/// The action that takes up the failing at a position.
pub(super) fn definition(
    view: &View<'_>,
    position: Position,
    with_link: bool,
) -> Option<DefinitionResponse> {
    let failure = failure_at(view, position)?;
    let action = wording::covering(failure, &view.read.facts)?;
    let location = view.buffer.location(action.span);
    Some(if with_link {
        DefinitionResponse::DefinitionLinkList(vec![LocationLink {
            origin_selection_range: Some(view.buffer.range(failure.span)),
            target_uri: Uri(view.buffer.uri.to_owned()),
            target_range: location.range,
            target_selection_range: location.range,
        }])
    } else {
        DefinitionResponse::Definition(Definition::Location(location))
    })
}

/// The failings that the action at a position takes up; at a failing, those of its action. The action
/// itself is their declaration.
pub(super) fn references(
    view: &View<'_>,
    position: Position,
    with_declaration: bool,
) -> Vec<Location> {
    let facts = &view.read.facts;
    let at_action = action_at(view, position);
    let action = at_action.or_else(|| {
        failure_at(view, position).and_then(|failure| wording::covering(failure, facts))
    });
    let Some(action) = action else {
        return Vec::new();
    };
    let failings = facts
        .duty_failures
        .iter()
        .filter(|failure| failure.covered_by == Some(action.id))
        .map(|failure| failure.span);
    with_declaration
        .then_some(action.span)
        .into_iter()
        .chain(failings)
        .map(|span| view.buffer.location(span))
        .collect()
}

fn at(view: &View<'_>, position: Position) -> Span {
    let offset = view.buffer.offset(position);
    Span {
        start: offset,
        end: offset,
    }
}

/// The failing at a position, the one of fewest words when there are several.
fn failure_at<'a>(view: &View<'a>, position: Position) -> Option<&'a DutyFailure> {
    let at = at(view, position);
    let failures = view.read.facts.duty_failures.iter();
    failures
        .filter(|failure| touches(failure.span, at))
        .min_by_key(|failure| failure.span.len())
}

fn action_at<'a>(view: &View<'a>, position: Position) -> Option<&'a Action> {
    let at = at(view, position);
    let actions = view.read.facts.actions.iter();
    actions
        .filter(|action| touches(action.span, at))
        .min_by_key(|action| action.span.len())
}
