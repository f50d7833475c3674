//! Writes a file whole or not at all: beside its place first, then renamed, so that a fault halfway leaves
//! what was there.

use super::exit::Failure;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Writes a file. One that is there already keeps its permissions; a new one is readable by its owner
/// alone.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    try_write(path, bytes).map_err(|error| {
        Failure::at(
            &path.display().to_string(),
            format_args!("cannot be written ({error}); what was there is untouched: check the folder's permissions and space"),
        )
    })
}

fn try_write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // What a link leads to is written, not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (beside, mut file) = beside(&target)?;
    let written = fill(&mut file, bytes, &target).and_then(|()| fs::rename(&beside, &target));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

fn fill(file: &mut File, bytes: &[u8], target: &Path) -> io::Result<()> {
    file.write_all(bytes)?;
    if let Ok(known) = fs::metadata(target) {
        file.set_permissions(known.permissions())?;
    }
    file.sync_all()
}

/// A new file in the same folder.
fn beside(target: &Path) -> io::Result<(PathBuf, File)> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    owner_only(&mut options);
    let mut turn = 0;
    loop {
        let mut name = OsString::from(".");
        name.push(target.file_name().unwrap_or_default());
        name.push(format!(".{}-{turn}.tmp", std::process::id()));
        let path = target.with_file_name(name);
        match options.open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && turn < 100 => turn += 1,
            Err(error) => return Err(error),
        }
    }
}

#[cfg(unix)]
fn owner_only(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn owner_only(_options: &mut OpenOptions) {}

/// Where a changed file goes.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct TargetArgs {
    /// Write to FILE
    #[arg(
        short,
        long,
        value_name = "FILE",
        conflicts_with = "in_place",
        help_heading = "Output"
    )]
    output: Option<PathBuf>,
    /// Let --output overwrite a file
    #[arg(long, requires = "output", help_heading = "Output")]
    force: bool,
    /// Write over the file that is read
    #[arg(long, help_heading = "Output")]
    in_place: bool,
}

impl TargetArgs {
    /// The file to write, made out before any work.
    pub(crate) fn path<'a>(&'a self, input: &'a Path) -> Result<&'a Path, Failure> {
        let Some(output) = &self.output else {
            if self.in_place {
                expect_closed(input)?;
                return Ok(input);
            }
            return Err(Failure::at(
                &input.display().to_string(),
                "nothing says where to write: add -o FILE, or --in-place to write over this file",
            ));
        };
        let shown = output.display().to_string();
        let same = fs::canonicalize(output)
            .is_ok_and(|path| fs::canonicalize(input).is_ok_and(|input| input == path));
        if same {
            return Err(Failure::at(
                &shown,
                "this is the file that is read: choose another name, or say --in-place",
            ));
        }
        if !self.force && output.exists() {
            return Err(Failure::at(
                &shown,
                "this file exists already: add --force to overwrite it, or choose another name",
            ));
        }
        expect_closed(output)?;
        Ok(output)
    }
}

/// Refuses a file that somebody has open: what is written would be lost when they save.
fn expect_closed(path: &Path) -> Result<(), Failure> {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        return Ok(());
    };
    // Word puts `~$` before a short name and in place of the first letters of a long one.
    let shorter = [0, 1, 2].into_iter().filter_map(|cut| name.get(cut..));
    let lock = shorter
        .map(|rest| format!("~${rest}"))
        .chain([format!(".~lock.{name}#")])
        .map(|lock| path.with_file_name(lock))
        .find(|lock| lock.exists());
    match lock {
        Some(lock) => Err(Failure::at(
            &path.display().to_string(),
            format_args!(
                "this file is open in another program: close it there, or write to another name with -o (if \
                 it is open nowhere, delete {})",
                lock.display()
            ),
        )),
        None => Ok(()),
    }
}
