//! Whether words say that something is amiss, or well.

use super::Context;
use crate::facts::{Attribution, CueClass, Valence};
use crate::grammar::{Tag, Token};
use crate::pack::lexicon::{ClassSet, pos};

/// Whether a clause says that something is amiss, for what does not say so by its cue.
pub(super) struct Judge {
    bad: ClassSet,
    /// Words that speak well of services, and what turns them round.
    well: ClassSet,
    unless: ClassSet,
    negation: ClassSet,
    too: u32,
    /// Words behind which another account begins: "but", "although", "even where".
    turn: ClassSet,
    even: u32,
}

impl Judge {
    pub(super) fn new(context: &Context<'_>) -> Self {
        let class = |name| context.pack.lexicon.class(name);
        let lemma = |word| context.pack.lexicon.lemma(word).unwrap_or(u32::MAX);
        Judge {
            bad: class("bad-state") | class("delay-sign") | class("deficit") | class("need-sign"),
            well: class("well-word"),
            unless: class("well-unless"),
            negation: class("negator") | class("negative-quantifier"),
            too: lemma("too"),
            turn: class("but") | class("concessive"),
            even: lemma("even"),
        }
    }

    /// Whether what somebody feels or believes speaks well of services.
    pub(super) fn is_positive(&self, attribution: &Attribution, context: &Context<'_>) -> bool {
        match attribution.valence {
            // "feel poorly informed".
            Valence::Positive => {
                let cue = context.words.tokens(attribution.cue);
                let end = cue.iter().position(|token| token.tag == Tag::Conj);
                !self.is_amiss(&cue[..end.unwrap_or(cue.len())])
            }
            Valence::Neutral if attribution.class == CueClass::Belief => {
                let tokens = context.words.tokens(attribution.object);
                let turns = |at: usize| {
                    tokens[at].is(self.turn)
                        || tokens[at].tag == Tag::Sub && tokens[at - 1].lemma == self.even
                };
                let end = (1..tokens.len()).find(|at| turns(*at));
                self.is_well(&tokens[..end.unwrap_or(tokens.len())])
            }
            Valence::Neutral | Valence::Negative => false,
        }
    }

    /// Whether some words speak well of something. Most of what is believed of services without such a word is a
    /// complaint: "decisions are made behind closed doors".
    fn is_well(&self, tokens: &[Token]) -> bool {
        let any = |class: ClassSet| tokens.iter().any(|token| token.is(class));
        any(self.well) && !any(self.unless) && !self.is_amiss(tokens)
    }

    /// Whether some words say that something is amiss.
    pub(super) fn is_amiss(&self, tokens: &[Token]) -> bool {
        tokens.iter().any(|token| {
            token.is(self.bad | self.negation)
                || token.lemma == self.too
                || token.pos & pos::NEG != 0
        })
    }
}
