//! Loads the rule pack: a built-in one, with the user's files over it.

use super::exit::Failure;
use super::look::LookArgs;
use evenhand::pack::{Pack, PackError, PackSource};
use evenhand::report::pack_fault;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct PackArgs {
    /// A folder of rules that adds to the pack or replaces files of it; with a pack.toml, a pack of its own
    #[arg(long, value_name = "DIR", help_heading = "Rules")]
    rules: Option<PathBuf>,
    /// The built-in rule pack to use [default: area-send]
    #[arg(long, value_name = "NAME", help_heading = "Rules")]
    pack: Option<String>,
}

/// The pack that is in force when none is named.
const DEFAULT: &str = "area-send";

impl PackArgs {
    /// The pack, ready for use; a fault in it is shown at its place.
    pub(crate) fn load(&self, look: LookArgs) -> Result<Pack, Failure> {
        self.load_by(None, None, look, Pack::with)
    }

    /// As [`PackArgs::load`], with the examples of every rule.
    pub(crate) fn load_with_examples(&self, look: LookArgs) -> Result<Pack, Failure> {
        self.load_by(None, None, look, Pack::with_examples)
    }

    /// Whether a pack or a folder of rules is named here.
    pub(crate) fn is_chosen(&self) -> bool {
        self.rules.is_some() || self.pack.is_some()
    }

    /// The pack, with what a project's settings name for what is not named here.
    pub(crate) fn load_over(
        &self,
        pack: Option<&str>,
        rules: Option<&Path>,
        look: LookArgs,
    ) -> Result<Pack, Failure> {
        self.load_by(pack, rules, look, Pack::with)
    }

    fn load_by(
        &self,
        pack: Option<&str>,
        rules: Option<&Path>,
        look: LookArgs,
        load: fn(&str, Vec<PackSource>) -> Result<Pack, PackError>,
    ) -> Result<Pack, Failure> {
        let files = match self.rules.as_deref().or(rules) {
            Some(folder) => sources(folder)?,
            None => Vec::new(),
        };
        load(self.pack.as_deref().or(pack).unwrap_or(DEFAULT), files)
            .map_err(|error| Failure::Drawn(pack_fault::pack(&error, look.stderr())))
    }
}

/// The TOML files of a folder, by path.
pub(crate) fn sources(folder: &Path) -> Result<Vec<PackSource>, Failure> {
    let failure = |path: &Path, error: &dyn std::fmt::Display| {
        Failure::at(
            &path.display().to_string(),
            format_args!("cannot be read: {error}"),
        )
    };
    let mut sources = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| failure(folder, &error))?;
        let path = entry.path();
        let is_rule = entry.file_type().is_file()
            && path
                .extension()
                .is_some_and(|extension| extension == "toml");
        let (true, Ok(inner)) = (is_rule, path.strip_prefix(folder)) else {
            continue;
        };
        let text = fs::read_to_string(path).map_err(|error| failure(path, &error))?;
        let names: Vec<_> = inner.iter().map(|name| name.to_string_lossy()).collect();
        sources.push(PackSource {
            path: names.join("/").into(),
            text: text.into(),
        });
    }
    if sources.is_empty() {
        return Err(Failure::at(
            &folder.display().to_string(),
            "there is no .toml file in this folder: name the folder of a rule pack",
        ));
    }
    Ok(sources)
}
