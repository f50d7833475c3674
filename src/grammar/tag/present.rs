//! Base and third-person forms: a verb in the present, an infinitive, or a noun or adjective of the same
//! letters.

use super::nearby::{awaits_verb, behind_relative, closes_aside, is_last_verb, people_before_verb};
use super::{Place, Tag, Token, Words};
use crate::pack::lexicon::pos;

/// The tag of a form that may be a verb in the present.
pub(super) fn present_form(place: &Place<'_>) -> Tag {
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
    let noun = p & pos::NOUN != 0;
    let previous = index.checked_sub(1).map(|index| &tokens[index]);
    let after_phrase = matches!(
        before,
        Some(Tag::Det | Tag::Adj | Tag::PossPron | Tag::Poss | Tag::Prep)
    );
    // "wait too long".
    let by_degree = previous.is_some_and(|previous| previous.is(words.degree));
    if by_degree && p & (pos::ADJ | pos::ADV) != 0 {
        return if p & pos::ADJ != 0 {
            Tag::Adj
        } else {
            Tag::Adv
        };
    }
    // "Pupils who are excluded wait too long": no noun stands before "too".
    if p & pos::BASE != 0
        && !verb_seen
        && tokens
            .get(index + 1)
            .is_some_and(|next| next.is(words.degree) && next.pos & pos::ADV != 0)
        && behind_relative(&tokens[..index])
        && awaits_verb(&tokens[..index])
    {
        return Tag::Verb;
    }
    // "the help that children with autism need is late": the relative clause has no other verb.
    if p & pos::BASE != 0 && in_object_relative(tokens, index, words) {
        return Tag::Verb;
    }
    if token.is(words.feel) && !after_phrase {
        return Tag::Verb;
    }
    // "parents need", "families value": a plural of people before a base form is its subject.
    // "parents commonly report": adverbs stand between.
    let nearest = tokens[..index]
        .iter()
        .rev()
        .find(|token| token.tag != Tag::Adv);
    let people_before = nearest.is_some_and(|previous| {
        previous.is(words.people)
            && (previous.pos & pos::PLURAL != 0 || previous.is(words.collective))
            && previous.tag == Tag::Noun
    });
    // "cause families distress": what they are caused.
    let caused = nearest.is_some_and(|_| {
        tokens[..index]
            .iter()
            .rev()
            .find(|token| !token.is(words.people) && !matches!(token.tag, Tag::Det | Tag::Adj))
            .is_some_and(|token| token.is(words.cause) && token.tag.is_verbal())
    });
    if people_before && caused && noun {
        return Tag::Noun;
    }
    let verb_follows = next & pos::ING == 0
        && (next & pos::AUX != 0 || next & pos::VERB != 0 && next & (pos::NOUN | pos::ADJ) == 0);
    // "…, which is late, and some parents worry": what people do, whatever stands before.
    let reports = token.is(words.cue) && p & pos::MOSTLY_NOUN == 0;
    if people_before && p & pos::BASE != 0 && (!verb_seen || reports) && !verb_follows {
        return Tag::Verb;
    }
    if before == Some(Tag::Sub)
        && p & pos::THIRD != 0
        && next & (pos::TO | pos::DET | pos::POSSPRON) != 0
    {
        return Tag::Verb;
    }
    // "Delays after a draft has been issued leave parents anxious".
    if token.is(words.leave)
        && p & (pos::BASE | pos::THIRD) != 0
        && tokens
            .get(index + 1)
            .is_some_and(|next| next.is(words.people) && next.pos & pos::PLURAL != 0)
        && tokens[index + 1..]
            .iter()
            .skip(1)
            .find(|after| after.pos & pos::ADV == 0)
            .is_some_and(|after| after.is(words.cue) && after.pos & pos::ADJ != 0)
    {
        return Tag::Verb;
    }
    // "What worries parents is".
    if index == 1
        && before == Some(Tag::Sub)
        && p & pos::THIRD != 0
        && token.is(words.cue)
        && tokens.get(index + 1).is_some_and(|next| {
            next.is(words.people) && next.pos & pos::PLURAL != 0 || next.is(words.them)
        })
    {
        return Tag::Verb;
    }
    // "a service that works for all".
    if p & pos::THIRD != 0
        && next & pos::AUX == 0
        && index > 1
        && tokens[index - 1].is(words.that)
        && tokens[index - 2].tag == Tag::Noun
        && !token.is(words.people)
        && (next & pos::VERB == 0 || next & (pos::NOUN | pos::ADJ) != 0)
    {
        return Tag::Verb;
    }
    if p & pos::BASE != 0 && matches!(before, Some(Tag::Modal | Tag::Do)) {
        return Tag::Verb;
    }
    // "but point out that": no noun has a particle and a clause behind it.
    if token.is(words.cue)
        && p & (pos::BASE | pos::THIRD) != 0
        && matches!(before, Some(Tag::Conj | Tag::Noun))
        && tokens
            .get(index + 1)
            .is_some_and(|next| next.is(words.particle))
        && tokens
            .get(index + 2)
            .is_some_and(|that| that.is(words.that))
    {
        return Tag::Verb;
    }
    // "have enough say".
    if before == Some(Tag::Have) && p & pos::BASE != 0 && p & pos::PARTICIPLE == 0 {
        return Tag::Noun;
    }
    // "no say", "without notice": no verb.
    let no = previous
        .is_some_and(|no| no.tag == Tag::Neg && no.pos & (pos::QUANT | pos::DET | pos::PREP) != 0);
    if before == Some(Tag::Neg) && p & pos::BASE != 0 {
        return if no { Tag::Noun } else { Tag::Verb };
    }
    if before == Some(Tag::To) {
        // "has led to mistrust".
        let caused =
            index > 1 && tokens[index - 2].is(words.cause) && tokens[index - 2].tag.is_verbal();
        if caused && noun {
            return Tag::Noun;
        }
        let really_noun = p & pos::MOSTLY_NOUN != 0
            && next & (pos::DET | pos::POSSPRON | pos::NOUN | pos::ADJ) == 0;
        // "to point out that".
        let particle = tokens
            .get(index + 1)
            .is_some_and(|next| next.is(words.particle));
        return if p & pos::BASE != 0 && (!really_noun || particle) {
            Tag::Verb
        } else {
            Tag::Noun
        };
    }
    if matches!(before, Some(Tag::Be | Tag::Have)) && p & pos::PARTICIPLE != 0 {
        return Tag::Participle;
    }
    // "Others lack confidence", "Many lack advice": no noun of one stands behind many.
    if before == Some(Tag::Quant)
        && p & pos::BASE != 0
        && !verb_seen
        && next & pos::AUX == 0
        && p & pos::PLURAL == 0
        && previous.is_some_and(|others| others.is(words.others))
    {
        return Tag::Verb;
    }
    // "Some value the opportunity", "many report having to", "some worry about": the quantifier is the
    // subject.
    if before == Some(Tag::Quant) && token.is(words.cue) && p & pos::BASE != 0 && !verb_seen {
        let object = next & (pos::DET | pos::POSSPRON | pos::SUB | pos::PRON | pos::ING) != 0;
        // "families both value".
        let floats = index > 1
            && tokens[index - 2].is(words.people)
            && tokens[index - 2].pos & pos::PLURAL != 0
            && next & pos::PLURAL != 0;
        if floats {
            return Tag::Verb;
        }
        // "Most also praise".
        let quantifier = tokens[..index]
            .iter()
            .rposition(|token| token.tag != Tag::Adv);
        let opens = quantifier.is_some_and(|at| tokens[at].tag == Tag::Quant)
            && quantifier
                .and_then(|at| at.checked_sub(1))
                .map(|index| &tokens[index])
                .is_none_or(|token| {
                    matches!(token.tag, Tag::Punct | Tag::Comma | Tag::Conj | Tag::Sub)
                        || token.pos & pos::SUB != 0
                });
        let noun_object = p & pos::NOUN == 0 && next & (pos::NOUN | pos::ADJ) != 0;
        if object || opens && (noun_object || next & (pos::PREP | pos::TO) != 0) {
            return Tag::Verb;
        }
    }
    // "Families who are waiting report high levels", "Those who are older say that": the verb of the clause behind a
    // relative clause.
    let complement = before == Some(Tag::Adj)
        && tokens[..index]
            .iter()
            .rfind(|token| !matches!(token.tag, Tag::Adj | Tag::Adv))
            .is_some_and(|verb| verb.tag == Tag::Be);
    if token.is(words.cue)
        && p & pos::BASE != 0
        && !verb_seen
        && (complement
            || matches!(
                before,
                Some(Tag::Verb | Tag::Ing | Tag::Participle | Tag::Noun)
            ))
        && next & pos::AUX == 0
        && next
            & (pos::SUB | pos::DET | pos::PRON | pos::POSSPRON | pos::ADJ | pos::QUANT | pos::ING)
            != 0
        && behind_relative(&tokens[..index])
    {
        return Tag::Verb;
    }
    // "Those living far away regret that": no noun stands behind people without a verb of theirs.
    if token.is(words.cue)
        && p & pos::BASE != 0
        && !verb_seen
        && before == Some(Tag::Noun)
        && tokens
            .get(index + 1)
            .is_some_and(|next| next.is(words.that))
        && (people_before_verb(tokens, index, words)
            || tokens[..index]
                .windows(2)
                .any(|pair| pair[0].is(words.demonstrative) && pair[1].tag == Tag::Ing))
    {
        return Tag::Verb;
    }
    // "Carers of children with epilepsy value having": nobody’s value is meant.
    if token.is(words.cue)
        && p & pos::BASE != 0
        && !verb_seen
        && before == Some(Tag::Noun)
        && next & pos::ING != 0
        && next & pos::NOUN == 0
        && people_before_verb(tokens, index, words)
    {
        return Tag::Verb;
    }
    // "Parents who have moved here often remark on", "Carers who have waited worry about".
    if token.is(words.cue)
        && p & pos::BASE != 0
        && !verb_seen
        && next & pos::PREP != 0
        && (before == Some(Tag::Participle)
            || nearest.is_some() && previous.is_some_and(|adverb| adverb.tag == Tag::Adv))
        && behind_relative(&tokens[..index])
        && awaits_verb(&tokens[..index])
        && people_before_verb(tokens, index, words)
        && is_last_verb(tokens, index)
        && !tokens[index + 1..]
            .iter()
            .take_while(|token| token.pos & (pos::PUNCT | pos::SUB | pos::REL) == 0)
            .any(|token| token.pos & pos::AUX != 0)
    {
        return Tag::Verb;
    }
    // "the support that they need", "while they wait".
    let subject_pronoun = previous
        .is_some_and(|previous| previous.tag == Tag::Pron && previous.is(words.subject_pronoun));
    if subject_pronoun && p & (pos::BASE | pos::THIRD) != 0 {
        return Tag::Verb;
    }
    // "The service supports children": its subject is one, its object are people.
    if before == Some(Tag::Noun)
        && !verb_seen
        && p & pos::THIRD != 0
        && previous.is_some_and(|noun| noun.tag == Tag::Noun && noun.pos & pos::PLURAL == 0)
        && tokens
            .get(index + 1)
            .is_some_and(|next| next.is(words.people) && next.pos & pos::PLURAL != 0)
        && tokens.get(index + 2).is_none_or(|after| {
            after.pos & pos::AUX == 0
                && (after.pos & pos::VERB == 0 || after.pos & (pos::NOUN | pos::ADJ) != 0)
        })
    {
        return Tag::Verb;
    }
    // "The board lacks insight": the clause has no other verb.
    if before == Some(Tag::Noun)
        && !verb_seen
        && p & pos::THIRD != 0
        && next & (pos::NOUN | pos::ADJ) != 0
        && next & (pos::VERB | pos::AUX | pos::PREP) == 0
        && previous.is_some_and(|noun| {
            noun.tag == Tag::Noun && noun.is(words.people) && noun.pos & pos::PLURAL == 0
        })
        && is_last_verb(tokens, index)
    {
        return Tag::Verb;
    }
    // "updates and publishes", "set out and agree": joined to a verb that can be nothing else.
    if before == Some(Tag::Noun)
        && !verb_seen
        && p & pos::THIRD != 0
        && next & pos::CONJ != 0
        && tokens.get(index + 2).is_some_and(|joined| {
            joined.pos & pos::THIRD != 0 && joined.pos & (pos::NOUN | pos::ADJ) == 0
        })
    {
        return Tag::Verb;
    }
    // "Parents, whether near or far, value the", "children aged between 16 and 25 report long": the verb of
    // people who are parted from it.
    if token.is(words.cue)
        && p & pos::BASE != 0
        && next
            & (pos::DET | pos::POSSPRON | pos::PRON | pos::QUANT | pos::SUB | pos::ADJ | pos::ING)
            != 0
        && match before {
            Some(Tag::Num) => !verb_seen && people_before_verb(tokens, index, words),
            Some(Tag::Comma) => closes_aside(tokens, index - 1, words),
            _ => false,
        }
    {
        return Tag::Verb;
    }
    // "identify needs and make referrals": joined to an infinitive.
    if matches!(before, Some(Tag::Conj))
        && p & pos::BASE != 0
        && p & pos::MOSTLY_NOUN == 0
        && next & (pos::DET | pos::POSSPRON | pos::PRON | pos::ADJ | pos::QUANT | pos::NOUN) != 0
        && next & (pos::AUX | pos::PREP) == 0
        && previous.is_some_and(|previous| previous.tag == Tag::Conj && !previous.is(words.but))
        && (joins_infinitive(tokens, index - 1) || token.is(words.cue))
    {
        return Tag::Verb;
    }
    let joined =
        before == Some(Tag::Conj) && verb_seen && token.is(words.cue) && p & pos::BASE != 0;
    // "are apprehensive, and worry about": joined to the verb before by more than a word.
    let by_comma = || {
        next & (pos::PREP | pos::SUB | pos::ADV) != 0
            && index > 1
            && tokens[index - 2].tag == Tag::Comma
    };
    // "are frustrated by this and question whether".
    let with_clause = next & pos::SUB != 0 && next & pos::PREP == 0;
    // "know where to go and value the advice".
    let with_object = next & (pos::DET | pos::POSSPRON) != 0 && next & (pos::NOUN | pos::CONJ) == 0;
    // "welcome the funding and report fewer absences".
    let with_amount = next & (pos::QUANT | pos::ING | pos::ADJ) != 0 && next & pos::NOUN == 0;
    if joined && (with_clause || with_object || with_amount || by_comma()) {
        return Tag::Verb;
    }
    // "older age groups feel": the verb stands behind.
    if noun
        && tokens
            .get(index + 1)
            .is_some_and(|next| next.is(words.feel))
    {
        return Tag::Noun;
    }
    // "they explain orders and reports": a verb of one does not go on from a verb of many.
    if noun
        && p & pos::THIRD != 0
        && before == Some(Tag::Conj)
        && tokens[..index]
            .iter()
            .rfind(|token| token.tag.is_finite() || matches!(token.tag, Tag::Punct | Tag::Sub))
            .is_some_and(|verb| {
                verb.tag == Tag::Verb
                    && verb.pos & pos::BASE != 0
                    && verb.pos & (pos::THIRD | pos::PAST) == 0
            })
    {
        return Tag::Noun;
    }
    // "Families who receive overnight breaks welcome": a verb of one has no subject of many.
    if noun
        && p & pos::THIRD != 0
        && behind_relative(&tokens[..index])
        && awaits_verb(&tokens[..index])
        && tokens[..index]
            .iter()
            .rposition(|token| token.tag == Tag::Rel)
            .and_then(|rel| rel.checked_sub(1))
            .is_some_and(|head| tokens[head].pos & pos::PLURAL != 0)
    {
        return Tag::Noun;
    }
    let quoted = tokens.get(index + 2).is_some_and(|after| after.quoted);
    finite_or_noun(p, before, next, verb_seen, quoted)
}

