//! How the program ends.

use std::fmt;
use std::process::ExitCode;

/// What the exit code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Nothing at or above the level that fails.
    Clean,
    /// Something at or above it.
    Found,
    /// A file could not be read, or the call was wrong.
    Trouble,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Clean => 0,
            Exit::Found => 1,
            Exit::Trouble => 2,
        })
    }
}

/// Why a command could not do its work at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// A sentence with what to do about it.
    Message(String),
    /// Text that is laid out already.
    Drawn(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Message(text) | Failure::Drawn(text) => f.write_str(text),
        }
    }
}

impl Failure {
    /// A failure at a file or an argument.
    pub(crate) fn at(place: &str, message: impl std::fmt::Display) -> Self {
        Failure::Message(format!("{place}: {message}"))
    }
}
