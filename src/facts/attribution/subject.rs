//! Whose a predicate is: its subject, its agent, or who is said to have it.

use super::{Finder, REACH};
use crate::facts::Side;
use crate::grammar::Tag;
use crate::grammar::phrase::Actor;
use crate::grammar::subject::Subject;
use crate::pack::lexicon::pos;

impl Finder<'_, '_> {
    /// Whose the verb group is, when it is people's.
    pub(super) fn people(&self, group: usize) -> Option<Actor> {
        match self.context.subject(group) {
            Subject::People(actor) => Some(actor),
            Subject::Other | Subject::Unknown => None,
        }
    }

    /// The subject of a verb of any form: finite, after "to", or a participle.
    pub(super) fn subject_of(&self, at: usize) -> Option<Actor> {
        let tokens = self.tokens();
        let group = self.context.verb_group_start(at);
        if tokens[at].tag == Tag::Ing && !tokens[group..at].iter().any(|t| t.tag.is_finite()) {
            return self.participle_subject(group);
        }
        // "Having identified the gap, leaders …".
        if group < at && tokens[group].pos & pos::ING != 0 {
            return self.participle_subject(group);
        }
        self.people(group)
    }

    /// "families feeling", "…, reporting that", "examples of not feeling".
    pub(super) fn participle_subject(&self, group: usize) -> Option<Actor> {
        let tokens = self.tokens();
        let Some(before) = group.checked_sub(1) else {
            // "Feeling let down, many of them have …": the subject follows.
            let comma = tokens.iter().position(|token| token.tag == Tag::Comma)?;
            // "a number of them": those of the sentence before.
            if let Some(pronoun) = (comma + 1..comma + 5)
                .filter_map(|index| tokens.get(index).map(|token| (index, token)))
                .take_while(|(_, token)| !token.tag.is_finite())
                .find(|(_, token)| token.is(self.grammar().plural_pronoun))
            {
                return self.context.antecedent(0, false).map(|who| Actor {
                    first: comma + 1,
                    last: pronoun.0,
                    ..who
                });
            }
            return self.context.people_starting(comma + 1).or_else(|| {
                let verb =
                    (comma + 1..tokens.len()).find(|index| tokens[*index].tag.is_finite())?;
                self.people(self.context.verb_group_start(verb))
            });
        };
        match tokens[before].tag {
            Tag::Noun => self
                .context
                .people_ending(before)
                .or_else(|| {
                    // "opportunities for parents with young children feeling …"
                    self.people(group)
                })
                // "young people come to reviews feeling prepared".
                .or_else(|| {
                    let verb = (0..before)
                        .rev()
                        .take_while(|index| !matches!(tokens[*index].tag, Tag::Punct | Tag::Sub))
                        .find(|index| tokens[*index].tag.is_finite())?;
                    self.people(self.context.verb_group_start(verb))
                        .filter(|who| !who.weak)
                }),
            Tag::Pron | Tag::Quant => self.people(group),
            // "Families report being in crisis, feeling that …": as the verb before.
            Tag::Comma => self
                .people(group)
                // "Young people, feeling unheard in school, turn to".
                .or_else(|| self.context.people_ending(before.checked_sub(1)?))
                .or_else(|| {
                    let verb = (0..before).rev().find(|index| {
                        tokens[*index].tag.is_finite()
                            && !tokens[*index].is(self.grammar().participle_auxiliary)
                    })?;
                    self.people(self.context.verb_group_start(verb))
                }),
            Tag::Conj => {
                // "being ignored and feeling": what the earlier participle has.
                let earlier = (0..before)
                    .rev()
                    .find(|index| tokens[*index].tag == Tag::Ing)?;
                // "leaving families without answers and feeling let down".
                if tokens[earlier].is(self.grammar().leave) {
                    return self.context.people_starting(earlier + 1);
                }
                self.participle_subject(self.context.verb_group_start(earlier))
                    .or_else(|| self.people(group))
            }
            Tag::Prep | Tag::To => {
                let verb = (0..before)
                    .rev()
                    .find(|index| tokens[*index].tag.is_finite())?;
                self.people(self.context.verb_group_start(verb))
            }
            // "are left feeling", "reported feeling".
            Tag::Participle | Tag::Verb => self.people(self.context.verb_group_start(before)),
            _ => None,
        }
    }

    /// The people behind "by" after a participle.
    pub(super) fn agent(&self, at: usize) -> Option<Actor> {
        let tokens = self.tokens();
        for index in at + 1..(at + 1 + REACH + 3).min(tokens.len()) {
            let token = &tokens[index];
            if token.is(self.grammar().by) {
                return self
                    .context
                    .people_starting(index + 1)
                    .or_else(|| self.counted_alone(index + 1));
            }
            if matches!(token.tag, Tag::Punct | Tag::Sub | Tag::Rel) || token.tag.is_finite() {
                return None;
            }
        }
        None
    }

