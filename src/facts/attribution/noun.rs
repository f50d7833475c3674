//! Nouns: "parents’ frustration", "have confidence", "concerns raised by carers".

use super::{Finder, Match, REACH};
use crate::facts::{CueClass, Group, Side, Valence};
use crate::grammar::phrase::Actor;
use crate::grammar::{Tag, Token};
use crate::pack::lexicon::pos;
use crate::pack::schema::{CueEntry, CueKind, CueObject};

impl<'a> Finder<'a, '_> {
    pub(super) fn noun(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        if !self.is_feeling_of(at) {
            return self.noun_itself(at, cue);
        }
        // "a sense of frustration": the noun behind tells it; "a sense of belonging": how they fare.
        let mut behind = at + 2..(at + 6).min(self.tokens().len());
        let noun = behind
            .clone()
            .find(|index| self.tokens()[*index].tag == Tag::Noun);
        if noun.is_some_and(|noun| self.cues(noun).any(|other| other.kind == CueKind::Noun)) {
            return None;
        }
        let found = self.noun_itself(at, cue)?;
        let treatment = behind.any(|index| {
            self.cues(index)
                .any(|other| other.kind == CueKind::Adjective && other.treatment)
        });
        Some(Match {
            class: CueClass::Experience,
            treatment,
            ..found
        })
    }

    /// "a sense of", "the feeling of": the noun only says how much of something there is.
    fn is_feeling_of(&self, at: usize) -> bool {
        let tokens = self.tokens();
        let of = |token: &Token| token.tag == Tag::Prep && self.is_word(token, "of");
        tokens[at].is(self.grammar().measure) && tokens.get(at + 1).is_some_and(of)
    }

    fn noun_itself(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let negative = cue.class == CueClass::Emotion && cue.valence == Valence::Negative;
        // "NHS trusts": what people put in others has no plural.
        if cue.class == CueClass::Emotion
            && cue.valence == Valence::Positive
            && self.tokens()[at].pos & pos::PLURAL != 0
        {
            return None;
        }
        // "have ambitious ideas", "have pictures of the room": one idea is known, many are had.
        if cue.class == CueClass::Knowledge
            && cue.light_only
            && self.tokens()[at].pos & pos::PLURAL != 0
        {
            return None;
        }
        // "Their self-evaluation, completed in May, names": what they have written.
        let tokens = self.tokens();
        if cue.class == CueClass::Knowledge
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.tag == Tag::Comma)
            && tokens
                .get(at + 2)
                .is_some_and(|next| next.tag == Tag::Participle)
        {
            return None;
        }
        if !negative && self.is_aim(at, cue.class == CueClass::Knowledge) {
            return None;
        }
        // "taken into account".
        if at > 0 && self.is_word(&tokens[at - 1], "into") {
            return None;
        }
        // "the council’s complaints process": a modifier.
        if self
            .tokens()
            .get(at + 1)
            .is_some_and(|next| next.tag == Tag::Noun)
        {
            return None;
        }
        if let Some(found) = self.given(at, cue).or_else(|| self.light_verb(at, cue)) {
            return Some(found);
        }
        if let Some(found) = self.possessive(at, cue) {
            return Some(found);
        }
        if cue.light_only {
            return None;
        }
        let tokens = self.tokens();
        if let Some(actor) = self.one_of(at) {
            return Some(Self::found(
                cue,
                at,
                self.noun_list_end(at),
                actor,
                "one of",
            ));
        }
        // "The view of many parents is that": as a view it counts with what it is.
        let one = tokens[at].pos & pos::PLURAL == 0;
        if let Some(actor) = self.holder_of(at)
            && (cue.with.is_empty() || one && self.opens_clause(actor.last.max(at), cue))
        {
            return Some(Self::found(
                cue,
                at,
                self.noun_list_end(at),
                actor,
                "noun + holder",
            ));
        }
        if !cue.with.is_empty() {
            return None;
        }
        // "Praise for the nurses comes mainly from carers".
        if let Some(actor) = self.comes_from(at) {
            return (!actor.weak).then(|| Self::found(cue, at, at, actor, "noun + comes from"));
        }
        // "Disappointment at this was voiced by parents", "the belief that … is held by many".
        if let Some(voiced) = (at + 1..(at + 2 * REACH).min(tokens.len())).find(|index| {
            tokens[*index].tag == Tag::Participle
                // "A course on stress is led by nurses".
                && !tokens[*index].is(self.grammar().cause)
                && cue.light.iter().any(|light| {
                    light == self.context.pack.lexicon.lemma_name(tokens[*index].lemma)
                })
        }) && let Some(actor) = self.agent(voiced)
        {
            return (!actor.weak).then(|| Self::found(cue, at, at, actor, "noun + voiced by"));
        }
        if negative && let Some(actor) = self.deterred(at) {
            return Some(Self::found(cue, at, at, actor, "caused"));
        }
        if matches!(cue.class, CueClass::Emotion | CueClass::Belief) {
            // "causes families distress".
            if at > 0
                && tokens[at - 1].tag == Tag::Noun
                && let Some(actor) = self.context.people_ending(at - 1)
                && !actor.weak
            {
                return Some(Self::found(
                    cue,
                    at,
                    self.noun_list_end(at),
                    actor,
                    "double object",
                ));
            }
            // "For many families, this is a source of anxiety"; not "the journey from first concern".
            let from = self
                .context
                .phrase_start(at)
                .checked_sub(1)
                .is_some_and(|from| self.is_word(&tokens[from], "from"));
            if !from
                && let Some(actor) =
                    self.fronted_people(self.grammar().holder | self.grammar().among)
                && actor.last < at
            {
                return Some(Self::found(
                    cue,
                    at,
                    self.noun_list_end(at),
                    actor,
                    "for …,",
                ));
            }
            if cue.class == CueClass::Emotion {
                return self.caused(at, cue);
            }
        }
        if cue.class == CueClass::Knowledge {
            return self.existing(at, cue);
        }
        None
    }

    /// Those from whom what is said or felt comes.
    fn comes_from(&self, at: usize) -> Option<Actor> {
        let tokens = self.tokens();
        let verb = (at + 1..(at + 2 * REACH).min(tokens.len()))
            .find(|index| tokens[*index].tag.is_finite())
            .filter(|verb| self.is_word(&tokens[*verb], "come"))?;
        let from = (verb + 1..tokens.len()).find(|index| tokens[*index].tag != Tag::Adv)?;
        self.is_word(&tokens[from], "from")
            .then(|| self.context.people_starting(from + 1))?
    }

    /// "Fear of refusal keeps families from asking": those whom the feeling holds back.
    fn deterred(&self, at: usize) -> Option<Actor> {
        let tokens = self.tokens();
        let of = tokens.get(at + 1)?;
        let verb = (at + 2..tokens.len()).find(|index| tokens[*index].tag.is_finite())?;
        let deters = at == self.context.phrase_start(at)
            && self.is_word(of, "of")
            && tokens[verb].is(self.grammar().deterring);
        let actor = deters
            .then(|| self.context.people_starting(verb + 1))
            .flatten()?;
        (!actor.weak && actor.group.side() == Side::Family).then_some(actor)
    }

    /// "Families’ experience is one of frustration": those whose experience it is.
    fn one_of(&self, at: usize) -> Option<Actor> {
        let tokens = self.tokens();
        let of = self.context.phrase_start(at).checked_sub(1)?;
        let be = of.checked_sub(2)?;
        let one = tokens[of].tag == Tag::Prep
            && tokens[be].tag == Tag::Be
            && self.is_word(&tokens[of - 1], "one");
        let last = be.checked_sub(1).filter(|_| one)?;
        self.context
            .people_ending(last)
            .or_else(|| {
                let start = self.context.phrase_start(last);
                let poss = (start..last).find(|index| tokens[*index].tag == Tag::Poss)?;
                self.context.people_ending(poss.checked_sub(1)?)
            })
            .filter(|actor| !actor.weak)
    }

    /// "In parents’ view, …", "From families’ perspective, …".
    fn is_put_first(&self, at: usize, start: usize) -> bool {
        let tokens = self.tokens();
        start == 1
            && tokens[0].tag == Tag::Prep
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.tag == Tag::Comma)
    }

    /// Whether "is that …" or "that …" stands behind `last`, by the words of `cue`; a modifier may come first.
    fn opens_clause(&self, last: usize, cue: &CueEntry) -> bool {
        let tokens = self.tokens();
        let mut behind = tokens[last + 1..].iter().take(REACH).skip_while(|token| {
            token.tag.opens_noun_phrase() || matches!(token.tag, Tag::Prep | Tag::Adv)
        });
        let mut next = behind.next();
        if next.is_some_and(|token| token.tag == Tag::Be) {
            next = behind.find(|token| token.tag != Tag::Adv);
        }
        next.is_some_and(|token| token.tag == Tag::Sub && self.is_one_of(token, &cue.with))
    }

    /// "gives leaders a clear understanding of".
    fn given(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let tokens = self.tokens();
        let start = self.context.phrase_start(at);
        if cue.class != CueClass::Knowledge
            || cue.light_only
            || !tokens[start].is(self.grammar().indefinite)
        {
            return None;
        }
        let actor = self.context.people_ending(start.checked_sub(1)?)?;
        let verb = actor.first.checked_sub(1)?;
        let gives = tokens[verb].is(self.grammar().giving) && tokens[verb].tag.is_verbal();
        let group = self.context.verb_group_start(verb);
        let infinitive = group > 0 && tokens[group - 1].tag == Tag::To;
        (gives && !infinitive && !actor.weak && actor.group == Group::Leaders)
            .then(|| Self::found(cue, start, at, actor, "given"))
    }

    /// "There is a deep understanding of …": nobody is named, so it is the partnership's.
    pub(super) fn existing(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let tokens = self.tokens();
        let start = self.context.phrase_start(at);
        let there = tokens[start.saturating_sub(4)..start]
            .iter()
            .any(|token| token.is(self.grammar().there));
        let of = tokens.get(at + 1).is_some_and(|next| next.tag == Tag::Prep);
        let actor = Actor {
            first: at,
            last: at,
            group: Group::Leaders,
            weak: false,
            few: false,
            elsewhere: None,
        };
        (there && of).then(|| Self::found(cue, at, at, actor, "there is"))
    }

    /// "improve staff’s knowledge", "develop their confidence": what an effort is for.
    pub(super) fn is_aim(&self, at: usize, even_done: bool) -> bool {
        let tokens = self.tokens();
        let start = self.context.phrase_start(at);
        let mut verb = start;
        while verb > 0
            && matches!(
                tokens[verb - 1].tag,
                Tag::Adv
                    | Tag::Noun
                    | Tag::Comma
                    | Tag::Conj
                    | Tag::Poss
                    | Tag::Adj
                    | Tag::PossPron
                    | Tag::Det
            )
        {
            verb -= 1;
        }
        verb.checked_sub(1)
            .map(|index| &tokens[index])
            .is_some_and(|token| {
                let done = matches!(token.tag, Tag::Verb | Tag::Participle)
                    && token.pos & pos::PAST != 0
                    && token.pos & pos::BASE == 0;
                let skill = self.grammar().growing;
                (token.is(self.grammar().improver)
                    || token.is(skill) && self.is_of_children(start, at))
                    && token.tag.is_verbal()
                    && (even_done || !done)
            })
    }

    /// Whether the phrase from `start` to `at` is children’s: "pupils’ confidence".
    fn is_of_children(&self, start: usize, at: usize) -> bool {
        let children = self.context.pack.names.family[1];
        let mut phrase = self.tokens()[start..at].windows(2);
        phrase.any(|pair| pair[1].tag == Tag::Poss && pair[0].is(children))
    }

    /// "have confidence", "express concerns", "gave examples".
    pub(super) fn light_verb(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let tokens = self.tokens();
        if cue.light.is_empty() {
            return None;
        }
        // "have their views sought": what others do for them; but "have no trust left".
        if tokens
            .get(at + 1)
            .is_some_and(|next| next.tag == Tag::Participle && !next.is(self.grammar().leave))
        {
            return None;
        }
        let mut start = self.context.phrase_start(at);
        // "have a weak grip and understanding".
        if start > 2 && tokens[start - 1].tag == Tag::Conj && tokens[start - 2].tag == Tag::Noun {
            start = self.context.phrase_start(start - 2);
        }
        // "have nothing but praise".
        if start > 2
            && tokens[start - 1].is(self.grammar().but)
            && tokens[start - 2].is(self.grammar().negator | self.grammar().few)
        {
            start -= 2;
        }
        let mut verb = start.checked_sub(1)?;
        // "growing in confidence".
        if tokens[verb].tag == Tag::Prep {
            verb = verb.checked_sub(1)?;
            // "express high levels of satisfaction", and not "hold a picture of parents' views".
            if tokens[verb].tag == Tag::Noun {
                if !tokens[verb].is(self.grammar().measure | self.grammar().partitive) {
                    return None;
                }
                verb = self.context.phrase_start(verb).checked_sub(1)?;
            }
        }
        // "communicated to inspectors a sense of frustration".
        if verb > 1
            && tokens[verb].is(self.grammar().hearer)
            && matches!(tokens[verb - 1].tag, Tag::To | Tag::Prep)
        {
            verb -= 2;
        }
        while verb > 0 && matches!(tokens[verb].tag, Tag::Adv | Tag::Neg) {
            verb -= 1;
        }
        let token = &tokens[verb];
        if !token.tag.is_verbal() {
            return None;
        }
        let lexicon = &self.context.pack.lexicon;
        let name = lexicon.lemma_name(token.lemma);
        let is_have = token.tag == Tag::Have && cue.light.iter().any(|light| light == "have");
        if !is_have && !cue.light.iter().any(|light| light == name) {
            return None;
        }
        if token.is(self.grammar().cause) && !is_have && cue.class == CueClass::Emotion {
            return None;
        }
        // "concerns raised by parents" has its own frame; here the subject acts.
        let left = token.is(self.grammar().leave);
        // "leave families in frustration" has its own frame; "are left with little confidence".
        if left && (token.tag != Tag::Participle || self.with_be(verb) == verb) {
            return None;
        }
        let actor = if token.tag == Tag::Participle && !left && !self.is_perfect(verb) {
            self.agent(verb)?
        } else {
            self.subject_of(verb)?
        };
        if self.is_no_account(at, verb, cue, &actor) {
            return None;
        }
        // "share their knowledge with families": it is handed on.
        if cue.class == CueClass::Knowledge
            && token.is(self.grammar().sharing)
            && (!tokens[start].is(self.grammar().indefinite)
                || actor.group != Group::Leaders && !cue.light_only)
        {
            return None;
        }
        // "have the knowledge and skills to help".
        let able = cue.class == CueClass::Knowledge
            && tokens.get(at + 1).is_some_and(|next| {
                next.tag == Tag::To
                    || next.tag == Tag::Conj
                        && tokens[at + 2..]
                            .iter()
                            .take(3)
                            .any(|next| next.tag == Tag::To)
            });
        if able {
            return None;
        }
        let infinitive = self.is_infinitive(verb);
        let skills = cue.class == CueClass::Knowledge
            && actor.group == Group::Staff
            && tokens.get(at + 1).is_none_or(|next| next.tag != Tag::Prep);
        // "providers voiced frustration": services speak through their people.
        let weak = actor.weak
            && (is_have
                || cue.class != CueClass::Emotion
                || tokens[actor.last].pos & pos::PLURAL == 0);
        if weak || skills || infinitive && cue.class != CueClass::Knowledge {
            return None;
        }
        if cue.class == CueClass::Knowledge
            && actor.group == Group::Staff
            && self.names_day_work(at + 1, 5)
        {
            return None;
        }
        // "describe their frustrations": the verb is a cue of its own.
        let own_cue = self
            .cues(verb)
            .any(|other| other.kind == CueKind::Verb && other.object == CueObject::Any);
        Some(Self::found(
            cue,
            if own_cue { at } else { verb },
            self.noun_list_end(at),
            actor,
            "light verb",
        ))
    }

    /// "can raise concerns", "parents who have concerns", "when parents raise concerns": what may be;
    /// "share concerns about a child", "grow in confidence", "the confidence to try": work and skill.
    fn is_no_account(&self, at: usize, verb: usize, cue: &CueEntry, actor: &Actor) -> bool {
        let tokens = self.tokens();
        let grammar = self.grammar();
        let group = self.context.verb_group_start(verb);
        let behind = tokens.get(self.noun_list_end(at) + 1);
        if cue.class != CueClass::Emotion {
            return false;
        }
        if cue.valence == Valence::Positive {
            let skill = self.is_word(&tokens[at], "confidence");
            let grows = tokens[verb].is(grammar.growing) && self.reporter(verb).is_none();
            let staff = actor.group.side() == Side::Professional;
            let object =
                behind.is_some_and(|next| next.tag == Tag::Sub || self.is_word(next, "in"));
            return grows && !object
                || skill
                    && staff
                    && tokens[at + 1..(at + 5).min(tokens.len())]
                        .iter()
                        .take_while(|next| next.tag != Tag::Punct)
                        .any(|next| next.tag == Tag::To);
        }
        let may = tokens[group..verb]
            .iter()
            .any(|token| token.tag == Tag::Modal)
            && tokens[group..verb]
                .iter()
                .all(|token| !token.is(grammar.negator));
        let opens = actor.first.checked_sub(1).is_some_and(|sub| {
            tokens[sub].tag == Tag::Sub
                && tokens[sub].is(grammar.condition)
                && (sub == 0 || tokens[sub - 1].tag != Tag::Noun)
        });
        let present = tokens[verb].pos & (pos::BASE | pos::HAVE) != 0;
        let start = self.context.phrase_start(at);
        let to_others = actor.group.side() == Side::Professional
            && !matches!(tokens[start].tag, Tag::Det | Tag::PossPron)
            && tokens[verb].is(grammar.sharing)
            && !behind.is_some_and(|next| next.is(grammar.that))
            && !tokens[at..]
                .iter()
                .take(REACH)
                .any(|token| token.is(grammar.hearer));
        // "raise concerns with schools": the day's work.
        let with_others = actor.group.side() == Side::Professional
            && behind.is_some_and(|next| next.tag == Tag::Prep && self.is_word(next, "with"))
            && self
                .context
                .people_starting(self.noun_list_end(at) + 2)
                .is_some();
        let told = !matches!(tokens[verb].tag, Tag::Have);
        with_others
            || may && told
            || opens && present
            || self.picks_out(group) && present
            || to_others
    }

    /// "parents’ frustration", "their concerns", "parental anxiety".
    pub(super) fn possessive(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let tokens = self.tokens();
        let mut start = self.context.phrase_start(at);
        // "Their view is that": no modifier may part it from its clause.
        let views = cue.with.is_empty()
            || tokens
                .get(at + 1)
                .is_some_and(|next| matches!(next.tag, Tag::Be | Tag::Sub))
                && self.opens_clause(at, cue)
            || self.is_put_first(at, start);
        if cue.light_only || !views {
            return None;
        }
        // "families’ sense of frustration": it stands with the noun that measures.
        if let Some(measure) = start.checked_sub(2)
            && tokens[measure].tag == Tag::Noun
            && self.is_feeling_of(measure)
        {
            start = self.context.phrase_start(measure);
        }
        // "parental views and concerns": the possessor stands with the first noun.
        if start >= 2 && tokens[start - 1].tag == Tag::Conj && tokens[start - 2].tag == Tag::Noun {
            start = self.context.phrase_start(start - 2);
        }
        let day_work = |actor: &Actor| {
            cue.class == CueClass::Knowledge
                && actor.group == Group::Staff
                && (self.names_day_work(at + 1, 4) || !self.is_of_services(at))
        };
        for index in (start..at).rev() {
            let token = &tokens[index];
            if token.tag == Tag::Poss && index > 0 {
                let actor = self
                    .context
                    .people_ending(index - 1)
                    .or_else(|| self.possessive_list(index, start))?;
                // "parents’ and carers’ trust": both possessors.
                let first = (start..index)
                    .find(|first| tokens[*first].is(self.context.pack.names.any_actor))
                    .unwrap_or(actor.first);
                // A children’s trust is an organisation.
                let organisation = cue.valence == Valence::Positive
                    && actor.group == Group::Children
                    && tokens.get(at + 1).is_none_or(|next| next.tag != Tag::Prep);
                // "each child’s routines and fears": what is known of a child.
                let one_child = actor.group == Group::Children
                    && (tokens[index - 1].pos & pos::PLURAL == 0
                        && tokens[index - 1].tag == Tag::Noun
                        || self.is_condition(at, &actor));
                if day_work(&actor) || organisation || one_child {
                    return None;
                }
                return Some(Self::found(
                    cue,
                    at,
                    self.noun_list_end(at),
                    Actor {
                        first: actor.first.min(first),
                        last: index,
                        ..actor
                    },
                    "possessive",
                ));
            }
            // "Its knowledge of the schools", "In its view": a body’s.
            let its = token.tag == Tag::PossPron
                && self.is_word(token, "its")
                && matches!(cue.class, CueClass::Knowledge | CueClass::Belief);
            if token.is(self.grammar().plural_possessive) || its {
                let actor = match cue.class {
                    CueClass::Emotion => self.context.antecedent_who_feels(index)?,
                    _ => self.context.antecedent(index, its)?,
                };
                // "help children to manage their anxiety": theirs, not the helper's.
                let nearest = self
                    .context
                    .people_of(self.context.index)
                    .into_iter()
                    .map(|(who, _)| who)
                    .rfind(|who| who.last < index);
                if day_work(&actor)
                    || self.is_condition(at, &actor)
                    || nearest.is_some_and(|who| self.is_condition(at, &who))
                {
                    return None;
                }
                return Some(Self::found(
                    cue,
                    at,
                    self.noun_list_end(at),
                    Actor {
                        first: index,
                        last: index,
                        ..actor
                    },
                    "their",
                ));
            }
            if token.is(self.grammar().actor_adjective) {
                let group = if token.is(self.context.pack.names.family[1]) {
                    Group::Children
                } else {
                    Group::Parents
                };
                let actor = Actor {
                    first: index,
                    last: index,
                    group,
                    weak: false,
                    few: false,
                    elsewhere: None,
                };
                return Some(Self::found(
                    cue,
                    at,
                    self.noun_list_end(at),
                    actor,
                    "adjective",
                ));
            }
        }
        None
    }

    /// Whether what staff understand is how services stand: "their understanding of the offer", and not
    /// "their knowledge of the community".
    fn is_of_services(&self, at: usize) -> bool {
        let tokens = self.tokens();
        let grammar = self.grammar();
        tokens[at + 1..]
            .iter()
            .take_while(|token| !token.tag.is_finite() && token.tag != Tag::Punct)
            .take(REACH)
            .any(|token| token.is(grammar.systems | grammar.state_object))
    }

    /// "pupils who mask their anxiety at school": what a child lives with, and no view of services.
    fn is_condition(&self, at: usize, actor: &Actor) -> bool {
        let about = self
            .tokens()
            .get(at + 1)
            .is_some_and(|next| self.is_word(next, "about"));
        actor.group == Group::Children
            && self.tokens()[at].is(self.grammar().condition_of_child)
            && !about
    }

    pub(super) fn possessive_list(&self, poss: usize, start: usize) -> Option<Actor> {
        let tokens = self.tokens();
        let names = &self.context.pack.names;
        let first = (start..poss).find(|index| tokens[*index].is(names.any_actor))?;
        self.context.people_ending(first).map(|actor| Actor {
            last: poss - 1,
            ..actor
        })
    }

    /// "frustration and distress": the last of joined emotion nouns.
    pub(super) fn noun_list_end(&self, at: usize) -> usize {
        let tokens = self.tokens();
        let joined = tokens.get(at + 1).is_some_and(|next| next.tag == Tag::Conj)
            && tokens.get(at + 2).is_some()
            && self.cues(at + 2).any(|cue| cue.kind == CueKind::Noun);
        if joined { at + 2 } else { at }
    }

    /// "frustration for families", "understanding among professionals", "concerns raised by parents".
    pub(super) fn holder_of(&self, at: usize) -> Option<Actor> {
        let tokens = self.tokens();
        let grammar = self.grammar();
        let from = self.noun_list_end(at) + 1;
        // Joined nouns may stand between: "frustrations and additional pressures on families".
        // "any concerns the young person may have", "concerns that parents raise".
        let contact = if tokens
            .get(from)
            .is_some_and(|t| t.tag == Tag::Rel || t.is(grammar.that))
        {
            from + 1
        } else {
            from
        };
        if let Some(actor) = self.context.people_starting(contact)
            && let Some(verb) = tokens
                .get(actor.last + 1)
                .filter(|next| next.tag.is_finite())
        {
            // "the self-evaluation that they shared": handed over.
            return (!actor.weak && !verb.is(grammar.sharing)).then_some(actor);
        }
        // "the frustration that this causes parents", "the distress this causes to families".
        let this = tokens
            .get(contact)
            .is_some_and(|next| next.tag == Tag::Pron);
        if (contact > from || this)
            && let Some(cause) = (contact..(contact + 4).min(tokens.len()))
                .find(|index| tokens[*index].is(grammar.cause) && tokens[*index].tag.is_verbal())
            && let Some(actor) = self.context.people_starting(
                cause
                    + 1
                    + usize::from(
                        tokens
                            .get(cause + 1)
                            .is_some_and(|to| matches!(to.tag, Tag::To | Tag::Prep)),
                    ),
            )
        {
            return (!actor.weak).then_some(actor);
        }
        let among = |token: &Token| token.is(grammar.among) && token.tag == Tag::Prep;
        // "Frustration with the system was widespread among families": whose it is, said last.
        if let Some(index) =
            (from..(from + 14).min(tokens.len())).find(|index| among(&tokens[*index]))
            && tokens[from..index]
                .iter()
                // "the system as a whole".
                .all(|token| {
                    !matches!(token.tag, Tag::Verb | Tag::Punct | Tag::Sub | Tag::Rel)
                        || token.is(grammar.copula)
                        || token.tag == Tag::Sub && token.is(grammar.like)
                })
            && let Some(actor) = self.context.people_starting(index + 1)
        {
            return (!actor.weak).then_some(actor);
        }
        // "Concerns about this, raised by parents": told behind a comma.
        if let Some(told) = (from..(from + REACH).min(tokens.len() - 1)).find(|index| {
            tokens[*index].tag == Tag::Participle
                && tokens[index + 1].is(grammar.by)
                && !tokens[*index].is(grammar.gathering)
        }) && tokens[from..told].iter().all(|token| {
            !token.tag.is_finite() && !matches!(token.tag, Tag::Punct | Tag::Sub | Tag::Rel)
        }) {
            let actor = self.context.people_starting(told + 2)?;
            return (!actor.weak).then_some(actor);
        }
        // "report concerns to the school": whom they are told to.
        let handed_on = self
            .context
            .phrase_start(at)
            .checked_sub(1)
            .map(|verb| &tokens[verb])
            .is_some_and(|verb| {
                verb.tag.is_verbal()
                    && verb.tag != Tag::Be
                    && verb.is(self.context.pack.names.cue)
                    && !verb.is(grammar.cause)
            });
        for index in from..(from + 6).min(tokens.len()) {
            let token = &tokens[index];
            // "feedback gathered by the nursery": whoever asked for it.
            if token.tag == Tag::Participle && token.is(grammar.gathering) {
                return None;
            }
            let to = token.tag == Tag::To
                && !handed_on
                && self.cues(at).any(|cue| cue.class == CueClass::Emotion);
            // "medication for stress and from relatives": joined to something else.
            if token.tag == Tag::Conj
                && tokens
                    .get(index + 1)
                    .is_some_and(|next| matches!(next.tag, Tag::Prep | Tag::Verb | Tag::To))
            {
                return None;
            }
            if token.is(grammar.holder) && token.tag == Tag::Prep || to {
                // "praise for the nurses": whom it is for.
                if self.cues(at).any(|cue| cue.class == CueClass::Appraisal)
                    && self.is_word(token, "for")
                {
                    return None;
                }
                let actor = self.context.people_starting(index + 1)?;
                // "understanding of children": what is understood, not who understands.
                // "a sense of the child": who is met in it.
                let of_object = self.is_word(token, "of")
                    && (self.is_word(&tokens[at], "sense")
                        || self.cues(at).any(|cue| {
                            matches!(cue.class, CueClass::Knowledge | CueClass::Report)
                        }));
                return (!of_object && !actor.weak).then_some(actor);
            }
            if !matches!(
                token.tag,
                Tag::Noun
                    | Tag::Adj
                    | Tag::Conj
                    | Tag::Participle
                    | Tag::Adv
                    | Tag::Verb
                    | Tag::Comma
            ) {
                return None;
            }
        }
        None
    }

    /// "This causes frustration": the feeling of those whom the passage is about.
    pub(super) fn caused(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let tokens = self.tokens();
        let grammar = self.grammar();
        let start = self.context.phrase_start(at);
        let near = |class, from: usize| {
            tokens[from..start]
                .iter()
                .any(|token| token.is(class) && token.tag.is_verbal())
        };
        let clause = (0..start)
            .rev()
            .find(|index| matches!(tokens[*index].tag, Tag::Punct | Tag::Sub))
            .map_or(0, |index| index + 1);
        let lost = tokens[start.saturating_sub(3)..at]
            .iter()
            .any(|t| t.is(grammar.lose))
            || tokens
                .iter()
                .skip(at + 1)
                .take(REACH)
                .any(|t| t.is(grammar.lose) && t.tag == Tag::Participle);
        let caused = near(grammar.cause, clause)
            || start == 0
                && cue.valence == Valence::Negative
                && tokens.get(at + 1).is_some_and(|next| next.tag.is_finite());
        if !lost && (cue.valence == Valence::Positive || !caused) {
            return None;
        }
        let who = self.context.antecedent(at, false)?;
        if who.group.side() == Side::Professional || who.weak {
            return None;
        }
        let first = if lost && start < at && tokens[start].is(grammar.lose) {
            start
        } else {
            at
        };
        Some(Self::found(
            cue,
            first,
            self.noun_list_end(at),
            Actor {
                first: at,
                last: at,
                ..who
            },
            "caused",
        ))
    }
}
