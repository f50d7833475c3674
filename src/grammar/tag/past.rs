//! Past forms: a finite verb, a participle or an adjective.

use super::nearby::{
    behind_relative, closes_aside, in_fronted_phrase, verb_behind, verb_behind_comma,
};
use super::{Place, Tag, Token};
use crate::pack::lexicon::pos;

/// The tag of a past form that is no base form as well.
pub(super) fn past_form(place: &Place<'_>) -> Tag {
    let Place {
        tokens,
        index,
        token,
        p,
        next,
        before,
        verb_seen,
        words,
    } = *place;
    // "young people aged 16 and over feel".
    if token.is(words.aged) && before == Some(Tag::Noun) {
        return Tag::Participle;
    }
    if before == Some(Tag::Have) {
        let adjective = token.is(words.have_adjective) && next & (pos::NOUN | pos::ADJ) != 0;
        return if adjective { Tag::Adj } else { Tag::Participle };
    }
    if matches!(before, Some(Tag::Conj))
        && p & pos::PAST != 0
        && !(p & pos::ADJ != 0 && next & pos::NOUN != 0)
    {
        return like_the_verb_before(&tokens[..index], next);
    }
    // "one trusted adult".
    if token.is(words.have_adjective)
        && next & pos::NOUN != 0
        && index > 0
        && tokens[index - 1].pos & (pos::NUM | pos::QUANT) != 0
    {
        return Tag::Adj;
    }
    // "several said that", "some told inspectors": the quantifier is the subject.
    if matches!(before, Some(Tag::Quant | Tag::Num))
        && p & pos::PAST != 0
        && token.is(words.cue)
        && next & pos::PUNCT == 0
        && !tokens
            .get(index + 1)
            .is_some_and(|next| next.is(words.comma))
    {
        return Tag::Verb;
    }
    // "Parents, particularly of older children, told inspectors".
    if before == Some(Tag::Comma)
        && p & pos::PAST != 0
        && token.is(words.cue)
        && index > 0
        && tokens[index - 1].tag == Tag::Comma
        && closes_aside(tokens, index - 1, words)
    {
        return Tag::Verb;
    }
    // "the officer, appointed in 2023, has": a modifier between commas.
    if before == Some(Tag::Comma)
        && p & pos::PARTICIPLE != 0
        && !verb_seen
        && index > 1
        && tokens[index - 2].tag == Tag::Noun
        && verb_behind_comma(&tokens[index + 1..], words)
    {
        return Tag::Participle;
    }
    // "Pupils who had been excluded told inspectors", "who had moved more than once told inspectors": the verb behind a
    // relative clause.
    let more_than_once = before == Some(Tag::Prep)
        && index > 0
        && tokens[index - 1].tag == Tag::Adv
        && token.is(words.cue)
        && p & pos::ADJ == 0;
    if (more_than_once || matches!(before, Some(Tag::Participle | Tag::Noun | Tag::Verb)))
        && !verb_seen
        && p & pos::PAST != 0
        && tokens[..index]
            .iter()
            .rev()
            .find(|token| token.tag != Tag::Adv)
            .is_none_or(|token| token.pos & pos::AUX == 0)
        && behind_relative(&tokens[..index])
    {
        return Tag::Verb;
    }
    // "those surveyed do not trust", "those offered a place are".
    if p & pos::PARTICIPLE != 0
        && (next & pos::AUX != 0
            || verb_behind(tokens, index + 1)
            || tokens.get(index + 1).is_some_and(|next| {
                next.is(words.cue)
                    && next.pos & (pos::BASE | pos::PAST) != 0
                    && next.pos & (pos::NOUN | pos::ADJ) == 0
            }))
        && !verb_seen
        && index > 0
        && tokens[index - 1].is(words.demonstrative)
        && !tokens[index - 1].is(words.singular)
    {
        return Tag::Participle;
    }
    // "the families concerned speak", "parents surveyed felt", "pupils interviewed were".
    if before == Some(Tag::Noun)
        && p & pos::PARTICIPLE != 0
        && !verb_seen
        && index > 0
        && tokens.get(index + 1).is_some_and(|next| {
            let speaks = next.is(words.cue)
                && next.pos & (pos::BASE | pos::PAST) != 0
                && next.pos & (pos::NOUN | pos::ADJ) == 0;
            let people = tokens[index - 1].is(words.people);
            let helper = next.pos & pos::AUX != 0 && next.pos & pos::ING == 0;
            speaks && (people || next.pos & pos::BASE != 0) || people && helper
        })
    {
        return Tag::Participle;
    }
    // "Leaders appointed this year have".
    if before == Some(Tag::Noun)
        && p & pos::PARTICIPLE != 0
        && !verb_seen
        // "told schools are": who is told, and not which people are meant.
        && (!token.is(words.cue) || next & pos::ING != 0 && next & pos::AUX == 0)
        && !token.is(words.clause_verb)
        && index > 0
        && tokens[index - 1].is(words.people)
        && verb_behind(tokens, index + 1)
    {
        return Tag::Participle;
    }
    // "The families affected told": the verb behind a participle that says which people are meant.
    if index > 1
        && p & pos::PAST != 0
        && !verb_seen
        && token.is(words.cue)
        && tokens[index - 1].tag == Tag::Participle
        && (tokens[index - 2].is(words.people)
            || tokens[index - 2].is(words.demonstrative) && !tokens[index - 2].is(words.singular))
    {
        return Tag::Verb;
    }
    // "In the survey carried out for this visit, most said": a modifier in what is put first.
    if before == Some(Tag::Noun)
        && p & pos::PARTICIPLE != 0
        && !verb_seen
        && next & (pos::PREP | pos::ADV) != 0
        && in_fronted_phrase(tokens, index, words)
    {
        return Tag::Participle;
    }
    // "the families inspectors met in the towns".
    if index > 1
        && tokens[index - 1].is(words.hearer)
        && tokens[index - 2].is(words.people)
        && p & pos::PAST != 0
    {
        return Tag::Verb;
    }
    // "students interviewed by inspectors were", "those placed in homes say", "concerns, raised by",
    // "Valued by parents, the team is".
    if matches!(before, None | Some(Tag::Noun | Tag::Pron | Tag::Comma))
        && p & pos::PARTICIPLE != 0
        && (tokens.get(index + 1).is_some_and(|next| next.is(words.by))
            || before.is_some_and(|before| before != Tag::Comma)
                && next & (pos::PREP | pos::ADV) != 0
                && verb_behind(tokens, index + 1))
    {
        return Tag::Participle;
    }
    past(p, before, next, verb_seen)
}