    /// "is seen by some as": those who are counted, named before.
    fn counted_alone(&self, at: usize) -> Option<Actor> {
        let tokens = self.tokens();
        let alone = tokens.get(at)?.tag == Tag::Quant
            && tokens[at].is(self.grammar().partitive)
            && tokens.get(at + 1).is_none_or(|next| {
                !next.tag.opens_noun_phrase() && next.tag != Tag::Prep || self.is_word(next, "as")
            });
        let who = alone
            .then(|| self.context.antecedent(at, false))
            .flatten()?;
        Some(Actor {
            first: at,
            last: at,
            ..who
        })
    }

    /// People behind "for", "to" or "among" within reach of a predicate.
    pub(super) fn holder_after(&self, from: usize) -> Option<Actor> {
        let tokens = self.tokens();
        let grammar = self.grammar();
        for index in from..(from + REACH).min(tokens.len()) {
            let token = &tokens[index];
            if token.is(grammar.holder)
                && token.tag == Tag::Prep
                && let Some(actor) = self.context.people_starting(index + 1)
            {
                return (!actor.weak).then_some(actor);
            }
            if matches!(token.tag, Tag::Punct | Tag::Sub | Tag::Rel) || token.tag.is_finite() {
                return None;
            }
        }
        None
    }

    pub(super) fn is_perfect(&self, at: usize) -> bool {
        let tokens = self.tokens();
        let group = self.context.verb_group_start(at);
        let helpers = &tokens[group..at];
        let have = helpers.iter().any(|token| token.tag == Tag::Have);
        let passive = helpers.iter().any(|token| token.pos & pos::BE != 0);
        // "…, have told us and shared": the helper stands before an earlier participle.
        let shared =
            helpers.is_empty() && group > 1 && matches!(tokens[group - 1].tag, Tag::Conj) && {
                let earlier = (0..group - 1)
                    .rev()
                    .take(6)
                    .find(|index| tokens[*index].tag == Tag::Participle);
                earlier.is_some_and(|earlier| self.is_perfect(earlier))
            };
        have && !passive || shared
    }

    pub(super) fn is_passive(&self, at: usize) -> bool {
        !self.is_perfect(at) && self.agent(at).is_some()
    }

    /// The first token of "is highly valued".
    pub(super) fn with_be(&self, at: usize) -> usize {
        let tokens = self.tokens();
        let group = self.context.verb_group_start(at);
        (group..at)
            .find(|index| tokens[*index].pos & pos::BE != 0)
            .unwrap_or(at)
    }

    /// After "to", or joined by "and" to a verb that is.
    pub(super) fn is_infinitive(&self, at: usize) -> bool {
        let tokens = self.tokens();
        let group = self.context.verb_group_start(at);
        let Some(before) = group.checked_sub(1) else {
            return false;
        };
        match tokens[before].tag {
            // "have come to believe", "continue to report": the infinitive is the statement.
            Tag::To => !tokens[..before]
                .iter()
                .rev()
                .find(|token| token.tag != Tag::Adv)
                .is_some_and(|token| token.is(self.grammar().raising)),
            // "Teachers, who used to ring the office, say": of an aside.
            Tag::Comma
                if tokens[..before]
                    .iter()
                    .rposition(|token| token.tag == Tag::Comma)
                    .is_some_and(|open| tokens[open + 1].tag == Tag::Rel) =>
            {
                false
            }
            Tag::Conj | Tag::Comma if tokens[at].pos & pos::BASE != 0 => (0..before)
                .rev()
                .find(|index| tokens[*index].tag.is_verbal())
                .is_some_and(|verb| tokens[verb].tag == Tag::Verb && self.is_infinitive(verb)),
            _ => false,
        }
    }

    /// "Pupils feel that teachers do not grasp why": what staff know, say or feel by the family's account is
    /// part of the account.
    pub(super) fn is_told_by_family(&self, at: usize, actor: &Actor) -> bool {
        if actor.group.side() != Side::Professional || actor.first >= at {
            return false;
        }
        let tokens = self.tokens();
        // ", and leaders know this": told by the letter again.
        let mark = |index: &usize| {
            matches!(tokens[*index].tag, Tag::Sub | Tag::Punct)
                || tokens[*index].tag == Tag::Conj
                    && (*index + 1 == actor.first || tokens[*index - 1].tag == Tag::Comma)
        };
        let opened = (1..actor.first).rev().find(mark);
        if opened.is_some_and(|mark| tokens[mark].tag == Tag::Conj) {
            return false;
        }
        let contact = || {
            let verb = actor.first.checked_sub(1)?;
            let tells = tokens[verb].tag == Tag::Verb
                && tokens[verb].is(self.context.pack.names.cue)
                && tokens[verb].is(self.grammar().clause_verb);
            let teller = tells.then(|| self.subject_of(verb)).flatten()?;
            (teller.group.side() == Side::Family && !teller.weak).then_some(teller)
        };
        self.reporter(at).or_else(contact).is_some()
    }
}
