//! How much of what careful readers find is found, over the project's own letters and, where they are
//! there, over the published reports in `../shared`. The floors rise with the program.

// The figures are what the test is run for.
#![allow(clippy::print_stdout)]

use evenhand::facts::{Escalation, Facts, Group, analyse};
use evenhand::pack::Pack;
use evenhand::read::{Format, ReadOptions, read};
use evenhand::span::Span;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Labels {
    attributions: Vec<AttributionLabel>,
    duty_failures: Vec<FailureLabel>,
}

#[derive(Deserialize)]
struct AttributionLabel {
    quote: String,
    cue: String,
    group: String,
    flag: bool,
    #[serde(default)]
    optional: bool,
    flag_alt: Option<bool>,
}

#[derive(Deserialize)]
struct FailureLabel {
    quote: String,
    duty: String,
    #[serde(default)]
    optional: bool,
    /// Which kind of action takes it up; paragraphs have none.
    escalation: Option<String>,
    escalation_alt: Option<String>,
}

/// A label or a finding, ready to be matched: its place, its kind and whether it counts.
struct Item {
    start: usize,
    end: usize,
    kind: String,
    optional: bool,
}

impl Item {
    fn overlap(&self, other: &Item) -> usize {
        self.end
            .min(other.end)
            .saturating_sub(self.start.max(other.start))
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    found: usize,
    missed: usize,
    wrong: usize,
}

impl Tally {
    fn f1(self) -> f64 {
        let all = 2 * self.found + self.missed + self.wrong;
        if all == 0 {
            1.0
        } else {
            2.0 * self.found as f64 / all as f64
        }
    }

    fn add(&mut self, other: Tally) {
        self.found += other.found;
        self.missed += other.missed;
        self.wrong += other.wrong;
    }
}

/// Matches one to one, the longest overlap first, sure labels before optional ones; and which sure label was matched by
/// which finding.
fn matched(labels: &[Item], findings: &[Item]) -> (Tally, Vec<(usize, usize)>) {
    let mut pairs = Vec::new();
    for (l, label) in labels.iter().enumerate() {
        for (f, finding) in findings.iter().enumerate() {
            let overlap = label.overlap(finding);
            if overlap > 0 && label.kind == finding.kind {
                pairs.push((!label.optional, overlap, l, f));
            }
        }
    }
    pairs.sort_by(|a, b| b.cmp(a));
    let (mut taken, mut used) = (vec![false; labels.len()], vec![false; findings.len()]);
    let mut sure_pairs = Vec::new();
    for (sure, _, l, f) in pairs {
        if !taken[l] && !used[f] {
            taken[l] = true;
            used[f] = true;
            sure_pairs.extend(sure.then_some((l, f)));
        }
    }
    let mut tally = Tally {
        found: sure_pairs.len(),
        ..Tally::default()
    };
    let left = labels.iter().zip(&taken).filter(|(_, taken)| !**taken);
    tally.missed = left.filter(|(label, _)| !label.optional).count();
    tally.wrong = used.iter().filter(|used| !**used).count();
    (tally, sure_pairs)
}

fn tally(labels: &[Item], findings: &[Item]) -> Tally {
    matched(labels, findings).0
}

/// Of the failures that were matched, how many are taken up as the reader says: what is not so counts as missed and as
/// wrong, which makes F1 the share that is right.
fn escalations(labels: &[FailureLabel], facts: &Facts, pairs: &[(usize, usize)]) -> Tally {
    let mut tally = Tally::default();
    for (label, found) in pairs {
        let label = &labels[*label];
        let found = match facts.duty_failures[*found].escalation {
            Escalation::PriorityAction => "priority-action",
            Escalation::Improvement => "improvement",
            Escalation::None => "none",
        };
        let readers = [&label.escalation, &label.escalation_alt];
        let mut said = readers.into_iter().flatten().peekable();
        if said.peek().is_none() || said.any(|said| said == found) {
            tally.found += 1;
        } else {
            tally.missed += 1;
            tally.wrong += 1;
        }
    }
    tally
}

/// Where the search for each kind and quotation goes on.
type Taken = BTreeMap<(String, String), usize>;

/// The place of a quotation: the first that no earlier label took.
fn place(text: &str, quote: &str, kind: &str, taken: &mut Taken) -> usize {
    let key = (kind.to_owned(), quote.to_owned());
    let from = taken.get(&key).copied().unwrap_or(0);
    let at = text[from..]
        .find(quote)
        .map(|at| from + at)
        .or_else(|| text.find(quote))
        .unwrap_or_else(|| panic!("the letter does not hold the quotation {quote:?}"));
    let mut next = at + 1;
    while !text.is_char_boundary(next) {
        next += 1;
    }
    taken.insert(key, next);
    at
}

fn side(group: &str) -> &'static str {
    match group {
        "parents" | "children" => "family",
        "mixed" => "mixed",
        _ => "professional",
    }
}

