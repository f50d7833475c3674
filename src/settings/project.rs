//! A project's settings, checked as far as that goes without a rule pack and a letter.

use super::advice;
use super::error::SettingsError;
use super::paths::Paths;
use super::written::{self, AllowEntry, Override, SettingsFile};
use crate::allow::Reason;
use crate::pack::{Levels, Pack};
use crate::span::LineIndex;
use std::ops::Range;
use toml::Spanned;

/// A project's `evenhand.toml`.
#[derive(Clone, Debug)]
pub struct ProjectSettings {
    pub(super) path: String,
    pub(super) text: String,
    pub(super) file: SettingsFile,
    pub(super) lines: LineIndex,
    include: Option<Paths>,
    exclude: Paths,
    overrides: Vec<Paths>,
    allow: Vec<(Paths, Reason)>,
}

impl ProjectSettings {
    /// Reads the text of a file of settings; `path` is what people know it by.
    ///
    /// # Errors
    /// An unknown key, a value of the wrong type, a glob that is none or an unknown reason, at its place.
    pub fn parse(path: &str, text: &str) -> Result<ProjectSettings, SettingsError> {
        let file = written::parse(path, text)?;
        let source = (path, text);
        let include = match &file.include {
            Some(globs) => Some(compile(source, globs)?),
            None => None,
        };
        let exclude = compile(source, file.exclude.as_deref().unwrap_or_default())?;
        let overrides = file
            .overrides
            .iter()
            .map(|one| compile(source, &one.paths))
            .collect::<Result<_, _>>()?;
        let allow = file
            .allow
            .iter()
            .map(|entry| Ok((compile(source, &entry.paths)?, reason(source, entry)?)))
            .collect::<Result<_, SettingsError>>()?;
        Ok(ProjectSettings {
            path: path.to_owned(),
            text: text.to_owned(),
            lines: LineIndex::new(text),
            include,
            exclude,
            overrides,
            allow,
            file,
        })
    }

    /// What people know the file by.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The built-in pack that it names.
    pub fn pack(&self) -> Option<&str> {
        self.file.pack.name.as_deref()
    }

    /// The folder of rules that it names, relative to its own folder.
    pub fn rules(&self) -> Option<&str> {
        self.file.pack.rules.as_deref()
    }

    /// The baseline that it names, relative to its own folder.
    pub fn baseline(&self) -> Option<&str> {
        self.file.baseline.as_deref()
    }

    /// Whether a file that is met in a folder is to be read. Its path is relative to the folder of the
    /// settings, with `/`.
    pub fn reads(&self, path: &str) -> bool {
        self.include.as_ref().is_none_or(|paths| paths.has(path)) && !self.exclude.has(path)
    }

    /// Checks the names of rules, duties and profiles.
    ///
    /// # Errors
    /// The first name that the pack does not know, at its place.
    pub fn check(&self, pack: &Pack) -> Result<(), SettingsError> {
        let file = &self.file;
        self.check_layer(
            pack,
            file.profile.as_ref(),
            [&file.select, &file.ignore],
            [&file.rules, &file.duties],
        )?;
        for one in &file.overrides {
            self.check_layer(
                pack,
                one.profile.as_ref(),
                [&one.select, &one.ignore],
                [&one.rules, &one.duties],
            )?;
        }
        for entry in &file.allow {
            self.check_rule(pack, &entry.rule)?;
        }
        Ok(())
    }

    fn check_layer(
        &self,
        pack: &Pack,
        profile: Option<&Spanned<String>>,
        lists: [&Option<Spanned<Vec<Spanned<String>>>>; 2],
        [rules, duties]: [&Levels; 2],
    ) -> Result<(), SettingsError> {
        if let Some(name) = profile
            && pack.profile(name.get_ref()).is_none()
        {
            return Err(self.error(
                name.span(),
                format!("the pack has no profile `{}`", name.get_ref()),
                profile_advice(name.get_ref(), pack),
            ));
        }
        let listed = lists
            .into_iter()
            .flatten()
            .flat_map(|list| list.get_ref().iter());
        for rule in listed.chain(rules.keys()) {
            self.check_rule(pack, rule)?;
        }
        for duty in duties.keys() {
            let id = duty.get_ref();
            if pack.duty(id).is_none() {
                let known = pack.duties().iter().map(|duty| duty.id.get_ref().as_str());
                return Err(self.error(
                    duty.span(),
                    format!("no duty has the id `{id}`"),
                    advice(id, known, "`evenhand rules list` names them"),
                ));
            }
        }
        Ok(())
    }

