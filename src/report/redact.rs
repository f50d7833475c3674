//! Points without the draft's words, for reports that leave the machine: what the rule finds instead of
//! what it says of these words, the law, levels, places, numbers and hashes.
//!
//! What is kept is listed, so that a new field of a rule stays out until somebody looked at it.

use super::Points;
use crate::diagnostic::{Diagnostic, Related};
use crate::pack::Pack;

/// Properties whose values are numbers, or names that the pack or the program gives.
const KEPT: [&str; 23] = [
    "allow-place",
    "allow-reason",
    "basis",
    "class",
    "content",
    "cover",
    "covered-by",
    "duty",
    "entry",
    "explicit",
    "extent",
    "failings",
    "family",
    "family-felt",
    "group",
    "level",
    "more",
    "other-class",
    "other-group",
    "places",
    "polarity",
    "professional",
    "professional-felt",
];

/// The points of a letter without its words.
pub fn points(points: &Points, pack: &Pack) -> Points {
    let all = |points: &[Diagnostic]| points.iter().map(|point| redact(point, pack)).collect();
    Points {
        shown: all(&points.shown),
        hidden: points.hidden,
        below: all(&points.below),
        suppressed: all(&points.suppressed),
    }
}

fn redact(point: &Diagnostic, pack: &Pack) -> Diagnostic {
    let message = pack.rule(&point.rule).map(|rule| rule.summary.clone());
    Diagnostic {
        rule: point.rule.clone(),
        severity: point.severity,
        message: message.unwrap_or_default(),
        span: point.span,
        context: point.context,
        related: point
            .related
            .iter()
            .map(|related| Related {
                message: String::new(),
                span: related.span,
            })
            .collect(),
        help: String::new(),
        reference: point.reference.clone(),
        fix: None,
        properties: point
            .properties
            .iter()
            .filter(|(name, _)| KEPT.contains(name))
            .cloned()
            .collect(),
        suppressed: point.suppressed,
        rank: point.rank,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Selection;
    use crate::report::testing::{made_up, pack};

    #[test]
    fn a_redacted_point_has_no_words_of_the_draft() {
        let letter = made_up();
        let shown = Selection::default().apply(letter.diagnostics.clone());
        let redacted = points(&shown, pack());
        let told = format!("{redacted:?}");
        for words in ["in line with the law", "“feel”", "talk to schools"] {
            assert!(!told.contains(words), "{words}");
        }
        assert_eq!(redacted.shown[0].span, shown.shown[0].span);
        assert_eq!(redacted.shown[0].reference, shown.shown[0].reference);
        assert!(redacted.shown.iter().all(|point| point.fix.is_none()));
    }
}
