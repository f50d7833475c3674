//! Changes of Markdown and plain text: the edits of rewordings made in the text itself.

use crate::diagnostic::{Diagnostic, Edit, Grade};
use std::fmt::Write as _;

/// How many lines around a change a difference shows.
const AROUND: usize = 3;

/// A text with rewordings made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The text.
    pub text: String,
    /// How many rewordings were made.
    pub made: usize,
    /// The edits that were made, in order.
    pub edits: Vec<Edit>,
}

/// Makes the rewordings of diagnostics in a text that their spans count in, up to a grade. Of two that
/// overlap, the one that comes first is made.
pub fn fix(text: &str, points: &[Diagnostic], most: Grade) -> Fixed {
    let mut edits: Vec<Edit> = Vec::new();
    let mut made = 0;
    for fix in points.iter().filter_map(|point| point.fix.as_ref()) {
        let is_wanted =
            fix.grade == Grade::Safe || fix.grade == Grade::Suggest && most == Grade::Suggest;
        let is_free = fix.edits.iter().all(|edit| {
            text.get(edit.span.range()).is_some()
                && !edits.iter().any(|known| known.span.overlaps(edit.span))
        });
        if is_wanted && is_free && !fix.edits.is_empty() {
            edits.extend(fix.edits.iter().cloned());
            made += 1;
        }
    }
    edits.sort_by_key(|edit| edit.span);
    Fixed {
        text: apply(text, 0, text.len(), &edits),
        made,
        edits,
    }
}

/// The text from `start` to `end` with the edits that lie in it.
fn apply(text: &str, start: usize, end: usize, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(end - start);
    let mut done = start;
    for edit in edits {
        let range = edit.span.range();
        if range.start < done || range.end > end {
            continue;
        }
        out.push_str(&text[done..range.start]);
        out.push_str(&edit.replacement);
        done = range.end;
    }
    out.push_str(&text[done..end]);
    out
}

impl Fixed {
    /// What was changed in `before`, as a unified difference; nothing when nothing was.
    pub fn diff(&self, before: &str, path: &str) -> String {
        let lines: Vec<&str> = before.split_inclusive('\n').collect();
        let mut starts = Vec::with_capacity(lines.len() + 1);
        let mut at = 0;
        for line in &lines {
            starts.push(at);
            at += line.len();
        }
        starts.push(at);
        let line_of = |offset: usize| starts.partition_point(|start| *start <= offset).max(1) - 1;
        // Lines that edits touch; those that touch one line are one change.
        let mut changes: Vec<(usize, usize)> = Vec::new();
        for edit in &self.edits {
            let first = line_of(edit.span.start as usize).min(lines.len().saturating_sub(1));
            let last = line_of((edit.span.end as usize).max(1) - 1).max(first);
            match changes.last_mut() {
                Some((_, end)) if *end > first => *end = (*end).max(last + 1),
                _ => changes.push((first, last + 1)),
            }
        }
        if changes.is_empty() {
            return String::new();
        }
        let mut out = format!("--- {path}\n+++ {path}\n");
        let mut shift = 0_isize;
        let mut rest = changes.as_slice();
        while let Some(&(first, _)) = rest.first() {
            let together = rest
                .windows(2)
                .take_while(|pair| pair[1].0 <= pair[0].1 + 2 * AROUND)
                .count()
                + 1;
            let (hunk, later) = rest.split_at(together);
            rest = later;
            let from = first.saturating_sub(AROUND);
            let end = hunk[together - 1].1;
            let to = (end + AROUND).min(lines.len());
            let mut body = String::new();
            let mut added = 0;
            let mut at = from;
            for &(start, end) in hunk {
                push(&mut body, ' ', &lines[at..start]);
                push(&mut body, '-', &lines[start..end]);
                let new = apply(before, starts[start], starts[end], &self.edits);
                let new: Vec<&str> = new.split_inclusive('\n').collect();
                push(&mut body, '+', &new);
                added += new.len();
                added += start - at;
                at = end;
            }
            push(&mut body, ' ', &lines[at..to]);
            added += to - at;
            let new_from = from.saturating_add_signed(shift);
            let _ = write!(
                out,
                "@@ -{},{} +{},{} @@\n{body}",
                from + 1,
                to - from,
                new_from + 1,
                added
            );
            shift += added as isize - (to - from) as isize;
        }
        out
    }
}

fn push(out: &mut String, sign: char, lines: &[&str]) {
    for line in lines {
        out.push(sign);
        out.push_str(line);
        if !line.ends_with('\n') {
            out.push_str("\n\\ No newline at end of file\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Fix, Severity};
    use crate::span::Span;

    fn point(grade: Grade, start: usize, end: usize, replacement: &str) -> Diagnostic {
        Diagnostic {
            rule: "a/b".to_owned(),
            severity: Severity::Warning,
            message: String::new(),
            span: Span::new(start, end),
            context: Span::new(start, end),
            related: Vec::new(),
            help: String::new(),
            reference: None,
            fix: Some(Fix {
                title: String::new(),
                grade,
                edits: vec![Edit {
                    span: Span::new(start, end),
                    replacement: replacement.to_owned(),
                }],
            }),
            properties: Vec::new(),
            suppressed: None,
            rank: 0,
        }
    }

    #[test]
    fn grades_are_kept_to_and_overlaps_are_made_once() {
        let text = "one two three\n";
        let points = [
            point(Grade::Safe, 4, 7, "2"),
            point(Grade::Safe, 5, 9, "x"),
            point(Grade::Suggest, 8, 13, "3"),
            point(Grade::Ask, 0, 3, "1"),
        ];
        assert_eq!(fix(text, &points, Grade::Safe).text, "one 2 three\n");
        let both = fix(text, &points, Grade::Suggest);
        assert_eq!((both.text.as_str(), both.made), ("one 2 3\n", 2));
    }

    #[test]
    fn a_difference_shows_lines_around() {
        let text = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14 end";
        let points = [
            point(Grade::Safe, 8, 9, "five"),
            point(Grade::Safe, 30, 32, "fourteen"),
        ];
        let fixed = fix(text, &points, Grade::Safe);
        assert_eq!(
            fixed.diff(text, "a.md"),
            "--- a.md\n+++ a.md\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n\
             @@ -11,4 +11,4 @@\n 11\n 12\n 13\n-14 end\n\\ No newline at end of file\n+fourteen end\n\\ No newline at end of file\n"
        );
        assert_eq!(fix("", &[], Grade::Safe).diff("", "a"), "");
    }
}
