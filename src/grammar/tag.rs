//! One part of speech for each token: local rules over what each word may be.

use super::token::Token;
use crate::pack::lexicon::{ClassSet, Lexicon, pos};

/// The part that a token plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Tag {
    Det,
    Quant,
    Num,
    Adj,
    Noun,
    Pron,
    /// Possessive ending.
    Poss,
    PossPron,
    /// A finite verb or a bare infinitive.
    Verb,
    /// A past participle that is not a finite verb.
    Participle,
    Ing,
    Be,
    Have,
    Do,
    Modal,
    Neg,
    Adv,
    Prep,
    Conj,
    Rel,
    Sub,
    To,
    Comma,
    Punct,
    #[default]
    Other,
}

impl Tag {
    pub(crate) fn is_verbal(self) -> bool {
        matches!(
            self,
            Tag::Verb | Tag::Participle | Tag::Ing | Tag::Be | Tag::Have | Tag::Do | Tag::Modal
        )
    }

    /// Whether a verb of this kind makes its clause finite.
    pub(crate) fn is_finite(self) -> bool {
        matches!(self, Tag::Verb | Tag::Be | Tag::Have | Tag::Do | Tag::Modal)
    }

    /// Whether it can stand inside a noun phrase before the head.
    pub(crate) fn opens_noun_phrase(self) -> bool {
        matches!(
            self,
            Tag::Det | Tag::Quant | Tag::Num | Tag::PossPron | Tag::Adj | Tag::Noun
        )
    }
}

/// Classes that tagging asks for, looked up once a pack.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    /// The classes of words that may be function words by what they are and not by their part of speech.
    closed: ClassSet,
    comma: ClassSet,
    demonstrative: ClassSet,
    singular: ClassSet,
    that: ClassSet,
    feel: ClassSet,
    have_adjective: ClassSet,
    people: ClassSet,
    clause_verb: ClassSet,
    no_longer: ClassSet,
    cue: ClassSet,
    who: ClassSet,
    collective: ClassSet,
    aside: ClassSet,
    subject_pronoun: ClassSet,
    but: ClassSet,
    by: ClassSet,
    cause: ClassSet,
    about: ClassSet,
    hearer: ClassSet,
    partitive: ClassSet,
    concessive: ClassSet,
    manner: ClassSet,
    aged: ClassSet,
    children: ClassSet,
    so: ClassSet,
    latter: ClassSet,
    particle: ClassSet,
    them: ClassSet,
    talking: ClassSet,
    leave: ClassSet,
}

/// Whether the clause so far has its finite verb; a relative clause inside has one of its own.
#[derive(Default)]
struct Seen {
    main: bool,
    relative: Option<bool>,
    /// Whether the clause stands before the main one: "While there have been delays, …".
    fronted: bool,
}

impl Seen {
    fn verb(&self) -> bool {
        self.main && self.relative != Some(false)
    }

    fn note(&mut self) {
        match self.relative {
            Some(false) => self.relative = Some(true),
            _ => {
                self.main = true;
                self.relative = None;
            }
        }
    }
}

impl Words {
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let class = |name| lexicon.class(name);
        Words {
            closed: class("aside") | class("that") | class("about-number"),
            comma: class("comma"),
            demonstrative: class("demonstrative"),
            singular: class("singular-demonstrative"),
            that: class("that"),
            feel: class("feel-verb"),
            have_adjective: class("have-adjective"),
            clause_verb: class("clause-verb"),
            no_longer: class("no-longer"),
            cue: class("cue"),
            who: class("who"),
            collective: class("collective"),
            aside: class("aside"),
            subject_pronoun: class("subject-pronoun"),
            but: class("but"),
            by: class("by"),
            cause: class("cause-verb"),
            about: class("about-number"),
            hearer: class("hearer"),
            partitive: class("partitive"),
            concessive: class("concessive"),
            manner: class("manner-noun"),
            aged: class("age-word"),
            children: class("children"),
            people: class("parents") | class("children") | class("leaders") | class("staff"),
            so: class("so"),
            latter: class("latter"),
            particle: class("particle"),
            them: class("object-pronoun"),
            talking: class("talking-verb"),
            leave: class("leave-verb"),
        }
    }
}

