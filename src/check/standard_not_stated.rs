//! Lateness that an action takes up, in a letter that names no legal limit for it: once a letter.

use super::Context;
use super::draft::{Draft, of_duties_together};
use crate::pack::schema::RuleFile;

/// The one point of such a rule; [`super::matter`] decides which failures are its own.
pub(super) fn find(rule: &RuleFile, context: &Context<'_>) -> Vec<Draft> {
    of_duties_together(rule, context).into_iter().collect()
}
