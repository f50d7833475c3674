//! The bootstrap over letters: letters are drawn again with replacement, because the statements of one
//! letter have one writer and are no independent cases (B. Efron and R. Tibshirani, An introduction to
//! the bootstrap, 1993, chapters 8 and 13; percentile interval).

use super::interval::Interval;
use super::quantile::quantile;
use super::random::SplitMix64;
use super::tally::Sides;

/// How many times the letters are drawn.
pub(super) const DRAWS: usize = 2000;

/// When more draws than one in this many leave a side without statements, there is no interval.
const EMPTY: usize = 20;

/// The interval of the difference of the sides, by drawing letters.
pub(super) fn difference(letters: &[Sides], seed: u64) -> Option<Interval> {
    let mut random = SplitMix64::new(seed);
    let mut found: Vec<f64> = (0..DRAWS)
        .filter_map(|_| {
            let mut drawn = Sides::default();
            for _ in letters {
                drawn += letters[random.below(letters.len())];
            }
            drawn.difference()
        })
        .collect();
    if (DRAWS - found.len()) * EMPTY > DRAWS {
        return None;
    }
    found.sort_by(f64::total_cmp);
    Some(Interval {
        low: quantile(&found, 0.025)?,
        high: quantile(&found, 0.975)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Count;

    fn letter(family: (u32, u32), professional: (u32, u32)) -> Sides {
        let count = |(felt, all)| Count { all, felt };
        Sides {
            family: count(family),
            professional: count(professional),
        }
    }

    #[test]
    fn letters_that_are_alike_leave_no_doubt() {
        let found = difference(&[letter((3, 4), (1, 4)); 6], 1).expect("an interval");
        assert!((found.low - 0.5).abs() < 1e-12 && (found.high - 0.5).abs() < 1e-12);
    }

    #[test]
    fn the_seed_settles_the_interval_and_it_holds_the_difference() {
        let letters: Vec<Sides> = (0..12).map(|at| letter((at % 5, 6), (at % 3, 5))).collect();
        let found = difference(&letters, 7).expect("an interval");
        assert_eq!(Some(found), difference(&letters, 7));
        let mut all = Sides::default();
        for one in &letters {
            all += *one;
        }
        let gap = all.difference().expect("both sides");
        assert!(found.low < gap && gap < found.high);
    }

    #[test]
    fn without_a_side_there_is_no_interval() {
        assert_eq!(difference(&[letter((1, 2), (0, 0)); 9], 1), None);
        assert_eq!(difference(&[], 1), None);
    }
}
