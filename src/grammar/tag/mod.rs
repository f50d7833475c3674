//! One part of speech for each token: local rules over what each word may be.

mod closed;
mod ing;
mod nearby;
mod past;
mod present;

use super::token::Token;
use crate::pack::lexicon::{ClassSet, Lexicon, pos};
use closed::closed;
use ing::ing_form;
use nearby::{finite_clause_follows, people_and_verb, people_in_reach};
use past::past_form;
use present::present_form;

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
    degree: ClassSet,
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
    pub(crate) collective: ClassSet,
    others: ClassSet,
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
            degree: class("degree"),
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
            others: class("others"),
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
            choose(&Place::new(tokens, index, before, &seen, words))
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

/// A word that is to be tagged, where it stands.
#[derive(Clone, Copy)]
struct Place<'t> {
    tokens: &'t [Token],
    index: usize,
    token: &'t Token,
    /// What the word may be, and the next one.
    p: u32,
    next: u32,
    /// The tag before it, as [`before`] has it.
    before: Option<Tag>,
    /// Whether its clause has had its verb.
    verb_seen: bool,
    words: &'t Words,
}

impl<'t> Place<'t> {
    fn new(
        tokens: &'t [Token],
        index: usize,
        before: Option<Tag>,
        seen: &Seen,
        words: &'t Words,
    ) -> Self {
        Place {
            tokens,
            index,
            token: &tokens[index],
            p: tokens[index].pos,
            next: tokens.get(index + 1).map_or(0, |next| next.pos),
            before,
            verb_seen: seen.verb(),
            words,
        }
    }
}

fn choose(place: &Place<'_>) -> Tag {
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
    // "no longer trust": one negation of the verb.
    if token.is(words.no_longer) {
        return if p & pos::NEG != 0 {
            Tag::Neg
        } else {
            Tag::Adv
        };
    }
    if let Some(tag) = closed(place) {
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
        return ing_form(place);
    }
    if p & (pos::PAST | pos::PARTICIPLE) != 0 && p & pos::BASE == 0 {
        return past_form(place);
    }
    present_form(place)
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
