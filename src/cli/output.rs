//! Where a report goes: standard output, or a file that is not overwritten by accident.

use super::exit::Failure;
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct OutputArgs {
    /// Write the report to FILE, readable by its owner alone, instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Let a report overwrite a file
    #[arg(long, help_heading = "Output")]
    force: bool,
}

/// A place that can be written to.
#[derive(Debug)]
pub(crate) enum Output {
    Stdout,
    File(PathBuf, File),
}

impl OutputArgs {
    /// Whether the report goes to a file.
    pub(crate) fn is_file(&self) -> bool {
        self.output.is_some()
    }

    /// Makes sure before any work that the report can be written. An existing file keeps its
    /// content until then.
    pub(crate) fn open(&self) -> Result<Output, Failure> {
        match &self.output {
            Some(path) => self.file(path),
            None => Ok(Output::Stdout),
        }
    }

    /// What lets files be overwritten, or not.
    pub(crate) fn forced(force: bool) -> Self {
        OutputArgs {
            output: None,
            force,
        }
    }

    /// The same for a file that is named elsewhere.
    pub(crate) fn file(&self, path: &Path) -> Result<Output, Failure> {
        let mut options = OpenOptions::new();
        owner_only(&mut options);
        self.with(options, path)
    }

    /// The same for a file that has nothing of a letter, which everybody may read.
    pub(crate) fn public(&self, path: &Path) -> Result<Output, Failure> {
        self.with(OpenOptions::new(), path)
    }

    fn with(&self, mut options: OpenOptions, path: &Path) -> Result<Output, Failure> {
        options.write(true);
        if self.force {
            options.create(true).truncate(false);
        } else {
            options.create_new(true);
        }
        match options.open(path) {
            Ok(file) => Ok(Output::File(path.to_owned(), file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(failure(
                path,
                "this file exists already: add --force to overwrite it, or choose another name",
            )),
            Err(error) => Err(failure(path, format_args!("cannot be written: {error}"))),
        }
    }

    /// The file that is written to, to keep it from being one of those that are read.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.output.as_deref()
    }
}

impl Output {
    /// Writes the whole report.
    pub(crate) fn write(self, text: &str) -> Result<(), Failure> {
        match self {
            Output::Stdout => stdout(text),
            Output::File(path, mut file) => file
                .set_len(0)
                .and_then(|()| file.write_all(text.as_bytes()))
                .map_err(|error| failure(&path, format_args!("cannot be written: {error}"))),
        }
    }
}

/// Prints on standard output. A reader that has gone away (`| head`) has read what it wanted.
pub(crate) fn stdout(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::at(
            "standard output",
            format_args!("cannot be written: {error}"),
        )),
        _ => Ok(()),
    }
}

fn failure(path: &Path, message: impl std::fmt::Display) -> Failure {
    Failure::at(&path.display().to_string(), message)
}

#[cfg(unix)]
fn owner_only(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn owner_only(_options: &mut OpenOptions) {}
