//! What each pattern of a pack is used for, in one list.

use super::Use;
use super::pattern::PatternId;
use std::ops::Index;

/// The uses of each pattern, by its number.
#[derive(Debug, Default)]
pub(crate) struct Uses {
    /// Where the uses of each pattern end; they begin where those of the one before it end.
    ends: Vec<u32>,
    all: Vec<Use>,
    /// The most points that a pattern has for one matter, where it names one.
    named: Vec<f32>,
    /// Whether each pattern states a failing by itself.
    states_failing: Vec<bool>,
}

/// The points with which a pattern names a matter and does not only point to it.
const NAMES: f32 = 3.0;

impl Uses {
    /// Sorts out uses as they were noted; what is noted twice counts once. `patterns` is how many there are.
    pub(super) fn new(mut noted: Vec<(PatternId, Use)>, patterns: usize) -> Self {
        noted.sort_by_key(|(pattern, _)| *pattern);
        let mut uses = Uses {
            ends: Vec::with_capacity(patterns),
            all: Vec::with_capacity(noted.len()),
            named: vec![0.0; patterns],
            states_failing: vec![false; patterns],
        };
        for of_one in noted.chunk_by(|(one, _), (next, _)| one == next) {
            uses.ends
                .resize(of_one[0].0 as usize, uses.all.len() as u32);
            let begin = uses.all.len();
            for (_, use_) in of_one {
                if !uses.all[begin..].contains(use_) {
                    uses.all.push(*use_);
                }
            }
            let points = of_one.iter().map(|(_, use_)| match use_ {
                Use::Topic(_, points) if *points >= NAMES => *points,
                _ => 0.0,
            });
            uses.named[of_one[0].0 as usize] = points.fold(0.0, f32::max);
            uses.states_failing[of_one[0].0 as usize] =
                of_one.iter().any(|(_, use_)| matches!(use_, Use::Fails(_)));
            uses.ends.push(uses.all.len() as u32);
        }
        uses.ends.resize(patterns, uses.all.len() as u32);
        uses
    }

    /// Whether a pattern states a failing by itself.
    pub(crate) fn states_failing(&self, pattern: PatternId) -> bool {
        self.states_failing[pattern as usize]
    }

    /// How many points a pattern has for a duty's matter that it names by itself; none where it names none.
    pub(crate) fn named(&self, pattern: PatternId) -> f32 {
        self.named[pattern as usize]
    }
}

impl Index<usize> for Uses {
    type Output = [Use];

    fn index(&self, pattern: usize) -> &[Use] {
        let begin = match pattern {
            0 => 0,
            _ => self.ends[pattern - 1],
        };
        &self.all[begin as usize..self.ends[pattern] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pattern_has_its_uses_in_the_order_in_which_they_came() {
        let noted = vec![
            (3, Use::Field(1)),
            (1, Use::Fails(2)),
            (3, Use::Fails(0)),
            (3, Use::Field(1)),
        ];
        let uses = Uses::new(noted, 5);
        assert_eq!(uses[1], [Use::Fails(2)]);
        assert_eq!(uses[3], [Use::Field(1), Use::Fails(0)]);
        assert!(uses[0].is_empty() && uses[2].is_empty() && uses[4].is_empty());
    }
}
