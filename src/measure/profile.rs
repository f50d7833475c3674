//! Who is said to feel, believe, report and know, over one or many letters.

use super::gap::{GapFigures, gap};
use super::spread::spreads;
use super::statement::{LeftOut, is_felt, statements};
use super::tally::{Cell, Count, Key, Sides};
use crate::facts::{CueClass, Facts, Role, Side};
use crate::letter::Letter;
use crate::pack::schema::Spread;
use crate::span::Span;
use serde::Serialize;
use std::collections::BTreeMap;

/// What one letter brings to a profile: counts alone, no words of it but the lemmas of cues.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct LetterProfile {
    /// The letter's path, as it was given.
    pub path: String,
    /// The year in which the inspection began, where the letter tells.
    pub year: Option<String>,
    /// The outcome's id, where the letter states one.
    pub outcome: Option<String>,
    /// Words of the letter's sections: the outcome, the findings and the actions.
    pub words: u32,
    /// Attributions in which the family side's evidence about services is put as sentiment.
    pub sentiment: u32,
    /// Statements that count for the framing gap.
    pub framing: Sides,
    /// Statements that count for the testimony gap.
    pub testimony: Sides,
    /// Statements of one subject that joins both sides: in neither gap.
    pub mixed: Count,
    /// Attributions that are no statements, by reason.
    pub left_out: BTreeMap<LeftOut, u32>,
    /// All attributions by side, group, class, section and cue.
    #[serde(skip)]
    pub cells: Vec<Cell>,
}

/// Counts one letter.
pub fn letter(path: &str, letter: &Letter, facts: &Facts) -> LetterProfile {
    let mut cells: BTreeMap<Key, (u32, u32)> = BTreeMap::new();
    let mut profile = LetterProfile {
        path: path.to_owned(),
        year: facts
            .inspected
            .as_ref()
            .and_then(|dates| dates.from.get(..4))
            .map(str::to_owned),
        outcome: facts.outcome.as_ref().map(|outcome| outcome.id.clone()),
        words: words(letter, facts),
        sentiment: 0,
        framing: Sides::default(),
        testimony: Sides::default(),
        mixed: Count::default(),
        left_out: BTreeMap::new(),
        cells: Vec::new(),
    };
    for (attribution, reason) in statements(facts) {
        let side = attribution.group.side();
        profile.sentiment += u32::from(attribution.sentiment);
        let key = Key {
            side,
            group: attribution.group,
            class: attribution.class,
            section: section(facts, attribution.cue),
            cue: attribution.lemma.clone(),
        };
        let cell = cells.entry(key).or_default();
        cell.0 += 1;
        if let Some(reason) = reason {
            *profile.left_out.entry(reason).or_default() += 1;
            continue;
        }
        cell.1 += 1;
        let felt = is_felt(attribution.class);
        if side == Side::Mixed {
            profile.mixed.add(felt);
        }
        if let Some(count) = profile.framing.side(side) {
            count.add(felt);
        }
        if attribution.class != CueClass::Knowledge
            && let Some(count) = profile.testimony.side(side)
        {
            count.add(felt);
        }
    }
    profile.cells = into_cells(cells);
    profile
}

/// Words under the headings that a pack knows: what stands around them (addresses, the inspectors' names) is
/// in one format of a letter and not in another.
fn words(letter: &Letter, facts: &Facts) -> u32 {
    let count = |words: &str| words.split_whitespace().count() as u32;
    letter
        .blocks
        .iter()
        .filter(|block| section(facts, block.span) != Role::Other)
        .map(|block| count(block.visible.words(&letter.text)))
        .sum()
}

fn section(facts: &Facts, place: Span) -> Role {
    facts
        .sections
        .iter()
        .find(|section| (section.span.start..section.span.end).contains(&place.start))
        .map_or(Role::Other, |section| section.role)
}

fn into_cells(cells: BTreeMap<Key, (u32, u32)>) -> Vec<Cell> {
    cells
        .into_iter()
        .map(|(key, (attributions, statements))| Cell {
            key,
            attributions,
            statements,
        })
        .collect()
}

/// What letters are put together by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// Each letter by itself.
    Letter,
    /// The year in which the inspection began.
    Year,
    /// The outcome.
    Outcome,
}

impl By {
    /// Its name for machines.
    pub fn name(self) -> &'static str {
        match self {
            By::Letter => "letter",
            By::Year => "year",
            By::Outcome => "outcome",
        }
    }
}

/// Some letters, counted together.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Part {
    /// What they share: a path, a year, an outcome's id; none when the letters do not tell, or for all of
    /// them.
    pub name: Option<String>,
    /// How many letters.
    pub letters: usize,
    /// The words of their sections.
    pub words: u32,
    /// Attributions in which the family side's evidence about services is put as sentiment.
    pub sentiment: u32,
    /// The framing gap.
    pub framing: GapFigures,
    /// The testimony gap.
    pub testimony: GapFigures,
    /// Statements of one subject that joins both sides: in neither gap.
    pub mixed: Count,
    /// Attributions that are no statements, by reason.
    pub left_out: BTreeMap<LeftOut, u32>,
    /// Attributions by side, group, class, section and cue.
    pub cells: Vec<Cell>,
}

