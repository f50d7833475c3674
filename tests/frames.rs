//! Frames: sentences of many shapes, with who is said to feel, believe, say or know what in each, whether they state a
//! failing, and of which row of the register.

use evenhand::facts::{Facts, analyse};
use evenhand::letter::Letter;
use evenhand::pack::Pack;
use evenhand::pack::schema::DutyFile;
use evenhand::read::{Format, ReadOptions, read};

const FRAMES: &str = include_str!("frames/attributions.txt");

const FAILINGS: &str = include_str!("frames/failings.txt");

const REGISTER: &str = include_str!("frames/register.txt");

/// What predicates are put behind.
const MATTERS: [&str; 2] = ["Annual reviews", "EHC plans"];

/// The lines that state something.
fn stated(frames: &str) -> impl Iterator<Item = &str> {
    let lines = frames.lines();
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The facts of a finding, with its letter.
fn found(words: &str, pack: &Pack) -> (Letter, Facts) {
    let text = format!("## What does the area partnership need to do better?\n\n{words}\n");
    let letter = read(text.as_bytes(), Format::Markdown, &ReadOptions::default())
        .expect("a short letter reads")
        .letter;
    let facts = analyse(&letter, pack);
    (letter, facts)
}

fn told(words: &str, pack: &Pack) -> Vec<String> {
    let (letter, facts) = found(words, pack);
    facts
        .attributions
        .iter()
        .map(|found| {
            format!(
                "{}: {} = {}{}",
                found.source.of(&letter.text),
                found.cue.of(&letter.text),
                found.class.name(),
                if found.sentiment { "*" } else { "" }
            )
        })
        .collect()
}

/// A cue may be written shorter or longer than stated; its main word, source and class may not differ.
fn agrees(expected: &str, found: &str) -> bool {
    let parts = |told: &str| {
        let (source, rest) = told.split_once(": ")?;
        let (cue, class) = rest.rsplit_once(" = ")?;
        Some((source.to_owned(), cue.to_owned(), class.to_owned()))
    };
    let (Some(expected), Some(found)) = (parts(expected), parts(found)) else {
        return false;
    };
    let overlap = |one: &str, other: &str| one.contains(other) || other.contains(one);
    overlap(&expected.0, &found.0) && overlap(&expected.1, &found.1) && expected.2 == found.2
}

#[test]
fn each_frame_gives_what_is_stated() {
    let pack = Pack::area_send().expect("the built-in pack loads");
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in stated(FRAMES) {
        let (words, expected) = line.split_once(" | ").expect("words, a bar, what is found");
        let expected: Vec<&str> = match expected {
            "nothing" => Vec::new(),
            some => some.split("; ").collect(),
        };
        let found = told(words, &pack);
        count += 1;
        let same = expected.len() == found.len()
            && expected
                .iter()
                .zip(&found)
                .all(|(one, other)| agrees(one, other));
        if !same {
            wrong.push(format!(
                "{words}\n  stated {expected:?}\n  found  {found:?}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count} frames:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn each_predicate_fails_or_stands_as_is_stated() {
    let pack = Pack::area_send().expect("the built-in pack loads");
    let mut wrong = Vec::new();
    let mut check = |words: &str, fails: bool| {
        let (_, facts) = found(words, &pack);
        if facts.duty_failures.is_empty() == fails {
            wrong.push(words.to_owned());
        }
    };
    for line in stated(FAILINGS) {
        let (kind, words) = line.split_once(": ").expect("what it is, a colon, words");
        if kind == "none" {
            check(words, false);
            continue;
        }
        for matter in MATTERS {
            check(&format!("{matter} {words}."), kind == "fails");
        }
    }
    assert!(wrong.is_empty(), "not as stated:\n{}", wrong.join("\n"));
}

/// Of the sentences on the register, how many are found as failings of the right duty, and how many of those point to the
/// right row. Raised as they rise; a quarter of the sentences are on what letters hardly ever tell.
const RIGHT_DUTY: f64 = 0.62;
const RIGHT_ROW: f64 = 0.86;

#[test]
fn what_is_told_of_a_row_of_the_register_points_to_it() {
    let pack = Pack::area_send().expect("the built-in pack loads");
    let (mut all, mut of_duty, mut of_row) = (0, 0, 0);
    let mut elsewhere = Vec::new();
    for line in stated(REGISTER) {
        let (row, words) = line.split_once(": ").expect("a row, a colon, words");
        let has_row = |duty: &&DutyFile| duty.entry.iter().any(|entry| entry.id == row);
        let duty = pack
            .duties()
            .iter()
            .find(has_row)
            .expect("a row of the register");
        let (_, facts) = found(words, &pack);
        all += 1;
        let mut failures = facts
            .duty_failures
            .iter()
            .filter(|failure| failure.duty == *duty.id.get_ref())
            .peekable();
        if failures.peek().is_none() {
            continue;
        }
        of_duty += 1;
        // What points to no row comes under the duty's general one.
        let general = duty.entry.iter().find(|entry| entry.general);
        let points = failures.any(|failure| match failure.entries.first() {
            Some(first) => first == row,
            None => general.is_some_and(|entry| entry.id == row),
        });
        if points {
            of_row += 1;
        } else {
            elsewhere.push(line);
        }
    }
    let share = |part: i32, of: i32| f64::from(part) / f64::from(of);
    assert!(
        share(of_duty, all) >= RIGHT_DUTY && share(of_row, of_duty) >= RIGHT_ROW,
        "{of_duty} of {all} of the right duty, {of_row} of the right row; not these:\n{}",
        elsewhere.join("\n")
    );
}
