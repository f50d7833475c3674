//! What is found of a letter that is being typed, with what was read of it before, is what is found
//! afresh.

use evenhand::check::{check, check_cached};
use evenhand::facts::{Cache, analyse};
use evenhand::letter::Letter;
use evenhand::pack::Pack;
use evenhand::read::{Format, ReadOptions, read};
use proptest::prelude::*;
use std::sync::{Arc, OnceLock};

fn pack() -> Arc<Pack> {
    static PACK: OnceLock<Arc<Pack>> = OnceLock::new();
    Arc::clone(PACK.get_or_init(|| Arc::new(Pack::area_send().expect("it loads"))))
}

fn letter(text: &str) -> Option<Letter> {
    let read = read(text.as_bytes(), Format::Markdown, &ReadOptions::default());
    read.ok().map(|read| read.letter)
}

fn assert_same(cache: &mut Cache, text: &str) {
    let Some(letter) = letter(text) else { return };
    let (fresh, cached) = (analyse(&letter, &pack()), cache.analyse(&letter));
    assert_eq!(format!("{fresh:#?}"), format!("{cached:#?}"), "{text:?}");
    assert_eq!(
        check(&letter, &fresh, &pack()),
        check_cached(&letter, &cached, cache),
        "{text:?}"
    );
}

const LETTER: &str = include_str!("letters/fernley.md");

#[test]
fn what_is_typed_into_a_letter_is_found_as_if_read_afresh() {
    let mut cache = Cache::new(pack());
    let place = LETTER.len() / 2 + LETTER[LETTER.len() / 2..].find("\n\n").expect("a gap") + 2;
    let words = "Some *carers* feel that reviews &amp; plans are late. ";
    for (at, c) in words.char_indices() {
        let end = at + c.len_utf8();
        let text = format!("{}{}{}", &LETTER[..place], &words[..end], &LETTER[place..]);
        assert_same(&mut cache, &text);
    }
}

#[test]
fn a_section_that_changes_its_part_is_read_again() {
    let mut cache = Cache::new(pack());
    let body = "Annual reviews are not held on time. Some parents feel ignored.\n";
    for heading in [
        "What does the area partnership need to do better?",
        "What is the area partnership doing that is effective?",
        "Areas for improvement",
        "Contacts",
    ] {
        assert_same(&mut cache, &format!("# Report\n\n## {heading}\n\n{body}"));
    }
}

#[test]
fn paragraphs_that_have_gone_are_let_go() {
    let mut cache = Cache::new(pack());
    let body = LETTER.split("\n\n").count();
    for number in 0..200 {
        let text = format!("{LETTER}\n\nParents feel that {number} reviews are late.\n");
        if let Some(letter) = letter(&text) {
            cache.analyse(&letter);
        }
    }
    assert!(cache.len() <= body + 40, "{}", cache.len());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn the_cache_changes_nothing(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), 0_usize..40, prop::sample::select(vec![
            "", " ", "\n\n", "parents feel ", "not ", "*", "&amp;", "\n## Areas for improvement\n\n",
            "- ", "é", "\u{1F600}", ". ", "reviews are late", "\u{feff}", "# ", "| ",
        ])), 1..8),
    ) {
        let mut cache = Cache::new(pack());
        let mut text: String = LETTER.to_owned();
        assert_same(&mut cache, &text);
        for (place, gone, words) in edits {
            let on_characters = |mut at: usize| {
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                at
            };
            let start = on_characters(place.index(text.len()));
            let end = on_characters((start + gone).min(text.len())).max(start);
            text.replace_range(start..end, words);
            assert_same(&mut cache, &text);
        }
    }
}
