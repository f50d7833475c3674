//! `evenhand lsp`: the language server over standard input and output. Nothing but the protocol is
//! printed.

use super::exit::{Exit, Failure};
use super::pack_files;
use evenhand::lsp::{Ended, Host, PackFault, serve};
use evenhand::pack::Pack;
use evenhand::settings::FILE_NAME;
use std::io::{self, BufReader, ErrorKind};
use std::path::{Path, PathBuf};
use std::{env, fs};

#[derive(Debug, clap::Args)]
#[command(after_help = MORE)]
pub(crate) struct Args {
    /// A folder of rules that adds to the pack or replaces files of it; with a pack.toml, a pack of its own
    #[arg(long, value_name = "DIR", help_heading = "Rules")]
    rules: Option<PathBuf>,
    /// The built-in rule pack to use
    #[arg(long, value_name = "NAME", help_heading = "Rules")]
    pack: Option<String>,
    /// Talk over standard input and output, which is all that there is; editors like to say so
    #[arg(long, hide = true)]
    stdio: bool,
}

const MORE: &str = "\
An editor starts it; see the folder `editors` for how. The nearest evenhand.toml holds for each letter, apart
from its baseline; the editor's settings go over it and over these options:
  select, ignore    rules or families of rules
  minSeverity       error, warning or note
  rules, pack       as above
  hints             whether failings and actions get inlay hints

The text of rules that diagnostics link to is kept in the user's cache folder. Nothing of a letter is
written anywhere.";

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    // A relative folder is the caller's, not the editor's.
    let rules = match &args.rules {
        Some(rules) => Some(std::path::absolute(rules).map_err(|error| {
            Failure::at(
                &rules.display().to_string(),
                format_args!("cannot be found: {error}"),
            )
        })?),
        None => None,
    };
    let input = BufReader::new(io::stdin());
    Ok(
        match serve(input, io::stdout(), Files, rules, args.pack.clone()) {
            Ended::Properly => Exit::Clean,
            Ended::Abruptly => Exit::Found,
        },
    )
}

/// The file system, as the server needs it.
struct Files;

impl Host for Files {
    fn pack(&self, name: &str, rules: Option<&Path>) -> Result<Pack, PackFault> {
        let files = match rules {
            Some(folder) => pack_files::sources(folder)
                .map_err(|failure| PackFault::Unreadable(failure.to_string()))?,
            None => Vec::new(),
        };
        Pack::with_examples(name, files).map_err(|error| PackFault::Refused(Box::new(error)))
    }

    fn settings(&self, letter: &Path) -> Result<Option<(PathBuf, String)>, String> {
        for folder in letter.ancestors().skip(1) {
            let path = folder.join(FILE_NAME);
            match fs::read_to_string(&path) {
                Ok(text) => return Ok(Some((path, text))),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(format!("{}: cannot be read: {error}", path.display())),
            }
        }
        Ok(None)
    }

    fn keep_page(&self, name: &str, text: &str) -> Option<PathBuf> {
        let path = cache_folder()?.join("evenhand").join(name);
        if fs::read_to_string(&path).is_ok_and(|known| known == text) {
            return Some(path);
        }
        fs::create_dir_all(path.parent()?).ok()?;
        fs::write(&path, text).ok()?;
        Some(path)
    }
}

/// The folder for what programs can make again at any time.
fn cache_folder() -> Option<PathBuf> {
    let set = |name: &str| {
        let path = PathBuf::from(env::var_os(name)?);
        path.is_absolute().then_some(path)
    };
    if cfg!(windows) {
        return set("LOCALAPPDATA");
    }
    set("XDG_CACHE_HOME").or_else(|| {
        let below = if cfg!(target_os = "macos") {
            "Library/Caches"
        } else {
            ".cache"
        };
        Some(set("HOME")?.join(below))
    })
}
