//! `check --format checkstyle`: the XML of Checkstyle, which build servers and editors read.

use super::Report;
use super::json::Point;
use super::xml::Xml;
use crate::diagnostic::Severity;

/// The version of Checkstyle whose format it is; readers look for one.
const VERSION: &str = "4.3";

/// The whole report.
pub fn report(report: &Report<'_>) -> String {
    let mut xml = Xml::new(&report.tool.line());
    xml.open("checkstyle", &[("version", VERSION)]);
    for document in report.documents {
        xml.open(
            "file",
            &[
                ("name", &document.path),
                ("text-sha256", &document.text_sha256),
            ],
        );
        for point in document
            .in_order()
            .into_iter()
            .filter(|point| point.suppressed.is_none())
        {
            push_point(&mut xml, point);
        }
        xml.close();
    }
    for fault in report.errors {
        xml.open("file", &[("name", &fault.path)]);
        xml.empty(
            "error",
            &[
                ("severity", "error"),
                ("message", &fault.message),
                ("source", "evenhand/unreadable"),
            ],
        );
        xml.close();
    }
    xml.finish()
}

fn push_point(xml: &mut Xml, point: &Point) {
    let severity = match point.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "info",
    };
    let message = point.lines().join(" ");
    let place = point
        .start
        .map(|start| (start.line.to_string(), start.column.to_string()));
    let mut attributes = Vec::new();
    if let Some((line, column)) = &place {
        attributes.extend([("line", line.as_str()), ("column", column.as_str())]);
    }
    attributes.extend([
        ("severity", severity),
        ("message", &message),
        ("source", &point.rule),
    ]);
    xml.empty("error", &attributes);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::told;

    #[test]
    fn a_file_a_letter_and_an_error_a_point() {
        let told = told(report);
        assert!(
            told.contains("<file name=\"draft.md\" text-sha256=\""),
            "{told}"
        );
        assert!(
            told.contains(
                "<error line=\"5\" column=\"5\" severity=\"error\" message=\"The letter says that"
            ),
            "{told}"
        );
        assert!(told.contains("severity=\"warning\" message=\"page 4: Nothing takes it up.\" source=\"duty/no-action\"/>"));
        assert!(told.contains("<file name=\"gone.md\">"));
        assert!(told.ends_with("</checkstyle>\n"));
    }
}
