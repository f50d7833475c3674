//! Which files a command reads: those named, those in folders, and standard input.

use super::exit::Failure;
use evenhand::read::{Format, Revisions};
use evenhand::report::Fault;
use ignore::overrides::{Override, OverrideBuilder};
use ignore::{DirEntry, WalkBuilder};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The path that stands for standard input.
const STDIN: &str = "-";

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct FileArgs {
    /// Letters, folders of letters, or `-` for standard input
    ///
    /// Word (.docx, .docm, .dotx, .dotm), PDF (.pdf), OpenDocument (.odt, .ott), web pages (.html, .htm),
    /// Markdown (.md, .markdown, .mdown, .mkd) and plain text (.txt, .text) are read; a file of another
    /// name is taken for plain text. Folders are walked: hidden files, files that a .gitignore
    /// or .ignore leaves out, and files that are no letters are skipped. A named file that is no
    /// letter is an error. A fragment on standard input is read as findings.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// In folders, read only files that match GLOB, relative to the folder (may be repeated)
    #[arg(long, value_name = "GLOB", help_heading = "Files")]
    include: Vec<String>,
    /// In folders, leave out files and folders that match GLOB (may be repeated)
    #[arg(long, value_name = "GLOB", help_heading = "Files")]
    exclude: Vec<String>,
    /// Treat named files as if they were met in a folder: globs and settings leave them out, and what is no
    /// letter is skipped. For hooks, which name every file that changed
    #[arg(long, help_heading = "Files")]
    force_exclude: bool,
    /// The name to give standard input: its extension says the format [default: Markdown]
    #[arg(long, value_name = "NAME", help_heading = "Files")]
    stdin_filename: Option<String>,
    /// Read a draft with tracked changes as it was before them [default: as if all were accepted]
    #[arg(long, help_heading = "Files")]
    original: bool,
}

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Input {
    /// The name that reports and messages give it.
    pub(crate) name: String,
    /// Its path; none for standard input.
    pub(crate) path: Option<PathBuf>,
    /// What to read it as.
    pub(crate) format: Format,
    /// Whether it was met while walking a folder, and may turn out to be no letter.
    pub(crate) walked: bool,
}

/// The files that were found.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// The files, each once: in the order of the arguments, those of a folder by path.
    pub(crate) files: Vec<Input>,
    /// Folders and files that could not be looked into.
    pub(crate) faults: Vec<Fault>,
    /// How many files of other formats the folders hold.
    pub(crate) other_formats: usize,
    /// How to read tracked changes.
    pub(crate) revisions: Revisions,
    /// Whether it is no fault when there is no letter among them.
    pub(crate) may_be_none: bool,
}

impl FileArgs {
    /// Finds the files. `except`, the reports that are being written, are left out of folders; to name
    /// one is an error.
    pub(crate) fn collect<'a>(
        &self,
        except: impl IntoIterator<Item = &'a Path>,
    ) -> Result<Inputs, Failure> {
        let mut collector = Collector {
            args: self,
            inputs: Inputs {
                revisions: if self.original {
                    Revisions::Original
                } else {
                    Revisions::Accepted
                },
                may_be_none: self.force_exclude,
                ..Inputs::default()
            },
            seen: HashSet::new(),
        };
        let mut written = Vec::new();
        for path in except {
            collector.is_new(path);
            written.push(real(path));
        }
        for path in &self.files {
            if path.as_os_str() == STDIN {
                collector.stdin();
            } else if path.is_dir() {
                collector.folder(path)?;
            } else if written.contains(&real(path)) {
                return Err(Failure::at(
                    &path.display().to_string(),
                    "the report would be written over this file, which is to be read: choose \
                     another name for the report",
                ));
            } else if self.force_exclude {
                collector.left_out_or_walked(path)?;
            } else {
                collector.named(path);
            }
        }
        Ok(collector.inputs)
    }

    /// The files and folders as they were given.
    pub(crate) fn named(&self) -> String {
        self.files
            .iter()
            .map(|path| path.display().to_string())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

struct Collector<'a> {
    args: &'a FileArgs,
    inputs: Inputs,
    seen: HashSet<PathBuf>,
}

