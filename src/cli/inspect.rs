//! `evenhand inspect`.

use super::batch::{self, BatchArgs, Wanted};
use super::exit::{Exit, Failure};
use super::files::FileArgs;
use super::look::LookArgs;
use super::output::OutputArgs;
use super::pack_files::PackArgs;
use super::place;
use super::plan::{Plan, UseBaseline};
use super::projects::ConfigArgs;
use clap::ValueEnum;
use evenhand::facts;
use evenhand::report::{Provenance, facts_json, facts_table};
use evenhand::settings::Above;

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    files: FileArgs,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = Format::Table, help_heading = "Output")]
    format: Format,
    /// In JSON, print the text of letters too; it is always there when spans do not count in the file itself
    #[arg(long, help_heading = "Output")]
    text: bool,
    /// Show how the sentences at PLACE were read: words of the letter, LINE:COLUMN, or START..END in bytes
    #[arg(long, value_name = "PLACE", conflicts_with_all = ["format", "text"])]
    explain: Option<String>,
    #[command(flatten)]
    config: ConfigArgs,
    #[command(flatten)]
    pack: PackArgs,
    #[command(flatten)]
    batch: BatchArgs,
    #[command(flatten)]
    output: OutputArgs,
}

const EXAMPLES: &str = "\
Examples:
  evenhand inspect draft.md
  evenhand inspect --format json reports/ > facts.json
  evenhand inspect draft.md --explain 'do not feel listened to'
  evenhand inspect draft.md --explain 12:5";

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// For programs; see `evenhand schema inspect`
    Json,
}

pub(crate) fn run(args: &Args, look: &LookArgs) -> Result<Exit, Failure> {
    let mut inputs = args.files.collect(args.output.path())?;
    let plan = Plan::new(
        &mut inputs,
        &args.config,
        &args.pack,
        &Above::default(),
        UseBaseline::Leave,
        *look,
    )?;
    let pack = &plan.pack;
    let output = args.output.open()?;
    let look = if args.output.is_file() {
        look.file()
    } else {
        look.stdout()
    };
    let named = args.files.named();

    let (text, trouble) = if let Some(place) = &args.explain {
        let batch = batch::run(inputs, &named, pack, args.batch, Wanted::Facts, |opened| {
            let span = place::find(&opened.letter, place)
                .map_err(|error| Failure::at(&opened.name, error))?;
            facts::explain(&opened.letter, pack, span)
                .ok_or_else(|| Failure::at(&opened.name, "no sentence stands at this place"))
        })?;
        (
            batch
                .done
                .into_iter()
                .collect::<Result<String, Failure>>()?,
            !batch.faults.is_empty(),
        )
    } else if args.format == Format::Json {
        let batch = batch::run(inputs, &named, pack, args.batch, Wanted::Facts, |opened| {
            facts_json::document(&opened.document(pack), args.text || !opened.is_file)
        })?;
        let trouble = !batch.faults.is_empty();
        (
            facts_json::report(batch.done, batch.faults, Provenance::of(pack)),
            trouble,
        )
    } else {
        let batch = batch::run(inputs, &named, pack, args.batch, Wanted::Facts, |opened| {
            facts_table::document(&opened.document(pack), look)
        })?;
        (batch.done.concat(), !batch.faults.is_empty())
    };
    output.write(&text)?;
    Ok(if trouble { Exit::Trouble } else { Exit::Clean })
}
