//! Verbs of saying, thinking and knowing, and their passives.

use super::{Finder, Match, PASSIVE, REACH};
use crate::facts::{CueClass, Group, Side};
use crate::grammar::phrase::{Actor, Context};
use crate::grammar::subject::Subject;
use crate::grammar::{Tag, Token};
use crate::pack::lexicon::pos;
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
        if token.tag == Tag::Participle {
            let perfect = self.is_perfect(at);
            if !perfect {
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
                    return (!actor.weak)
                        .then(|| Self::found(cue, self.with_be(at), at, actor, PASSIVE));
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
                if cue.class == CueClass::Report && token.is(grammar.sharing) {
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
                    || cue.class == CueClass::Knowledge
                        && actor.weak
                        && tokens[actor.first].tag != Tag::Det
                {
                    return None;
                }
                let first = self.with_be(at);
                return Some(Self::found(cue, first, at, actor, PASSIVE));
            }
        }
        if cue.passive_only {
            return None;
        }
        let group = self.context.verb_group_start(at);
        let infinitive = self.is_infinitive(at);
        let actor = self.subject_of(at)?;
        // "what they say will go no further", "what the child enjoys": the object, not an account; but
        // "What parents value most is".
        // "proud of what they have done and value": a verb of the sentence.
        if actor.first > 1
            && actor.last + 1 == group
            && tokens[actor.first - 1].is(grammar.object_relative)
            && matches!(cue.class, CueClass::Report | CueClass::Appraisal)
        {
            return None;
        }
        // "find out what children think": asked for, and not told; but "What parents think is".
        let asked = actor.first > 1
            && tokens[actor.first - 1].is(grammar.object_relative)
            && cue.class == CueClass::Belief
            && tokens
                .get(at + 1)
                .is_none_or(|next| matches!(next.tag, Tag::Punct | Tag::Comma | Tag::Conj));
        if asked {
            return None;
        }
        // "the way in which they explain orders": how the work is done.
        if cue.class == CueClass::Report
            && actor.first > 1
            && tokens[actor.first - 1].tag == Tag::Rel
            && self.is_word(&tokens[actor.first - 2], "in")
        {
            return None;
        }
        // "are identifying the best approaches": the work goes on.
        if cue.object == CueObject::NamedState
            && token.tag == Tag::Ing
            && tokens[group..at].iter().any(|token| token.tag == Tag::Be)
        {
            return None;
        }
        // "to understand and meet children’s needs": the day's work.
        if cue.class == CueClass::Knowledge
            && tokens.get(at + 1).is_some_and(|next| next.tag == Tag::Conj)
            && tokens
                .get(at + 2)
                .is_some_and(|next| next.is(grammar.meeting))
            && self.names_day_work(at + 3, REACH)
        {
            return None;
        }
        // "without knowing that".
        if token.tag == Tag::Ing && tokens[group].pos & pos::PREP != 0 {
            return None;
        }
        if group > 0
            && tokens[group - 1].tag == Tag::Prep
            && tokens[at].tag == Tag::Ing
            && (matches!(cue.class, CueClass::Knowledge | CueClass::Report)
                // "in finding them a place".
                || cue.object == CueObject::Judged)
            && !self.falls_short(group, &actor)
        {
            return None;
        }
        // "one paediatrician who knew everything": what that one is like.
        if cue.class == CueClass::Knowledge
            && actor.group == Group::Staff
            && self.picks_out(group)
            && tokens[actor.last].pos & pos::PLURAL == 0
            && !tokens[actor.last].is(grammar.collective)
        {
            return None;
        }
        // "tells carers when they will be seen": told, and not known.
        let told = cue.class == CueClass::Knowledge
            && !cue.with.is_empty()
            && (tokens
                .get(at + 1)
                .is_some_and(|next| matches!(next.tag, Tag::Pron | Tag::Noun))
                || self.context.people_starting(at + 1).is_some());
        if told || self.is_case_told(at, cue, &actor) {
            return None;
        }
        // "Leaders have not explained the changes": who was not told, and no account.
        if cue.class == CueClass::Report
            && actor.group.side() == Side::Professional
            && self.lacks(at)
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.tag.opens_noun_phrase())
        {
            return None;
        }
        if self.is_handed_on(at, cue, &actor) {
            return None;
        }
        // "what staff know", "speak of the children": the day's work.
        if actor.group == Group::Staff
            && (cue.class == CueClass::Knowledge
                && actor.first > 0
                && tokens[actor.first - 1].is(grammar.object_relative)
                || cue.class == CueClass::Report
                    && !cue.with.is_empty()
                    && self.names_day_work(at + 1, 4))
        {
            return None;
        }
        // "Schools are welcoming": what they are like.
        if cue.class == CueClass::Appraisal
            && token.tag == Tag::Ing
            && tokens[group..at].iter().any(|token| token.tag == Tag::Be)
            && tokens
                .get(at + 1)
                .is_none_or(|next| !next.tag.opens_noun_phrase() && next.tag != Tag::Pron)
        {
            return None;
        }
        // "left not knowing how": an effect, not an account.
        if tokens[at].tag == Tag::Ing
            && cue.class == CueClass::Knowledge
            && actor.group.side() != Side::Professional
        {
            return None;
        }
        let impersonal = infinitive && tokens[actor.last].is(self.grammar().singular_pronoun);
        // "can say what they are working towards": an ability, not an account; but "could not tell
        // inspectors", "leaders can articulate why".
        if cue.class == CueClass::Report
            && cue.object != CueObject::Hearer
            && actor.group != Group::Leaders
            && tokens[group..at]
                .iter()
                .any(|token| token.tag == Tag::Modal)
        {
            return None;
        }
        if (cue.class == CueClass::Report || cue.object == CueObject::NamedState)
            && self.is_of_things(&actor)
        {
            return None;
        }
        // "Parents who shared their views", "those who complain": which parents are meant.
        if self.picks_out(group)
            && (matches!(cue.object, CueObject::Reportable | CueObject::Matter)
                // "Parents who spoke to inspectors about buses".
                || cue.class == CueClass::Report && tokens[at].tag == Tag::Verb && !cue.with.is_empty()
                || cue.class == CueClass::Report
                    && token.pos & pos::PAST == 0
                    && tokens[group - 2].is(grammar.those)
                    && !tokens[at + 1..].iter().any(|next| next.tag == Tag::Sub))
        {
            return None;
        }
        // "families who prefer to wait": which families are meant, and what they choose to do.
        if self.picks_out(group)
            && cue.class == CueClass::Appraisal
            && tokens.get(at + 1).is_some_and(|next| next.tag == Tag::To)
        {
            return None;
        }
        // "write about pupils with warmth": how staff speak of those they work with.
        if cue.class == CueClass::Appraisal
            && !cue.with.is_empty()
            && actor.group.side() == Side::Professional
            && self.is_about_family(at)
        {
            return None;
        }
        // "have somebody whom they trust": who that is, and not what is thought of services.
        if cue.class == CueClass::Emotion
            && actor.first > 1
            && tokens[actor.first - 1].is(grammar.who)
            && (tokens[actor.first - 2].tag == Tag::Pron
                || tokens[actor.first - 2].is(grammar.person))
        {
            return None;
        }
        // "see the child as an individual": how one child is met.
        if cue.class == CueClass::Belief
            && !cue.with.is_empty()
            && actor.group.side() == Side::Professional
            && self
                .context
                .people_starting(at + 1)
                .is_some_and(|seen| seen.group == Group::Children)
        {
            return None;
        }
        let hypothetical = cue.class == CueClass::Knowledge
            && tokens[group..at].iter().any(|token| {
                token.tag == Tag::Modal && token.is(self.grammar().hypothetical_modal)
            });
        if impersonal || hypothetical && actor.group.side() == Side::Professional {
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

    /// "respected when they describe a bad day", "when leaders evaluate a scheme": what may happen at some time,
    /// and is not said to have happened.
    fn is_case_told(&self, at: usize, cue: &CueEntry, actor: &Actor) -> bool {
        let tokens = self.tokens();
        let says = cue.class == CueClass::Report && cue.object != CueObject::Hearer;
        let Some(when) = actor.first.checked_sub(1) else {
            return false;
        };
        (says || cue.object == CueObject::NamedState)
            && tokens[when].tag == Tag::Sub
            && tokens[when].is(self.grammar().condition)
            && tokens[at].tag == Tag::Verb
            && tokens[at].pos & pos::PAST == 0
            && !self.lacks(at)
            // "a meeting where parents say".
            && (!self.is_word(&tokens[when], "where")
                || when
                    .checked_sub(1)
                    .is_none_or(|before| tokens[before].tag != Tag::Noun))
    }

    /// "report absence to the council", "reports its figures to the board": what services hand on.
    fn is_handed_on(&self, at: usize, cue: &CueEntry, actor: &Actor) -> bool {
        let tokens = self.tokens();
        let hands = cue.class == CueClass::Report
            && actor.group.side() == Side::Professional
            && (cue.object == CueObject::Some || self.is_word(&tokens[at], "report"))
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.tag.opens_noun_phrase() || next.tag == Tag::Ing);
        let to = tokens[at + 1..]
            .iter()
            .take(REACH)
            .take_while(|token| {
                !token.tag.is_finite() && !matches!(token.tag, Tag::Punct | Tag::Sub | Tag::Comma)
            })
            .position(|token| token.tag == Tag::To || token.pos & pos::TO != 0)
            .map(|distance| at + 1 + distance);
        hands
            && to.is_some_and(|to| {
                !tokens
                    .get(to + 1)
                    .is_some_and(|who| who.is(self.grammar().hearer))
                    && tokens[to + 1..].iter().take(3).any(|who| {
                        who.is(self.context.pack.names.any_actor) || who.is(self.grammar().body)
                    })
            })
    }

    /// Whether "of" or "about" near the verb names children or families, and no body of theirs.
    fn is_about_family(&self, at: usize) -> bool {
        let tokens = self.tokens();
        (at + 1..(at + 5).min(tokens.len()))
            .take_while(|index| !tokens[*index].tag.is_finite())
            .find(|index| {
                tokens[*index].tag == Tag::Prep
                    && ["of", "about"]
                        .iter()
                        .any(|word| self.is_word(&tokens[*index], word))
            })
            .and_then(|prep| {
                let them = tokens.get(prep + 1)?.is(self.grammar().object_pronoun);
                if !them {
                    return self.context.people_starting(prep + 1);
                }
                // "Staff know the children and write about them": others than those who write.
                self.context
                    .people_of(self.context.index)
                    .into_iter()
                    .rfind(|(who, subject)| who.last < at && !subject)
                    .map(|(who, _)| who)
            })
            .is_some_and(|who| {
                who.group.side() == Side::Family && !tokens[who.last].is(self.grammar().body)
            })
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

    /// "have not focused enough on understanding": what leaders are said not to have done for it.
    fn falls_short(&self, group: usize, actor: &Actor) -> bool {
        let tokens = self.tokens();
        actor.group == Group::Leaders
            && actor.last < group
            && !self.is_word(&tokens[group - 1], "without")
            && tokens[actor.last..group]
                .iter()
                .any(|token| token.is(self.grammar().negator))
    }

    /// "Plans are vague. They do not describe …", "Plans are vague, and they seldom mention": "they" are the
    /// things that the clause before is about.
    fn is_of_things(&self, actor: &Actor) -> bool {
        let tokens = self.tokens();
        // "Plans are shorter, and most say when".
        let counted =
            tokens[actor.last].tag == Tag::Quant && tokens[actor.last].is(self.grammar().partitive);
        if !counted && !tokens[actor.last].is(self.grammar().plural_pronoun) {
            return false;
        }
        let opens = tokens[..actor.first]
            .iter()
            .all(|token| matches!(token.tag, Tag::Adv | Tag::Comma));
        if !opens {
            // "Plans are of little use because they describe".
            // "Where guides exist, they are welcomed".
            let joined = matches!(
                tokens[actor.first - 1].tag,
                Tag::Conj | Tag::Sub | Tag::Comma
            ) && actor
                .elsewhere
                .is_some_and(|(sentence, ..)| sentence != self.context.index);
            return joined && Self::tells_of_things(self.context, actor.first);
        }
        self.context.index.checked_sub(1).is_some_and(|before| {
            let context = Context {
                index: before,
                ..*self.context
            };
            Self::tells_of_things(&context, context.tokens().len())
        })
    }

    /// Whether the first verb of a sentence, before `end`, has several things for its subject.
    fn tells_of_things(context: &Context<'_>, end: usize) -> bool {
        let tokens = context.tokens();
        let Some(verb) = tokens[..end].iter().position(|token| token.tag.is_finite()) else {
            return false;
        };
        let group = context.verb_group_start(verb);
        // "Older plans, in particular, are".
        let Some(head) = group
            .checked_sub(1)
            .and_then(|last| context.before_aside(last).unwrap_or(group).checked_sub(1))
        else {
            return false;
        };
        tokens[head].tag == Tag::Noun
            && tokens[head].pos & pos::PLURAL != 0
            && context.subject(head + 1) == Subject::Other
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
                    && matches!(self.tokens()[at + 1].tag, Tag::To | Tag::Prep)
                    && self.tokens()[at + 2].is(self.grammar().hearer)
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
                // "in as many years": no comparison to what something is seen as.
                let counts = token.tag == Tag::Prep
                    && self
                        .tokens()
                        .get(at + distance + 2)
                        .is_some_and(|next| matches!(next.tag, Tag::Quant | Tag::Adv));
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
