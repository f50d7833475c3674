//! Settings: as written, layer over layer, and ready for use.
//!
//! What is said here goes over the project's `evenhand.toml`; only its rule pack is a layer below these.

use crate::diagnostic::Severity;
use crate::settings::Above;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The name under which editors keep the settings.
pub(super) const SECTION: &str = "evenhand";

/// Settings as an editor writes them. What is left out is left as the layer below has it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
pub(super) struct Written {
    /// Rules or families of rules to keep.
    select: Option<Vec<String>>,
    /// Rules or families of rules to leave out.
    ignore: Option<Vec<String>>,
    /// The least level that is shown.
    min_severity: Option<Severity>,
    /// A folder of rules, relative to the folder that the editor works in.
    rules: Option<PathBuf>,
    /// The built-in pack.
    pack: Option<String>,
    /// Whether failings and actions get inlay hints.
    hints: Option<bool>,
    /// What editors keep beside them for their own use.
    #[serde(rename = "path")]
    _path: Option<IgnoredAny>,
    #[serde(rename = "arguments")]
    _arguments: Option<IgnoredAny>,
    #[serde(rename = "enable")]
    _enable: Option<IgnoredAny>,
    #[serde(rename = "trace")]
    _trace: Option<IgnoredAny>,
}

impl Written {
    /// What an editor sent: the settings themselves, or an object in which they have a name. Nothing
    /// when it sent none.
    ///
    /// # Errors
    /// A sentence that says which setting is wrong.
    pub(super) fn read(value: &Value) -> Result<Option<Written>, String> {
        let inner = value.get(SECTION).unwrap_or(value);
        match inner {
            Value::Null => Ok(None),
            Value::Object(fields) if fields.is_empty() => Ok(None),
            _ => Written::deserialize(inner)
                .map(Some)
                .map_err(|error| format!("the settings cannot be used: {error}")),
        }
    }

    /// A rule folder and a pack: those of the command line, or of a project.
    pub(super) fn of_pack(rules: Option<PathBuf>, pack: Option<String>) -> Written {
        Written {
            rules,
            pack,
            ..Written::default()
        }
    }
}

/// Settings, ready for use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Settings {
    /// What goes over the settings of projects.
    pub(super) above: Above,
    pub(super) rules: Option<PathBuf>,
    pub(super) pack: String,
    pub(super) hints: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            above: Above {
                name: "editor",
                ..Above::default()
            },
            rules: None,
            pack: "area-send".to_owned(),
            hints: true,
        }
    }
}

impl Settings {
    /// The settings of all layers, the lowest first. Relative paths count from `root`.
    pub(super) fn of<'a>(
        layers: impl IntoIterator<Item = &'a Written>,
        root: Option<&Path>,
    ) -> Settings {
        let mut settings = Settings::default();
        for layer in layers {
            if let Some(select) = &layer.select {
                settings.above.select = Some(select.clone());
            }
            if let Some(ignore) = &layer.ignore {
                settings.above.ignore = Some(ignore.clone());
            }
            if let Some(severity) = layer.min_severity {
                settings.above.min_severity = Some(severity);
            }
            if let Some(rules) = &layer.rules {
                let named = !rules.as_os_str().is_empty();
                settings.rules = named.then(|| match root {
                    Some(root) => root.join(rules),
                    None => rules.clone(),
                });
            }
            if let Some(pack) = &layer.pack {
                settings.pack.clone_from(pack);
            }
            if let Some(hints) = layer.hints {
                settings.hints = hints;
            }
        }
        settings
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn written(value: &Value) -> Written {
        Written::read(value).expect("sound").expect("some")
    }

    #[test]
    fn later_layers_have_the_last_word() {
        let below = Written::of_pack(Some("/rules".into()), None);
        let above = written(&json!({"evenhand": {"minSeverity": "note", "ignore": ["framing"]}}));
        let settings = Settings::of([&below, &above], None);
        assert_eq!(settings.above.min_severity, Some(Severity::Note));
        assert_eq!(settings.above.ignore, Some(vec!["framing".to_owned()]));
        assert_eq!(settings.rules, Some(PathBuf::from("/rules")));
        assert!(settings.hints);
    }

    #[test]
    fn folders_count_from_the_one_that_is_worked_in() {
        let own = written(&json!({"rules": "own/rules", "trace": {"server": "off"}}));
        let settings = Settings::of([&own], Some(Path::new("/work")));
        assert_eq!(settings.rules, Some(PathBuf::from("/work/own/rules")));
        let none = written(&json!({"rules": ""}));
        assert_eq!(Settings::of([&own, &none], None).rules, None);
    }

    #[test]
    fn what_is_wrong_is_said() {
        let fault = |value: &Value| Written::read(value).expect_err("wrong");
        assert!(fault(&json!({"minSeverity": "loud"})).contains("loud"));
        assert!(fault(&json!({"selct": []})).contains("selct"));
        assert!(fault(&json!([1])).contains("settings"));
        assert!(
            Written::read(&json!({"evenhand": null}))
                .expect("sound")
                .is_none()
        );
    }
}
