//! Attributions: who is said to feel, believe, say or know something, and in which words.
//!
//! A cue is found by its word; whether it counts, and whose it is, by the frame that it stands in. Each
//! kind of frame has a file of its own.

mod adjective;
mod feel;
mod fronted;
mod noun;
mod object;
mod other_sense;
mod passive;
mod subject;
mod verb;
mod write;

use super::{Attribution, CueClass, Status, Valence};
use crate::grammar::classes::Grammar;
use crate::grammar::phrase::{Actor, Context};
use crate::grammar::{Paragraph, Tag, Token};
use crate::pack::Pack;
use crate::pack::lexicon::pos;
use crate::pack::schema::{CueEntry, CueKind};

/// How far behind a cue its object, agent or hearer is looked for, in tokens.
const REACH: usize = 9;

/// The frame of "is valued by parents".
const PASSIVE: &str = "passive + by";

/// The frame of "is felt by parents".
const FELT: &str = "felt by";

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
            if finder.may_be_cue(at)
                && let Some(found) = finder.match_at(at)
                && !matches.iter().any(|known| {
                    // "concerns raised by parents": told once.
                    known.first <= found.last && found.first <= known.last
                        || known.actor.first == found.actor.first
                            && matches!(found.frame, PASSIVE | FELT)
                })
            {
                matches.push(found);
            }
        }
        for found in &matches {
            let attribution = finder.write(found, &matches, paragraph);
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

    /// Whether a word may be a cue at all, which few are.
    fn may_be_cue(&self, at: usize) -> bool {
        let units = &self.context.sentences[self.context.index].cue_units;
        self.tokens()[at].is(self.context.pack.names.cue)
            || units.iter().any(|(index, _)| *index == at)
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
                CueKind::Affect if matches!(tag, Tag::Verb | Tag::Participle) => {
                    self.affect(at, cue)
                }
                CueKind::Noun if tag == Tag::Noun => self.noun(at, cue),
                CueKind::Fronted => self.fronted(at, cue),
                CueKind::FrontedOwn => self.fronted_own(at, cue),
                _ => None,
            };
            if let Some(found) = found
                && (cue.groups.is_empty() || cue.groups.contains(&found.actor.group))
                && !self.is_generic(&found.actor)
                && !self.is_case(&found)
                && !self.is_told_by_family(found.first, &found.actor)
            {
                return Some(found);
            }
        }
        None
    }

    /// Whether a token is a word, by its lemma.
    fn is_word(&self, token: &Token, word: &str) -> bool {
        self.context.pack.lexicon.lemma_name(token.lemma) == word
    }

    /// Whether a token is one of some words, by its lemma.
    fn is_one_of(&self, token: &Token, words: &[String]) -> bool {
        let lexicon = &self.context.pack.lexicon;
        token.lemma != 0
            && words
                .iter()
                .any(|word| lexicon.lemma(word) == Some(token.lemma))
    }

    /// "where a school is confident": anybody, and so nobody.
    fn is_generic(&self, actor: &Actor) -> bool {
        let tokens = self.tokens();
        let one = tokens[actor.first].is(self.grammar().indefinite)
            && tokens[actor.last].pos & pos::PLURAL == 0
            && actor.elsewhere.is_none();
        let Some(before) = actor.first.checked_sub(1).map(|before| &tokens[before]) else {
            return false;
        };
        // "find out how each child prefers to talk": what is asked of one child after another.
        let asked = tokens[actor.last].pos & pos::PLURAL == 0
            && (one
                || ["each", "every"]
                    .iter()
                    .any(|word| self.is_word(&tokens[actor.first], word)))
            && (before.is(self.grammar().object_relative)
                || ["how", "why", "whether", "when", "where"]
                    .iter()
                    .any(|word| self.is_word(before, word)));
        asked
            || before.tag == Tag::Sub
                && (one && before.is(self.grammar().condition)
                // "if they are unhappy", "ask whether they feel safe".
                || before.is(self.grammar().hypothetical)
                || self.is_word(before, "whether"))
    }

    /// "notice when children are worried": a case that may arise.
    fn is_case(&self, found: &Match<'a>) -> bool {
        let tokens = self.tokens();
        let Some(when) = found.actor.first.checked_sub(1) else {
            return false;
        };
        found.cue.kind == CueKind::Adjective
            && found.class == CueClass::Emotion
            && tokens[when].tag == Tag::Sub
            && tokens[when].is(self.grammar().condition)
            && tokens[found.first].pos & pos::PAST == 0
            // "at times when families are desperate"; but "tell staff when they are worried".
            && when.checked_sub(1).is_none_or(|before| {
                tokens[before].tag != Tag::Noun
                    || tokens[before].is(self.context.pack.names.any_actor)
            })
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
}