    fn check_rule(&self, pack: &Pack, rule: &Spanned<String>) -> Result<(), SettingsError> {
        if pack.knows_rule(rule.get_ref()) {
            return Ok(());
        }
        Err(self.error(
            rule.span(),
            format!(
                "no rule has the id or is of the family `{}`",
                rule.get_ref()
            ),
            rule_advice(rule.get_ref(), pack),
        ))
    }

    fn error(&self, span: Range<usize>, message: String, help: String) -> SettingsError {
        SettingsError::at((&self.path, &self.text), span, message, help)
    }

    /// The overrides whose paths name a letter, with their numbers from 1.
    pub(super) fn overrides_of(&self, path: &str) -> impl Iterator<Item = &Override> {
        let named = self.overrides.iter().map(move |paths| paths.has(path));
        self.file
            .overrides
            .iter()
            .zip(named)
            .filter_map(|(one, named)| named.then_some(one))
    }

    /// The points that may stay in a letter.
    pub(super) fn allows_of(&self, path: &str) -> impl Iterator<Item = (&AllowEntry, Reason)> {
        self.file
            .allow
            .iter()
            .zip(&self.allow)
            .filter(move |(_, (paths, _))| paths.is_empty() || paths.has(path))
            .map(|(entry, (_, reason))| (entry, *reason))
    }

    /// The lines, from 1, at which points are let stay, and the rules.
    pub fn allow_lines(&self) -> impl Iterator<Item = (u32, &str)> {
        self.file.allow.iter().map(|entry| {
            (
                self.line(&entry.words.span()),
                entry.rule.get_ref().as_str(),
            )
        })
    }

    /// The line of a place, from 1.
    pub(super) fn line(&self, span: &Range<usize>) -> u32 {
        self.lines.position(&self.text, span.start as u32).line
    }
}

/// What to write for a profile that is not known.
pub(super) fn profile_advice(name: &str, pack: &Pack) -> String {
    let names: Vec<&str> = pack
        .profiles()
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    let all = if names.is_empty() {
        "it has none".to_owned()
    } else {
        format!("it has {}", names.join(", "))
    };
    advice(name, names.iter().copied(), &all)
}

/// What to write in the place of a rule that the pack does not know.
pub fn rule_advice(name: &str, pack: &Pack) -> String {
    let ids = pack.rules().iter().map(|rule| rule.id.get_ref().as_str());
    let families = pack
        .rules()
        .iter()
        .filter_map(|rule| rule.id.get_ref().split_once('/').map(|(family, _)| family));
    // The end of an id is often all that is remembered.
    let tail = ids
        .clone()
        .find(|id| id.rsplit('/').next() == Some(name.rsplit('/').next().unwrap_or(name)));
    match tail {
        Some(id) => format!("did you mean `{id}`?"),
        None => advice(
            name,
            ids.chain(families),
            "`evenhand rules list` names the rules",
        ),
    }
}

fn compile(source: (&str, &str), globs: &[Spanned<String>]) -> Result<Paths, SettingsError> {
    for glob in globs {
        if let Err(error) = Paths::new([glob.get_ref().as_str()]) {
            return Err(SettingsError::at(
                source,
                glob.span(),
                format!("this is no glob: {}", error.kind()),
                "write a path with `*` for some characters and `**` for some folders",
            ));
        }
    }
    Paths::new(globs.iter().map(|glob| glob.get_ref().as_str())).map_err(|error| {
        let span = globs.first().map_or(0..0, Spanned::span);
        SettingsError::at(source, span, error.to_string(), "use fewer globs")
    })
}

fn reason(source: (&str, &str), entry: &AllowEntry) -> Result<Reason, SettingsError> {
    let words = entry.words.get_ref();
    if crate::allow::normal(words).is_empty() {
        return Err(SettingsError::at(
            source,
            entry.words.span(),
            "there is no word here",
            "quote the sentence that stays, or a part of it",
        ));
    }
    let written = entry.reason.get_ref();
    Reason::read(written)
        .filter(|(_, rest)| rest.is_empty())
        .map(|(reason, _)| reason)
        .ok_or_else(|| {
            SettingsError::at(
                source,
                entry.reason.span(),
                format!("`{written}` is no reason of the list"),
                advice(
                    written,
                    Reason::ALL.iter().map(|one| one.id()),
                    &Reason::list(),
                ),
            )
        })
}
