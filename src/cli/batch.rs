//! Reads many letters side by side and hands back what was made of each, in the order in which they
//! were given.

use super::exit::Failure;
use super::files::{Input, Inputs};
use super::{panic, say};
use evenhand::allow::Allow;
use evenhand::check::check_read;
use evenhand::diagnostic::Diagnostic;
use evenhand::facts::{self, Facts, Sentences};
use evenhand::letter::Letter;
use evenhand::pack::Pack;
use evenhand::read::{self, Format, MAX_BYTES, ReadError, ReadNote, ReadOptions, Revisions};
use evenhand::report::{Document, Fault, Skipped};
use evenhand::write::reviewed;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal as _, Read as _};

/// More files than this get a progress bar on a terminal.
const MANY: usize = 8;

#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct BatchArgs {
    /// How many threads to use [default: one a core]
    #[arg(short = 'j', long, value_name = "N", help_heading = "Files")]
    threads: Option<usize>,
    /// Say nothing but points and errors: no summary, no notes, no progress, no disclaimer
    #[arg(short, long, help_heading = "Output")]
    pub(crate) quiet: bool,
}

/// A letter that was read.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) name: String,
    pub(crate) letter: Letter,
    pub(crate) facts: Facts,
    sentences: Sentences,
    /// What people decided in answers to evenhand's comments.
    pub(crate) decisions: Vec<Allow>,
    /// Whether the letter's text is the file, byte for byte.
    pub(crate) is_file: bool,
    notes: Vec<ReadNote>,
}

/// What is to be made of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// What their facts tell.
    Facts,
    /// What the rules say: sentences are kept for them.
    Points,
}

impl Opened {
    /// What the rules say of the letter.
    pub(crate) fn check(&self, pack: &Pack) -> Vec<Diagnostic> {
        check_read(&self.letter, &self.facts, &self.sentences, pack)
    }

    pub(crate) fn document<'a>(&'a self, pack: &'a Pack) -> Document<'a> {
        Document {
            path: &self.name,
            letter: &self.letter,
            facts: &self.facts,
            pack,
        }
    }
}

/// What came of all files.
#[derive(Debug)]
pub(crate) struct Batch<T> {
    /// What was made of each letter.
    pub(crate) done: Vec<T>,
    /// Files that could not be read.
    pub(crate) faults: Vec<Fault>,
    /// Files in folders that were not read.
    pub(crate) skipped: Skipped,
}

/// What came of one file.
enum Outcome<T> {
    Done {
        name: String,
        notes: Vec<ReadNote>,
        made: T,
    },
    NoLetter,
    Fault(Fault),
}

/// Reads all files and makes something of each. Errors and notes are said on standard error.
pub(crate) fn run<T: Send>(
    inputs: Inputs,
    named: &str,
    pack: &Pack,
    args: BatchArgs,
    wanted: Wanted,
    make: impl Fn(&Opened) -> T + Sync,
) -> Result<Batch<T>, Failure> {
    let bar = progress(inputs.files.len(), args.quiet);
    let one = |input: &Input| {
        let outcome = panic::guard(|| open_and_make(input, inputs.revisions, pack, wanted, &make))
            .unwrap_or_else(|place| {
                Outcome::Fault(fault(
                    input,
                    format!("a fault in evenhand itself ({place}); nothing was sent anywhere"),
                ))
            });
        bar.inc(1);
        outcome
    };
    let outcomes: Vec<Outcome<T>> = if inputs.files.len() < 2 || args.threads == Some(1) {
        inputs.files.iter().map(one).collect()
    } else {
        let threads = rayon::ThreadPoolBuilder::new()
            .num_threads(args.threads.unwrap_or(0))
            .build()
            .map_err(|error| Failure::at("--threads", error))?;
        threads.install(|| inputs.files.par_iter().map(one).collect())
    };
    bar.finish_and_clear();

    let mut batch = Batch {
        done: Vec::new(),
        faults: inputs.faults,
        skipped: Skipped {
            no_letters: 0,
            other_formats: inputs.other_formats,
        },
    };
    for outcome in outcomes {
        match outcome {
            Outcome::Done { name, notes, made } => {
                for note in notes.iter().filter(|_| !args.quiet) {
                    say::note(&name, note);
                }
                batch.done.push(made);
            }
            Outcome::NoLetter => batch.skipped.no_letters += 1,
            Outcome::Fault(fault) => batch.faults.push(fault),
        }
    }
    if batch.done.is_empty() && batch.faults.is_empty() && !inputs.may_be_none {
        batch.faults.push(no_letters(named, batch.skipped));
    }
    for fault in &batch.faults {
        say::fault(fault);
    }
    Ok(batch)
}

