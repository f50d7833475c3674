//! Which duty does a failing clause mean? Its words, those around it and the matters that they name,
//! weighed; the weights are the pack's.

use crate::grammar::Sentence;
use crate::grammar::clause::Clause;
use crate::pack::weights::DutyWeights;

/// What a clause holds that speaks for one duty or another.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features {
    /// Lemmas with how near they stand, each once.
    pub(crate) words: Vec<(u32, f32)>,
    /// Points of each duty's matter: in the clause, in the sentence, in the sentences before.
    pub(crate) own: Vec<f32>,
    pub(crate) whole: Vec<f32>,
    pub(crate) before: Vec<f32>,
}

/// Points beyond these say no more.
const MOST: f32 = 9.0;
const LEAST: f32 = -3.0;
/// How much a word counts in the rest of the sentence, and in the sentence before.
const NEARBY: f32 = 0.3;
const EARLIER: f32 = 0.15;
/// Points are counted by the three that name a matter.
const NAMED: f32 = 3.0;

impl Features {
    /// What a clause of a sentence holds.
    pub(super) fn read(
        clause: &Clause,
        sentence: &Sentence,
        previous: Option<&Sentence>,
        points: [&[f32]; 3],
    ) -> Self {
        let (from, to) = (
            sentence.tokens[clause.first].start,
            sentence.tokens[clause.end - 1].end,
        );
        let mut words: Vec<(u32, f32)> = sentence
            .words
            .iter()
            .map(|(start, lemma)| {
                let inside = (from..to).contains(start);
                (*lemma, if inside { 1.0 } else { NEARBY })
            })
            .chain(
                previous
                    .into_iter()
                    .flat_map(|previous| &previous.words)
                    .map(|(_, lemma)| (*lemma, EARLIER)),
            )
            .collect();
        // A word counts once, by the place where it counts most.
        words.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        words.dedup_by_key(|(lemma, _)| *lemma);
        let scaled = |points: &[f32]| -> Vec<f32> {
            points
                .iter()
                .map(|points| points.clamp(LEAST, MOST) / NAMED)
                .collect()
        };
        Features {
            words,
            own: scaled(points[0]),
            whole: scaled(points[1]),
            before: scaled(points[2]),
        }
    }

    fn points(&self, weights: &DutyWeights, duty: usize) -> f32 {
        let at = |points: &[f32]| points.get(duty).copied().unwrap_or(0.0);
        weights.own * at(&self.own)
            + weights.whole * at(&self.whole)
            + weights.before * at(&self.before)
    }

    /// The duties that were learned with how likely it is, from 0 to 1, that each is meant.
    pub(super) fn duties(&self, weights: &DutyWeights) -> Vec<(usize, f32)> {
        let learned = |duty: usize| weights.base[duty];
        let mut scores: Vec<f32> = (0..weights.base.len())
            .map(|duty| learned(duty).map_or(0.0, |base| base + self.points(weights, duty)))
            .collect();
        for (lemma, nearness) in &self.words {
            for (duty, weight) in weights.of(*lemma) {
                if let Some(score) = scores.get_mut(*duty as usize) {
                    *score += weight * nearness;
                }
            }
        }
        let mut scores: Vec<(usize, f32)> = scores
            .into_iter()
            .enumerate()
            .filter(|(duty, _)| learned(*duty).is_some())
            .collect();
        let most = scores
            .iter()
            .map(|(_, score)| *score)
            .fold(f32::NEG_INFINITY, f32::max);
        let sum: f32 = scores.iter().map(|(_, score)| (score - most).exp()).sum();
        for (_, score) in &mut scores {
            *score = (*score - most).exp() / sum;
        }
        scores
    }
}
