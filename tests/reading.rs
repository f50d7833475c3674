//! From bytes to facts through the public interface.

use evenhand::facts::{ActionKind, analyse};
use evenhand::pack::Pack;
use evenhand::read::{Format, ReadOptions, read};

const LETTER: &str = include_str!("../examples/draft.md");

#[test]
fn the_example_letter_is_read_into_facts() {
    let letter = read(LETTER.as_bytes(), Format::Markdown, &ReadOptions::default())
        .expect("the example reads")
        .letter;
    assert_eq!(letter.text, LETTER);
    let pack = Pack::area_send().expect("the built-in pack loads");
    let facts = analyse(&letter, &pack);
    assert!(
        facts
            .outcome
            .is_some_and(|outcome| outcome.id == "inconsistent")
    );
    assert_eq!(facts.actions.len(), 3);
    assert!(
        facts
            .actions
            .iter()
            .all(|action| action.kind == ActionKind::Improvement)
    );
    assert!(facts.attributions.iter().any(|found| found.sentiment));
    assert!(!facts.duty_failures.is_empty());
    for failure in &facts.duty_failures {
        assert!(!failure.span.of(&letter.text).is_empty());
    }
}

#[test]
fn what_is_no_letter_has_an_error_of_its_own() {
    let options = ReadOptions::default();
    assert!(read(b"", Format::Markdown, &options).is_err());
    assert!(read(b"%PDF-1.7\n", Format::Markdown, &options).is_err());
    assert!(read(b"\x00\x01\x02", Format::Text, &options).is_err());
}
