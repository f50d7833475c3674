//! Cohen's kappa: how far two readers agree beyond what chance would give (J. Cohen, Educational and
//! Psychological Measurement 20, 37 to 46, 1960). The interval is the bootstrap's over the rows.

use super::FEWEST;
use super::gap::rounded;
use super::interval::Interval;
use super::quantile::quantile;
use super::random::SplitMix64;
use serde::Serialize;

/// How many times the rows are drawn.
const DRAWS: usize = 2000;

/// Two readers' agreement beyond chance.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Kappa {
    /// 1 for full agreement, 0 for what chance gives.
    pub value: f64,
    /// The interval of 95 in 100; left out where too many draws have no kappa.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<Interval>,
}

/// Kappa of pairs of verdicts; nothing for fewer than five, or when both readers give one and the same
/// verdict throughout: then chance alone would agree in full.
pub fn kappa(pairs: &[(bool, bool)], seed: u64) -> Option<Kappa> {
    if pairs.len() < FEWEST as usize {
        return None;
    }
    let value = of(pairs.iter().copied(), pairs.len())?;
    let mut random = SplitMix64::new(seed);
    let mut found: Vec<f64> = (0..DRAWS)
        .filter_map(|_| {
            let drawn = (0..pairs.len()).map(|_| pairs[random.below(pairs.len())]);
            // Collected first: the generator is borrowed while the rows are drawn.
            let drawn: Vec<_> = drawn.collect();
            of(drawn.iter().copied(), drawn.len())
        })
        .collect();
    found.sort_by(f64::total_cmp);
    let often = found.len() * 20 >= DRAWS * 19;
    let interval = quantile(&found, 0.025)
        .zip(quantile(&found, 0.975))
        .filter(|_| often)
        .map(|(low, high)| Interval {
            low: rounded(low),
            high: rounded(high),
        });
    Some(Kappa {
        value: rounded(value),
        interval,
    })
}

fn of(pairs: impl Iterator<Item = (bool, bool)>, all: usize) -> Option<f64> {
    let (mut same, mut first, mut second) = (0_usize, 0_usize, 0_usize);
    for (one, two) in pairs {
        same += usize::from(one == two);
        first += usize::from(one);
        second += usize::from(two);
    }
    let share = |count: usize| count as f64 / all as f64;
    let chance = share(first) * share(second) + (1.0 - share(first)) * (1.0 - share(second));
    (chance < 1.0).then(|| (share(same) - chance) / (1.0 - chance))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(both: usize, first: usize, second: usize, neither: usize) -> Vec<(bool, bool)> {
        [
            ((true, true), both),
            ((true, false), first),
            ((false, true), second),
            ((false, false), neither),
        ]
        .into_iter()
        .flat_map(|(pair, times)| std::iter::repeat_n(pair, times))
        .collect()
    }

    #[test]
    fn a_worked_table_comes_out() {
        // 0.70 observed, 0.50 by chance.
        let found = kappa(&pairs(20, 5, 10, 15), 1).expect("kappa");
        assert!((found.value - 0.4).abs() < 1e-9);
        let interval = found.interval.expect("an interval");
        assert!(interval.low > 0.1 && interval.low < 0.4);
        assert!(interval.high > 0.4 && interval.high < 0.7);
        assert_eq!(
            kappa(&pairs(10, 0, 0, 10), 1).map(|found| found.value),
            Some(1.0)
        );
        assert_eq!(
            kappa(&pairs(5, 5, 5, 5), 1).map(|found| found.value),
            Some(0.0)
        );
    }

    #[test]
    fn one_verdict_throughout_and_few_rows_have_none() {
        assert_eq!(kappa(&pairs(20, 0, 0, 0), 1), None);
        assert_eq!(kappa(&pairs(2, 0, 0, 2), 1), None);
    }
}
