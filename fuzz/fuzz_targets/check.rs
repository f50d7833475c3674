//! What must hold of every letter, whatever it was read from.

use evenhand::letter::{Block, Letter, Visible};
use evenhand::read::{Format, ReadOptions, Revisions, read_with_origins};

/// Reads bytes in both ways and checks what comes of it.
pub fn read_and_check(bytes: &[u8], format: Format) {
    let is_heading = |words: &str| words.starts_with("Outcome");
    for revisions in [Revisions::Accepted, Revisions::Original] {
        let options = ReadOptions {
            is_heading: &is_heading,
            revisions,
        };
        if let Ok((read, origins)) = read_with_origins(bytes, format, &options) {
            letter(&read.letter);
            let mut end = 0;
            for origin in origins {
                assert!(origin.words.start >= end);
                end = origin.words.end;
                assert!(read.letter.text.get(origin.words.range()).is_some());
            }
        }
    }
}

fn letter(letter: &Letter) {
    let mut end = 0;
    for block in &letter.blocks {
        assert!(block.span.start >= end);
        end = block.span.end;
        assert!(!block.visible.words(&letter.text).is_empty());
        visible(letter, block, &block.visible);
        for cell in &block.cells {
            visible(letter, block, cell);
        }
    }
    for annotation in &letter.annotations {
        assert!(letter.text.get(annotation.span.range()).is_some());
    }
}

fn visible(letter: &Letter, block: &Block, visible: &Visible) {
    let words = visible.words(&letter.text);
    assert_eq!(words, words.trim());
    let mut before = 0;
    for (at, character) in words.char_indices() {
        let source = visible.source(at, at + character.len_utf8());
        assert!(letter.text.get(source.range()).is_some());
        assert!(source.start >= before && block.span.contains(source));
        before = source.start;
    }
}
