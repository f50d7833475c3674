//! What a clause counts: shares of what should be all, growth of what nobody wants, loss of what everybody
//! wants, and time spent.

use super::figure;
use super::sign::{Sign, SignReader, Verdict, add};
use crate::grammar::{Tag, Token};
use crate::pack::lexicon::{ClassSet, pos};

/// How far before a time the verb stands that says it was spent.
const TIME_SPENT_WITHIN: usize = 8;

impl SignReader<'_> {
    /// Adds what the clause counts.
    pub(super) fn add_amounts(&self, verdict: &mut Verdict) {
        self.add_figures(verdict);
        self.add_growth(verdict);
        self.add_loss(verdict);
        self.add_duration(verdict);
    }

    /// "28% were finalised within 20 weeks", "only one in five is complete": a share of what should be all.
    fn add_figures(&self, verdict: &mut Verdict) {
        let tokens = self.tokens;
        let signs = self.signs;
        let Some(share) = figure::first_share(tokens, self.words, signs.low_share, signs.only)
        else {
            return;
        };
        let behind = &tokens[share.end..];
        let any = |tokens: &[Token], class: ClassSet| tokens.iter().any(|token| token.is(class));
        let done = |tokens: &[Token]| {
            tokens
                .iter()
                .any(|token| token.is(signs.good_act | signs.good_state) && token.tag != Tag::Noun)
        };
        // "had a review", "is met in 45% of cases"; and not "3% were suspended".
        let amiss = any(
            tokens,
            signs.bad | signs.delay | signs.unwanted | signs.negator,
        );
        let limit = any(behind, signs.time_limit) || !amiss && any(tokens, signs.time_limit);
        let had = behind.iter().any(|token| token.tag == Tag::Have)
            && (limit || any(behind, signs.good_deed));
        let good = done(behind) || !amiss && (had || limit && done(tokens));
        let low = share.only && share.part < 0.9 || limit && share.part < 0.8;
        let counted = verdict
            .places
            .iter()
            .any(|place| (share.first..=share.end + 4).contains(place));
        if good && low && !counted {
            add(verdict, 1.2, Sign::Share, share.first);
        }
    }

    /// "Suspensions have risen", "waits have grown", "exclusions are above the national rate".
    fn add_growth(&self, verdict: &mut Verdict) {
        let tokens = self.tokens;
        let signs = self.signs;
        if !self.classes.meets(signs.growth | signs.excess) {
            return;
        }
        // "exclusions", "the number of children waiting".
        let counted = |at: usize| tokens[..at].iter().any(|token| token.is(signs.count));
        let unwanted = tokens.iter().enumerate().position(|(at, token)| {
            token.is(signs.unwanted)
                || token.is(signs.waiting) && token.tag == Tag::Ing && counted(at)
        });
        let Some(unwanted) = unwanted.or(self.of_unwanted.then_some(0)) else {
            return;
        };
        let grows = tokens.iter().enumerate().find(|(at, token)| {
            *at > unwanted && token.is(signs.growth) && token.tag.is_verbal()
                || token.is(signs.excess)
        });
        // "experience increasing wait times".
        let grown = || {
            let before = unwanted.checked_sub(1)?;
            let token = &tokens[before];
            let grows = token.is(signs.growth) && matches!(token.tag, Tag::Ing | Tag::Adj);
            (grows && !verdict.places.contains(&unwanted)).then_some(before)
        };
        if grows.is_none()
            && let Some(at) = grown()
            && !self.is_negated(&tokens[..at])
        {
            add(verdict, 1.0, Sign::Growth, at);
        }
        if let Some((at, _)) = grows
            && !self.is_negated(&tokens[unwanted.min(at)..at])
            && !verdict.places.contains(&at)
        {
            // What grows is what fails; "the share of pupils who are suspended" is no such thing.
            let of_whom = tokens[..unwanted].iter().any(|token| token.tag == Tag::Rel);
            let place = if tokens[unwanted].is(signs.unwanted) && !of_whom {
                unwanted
            } else {
                at
            };
            add(verdict, 1.0, Sign::Growth, place);
        }
    }

    /// "The share that is finalised on time has fallen", "uptake is well below the target": too little, or
    /// less, of what everybody wants.
    fn add_loss(&self, verdict: &mut Verdict) {
        let tokens = self.tokens;
        let signs = self.signs;
        if !self.of_wanted || !self.classes.meets(signs.below | signs.shrink) {
            return;
        }
        let wanted = tokens
            .iter()
            .position(|token| token.is(signs.wanted) && token.tag == Tag::Noun);
        let less = tokens
            .iter()
            .enumerate()
            .skip(wanted.map_or(0, |wanted| wanted + 1))
            .find(|(_, token)| {
                token.is(signs.below) || token.is(signs.shrink) && token.tag.is_verbal()
            });
        let Some((at, _)) = less else { return };
        // "Timeliness has improved, but it remains below average": a clause without a subject of its own.
        let names_no_other = || tokens[..at].iter().all(|token| token.tag != Tag::Noun);
        let Some(wanted) = wanted.or_else(|| names_no_other().then_some(at)) else {
            return;
        };
        let bad = signs.bad | signs.delay | signs.unwanted | signs.negator;
        let of_good = !tokens[..at].iter().any(|token| token.is(bad));
        if of_good && verdict.places.is_empty() {
            add(verdict, 1.0, Sign::Growth, wanted);
        }
    }

    /// "takes, on average, 19 months", "had waited for more than two years", "follow 31 weeks later".
    fn add_duration(&self, verdict: &mut Verdict) {
        let tokens = self.tokens;
        let signs = self.signs;
        if !self.classes.meets(signs.time_unit) {
            return;
        }
        let found = tokens.iter().enumerate().find(|(at, token)| {
            let before = &tokens[at.saturating_sub(3)..*at];
            // "more than a year", "several months", "months".
            let counted = token.is(signs.time_unit)
                && (before.iter().any(|before| {
                    matches!(before.tag, Tag::Num | Tag::Quant) || before.is(signs.past_reach)
                }) || token.pos & pos::PLURAL != 0
                    && before
                        .last()
                        .is_some_and(|last| last.tag.is_verbal() || last.tag == Tag::Prep));
            // Within a time, or less than it, is in time.
            let hurried = tokens[at.saturating_sub(4)..*at]
                .iter()
                .any(|before| before.is(signs.hurry));
            let spent = tokens[at.saturating_sub(TIME_SPENT_WITHIN)..*at]
                .iter()
                .any(|before| before.is(signs.time_verb) && before.tag != Tag::Adj)
                || tokens[at + 1..]
                    .iter()
                    .take(2)
                    .any(|after| after.is(signs.later));
            // "the wait is still more than a year".
            let lasts = self.of_unwanted
                && before.iter().any(|before| before.is(signs.past_reach))
                && tokens[at.saturating_sub(6)..*at]
                    .iter()
                    .any(|before| before.tag == Tag::Be);
            counted && !hurried && (spent || lasts)
        });
        if let Some((at, _)) = found
            && !verdict
                .places
                .iter()
                .any(|place| place.abs_diff(at) <= TIME_SPENT_WITHIN)
        {
            add(verdict, 1.0, Sign::Delay, at);
        }
    }
}
