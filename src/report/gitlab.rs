//! `check --format gitlab`: GitLab's Code Quality report, a list in the form of Code Climate.

use super::json::{Point, to_text};
use super::{Provenance, Report, digest};
use crate::diagnostic::Severity;
use serde::Serialize;

/// One point. Fields that GitLab does not know are left alone by it.
#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
    /// What made it, for a list has no place of its own for that.
    tool: &'a Provenance,
    text_sha256: &'a str,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// The whole report. Places without lines stand on the first one and are named in the words. Files that
/// could not be read are points too, so that no widget shows an empty list for them.
pub fn report(report: &Report<'_>) -> String {
    let mut issues = Vec::new();
    for document in report.documents {
        for point in document
            .in_order()
            .into_iter()
            .filter(|point| point.suppressed.is_none())
        {
            issues.push(Issue {
                description: point.lines().join("\n"),
                check_name: &point.rule,
                // The same sentence in two letters is two points.
                fingerprint: digest::short(&format!("{}\0{}", document.path, point.fingerprint)),
                severity: severity(point.severity),
                location: Location {
                    path: &document.path,
                    lines: lines(point),
                },
                tool: report.tool,
                text_sha256: &document.text_sha256,
            });
        }
    }
    for fault in report.errors {
        issues.push(Issue {
            description: fault.message.clone(),
            check_name: "evenhand/unreadable",
            fingerprint: digest::short(&format!("{}\0unreadable", fault.path)),
            severity: "blocker",
            location: Location {
                path: &fault.path,
                lines: Lines { begin: 1, end: 1 },
            },
            tool: report.tool,
            text_sha256: "",
        });
    }
    to_text(&issues)
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    }
}

fn lines(point: &Point) -> Lines {
    Lines {
        begin: point.start.map_or(1, |start| start.line),
        end: point.end.map_or(1, |end| end.line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::told;
    use std::collections::HashSet;

    #[test]
    fn a_list_of_issues_with_fingerprints_of_their_own() {
        let told: serde_json::Value = serde_json::from_str(&told(report)).expect("JSON");
        let issues = told.as_array().expect("a list");
        assert_eq!(issues.len(), 4);
        let different: HashSet<_> = issues
            .iter()
            .map(|issue| issue["fingerprint"].as_str())
            .collect();
        assert_eq!(different.len(), 4);
        assert_eq!(issues[0]["severity"], "major");
        assert_eq!(issues[0]["location"]["lines"]["begin"], 5);
        assert_eq!(issues[2]["description"], "page 4: Nothing takes it up.");
        assert_eq!(issues[3]["severity"], "blocker");
    }
}
