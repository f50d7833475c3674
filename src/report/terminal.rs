//! `check` as people read it: each point with its sentence, the words underlined, the other places,
//! what to do and the law behind it; the most pressing first.

use super::clean::{clean, shorten};
use super::paint::{Ink, Look};
use super::place::Places;
use super::snippet::{Snippet, visible_words};
use super::wrap::{hang, indented};
use super::{Detail, Document, Points, Provenance, Summary, count, sha256};
use crate::allow;
use crate::diagnostic::{Diagnostic, Fix, Grade, Related, Severity, Suppression};
use crate::span::Span;
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeStyles};
use std::fmt::{self, Write as _};

/// How many other places of one point are quoted; the rest are counted.
const MOST_RELATED: usize = 6;

/// How many words of another place are quoted.
const MOST_WORDS: usize = 25;

/// Columns that a snippet's frame takes up beside its words, with room for line numbers.
const FRAME: usize = 12;

/// One letter: a header, and its points or a sentence that there are none.
pub fn document(document: &Document<'_>, points: &Points, detail: Detail, look: Look) -> String {
    let mut out = header(document, look);
    let page = Page {
        document,
        places: Places::in_detail(document.letter, detail),
        detail,
        look,
    };
    for point in &points.shown {
        out.push('\n');
        push_point(&mut out, point, &page);
    }
    if points.shown.is_empty() {
        indented(&mut out, 2, &nothing_to_raise(document, points), look.width);
    }
    if detail.suppressed && !points.suppressed.is_empty() {
        out.push_str("\n  Looked at and left out:\n");
        for point in &points.suppressed {
            push_suppressed(&mut out, point, &page);
        }
    }
    let text = format!("text sha256 {}", sha256(&document.letter.text));
    let _ = writeln!(out, "  {}\n", look.ink(Ink::Dim, &text));
    out
}

/// What closes the report: what it adds up to, the pack's disclaimer, and what made it.
pub fn closing(summary: &Summary, tool: &Provenance, look: Look) -> String {
    let mut out = String::new();
    let sentences = summary.sentences();
    if !sentences.is_empty() {
        indented(&mut out, 0, &sentences, look.width);
    }
    if summary.documents > 0 {
        let mut rows = String::new();
        if let Some(disclaimer) = &tool.disclaimer {
            indented(&mut rows, 0, disclaimer, look.width);
        }
        indented(&mut rows, 0, &format!("{}.", tool.line()), look.width);
        out.push_str(&look.ink(Ink::Dim, rows.trim_end()));
        out.push('\n');
    }
    out
}

fn header(document: &Document<'_>, look: Look) -> String {
    let outcome = document
        .facts
        .outcome
        .as_ref()
        .and_then(|outcome| document.pack.outcome(&outcome.id));
    let outcome = outcome
        .map(|outcome| format!(": {}", outcome.title))
        .unwrap_or_default();
    format!("{}{outcome}\n", look.ink(Ink::Bold, &clean(document.path)))
}

/// A clean letter gets a full sentence, with what was looked at.
fn nothing_to_raise(document: &Document<'_>, points: &Points) -> String {
    let facts = document.facts;
    let known = points.suppressed.iter().any(|point| {
        matches!(
            point.suppressed,
            Some(Suppression::Allowed | Suppression::Baseline)
        )
    });
    let new = if known { "new " } else { "" };
    format!(
        "Nothing {new}to raise in {}. Checked: {} about what people feel or know, {} of findings against {}, {}.",
        clean(document.path),
        count(facts.attributions.len(), "statement", "statements"),
        count(facts.sentences.len(), "sentence", "sentences"),
        count(document.pack.duties().len(), "duty", "duties"),
        count(facts.actions.len(), "action", "actions"),
    )
}

/// A letter while it is printed.
struct Page<'a> {
    document: &'a Document<'a>,
    places: Places<'a>,
    detail: Detail,
    look: Look,
}

impl Page<'_> {
    /// The first of some words; none in a redacted report.
    fn quote(&self, span: Span) -> String {
        if self.detail.redact {
            String::new()
        } else {
            shorten(&visible_words(self.document, span), MOST_WORDS)
        }
    }

    fn place(&self, span: Span) -> String {
        self.places
            .name(span)
            .unwrap_or_else(|| "elsewhere".to_owned())
    }
}

