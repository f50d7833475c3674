//! Softmax regression: the weights under which the labels are likeliest, kept small by a ridge penalty.

use super::Sample;
use std::collections::BTreeMap;

/// A word seen less often than this is left out.
const SEEN: usize = 3;

/// The ridge penalty on the weights of words.
const RIDGE: f64 = 1.0;

/// How many steps the search takes at most, and how many of them it remembers.
const STEPS: usize = 200;
const MEMORY: usize = 8;

/// What was learned.
#[derive(Clone, Debug)]
pub(super) struct Fitted {
    pub(super) own: f64,
    pub(super) whole: f64,
    pub(super) before: f64,
    /// For each learned duty, in order.
    pub(super) base: Vec<f64>,
    /// The weights of each word for each learned duty.
    pub(super) words: BTreeMap<u32, Vec<f64>>,
}

/// A sample with its words as rows of the weights.
struct Row {
    words: Vec<(usize, f64)>,
    /// For each learned duty: points in the clause, in the sentence, before.
    points: Vec<[f64; 3]>,
    target: usize,
    weight: f64,
}

/// Parameters lie in one list: three for points, one base a duty, then a weight a word and duty.
struct Problem {
    rows: Vec<Row>,
    duties: usize,
    words: usize,
}

const POINTS: usize = 3;

impl Problem {
    fn len(&self) -> usize {
        POINTS + self.duties + self.words * self.duties
    }

    fn word(&self, word: usize) -> usize {
        POINTS + self.duties + word * self.duties
    }

    /// The loss at `at`, and its gradient.
    fn loss(&self, at: &[f64], gradient: &mut [f64]) -> f64 {
        gradient.fill(0.0);
        let mut loss = 0.0;
        let mut scores = vec![0.0; self.duties];
        for row in &self.rows {
            for (duty, score) in scores.iter_mut().enumerate() {
                let points: f64 = row.points[duty].iter().zip(at).map(|(a, b)| a * b).sum();
                *score = at[POINTS + duty] + points;
            }
            for (word, nearness) in &row.words {
                let weights = &at[self.word(*word)..][..self.duties];
                for (score, weight) in scores.iter_mut().zip(weights) {
                    *score += weight * nearness;
                }
            }
            let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let sum: f64 = scores.iter().map(|score| (score - most).exp()).sum();
            loss -= row.weight * (scores[row.target] - most - sum.ln());
            for (duty, score) in scores.iter_mut().enumerate() {
                let likely = (*score - most).exp() / sum;
                let slope = row.weight * (likely - f64::from(u8::from(duty == row.target)));
                *score = slope;
                gradient[POINTS + duty] += slope;
                for (total, points) in gradient[..POINTS].iter_mut().zip(row.points[duty]) {
                    *total += slope * points;
                }
            }
            for (word, nearness) in &row.words {
                let from = self.word(*word);
                for (total, slope) in gradient[from..][..self.duties].iter_mut().zip(&scores) {
                    *total += slope * nearness;
                }
            }
        }
        let words = self.word(0);
        for (total, weight) in gradient[words..].iter_mut().zip(&at[words..]) {
            loss += 0.5 * RIDGE * weight * weight;
            *total += RIDGE * weight;
        }
        loss
    }
}

/// Fits the weights of the learned `duties`.
pub(super) fn fit(samples: &[Sample], duties: &[usize]) -> Fitted {
    let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
    for sample in samples {
        for (word, _) in &sample.features.words {
            *seen.entry(*word).or_default() += 1;
        }
    }
    let known: BTreeMap<u32, usize> = seen
        .into_iter()
        .filter(|(_, count)| *count >= SEEN)
        .enumerate()
        .map(|(row, (word, _))| (word, row))
        .collect();
    let problem = Problem {
        rows: samples
            .iter()
            .filter_map(|sample| row(sample, duties, &known))
            .collect(),
        duties: duties.len(),
        words: known.len(),
    };
    let at = descend(&problem);
    Fitted {
        own: at[0],
        whole: at[1],
        before: at[2],
        base: at[POINTS..][..duties.len()].to_vec(),
        words: known
            .into_iter()
            .map(|(word, row)| (word, at[problem.word(row)..][..duties.len()].to_vec()))
            .collect(),
    }
}

