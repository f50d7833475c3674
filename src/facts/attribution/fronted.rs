//! Sources that stand before or behind what they say: "According to parents", "‘…,’ said one".

use super::{Finder, Match};
use crate::grammar::Tag;
use crate::grammar::phrase::Actor;
use crate::pack::lexicon::ClassSet;
use crate::pack::schema::{CueEntry, CueObject};

impl<'a> Finder<'a, '_> {
    /// "According to parents", "in the view of carers".
    pub(super) fn fronted(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let tokens = self.tokens();
        // "In the words of one, …": one of those before.
        let one = || {
            let next = tokens.get(at + 1)?;
            let counted = matches!(next.tag, Tag::Num | Tag::Quant | Tag::Pron)
                && tokens
                    .get(at + 2)
                    .is_some_and(|after| after.tag == Tag::Comma);
            let who = self.context.antecedent(at, false)?;
            counted.then_some(Actor {
                first: at + 1,
                last: at + 1,
                ..who
            })
        };
        if cue.object == CueObject::That {
            return self.heard_from(at, cue);
        }
        // Services and teams may be asked as well: "In the view of providers".
        let actor = self.context.people_starting(at + 1).or_else(one)?;
        Some(Self::found(cue, at, at, actor, "fronted source"))
    }

    /// "Inspectors heard from carers that": those who were told stand before.
    fn heard_from(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let tokens = self.tokens();
        let from = tokens.get(at + 1)?;
        let told = self.context.verb_group_start(at).checked_sub(1)?;
        if !self.is_word(from, "from") || !tokens[told].is(self.grammar().hearer) {
            return None;
        }
        let actor = self.context.people_starting(at + 2)?;
        let that = tokens[actor.last + 1..]
            .iter()
            .take_while(|token| !token.tag.is_finite())
            .any(|token| matches!(token.tag, Tag::Sub | Tag::Rel) && token.is(self.grammar().that));
        (that && !actor.weak).then(|| Self::found(cue, at, at + 1, actor, "heard from"))
    }

    /// "In their view, …": those whom the passage is about.
    pub(super) fn fronted_own(&self, at: usize, cue: &'a CueEntry) -> Option<Match<'a>> {
        let tokens = self.tokens();
        // "recorded in their own words": how, and not whose account.
        let opens = at == 0
            || matches!(
                tokens[at - 1].tag,
                Tag::Comma | Tag::Punct | Tag::Conj | Tag::Sub
            );
        if !opens {
            return None;
        }
        // "In their view, parents get less": those who are named behind.
        let behind = || {
            tokens
                .get(at + 1)
                .filter(|next| next.tag == Tag::Comma)
                .and_then(|_| self.context.people_starting(at + 2))
        };
        // "Parents are content: their health visitors call, and the talks are, in their view": not the visitors'.
        let owner = |who: Actor| match who.elsewhere {
            Some((sentence, first, _))
                if sentence == self.context.index && tokens[first].tag == Tag::PossPron =>
            {
                self.context.antecedent(first, false).or(Some(who))
            }
            _ => Some(who),
        };
        let who = self
            .context
            .antecedent(at, false)
            .and_then(owner)
            .or_else(behind)?;
        let actor = Actor {
            first: at,
            last: at,
            ..who
        };
        (!actor.weak).then(|| Self::found(cue, at, at, actor, "fronted pronoun"))
    }

    /// "For many families, it feels like …", "Among staff, …": the people whom a word of `classes` puts first.
    pub(super) fn fronted_people(&self, classes: ClassSet) -> Option<Actor> {
        let tokens = self.tokens();
        if !tokens[0].is(classes) {
            return None;
        }
        // "For many, …": those of the passage.
        let counted = || {
            let who = self.context.antecedent(0, false)?;
            matches!(tokens.get(1)?.tag, Tag::Quant | Tag::Pron).then_some(Actor {
                first: 1,
                last: 1,
                ..who
            })
        };
        let actor = self.context.people_starting(1).or_else(counted)?;
        tokens
            .get(actor.last + 1)
            .is_some_and(|next| next.tag == Tag::Comma)
            .then_some(actor)
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
        // "Emails go unanswered, say parents."
        let ends = || {
            let who = self.context.people_starting(at + 1)?;
            let over = tokens
                .get(who.last + 1)
                .is_none_or(|next| next.tag == Tag::Punct && !next.quoted);
            (tokens[at - 1].tag == Tag::Comma && over && !who.weak).then_some(who)
        };
        if !after_quotation {
            return ends();
        }
        // "The youth panel, ‘Our Say’, said that leaders": a name stands in quotes, and who speaks before it.
        if tokens.get(at + 1).is_some_and(|next| next.tag == Tag::Sub) {
            return None;
        }
        // "said parents", "said one young woman", "said one".
        let named = self
            .context
            .people_starting(at + 1)
            .or_else(|| self.context.people_starting(at + 2));
        named.or_else(|| {
            let next = tokens.get(at + 1)?;
            let counted = matches!(next.tag, Tag::Quant | Tag::Num | Tag::Pron | Tag::Det)
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
