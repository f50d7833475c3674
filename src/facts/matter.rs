//! What does a failing clause speak of? The duty whose matter its words name, or that the words before
//! it named.

use super::sign_classes::Signs;
use crate::grammar::clause::{Clause, Link};
use crate::grammar::{Sentence, Tag};
use crate::pack::{Pack, Use};

/// The matter chosen for a clause.
#[derive(Clone, Copy, Debug)]
pub(super) struct Matter {
    pub(super) duty: usize,
    pub(super) points: f32,
    /// The points that the clause itself gives.
    pub(super) own: f32,
    /// It is that of the passage before.
    pub(super) inherited: bool,
    /// It is that of the rest of the sentence.
    pub(super) lent: bool,
}

/// What carries over from one sentence of a paragraph to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Carry {
    pub(super) duty: Option<usize>,
    pub(super) failing: bool,
    pub(super) age: u8,
    /// What the sentences before named, for each duty; it fades from sentence to sentence.
    pub(super) named: Vec<f32>,
}

/// What one pattern that only points to a duty is worth, and all of them together at most.
const POINT: f32 = 1.0;
const MOST_POINTED: f32 = 1.8;

/// Points that a matter needs to count as named, and to be carried over.
const NAMED: f32 = 3.0;
pub(super) const POINTED: f32 = 2.0;

/// How much of what the sentences before named counts for a clause that points to it, and how much of
/// it is left a sentence later.
const MEMORY: f32 = 0.3;
const FADING: f32 = 0.6;

/// How much of what the rest of the sentence names counts for a clause that names nothing itself.
const LENT: f32 = 0.7;
const MEANT: f32 = 0.8;
const MOST_LENT: f32 = 6.0;

/// What is said nearest to the sign of failure is what fails. `first` and `last` are tokens.
fn nearness(first: usize, last: usize, places: &[usize]) -> f32 {
    let distance = |place: &usize| {
        if *place < first {
            first - place
        } else {
            place.saturating_sub(last)
        }
    };
    match places.iter().map(distance).min() {
        None | Some(5..=9) => 1.0,
        Some(0..=4) => 1.5,
        Some(_) => 0.7,
    }
}

/// Reads the matters of one sentence.
pub(super) struct MatterReader<'a> {
    pub(super) sentence: &'a Sentence,
    pub(super) pack: &'a Pack,
    pub(super) signs: &'a Signs,
}

