//! Whether to use colours, and how wide a row may be.

use evenhand::report::Look;
use std::env;
use std::ffi::OsStr;
use std::io::{self, IsTerminal as _};

/// Rows that are wider than this are hard to read, even where the terminal has room.
const WIDEST: usize = 100;

/// Rows that are narrower than this hold no sentence.
const NARROWEST: usize = 40;

#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct LookArgs {
    /// When to use colours: NO_COLOR and CLICOLOR_FORCE are honoured unless this says otherwise
    #[arg(long, global = true, value_enum, default_value_t = When::Auto, value_name = "WHEN", help_heading = "Output")]
    color: When,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum When {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl LookArgs {
    /// For standard output.
    pub(crate) fn stdout(self) -> Look {
        let terminal = io::stdout().is_terminal();
        let width = if terminal {
            terminal_size::terminal_size()
        } else {
            None
        };
        self.look(terminal, width.map(|(width, _)| usize::from(width.0)))
    }

    /// For standard error.
    pub(crate) fn stderr(self) -> Look {
        self.look(io::stderr().is_terminal(), None)
    }

    /// For a file: no colours unless they are asked for.
    pub(crate) fn file(self) -> Look {
        Look {
            colour: self.color == When::Always,
            ..Look::default()
        }
    }

    fn look(self, terminal: bool, width: Option<usize>) -> Look {
        let colour = match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => colour_by(
                env::var_os("NO_COLOR").as_deref(),
                env::var_os("CLICOLOR_FORCE").as_deref(),
                env::var_os("TERM").as_deref(),
                terminal,
            ),
        };
        let width = width.map_or(Look::default().width, |width| {
            width.clamp(NARROWEST, WIDEST)
        });
        Look { width, colour }
    }
}

/// Whether to use colours when nobody said so: <https://no-color.org> first, then the conventions of
/// `CLICOLOR_FORCE`.
fn colour_by(
    no_color: Option<&OsStr>,
    force: Option<&OsStr>,
    term: Option<&OsStr>,
    terminal: bool,
) -> bool {
    if no_color.is_some_and(|value| !value.is_empty()) {
        return false;
    }
    if force.is_some_and(|value| !value.is_empty() && value != "0") {
        return true;
    }
    terminal && term.is_none_or(|value| value != "dumb")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_follow_the_conventions() {
        let set = |value| Some(OsStr::new(value));
        assert!(colour_by(None, None, set("xterm"), true));
        assert!(!colour_by(None, None, set("dumb"), true));
        assert!(!colour_by(None, None, None, false));
        assert!(colour_by(None, set("1"), None, false));
        assert!(!colour_by(None, set("0"), None, false));
        assert!(!colour_by(set("1"), set("1"), None, true));
        assert!(colour_by(set(""), None, None, true));
    }
}
