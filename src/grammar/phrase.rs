//! Noun phrases that name people, and whose subject a predicate has.

use super::sentence::Sentence;
use super::tag::Tag;
use super::token::Token;
use crate::facts::Group;
use crate::pack::Pack;
use crate::pack::lexicon::{ClassSet, pos};

/// Classes that the search for subjects works with, looked up once a letter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grammar {
    pub(crate) partitive: ClassSet,
    pub(crate) few: ClassSet,
    pub(crate) plural_pronoun: ClassSet,
    pub(crate) singular_pronoun: ClassSet,
    pub(crate) plural_possessive: ClassSet,
    pub(crate) parenthetical: ClassSet,
    pub(crate) actor_adjective: ClassSet,
    pub(crate) but: ClassSet,
    pub(crate) by: ClassSet,
    pub(crate) holder: ClassSet,
    pub(crate) copula: ClassSet,
    pub(crate) leave: ClassSet,
    pub(crate) find: ClassSet,
    pub(crate) cause: ClassSet,
    pub(crate) lose: ClassSet,
    pub(crate) negator: ClassSet,
    pub(crate) purposive: ClassSet,
    pub(crate) hypothetical_modal: ClassSet,
    pub(crate) hearer: ClassSet,
    pub(crate) reportable: ClassSet,
    pub(crate) day_work: ClassSet,
    pub(crate) state_object: ClassSet,
    pub(crate) own_state: ClassSet,
    pub(crate) systems: ClassSet,
    pub(crate) bad: ClassSet,
    pub(crate) improver: ClassSet,
    pub(crate) there: ClassSet,
    pub(crate) member: ClassSet,
    pub(crate) collective: ClassSet,
    pub(crate) reflexive: ClassSet,
    pub(crate) that: ClassSet,
    pub(crate) plural_verb: ClassSet,
    pub(crate) use_noun: ClassSet,
    pub(crate) among: ClassSet,
    pub(crate) body: ClassSet,
    pub(crate) object_pronoun: ClassSet,
    pub(crate) raising: ClassSet,
    pub(crate) object_relative: ClassSet,
    pub(crate) who: ClassSet,
    pub(crate) aside: ClassSet,
    pub(crate) clause_verb: ClassSet,
    pub(crate) leading: ClassSet,
    pub(crate) serving: ClassSet,
    pub(crate) reaction: ClassSet,
    pub(crate) participle_auxiliary: ClassSet,
    pub(crate) measure: ClassSet,
    pub(crate) inner_state: ClassSet,
    pub(crate) help: ClassSet,
    pub(crate) indefinite: ClassSet,
    pub(crate) those: ClassSet,
    pub(crate) well: ClassSet,
    pub(crate) hypothetical: ClassSet,
    pub(crate) condition: ClassSet,
}

impl Grammar {
    pub(crate) fn new(pack: &Pack) -> Self {
        let class = |name| pack.lexicon.class(name);
        Grammar {
            partitive: class("partitive"),
            few: class("negative-quantifier"),
            plural_pronoun: class("plural-pronoun"),
            singular_pronoun: class("singular-pronoun"),
            plural_possessive: class("plural-possessive"),
            parenthetical: class("parenthetical"),
            actor_adjective: class("actor-adjective"),
            but: class("but"),
            by: class("by"),
            holder: class("holder-preposition"),
            copula: class("copula"),
            leave: class("leave-verb"),
            find: class("find-verb"),
            cause: class("cause-verb"),
            lose: class("lose-verb"),
            negator: class("negator"),
            purposive: class("purposive"),
            hypothetical_modal: class("hypothetical-modal"),
            hearer: class("hearer"),
            reportable: class("reportable"),
            day_work: class("day-work"),
            state_object: class("state-object"),
            own_state: class("own-state"),
            systems: class("systems"),
            bad: class("bad-state"),
            improver: class("improver"),
            there: class("there"),
            member: class("member-noun"),
            collective: class("collective"),
            reflexive: class("reflexive"),
            that: class("that"),
            plural_verb: class("plural-verb"),
            use_noun: class("use-noun"),
            among: class("among"),
            body: class("body-noun"),
            object_pronoun: class("object-pronoun"),
            raising: class("raising-verb"),
            object_relative: class("object-relative"),
            who: class("who"),
            aside: class("aside"),
            clause_verb: class("clause-verb"),
            leading: class("leading-verb"),
            serving: class("serving-verb"),
            reaction: class("reaction-verb"),
            participle_auxiliary: class("participle-auxiliary"),
            measure: class("measure-noun"),
            inner_state: class("inner-state"),
            help: class("help-verb"),
            indefinite: class("indefinite"),
            those: class("those"),
            well: class("well"),
            hypothetical: class("hypothetical"),
            condition: class("condition"),
        }
    }
}

/// A noun phrase that names people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Actor {
    /// Tokens of the phrase, the last included.
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) group: Group,
    /// A head that is people only as the subject of a cue ("service").
    pub(crate) weak: bool,
    /// "few families", "no parents".
    pub(crate) few: bool,
    /// The sentence of the paragraph that it stands in, when it stands for a pronoun here.
    pub(crate) elsewhere: Option<(usize, usize, usize)>,
}

/// Who does what a verb says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Subject {
    /// People that the pack knows.
    People(Actor),
    /// Something else.
    Other,
    /// Not to be found.
    Unknown,
}

/// A sentence in its paragraph.
pub(crate) struct Context<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) grammar: &'a Grammar,
    pub(crate) sentences: &'a [Sentence],
    pub(crate) index: usize,
}

/// How many sentences back a feeling's holder is looked for.
const NEAR: usize = 3;

/// How far a search may climb through modifiers; deeper nesting is given up.
const MAX_STEPS: usize = 24;

