//! The projects that open letters belong to. A file of settings that cannot be used is a diagnostic in it,
//! and the last good one stays.

use super::diagnostics::{about_toml, published};
use super::host::Host;
use super::outbox::{Level, Outbox};
use super::uri;
use crate::pack::Pack;
use crate::settings::{Above, ProjectSettings, Settings, resolve};
use crate::span::Encoding;
use gen_lsp_types::Diagnostic;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Files of settings by their paths, as they were last of use.
#[derive(Debug, Default)]
pub(super) struct Projects {
    good: BTreeMap<PathBuf, ProjectSettings>,
    /// Those that were looked at since they may have changed.
    fresh: BTreeSet<PathBuf>,
    /// Those in which a fault is shown.
    faulty: BTreeSet<PathBuf>,
}

/// What reading settings needs of the session.
pub(super) struct Surroundings<'a> {
    pub(super) host: &'a dyn Host,
    pub(super) outbox: &'a Outbox,
    pub(super) encoding: Encoding,
}

impl Projects {
    /// Files may have changed.
    pub(super) fn forget(&mut self) {
        self.fresh.clear();
    }

    /// The pack and the folder of rules that the settings over a folder name.
    pub(super) fn pack_of(
        &self,
        folder: &Path,
        around: &Surroundings<'_>,
    ) -> (Option<String>, Option<PathBuf>) {
        // Any file of the folder has the folder's settings.
        let Some((path, text)) = found(&folder.join("letter"), around) else {
            return (None, None);
        };
        // What is wrong with it is told when a letter is read.
        let read = ProjectSettings::parse(&path.display().to_string(), &text).ok();
        let Some(settings) = read.as_ref().or_else(|| self.good.get(&path)) else {
            return (None, None);
        };
        let rules = settings.rules().zip(path.parent());
        (
            settings.pack().map(str::to_owned),
            rules.map(|(rules, folder)| folder.join(rules)),
        )
    }

    /// What holds for a letter.
    pub(super) fn settings(
        &mut self,
        letter: &str,
        above: &Above,
        pack: &Pack,
        around: &Surroundings<'_>,
    ) -> Option<Settings> {
        let letter = uri::to_path(letter);
        let file = letter.as_deref().and_then(|path| found(path, around));
        let mut inner = String::new();
        let mut project = None;
        if let Some((path, text)) = &file {
            self.read(path, text, pack, around);
            project = self.good.get(path);
            let relative = letter
                .as_deref()
                .zip(path.parent())
                .and_then(|(letter, folder)| letter.strip_prefix(folder).ok());
            inner = relative
                .map(|path| path.to_string_lossy().replace('\\', "/"))
                .unwrap_or_default();
        }
        // A pack that has changed may not have the profile any more.
        resolve(project, &inner, above, pack)
            .or_else(|_| resolve(None, &inner, above, pack))
            .ok()
    }

    /// Reads a file of settings, unless that was done since it may have changed.
    fn read(&mut self, path: &Path, text: &str, pack: &Pack, around: &Surroundings<'_>) {
        if !self.fresh.insert(path.to_owned()) {
            return;
        }
        let read = ProjectSettings::parse(&path.display().to_string(), text)
            .and_then(|settings| settings.check(pack).map(|()| settings));
        match read {
            Ok(settings) => {
                self.good.insert(path.to_owned(), settings);
                if self.faulty.remove(path) {
                    tell(path, Vec::new(), around);
                }
            }
            Err(error) => {
                self.faulty.insert(path.to_owned());
                tell(
                    path,
                    vec![about_toml(
                        &error.text,
                        error.span,
                        &error.message,
                        &error.help,
                        around.encoding,
                    )],
                    around,
                );
            }
        }
    }
}

fn found(letter: &Path, around: &Surroundings<'_>) -> Option<(PathBuf, String)> {
    match around.host.settings(letter) {
        Ok(found) => found,
        Err(message) => {
            around.outbox.show(Level::Error, &message);
            None
        }
    }
}

fn tell(path: &Path, diagnostics: Vec<Diagnostic>, around: &Surroundings<'_>) {
    around.outbox.notify(
        "textDocument/publishDiagnostics",
        published(&uri::from_path(path), None, diagnostics),
    );
}
