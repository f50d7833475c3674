//! `check --format markdown`: for a comment on a change, a job's summary, or a page.

use super::Report;
use super::clean::{clean, shorten};
use super::json::{CheckedDocument, Point, RelatedPlace};
use super::place::StatedLocation;
use crate::diagnostic::Grade;
use crate::span::Position;
use std::fmt::Write as _;

/// How many words of a place are quoted.
const MOST_WORDS: usize = 40;

/// The whole report.
pub fn report(report: &Report<'_>) -> String {
    let mut out = format!(
        "# evenhand\n\n{}\n",
        escape(&report.summary.plain_sentences())
    );
    for document in report.documents {
        push_letter(&mut out, report, document);
    }
    if !report.errors.is_empty() {
        out.push_str("\n## Not read\n\n");
        for fault in report.errors {
            let _ = writeln!(out, "- {}: {}", escape(&fault.path), escape(&fault.message));
        }
    }
    let tool = report.tool;
    out.push_str("\n---\n\n");
    if let Some(disclaimer) = &tool.disclaimer {
        let _ = writeln!(out, "{}\n", escape(disclaimer));
    }
    let _ = writeln!(out, "{}.", escape(&tool.line()));
    out
}

fn push_letter(out: &mut String, report: &Report<'_>, document: &CheckedDocument) {
    let outcome = document
        .outcome
        .as_deref()
        .and_then(|id| report.pack.outcome(id))
        .map(|outcome| format!(": {}", outcome.title))
        .unwrap_or_default();
    let _ = writeln!(
        out,
        "\n## {}{}\n\nText SHA-256: `{}`",
        escape(&document.path),
        escape(&outcome),
        document.text_sha256
    );
    if document.diagnostics.is_empty() {
        out.push_str("\nNothing to raise.\n");
    }
    for point in &document.diagnostics {
        push_point(out, point);
    }
    let suppressed = document.suppressed.as_deref().unwrap_or_default();
    if !suppressed.is_empty() {
        out.push_str("\n### Looked at and left out\n\n");
        for point in suppressed {
            let reason = point
                .suppressed
                .as_ref()
                .map_or("", |reason| &reason.reason);
            let _ = writeln!(
                out,
                "- {}{} ({}: {})",
                place(point.start, point.location),
                quote(point.text.as_deref()),
                code(&point.rule),
                escape(reason)
            );
        }
    }
}

fn push_point(out: &mut String, point: &Point) {
    let _ = writeln!(
        out,
        "\n### {}: {}\n",
        point.severity.title(),
        escape(&point.message)
    );
    let section = point
        .section
        .as_ref()
        .map(|section| format!(", under “{}”", escape(section)))
        .unwrap_or_default();
    let place = place(point.start, point.location);
    let _ = writeln!(
        out,
        "- Where: {place}{section}{}",
        quote(point.text.as_deref())
    );
    for related in &point.related {
        push_related(out, related);
    }
    let fix = point.fix.as_ref().map(|fix| {
        let label = match fix.grade {
            Grade::Safe => "Change",
            Grade::Suggest => "Suggestion",
            Grade::Ask => "Question",
        };
        (label, fix.title.as_str())
    });
    let help = (!point.help.is_empty()).then_some(("What to do", point.help.as_str()));
    let reference = point.reference.as_deref().map(|words| ("Reference", words));
    for (label, words) in [help, fix, reference].into_iter().flatten() {
        let _ = writeln!(out, "- {label}: {}", escape(words));
    }
    let _ = writeln!(out, "- Rule: {}", code(&point.rule));
}

fn push_related(out: &mut String, related: &RelatedPlace) {
    let message = if related.message.is_empty() {
        String::new()
    } else {
        format!(", {}", escape(&related.message))
    };
    let place = place(related.start, related.location);
    let _ = writeln!(
        out,
        "- See also: {place}{message}{}",
        quote(related.text.as_deref())
    );
}

fn place(start: Option<Position>, location: Option<StatedLocation>) -> String {
    start
        .map(|start| format!("line {}", start.line))
        .or_else(|| location?.name())
        .unwrap_or_else(|| "in the document".to_owned())
}

fn quote(words: Option<&str>) -> String {
    match words.map(|words| shorten(words, MOST_WORDS)) {
        Some(words) if !words.is_empty() => format!(": “{}”", escape(&words)),
        _ => String::new(),
    }
}

fn code(id: &str) -> String {
    format!("`{}`", id.replace('`', ""))
}

/// Words on one line, with every sign spelled out that could be markup, markup's HTML, or a mention.
pub(super) fn escape(words: &str) -> String {
    let words = clean(words);
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A backslash does not keep a host from taking it for somebody's name.
            '@' => out.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' | '$' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::told;
    use pulldown_cmark::{Event, Parser};

    #[test]
    fn a_letter_as_a_page() {
        let told = told(report);
        let hash = told.split('`').nth(1).expect("a hash").to_owned();
        assert_eq!(hash.len(), 64);
        let first = told.split("\n## ").nth(1).expect("a letter");
        insta::assert_snapshot!(first.replace(&hash, "HASH"), @r"
        draft.md: the second outcome (inconsistent experiences)

        Text SHA-256: `HASH`

        ### Before sign-off: The letter says that reviews are not held in line with the law. The area for improvement does not mention reviews.

        - Where: line 5, under “What needs to be better?”: “reviews are not held in line with the law”
        - See also: line 10, the area for improvement: “Leaders should talk to schools.”
        - What to do: Name annual reviews in an action, or leave it and record why.
        - Reference: Children and Families Act 2014 s.44(1); owed by the local authority
        - Rule: `duty/no-action`

        ### Consider: What families told inspectors about reviews is put as a feeling.

        - Where: line 7, under “What needs to be better?”: “feel”
        - What to do: If the evidence supports it, say what they said; if the feeling is the evidence, keep it.
        - Suggestion: “feel” → “say”
        - Rule: `framing/sentiment`

        ### Looked at and left out

        - line 8: “feel lost” (`framing/sentiment`: quoted words)
        ");
    }

    #[test]
    fn words_of_a_draft_stay_words() {
        let hostile = "<script> [a](b) *c* `d` # e | f @g \\ ![h](i) ~~j~~ &amp; _k_";
        let mut words = String::new();
        for event in Parser::new(&escape(hostile)) {
            match event {
                Event::Text(text) => words.push_str(&text),
                Event::Start(_) | Event::End(_) => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(words, hostile);
    }
}