/// Tags a sentence.
pub(crate) fn tag(tokens: &mut [Token], words: &Words) {
    let mut seen = Seen::default();
    for index in 0..tokens.len() {
        let before = before(tokens, index, words);
        let tag = if tokens[index].is(words.comma) {
            Tag::Comma
        } else {
            choose(tokens, index, before, seen.verb(), words)
        };
        tokens[index].tag = tag;
        match tag {
            // One verb group counts once.
            Tag::Verb
                if tokens[index].is(words.clause_verb)
                    && tokens.get(index + 1).is_some_and(|next| {
                        next.pos & (pos::DET | pos::PRON | pos::POSSPRON | pos::QUANT) != 0
                    }) =>
            {
                // "feel their child reaches …": a clause of its own follows.
                seen = Seen::default();
            }
            tag if tag.is_finite() => {
                if before == Some(Tag::To) {
                    continue;
                }
                let goes_on = tokens[..index]
                    .iter()
                    .rev()
                    .map(|token| token.tag)
                    .find(|tag| !matches!(tag, Tag::Adv | Tag::Neg))
                    .is_some_and(Tag::is_verbal);
                // "who replied or spoke with us": still the relative clause's.
                let joined = before == Some(Tag::Conj) && seen.relative == Some(true);
                if !goes_on && !joined {
                    seen.note();
                }
            }
            Tag::Sub => {
                let fronted = index == 0 || matches!(before, Some(Tag::Punct));
                seen = Seen {
                    fronted,
                    ..Seen::default()
                };
            }
            Tag::Comma if seen.fronted && seen.main => seen = Seen::default(),
            Tag::Punct if !at_quotation(tokens, index) => seen = Seen::default(),
            // "‘…,’ a pupil told us": the quotation is over.
            Tag::Punct
                if index > 1
                    && tokens[index - 1].quoted
                    && matches!(tokens[index - 1].tag, Tag::Comma | Tag::Punct) =>
            {
                seen = Seen::default();
            }
            Tag::Rel => seen.relative = Some(false),
            // "Every parent we met praised": a clause without "whom".
            Tag::Pron
                if !seen.main
                    && seen.relative.is_none()
                    && tokens[index].is(words.subject_pronoun)
                    && index > 0
                    && tokens[index - 1].tag == Tag::Noun
                    && tokens[index - 1].is(words.people) =>
            {
                seen.relative = Some(false);
            }
            // "families whose children are waiting".
            Tag::PossPron if tokens[index].pos & pos::REL != 0 => seen.relative = Some(false),
            // A new clause may follow: "…, and parents feel". A bare list keeps what it has.
            Tag::Conj | Tag::Comma
                if tokens.get(index + 1).is_some_and(|next| {
                    next.pos & (pos::DET | pos::PRON | pos::QUANT | pos::POSSPRON) != 0
                        && !(tag == Tag::Comma && next.pos & pos::ADV != 0)
                        || next.pos == pos::NOUN | pos::PLURAL
                        // "and not one of the pupils said".
                        || next.pos & pos::NEG != 0
                            && tokens
                                .get(index + 2)
                                .is_some_and(|after| after.pos & (pos::NUM | pos::QUANT) != 0)
                        || people_in_reach(tokens, index + 1, words).is_some_and(|people| {
                            finite_clause_follows(tokens, people)
                                || people_and_verb(tokens, people, words)
                        })
                }) =>
            {
                seen = Seen::default();
            }
            _ => {}
        }
    }
}

/// The tag before a token; adverbs, quotation marks, brackets and asides ("…, too, …", "…, for example,
/// …") are skipped.
fn before(tokens: &[Token], index: usize, words: &Words) -> Option<Tag> {
    let mut at = index;
    while let Some(last) = at.checked_sub(1) {
        let token = &tokens[last];
        if token.tag == Tag::Adv || token.tag == Tag::Punct && at_quotation(tokens, last) {
            at = last;
        } else if token.tag == Tag::Comma
            && let Some(open) = aside_before(tokens, last, words)
        {
            at = open;
        } else if let Some(open) = bracket_before(tokens, last) {
            at = open;
        } else {
            return Some(token.tag);
        }
    }
    None
}

