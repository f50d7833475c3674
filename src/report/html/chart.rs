//! Who is said to feel, believe, report and know: a chart, and the numbers behind it.

use super::Page;
use crate::facts::{Attribution, CueClass, Facts, Polarity, Side, Status};
use crate::pack::Pack;
use crate::report::accuracy;
use maud::{Markup, html};

/// The classes with their names for people, from feeling to knowledge.
const CLASSES: [(CueClass, &str); 6] = [
    (CueClass::Emotion, "Emotion (are frustrated, worry)"),
    (CueClass::Belief, "Belief (feel that, believe)"),
    (CueClass::Experience, "Felt treatment (feel ignored)"),
    (CueClass::Appraisal, "Appraisal (value, praise)"),
    (CueClass::Report, "Report (say, told inspectors)"),
    (CueClass::Knowledge, "Knowledge (know, recognise)"),
];

/// The sides in their order in chart and table.
const SIDES: [(Side, &str); 3] = [
    (Side::Family, "Families"),
    (Side::Professional, "Leaders and staff"),
    (Side::Mixed, "Both together"),
];

/// Measures of the chart in units of its own; a phone shows one as about a pixel.
const WIDTH: usize = 340;
const BAR: usize = 12;
const GROUP: usize = 52;
const LEGEND: usize = 24;
/// What a bar may take, so that its number has room behind it.
const LONGEST: usize = 300;

/// How many affirmed statements each side has of each class.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally([[usize; 3]; 6]);

impl Tally {
    pub(super) fn of(facts: &Facts) -> Self {
        let mut tally = Tally::default();
        for one in facts.attributions.iter().filter(|one| counts(one)) {
            let class = CLASSES.iter().position(|(class, _)| *class == one.class);
            let side = SIDES.iter().position(|(side, _)| *side == one.group.side());
            if let (Some(class), Some(side)) = (class, side) {
                tally.0[class][side] += 1;
            }
        }
        tally
    }

    /// Of one side, how many statements are put as emotion, belief or felt treatment, and how many
    /// there are.
    pub(super) fn felt(&self, side: Side) -> (usize, usize) {
        let index = SIDES.iter().position(|(one, _)| *one == side).unwrap_or(0);
        let all = self.0.iter().map(|row| row[index]);
        (all.clone().take(3).sum(), all.sum())
    }
}

/// What is denied, quoted, or a purpose is no statement of its source.
fn counts(one: &Attribution) -> bool {
    one.polarity == Polarity::Affirmed && one.status == Status::Fact && !one.quoted
}

/// Chart and table of a letter.
pub(super) fn section(page: &Page<'_>) -> Markup {
    let tally = Tally::of(page.document.facts);
    let title = page.id("voices");
    html! {
        section.voices {
            h3 id=(title) { "Who is said to feel, believe, report and know" }
            @if tally.0.iter().flatten().sum::<usize>() == 0 {
                p { "The letter attributes no statement to anybody." }
            } @else {
                p { "Statements that the letter affirms, by whose they are and how they are put. These are counts in one document: few statements say little." }
                div.figure {
                    (drawing(page, &tally))
                    (table(&tally))
                }
                (accuracy_of(page.document.pack))
            }
        }
    }
}

/// How accurate counts of statements are, as far as the pack knows it.
pub(super) fn accuracy_of(pack: &Pack) -> Markup {
    html! {
        @if let Some(accuracy) = accuracy::of(pack) {
            p.accuracy { "How accurate such counts are: " (accuracy) "." }
        }
    }
}

fn drawing(page: &Page<'_>, tally: &Tally) -> Markup {
    let most = tally
        .0
        .iter()
        .flat_map(|row| &row[..2])
        .max()
        .copied()
        .unwrap_or(1)
        .max(1);
    let height = LEGEND + GROUP * CLASSES.len();
    let (hatch, title) = (page.id("hatch"), page.id("chart"));
    let fill = format!("url(#{hatch})");
    html! {
        svg.chart viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-labelledby=(title) {
            title id=(title) { "Bars for families and for leaders and staff, a pair for each way of putting a statement; the table beside it has the numbers" }
            defs {
                pattern id=(hatch) width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    rect.hatch-ground width="6" height="6" {}
                    rect.hatch-line width="3" height="6" {}
                }
            }
            rect.family x="0" y="4" width=(BAR) height=(BAR) {}
            text x="18" y="14" { (SIDES[0].1) }
            rect.professional x="100" y="4" width=(BAR) height=(BAR) fill=(fill) {}
            text x="118" y="14" { (SIDES[1].1) }
            @for (index, (_, name)) in CLASSES.iter().enumerate() {
                @let top = LEGEND + GROUP * index;
                @let lengths = [0, 1].map(|side| tally.0[index][side] * LONGEST / most);
                text x="0" y=(top + 14) { (name) }
                rect.family x="0" y=(top + 20) width=(lengths[0]) height=(BAR) {}
                text.number x=(lengths[0] + 5) y=(top + 30) { (tally.0[index][0]) }
                rect.professional x="0" y=(top + 34) width=(lengths[1]) height=(BAR) fill=(fill) {}
                text.number x=(lengths[1] + 5) y=(top + 44) { (tally.0[index][1]) }
            }
        }
    }
}

fn table(tally: &Tally) -> Markup {
    html! {
        table.numbers {
            caption { "Statements by side" }
            thead {
                tr {
                    th scope="col" { "Put as" }
                    @for (_, side) in SIDES { th scope="col" { (side) } }
                }
            }
            tbody {
                @for ((_, name), row) in CLASSES.iter().zip(tally.0) {
                    tr {
                        th scope="row" { (name) }
                        @for number in row { td { (number) } }
                    }
                }
            }
        }
    }
}
