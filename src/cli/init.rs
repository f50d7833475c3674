//! `evenhand init`.

use super::exit::{Exit, Failure};
use super::output::stdout;
use evenhand::settings::{FILE_NAME, template};
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder to write evenhand.toml to [default: this one]
    folder: Option<PathBuf>,
    /// Print it instead
    #[arg(long, conflicts_with = "folder")]
    stdout: bool,
}

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    if args.stdout {
        stdout(template())?;
        return Ok(Exit::Clean);
    }
    let path = args.folder.clone().unwrap_or_default().join(FILE_NAME);
    let name = path.display().to_string();
    // A project's settings are never overwritten.
    let file = OpenOptions::new().write(true).create_new(true).open(&path);
    file.and_then(|mut file| file.write_all(template().as_bytes()))
        .map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => Failure::at(
                &name,
                "this file exists already: change it, or take it away first",
            ),
            ErrorKind::NotFound => Failure::at(&name, "there is no such folder: make it first"),
            _ => Failure::at(&name, format_args!("cannot be written: {error}")),
        })?;
    stdout(&format!(
        "Wrote {name}. `evenhand config show FILE` says what holds for a letter, and whence.\n"
    ))?;
    Ok(Exit::Clean)
}
