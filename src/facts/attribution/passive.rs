//! Verbs in the passive: "is valued by parents", "These gaps are known to leaders".

use super::{Finder, Match, PASSIVE};
use crate::facts::{CueClass, Group, Side};
use crate::grammar::Tag;
use crate::pack::lexicon::pos;
use crate::pack::schema::{CueEntry, CueObject};

impl<'a> Finder<'a, '_> {
    /// A participle that is no part of a perfect tense: whose it is stands behind.
    pub(super) fn passive(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let tokens = self.tokens();
        let grammar = self.grammar();
        let token = &tokens[at];
        if let Some(found) = self.known_to(at, cue) {
            return Some(found);
        }
        let actor = self.agent(at)?;
        let group = self.context.verb_group_start(at);
        // "Inspectors were told by parents that".
        // "Leaders have been told by young people that".
        let hears = || {
            self.people(group)
                .is_some_and(|who| who.group.side() == Side::Professional)
                && actor.group.side() == Side::Family
                && tokens
                    .get(actor.last + 1)
                    .is_some_and(|that| that.tag == Tag::Sub && that.is(grammar.that))
        };
        if cue.object == CueObject::Hearer
            && group > 0
            && (tokens[group - 1].is(grammar.hearer) || hears())
        {
            return (!actor.weak).then(|| Self::found(cue, self.with_be(at), at, actor, PASSIVE));
        }
        // "would not be accepted by": a decision.
        if cue.class == CueClass::Knowledge
            && tokens[group..at]
                .iter()
                .any(|token| token.tag == Tag::Modal)
        {
            return None;
        }
        // "children are identified by", "are welcomed by": the day's work.
        let whom = self.people(group);
        if cue.object == CueObject::NamedState && whom.is_some()
            || cue.object == CueObject::Thing
                && whom.is_some_and(|whom| {
                    whom.group.side() == Side::Family && !self.is_of_things(&whom)
                })
        {
            return None;
        }
        // "Complaints are acknowledged by officers".
        if group
            .checked_sub(1)
            .is_some_and(|head| self.is_one_of(&tokens[head], &cue.unless))
        {
            return None;
        }
        // "This view is shared by".
        if cue.object == CueObject::Shared
            && !group
                .checked_sub(1)
                .is_some_and(|head| self.is_one_of(&tokens[head], &cue.with))
        {
            return None;
        }
        // "Gains are not shared by all schools": had in common, not told.
        // "The charter was agreed by all schools": decided.
        if cue.class == CueClass::Report && token.is(grammar.sharing | grammar.agreeing) {
            return None;
        }
        // "is considered by parents to be unfair".
        let to_be = cue.class == CueClass::Belief
            && tokens
                .get(actor.last + 1)
                .is_some_and(|next| next.tag == Tag::To);
        if to_be && !actor.weak {
            return Some(Self::found(cue, self.with_be(at), at, actor, PASSIVE));
        }
        if matches!(
            cue.object,
            CueObject::Hearer
                | CueObject::Clause
                | CueObject::That
                | CueObject::Judged
                | CueObject::Called
        ) || (cue.class == CueClass::Knowledge && actor.group == Group::Staff)
            || cue.class == CueClass::Knowledge && actor.weak && tokens[actor.first].tag != Tag::Det
        {
            return None;
        }
        let first = self.with_be(at);
        Some(Self::found(cue, first, at, actor, PASSIVE))
    }

    /// "These gaps are known to leaders", "is widely believed among parents". What "is not known to families"
    /// tells of the service, and of nobody’s account.
    fn known_to(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let tokens = self.tokens();
        if !matches!(cue.class, CueClass::Knowledge | CueClass::Belief) {
            return None;
        }
        let next = tokens.get(at + 1)?;
        let to = matches!(next.tag, Tag::To | Tag::Prep)
            && (next.pos & pos::TO != 0 && cue.class == CueClass::Knowledge
                || next.is(self.grammar().among));
        let actor = to.then(|| self.context.people_starting(at + 2)).flatten()?;
        // "children who are known to the team": people are known otherwise.
        let of_people = self.people(self.context.verb_group_start(at)).is_some();
        let group = self.context.verb_group_start(at);
        let knows = cue.class == CueClass::Belief && actor.group.side() == Side::Family
            || actor.group == Group::Leaders
                && tokens[..group]
                    .iter()
                    // "How many wait is not known to them".
                    .any(|head| {
                        matches!(head.tag, Tag::Noun | Tag::Sub)
                            && head.is(self.grammar().state_object)
                    });
        (knows && !actor.weak && !of_people)
            .then(|| Self::found(cue, self.with_be(at), at, actor, "passive + to"))
    }
}
