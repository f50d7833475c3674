//! The two gaps between the sides, each a difference of shares with an interval.

use super::interval::Interval;
use super::tally::Sides;
use super::{FEWEST, bootstrap, newcombe};
use crate::pack::schema::Gap;
use serde::Serialize;

/// With fewer letters than this their scatter cannot be told from so few.
const FEWEST_LETTERS: usize = 5;

impl Gap {
    /// The gap's name for machines.
    pub fn name(self) -> &'static str {
        match self {
            Gap::Framing => "framing",
            Gap::Testimony => "testimony",
        }
    }
}

/// How an interval was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Newcombe's hybrid score interval, for one letter.
    HybridScore,
    /// The bootstrap over letters.
    BootstrapOverLetters,
}

/// What the figures allow to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Finding {
    /// Fewer than five statements on a side, or two to four letters. It is not evidence of balance.
    TooFew,
    /// The gap could be nil.
    CouldBeNil,
    /// The interval leaves out nought.
    Apart,
}

/// One gap: counts first.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct GapFigures {
    /// Statements of both sides, and how many are put as feeling or belief.
    pub counts: Sides,
    /// Letters that the counts come from.
    pub letters: usize,
    /// What the figures allow to say.
    pub finding: Finding,
    /// The difference of the shares, -1 to 1; left out when there are too few statements.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<f64>,
    /// The interval of 95 in 100 for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<Interval>,
    /// How the interval was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    /// The difference within letters, by Mantel and Haenszel's weights: a check that the gap is not one
    /// between letters. Only for several letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within_letters: Option<f64>,
}

/// The figures of a gap from the counts of each letter.
pub fn gap(letters: &[Sides], seed: u64) -> GapFigures {
    let mut counts = Sides::default();
    for letter in letters {
        counts += *letter;
    }
    let enough = counts.fewest() >= FEWEST;
    let (interval, method) = match letters.len() {
        _ if !enough => (None, None),
        1 => {
            let pair = |count: super::Count| (count.felt, count.all);
            (
                newcombe::difference(pair(counts.family), pair(counts.professional)),
                Some(Method::HybridScore),
            )
        }
        FEWEST_LETTERS.. => (
            bootstrap::difference(letters, seed),
            Some(Method::BootstrapOverLetters),
        ),
        _ => (None, None),
    };
    GapFigures {
        counts,
        letters: letters.len(),
        finding: match interval {
            None => Finding::TooFew,
            Some(interval) if interval.excludes_nought() => Finding::Apart,
            Some(_) => Finding::CouldBeNil,
        },
        difference: counts.difference().filter(|_| enough).map(rounded),
        interval: interval.map(|interval| Interval {
            low: rounded(interval.low),
            high: rounded(interval.high),
        }),
        method: method.filter(|_| interval.is_some()),
        within_letters: (enough && letters.len() > 1)
            .then(|| mantel_haenszel(letters))
            .flatten()
            .map(rounded),
    }
}

/// Mantel and Haenszel's risk difference over letters (S. Greenland and J. M. Robins, Biometrics 41,
/// 55 to 68, 1985).
fn mantel_haenszel(letters: &[Sides]) -> Option<f64> {
    let (mut sum, mut weights) = (0.0, 0.0);
    for letter in letters {
        let Some(difference) = letter.difference() else {
            continue;
        };
        let (one, two) = (
            f64::from(letter.family.all),
            f64::from(letter.professional.all),
        );
        let weight = one * two / (one + two);
        sum += weight * difference;
        weights += weight;
    }
    (weights > 0.0).then(|| sum / weights)
}

/// Four places: more would be noise, and differ in the last between machines.
pub(super) fn rounded(value: f64) -> f64 {
    let rounded = (value * 10_000.0).round() / 10_000.0;
    // No "-0".
    if rounded == 0.0 { 0.0 } else { rounded }
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
    fn one_letter_has_newcombes_interval() {
        let found = gap(&[letter((9, 10), (3, 10))], 1);
        assert_eq!(found.difference, Some(0.6));
        assert_eq!(
            found.interval,
            Some(Interval {
                low: 0.1705,
                high: 0.809
            })
        );
        assert_eq!(found.finding, Finding::Apart);
        assert_eq!(found.method, Some(Method::HybridScore));
        assert_eq!(found.within_letters, None);
    }

    #[test]
    fn below_five_there_are_counts_alone() {
        let found = gap(&[letter((4, 4), (0, 9))], 1);
        assert_eq!(found.counts.family.felt, 4);
        assert_eq!(found.finding, Finding::TooFew);
        assert_eq!((found.difference, found.interval), (None, None));
        let few_letters = gap(&[letter((4, 5), (0, 9)); 4], 1);
        assert_eq!(few_letters.finding, Finding::TooFew);
        assert!(few_letters.difference.is_some());
    }

    #[test]
    fn letters_that_differ_between_themselves_show_in_the_check() {
        // Within each letter both sides are alike; added up they are not.
        let letters = [letter((9, 9), (1, 1)), letter((0, 1), (0, 9))].repeat(5);
        let found = gap(&letters, 1);
        assert_eq!(found.difference, Some(0.8));
        assert_eq!(found.within_letters, Some(0.0));
    }
}
