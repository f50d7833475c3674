//! Profiles: what a reader of one kind wants to see of a pack's rules. They are data of the pack, so that
//! a pack of one's own may bring its own.

use super::error::{PackError, PackSource};
use crate::diagnostic::Severity;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// What becomes of a rule's points, or of those about a duty.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, serde::Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum RuleLevel {
    /// They are not raised.
    Off,
    /// They are raised at the level that the pack gives them, whatever was said before.
    On,
    /// They are for information.
    Note,
    /// They are to be considered.
    Warning,
    /// They are to be settled before sign-off.
    Error,
}

impl RuleLevel {
    /// The level that it gives every point; none when the points keep their own.
    pub fn severity(self) -> Option<Severity> {
        match self {
            RuleLevel::Off | RuleLevel::On => None,
            RuleLevel::Note => Some(Severity::Note),
            RuleLevel::Warning => Some(Severity::Warning),
            RuleLevel::Error => Some(Severity::Error),
        }
    }

    /// Its name in settings.
    pub fn name(self) -> &'static str {
        match self {
            RuleLevel::Off => "off",
            RuleLevel::On => "on",
            RuleLevel::Note => "note",
            RuleLevel::Warning => "warning",
            RuleLevel::Error => "error",
        }
    }

    /// The name of what it makes of a rule of this level.
    pub fn name_over(self, severity: Severity) -> &'static str {
        match self {
            RuleLevel::On => severity.name(),
            level => level.name(),
        }
    }
}

/// From which level on points fail a check.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    Deserialize,
    serde::Serialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// What is to be settled before sign-off.
    #[default]
    Error,
    /// What is to be considered as well.
    Warning,
    /// Whatever is raised.
    Note,
    /// Nothing.
    Never,
}

impl FailOn {
    /// The least level that fails; none when nothing does.
    pub fn severity(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Note => Some(Severity::Note),
            FailOn::Never => None,
        }
    }

    /// Its name in settings.
    pub fn name(self) -> &'static str {
        self.severity().map_or("never", Severity::name)
    }
}

/// What becomes of points about words that are a person's own: quoted speech and block quotations.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    Deserialize,
    serde::Serialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Quotations {
    /// They are among what is looked at and left out.
    #[default]
    Hide,
    /// They are raised like others.
    Show,
}

impl Quotations {
    /// Its name in settings.
    pub fn name(self) -> &'static str {
        match self {
            Quotations::Hide => "hide",
            Quotations::Show => "show",
        }
    }
}

/// Which reports leave the draft's own words out.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Deserialize,
    serde::Serialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Redact {
    /// None: whoever reads a build server may read the draft.
    Never,
    /// None, but it is said when a report for a build server carries words of the draft.
    #[default]
    Warn,
    /// Those for build servers.
    Ci,
    /// All.
    Always,
}

impl Redact {
    /// Its name in settings.
    pub fn name(self) -> &'static str {
        match self {
            Redact::Never => "never",
            Redact::Warn => "warn",
            Redact::Ci => "ci",
            Redact::Always => "always",
        }
    }

    /// Whether a report, for a build server or not, has to do without the draft's words.
    pub fn leaves_out(self, is_for_ci: bool) -> bool {
        match self {
            Redact::Never | Redact::Warn => false,
            Redact::Ci => is_for_ci,
            Redact::Always => true,
        }
    }
}

/// Levels by the id of a rule or a duty, or by a family of rules.
pub(crate) type Levels = BTreeMap<Spanned<String>, RuleLevel>;

/// A profile as its file has it: `profiles/NAME.toml`.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ProfileFile {
    /// One line: who it is for.
    pub summary: String,
    /// The least level that is shown.
    #[serde(default)]
    pub min_severity: Option<Severity>,
    /// The least level that fails a check.
    #[serde(default)]
    pub fail_on: Option<FailOn>,
    /// What becomes of quoted words.
    #[serde(default)]
    pub quotations: Option<Quotations>,
    /// Whether to show what was looked at and left out.
    #[serde(default)]
    pub show_suppressed: Option<bool>,
    /// Which reports leave the draft's own words out.
    #[serde(default)]
    pub redact: Option<Redact>,
    /// Levels of rules, by id or family.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, RuleLevel>")]
    pub(crate) rules: Levels,
    /// Levels of what rules say of duties, by the duty's id.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, RuleLevel>")]
    pub(crate) duties: Levels,
}

/// A profile and its name.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Its name, that of its file.
    pub name: String,
    /// What it says.
    pub file: ProfileFile,
}

/// The folder of profiles in a pack.
pub(super) const FOLDER: &str = "profiles/";

/// A profile from its file.
pub(super) fn compile(
    source: &PackSource,
    file: ProfileFile,
    known_rule: impl Fn(&str) -> bool,
    known_duty: impl Fn(&str) -> bool,
) -> Result<Profile, PackError> {
    let unknown = |name: &Spanned<String>, what: &str| {
        PackError::at(
            source,
            name.span(),
            format!("no {what} `{}`", name.get_ref()),
            "`evenhand rules list` names them",
        )
    };
    let mut rules = file.rules.keys();
    if let Some(rule) = rules.find(|rule| !known_rule(rule.get_ref())) {
        return Err(unknown(rule, "rule has the id or is of the family"));
    }
    let mut duties = file.duties.keys();
    if let Some(duty) = duties.find(|duty| !known_duty(duty.get_ref())) {
        return Err(unknown(duty, "duty has the id"));
    }
    let name = source.path.strip_prefix(FOLDER).unwrap_or(&source.path);
    Ok(Profile {
        name: name.strip_suffix(".toml").unwrap_or(name).to_owned(),
        file,
    })
}
