//! Finds the settings of each letter: the nearest `evenhand.toml` in its folder or above.

use super::exit::Failure;
use super::look::LookArgs;
use evenhand::report::settings_fault;
use evenhand::settings::{FILE_NAME, ProjectSettings};
use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct ConfigArgs {
    /// Take settings from FILE [default: the nearest evenhand.toml in each letter's folder or above]
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with = "isolated",
        help_heading = "Settings"
    )]
    config: Option<PathBuf>,
    /// Look for no evenhand.toml
    #[arg(long, help_heading = "Settings")]
    isolated: bool,
}

/// A project's file of settings, and where it lies.
#[derive(Debug)]
pub(crate) struct Project {
    pub(crate) settings: ProjectSettings,
    pub(crate) folder: PathBuf,
}

impl Project {
    /// A path as the settings name it: relative to their folder, with `/`.
    pub(crate) fn relative(&self, path: &Path) -> String {
        relative(&self.folder, path)
    }

    /// A file that the settings name.
    pub(crate) fn named(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }
}

/// The projects that letters belong to.
#[derive(Debug)]
pub(crate) struct Projects {
    fixed: Option<Option<Arc<Project>>>,
    look: LookArgs,
    /// By folder.
    known: HashMap<PathBuf, Option<Arc<Project>>>,
}

impl Projects {
    pub(crate) fn new(args: &ConfigArgs, look: LookArgs) -> Result<Projects, Failure> {
        let fixed = match &args.config {
            Some(path) => {
                let text = fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
                Some(Some(project(path, &text, look)?))
            }
            None if args.isolated => Some(None),
            None => None,
        };
        Ok(Projects {
            fixed,
            look,
            known: HashMap::new(),
        })
    }

    /// The project of a file; of the folder that the program was called in when there is no path.
    pub(crate) fn of(&mut self, path: Option<&Path>) -> Result<Option<Arc<Project>>, Failure> {
        if let Some(fixed) = &self.fixed {
            return Ok(fixed.clone());
        }
        let folder = match path {
            Some(path) => whole(path).parent().map(Path::to_owned),
            None => std::env::current_dir().ok(),
        };
        match folder {
            Some(folder) => self.of_folder(&folder),
            None => Ok(None),
        }
    }

    fn of_folder(&mut self, folder: &Path) -> Result<Option<Arc<Project>>, Failure> {
        if let Some(known) = self.known.get(folder) {
            return Ok(known.clone());
        }
        let path = folder.join(FILE_NAME);
        let found = match fs::read_to_string(&path) {
            Ok(text) => Some(project(&path, &text, self.look)?),
            Err(error) if error.kind() == ErrorKind::NotFound => match folder.parent() {
                Some(above) => self.of_folder(above)?,
                None => None,
            },
            Err(error) => return Err(unreadable(&path, &error)),
        };
        self.known.insert(folder.to_owned(), found.clone());
        Ok(found)
    }
}

fn project(path: &Path, text: &str, look: LookArgs) -> Result<Arc<Project>, Failure> {
    let path = whole(path);
    let name = shown(&path);
    let settings = ProjectSettings::parse(&name, text)
        .map_err(|error| Failure::Drawn(settings_fault::draw(&error, look.stderr())))?;
    Ok(Arc::new(Project {
        settings,
        folder: path.parent().map(Path::to_owned).unwrap_or_default(),
    }))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    let message = match error.kind() {
        ErrorKind::NotFound => {
            "there is no such file: check the path, or write one with `evenhand init`".to_owned()
        }
        ErrorKind::InvalidData => "this file is not UTF-8: save it as such".to_owned(),
        _ => format!("cannot be read: {error}"),
    };
    Failure::at(&path.display().to_string(), message)
}

/// A path from the root of the file system. Links to folders are followed, one to the file is not.
pub(crate) fn whole(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match (path.parent().map(fs::canonicalize), path.file_name()) {
        (Some(Ok(folder)), Some(name)) => folder.join(name),
        _ => path,
    }
}

/// A path as people know it: from the folder that the program was called in, when it lies there.
pub(crate) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().and_then(fs::canonicalize).ok();
    let inner = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
    inner
        .unwrap_or_else(|| path.to_owned())
        .display()
        .to_string()
}

/// A path relative to a folder, with `/`; the whole path when it lies elsewhere.
pub(crate) fn relative(folder: &Path, path: &Path) -> String {
    let path = whole(path);
    let inner = path.strip_prefix(folder).unwrap_or(&path);
    let names: Vec<_> = inner
        .components()
        .filter_map(|component| match component {
            Component::Normal(name) => Some(name.to_string_lossy()),
            _ => None,
        })
        .collect();
    names.join("/")
}
