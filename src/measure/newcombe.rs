//! Newcombe's hybrid score interval for the difference of two proportions, from Wilson's intervals
//! (R. G. Newcombe, Statistics in Medicine 17, 873 to 890, 1998, method 10).

use super::interval::{Interval, wilson};

/// The interval for the share of the first less the share of the second; nothing without cases.
pub fn difference(first: (u32, u32), second: (u32, u32)) -> Option<Interval> {
    let ((hits1, all1), (hits2, all2)) = (first, second);
    let (one, two) = (wilson(hits1, all1)?, wilson(hits2, all2)?);
    let (p1, p2) = (
        f64::from(hits1) / f64::from(all1),
        f64::from(hits2) / f64::from(all2),
    );
    let gap = p1 - p2;
    Some(Interval {
        low: gap - (p1 - one.low).hypot(two.high - p2),
        high: gap + (one.high - p1).hypot(p2 - two.low),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Table II of the paper, method 10.
    #[test]
    fn the_published_intervals_come_out() {
        let published = [
            ((56, 70), (48, 80), 0.0524, 0.3339),
            ((9, 10), (3, 10), 0.1705, 0.8090),
            ((6, 7), (2, 7), 0.0582, 0.8062),
            ((5, 56), (0, 29), -0.0381, 0.1926),
            ((0, 10), (0, 20), -0.1611, 0.2775),
            ((0, 10), (0, 10), -0.2775, 0.2775),
            ((10, 10), (0, 20), 0.6791, 1.0000),
            ((10, 10), (0, 10), 0.6075, 1.0000),
        ];
        for (first, second, low, high) in published {
            let found = difference(first, second).expect("there are cases");
            assert!(
                (found.low - low).abs() < 6e-5,
                "{first:?} {second:?}: {found:?}"
            );
            assert!(
                (found.high - high).abs() < 6e-5,
                "{first:?} {second:?}: {found:?}"
            );
        }
    }

    #[test]
    fn swapping_the_sides_turns_the_interval_round() {
        for (first, second) in [((8, 9), (0, 8)), ((3, 12), (7, 20)), ((0, 5), (5, 5))] {
            let (one, two) = (difference(first, second), difference(second, first));
            let (one, two) = (one.expect("cases"), two.expect("cases"));
            assert!((one.low + two.high).abs() < 1e-12 && (one.high + two.low).abs() < 1e-12);
            assert!((-1.0..=1.0).contains(&one.low) && (-1.0..=1.0).contains(&one.high));
        }
    }

    #[test]
    fn without_cases_there_is_no_interval() {
        assert_eq!(difference((0, 0), (1, 2)), None);
    }
}
