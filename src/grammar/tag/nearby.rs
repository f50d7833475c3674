//! What stands before and behind a word: relative clauses, asides, verbs still to come.

use super::{Tag, Token, Words};
use crate::pack::lexicon::pos;

/// Whether a comma with a verb right behind it stands in reach.
pub(super) fn verb_behind_comma(tokens: &[Token], words: &Words) -> bool {
    tokens
        .iter()
        .take(10)
        .position(|token| token.is(words.comma))
        .and_then(|comma| tokens.get(comma + 1))
        .is_some_and(|next| {
            next.pos & pos::AUX != 0
                || next.pos & (pos::BASE | pos::THIRD | pos::PAST) != 0
                    && next.pos & (pos::NOUN | pos::ADJ) == 0
        })
}

/// Whether what stands before is a noun and a relative clause that has its verb.
pub(super) fn behind_relative(before: &[Token]) -> bool {
    let mark = |token: &Token| {
        token.tag == Tag::Rel || matches!(token.tag, Tag::Punct | Tag::Sub | Tag::Conj)
    };
    before.iter().rposition(mark).is_some_and(|rel| {
        before[rel].tag == Tag::Rel && before[rel..].iter().any(|token| token.tag.is_finite())
    })
}

/// Whether the noun before the last relative clause has no verb yet.
pub(super) fn awaits_verb(before: &[Token]) -> bool {
    let Some(rel) = before.iter().rposition(|token| token.tag == Tag::Rel) else {
        return false;
    };
    !before[..rel]
        .iter()
        .rev()
        .take_while(|token| !matches!(token.tag, Tag::Punct | Tag::Sub | Tag::Comma))
        .any(|token| token.tag.is_finite())
}

/// Whether at most one verb group stands between `from` and the end of the clause.
pub(super) fn is_last_verb(tokens: &[Token], from: usize) -> bool {
    let verb = |token: &Token| {
        token.pos & pos::AUX != 0
            || token.pos & (pos::BASE | pos::THIRD | pos::PAST) != 0
                && token.pos & (pos::NOUN | pos::ADJ | pos::PARTICIPLE) == 0
    };
    let clause = tokens[from..].iter().take_while(|token| {
        token.pos & (pos::PUNCT | pos::CONJ | pos::TO) == 0
            && (token.pos & (pos::SUB | pos::REL) == 0 || token.pos & (pos::PREP | pos::ADV) != 0)
    });
    let mut groups = 0;
    let mut inside = false;
    for token in clause {
        let is_verb = verb(token);
        groups += u32::from(is_verb && !inside);
        inside = is_verb || inside && token.pos & (pos::ADV | pos::NEG) != 0;
    }
    groups <= 1
}

/// Whether the clause goes on to a finite verb that stands right behind a noun: the one before it is then
/// a modifier.
pub(super) fn verb_behind(tokens: &[Token], from: usize) -> bool {
    let mut noun = false;
    for token in tokens.iter().skip(from).take(9) {
        let p = token.pos;
        if p & pos::AUX != 0 && p & pos::NOUN == 0 {
            return noun;
        }
        if p & (pos::PUNCT | pos::CONJ | pos::SUB | pos::REL | pos::TO) != 0 && p & pos::PREP == 0 {
            return false;
        }
        noun = p & (pos::NOUN | pos::NUM | pos::PRON) != 0;
    }
    false
}

/// Whether the word at `index` stands in a phrase with a preposition that opens the sentence, and the subject
/// and its verb come behind a comma: "In the survey carried out in May, most said".
pub(super) fn in_fronted_phrase(tokens: &[Token], index: usize, words: &Words) -> bool {
    let opens = tokens[0].tag == Tag::Prep
        && tokens[1..index].iter().all(|token| {
            token.tag.opens_noun_phrase() || matches!(token.tag, Tag::Prep | Tag::Poss | Tag::Adv)
        });
    let comma = tokens[index..]
        .iter()
        .take(12)
        .position(|token| token.is(words.comma) || token.pos & pos::AUX != 0)
        .map(|distance| index + distance)
        .filter(|comma| tokens[*comma].is(words.comma));
    opens
        && comma.is_some_and(|comma| {
            tokens
                .get(comma + 1)
                .is_some_and(|next| next.pos & (pos::CONJ | pos::SUB | pos::REL) == 0)
        })
}

