//! Which diagnostics a report shows. All filtering happens here, before any format.

use super::Counts;
use crate::diagnostic::{Diagnostic, Severity};
use crate::pack::selects;
use std::cmp::Reverse;

/// Which diagnostics are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The least level that is shown.
    pub min_severity: Severity,
    /// Rules or families of rules to keep; all when empty.
    pub select: Vec<String>,
    /// Rules or families of rules to leave out.
    pub ignore: Vec<String>,
}

impl Default for Selection {
    /// Every rule, from what is to be considered upwards.
    fn default() -> Self {
        Selection {
            min_severity: Severity::Warning,
            select: Vec::new(),
            ignore: Vec::new(),
        }
    }
}

/// The diagnostics of one letter, sorted out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Points {
    /// Those to show, the most pressing first.
    pub shown: Vec<Diagnostic>,
    /// How many are below the least level.
    pub hidden: Counts,
    /// Those below the least level, in no order of use.
    pub below: Vec<Diagnostic>,
    /// Those looked at and left out, each with its reason, in reading order.
    pub suppressed: Vec<Diagnostic>,
}

impl Points {
    /// All that is raised, whether it is shown or below the least level.
    pub fn all(&self) -> impl Iterator<Item = &Diagnostic> {
        self.shown.iter().chain(&self.below)
    }

    /// How many are shown.
    pub fn counts(&self) -> Counts {
        self.shown.iter().map(|point| point.severity).collect()
    }
}

impl Selection {
    /// Sorts out the diagnostics of one letter.
    pub fn apply(&self, diagnostics: Vec<Diagnostic>) -> Points {
        let mut points = Points::default();
        for diagnostic in diagnostics {
            if !self.wants(&diagnostic.rule) {
                continue;
            }
            if diagnostic.suppressed.is_some() {
                points.suppressed.push(diagnostic);
            } else if diagnostic.severity < self.min_severity {
                points.hidden.add(diagnostic.severity);
                points.below.push(diagnostic);
            } else {
                points.shown.push(diagnostic);
            }
        }
        points.shown.sort_by(|a, b| pressing(a).cmp(&pressing(b)));
        points
            .suppressed
            .sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        points
    }

    fn wants(&self, rule: &str) -> bool {
        let named = |patterns: &[String]| patterns.iter().any(|pattern| selects(pattern, rule));
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }
}

fn pressing(point: &Diagnostic) -> impl Ord {
    (
        Reverse(point.severity),
        point.rank,
        point.span,
        point.rule.clone(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::made_up;

    fn rules(selection: &Selection) -> Vec<String> {
        let points = selection.apply(made_up().diagnostics);
        points.shown.into_iter().map(|point| point.rule).collect()
    }

    #[test]
    fn the_most_pressing_comes_first_and_notes_are_hidden() {
        let points = Selection::default().apply(made_up().diagnostics);
        let shown: Vec<_> = points
            .shown
            .iter()
            .map(|point| point.rule.as_str())
            .collect();
        assert_eq!(shown, ["duty/no-action", "framing/sentiment"]);
        assert_eq!(
            points.hidden,
            Counts {
                error: 0,
                warning: 0,
                note: 1
            }
        );
        assert_eq!(points.suppressed.len(), 1);
    }

    #[test]
    fn rules_are_chosen_by_id_and_family() {
        let select = Selection {
            select: vec!["framing".to_owned()],
            ..Selection::default()
        };
        assert_eq!(rules(&select), ["framing/sentiment"]);
        let ignore = Selection {
            ignore: vec!["framing/sentiment".to_owned()],
            ..Selection::default()
        };
        assert_eq!(rules(&ignore), ["duty/no-action"]);
        let all = Selection {
            min_severity: Severity::Note,
            ..Selection::default()
        };
        assert_eq!(
            rules(&all),
            ["duty/no-action", "framing/sentiment", "framing/asymmetry"]
        );
    }
}