/// Whether a clause "that people …" hangs on a noun and has no verb before `index`.
fn in_object_relative(tokens: &[Token], index: usize, words: &Words) -> bool {
    let before = &tokens[..index];
    // Few words stand right behind a noun: the others need no look back.
    if before.last().is_none_or(|last| last.tag != Tag::Noun) {
        return false;
    }
    let Some(that) = before.iter().rposition(|token| token.is(words.that)) else {
        return false;
    };
    let inside = &before[that + 1..];
    let is_phrase = |token: &Token| token.tag.opens_noun_phrase() || token.tag == Tag::Prep;
    let subject = inside.iter().find(|token| token.tag == Tag::Noun);
    that > 0
        && before[that - 1].tag == Tag::Noun
        && inside.iter().all(is_phrase)
        && inside.iter().any(|token| token.tag == Tag::Prep)
        && subject.is_some_and(|subject| subject.is(words.people) && subject.pos & pos::PLURAL != 0)
}

/// Whether the verb that "and" at `conj` goes on from is a bare infinitive.
fn joins_infinitive(tokens: &[Token], conj: usize) -> bool {
    let verb = tokens[..conj]
        .iter()
        .rposition(|token| token.tag.is_verbal() || matches!(token.tag, Tag::Punct | Tag::Sub));
    verb.is_some_and(|verb| {
        tokens[verb].tag == Tag::Verb
            && tokens[..verb]
                .iter()
                .rev()
                .find(|token| token.tag != Tag::Adv)
                .is_some_and(|token| matches!(token.tag, Tag::To | Tag::Modal))
    })
}

