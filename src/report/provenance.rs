//! What made a report: program, rule pack, and the state of the law in it. No clock, so that two runs
//! give the same bytes.

use super::digest;
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
    /// The SHA-256 of the pack's files.
    pub pack_sha256: String,
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
            pack_sha256: digest::pack(pack),
            law_as_of: pack.law_as_of().map(str::to_owned),
            disclaimer: pack.disclaimer().map(str::to_owned),
        }
    }

    /// All of it in one line, for formats that have no fields for it.
    pub fn line(&self) -> String {
        let mut line = format!(
            "{} {}, pack {} {} (sha256 {})",
            self.name, self.version, self.pack, self.pack_version, self.pack_sha256
        );
        if let Some(date) = &self.law_as_of {
            line.push_str(", law as of ");
            line.push_str(date);
        }
        line
    }
}
