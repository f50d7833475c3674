//! `profile --format json`.

use super::json::{VERSION, to_text};
use super::{Fault, Provenance};
use crate::measure::{Measure, Profile, Spread};
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
    /// Letters that were published before, where the pack knows them.
    pub published: Option<Published>,
}

/// Letters that were published before, and how accurate the program is.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Published {
    /// What letters they are.
    pub what: String,
    /// How many.
    pub letters: u32,
    /// The years of their inspections.
    pub years: [String; 2],
    /// When their figures were computed, as an ISO date.
    pub computed: String,
    /// The program and version that computed them.
    pub program: String,
    /// How each measure spreads over them.
    pub spreads: Vec<Spread>,
    /// How accurate the program is on each kind of fact.
    pub accuracy: Vec<Accuracy>,
}

/// How accurate the program is on one kind of fact.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Accuracy {
    /// The kind.
    pub of: String,
    /// Found, and right.
    pub right: u32,
    /// Found, and wrong.
    pub wrong: u32,
    /// There, and not found.
    pub missed: u32,
    /// How many letters that was measured on.
    pub letters: u32,
}

impl Published {
    /// The pack's figures. A measure that this program does not know is left out.
    pub fn of(file: &PublishedFile) -> Self {
        let spread = |measure: Measure| {
            let found = file
                .spread
                .iter()
                .find(|one| one.measure == measure.name())?;
            Some(Spread {
                measure,
                lower: found.lower,
                median: found.median,
                upper: found.upper,
            })
        };
        Published {
            what: file.what.clone(),
            letters: file.letters,
            years: [file.from.clone(), file.until.clone()],
            computed: file.computed.clone(),
            program: file.program.clone(),
            spreads: Measure::ALL.into_iter().filter_map(spread).collect(),
            accuracy: file
                .accuracy
                .iter()
                .map(|one| Accuracy {
                    of: one.of.clone(),
                    right: one.right,
                    wrong: one.wrong,
                    missed: one.missed,
                    letters: one.letters,
                })
                .collect(),
        }
    }
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
        published: published.map(Published::of),
    })
}
