//! What holds for one letter, and whence.

use super::project::{ProjectSettings, profile_advice};
use super::written::SettingsFile;
use super::{DEFAULT_PROFILE, SettingsError};
use crate::allow::Allow;
use crate::diagnostic::Severity;
use crate::pack::{FailOn, Levels, Pack, Quotations, Redact, RuleLevel, selects};
use crate::report::Selection;
use std::fmt;
use std::ops::Range;
use toml::Spanned;

/// Whence a value comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody said anything.
    Default,
    /// The rule or duty itself.
    Pack,
    /// A profile of the pack, by its name.
    Profile(String),
    /// A line of the project's file, from 1.
    File(u32),
    /// What lies above the project's file, by the name it gives itself.
    Above(&'static str),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::Pack => f.write_str("the pack"),
            Origin::Profile(name) => write!(f, "profile {name}"),
            Origin::File(line) => write!(f, "line {line}"),
            Origin::Above(name) => f.write_str(name),
        }
    }
}

/// A value and whence it comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held<T> {
    /// The value.
    pub value: T,
    /// Whence it comes.
    pub origin: Origin,
}

impl<T> Held<T> {
    fn default(value: T) -> Self {
        Held {
            value,
            origin: Origin::Default,
        }
    }

    fn set(&mut self, value: Option<T>, origin: &Origin) {
        if let Some(value) = value {
            self.value = value;
            self.origin = origin.clone();
        }
    }

    fn set_at(&mut self, value: Option<&Spanned<T>>, project: &ProjectSettings)
    where
        T: Clone,
    {
        if let Some(spanned) = value {
            self.value = spanned.get_ref().clone();
            self.origin = Origin::File(project.line(&spanned.span()));
        }
    }
}

/// What a command line or an editor says over all files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Above {
    /// What it is called when somebody asks whence a value comes.
    pub name: &'static str,
    /// The profile.
    pub profile: Option<String>,
    /// The least level that is shown.
    pub min_severity: Option<Severity>,
    /// The least level that fails a check.
    pub fail_on: Option<FailOn>,
    /// What becomes of quoted words.
    pub quotations: Option<Quotations>,
    /// Whether to show what was looked at and left out.
    pub show_suppressed: Option<bool>,
    /// Which reports leave the draft's own words out.
    pub redact: Option<Redact>,
    /// Only these rules; such a rule is on even where a file turned it off.
    pub select: Option<Vec<String>>,
    /// All but these rules.
    pub ignore: Option<Vec<String>>,
}

/// What holds for one letter.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The profile; none when nobody names one and the pack has no `qa`.
    pub profile: Held<Option<String>>,
    /// The least level that is shown.
    pub min_severity: Held<Severity>,
    /// The least level that fails a check.
    pub fail_on: Held<FailOn>,
    /// What becomes of quoted words.
    pub quotations: Held<Quotations>,
    /// Whether to show what was looked at and left out.
    pub show_suppressed: Held<bool>,
    /// Which reports leave the draft's own words out.
    pub redact: Held<Redact>,
    /// Only these rules; all when empty.
    pub select: Held<Vec<String>>,
    /// All but these rules.
    pub ignore: Held<Vec<String>>,
    /// Levels of rules in the order in which they were said.
    rules: Vec<(String, Held<RuleLevel>)>,
    /// Levels of duties in the order in which they were said.
    duties: Vec<(String, Held<RuleLevel>)>,
    /// What the project's file lets stay in this letter.
    pub(super) allows: Vec<Allow>,
}

impl Settings {
    fn new() -> Self {
        let selection = Selection::default();
        Settings {
            profile: Held::default(None),
            min_severity: Held::default(selection.min_severity),
            fail_on: Held::default(FailOn::default()),
            quotations: Held::default(Quotations::default()),
            show_suppressed: Held::default(false),
            redact: Held::default(Redact::default()),
            select: Held::default(selection.select),
            ignore: Held::default(selection.ignore),
            rules: Vec::new(),
            duties: Vec::new(),
            allows: Vec::new(),
        }
    }