/// The comma that opens the aside which the comma at `close` ends.
fn aside_before(tokens: &[Token], close: usize, words: &Words) -> Option<usize> {
    let open = (close.saturating_sub(4)..close)
        .rev()
        .find(|at| tokens[*at].tag == Tag::Comma)?;
    let inside = &tokens[open + 1..close];
    (open > 0
        && !inside.is_empty()
        && inside
            .iter()
            .all(|token| token.is(words.aside) || token.tag == Tag::Adv))
    .then_some(open)
}

/// The mark that opens the bracket which the mark at `close` ends: "coordinators (SENCos)".
fn bracket_before(tokens: &[Token], close: usize) -> Option<usize> {
    let mark = |at: usize| tokens[at].tag == Tag::Punct && tokens[at].end - tokens[at].start == 1;
    // An opening bracket stands right before a word and behind a space, a closing one right behind a word.
    let closes = mark(close) && close > 1 && tokens[close - 1].end == tokens[close].start;
    if !closes {
        return None;
    }
    (close.saturating_sub(BRACKET)..close)
        .rev()
        .find(|at| mark(*at))
        .filter(|open| {
            *open > 0
                && tokens[*open + 1].start == tokens[*open].end
                && tokens[*open - 1].end < tokens[*open].start
                && !tokens[*open].quoted
                && !tokens[*open + 1].quoted
        })
}

/// How many words of a bracket are looked over.
const BRACKET: usize = 6;

/// Whether a mark opens or closes a quotation.
fn at_quotation(tokens: &[Token], index: usize) -> bool {
    index > 0 && tokens[index - 1].quoted || tokens.get(index + 1).is_some_and(|next| next.quoted)
}

