//! What must hold of any letter: no panic, spans that lie on the text, both sides measured alike; and
//! the way of the imports.

use evenhand::facts::{Facts, analyse};
use evenhand::pack::Pack;
use evenhand::read::{Format, ReadOptions, read};
use proptest::prelude::*;
use std::path::Path;
use std::sync::OnceLock;

fn pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| Pack::area_send().expect("the built-in pack loads"))
}

fn facts(text: &str) -> Option<(String, Facts)> {
    let letter = read(text.as_bytes(), Format::Markdown, &ReadOptions::default())
        .ok()?
        .letter;
    let facts = analyse(&letter, pack());
    Some((letter.text, facts))
}

fn finding(sentence: &str) -> Facts {
    let text = format!("## What does the area partnership need to do better?\n\n{sentence}\n");
    facts(&text).expect("a short letter reads").1
}

/// Swapping the groups of a sentence changes neither class nor polarity.
#[test]
fn both_sides_are_measured_by_the_same_test() {
    let frames = [
        "Many {} feel that meetings are cancelled too often.",
        "{} do not believe that the process is fair.",
        "{} are frustrated by the lack of answers.",
        "Some {} told inspectors that calls are not returned.",
        "{} say that letters arrive late.",
        "{} recognise that the offer is thin.",
        "{} are aware of the gaps in provision.",
        "{} value the helpline.",
    ];
    for frame in frames {
        let told: Vec<_> = ["parents", "leaders"]
            .iter()
            .map(|group| {
                let mut sentence = frame.replace("{}", group);
                sentence[..1].make_ascii_uppercase();
                let facts = finding(&sentence);
                facts
                    .attributions
                    .first()
                    .map(|found| (found.class, found.polarity))
            })
            .collect();
        assert!(told[0].is_some(), "nothing found in {frame:?}");
        assert_eq!(told[0], told[1], "{frame}");
    }
}

#[test]
fn the_effect_of_a_failing_is_told_from_a_claim() {
    let facts =
        finding("Some carers feel that plans are vague. Young people are proud of their hobbies.");
    let sentiments: Vec<bool> = facts
        .attributions
        .iter()
        .map(|found| found.sentiment)
        .collect();
    assert_eq!(sentiments, [true, false]);
}

#[test]
fn an_action_that_names_the_service_takes_the_failing_up() {
    let text = "## What does the area partnership need to do better?\n\nChildren wait too long for an autism assessment. Short breaks are not available to families.\n\n## Areas for improvement\n\nLeaders should reduce waiting times for autism assessments.\n";
    let (_, facts) = facts(text).expect("reads");
    let covered: Vec<_> = facts
        .duty_failures
        .iter()
        .map(|failure| (failure.duty.as_str(), failure.covered_by))
        .collect();
    assert_eq!(covered, [("health-access", Some(1)), ("social-care", None)]);
}

#[test]
fn what_is_put_right_planned_or_hoped_for_is_no_failing() {
    for sentence in [
        "Previously, annual reviews were held late.",
        "Leaders plan to reduce waiting times for speech and language therapy.",
        "Annual reviews are held on time and amended plans follow quickly.",
        "The new team has reduced delays in issuing EHC plans.",
    ] {
        let facts = finding(sentence);
        assert!(
            facts.duty_failures.is_empty(),
            "{sentence}: {:?}",
            facts.duty_failures
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_panics_and_every_span_lies_on_it(text in "(?s)[a-zA-Z‘’“”,.;:()\\-#*|&é\n ]{0,400}") {
        if let Some((text, facts)) = facts(&format!("## Areas for improvement\n\n{text}\n\n## What does the area partnership need to do better?\n\n{text}")) {
            for found in &facts.attributions {
                prop_assert!(text.get(found.cue.range()).is_some());
                prop_assert!(text.get(found.source.range()).is_some());
            }
            for failure in &facts.duty_failures {
                prop_assert!(text.get(failure.span.range()).is_some_and(|words| !words.is_empty()));
            }
            for action in &facts.actions {
                prop_assert!(text.get(action.span.range()).is_some());
            }
        }
    }

    #[test]
    fn sentences_of_the_lexicon_do_not_panic(words in proptest::collection::vec(prop_oneof![
        Just("parents"), Just("and"), Just("leaders"), Just("feel"), Just("that"), Just("not"), Just("who"),
        Just("plans"), Just("are"), Just("late"), Just("to"), Just("of"), Just("their"), Just(","), Just("‘"),
        Just("’"), Just("is"), Just("frustration"), Just("by"), Just("they"), Just("have"), Just("confidence"),
        Just("“"), Just("said"), Just("too"), Just("few"), Just("children’s"), Just("."), Just("("), Just(")"),
    ], 0..40)) {
        let _ = finding(&words.join(" "));
    }
}

/// Nothing downstream is named upstream.
#[test]
fn imports_go_one_way() {
    let order = [
        "span", "letter", "read", "pack", "grammar", "facts", "measure", "check", "report",
        "sheet", "write", "lsp", "cli",
    ];
    // A pack is compiled with the words of facts and diagnostics, and runs its own examples. The grammar
    // names the groups of people that facts are told of.
    let allowed = [
        ("pack", "facts"),
        ("pack", "check"),
        ("pack", "grammar"),
        ("grammar", "facts"),
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (rank, folder) in order.iter().enumerate() {
        for file in rust_files(&root.join(folder)) {
            let code = std::fs::read_to_string(&file).expect("a source file reads");
            for later in &order[rank + 1..] {
                let named = code.contains(&format!("crate::{later}::"))
                    || code.contains(&format!("crate::{later};"));
                assert!(
                    !named || allowed.contains(&(folder, later)),
                    "{} names {later}",
                    file.display()
                );
            }
        }
    }
}

/// The core takes bytes and gives values: it reads no file, no clock and no surroundings, and starts no
/// thread. (That it builds without the `cli` feature is seen by building it so.)
#[test]
fn the_core_touches_nothing_outside() {
    let outside = ["fs", "thread", "time", "env", "process", "net", "io"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for folder in [
        "letter", "read", "pack", "grammar", "facts", "measure", "check", "report", "sheet",
        "allow", "baseline", "settings", "write",
    ] {
        for file in rust_files(&root.join(folder)) {
            let code = std::fs::read_to_string(&file).expect("a source file reads");
            let core = code.split("#[cfg(test)]").next().unwrap_or_default();
            for module in outside {
                assert!(
                    !core.contains(&format!("std::{module}")),
                    "{} uses std::{module}",
                    file.display()
                );
            }
        }
    }
}

fn rust_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

/// What looks back and ahead in a sentence takes time by the square of its length.
#[test]
fn a_sentence_without_end_is_read_in_parts() {
    let facts = finding(&"parents say that plans are late, feel ignored and ".repeat(400));
    assert!(facts.sentences.len() > 5, "{}", facts.sentences.len());
    assert!(
        facts.attributions.len() > 400,
        "{}",
        facts.attributions.len()
    );
}