/// A word that can be a verb in the present and perhaps a noun or adjective.
fn finite_or_noun(p: u32, before: Option<Tag>, next: u32, verb_seen: bool, quoted: bool) -> Tag {
    let noun = p & pos::NOUN != 0;
    let adj = p & pos::ADJ != 0;
    if !noun && !adj {
        return match before {
            Some(Tag::Det | Tag::PossPron | Tag::Poss | Tag::Adj) => Tag::Noun,
            // "have almost no say".
            Some(Tag::Quant) if verb_seen => Tag::Noun,
            _ => Tag::Verb,
        };
    }
    let other = if noun { Tag::Noun } else { Tag::Adj };
    if adj && matches!(before, Some(Tag::Be | Tag::Det | Tag::PossPron)) {
        return Tag::Adj;
    }
    if adj && !noun && next & pos::NOUN != 0 && !matches!(before, Some(Tag::Noun | Tag::Pron)) {
        return Tag::Adj;
    }
    match before {
        Some(Tag::Noun | Tag::Pron | Tag::Rel | Tag::Poss) if before != Some(Tag::Poss) => {
            let goes_on = next
                & (pos::DET
                    | pos::POSSPRON
                    | pos::PRON
                    | pos::PREP
                    | pos::ADV
                    | pos::TO
                    | pos::SUB
                    | pos::QUANT
                    | pos::NOUN
                    | pos::ADJ
                    | pos::ING
                    | pos::NUM)
                != 0;
            let verb_follows = next & (pos::AUX | pos::NEG) != 0
                || (next & pos::VERB != 0 && next & (pos::NOUN | pos::ADJ | pos::ING) == 0);
            let relative = before == Some(Tag::Rel) || before == Some(Tag::Pron);
            if p & pos::MOSTLY_NOUN != 0 && !relative {
                // "plans need to", "care needs are": nouns, unless an object or infinitive follows.
                return if !verb_seen && next & (pos::TO | pos::DET | pos::POSSPRON | pos::PRON) != 0
                {
                    Tag::Verb
                } else {
                    other
                };
            }
            if (goes_on || next == 0 || next & pos::PUNCT != 0 && quoted)
                && !verb_follows
                && (!verb_seen || relative)
            {
                Tag::Verb
            } else {
                other
            }
        }
        Some(Tag::Conj | Tag::Comma) => {
            if verb_seen
                && next & (pos::DET | pos::POSSPRON | pos::PRON | pos::SUB) != 0
                && p & pos::MOSTLY_NOUN == 0
            {
                Tag::Verb
            } else {
                other
            }
        }
        _ => other,
    }
}
