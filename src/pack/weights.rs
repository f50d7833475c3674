//! What each word speaks for: learned weights that tell neighbouring duties apart.

use super::error::{PackError, PackSource};
use super::lexicon::Lexicon;
use super::schema::WeightsFile;

/// Weights of words for duties, compiled.
#[derive(Clone, Debug, Default)]
pub(crate) struct DutyWeights {
    /// How likely a duty has to be to be taken by its words.
    pub(crate) sure: f32,
    /// How much a point of the clause's own matter counts, of the sentence's, and of what the sentences
    /// before named.
    pub(crate) own: f32,
    pub(crate) whole: f32,
    pub(crate) before: f32,
    /// What each duty starts from; none for one that was not learned.
    pub(crate) base: Vec<Option<f32>>,
    /// Where the weights of each lemma begin; they end where those of the next begin.
    starts: Vec<u32>,
    entries: Vec<(u16, f32)>,
}

impl DutyWeights {
    /// The duties that a word speaks for or against, and how much.
    pub(crate) fn of(&self, lemma: u32) -> &[(u16, f32)] {
        let lemma = lemma as usize;
        match self.starts.get(lemma..lemma + 2) {
            Some(ends) => &self.entries[ends[0] as usize..ends[1] as usize],
            None => &[],
        }
    }
}

/// Compiles `weights.toml`. Words that the lexicon lacks say nothing.
pub(super) fn compile(
    file: &PackSource,
    weights: &WeightsFile,
    lexicon: &Lexicon,
    duties: &[&str],
) -> Result<DutyWeights, PackError> {
    let mut compiled = DutyWeights {
        sure: weights.sure,
        own: weights.own,
        whole: weights.whole,
        before: weights.before,
        base: vec![None; duties.len()],
        ..DutyWeights::default()
    };
    let mut entries: Vec<(u32, u16, f32)> = Vec::new();
    for entry in &weights.duty {
        let fault = |message: String| {
            PackError::at(
                file,
                entry.id.span(),
                message,
                "`words` is words and numbers in turn: `advice 1.8 report 0.6`",
            )
        };
        let Some(duty) = duties.iter().position(|id| id == entry.id.get_ref()) else {
            return Err(fault(format!(
                "no duty of this pack is called `{}`",
                entry.id.get_ref()
            )));
        };
        compiled.base[duty] = Some(entry.base);
        let mut words = entry.words.split_ascii_whitespace();
        while let Some(word) = words.next() {
            let weight: f32 = words
                .next()
                .and_then(|number| number.parse().ok())
                .ok_or_else(|| fault(format!("no number stands behind `{word}`")))?;
            if let Some(lemma) = lexicon.lemma(word) {
                entries.push((lemma, duty as u16, weight));
            }
        }
    }
    entries.sort_unstable_by_key(|(lemma, duty, _)| (*lemma, *duty));
    for (at, (lemma, duty, weight)) in entries.iter().enumerate() {
        while compiled.starts.len() <= *lemma as usize {
            compiled.starts.push(at as u32);
        }
        compiled.entries.push((*duty, *weight));
    }
    compiled.starts.push(entries.len() as u32);
    Ok(compiled)
}
