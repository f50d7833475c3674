//! Attributions: who is said to feel, believe, say or know something, and in which words.
//!
//! A cue is found by its word; whether it counts, and whose it is, by the frame that it stands in.

use super::{Attribution, Content, CueClass, Group, Polarity, Side, Status, Valence};
use crate::grammar::phrase::{Actor, Context, Grammar, Subject};
use crate::grammar::{Paragraph, Tag, Token};
use crate::pack::Pack;
use crate::pack::lexicon::pos;
use crate::pack::schema::{CueEntry, CueKind, CueObject};
use crate::span::Span;

/// How far behind a cue its object, agent or hearer is looked for, in tokens.
const REACH: usize = 9;

/// The frame of "is valued by parents".
const PASSIVE: &str = "passive + by";

/// A cue with its source, before it is written down.
struct Match<'c> {
    cue: &'c CueEntry,
    class: CueClass,
    valence: Valence,
    treatment: bool,
    first: usize,
    last: usize,
    actor: Actor,
    frame: &'static str,
}

/// The attributions of a paragraph, in reading order.
pub(crate) fn find(paragraph: &Paragraph<'_>, pack: &Pack, grammar: &Grammar) -> Vec<Attribution> {
    let mut attributions = Vec::new();
    for index in 0..paragraph.sentences.len() {
        let context = Context {
            pack,
            grammar,
            sentences: &paragraph.sentences,
            index,
        };
        let mut matches: Vec<Match<'_>> = Vec::new();
        let finder = Finder { context: &context };
        for at in 0..context.tokens().len() {
            if let Some(found) = finder.match_at(at)
                && !matches.iter().any(|known| {
                    // "concerns raised by parents": told once.
                    known.first <= found.last && found.first <= known.last
                        || known.actor.first == found.actor.first && found.frame == PASSIVE
                })
            {
                matches.push(found);
            }
        }
        for found in matches {
            let attribution = finder.write(&found, paragraph);
            // "so that children enjoy …" tells of nobody's view.
            if attribution.class != CueClass::Appraisal || attribution.status == Status::Fact {
                attributions.push(attribution);
            }
        }
    }
    attributions
}

struct Finder<'a, 'b> {
    context: &'b Context<'a>,
}

