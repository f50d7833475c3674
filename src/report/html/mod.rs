//! `check --format html`: one page that needs nothing else. It is read in a browser or printed, with or
//! without JavaScript; it fetches nothing and sends nothing, which its own policy forbids.
//!
//! Each letter has its outcome, its points, a chart of who is said to feel and to know, its duty failures
//! and actions, and its text with the points beside the words. Several letters have an index before them.
//!
//! Everything passes through `maud`, which escapes; nothing of a draft is put in as markup.

mod chart;
mod facts;
mod index;
mod points;
mod words;

use super::clean::clean;
use super::place::Places;
use super::{Detail, Document, Fault, Points, Provenance, Report, count, digest, sha256};
use crate::diagnostic::{Diagnostic, Severity};
use crate::span::Span;
use index::Row;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// One letter of the page.
#[derive(Debug)]
pub struct Part {
    /// Its article.
    article: Markup,
    /// Its row in the index.
    row: Row,
    /// The rules that have points in it.
    rules: Vec<String>,
}

/// A letter while it is written.
struct Page<'a> {
    document: &'a Document<'a>,
    points: &'a Points,
    places: Places<'a>,
    detail: Detail,
    /// What its anchors begin with, so that letters do not mix theirs up.
    prefix: String,
    /// The points with their numbers, in the order of the text.
    numbered: Vec<Numbered<'a>>,
}

/// A point and its number in the text.
#[derive(Clone, Copy)]
struct Numbered<'a> {
    number: usize,
    point: &'a Diagnostic,
}

impl<'a> Page<'a> {
    fn new(document: &'a Document<'a>, points: &'a Points, detail: Detail) -> Self {
        let mut ordered: Vec<&Diagnostic> = points.shown.iter().collect();
        // A sort that keeps the order of equals, so that the more pressing comes first at one place.
        ordered.sort_by_key(|point| point.span);
        Page {
            document,
            points,
            places: Places::in_detail(document.letter, detail),
            detail,
            prefix: format!("l{}", &digest::short(document.path)[..8]),
            numbered: ordered
                .into_iter()
                .enumerate()
                .map(|(index, point)| Numbered {
                    number: index + 1,
                    point,
                })
                .collect(),
        }
    }

    /// The anchor of something in this letter.
    fn id(&self, name: &str) -> String {
        format!("{}-{name}", self.prefix)
    }

    /// A name for a region, which no other letter's has.
    fn named(&self, region: &str) -> String {
        format!("{region}: {}", clean(self.document.path))
    }

    /// A place as people name it, with a link to its words where they are on the page.
    fn place(&self, span: Span) -> Markup {
        let name = self
            .places
            .name(span)
            .unwrap_or_else(|| "the words".to_owned());
        let block = self.places.block_index(span);
        html! {
            @match block.filter(|_| !self.detail.redact) {
                Some(block) => a href=(format!("#{}", self.id(&format!("b{block}")))) { (name) },
                None => (name),
            }
        }
    }

    /// The words at a span as a reader sees them; none in a redacted report.
    fn quote(&self, span: Span, words: usize) -> Option<String> {
        let quote = words::quote(self.document, span, words);
        (!self.detail.redact && !quote.is_empty()).then_some(quote)
    }
}

/// One letter. A redacted one takes points that are redacted themselves.
pub fn document(document: &Document<'_>, points: &Points, detail: Detail) -> Part {
    let page = Page::new(document, points, detail);
    let title = page.id("title");
    let mut rules: Vec<String> = points
        .shown
        .iter()
        .map(|point| point.rule.clone())
        .collect();
    rules.sort();
    rules.dedup();
    let article = html! {
        article aria-labelledby=(title) {
            h2 id=(title) { (clean(document.path)) }
            (facts::overview(&page))
            (jumps(&page))
            (points::list(&page))
            (chart::section(&page))
            (facts::failures(&page))
            (facts::actions(&page))
            @if !detail.redact { (words::section(&page)) }
            @if detail.suppressed { (points::left_out(&page)) }
        }
    };
    Part {
        article,
        row: Row::of(&page),
        rules,
    }
}

/// Links to the parts of a letter.
fn jumps(page: &Page<'_>) -> Markup {
    let parts = [
        ("points", "Points"),
        ("voices", "Who feels and who knows"),
        ("duties", "Duties"),
        ("actions", "Actions"),
        ("text", "The letter"),
    ];
    html! {
        nav aria-label=(page.named("Parts")) {
            ul.jumps role="list" {
                @for (id, name) in parts {
                    @if id != "text" || !page.detail.redact {
                        li { a href=(format!("#{}", page.id(id))) { (name) } }
                    }
                }
            }
        }
    }
}

/// The whole page.
pub fn report(report: &Report<'_>, parts: &[Part]) -> String {
    let title = match parts {
        [one] => format!("{}: evenhand", one.row.path),
        many => format!("evenhand: {}", count(many.len(), "letter", "letters")),
    };
    let mut rules: Vec<&str> = parts
        .iter()
        .flat_map(|part| part.rules.iter().map(String::as_str))
        .collect();
    rules.sort_unstable();
    rules.dedup();
    let page = html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="referrer" content="no-referrer";
                meta name="generator" content=(report.tool.line());
                title { (clean(&title)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the report" }
                header.top {
                    h1 { "evenhand" }
                    p.lead { (report.summary.plain_sentences()) }
                }
                main #main tabindex="-1" {
                    (filters(&rules))
                    @if parts.len() > 1 { (index::section(parts, report.pack)) }
                    @for part in parts { (part.article) }
                    (unread(report.errors))
                }
                (footer(report.tool))
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    let mut text = page.into_string();
    text.push('\n');
    text
}

/// What the page may do: show itself.
fn policy() -> String {
    format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        digest::source(STYLE),
        digest::source(SCRIPT)
    )
}

