//! The index of several letters: a row each, with small charts. A script makes it sortable.

use super::super::clean::clean;
use super::chart::{Tally, accuracy_of};
use super::{Page, Part};
use crate::facts::{Escalation, Side};
use crate::pack::Pack;
use crate::report::Counts;
use maud::{Markup, html};

/// Width of a small chart in units of its own.
const WIDTH: usize = 80;

/// What the index says of a letter.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) path: String,
    anchor: String,
    outcome: String,
    points: Counts,
    /// Those below the least level that is shown.
    hidden: Counts,
    failures: usize,
    untaken: usize,
    family: (usize, usize),
    professional: (usize, usize),
}

impl Row {
    pub(super) fn of(page: &Page<'_>) -> Self {
        let facts = page.document.facts;
        let title = |id: &str| {
            let known = page.document.pack.outcome(id);
            known.map_or_else(|| id.to_owned(), |outcome| outcome.title.clone())
        };
        let tally = Tally::of(facts);
        let untaken =
            |failures: &&crate::facts::DutyFailure| failures.escalation == Escalation::None;
        Row {
            path: page.document.path.to_owned(),
            anchor: page.id("title"),
            outcome: facts
                .outcome
                .as_ref()
                .map_or_else(|| "none stated".to_owned(), |outcome| title(&outcome.id)),
            points: page.points.counts(),
            hidden: page.points.hidden,
            failures: facts.duty_failures.len(),
            untaken: facts.duty_failures.iter().filter(untaken).count(),
            family: tally.felt(Side::Family),
            professional: tally.felt(Side::Professional),
        }
    }
}

/// The index.
pub(super) fn section(parts: &[Part], pack: &Pack) -> Markup {
    html! {
        section {
            h2 #letters { "Letters" }
            p { "The bars show how many of a side’s statements are put as emotion, belief or felt treatment." }
            div.scroll tabindex="0" role="region" aria-labelledby="letters" {
                table.wide.sortable {
                    thead {
                        tr {
                            th scope="col" { "Letter" }
                            th scope="col" { "Outcome" }
                            th scope="col" { "Before sign-off" }
                            th scope="col" { "Consider" }
                            th scope="col" { "For information" }
                            th scope="col" { "Duty failures" }
                            th scope="col" { "Taken up by no action" }
                            th scope="col" { "Families: felt, of all" }
                            th scope="col" { "Leaders and staff: felt, of all" }
                        }
                    }
                    tbody { @for part in parts { (row(&part.row)) } }
                }
            }
            (accuracy_of(pack))
        }
    }
}

fn row(row: &Row) -> Markup {
    html! {
        tr {
            th scope="row" { a href=(format!("#{}", row.anchor)) { (clean(&row.path)) } }
            td { (row.outcome) }
            (level(row.points.error, row.hidden.error))
            (level(row.points.warning, row.hidden.warning))
            (level(row.points.note, row.hidden.note))
            td { (row.failures) }
            td { (row.untaken) }
            td data-value=(share(row.family)) { (bar(row.family, "family")) }
            td data-value=(share(row.professional)) { (bar(row.professional, "professional")) }
        }
    }
}

/// How many points of a level are shown, and how many are not: nought is not to be read for the latter.
fn level(shown: usize, hidden: usize) -> Markup {
    html! {
        td data-value=(shown + hidden) {
            (shown)
            @if hidden > 0 { span.aside { " and " (hidden) " not shown" } }
        }
    }
}

/// What the column is sorted by, in thousandths: letters without statements come before those with none felt.
fn share((felt, all): (usize, usize)) -> String {
    let share = (felt * 1000).checked_div(all);
    share.map_or_else(|| "-1".to_owned(), |share| share.to_string())
}

fn bar((felt, all): (usize, usize), side: &str) -> Markup {
    html! {
        span.bar-number { (felt) " of " (all) }
        @if all > 0 {
            svg.bar viewBox=(format!("0 0 {WIDTH} 10")) aria-hidden="true" {
                rect.all x="0.5" y="0.5" width=(WIDTH - 1) height="9" {}
                rect.(side) x="0" y="0" width=(felt * WIDTH / all) height="10" {}
            }
        }
    }
}
