//! Does a sentence say itself what people felt something about? Then there is nothing to ask.

use super::Context;
use super::amiss::Judge;
use crate::facts::{Attribution, CueClass};
use crate::grammar::{Tag, Token};
use crate::span::Span;

/// "can feel": what may be, not what was said.
pub(super) fn is_modal(attribution: &Attribution, context: &Context<'_>) -> bool {
    let before = Span {
        start: attribution.sentence.start,
        end: attribution.cue.start,
    };
    let tokens = context.words.tokens(before);
    let mut back = tokens.iter().rev();
    back.find(|token| token.tag != Tag::Adv)
        .is_some_and(|token| token.tag == Tag::Modal)
}

/// Whether the sentence says what it was that people felt this about: "angry about unanswered emails", "ignored, as
/// replies are slow".
pub(super) fn gives_reason(
    attribution: &Attribution,
    judge: &Judge,
    context: &Context<'_>,
) -> bool {
    if attribution.class == CueClass::Belief {
        return false;
    }
    let rest = Span {
        start: attribution.cue.end,
        end: attribution.sentence.end.max(attribution.cue.end),
    };
    let tokens = context.words.tokens(rest);
    let class = |name| context.pack.lexicon.class(name);
    let finite = |tokens: &[Token]| tokens.iter().any(|token| token.tag.is_finite());
    if attribution.class == CueClass::Emotion {
        let until = tokens
            .iter()
            .position(|token| token.tag == Tag::Conj && token.is(class("but")));
        let about = &tokens[..until.unwrap_or(tokens.len())];
        // "worry that care will stop": what lies ahead did not happen.
        let ahead = about.iter().any(|token| token.tag == Tag::Modal);
        let preposition = about.first().is_some_and(|first| first.tag == Tag::Prep);
        if ahead || preposition && (finite(about) || judge.is_amiss(about)) {
            return true;
        }
    }
    // "feel let down when they hear nothing".
    let lemma = |word| context.pack.lexicon.lemma(word).unwrap_or(u32::MAX);
    if attribution.class == CueClass::Experience {
        let (when, have) = (lemma("when"), lemma("have"));
        let event = tokens.iter().position(|token| token.lemma == when);
        // "feel let down, having been told that nothing could be done".
        let having = |pair: &[Token]| pair[0].tag == Tag::Comma && pair[1].lemma == have;
        if event.is_some_and(|at| judge.is_amiss(&tokens[at..])) || tokens.windows(2).any(having) {
            return true;
        }
    }
    let causal = class("causal");
    let causal_as = lemma("as");
    let cause = tokens
        .iter()
        .position(|token| token.tag == Tag::Sub && (token.is(causal) || token.lemma == causal_as));
    cause.is_some_and(|at| {
        let told = context.facts.attributions.iter().any(|other| {
            other.sentence == attribution.sentence && other.cue.start > attribution.cue.end
        });
        !told && finite(&tokens[at..])
    })
}
