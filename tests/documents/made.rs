//! One letter as several programs write it: pandoc, python-docx, LibreOffice. Each file was made from
//! `tests/letters/brackenford.md` and says the same.

use evenhand::facts::{Facts, analyse};
use evenhand::letter::Letter;
use evenhand::pack::Pack;
use evenhand::read::{Format, ReadOptions, read};

const MARKDOWN: &[u8] = include_bytes!("../letters/brackenford.md");

const FILES: [(&str, &[u8]); 5] = [
    ("pandoc.docx", include_bytes!("files/pandoc.docx")),
    ("python-docx.docx", include_bytes!("files/python-docx.docx")),
    ("libreoffice.docx", include_bytes!("files/libreoffice.docx")),
    ("libreoffice.odt", include_bytes!("files/libreoffice.odt")),
    ("libreoffice.html", include_bytes!("files/libreoffice.html")),
];

fn letter(name: &str, bytes: &[u8], pack: &Pack) -> (Letter, Facts) {
    let is_heading = |words: &str| pack.role(words).is_some();
    let options = ReadOptions {
        is_heading: &is_heading,
        ..ReadOptions::default()
    };
    let format = Format::from_path(name).expect("a known extension");
    let letter = match read(bytes, format, &options) {
        Ok(read) => read.letter,
        Err(error) => panic!("{name}: {error}"),
    };
    let facts = analyse(&letter, pack);
    (letter, facts)
}

/// Everything that a reader sees, block by block.
fn words(letter: &Letter) -> Vec<&str> {
    let blocks = letter.blocks.iter();
    blocks
        .map(|block| block.visible.words(&letter.text))
        .collect()
}

#[test]
fn every_program_writes_the_same_letter() {
    let pack = Pack::area_send().expect("the built-in pack loads");
    let (expected, facts) = letter("brackenford.md", MARKDOWN, &pack);
    assert!(facts.actions.len() > 3 && facts.attributions.len() > 5);
    for (name, bytes) in FILES {
        let (other, other_facts) = letter(name, bytes, &pack);
        assert_eq!(words(&other), words(&expected), "{name}");
        let kinds = |letter: &Letter| {
            letter
                .blocks
                .iter()
                .map(|block| block.kind)
                .collect::<Vec<_>>()
        };
        assert_eq!(kinds(&other), kinds(&expected), "{name}");
        assert_eq!(other_facts.actions.len(), facts.actions.len(), "{name}");
        let found = |letter: &Letter, facts: &Facts| {
            let cues = facts
                .attributions
                .iter()
                .map(|one| one.cue.of(&letter.text).to_owned());
            let failures = facts.duty_failures.iter().map(|one| one.duty.clone());
            cues.chain(failures).collect::<Vec<_>>()
        };
        assert_eq!(
            found(&other, &other_facts),
            found(&expected, &facts),
            "{name}"
        );
    }
}