/// A past form after "and" or "but" goes with the verb before it: "contribute … but told", "are
/// identified and assessed".
fn like_the_verb_before(earlier: &[Token], next: u32) -> Tag {
    let verb = earlier
        .iter()
        .rposition(|token| matches!(token.tag, Tag::Verb | Tag::Participle | Tag::Ing | Tag::Adj));
    let Some(verb) = verb else {
        return Tag::Participle;
    };
    match earlier[verb].tag {
        Tag::Verb => Tag::Verb,
        // "felt involved and found": the participle is the complement of a verb of its own.
        Tag::Participle | Tag::Adj => {
            let helper = earlier[..verb]
                .iter()
                .rev()
                .find(|token| !matches!(token.tag, Tag::Adv | Tag::Neg));
            match helper {
                // "feel fragmented and confused for families": one more complement.
                Some(helper) if helper.tag == Tag::Verb && next & (pos::PREP | pos::PUNCT) == 0 => {
                    Tag::Verb
                }
                _ => Tag::Participle,
            }
        }
        _ => Tag::Participle,
    }
}

fn past(p: u32, before: Option<Tag>, next: u32, verb_seen: bool) -> Tag {
    let adj = p & pos::ADJ != 0;
    let noun_next = next & (pos::NOUN | pos::ADJ) != 0;
    match before {
        Some(Tag::Be) => Tag::Participle,
        Some(Tag::Neg | Tag::Participle) => Tag::Participle,
        Some(Tag::Det | Tag::PossPron | Tag::Quant | Tag::Poss | Tag::Num) => Tag::Adj,
        Some(Tag::Adj | Tag::Prep) if noun_next || adj => Tag::Adj,
        Some(Tag::Noun | Tag::Pron | Tag::Rel) => {
            if verb_seen || p & pos::PAST == 0 {
                Tag::Participle
            } else {
                Tag::Verb
            }
        }
        Some(Tag::Conj | Tag::Comma) if adj && noun_next => Tag::Adj,
        // "Those who could not pay said": the main verb behind a relative clause.
        Some(Tag::Verb) if !verb_seen && p & pos::PAST != 0 => Tag::Verb,
        Some(Tag::Verb) => {
            if noun_next && adj {
                Tag::Adj
            } else {
                Tag::Participle
            }
        }
        None if noun_next => Tag::Adj,
        _ if p & pos::PAST == 0 || verb_seen => Tag::Participle,
        _ => Tag::Verb,
    }
}
