//! Forms in “-ing”: a verb that goes on, a noun or an adjective.

use super::{Place, Tag};
use crate::pack::lexicon::pos;

/// The tag of a form in “-ing”.
pub(super) fn ing_form(place: &Place<'_>) -> Tag {
    let Place {
        tokens,
        index,
        token,
        p,
        next,
        before,
        words,
        ..
    } = *place;
    let in_phrase = matches!(
        before,
        Some(Tag::Det | Tag::PossPron | Tag::Adj | Tag::Poss)
    );
    // "therapists working in schools", "those living in villages".
    let person = || {
        index.checked_sub(1).is_some_and(|before| {
            tokens[before].is(words.people) && tokens[before].pos & pos::PLURAL != 0
                || tokens[before].is(words.children)
                || tokens[before].is(words.demonstrative) && !tokens[before].is(words.singular)
        })
    };
    let modifies = next & (pos::PREP | pos::ADV) != 0 && next & pos::NOUN == 0;
    if token.is(words.feel) && !in_phrase || modifies && person() {
        return Tag::Ing;
    }
    ing(p, before, next)
}

fn ing(p: u32, before: Option<Tag>, next: u32) -> Tag {
    // "built trusting relationships".
    if p & pos::ADJ != 0
        && next & pos::NOUN != 0
        && next & pos::DET == 0
        && matches!(before, Some(Tag::Verb | Tag::Participle | Tag::Have))
    {
        return Tag::Adj;
    }
    let takes_object = next & (pos::DET | pos::POSSPRON | pos::PRON | pos::SUB | pos::QUANT) != 0;
    let noun = p & pos::NOUN != 0;
    match before {
        Some(Tag::Be) => Tag::Ing,
        Some(Tag::Det | Tag::PossPron | Tag::Poss | Tag::Quant) => {
            if next & (pos::NOUN) != 0 {
                Tag::Adj
            } else {
                Tag::Noun
            }
        }
        Some(Tag::Adj) if noun || !takes_object => Tag::Noun,
        Some(Tag::Prep) if noun && !takes_object => Tag::Noun,
        Some(Tag::Noun) if noun && !takes_object => Tag::Noun,
        _ if noun && !takes_object => Tag::Noun,
        _ => Tag::Ing,
    }
}