impl<'a> Finder<'a, '_> {
    fn tokens(&self) -> &'a [Token] {
        self.context.tokens()
    }

    fn grammar(&self) -> &'a Grammar {
        self.context.grammar
    }

    fn cues(&self, at: usize) -> impl Iterator<Item = &'a CueEntry> {
        let lexicon = &self.context.pack.lexicon;
        let token = &self.tokens()[at];
        let by_word = token
            .is(self.context.pack.names.cue)
            .then(|| lexicon.cue_words.get(&token.lemma))
            .flatten();
        let by_unit = self.context.sentences[self.context.index]
            .cue_units
            .iter()
            .find(|(index, _)| *index == at)
            .and_then(|(_, pattern)| lexicon.cue_units.get(pattern));
        by_word
            .into_iter()
            .chain(by_unit)
            .flatten()
            .map(|index| &lexicon.cues[*index as usize])
    }

    fn match_at(&self, at: usize) -> Option<Match<'a>> {
        let tag = self.tokens()[at].tag;
        for cue in self.cues(at) {
            let found = match cue.kind {
                CueKind::Feel if tag.is_verbal() => self.feel(at, cue),
                CueKind::Seem if tag.is_verbal() => self.seem(at, cue),
                CueKind::Verb if matches!(tag, Tag::Verb | Tag::Participle | Tag::Ing) => {
                    self.verb(at, cue)
                }
                CueKind::Adjective
                    if matches!(
                        tag,
                        Tag::Adj | Tag::Participle | Tag::Verb | Tag::Ing | Tag::Noun | Tag::Adv
                    ) =>
                {
                    self.adjective(at, cue)
                }
                CueKind::Noun if tag == Tag::Noun => self.noun(at, cue),
                CueKind::Fronted => self.fronted(at, cue),
                CueKind::FrontedOwn => self.fronted_own(at, cue),
                _ => None,
            };
            if let Some(found) = found
                && (cue.groups.is_empty() || cue.groups.contains(&found.actor.group))
            {
                return Some(found);
            }
        }
        None
    }

    fn found(
        cue: &'a CueEntry,
        first: usize,
        last: usize,
        actor: Actor,
        frame: &'static str,
    ) -> Match<'a> {
        Match {
            cue,
            class: cue.class,
            valence: cue.valence,
            treatment: cue.treatment,
            first,
            last,
            actor,
            frame,
        }
    }

    /// Whose the verb group is, when it is people's.
    fn people(&self, group: usize) -> Option<Actor> {
        match self.context.subject(group) {
            Subject::People(actor) => Some(actor),
            Subject::Other | Subject::Unknown => None,
        }
    }

    /// The subject of a verb of any form: finite, after "to", or a participle.
    fn subject_of(&self, at: usize) -> Option<Actor> {
        let tokens = self.tokens();
        let group = self.context.verb_group_start(at);
        if tokens[at].tag == Tag::Ing && !tokens[group..at].iter().any(|t| t.tag.is_finite()) {
            return self.participle_subject(group);
        }
        self.people(group)
    }

    /// "families feeling", "…, reporting that", "examples of not feeling".
    fn participle_subject(&self, group: usize) -> Option<Actor> {
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
            Tag::Noun => self.context.people_ending(before).or_else(|| {
                // "opportunities for parents with young children feeling …"
                self.people(group)
            }),
            Tag::Pron | Tag::Quant => self.people(group),
            // "Families report being in crisis, feeling that …": as the verb before.
            Tag::Comma => self.people(group).or_else(|| {
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
                self.participle_subject(self.context.verb_group_start(earlier))
                    .or_else(|| self.people(group))
            }
            Tag::Prep => {
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

    /// "According to parents", "in the view of carers".
    fn fronted(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let actor = self.context.people_starting(at + 1)?;
        (!actor.weak).then(|| Self::found(cue, at, at, actor, "fronted source"))
    }

    /// "In their view, …": those whom the passage is about.
    fn fronted_own(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let who = self.context.antecedent(at, false)?;
        let actor = Actor {
            first: at,
            last: at,
            ..who
        };
        (!actor.weak).then(|| Self::found(cue, at, at, actor, "fronted pronoun"))
    }

    /// "‘…,’ said one": the one who speaks stands behind.
    fn inverted(&self, at: usize) -> Option<Actor> {
        let tokens = self.tokens();
        let mut mark = at.checked_sub(1)?;
        if tokens[mark].tag == Tag::Comma {
            mark = mark.checked_sub(1)?;
        }
        let after_quotation = mark > 0
            && tokens[mark].tag == Tag::Punct
            && (tokens[mark - 1].quoted || tokens[mark].quoted);
        if !after_quotation {
            return None;
        }
        // "said parents", "said one young woman", "said one".
        let named = self
            .context
            .people_starting(at + 1)
            .or_else(|| self.context.people_starting(at + 2));
        named.or_else(|| {
            let next = tokens.get(at + 1)?;
            let counted = matches!(next.tag, Tag::Quant | Tag::Num | Tag::Pron)
                || next.is(self.grammar().partitive);
            let who = self.context.antecedent(at, false)?;
            counted.then_some(Actor {
                first: at + 1,
                last: at + 1,
                ..who
            })
        })
    }

    /// The adjective that judges an object: "find the groups helpful", "a role that parents find
    /// invaluable". "Find it hard to" judges nothing.
    fn judgement(&self, at: usize) -> Option<usize> {
        let tokens = self.tokens();
        for index in at + 1..(at + 1 + REACH).min(tokens.len()) {
            let token = &tokens[index];
            let next = tokens.get(index + 1);
            match token.tag {
                Tag::Adj | Tag::Ing | Tag::Participle | Tag::Adv
                    if next.is_none_or(|next| {
                        matches!(
                            next.tag,
                            Tag::Punct | Tag::Comma | Tag::Conj | Tag::Prep | Tag::Sub | Tag::Rel
                        )
                    }) && (token.tag == Tag::Adj || token.pos & pos::ADJ != 0) =>
                {
                    return Some(index);
                }
                Tag::Prep
                    if next.is_some_and(|next| {
                        next.is(self.grammar().use_noun)
                            || matches!(next.tag, Tag::Adj | Tag::Quant)
                                && tokens
                                    .get(index + 2)
                                    .is_some_and(|after| after.is(self.grammar().use_noun))
                    }) =>
                {
                    return Some(index);
                }
                Tag::Punct if token.quoted || tokens.get(index + 1).is_some_and(|t| t.quoted) => {}
                Tag::Punct | Tag::Comma if tokens[index - 1].quoted => {}
                Tag::Punct | Tag::Comma | Tag::To | Tag::Sub | Tag::Rel => return None,
                tag if tag.is_finite() => return None,
                _ => {}
            }
        }
        None
    }

    // --- frames ------------------------------------------------------------------------------

    /// "feel": its complement says what kind of knowing it is.
    fn feel(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let tokens = self.tokens();
        if tokens[at].tag == Tag::Participle && self.is_passive(at) {
            let actor = self.agent(at)?;
            return Some(Match {
                class: CueClass::Experience,
                ..Self::found(cue, at, at, actor, "felt by")
            });
        }
        let subject = self.subject_of(at);
        // A service feels nothing: "services feel fragmented for parents".
        let holder = subject
            .filter(|actor| actor.weak)
            .and_then(|_| self.holder_after(at + 1))
            .filter(|holder| holder.group.side() == Side::Family);
        let actor = match subject.filter(|_| holder.is_none()) {
            Some(actor) => actor,
            // "services feel fragmented for parents": whose feeling it is stands behind.
            None => {
                let actor = self.holder_after(at + 1)?;
                return Some(Self::found(cue, at, at, actor, "feels … for"));
            }
        };
        if actor.weak
            && actor.group.side() == Side::Professional
            && !tokens[actor.last].is(self.context.pack.names.professional[1])
        {
            return None;
        }
        let mut next = at + 1;
        while tokens.get(next).is_some_and(|token| {
            matches!(token.tag, Tag::Adv | Tag::Neg) && !self.is_adjective_cue(next)
        }) {
            next += 1;
        }
        let mut quote = next;
        while tokens
            .get(quote)
            .is_some_and(|token| token.tag == Tag::Punct)
        {
            quote += 1;
        }
        let base = |class, last, frame| Match {
            class,
            ..Self::found(cue, at, last, actor, frame)
        };
        // "how they feel": nothing is said of what.
        let token = tokens.get(quote)?;
        if let Some((entry, last)) = self.adjective_list(quote) {
            return Some(Match {
                class: if entry.class == CueClass::Knowledge {
                    CueClass::Experience
                } else {
                    entry.class
                },
                valence: entry.valence,
                treatment: entry.treatment,
                ..base(entry.class, last, "feel + adjective")
            });
        }
        Some(match token.tag {
            Tag::Punct if !token.quoted => return None,
            Tag::Participle | Tag::Verb if token.pos & pos::PARTICIPLE != 0 => Match {
                treatment: true,
                ..base(CueClass::Experience, quote, "feel + participle")
            },
            Tag::Adj if !self.clause_follows(next) => Match {
                treatment: false,
                ..base(CueClass::Experience, quote, "feel + adjective")
            },
            Tag::Noun if token.pos & pos::ADJ != 0 && !self.clause_follows(next) => {
                base(CueClass::Experience, quote, "feel + adjective")
            }
            Tag::Sub | Tag::Prep => base(CueClass::Belief, at, "feel that"),
            _ if self.clause_follows(next) => base(CueClass::Belief, at, "feel + clause"),
            Tag::Det | Tag::Noun | Tag::Quant | Tag::PossPron => {
                base(CueClass::Experience, at, "feel + noun")
            }
            _ => base(CueClass::Belief, at, "feel"),
        })
    }

    /// Whether a finite clause begins at `from`: a noun phrase with a verb of its own.
    fn clause_follows(&self, from: usize) -> bool {
        let tokens = self.tokens();
        if tokens
            .get(from)
            .is_some_and(|first| matches!(first.tag, Tag::Prep | Tag::To))
        {
            return false;
        }
        let mut noun = false;
        for token in tokens.iter().skip(from).take(16) {
            match token.tag {
                Tag::Sub if !noun => return true,
                Tag::Sub | Tag::Rel => return false,
                Tag::Noun | Tag::Pron => noun = true,
                tag if tag.is_finite() => return noun,
                Tag::Punct if !token.quoted && noun => return false,
                _ => {}
            }
        }
        false
    }

    fn is_adjective_cue(&self, at: usize) -> bool {
        self.cues(at).any(|cue| cue.kind == CueKind::Adjective)
    }

    /// Adjective cues from `from`, joined by "and" or commas: the first decides.
    fn adjective_list(&self, from: usize) -> Option<(&'a CueEntry, usize)> {
        let tokens = self.tokens();
        let mut entry = self.cues(from).find(|cue| cue.kind == CueKind::Adjective)?;
        let mut last = from;
        let mut at = from;
        // "listened to", "let down", "cut out of", "cared for".
        let particle = |at: usize| {
            tokens.get(at + 1).is_some_and(|t| {
                matches!(t.tag, Tag::To | Tag::Adv)
                    || t.tag == Tag::Prep
                        && t.end - t.start <= 4
                        && !t.is(self.grammar().by)
                        && tokens
                            .get(at + 2)
                            .is_none_or(|next| !next.tag.opens_noun_phrase())
            })
        };
        if particle(at) {
            last = at + 1;
            at += 1;
        }
        while let Some(next) = tokens.get(at + 1) {
            let skip = match next.tag {
                Tag::Comma if tokens.get(at + 2).is_some_and(|t| t.tag == Tag::Conj) => 3,
                Tag::Comma | Tag::Conj => 2,
                _ => break,
            };
            let mut index = at + skip;
            while tokens
                .get(index)
                .is_some_and(|t| t.tag == Tag::Adv && !self.is_adjective_cue(index))
            {
                index += 1;
            }
            if tokens.get(index).is_none() || !self.is_adjective_cue(index) {
                break;
            }
            at = index;
            last = index;
            // "included and listened to": one word for what a service did is enough.
            if !entry.treatment
                && entry.class == CueClass::Experience
                && let Some(other) = self
                    .cues(index)
                    .find(|cue| cue.kind == CueKind::Adjective && cue.treatment)
            {
                entry = other;
            }
            if particle(at) {
                at += 1;
                last = at;
            }
        }
        Some((entry, last))
    }

    /// "To them, services appear disjointed."
    fn seem(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let tokens = self.tokens();
        let to = tokens.iter().position(|token| {
            token.tag == Tag::To || token.tag == Tag::Prep && token.pos & pos::TO != 0
        })?;
        let near = to < at && to <= 1 || to > at && to <= at + 3;
        if !near || tokens.get(to + 1)?.tag == Tag::Verb {
            return None;
        }
        let actor = self.context.people_starting(to + 1)?;
        (actor.last < at || to > at).then(|| Self::found(cue, at, at, actor, "appear to"))
    }

    fn verb(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let tokens = self.tokens();
        let grammar = self.grammar();
        let token = &tokens[at];
        if !cue.with.is_empty() {
            let follows = self.follows(at, cue, REACH);
            if !follows {
                return None;
            }
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
                let actor = self.agent(at)?;
                if matches!(cue.object, CueObject::Hearer | CueObject::Clause)
                    || (cue.class == CueClass::Knowledge
                        && (actor.weak || actor.group == Group::Staff))
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
        // "what they say will go no further": the object, not an account.
        if actor.first > 0
            && tokens[actor.first - 1].is(grammar.object_relative)
            && cue.class == CueClass::Report
        {
            return None;
        }
        // "they say so openly": no account of anything.
        if cue.class == CueClass::Report
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.is(grammar.purposive))
            && tokens.get(at + 2).is_none_or(|next| !next.is(grammar.that))
        {
            return None;
        }
        // "what staff know", "speak of the children": the day's work.
        if actor.group == Group::Staff
            && (cue.class == CueClass::Knowledge
                && actor.first > 0
                && tokens[actor.first - 1].is(grammar.object_relative)
                || cue.class == CueClass::Report
                    && !cue.with.is_empty()
                    && tokens
                        .iter()
                        .skip(at + 1)
                        .take(4)
                        .any(|token| token.is(grammar.day_work)))
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
        // "can say what they are working towards": an ability, not an account.
        if cue.class == CueClass::Report
            && tokens[group..at]
                .iter()
                .any(|token| token.tag == Tag::Modal)
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
        if actor.weak && cue.class != CueClass::Appraisal && cue.class != CueClass::Report {
            return None;
        }
        if infinitive && cue.class != CueClass::Knowledge {
            return None;
        }
        let last = self.object(at, cue, &actor)?;
        if infinitive && !self.knows_in_infinitive(group, &actor) {
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

    /// "Leaders use data to identify …" says what they know; "meet to identify" of a day's work does not,
    /// and neither does what others do for them.
    fn knows_in_infinitive(&self, to: usize, actor: &Actor) -> bool {
        actor.group.side() == Side::Professional && actor.group == Group::Leaders && actor.last < to
    }

    /// After "to", or joined by "and" to a verb that is.
    fn is_infinitive(&self, at: usize) -> bool {
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
            Tag::Conj | Tag::Comma if tokens[at].pos & pos::BASE != 0 => (0..before)
                .rev()
                .find(|index| tokens[*index].tag.is_verbal())
                .is_some_and(|verb| tokens[verb].tag == Tag::Verb && self.is_infinitive(verb)),
            _ => false,
        }
    }

    fn follows(&self, at: usize, cue: &CueEntry, reach: usize) -> bool {
        let lexicon = &self.context.pack.lexicon;
        self.tokens()
            .iter()
            .skip(at + 1)
            .take(reach)
            .take_while(|token| token.tag != Tag::Punct)
            .enumerate()
            .find_map(|(distance, token)| {
                let found = token.lemma != 0
                    && cue
                        .with
                        .iter()
                        .any(|word| lexicon.lemma(word) == Some(token.lemma));
                // "hold the team in high regard": the object stands between; "speak of them highly" is near.
                let adverbs_only = self.tokens()[at + 1..at + 1 + distance]
                    .iter()
                    .all(|token| token.tag == Tag::Adv);
                let near = adverbs_only
                    || token.tag != Tag::Prep && (distance < 3 || token.tag == Tag::Noun)
                    || cue.class == CueClass::Belief;
                // "in as many years": no comparison to what something is seen as.
                let counts = token.tag == Tag::Prep
                    && self
                        .tokens()
                        .get(at + distance + 2)
                        .is_some_and(|next| matches!(next.tag, Tag::Quant | Tag::Adv));
                if found && !counts {
                    return Some(near);
                }
                // "spoke to 40 of them": another preposition takes over.
                (token.tag == Tag::To && cue.class == CueClass::Report).then_some(false)
            })
            .unwrap_or(false)
    }

    /// The last token of what the cue has to be about, or the cue itself; nothing when it is about
    /// something else.
    fn object(&self, at: usize, cue: &CueEntry, actor: &Actor) -> Option<usize> {
        let tokens = self.tokens();
        let grammar = self.grammar();
        let behind = || tokens.iter().enumerate().skip(at + 1);
        match cue.object {
            CueObject::Any => Some(at),
            CueObject::Hearer => behind()
                .take(3)
                .find(|(_, token)| token.is(grammar.hearer))
                .map(|(index, _)| index),
            CueObject::Judged => {
                let adjective = self.judgement(at)?;
                let feeling = self
                    .cues(adjective)
                    .any(|other| other.class == CueClass::Emotion);
                (!feeling).then_some(at)
            }
            CueObject::Clause => {
                let next = tokens.get(at + 1)?;
                (next.tag == Tag::Sub || self.clause_follows(at + 1)).then_some(at)
            }
            CueObject::Some => {
                let next = tokens.get(at + 1)?;
                let passive_subject = next.tag == Tag::Punct && !next.quoted;
                let about_services = next.tag == Tag::Sub
                    || self.clause_follows(at + 1)
                    || behind().take(REACH).any(|(_, token)| {
                        token.is(grammar.reportable)
                            || token.is(grammar.bad)
                            || token.is(grammar.state_object)
                    });
                (!passive_subject && about_services && actor.group.side() != Side::Professional
                    || about_services && next.tag == Tag::Sub
                    || actor.group.side() == Side::Professional
                        && about_services
                        && self.clause_follows(at + 1))
                .then_some(at)
            }
            CueObject::Reportable if cue.class == CueClass::Report => {
                // "the issues they raise": the object stands before the subject.
                let object = actor.first.checked_sub(1).map(|index| {
                    let joint = tokens[index].tag == Tag::Rel || tokens[index].is(grammar.that);
                    index - usize::from(joint && index > 0)
                });
                let before = object.is_some_and(|index| {
                    tokens[index].is(grammar.reportable) && tokens[index].tag == Tag::Noun
                });
                // "the report that leaders shared": something else is handed over.
                if !before
                    && object.is_some_and(|index| {
                        index + 1 < actor.first && tokens[index].tag == Tag::Noun
                    })
                {
                    return None;
                }
                let after = behind()
                    .take(REACH)
                    .take_while(|(_, token)| !matches!(token.tag, Tag::Punct | Tag::Rel))
                    .find(|(index, token)| {
                        token.is(grammar.reportable) && token.tag != Tag::Adj
                            || token.tag == Tag::Sub
                                && *index == at + 1
                                && !token.is(grammar.object_relative)
                    })
                    .filter(|(index, _)| {
                        !self.cues(*index).any(|other| {
                            other.kind == CueKind::Noun && other.class == CueClass::Emotion
                        })
                    });
                (before || after.is_some()).then_some(at)
            }
            CueObject::Reportable => behind()
                .take(REACH)
                .take_while(|(_, token)| {
                    !matches!(token.tag, Tag::Punct | Tag::Sub | Tag::Rel)
                        || token.is(grammar.reportable)
                })
                .find(|(index, token)| {
                    token.is(grammar.reportable)
                        && (cue.class != CueClass::Appraisal
                            || token.tag == Tag::Adj && self.is_object_complement(at, *index))
                })
                .filter(|(index, _)| {
                    !self.cues(*index).any(|other| {
                        other.kind == CueKind::Noun && other.class == CueClass::Emotion
                    })
                })
                .map(|(_, _)| at),
            CueObject::State => self.state_object(at, actor, false).then_some(at),
            // What has been identified is a finding; what is being identified may be a day's work.
            CueObject::NamedState => {
                let done = tokens[at].pos & pos::PAST != 0 && tokens[at].tag != Tag::Ing;
                self.state_object(at, actor, !done).then_some(at)
            }
        }
    }

    /// "find the toolkit helpful": the adjective stands behind the object.
    fn is_object_complement(&self, verb: usize, adjective: usize) -> bool {
        let tokens = self.tokens();
        let object = tokens[verb + 1..adjective]
            .iter()
            .any(|token| matches!(token.tag, Tag::Noun | Tag::Pron | Tag::Quant));
        object
            && tokens
                .get(adjective + 1)
                .is_none_or(|next| !matches!(next.tag, Tag::Noun | Tag::To))
    }

    /// Whether what is known is the state of services rather than one child, a person or a day's task.
    fn state_object(&self, at: usize, actor: &Actor, named: bool) -> bool {
        let tokens = self.tokens();
        let grammar = self.grammar();
        let mut index = self.context.past_aside(at + 1);
        let Some(next) = tokens.get(index) else {
            return true;
        };
        if next.tag == Tag::Punct {
            return actor.group == Group::Leaders;
        }
        while tokens
            .get(index)
            .is_some_and(|t| matches!(t.tag, Tag::Adv | Tag::Neg))
        {
            index += 1;
        }
        let next = tokens.get(index).unwrap_or(next);
        // "evaluate and respond to gaps": the object is shared.
        if tokens.get(index).is_some_and(|t| t.tag == Tag::Conj)
            && tokens.get(index + 1).is_some_and(|t| t.tag == Tag::Verb)
        {
            index += 2;
            while tokens
                .get(index)
                .is_some_and(|t| matches!(t.tag, Tag::Prep | Tag::To | Tag::Adv))
            {
                index += 1;
            }
        }
        let family = actor.group.side() == Side::Family;
        // The head of the object: the last noun of its first phrase.
        let mut head = None;
        for (place, token) in tokens.iter().enumerate().skip(index).take(REACH) {
            match token.tag {
                Tag::Sub if family => return true,
                Tag::Pron | Tag::Rel if family && token.pos & pos::REL != 0 => return true,
                // What staff know beyond a clause with "that" is the day's work.
                Tag::Sub if actor.group == Group::Staff => {
                    return token.is(grammar.that) && head.is_none();
                }
                Tag::Sub => {
                    return head.is_some_and(|h: usize| tokens[h].is(grammar.state_object))
                        || !tokens[index..=place].iter().any(|t| t.is(grammar.day_work))
                            && (actor.group != Group::Staff || token.pos & pos::REL == 0);
                }
                Tag::Noun => head = Some(place),
                Tag::Det
                | Tag::Adj
                | Tag::Quant
                | Tag::Num
                | Tag::PossPron
                | Tag::Poss
                | Tag::Adv => {}
                Tag::Ing | Tag::Participle if head.is_none() => {}
                Tag::Conj | Tag::Comma if head.is_none() => {}
                Tag::Pron => return !family && actor.group == Group::Leaders,
                Tag::To => return head.is_some() || family,
                _ => break,
            }
        }
        let Some(head) = head else {
            // "know enough about", "know little of".
            let amount = tokens
                .get(index)
                .is_some_and(|token| token.tag == Tag::Quant)
                && tokens
                    .get(index + 1)
                    .is_some_and(|token| token.tag == Tag::Prep);
            if amount {
                return actor.group != Group::Staff;
            }
            return matches!(next.tag, Tag::Sub | Tag::Prep | Tag::Pron | Tag::Rel)
                && (family || actor.group == Group::Leaders);
        };
        let phrase = &tokens[index..=head];
        if tokens[head].is(grammar.state_object)
            || phrase
                .iter()
                .any(|token| token.is(grammar.state_object) && token.is(grammar.day_work))
        {
            return true;
        }
        // "identified transitions as a weakness".
        let labelled = tokens[head..]
            .iter()
            .take(REACH)
            .skip_while(|token| token.tag != Tag::Prep || token.pos & pos::SUB == 0)
            .take(5)
            .any(|token| token.is(grammar.state_object));
        if labelled {
            return true;
        }
        let day_work = phrase.iter().any(|token| token.is(grammar.day_work))
            || tokens[head].is(self.context.pack.names.any_actor);
        match actor.group {
            _ if named => false,
            _ => !day_work,
        }
    }

    fn adjective(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
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
                || matches!(token.tag, Tag::Conj | Tag::Comma)
                    && verb > 0
                    && (matches!(tokens[verb - 1].tag, Tag::Adj | Tag::Participle)
                        || self.is_adjective_cue(verb - 1))
                || matches!(token.tag, Tag::Adj)
                    && !token.is(grammar.copula)
                    && tokens
                        .get(verb + 1)
                        .is_some_and(|t| matches!(t.tag, Tag::Conj | Tag::Comma));
            if !skip || verb == 0 {
                break;
            }
            verb -= 1;
        }
        let copula = tokens[verb].tag == Tag::Be
            || tokens[verb].is(grammar.copula) && tokens[verb].tag.is_verbal();
        if copula {
            let group = self.context.verb_group_start(verb);
            let dative = tokens[at].pos & pos::ING != 0 || tokens[at].tag == Tag::Ing;
            if dative {
                let actor = self.holder_after(at + 1)?;
                return Some(Self::found(cue, verb, at, actor, "is frustrating for"));
            }
            let infinitive = group > 0 && tokens[group - 1].tag == Tag::To;
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
            let weak = actor.weak
                && (cue.class == CueClass::Knowledge || tokens[actor.last].pos & pos::PLURAL == 0);
            if infinitive
                || weak
                || cue.class == CueClass::Knowledge && !self.knowledge_adjective(at, &actor)
            {
                return None;
            }
            return Some(Self::found(cue, verb, at, actor, "be + adjective"));
        }
        // "leaves parents anxious", "find these delays upsetting".
        self.object_complement(at, cue)
    }

    fn knowledge_adjective(&self, at: usize, actor: &Actor) -> bool {
        let tokens = self.tokens();
        match tokens.get(at + 1).map(|next| next.tag) {
            Some(Tag::Prep | Tag::Sub | Tag::Rel) => {
                !(actor.group == Group::Staff
                    && tokens
                        .iter()
                        .skip(at + 2)
                        .take(5)
                        .any(|token| token.is(self.grammar().day_work)))
            }
            Some(Tag::To) => tokens.get(at + 2).is_some_and(|next| next.tag != Tag::Verb),
            _ => true,
        }
    }

    fn object_complement(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let tokens = self.tokens();
        let grammar = self.grammar();
        let mut index = at;
        for _ in 0..REACH {
            index = index.checked_sub(1)?;
            let token = &tokens[index];
            if token.is(grammar.leave) && token.tag.is_verbal() {
                if token.is(grammar.find) {
                    let actor = self.subject_of(index)?;
                    return Some(Self::found(cue, index, at, actor, "find … adjective"));
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

    fn noun(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let negative = cue.class == CueClass::Emotion && cue.valence == Valence::Negative;
        if !negative && self.is_aim(at, cue.class == CueClass::Knowledge) {
            return None;
        }
        if let Some(found) = self.light_verb(at, cue) {
            return Some(found);
        }
        if let Some(found) = self.possessive(at, cue) {
            return Some(found);
        }
        if cue.light_only {
            return None;
        }
        let tokens = self.tokens();
        if tokens.get(at + 1).is_some_and(|next| next.tag == Tag::Noun) {
            return None;
        }
        if let Some(actor) = self.holder_of(at) {
            return Some(Self::found(
                cue,
                at,
                self.noun_list_end(at),
                actor,
                "noun + holder",
            ));
        }
        // "Disappointment at this was voiced by parents", "the belief that … is held by many".
        if let Some(voiced) = (at + 1..(at + 2 * REACH).min(tokens.len())).find(|index| {
            tokens[*index].tag == Tag::Participle
                && cue.light.iter().any(|light| {
                    light == self.context.pack.lexicon.lemma_name(tokens[*index].lemma)
                })
        }) && let Some(actor) = self.agent(voiced)
        {
            return (!actor.weak).then(|| Self::found(cue, at, at, actor, "noun + voiced by"));
        }
        if cue.class == CueClass::Emotion {
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
            // "For many families, this is a source of anxiety."
            if tokens[0].is(self.grammar().holder)
                && let Some(actor) = self.context.people_starting(1)
                && tokens
                    .get(actor.last + 1)
                    .is_some_and(|next| next.tag == Tag::Comma)
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
            return self.caused(at, cue);
        }
        if cue.class == CueClass::Knowledge {
            return self.existing(at, cue);
        }
        None
    }

    /// "There is a deep understanding of …": nobody is named, so it is the partnership's.
    fn existing(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
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
    fn is_aim(&self, at: usize, even_done: bool) -> bool {
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
                let done =
                    matches!(token.tag, Tag::Verb | Tag::Participle) && token.pos & pos::BASE == 0;
                token.is(self.grammar().improver) && token.tag.is_verbal() && (even_done || !done)
            })
    }

    /// "have confidence", "express concerns", "gave examples".
    fn light_verb(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let tokens = self.tokens();
        if cue.light.is_empty() {
            return None;
        }
        // "have their views sought": what others do for them.
        if tokens
            .get(at + 1)
            .is_some_and(|next| next.tag == Tag::Participle)
        {
            return None;
        }
        let start = self.context.phrase_start(at);
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
        let actor = if token.tag == Tag::Participle && !self.is_perfect(verb) {
            self.agent(verb)?
        } else {
            self.subject_of(verb)?
        };
        let infinitive = self.is_infinitive(verb);
        let skills = cue.class == CueClass::Knowledge
            && actor.group == Group::Staff
            && tokens.get(at + 1).is_none_or(|next| next.tag != Tag::Prep);
        if actor.weak || skills || infinitive && cue.class != CueClass::Knowledge {
            return None;
        }
        if cue.class == CueClass::Knowledge
            && actor.group == Group::Staff
            && tokens[at + 1..]
                .iter()
                .take(5)
                .any(|t| t.is(self.grammar().day_work))
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
            at,
            actor,
            "light verb",
        ))
    }

    /// "parents’ frustration", "their concerns", "parental anxiety".
    fn possessive(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let tokens = self.tokens();
        let mut start = self.context.phrase_start(at);
        if cue.light_only {
            return None;
        }
        // "parental views and concerns": the possessor stands with the first noun.
        if start >= 2 && tokens[start - 1].tag == Tag::Conj && tokens[start - 2].tag == Tag::Noun {
            start = self.context.phrase_start(start - 2);
        }
        let day_work = |actor: &Actor| {
            cue.class == CueClass::Knowledge
                && actor.group.side() == Side::Professional
                && tokens
                    .iter()
                    .skip(at + 1)
                    .take(4)
                    .any(|t| t.is(self.grammar().day_work))
                && actor.group == Group::Staff
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
                if day_work(&actor) || organisation {
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
            if token.is(self.grammar().plural_possessive) {
                let actor = self.context.antecedent(index, false)?;
                if day_work(&actor) {
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

    fn possessive_list(&self, poss: usize, start: usize) -> Option<Actor> {
        let tokens = self.tokens();
        let names = &self.context.pack.names;
        let first = (start..poss).find(|index| tokens[*index].is(names.any_actor))?;
        self.context.people_ending(first).map(|actor| Actor {
            last: poss - 1,
            ..actor
        })
    }

    /// "frustration and distress": the last of joined emotion nouns.
    fn noun_list_end(&self, at: usize) -> usize {
        let tokens = self.tokens();
        let joined = tokens.get(at + 1).is_some_and(|next| next.tag == Tag::Conj)
            && tokens.get(at + 2).is_some()
            && self.cues(at + 2).any(|cue| cue.kind == CueKind::Noun);
        if joined { at + 2 } else { at }
    }

    /// "frustration for families", "understanding among professionals", "concerns raised by parents".
    fn holder_of(&self, at: usize) -> Option<Actor> {
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
            && tokens
                .get(actor.last + 1)
                .is_some_and(|next| next.tag.is_finite())
        {
            return (!actor.weak).then_some(actor);
        }
        // "the frustration that this causes parents".
        if contact > from
            && let Some(cause) = (contact..(contact + 4).min(tokens.len()))
                .find(|index| tokens[*index].is(grammar.cause) && tokens[*index].tag.is_verbal())
            && let Some(actor) = self.context.people_starting(cause + 1)
        {
            return (!actor.weak).then_some(actor);
        }
        let among = |token: &Token| token.is(grammar.among) && token.tag == Tag::Prep;
        // "Frustration with the system was widespread among families": whose it is, said last.
        if let Some(index) =
            (from..(from + 14).min(tokens.len())).find(|index| among(&tokens[*index]))
            && tokens[from..index]
                .iter()
                .all(|token| !matches!(token.tag, Tag::Verb | Tag::Punct | Tag::Sub | Tag::Rel))
            && let Some(actor) = self.context.people_starting(index + 1)
        {
            return (!actor.weak).then_some(actor);
        }
        // "Concerns about this, raised by parents": told behind a comma.
        if let Some(told) = (from..(from + REACH).min(tokens.len() - 1))
            .find(|index| tokens[*index].tag == Tag::Participle && tokens[index + 1].is(grammar.by))
            && tokens[from..told].iter().all(|token| {
                !token.tag.is_finite() && !matches!(token.tag, Tag::Punct | Tag::Sub | Tag::Rel)
            })
        {
            let actor = self.context.people_starting(told + 2)?;
            return (!actor.weak).then_some(actor);
        }
        for index in from..(from + 6).min(tokens.len()) {
            let token = &tokens[index];
            let to =
                token.tag == Tag::To && self.cues(at).any(|cue| cue.class == CueClass::Emotion);
            // "medication for stress and from relatives": joined to something else.
            if token.tag == Tag::Conj
                && tokens
                    .get(index + 1)
                    .is_some_and(|next| matches!(next.tag, Tag::Prep | Tag::Verb | Tag::To))
            {
                return None;
            }
            if token.is(grammar.holder) && token.tag == Tag::Prep || to {
                let actor = self.context.people_starting(index + 1)?;
                // "understanding of children": what is understood, not who understands.
                let of_object = index == from
                    && self.context.pack.lexicon.lemma_name(token.lemma) == "of"
                    && self
                        .cues(at)
                        .any(|cue| matches!(cue.class, CueClass::Knowledge | CueClass::Report));
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

    /// People behind "for", "to" or "among" within reach of a predicate.
    fn holder_after(&self, from: usize) -> Option<Actor> {
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

    /// "This causes frustration": the feeling of those whom the passage is about.
    fn caused(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
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

    // --- voice -------------------------------------------------------------------------------

    fn is_perfect(&self, at: usize) -> bool {
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

    fn is_passive(&self, at: usize) -> bool {
        !self.is_perfect(at) && self.agent(at).is_some()
    }

    /// The first token of "is highly valued".
    fn with_be(&self, at: usize) -> usize {
        let tokens = self.tokens();
        let group = self.context.verb_group_start(at);
        (group..at)
            .find(|index| tokens[*index].pos & pos::BE != 0)
            .unwrap_or(at)
    }

    /// The people behind "by" after a participle.
    fn agent(&self, at: usize) -> Option<Actor> {
        let tokens = self.tokens();
        for index in at + 1..(at + 1 + REACH + 3).min(tokens.len()) {
            let token = &tokens[index];
            if token.is(self.grammar().by) {
                return self.context.people_starting(index + 1);
            }
            if matches!(token.tag, Tag::Punct | Tag::Sub | Tag::Rel) || token.tag.is_finite() {
                return None;
            }
        }
        None
    }

    // --- writing down ------------------------------------------------------------------------

    fn write(&self, found: &Match<'a>, paragraph: &Paragraph<'_>) -> Attribution {
        let tokens = self.tokens();
        let sentence = &self.context.sentences[self.context.index];
        let group = self.context.verb_group_start(found.first);
        let object_end = self.object_end(found.last);
        let negated = found.actor.few || self.is_negated(group, found);
        // A noun presupposes what it names: "to ensure that parents’ concerns are met".
        let may = |index: usize| {
            tokens.get(index).is_some_and(|token| {
                token.tag == Tag::Modal && token.is(self.grammar().hypothetical_modal)
            })
        };
        let purpose = if found.cue.kind == CueKind::Noun {
            found.actor.first > found.last && may(found.actor.last + 1)
        } else {
            self.is_purpose(group, found)
        };
        let status = if purpose {
            Status::Purpose
        } else {
            Status::Fact
        };
        let content = self.content(found, object_end);
        let family = matches!(found.actor.group, Group::Parents | Group::Children);
        let sentiment = family
            && status == Status::Fact
            && content != Content::Own
            && match found.class {
                CueClass::Emotion | CueClass::Belief => true,
                CueClass::Experience => found.treatment,
                _ => false,
            };
        let source = match found.actor.elsewhere {
            // "This causes frustration" has no words for its source in this sentence.
            Some((sentence_index, first, last)) if found.frame == "caused" => {
                let other = &self.context.sentences[sentence_index];
                paragraph.tokens_span(other, first, last)
            }
            _ => paragraph.tokens_span(sentence, found.actor.first, found.actor.last),
        };
        let object = if found.last < object_end && found.last + 1 < tokens.len() {
            paragraph.tokens_span(sentence, found.last + 1, object_end)
        } else {
            Span::default()
        };
        Attribution {
            source,
            cue: paragraph.tokens_span(sentence, found.first, found.last),
            group: found.actor.group,
            class: found.class,
            polarity: if negated {
                Polarity::Negated
            } else {
                Polarity::Affirmed
            },
            content,
            status,
            valence: found.valence,
            sentiment,
            // "feel ‘bounced about’": the words are theirs.
            quoted: tokens[found.first].quoted || tokens[found.last].quoted,
            frame: found.frame,
            object,
            lemma: self
                .context
                .pack
                .lexicon
                .lemma_name(self.head_lemma(found))
                .to_owned(),
            sentence: paragraph.sentence_span(sentence),
            backed_by: None,
        }
    }

    fn head_lemma(&self, found: &Match<'a>) -> u32 {
        let tokens = self.tokens();
        match found.cue.kind {
            CueKind::Noun | CueKind::Adjective => tokens[found.last].lemma,
            _ => tokens[found.first..=found.last]
                .iter()
                .find(|token| token.tag.is_verbal() && token.pos & pos::AUX == 0)
                .map_or(tokens[found.first].lemma, |token| token.lemma),
        }
    }

    /// Where what is said ends: at the end of the clause.
    fn object_end(&self, last: usize) -> usize {
        let tokens = self.tokens();
        let mut end = last;
        for (index, token) in tokens.iter().enumerate().skip(last + 1) {
            if token.tag == Tag::Punct && !token.quoted && token.end - token.start == 1 {
                break;
            }
            end = index;
        }
        end
    }

    fn is_negated(&self, group: usize, found: &Match<'a>) -> bool {
        let tokens = self.tokens();
        let grammar = self.grammar();
        let from = group.min(found.first);
        let negator = |token: &Token| token.is(grammar.negator);
        tokens[from..=found.last]
            .iter()
            .any(|token| negator(token) || token.is(grammar.lose))
            || found.cue.kind == CueKind::Noun
                && tokens[self.context.phrase_start(found.last)..found.last]
                    .iter()
                    .any(|t| t.is(grammar.few) || t.is(grammar.bad) || t.is(grammar.lose))
            || tokens
                .get(from.wrapping_sub(1))
                .is_some_and(|token| token.tag == Tag::To)
                && tokens[from.saturating_sub(5)..from].iter().any(negator)
    }

    /// What an action is meant to bring about, or what could be.
    fn is_purpose(&self, group: usize, found: &Match<'a>) -> bool {
        let tokens = self.tokens();
        let grammar = self.grammar();
        let first = found.actor.first.min(group).min(found.first);
        let helpers = &tokens[group.min(found.first)..found.first.max(group)];
        if helpers
            .iter()
            .any(|token| token.tag == Tag::Modal && token.is(grammar.hypothetical_modal))
        {
            return true;
        }
        // "helps children feel secure", "so that families feel supported", "to make parents confident".
        let before = &tokens[first.saturating_sub(6).min(first)..first];
        let clause_mark = before
            .iter()
            .rev()
            .take_while(|token| !matches!(token.tag, Tag::Punct))
            .any(|token| token.is(grammar.purposive));
        let bare = found.actor.first > 0 && tokens[found.first].pos & pos::BASE != 0 && {
            let before = &tokens[found.actor.first - 1];
            before.tag == Tag::Verb && before.pos & pos::VERB != 0 && self.causes(before)
        };
        clause_mark || bare
    }

    fn causes(&self, token: &Token) -> bool {
        token.is(self.grammar().help)
    }

    fn content(&self, found: &Match<'a>, object_end: usize) -> Content {
        let tokens = self.tokens();
        let grammar = self.grammar();
        let object = &tokens
            [(found.last + 1).min(tokens.len())..=object_end.max(found.last).min(tokens.len() - 1)];
        let own = object
            .iter()
            .take(8)
            .any(|token| token.is(grammar.own_state));
        let systems = object.iter().any(|token| token.is(grammar.systems));
        match found.class {
            CueClass::Emotion => {
                let children_glad =
                    found.actor.group == Group::Children && found.valence == Valence::Positive;
                let possessed = matches!(found.frame, "possessive" | "their")
                    && found.valence == Valence::Negative
                    && !systems
                    && grammar.inner_state & tokens[found.last].classes != 0;
                if own && !systems && found.valence != Valence::Negative
                    || children_glad && !systems && found.cue.kind == CueKind::Adjective
                    || possessed
                {
                    Content::Own
                } else if found.frame == "caused"
                    || found.frame == "noun + holder" && found.valence == Valence::Negative
                    || found.frame == "leave … adjective"
                {
                    Content::Effect
                } else {
                    Content::Claim
                }
            }
            CueClass::Belief if own && !systems => Content::Own,
            CueClass::Experience if !found.treatment => Content::Own,
            _ => Content::Claim,
        }
    }
}
