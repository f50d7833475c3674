//! "Feel" and "seem": the complement says what kind of knowing it is.

use super::{FELT, Finder, Match};
use crate::facts::{CueClass, Group, Side};
use crate::grammar::phrase::Actor;
use crate::grammar::{Tag, Token};
use crate::pack::lexicon::pos;
use crate::pack::schema::{CueEntry, CueKind};

impl<'a> Finder<'a, '_> {
    /// "feel": its complement says what kind of knowing it is.
    pub(super) fn feel(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let tokens = self.tokens();
        if tokens[at].tag == Tag::Participle && self.is_passive(at) {
            let actor = self.agent(at)?;
            // "It is felt by many parents that": what they think.
            let thought = tokens
                .get(actor.last + 1)
                .is_some_and(|next| next.tag == Tag::Sub && next.is(self.grammar().that));
            let class = if thought {
                CueClass::Belief
            } else {
                CueClass::Experience
            };
            return Some(Match {
                class,
                ..Self::found(cue, at, at, actor, FELT)
            });
        }
        // "the strength of feeling among parents".
        if tokens[at].tag == Tag::Ing
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.is(self.grammar().among))
        {
            return None;
        }
        let subject = self.subject_of(at);
        if let Some(found) = self.comment(at, cue, subject) {
            return Some(found);
        }
        // "A father said that he felt ignored": how he fared.
        let himself = self
            .context
            .verb_group_start(at)
            .checked_sub(1)
            .is_some_and(|he| tokens[he].is(self.grammar().one_person));
        let subject = match subject {
            None if himself => self.reporter(at),
            known => known,
        };
        // "told inspectors that this felt like …": it felt so to those who tell.
        if subject.is_none_or(|actor| actor.weak)
            && let Some(actor) = self.reporter(at).or_else(|| {
                self.fronted_people(self.grammar().holder | self.grammar().to)
                    .filter(|actor| !actor.weak)
            })
        {
            return Some(Self::found(cue, at, at, actor, "reported feeling"));
        }
        // "said that staff were kind and that they felt heard": those who say so.
        let subject = subject.map(|actor| {
            let pronoun = tokens[actor.last].is(self.grammar().plural_pronoun);
            match self.reporter(at) {
                Some(teller) if pronoun && actor.group.side() == Side::Professional => Actor {
                    first: actor.first,
                    last: actor.last,
                    ..teller
                },
                _ => actor,
            }
        });
        // "Nurses visit the children, which helps them to feel secure": those who are helped.
        let subject = subject.map(|actor| self.helped(at, actor));
        // A service feels nothing: "services feel fragmented for parents".
        let holder = subject
            .filter(|actor| actor.weak)
            .and_then(|_| self.felt_by(at))
            .filter(|holder| holder.group.side() == Side::Family);
        let actor = match subject.filter(|_| holder.is_none()) {
            Some(actor) => actor,
            // "services feel fragmented for parents": whose feeling it is stands behind.
            None => {
                let actor = self.felt_by(at)?;
                return Some(Self::found(cue, at, at, actor, "feels … for"));
            }
        };
        // "The service feels stretched": it feels nothing.
        if actor.weak
            && actor.group.side() == Side::Professional
            && (!tokens[actor.last].is(self.context.pack.names.professional[1])
                || tokens[actor.last].pos & pos::PLURAL == 0
                    && !tokens[actor.last].is(self.grammar().team))
        {
            return None;
        }
        let mut next = at + 1;
        while tokens.get(next).is_some_and(|token| {
            (matches!(token.tag, Tag::Adv | Tag::Neg) || token.is(self.grammar().both))
                && !self.is_adjective_cue(next)
                && !self.ends_complement(next)
                // "feel less alone".
                || token.tag == Tag::Quant
                    && token.pos & pos::ADV != 0
                    && self.is_adjective_cue(next + 1)
        }) {
            next += 1;
        }
        // "feel better as a result", "feel worse".
        let fares = (at + 1..next).find(|index| {
            tokens[*index].is(self.grammar().faring)
                && tokens.get(index + 1).is_none_or(|behind| {
                    matches!(behind.tag, Tag::Punct | Tag::Comma | Tag::Conj)
                        || behind.is(self.grammar().aside)
                        // "feel worse off".
                        || self.is_word(behind, "off")
                })
        });
        if let Some(fares) = fares {
            return Some(Match {
                class: CueClass::Experience,
                treatment: false,
                ..Self::found(cue, at, fares, actor, "feel + adjective")
            });
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
        // "how they feel", "how children feel about school": nothing is said of what.
        // "draw what they feel": asked for, not told.
        let token = tokens.get(quote)?;
        let how = actor.first.checked_sub(1).is_some_and(|how| {
            tokens[how].is(self.grammar().object_relative)
                || tokens[how].tag == Tag::Sub && self.is_word(&tokens[how], "how")
        });
        if how
            && matches!(token.tag, Tag::Prep | Tag::Conj | Tag::Comma)
            && !token.is(self.grammar().like)
        {
            return None;
        }
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
            Tag::Participle | Tag::Verb | Tag::Adj
                if token.pos & pos::PARTICIPLE != 0
                    && (token.tag != Tag::Adj || token.pos & pos::ADJ == 0) =>
            {
                Match {
                    treatment: true,
                    ..base(CueClass::Experience, quote, "feel + participle")
                }
            }
            Tag::Adj | Tag::Adv if !self.clause_follows(next) => Match {
                treatment: false,
                ..base(CueClass::Experience, quote, "feel + adjective")
            },
            Tag::Noun if token.pos & pos::ADJ != 0 && !self.clause_follows(next) => {
                base(CueClass::Experience, quote, "feel + adjective")
            }
            // "feel unable to complain".
            Tag::To if next > at + 1 => Match {
                treatment: false,
                ..base(CueClass::Experience, next - 1, "feel + adjective")
            },
            // "feel at home", "feel in the dark": how they fare; "feel like", "feel as if".
            Tag::Prep if !token.is(self.grammar().like) => Match {
                treatment: actor.group != Group::Children,
                ..base(CueClass::Experience, quote, "feel + phrase")
            },
            Tag::Sub | Tag::Prep => base(CueClass::Belief, at, "feel that"),
            // "feel part of a team and make friends".
            Tag::Noun
                if token.is(self.grammar().partitive)
                    && tokens.get(quote + 1).is_some_and(|of| of.tag == Tag::Prep) =>
            {
                base(CueClass::Experience, quote, "feel + noun")
            }
            _ if self.clause_follows(next) => base(CueClass::Belief, at, "feel + clause"),
            Tag::Det | Tag::Noun | Tag::Quant => base(CueClass::Experience, at, "feel + noun"),
            _ => base(CueClass::Belief, at, "feel"),
        })
    }

    /// "feel low and lonely": a word that may be an adverb, with nothing behind that it could belong to.
    fn ends_complement(&self, at: usize) -> bool {
        let tokens = self.tokens();
        tokens[at].pos & pos::ADJ != 0
            && !tokens[at].is(self.grammar().faring)
            && tokens.get(at + 1).is_none_or(|next| {
                matches!(next.tag, Tag::Punct | Tag::Comma | Tag::Conj | Tag::Prep)
            })
    }

    /// Of whom "them" is in "helps them to feel": of children or families where the passage names any.
    fn helped(&self, at: usize, actor: Actor) -> Actor {
        let tokens = self.tokens();
        let them = tokens[actor.last].is(self.grammar().object_pronoun)
            && actor.first == actor.last
            && actor.group.side() == Side::Professional
            && actor.last < at;
        let whom = || {
            (0..=self.context.index).rev().find_map(|sentence| {
                let people = self.context.people_of(sentence);
                people
                    .into_iter()
                    .map(|(who, _)| who)
                    .rfind(|who| {
                        who.group.side() == Side::Family
                            && (sentence < self.context.index || who.last < actor.first)
                    })
                    .map(|who| (sentence, who))
            })
        };
        match them.then(whom).flatten() {
            Some((sentence, who)) => Actor {
                first: actor.first,
                last: actor.last,
                elsewhere: Some((sentence, who.first, who.last)),
                ..who
            },
            None => actor,
        }
    }

    /// "feels fragmented for parents", "feels like a fight to families": to whom it feels so.
    fn felt_by(&self, at: usize) -> Option<Actor> {
        let tokens = self.tokens();
        self.holder_after(at + 1).or_else(|| {
            let to = (at + 1..(at + 6).min(tokens.len()))
                .find(|index| tokens[*index].tag == Tag::To || tokens[*index].tag.is_finite())?;
            self.context
                .people_starting(to + 1)
                .filter(|actor| tokens[to].tag == Tag::To && !actor.weak)
        })
    }

    /// "Plans come too late, many parents feel.", "the process is, they feel, unfair".
    fn comment(&self, at: usize, cue: &'a CueEntry, subject: Option<Actor>) -> Option<Match<'a>> {
        let actor = subject.filter(|actor| !actor.weak && self.is_comment(at, actor))?;
        Some(Self::found(cue, at, at, actor, "comment clause"))
    }

    /// Whether the verb and its subject stand between commas, or behind one at the end.
    pub(super) fn is_comment(&self, at: usize, actor: &Actor) -> bool {
        let tokens = self.tokens();
        let mark = |token: &Token| token.tag == Tag::Comma;
        let opens = actor.first > 0
            && mark(&tokens[actor.first - 1])
            && actor.last < at
            && self.context.verb_group_start(at) == actor.last + 1;
        let next = tokens.get(at + 1);
        let ends = next.is_none_or(|next| next.tag == Tag::Punct && !next.quoted);
        let told = tokens[..actor.first]
            .iter()
            .any(|token| token.tag.is_finite());
        opens && (ends && told || next.is_some_and(mark))
    }

    /// Whether the verb stands in "as one parent explained," with nothing behind it.
    pub(super) fn is_as_comment(&self, at: usize, actor: &Actor) -> bool {
        let tokens = self.tokens();
        actor.first > 0
            && actor.last + 1 == self.context.verb_group_start(at)
            && self.is_word(&tokens[actor.first - 1], "as")
            && tokens
                .get(at + 1)
                .is_none_or(|next| matches!(next.tag, Tag::Comma | Tag::Punct))
    }

    /// The people whose account the clause of the verb at `at` is part of.
    pub(super) fn reporter(&self, at: usize) -> Option<Actor> {
        let tokens = self.tokens();
        let that = (0..at)
            .rev()
            .take_while(|index| tokens[*index].tag != Tag::Punct)
            .filter(|index| tokens[*index].tag == Tag::Sub)
            // "… and that they": the first of joined clauses stands behind its verb.
            .find(|index| *index > 0 && tokens[index - 1].tag != Tag::Conj)?;
        if !tokens[that].is(self.grammar().that) {
            return None;
        }
        let verb = (that.saturating_sub(3)..that).rev().find(|index| {
            tokens[*index].tag == Tag::Verb && tokens[*index].is(self.context.pack.names.cue)
        })?;
        let teller = self.subject_of(verb)?;
        (teller.group.side() == Side::Family && !teller.weak).then_some(teller)
    }

    /// Whether a finite clause begins at `from`: a noun phrase with a verb of its own.
    pub(super) fn clause_follows(&self, from: usize) -> bool {
        let tokens = self.tokens();
        if tokens
            .get(from)
            .is_some_and(|first| matches!(first.tag, Tag::Prep | Tag::To))
        {
            return false;
        }
        let mut noun = false;
        let mut infinitive = false;
        let mut joined = false;
        for token in tokens.iter().skip(from).take(16) {
            match token.tag {
                // "considers the papers and reports": a verb of the same subject.
                tag if joined && tag.is_finite() => return false,
                Tag::Sub if !noun => return true,
                Tag::Sub | Tag::Rel => return false,
                Tag::Noun | Tag::Pron => noun = true,
                // "activities to try at home".
                Tag::Verb if infinitive => {}
                tag if tag.is_finite() => return noun,
                Tag::Punct | Tag::Comma if !token.quoted && noun => return false,
                _ => {}
            }
            infinitive = token.tag == Tag::To;
            joined = token.tag == Tag::Conj;
        }
        false
    }

    pub(super) fn is_adjective_cue(&self, at: usize) -> bool {
        at < self.tokens().len() && self.cues(at).any(|cue| cue.kind == CueKind::Adjective)
    }

    /// Adjective cues from `from`, joined by "and" or commas: the first decides.
    pub(super) fn adjective_list(&self, from: usize) -> Option<(&'a CueEntry, usize)> {
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
    pub(super) fn seem(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
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
}
