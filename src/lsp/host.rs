//! The world as the server needs it: where packs and pages are. The command line gives it the file
//! system; tests give it values.

use crate::pack::{Pack, PackError};
use std::path::{Path, PathBuf};

/// What the server asks of its surroundings.
pub trait Host: Send {
    /// Loads the built-in pack of this name, with the files of a folder over it.
    ///
    /// # Errors
    /// When the folder cannot be read or the pack cannot be used.
    fn pack(&self, name: &str, rules: Option<&Path>) -> Result<Pack, PackFault>;

    /// The nearest `evenhand.toml` in the folder of a letter or above: its path and its text; nothing
    /// where there is none.
    ///
    /// # Errors
    /// When there is one that cannot be read: a sentence that says why.
    fn settings(&self, letter: &Path) -> Result<Option<(PathBuf, String)>, String> {
        let _ = letter;
        Ok(None)
    }

    /// Keeps a page of text where an editor can open it, and says where; nothing where that cannot be.
    fn keep_page(&self, name: &str, text: &str) -> Option<PathBuf>;
}

/// Why a pack cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackFault {
    /// Its files cannot be read: a sentence that says why.
    Unreadable(String),
    /// A fault in one of its files.
    Refused(Box<PackError>),
}
