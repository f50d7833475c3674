//! Whether a letter says the same in every format: the facts of each file in `../shared/letters/md`
//! beside those of the same letter as another file, where these are there. `cargo test --test formats --
//! --nocapture` prints the comparison, and the differences for the letters that may be looked at. With
//! `EVENHAND_LETTERS=DIR`, another folder with a folder for each format.

// The comparison is printed for those who ask for it.
#![allow(clippy::print_stdout)]

use evenhand::facts::{Facts, Role, analyse};
use evenhand::letter::Letter;
use evenhand::pack::Pack;
use evenhand::read::{Format, ReadOptions, read};
use evenhand::span::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder, which is also the extension of its files, and the share of facts that must be the same.
const FORMATS: [(&str, f64); 4] = [("docx", 0.99), ("pdf", 0.96), ("odt", 0.99), ("html", 0.99)];

/// How often a fact occurs, by its kind and its words.
type Counts = BTreeMap<String, usize>;

#[derive(Clone, Copy, Default)]
struct Tally {
    same: usize,
    /// The facts of the one or of the other letter, whichever are more.
    all: usize,
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.same += other.same;
        self.all += other.all;
    }

    fn share(self) -> f64 {
        if self.all == 0 {
            1.0
        } else {
            self.same as f64 / self.all as f64
        }
    }
}

/// The words at a span as a reader sees them.
fn words(letter: &Letter, span: Span) -> String {
    let mut words = String::new();
    for block in letter
        .blocks
        .iter()
        .filter(|block| block.span.overlaps(span))
    {
        if !words.is_empty() {
            words.push(' ');
        }
        let visible = block.visible.words(&letter.text);
        for (at, character) in visible.char_indices() {
            if block
                .visible
                .source(at, at + character.len_utf8())
                .overlaps(span)
            {
                words.push(character);
            }
        }
    }
    // A bullet inside a cell is drawn in each format by another sign.
    words
        .replace(['•', '▪', '○', '−', '–', '◦', '●'], "-")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Each fact in a line: its kind, what it is classed as, its words.
fn lines(letter: &Letter, facts: &Facts) -> Counts {
    let words = |span| words(letter, span);
    let mut counts = Counts::new();
    let mut add = |line: String| *counts.entry(line).or_default() += 1;
    if let Some(outcome) = &facts.outcome {
        add(format!("outcome {} | {}", outcome.id, words(outcome.span)));
    }
    if let Some(dates) = &facts.inspected {
        add(format!("inspected {} to {}", dates.from, dates.until));
    }
    // What stands outside the letter's own parts (contacts, the inspection team) some formats leave out.
    for section in facts
        .sections
        .iter()
        .filter(|section| section.role != Role::Other)
    {
        add(format!("section {:?} | {}", section.role, section.title));
    }
    for action in &facts.actions {
        let responsible = action.responsible.map(&words).unwrap_or_default();
        add(format!(
            "action {:?} {:?} | {responsible} | {}",
            action.kind,
            action.duties,
            words(action.span)
        ));
    }
    for one in &facts.attributions {
        add(format!(
            "attribution {:?} {:?} {:?} {:?} {} | {} | {}",
            one.group,
            one.class,
            one.polarity,
            one.content,
            if one.sentiment { "sentiment" } else { "-" },
            words(one.source),
            words(one.cue)
        ));
    }
    for one in &facts.duty_failures {
        add(format!(
            "duty failure {} {:?} {:?} {:?} | {}",
            one.duty,
            one.basis,
            one.escalation,
            one.cover,
            words(one.span)
        ));
    }
    counts
}

fn facts_of(path: &Path, pack: &Pack) -> Counts {
    let bytes = fs::read(path).expect("the file can be read");
    let format = Format::from_path(&path.to_string_lossy()).expect("a known extension");
    let is_heading = |words: &str| pack.role(words).is_some();
    let options = ReadOptions {
        is_heading: &is_heading,
        ..ReadOptions::default()
    };
    let letter = match read(&bytes, format, &options) {
        Ok(read) => read.letter,
        Err(error) => panic!("{}: {error}", path.display()),
    };
    lines(&letter, &analyse(&letter, pack))
}

fn tally(one: &Counts, other: &Counts) -> Tally {
    let same = one
        .iter()
        .map(|(fact, count)| (*count).min(other.get(fact).copied().unwrap_or_default()))
        .sum();
    let all = one.values().sum::<usize>().max(other.values().sum());
    Tally { same, all }
}

fn print_differences(name: &str, one: &Counts, other: &Counts, format: &str) {
    let facts: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    for fact in facts {
        let count = |counts: &Counts| counts.get(fact).copied().unwrap_or_default();
        let (in_one, in_other) = (count(one), count(other));
        if in_one != in_other {
            println!("  {name}: md {in_one}, {format} {in_other}: {fact}");
        }
    }
}

/// Letters whose words may be printed: those that the program was made with, not those it is measured by.
fn open_letters(shared: &Path) -> Vec<String> {
    let folds = fs::read(shared.join("folds.json")).expect("folds.json");
    let folds: BTreeMap<String, Vec<String>> = serde_json::from_slice(&folds).expect("folds");
    folds
        .into_iter()
        .filter(|(fold, _)| fold != "3")
        .flat_map(|(_, names)| names)
        .collect()
}

#[test]
fn every_format_gives_the_same_facts() {
    let shared = std::env::var_os("EVENHAND_LETTERS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/letters"),
        PathBuf::from,
    );
    if !shared.is_dir() {
        println!("skipped: {} is not there", shared.display());
        return;
    }
    let pack = Pack::area_send().expect("the built-in pack loads");
    let open = open_letters(&shared);
    let mut letters: Vec<PathBuf> = fs::read_dir(shared.join("md"))
        .expect("md")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    letters.sort();
    for (format, least) in FORMATS {
        if !shared.join(format).is_dir() {
            println!("{format}: skipped, there are no such letters");
            continue;
        }
        let mut all = Tally::default();
        println!("{format} beside md:");
        for path in &letters {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let other = shared.join(format).join(format!("{name}.{format}"));
            let (one, other) = (facts_of(path, &pack), facts_of(&other, &pack));
            let letter = tally(&one, &other);
            println!(
                "  {name}: {} of {} the same ({:.4})",
                letter.same,
                letter.all,
                letter.share()
            );
            if open.iter().any(|open| *open == name) {
                print_differences(&name, &one, &other, format);
            }
            all.add(letter);
        }
        println!(
            "{format}: {} of {} facts the same ({:.4}), at least {least} asked for",
            all.same,
            all.all,
            all.share()
        );
        assert!(all.share() >= least, "{format} says something else than md");
    }
}
