//! `evenhand config show`: what holds for a letter, and whence.

use super::exit::{Exit, Failure};
use super::files::{Input, Inputs};
use super::formats::{self, REMEDY};
use super::look::LookArgs;
use super::output::stdout;
use super::pack_files::PackArgs;
use super::plan::{LetterPlan, Plan, UseBaseline};
use super::projects::{ConfigArgs, shown};
use clap::Subcommand;
use evenhand::pack::{Pack, Redact};
use evenhand::read::Format;
use evenhand::settings::{Above, Held, Origin};
use std::fmt::{Display, Write as _};
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print what holds for a letter, and whence
    #[command(
        after_help = "Examples:\n  evenhand config show draft.docx\n  evenhand config show draft.docx --profile public"
    )]
    Show(Show),
}

#[derive(Debug, clap::Args)]
struct Show {
    /// The letter; it need not be there yet
    file: PathBuf,
    /// For whom to check: qa, accuracy, public or research
    #[arg(long, value_name = "NAME", help_heading = "Settings")]
    profile: Option<String>,
    #[command(flatten)]
    config: ConfigArgs,
    #[command(flatten)]
    pack: PackArgs,
}

pub(crate) fn run(args: &Args, look: &LookArgs) -> Result<Exit, Failure> {
    let Command::Show(args) = &args.command;
    let name = args.file.display().to_string();
    let mut inputs = Inputs {
        files: vec![Input {
            format: Format::from_path(&name).unwrap_or(Format::Text),
            path: Some(args.file.clone()),
            name: name.clone(),
            walked: false,
        }],
        ..Inputs::default()
    };
    let above = Above {
        name: "command line",
        profile: args.profile.clone(),
        ..Above::default()
    };
    let plan = Plan::new(
        &mut inputs,
        &args.config,
        &args.pack,
        &above,
        UseBaseline::Leave,
        *look,
    )?;
    if let Some(letter) = plan.of(&name) {
        stdout(&text(&name, letter, &plan.pack))?;
    }
    Ok(Exit::Clean)
}

fn text(name: &str, letter: &LetterPlan, pack: &Pack) -> String {
    let file = letter
        .project
        .as_ref()
        .map(|project| project.settings.path());
    let mut table = Table {
        file,
        rows: Vec::new(),
    };
    let settings = &letter.settings;
    table.say("settings", file.unwrap_or("none found"), "");
    let chosen = format!("{} {}", pack.name(), pack.version());
    table.say("pack", &chosen, "");
    let baseline = letter.baseline.as_deref().map(shown);
    table.say("baseline", baseline.as_deref().unwrap_or("none"), "");
    let profile = settings.profile.value.as_deref().unwrap_or("none");
    table.push("profile", profile, &settings.profile.origin);
    let min = &settings.min_severity;
    table.push("min-severity", min.value.name(), &min.origin);
    let fail = &settings.fail_on;
    table.push("fail-on", fail.value.name(), &fail.origin);
    let quotations = &settings.quotations;
    table.push("quotations", quotations.value.name(), &quotations.origin);
    let suppressed = &settings.show_suppressed;
    table.push("show-suppressed", suppressed.value, &suppressed.origin);
    let redact = &settings.redact;
    table.push("redact", redact.value.name(), &redact.origin);
    table.push_list("select", &settings.select, "all");
    table.push_list("ignore", &settings.ignore, "none");
    let mut out = format!("{name}\n");
    table.print(&mut out);
    if redact.value == Redact::Warn {
        let _ = writeln!(
            out,
            "\nNote: {} reports carry the draft's own words to a build server; {REMEDY}.",
            formats::for_ci()
        );
    }

    out.push_str("\nRules\n");
    for rule in pack.rules() {
        let id = rule.id.get_ref();
        let held = settings.rule(id);
        let level = held.value.name_over(rule.severity);
        table.push(id, level, &held.origin);
    }
    table.print(&mut out);

    for duty in pack.duties() {
        let id = duty.id.get_ref();
        let held = settings.duty(id);
        if held.origin != Origin::Pack {
            table.push(id, held.value.name(), &held.origin);
        }
    }
    if table.rows.is_empty() {
        out.push_str("\nDuties: all at the level of their rules\n");
    } else {
        out.push_str("\nDuties; the others are at the level of their rules\n");
        table.print(&mut out);
    }
    out
}

/// Rows of a name, a value and whence it comes.
struct Table<'a> {
    file: Option<&'a str>,
    rows: Vec<[String; 3]>,
}

impl Table<'_> {
    fn say(&mut self, name: &str, value: impl Display, whence: &str) {
        self.rows
            .push([name.to_owned(), value.to_string(), whence.to_owned()]);
    }

    fn push(&mut self, name: &str, value: impl Display, origin: &Origin) {
        let whence = match (origin, self.file) {
            (Origin::File(line), Some(file)) => format!("{file}:{line}"),
            (origin, _) => origin.to_string(),
        };
        self.say(name, value, &whence);
    }

    fn push_list(&mut self, name: &str, held: &Held<Vec<String>>, empty: &str) {
        if held.value.is_empty() {
            self.push(name, empty, &held.origin);
        } else {
            self.push(name, held.value.join(", "), &held.origin);
        }
    }

    fn print(&mut self, out: &mut String) {
        let wide = |column: usize| {
            let lengths = self.rows.iter().map(|row| row[column].chars().count());
            lengths.max().unwrap_or(0)
        };
        let (first, second) = (wide(0), wide(1));
        for [name, value, whence] in self.rows.drain(..) {
            let row = format!("  {name:<first$}  {value:<second$}  {whence}");
            let _ = writeln!(out, "{}", row.trim_end());
        }
    }
}
