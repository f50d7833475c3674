//! Verbs of saying, thinking and knowing, and their passives.

use super::{Finder, Match, REACH};
use crate::facts::{CueClass, Group, Side};
use crate::grammar::phrase::Actor;
use crate::grammar::{Tag, Token};
use crate::pack::schema::{CueEntry, CueObject};

impl<'a> Finder<'a, '_> {
    pub(super) fn verb(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let tokens = self.tokens();
        let grammar = self.grammar();
        let token = &tokens[at];
        if !cue.with.is_empty() && cue.object != CueObject::Shared {
            let follows = self.follows(at, cue, REACH);
            if !follows {
                return None;
            }
        }
        if self.is_something_else(at, cue) {
            return None;
        }
        if cue.class == CueClass::Report
            && self.context.verb_group_start(at) == at
            && let Some(actor) = self.inverted(at)
        {
            return (!actor.weak).then(|| Self::found(cue, at, at, actor, "quotation + verb"));
        }
        if token.tag == Tag::Participle && !self.is_perfect(at) {
            return self.passive(at, cue);
        }
        if cue.passive_only {
            return None;
        }
        let group = self.context.verb_group_start(at);
        let infinitive = self.is_infinitive(at);
        let actor = self.subject_of(at)?;
        let impersonal = infinitive && tokens[actor.last].is(grammar.singular_pronoun);
        if impersonal || self.has_other_sense(at, cue, &actor) {
            return None;
        }
        // "The team does not know which plans are late".
        let team = cue.class == CueClass::Knowledge
            && tokens[actor.last].is(grammar.team)
            && tokens[group..at]
                .iter()
                .any(|token| token.is(grammar.negator));
        if actor.weak
            && !team
            && !matches!(
                cue.class,
                CueClass::Appraisal | CueClass::Report | CueClass::Belief
            )
        {
            return None;
        }
        // "are keen to stress that", "are eager to share their views": they do; they wish to.
        let ready = infinitive
            && cue.class == CueClass::Report
            && !matches!(cue.object, CueObject::Reportable | CueObject::Matter)
            && self.is_ready(group);
        if infinitive && cue.class != CueClass::Knowledge && !ready {
            return None;
        }
        // "Patience, the forum warns, is finite".
        if cue.class == CueClass::Report && self.is_comment(at, &actor)
            || matches!(cue.class, CueClass::Report | CueClass::Knowledge)
                && self.is_as_comment(at, &actor)
        {
            return (!actor.weak).then(|| Self::found(cue, at, at, actor, "comment clause"));
        }
        let last = self.object(at, cue, &actor)?;
        // "enables officers to identify concerns": what others make them able to do.
        let enabled = cue.object == CueObject::NamedState && actor.last + 2 == group;
        if infinitive && !ready && (enabled || !self.knows_in_infinitive(group, &actor)) {
            return None;
        }
        let (first, last) = if cue.object == CueObject::Hearer {
            (at, last)
        } else {
            (at, at)
        };
        Some(Self::found(
            cue,
            first,
            last,
            actor,
            if infinitive {
                "subject + to"
            } else {
                "subject + verb"
            },
        ))
    }

    /// "This upsets many parents", "delays frustrate families": the object feels.
    pub(super) fn affect(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let tokens = self.tokens();
        let grammar = self.grammar();
        if tokens[at].tag == Tag::Participle && !self.is_perfect(at) {
            return None;
        }
        let actor = self.context.people_starting(at + 1)?;
        let possessor = tokens
            .get(actor.last + 1)
            .is_some_and(|next| next.tag == Tag::Poss);
        // "people may upset children": somebody's deed, not a state of services.
        let group = self.context.verb_group_start(at);
        // "know what could frighten them": what is known of somebody; but "What upsets parents is".
        let asked = (1..group.max(1))
            .rev()
            .take(5)
            .take_while(|index| !matches!(tokens[*index].tag, Tag::Punct | Tag::Noun))
            .any(|index| tokens[index].is(grammar.object_relative));
        if asked {
            return None;
        }
        let by_people = self.people(group).is_some_and(|who| !who.weak);
        (!actor.weak && !possessor && !by_people)
            .then(|| Self::found(cue, at, at, actor, "affect + object"))
    }

    /// "Leaders use data to identify …" says what they know; "meet to identify" of a day's work does not,
    /// and neither does what others do for them.
    pub(super) fn knows_in_infinitive(&self, to: usize, actor: &Actor) -> bool {
        actor.group.side() == Side::Professional && actor.group == Group::Leaders && actor.last < to
    }

    /// Whether "to" before the verb group hangs on a word that says how readily somebody speaks.
    fn is_ready(&self, group: usize) -> bool {
        let tokens = self.tokens();
        group > 1
            && tokens[group - 1].tag == Tag::To
            && tokens[group - 2].is(self.grammar().ready)
            && tokens[..group - 2]
                .iter()
                .rev()
                .find(|token| !matches!(token.tag, Tag::Adv | Tag::Neg | Tag::Prep))
                .is_some_and(|verb| verb.tag == Tag::Be)
    }

    /// Whether a relative clause that says which people are meant has the verb group: "parents who spoke".
    pub(super) fn picks_out(&self, group: usize) -> bool {
        let tokens = self.tokens();
        group > 1
            && tokens[group - 1].tag == Tag::Rel
            && matches!(tokens[group - 2].tag, Tag::Noun | Tag::Quant | Tag::Pron)
    }

    /// "report to the board", "enjoy good relationships": what stands behind makes it something else.
    fn is_something_else(&self, at: usize, cue: &CueEntry) -> bool {
        if cue.unless.is_empty() {
            return false;
        }
        let tokens = self.tokens();
        // "the office to which they report".
        if self
            .put_first(at)
            .is_some_and(|prep| self.is_one_of(prep, &cue.unless))
        {
            return true;
        }
        let mut index = at + 1;
        while tokens.get(index).is_some_and(|next| next.tag == Tag::Adv) {
            index += 1;
        }
        if tokens.get(index).is_none() {
            return false;
        }
        // "reported to inspectors that".
        if tokens
            .get(index + 1)
            .is_some_and(|hearer| hearer.is(self.grammar().hearer))
        {
            return false;
        }
        let mut head = index;
        while (tokens[head].tag.opens_noun_phrase() || tokens[head].tag == Tag::Poss)
            && tokens
                .get(head + 1)
                .is_some_and(|next| next.tag.opens_noun_phrase() || next.tag == Tag::Poss)
        {
            head += 1;
        }
        self.is_one_of(&tokens[index], &cue.unless) || self.is_one_of(&tokens[head], &cue.unless)
    }

    /// The preposition of a verb that stands before its relative: "the delays of which parents spoke".
    fn put_first(&self, at: usize) -> Option<&'a Token> {
        let tokens = self.tokens();
        let rel = (0..self.context.verb_group_start(at))
            .rev()
            .take(REACH)
            .take_while(|index| !tokens[*index].tag.is_verbal())
            .find(|index| tokens[*index].tag == Tag::Rel)?;
        // "two of whom speak Polish": the relative is the subject.
        if rel + 1 == self.context.verb_group_start(at) {
            return None;
        }
        let prep = &tokens[rel.checked_sub(1)?];
        matches!(prep.tag, Tag::Prep | Tag::To).then_some(prep)
    }

    pub(super) fn follows(&self, at: usize, cue: &CueEntry, reach: usize) -> bool {
        if cue.class == CueClass::Report
            && self
                .put_first(at)
                .is_some_and(|prep| self.is_one_of(prep, &cue.with))
        {
            return true;
        }
        self.tokens()
            .iter()
            .skip(at + 1)
            .take(reach)
            .take_while(|token| token.tag != Tag::Punct)
            .enumerate()
            .find_map(|(distance, token)| {
                let found = self.is_one_of(token, &cue.with);
                // "hold the team in high regard": the object stands between; "speak of them highly" is near.
                let adverbs_only = self.tokens()[at + 1..at + 1 + distance]
                    .iter()
                    .all(|token| token.tag == Tag::Adv);
                // "spoke to inspectors about", "spoke with us at length about".
                let heard = distance >= 2
                    && self.is_told_to_inspectors(at)
                    && !self.tokens()[at + 3..at + 1 + distance]
                        .iter()
                        .any(|token| token.tag.is_finite());
                // "rate the nursery highly": its object stands between.
                let rated = cue.class == CueClass::Appraisal
                    && self.tokens()[at + 1..at + 1 + distance]
                        .iter()
                        .all(|token| token.tag.opens_noun_phrase() || token.tag == Tag::Poss);
                let near = adverbs_only
                    || rated
                    || heard
                    || token.tag != Tag::Prep && (distance < 3 || token.tag == Tag::Noun)
                    || cue.class == CueClass::Belief
                    // "credit the club with".
                    || cue.class == CueClass::Appraisal && token.tag == Tag::Prep;
                // "in as many years", "as well as": no comparison to what something is seen as; "as more open" is.
                let mut behind = self
                    .tokens()
                    .iter()
                    .skip(at + distance + 2)
                    .map(|next| next.tag);
                let counts = token.tag == Tag::Prep
                    && match behind.next() {
                        Some(Tag::Quant) => true,
                        Some(Tag::Adv) => behind.next() != Some(Tag::Adj),
                        _ => false,
                    };
                if found && !counts {
                    return Some(near);
                }
                // "spoke to 40 of them": another preposition takes over; "talked to inspectors about" goes on.
                let hearer = self
                    .tokens()
                    .get(at + distance + 2)
                    .is_some_and(|next| next.is(self.grammar().hearer));
                (token.tag == Tag::To && cue.class == CueClass::Report && !hearer).then_some(false)
            })
            .unwrap_or(false)
    }
}
