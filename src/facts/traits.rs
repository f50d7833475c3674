//! How a clause stands in its sentence and passage: who tells it, what it hangs on, whom it is about.

use super::CueClass;
use super::duty_failure::SentenceReader;
use super::evidence::Traits;
use super::matter::Carry;
use super::sign::Verdict;
use crate::grammar::clause::{Clause, Link};
use crate::grammar::own_verb;
use crate::grammar::{Tag, Token};
use crate::pack::lexicon::{ClassSet, pos};

/// How far before a word of emotion those stand who feel it.
const EMOTION_WITHIN: usize = 8;

impl SentenceReader<'_, '_> {
    /// "pupils who cannot attend": the sign says which people are meant.
    fn is_in_relative(&self, first: usize, place: usize) -> bool {
        let before = &self.tokens()[first..place];
        before
            .iter()
            .rposition(|token| {
                token.tag == Tag::Rel
                    || token.pos & pos::REL != 0 && token.tag == Tag::PossPron
                    || token.lemma == self.signs.place && token.tag == Tag::Sub
            })
            .is_some_and(|rel| {
                let within = &before[rel..];
                // "Families have plans that are out of date": it is told of them.
                let told_of = before[..rel]
                    .iter()
                    .rfind(|token| token.tag.is_finite())
                    .is_some_and(|verb| verb.tag == Tag::Have);
                // "reviews of pupils who are out of school are missed": the second verb is another's.
                !told_of
                    && !within
                        .iter()
                        .any(|token| matches!(token.tag, Tag::Verb | Tag::Comma | Tag::Punct))
                    && own_verb::verb_groups(within).count() < 2
            })
    }

    /// "Pupils who cannot attend are taught at home": every sign says only whom the clause is about.
    pub(super) fn says_only_who(&self, clause: &Clause, places: &[usize]) -> bool {
        let tokens = &self.tokens()[clause.first..clause.end];
        let Some(relative) = tokens.iter().position(|token| token.tag == Tag::Rel) else {
            return false;
        };
        let mut verbs = own_verb::verb_groups(tokens);
        let (Some(own), Some(main)) = (verbs.next(), verbs.next()) else {
            return false;
        };
        // "For pupils who need two carers, no break is available": the comma ends it.
        let aside = tokens[own..]
            .iter()
            .position(|token| token.tag == Tag::Comma)
            .map_or(main, |comma| own + comma);
        relative < own
            && relative > 0
            && self
                .head_of_relative(tokens, relative)
                .is(self.pack.names.any_actor)
            && places
                .iter()
                .all(|place| (relative..main.min(aside)).contains(&(place - clause.first)))
    }

    /// "Officers visit pupils who are absent": every sign says only whom an act is for.
    pub(super) fn says_only_whom(&self, clause: &Clause, places: &[usize]) -> bool {
        let tokens = &self.tokens()[clause.first..clause.end];
        let Some(relative) = tokens.iter().rposition(|token| token.tag == Tag::Rel) else {
            return false;
        };
        let family = self.pack.names.any_family();
        let people = |token: &Token| token.is(family) || token.tag == Tag::Pron;
        // "Inspectors met pupils who are out of school" says that there are such pupils.
        let acts = |verb: &Token| {
            matches!(verb.tag, Tag::Verb | Tag::Participle)
                && !verb.is(self.signs.come_upon | self.signs.undergo)
        };
        // "The help that is given to those who have no plan is weak": the clause goes on behind the relative one.
        let main = own_verb::verb_groups(tokens)
            .filter(|verb| *verb > relative)
            .nth(1)
            .unwrap_or(tokens.len());
        relative > 0
            && people(self.head_of_relative(tokens, relative))
            && tokens[..relative].iter().any(acts)
            && places
                .iter()
                .all(|place| (relative + 1..main).contains(&(place - clause.first)))
    }

