//! `evenhand allows`: the suppressions of letters, and those that can go.

use super::batch::{self, BatchArgs, Opened, Wanted};
use super::exit::{Exit, Failure};
use super::files::FileArgs;
use super::look::LookArgs;
use super::output::stdout;
use super::pack_files::PackArgs;
use super::plan::{LetterPlan, Plan, UseBaseline};
use super::projects::ConfigArgs;
use super::{remarks, say};
use evenhand::allow::{Allow, Place, remove};
use evenhand::settings::{Above, Settled};
use evenhand::span::Span;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    files: FileArgs,
    /// Only those that suppress nothing; exit code 1 when there are any
    #[arg(long)]
    unused: bool,
    /// Take those out of Markdown, HTML and plain-text files, in place
    #[arg(long, requires = "unused")]
    remove: bool,
    #[command(flatten)]
    config: ConfigArgs,
    #[command(flatten)]
    pack: PackArgs,
    #[command(flatten)]
    batch: BatchArgs,
}

const EXAMPLES: &str = "\
A suppression is a comment in the letter, `evenhand: allow RULE: REASON`, an answer with a reason to a comment
of evenhand's in Word, or an [[allow]] in evenhand.toml.

Examples:
  evenhand allows drafts/
  evenhand allows drafts/ --unused
  evenhand allows draft.md --unused --remove";

/// What one letter has.
struct Listed {
    text: String,
    unused: usize,
    /// The lines of the settings that have to do with it.
    lines: Vec<(PathBuf, u32)>,
    /// The letter without what can go.
    rewritten: Option<(PathBuf, String)>,
    /// How many have to be taken out by hand.
    by_hand: usize,
    remarks: Vec<remarks::Remark>,
}

pub(crate) fn run(args: &Args, look: &LookArgs) -> Result<Exit, Failure> {
    let mut inputs = args.files.collect(Vec::new())?;
    let plan = Plan::new(
        &mut inputs,
        &args.config,
        &args.pack,
        &Above::default(),
        UseBaseline::Leave,
        *look,
    )?;
    let pack = &plan.pack;
    let batch = batch::run(
        inputs,
        &args.files.named(),
        pack,
        args.batch,
        Wanted::Points,
        |opened| {
            let letter = plan.of(&opened.name)?;
            let found = opened.check(pack);
            let decisions = &opened.decisions;
            let settled = letter
                .settings
                .settle(&opened.letter, found, pack, decisions, None);
            Some(list(opened, letter, &settled, args.unused))
        },
    )?;
    let trouble = !batch.faults.is_empty();
    let all: Vec<Listed> = batch.done.into_iter().flatten().collect();
    let mut out = String::new();
    let mut unused: usize = 0;
    for listed in &all {
        out.push_str(&listed.text);
        unused += listed.unused;
        for remark in &listed.remarks {
            say::note(&remark.place, &remark.message);
        }
    }
    for (path, line, rule) in plan.allow_lines() {
        let is_met = |(file, at): &(PathBuf, u32)| *at == line && file == Path::new(path);
        if !all.iter().any(|listed| listed.lines.iter().any(is_met)) {
            unused += 1;
            let _ = writeln!(
                out,
                "{path}:{line}: {rule}: none of these letters has its words (unused)"
            );
        }
    }
    stdout(&out)?;
    if args.remove {
        remove_all(&all, unused)?;
        return Ok(if trouble { Exit::Trouble } else { Exit::Clean });
    }
    Ok(if trouble {
        Exit::Trouble
    } else if args.unused && unused > 0 {
        Exit::Found
    } else {
        Exit::Clean
    })
}

/// The suppressions of one letter; with `only_unused`, those that suppress nothing.
fn list(opened: &Opened, plan: &LetterPlan, settled: &Settled, only_unused: bool) -> Listed {
    let (letter, name) = (&opened.letter, &opened.name);
    let mut listed = Listed {
        text: String::new(),
        unused: 0,
        lines: Vec::new(),
        rewritten: None,
        by_hand: 0,
        remarks: remarks::of(letter, name, plan, settled)
            .into_iter()
            .filter(|remark| remark.is_fault)
            .collect(),
    };
    let mut gone: Vec<Span> = Vec::new();
    for allow in &settled.allows {
        if let (Place::Settings(line), Some(project)) = (&allow.place, &plan.project) {
            let file = PathBuf::from(project.settings.path());
            listed.lines.push((file, *line));
        }
        let is_unused = !allow.unused().is_empty();
        if only_unused && !is_unused {
            continue;
        }
        let place = remarks::place(letter, name, plan, &allow.place);
        push_row(&mut listed.text, &place, allow);
        if !is_unused {
            continue;
        }
        listed.unused += 1;
        let is_idle = allow.unused().len() == allow.rules.len();
        match &allow.place {
            Place::Letter { comments, .. } if is_idle && opened.is_file => gone.extend(comments),
            _ => listed.by_hand += 1,
        }
    }
    if let (false, Some(path)) = (gone.is_empty(), &plan.path) {
        listed.rewritten = Some((path.clone(), remove(&letter.text, &gone)));
    }
    listed
}

/// `draft.md:12:1: framing/sentiment: quoted words; a mother (unused)`.
fn push_row(out: &mut String, place: &str, allow: &Allow) {
    // Writing to a string does not fail.
    let _ = write!(
        out,
        "{place}: {}: {}",
        allow.rules.join(", "),
        allow.reason.title()
    );
    if !allow.note.is_empty() {
        let _ = write!(out, "; {}", allow.note.escape_debug());
    }
    match allow.unused() {
        [] => {}
        some if some.len() < allow.rules.len() => {
            let _ = write!(out, " (unused: {})", some.join(", "));
        }
        _ => out.push_str(" (unused)"),
    }
    out.push('\n');
}

fn remove_all(all: &[Listed], unused: usize) -> Result<(), Failure> {
    let mut files = 0;
    for (path, text) in all.iter().filter_map(|listed| listed.rewritten.as_ref()) {
        // The file keeps its owner and its mode, and no second copy of a draft lies about.
        fs::write(path, text).map_err(|error| {
            Failure::at(
                &path.display().to_string(),
                format_args!("cannot be written: {error}"),
            )
        })?;
        files += 1;
    }
    let by_hand: usize = all.iter().map(|listed| listed.by_hand).sum();
    let mut said = format!("Changed {files} of the files.");
    if by_hand > 0 {
        let _ = write!(
            said,
            " {by_hand} of {unused} have to be taken out by hand: in Word and OpenDocument, in \
             evenhand.toml, or because some of their rules are in use."
        );
    }
    said.push('\n');
    stdout(&said)
}
