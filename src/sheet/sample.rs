//! Which units a sheet shows.

use super::row::{Row, Unit};
use crate::measure::SplitMix64;

/// `most` of the units, each choice as likely as another and the same for the same seed, as rows in
/// reading order.
pub fn sample(units: Vec<Unit>, most: usize, seed: u64) -> Vec<Row> {
    let mut chosen = SplitMix64::new(seed)
        .choose(most, units.len())
        .into_iter()
        .peekable();
    units
        .into_iter()
        .enumerate()
        .filter(|(index, _)| chosen.next_if_eq(index).is_some())
        .flat_map(|(_, unit)| unit)
        .collect()
}
