//! `profile --format json`.

use super::json::{VERSION, to_text};
use super::{Fault, Provenance};
use crate::measure::Profile;
use crate::pack::schema::PublishedFile;
use serde::Serialize;

/// What `evenhand profile --format json` prints.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct ProfileReport {
    /// The version of this format.
    pub version: u32,
    /// What made the report.
    pub tool: Provenance,
    /// The files that could not be read.
    pub errors: Vec<Fault>,
    /// The figures.
    pub profile: Profile,
    /// Letters that were published before, and how accurate the program is, where the pack knows.
    pub published: Option<PublishedFile>,
}

/// The whole report as text.
pub fn report(
    profile: Profile,
    published: Option<&PublishedFile>,
    errors: Vec<Fault>,
    tool: Provenance,
) -> String {
    to_text(&ProfileReport {
        version: VERSION,
        tool,
        errors,
        profile,
        published: published.cloned(),
    })
}
