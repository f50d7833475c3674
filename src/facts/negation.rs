//! What a negation turns round: a good act that is not done fails, and a bad thing that is not there does
//! not.

use super::sign::SignReader;
use crate::grammar::own_verb::verb_groups;
use crate::grammar::{Tag, Token};
use crate::pack::lexicon::pos;

/// How far a negation reaches.
const NEGATED_WITHIN: usize = 9;

/// How far behind "without" stands what is not done.
const WITHOUT_REACH: usize = 8;

impl SignReader<'_> {
    /// The points of a negation: for what it negates within reach.
    pub(super) fn negated(&self, at: usize) -> Option<f32> {
        let tokens = self.tokens;
        let signs = self.signs;
        if tokens[at].is(signs.no_longer) {
            return None;
        }
        let quantity = tokens[at].is(signs.few);
        // "young people with no diagnosis": which people are meant.
        if quantity
            && at > 1
            && tokens[at - 1].tag == Tag::Prep
            && tokens[at - 2].is(self.pack.names.any_family())
        {
            return None;
        }
        // "Eleven pupils had none", "receive nothing in between".
        if quantity
            && at > 0
            && (tokens[at - 1].tag == Tag::Have || tokens[at - 1].is(signs.good_act))
            && tokens[at - 1].tag.is_verbal()
            && !tokens
                .get(at + 1)
                .is_some_and(|next| next.tag.opens_noun_phrase())
        {
            return Some(1.2);
        }
        // "is rarely a party to it", "are not a priority".
        let of_being = at > 0 && tokens[at - 1].tag == Tag::Be;
        // "are not in school", "is not on track".
        if of_being && tokens.get(at + 1).is_some_and(|next| next.tag == Tag::Prep) {
            return Some(1.2);
        }
        // "Children without a plan are late": the reach of "without" ends before the verb.
        let within_phrase = tokens[at].pos & pos::PREP != 0;
        if within_phrase && self.goes_without(at) {
            return Some(1.0);
        }
        if within_phrase && self.is_spared(at) {
            return None;
        }
        let from = self.behind_relative(at + 1);
        let ahead = &tokens[from..tokens.len().min(from + NEGATED_WITHIN)];
        let verb = ahead.iter().skip(1).position(|token| token.tag.is_finite());
        // "Support for pupils who do not have a plan is weak": the reach of a relative clause's "not" does, too.
        let in_relative =
            at > 1 && tokens[at - 1].tag.is_finite() && tokens[at - 2].tag == Tag::Rel;
        let reach = match verb {
            Some(verb) if within_phrase || in_relative => &ahead[..=verb],
            _ => ahead,
        };
        // "No diagnosis is needed."
        let needed = |pair: &[Token]| pair[0].tag == Tag::Be && pair[1].is(signs.needing);
        if quantity && reach.windows(2).any(needed) {
            return Some(-0.5);
        }
        // "Few pupils are suspended."
        if quantity
            && reach
                .iter()
                .any(|token| token.is(signs.unwanted) && token.tag.is_verbal())
        {
            return Some(-0.5);
        }
        if quantity && self.ends_badly_for_few(at) {
            return Some(-0.5);
        }
        if self.is_not_had(at, reach) {
            return Some(1.2);
        }
        for (after, token) in reach.iter().enumerate() {
            if self.ought_to_shrink(at, token) {
                return Some(1.2);
            }
            if token.tag == Tag::Punct && !token.quoted && token.end - token.start == 1 && !quantity
            {
                return None;
            }
            if quantity && token.is(signs.unwanted) {
                return Some(-0.5);
            }
            // "does not depend on a diagnosis".
            if token.is(signs.bad | signs.delay)
                && (!token.is(signs.soft) || token.tag == Tag::Verb)
                && !token.is(signs.good_state)
            {
                return Some(if quantity { -0.5 } else { -1.0 });
            }
            // "do not wait", "do not have to queue", "do not need a diagnosis".
            if (token.is(signs.waiting)
                || token.is(signs.needing) && reach[..after].iter().all(|t| t.tag != Tag::Noun))
                && token.tag.is_verbal()
            {
                return Some(-0.5);
            }
            // "do not face delays": what they are spared is bad.
            let spared = reach.get(after + 1..).unwrap_or_default();
            if token.is(signs.undergo) && token.tag.is_verbal() && self.is_bad_first(spared) {
                return Some(-1.0);
            }
            if token.is(signs.good_state)
                || token.is(signs.good_act)
                || token.tag == Tag::Noun && (quantity || of_being)
            {
                return Some(1.5);
            }
            let done = token.tag == Tag::Do && token.pos & pos::PARTICIPLE != 0;
            let sees = token.tag == Tag::Noun && token.is(signs.insight);
            if done || sees || matches!(token.tag, Tag::Verb | Tag::Participle | Tag::Ing) {
                return Some(1.2);
            }
        }
        None
    }

    /// "have not had a visit".
    fn is_not_had(&self, at: usize, reach: &[Token]) -> bool {
        let had = |pair: &[Token]| pair[0].tag == Tag::Have && pair[1].tag.opens_noun_phrase();
        at > 0 && self.tokens[at - 1].tag == Tag::Have && reach.windows(2).take(2).any(had)
    }

    /// "the backlog has not fallen": a verb behind a negation says that what nobody wants is less.
    fn ought_to_shrink(&self, negation: usize, verb: &Token) -> bool {
        let signs = self.signs;
        let unwanted =
            |token: &Token| token.is(signs.unwanted | signs.delay) && !token.is(signs.soft);
        verb.is(signs.shrink)
            && verb.tag.is_verbal()
            && self.tokens[..negation].iter().any(unwanted)
    }

    /// "Not all pupils who have been suspended receive …": what is told of people, behind which of them are meant.
    fn behind_relative(&self, from: usize) -> usize {
        let tokens = self.tokens;
        let phrase = tokens[from..]
            .iter()
            .take_while(|token| token.tag.opens_noun_phrase())
            .count();
        let relative = from + phrase;
        if phrase == 0
            || tokens
                .get(relative)
                .is_none_or(|token| token.tag != Tag::Rel)
        {
            return from;
        }
        verb_groups(&tokens[relative..])
            .nth(1)
            .map_or(from, |verb| relative + verb)
    }

    /// "finalised without advice", "without families being asked", "referred on without a conversation": something is
    /// done, and what ought to go with it is not; "children without a plan" are only some of the children.
    fn goes_without(&self, at: usize) -> bool {
        let signs = self.signs;
        let (before, behind) = (&self.tokens[..at], &self.tokens[at + 1..]);
        let mut nearest = before
            .iter()
            .rev()
            .filter(|token| token.tag != Tag::Comma)
            .peekable();
        let of_people = nearest
            .peek()
            .is_some_and(|token| token.is(self.pack.names.any_family()) || token.tag == Tag::Pron);
        let behind_verb = nearest
            .find(|token| token.tag != Tag::Adv)
            .is_some_and(|token| token.tag.is_verbal());
        let noun = |token: &Token| token.is(signs.good_deed) && token.tag == Tag::Noun;
        let act = |token: &Token| {
            token.is(signs.good_act) && matches!(token.tag, Tag::Ing | Tag::Participle)
        };
        let near = || behind.iter().take(WITHOUT_REACH / 2);
        if behind_verb && near().any(|token| noun(token) || act(token)) {
            return true;
        }
        let being = behind
            .iter()
            .take(WITHOUT_REACH)
            .position(|token| token.is(signs.being));
        let done = being.is_some_and(|being| {
            being > 0
                && behind[being + 1..]
                    .iter()
                    .take(2)
                    .any(|deed| deed.pos & pos::PARTICIPLE != 0 && deed.pos & pos::AUX == 0)
        });
        let is_act = before.iter().any(|token| token.tag.is_finite());
        !self.is_spared(at) && (done || !of_people && is_act && near().any(noun))
    }

    /// "can call without being referred": only what somebody else does is owed to anybody.
    fn is_spared(&self, at: usize) -> bool {
        let next = self.tokens.get(at + 1..at + 3);
        next.is_some_and(|next| next[0].is(self.signs.being) && next[1].tag == Tag::Participle)
    }

    /// "few children start school with needs that were missed": what is told of few people is told by its last word that
    /// is good or bad.
    fn ends_badly_for_few(&self, at: usize) -> bool {
        let signs = self.signs;
        let bad = signs.bad | signs.delay | signs.unwanted | signs.waiting;
        let people = self
            .tokens
            .get(at + 1)
            .is_some_and(|next| next.is(self.pack.names.any_family()));
        people
            && self.tokens[at + 2..]
                .iter()
                .rfind(|token| token.is(bad | signs.good_state | signs.good_act))
                .is_some_and(|last| last.is(bad) && !last.is(signs.good_state))
    }

    /// Whether the first word from `from` on that is good or bad is bad.
    pub(super) fn ends_badly(&self, from: usize) -> bool {
        self.is_bad_first(self.tokens.get(from..).unwrap_or_default())
    }

    /// Whether the first of some words that is good or bad is bad.
    fn is_bad_first(&self, words: &[Token]) -> bool {
        let signs = self.signs;
        let bad = signs.bad | signs.delay | signs.unwanted;
        words
            .iter()
            .take(5)
            .find(|token| token.is(bad | signs.good_state | signs.good_act))
            .is_some_and(|token| token.is(bad) && !token.is(signs.good_state))
    }

    /// "reduced the long waits", "a cut in delays"; an adjective only beside its noun: "reduced delays",
    /// and not "reduced staffing leads to delays".
    pub(super) fn is_reduced(&self, before: &[Token]) -> bool {
        let beside = before.len().wrapping_sub(1);
        before.iter().enumerate().any(|(at, token)| {
            (token.is(self.signs.reducer | self.signs.hypothetical_modal)
                || token.is(self.signs.improver) && token.tag.is_verbal())
                && match token.tag {
                    Tag::Adj => at == beside,
                    tag => tag.is_verbal() || tag == Tag::Noun,
                }
        })
    }

    /// "not challenged poor performance": what is bad stays so, for the act upon it is not done.
    pub(super) fn is_left_undone(&self, before: &[Token]) -> bool {
        let signs = self.signs;
        let negator = before.iter().rposition(|token| token.is(signs.negator));
        negator.is_some_and(|negator| {
            before[negator + 1..].iter().any(|token| {
                token.is(signs.good_act)
                    && !token.is(signs.undergo)
                    && matches!(token.tag, Tag::Verb | Tag::Participle | Tag::Ing)
            })
        })
    }

    pub(super) fn is_negated(&self, before: &[Token]) -> bool {
        before
            .iter()
            .enumerate()
            .rev()
            .take(3)
            // "(whose language) is not English are late": another verb's negation.
            .take_while(|(at, token)| {
                !(token.tag == Tag::Be && *at > 0 && before[at - 1].tag == Tag::Noun)
            })
            .any(|(_, token)| token.is(self.signs.negator))
    }
}