    /// The level of a rule: `Off`, a level for all its points, or `On` when they keep their own.
    pub fn rule(&self, id: &str) -> Held<RuleLevel> {
        let said = self.rules.iter().rev().find(|(name, _)| selects(name, id));
        let chosen = |held: &Held<Vec<String>>| held.value.iter().any(|name| selects(name, id));
        let off = |origin: &Origin| Held {
            value: RuleLevel::Off,
            origin: origin.clone(),
        };
        if chosen(&self.ignore) {
            return off(&self.ignore.origin);
        }
        if !self.select.value.is_empty() && !chosen(&self.select) {
            return off(&self.select.origin);
        }
        match said.map(|(_, held)| held) {
            // Whoever asks for a rule in so many words gets it.
            Some(held)
                if held.value == RuleLevel::Off
                    && !self.select.value.is_empty()
                    && matches!(self.select.origin, Origin::Above(_)) =>
            {
                Held {
                    value: RuleLevel::On,
                    origin: self.select.origin.clone(),
                }
            }
            Some(held) => held.clone(),
            None => Held {
                value: RuleLevel::On,
                origin: Origin::Pack,
            },
        }
    }

    /// The level of what rules say of a duty.
    pub fn duty(&self, id: &str) -> Held<RuleLevel> {
        let said = self.duties.iter().rev().find(|(name, _)| name == id);
        said.map_or(
            Held {
                value: RuleLevel::On,
                origin: Origin::Pack,
            },
            |(_, held)| held.clone(),
        )
    }

    /// Takes a profile in the place of one that was named lower down.
    fn take_profile(
        &mut self,
        name: &str,
        origin: Origin,
        pack: &Pack,
    ) -> Result<(), SettingsError> {
        let Some(profile) = pack.profile(name) else {
            return Err(SettingsError::general(
                "profile",
                format!("the pack has no profile `{name}`"),
                profile_advice(name, pack),
            ));
        };
        self.forget_profile();
        self.profile = Held {
            value: Some(name.to_owned()),
            origin,
        };
        let file = &profile.file;
        let origin = Origin::Profile(name.to_owned());
        self.min_severity.set(file.min_severity, &origin);
        self.fail_on.set(file.fail_on, &origin);
        self.quotations.set(file.quotations, &origin);
        self.show_suppressed.set(file.show_suppressed, &origin);
        self.redact.set(file.redact, &origin);
        push_levels(&mut self.rules, &file.rules, |_| origin.clone());
        push_levels(&mut self.duties, &file.duties, |_| origin.clone());
        Ok(())
    }

    fn forget_profile(&mut self) {
        fn forget<T>(held: &mut Held<T>, fresh: Held<T>) {
            if matches!(held.origin, Origin::Profile(_)) {
                *held = fresh;
            }
        }
        let fresh = Settings::new();
        forget(&mut self.min_severity, fresh.min_severity);
        forget(&mut self.fail_on, fresh.fail_on);
        forget(&mut self.quotations, fresh.quotations);
        forget(&mut self.show_suppressed, fresh.show_suppressed);
        forget(&mut self.redact, fresh.redact);
        let stays =
            |(_, held): &(String, Held<RuleLevel>)| !matches!(held.origin, Origin::Profile(_));
        self.rules.retain(stays);
        self.duties.retain(stays);
    }

