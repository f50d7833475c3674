//! The parts of a sound package: the body, and behind each NUL the styles of looks and those with names.

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
    let document = package::OpenDocument {
        body: next(),
        automatic: next(),
        styles: next(),
    };
    check::read_and_check(&document.bytes(), Format::OpenDocument);
});