impl MatterReader<'_> {
    /// Points for each duty from the patterns in a range of tokens.
    pub(super) fn topics(&self, first: usize, end: usize, places: &[usize]) -> Vec<f32> {
        let tokens = &self.sentence.tokens;
        let mut points = vec![0.0; self.pack.duties.len()];
        if first >= end {
            return points;
        }
        let (from, to) = (tokens[first].start, tokens[end - 1].end);
        let found = || {
            self.sentence
                .found
                .iter()
                .filter(|found| found.start >= from && found.end <= to)
        };
        // Words that only point to a duty never name it, however many they are.
        let mut pointed: Vec<f32> = Vec::new();
        let mut seen: Vec<(u32, u32, u16, f32)> = Vec::new();
        for hit in found() {
            if hit.shadowed {
                // What speaks against a duty does so inside a longer phrase too.
                for use_ in &self.pack.uses[hit.pattern as usize] {
                    if let Use::Topic(duty, weight) = *use_ {
                        points[duty as usize] += weight.min(0.0);
                    }
                }
                continue;
            }
            let uses = &self.pack.uses[hit.pattern as usize];
            let names = |use_: &Use| matches!(*use_, Use::Topic(_, weight) if weight > 0.0);
            let (mut start, mut end, mut near) = (hit.start, hit.end, 0.0);
            if uses.iter().any(names) {
                let at = self.sentence.token_at(hit.start);
                let last = self.sentence.token_at(hit.end - 1);
                // A name counts once, with its abbreviation behind it. Hits stand in the order of their starts.
                (start, end) = (tokens[at].start, tokens[last].end);
                seen.retain(|(_, end, ..)| start < *end);
                near = nearness(at, last, places);
            }
            let mut paired = false;
            for use_ in uses {
                match *use_ {
                    Use::Topic(duty, weight) if weight != 0.0 => {
                        if weight < 0.0 {
                            points[duty as usize] += weight;
                            continue;
                        }
                        // Overlapping patterns of one duty name one thing: the strongest counts.
                        let known = seen
                            .iter()
                            .filter(|(known_start, known_end, known, _)| {
                                *known == duty && *known_start < end && start < *known_end
                            })
                            .map(|(.., value)| *value)
                            .max_by(f32::total_cmp);
                        if weight == POINT {
                            pointed.resize(points.len(), 0.0);
                            pointed[duty as usize] += if known.is_some() { 0.0 } else { weight };
                            seen.push((start, end, duty, 0.0));
                            continue;
                        }
                        let value = weight * near;
                        points[duty as usize] += (value - known.unwrap_or(0.0)).max(0.0);
                        seen.push((start, end, duty, value.max(known.unwrap_or(0.0))));
                    }
                    // Half of a pair says nothing by itself.
                    Use::Topic(..) => paired = true,
                    Use::Fails(duty) => {
                        let points = &mut points[duty as usize];
                        *points = points.max(NAMED);
                    }
                    _ => {}
                }
            }
            if paired && let Some(partners) = self.pack.pairs.get(&hit.pattern) {
                for (partner, duty) in partners {
                    if found().any(|other| {
                        other.pattern == *partner
                            && (other.start >= hit.end || other.end <= hit.start)
                    }) {
                        points[*duty as usize] += 4.0;
                    }
                }
            }
        }
        for (points, pointed) in points.iter_mut().zip(pointed) {
            *points += pointed.min(MOST_POINTED);
        }
        points
    }

    /// The duty that a failing clause is about, its points, and whether it is the passage's and not
    /// the clause's own.
    pub(super) fn choose(
        &self,
        own: &[f32],
        whole: &[f32],
        clause: &Clause,
        index: usize,
        carry: &Carry,
    ) -> Option<Matter> {
        // "it is poorly understood": what the rest of the sentence names is what is meant.
        let by_pronoun = index > 0 && self.opens_with_pronoun(clause);
        let combined: Vec<f32> = own
            .iter()
            .zip(whole)
            .enumerate()
            .map(|(duty, (own, whole))| {
                let rest = whole - own;
                let here = if by_pronoun {
                    own + MEANT * rest.clamp(-3.0, MOST_LENT)
                } else {
                    own + 0.4 * rest.clamp(-3.0, 3.0)
                };
                let before = carry.named.get(duty).copied().unwrap_or(0.0);
                // What the clause only points to, the passage before may have named.
                if *own >= POINT {
                    here + MEMORY * before
                } else {
                    here
                }
            })
            .collect();
        let matter = |duty: usize, points: f32, inherited: bool| Matter {
            duty,
            points,
            own: own[duty],
            inherited,
            lent: false,
        };
        // A duty for what no other has gives way to any other that is named.
        let residual = |duty: usize| self.pack.duties[duty].topic.residual;
        let mut best = best_of(&combined);
        if best.is_some_and(|(duty, _)| residual(duty)) {
            let others = combined.iter().copied().enumerate();
            if let Some((duty, score)) = best_among(others.filter(|(duty, _)| !residual(*duty)))
                && score >= POINTED
            {
                best = Some((duty, score));
            }
        }
        if let Some((duty, score)) = best
            && score >= POINTED
        {
            return Some(Matter {
                own: if by_pronoun { score } else { own[duty] },
                ..matter(duty, score, false)
            });
        }
        // "These delays …", "This means that …": the matter is the one before.
        // "While plans are better, the time they take is too long": the sentence's own matter.
        let names_nothing = own.iter().all(|points| *points < POINTED);
        if names_nothing
            && let Some((duty, score)) = best_of(whole)
            && score >= NAMED
        {
            return Some(Matter {
                lent: true,
                ..matter(duty, LENT * score.min(MOST_LENT), false)
            });
        }
        let anaphoric = self
            .sentence
            .tokens
            .iter()
            .take(3)
            .any(|token| token.is(self.signs.anaphor))
            || clause.link == Link::Result && index > 0
            || self.stands_in(clause);
        if anaphoric
            && let Some(duty) = carry.duty
            && carry.age <= 1
        {
            let floor = best.map_or(0.0, |(_, score)| score);
            return Some(matter(duty, 1.5 + floor * 0.1, true));
        }
        if let Some((duty, score)) = best
            && score >= POINT
        {
            return Some(matter(duty, score, carry.duty == Some(duty)));
        }
        None
    }

    /// "it is …", "these are …": the first that could be a subject is a pronoun.
    fn opens_with_pronoun(&self, clause: &Clause) -> bool {
        self.sentence.tokens[clause.first..clause.end]
            .iter()
            .find(|token| {
                matches!(
                    token.tag,
                    Tag::Noun | Tag::Pron | Tag::Num | Tag::Quant | Tag::PossPron
                )
            })
            .is_some_and(|token| matches!(token.tag, Tag::Pron | Tag::PossPron))
    }

    /// "Others wait", "A third had waited", "Around 900 were overdue": a subject that says how many and
    /// not of what.
    fn stands_in(&self, clause: &Clause) -> bool {
        let mut counted = false;
        for token in &self.sentence.tokens[clause.first..clause.end] {
            match token.tag {
                Tag::Quant | Tag::Num | Tag::Pron => counted = true,
                Tag::Noun if token.is(self.signs.partitive) => counted = true,
                // "Those with complex needs", "Some who are older": which of them.
                Tag::Prep | Tag::Rel if counted => return true,
                Tag::Adv | Tag::Det | Tag::Prep | Tag::Comma | Tag::Conj | Tag::Adj | Tag::Neg => {}
                tag => return counted && tag.is_finite(),
            }
        }
        false
    }
}

impl Carry {
    /// Takes in what a sentence told: the duty of its last failing, and what all of it named.
    pub(super) fn remember(&mut self, failed: Option<usize>, whole: &[f32]) {
        let mut named = std::mem::take(&mut self.named);
        named.resize(whole.len(), 0.0);
        for (named, whole) in named.iter_mut().zip(whole) {
            *named = (*named * FADING).max(whole.clamp(0.0, 6.0));
        }
        if let Some(duty) = failed {
            *self = Carry {
                duty: Some(duty),
                failing: true,
                age: 0,
                named,
            };
        } else if let Some((duty, score)) = best_of(whole)
            && score >= NAMED
        {
            *self = Carry {
                duty: Some(duty),
                failing: false,
                age: 0,
                named,
            };
        } else {
            self.age = self.age.saturating_add(1);
            self.named = named;
        }
    }
}

fn best_of(points: &[f32]) -> Option<(usize, f32)> {
    best_among(points.iter().copied().enumerate())
}

/// The first of equals, so that order in the pack decides and not chance.
fn best_among(scored: impl Iterator<Item = (usize, f32)>) -> Option<(usize, f32)> {
    scored.filter(|(_, score)| *score > 0.0).fold(
        None,
        |best: Option<(usize, f32)>, (index, score)| match best {
            Some((_, known)) if known >= score => best,
            _ => Some((index, score)),
        },
    )
}