fn row(sample: &Sample, duties: &[usize], known: &BTreeMap<u32, usize>) -> Option<Row> {
    let features = &sample.features;
    let at = |points: &[f32], duty: usize| f64::from(points.get(duty).copied().unwrap_or(0.0));
    Some(Row {
        words: features
            .words
            .iter()
            .filter_map(|(word, near)| Some((*known.get(word)?, f64::from(*near))))
            .collect(),
        points: duties
            .iter()
            .map(|duty| {
                [
                    at(&features.own, *duty),
                    at(&features.whole, *duty),
                    at(&features.before, *duty),
                ]
            })
            .collect(),
        target: duties.iter().position(|duty| *duty == sample.duty)?,
        weight: f64::from(sample.weight),
    })
}

/// Limited-memory quasi-Newton descent (L-BFGS) with halving steps.
fn descend(problem: &Problem) -> Vec<f64> {
    let mut at = vec![0.0; problem.len()];
    let mut slope = vec![0.0; problem.len()];
    let mut loss = problem.loss(&at, &mut slope);
    let mut memory: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
    for _ in 0..STEPS {
        let direction = direction(&slope, &memory);
        let downhill = dot(&direction, &slope);
        if downhill >= 0.0 {
            break;
        }
        let mut step = if memory.is_empty() {
            1.0 / dot(&slope, &slope).sqrt().max(1.0)
        } else {
            1.0
        };
        let mut next_slope = vec![0.0; at.len()];
        let (next, next_loss) = loop {
            let next: Vec<f64> = at
                .iter()
                .zip(&direction)
                .map(|(at, direction)| at + step * direction)
                .collect();
            let next_loss = problem.loss(&next, &mut next_slope);
            if next_loss <= loss + 1e-4 * step * downhill || step < 1e-10 {
                break (next, next_loss);
            }
            step *= 0.5;
        };
        let moved: Vec<f64> = next.iter().zip(&at).map(|(a, b)| a - b).collect();
        let turned: Vec<f64> = next_slope.iter().zip(&slope).map(|(a, b)| a - b).collect();
        let curve = dot(&moved, &turned);
        if curve > 1e-12 {
            if memory.len() == MEMORY {
                memory.remove(0);
            }
            memory.push((moved, turned, 1.0 / curve));
        }
        let gained = loss - next_loss;
        (at, slope, loss) = (next, next_slope, next_loss);
        if gained.abs() < 1e-6 * loss.abs().max(1.0) {
            break;
        }
    }
    at
}

/// The way down, by the slope and what the last steps told of its curve.
fn direction(slope: &[f64], memory: &[(Vec<f64>, Vec<f64>, f64)]) -> Vec<f64> {
    let mut way: Vec<f64> = slope.iter().map(|slope| -slope).collect();
    let mut parts = Vec::with_capacity(memory.len());
    for (moved, turned, scale) in memory.iter().rev() {
        let part = scale * dot(moved, &way);
        add(&mut way, turned, -part);
        parts.push(part);
    }
    if let Some((moved, turned, _)) = memory.last() {
        let scale = dot(moved, turned) / dot(turned, turned);
        way.iter_mut().for_each(|way| *way *= scale);
    }
    for ((moved, turned, scale), part) in memory.iter().zip(parts.iter().rev()) {
        let back = scale * dot(turned, &way);
        add(&mut way, moved, part - back);
    }
    way
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add(to: &mut [f64], other: &[f64], times: f64) {
    for (to, other) in to.iter_mut().zip(other) {
        *to += times * other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::choice::Features;

    fn sample(word: u32, duty: usize) -> Sample {
        Sample {
            features: Features {
                words: vec![(7, 1.0), (word, 1.0)],
                own: vec![0.0; 3],
                whole: vec![0.0; 3],
                before: vec![0.0; 3],
            },
            duty,
            weight: 1.0,
        }
    }

    #[test]
    fn a_word_speaks_for_the_duty_that_it_stands_beside() {
        let samples: Vec<Sample> = (0..10).flat_map(|_| [sample(1, 0), sample(2, 2)]).collect();
        let fitted = fit(&samples, &[0, 2]);
        let [first, second] = [&fitted.words[&1], &fitted.words[&2]];
        assert!(first[0] > 0.5 && first[1] < -0.5, "{first:?}");
        assert!(second[0] < -0.5 && second[1] > 0.5, "{second:?}");
        assert!(fitted.words[&7].iter().all(|weight| weight.abs() < 0.05));
    }
}
