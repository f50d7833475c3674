//! `evenhand check`.

use super::batch::{self, Batch, BatchArgs};
use super::exit::{Exit, Failure};
use super::files::FileArgs;
use super::formats::{Closing, FormatArgs, Part};
use super::look::LookArgs;
use super::output::OutputArgs;
use super::pack_files::PackArgs;
use super::say;
use clap::ValueEnum;
use evenhand::check::check;
use evenhand::diagnostic::Severity;
use evenhand::pack::Pack;
use evenhand::report::{Counts, Selection, Summary, selects};

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    files: FileArgs,
    #[command(flatten)]
    formats: FormatArgs,
    /// The least level to show
    #[arg(long, value_enum, default_value_t = Level::Warning, value_name = "LEVEL", help_heading = "Points")]
    min_severity: Level,
    /// Only these rules: an id, or a family such as `framing` (may be repeated; commas separate)
    #[arg(
        long,
        value_name = "RULE",
        value_delimiter = ',',
        help_heading = "Points"
    )]
    select: Vec<String>,
    /// All but these rules (may be repeated; commas separate)
    #[arg(
        long,
        value_name = "RULE",
        value_delimiter = ',',
        help_heading = "Points"
    )]
    ignore: Vec<String>,
    /// The least level that makes the exit code 1; levels that are not shown count as well
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "LEVEL", help_heading = "Points")]
    fail_on: FailOn,
    /// End with exit code 0 whatever is found; what could not be read still gives 2
    #[arg(long, conflicts_with = "fail_on", help_heading = "Points")]
    exit_zero: bool,
    /// Show too what was looked at and left out, with the reason
    #[arg(long, help_heading = "Points")]
    show_suppressed: bool,
    /// Print the files that would be read, one a line, and read none
    #[arg(long, help_heading = "Files")]
    show_files: bool,
    #[command(flatten)]
    pack: PackArgs,
    #[command(flatten)]
    batch: BatchArgs,
    #[command(flatten)]
    output: OutputArgs,
}

const EXAMPLES: &str = "\
Levels: error is to be settled before sign-off, warning to be considered, note for information.

Examples:
  evenhand check draft.md
  evenhand check draft.md --min-severity note --show-suppressed
  evenhand check reports/ --exclude 'archive' --format concise
  evenhand check draft.md --select duty --fail-on warning
  evenhand check draft.docx --format html:report.html --format terminal
  pbpaste | evenhand check -";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Level {
    /// Before sign-off
    Error,
    /// To consider
    Warning,
    /// For information
    Note,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Note => Severity::Note,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Before sign-off
    Error,
    /// To consider
    Warning,
    /// For information
    Note,
    /// Findings never fail
    Never,
}

impl FailOn {
    fn level(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Note => Some(Severity::Note),
            FailOn::Never => None,
        }
    }

    fn fails(self, found: Counts) -> bool {
        self.level().is_some_and(|level| found.at_least(level) > 0)
    }
}

/// One letter, checked.
struct Checked {
    part: Part,
    shown: Counts,
    hidden: Counts,
    suppressed: usize,
}

pub(crate) fn run(args: &Args, look: &LookArgs) -> Result<Exit, Failure> {
    // The pack lasts as long as the process: giving it back would only cost time.
    let pack: &Pack = Box::leak(Box::new(args.pack.load(*look)?));
    known_rules(args, pack)?;
    if args.show_files {
        return show_files(args);
    }
    let reports = args
        .formats
        .open(&args.output, *look, args.show_suppressed, args.batch.quiet)?;
    let selection = Selection {
        min_severity: args.min_severity.into(),
        select: args.select.clone(),
        ignore: args.ignore.clone(),
    };
    let inputs = args.files.collect(args.formats.files(&args.output))?;
    let batch = batch::run(inputs, &args.files.named(), pack, args.batch, |opened| {
        let document = opened.document(pack);
        let points = selection.apply(check(&opened.letter, &opened.facts, pack));
        Checked {
            part: reports.part(&document, &points),
            shown: points.counts(),
            hidden: points.hidden,
            suppressed: points.suppressed.len(),
        }
    })?;
    let summary = summary(&batch);
    let trouble = !batch.faults.is_empty();
    let parts = batch.done.into_iter().map(|checked| checked.part).collect();
    reports.write(
        parts,
        &Closing {
            pack,
            errors: &batch.faults,
            summary,
            fail_on: args.fail_on().level(),
        },
    )?;
    let mut found = summary.diagnostics;
    found.merge(summary.hidden);
    Ok(if trouble {
        Exit::Trouble
    } else if args.fail_on().fails(found) {
        Exit::Found
    } else {
        Exit::Clean
    })
}

impl Args {
    fn fail_on(&self) -> FailOn {
        if self.exit_zero {
            FailOn::Never
        } else {
            self.fail_on
        }
    }
}

/// Prints the files that would be read. Whether those of folders are letters shows when they are read.
fn show_files(args: &Args) -> Result<Exit, Failure> {
    let inputs = args.files.collect(args.formats.files(&args.output))?;
    let names: String = inputs
        .files
        .iter()
        .map(|input| format!("{}\n", input.name))
        .collect();
    args.output.open()?.write(&names)?;
    inputs.faults.iter().for_each(say::fault);
    Ok(if inputs.faults.is_empty() {
        Exit::Clean
    } else {
        Exit::Trouble
    })
}

/// A rule that is misspelt would silently choose nothing.
fn known_rules(args: &Args, pack: &Pack) -> Result<(), Failure> {
    for pattern in args.select.iter().chain(&args.ignore) {
        if !pack
            .rules()
            .iter()
            .any(|rule| selects(pattern, rule.id.get_ref()))
        {
            return Err(Failure::at(
                pattern,
                "no rule has this id or is of this family: `evenhand rules list` names them",
            ));
        }
    }
    Ok(())
}

fn summary(batch: &Batch<Checked>) -> Summary {
    let mut summary = Summary {
        documents: batch.done.len(),
        errors: batch.faults.len(),
        skipped: batch.skipped,
        ..Summary::default()
    };
    for checked in &batch.done {
        summary.diagnostics.merge(checked.shown);
        summary.hidden.merge(checked.hidden);
        summary.suppressed += checked.suppressed;
    }
    summary
}