fn choose(
    tokens: &[Token],
    index: usize,
    before: Option<Tag>,
    verb_seen: bool,
    words: &Words,
) -> Tag {
    let token = &tokens[index];
    let p = token.pos;
    let next = tokens.get(index + 1).map_or(0, |next| next.pos);
    // "no longer trust": one negation of the verb.
    if token.is(words.no_longer) {
        return if p & pos::NEG != 0 {
            Tag::Neg
        } else {
            Tag::Adv
        };
    }
    if let Some(tag) = closed(tokens, index, before, next, words) {
        return tag;
    }
    // "are home educated": how it is done.
    if token.is(words.manner) && before == Some(Tag::Be) && next & pos::PARTICIPLE != 0 {
        return Tag::Adv;
    }
    // "The latter describe", "the former are": nothing that they could describe follows.
    if token.is(words.latter)
        && before == Some(Tag::Det)
        && (next & (pos::NOUN | pos::ADJ) == 0
            || tokens.get(index + 1).is_some_and(|verb| {
                verb.is(words.cue) && verb.pos & pos::BASE != 0 && verb.pos & pos::MOSTLY_NOUN == 0
            }))
    {
        return Tag::Noun;
    }
    let noun = p & pos::NOUN != 0;
    // "which parents value", "that schools praise": people, though a verb has the same form.
    if token.is(words.people)
        && p & (pos::PLURAL | pos::THIRD) == pos::PLURAL | pos::THIRD
        && before == Some(Tag::Rel)
        && tokens[index + 1..]
            .iter()
            .find(|next| next.pos & pos::ADV == 0)
            .is_some_and(|verb| verb.pos & (pos::BASE | pos::PAST | pos::AUX) != 0)
    {
        return Tag::Noun;
    }
    let verb = p & pos::VERB != 0;
    let adj = p & pos::ADJ != 0;
    // "who drop in": right behind "who" stands its verb, known as one or not.
    let after_who = index > 0
        && tokens[index - 1].is(words.who)
        && tokens[index - 1].tag == Tag::Rel
        && p & (pos::PLURAL | pos::ADJ | pos::ADV) == 0
        && next & (pos::PREP | pos::DET | pos::ADV | pos::POSSPRON) != 0;
    if noun && !verb && after_who {
        return Tag::Verb;
    }
    // "children who wait believe", "those who trust say".
    if verb
        && p & pos::BASE != 0
        && index > 0
        && tokens[index - 1].is(words.who)
        && tokens[index - 1].tag == Tag::Rel
        && p & pos::ADJ == 0
        && next & (pos::AUX | pos::NOUN) == 0
    {
        return Tag::Verb;
    }
    if !verb {
        return match () {
            // "has long recognised".
            () if p & pos::ADV != 0
                && before == Some(Tag::Have)
                && next & pos::PARTICIPLE != 0
                && next & (pos::NOUN | pos::ADJ) == 0 =>
            {
                Tag::Adv
            }
            () if adj && noun => {
                // "leaders new to the area": no noun goes with a plural before it.
                let behind_people = tokens[..index].last().is_some_and(|people| {
                    people.is(words.people)
                        && people.tag == Tag::Noun
                        && people.pos & pos::PLURAL != 0
                });
                if next & (pos::NOUN | pos::ADJ) != 0
                    || behind_people && next & (pos::TO | pos::PREP) != 0
                {
                    Tag::Adj
                } else {
                    noun_or_adj(before)
                }
            }
            () if adj && p & pos::ADV != 0 => adjective_or_adverb(before, next),
            () if adj => Tag::Adj,
            () if noun => Tag::Noun,
            () if p & pos::ADV != 0 => Tag::Adv,
            () if p & pos::NUM != 0 => Tag::Num,
            () => Tag::Other,
        };
    }
    if p & pos::ING != 0 {
        let feels = token.is(words.feel)
            && !matches!(
                before,
                Some(Tag::Det | Tag::PossPron | Tag::Adj | Tag::Poss)
            );
        return if feels {
            Tag::Ing
        } else {
            let person = index.checked_sub(1).is_some_and(|before| {
                tokens[before].is(words.people) && tokens[before].pos & pos::PLURAL != 0
                    || tokens[before].is(words.children)
                    || tokens[before].is(words.demonstrative) && !tokens[before].is(words.singular)
            });
            // "therapists working in schools", "those living in villages".
            if person && next & (pos::PREP | pos::ADV) != 0 && next & pos::NOUN == 0 {
                Tag::Ing
            } else {
                ing(p, before, next)
            }
        };
    }
    if p & (pos::PAST | pos::PARTICIPLE) != 0 && p & pos::BASE == 0 {
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
        // "Pupils who had been excluded told inspectors": the verb behind a relative clause.
        if matches!(before, Some(Tag::Participle | Tag::Noun | Tag::Verb))
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
                || tokens[index - 2].is(words.demonstrative)
                    && !tokens[index - 2].is(words.singular))
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
        return past(p, before, next, verb_seen);
    }
    let previous = index.checked_sub(1).map(|index| &tokens[index]);
    let after_phrase = matches!(
        before,
        Some(Tag::Det | Tag::Adj | Tag::PossPron | Tag::Poss | Tag::Prep)
    );
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
    // "Families who are waiting report high levels": the verb of the clause behind a relative clause.
    if token.is(words.cue)
        && p & pos::BASE != 0
        && !verb_seen
        && matches!(
            before,
            Some(Tag::Verb | Tag::Ing | Tag::Participle | Tag::Noun)
        )
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
    // "are apprehensive, and worry about": joined to the verb before by more than a word.
    if before == Some(Tag::Conj)
        && verb_seen
        && token.is(words.cue)
        && p & pos::BASE != 0
        && next & (pos::PREP | pos::SUB | pos::ADV) != 0
        && index > 1
        && tokens[index - 2].tag == Tag::Comma
    {
        return Tag::Verb;
    }
    // "are frustrated by this and question whether".
    if before == Some(Tag::Conj)
        && verb_seen
        && token.is(words.cue)
        && p & pos::BASE != 0
        && next & pos::SUB != 0
        && next & pos::PREP == 0
    {
        return Tag::Verb;
    }
    // "know where to go and value the advice".
    if before == Some(Tag::Conj)
        && verb_seen
        && token.is(words.cue)
        && p & pos::BASE != 0
        && next & (pos::DET | pos::POSSPRON) != 0
        && next & (pos::NOUN | pos::CONJ) == 0
    {
        return Tag::Verb;
    }
    // "welcome the funding and report fewer absences".
    if before == Some(Tag::Conj)
        && verb_seen
        && token.is(words.cue)
        && p & pos::BASE != 0
        && next & (pos::QUANT | pos::ING | pos::ADJ) != 0
        && next & pos::NOUN == 0
    {
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
fn closed(
    tokens: &[Token],
    index: usize,
    before: Option<Tag>,
    next: u32,
    words: &Words,
) -> Option<Tag> {
    let token = &tokens[index];
    let p = token.pos;
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
        && matches!(
            before,
            Some(Tag::Noun | Tag::Comma | Tag::Pron | Tag::Punct | Tag::Prep)
        )
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

/// Whether a comma with a verb right behind it stands in reach.
fn verb_behind_comma(tokens: &[Token], words: &Words) -> bool {
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
fn behind_relative(before: &[Token]) -> bool {
    let mark = |token: &Token| {
        token.tag == Tag::Rel || matches!(token.tag, Tag::Punct | Tag::Sub | Tag::Conj)
    };
    before.iter().rposition(mark).is_some_and(|rel| {
        before[rel].tag == Tag::Rel && before[rel..].iter().any(|token| token.tag.is_finite())
    })
}

/// Whether the noun before the last relative clause has no verb yet.
fn awaits_verb(before: &[Token]) -> bool {
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
fn is_last_verb(tokens: &[Token], from: usize) -> bool {
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
fn verb_behind(tokens: &[Token], from: usize) -> bool {
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
fn in_fronted_phrase(tokens: &[Token], index: usize, words: &Words) -> bool {
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
fn people_before_verb(tokens: &[Token], index: usize, words: &Words) -> bool {
    tokens[..index]
        .iter()
        .rev()
        .take_while(|token| !matches!(token.tag, Tag::Punct | Tag::Sub | Tag::Comma))
        .any(|token| token.tag == Tag::Noun && token.is(words.people))
}

/// Whether the comma at `close` ends an aside behind people who still want their verb.
fn closes_aside(tokens: &[Token], close: usize, words: &Words) -> bool {
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
fn people_in_reach(tokens: &[Token], from: usize, words: &Words) -> Option<usize> {
    let people = (from..(from + 4).min(tokens.len())).find(|at| tokens[*at].is(words.people))?;
    tokens[from..people]
        .iter()
        .all(|token| token.pos & (pos::NOUN | pos::ADJ) != 0 && token.pos & pos::AUX == 0)
        .then_some(people)
}

/// Whether people and what they say or feel begin at `from`: "schools value the".
fn people_and_verb(tokens: &[Token], from: usize, words: &Words) -> bool {
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
fn finite_clause_follows(tokens: &[Token], from: usize) -> bool {
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

fn noun_or_adj(before: Option<Tag>) -> Tag {
    if matches!(before, Some(Tag::Be)) {
        Tag::Adj
    } else {
        Tag::Noun
    }
}

fn adjective_or_adverb(before: Option<Tag>, next: u32) -> Tag {
    // "are well aware".
    if matches!(before, Some(Tag::Be)) && next & pos::ADJ != 0 && next & pos::NOUN == 0 {
        return Tag::Adv;
    }
    // "well managed", "better understood", "well enough".
    if next & pos::PARTICIPLE != 0 && next & pos::NOUN == 0
        || next & pos::ADV != 0 && next & (pos::NOUN | pos::ADJ) == 0
    {
        return Tag::Adv;
    }
    if next & (pos::NOUN | pos::ADJ) != 0 || matches!(before, Some(Tag::Be)) {
        Tag::Adj
    } else {
        Tag::Adv
    }
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
