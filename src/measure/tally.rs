//! Counts: of attributions by who, how and where, and of statements by side.

use crate::facts::{CueClass, Group, Role, Side};
use serde::Serialize;
use std::ops::AddAssign;

/// What attributions are counted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
pub struct Key {
    /// The side.
    pub side: Side,
    /// The group.
    pub group: Group,
    /// How it is put.
    pub class: CueClass,
    /// The part that the section plays.
    pub section: Role,
    /// The cue by its lemma, as the pack writes it.
    pub cue: String,
}

/// How many attributions share a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Cell {
    /// What they share.
    #[serde(flatten)]
    pub key: Key,
    /// Attributions.
    pub attributions: u32,
    /// Those of them that count as statements of the framing gap.
    pub statements: u32,
}

/// Statements, and how many of them are put as feeling or belief.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Count {
    /// All statements.
    pub all: u32,
    /// Those put as emotion, belief or experience.
    pub felt: u32,
}

impl Count {
    /// The share that is put as feeling or belief, 0 to 1; nothing without statements.
    pub fn share(self) -> Option<f64> {
        (self.all > 0).then(|| f64::from(self.felt) / f64::from(self.all))
    }

    pub(super) fn add(&mut self, felt: bool) {
        self.all += 1;
        self.felt += u32::from(felt);
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Count) {
        self.all += other.all;
        self.felt += other.felt;
    }
}

/// The statements of both sides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Sides {
    /// Parents and children.
    pub family: Count,
    /// Leaders and staff.
    pub professional: Count,
}

impl Sides {
    /// The family side's share put as feeling less the professional side's, -1 to 1; nothing when a side
    /// has no statements.
    pub fn difference(self) -> Option<f64> {
        Some(self.family.share()? - self.professional.share()?)
    }

    /// The smaller number of statements.
    pub fn fewest(self) -> u32 {
        self.family.all.min(self.professional.all)
    }

    pub(super) fn side(&mut self, side: Side) -> Option<&mut Count> {
        match side {
            Side::Family => Some(&mut self.family),
            Side::Professional => Some(&mut self.professional),
            Side::Mixed => None,
        }
    }
}

impl AddAssign for Sides {
    fn add_assign(&mut self, other: Sides) {
        self.family += other.family;
        self.professional += other.professional;
    }
}
