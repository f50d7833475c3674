//! `evenhand agree`.

use super::exit::{Exit, Failure};
use super::look::LookArgs;
use super::output::OutputArgs;
use clap::ValueEnum;
use evenhand::measure::{Verdicts, agreement, tally};
use evenhand::report::agreement::{self as report, Sheet};
use evenhand::sheet;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// A sheet with more bytes than this is none.
const MOST_BYTES: u64 = 64 << 20;

/// Read judged sheets back: precision, recall, and how two readers agree
///
/// Precision is the share of rows judged right of those judged right or wrong. Recall is the share judged
/// right of those right or missed, and is told when somebody added missed ones or read whole passages.
/// With two sheets, the copies of one sheet that two people judged, agreement and Cohen's kappa are told.
/// Rows that are unsure or open count for nothing, and are counted. Intervals are Wilson's, and for kappa
/// the bootstrap's over rows; below five rows there are counts alone.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  evenhand agree sheet.csv\n  evenhand agree sheet-one.csv sheet-two.csv --format json"
)]
pub(crate) struct Args {
    /// A judged sheet, and the copy that a second person judged
    #[arg(required = true, num_args = 1..=2, value_name = "SHEET")]
    sheets: Vec<PathBuf>,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = Format::Table, help_heading = "Output")]
    format: Format,
    /// The seed of the bootstrap
    #[arg(long, default_value_t = 1, value_name = "NUMBER")]
    seed: u64,
    #[command(flatten)]
    output: OutputArgs,
}

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// For programs; see `evenhand schema agree`
    Json,
}

pub(crate) fn run(args: &Args, look: &LookArgs) -> Result<Exit, Failure> {
    let output = args.output.open()?;
    let look = if args.output.is_file() {
        look.file()
    } else {
        look.stdout()
    };
    let verdicts = args
        .sheets
        .iter()
        .map(|path| read(path))
        .collect::<Result<Vec<Verdicts>, Failure>>()?;
    let both = match verdicts.as_slice() {
        [first, second] => Some(agreement(first, second, args.seed)),
        _ => None,
    };
    let sheets: Vec<Sheet> = args
        .sheets
        .iter()
        .zip(&verdicts)
        .map(|(path, verdicts)| Sheet {
            path: path.display().to_string(),
            passages: verdicts.passages,
            kinds: tally(verdicts),
        })
        .collect();
    output.write(&match args.format {
        Format::Table => report::table(&sheets, both.as_ref(), look),
        Format::Json => report::json(sheets, both),
    })?;
    Ok(Exit::Clean)
}

fn read(path: &Path) -> Result<Verdicts, Failure> {
    let name = path.display().to_string();
    let cannot =
        |error: std::io::Error| Failure::at(&name, format_args!("cannot be read: {error}"));
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes))
        .map_err(cannot)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Failure::at(&name, "this is too large for a sheet"));
    }
    sheet::read(&bytes).map_err(|error| Failure::at(&name, error))
}
