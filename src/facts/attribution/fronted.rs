//! Sources that stand before or behind what they say: "According to parents", "‘…,’ said one".

use super::{Finder, Match};
use crate::grammar::Tag;
use crate::grammar::phrase::Actor;
use crate::pack::schema::CueEntry;

impl<'a> Finder<'a, '_> {
    /// "According to parents", "in the view of carers".
    pub(super) fn fronted(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let actor = self.context.people_starting(at + 1)?;
        (!actor.weak).then(|| Self::found(cue, at, at, actor, "fronted source"))
    }

    /// "In their view, …": those whom the passage is about.
    pub(super) fn fronted_own(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let who = self.context.antecedent(at, false)?;
        let actor = Actor {
            first: at,
            last: at,
            ..who
        };
        (!actor.weak).then(|| Self::found(cue, at, at, actor, "fronted pronoun"))
    }

    /// "‘…,’ said one": the one who speaks stands behind.
    pub(super) fn inverted(&self, at: usize) -> Option<Actor> {
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
}
