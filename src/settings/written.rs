//! `evenhand.toml` as it is written.

use super::error::SettingsError;
use super::nearest::nearest;
use crate::diagnostic::Severity;
use crate::pack::{FailOn, Levels, Quotations, Redact, RuleLevel};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// What `evenhand.toml` may hold. What is left out is as the profile has it.
#[derive(Clone, Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct SettingsFile {
    /// The profile: for whom letters are checked. The pack `area-send` has `qa`, `accuracy`, `public` and
    /// `research`.
    #[schemars(with = "Option<String>")]
    pub(super) profile: Option<Spanned<String>>,
    /// The least level that is shown.
    #[schemars(with = "Option<Severity>")]
    pub(super) min_severity: Option<Spanned<Severity>>,
    /// The least level that fails a check.
    #[schemars(with = "Option<FailOn>")]
    pub(super) fail_on: Option<Spanned<FailOn>>,
    /// Whether points about quoted speech and block quotations are raised.
    #[schemars(with = "Option<Quotations>")]
    pub(super) quotations: Option<Spanned<Quotations>>,
    /// Whether to show what was looked at and left out.
    #[schemars(with = "Option<bool>")]
    pub(super) show_suppressed: Option<Spanned<bool>>,
    /// Which reports leave the draft's own words out. The strictest that is said of any letter of a report
    /// holds.
    #[schemars(with = "Option<Redact>")]
    pub(super) redact: Option<Spanned<Redact>>,
    /// Only these rules: ids, or families such as `framing`.
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) select: Option<Spanned<Vec<Spanned<String>>>>,
    /// All but these rules: ids or families.
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) ignore: Option<Spanned<Vec<Spanned<String>>>>,
    /// In folders, the files that are read: globs relative to the folder of these settings.
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) include: Option<Vec<Spanned<String>>>,
    /// In folders, the files and folders that are left out: globs relative to the folder of these settings.
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) exclude: Option<Vec<Spanned<String>>>,
    /// The file of points that are known already, relative to the folder of these settings.
    pub(super) baseline: Option<String>,
    /// The rule pack.
    pub(super) pack: PackTable,
    /// Levels of rules, by id or family.
    #[schemars(with = "BTreeMap<String, RuleLevel>")]
    pub(super) rules: Levels,
    /// Levels of what rules say of duties, by the duty's id.
    #[schemars(with = "BTreeMap<String, RuleLevel>")]
    pub(super) duties: Levels,
    /// Other settings for some files; later ones go over earlier ones.
    #[serde(rename = "override")]
    pub(super) overrides: Vec<Override>,
    /// Points that stay as they are, each with a reason.
    pub(super) allow: Vec<AllowEntry>,
}

/// The rule pack.
#[derive(Clone, Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct PackTable {
    /// The built-in pack.
    pub(super) name: Option<String>,
    /// A folder of rules over it, relative to the folder of these settings.
    pub(super) rules: Option<String>,
}

/// Settings for some files.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Override {
    /// The files: globs relative to the folder of these settings.
    #[schemars(with = "Vec<String>")]
    pub(super) paths: Vec<Spanned<String>>,
    /// The profile.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub(super) profile: Option<Spanned<String>>,
    /// The least level that is shown.
    #[serde(default)]
    #[schemars(with = "Option<Severity>")]
    pub(super) min_severity: Option<Spanned<Severity>>,
    /// The least level that fails a check.
    #[serde(default)]
    #[schemars(with = "Option<FailOn>")]
    pub(super) fail_on: Option<Spanned<FailOn>>,
    /// Whether points about quoted speech and block quotations are raised.
    #[serde(default)]
    #[schemars(with = "Option<Quotations>")]
    pub(super) quotations: Option<Spanned<Quotations>>,
    /// Whether to show what was looked at and left out.
    #[serde(default)]
    #[schemars(with = "Option<bool>")]
    pub(super) show_suppressed: Option<Spanned<bool>>,
    /// Which reports leave the draft's own words out.
    #[serde(default)]
    #[schemars(with = "Option<Redact>")]
    pub(super) redact: Option<Spanned<Redact>>,
    /// Only these rules.
    #[serde(default)]
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) select: Option<Spanned<Vec<Spanned<String>>>>,
    /// All but these rules.
    #[serde(default)]
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) ignore: Option<Spanned<Vec<Spanned<String>>>>,
    /// Levels of rules.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, RuleLevel>")]
    pub(super) rules: Levels,
    /// Levels of what rules say of duties.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, RuleLevel>")]
    pub(super) duties: Levels,
}

/// A point that stays as it is.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct AllowEntry {
    /// The rule, or a family of rules.
    #[schemars(with = "String")]
    pub(super) rule: Spanned<String>,
    /// Words of the letter: the sentence, or a part of it that is in no other.
    #[schemars(with = "String")]
    pub(super) words: Spanned<String>,
    /// Why it stays, from the closed list.
    #[schemars(with = "crate::allow::Reason")]
    pub(super) reason: Spanned<String>,
    /// What else there is to say.
    #[serde(default)]
    pub(super) note: String,
    /// Only in these files: globs relative to the folder of these settings.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) paths: Vec<Spanned<String>>,
}

/// Reads the text of an `evenhand.toml`.
pub(super) fn parse(path: &str, text: &str) -> Result<SettingsFile, SettingsError> {
    toml::from_str(text).map_err(|error| {
        // How the parser says that one of a list of names was wanted.
        let message = match error.message() {
            "wanted string or table" => "expected a name in quotation marks".to_owned(),
            message => message.to_owned(),
        };
        let help = meant(&message).unwrap_or_else(|| {
            "`evenhand init` writes such a file, and `evenhand schema config` says what it may hold"
                .to_owned()
        });
        SettingsError::at((path, text), error.span().unwrap_or(0..0), message, help)
    })
}

/// The name that was meant, by a message that names the wrong one and then all that are right.
fn meant(message: &str) -> Option<String> {
    let mut names = message.split('`').skip(1).step_by(2);
    let wrong = names.next()?;
    let known: Vec<&str> = names.collect();
    let near = nearest(wrong, known.iter().copied())?;
    Some(format!("did you mean `{near}`?"))
}
