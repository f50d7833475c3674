//! How well a reader agrees with the program, and two readers with each other.

use super::FEWEST;
use super::gap::rounded;
use super::interval::{Interval, wilson};
use super::kappa::{Kappa, kappa};
use serde::Serialize;
use std::collections::BTreeMap;

/// What a reader says of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// What the program says is so.
    Right,
    /// It is not.
    Wrong,
    /// The reader cannot tell.
    Unsure,
    /// The program should have found this and did not; the reader added the row.
    Missed,
    /// Nothing yet.
    Blank,
}

/// The verdicts of one sheet: what a row is known by, its kind and what the reader says.
#[derive(Clone, Debug, Default)]
pub struct Verdicts {
    /// The rows. What a row is known by is the same in each copy of a sheet.
    pub rows: Vec<(String, String, Verdict)>,
    /// Whether the reader went through whole passages, so that what was missed could be seen.
    pub passages: bool,
}

/// A share with its interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Share {
    /// How many of them.
    pub hits: u32,
    /// Of how many.
    pub all: u32,
    /// The share, 0 to 1; left out below five.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<f64>,
    /// Wilson's interval of 95 in 100, rows taken as independent; left out below five.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<Interval>,
}

impl Share {
    fn of(hits: u32, all: u32) -> Share {
        let enough = all >= FEWEST;
        Share {
            hits,
            all,
            share: enough.then(|| rounded(f64::from(hits) / f64::from(all))),
            interval: wilson(hits, all)
                .filter(|_| enough)
                .map(|interval| Interval {
                    low: rounded(interval.low),
                    high: rounded(interval.high),
                }),
        }
    }
}

/// What one reader says of one kind of row.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Tally {
    /// The kind; none for all of them.
    pub kind: Option<String>,
    /// Rows that are right.
    pub right: u32,
    /// Rows that are wrong.
    pub wrong: u32,
    /// Rows that the reader cannot tell.
    pub unsure: u32,
    /// Rows without a verdict.
    pub blank: u32,
    /// Rows that the reader added.
    pub missed: u32,
    /// Right ones of those right or wrong.
    pub precision: Share,
    /// Right ones of those right or missed; left out where the reader added none and read no passages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recall: Option<Share>,
}

/// What one sheet says: of all rows first, then of each kind.
pub fn tally(verdicts: &Verdicts) -> Vec<Tally> {
    let mut kinds: BTreeMap<Option<&str>, [u32; 5]> = BTreeMap::new();
    kinds.insert(None, [0; 5]);
    for (_, kind, verdict) in &verdicts.rows {
        for kind in [None, Some(kind.as_str())] {
            kinds.entry(kind).or_default()[*verdict as usize] += 1;
        }
    }
    let looked = verdicts.passages || kinds[&None][Verdict::Missed as usize] > 0;
    kinds
        .into_iter()
        .map(|(kind, [right, wrong, unsure, missed, blank])| Tally {
            kind: kind.map(str::to_owned),
            right,
            wrong,
            unsure,
            blank,
            missed,
            precision: Share::of(right, right + wrong),
            recall: looked.then(|| Share::of(right, right + missed)),
        })
        .collect()
}

/// How two readers of one sheet agree.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Agreement {
    /// Rows that only one sheet has; rows that were added are among them.
    pub only_one: u32,
    /// Rows that both have, but one has left open or cannot tell.
    pub open: u32,
    /// Rows on which both say the same, of those that both judge.
    pub same: Share,
    /// Cohen's kappa of right and wrong; left out where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kappa: Option<Kappa>,
}

/// Compares two sheets, row by row.
pub fn agreement(first: &Verdicts, second: &Verdicts, seed: u64) -> Agreement {
    // A row that a reader added is no row of the other sheet, whatever it is known by.
    fn by_name(verdicts: &Verdicts) -> (BTreeMap<&str, Verdict>, usize) {
        let rows = verdicts.rows.iter();
        let of_both: BTreeMap<&str, Verdict> = rows
            .filter(|(_, _, verdict)| *verdict != Verdict::Missed)
            .map(|(name, _, verdict)| (name.as_str(), *verdict))
            .collect();
        let added = verdicts.rows.len() - of_both.len();
        (of_both, added)
    }
    let ((first, added_first), (second, added_second)) = (by_name(first), by_name(second));
    let mut pairs = Vec::new();
    let (mut shared, mut open) = (0, 0);
    for (name, one) in &first {
        let Some(two) = second.get(name) else {
            continue;
        };
        shared += 1;
        match (one, two) {
            (Verdict::Right | Verdict::Wrong, Verdict::Right | Verdict::Wrong) => {
                pairs.push((*one == Verdict::Right, *two == Verdict::Right));
            }
            _ => open += 1,
        }
    }
    let same = pairs.iter().filter(|(one, two)| one == two).count() as u32;
    Agreement {
        only_one: (first.len() + second.len() - 2 * shared + added_first + added_second) as u32,
        open,
        same: Share::of(same, pairs.len() as u32),
        kappa: kappa(&pairs, seed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[(&str, Verdict)]) -> Verdicts {
        Verdicts {
            rows: rows
                .iter()
                .map(|(name, verdict)| ((*name).to_owned(), "sentiment".to_owned(), *verdict))
                .collect(),
            passages: false,
        }
    }

    #[test]
    fn what_is_open_counts_for_nothing() {
        use Verdict::{Blank, Missed, Right, Unsure, Wrong};
        let found = tally(&sheet(&[
            ("a", Right),
            ("b", Right),
            ("c", Right),
            ("d", Right),
            ("e", Wrong),
            ("f", Unsure),
            ("g", Blank),
            ("h", Missed),
        ]));
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].kind, None);
        assert_eq!(found[1].kind.as_deref(), Some("sentiment"));
        assert_eq!((found[0].unsure, found[0].blank), (1, 1));
        assert_eq!(found[0].precision.share, Some(0.8));
        assert_eq!(found[0].recall.expect("missed ones").share, Some(0.8));
        assert_eq!(tally(&sheet(&[("a", Right)]))[0].recall, None);
        assert_eq!(tally(&sheet(&[("a", Right)]))[0].precision.share, None);
    }

    #[test]
    fn rows_are_compared_by_name() {
        use Verdict::{Blank, Missed, Right, Wrong};
        let one = sheet(&[("a", Right), ("b", Wrong), ("c", Blank), ("d", Missed)]);
        let two = sheet(&[("b", Wrong), ("a", Wrong), ("c", Right)]);
        let found = agreement(&one, &two, 1);
        assert_eq!((found.only_one, found.open), (1, 1));
        assert_eq!((found.same.hits, found.same.all), (1, 2));
        assert_eq!(found.kappa, None);
    }
}
