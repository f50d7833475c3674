//! Outcome, duty failures and actions.

use super::super::clean::clean;
use super::super::explain::level;
use super::{Page, text_hash};
use crate::facts::{Action, ActionKind, Basis, Cover, DutyFailure, Extent};
use maud::{Markup, html};

/// How many words of a finding are quoted, and of the action that takes it up.
const MOST_WORDS: usize = 40;
const MOST_ACTION: usize = 20;

/// The columns of the duty failures. A narrow page shows a cell a line, with the column's name before it.
const COLUMNS: [&str; 5] = [
    "Duty",
    "What the letter says",
    "Reference",
    "Extent",
    "Taken up by",
];

/// What the letter is and what it comes to.
pub(super) fn overview(page: &Page<'_>) -> Markup {
    let facts = page.document.facts;
    let outcome = facts.outcome.as_ref().map(|outcome| {
        page.document
            .pack
            .outcome(&outcome.id)
            .map_or(outcome.id.as_str(), |known| known.title.as_str())
    });
    html! {
        dl.overview {
            div { dt { "Outcome" } dd { (outcome.unwrap_or("none stated")) } }
            @if let Some(dates) = facts.inspected.as_ref().filter(|_| !page.detail.redact) {
                div { dt { "Inspected" } dd { (day(page, &dates.from)) " to " (day(page, &dates.until)) } }
            }
            div { dt { "Points" } dd { (page.points.shown.len()) } }
            div { dt { "Duty failures" } dd { (facts.duty_failures.len()) } }
            div { dt { "Actions" } dd { (facts.actions.len()) } }
            div { dt { "SHA-256 of the text" } dd.hash { (text_hash(page.document)) } }
        }
    }
}

/// Where the letter reports that a duty is not met, and what takes it up.
pub(super) fn failures(page: &Page<'_>) -> Markup {
    let title = page.id("duties");
    let failures = &page.document.facts.duty_failures;
    html! {
        section {
            h3 id=(title) { "Duties that the letter says are not met" }
            @if failures.is_empty() {
                p { "The letter reports none." }
            } @else {
                div.scroll tabindex="0" role="region" aria-label=(page.named("Duties that are not met")) {
                    // The roles are spelled out because a table that is shown as blocks would lose them.
                    table.wide.stack role="table" {
                        thead role="rowgroup" {
                            tr role="row" {
                                @for column in COLUMNS { th scope="col" role="columnheader" { (column) } }
                            }
                        }
                        tbody role="rowgroup" { @for failure in failures { (failure_row(page, failure)) } }
                    }
                }
            }
        }
    }
}

fn failure_row(page: &Page<'_>, failure: &DutyFailure) -> Markup {
    let duty = page.document.pack.duty(&failure.duty);
    let title = duty.map_or(failure.duty.as_str(), |duty| &duty.title);
    let entry = duty.and_then(|duty| {
        let likeliest = failure.entries.first()?;
        duty.entry.iter().find(|entry| entry.id == *likeliest)
    });
    let action = failure.covered_by.and_then(|id| {
        page.document
            .facts
            .actions
            .iter()
            .find(|action| action.id == id)
    });
    html! {
        tr role="row" {
            th scope="row" role="rowheader" { (title) }
            td role="cell" data-label=(COLUMNS[1]) {
                (page.place(failure.span))
                @if let Some(quote) = page.quote(failure.span, MOST_WORDS) { ": “" (quote) "”" }
                @if failure.reported { " (told as somebody’s account)" }
                @if failure.basis == Basis::Explicit { " (in legal terms)" }
            }
            td role="cell" data-label=(COLUMNS[2]) {
                @match entry {
                    Some(entry) => { (entry.reference) " (" (level(entry.level)) ")" }
                    None => "none named",
                }
            }
            td role="cell" data-label=(COLUMNS[3]) { (extent(failure.extent)) }
            td role="cell" data-label=(COLUMNS[4]) {
                @match action {
                    Some(action) => {
                        (action_link(page, action))
                        @if failure.cover == Cover::General { ", in general terms" }
                        @if let Some(quote) = page.quote(action.span, MOST_ACTION) { ": “" (quote) "”" }
                    }
                    None => strong { "none" },
                }
            }
        }
    }
}

/// An ISO date as people write it, with the pack's names of months.
fn day(page: &Page<'_>, date: &str) -> String {
    let written = || {
        let mut parts = date.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let months = &page.document.pack.about.inspected.as_ref()?.months;
        let (first, rest) = months
            .get(month.parse::<usize>().ok()?.checked_sub(1)?)?
            .split_at_checked(1)?;
        let day = day.trim_start_matches('0');
        Some(format!("{day} {}{rest} {year}", first.to_uppercase()))
    };
    written().unwrap_or_else(|| date.to_owned())
}

fn extent(extent: Extent) -> &'static str {
    match extent {
        Extent::Widespread => "widespread or general",
        Extent::Some => "some",
        Extent::Trend => "improving",
    }
}

/// The lists of actions.
pub(super) fn actions(page: &Page<'_>) -> Markup {
    let title = page.id("actions");
    let actions = &page.document.facts.actions;
    html! {
        section {
            h3 id=(title) { "Actions" }
            @if actions.is_empty() {
                p { "The letter lists none." }
            } @else {
                ul.actions role="list" {
                    @for action in actions {
                        li id=(page.id(&format!("a{}", action.id))) { (action_markup(page, action)) }
                    }
                }
            }
        }
    }
}

fn action_markup(page: &Page<'_>, action: &Action) -> Markup {
    let duty = |id: &String| {
        let known = page.document.pack.duty(id);
        known.map_or_else(|| id.clone(), |duty| duty.title.clone())
    };
    let duties: Vec<String> = action.duties.iter().map(duty).collect();
    html! {
        strong { (name(action)) } ", " (page.place(action.span))
        @if let Some(words) = page.quote(action.span, usize::MAX) { ": " (words) }
        p.aside {
            @if let Some(who) = action.responsible.and_then(|span| page.quote(span, MOST_WORDS)) {
                "Responsible: " (clean(&who)) ". "
            }
            @if duties.is_empty() { "Names no duty." } @else { "Names: " (duties.join("; ")) "." }
        }
    }
}

fn action_link(page: &Page<'_>, action: &Action) -> Markup {
    html! { a href=(format!("#{}", page.id(&format!("a{}", action.id)))) { (name(action)) } }
}

fn name(action: &Action) -> String {
    let list = match action.kind {
        ActionKind::PriorityAction => "Area for priority action",
        ActionKind::Improvement => "Area for improvement",
    };
    format!("{list} {}", action.number)
}
