//! `evenhand sample`.

use super::batch::{self, BatchArgs, Wanted};
use super::exit::{Exit, Failure};
use super::files::FileArgs;
use super::look::LookArgs;
use super::output::OutputArgs;
use super::pack_files::PackArgs;
use evenhand::sheet::{self, Unit};

/// Write a sheet on which a person judges, by hand, what the program found
///
/// CSV with a row for each attribution and duty failure in the sample: where it stands, what the program
/// says, the words, the sentences around them, and an empty column `verdict`. Write right, wrong or unsure
/// there. The sheet holds words of the letters.
///
/// With --passages whole passages are drawn, each with all that was found in it. Add a row with the
/// verdict `missed` (and the kind: sentiment, attribution, duty-failure) for what should have been found:
/// so `evenhand agree` can tell recall as well.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    files: FileArgs,
    /// How many to draw; all when there are fewer
    #[arg(short, long, default_value_t = 100, value_name = "NUMBER")]
    n: usize,
    /// The seed of the sample: the same seed draws the same from the same letters
    #[arg(long, default_value_t = 1, value_name = "NUMBER")]
    seed: u64,
    /// Draw passages, with all that was found in them
    #[arg(long)]
    passages: bool,
    #[command(flatten)]
    pack: PackArgs,
    #[command(flatten)]
    batch: BatchArgs,
    #[command(flatten)]
    output: OutputArgs,
}

const EXAMPLES: &str = "\
Examples:
  evenhand sample reports/ --n 100 --seed 1 -o sheet.csv
  evenhand sample reports/ --n 40 --passages -o sheet.csv
  evenhand agree sheet.csv";

pub(crate) fn run(args: &Args, look: &LookArgs) -> Result<Exit, Failure> {
    let pack = args.pack.load(*look)?;
    let output = args.output.open()?;
    let inputs = args.files.collect(args.output.path())?;
    let batch = batch::run(
        inputs,
        &args.files.named(),
        &pack,
        args.batch,
        Wanted::Facts,
        |opened| {
            let document = opened.document(&pack);
            if args.passages {
                sheet::passages(&document)
            } else {
                sheet::rows(&document)
            }
        },
    )?;
    let trouble = !batch.faults.is_empty();
    let units: Vec<Unit> = batch.done.into_iter().flatten().collect();
    output.write(&sheet::write(&sheet::sample(units, args.n, args.seed)))?;
    Ok(if trouble { Exit::Trouble } else { Exit::Clean })
}