fn push_point(out: &mut String, point: &Diagnostic, page: &Page<'_>) {
    let look = page.look;
    let width = look.width.saturating_sub(FRAME);
    let snippet = (!page.detail.redact)
        .then(|| {
            Snippet::new(
                page.document,
                &page.places,
                point.context,
                point.span,
                width,
            )
        })
        .flatten();
    let shown = Shown {
        headline: format!(
            "{} {}",
            look.ink(
                Ink::of(point.severity),
                &format!("{}:", point.severity.title())
            ),
            clean(&point.message)
        ),
        severity: point.severity,
        snippet,
    };
    out.push_str(&shown.draw(look));
    if page.detail.redact {
        let place = page.places.in_file(page.document.path, point.span);
        push_labelled(out, "where", &place, look);
    }
    for related in point.related.iter().take(MOST_RELATED) {
        push_related(out, related, page);
    }
    if point.related.len() > MOST_RELATED {
        let more = count(
            point.related.len() - MOST_RELATED,
            "more place",
            "more places",
        );
        indented(out, 4, &format!("and {more}"), look.width);
    }
    push_labelled(out, "help", &point.help, look);
    if let Some(fix) = &point.fix {
        push_labelled(out, fix_label(fix), &fix.title, look);
    }
    if let Some(reference) = &point.reference {
        push_labelled(out, "reference", reference, look);
    }
    let rule = format!("{rule} (evenhand explain {rule})", rule = point.rule);
    out.push_str("  ");
    out.push_str(&look.ink(Ink::Dim, &rule));
    out.push('\n');
}

/// `  help: …`, with the rows after the first under its words.
fn push_labelled(out: &mut String, label: &str, text: &str, look: Look) {
    if text.is_empty() {
        return;
    }
    let first = format!("  {} ", look.ink(Ink::Cyan, &format!("{label}:")));
    hang(out, &first, label.len() + 4, &clean(text), look.width);
}

fn fix_label(fix: &Fix) -> &'static str {
    match fix.grade {
        Grade::Safe => "change",
        Grade::Suggest => "suggestion",
        Grade::Ask => "question",
    }
}

fn push_related(out: &mut String, related: &Related, page: &Page<'_>) {
    let look = page.look;
    let quote = page.quote(related.span);
    let place = page.place(related.span);
    let told = match (related.message.is_empty(), quote.is_empty()) {
        (false, false) => format!("{}: “{quote}”", clean(&related.message)),
        (true, false) => format!("“{quote}”"),
        (_, true) => clean(&related.message).into_owned(),
    };
    if told.is_empty() {
        indented(out, 4, &place, look.width);
        return;
    }
    let first = format!("    {} ", look.ink(Ink::Dim, &format!("{place}:")));
    hang(out, &first, place.chars().count() + 6, &told, look.width);
}

fn push_suppressed(out: &mut String, point: &Diagnostic, page: &Page<'_>) {
    let look = page.look;
    let place = page.place(point.span);
    let quote = page.quote(point.span);
    let why = point
        .suppressed
        .map(Suppression::reason)
        .unwrap_or_default();
    let told = allow::told(why, |name| point.property(name));
    let reason = clean(&told);
    let first = format!("    {} ", look.ink(Ink::Dim, &format!("{place}:")));
    hang(
        out,
        &first,
        place.chars().count() + 6,
        &if quote.is_empty() {
            format!("{}: {reason}", point.rule)
        } else {
            format!("“{quote}” ({}: {reason})", point.rule)
        },
        look.width,
    );
}

/// Headline and snippet of a point, as miette draws them.
#[derive(Debug)]
struct Shown {
    headline: String,
    severity: Severity,
    snippet: Option<Snippet>,
}

impl Shown {
    fn draw(&self, look: Look) -> String {
        let theme = theme(self.severity, look.colour);
        let bar = theme.characters.vbar;
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_width(look.width)
            .with_break_words(false)
            .without_primary_span_start();
        let mut drawn = String::new();
        // Writing to a string does not fail, and the snippet hands out all its rows.
        let _ = handler.render_report(&mut drawn, self);
        match &self.snippet {
            Some(snippet) => snippet.renumber(&drawn, bar, |gutter| look.ink(Ink::Dim, gutter)),
            None => drawn,
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.headline)
    }
}

impl std::error::Error for Shown {}

impl miette::Diagnostic for Shown {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.snippet
            .as_ref()
            .map(|snippet| snippet as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let snippet = self.snippet.as_ref()?;
        Some(Box::new(snippet.labels()))
    }
}