fn group_side(group: Group) -> &'static str {
    match group {
        Group::Parents | Group::Children => "family",
        Group::Mixed => "mixed",
        Group::Leaders | Group::Staff => "professional",
    }
}

fn item(span: Span, kind: impl Into<String>) -> Item {
    Item {
        start: span.start as usize,
        end: span.end as usize,
        kind: kind.into(),
        optional: false,
    }
}

/// Attributions, sentiment, duty failures and their escalation in one letter against its labels.
fn measure(text: &str, labels: &Labels, facts: &Facts) -> [Tally; 4] {
    let mut taken = Taken::new();
    let cues: Vec<(Item, &AttributionLabel)> = labels
        .attributions
        .iter()
        .map(|label| {
            let quote = place(text, &label.quote, "", &mut taken);
            let inside = if label.quote.starts_with(&label.cue) {
                0
            } else {
                label.quote.rfind(&label.cue).expect("the cue is quoted")
            };
            let start = quote + inside;
            let cue = Item {
                start,
                end: start + label.cue.len(),
                kind: side(&label.group).to_owned(),
                optional: label.optional,
            };
            (cue, label)
        })
        .collect();
    let sentiments: Vec<Item> = cues
        .iter()
        .filter(|(_, label)| label.flag || label.flag_alt == Some(true))
        .map(|(cue, label)| Item {
            start: cue.start,
            end: cue.end,
            kind: String::new(),
            optional: label.optional || label.flag_alt.is_some(),
        })
        .collect();
    let cues: Vec<Item> = cues.into_iter().map(|(cue, _)| cue).collect();
    let mut taken = Taken::new();
    let failures: Vec<Item> = labels
        .duty_failures
        .iter()
        .map(|label| {
            let start = place(text, &label.quote, &label.duty, &mut taken);
            Item {
                start,
                end: start + label.quote.len(),
                kind: label.duty.clone(),
                optional: label.optional,
            }
        })
        .collect();
    let found = |only_sentiment: bool| -> Vec<Item> {
        facts
            .attributions
            .iter()
            .filter(|found| !only_sentiment || found.sentiment)
            .map(|found| {
                let kind = if only_sentiment {
                    ""
                } else {
                    group_side(found.group)
                };
                item(found.cue, kind)
            })
            .collect()
    };
    let failing: Vec<Item> = facts
        .duty_failures
        .iter()
        .map(|failure| item(failure.span, failure.duty.clone()))
        .collect();
    let (failed, pairs) = matched(&failures, &failing);
    [
        tally(&cues, &found(false)),
        tally(&sentiments, &found(true)),
        failed,
        escalations(&labels.duty_failures, facts, &pairs),
    ]
}

const MEASURES: [&str; 4] = ["attributions", "sentiment", "duty failures", "escalation"];

/// Measures the letters and holds each figure against its floor.
fn hold(what: &str, letters: &[(PathBuf, PathBuf)], floors: [f64; 4]) {
    let pack = Pack::area_send().expect("the built-in pack loads");
    let mut tallies = [Tally::default(); 4];
    for (letter, labels) in letters {
        let bytes = std::fs::read(letter).expect("the letter is readable");
        let labels: Labels =
            serde_json::from_slice(&std::fs::read(labels).expect("the labels are readable"))
                .expect("the labels are JSON");
        let letter = read(&bytes, Format::Markdown, &ReadOptions::default())
            .expect("the letter reads")
            .letter;
        let facts = analyse(&letter, &pack);
        for (sum, one) in tallies
            .iter_mut()
            .zip(measure(&letter.text, &labels, &facts))
        {
            sum.add(one);
        }
    }
    for ((measure, tally), floor) in MEASURES.iter().zip(tallies).zip(floors) {
        let f1 = tally.f1();
        println!("{what}: {measure} F1 {f1:.3} ({tally:?})");
        assert!(
            f1 >= floor,
            "{what}: {measure} F1 {f1:.3} is below its floor {floor:.3}: {tally:?}"
        );
    }
}

