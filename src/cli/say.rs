//! What is said on standard error: one form for every message. Text of a letter is never part of it.

use super::exit::Failure;
use evenhand::report::Fault;
use std::fmt::Display;
use std::io::{self, Write as _};

/// A file that could not be read.
pub(crate) fn fault(fault: &Fault) {
    line(format_args!("{}: {}", fault.path, fault.message));
}

/// Something worth knowing about a file that was read.
pub(crate) fn note(path: &str, note: impl Display) {
    line(format_args!("{path}: note: {note}"));
}

/// Why the command could not do its work.
pub(crate) fn failure(failure: &Failure) {
    match failure {
        Failure::Message(message) => line(message),
        Failure::Drawn(text) => write(text),
    }
}

/// A fault of the program itself.
pub(crate) fn own_fault(place: &str) {
    line(format_args!(
        "this is a fault in evenhand ({place}), not in your files. Nothing was sent anywhere. \
         Version {}",
        env!("CARGO_PKG_VERSION")
    ));
}

fn line(message: impl Display) {
    write(format_args!("evenhand: {message}\n"));
}

/// Nobody may be reading; that stops nothing.
fn write(text: impl Display) {
    let _ = write!(io::stderr().lock(), "{text}");
}
