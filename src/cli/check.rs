//! `evenhand check`.

use super::batch::{self, Batch, BatchArgs};
use super::exit::{Exit, Failure};
use super::files::FileArgs;
use super::look::LookArgs;
use super::output::OutputArgs;
use super::pack_files::PackArgs;
use clap::ValueEnum;
use evenhand::check::check;
use evenhand::diagnostic::Severity;
use evenhand::lsp::from_path;
use evenhand::pack::Pack;
use evenhand::report::{Counts, Document, Look, Points, Provenance, Selection, Summary};
use evenhand::report::{concise, json, lsp, selects, terminal};

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    files: FileArgs,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = Format::Terminal, help_heading = "Output")]
    format: Format,
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
    /// Show too what was looked at and left out, with the reason
    #[arg(long, help_heading = "Points")]
    show_suppressed: bool,
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

impl FailOn {
    fn fails(self, found: Counts) -> bool {
        let level = match self {
            FailOn::Error => Severity::Error,
            FailOn::Warning => Severity::Warning,
            FailOn::Note => Severity::Note,
            FailOn::Never => return false,
        };
        found.at_least(level) > 0
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
}

pub(crate) fn run(args: &Args, look: &LookArgs) -> Result<Exit, Failure> {
    let pack = args.pack.load(*look)?;
    known_rules(args, &pack)?;
    let output = args.output.open()?;
    let look = if args.output.is_file() {
        look.file()
    } else {
        look.stdout()
    };
    let selection = Selection {
        min_severity: args.min_severity.into(),
        select: args.select.clone(),
        ignore: args.ignore.clone(),
    };
    let inputs = args.files.collect(args.output.path())?;
    let batch = batch::run(inputs, &args.files.named(), &pack, args.batch, |opened| {
        let document = opened.document(&pack);
        let points = selection.apply(check(&opened.letter, &opened.facts, &pack));
        Checked {
            part: args.part(&document, &points, look),
            shown: points.counts(),
            hidden: points.hidden,
            suppressed: points.suppressed.len(),
        }
    })?;
    let summary = summary(&batch);
    let trouble = !batch.faults.is_empty();
    output.write(&args.report(batch, &pack, &summary, look))?;
    let mut found = summary.diagnostics;
    found.merge(summary.hidden);
    Ok(if trouble {
        Exit::Trouble
    } else if args.fail_on.fails(found) {
        Exit::Found
    } else {
        Exit::Clean
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
    }
    summary
}

impl Args {
    fn part(&self, document: &Document<'_>, points: &Points, look: Look) -> Part {
        match self.format {
            Format::Terminal if self.batch.quiet && points.shown.is_empty() => {
                Part::Text(String::new())
            }
            Format::Terminal => Part::Text(terminal::document(
                document,
                points,
                self.show_suppressed,
                look,
            )),
            Format::Concise => {
                Part::Text(concise::document(document, points, self.show_suppressed))
            }
            Format::Lsp => Part::Text(lsp::document(&uri(document.path), document.letter, points)),
            Format::Json => Part::Json(Box::new(json::document(
                document,
                points,
                self.show_suppressed,
            ))),
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
