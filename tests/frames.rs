//! The frames of attribution: sentences of many shapes, with who is said to feel, believe, say or know
//! what in each.

use evenhand::facts::{Facts, analyse};
use evenhand::pack::Pack;
use evenhand::read::{Format, ReadOptions, read};

const FRAMES: &str = include_str!("frames/attributions.txt");

fn told(words: &str, pack: &Pack) -> Vec<String> {
    let text = format!("## What does the area partnership need to do better?\n\n{words}\n");
    let letter = read(text.as_bytes(), Format::Markdown, &ReadOptions::default())
        .expect("a short letter reads")
        .letter;
    let facts: Facts = analyse(&letter, pack);
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
    for line in FRAMES.lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
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