/// What to show. The script takes it out of hiding, for without it there is nothing behind it.
fn filters(rules: &[&str]) -> Markup {
    html! {
        form.filters hidden aria-label="Filters" {
            fieldset {
                legend { "Levels" }
                @for level in LEVELS {
                    label {
                        input type="checkbox" name="level" value=(level.name()) checked;
                        " " (level.title())
                    }
                }
            }
            label.field {
                span { "Rule" }
                select name="rule" {
                    option value="" { "All rules" }
                    @for rule in rules { option value=(rule) { (rule) } }
                }
            }
            label {
                input type="checkbox" name="brief";
                " Only passages with points"
            }
            p.status role="status" {}
        }
    }
}

/// The levels, the most pressing first.
const LEVELS: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

fn unread(errors: &[Fault]) -> Markup {
    html! {
        @if !errors.is_empty() {
            section {
                h2 #unread { "Not read" }
                ul {
                    @for fault in errors {
                        li { strong { (clean(&fault.path)) } ": " (clean(&fault.message)) }
                    }
                }
            }
        }
    }
}

fn footer(tool: &Provenance) -> Markup {
    html! {
        footer {
            @if let Some(disclaimer) = &tool.disclaimer { p { (disclaimer) } }
            dl.made {
                div { dt { "Program" } dd { (tool.name) " " (tool.version) } }
                div { dt { "Rule pack" } dd { (tool.pack) " " (tool.pack_version) } }
                @if let Some(date) = &tool.law_as_of {
                    div { dt { "Law as of" } dd { (date) } }
                }
                div { dt { "SHA-256 of the pack" } dd.hash { (tool.pack_sha256) } }
            }
        }
    }
}

/// The hash of a letter's text, for its overview.
fn text_hash(document: &Document<'_>) -> String {
    sha256(&document.letter.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Selection;
    use crate::report::testing::{MadeUp, analysed, made_up, pages, told_with};

    fn page(letters: &[MadeUp], detail: Detail) -> String {
        let parts: Vec<Part> = letters
            .iter()
            .map(|letter| {
                let mut points = Selection::default().apply(letter.diagnostics.clone());
                if detail.redact {
                    points = crate::report::redact::points(&points, letter.document().pack);
                }
                document(&letter.document(), &points, detail)
            })
            .collect();
        told_with(detail, |all| report(all, &parts))
    }

    #[test]
    fn the_words_are_marked_and_the_point_stands_beside_them() {
        let told = page(&[made_up()], Detail::default());
        assert!(
            told.contains("Too <mark class=\"error\">reviews are not held in line with the law</mark><a class=\"ref\""),
            "{told}"
        );
        assert!(told.contains("<mark class=\"warning\">feel</mark>"));
        assert!(!told.contains("*reviews*"), "markup is gone");
        assert!(
            told.contains("<h4 id="),
            "the letter's headings go on from the page's"
        );
    }

    #[test]
    fn it_needs_nothing_else() {
        let told = page(&[made_up(), pages()], Detail::default());
        for address in ["http:", "https:", "src=", "@import", "url("] {
            assert!(!told.contains(address), "{address}");
        }
        assert!(told.contains("default-src 'none'"));
    }

    #[test]
    fn every_link_leads_somewhere_and_no_anchor_stands_twice() {
        let told = page(
            &[
                made_up(),
                pages(),
                analysed(include_str!("../../../examples/draft.md")),
            ],
            Detail {
                suppressed: true,
                redact: false,
            },
        );
        let values = |name: &str| -> Vec<String> {
            told.split(name)
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
                .map(str::to_owned)
                .collect()
        };
        let anchors = values(" id=\"");
        let different: std::collections::HashSet<_> = anchors.iter().collect();
        // Two of the letters have one path, which the command never gives.
        let twice: Vec<_> = anchors
            .iter()
            .filter(|id| anchors.iter().filter(|other| other == id).count() > 1)
            .collect();
        assert!(
            twice
                .iter()
                .all(|id| id.starts_with(&format!("l{}", &digest::short("draft.md")[..8]))),
            "{twice:?}"
        );
        for link in values("href=\"#") {
            assert!(different.contains(&link), "{link}");
        }
    }

    #[test]
    fn words_of_a_draft_stay_words() {
        let mut letter = analysed(
            "# <script>alert(1)</script>\n\nReviews & \"plans\" are <b>late</b> \u{202E}now.\n",
        );
        letter.path = "<img src=x onerror=alert(1)>.md";
        let told = page(&[letter], Detail::default());
        assert!(!told.contains("<script>alert"), "{told}");
        assert!(!told.contains("<img"));
        assert!(!told.contains('\u{202E}'));
    }

    #[test]
    fn a_redacted_page_has_no_words_of_the_draft() {
        let detail = Detail {
            suppressed: true,
            redact: true,
        };
        let letter = analysed(include_str!("../../../examples/draft.md"));
        let told = page(&[letter, made_up(), pages()], detail);
        for words in [
            "careers guidance",
            "Brackenshire",
            "in line with the law",
            "feel lost",
            "“feel”",
            "needs to be better",
        ] {
            assert!(!told.contains(words), "{words}");
        }
        assert!(
            told.contains("Annual reviews"),
            "duties are the pack's own words"
        );
    }

    #[test]
    fn one_letter_has_no_index() {
        assert!(!page(&[made_up()], Detail::default()).contains("id=\"letters\""));
        assert!(page(&[made_up(), pages()], Detail::default()).contains("id=\"letters\""));
    }
}