/// Whether the clause has named people and no verb before `index`.
pub(super) fn people_before_verb(tokens: &[Token], index: usize, words: &Words) -> bool {
    tokens[..index]
        .iter()
        .rev()
        .take_while(|token| !matches!(token.tag, Tag::Punct | Tag::Sub | Tag::Comma))
        .any(|token| token.tag == Tag::Noun && token.is(words.people))
}

/// Whether the comma at `close` ends an aside behind people who still want their verb.
pub(super) fn closes_aside(tokens: &[Token], close: usize, words: &Words) -> bool {
    if tokens[close].tag != Tag::Comma {
        return false;
    }
    let Some(open) = tokens[..close]
        .iter()
        .rposition(|token| token.tag == Tag::Comma)
    else {
        return false;
    };
    let start = tokens[..open]
        .iter()
        .rposition(|token| matches!(token.tag, Tag::Sub | Tag::Comma))
        .map_or(0, |mark| mark + 1);
    // A list has no aside: "parents, carers, value".
    let listed = tokens[open + 1..close]
        .iter()
        .all(|token| token.tag.opens_noun_phrase());
    let mut relative = false;
    !listed
        && tokens[start..open].iter().any(|token| {
            token.tag == Tag::Noun && token.is(words.people)
                || token.is(words.partitive)
                || token.is(words.demonstrative) && !token.is(words.singular)
        })
        && !tokens[start..open].iter().any(|token| {
            relative |= token.tag == Tag::Rel || token.pos & pos::REL != 0;
            token.tag.is_finite() && !relative
        })
}

/// Where people stand in a phrase that begins at `from` without an article: "schools", "reception teachers".
pub(super) fn people_in_reach(tokens: &[Token], from: usize, words: &Words) -> Option<usize> {
    let people = (from..(from + 4).min(tokens.len())).find(|at| tokens[*at].is(words.people))?;
    tokens[from..people]
        .iter()
        .all(|token| token.pos & (pos::NOUN | pos::ADJ) != 0 && token.pos & pos::AUX == 0)
        .then_some(people)
}

/// Whether people and what they say or feel begin at `from`: "schools value the".
pub(super) fn people_and_verb(tokens: &[Token], from: usize, words: &Words) -> bool {
    // "staff in schools value their".
    let place = tokens
        .get(from + 1)
        .is_some_and(|next| next.pos & pos::PREP != 0 && next.pos & pos::NOUN == 0)
        && tokens
            .get(from + 2)
            .is_some_and(|next| next.pos & pos::PLURAL != 0);
    let aside = tokens[from + 1..]
        .iter()
        .take_while(|token| token.is(words.aside))
        .count();
    let verb = from + 1 + aside + 2 * usize::from(place && aside == 0);
    (tokens[from].pos & pos::PLURAL != 0 || tokens[from].is(words.collective))
        && tokens.get(verb).is_some_and(|verb| {
            verb.is(words.cue)
                && (verb.pos & pos::BASE != 0 || aside > 0 && verb.pos & pos::PAST != 0)
        })
        && tokens
            .get(verb + 1)
            .is_some_and(|object| object.pos & (pos::DET | pos::POSSPRON | pos::SUB) != 0)
}

/// Whether a noun phrase and a verb that can be nothing else begin at `from`.
pub(super) fn finite_clause_follows(tokens: &[Token], from: usize) -> bool {
    let mut noun = false;
    for token in tokens.iter().skip(from).take(9) {
        let p = token.pos;
        if p & pos::AUX != 0 && p & pos::NOUN == 0 {
            return noun;
        }
        let phrase = p
            & (pos::NOUN
                | pos::PRON
                | pos::ADJ
                | pos::DET
                | pos::QUANT
                | pos::POSSPRON
                | pos::ADV
                | pos::POSS
                | pos::NUM)
            != 0;
        // "as the chair of the board told": still the phrase.
        let of = noun
            && p & pos::PREP != 0
            && p & (pos::SUB | pos::TO) == 0
            && token.end - token.start == 2;
        if of {
            continue;
        }
        if !phrase {
            return noun && p & (pos::BASE | pos::THIRD | pos::PAST) != 0;
        }
        noun |= p & (pos::NOUN | pos::PRON) != 0;
    }
    false
}
