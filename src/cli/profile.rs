//! `evenhand profile`.

use super::batch::{self, BatchArgs, Wanted};
use super::exit::{Exit, Failure};
use super::files::FileArgs;
use super::look::LookArgs;
use super::output::OutputArgs;
use super::pack_files::PackArgs;
use super::say;
use clap::ValueEnum;
use evenhand::measure::{self, By};
use evenhand::report::{
    Provenance, accuracy, profile_csv, profile_json, profile_svg, profile_table, profile_toml,
};

/// Count who is said to feel, believe, report and know, over one or many letters
///
/// Attributions by side, group, class, section and cue, and two gaps between the sides. A statement is one
/// sentence, one side and one class (emotion, belief, experience, report, knowledge). Appraisals, a
/// speaker's own state, purposes, negated knowledge and quoted words are no statements; subjects that join
/// both sides stand apart.
///
/// Framing gap: the share of the family side's statements that is put as emotion, belief or experience,
/// less the same share of the professional side's, over all statements.
///
/// Testimony gap: the same without knowledge. Most knowledge of the professional side is the inspectors'
/// own remark on what leaders know, for inspections look at that; without it, accounts are compared with
/// accounts. A claim about letters needs both gaps.
///
/// The interval is Newcombe's hybrid score for one letter and the bootstrap over letters for five or more.
/// With fewer than five statements on a side, or two to four letters, there are too few to tell; that is no
/// evidence of balance. docs/method.md says more.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    files: FileArgs,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = Format::Table, help_heading = "Output")]
    format: Format,
    /// Put letters together by this, too
    #[arg(long, value_enum, value_name = "WHAT")]
    by: Option<ByArg>,
    /// The seed of the bootstrap: the same seed gives the same intervals
    #[arg(long, default_value_t = 1, value_name = "NUMBER")]
    seed: u64,
    /// For `--format toml`: what letters these are, as in "published area SEND reports"
    #[arg(
        long,
        value_name = "WORDS",
        required_if_eq("format", "toml"),
        help_heading = "Output"
    )]
    what: Option<String>,
    /// For `--format toml`: the date of the figures, as YYYY-MM-DD
    #[arg(
        long,
        value_name = "DATE",
        value_parser = date,
        required_if_eq("format", "toml"),
        help_heading = "Output"
    )]
    computed: Option<String>,
    #[command(flatten)]
    pack: PackArgs,
    #[command(flatten)]
    batch: BatchArgs,
    #[command(flatten)]
    output: OutputArgs,
}

const EXAMPLES: &str = "\
Examples:
  evenhand profile draft.docx                        one letter, beside those published before
  evenhand profile reports/ --by outcome
  evenhand profile reports/ --by letter --format csv > counts.csv
  evenhand profile reports/ --by year --format svg -o gaps.svg";

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// One row a side, group, class, section and cue
    Csv,
    /// For programs; see `evenhand schema profile`
    Json,
    /// A chart
    Svg,
    /// The published.toml of a pack, to compare other letters with these
    Toml,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ByArg {
    /// Each letter by itself
    Letter,
    /// The year in which the inspection began
    Year,
    /// The outcome
    Outcome,
}

impl From<ByArg> for By {
    fn from(by: ByArg) -> Self {
        match by {
            ByArg::Letter => By::Letter,
            ByArg::Year => By::Year,
            ByArg::Outcome => By::Outcome,
        }
    }
}

/// An ISO date, by its shape: whether the month has that day is the caller's business.
fn date(text: &str) -> Result<String, &'static str> {
    let shape: String = text
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    if shape == "0000-00-00" {
        Ok(text.to_owned())
    } else {
        Err("write it as YYYY-MM-DD")
    }
}

pub(crate) fn run(args: &Args, look: &LookArgs) -> Result<Exit, Failure> {
    let pack = args.pack.load(*look)?;
    let output = args.output.open()?;
    let look = if args.output.is_file() {
        look.file()
    } else {
        look.stdout()
    };
    let inputs = args.files.collect(args.output.path())?;
    let batch = batch::run(
        inputs,
        &args.files.named(),
        &pack,
        args.batch,
        Wanted::Facts,
        |opened| measure::letter(&opened.name, &opened.letter, &opened.facts),
    )?;
    let trouble = !batch.faults.is_empty();
    let profile = measure::profile(batch.done, args.by.map(By::from), args.seed);
    let tool = Provenance::of(&pack);
    if args.format == Format::Csv
        && !args.batch.quiet
        && let Some(accuracy) = accuracy::of(&pack)
    {
        // A table of counts has no room for it.
        say::note(
            "--format csv",
            format_args!("how accurate such counts are: {accuracy}"),
        );
    }
    output.write(&match args.format {
        Format::Table if profile.letters.is_empty() => String::new(),
        Format::Table => profile_table::report(&profile, &pack, look),
        Format::Csv => profile_csv::report(&profile),
        Format::Json => profile_json::report(profile, pack.published(), batch.faults, tool),
        Format::Svg => profile_svg::report(&profile, &pack),
        Format::Toml => profile_toml::report(
            &profile,
            args.what.as_deref().unwrap_or_default(),
            args.computed.as_deref().unwrap_or_default(),
            &pack,
        ),
    })?;
    Ok(if trouble { Exit::Trouble } else { Exit::Clean })
}