    fn take(
        &mut self,
        layer: Layer<'_>,
        project: &ProjectSettings,
        pack: &Pack,
    ) -> Result<(), SettingsError> {
        let line = |span: Range<usize>| Origin::File(project.line(&span));
        if let Some(profile) = layer.profile {
            self.take_profile(profile.get_ref(), line(profile.span()), pack)?;
        }
        self.min_severity.set_at(layer.min_severity, project);
        self.fail_on.set_at(layer.fail_on, project);
        self.quotations.set_at(layer.quotations, project);
        self.show_suppressed.set_at(layer.show_suppressed, project);
        self.redact.set_at(layer.redact, project);
        for (held, list) in [
            (&mut self.select, layer.select),
            (&mut self.ignore, layer.ignore),
        ] {
            if let Some(list) = list {
                let names = list.get_ref().iter();
                held.value = names.map(|name| name.get_ref().clone()).collect();
                held.origin = line(list.span());
            }
        }
        push_levels(&mut self.rules, layer.rules, line);
        push_levels(&mut self.duties, layer.duties, line);
        Ok(())
    }
}

/// A family comes before its rules in the order of names, so that what is said of a rule has the last
/// word.
fn push_levels(
    said: &mut Vec<(String, Held<RuleLevel>)>,
    levels: &Levels,
    origin: impl Fn(Range<usize>) -> Origin,
) {
    said.extend(levels.iter().map(|(name, level)| {
        let held = Held {
            value: *level,
            origin: origin(name.span()),
        };
        (name.get_ref().trim_end_matches('/').to_owned(), held)
    }));
}

type List<'a> = Option<&'a Spanned<Vec<Spanned<String>>>>;

/// What the file and its overrides have in common.
struct Layer<'a> {
    profile: Option<&'a Spanned<String>>,
    min_severity: Option<&'a Spanned<Severity>>,
    fail_on: Option<&'a Spanned<FailOn>>,
    quotations: Option<&'a Spanned<Quotations>>,
    show_suppressed: Option<&'a Spanned<bool>>,
    redact: Option<&'a Spanned<Redact>>,
    select: List<'a>,
    ignore: List<'a>,
    rules: &'a Levels,
    duties: &'a Levels,
}

macro_rules! layer {
    ($written:expr) => {
        Layer {
            profile: $written.profile.as_ref(),
            min_severity: $written.min_severity.as_ref(),
            fail_on: $written.fail_on.as_ref(),
            quotations: $written.quotations.as_ref(),
            show_suppressed: $written.show_suppressed.as_ref(),
            redact: $written.redact.as_ref(),
            select: $written.select.as_ref(),
            ignore: $written.ignore.as_ref(),
            rules: &$written.rules,
            duties: &$written.duties,
        }
    };
}

/// What holds for the letter at `path`, which is relative to the folder of the project's file and has
/// `/` between folders.
///
/// # Errors
/// A profile that the pack does not have.
pub fn resolve(
    project: Option<&ProjectSettings>,
    path: &str,
    above: &Above,
    pack: &Pack,
) -> Result<Settings, SettingsError> {
    let mut settings = Settings::new();
    if pack.profile(DEFAULT_PROFILE).is_some() {
        settings.take_profile(DEFAULT_PROFILE, Origin::Default, pack)?;
    }
    if let Some(project) = project {
        let file: &SettingsFile = &project.file;
        settings.take(layer!(file), project, pack)?;
        for one in project.overrides_of(path) {
            settings.take(layer!(one), project, pack)?;
        }
        settings.allows = project
            .allows_of(path)
            .map(|(entry, reason)| {
                Allow::of_words(
                    entry.rule.get_ref(),
                    reason,
                    &entry.note,
                    entry.words.get_ref(),
                    project.line(&entry.words.span()),
                )
            })
            .collect();
    }
    let origin = Origin::Above(above.name);
    if let Some(profile) = &above.profile {
        settings.take_profile(profile, origin.clone(), pack)?;
    }
    settings.min_severity.set(above.min_severity, &origin);
    settings.fail_on.set(above.fail_on, &origin);
    settings.quotations.set(above.quotations, &origin);
    settings.show_suppressed.set(above.show_suppressed, &origin);
    settings.redact.set(above.redact, &origin);
    settings.select.set(above.select.clone(), &origin);
    settings.ignore.set(above.ignore.clone(), &origin);
    Ok(settings)
}
