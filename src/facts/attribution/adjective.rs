//! Adjectives and participles: "are anxious", "find these delays upsetting".

use super::{Finder, Match, REACH};
use crate::facts::{CueClass, Group, Valence};
use crate::grammar::Tag;
use crate::grammar::phrase::Actor;
use crate::pack::lexicon::pos;
use crate::pack::schema::CueEntry;

impl<'a> Finder<'a, '_> {
    pub(super) fn adjective(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let tokens = self.tokens();
        let grammar = self.grammar();
        if cue.class == CueClass::Experience {
            // How somebody fares counts with "feel" alone, which asks for its complement itself.
            return None;
        }
        if !cue.with.is_empty() && !self.follows(at, cue, 4) {
            return None;
        }
        // "get clear advice": the adjective describes a thing.
        if tokens[at].tag == Tag::Adj
            && tokens
                .get(at + 1)
                .is_some_and(|next| matches!(next.tag, Tag::Noun | Tag::Adj))
        {
            return None;
        }
        if let Some(actor) = self.adjunct(at, cue) {
            return Some(Self::found(cue, at, at, actor, "adjunct"));
        }
        // Walk left over adverbs and joined adjectives to the verb.
        let mut verb = at.checked_sub(1)?;
        loop {
            // "are, even so, anxious".
            if tokens[verb].tag == Tag::Comma
                && let Some(open) = (verb.saturating_sub(4)..verb)
                    .rev()
                    .find(|index| tokens[*index].tag == Tag::Comma)
                && open > 0
                && tokens[open - 1].tag == Tag::Be
            {
                verb = open - 1;
            }
            let token = &tokens[verb];
            let skip = matches!(token.tag, Tag::Adv | Tag::Neg)
                // "are far from confident".
                || token.is(grammar.negator) && !token.tag.is_verbal()
                // "are the most dissatisfied".
                || token.tag == Tag::Det && tokens[verb + 1].is(grammar.most)
                || matches!(token.tag, Tag::Conj | Tag::Comma)
                    && verb > 0
                    && (matches!(tokens[verb - 1].tag, Tag::Adj | Tag::Participle)
                        || self.is_adjective_cue(verb - 1))
                || (token.tag == Tag::Adj || token.tag == Tag::Verb && self.is_adjective_cue(verb))
                    && !token.is(grammar.copula)
                    && tokens
                        .get(verb + 1)
                        .is_some_and(|t| matches!(t.tag, Tag::Conj | Tag::Comma));
            if !skip || verb == 0 {
                break;
            }
            verb -= 1;
        }
        // "Parents, confused and upset, ring a helpline".
        if tokens[verb].tag == Tag::Comma
            && verb > 0
            && cue.class == CueClass::Emotion
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.tag == Tag::Comma)
            && let Some(actor) = self.context.people_ending(verb - 1)
            && !actor.weak
        {
            return Some(Self::found(cue, at, at, actor, "apposition"));
        }
        let mut shares = false;
        // "were positive about schools but frustrated by delays": the verb of the adjective before.
        if tokens[verb].tag == Tag::Conj
            && let Some(shared) = self.shared_copula(verb)
        {
            verb = shared;
            shares = true;
        }
        let copula = tokens[verb].tag == Tag::Be
            || tokens[verb].is(grammar.copula) && tokens[verb].tag.is_verbal()
            // "are left frustrated".
            || tokens[verb].is(grammar.leave)
                && !tokens[verb].is(grammar.find)
                && tokens[verb].tag == Tag::Participle
                && self.with_be(verb) != verb;
        if copula {
            let group = self.context.verb_group_start(verb);
            let dative = tokens[at].pos & pos::ING != 0 || tokens[at].tag == Tag::Ing;
            if dative {
                // "For families, the process is confusing".
                let actor = self.holder_after(at + 1).or_else(|| {
                    self.fronted_people(grammar.holder)
                        .filter(|actor| !actor.weak)
                })?;
                // "can be confusing for parents to find": an experience told as a fact.
                let to_do = tokens
                    .get(actor.last + 1)
                    .is_some_and(|next| next.tag == Tag::To);
                return (!to_do).then(|| Self::found(cue, verb, at, actor, "is frustrating for"));
            }
            // "continue to be frustrated", "are more likely to be satisfied" state it.
            let infinitive = group > 0
                && tokens[group - 1].tag == Tag::To
                && !tokens[..group - 1]
                    .iter()
                    .rev()
                    .find(|token| token.tag != Tag::Adv)
                    .is_some_and(|token| token.is(grammar.raising));
            // "not afraid to say", "anxious to help": a readiness, not a feeling about services.
            if tokens.get(at + 1).is_some_and(|next| next.tag == Tag::To)
                && cue.class == CueClass::Emotion
                && !tokens
                    .get(at + 2)
                    .is_some_and(|verb| verb.is(grammar.reaction))
            {
                return None;
            }
            let actor = if tokens[verb].tag == Tag::Ing {
                self.subject_of(verb)?
            } else {
                self.people(group)?
            };
            // "As far as parents are concerned".
            let as_far = actor.first > 1
                && self.is_word(&tokens[actor.first - 1], "as")
                && self.is_word(&tokens[actor.first - 2], "far");
            if as_far {
                return None;
            }
            // "it is not clear which": nobody's.
            let impersonal = tokens[actor.last].is(grammar.singular_pronoun)
                && cue.class == CueClass::Knowledge
                && tokens
                    .get(at + 1)
                    .is_some_and(|next| matches!(next.tag, Tag::Sub | Tag::Rel | Tag::Det));
            let bare = cue.class == CueClass::Emotion
                && tokens
                    .get(at + 1)
                    .is_none_or(|next| matches!(next.tag, Tag::Punct | Tag::Comma));
            // "children who are anxious": which children are meant.
            let restrictive = bare
                && group > 1
                && tokens[group - 1].tag == Tag::Rel
                && tokens[group - 2].tag == Tag::Noun;
            // "know whom to ask when they are worried": as often as they may be.
            let whenever = bare
                && tokens[actor.last].tag == Tag::Pron
                && actor.first > 0
                && ["when", "whenever", "if"]
                    .iter()
                    .any(|word| self.is_word(&tokens[actor.first - 1], word));
            if impersonal || restrictive || whenever {
                return None;
            }
            let weak = actor.weak
                && (cue.class == CueClass::Knowledge || tokens[actor.last].pos & pos::PLURAL == 0);
            if infinitive
                || weak
                || cue.class == CueClass::Knowledge && self.is_skill(at, &actor)
                || cue.class == CueClass::Knowledge && !self.knowledge_adjective(at, &actor)
            {
                return None;
            }
            let first = if shares { at } else { verb };
            return Some(Self::found(cue, first, at, actor, "be + adjective"));
        }
        // "leaves parents anxious", "find these delays upsetting".
        self.object_complement(at, cue)
    }

    /// "Frustrated by delays, some parents …", "Leaders, aware of these gaps, have …": whose state is told
    /// beside what they do.
    fn adjunct(&self, at: usize, cue: &CueEntry) -> Option<Actor> {
        let tokens = self.tokens();
        let complement = tokens
            .get(at + 1)
            .is_some_and(|next| matches!(next.tag, Tag::Prep | Tag::Sub | Tag::To));
        let class = matches!(
            cue.class,
            CueClass::Emotion | CueClass::Knowledge | CueClass::Belief
        );
        if !complement || !class {
            return None;
        }
        let mut first = at;
        while first > 0 && tokens[first - 1].tag == Tag::Adv {
            first -= 1;
        }
        // "relieved to have found a place": an infinitive is no verb of a clause.
        let parts = |index: usize| {
            tokens[index].tag == Tag::Punct
                || tokens[index].tag.is_finite() && tokens[index - 1].tag != Tag::To
        };
        // "Aware that too few were trained, the council": a clause of its own may stand between.
        let with_clause = first == 0
            && tokens
                .get(at + 1)
                .is_some_and(|that| that.tag == Tag::Sub && that.is(self.grammar().that));
        let close = (at + 1..tokens.len())
            .filter(|index| tokens[*index].tag == Tag::Comma)
            .find(|index| {
                !with_clause
                    || self
                        .context
                        .people_starting(*index + 1)
                        .is_some_and(|who| !who.weak)
            })
            .filter(|close| with_clause || !(at + 1..*close).any(parts));
        let actor = match first.checked_sub(1) {
            None => self.context.people_starting(close? + 1)?,
            Some(comma) if tokens[comma].tag == Tag::Comma => close
                .and_then(|_| self.context.people_ending(comma.checked_sub(1)?))
                .or_else(|| self.trailing(at, comma, cue))?,
            Some(_) => return None,
        };
        (!actor.weak).then_some(actor)
    }

    /// "Families go to court, convinced that this is the only way": whose state is told behind what they do.
    fn trailing(&self, at: usize, comma: usize, cue: &CueEntry) -> Option<Actor> {
        let tokens = self.tokens();
        let next = tokens.get(at + 1)?;
        // "a plan, clear about the risks" may be the plan.
        let of_people = next.tag == Tag::Sub
            || self.is_word(next, "of")
            || next.tag == Tag::Prep && cue.class == CueClass::Emotion;
        let listed = matches!(
            tokens[comma.checked_sub(1)?].tag,
            Tag::Adj | Tag::Participle
        );
        let verb = (0..comma)
            .rev()
            .take_while(|index| !matches!(tokens[*index].tag, Tag::Punct | Tag::Sub | Tag::Rel))
            .find(|index| tokens[*index].tag.is_finite())?;
        (of_people && !listed)
            .then(|| self.people(self.context.verb_group_start(verb)))
            .flatten()
    }

    /// The copula and its adjective that "and" or "but" at `conj` joins another adjective to.
    fn shared_copula(&self, conj: usize) -> Option<usize> {
        let tokens = self.tokens();
        let be = (0..conj)
            .rev()
            .take_while(|index| {
                !matches!(
                    tokens[*index].tag,
                    Tag::Punct | Tag::Comma | Tag::Sub | Tag::Rel | Tag::Verb | Tag::Have
                )
            })
            .find(|index| tokens[*index].tag == Tag::Be)?;
        (be + 1..conj)
            .find(|index| tokens[*index].tag != Tag::Adv)
            .is_some_and(|adjective| self.is_adjective_cue(adjective))
            .then_some(be)
    }

    pub(super) fn knowledge_adjective(&self, at: usize, actor: &Actor) -> bool {
        let tokens = self.tokens();
        match tokens.get(at + 1).map(|next| next.tag) {
            Some(Tag::Prep | Tag::Sub | Tag::Rel | Tag::Det) => {
                // "knowledgeable about the support available to children".
                let head = (at + 2..tokens.len())
                    .take_while(|index| tokens[*index].tag.opens_noun_phrase())
                    .filter(|index| tokens[*index].tag == Tag::Noun)
                    .last();
                let services = head.is_some_and(|head| tokens[head].is(self.grammar().systems));
                services || !(actor.group == Group::Staff && self.names_day_work(at + 2, 5))
            }
            Some(Tag::To) => {
                tokens.get(at + 2).is_some_and(|next| next.tag != Tag::Verb)
                    && !(actor.group == Group::Staff && self.names_day_work(at + 2, 5))
            }
            // "are accessible and knowledgeable": what staff are like.
            _ => actor.group != Group::Staff,
        }
    }

    pub(super) fn object_complement(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let tokens = self.tokens();
        let grammar = self.grammar();
        let mut index = at;
        for _ in 0..REACH {
            index = index.checked_sub(1)?;
            let token = &tokens[index];
            if token.is(grammar.leave) && token.tag.is_verbal() {
                if token.is(grammar.find) {
                    let actor = self.subject_of(index)?;
                    // "find the calls reassuring": a judgement.
                    let class = match cue.valence {
                        Valence::Positive => CueClass::Appraisal,
                        _ if cue.class == CueClass::Knowledge => CueClass::Appraisal,
                        _ => cue.class,
                    };
                    return Some(Match {
                        class,
                        ..Self::found(cue, index, at, actor, "find … adjective")
                    });
                }
                // "what makes them anxious": what is known of somebody.
                if index > 0 && tokens[index - 1].is(grammar.object_relative) {
                    return None;
                }
                let mut before = at - 1;
                while before > index && matches!(tokens[before].tag, Tag::Adv | Tag::Ing) {
                    before -= 1;
                }
                let actor = self.context.people_ending(before).or_else(|| {
                    tokens[before]
                        .is(grammar.plural_pronoun)
                        .then(|| self.context.antecedent(before, false))
                        .flatten()
                        .map(|who| Actor {
                            first: before,
                            last: before,
                            ..who
                        })
                })?;
                return Some(Self::found(cue, at, at, actor, "leave … adjective"));
            }
            if !matches!(
                token.tag,
                Tag::Noun
                    | Tag::Adv
                    | Tag::Det
                    | Tag::Quant
                    | Tag::PossPron
                    | Tag::Conj
                    | Tag::Comma
                    | Tag::Adj
                    | Tag::Pron
                    | Tag::Poss
                    | Tag::Ing
                    | Tag::Prep
            ) {
                return None;
            }
        }
        None
    }
}
