//! Measures over facts: how many statements each side makes and how they are put, the gaps between the
//! sides with their intervals, and how well a reader agrees with the program.
//!
//! Everything here is a pure function of counts, with a fixed seed where chance comes in: two runs give
//! the same figures. What the measures mean and where they end is told in `docs/method.md`.

mod agreement;
mod bootstrap;
mod gap;
mod interval;
mod kappa;
mod newcombe;
mod profile;
mod quantile;
mod random;
mod spread;
mod statement;
mod tally;

pub use crate::pack::schema::{Gap, Measure, Spread};
pub use agreement::{Agreement, Share, Tally, Verdict, Verdicts, agreement, tally};
pub use gap::{Finding, GapFigures, Method, gap};
pub use interval::Interval;
pub use kappa::{Kappa, kappa};
pub use newcombe::difference;
pub use profile::{By, LetterProfile, Part, Profile, letter, profile};
pub use random::SplitMix64;
pub use spread::spreads;
pub use statement::{LeftOut, is_felt, left_out, statements};
pub use tally::{Cell, Count, Key, Sides};

/// Below this many cases no share and no interval is told: a percentage of four cases reads as more
/// than it is.
pub const FEWEST: u32 = 5;
