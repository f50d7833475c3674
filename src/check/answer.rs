//! What the letter says, right behind a failing, is done about it: a reader's first question.

use super::Context;
use crate::facts::{Attribution, DutyFailure};
use crate::grammar::{Tag, Token};
use crate::pack::lexicon::ClassSet;
use crate::span::Span;

/// How many sentences that tell what follows from a failing may stand before the answer to it.
const EFFECTS: usize = 1;

/// The sentence that answers a failing, with the one behind it that goes on about that.
pub(super) fn to(failure: &DutyFailure, context: &Context<'_>) -> Option<Span> {
    let reader = Reader::new(context);
    let mut sentence = failure.sentence;
    for _ in 0..=EFFECTS {
        sentence = context.words.next_sentence(sentence)?;
        let tokens = context.words.tokens(sentence);
        if reader.tells_effect(&tokens) {
            continue;
        }
        if reader.is_amiss(sentence) || !reader.answers(&tokens) {
            return None;
        }
        let more = context
            .words
            .next_sentence(sentence)
            .filter(|next| !reader.is_amiss(*next) && reader.goes_on(&context.words.tokens(*next)));
        return Some(more.map_or(sentence, |more| sentence.to(more)));
    }
    None
}

struct Reader<'r, 'a> {
    context: &'r Context<'a>,
    mends: ClassSet,
    plans: ClassSet,
    leaders: ClassSet,
    doers: ClassSet,
    deeds: ClassSet,
    responds: ClassSet,
    result: ClassSet,
    anaphor: ClassSet,
    negator: ClassSet,
    better: ClassSet,
}

impl<'r, 'a> Reader<'r, 'a> {
    fn new(context: &'r Context<'a>) -> Self {
        let class = |name| context.pack.lexicon.class(name);
        Reader {
            context,
            mends: class("reducer") | class("improver") | class("resolved"),
            plans: class("plan-sign") | class("plan-verb"),
            leaders: class("leaders"),
            doers: class("leaders") | class("staff"),
            deeds: class("good-act"),
            responds: class("responding"),
            result: class("result"),
            anaphor: class("anaphor"),
            negator: class("negator"),
            better: class("improver") | class("well-word") | class("shrink-verb"),
        }
    }

    /// Whether a sentence tells of a failing, or of what families feel about one.
    fn is_amiss(&self, sentence: Span) -> bool {
        let facts = self.context.facts;
        let fails = |other: &DutyFailure| other.span.overlaps(sentence);
        let felt = |other: &Attribution| other.sentiment && sentence.contains(other.cue);
        facts.duty_failures.iter().any(fails) || facts.attributions.iter().any(felt)
    }

    /// "This means that", "As a result": what follows from what stands before.
    fn tells_effect(&self, tokens: &[Token]) -> bool {
        tokens.iter().take(3).any(|token| token.is(self.result))
    }

    fn answers(&self, tokens: &[Token]) -> bool {
        let any = |holds: &dyn Fn(&Token) -> bool| tokens.iter().any(holds);
        if any(&|token| token.is(self.result | self.negator)) {
            return false;
        }
        let acts = any(&|token| token.is(self.mends) && token.tag.is_verbal());
        // "Leaders recognise this and have set up a panel": what has been done since.
        let has_done = tokens.windows(2).any(|pair| {
            pair[0].tag == Tag::Have && pair[1].tag == Tag::Participle && pair[1].is(self.deeds)
        });
        any(&|token| token.is(self.plans | self.responds))
            || acts && any(&|token| token.is(self.doers))
            || has_done && any(&|token| token.is(self.leaders))
    }

    /// "They are also buying a second clinic", "As a result, new plans are better".
    fn goes_on(&self, tokens: &[Token]) -> bool {
        if tokens.iter().any(|token| token.is(self.negator)) {
            return false;
        }
        let first = tokens.get(self.context.words.connective(tokens));
        let of_them = first.is_some_and(|first| {
            first.tag == Tag::Pron && first.is(self.anaphor) || first.is(self.leaders)
        });
        let better = tokens.iter().any(|token| token.is(self.better));
        of_them && self.answers(tokens) || self.tells_effect(tokens) && better
    }
}
