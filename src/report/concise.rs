//! `check --format concise`: `path:line:column: level: message [rule]`, one point a line, in reading
//! order. Editors and `grep` read it.

use super::clean::clean;
use super::place::Places;
use super::{Detail, Document, Points};
use std::fmt::Write as _;

/// The points of one letter.
pub fn document(document: &Document<'_>, points: &Points, detail: Detail) -> String {
    let places = Places::in_detail(document.letter, detail);
    let mut all: Vec<_> = points.shown.iter().collect();
    if detail.suppressed {
        all.extend(&points.suppressed);
    }
    all.sort_by_key(|point| point.span);
    let mut out = String::new();
    for point in all {
        let place = places.in_file(document.path, point.span);
        let (level, message, rule) = (point.severity.name(), clean(&point.message), &point.rule);
        let _ = match point.left_out() {
            Some(reason) => writeln!(
                out,
                "{place}: suppressed: {message} [{rule}: {}]",
                clean(&reason)
            ),
            None => writeln!(out, "{place}: {level}: {message} [{rule}]"),
        };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Selection;
    use crate::report::testing::{made_up, pages};

    #[test]
    fn one_line_a_point_in_reading_order() {
        let letter = made_up();
        let points = Selection::default().apply(letter.diagnostics.clone());
        insta::assert_snapshot!(document(&letter.document(), &points, Detail::default()), @r"
        draft.md:5:5: error: The letter says that reviews are not held in line with the law. The area for improvement does not mention reviews. [duty/no-action]
        draft.md:7:14: warning: What families told inspectors about reviews is put as a feeling. [framing/sentiment]
        ");
    }

    #[test]
    fn a_page_stands_for_the_line() {
        let letter = pages();
        let points = Selection::default().apply(letter.diagnostics.clone());
        insta::assert_snapshot!(document(&letter.document(), &points, Detail::default()), @"draft.docx, page 4: warning: Nothing takes it up. [duty/no-action]");
    }
}
