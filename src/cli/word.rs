//! What the commands that write share: one Word document or text, read and checked.

use super::batch;
use super::check::Level;
use super::exit::Failure;
use super::files::Input;
use super::rule_args::RuleArgs;
use evenhand::check::check;
use evenhand::diagnostic::Diagnostic;
use evenhand::facts;
use evenhand::letter::Letter;
use evenhand::pack::Pack;
use evenhand::read::{Format, Origin, ReadOptions, Revisions, read_with_origins};
use evenhand::report::Selection;
use std::path::Path;

/// Which diagnostics are wanted.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct PointArgs {
    /// The least level to take in
    #[arg(long, value_enum, default_value_t = Level::Warning, value_name = "LEVEL", help_heading = "Points")]
    min_severity: Level,
    #[command(flatten)]
    rules: RuleArgs,
}

impl PointArgs {
    /// Whether all rules named are rules of the pack.
    ///
    /// # Errors
    ///
    /// When one is not.
    pub(crate) fn known(&self, pack: &Pack) -> Result<(), Failure> {
        self.rules.known(pack)
    }

    fn selection(&self) -> Selection {
        Selection {
            min_severity: self.min_severity.into(),
            select: self.rules.select.clone(),
            ignore: self.rules.ignore.clone(),
        }
    }
}

/// A letter, and what is raised in it.
pub(crate) struct Checked {
    pub(crate) letter: Letter,
    pub(crate) origins: Vec<Origin>,
    pub(crate) points: Vec<Diagnostic>,
}

/// The bytes of a file.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let input = Input {
        name: path.display().to_string(),
        path: Some(path.to_owned()),
        format: format(path),
        walked: false,
    };
    batch::bytes(&input).map_err(|error| Failure::at(&input.name, error))
}

/// What a file's name says it is.
pub(crate) fn format(path: &Path) -> Format {
    Format::from_path(&path.display().to_string()).unwrap_or(Format::Text)
}

/// Refuses what is no Word document.
pub(crate) fn expect_word(path: &Path, command: &str) -> Result<(), Failure> {
    let remedy = match format(path) {
        Format::Word => return Ok(()),
        Format::Markdown | Format::Text => {
            "this is text, and comments are written into Word documents alone: use `evenhand check`, or \
             `evenhand fix` for its safe changes"
                .to_owned()
        }
        other => format!(
            "{} is read only, and `evenhand {command}` takes Word documents (.docx) alone: use `evenhand check`, or \
             save the file as .docx first",
            other.name()
        ),
    };
    Err(Failure::at(&path.display().to_string(), remedy))
}

/// Reads and checks a letter.
pub(crate) fn check_letter(
    path: &Path,
    bytes: &[u8],
    pack: &Pack,
    args: &PointArgs,
) -> Result<Checked, Failure> {
    let name = path.display().to_string();
    let is_heading = |words: &str| pack.role(words).is_some();
    let options = ReadOptions {
        is_heading: &is_heading,
        revisions: Revisions::Accepted,
    };
    let (read, origins) = read_with_origins(bytes, format(path), &options)
        .map_err(|error| Failure::at(&name, error))?;
    for note in &read.notes {
        super::say::note(&name, note);
    }
    let facts = facts::analyse(&read.letter, pack);
    if !pack.is_letter(&facts) {
        return Err(Failure::at(&name, batch::no_letter(pack)));
    }
    let points = args.selection().apply(check(&read.letter, &facts, pack));
    Ok(Checked {
        letter: read.letter,
        origins,
        points: points.shown,
    })
}
