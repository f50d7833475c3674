//! Whether words have a verb of their own: what is a clause, and what is only part of one.

use super::sentence::Sentence;
use super::tag::Tag;
use super::token::Token;
use crate::pack::lexicon::pos;

/// "when speech or play", "that pupils or parents": the subject of a clause that has begun goes on, for its
/// verb is still to come.
pub(super) fn is_among_subjects(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .rposition(|token| token.tag == Tag::Sub)
        .is_some_and(|sub| !tokens[sub..].iter().any(|token| token.tag.is_finite()))
}

/// Whether words open a clause whose own verb they do not hold: every finite verb is a relative clause's.
pub(super) fn is_awaiting_verb(tokens: &[Token]) -> bool {
    let relatives = (0..tokens.len())
        .filter(|at| opens_relative(tokens, *at))
        .count();
    relatives > 0 && verb_groups(tokens).count() == relatives
}

/// "pupils who …", "the adjustments that pupils …".
fn opens_relative(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    token.tag == Tag::Rel
        || token.tag == Tag::Sub
            && token.pos & pos::REL != 0
            && at > 0
            && tokens[at - 1].tag == Tag::Noun
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.tag == Tag::Pron || next.tag.opens_noun_phrase())
}

/// Where the groups of finite verbs begin: "has been late" is one, and "to attend" is none.
pub(crate) fn verb_groups(tokens: &[Token]) -> impl Iterator<Item = usize> {
    let goes_on = |at: usize| {
        let before = tokens[..at].iter().rfind(|token| token.tag != Tag::Adv);
        before.is_some_and(|before| before.tag.is_finite() || before.tag == Tag::To)
    };
    (0..tokens.len()).filter(move |at| tokens[*at].tag.is_finite() && !goes_on(*at))
}

/// How far a subject may reach before its verb, in tokens.
const SUBJECT: usize = 14;

/// Whether a noun phrase and its finite verb begin at `from`.
pub(super) fn new_subject(sentence: &Sentence, from: usize) -> bool {
    let tokens = behind_opening(&sentence.tokens[from.min(sentence.tokens.len())..]);
    let tag = |at: usize| tokens.get(at).map(|token| token.tag);
    let mut noun = false;
    let mut joined = false;
    let mut at = 0;
    while at < tokens.len().min(SUBJECT) {
        match tokens[at].tag {
            Tag::Noun | Tag::Pron => noun = true,
            // "others are late", "some still wait", "none is held", "45% were issued".
            Tag::Quant | Tag::Neg | Tag::Num if is_before_verb(&tokens[at + 1..]) => noun = true,
            // "not all plans are good", "one in five is late".
            Tag::Neg if !noun && matches!(tag(at + 1), Some(Tag::Quant | Tag::Det)) => {}
            Tag::Quant | Tag::Num if !noun && tag(at + 1) == Some(Tag::Prep) => {
                noun = true;
            }
            // "and referrals and give": joined to a verb before.
            tag if tag.is_finite() => return noun && !joined,
            Tag::Det | Tag::Quant | Tag::Num | Tag::Adj | Tag::PossPron | Tag::Poss | Tag::Adv => {}
            Tag::Prep | Tag::Conj if noun => {}
            // "access to therapy", and "a plan to improve access".
            Tag::To if noun => at += usize::from(tag(at + 1) == Some(Tag::Verb)),
            // "parents, carers and pupils".
            Tag::Comma
                if noun
                    && tag(at.wrapping_sub(1)) == Some(Tag::Noun)
                    && goes_on(&tokens[at + 1..]) => {}
            // "adjustments and help that would have made a difference" has no verb of its own.
            Tag::Rel if noun => return has_own_verb(&tokens[at..]),
            _ => return false,
        }
        joined = tokens[at].tag == Tag::Conj;
        at += 1;
    }
    false
}

/// How long what stands before a subject may be: "in other schools, help is late".
const OPENING: usize = 6;

/// What stands behind an adverb or a phrase that a comma parts from the subject.
fn behind_opening(tokens: &[Token]) -> &[Token] {
    // "and, in other schools, help is late".
    let tokens = match tokens {
        [comma, rest @ ..] if comma.tag == Tag::Comma => rest,
        tokens => tokens,
    };
    let opens = tokens
        .first()
        .is_some_and(|first| matches!(first.tag, Tag::Prep | Tag::Adv));
    let comma = tokens.iter().take(OPENING).position(|token| {
        !matches!(token.tag, Tag::Prep | Tag::Adv) && !token.tag.opens_noun_phrase()
    });
    match comma {
        Some(comma) if opens && tokens[comma].tag == Tag::Comma => &tokens[comma + 1..],
        _ => tokens,
    }
}

/// "(others) still wait".
fn is_before_verb(tokens: &[Token]) -> bool {
    let next = tokens.iter().find(|token| token.tag != Tag::Adv);
    next.is_some_and(|next| next.tag.is_finite())
}

/// "carers and young people": a list whose first item stood before the comma goes on.
fn goes_on(tokens: &[Token]) -> bool {
    let item = tokens
        .iter()
        .take_while(|token| token.tag.opens_noun_phrase())
        .count();
    item > 0
        && tokens
            .get(item)
            .is_some_and(|next| matches!(next.tag, Tag::Conj | Tag::Comma))
}

/// Whether a verb follows a relative clause that is not its own.
fn has_own_verb(tokens: &[Token]) -> bool {
    let relatives = tokens.iter().filter(|token| token.tag == Tag::Rel).count();
    verb_groups(tokens).count() > relatives
}
