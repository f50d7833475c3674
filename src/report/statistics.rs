//! How many points each rule raises.

use super::{Counts, count};
use crate::diagnostic::Diagnostic;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How many points each rule raises, and in how many letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    letters: usize,
    /// By rule: its points by level, and the letters that have one.
    rules: BTreeMap<String, (Counts, usize)>,
}

impl Statistics {
    /// Those of one letter.
    pub fn of(points: &[Diagnostic]) -> Statistics {
        let mut rules: BTreeMap<String, (Counts, usize)> = BTreeMap::new();
        for point in points {
            let (counts, letters) = rules.entry(point.rule.clone()).or_default();
            counts.add(point.severity);
            *letters = 1;
        }
        Statistics { letters: 1, rules }
    }

    /// Those of many letters.
    pub fn all<'a>(letters: impl IntoIterator<Item = &'a Statistics>) -> Statistics {
        let mut all = Statistics::default();
        for one in letters {
            all.letters += one.letters;
            for (rule, (counts, letters)) in &one.rules {
                let sum = all.rules.entry(rule.clone()).or_default();
                sum.0.merge(*counts);
                sum.1 += letters;
            }
        }
        all
    }

    /// A row a rule, the most frequent first, and what they add up to.
    pub fn table(&self) -> String {
        let mut rows: Vec<_> = self.rules.iter().collect();
        rows.sort_by_key(|(_, (counts, _))| std::cmp::Reverse(counts.total()));
        let wide = rows.iter().map(|(rule, _)| rule.len()).max().unwrap_or(0);
        let mut out = String::new();
        let mut total = Counts::default();
        for (rule, (counts, letters)) in rows {
            total.merge(*counts);
            // Writing to a string does not fail.
            let _ = writeln!(
                out,
                "{:>5}  {rule:<wide$}  in {} ({} error, {} warning, {} note)",
                counts.total(),
                count(*letters, "letter", "letters"),
                counts.error,
                counts.warning,
                counts.note,
            );
        }
        let _ = writeln!(
            out,
            "{:>5}  in all, in {}",
            total.total(),
            count(self.letters, "letter", "letters")
        );
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::made_up;

    #[test]
    fn points_are_counted_by_rule() {
        let one = Statistics::of(&made_up().diagnostics);
        let table = Statistics::all([&one, &one]).table();
        insta::assert_snapshot!(table, @r"
            4  framing/sentiment  in 2 letters (0 error, 4 warning, 0 note)
            2  duty/no-action     in 2 letters (2 error, 0 warning, 0 note)
            2  framing/asymmetry  in 2 letters (0 error, 0 warning, 2 note)
            8  in all, in 2 letters
        ");
    }
}
