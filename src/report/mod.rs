//! Reports: from facts and diagnostics to text, one output format a file.
//!
//! Nothing here reads a file or prints: each format is a function from values to a string, or to a
//! value that serialises. A document is rendered by itself, so that many can be rendered side by side
//! and their letters let go; what closes a report takes a [`Summary`] alone.
//!
//! A further format is one file here, its `mod` line, and one arm in the command that offers it.

pub mod accuracy;
pub mod agreement;
pub mod checkstyle;
mod clean;
pub mod concise;
pub mod csv;
mod digest;
pub mod explain;
pub mod facts_json;
pub mod facts_table;
pub(crate) mod formula;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod json_lines;
pub mod junit;
#[cfg(feature = "cli")]
pub mod lsp;
pub mod markdown;
#[cfg(feature = "cli")]
pub mod pack_fault;
mod paint;
mod place;
#[cfg(feature = "cli")]
pub mod profile_csv;
pub mod profile_json;
pub mod profile_svg;
pub mod profile_table;
pub mod profile_toml;
mod provenance;
pub mod rdjson;
pub mod redact;
pub mod rules_markdown;
pub mod sarif;
pub mod schema;
mod selection;
#[cfg(feature = "cli")]
pub mod settings_fault;
#[cfg(feature = "cli")]
mod snippet;
#[cfg(feature = "cli")]
pub(crate) mod spreadsheet;
pub mod statistics;
mod summary;
#[cfg(feature = "cli")]
pub mod terminal;
#[cfg(test)]
mod testing;
mod wrap;
mod xml;

pub use crate::pack::selects;
pub use digest::{fingerprints, sha256};
pub use paint::Look;
pub use place::{CharacterRange, StatedLocation, place_in_file};
pub use provenance::Provenance;
pub use selection::{Points, Selection};
pub use summary::{Counts, Skipped, Summary};

use crate::facts::Facts;
use crate::letter::Letter;
use crate::pack::Pack;
use serde::Serialize;

/// A letter and what was found in it, as every format takes it.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// The path that people know it by.
    pub path: &'a str,
    /// The letter.
    pub letter: &'a Letter,
    /// Its facts.
    pub facts: &'a Facts,
    /// The pack that it was read with.
    pub pack: &'a Pack,
}

impl Document<'_> {
    /// A place as people name it: `line 12`, `page 4`, `paragraph 40`; empty where the format tells none.
    pub fn place(&self, span: crate::span::Span) -> String {
        place::Places::new(self.letter)
            .name(span)
            .unwrap_or_default()
    }
}

/// How much of what is known a report tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// Also what was looked at and left out.
    pub suppressed: bool,
    /// Nothing in the draft's own words: hashes and places alone.
    pub redact: bool,
}

/// A whole report for programs, from which each of their formats is written.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// What made it.
    pub tool: &'a Provenance,
    /// The pack, for what its rules say of themselves.
    pub pack: &'a Pack,
    /// The letters, in the order in which they were given.
    pub documents: &'a [json::CheckedDocument],
    /// The files that could not be read.
    pub errors: &'a [Fault],
    /// What it adds up to.
    pub summary: Summary,
}

/// A file that could not be read, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Fault {
    /// The file.
    pub path: String,
    /// What is wrong with it and what to do.
    pub message: String,
}

/// Words and their number: `1 point`, `3 points`.
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
