//! The parts of a sound package: the body, and behind each NUL the styles, the lists, the footnotes and
//! the comments.

#![no_main]

mod check;
#[path = "../../tests/documents/package.rs"]
#[allow(dead_code)]
mod package;

use evenhand::read::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|parts: &str| {
    let mut parts = parts.split('\0').map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    let word = package::Word {
        body: next(),
        styles: next(),
        numbering: next(),
        footnotes: next(),
        comments: next(),
    };
    check::read_and_check(&word.bytes(), Format::Word);
});
