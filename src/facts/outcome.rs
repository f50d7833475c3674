//! The overall outcome, and when the area was inspected.

use super::{Inspected, Outcome, Role, Section};
use crate::letter::Letter;
use crate::pack::Pack;

/// The outcome that a letter states: in its outcome section, or else anywhere before the findings.
pub(crate) fn find(letter: &Letter, sections: &[Section], pack: &Pack) -> Option<Outcome> {
    let in_outcome = sections
        .iter()
        .filter(|section| section.role == Role::Outcome);
    let before = sections
        .iter()
        .take_while(|section| !section.role.is_findings())
        .filter(|section| section.role != Role::Outcome);
    in_outcome
        .chain(before)
        .flat_map(|section| &letter.blocks[section.blocks.clone()])
        .find_map(|block| {
            let outcome = pack.outcome_in(block.visible.words(&letter.text))?;
            Some(Outcome {
                id: outcome.id.get_ref().clone(),
                span: block.span,
            })
        })
}

/// The days of the inspection, where the letter gives them.
pub(crate) fn inspected(letter: &Letter, pack: &Pack) -> Option<Inspected> {
    let pattern = pack.inspected()?;
    let months = &pack.about.inspected.as_ref()?.months;
    letter.blocks.iter().find_map(|block| {
        let words = block.visible.words(&letter.text);
        let found = pattern.captures(words)?;
        let get = |name: &str| found.name(name).map(|group| group.as_str());
        let month = |name: &str| {
            let name = name.to_lowercase();
            months
                .iter()
                .position(|month| *month == name)
                .map(|index| index + 1)
        };
        let year = get("y2")?;
        let last_month = month(get("m2")?)?;
        let first_month = get("m1").and_then(month).unwrap_or(last_month);
        let date = |year: &str, month: usize, day: &str| format!("{year}-{month:02}-{day:0>2}");
        let whole = found.get(0)?;
        Some(Inspected {
            from: date(get("y1").unwrap_or(year), first_month, get("d1")?),
            until: date(year, last_month, get("d2")?),
            span: block.visible.source(whole.start(), whole.end()),
        })
    })
}
