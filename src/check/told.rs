//! What the same people say beside what they feel.

use super::Context;
use crate::facts::{Attribution, CueClass, Polarity};
use crate::span::Span;

/// How far behind "told inspectors" what they feel may begin, in bytes.
const TOLD_REACH: u32 = 60;

/// Whether the same people tell something beside what they felt: "feel forgotten and say", "say that nobody calls
/// and feel forgotten".
pub(super) fn tells_too(attribution: &Attribution, context: &Context<'_>) -> bool {
    let and = context.pack.lexicon.class("and");
    let joined = |from: Span, to: Span| {
        let between = Span {
            start: from.end,
            end: to.start,
        };
        context.words.tokens(between)
    };
    attribution.class != CueClass::Belief
        && reports(attribution, context).any(|other| {
            if other.cue.start > attribution.cue.end {
                let joint = joined(attribution.cue, other.cue);
                joint.len() == 1 && joint[0].is(and)
            } else {
                // The feeling's own subject would stand between.
                let joint = joined(other.cue, attribution.cue);
                joint.len() > 3
                    && joint.last().is_some_and(|last| last.is(and))
                    && joint.iter().any(|token| token.tag.is_finite())
            }
        })
}

/// What the same people say in the same sentence.
fn reports<'a>(
    attribution: &Attribution,
    context: &Context<'a>,
) -> impl Iterator<Item = &'a Attribution> + use<'a> {
    let (sentence, side) = (attribution.sentence, attribution.group.side());
    context.facts.attributions.iter().filter(move |other| {
        other.class == CueClass::Report
            && other.polarity == Polarity::Affirmed
            && other.sentence == sentence
            && other.group.side() == side
    })
}

/// The words by which the same people told this, when they stand before it in the sentence.
pub(super) fn told<'a>(
    attribution: &Attribution,
    context: &Context<'a>,
) -> Option<&'a Attribution> {
    reports(attribution, context).find(|other| {
        other.cue.end <= attribution.cue.start
            && (attribution.cue.start - other.cue.end <= TOLD_REACH
                || other.object.contains(attribution.cue))
    })
}
