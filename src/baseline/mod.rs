//! The baseline: points that were there when the gate was set up, and do not fail it.
//!
//! A point is known by its rule and its sentence, in a form that edits of markup, case and punctuation
//! leave as it is, so that edits around it keep it known. The file holds a hash of the sentence, never
//! its words: it may lie beside drafts without being one. (Who has the sentence can of course tell that
//! it is the one.)

use crate::allow::{normal, sentence};
use crate::diagnostic::{Diagnostic, Severity, Suppression};
use crate::letter::Letter;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The version of the format.
pub const VERSION: u32 = 1;

/// A file of known points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The version of this format.
    pub version: u32,
    /// The known points of each letter, by its path relative to this file, with `/`.
    pub documents: BTreeMap<String, Known>,
}

/// The known points of one letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Known {
    points: Vec<KnownPoint>,
}

/// A known point.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct KnownPoint {
    /// The rule.
    pub rule: String,
    /// The SHA-256 of its sentence in normal form, in hexadecimal.
    pub sentence: String,
    /// Its level: a point that has become more pressing is a new one.
    #[schemars(with = "Severity")]
    pub severity: Severity,
    /// Where it stood, for people.
    pub place: String,
}

impl Baseline {
    /// A baseline of these letters.
    pub fn of(documents: BTreeMap<String, Known>) -> Baseline {
        Baseline {
            version: VERSION,
            documents,
        }
    }

    /// Reads the text of a baseline.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it, and what to do.
    pub fn read(text: &str) -> Result<Baseline, String> {
        let advice = "`evenhand baseline write` writes a new one";
        let baseline: Baseline = serde_json::from_str(text)
            .map_err(|error| format!("this is no baseline: {error}; {advice}"))?;
        if baseline.version == VERSION {
            Ok(baseline)
        } else {
            Err(format!(
                "this baseline is of version {}, which is not known here; {advice}",
                baseline.version
            ))
        }
    }

    /// The baseline as text, with a line end.
    pub fn to_text(&self) -> String {
        // Strings, numbers, lists and maps with string keys always serialise.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

impl Known {
    /// The points of a letter that are raised at whatever level. `place` names a point's place.
    pub fn of<'a>(
        letter: &Letter,
        diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
        place: impl Fn(&Diagnostic) -> String,
    ) -> Known {
        let mut points: Vec<KnownPoint> = Vec::new();
        for point in diagnostics {
            if point.suppressed.is_some() {
                continue;
            }
            let sentence = hash(letter, point);
            let same = points
                .iter_mut()
                .find(|known| known.rule == point.rule && known.sentence == sentence);
            match same {
                Some(known) => known.severity = known.severity.max(point.severity),
                None => points.push(KnownPoint {
                    rule: point.rule.clone(),
                    sentence,
                    severity: point.severity,
                    place: place(point),
                }),
            }
        }
        points.sort();
        Known { points }
    }

    /// Marks the diagnostics that are known, and gives the entries to which none answers.
    pub fn apply(&self, letter: &Letter, diagnostics: &mut [Diagnostic]) -> Vec<KnownPoint> {
        let mut answered = vec![false; self.points.len()];
        for point in diagnostics {
            if point.suppressed.is_some() {
                continue;
            }
            let sentence = hash(letter, point);
            let index = self
                .points
                .iter()
                .position(|known| known.rule == point.rule && known.sentence == sentence);
            if let Some(index) = index {
                answered[index] = true;
                if point.severity <= self.points[index].severity {
                    point.suppressed = Some(Suppression::Baseline);
                }
            }
        }
        let entries = self.points.iter().zip(answered);
        entries
            .filter(|(_, answered)| !answered)
            .map(|(entry, _)| entry.clone())
            .collect()
    }
}

fn hash(letter: &Letter, point: &Diagnostic) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(normal(&sentence(letter, point))) {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
