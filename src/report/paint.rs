//! How text is shown to people: how wide, and whether in colour. No meaning is in a colour alone.

use crate::diagnostic::Severity;

/// How text is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Columns that a row may take up.
    pub width: usize,
    /// Whether to use ANSI colours.
    pub colour: bool,
}

impl Default for Look {
    /// Eighty columns without colours: the same on every machine.
    fn default() -> Self {
        Look {
            width: 80,
            colour: false,
        }
    }
}

/// An ANSI style.
#[derive(Clone, Copy)]
pub(super) enum Ink {
    Bold,
    Dim,
    Red,
    Yellow,
    Cyan,
}

impl Ink {
    /// The ink of a level.
    #[cfg_attr(
        not(feature = "cli"),
        expect(dead_code, reason = "for the terminal alone")
    )]
    pub(super) fn of(severity: Severity) -> Ink {
        match severity {
            Severity::Error => Ink::Red,
            Severity::Warning => Ink::Yellow,
            Severity::Note => Ink::Cyan,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Ink::Bold => "1",
            Ink::Dim => "2",
            Ink::Red => "31",
            Ink::Yellow => "33",
            Ink::Cyan => "36",
        }
    }
}

impl Look {
    /// `text` in this ink, where colours are wanted.
    pub(super) fn ink(self, ink: Ink, text: &str) -> String {
        if self.colour && !text.is_empty() {
            format!("\u{1b}[{}m{text}\u{1b}[0m", ink.code())
        } else {
            text.to_owned()
        }
    }
}
