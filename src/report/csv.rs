//! `check --format csv`: a row a point, for a spreadsheet.

use super::Report;
use super::formula::is_formula;
use super::json::{CheckedDocument, Point};

/// The columns, in their order.
const COLUMNS: [&str; 22] = [
    "path",
    "rule",
    "severity",
    "level",
    "line",
    "column",
    "page",
    "paragraph",
    "section",
    "text",
    "message",
    "help",
    "reference",
    "suggestion",
    "left_out",
    "fingerprint",
    "text_sha256",
    "tool_version",
    "pack",
    "pack_version",
    "pack_sha256",
    "law_as_of",
];

/// The whole report, with lines that end as RFC 4180 has it. Files that could not be read are rows too.
pub fn report(report: &Report<'_>) -> String {
    let mut out = String::new();
    push_row(&mut out, COLUMNS.map(str::to_owned));
    for document in report.documents {
        for point in document
            .diagnostics
            .iter()
            .chain(document.suppressed.iter().flatten())
        {
            push_row(&mut out, row(report, document, point));
        }
    }
    for fault in report.errors {
        let mut row = COLUMNS.map(|_| String::new());
        row[0].clone_from(&fault.path);
        "evenhand/unreadable".clone_into(&mut row[1]);
        row[10].clone_from(&fault.message);
        push_row(&mut out, row);
    }
    out
}

fn row(report: &Report<'_>, document: &CheckedDocument, point: &Point) -> [String; 22] {
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let words = |words: &Option<String>| words.clone().unwrap_or_default();
    let tool = report.tool;
    [
        document.path.clone(),
        point.rule.clone(),
        point.severity.name().to_owned(),
        point.severity.title().to_owned(),
        number(point.start.map(|start| start.line)),
        number(point.start.map(|start| start.column)),
        number(point.location.and_then(|location| location.page)),
        number(point.location.and_then(|location| location.paragraph)),
        words(&point.section),
        words(&point.text),
        point.message.clone(),
        point.help.clone(),
        words(&point.reference),
        point
            .fix
            .as_ref()
            .map(|fix| fix.title.clone())
            .unwrap_or_default(),
        point
            .suppressed
            .as_ref()
            .map(|reason| reason.reason.clone())
            .unwrap_or_default(),
        point.fingerprint.clone(),
        document.text_sha256.clone(),
        tool.version.to_owned(),
        tool.pack.clone(),
        tool.pack_version.clone(),
        tool.pack_sha256.clone(),
        words(&tool.law_as_of),
    ]
}

fn push_row<const N: usize>(out: &mut String, cells: [String; N]) {
    let cells = cells.map(|words| cell(&words));
    out.push_str(&cells.join(","));
    out.push_str("\r\n");
}

/// One cell. A draft may begin like a formula: then it is guarded.
fn cell(words: &str) -> String {
    let guard = if is_formula(words) { "'" } else { "" };
    if words.contains(['"', ',', '\n', '\r']) {
        format!("\"{guard}{}\"", words.replace('"', "\"\""))
    } else {
        format!("{guard}{words}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::told;

    #[test]
    fn a_row_a_point_with_a_head() {
        let told = told(report);
        let rows: Vec<_> = told.split("\r\n").collect();
        assert!(rows[0].starts_with("path,rule,severity,level,line,"));
        assert!(rows[1].starts_with("draft.md,duty/no-action,error,Before sign-off,5,5,,,What needs to be better?,reviews are not held in line with the law,"));
        assert_eq!(rows.len(), 7, "{told}");
    }

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("a, \"b\""), "\"a, \"\"b\"\"\"");
    }
}
