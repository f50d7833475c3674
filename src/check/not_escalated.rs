//! Statutory failings beside an outcome that has no priority actions: once a letter.

use super::Context;
use super::draft::{Draft, no_action};
use super::matter::Matter;
use super::template::{Values, small};
use crate::diagnostic::{Related, Severity};
use crate::facts::{Cover, Extent};
use crate::pack::schema::RuleFile;

/// The most failings that it points to, when the rule sets no limit of its own.
const MOST: f64 = 6.0;

/// The one point of such a rule.
pub(super) fn find(rule: &RuleFile, context: &Context<'_>) -> Vec<Draft> {
    let Some(outcome) = &context.facts.outcome else {
        return Vec::new();
    };
    if context.pack.has_priority_actions(Some(&outcome.id)) {
        return Vec::new();
    }
    let mut gathered: Vec<&Matter<'_>> = context
        .matters
        .iter()
        .filter(|matter| {
            matter.law
                && (matter.named || matter.explicit)
                && matter.certain
                && (matter.explicit
                    || matter.strict
                        && (matter.failure.extent == Extent::Widespread || matter.absolute)
                        && !matter.reported
                        // What is needed, or follows from another failing, is no plain finding of one.
                        && matter.wording.stated
                        && !matter.wording.follows)
        })
        .collect();
    // The strongest are shown, in reading order: those in terms of law, then those that nothing covers, then those that
    // are plainest, and owed without exception.
    gathered.sort_by(|a, b| {
        let wide = |matter: &Matter<'_>| matter.failure.extent == Extent::Widespread;
        let key = |matter: &Matter<'_>| {
            let words = (!matter.wording.alone, !matter.wording.stated, !wide(matter));
            let owed = (!matter.absolute, !matter.exact);
            (!matter.explicit, matter.failure.cover, words, owed)
        };
        key(a)
            .cmp(&key(b))
            .then_with(|| b.failure.weight.total_cmp(&a.failure.weight))
    });
    // A duty that fails in several places is one failing.
    let mut duties: Vec<&str> = Vec::new();
    gathered.retain(|matter| {
        let new = !duties.contains(&matter.failure.duty.as_str());
        if new {
            duties.push(&matter.failure.duty);
        }
        new
    });
    let explicit = gathered.iter().filter(|matter| matter.explicit).count();
    let limit = |name: &str, usual: f64| rule.limits.get(name).copied().unwrap_or(usual);
    if gathered.is_empty() || explicit == 0 && (gathered.len() as f64) < limit("widespread", 1.0) {
        return Vec::new();
    }
    let topics: Vec<String> = gathered
        .iter()
        .map(|matter| small(&matter.duty.title))
        .collect();
    let title = context
        .pack
        .outcome(&outcome.id)
        .map_or("", |outcome| &outcome.title);
    let values = Values::default()
        .with("explicit", explicit.to_string())
        .with("topics", topics.join("; "))
        .with("no-action", no_action(context))
        .with("outcome", title);
    let case = match (gathered.len(), explicit) {
        (1, 1) => "one",
        (1, _) => "one-implicit",
        (_, 0) => "implicit",
        _ => "found",
    };
    let mut draft = Draft::new(rule, case, &values, outcome.span, outcome.span);
    draft.weight = gathered.len() as f32;
    // What an action names is weighed already.
    if gathered
        .iter()
        .all(|matter| !matter.explicit && matter.failure.cover == Cover::Named)
    {
        draft.diagnostic.severity = Severity::Note;
    }
    draft.property("failings", gathered.len().to_string());
    draft.property("explicit", explicit.to_string());
    let most = limit("related", MOST) as usize;
    let related = gathered.iter().map(|matter| Related {
        message: small(&matter.duty.title),
        // "but it is hard to search" is read in its sentence.
        span: if matter.wording.alone {
            matter.failure.span
        } else {
            matter.failure.sentence
        },
    });
    let related = related.collect();
    draft.relate(related, most, context.pack);
    vec![draft]
}