#[test]
fn the_own_letters_are_read_as_before() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/letters");
    let mut letters: Vec<(PathBuf, PathBuf)> = std::fs::read_dir(&folder)
        .expect("the letters are there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .map(|labels| (labels.with_extension("md"), labels))
        .collect();
    letters.sort();
    assert_eq!(letters.len(), 86);
    hold("own letters", &letters, OWN_FLOORS);
}

#[test]
fn published_reports_are_read_as_before() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/letters");
    let Ok(folds) = std::fs::read(folder.join("folds.json")) else {
        println!("skipped: no labelled reports at {}", folder.display());
        return;
    };
    let folds: BTreeMap<String, Vec<String>> =
        serde_json::from_slice(&folds).expect("folds.json is JSON");
    for (fold, names) in folds {
        let letters: Vec<(PathBuf, PathBuf)> = names
            .iter()
            .map(|name| {
                (
                    folder.join(format!("md/{name}.md")),
                    folder.join(format!("labels/{name}.json")),
                )
            })
            .collect();
        hold(
            &format!("published reports, part {fold}"),
            &letters,
            PUBLISHED_FLOORS,
        );
    }
}

#[derive(Deserialize)]
struct Paragraph {
    section: String,
    text: String,
    attributions: Option<Vec<AttributionLabel>>,
    failures: Option<Vec<FailureLabel>>,
}

/// The headings under which paragraphs of a section stand.
const HEADINGS: [(&str, &str); 4] = [
    (
        "information",
        "Information about the local area partnership",
    ),
    (
        "experience",
        "What is it like to be a child or young person with SEND in this area?",
    ),
    (
        "effective",
        "What is the area partnership doing that is effective?",
    ),
    (
        "better",
        "What does the area partnership need to do better?",
    ),
];

#[test]
fn the_labelled_paragraphs_are_read_as_before() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/paragraphs");
    let pack = Pack::area_send().expect("the built-in pack loads");
    for (part, floors) in [
        ("attributions", PARAGRAPH_ATTRIBUTIONS),
        ("failings", PARAGRAPH_FAILINGS),
    ] {
        let mut tallies = [Tally::default(); 4];
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder.join(part))
            .expect("the paragraphs are there")
            .map(|entry| entry.expect("readable").path())
            .collect();
        files.sort();
        for file in files {
            let lines = std::fs::read_to_string(&file).expect("readable");
            for line in lines.lines() {
                let paragraph: Paragraph = serde_json::from_str(line)
                    .unwrap_or_else(|error| panic!("{}: {error}: {line}", file.display()));
                let heading = HEADINGS
                    .iter()
                    .find(|(section, _)| *section == paragraph.section)
                    .map_or("", |(_, heading)| heading);
                let text = format!("## {heading}\n\n{}\n", paragraph.text);
                let letter = read(text.as_bytes(), Format::Markdown, &ReadOptions::default())
                    .expect("a paragraph reads")
                    .letter;
                let facts = analyse(&letter, &pack);
                let labels = Labels {
                    attributions: paragraph.attributions.unwrap_or_default(),
                    duty_failures: paragraph.failures.unwrap_or_default(),
                };
                for (index, tally) in measure(&letter.text, &labels, &facts)
                    .into_iter()
                    .enumerate()
                {
                    // Each part has labels of one kind, and those from letters of both.
                    if (part == "attributions") == (index < 2) {
                        tallies[index].add(tally);
                    }
                }
            }
        }
        for ((what, tally), floor) in MEASURES.iter().zip(tallies).zip(floors) {
            let f1 = tally.f1();
            println!("{part}: {what} F1 {f1:.3} ({tally:?})");
            assert!(
                f1 >= floor,
                "{part}: {what} F1 {f1:.3} is below its floor {floor:.3}"
            );
        }
    }
}

/// Attributions, sentiment, duty failures, escalation.
const OWN_FLOORS: [f64; 4] = [0.985, 0.985, 0.855, 0.94];
const PUBLISHED_FLOORS: [f64; 4] = [0.91, 0.94, 0.69, 0.87];
/// What is not labelled in a part counts as found.
const PARAGRAPH_ATTRIBUTIONS: [f64; 4] = [0.93, 0.94, 1.0, 1.0];
const PARAGRAPH_FAILINGS: [f64; 4] = [1.0, 1.0, 0.65, 1.0];
