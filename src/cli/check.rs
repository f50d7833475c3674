//! `evenhand check`.

use super::batch::{self, Batch, BatchArgs, Wanted};
use super::exit::{Exit, Failure};
use super::files::{FileArgs, Inputs};
use super::formats::{Closing, FormatArgs, Part, Reports};
use super::look::LookArgs;
use super::output::OutputArgs;
use super::pack_files::PackArgs;
use super::plan::{Plan, UseBaseline};
use super::projects::ConfigArgs;
use super::remarks::{self, Remark};
use super::rule_args::RuleArgs;
use super::say;
use clap::ValueEnum;
use evenhand::diagnostic::{Severity, Suppression};
use evenhand::pack::{self, Quotations};
use evenhand::report::{Counts, Document, Summary};
use evenhand::settings::{Above, Settled};
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    files: FileArgs,
    #[command(flatten)]
    formats: FormatArgs,
    /// The least level to show [default: warning, unless settings or profile say otherwise]
    #[arg(long, value_enum, value_name = "LEVEL", help_heading = "Points")]
    min_severity: Option<Level>,
    #[command(flatten)]
    rules: RuleArgs,
    /// The least level that makes the exit code 1; levels that are not shown count as well
    /// [default: error, unless settings or profile say otherwise]
    #[arg(long, value_enum, value_name = "LEVEL", help_heading = "Points")]
    fail_on: Option<FailOn>,
    /// Exit with 0 whatever is found; a file that could not be read still makes it 2
    #[arg(long, help_heading = "Points")]
    exit_zero: bool,
    /// Show too what was looked at and left out, with the reason
    #[arg(long, help_heading = "Points")]
    show_suppressed: bool,
    /// Points about quoted words: leave them out, or raise them [default: hide]
    #[arg(long, value_enum, value_name = "WHAT", help_heading = "Points")]
    quotations: Option<Quoted>,
    /// For whom to check: qa, accuracy, public or research [default: qa]
    #[arg(long, value_name = "NAME", help_heading = "Settings")]
    profile: Option<String>,
    #[command(flatten)]
    config: ConfigArgs,
    /// Leave out the points that FILE has; `evenhand baseline write` makes it
    #[arg(long, value_name = "FILE", help_heading = "Settings")]
    baseline: Option<PathBuf>,
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
  evenhand check draft.md --profile accuracy
  evenhand check drafts/ --baseline evenhand-baseline.json
  evenhand check draft.docx --format html:report.html --format terminal
  pbpaste | evenhand check -";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
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

impl From<FailOn> for pack::FailOn {
    fn from(level: FailOn) -> Self {
        match level {
            FailOn::Error => pack::FailOn::Error,
            FailOn::Warning => pack::FailOn::Warning,
            FailOn::Note => pack::FailOn::Note,
            FailOn::Never => pack::FailOn::Never,
        }
    }
}

/// What becomes of points about quoted words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Quoted {
    /// They are left out
    Hide,
    /// They are raised
    Show,
}

impl From<Quoted> for Quotations {
    fn from(quoted: Quoted) -> Self {
        match quoted {
            Quoted::Hide => Quotations::Hide,
            Quoted::Show => Quotations::Show,
        }
    }
}

/// One letter, checked.
struct Checked {
    part: Part,
    shown: Counts,
    hidden: Counts,
    suppressed: usize,
    allowed: usize,
    known: usize,
    fails: bool,
    remarks: Vec<Remark>,
}