impl<'a> Context<'a> {
    pub(crate) fn tokens(&self) -> &'a [Token] {
        &self.sentences[self.index].tokens
    }

    /// The start of the noun phrase whose last token is `last`.
    pub(crate) fn phrase_start(&self, last: usize) -> usize {
        let tokens = self.tokens();
        let mut first = last;
        while first > 0 {
            let tag = tokens[first - 1].tag;
            // "the families inspectors met": two phrases.
            if tokens[first].is(self.grammar.hearer)
                && tokens[first - 1].is(self.pack.names.any_actor)
                && tokens[first - 1].pos & pos::PLURAL != 0
            {
                break;
            }
            let joins = match tag {
                Tag::Noun | Tag::Adj | Tag::Num | Tag::Poss | Tag::Quant | Tag::PossPron => true,
                Tag::Det => true,
                Tag::Adv => matches!(tokens[first].tag, Tag::Adj | Tag::Quant | Tag::Num),
                Tag::Conj => {
                    // "children’s and young people’s needs", "education and health leaders".
                    first >= 2
                        && !tokens[first - 1].is(self.grammar.but)
                        && (tokens[first - 2].tag == Tag::Poss
                            || (tokens[first - 2].tag == Tag::Adj
                                && (tokens[first].tag == Tag::Adj
                                    || tokens[first].tag == Tag::Adv
                                        && tokens
                                            .get(first + 1)
                                            .is_some_and(|next| next.tag == Tag::Adj))))
                }
                Tag::Comma => {
                    first >= 2
                        && (tokens[first - 2].tag == Tag::Poss && tokens[first].tag == Tag::Noun
                            || tokens[first - 2].tag == Tag::Adj && tokens[first].tag == Tag::Adj)
                }
                _ => false,
            };
            if !joins
                || matches!(tokens[first].tag, Tag::Det | Tag::PossPron)
                    && tag != Tag::Quant
                    && tag != Tag::Adv
                    && tag != Tag::Det
            {
                break;
            }
            first -= 1;
        }
        first
    }

    /// The people named by the phrase `first..=last` by its head alone.
    fn people_in(&self, first: usize, last: usize) -> Option<Actor> {
        let tokens = self.tokens();
        let names = &self.pack.names;
        let head = &tokens[last];
        let few = tokens[first..=last]
            .iter()
            .any(|token| token.is(self.grammar.few) && token.tag != Tag::Adv);
        let actor = |group, weak| {
            Some(Actor {
                first,
                last,
                group,
                weak,
                few,
                elsewhere: None,
            })
        };
        // "forum members", "the forum’s representatives": of whom they are part.
        if head.is(self.grammar.member)
            && let Some(group) = tokens[first..last]
                .iter()
                .find_map(|token| self.group(token))
        {
            return actor(group, false);
        }
        if head.tag == Tag::Noun || (head.tag != Tag::Adj && head.is(names.any_actor)) {
            if let Some(group) = self.group(head) {
                let by_modifier = tokens[first..last]
                    .iter()
                    .find_map(|token| self.pack.lexicon.modifier_groups.get(&token.lemma).copied())
                    .filter(|_| group == Group::Leaders);
                return actor(by_modifier.unwrap_or(group), head.is(names.weak_actor));
            }
            let named = tokens[first..=last]
                .iter()
                .filter(|token| token.capital && token.start > self.sentences[self.index].start)
                .find_map(|token| self.pack.lexicon.name_groups.get(&token.lemma).copied());
            let whole_name = tokens[first..=last]
                .iter()
                .filter(|token| token.capital)
                .count()
                >= 2
                || (head.capital && first == last && head.start > self.sentences[self.index].start);
            let by_first = tokens[first..=last]
                .iter()
                .filter(|token| token.capital)
                .find_map(|token| self.pack.lexicon.name_groups.get(&token.lemma).copied());
            if whole_name
                && head.capital
                && let Some(group) = named.or(by_first)
            {
                return actor(group, false);
            }
        }
        None
    }

    fn group(&self, token: &Token) -> Option<Group> {
        let names = &self.pack.names;
        let any = |sets: &[ClassSet]| sets.iter().any(|set| token.is(*set));
        if token.is(names.mixed) {
            Some(Group::Mixed)
        } else if any(&names.family[..1]) {
            Some(Group::Parents)
        } else if token.is(names.family[1]) {
            Some(Group::Children)
        } else if token.is(names.professional[0]) {
            Some(Group::Leaders)
        } else if token.is(names.professional[1]) {
            Some(Group::Staff)
        } else {
            None
        }
    }

    /// The people named by the phrase that ends at `last`, with those joined to them before it:
    /// "Parents, carers and practitioners".
    pub(crate) fn people_ending(&self, last: usize) -> Option<Actor> {
        let tokens = self.tokens();
        let mut first = self.phrase_start(last);
        let mut actor = self.people_in(first, last)?;
        let mut listed = false;
        for _ in 0..MAX_STEPS {
            let Some((before, by_word)) = self.joined_before(first) else {
                break;
            };
            // "A, B and C": commas alone join nothing.
            listed |= by_word;
            if !listed {
                break;
            }
            let start = self.phrase_start(before);
            let Some(joined) = self.people_in(start, before) else {
                break;
            };
            // "Plans for parents and schools say": what stands in another phrase is not joined.
            if tokens[start].tag == Tag::Noun
                && start > 0
                && tokens[start - 1].tag == Tag::Verb
                && !actor.weak
                && joined.weak
            {
                break;
            }
            actor.group = actor.group.join(joined.group);
            actor.weak &= joined.weak;
            actor.few |= joined.few;
            first = start;
            actor.first = first;
        }
        Some(actor)
    }

    /// The people whose phrase starts at `from` and those joined to them: for sources after a cue.
    pub(crate) fn people_starting(&self, from: usize) -> Option<Actor> {
        let tokens = self.tokens();
        let mut at = from;
        let mut found: Option<Actor> = None;
        for _ in 0..MAX_STEPS {
            let mut last = at;
            while tokens.get(last + 1).is_some_and(|next| {
                // "families whose plans": the phrase ends before.
                next.tag.opens_noun_phrase() && next.pos & pos::REL == 0
                    || next.tag == Tag::Poss
                        && tokens
                            .get(last + 2)
                            .is_some_and(|t| t.tag.opens_noun_phrase())
                    || (next.tag == Tag::Adv
                        && tokens
                            .get(last + 2)
                            .is_some_and(|t| matches!(t.tag, Tag::Adj | Tag::Quant)))
            }) {
                last += 1;
            }
            if at >= tokens.len()
                || !(tokens[at].tag.opens_noun_phrase()
                    || tokens[at].tag == Tag::Adv
                    || tokens[at].tag == Tag::Pron)
            {
                break;
            }
            let Some(actor) = self.people_in(at, last) else {
                // "both parents and the many children": no people at once, but a pronoun is somebody.
                if found.is_none() && tokens[at].is(self.grammar.plural_pronoun) {
                    return self.antecedent(at, false).map(|who| Actor {
                        first: at,
                        last: at,
                        ..who
                    });
                }
                if found.is_none()
                    && let Some(those) = self.those_who(at)
                {
                    return Some(those);
                }
                if found.is_none()
                    && let Some(of) = tokens.get(last + 1).filter(|t| t.tag == Tag::Prep)
                    && tokens[last].is(self.grammar.partitive)
                    && of.tag == Tag::Prep
                {
                    at = last + 2;
                    continue;
                }
                break;
            };
            found = Some(match found {
                None => Actor {
                    first: from,
                    ..actor
                },
                Some(so_far) => Actor {
                    last: actor.last,
                    group: so_far.group.join(actor.group),
                    weak: so_far.weak && actor.weak,
                    few: so_far.few,
                    ..so_far
                },
            });
            // A modifier of the head may stand between it and the next: "children with SEND and their families".
            let mut next = last + 1;
            if tokens.get(next).is_some_and(|t| t.tag == Tag::Prep)
                && tokens.get(next + 1).is_some_and(|t| t.tag == Tag::Noun)
            {
                next += 2;
            }
            if tokens.get(next).is_some_and(|t| t.tag == Tag::Punct)
                && tokens.get(next + 2).is_some_and(|t| t.tag == Tag::Punct)
            {
                next += 3;
            }
            let comma = tokens.get(next).is_some_and(|t| t.tag == Tag::Comma);
            let conj = |at: usize| {
                tokens
                    .get(at)
                    .is_some_and(|t| t.tag == Tag::Conj && !t.is(self.grammar.but))
            };
            // "In the view of parents, schools do not": a comma alone joins no subject of its own.
            let list_goes_on = || {
                let mut after = next + 1;
                while tokens
                    .get(after)
                    .is_some_and(|t| t.tag.opens_noun_phrase() || t.tag == Tag::Poss)
                {
                    after += 1;
                }
                tokens.get(after).is_none_or(|t| !t.tag.is_finite())
            };
            at = if comma && conj(next + 1) {
                next + 2
            } else if comma && list_goes_on()
                || conj(next)
                || tokens.get(next).is_some_and(|t| t.tag == Tag::Quant)
            {
                next + 1
            } else {
                break;
            };
            // "for both parents and for schools".
            if tokens
                .get(at)
                .is_some_and(|t| t.is(self.grammar.holder) && t.tag == Tag::Prep)
            {
                at += 1;
            }
        }
        found
    }

    /// The last token of a phrase joined by "and", "or" or a comma to the one that starts at `first`, and
    /// whether by more than a comma.
    fn joined_before(&self, first: usize) -> Option<(usize, bool)> {
        let tokens = self.tokens();
        let mut at = first.checked_sub(1)?;
        let joins = |token: &Token| token.tag == Tag::Conj && !token.is(self.grammar.but);
        let mut met = false;
        let mut by_word = false;
        if joins(&tokens[at]) {
            met = true;
            by_word = true;
            at = at.checked_sub(1)?;
        }
        if tokens[at].tag == Tag::Comma {
            met = true;
            at = at.checked_sub(1)?;
        }
        if !met {
            return None;
        }
        // "children with SEND and their families", "parents (PCF), schools".
        if tokens[at].tag == Tag::Punct && at >= 3 && tokens[at - 2].tag == Tag::Punct {
            at -= 3;
        }
        let start = self.phrase_start(at);
        if self.people_in(start, at).is_none()
            && start >= 2
            && tokens[start - 1].tag == Tag::Prep
            && !tokens[start - 1].is(self.grammar.by)
        {
            return Some((start - 2, by_word));
        }
        Some((at, by_word))
    }

    /// The first token of the verb group whose last token is `verb`.
    pub(crate) fn verb_group_start(&self, verb: usize) -> usize {
        let tokens = self.tokens();
        let mut first = verb;
        while first > 0 {
            let joins = matches!(
                tokens[first - 1].tag,
                Tag::Be | Tag::Have | Tag::Do | Tag::Modal | Tag::Neg | Tag::Adv
            ) || (tokens[first - 1].tag == Tag::Participle
                && tokens[first - 1].pos & pos::BE != 0);
            if joins {
                first -= 1;
                continue;
            }
            // "has not, however, evaluated": an aside parts the group.
            match self.before_aside(first - 1) {
                Some(open) if open > 0 && tokens[open - 1].pos & (pos::AUX | pos::NEG) != 0 => {
                    first = open;
                }
                _ => break,
            }
        }
        // An adverb that opens the sentence is not the verb's: "Often parents feel" has none here.
        first
    }

    /// Who does what the verb group starting at `group` says.
    pub(crate) fn subject(&self, group: usize) -> Subject {
        self.subject_before(group, MAX_STEPS)
    }

    fn subject_before(&self, group: usize, steps: usize) -> Subject {
        let tokens = self.tokens();
        let Some(at) = group.checked_sub(1) else {
            return Subject::Unknown;
        };
        if steps == 0 {
            return Subject::Unknown;
        }
        match tokens[at].tag {
            Tag::Noun | Tag::Num => self.subject_ending(at, steps),
            // "a place there", "interns themselves": neither is the subject.
            Tag::Pron
                if tokens[at].is(self.grammar.reflexive)
                    || tokens[at].is(self.grammar.there)
                        && at > 0
                        && tokens[at - 1].tag == Tag::Noun =>
            {
                self.subject_before(at, steps.saturating_sub(1))
            }
            Tag::Pron if self.is_object_pronoun(at) => {
                let people = self.antecedent(at, false).map(|who| Actor {
                    first: at,
                    last: at,
                    ..who
                });
                match tokens[at - 1].tag {
                    Tag::Prep if at >= 2 => {
                        self.above_preposition(at - 2, people, at, steps.saturating_sub(1))
                    }
                    _ => self.above_verb(at - 1, people, steps.saturating_sub(1)),
                }
            }
            // "staff and families both value", "the parents all say".
            Tag::Quant
                if at > 0
                    && tokens[at - 1].tag == Tag::Noun
                    && self.people_ending(at - 1).is_some() =>
            {
                self.subject_ending(at - 1, steps)
            }
            Tag::Pron | Tag::Quant | Tag::Det => self.subject_pronoun(at, steps),
            Tag::Adj if tokens[at].is(self.pack.names.any_actor) => self.subject_ending(at, steps),
            Tag::Rel => match at.checked_sub(1) {
                Some(of) if tokens[of].tag == Tag::Prep => self.counted_of_relative(of, steps),
                Some(before) => self.antecedent_of_relative(before, steps),
                None => Subject::Unknown,
            },
            Tag::Sub
                if tokens[at].pos & pos::REL != 0 && at > 0 && tokens[at - 1].tag == Tag::Noun =>
            {
                self.antecedent_of_relative(at - 1, steps)
            }
            Tag::Punct if self.words_of_closing(at) => self.subject_after_bracket(at, steps),
            Tag::Punct if at > 0 && tokens[at].quoted | tokens[at - 1].quoted => {
                self.subject_before(at, steps.saturating_sub(1))
            }
            Tag::Conj | Tag::Comma => self.shared_subject(at, steps),
            Tag::To => self.infinitive_subject(at, steps),
            Tag::Verb => self.above_contact_clause(at, steps),
            // "Those who have been suspended say".
            Tag::Participle | Tag::Adj | Tag::Ing => {
                self.above_verb(at, None, steps.saturating_sub(1))
            }
            // "young people aged 16 and over".
            Tag::Prep | Tag::Adv
                if at >= 2 && tokens[at - 1].tag == Tag::Conj && tokens[at - 2].tag == Tag::Num =>
            {
                self.subject_before(at - 1, steps.saturating_sub(1))
            }
            // "more than once".
            Tag::Prep if tokens.get(at + 1).is_some_and(|next| next.tag == Tag::Adv) => {
                self.subject_before(at, steps.saturating_sub(1))
            }
            Tag::Adv | Tag::Neg => self.subject_before(at, steps.saturating_sub(1)),
            _ => Subject::Unknown,
        }
    }

    /// "those who use these report", "through it": a pronoun that ends a modifier of the subject.
    fn is_object_pronoun(&self, at: usize) -> bool {
        let tokens = self.tokens();
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        match tokens[before].tag {
            Tag::Prep => true,
            Tag::Verb | Tag::Ing | Tag::Participle => {
                tokens[at].is(self.grammar.object_pronoun)
                    && (tokens[..before].iter().any(|token| token.tag == Tag::Rel)
                        || tokens[before].tag == Tag::Ing)
            }
            _ => false,
        }
    }

    /// "the settings these children attend do not …": the phrase before a clause without "that".
    fn above_contact_clause(&self, verb: usize, steps: usize) -> Subject {
        let tokens = self.tokens();
        let group = self.verb_group_start(verb);
        let Some(before) = group.checked_sub(1) else {
            return Subject::Unknown;
        };
        // "those who could not pay said".
        if tokens[before].tag == Tag::Rel {
            return self.above_relative(before, steps);
        }
        let start = if tokens[before].tag == Tag::Noun {
            self.phrase_start(before)
        } else {
            before
        };
        // "young people with whom inspectors met feel".
        if start > 0 && tokens[start - 1].tag == Tag::Rel {
            return self.above_relative(start - 1, steps);
        }
        match start.checked_sub(1) {
            Some(head)
                if matches!(tokens[before].tag, Tag::Noun | Tag::Pron)
                    && tokens[head].tag == Tag::Noun =>
            {
                self.subject_ending(head, steps.saturating_sub(1))
            }
            _ => Subject::Unknown,
        }
    }

    fn words_of_closing(&self, at: usize) -> bool {
        // A closing bracket: some opening one stands before it with only nouns between.
        let tokens = self.tokens();
        tokens[at].end - tokens[at].start == 1
            && at >= 2
            && tokens[..at]
                .iter()
                .rev()
                .take(8)
                .any(|token| token.tag == Tag::Punct)
            && matches!(tokens[at - 1].tag, Tag::Noun | Tag::Adv | Tag::Num)
    }

    fn subject_after_bracket(&self, at: usize, steps: usize) -> Subject {
        let tokens = self.tokens();
        match (0..at)
            .rev()
            .take(8)
            .find(|index| tokens[*index].tag == Tag::Punct)
        {
            Some(open) if open > 0 => self.subject_before(open, steps.saturating_sub(1)),
            _ => Subject::Unknown,
        }
    }

    /// Whether the phrase that starts at `first` belongs to a preposition or verb before it.
    fn hangs_on(&self, first: usize) -> bool {
        first.checked_sub(1).is_some_and(|before| {
            matches!(
                self.tokens()[before].tag,
                Tag::Prep | Tag::To | Tag::Verb | Tag::Ing | Tag::Participle | Tag::Have
            )
        })
    }

    /// The start of a phrase with a quoted name inside: "the ‘Sparkle’ groups".
    fn before_quotation(&self, first: usize) -> usize {
        let tokens = self.tokens();
        let closes = first >= 2
            && tokens[first - 1].tag == Tag::Punct
            && tokens[first - 2].quoted
            && !tokens[first - 1].quoted;
        if !closes {
            return first;
        }
        let open = (0..first - 1).rev().find(|index| !tokens[*index].quoted);
        match open {
            Some(open) if open > 0 && tokens[open - 1].tag.opens_noun_phrase() => {
                self.phrase_start(open - 1)
            }
            Some(open) => open,
            None => first,
        }
    }

    /// A phrase of people or things that ends right before the verb group.
    fn subject_ending(&self, last: usize, steps: usize) -> Subject {
        if steps == 0 {
            return Subject::Unknown;
        }
        let tokens = self.tokens();
        let people = self.people_ending(last);
        let first = people.map_or_else(|| self.phrase_start(last), |people| people.first);
        let first = self.before_quotation(first);
        if people.is_none() {
            // "A number told inspectors", "Its members feel": counted or counted in, and named before.
            if tokens[last].is(self.grammar.member) && !self.hangs_on(first) {
                return match self.antecedent(first, true) {
                    Some(who) => Subject::People(Actor {
                        first,
                        last,
                        weak: false,
                        ..who
                    }),
                    None => Subject::Unknown,
                };
            }
            if tokens[last].is(self.grammar.partitive) && !self.hangs_on(first) {
                return self.subject_pronoun(last, steps);
            }
        }
        let Some(before) = first.checked_sub(1) else {
            return people.map_or(Subject::Other, Subject::People);
        };
        match tokens[before].tag {
            Tag::Prep => {
                let Some(head) = before.checked_sub(1) else {
                    return people.map_or(Subject::Other, Subject::People);
                };
                self.above_preposition(head, people, last, steps)
            }
            // "Leaders, in agreement with parents, know" and the like stop here.
            Tag::To if tokens[before].tag == Tag::To && before > 0 => {
                self.above_preposition(before - 1, people, last, steps)
            }
            Tag::Verb | Tag::Participle | Tag::Ing | Tag::Have | Tag::Be => {
                self.above_verb(before, people, steps)
            }
            // "a school or AP are": things joined to what the subject's modifier names.
            Tag::Conj
                if people.is_none()
                    && before > 0
                    && matches!(tokens[before - 1].tag, Tag::Noun | Tag::Num) =>
            {
                let mut joined = before - 1;
                // "leaders across health, education and care".
                for _ in 0..MAX_STEPS {
                    let start = self.phrase_start(joined);
                    let list = start > 1
                        && !matches!(tokens[start].tag, Tag::Det | Tag::PossPron)
                        && tokens[start - 1].tag == Tag::Comma
                        && tokens[start - 2].tag == Tag::Noun;
                    if !list {
                        break;
                    }
                    joined = start - 2;
                }
                self.subject_ending(joined, steps.saturating_sub(1))
            }
            _ => people.map_or(Subject::Other, Subject::People),
        }
    }

    /// The subject when the phrase before the verb is the object of a preposition whose head ends at `head`.
    fn above_preposition(
        &self,
        head: usize,
        people: Option<Actor>,
        last: usize,
        steps: usize,
    ) -> Subject {
        let tokens = self.tokens();
        if steps == 0 {
            return Subject::Unknown;
        }
        match tokens[head].tag {
            Tag::Adv | Tag::Prep | Tag::To | Tag::Neg if head > 0 => {
                self.above_preposition(head - 1, people, last, steps.saturating_sub(1))
            }
            Tag::Noun | Tag::Num | Tag::Quant | Tag::Pron | Tag::Det
                if tokens[head].is(self.grammar.partitive)
                    || matches!(tokens[head].tag, Tag::Quant | Tag::Num) =>
            {
                // "the majority of parents", "many of the leaders": the people are inside.
                match people {
                    Some(people) => {
                        let first = self.phrase_start(head);
                        let few = people.few
                            || tokens[first..=head]
                                .iter()
                                .any(|token| token.is(self.grammar.few));
                        Subject::People(Actor {
                            first,
                            last,
                            few,
                            ..people
                        })
                    }
                    // "many of the remainder".
                    None if tokens[last].is(self.grammar.partitive) => {
                        match self.subject_pronoun(last, steps) {
                            Subject::People(who) => Subject::People(Actor {
                                first: self.phrase_start(head),
                                ..who
                            }),
                            other => other,
                        }
                    }
                    // "a number of older plans": things are counted.
                    None if tokens[last].tag == Tag::Noun
                        && !self.hangs_on(self.phrase_start(head)) =>
                    {
                        Subject::Other
                    }
                    // "a place on one of the courses": what the count hangs on.
                    None => self.subject_ending(head, steps.saturating_sub(1)),
                }
            }
            // "Voices for Families": a body by its name.
            Tag::Noun
                if tokens[head].capital
                    && tokens[last].capital
                    && let Some(group) = self.pack.lexicon.name_groups.get(&tokens[head].lemma) =>
            {
                Subject::People(Actor {
                    first: self.phrase_start(head),
                    last,
                    group: *group,
                    weak: false,
                    few: false,
                    elsewhere: None,
                })
            }
            Tag::Noun | Tag::Num => self.subject_ending(head, steps.saturating_sub(1)),
            Tag::Pron | Tag::Quant => self.subject_pronoun(head, steps),
            Tag::Punct if self.words_of_closing(head) => self.subject_after_bracket(head, steps),
            Tag::Verb | Tag::Participle | Tag::Ing | Tag::Adj | Tag::Adv | Tag::Be => {
                self.above_verb(head, people, steps)
            }
            _ => people.map_or(Subject::Other, Subject::People),
        }
    }

    /// The subject when what stands before the verb belongs to another verb at `verb`: a relative or
    /// participial modifier is climbed over; after a verb of its own clause the phrase is the subject.
    fn above_verb(&self, verb: usize, people: Option<Actor>, steps: usize) -> Subject {
        let tokens = self.tokens();
        let mut group = self.verb_group_start(verb);
        // "who want to work with": climb the chain of infinitives.
        while group >= 2 && tokens[group - 1].tag == Tag::To && tokens[group - 2].tag.is_verbal() {
            group = self.verb_group_start(group - 2);
        }
        let Some(before) = group.checked_sub(1) else {
            return people.map_or(Subject::Other, Subject::People);
        };
        let whose = tokens[before].tag == Tag::Noun && {
            let start = self.phrase_start(before);
            tokens[start].pos & pos::REL != 0 && start > 0
        };
        if whose {
            return self.antecedent_of_relative(self.phrase_start(before) - 1, steps);
        }
        let relative = tokens[before].tag == Tag::Rel
            || (tokens[before].tag == Tag::Noun
                && before > 0
                && tokens[before - 1].tag == Tag::Rel)
            || (tokens[before].tag == Tag::Noun
                && self.phrase_start(before) > 0
                && tokens[self.phrase_start(before) - 1].tag == Tag::Rel);
        if relative {
            let rel = if tokens[before].tag == Tag::Rel {
                before
            } else {
                self.phrase_start(before) - 1
            };
            return self.above_relative(rel, steps);
        }
        // "the capacity to meet the demand for places is": the noun that the infinitive hangs on.
        if tokens[before].tag == Tag::To
            && before > 0
            && tokens[before - 1].tag == Tag::Noun
            && !tokens[verb].is(self.grammar.clause_verb)
        {
            return self.subject_ending(before - 1, steps.saturating_sub(1));
        }
        // "the families inspectors met in the towns were".
        if tokens[verb].tag == Tag::Verb && tokens[before].is(self.grammar.hearer) {
            let start = self.phrase_start(before);
            if start > 0 && tokens[start - 1].tag == Tag::Noun {
                return self.subject_ending(start - 1, steps.saturating_sub(1));
            }
        }
        let reduced = matches!(tokens[verb].tag, Tag::Participle | Tag::Ing | Tag::Adj)
            && !tokens[group..verb]
                .iter()
                .any(|token| token.tag.is_finite());
        if reduced && matches!(tokens[before].tag, Tag::Noun) {
            return self.subject_ending(before, steps.saturating_sub(1));
        }
        // "those living in villages".
        if reduced && self.named_by_deed(before).is_some() {
            return self.subject_pronoun(before, steps);
        }
        // "who had grown used to it say".
        if matches!(tokens[before].tag, Tag::Participle | Tag::Ing) {
            return self.above_verb(before, people, steps.saturating_sub(1));
        }
        people.map_or(Subject::Other, Subject::People)
    }

    /// The subject of the clause in which the relative clause that begins at `rel` is a modifier:
    /// "parents of children who wait believe".
    fn above_relative(&self, rel: usize, steps: usize) -> Subject {
        let tokens = self.tokens();
        let Some(mut last) = rel.checked_sub(1) else {
            return Subject::Unknown;
        };
        // "with whom", "some of whom".
        if tokens[last].tag == Tag::Prep {
            let counts = last.checked_sub(1).is_some_and(|count| {
                matches!(tokens[count].tag, Tag::Quant | Tag::Num)
                    || tokens[count].is(self.grammar.partitive)
            });
            if counts {
                return self.counted_of_relative(last, steps);
            }
            match last.checked_sub(1) {
                Some(before) => last = before,
                None => return Subject::Unknown,
            }
        }
        if tokens[last].tag == Tag::Comma && last > 0 {
            last -= 1;
        }
        match self.antecedent_of_relative(last, steps) {
            Subject::People(people)
                if tokens[last].tag == Tag::Noun && self.hangs_on(people.first) =>
            {
                match self.subject_ending(last, steps.saturating_sub(1)) {
                    Subject::People(above) => Subject::People(above),
                    Subject::Other => Subject::Other,
                    Subject::Unknown => Subject::People(people),
                }
            }
            found => found,
        }
    }

    /// Whom "who" stands for, the phrase before it ending at `last`.
    fn antecedent_of_relative(&self, last: usize, steps: usize) -> Subject {
        let tokens = self.tokens();
        let last = if tokens[last].tag == Tag::Comma && last > 0 {
            last - 1
        } else {
            last
        };
        match tokens[last].tag {
            Tag::Pron | Tag::Quant | Tag::Det => {
                self.subject_pronoun(last, steps.saturating_sub(1))
            }
            // "parents whose children have been excluded, many of whom".
            Tag::Participle | Tag::Verb if steps > 0 => {
                self.above_verb(last, None, steps.saturating_sub(1))
            }
            _ => {
                if let Some(people) = self.people_ending(last) {
                    return Subject::People(people);
                }
                // "a group with keen members who": those of the body named before.
                if tokens[last].is(self.grammar.member) {
                    let first = self.phrase_start(last);
                    if let Some(body) = self.antecedent_of(first, true, false) {
                        return Subject::People(Actor {
                            first,
                            last,
                            weak: false,
                            ..body
                        });
                    }
                }
                // "a plan that describes": what is no person and no part of one does it itself.
                let of_people = tokens[last + 1..]
                    .iter()
                    .take(5)
                    .find(|token| token.pos & (pos::REL | pos::POSSPRON) != 0)
                    .is_some_and(|token| {
                        token.is(self.grammar.who) || token.pos & pos::POSSPRON != 0
                    });
                if !of_people && !tokens[last].is(self.grammar.partitive) {
                    return Subject::Other;
                }
                if steps == 0 {
                    Subject::Unknown
                } else {
                    self.subject_ending(last, steps.saturating_sub(1))
                }
            }
        }
    }

    /// "parents, many of whom are": how many of them stands before "of", who they are before that.
    fn counted_of_relative(&self, of: usize, steps: usize) -> Subject {
        let tokens = self.tokens();
        let Some(count) = of.checked_sub(1) else {
            return Subject::Unknown;
        };
        let counts = matches!(
            tokens[count].tag,
            Tag::Quant | Tag::Num | Tag::Pron | Tag::Adv
        ) || tokens[count].is(self.grammar.partitive);
        let first = self.phrase_start(count);
        match first.checked_sub(1) {
            Some(before) if counts => match self.antecedent_of_relative(before, steps) {
                Subject::People(who) => Subject::People(Actor {
                    first,
                    last: of + 1,
                    elsewhere: Some((self.index, who.first, who.last)),
                    ..who
                }),
                other => other,
            },
            _ => Subject::Unknown,
        }
    }

    /// "those who replied to the survey": those of the passage, or, if it names nobody, people who use
    /// the services.
    fn those_who(&self, at: usize) -> Option<Actor> {
        self.named_by_deed(at).map(|group| {
            // "Leaders have held events, but those who came felt": not they themselves.
            let named = self.antecedent_of(at, false, true).filter(|who| {
                who.group.side() != crate::facts::Side::Professional
                    || who
                        .elsewhere
                        .is_none_or(|(sentence, ..)| sentence != self.index)
            });
            Actor {
                first: at,
                last: at,
                group: group
                    .or(named.map(|who| who.group))
                    .unwrap_or(Group::Parents),
                weak: false,
                few: false,
                elsewhere: named.and_then(|who| who.elsewhere),
            }
        })
    }

    /// Whether "those who …" begins here, and the group that their deed tells: those who lead, those who
    /// teach.
    fn named_by_deed(&self, at: usize) -> Option<Option<Group>> {
        let tokens = self.tokens();
        let next = tokens.get(at + 1);
        let who = next.is_some_and(|next| next.is(self.grammar.who));
        // "those living in villages".
        let living = tokens[at].pos & pos::DET != 0
            && next.is_some_and(|next| next.tag == Tag::Ing && next.pos & pos::NOUN == 0);
        let those = matches!(tokens[at].tag, Tag::Pron | Tag::Det)
            && (who || living && tokens[at].is(self.grammar.those));
        those.then(|| {
            let verb = tokens[at + 1 + usize::from(who)..]
                .iter()
                .find(|token| token.tag != Tag::Adv);
            let does = |class| verb.is_some_and(|verb| verb.is(class));
            if does(self.grammar.leading) {
                Some(Group::Leaders)
            } else if does(self.grammar.serving) {
                Some(Group::Staff)
            } else {
                None
            }
        })
    }

    /// The comma that opens the aside ("…, however, …") which the comma at `close` ends.
    fn before_aside(&self, close: usize) -> Option<usize> {
        let tokens = self.tokens();
        if tokens[close].tag != Tag::Comma {
            return None;
        }
        (close.saturating_sub(5)..close)
            .rev()
            .find(|index| tokens[*index].tag == Tag::Comma)
            .filter(|open| {
                open + 1 < close
                    && tokens[open + 1..close]
                        .iter()
                        .all(|token| token.is(self.grammar.aside) || token.tag == Tag::Adv)
            })
    }

    /// Behind an aside between commas that begins at `at` ("…, for instance, …"), or `at`.
    pub(crate) fn past_aside(&self, at: usize) -> usize {
        let tokens = self.tokens();
        if tokens.get(at).is_none_or(|token| token.tag != Tag::Comma) {
            return at;
        }
        let close =
            (at + 1..(at + 5).min(tokens.len())).find(|index| tokens[*index].tag == Tag::Comma);
        match close {
            Some(close)
                if tokens[at + 1..close]
                    .iter()
                    .all(|token| token.is(self.grammar.aside) || token.tag == Tag::Adv) =>
            {
                close + 1
            }
            _ => at,
        }
    }

    /// A pronoun or bare quantifier before the verb group.
    fn subject_pronoun(&self, at: usize, _steps: usize) -> Subject {
        let tokens = self.tokens();
        let token = &tokens[at];
        let first = if at > 0 && matches!(tokens[at - 1].tag, Tag::Quant | Tag::Adv) {
            at - 1
        } else {
            at
        };
        let singular = token.is(self.grammar.singular_pronoun);
        let plural = token.is(self.grammar.plural_pronoun | self.grammar.partitive)
            || token.tag == Tag::Quant
            || (token.tag == Tag::Pron
                && token.pos & pos::DET != 0
                && token.end - token.start == 5);
        if !singular && !plural {
            return Subject::Other;
        }
        if let Some(who) = self.those_who(at) {
            return Subject::People(who);
        }
        let named = if singular || token.is(self.grammar.plural_pronoun) {
            self.antecedent(first, singular)
        } else {
            // "those", "many", "others" are never one body.
            self.antecedent_of(first, singular, true)
        };
        // "Of those who replied, a third were": told of before in the sentence.
        let named = named.or_else(|| (0..=at).rev().find_map(|index| self.those_who(index)));
        match named {
            Some(who) => {
                let few = token.is(self.grammar.few);
                Subject::People(Actor {
                    first: at,
                    last: at,
                    few,
                    weak: false,
                    ..who
                })
            }
            None => Subject::Unknown,
        }
    }

    /// Whom a pronoun at `at` stands for: the last subject of the sentence before it, or of the
    /// sentences before this one in the paragraph.
    pub(crate) fn antecedent(&self, at: usize, singular: bool) -> Option<Actor> {
        self.antecedent_of(at, singular, false)
    }

    /// Whose a feeling is that "their" tells of: the family's, where the passage has named them, for
    /// staff and leaders stand near it as those who cause it.
    pub(crate) fn antecedent_who_feels(&self, at: usize) -> Option<Actor> {
        let nearest = self.antecedent(at, false);
        // In the midst of a sentence it is told of its own subject.
        if at > 1 {
            return nearest;
        }
        if nearest.is_some_and(|who| who.group.side() == crate::facts::Side::Family) {
            return nearest;
        }
        (self.index.saturating_sub(NEAR)..=self.index)
            .rev()
            .find_map(|sentence| {
                self.people_of(sentence)
                    .into_iter()
                    .map(|(actor, _)| actor)
                    .filter(|actor| sentence < self.index || actor.last < at)
                    .rfind(|actor| actor.group.side() == crate::facts::Side::Family)
                    .map(|actor| Actor {
                        elsewhere: Some((sentence, actor.first, actor.last)),
                        ..actor
                    })
            })
            .or(nearest)
    }

    /// As [`Self::antecedent`]; `many` leaves out single bodies.
    fn antecedent_of(&self, at: usize, singular: bool, many: bool) -> Option<Actor> {
        let here = self.people_of(self.index).into_iter().rev();
        let fits = |actor: &Actor, sentence: usize| {
            let last = &self.sentences[sentence].tokens[actor.last];
            let is_plural = last.pos & pos::PLURAL != 0
                || last.is(self.grammar.collective)
                || actor.first != actor.last
                || last.pos & pos::NOUN == 0;
            if singular {
                let body = actor.group == Group::Leaders && !last.is(self.grammar.member)
                    || last.is(self.grammar.body)
                    || last.capital && last.pos & pos::NOUN != 0;
                body && (last.pos & pos::PLURAL == 0 || last.capital && actor.first != actor.last)
            } else if many {
                last.pos & pos::PLURAL != 0
                    || last.is(self.grammar.collective)
                    || !last.is(self.grammar.body)
                        && actor.group.side() == crate::facts::Side::Family
            } else {
                is_plural || actor.group.side() == crate::facts::Side::Family
            }
        };
        let before: Vec<(Actor, bool)> = here
            // "the children they describe": somebody else describes them.
            .filter(|(actor, _)| {
                let contact = actor.last + 1 == at
                    || actor.last + 2 == at && self.tokens()[at - 1].tag == Tag::Rel;
                actor.last < at && !contact && fits(actor, self.index)
            })
            .collect();
        let pick = before
            .iter()
            .find(|(_, subject)| *subject)
            .or(before.first());
        if let Some((actor, _)) = pick {
            return Some(Actor {
                elsewhere: Some((self.index, actor.first, actor.last)),
                ..*actor
            });
        }
        for sentence in (0..self.index).rev() {
            // "The forum has grown. It meets the board. Its members …": a pronoun passes it on.
            if let Some(passed) = self.opening_pronoun(sentence, singular) {
                let context = Context {
                    index: sentence,
                    ..*self
                };
                return context.antecedent_of(passed, singular, many);
            }
            let people = self.people_of(sentence);
            let fitting: Vec<_> = people
                .iter()
                .filter(|(actor, _)| fits(actor, sentence))
                .collect();
            if let Some((actor, _)) = fitting
                .iter()
                .find(|(_, subject)| *subject)
                .or(fitting.last())
            {
                return Some(Actor {
                    elsewhere: Some((sentence, actor.first, actor.last)),
                    ..*actor
                });
            }
        }
        None
    }

    /// The pronoun of the same number that a sentence begins with.
    fn opening_pronoun(&self, sentence: usize, singular: bool) -> Option<usize> {
        let class = if singular {
            self.grammar.singular_pronoun
        } else {
            self.grammar.plural_pronoun
        };
        let tokens = &self.sentences[sentence].tokens;
        let first = tokens
            .iter()
            .position(|token| !matches!(token.tag, Tag::Adv | Tag::Comma))?;
        let subject = tokens[first].is(class) && tokens[first].tag == Tag::Pron;
        (subject && sentence > 0).then_some(first)
    }

    /// The people named in a sentence of the paragraph, in order, with whether they are a subject.
    pub(crate) fn people_of(&self, sentence: usize) -> Vec<(Actor, bool)> {
        let context = Context {
            index: sentence,
            ..*self
        };
        let tokens = context.tokens();
        let mut people: Vec<(Actor, bool)> = Vec::new();
        for last in 0..tokens.len() {
            // "those who replied".
            if let Some(group) = context.named_by_deed(last) {
                let counted = last > 1
                    && tokens[last - 1].tag == Tag::Prep
                    && (tokens[last - 2].is(context.grammar.partitive)
                        || matches!(tokens[last - 2].tag, Tag::Quant | Tag::Num | Tag::Adv));
                let subject = counted || last == 0 || tokens[last - 1].tag != Tag::Prep;
                let those = Actor {
                    first: last,
                    last: last + 1,
                    group: group.unwrap_or(Group::Parents),
                    weak: false,
                    few: false,
                    elsewhere: None,
                };
                people.push((those, subject));
                continue;
            }
            let possessor = tokens
                .get(last + 1)
                .is_some_and(|next| next.tag == Tag::Poss);
            let head = tokens[last].tag == Tag::Noun
                && tokens
                    .get(last + 1)
                    .is_none_or(|next| next.tag != Tag::Noun);
            if !head
                || !tokens[last].is(context.pack.names.any_actor | context.grammar.member)
                    && !tokens[last].capital
            {
                continue;
            }
            if let Some(actor) = context.people_ending(last) {
                if actor.weak {
                    continue;
                }
                // "nine in ten pupils", "most of the parents": the people are the subject.
                let counted = actor.first > 1
                    && tokens[actor.first - 1].tag == Tag::Prep
                    && (tokens[actor.first - 2].is(context.grammar.partitive)
                        || matches!(tokens[actor.first - 2].tag, Tag::Quant | Tag::Num));
                let in_phrase = actor.first > 0
                    && !counted
                    && matches!(
                        tokens[actor.first - 1].tag,
                        Tag::Prep | Tag::To | Tag::Verb | Tag::Ing | Tag::Participle | Tag::Have
                    );
                people.retain(|(known, _)| known.last < actor.first || known.first > actor.last);
                people.push((actor, !in_phrase && !possessor));
            }
        }
        people
    }

    /// The subject that a verb after "and", "but" or a comma shares with an earlier verb.
    fn shared_subject(&self, at: usize, steps: usize) -> Subject {
        let tokens = self.tokens();
        // A parenthesis between commas: "Leaders, including those of the council, know".
        if tokens[at].tag == Tag::Comma && at >= 2 {
            let open = (0..at).rev().find(|index| tokens[*index].tag == Tag::Comma);
            // "They, and professionals, described": both are its subject.
            if let Some(open) = open
                && open > 0
                && tokens[open + 1].tag == Tag::Conj
                && let Some(joined) = self.people_ending(at - 1)
                && joined.first == open + 2
                && let Subject::People(first) = self.subject_before(open, steps.saturating_sub(1))
            {
                return Subject::People(Actor {
                    last: at - 1,
                    group: first.group.join(joined.group),
                    ..first
                });
            }
            if let Some(open) = open
                && open + 1 < at
                && (tokens[open + 1].is(self.grammar.parenthetical)
                    || tokens[open + 1].pos & pos::REL != 0
                    || tokens[open + 1].tag == Tag::Quant && tokens[open + 2].tag == Tag::Prep
                    || matches!(
                        tokens[open + 1].tag,
                        Tag::Prep | Tag::Rel | Tag::Participle | Tag::Ing | Tag::Adv | Tag::Have
                    ))
                && open > 0
            {
                return self.subject_before(open, steps.saturating_sub(1));
            }
            // "parents caring day and night, week after week, spoke": an aside has no verb, and what
            // stands before it is the subject. "and, in consequence, is".
            if let Some(open) = open
                && open > 0
                && open + 1 < at
                && !tokens[open + 1..at]
                    .iter()
                    .any(|token| token.tag.is_verbal() || token.tag == Tag::Conj)
            {
                let before = match tokens[open - 1].tag {
                    Tag::Conj => self.shared_subject(open - 1, steps.saturating_sub(1)),
                    _ => self.subject_before(open, steps.saturating_sub(1)),
                };
                if let Subject::People(_) = before {
                    return before;
                }
            }
        }
        // "… that demand has risen and were grateful": a plural verb has no singular subject.
        let plural = tokens[at + 1..]
            .iter()
            .find(|token| !matches!(token.tag, Tag::Adv | Tag::Neg))
            .is_some_and(|verb| {
                verb.is(self.grammar.plural_verb)
                    || verb.tag == Tag::Verb && verb.pos & pos::BASE != 0
            });
        // "They describe talks that are frank, and feel respected": the comma ends the relative clause.
        let closed = at > 0 && tokens[at].tag == Tag::Conj && tokens[at - 1].tag == Tag::Comma;
        let mut inside = None;
        let mut index = at;
        while index > 0 {
            index -= 1;
            if tokens[index].tag == Tag::Punct
                && !tokens[index].quoted
                && tokens[index].end - tokens[index].start != 3
            {
                let mark_only = tokens[index].pos == pos::PUNCT;
                if mark_only && index + 1 < at && self.is_strong_break(index) {
                    return inside.unwrap_or(Subject::Unknown);
                }
            }
            if tokens[index].tag.is_finite()
                && !tokens
                    .get(index + 1)
                    .is_some_and(|next| next.tag.is_finite() && next.tag != Tag::Verb)
            {
                let group = self.verb_group_start(index);
                if group > 0 && tokens[group - 1].tag == Tag::To {
                    index = group - 1;
                    continue;
                }
                let singular = group
                    .checked_sub(1)
                    .is_some_and(|before| tokens[before].pos & pos::PLURAL == 0);
                let relative = group > 0 && tokens[group - 1].tag == Tag::Rel;
                match self.subject_before(group, steps.saturating_sub(1)) {
                    found if closed && relative && inside.is_none() => inside = Some(found),
                    Subject::Unknown => {}
                    Subject::Other if plural && singular => {}
                    found => return found,
                }
                // A verb that shares its subject in turn has looked at all that stands before it.
                if group > 0 && matches!(tokens[group - 1].tag, Tag::Conj | Tag::Comma) {
                    return inside.unwrap_or(Subject::Unknown);
                }
            }
        }
        inside.unwrap_or(Subject::Unknown)
    }

    fn is_strong_break(&self, index: usize) -> bool {
        // Semicolons and colons end what a subject may be shared over; brackets and quotes do not.
        let tokens = self.tokens();
        tokens[index].end - tokens[index].start == 1
            && tokens
                .get(index + 1)
                .is_some_and(|next| next.start > tokens[index].end)
            && index > 0
            && tokens[index - 1].end == tokens[index].start
    }

    /// Who is to do what an infinitive says: its own "for" phrase, or the subject of the verb above.
    fn infinitive_subject(&self, to: usize, steps: usize) -> Subject {
        let tokens = self.tokens();
        let Some(mut at) = to.checked_sub(1) else {
            return Subject::Unknown;
        };
        // Skip "enough", "not", adjectives and the noun that the infinitive hangs on.
        for _ in 0..MAX_STEPS {
            match tokens[at].tag {
                Tag::Adv | Tag::Neg | Tag::Adj | Tag::Conj | Tag::Comma => {}
                Tag::Noun => {
                    if let Some(people) = self.people_ending(at)
                        && !people.weak
                    {
                        return Subject::People(people);
                    }
                    at = self.phrase_start(at);
                }
                Tag::Verb
                | Tag::Ing
                | Tag::Participle
                | Tag::Be
                | Tag::Have
                | Tag::Do
                | Tag::Modal => {
                    let group = self.verb_group_start(at);
                    return self.subject_before(group, steps.saturating_sub(1));
                }
                Tag::Prep | Tag::Det | Tag::Quant | Tag::PossPron | Tag::Poss => {}
                _ => return Subject::Unknown,
            }
            let Some(next) = at.checked_sub(1) else {
                return Subject::Unknown;
            };
            at = next;
        }
        Subject::Unknown
    }
}
