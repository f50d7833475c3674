//! `check --format github`: commands to GitHub's runner, which shows them beside the lines of a pull
//! request.

use super::Report;
use super::json::Point;
use crate::diagnostic::Severity;
use std::fmt::Write as _;

/// The whole report. What made it stands in lines that the runner shows when it debugs.
pub fn report(report: &Report<'_>) -> String {
    let mut out = format!("::debug::{}\n", data(&report.tool.line()));
    for document in report.documents {
        let _ = writeln!(
            out,
            "::debug::{} has the text sha256 {}",
            data(&document.path),
            document.text_sha256
        );
        for point in document
            .in_order()
            .into_iter()
            .filter(|point| point.suppressed.is_none())
        {
            push_point(&mut out, &document.path, point);
        }
    }
    for fault in report.errors {
        let _ = writeln!(
            out,
            "::error file={},title=evenhand::{}",
            property(&fault.path),
            data(&fault.message)
        );
    }
    out
}

fn push_point(out: &mut String, path: &str, point: &Point) {
    let command = match point.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut place = String::new();
    if let (Some(start), Some(end)) = (point.start, point.end) {
        let _ = write!(place, ",line={},endLine={}", start.line, end.line);
        // Columns of a range over several lines are refused.
        if start.line == end.line {
            let _ = write!(place, ",col={},endColumn={}", start.column, end.column);
        }
    }
    let title = format!("{} ({})", point.severity.title(), point.rule);
    let _ = writeln!(
        out,
        "::{command} file={}{place},title={}::{}",
        property(path),
        property(&title),
        data(&point.lines().join("\n"))
    );
}

/// Words as a command's message holds them.
fn data(words: &str) -> String {
    words
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Words as a command's property holds them.
fn property(words: &str) -> String {
    data(words).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::told;

    #[test]
    fn a_command_a_point_and_nothing_else() {
        let told = told(report);
        let commands: Vec<_> = told
            .lines()
            .filter(|line| !line.starts_with("::debug::"))
            .collect();
        assert_eq!(commands.len(), 4, "{told}");
        assert!(commands[0].starts_with(
            "::error file=draft.md,line=5,endLine=5,col=5,endColumn=46,title=Before sign-off (duty/no-action)::The letter says"
        ), "{told}");
        assert!(commands[0].contains("reviews.%0AName annual reviews"));
        assert_eq!(
            commands[2],
            "::warning file=draft.docx,title=Consider (duty/no-action)::page 4: Nothing takes it up."
        );
        assert_eq!(
            commands[3],
            "::error file=gone.md,title=evenhand::there is no such file"
        );
    }

    #[test]
    fn a_draft_cannot_give_commands() {
        assert_eq!(data("a%\n::error::b"), "a%25%0A::error::b");
        assert_eq!(property("C:\\a,b"), "C%3A\\a%2Cb");
    }
}