    /// "Parents are frustrated by these delays": all that fails is what an emotion of the family side is about.
    fn is_emotion(&self, clause: &Clause, places: &[usize]) -> bool {
        let tokens = &self.tokens()[clause.first..clause.end];
        let lexicon = &self.pack.lexicon;
        let is_cue = |token: &Token| {
            token.is(self.pack.names.cue)
                && lexicon.cue_words.get(&token.lemma).is_some_and(|cues| {
                    cues.iter()
                        .any(|cue| lexicon.cues[*cue as usize].class == CueClass::Emotion)
                })
        };
        let family = self.pack.names.any_family();
        let cue = tokens.iter().enumerate().position(|(at, token)| {
            is_cue(token)
                && tokens[at.saturating_sub(EMOTION_WITHIN)..at]
                    .iter()
                    .any(|before| before.is(family))
        });
        cue.is_some_and(|cue| places.iter().all(|place| *place > clause.first + cue))
    }

    pub(super) fn traits(
        &self,
        clause: &Clause,
        verdict: &Verdict,
        index: usize,
        contrast: bool,
        carry: &Carry,
    ) -> Traits {
        let signs = self.signs;
        let tokens = &self.tokens()[clause.first..clause.end];
        let any = |class: ClassSet| tokens.iter().any(|token| token.is(class));
        let of_family = self.pack.names.any_family();
        let verb = tokens
            .iter()
            .position(|token| token.tag.is_finite())
            .unwrap_or(tokens.len());
        Traits {
            reported: self.is_reported() || self.is_felt(tokens),
            emotion: self.is_emotion(clause, &verdict.places),
            result: clause.link == Link::Result
                || index == 0
                    && tokens
                        .iter()
                        .take(3)
                        .any(|token| token.is(signs.joints.result)),
            concessive: clause.link == Link::Concessive && index == 0,
            condition: tokens
                .first()
                .is_some_and(|first| first.tag == Tag::Sub && first.is(signs.condition)),
            contrast,
            cause: clause.link == Link::Cause,
            follows: carry.failing && carry.age == 0,
            law: any(signs.law),
            broad: any(signs.broad),
            partial: any(signs.partial),
            verbless: verb == tokens.len(),
            off_duty: any(signs.off_duty),
            relative: verdict
                .places
                .iter()
                .all(|place| self.is_in_relative(clause.first, *place)),
            family: tokens[..verb].iter().any(|token| token.is(of_family)),
        }
    }

    /// "Parents are frustrated that they hear nothing": what families feel about it is told.
    fn is_felt(&self, tokens: &[Token]) -> bool {
        let names = &self.pack.names;
        let feeling = tokens.iter().position(|token| {
            token.is(names.cue) && matches!(token.tag, Tag::Adj | Tag::Participle)
        });
        feeling.is_some_and(|feeling| {
            let before = &tokens[..feeling];
            before.iter().any(|token| token.is(names.any_family()))
                && before
                    .iter()
                    .rfind(|token| token.tag != Tag::Adv)
                    .is_some_and(|verb| verb.tag == Tag::Be)
        })
    }

    /// Told as somebody's account: a verb of saying or feeling with people before the clause's verb.
    pub(super) fn is_reported(&self) -> bool {
        let names = &self.pack.names;
        let tokens = self.tokens();
        let family = names.any_family() | names.mixed;
        // "They say that": those of the sentence before.
        let named_before = || {
            self.previous
                .is_some_and(|previous| previous.tokens.iter().any(|token| token.is(family)))
        };
        tokens.iter().enumerate().any(|(index, token)| {
            token.is(self.signs.report)
                && token.tag.is_verbal()
                && (tokens[index.saturating_sub(6)..index]
                    .iter()
                    .any(|before| before.is(family))
                    || index > 0 && tokens[index - 1].is(self.signs.they) && named_before())
        })
    }

    /// The word that a relative clause hangs on: "pupils" in "pupils with SEND who". The clause does not begin with it.
    fn head_of_relative<'t>(&self, tokens: &'t [Token], relative: usize) -> &'t Token {
        let last = &tokens[relative - 1];
        let with = tokens[..relative - 1]
            .iter()
            .rposition(|token| !matches!(token.tag, Tag::Noun | Tag::Adj));
        match with {
            Some(with)
                if with > 0
                    && tokens[with].tag == Tag::Prep
                    && !last.is(self.pack.names.any_actor) =>
            {
                &tokens[with - 1]
            }
            _ => last,
        }
    }
}
