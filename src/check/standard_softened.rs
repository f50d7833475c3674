//! A finding with a legal limit beside an action without one.

use super::Context;
use super::draft::{Draft, of_duties};
use crate::pack::schema::RuleFile;

/// The points of such a rule; [`super::matter`] decides which failures are its own.
pub(super) fn find(rule: &RuleFile, context: &Context<'_>) -> Vec<Draft> {
    of_duties(rule, context)
}
