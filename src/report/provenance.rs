//! What made a report: program, rule pack, and the state of the law in it. No clock, so that two runs
//! give the same bytes.

use crate::pack::Pack;
use serde::Serialize;

/// What made a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Provenance {
    /// The program.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// The rule pack.
    pub pack: String,
    /// The pack's version.
    pub pack_version: String,
    /// The date on which the pack's law was last checked.
    pub law_as_of: Option<String>,
    /// What a report does not claim.
    pub disclaimer: Option<String>,
}

impl Provenance {
    /// This program with this pack.
    pub fn of(pack: &Pack) -> Self {
        Provenance {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            pack: pack.name().to_owned(),
            pack_version: pack.version().to_owned(),
            law_as_of: pack.law_as_of().map(str::to_owned),
            disclaimer: pack.disclaimer().map(str::to_owned),
        }
    }
}
