//! Paragraphs with what a careful reader found in them.

use super::Sample;
use crate::facts::sign_classes::Signs;
use crate::facts::{Role, duty_failure};
use crate::grammar::Paragraph;
use crate::letter::BlockKind;
use crate::pack::Pack;
use crate::read::{Format, ReadOptions, read};
use crate::span::Span;
use serde::Deserialize;
use std::fmt;

/// A paragraph with its section and the failings that it states.
#[derive(Clone, Debug, Deserialize)]
pub struct LabelledParagraph {
    /// The section that it stands in.
    pub section: Role,
    /// Its words.
    pub text: String,
    /// What fails.
    pub failures: Vec<LabelledFailure>,
}

/// A statement that a duty is not met.
#[derive(Clone, Debug, Deserialize)]
pub struct LabelledFailure {
    /// The words that state it, as they stand in the paragraph.
    pub quote: String,
    /// The duty's id.
    pub duty: String,
    /// Readers were not sure of it; it teaches nothing.
    #[serde(default)]
    pub optional: bool,
}

/// A label that does not fit its paragraph or the pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelFault {
    /// What is wrong, for a person.
    pub message: String,
}

impl fmt::Display for LabelFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for LabelFault {}

/// How many bytes of a clause, or how large a part of it, a quote has to hold to be about it.
const BYTES: u32 = 12;
const PART: f32 = 0.3;

/// The failing clauses of a paragraph.
pub(super) fn samples(
    paragraph: &LabelledParagraph,
    pack: &Pack,
) -> Result<Vec<Sample>, LabelFault> {
    // A paragraph is read as a letter's: under a heading of its section.
    let heading = pack.heading_of(paragraph.section).unwrap_or_default();
    let text = format!("## {heading}\n\n{}\n", paragraph.text.trim());
    let letter = read(text.as_bytes(), Format::Markdown, &ReadOptions::default())
        .map_err(|error| LabelFault {
            message: error.to_string(),
        })?
        .letter;
    let mut labels: Vec<(Span, usize)> = Vec::new();
    for failure in paragraph.failures.iter().filter(|label| !label.optional) {
        let duty = pack.duty_index(&failure.duty).ok_or_else(|| LabelFault {
            message: format!("no duty of this pack is called `{}`", failure.duty),
        })?;
        let start = letter.text.find(&failure.quote).ok_or_else(|| LabelFault {
            message: format!("the paragraph does not hold “{}”", failure.quote),
        })?;
        let span = Span::new(start, start + failure.quote.len());
        labels.push((span, duty));
    }
    let signs = Signs::new(pack);
    let mut samples = Vec::new();
    for block in letter
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem))
    {
        let read = Paragraph::read(&block.visible, &letter.text, pack);
        for (clause, features) in duty_failure::features(&read, paragraph.section, pack, &signs) {
            let mut duties: Vec<usize> = labels
                .iter()
                .filter(|(label, _)| is_about(*label, clause))
                .map(|(_, duty)| *duty)
                .collect();
            duties.sort_unstable();
            duties.dedup();
            for duty in &duties {
                samples.push(Sample {
                    features: features.clone(),
                    duty: *duty,
                    weight: 1.0 / duties.len() as f32,
                });
            }
        }
    }
    Ok(samples)
}

fn is_about(label: Span, clause: Span) -> bool {
    let shared = label
        .end
        .min(clause.end)
        .saturating_sub(label.start.max(clause.start));
    let length = clause.end - clause.start;
    shared > 0 && (shared >= BYTES || shared as f32 >= PART * length as f32)
}
