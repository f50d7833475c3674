//! Does a clause fail? Its signs, multiplied: something not done, late, missing or poor, told as a fact.

use super::sign_classes::Signs;
use crate::grammar::clause::Link;
use crate::grammar::{Tag, Token};
use crate::pack::Pack;
use crate::pack::lexicon::{ClassSet, pos};

/// Kinds of signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Negated,
    Delay,
    Deficit,
    Bad,
    Too,
    Need,
    Share,
    Growth,
    /// Words that state a failing of some duty by themselves.
    Stated,
}

/// What a clause says of its matter.
#[derive(Clone, Debug, Default)]
pub(super) struct Verdict {
    /// Strength of the signs of failure; nothing at or below zero.
    pub(super) strength: f32,
    /// Where the signs of failure stand, as token indices of the sentence.
    pub(super) places: Vec<usize>,
    /// Which kinds of signs speak of failure.
    pub(super) kinds: [bool; 9],
    /// A sign was turned round.
    pub(super) turned: bool,
    /// A modal makes it less than a fact.
    pub(super) modal: bool,
    /// Good words that nothing turns round.
    pub(super) praised: bool,
    /// Every finite verb tells of the past.
    pub(super) past: bool,
}

/// How far behind what nobody wants the verb stands that says it is less.
const SHRINKS_WITHIN: usize = 8;

/// How far behind a word of waiting it may be said that the wait is short.
const IN_TIME_WITHIN: usize = 5;

/// How far behind "so" stands the "that" which tells how much.
const SO_MUCH_WITHIN: usize = 5;

/// How far before what is wrong the good understanding of it may begin.
const UNDERSTOOD_WITHIN: usize = 7;

/// Reads the signs of one clause.
pub(super) struct SignReader<'a> {
    /// The clause's tokens.
    pub(super) tokens: &'a [Token],
    /// The paragraph's words.
    pub(super) words: &'a str,
    pub(super) pack: &'a Pack,
    pub(super) signs: &'a Signs,
    /// The sentence speaks of what nobody wants more of.
    pub(super) of_unwanted: bool,
    /// The sentence speaks of what everybody wants more of.
    pub(super) of_wanted: bool,
    /// The classes of all the tokens: what none of them is need not be looked for.
    pub(super) classes: ClassSet,
}

impl<'a> SignReader<'a> {
    /// `sentence` are the classes of all that the sentence speaks of.
    pub(super) fn new(
        tokens: &'a [Token],
        words: &'a str,
        pack: &'a Pack,
        signs: &'a Signs,
        sentence: ClassSet,
    ) -> Self {
        let classes = |all: ClassSet, token: &Token| all | token.classes;
        SignReader {
            tokens,
            words,
            pack,
            signs,
            of_unwanted: sentence.meets(signs.unwanted),
            of_wanted: sentence.meets(signs.wanted),
            classes: tokens.iter().fold(ClassSet::NONE, classes),
        }
    }
}