pub(crate) fn run(args: &Args, look: &LookArgs) -> Result<Exit, Failure> {
    let mut inputs = args.files.collect(args.formats.files(&args.output))?;
    // The plan and its pack last as long as the process: giving them back would only cost time.
    let plan: &Plan = Box::leak(Box::new(Plan::new(
        &mut inputs,
        &args.config,
        &args.pack,
        &args.above(),
        UseBaseline::Read(args.baseline.as_deref()),
        *look,
    )?));
    let pack = &plan.pack;
    args.rules.known(pack)?;
    if args.show_files {
        return show_files(args, &inputs);
    }
    let reports = args.formats.open(
        &args.output,
        *look,
        plan.shows_suppressed(),
        plan.redact(),
        args.batch.quiet,
    )?;
    reports.warn();
    let batch = batch::run(
        inputs,
        &args.files.named(),
        pack,
        args.batch,
        Wanted::Points,
        |opened| {
            let document = opened.document(pack);
            let found = opened.check(pack);
            // Every input has a plan.
            let Some(letter) = plan.of(&opened.name) else {
                return checked(&reports, &document, &Settled::default(), Vec::new());
            };
            let known = letter.known.as_ref();
            let decisions = &opened.decisions;
            let settled = letter
                .settings
                .settle(&opened.letter, found, pack, decisions, known);
            let remarks = remarks::of(&opened.letter, &opened.name, letter, &settled);
            checked(&reports, &document, &settled, remarks)
        },
    )?;
    for remark in batch.done.iter().flat_map(|checked| &checked.remarks) {
        if !args.batch.quiet || remark.is_fault {
            say::note(&remark.place, &remark.message);
        }
    }
    let summary = summary(&batch);
    let trouble = !batch.faults.is_empty();
    let fails = !args.exit_zero && batch.done.iter().any(|checked| checked.fails);
    let parts = batch.done.into_iter().map(|checked| checked.part).collect();
    reports.write(
        parts,
        &Closing {
            pack,
            errors: &batch.faults,
            summary,
            fail_on: plan.fail_on().filter(|_| !args.exit_zero),
        },
    )?;
    Ok(if trouble {
        Exit::Trouble
    } else if fails {
        Exit::Found
    } else {
        Exit::Clean
    })
}

/// What the reports and the summary need of a letter.
fn checked(
    reports: &Reports,
    document: &Document<'_>,
    settled: &Settled,
    remarks: Vec<Remark>,
) -> Checked {
    let points = &settled.points;
    let left_out = |why: Suppression| {
        let left = points.suppressed.iter();
        left.filter(|point| point.suppressed == Some(why)).count()
    };
    Checked {
        part: reports.part(document, points),
        shown: points.counts(),
        hidden: points.hidden,
        suppressed: points.suppressed.len(),
        allowed: left_out(Suppression::Allowed),
        known: left_out(Suppression::Baseline),
        fails: settled.fails,
        remarks,
    }
}

impl Args {
    /// What the command line says over all settings.
    fn above(&self) -> Above {
        Above {
            profile: self.profile.clone(),
            fail_on: self.fail_on.map(pack::FailOn::from),
            quotations: self.quotations.map(Quotations::from),
            show_suppressed: self.show_suppressed.then_some(true),
            redact: self.formats.redact(),
            ..above(self.min_severity, &self.rules)
        }
    }
}

/// What the command line of every command that raises points says over all settings.
pub(crate) fn above(min_severity: Option<Level>, rules: &RuleArgs) -> Above {
    let list = |list: &[String]| (!list.is_empty()).then(|| list.to_vec());
    Above {
        name: "command line",
        min_severity: min_severity.map(Severity::from),
        select: list(&rules.select),
        ignore: list(&rules.ignore),
        ..Above::default()
    }
}

/// Prints the files that would be read. Whether those of folders are letters shows when they are read.
fn show_files(args: &Args, inputs: &Inputs) -> Result<Exit, Failure> {
    let names = inputs.files.iter().map(|input| format!("{}\n", input.name));
    args.output.open()?.write(&names.collect::<String>())?;
    inputs.faults.iter().for_each(say::fault);
    Ok(if inputs.faults.is_empty() {
        Exit::Clean
    } else {
        Exit::Trouble
    })
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
        summary.allowed += checked.allowed;
        summary.baseline += checked.known;
    }
    summary
}
