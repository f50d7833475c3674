//! `check --format junit`: the XML of JUnit. A suite is a letter, a case a point; a case fails when its
//! level is one that fails the run, so that a build server and the exit code agree.

use super::json::{CheckedDocument, Point};
use super::xml::Xml;
use super::{Fault, Report};
use crate::diagnostic::Severity;

/// The whole report. `fail_on` is the least level that fails; none when nothing does.
pub fn report(report: &Report<'_>, fail_on: Option<Severity>) -> String {
    let fails = |point: &Point| fail_on.is_some_and(|level| point.severity >= level);
    let failures: usize = report
        .documents
        .iter()
        .map(|document| {
            document
                .diagnostics
                .iter()
                .filter(|point| fails(point))
                .count()
        })
        .sum();
    let cases: usize = report.documents.iter().map(cases).sum();
    let mut xml = Xml::new(&report.tool.line());
    xml.open(
        "testsuites",
        &[
            ("name", report.tool.name),
            ("tests", &(cases + report.errors.len()).to_string()),
            ("failures", &failures.to_string()),
            ("errors", &report.errors.len().to_string()),
        ],
    );
    for document in report.documents {
        push_letter(&mut xml, report, document, &fails);
    }
    for fault in report.errors {
        push_fault(&mut xml, fault);
    }
    xml.finish()
}

/// How many cases a letter has; one that is clean has one that passes.
fn cases(document: &CheckedDocument) -> usize {
    let suppressed = document.suppressed.as_ref().map_or(0, Vec::len);
    (document.diagnostics.len() + suppressed).max(1)
}

fn push_letter(
    xml: &mut Xml,
    report: &Report<'_>,
    document: &CheckedDocument,
    fails: &impl Fn(&Point) -> bool,
) {
    let failing = document
        .diagnostics
        .iter()
        .filter(|point| fails(point))
        .count();
    let skipped = document.suppressed.as_ref().map_or(0, Vec::len);
    xml.open(
        "testsuite",
        &[
            ("name", &document.path),
            ("tests", &cases(document).to_string()),
            ("failures", &failing.to_string()),
            ("errors", "0"),
            ("skipped", &skipped.to_string()),
        ],
    );
    let tool = report.tool;
    xml.open("properties", &[]);
    for (name, value) in [
        ("tool-version", tool.version),
        ("pack", &tool.pack),
        ("pack-version", &tool.pack_version),
        ("pack-sha256", &tool.pack_sha256),
        ("law-as-of", tool.law_as_of.as_deref().unwrap_or_default()),
        ("text-sha256", &document.text_sha256),
    ] {
        xml.empty("property", &[("name", name), ("value", value)]);
    }
    xml.close();
    let all = document.in_order();
    if all.is_empty() {
        xml.empty(
            "testcase",
            &[("name", "nothing to raise"), ("classname", &document.path)],
        );
    }
    for point in all {
        push_point(xml, document, point, fails(point));
    }
    xml.close();
}

fn push_point(xml: &mut Xml, document: &CheckedDocument, point: &Point, fails: bool) {
    let line = point.start.map(|start| format!("line {}", start.line));
    let place = line
        .or_else(|| point.page())
        .map(|place| format!(", {place}"))
        .unwrap_or_default();
    // Build servers tell cases apart by their names.
    let name = format!("{}{place} ({})", point.rule, &point.fingerprint[..8]);
    xml.open(
        "testcase",
        &[("name", &name), ("classname", &document.path)],
    );
    let lines = point.lines();
    if let Some(reason) = &point.suppressed {
        xml.empty("skipped", &[("message", &reason.reason)]);
    } else if fails {
        xml.words(
            "failure",
            &[("message", &lines[0]), ("type", point.severity.name())],
            &lines.join("\n"),
        );
    } else {
        xml.words(
            "system-out",
            &[],
            &format!("{}: {}", point.severity.title(), lines.join("\n")),
        );
    }
    xml.close();
}

fn push_fault(xml: &mut Xml, fault: &Fault) {
    xml.open(
        "testsuite",
        &[
            ("name", &fault.path),
            ("tests", "1"),
            ("failures", "0"),
            ("errors", "1"),
            ("skipped", "0"),
        ],
    );
    xml.open(
        "testcase",
        &[("name", "can be read"), ("classname", &fault.path)],
    );
    xml.empty(
        "error",
        &[("message", &fault.message), ("type", "unreadable")],
    );
    xml.close();
    xml.close();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::told;

    #[test]
    fn only_what_fails_the_run_is_a_failure() {
        let strict = told(|all| report(all, Some(Severity::Error)));
        assert!(
            strict
                .contains("<testsuites name=\"evenhand\" tests=\"5\" failures=\"1\" errors=\"1\">"),
            "{strict}"
        );
        assert_eq!(strict.matches("<failure ").count(), 1);
        assert_eq!(strict.matches("<system-out>Consider: ").count(), 2);
        assert_eq!(
            strict
                .matches("<skipped message=\"quoted words\"/>")
                .count(),
            1
        );
        assert_eq!(strict.matches("<error ").count(), 1);
        let never = told(|all| report(all, None));
        assert!(!never.contains("<failure "));
    }
}