/// Reading nothing must not look like finding nothing.
fn no_letters(named: &str, skipped: Skipped) -> Fault {
    let Skipped {
        no_letters,
        other_formats,
    } = skipped;
    Fault {
        path: named.to_owned(),
        message: format!(
            "no letter was found there ({no_letters} files are no letters of this kind, {other_formats} are \
             of other formats): check the path, --include and --exclude, or name the files"
        ),
    }
}

fn open_and_make<T>(
    input: &Input,
    revisions: Revisions,
    pack: &Pack,
    wanted: Wanted,
    make: impl Fn(&Opened) -> T,
) -> Outcome<T> {
    let opened = match open(input, revisions, pack, wanted) {
        Ok(opened) => opened,
        Err(ReadFault::Read(ReadError::Empty | ReadError::Binary { .. })) if input.walked => {
            return Outcome::NoLetter;
        }
        Err(error) => return Outcome::Fault(fault(input, error.to_string())),
    };
    // A fragment on standard input is read as findings.
    if input.path.is_some() && !pack.is_letter(&opened.facts) {
        if input.walked {
            return Outcome::NoLetter;
        }
        return Outcome::Fault(fault(input, no_letter(pack)));
    }
    let made = make(&opened);
    Outcome::Done {
        name: opened.name,
        notes: opened.notes,
        made,
    }
}

pub(crate) fn no_letter(pack: &Pack) -> String {
    format!(
        "this does not have the headings of a letter of this kind ({}: {}): check that it is the right file, \
         or choose another pack with --pack; for a fragment, pipe it in with `-`",
        pack.name(),
        pack.summary()
    )
}

fn fault(input: &Input, message: String) -> Fault {
    Fault {
        path: input.name.clone(),
        message,
    }
}

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReadFault {
    #[error("{}", advice(.0))]
    Io(#[from] io::Error),
    #[error(transparent)]
    Read(#[from] ReadError),
}

fn advice(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file: check the path".to_owned(),
        ErrorKind::PermissionDenied => {
            "you may not read this file: check its permissions".to_owned()
        }
        _ => format!("cannot be read: {error}"),
    }
}

/// Reads one file and its facts.
fn open(
    input: &Input,
    revisions: Revisions,
    pack: &Pack,
    wanted: Wanted,
) -> Result<Opened, ReadFault> {
    let bytes = bytes(input)?;
    let is_heading = |words: &str| pack.role(words).is_some();
    // What is no sound Word document is refused by its reader, in its own words.
    let reviewed = match input.format {
        Format::Word => reviewed(&bytes).unwrap_or_default(),
        _ => None,
    };
    let bytes = reviewed.as_ref().map_or(&bytes, |reviewed| &reviewed.bytes);
    let read = read::read(
        bytes,
        input.format,
        &ReadOptions {
            is_heading: &is_heading,
            revisions,
        },
    )?;
    let (facts, sentences) = match wanted {
        Wanted::Facts => (facts::analyse(&read.letter, pack), Sentences::default()),
        Wanted::Points => facts::analyse_and_keep(&read.letter, pack),
    };
    let is_file = read.letter.has_lines && read.letter.text.as_bytes() == bytes;
    Ok(Opened {
        name: input.name.clone(),
        decisions: reviewed
            .map(|reviewed| reviewed.decisions(&read.letter))
            .unwrap_or_default(),
        is_file,
        letter: read.letter,
        facts,
        sentences,
        notes: read.notes,
    })
}

/// The bytes of a file, or of standard input; one that is too long is not read to its end.
pub(crate) fn bytes(input: &Input) -> Result<Vec<u8>, ReadFault> {
    let mut bytes = Vec::new();
    let Some(path) = &input.path else {
        io::stdin()
            .lock()
            .take(MAX_BYTES as u64 + 1)
            .read_to_end(&mut bytes)?;
        return Ok(bytes);
    };
    let file = File::open(path)?;
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    if length > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: length }.into());
    }
    bytes.reserve(length);
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn progress(files: usize, quiet: bool) -> ProgressBar {
    let shown = files > MANY && !quiet && io::stderr().is_terminal();
    let target = if shown {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(Some(files as u64), target);
    match ProgressStyle::with_template("{bar:30} {pos} of {len} letters") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
