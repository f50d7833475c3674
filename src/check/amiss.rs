//! Whether words say that something is amiss, or well.

use super::Context;
use crate::facts::{Attribution, Valence};
use crate::grammar::{Tag, Token};
use crate::pack::lexicon::{ClassSet, pos};

/// Whether a clause says that something is amiss, for what does not say so by its cue.
pub(super) struct Judge {
    bad: ClassSet,
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
            negation: class("negator") | class("negative-quantifier"),
            too: lemma("too"),
            turn: class("but") | class("concessive"),
            even: lemma("even"),
        }
    }

    /// Whether what somebody believes speaks well of services.
    pub(super) fn is_positive(&self, attribution: &Attribution, context: &Context<'_>) -> bool {
        match attribution.valence {
            Valence::Positive => true,
            Valence::Negative => false,
            Valence::Neutral => {
                let tokens = context.words.tokens(attribution.object);
                let turns = |at: usize| {
                    tokens[at].is(self.turn)
                        || tokens[at].tag == Tag::Sub && tokens[at - 1].lemma == self.even
                };
                let end = (1..tokens.len()).find(|at| turns(*at));
                !self.is_amiss(&tokens[..end.unwrap_or(tokens.len())])
            }
        }
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
