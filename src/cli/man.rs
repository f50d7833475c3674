//! `evenhand man`: manual pages, made from the same words as `--help`.

use super::Cli;
use super::exit::{Exit, Failure};
use super::output::{OutputArgs, stdout};
use clap::{Command, CommandFactory as _};
use clap_mangen::Man;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  evenhand man | man -l -\n  evenhand man --out ~/.local/share/man/man1"
)]
pub(crate) struct Args {
    /// Write a page for each command to DIR, which is there already, instead of the first page to standard
    /// output
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Let pages overwrite files
    #[arg(long, requires = "out")]
    force: bool,
}

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    // Help is a page of its own already: `man evenhand-check` and `evenhand help check` say the same.
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    match &args.out {
        None => stdout(&page(command)?)?,
        Some(folder) => {
            let written = write(command, folder, args.force)?;
            stdout(&format!("Wrote {written} pages to {}.\n", folder.display()))?;
        }
    }
    Ok(Exit::Clean)
}

/// Writes the page of a command and those of the commands below it; gives their number.
fn write(command: Command, folder: &Path, force: bool) -> Result<usize, Failure> {
    let mut written = 1;
    for below in command.get_subcommands().filter(|one| !one.is_hide_set()) {
        written += write(below.clone(), folder, force)?;
    }
    let path = folder.join(Man::new(command.clone()).get_filename());
    OutputArgs::forced(force)
        .public(&path)?
        .write(&page(command)?)?;
    Ok(written)
}

fn page(command: Command) -> Result<String, Failure> {
    let mut roff = Vec::new();
    Man::new(command)
        .manual("evenhand")
        .render(&mut roff)
        .map_err(|error| Failure::at("the manual", error))?;
    Ok(String::from_utf8_lossy(&roff).into_owned())
}