/// Quiet signs instead of crosses and warning triangles: the level is in words. Line numbers stay
/// plain, since they are exchanged.
fn theme(severity: Severity, colour: bool) -> GraphicalTheme {
    let mut theme = if colour {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    theme.styles.highlights = vec![match severity {
        Severity::Error => theme.styles.error,
        Severity::Warning => theme.styles.warning,
        Severity::Note => theme.styles.advice,
    }];
    theme.styles.link = theme.styles.linum;
    theme.styles.linum = ThemeStyles::none().linum;
    "●".clone_into(&mut theme.characters.error);
    "○".clone_into(&mut theme.characters.warning);
    "·".clone_into(&mut theme.characters.advice);
    theme
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::{made_up, pages};
    use crate::report::{Counts, Selection};

    #[test]
    fn a_letter_as_people_read_it() {
        let letter = made_up();
        let points = Selection::default().apply(letter.diagnostics.clone());
        insta::assert_snapshot!(document(&letter.document(), &points, Detail { suppressed: true, ..Detail::default() }, Look::default()), @r#"
        draft.md: the second outcome (inconsistent experiences)

          ● Before sign-off: The letter says that reviews are not held in line with
          │ the law. The area for improvement does not mention reviews.
           ╭─[draft.md:5:5]
         5 │ Too reviews are not held in line with the law, and nobody could tell
           ·     ─────────────────────────────────────────
           │ inspectors when the next ones will take place or who will lead them.
           ╰────
            line 10: the area for improvement: “Leaders should talk to schools.”
          help: Name annual reviews in an action, or leave it and record why.
          reference: Children and Families Act 2014 s.44(1); owed by the local authority
          duty/no-action (evenhand explain duty/no-action)

          ○ Consider: What families told inspectors about reviews is put as a feeling.
           ╭─[draft.md:7:14]
         7 │ 😀😀 “Parents” feel that reviews are late.
           ·                ────
           ╰────
          help: If the evidence supports it, say what they said; if the feeling is the
                evidence, keep it.
          suggestion: “feel” → “say”
          framing/sentiment (evenhand explain framing/sentiment)

          Looked at and left out:
            line 8: “feel lost” (framing/sentiment: quoted words)
          text sha256 4a01849d6e515350b0a0609d2417adea2e56718d90f828771b0dd6368939d3a3
        "#);
    }

    #[test]
    fn a_format_without_lines_names_the_page() {
        let letter = pages();
        let points = Selection::default().apply(letter.diagnostics.clone());
        insta::assert_snapshot!(document(&letter.document(), &points, Detail::default(), Look::default()), @r#"
        draft.docx

          ○ Consider: Nothing takes it up.
           ╭─[draft.docx, page 4]
           │ Reviews are late.
           ·             ────
           ╰────
          duty/no-action (evenhand explain duty/no-action)
          text sha256 5ea47eb67ba15675cba5c9a6d1223d5a21a1f9831a55a13a356466ee1fcd460c
        "#);
    }

    #[test]
    fn a_clean_letter_gets_a_full_sentence() {
        let letter = made_up();
        let told = document(
            &letter.document(),
            &Points::default(),
            Detail::default(),
            Look {
                width: 200,
                colour: false,
            },
        );
        assert!(told.contains(
            "Nothing to raise in draft.md. Checked: 0 statements about what people feel or know, "
        ));
    }

    #[test]
    fn colours_leave_every_word_in_its_place() {
        let letter = made_up();
        let points = Selection::default().apply(letter.diagnostics.clone());
        let plain = document(
            &letter.document(),
            &points,
            Detail {
                suppressed: true,
                ..Detail::default()
            },
            Look::default(),
        );
        let coloured = document(
            &letter.document(),
            &points,
            Detail {
                suppressed: true,
                ..Detail::default()
            },
            Look {
                colour: true,
                ..Look::default()
            },
        );
        assert_ne!(plain, coloured);
        let mut bare = String::new();
        let mut rest = coloured.as_str();
        while let Some((before, after)) = rest.split_once('\u{1b}') {
            bare.push_str(before);
            rest = after.split_once('m').map_or("", |(_, rest)| rest);
        }
        bare.push_str(rest);
        assert_eq!(plain, bare);
    }

    #[test]
    fn the_disclaimer_stands_once_at_the_end() {
        let letter = made_up();
        let summary = Summary {
            documents: 1,
            diagnostics: Counts {
                error: 1,
                ..Counts::default()
            },
            ..Summary::default()
        };
        let told = closing(
            &summary,
            &Provenance::of(letter.document().pack),
            Look::default(),
        );
        assert!(told.starts_with("1 point: 1 before sign-off, 0 to consider.\n"));
        assert_eq!(told.matches("not legal advice").count(), 1);
        assert_eq!(
            closing(
                &Summary::default(),
                &Provenance::of(letter.document().pack),
                Look::default()
            ),
            ""
        );
    }
}
