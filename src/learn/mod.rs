//! Learning which words speak for which duty, from labelled paragraphs and letters.
//!
//! What is learned is data of a pack, `weights.toml`: a softmax regression over the words of a failing
//! clause and the matters that it names. It is fitted by the same steps each time, so that the same
//! paragraphs give the same file.

mod fit;
mod labelled;
mod written;

pub use labelled::{LabelFault, LabelledFailure, LabelledParagraph};

use crate::facts::choice::Features;
use crate::pack::Pack;
use std::collections::BTreeMap;

/// A failing clause with the duty that a reader says it is about.
#[derive(Clone, Debug)]
struct Sample {
    features: Features,
    duty: usize,
    /// A clause that is about several duties counts once in all.
    weight: f32,
}

/// What is to be learned from: labelled paragraphs and letters, read with one pack.
#[derive(Debug)]
pub struct Learner<'p> {
    pack: &'p Pack,
    samples: Vec<Sample>,
}

/// Fewer examples of a duty than this teach nothing about it.
const FEWEST: usize = 20;

impl<'p> Learner<'p> {
    /// A learner that has seen nothing yet.
    pub fn new(pack: &'p Pack) -> Self {
        Learner {
            pack,
            samples: Vec::new(),
        }
    }

    /// Reads one labelled paragraph.
    ///
    /// # Errors
    /// A quote that the paragraph does not hold, or a duty that the pack does not know.
    pub fn paragraph(&mut self, paragraph: &LabelledParagraph) -> Result<(), LabelFault> {
        let samples = labelled::samples(paragraph, self.pack)?;
        self.samples.extend(samples);
        Ok(())
    }

    /// How many failing clauses have been read.
    pub fn clauses(&self) -> usize {
        self.samples.len()
    }

    /// Learns, and writes what was learned as the text of `weights.toml`.
    pub fn weights(&self) -> String {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for sample in &self.samples {
            *counts.entry(sample.duty).or_default() += 1;
        }
        let duties: Vec<usize> = counts
            .into_iter()
            .filter(|(_, count)| *count >= FEWEST)
            .map(|(duty, _)| duty)
            .collect();
        let fitted = fit::fit(&self.samples, &duties);
        written::toml(&fitted, &duties, self.pack)
    }
}
