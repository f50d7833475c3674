//! Sentences that lean on the one before: what they speak of is named there, so that nobody can read them alone.

use super::words::Words;
use crate::grammar::{Tag, Token};
use crate::pack::lexicon::ClassSet;

/// "This is unlawful", "Some of its pages", "In others, …": whether what is meant stands before.
pub(super) fn leans(sentence: &[Token], words: &Words<'_>) -> bool {
    let rest = &sentence[words.connective(sentence)..];
    let demonstrative = words.class("demonstrative");
    let there = words.class("there");
    opens_leaning(rest, demonstrative, there)
        || subject_leans(rest, demonstrative)
        || predicate_leans(rest, demonstrative, words.class("singular-pronoun"))
        || is_of_others(sentence, words)
}

/// "It does not", "These parents", "Some are late", "In some, …".
fn opens_leaning(rest: &[Token], demonstrative: ClassSet, there: ClassSet) -> bool {
    let [first, next, ..] = rest else {
        return false;
    };
    // Not "One in five".
    let pronoun =
        first.tag == Tag::Pron && next.tag != Tag::Prep && !first.is(there | demonstrative);
    // "Those who have a plan", "those with the most complex needs": they are told of.
    let points = first.is(demonstrative) && !matches!(next.tag, Tag::Rel | Tag::Prep);
    // "Some, whose first language is another, …".
    let of_whom = first.tag == Tag::Quant && (next.tag.is_verbal() || next.tag == Tag::Comma);
    let places = matches!(rest, [prep, who, comma, ..]
        if prep.tag == Tag::Prep && who.tag == Tag::Quant && comma.tag == Tag::Comma);
    pronoun || points || of_whom || places
}

/// "Some of its pages", "Assessments for these children".
fn subject_leans(rest: &[Token], demonstrative: ClassSet) -> bool {
    let end = rest
        .iter()
        .take_while(|token| !token.tag.is_finite())
        .count();
    let subject = &rest[..end];
    let owned = subject
        .iter()
        .take_while(|token| !matches!(token.tag, Tag::Noun | Tag::Pron))
        .any(|token| token.tag == Tag::PossPron);
    let pointed_out = subject
        .windows(2)
        .any(|pair| pair[0].is(demonstrative) && matches!(pair[1].tag, Tag::Noun | Tag::Adj));
    owned || pointed_out
}

/// "Many do not know that these are available", "Many have not heard of it".
fn predicate_leans(rest: &[Token], demonstrative: ClassSet, singular: ClassSet) -> bool {
    let of_these = rest.windows(2).any(|pair| {
        pair[0].is(demonstrative) && pair[0].tag == Tag::Pron && pair[1].tag.is_finite()
    });
    let last = rest
        .iter()
        .rfind(|token| !matches!(token.tag, Tag::Punct | Tag::Comma));
    of_these || last.is_some_and(|last| last.tag == Tag::Pron && last.is(singular))
}

/// "This means that …": whether a sentence goes on from what stands before it.
pub(super) fn points_back(sentence: &[Token], words: &Words<'_>) -> bool {
    let rest = &sentence[words.connective(sentence)..];
    rest.first()
        .is_some_and(|first| first.is(words.class("demonstrative")))
        && rest.get(1).is_some_and(|next| next.tag.is_verbal())
}

/// "Others wait": whether words are told of others than those before.
pub(super) fn is_of_others(tokens: &[Token], words: &Words<'_>) -> bool {
    let rest = &tokens[words.connective(tokens)..];
    let first = rest.iter().find(|token| token.tag != Tag::Adv);
    first.is_some_and(|first| first.is(words.class("other-people")))
}
