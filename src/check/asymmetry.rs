//! How each side's statements are put, counted once a letter.

use super::Context;
use super::draft::Draft;
use super::template::Values;
use crate::diagnostic::Suppression;
use crate::facts::Side;
use crate::measure::{FEWEST, difference, is_felt, statements};
use crate::pack::schema::RuleFile;
use crate::span::Span;

/// The one point of such a rule, or why it says nothing.
pub(super) fn find(rule: &RuleFile, context: &Context<'_>) -> Vec<Draft> {
    let family = count(context, Side::Family);
    let professional = count(context, Side::Professional);
    let Some(place) = family.first.or(professional.first) else {
        return Vec::new();
    };
    let fewest = rule
        .limits
        .get("fewest")
        .copied()
        .unwrap_or(f64::from(FEWEST));
    let enough = f64::from(family.all.min(professional.all)) >= fewest;
    let interval = difference(
        (family.felt, family.all),
        (professional.felt, professional.all),
    );
    let points = |share: f64| format!("{:.0}", share * 100.0);
    let mut values = Values::default()
        .with("family", family.all.to_string())
        .with("family-felt", family.felt.to_string())
        .with("professional", professional.all.to_string())
        .with("professional-felt", professional.felt.to_string());
    if let Some(interval) = interval.filter(|_| enough) {
        let share = |count: &Count| f64::from(count.felt) / f64::from(count.all);
        values.set("low", points(interval.low));
        values.set("high", points(interval.high));
        values.set("gap", points(share(&family) - share(&professional)));
    }
    let settled = interval.is_some_and(|interval| interval.low > 0.0);
    let case = match (enough, settled) {
        (true, true) => "found",
        (true, false) => "unsettled",
        (false, _) => "too-few",
    };
    let mut draft = Draft::new(rule, case, &values, place.0, place.1);
    draft.property("family", family.all.to_string());
    draft.property("family-felt", family.felt.to_string());
    draft.property("professional", professional.all.to_string());
    draft.property("professional-felt", professional.felt.to_string());
    vec![if enough && settled {
        draft
    } else {
        draft.left_out(Suppression::TooFew)
    }]
}

#[derive(Debug, Default)]
struct Count {
    all: u32,
    felt: u32,
    /// Its first statement put as feeling, or else its first: the cue and its sentence.
    first: Option<(Span, Span)>,
}

/// The statements of a side. Both sides pass the same test.
fn count(context: &Context<'_>, side: Side) -> Count {
    let mut count = Count::default();
    let mut first_felt = None;
    for (attribution, _) in statements(context.facts)
        .filter(|(one, left_out)| left_out.is_none() && one.group.side() == side)
    {
        count.all += 1;
        let place = (attribution.cue, attribution.sentence);
        count.first = count.first.or(Some(place));
        if is_felt(attribution.class) {
            count.felt += 1;
            first_felt = first_felt.or(Some(place));
        }
    }
    count.first = first_felt.or(count.first);
    count
}
