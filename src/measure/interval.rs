//! Intervals, and Wilson's for one proportion (E. B. Wilson, Journal of the American Statistical
//! Association 22, 209 to 212, 1927).

use serde::Serialize;

/// The normal quantile for an interval of 95 in 100.
const Z: f64 = 1.959_963_984_540_054;

/// The ends of an interval of 95 in 100.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Whether nought lies outside it.
    pub fn excludes_nought(self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// Wilson's score interval for `hits` of `all`; nothing without cases.
pub(super) fn wilson(hits: u32, all: u32) -> Option<Interval> {
    if all == 0 {
        return None;
    }
    let (n, p) = (f64::from(all), f64::from(hits) / f64::from(all));
    let square = Z * Z;
    let middle = p + square / (2.0 * n);
    let half = Z * (p * (1.0 - p) / n + square / (4.0 * n * n)).sqrt();
    let scale = 1.0 + square / n;
    Some(Interval {
        low: ((middle - half) / scale).max(0.0),
        high: ((middle + half) / scale).min(1.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Newcombe, Statistics in Medicine 17, 857 to 872, 1998, table I, method 3.
    #[test]
    fn the_published_intervals_come_out() {
        let published = [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0000, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ];
        for (hits, all, low, high) in published {
            let found = wilson(hits, all).expect("there are cases");
            assert!((found.low - low).abs() < 6e-5, "{hits}/{all}: {found:?}");
            assert!((found.high - high).abs() < 6e-5, "{hits}/{all}: {found:?}");
        }
        assert_eq!(wilson(0, 0), None);
    }
}
