//! What the commands that write share: one Word document or text, read and checked.

use super::batch;
use super::check::{Level, above};
use super::exit::Failure;
use super::files::{Input, Inputs};
use super::look::LookArgs;
use super::pack_files::PackArgs;
use super::plan::{Plan, UseBaseline};
use super::projects::ConfigArgs;
use super::rule_args::RuleArgs;
use evenhand::check::check_read;
use evenhand::diagnostic::Diagnostic;
use evenhand::facts;
use evenhand::letter::Letter;
use evenhand::read::{Format, Origin, ReadOptions, Revisions, read_with_origins};
use std::path::Path;

/// Which diagnostics are wanted: those that `evenhand check` shows, by the same settings.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct PointArgs {
    /// The least level to take in [default: warning, unless settings say otherwise]
    #[arg(long, value_enum, value_name = "LEVEL", help_heading = "Points")]
    min_severity: Option<Level>,
    #[command(flatten)]
    rules: RuleArgs,
    #[command(flatten)]
    config: ConfigArgs,
    #[command(flatten)]
    pack: PackArgs,
}

impl PointArgs {
    /// What holds for these files.
    ///
    /// # Errors
    ///
    /// When the pack or the settings cannot be had, or a rule named is none of the pack's.
    pub(crate) fn plan<'a>(
        &self,
        files: impl IntoIterator<Item = &'a Path>,
        look: LookArgs,
    ) -> Result<Plan, Failure> {
        let mut inputs = Inputs {
            files: files.into_iter().map(input).collect(),
            ..Inputs::default()
        };
        let above = above(self.min_severity, &self.rules);
        let baseline = UseBaseline::Read(None);
        let plan = Plan::new(
            &mut inputs,
            &self.config,
            &self.pack,
            &above,
            baseline,
            look,
        )?;
        self.rules.known(&plan.pack)?;
        Ok(plan)
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
    let input = input(path);
    batch::bytes(&input).map_err(|error| Failure::at(&input.name, error))
}

fn input(path: &Path) -> Input {
    Input {
        name: path.display().to_string(),
        path: Some(path.to_owned()),
        format: format(path),
        walked: false,
    }
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

/// Reads and checks a letter, which the plan has to be for.
pub(crate) fn check_letter(path: &Path, bytes: &[u8], plan: &Plan) -> Result<Checked, Failure> {
    let name = path.display().to_string();
    let pack = &plan.pack;
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
    let (facts, sentences) = facts::analyse_and_keep(&read.letter, pack);
    if !pack.is_letter(&facts) {
        return Err(Failure::at(&name, batch::no_letter(pack)));
    }
    let found = check_read(&read.letter, &facts, &sentences, pack);
    let points = match plan.of(&name) {
        Some(letter) => {
            let known = letter.known.as_ref();
            // Whoever writes goes by threads, and keeps them.
            let settled = letter
                .settings
                .settle(&read.letter, found, pack, &[], known);
            settled.points.shown
        }
        None => found,
    };
    Ok(Checked {
        letter: read.letter,
        origins,
        points,
    })
}
