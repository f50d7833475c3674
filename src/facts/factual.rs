//! Is it told as a fact? Plans, purposes, conditions and what is put right are none.

use super::sign::SignReader;
use super::sign_classes::Signs;
use crate::grammar::clause::Link;
use crate::grammar::{Tag, Token, own_verb};
use crate::pack::lexicon::pos;

impl SignReader<'_> {
    /// No purpose, condition or plan, and not put right.
    pub(super) fn is_told_as_fact(&self, link: Link) -> bool {
        !matches!(link, Link::Purpose | Link::Hypothetical)
            && !self.is_plan()
            && !self.is_mended()
            && !self.is_imagined()
    }

    /// "Without this help, children would miss school."
    fn is_imagined(&self) -> bool {
        let signs = self.signs;
        self.classes.meets(signs.hypothetical_modal)
            && self
                .tokens
                .first()
                .is_some_and(|first| first.is(signs.negator) && first.pos & pos::PREP != 0)
            && self
                .tokens
                .iter()
                .any(|token| token.tag == Tag::Modal && token.is(signs.hypothetical_modal))
    }

    /// Whether words that state a failing by themselves may do so here: nothing makes it less, or less
    /// than a fact.
    pub(super) fn may_state(&self, link: Link) -> bool {
        let signs = self.signs;
        let lessens = signs.shrink | signs.reducer | signs.resolved | signs.hypothetical_modal;
        self.is_told_as_fact(link)
            && !self.tokens.iter().any(|token| {
                token.is(lessens) && (token.tag.is_verbal() || token.tag == Tag::Modal)
            })
    }

    /// "notice when speech is not developing", "act when they notice a delay", "ask if anything is missing", "worried
    /// that there will be no place": what people look for or foresee need not be so.
    pub(super) fn is_no_fact(&self, at: usize) -> bool {
        let signs = self.signs;
        if !self.classes.meets(signs.question | signs.future) {
            return false;
        }
        let before = &self.tokens[..at];
        let watches = |verb: &Token| verb.tag.is_verbal() && verb.is(signs.watching);
        let asked = before.iter().enumerate().any(|(at, token)| {
            token.is(signs.question)
                && token.tag == Tag::Sub
                && (before[..at]
                    .iter()
                    .rfind(|token| token.tag != Tag::Adv)
                    .is_some_and(watches)
                    || token.is(signs.condition)
                        && before[at..]
                            .iter()
                            .rfind(|token| token.tag.is_verbal())
                            .is_some_and(watches))
        });
        asked
            || before
                .iter()
                .rfind(|token| token.tag.is_finite() && token.tag != Tag::Be)
                .is_some_and(|verb| verb.is(signs.future))
    }

    /// "will be", "plans to": not yet a fact. A plan that fails to exist is one.
    fn is_plan(&self) -> bool {
        let tokens = self.tokens;
        let signs = self.signs;
        if !self
            .classes
            .meets(signs.being | signs.plan | signs.planning)
        {
            return false;
        }
        // "plan a register of children who are not in school", "say little about what will be done", "for
        // longer than was intended": what is embedded is no part of the plan, and makes none.
        let embedded = tokens
            .iter()
            .skip(1)
            .position(|token| token.tag == Tag::Rel || token.is(signs.embedding))
            .map_or(tokens.len(), |behind| behind + 1);
        // "is being built": work that goes on, and not "is being missed".
        let under_way = tokens[..embedded].iter().enumerate().any(|(at, token)| {
            at > 0
                && token.is(signs.being)
                && tokens[at - 1].tag == Tag::Be
                && tokens.get(at + 1).is_some_and(|next| {
                    next.tag == Tag::Participle
                        && !next.is(signs.bad | signs.delay | signs.unwanted)
                })
        });
        let planned = tokens[..embedded]
            .iter()
            .any(|token| token.is(signs.plan) || token.is(signs.planning) && token.tag.is_verbal());
        let told = if planned { &tokens[..embedded] } else { tokens };
        (under_way || planned)
            && !told.iter().any(|token| {
                token.is(signs.negator | signs.contrast | signs.need) || token.lemma == signs.too
            })
    }

    /// "Previously plans were late": put right, unless the clause says that it goes on.
    fn is_mended(&self) -> bool {
        let tokens = self.tokens;
        let signs = self.signs;
        if !self
            .classes
            .meets(signs.mended | signs.today | signs.ceased | signs.resolved | signs.over)
        {
            return false;
        }
        let mended = tokens.iter().enumerate().any(|(at, token)| {
            // "in the previous 12 months".
            let is_time = tokens
                .get(at + 1)
                .is_some_and(|next| next.tag == Tag::Num || next.is(signs.time_unit));
            token.is(signs.mended) && token.tag != Tag::Sub && !is_time && !self.fails_now(at + 1)
        });
        // "had gaps, which have now been closed", "the backlog has been cleared", not "the centre has been closed".
        let today = tokens.iter().any(|token| token.is(signs.today));
        let closed = (0..tokens.len()).any(|at| {
            tokens[at].is(signs.resolved)
                && tokens[at].tag == Tag::Participle
                && (today || self.is_done_by(at) && self.is_unwanted_before(at))
        });
        // "no longer wait".
        let ceased = tokens
            .iter()
            .rposition(|token| token.is(signs.ceased))
            .is_some_and(|last| self.ends_badly(last + 1));
        tokens.iter().any(|token| token.is(signs.over))
            || closed && !self.is_negated(tokens)
            || (mended || ceased)
                && !tokens.iter().any(|token| token.is(signs.still))
                && (ceased || tokens.iter().any(|token| is_past(token, signs)))
    }

    /// "what they received previously is not put in place": whether a verb of the present is denied from `from` on.
    fn fails_now(&self, from: usize) -> bool {
        self.tokens[from..].windows(2).any(|pair| {
            let [verb, not] = pair else { return false };
            not.tag == Tag::Neg
                && verb.tag.is_finite()
                && verb.tag != Tag::Modal
                && !is_past(verb, self.signs)
        })
    }

    /// "has only recently been closed": whether a participle tells what has been done by now.
    fn is_done_by(&self, participle: usize) -> bool {
        let mut back = self.tokens[..participle]
            .iter()
            .rev()
            .filter(|token| token.tag != Tag::Adv);
        back.next().is_some_and(|been| been.tag == Tag::Be)
            && back.next().is_some_and(|have| have.tag == Tag::Have)
    }

    fn is_unwanted_before(&self, at: usize) -> bool {
        let unwanted = self.signs.unwanted | self.signs.delay | self.signs.deficit;
        self.tokens[..at].iter().any(|token| token.is(unwanted))
    }

    pub(super) fn is_past(&self) -> bool {
        let tokens = self.tokens;
        // The first word of a verb group tells its time.
        let mut verbs = own_verb::verb_groups(tokens)
            .map(|at| &tokens[at])
            .filter(|verb| verb.tag != Tag::Modal)
            .peekable();
        verbs.peek().is_some() && verbs.all(|verb| is_past(verb, self.signs))
    }
}

/// Whether a finite verb tells of the past.
fn is_past(token: &Token, signs: &Signs) -> bool {
    token.is(signs.past_be)
        || matches!(token.tag, Tag::Verb | Tag::Do)
            && token.pos & pos::PAST != 0
            && token.pos & (pos::BASE | pos::THIRD) == 0
}
