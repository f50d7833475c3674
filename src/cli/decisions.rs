//! `evenhand decisions`.

use super::exit::{Exit, Failure};
use super::look::LookArgs;
use super::output::OutputArgs;
use super::word::{self, PointArgs};
use clap::ValueEnum;
use evenhand::write::{WriteError, csv, html, markdown, renewed, rows, threads};
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// A Word document that `evenhand annotate` wrote
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = Format::Markdown, help_heading = "Output")]
    format: Format,
    #[command(flatten)]
    points: PointArgs,
    #[command(flatten)]
    output: OutputArgs,
}

const EXAMPLES: &str = "\
Examples:
  evenhand decisions reviewed.docx
  evenhand decisions reviewed.docx --format html -o sign-off.html";

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table in Markdown
    Markdown,
    /// A web page
    Html,
    /// For spreadsheets
    Csv,
}

pub(crate) fn run(args: &Args, look: &LookArgs) -> Result<Exit, Failure> {
    word::expect_word(&args.file, "decisions")?;
    let plan = args.points.plan([args.file.as_path()], *look)?;
    let output = args.output.open()?;
    let name = args.file.display().to_string();
    let failure = |error: WriteError| Failure::at(&name, error);
    let bytes = word::bytes(&args.file)?;
    let (now, past) = threads(&bytes).map_err(failure)?;
    let base = renewed(&bytes, true).map_err(failure)?;
    let checked = word::check_letter(&args.file, &base, &plan)?;
    let rows = rows(&now, &past, &checked.letter, &checked.points);
    let closing = plan.pack.disclaimer().unwrap_or_default();
    output.write(&match args.format {
        Format::Markdown => markdown(&name, &rows, closing),
        Format::Html => html(&name, &rows, closing),
        Format::Csv => csv(&rows),
    })?;
    Ok(Exit::Clean)
}
