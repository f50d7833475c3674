//! `evenhand baseline write`.

use super::batch::{self, BatchArgs, Wanted};
use super::exit::{Exit, Failure};
use super::files::FileArgs;
use super::look::LookArgs;
use super::output::stdout;
use super::pack_files::PackArgs;
use super::plan::{Plan, UseBaseline, key};
use super::projects::ConfigArgs;
use clap::Subcommand;
use evenhand::baseline::{Baseline, Known};
use evenhand::report::place_in_file;
use evenhand::settings::Above;
use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Where a baseline goes when nobody says so.
const DEFAULT: &str = "evenhand-baseline.json";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write down every point that letters have now, so that `check --baseline` shows new ones only
    ///
    /// The file holds rules, places and hashes of sentences, no words of the letters. A point is known by
    /// its rule and its sentence: edits around it, of markup, case and punctuation keep it known; other
    /// words, or a more pressing level, make it a new one.
    #[command(
        after_help = "Examples:\n  evenhand baseline write drafts/\n  evenhand check drafts/ --baseline evenhand-baseline.json"
    )]
    Write(WriteArgs),
}

#[derive(Debug, clap::Args)]
struct WriteArgs {
    #[command(flatten)]
    files: FileArgs,
    /// The file to write [default: the one that the settings name, or evenhand-baseline.json]
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    baseline: Option<PathBuf>,
    /// Overwrite the file; what it has of other letters goes
    #[arg(long, help_heading = "Output")]
    force: bool,
    #[command(flatten)]
    config: ConfigArgs,
    #[command(flatten)]
    pack: PackArgs,
    #[command(flatten)]
    batch: BatchArgs,
}

pub(crate) fn run(args: &Args, look: &LookArgs) -> Result<Exit, Failure> {
    let Command::Write(args) = &args.command;
    let mut inputs = args.files.collect(Vec::new())?;
    let plan = Plan::new(
        &mut inputs,
        &args.config,
        &args.pack,
        &Above::default(),
        UseBaseline::Leave,
        *look,
    )?;
    let path = path(args, &plan)?;
    if path.exists() && !args.force {
        return Err(exists(&path));
    }
    let pack = &plan.pack;
    let batch = batch::run(
        inputs,
        &args.files.named(),
        pack,
        args.batch,
        Wanted::Points,
        |opened| {
            let letter = &opened.letter;
            let found = opened.check(pack);
            let settled = plan.of(&opened.name).map(|plan| {
                let decisions = &opened.decisions;
                let points = plan
                    .settings
                    .settle(letter, found, pack, decisions, None)
                    .points;
                let place = |span| place_in_file(letter, "", span);
                let named = |span| place(span).trim_start_matches([':', ',', ' ']).to_owned();
                let known = Known::of(letter, points.all(), |point| named(point.span));
                (known, points.all().count())
            });
            let (known, points) = settled.unwrap_or_default();
            ((key(&path, Path::new(&opened.name)), known), points)
        },
    )?;
    // A baseline that leaves a letter out would call all of its points new.
    if !batch.faults.is_empty() {
        return Ok(Exit::Trouble);
    }
    let letters = batch.done.len();
    // Points of one rule in one sentence share an entry, and are counted as `check` counts them.
    let (known, points): (BTreeMap<_, _>, Vec<usize>) = batch.done.into_iter().unzip();
    let points: usize = points.iter().sum();
    let baseline = Baseline::of(known);
    write(&path, &baseline.to_text(), args.force)?;
    stdout(&format!(
        "Wrote {}: {points} points in {letters} letters.\n",
        path.display()
    ))?;
    Ok(Exit::Clean)
}

fn path(args: &WriteArgs, plan: &Plan) -> Result<PathBuf, Failure> {
    if let Some(path) = &args.baseline {
        return Ok(path.clone());
    }
    match plan.baselines()[..] {
        [] => Ok(PathBuf::from(DEFAULT)),
        [one] => Ok(one.to_owned()),
        _ => Err(Failure::Message(
            "the settings of these letters name several baselines: write them in several calls, or \
             name one with --baseline"
                .to_owned(),
        )),
    }
}

fn write(path: &Path, text: &str, force: bool) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true);
    if force {
        options.create(true).truncate(true);
    } else {
        options.create_new(true);
    }
    options
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => exists(path),
            _ => Failure::at(
                &path.display().to_string(),
                format_args!("cannot be written: {error}"),
            ),
        })
}

fn exists(path: &Path) -> Failure {
    Failure::at(
        &path.display().to_string(),
        "this file exists already: add --force to overwrite it, or name another with --baseline",
    )
}
