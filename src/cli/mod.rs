//! The command line: arguments, and one file a command. Only this folder prints, reads files or knows
//! of threads.

mod agree;
mod allows;
mod annotate;
mod baseline;
mod batch;
mod check;
mod completions;
mod config;
mod decisions;
mod exit;
mod explain;
mod files;
mod fix;
mod formats;
mod init;
mod inspect;
mod look;
mod lsp;
mod man;
mod output;
mod pack_files;
mod panic;
mod place;
mod plan;
mod profile;
mod projects;
mod remarks;
mod replace;
mod rule_args;
mod rules;
mod sample;
mod say;
mod schema;
mod word;

use clap::{Parser, Subcommand};
use exit::{Exit, Failure};
use std::process::ExitCode;

/// Says where a draft inspection letter is not even-handed.
///
/// It points at exact words: where one group's evidence is told as feeling and another's as knowledge,
/// and where a legal duty is found unmet but no action takes it up. It reads files on this machine and
/// sends nothing anywhere.
#[derive(Debug, Parser)]
#[command(name = "evenhand", version, propagate_version = true, after_help = EXAMPLES, after_long_help = MORE)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    look: look::LookArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check letters, and say what to settle or consider before sign-off
    Check(check::Args),
    /// Print what letters say, with no judgement: outcome, actions, attributions, duty failures
    Inspect(inspect::Args),
    // Each of these three says in its own file what it does, at length.
    Profile(profile::Args),
    Sample(sample::Args),
    Agree(agree::Args),
    /// Write the points of a Word draft into it, as comments on their words
    Annotate(annotate::Args),
    /// Print a sign-off sheet of an annotated draft: what was changed, what was kept, why and by whom
    Decisions(decisions::Args),
    /// Make safe changes in Markdown or plain text
    Fix(fix::Args),
    /// List the rules, run their examples, or print the schema of rule files
    Rules(rules::Args),
    /// Explain a rule or a duty: what, why, sources, law, examples
    Explain(explain::Args),
    /// Serve an editor over standard input and output: the same points while a letter is written
    Lsp(lsp::Args),
    /// Print the JSON Schema of what a command prints as JSON, or of evenhand.toml
    Schema(schema::Args),
    /// Write an evenhand.toml in which every setting is explained
    Init(init::Args),
    /// Print the settings that hold for a letter, and whence
    Config(config::Args),
    /// Write down the points that letters have now, so that only new ones count
    Baseline(baseline::Args),
    /// List the suppressions in letters and settings, and take out those that suppress nothing
    Allows(allows::Args),
    /// Print a completion script for a shell
    Completions(completions::Args),
    /// Print the manual, or write a page for each command
    Man(man::Args),
}

const EXAMPLES: &str = "\
Examples:
  evenhand check draft.docx                  what to settle and what to consider
  evenhand check reports/ --format json      a folder of letters, for a program
  evenhand inspect draft.md                  the facts, with no judgement
  evenhand explain framing/sentiment         what a rule finds, and why";

const MORE: &str = "\
Examples:
  evenhand check draft.docx                  what to settle and what to consider
  evenhand check reports/ --format json      a folder of letters, for a program
  evenhand inspect draft.md                  the facts, with no judgement
  evenhand explain framing/sentiment         what a rule finds, and why

Exit codes:
  0  nothing at or above the level of --fail-on
  1  something at or above it
  2  a file could not be read or the call was wrong; the other files are still checked

Limits:
  Word, PDF, OpenDocument, HTML, Markdown and plain text are read; text in UTF-8, UTF-16 with a byte
  order mark, or Windows-1252. A file may have 32 MiB and 500,000 paragraphs, a PDF 2,000 pages; what a
  document unpacks to, 64 MiB. Headers and footers are left out, nothing outside the file is fetched, and
  no file with a password is opened. English only. It reads the document alone, not the evidence behind
  it; it gives no legal advice.

Environment:
  NO_COLOR, when it is set and not empty, turns colours off; CLICOLOR_FORCE turns them on.
  --color has the last word.";

/// Runs the program.
pub(crate) fn main() -> ExitCode {
    panic::install();
    match panic::guard(|| run(&Cli::parse())) {
        Ok(Ok(exit)) => exit.into(),
        Ok(Err(failure)) => {
            say::failure(&failure);
            Exit::Trouble.into()
        }
        Err(place) => {
            say::own_fault(&place);
            Exit::Trouble.into()
        }
    }
}

fn run(cli: &Cli) -> Result<Exit, Failure> {
    let look = &cli.look;
    match &cli.command {
        Command::Check(args) => check::run(args, look),
        Command::Inspect(args) => inspect::run(args, look),
        Command::Profile(args) => profile::run(args, look),
        Command::Sample(args) => sample::run(args, look),
        Command::Agree(args) => agree::run(args, look),
        Command::Annotate(args) => annotate::run(args, look),
        Command::Decisions(args) => decisions::run(args, look),
        Command::Fix(args) => fix::run(args, look),
        Command::Rules(args) => rules::run(args, look),
        Command::Explain(args) => explain::run(args, look),
        Command::Lsp(args) => lsp::run(args),
        Command::Schema(args) => schema::run(args),
        Command::Init(args) => init::run(args),
        Command::Config(args) => config::run(args, look),
        Command::Baseline(args) => baseline::run(args, look),
        Command::Allows(args) => allows::run(args, look),
        Command::Completions(args) => completions::run(args),
        Command::Man(args) => man::run(args),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound() {
        Cli::command().debug_assert();
    }
}
