//! How a failing is worded: what decides which of several places leads, and which tell of one matter.

use super::leaning;
use super::words::Words;
use crate::facts::{CueClass, DutyFailure, Facts, Polarity};
use crate::grammar::{Tag, Token};

/// How a failing is worded.
#[derive(Clone, Debug)]
pub(super) struct Wording {
    /// Where it stands: the block, and the number of its sentence there.
    pub(super) block: usize,
    pub(super) sentence: usize,
    /// What its sentence names.
    pub(super) names: Vec<u32>,
    /// Read alone, its words say whom they are about, and what.
    pub(super) alone: bool,
    /// Its sentence does, read alone.
    pub(super) whole: bool,
    /// It is stated, rather than known to leaders, told by what is needed or given as the cause of another.
    pub(super) stated: bool,
    /// Its sentence goes on from what stands before it: "This means that ...".
    pub(super) follows: bool,
    /// It is told of others than those before: "Others wait".
    pub(super) of_others: bool,
    /// Its sentence speaks of what the one before it names: "Its pages are out of date", "In others, it is late".
    pub(super) leans: bool,
}

impl Wording {
    /// That of a failing that nobody is told of.
    pub(super) const UNREAD: Wording = Wording {
        block: 0,
        sentence: 0,
        names: Vec::new(),
        alone: true,
        whole: true,
        stated: true,
        follows: false,
        of_others: false,
        leans: false,
    };

    pub(super) fn read(failure: &DutyFailure, facts: &Facts, words: &Words<'_>) -> Self {
        let own = words.tokens(failure.span);
        let sentence = words.tokens(failure.sentence);
        Wording {
            block: words.block(failure.span),
            sentence: words.sentence_number(failure.sentence),
            names: words.naming(failure.sentence),
            alone: stands_alone(&own, words),
            whole: stands_alone(&sentence, words),
            stated: is_stated(failure, &own, facts, words),
            follows: leaning::points_back(&sentence, words),
            of_others: leaning::is_of_others(&own, words),
            leans: leaning::leans(&sentence, words),
        }
    }
}

fn stands_alone(tokens: &[Token], words: &Words<'_>) -> bool {
    let (demonstrative, there) = (words.class("demonstrative"), words.class("there"));
    let mut rest = tokens[words.connective(tokens)..].iter();
    let says_who = |first: &Token| {
        let points_back = matches!(
            first.tag,
            Tag::Pron | Tag::PossPron | Tag::Rel | Tag::Sub | Tag::Conj
        );
        first.is(there) || !(points_back || first.tag.is_verbal() || first.is(demonstrative))
    };
    // "other schools rarely do", "many do not receive it".
    let says_what = |last: &Token| !matches!(last.tag, Tag::Pron | Tag::Do);
    let is_word = |token: &&Token| !matches!(token.tag, Tag::Punct | Tag::Comma);
    let first = rest.find(|token| token.tag != Tag::Adv || token.is(there));
    let next = rest
        .find(|token| token.tag != Tag::Adv)
        .map(|next| next.tag);
    // "Many lack", "Some are late": of what?
    let verb_follows = next.is_some_and(Tag::is_verbal);
    // "Those who have a plan": they are told of.
    let told_of = |first: &Token| first.is(demonstrative) && next == Some(Tag::Rel);
    let alone = |first: &Token| says_who(first) && !(first.tag == Tag::Quant && verb_follows);
    first.is_some_and(|first| alone(first) || told_of(first))
        && tokens.iter().rev().find(is_word).is_some_and(says_what)
}

/// Not "leaders have recognised that", nor "leaders need to", nor "a shortage has contributed to the delays".
fn is_stated(failure: &DutyFailure, tokens: &[Token], facts: &Facts, words: &Words<'_>) -> bool {
    let need = words.class("need-sign");
    let needed = tokens
        .iter()
        .any(|token| token.tag == Tag::Verb && token.is(need));
    let known = || {
        facts.attributions.iter().any(|attribution| {
            attribution.class == CueClass::Knowledge
                && attribution.polarity == Polarity::Affirmed
                && failure.span.contains(attribution.cue)
        })
    };
    let (causes, this) = (words.class("cause-verb"), words.class("demonstrative"));
    let is_cause = tokens.windows(3).any(|words| {
        words[0].is(causes)
            && words[0].tag.is_verbal()
            && matches!(words[1].tag, Tag::Prep | Tag::To)
            && (words[2].is(this) || words[2].tag == Tag::Det)
    });
    !needed && !is_cause && !known()
}