/// Letters and what they show together.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Profile {
    /// The seed of the bootstrap.
    pub seed: u64,
    /// All letters together.
    pub whole: Part,
    /// What the parts are put together by.
    pub by: Option<By>,
    /// The parts, by name; those that do not tell come last.
    pub parts: Vec<Part>,
    /// How each measure spreads over the letters.
    pub spreads: Vec<Spread>,
    /// The letters, in the order in which they were given.
    pub letters: Vec<LetterProfile>,
}

/// Puts letters together.
pub fn profile(letters: Vec<LetterProfile>, by: Option<By>, seed: u64) -> Profile {
    let all: Vec<&LetterProfile> = letters.iter().collect();
    let parts = match by {
        None => Vec::new(),
        Some(By::Letter) => all
            .iter()
            .map(|letter| part(Some(letter.path.clone()), &[letter], seed))
            .collect(),
        Some(by) => {
            // Nothing sorts behind every name.
            let mut groups: BTreeMap<(bool, Option<String>), Vec<&LetterProfile>> = BTreeMap::new();
            for letter in &all {
                let name = if by == By::Year {
                    &letter.year
                } else {
                    &letter.outcome
                };
                let key = (name.is_none(), name.clone());
                groups.entry(key).or_default().push(letter);
            }
            groups
                .into_iter()
                .map(|((_, name), letters)| part(name, &letters, seed))
                .collect()
        }
    };
    Profile {
        seed,
        whole: part(None, &all, seed),
        by,
        parts,
        spreads: spreads(&letters),
        letters,
    }
}

fn part(name: Option<String>, letters: &[&LetterProfile], seed: u64) -> Part {
    let mut cells: BTreeMap<Key, (u32, u32)> = BTreeMap::new();
    let mut left_out: BTreeMap<LeftOut, u32> = BTreeMap::new();
    let mut mixed = Count::default();
    for letter in letters {
        mixed += letter.mixed;
        for (reason, count) in &letter.left_out {
            *left_out.entry(*reason).or_default() += count;
        }
        for cell in &letter.cells {
            let sum = cells.entry(cell.key.clone()).or_default();
            sum.0 += cell.attributions;
            sum.1 += cell.statements;
        }
    }
    let sides = |of: fn(&LetterProfile) -> Sides| {
        let counts: Vec<Sides> = letters.iter().map(|letter| of(letter)).collect();
        gap(&counts, seed)
    };
    Part {
        name,
        letters: letters.len(),
        words: letters.iter().map(|letter| letter.words).sum(),
        sentiment: letters.iter().map(|letter| letter.sentiment).sum(),
        framing: sides(|letter| letter.framing),
        testimony: sides(|letter| letter.testimony),
        mixed,
        left_out,
        cells: into_cells(cells),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::analyse;
    use crate::pack::Pack;
    use crate::read::{Format, ReadOptions, read};

    fn counted(text: &str) -> LetterProfile {
        let pack = Pack::area_send().expect("the pack loads");
        let read = read(text.as_bytes(), Format::Markdown, &ReadOptions::default());
        let read = read.expect("readable").letter;
        letter("a.md", &read, &analyse(&read, &pack))
    }

    #[test]
    fn a_statement_is_a_sentence_a_side_and_a_class() {
        let found = counted(
            "Parents feel that plans are vague and carers feel that reviews are late. \
             Parents told inspectors that calls are not returned. Leaders know that plans are late. \
             Leaders do not know how many children wait. Parents value the helpline.",
        );
        assert_eq!(found.framing.family, Count { all: 2, felt: 1 });
        assert_eq!(found.framing.professional, Count { all: 1, felt: 0 });
        assert_eq!(found.testimony.family, Count { all: 2, felt: 1 });
        assert_eq!(found.testimony.professional, Count { all: 0, felt: 0 });
        assert_eq!(found.left_out.get(&LeftOut::Appraisal), Some(&1));
        assert_eq!(found.left_out.get(&LeftOut::NegatedKnowledge), Some(&1));
        let attributions: u32 = found.cells.iter().map(|cell| cell.attributions).sum();
        let statements: u32 = found.cells.iter().map(|cell| cell.statements).sum();
        assert_eq!(
            attributions,
            statements + found.left_out.values().sum::<u32>()
        );
    }

    #[test]
    fn parts_add_up_to_the_whole() {
        let mut letters = vec![
            counted("Parents feel that plans are vague."),
            counted("Carers say that reviews are late. Leaders recognise that plans are late."),
            counted("Parents believe that reviews are late."),
        ];
        letters[0].year = Some("2024".to_owned());
        letters[2].year = Some("2023".to_owned());
        let found = profile(letters, Some(By::Year), 1);
        let names: Vec<_> = found
            .parts
            .iter()
            .map(|part| part.name.as_deref())
            .collect();
        assert_eq!(names, [Some("2023"), Some("2024"), None]);
        let mut sum = Sides::default();
        for part in &found.parts {
            sum += part.framing.counts;
        }
        assert_eq!(sum, found.whole.framing.counts);
        assert_eq!(found.whole.letters, 3);
    }
}
