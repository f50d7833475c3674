//! A whole file as it comes.

#![no_main]

mod check;

use evenhand::read::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| check::read_and_check(bytes, Format::OpenDocument));
