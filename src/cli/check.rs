//! `evenhand check`.

use super::batch::{self, Batch, BatchArgs};
use super::exit::{Exit, Failure};
use super::files::FileArgs;
use super::look::LookArgs;
use super::output::OutputArgs;
use super::pack_files::PackArgs;
use super::plan::{Plan, UseBaseline};
use super::projects::ConfigArgs;
use super::remarks::{self, Remark};
use super::say;
use clap::ValueEnum;
use evenhand::check::check;
use evenhand::diagnostic::{Severity, Suppression};
use evenhand::lsp::from_path;
use evenhand::pack::{self, Pack, Quotations};
use evenhand::report::{Counts, Document, Look, Points, Provenance, Summary};
use evenhand::report::{concise, json, lsp, terminal};
use evenhand::settings::{Above, Settled, rule_advice};
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    files: FileArgs,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = Format::Terminal, help_heading = "Output")]
    format: Format,
    /// The least level to show [default: warning, unless settings or profile say otherwise]
    #[arg(long, value_enum, value_name = "LEVEL", help_heading = "Points")]
    min_severity: Option<Level>,
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
    /// Print the files that would be checked, and check none
    #[arg(long, conflicts_with = "format", help_heading = "Output")]
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
  pbpaste | evenhand check -";

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Terminal,
    /// One line a point: path:line:column: level: message [rule]
    Concise,
    /// For programs; see `evenhand schema check`
    Json,
    /// For programs that read what a language server says: a publishDiagnostics message a letter
    Lsp,
}

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

/// A letter's part of the report.
enum Part {
    Text(String),
    Json(Box<json::CheckedDocument>),
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
    let mut inputs = args.files.collect(args.output.path())?;
    let plan = Plan::new(
        &mut inputs,
        &args.config,
        &args.pack,
        &args.above(),
        UseBaseline::Read(args.baseline.as_deref()),
        *look,
    )?;
    let pack = &plan.pack;
    known_rules(args, pack)?;
    let output = args.output.open()?;
    if args.show_files {
        let names = inputs.files.iter().map(|input| format!("{}\n", input.name));
        output.write(&names.collect::<String>())?;
        return Ok(Exit::Clean);
    }
    let look = if args.output.is_file() {
        look.file()
    } else {
        look.stdout()
    };
    let batch = batch::run(inputs, &args.files.named(), pack, args.batch, |opened| {
        let document = opened.document(pack);
        let found = check(&opened.letter, &opened.facts, pack);
        let Some(letter) = plan.of(&opened.name) else {
            return args.checked(&document, &Settled::default(), false, Vec::new(), look);
        };
        let known = letter.known.as_ref();
        let settled = letter.settings.settle(&opened.letter, found, pack, known);
        let remarks = remarks::of(&opened.letter, &opened.name, letter, &settled);
        let show_suppressed = letter.settings.show_suppressed.value;
        args.checked(&document, &settled, show_suppressed, remarks, look)
    })?;
    for remark in batch.done.iter().flat_map(|checked| &checked.remarks) {
        if !args.batch.quiet || remark.is_fault {
            say::note(&remark.place, &remark.message);
        }
    }
    let summary = summary(&batch);
    let trouble = !batch.faults.is_empty();
    let fails = batch.done.iter().any(|checked| checked.fails);
    output.write(&args.report(batch, pack, &summary, look))?;
    Ok(if trouble {
        Exit::Trouble
    } else if fails && !args.exit_zero {
        Exit::Found
    } else {
        Exit::Clean
    })
}

/// A rule that is misspelt would silently choose nothing.
fn known_rules(args: &Args, pack: &Pack) -> Result<(), Failure> {
    match args
        .select
        .iter()
        .chain(&args.ignore)
        .find(|pattern| !pack.knows_rule(pattern))
    {
        Some(pattern) => Err(Failure::at(
            pattern,
            format_args!(
                "no rule has this id or is of this family: {}",
                rule_advice(pattern, pack)
            ),
        )),
        None => Ok(()),
    }
}

/// The URI of a letter; what came on standard input has none of its own.
fn uri(path: &str) -> String {
    match std::path::absolute(path) {
        Ok(path) if path.exists() => from_path(&path),
        _ => format!("untitled:{}", path.trim_matches(['<', '>'])),
    }
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

impl Args {
    /// What the command line says over all settings.
    fn above(&self) -> Above {
        let list = |list: &[String]| (!list.is_empty()).then(|| list.to_vec());
        Above {
            name: "command line",
            profile: self.profile.clone(),
            min_severity: self.min_severity.map(Severity::from),
            fail_on: self.fail_on.map(pack::FailOn::from),
            quotations: self.quotations.map(Quotations::from),
            show_suppressed: self.show_suppressed.then_some(true),
            select: list(&self.select),
            ignore: list(&self.ignore),
        }
    }

    fn checked(
        &self,
        document: &Document<'_>,
        settled: &Settled,
        show_suppressed: bool,
        remarks: Vec<Remark>,
        look: Look,
    ) -> Checked {
        let points = &settled.points;
        let left_out = |why: Suppression| {
            let left = points.suppressed.iter();
            left.filter(|point| point.suppressed == Some(why)).count()
        };
        Checked {
            part: self.part(document, points, show_suppressed, look),
            shown: points.counts(),
            hidden: points.hidden,
            suppressed: points.suppressed.len(),
            allowed: left_out(Suppression::Allowed),
            known: left_out(Suppression::Baseline),
            fails: settled.fails,
            remarks,
        }
    }

    fn part(
        &self,
        document: &Document<'_>,
        points: &Points,
        show_suppressed: bool,
        look: Look,
    ) -> Part {
        match self.format {
            Format::Terminal if self.batch.quiet && points.shown.is_empty() => {
                Part::Text(String::new())
            }
            Format::Terminal => {
                Part::Text(terminal::document(document, points, show_suppressed, look))
            }
            Format::Concise => Part::Text(concise::document(document, points, show_suppressed)),
            Format::Lsp => Part::Text(lsp::document(&uri(document.path), document.letter, points)),
            Format::Json => Part::Json(Box::new(json::document(document, points, show_suppressed))),
        }
    }

    fn report(&self, batch: Batch<Checked>, pack: &Pack, summary: &Summary, look: Look) -> String {
        let mut text = String::new();
        let mut documents = Vec::new();
        for checked in batch.done {
            match checked.part {
                Part::Text(part) => text.push_str(&part),
                Part::Json(document) => documents.push(*document),
            }
        }
        match self.format {
            Format::Terminal if !self.batch.quiet => text + &terminal::closing(summary, pack, look),
            Format::Terminal | Format::Concise | Format::Lsp => text,
            Format::Json => json::report(documents, batch.faults, Provenance::of(pack), *summary),
        }
    }
}
