//! JSON Schemas: of what the program prints, and of what it takes.

use super::agreement::AgreeReport;
use super::facts_json::InspectReport;
use super::json::{CheckReport, to_text};
use super::profile_json::ProfileReport;
use crate::baseline::Baseline;
use crate::pack::ProfileFile;
use crate::pack::schema::{
    DutyFile, LexiconFile, OutcomeFile, PackFile, PublishedFile, RuleFile, WeightsFile,
};
use crate::settings::SettingsFile;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

/// A kind of file in a rule pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackFileKind {
    /// `pack.toml`.
    Pack,
    /// Files under `lexicon/`.
    Lexicon,
    /// Files under `duties/`.
    Duty,
    /// Files under `outcomes/`.
    Outcome,
    /// `published.toml`.
    Published,
    /// `weights.toml`.
    Weights,
    /// Files under `profiles/`.
    Profile,
    /// Files in any other folder.
    Rule,
}

/// The schema of `check --format json`.
pub fn check() -> String {
    to_text(&printed::<CheckReport>())
}

/// The schema of `inspect --format json`.
pub fn inspect() -> String {
    to_text(&printed::<InspectReport>())
}

/// The schema of `profile --format json`.
pub fn profile() -> String {
    to_text(&printed::<ProfileReport>())
}

/// The schema of `agree --format json`.
pub fn agree() -> String {
    to_text(&printed::<AgreeReport>())
}

/// The schema of `evenhand.toml`.
pub fn config() -> String {
    to_text(&taken::<SettingsFile>())
}

/// The schema of a baseline.
pub fn baseline() -> String {
    to_text(&printed::<Baseline>())
}

/// The schema of one kind of pack file, or of them all: a file fits one of them.
pub fn pack_file(kind: Option<PackFileKind>) -> String {
    let schema = match kind {
        Some(PackFileKind::Pack) => taken::<PackFile>(),
        Some(PackFileKind::Lexicon) => taken::<LexiconFile>(),
        Some(PackFileKind::Duty) => taken::<DutyFile>(),
        Some(PackFileKind::Outcome) => taken::<OutcomeFile>(),
        Some(PackFileKind::Published) => taken::<PublishedFile>(),
        Some(PackFileKind::Weights) => taken::<WeightsFile>(),
        Some(PackFileKind::Profile) => taken::<ProfileFile>(),
        Some(PackFileKind::Rule) => taken::<RuleFile>(),
        None => any_pack_file(),
    };
    to_text(&schema)
}

fn printed<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<T>()
}

fn taken<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12()
        .for_deserialize()
        .into_generator()
        .into_root_schema_for::<T>()
}

fn any_pack_file() -> Schema {
    let mut generator = SchemaSettings::draft2020_12()
        .for_deserialize()
        .into_generator();
    let kinds = [
        generator.subschema_for::<PackFile>(),
        generator.subschema_for::<LexiconFile>(),
        generator.subschema_for::<DutyFile>(),
        generator.subschema_for::<OutcomeFile>(),
        generator.subschema_for::<PublishedFile>(),
        generator.subschema_for::<WeightsFile>(),
        generator.subschema_for::<ProfileFile>(),
        generator.subschema_for::<RuleFile>(),
    ];
    schemars::json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of a rule pack",
        "anyOf": kinds,
        "$defs": generator.take_definitions(true),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reference_leads_somewhere() {
        for text in [
            check(),
            inspect(),
            profile(),
            agree(),
            config(),
            baseline(),
            pack_file(None),
            pack_file(Some(PackFileKind::Rule)),
        ] {
            let schema: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            for reference in text.split("\"$ref\": \"#/$defs/").skip(1) {
                let name = reference.split('"').next().unwrap_or_default();
                assert!(schema["$defs"].get(name).is_some(), "{name} is not defined");
            }
        }
    }
}
