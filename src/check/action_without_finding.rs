//! An action that takes up no finding.

use super::Context;
use super::draft::{Draft, action_name};
use super::template::Values;
use crate::facts::Action;
use crate::pack::schema::RuleFile;

/// The points of such a rule: one for each action that no failing touches.
pub(super) fn find(rule: &RuleFile, context: &Context<'_>) -> Vec<Draft> {
    let failures = &context.facts.duty_failures;
    if failures.is_empty() {
        return Vec::new();
    }
    let touched = |action: &Action| {
        failures.iter().any(|failure| {
            failure.covered_by == Some(action.id) || action.duties.contains(&failure.duty)
        })
    };
    // Without a duty of the pack there is nothing to look for among the findings.
    let known = context
        .facts
        .actions
        .iter()
        .filter(|action| !action.duties.is_empty());
    known
        .filter(|action| !touched(action))
        .map(|action| {
            let quote = context.words.quote(action.span);
            let values = Values::default()
                .with("action", action_name(action, context.pack))
                .with("action-quote", quote.as_str())
                .with("quote", quote);
            let mut draft = Draft::new(rule, "found", &values, action.span, action.span);
            draft.property("action", action.id.to_string());
            draft
        })
        .collect()
}
