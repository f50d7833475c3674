//! Points: the list of them, each beside its words, and what was left out.

use super::super::clean::clean;
use super::{LEVELS, Numbered, Page};
use crate::diagnostic::Grade;
use maud::{Markup, html};

/// How many words of another place are quoted.
const MOST_WORDS: usize = 25;

/// The points of a letter by level. A redacted page has no text to stand them beside, and they are told
/// in full here.
pub(super) fn list(page: &Page<'_>) -> Markup {
    let title = page.id("points");
    let of = |number_of: &crate::diagnostic::Diagnostic| {
        page.numbered
            .iter()
            .find(|one| std::ptr::eq(one.point, number_of))
    };
    html! {
        section.points {
            h3 id=(title) { "Points" }
            @if page.points.shown.is_empty() {
                p { "Nothing to raise." }
            }
            @for level in LEVELS {
                @let points = page.points.shown.iter().filter(|point| point.severity == level);
                @let points: Vec<_> = points.filter_map(of).collect();
                @if !points.is_empty() {
                    h4.(level.name()) { (level.title()) }
                    @if page.detail.redact {
                        @for one in points { (note(page, *one)) }
                    } @else {
                        ul.overview role="list" {
                            @for one in points {
                                li data-level=(level.name()) data-rule=(one.point.rule) {
                                    a href=(format!("#{}", page.id(&format!("n{}", one.number)))) { "Point " (one.number) }
                                    ", " (page.places.name(one.point.span).unwrap_or_default()) ": "
                                    (clean(&one.point.message))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A point in full.
pub(super) fn note(page: &Page<'_>, one: Numbered<'_>) -> Markup {
    let Numbered { number, point } = one;
    let head = page.id(&format!("h{number}"));
    html! {
        div.card.(point.severity.name()) id=(page.id(&format!("n{number}"))) role="note" aria-labelledby=(head)
            data-level=(point.severity.name()) data-rule=(point.rule) {
            p.head id=(head) {
                @if page.detail.redact {
                    "Point " (number) ", " (page.place(point.span))
                } @else {
                    a href=(format!("#{}", page.id(&format!("m{number}")))) { "Point " (number) }
                }
                " · " strong { (point.severity.title()) }
            }
            p { (clean(&point.message)) }
            @if !point.related.is_empty() {
                ul.related {
                    @for related in &point.related {
                        li {
                            (page.place(related.span))
                            @if !related.message.is_empty() { ": " (clean(&related.message)) }
                            @if let Some(quote) = page.quote(related.span, MOST_WORDS) { ": “" (quote) "”" }
                        }
                    }
                }
            }
            @if !point.help.is_empty() { p { strong { "What to do: " } (clean(&point.help)) } }
            @if let Some(fix) = &point.fix {
                p { strong { (label(fix.grade)) ": " } (clean(&fix.title)) }
            }
            @if let Some(reference) = &point.reference {
                p { strong { "Reference: " } (clean(reference)) }
            }
            p.rule { "Rule " code { (point.rule) } }
        }
    }
}

fn label(grade: Grade) -> &'static str {
    match grade {
        Grade::Safe => "Change",
        Grade::Suggest => "Suggestion",
        Grade::Ask => "Question",
    }
}

/// What was looked at and left out, each with the reason.
pub(super) fn left_out(page: &Page<'_>) -> Markup {
    let title = page.id("left-out");
    html! {
        @if !page.points.suppressed.is_empty() {
            section {
                h3 id=(title) { "Looked at and left out" }
                ul {
                    @for point in &page.points.suppressed {
                        li {
                            (page.place(point.span))
                            @if let Some(quote) = page.quote(point.span, MOST_WORDS) { ": “" (quote) "”" }
                            " (" code { (point.rule) } ": "
                            (point.left_out().unwrap_or_default()) ")"
                        }
                    }
                }
            }
        }
    }
}
