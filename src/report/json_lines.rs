//! `check --format json-lines`: one JSON object a line, each with its `kind`: first the tool, then each
//! letter and behind it its points, then what could not be read, last the summary.

use super::json::{Point, VERSION};
use super::{Fault, Provenance, Report, Summary};
use serde::Serialize;

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Line<'a> {
    Tool {
        version: u32,
        tool: &'a Provenance,
    },
    Document {
        path: &'a str,
        text_sha256: &'a str,
        outcome: Option<&'a str>,
    },
    Diagnostic {
        path: &'a str,
        #[serde(flatten)]
        point: &'a Point,
    },
    Suppressed {
        path: &'a str,
        #[serde(flatten)]
        point: &'a Point,
    },
    Error(&'a Fault),
    Summary(Summary),
}

/// The whole report.
pub fn report(report: &Report<'_>) -> String {
    let mut out = String::new();
    let mut push = |line: &Line<'_>| {
        // Strings, numbers, lists and maps with string keys always serialise.
        out.push_str(&serde_json::to_string(line).unwrap_or_default());
        out.push('\n');
    };
    push(&Line::Tool {
        version: VERSION,
        tool: report.tool,
    });
    for document in report.documents {
        let path = &document.path;
        push(&Line::Document {
            path,
            text_sha256: &document.text_sha256,
            outcome: document.outcome.as_deref(),
        });
        for point in &document.diagnostics {
            push(&Line::Diagnostic { path, point });
        }
        for point in document.suppressed.iter().flatten() {
            push(&Line::Suppressed { path, point });
        }
    }
    for fault in report.errors {
        push(&Line::Error(fault));
    }
    push(&Line::Summary(report.summary));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::told;
    use serde_json::Value;

    #[test]
    fn every_line_is_an_object_with_its_kind() {
        let told = told(report);
        let lines: Vec<Value> = told
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        let kinds: Vec<_> = lines
            .iter()
            .filter_map(|line| line["kind"].as_str())
            .collect();
        assert_eq!(
            kinds,
            [
                "tool",
                "document",
                "diagnostic",
                "diagnostic",
                "suppressed",
                "document",
                "diagnostic",
                "error",
                "summary"
            ]
        );
        assert_eq!(lines[2]["rule"], "duty/no-action");
        assert_eq!(lines[2]["path"], "draft.md");
        assert_eq!(lines[7]["message"], "there is no such file");
    }
}