impl Collector<'_> {
    /// Whether a file is met for the first time, by whichever path.
    fn is_new(&mut self, path: &Path) -> bool {
        self.seen.insert(real(path))
    }

    fn stdin(&mut self) {
        if !self.seen.insert(PathBuf::from(STDIN)) {
            return;
        }
        let name = self
            .args
            .stdin_filename
            .clone()
            .unwrap_or_else(|| "<stdin>".to_owned());
        let format = match &self.args.stdin_filename {
            Some(name) => Format::from_path(name).unwrap_or(Format::Text),
            None => Format::Markdown,
        };
        self.inputs.files.push(Input {
            name,
            path: None,
            format,
            walked: false,
        });
    }

    fn named(&mut self, path: &Path) {
        let name = path.display().to_string();
        let format = Format::from_path(&name).unwrap_or(Format::Text);
        let input = Input {
            name,
            path: Some(path.to_owned()),
            format,
            walked: false,
        };
        if self.is_new(path) {
            self.inputs.files.push(input);
        } else if let Some(walked) = self.inputs.files.iter_mut().find(|known| same(known, path)) {
            // A file that is named as well as walked over is a named one.
            walked.walked = false;
        }
    }

    fn folder(&mut self, folder: &Path) -> Result<(), Failure> {
        let include = globs(folder, &self.args.include, "")?;
        let exclude = globs(folder, &self.args.exclude, "!")?;
        let walk = WalkBuilder::new(folder)
            .require_git(false)
            .sort_by_file_path(Path::cmp)
            .filter_entry(move |entry| !exclude.matched(entry.path(), is_folder(entry)).is_ignore())
            .build();
        for entry in walk {
            match entry {
                Ok(entry) if is_folder(&entry) => {}
                Ok(entry) => self.walked(entry.path(), &include),
                Err(error) => self.inputs.faults.push(Fault {
                    path: folder.display().to_string(),
                    message: format!("cannot be walked in full: {error}"),
                }),
            }
        }
        Ok(())
    }

    /// A named file that is treated as one that is met in this folder.
    fn left_out_or_walked(&mut self, path: &Path) -> Result<(), Failure> {
        let here = Path::new("");
        let exclude = globs(here, &self.args.exclude, "!")?;
        let is_left_out = path
            .ancestors()
            .any(|part| exclude.matched(part, part != path).is_ignore());
        if !is_left_out {
            self.walked(path, &globs(here, &self.args.include, "")?);
        }
        Ok(())
    }

    fn walked(&mut self, path: &Path, include: &Override) {
        if include.matched(path, false).is_ignore() {
            return;
        }
        let name = path.display().to_string();
        // Word keeps such a file beside a document that is open.
        if path
            .file_name()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(b"~$"))
        {
            return;
        }
        let Some(format) = Format::from_path(&name) else {
            self.inputs.other_formats += 1;
            return;
        };
        if self.is_new(path) {
            self.inputs.files.push(Input {
                name,
                path: Some(path.to_owned()),
                format,
                walked: true,
            });
        }
    }
}

/// The file behind a path, by whichever name.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn same(known: &Input, path: &Path) -> bool {
    known
        .path
        .as_deref()
        .is_some_and(|known| known == path || real(known) == real(path))
}

fn is_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_dir())
}

/// Globs relative to a folder. With `!` before them, those that match are ignored; without, those
/// that do not.
fn globs(folder: &Path, globs: &[String], sign: &str) -> Result<Override, Failure> {
    let mut builder = OverrideBuilder::new(folder);
    for glob in globs {
        builder
            .add(&format!("{sign}{glob}"))
            .map_err(|error| Failure::at(glob, format_args!("this is no glob: {error}")))?;
    }
    builder
        .build()
        .map_err(|error| Failure::Message(format!("the globs cannot be used: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collect(
        folder: &Path,
        files: &[&str],
        include: &[&str],
        exclude: &[&str],
    ) -> Vec<(String, bool)> {
        let owned = |globs: &[&str]| globs.iter().map(|glob| (*glob).to_owned()).collect();
        let args = FileArgs {
            files: files.iter().map(|file| folder.join(file)).collect(),
            include: owned(include),
            exclude: owned(exclude),
            force_exclude: false,
            stdin_filename: None,
            original: false,
        };
        let inputs = args.collect(None).expect("sound globs");
        let relative = |input: &Input| {
            let path = input
                .path
                .as_deref()
                .and_then(|path| path.strip_prefix(folder).ok());
            path.map(|path| path.display().to_string())
                .unwrap_or_default()
        };
        inputs
            .files
            .iter()
            .map(|input| (relative(input), input.walked))
            .collect()
    }

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for file in [
            "b.md",
            "a.txt",
            ".hidden.md",
            "left-out.md",
            "old/c.md",
            "old/d.xlsx",
            "old/~$c.docx",
            "new/e.md",
        ] {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("has one")).expect("folders");
            fs::write(path, "words").expect("written");
        }
        fs::write(folder.path().join(".gitignore"), "left-out.md\n").expect("written");
        folder
    }

    fn walked(names: &[&str]) -> Vec<(String, bool)> {
        names
            .iter()
            .map(|name| ((*name).to_owned(), true))
            .collect()
    }

    #[test]
    fn folders_are_walked_in_order_without_hidden_and_ignored_files() {
        let folder = folder();
        assert_eq!(
            collect(folder.path(), &[""], &[], &[]),
            walked(&["a.txt", "b.md", "new/e.md", "old/c.md"])
        );
    }

    #[test]
    fn globs_choose_files_and_never_bring_hidden_ones_back() {
        let folder = folder();
        assert_eq!(
            collect(folder.path(), &[""], &["*.md"], &["old"]),
            walked(&["b.md", "new/e.md"])
        );
        assert_eq!(
            collect(folder.path(), &[""], &["old/*"], &[]),
            walked(&["old/c.md"])
        );
    }

    #[test]
    fn a_file_is_read_once_and_a_named_one_stays_named() {
        let folder = folder();
        let found = collect(
            folder.path(),
            &["old", "old/c.md", "b.md", "b.md"],
            &[],
            &[],
        );
        assert_eq!(
            found,
            [("old/c.md".to_owned(), false), ("b.md".to_owned(), false)]
        );
    }
}
