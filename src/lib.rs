//! `evenhand` reads a draft inspection letter and says where it is not even-handed: where one group's
//! evidence is told as feeling and another's as knowledge, and where a legal duty is found unmet but
//! no action takes it up.
//!
//! The way of the data, each stage a plain value:
//!
//! ```text
//! bytes -> Letter -> Facts -> Diagnostics -> Report
//!          read     analyse   check       report
//! ```

pub mod allow;
pub mod baseline;
pub mod check;
pub mod diagnostic;
pub mod facts;
mod grammar;
pub mod learn;
pub mod letter;
#[cfg(feature = "cli")]
pub mod lsp;
pub mod measure;
pub mod pack;
pub mod read;
pub mod report;
pub mod settings;
#[cfg(feature = "cli")]
pub mod sheet;
pub mod span;
pub mod write;
