//! Any bytes as a PDF. A letter that comes of them has its blocks in order, on its text, each with words.

#![no_main]

use evenhand::read::{Format, ReadOptions, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let options = ReadOptions {
        is_heading: &|words| words.starts_with('A'),
        ..ReadOptions::default()
    };
    let Ok(read) = read(bytes, Format::Pdf, &options) else {
        return;
    };
    let letter = read.letter;
    let mut end = 0;
    for block in &letter.blocks {
        assert!(block.span.start >= end);
        end = block.span.end;
        assert!(letter.text.get(block.span.range()).is_some());
        assert!(!block.visible.words(&letter.text).is_empty());
        assert!(block.location.page.is_some_and(|page| page > 0));
    }
});
