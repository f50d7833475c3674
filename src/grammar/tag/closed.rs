//! Function words and marks.

use super::nearby::{awaits_verb, behind_relative, finite_clause_follows, is_last_verb};
use super::{Place, Tag};
use crate::pack::lexicon::pos;

/// The parts of speech of function words and marks.
const CLOSED: u32 = pos::PUNCT
    | pos::POSS
    | pos::TO
    | pos::AUX
    | pos::NEG
    | pos::POSSPRON
    | pos::REL
    | pos::SUB
    | pos::PREP
    | pos::CONJ
    | pos::DET
    | pos::PRON
    | pos::QUANT
    | pos::NUM;

/// Tags of function words.
pub(super) fn closed(place: &Place<'_>) -> Option<Tag> {
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
    if p & CLOSED == 0 && !token.is(words.closed) {
        return None;
    }
    let previous = index.checked_sub(1).map(|index| &tokens[index]);
    // "in particular", "on the whole"; and not "as a result of".
    if token.is(words.aside) && p & pos::PUNCT == 0 && (p & pos::ADV == 0 || p & pos::QUANT != 0) {
        let behind = tokens[index..].iter().find(|next| !next.is(words.aside));
        if behind.is_none_or(|next| next.pos & (pos::PREP | pos::TO) == 0) {
            return Some(Tag::Adv);
        }
    }
    // "The parents we spoke to said".
    if p & pos::TO != 0
        && previous.is_some_and(|verb| verb.is(words.talking) && verb.tag.is_verbal())
        && next & (pos::AUX | pos::VERB) != 0
        && next & (pos::NOUN | pos::ADJ | pos::ING) == 0
    {
        return Some(Tag::Adv);
    }
    let fixed = [
        (pos::PUNCT, Tag::Punct),
        (pos::POSS, Tag::Poss),
        (pos::TO, Tag::To),
        (pos::BE, Tag::Be),
        (pos::HAVE, Tag::Have),
        (pos::DO, Tag::Do),
    ];
    for (bit, tag) in fixed {
        if p & bit != 0 {
            return Some(tag);
        }
    }
    // "have since acknowledged".
    if before == Some(Tag::Have) && p & (pos::SUB | pos::PREP) != 0 && next & pos::PARTICIPLE != 0 {
        return Some(Tag::Adv);
    }
    // "had given": no preposition.
    if matches!(before, Some(Tag::Have | Tag::Be | Tag::Neg))
        && p & pos::SUB != 0
        && p & pos::PARTICIPLE != 0
    {
        return Some(Tag::Participle);
    }
    if token.is(words.that) {
        // "the plan that was late", "say that plans", "that plan".
        let after_noun = matches!(before, Some(Tag::Noun | Tag::Pron));
        // "plans that still describe".
        let next = tokens[index + 1..]
            .iter()
            .find(|next| next.pos & pos::ADV == 0 || next.pos & !(pos::ADV | pos::SUB) != 0)
            .map_or(0, |next| next.pos);
        return Some(match before {
            _ if after_noun && next & (pos::VERB | pos::AUX) != 0 && next & pos::NOUN == 0 => {
                Tag::Rel
            }
            _ if after_noun && next & pos::AUX != 0 => Tag::Rel,
            // "schools that buy time": a plural noun and a base form.
            _ if after_noun
                && previous
                    .is_some_and(|noun| noun.pos & pos::PLURAL != 0 && noun.is(words.people))
                && next & pos::BASE != 0
                && next & pos::PLURAL == 0
                && tokens
                    .get(index + 2)
                    .is_some_and(|after| after.pos & pos::AUX == 0) =>
            {
                Tag::Rel
            }
            // ", so that families feel".
            _ if previous.is_some_and(|so| so.is(words.so)) => Tag::Sub,
            // "and that officers": one thing is "that", many are not.
            None | Some(Tag::Prep | Tag::Conj | Tag::Comma)
                if next & pos::NOUN != 0 && next & pos::PLURAL == 0 =>
            {
                Tag::Det
            }
            // "share that perception": nothing that could be its verb follows.
            Some(Tag::Verb)
                if next & pos::NOUN != 0
                    && next & (pos::PLURAL | pos::ADJ | pos::VERB) == 0
                    && tokens
                        .get(index + 2)
                        .is_none_or(|after| after.pos & (pos::PUNCT | pos::PREP) != 0) =>
            {
                Tag::Det
            }
            _ => Tag::Sub,
        });
    }
    if p & pos::MODAL != 0 && p & (pos::NOUN | pos::BASE) == 0 {
        return Some(Tag::Modal);
    }
    // "neither schools nor families".
    if p & pos::NEG != 0
        && p & pos::CONJ != 0
        && matches!(before, Some(Tag::Noun))
        && next & (pos::NOUN | pos::DET | pos::ADJ) != 0
    {
        return Some(Tag::Conj);
    }
    if p & pos::NEG != 0 {
        // "no plan" is a determiner as well as a negation.
        return Some(
            if p & (pos::QUANT | pos::DET) != 0 && next & (pos::NOUN | pos::ADJ) != 0 {
                Tag::Quant
            } else {
                Tag::Neg
            },
        );
    }
    if p & pos::POSSPRON != 0
        && next & (pos::NOUN | pos::ADJ | pos::ING | pos::PARTICIPLE | pos::ADV | pos::NUM) != 0
    {
        return Some(Tag::PossPron);
    }
    // "Many who replied", "those who spoke to us or who wrote".
    if token.is(words.who)
        && next & (pos::VERB | pos::AUX) != 0
        && (matches!(before, Some(Tag::Quant | Tag::Num))
            || before == Some(Tag::Conj)
                && tokens[..index]
                    .iter()
                    .rev()
                    .take_while(|token| !matches!(token.tag, Tag::Punct | Tag::Sub))
                    .any(|token| token.tag == Tag::Rel))
    {
        return Some(Tag::Rel);
    }
    if p & pos::REL != 0
        && p & pos::DET == 0
        && (matches!(
            before,
            Some(Tag::Noun | Tag::Comma | Tag::Pron | Tag::Punct | Tag::Prep)
        ) || before == Some(Tag::To) && token.is(words.who))
        && next & pos::TO == 0
    {
        let adverbial = p & pos::SUB != 0;
        return Some(if adverbial { Tag::Sub } else { Tag::Rel });
    }
    // "know whom to ring".
    if p & pos::REL != 0 && p & pos::DET == 0 && next & pos::TO != 0 {
        return Some(Tag::Pron);
    }
    if p & pos::REL != 0 && p & pos::DET != 0 {
        // "which": relative after a noun or comma, else a determiner.
        if matches!(
            before,
            Some(Tag::Noun | Tag::Comma | Tag::Prep | Tag::To | Tag::Pron)
        ) {
            return Some(Tag::Rel);
        }
    }
    // "although some worry"; and not "is, though, late".
    if token.is(words.concessive)
        && p & pos::SUB != 0
        && p & pos::PREP == 0
        && next & pos::PUNCT == 0
        && !tokens
            .get(index + 1)
            .is_some_and(|next| next.is(words.comma))
    {
        return Some(Tag::Sub);
    }
    if p & pos::SUB != 0 && p & pos::ADV == 0 && p & (pos::PREP | pos::DET) == 0 {
        return Some(Tag::Sub);
    }
    if p & pos::SUB != 0
        && p & pos::PREP != 0
        && !matches!(next, n if n & (pos::DET|pos::PRON|pos::NOUN|pos::POSSPRON|pos::ADJ|pos::QUANT|pos::ING|pos::NUM) != 0)
    {
        return Some(Tag::Sub);
    }
    if p & pos::SUB != 0
        && p & pos::PREP != 0
        && finite_clause_follows(tokens, index + 1)
        // "leaders who have joined since the summer have": the verb is theirs.
        && !(behind_relative(&tokens[..index])
            && awaits_verb(&tokens[..index])
            && is_last_verb(tokens, index + 1))
    {
        return Some(Tag::Sub);
    }
    // "over half said", "around a third".
    if token.is(words.about)
        && (next & (pos::NUM | pos::QUANT) != 0
            || tokens
                .get(index + 1)
                .is_some_and(|next| next.is(words.partitive)))
        && !matches!(
            before,
            Some(Tag::Noun | Tag::Verb | Tag::Participle | Tag::Ing)
        )
    {
        return Some(Tag::Adv);
    }
    if p & pos::PREP != 0 && p & (pos::NOUN | pos::VERB) == 0 {
        let after_verb = previous.is_some_and(|previous| previous.tag.is_verbal());
        let object = next
            & (pos::DET
                | pos::NOUN
                | pos::ADJ
                | pos::PRON
                | pos::POSSPRON
                | pos::QUANT
                | pos::ING
                | pos::NUM
                | pos::ADV
                | pos::REL)
            != 0;
        // "Those who get in feel": the verb of the whole clause.
        let talk = pos::PAST
            & if previous.is_some_and(|verb| verb.is(words.talking)) {
                next
            } else {
                0
            };
        let verb = next & pos::VERB != 0 && next & pos::BASE == 0 && talk == 0;
        // "Parents who live a long way off feel".
        let away = previous.is_some_and(|noun| noun.tag == Tag::Noun)
            && next & pos::BASE != 0
            && tokens.get(index + 1).is_some_and(|next| next.is(words.cue));
        return Some(if (after_verb || away) && !object && !verb {
            Tag::Adv
        } else {
            Tag::Prep
        });
    }
    if p & pos::CONJ != 0 {
        return Some(Tag::Conj);
    }
    if token.is(words.demonstrative) && p & pos::DET != 0 {
        // "This leads", "this means": the singular takes no plural noun.
        if token.is(words.singular) && next & (pos::THIRD | pos::PLURAL) != 0 {
            return Some(Tag::Pron);
        }
        // "those who use these report": a plural takes no singular noun.
        let alone = !token.is(words.singular)
            && next & pos::BASE != 0
            && next & (pos::PLURAL | pos::ADJ) == 0;
        // "these children" or "these" alone.
        return Some(
            if !alone
                && (next & (pos::NOUN | pos::ADJ | pos::NUM) != 0
                    || next & pos::ADV != 0
                        && tokens
                            .get(index + 2)
                            .is_some_and(|after| after.pos & (pos::NOUN | pos::ADJ) != 0))
                && next & (pos::AUX | pos::MODAL) == 0
            {
                Tag::Det
            } else {
                Tag::Pron
            },
        );
    }
    if p & pos::DET != 0 {
        return Some(Tag::Det);
    }
    // "in one centre".
    if p & pos::PRON != 0
        && p & pos::NUM != 0
        && next & (pos::NOUN | pos::ADJ) != 0
        && next & (pos::VERB | pos::AUX | pos::PLURAL) == 0
    {
        return Some(Tag::Num);
    }
    if p & pos::PRON != 0 && p & pos::QUANT == 0 {
        return Some(Tag::Pron);
    }
    // "cannot be certain".
    if p & pos::QUANT != 0 && p & pos::ADJ != 0 && p & pos::ADV == 0 && before == Some(Tag::Be) {
        return Some(Tag::Adj);
    }
    if p & pos::QUANT != 0 && p & pos::ADV == 0 {
        return Some(Tag::Quant);
    }
    if p & pos::QUANT != 0 {
        // "Most are satisfied", "Most say that".
        // "Most also praise".
        let also = next & pos::ADV != 0 && next & (pos::NOUN | pos::ADJ) == 0;
        let told = tokens
            .get(index + 1 + usize::from(also))
            .is_some_and(|next| {
                next.is(words.cue)
                    && next.pos & (pos::BASE | pos::PAST) != 0
                    && (also || next.pos & (pos::NOUN | pos::ADJ) == 0)
            });
        if (next & pos::AUX != 0 || told)
            && matches!(
                before,
                None | Some(Tag::Punct | Tag::Comma | Tag::Conj | Tag::Sub)
            )
        {
            return Some(Tag::Quant);
        }
        // "more plans" against "more timely".
        return Some(if next & pos::NOUN != 0 && next & pos::ADJ == 0 {
            Tag::Quant
        } else {
            Tag::Adv
        });
    }
    if p & pos::NUM != 0 && p & (pos::NOUN | pos::ADJ) == 0 {
        return Some(Tag::Num);
    }
    None
}
