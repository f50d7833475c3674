//! `check --statistics`: how many points of which rule, and in how many letters, instead of the points.

use super::json::to_text;
use super::paint::{Ink, Look};
use super::{Counts, Points, Provenance, Summary};
use crate::pack::Pack;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Points by rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics(BTreeMap<String, Tally>);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    points: Counts,
    letters: usize,
}

/// What `--statistics --format json` prints.
#[derive(Serialize)]
struct Told<'a> {
    tool: &'a Provenance,
    rules: Vec<ToldRule<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct ToldRule<'a> {
    rule: &'a str,
    points: Counts,
    letters: usize,
}

impl Statistics {
    /// The shown points of one letter.
    pub fn of(points: &Points) -> Self {
        let mut statistics = Statistics::default();
        for point in &points.shown {
            let tally = statistics.0.entry(point.rule.clone()).or_default();
            tally.points.add(point.severity);
            tally.letters = 1;
        }
        statistics
    }

    /// Counts what another letter has.
    pub fn merge(&mut self, other: Statistics) {
        for (rule, more) in other.0 {
            let tally = self.0.entry(rule).or_default();
            tally.points.merge(more.points);
            tally.letters += more.letters;
        }
    }

    /// As people read it: a row a rule, the most frequent first.
    pub fn text(&self, pack: &Pack, summary: &Summary, look: Look) -> String {
        let mut rows: Vec<_> = self.0.iter().collect();
        // A sort that keeps the order of equals, which is that of their ids.
        rows.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.points.total()));
        let longest = rows.iter().map(|(rule, _)| rule.len()).max().unwrap_or(0);
        let mut out = String::new();
        if !rows.is_empty() {
            let head = format!("points  letters  {:longest$}", "rule");
            let _ = writeln!(out, "{}", look.ink(Ink::Bold, head.trim_end()));
        }
        for (rule, tally) in rows {
            let about = pack.rule(rule).map_or("", |rule| rule.summary.as_str());
            let _ = writeln!(
                out,
                "{:>6}  {:>7}  {rule:longest$}  {about}",
                tally.points.total(),
                tally.letters
            );
        }
        let _ = writeln!(out, "{}", summary.sentences());
        out
    }

    /// As JSON, rules by id.
    pub fn json(&self, tool: &Provenance, summary: Summary) -> String {
        to_text(&Told {
            tool,
            rules: self
                .0
                .iter()
                .map(|(rule, tally)| ToldRule {
                    rule,
                    points: tally.points,
                    letters: tally.letters,
                })
                .collect(),
            summary,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Selection;
    use crate::report::testing::{made_up, pack, pages};

    #[test]
    fn rules_are_counted_over_letters() {
        let of = |diagnostics| Statistics::of(&Selection::default().apply(diagnostics));
        let mut all = of(made_up().diagnostics);
        all.merge(of(pages().diagnostics));
        let text = all.text(pack(), &Summary::default(), Look::default());
        let rows: Vec<_> = text.lines().collect();
        assert_eq!(rows[0], "points  letters  rule");
        assert!(
            rows[1].starts_with("     2        2  duty/no-action     "),
            "{text}"
        );
        assert!(
            rows[2].starts_with("     1        1  framing/sentiment  "),
            "{text}"
        );
        let json = all.json(&Provenance::of(pack()), Summary::default());
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(json["rules"][0]["points"]["error"], 1);
        assert_eq!(json["rules"][0]["letters"], 2);
    }
}