impl SignReader<'_> {
    /// What the clause says.
    pub(super) fn verdict(&self, link: Link) -> Verdict {
        let signs = self.signs;
        let tokens = self.tokens;
        let mut verdict = Verdict::default();
        if !self.is_told_as_fact(link) {
            return verdict;
        }
        let mut at = 0;
        while at < tokens.len() {
            let token = &tokens[at];
            let opens = token.is(signs.opens) || token.lemma == signs.too;
            if !opens || token.is(signs.no_sign) || self.is_no_fact(at) {
                at += 1;
                continue;
            }
            let before = &tokens[at.saturating_sub(5)..at];
            // A pattern marks each of its words; it is one sign.
            let mut end = at + 1;
            if token.is(signs.ceased) {
                end = run_end(tokens, at, signs.ceased);
                let points = if self.ends_badly(end) { -1.0 } else { 1.2 };
                add(&mut verdict, points, Sign::Negated, at);
            } else if token.is(signs.negator) && !token.is(signs.no_longer)
                || token.is(signs.few) && !token.is(signs.partial & !signs.few)
            {
                if let Some(points) = self.negated(at) {
                    add(&mut verdict, points, Sign::Negated, at);
                }
            } else if token.lemma == signs.too
                && tokens
                    .get(at + 1)
                    .is_some_and(|next| matches!(next.tag, Tag::Adj | Tag::Adv | Tag::Quant))
            {
                let turned = self.is_reduced(before) || self.is_negated(before);
                add(&mut verdict, if turned { 0.0 } else { 1.2 }, Sign::Too, at);
                end = at + 2;
            } else if token.is(signs.so) {
                if self.is_so_much_that(at) {
                    add(&mut verdict, 1.2, Sign::Too, at);
                    end = at + 2;
                }
            } else if token.is(signs.need) {
                end = run_end(tokens, at, signs.need);
                add(&mut verdict, 1.0, Sign::Need, at);
            } else if token.is(signs.deficit)
                && !token.is(signs.no_longer)
                && !self.is_a_few(at)
                && !self.is_understood(at)
            {
                end = run_end(tokens, at, signs.deficit);
                // "a reduction in exclusions", "a lack of delays".
                let turned = self.is_reduced(before)
                    || token.is(signs.bad)
                        && before[before.len().saturating_sub(2)..]
                            .iter()
                            .any(|before| before.is(signs.few | signs.negator))
                    || tokens[end..]
                        .iter()
                        .take(if token.is(signs.reducer | signs.only) {
                            5
                        } else {
                            1
                        })
                        .any(|next| next.is(signs.bad | signs.delay | signs.unwanted));
                add(
                    &mut verdict,
                    if turned { -0.5 } else { 1.0 },
                    Sign::Deficit,
                    at,
                );
            } else if token.is(signs.delay | signs.bad) && !self.names_only(at) {
                let class = if token.is(signs.delay) {
                    signs.delay
                } else {
                    signs.bad
                };
                end = run_end(tokens, at, class);
                let soft = tokens[at..end].iter().all(|t| t.is(signs.soft));
                // "those who are waiting", "while they wait": no more than when.
                if soft && self.is_modifier(at) {
                    at = end;
                    continue;
                }
                // "waits have shortened", "exclusions have fallen", "the number who are absent is falling".
                // "has fallen", not "has not fallen".
                let shrink_within = |most: usize| {
                    let behind = tokens[end..].iter().enumerate().take(most);
                    let mut verbs =
                        behind.filter(|(_, after)| after.is(signs.shrink) && after.tag.is_verbal());
                    verbs.any(|(after, _)| !self.is_negated(&tokens[..end + after]))
                };
                let counted = tokens[..at].iter().any(|before| before.is(signs.count))
                    && shrink_within(usize::MAX);
                let shrinks = counted
                    || token.is(signs.unwanted)
                    && shrink_within(SHRINKS_WITHIN)
                    || token.is(signs.shrink)
                        && tokens[..at].iter().any(|before| {
                            before.is(signs.unwanted)
                                || before.is(signs.time_verb) && before.tag == Tag::Ing
                        })
                    // "These have fallen".
                    || token.is(signs.shrink)
                        && self.of_unwanted
                        && tokens[0].tag == Tag::Pron
                        && tokens[..at].iter().all(|before| before.tag != Tag::Noun)
                    // "the backlog has been cleared", "gaps have been closed".
                    || token.tag == Tag::Noun
                        && tokens[end..].iter().enumerate().take(SHRINKS_WITHIN).any(
                            |(after, token)| {
                                token.tag == Tag::Participle
                                    && token.is(signs.reducer | signs.resolved)
                                    && !self.is_negated(&tokens[..end + after])
                            },
                        );
                // "waiting times are within the national standard", "wait less than six weeks".
                let in_time = soft
                    && tokens[end..]
                        .iter()
                        .take(IN_TIME_WITHIN)
                        .any(|after| after.is(signs.hurry))
                    || self.is_short_wait(at, end);
                // "to prevent exclusions", and not "prevents families from getting help".
                let averts =
                    token.is(signs.reducer) && token.tag.is_verbal() && self.ends_badly(end);
                let points = if self.is_reduced(before) || shrinks || in_time || averts {
                    -0.3
                } else if self.is_left_undone(before) {
                    0.0
                } else if self.is_negated(before) {
                    -1.0
                } else if soft {
                    0.5
                } else {
                    1.0
                };
                add(
                    &mut verdict,
                    points,
                    if class == signs.delay {
                        Sign::Delay
                    } else {
                        Sign::Bad
                    },
                    at,
                );
            }
            at = end;
        }
        self.add_amounts(&mut verdict);
        verdict.praised = self.praises();
        verdict.past = self.is_past();
        if verdict.strength > 0.0
            && tokens
                .iter()
                .any(|token| token.tag == Tag::Modal && token.is(signs.hypothetical_modal))
        {
            verdict.modal = true;
        }
        verdict
    }

    /// "wait less than six weeks", "wait only six weeks": the wait that a sign of delay is part of is short.
    fn is_short_wait(&self, at: usize, end: usize) -> bool {
        let signs = self.signs;
        let before = self.tokens[..at]
            .iter()
            .rposition(|token| !token.is(signs.delay));
        let wait = &self.tokens[before.map_or(0, |before| before + 1)..end];
        wait.iter().any(|token| token.is(signs.waiting))
            && wait
                .iter()
                .any(|token| token.lemma == signs.less || token.is(signs.only))
    }

    /// "a few" are some, and "only a few" too few.
    fn is_a_few(&self, at: usize) -> bool {
        let signs = self.signs;
        let token = &self.tokens[at];
        token.is(signs.few)
            && token.is(signs.partial)
            && !self.tokens[at.saturating_sub(2)..at]
                .iter()
                .any(|before| before.is(signs.only))
    }

    /// "so broad that", "so loosely worded that": as much as nobody wants, unless it is good.
    fn is_so_much_that(&self, at: usize) -> bool {
        let signs = self.signs;
        let behind = &self.tokens[at + 1..];
        behind.first().is_some_and(|next| {
            matches!(next.tag, Tag::Adj | Tag::Adv | Tag::Other | Tag::Participle)
                && !next.is(signs.good_state | signs.success)
        }) && behind
            .iter()
            .take(SO_MUCH_WITHIN)
            .any(|token| token.tag == Tag::Sub && token.pos & pos::REL != 0)
            && !self.is_negated(&self.tokens[..at])
    }

    /// A bad word that is part of a name or a neutral term here: "special needs", "complex needs".
    fn names_only(&self, at: usize) -> bool {
        let tokens = self.tokens;
        let token = &tokens[at];
        // "permanently excluded pupils": which pupils are meant.
        let describes = token.tag == Tag::Adj
            && token.is(self.signs.unwanted)
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.is(self.pack.names.any_actor));
        // "children in mental health crisis have access to": which children are meant.
        let of_people = token.tag == Tag::Noun && {
            let before = &tokens[..at];
            let prep = before.iter().rposition(|token| token.tag == Tag::Prep);
            prep.is_some_and(|prep| {
                before[prep + 1..]
                    .iter()
                    .all(|token| matches!(token.tag, Tag::Noun | Tag::Adj | Tag::Det))
                    && prep > 0
                    && (before[prep - 1].is(self.pack.names.any_actor)
                        || before[prep - 1].tag == Tag::Pron)
            })
        };
        // "less anxious than they were".
        let eased = token.lemma == self.signs.less
            && tokens.get(at + 1).is_some_and(|next| {
                next.is(self.pack.names.cue | self.signs.bad | self.signs.delay)
                    && next.tag == Tag::Adj
            });
        describes
            || of_people
            || eased
            || self.is_understood(at)
            || token.is(self.signs.soft)
                && token.tag == Tag::Adj
                && tokens[at + 1..]
                    .iter()
                    .take_while(|next| matches!(next.tag, Tag::Adj | Tag::Noun))
                    .any(|next| next.tag == Tag::Noun && next.is(self.signs.need_noun))
    }

    /// "a clear understanding of the gaps": to see what is wrong is right.
    fn is_understood(&self, at: usize) -> bool {
        let before = &self.tokens[at.saturating_sub(UNDERSTOOD_WITHIN)..at];
        self.tokens[at].tag == Tag::Noun
            && before
                .iter()
                .position(|token| token.is(self.signs.insight))
                .is_some_and(|seen| {
                    before[..seen]
                        .iter()
                        .any(|token| token.is(self.signs.good_state | self.signs.success))
                        && !self.is_negated(&before[..seen])
                })
    }

    /// "benefit from timely, well-planned support": nothing before the good word turns it round.
    fn praises(&self) -> bool {
        let tokens = self.tokens;
        let signs = self.signs;
        if !self.classes.meets(signs.success) {
            return false;
        }
        tokens.iter().enumerate().any(|(at, token)| {
            token.is(signs.success)
                // "well above", "well beyond".
                && tokens.get(at + 1).is_none_or(|next| next.tag != Tag::Prep)
                && !tokens[at.saturating_sub(6)..at].iter().any(|before| {
                    before.is(signs.negator | signs.few | signs.bad | signs.need)
                        || before.lemma == signs.too
                })
        })
    }

    /// A word of waiting that only says of whom or when something is told: "while they wait", "families
    /// awaiting an assessment".
    fn is_modifier(&self, at: usize) -> bool {
        let of_whom = self.tokens[at].tag == Tag::Ing
            && at > 0
            && matches!(self.tokens[at - 1].tag, Tag::Noun | Tag::Pron | Tag::Quant);
        let behind_joint = self.tokens[at.saturating_sub(3)..at].iter().any(|before| {
            before.tag == Tag::Rel
                || self.tokens[at].tag.is_verbal()
                    && before.tag == Tag::Sub
                    && before.is(self.signs.joints.concessive)
        });
        of_whom || behind_joint
    }
}

pub(super) fn add(verdict: &mut Verdict, points: f32, sign: Sign, at: usize) {
    verdict.strength += points;
    if points > 0.0 {
        verdict.places.push(at);
        verdict.kinds[sign as usize] = true;
    } else {
        verdict.turned = true;
    }
}

fn run_end(tokens: &[Token], at: usize, class: ClassSet) -> usize {
    let mut end = at + 1;
    while end < tokens.len() && tokens[end].is(class) {
        end += 1;
    }
    end
}
