//! `check --format sarif`: SARIF 2.1.0, which code hosts and viewers of results read.
//!
//! Columns count characters. A document without lines has no regions: its page or paragraph is a logical
//! location, since an offset into the text that was read is none into the file.

use super::json::{CheckedDocument, Point, RelatedPlace, Rewording, to_text};
use super::place::StatedLocation;
use super::{Fault, Report};
use crate::allow;
use crate::pack::schema::RuleFile;
use crate::span::Position;
use serde::Serialize;
use std::collections::BTreeMap;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The name and version of what is compared between two runs.
const FINGERPRINT: &str = "evenhand/v1";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    invocations: [Invocation<'a>; 1],
    artifacts: Vec<Artifact<'a>>,
    column_kind: &'static str,
    default_source_language: &'static str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
    extensions: [Extension<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'a str,
    version: &'a str,
    semantic_version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_description: Option<Text<'a>>,
    rules: Vec<Rule<'a>>,
}

/// The pack, which is to the program what a plug-in is to others.
#[derive(Serialize)]
struct Extension<'a> {
    name: &'a str,
    version: &'a str,
    properties: PackProperties<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PackProperties<'a> {
    sha256: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    law_as_of: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    name: String,
    short_description: Text<'a>,
    full_description: Text<'a>,
    help: Help,
    default_configuration: Level,
    properties: RuleProperties<'a>,
}

#[derive(Serialize)]
struct Level {
    level: &'static str,
}

#[derive(Serialize)]
struct RuleProperties<'a> {
    tags: [&'a str; 1],
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Text<'a> {
    text: &'a str,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation<'a> {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification<'a>>,
}

#[derive(Serialize)]
struct Notification<'a> {
    level: &'static str,
    message: Text<'a>,
    locations: [Location<'a>; 1],
}

#[derive(Serialize)]
struct Artifact<'a> {
    location: Uri,
    properties: ArtifactProperties<'a>,
}

/// The hash is of the text as it was read, which is not always the bytes of the file: hence no `hashes`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactProperties<'a> {
    text_sha256: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'a str>,
}

#[derive(Serialize)]
struct Uri {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    partial_fingerprints: BTreeMap<&'static str, &'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix<'a>>,
    properties: BTreeMap<&'a str, &'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical<'a> {
    artifact_location: Uri,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region<'a> {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Text<'a>>,
}

#[derive(Serialize)]
struct Logical {
    name: String,
    kind: &'static str,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix<'a> {
    description: Text<'a>,
    artifact_changes: [Change<'a>; 1],
    properties: BTreeMap<&'static str, crate::diagnostic::Grade>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    artifact_location: Uri,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region<'a>,
    inserted_content: Text<'a>,
}

/// The whole report.
pub fn report(report: &Report<'_>) -> String {
    let rules = report.pack.rules();
    let mut results = Vec::new();
    for (index, document) in report.documents.iter().enumerate() {
        let points = document.diagnostics.iter();
        for point in points.chain(document.suppressed.iter().flatten()) {
            results.push(outcome(point, document, index, rules));
        }
    }
    let tool = report.tool;
    to_text(&Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: tool.name,
                    version: tool.version,
                    semantic_version: tool.version,
                    full_description: tool.disclaimer.as_deref().map(|text| Text { text }),
                    rules: rules.iter().map(rule).collect(),
                },
                extensions: [Extension {
                    name: &tool.pack,
                    version: &tool.pack_version,
                    properties: PackProperties {
                        sha256: &tool.pack_sha256,
                        law_as_of: tool.law_as_of.as_deref(),
                    },
                }],
            },
            invocations: [Invocation {
                execution_successful: report.errors.is_empty(),
                tool_execution_notifications: report.errors.iter().map(notification).collect(),
            }],
            artifacts: report.documents.iter().map(artifact).collect(),
            column_kind: "unicodeCodePoints",
            default_source_language: "en-GB",
            results,
        }],
    })
}

fn rule(rule: &RuleFile) -> Rule<'_> {
    let id = rule.id.get_ref().as_str();
    let sources: Vec<String> = rule
        .sources
        .iter()
        .map(|source| format!("- {source}"))
        .collect();
    let why = rule.why.trim();
    Rule {
        id,
        name: id.split(['/', '-']).map(capital).collect(),
        short_description: Text {
            text: &rule.summary,
        },
        full_description: Text { text: why },
        help: Help {
            text: format!("{why}\n\nSources:\n{}", sources.join("\n")),
            markdown: format!("{why}\n\n**Sources**\n\n{}", sources.join("\n")),
        },
        default_configuration: Level {
            level: rule.severity.name(),
        },
        properties: RuleProperties {
            tags: [id.split('/').next().unwrap_or(id)],
        },
    }
}

fn capital(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

fn notification(fault: &Fault) -> Notification<'_> {
    Notification {
        level: "error",
        message: Text {
            text: &fault.message,
        },
        locations: [Location {
            id: None,
            physical_location: Physical {
                artifact_location: Uri {
                    uri: uri(&fault.path),
                    index: None,
                },
                region: None,
            },
            logical_locations: Vec::new(),
            message: None,
        }],
    }
}

fn artifact(document: &CheckedDocument) -> Artifact<'_> {
    Artifact {
        location: Uri {
            uri: uri(&document.path),
            index: None,
        },
        properties: ArtifactProperties {
            text_sha256: &document.text_sha256,
            outcome: document.outcome.as_deref(),
        },
    }
}

fn outcome<'a>(
    point: &'a Point,
    document: &'a CheckedDocument,
    index: usize,
    rules: &[RuleFile],
) -> Outcome<'a> {
    let at = |region, logical_locations| Location {
        id: None,
        physical_location: Physical {
            artifact_location: Uri {
                uri: uri(&document.path),
                index: Some(index),
            },
            region,
        },
        logical_locations,
        message: None,
    };
    let mut properties: BTreeMap<&str, &str> = point
        .properties
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    properties.insert("people", point.severity.title());
    if let Some(reference) = &point.reference {
        properties.insert("reference", reference);
    }
    let related = |(number, related): (usize, &'a RelatedPlace)| Location {
        id: Some(number + 1),
        message: (!related.message.is_empty()).then_some(Text {
            text: &related.message,
        }),
        ..at(
            region(related.start, related.end, related.text.as_deref()),
            logical(None, related.location),
        )
    };
    Outcome {
        rule_id: &point.rule,
        rule_index: rules
            .iter()
            .position(|rule| *rule.id.get_ref() == point.rule),
        level: point.severity.name(),
        message: Message {
            text: point.lines().join("\n"),
        },
        locations: [at(
            region(point.start, point.end, point.text.as_deref()),
            logical(point.section.as_deref(), point.location),
        )],
        related_locations: point.related.iter().enumerate().map(related).collect(),
        partial_fingerprints: BTreeMap::from([(FINGERPRINT, point.fingerprint.as_str())]),
        suppressions: point
            .suppressed
            .iter()
            .map(|reason| Suppression {
                kind: suppression_kind(point),
                status: "accepted",
                justification: allow::told(&reason.reason, |name| {
                    point.properties.get(name).map(String::as_str)
                }),
            })
            .collect(),
        fixes: point
            .fix
            .iter()
            .filter_map(|rewording| fix(rewording, document, index))
            .collect(),
        properties,
    }
}

/// A comment in the letter suppresses from within; settings, a baseline and the rules themselves do so from
/// without.
fn suppression_kind(point: &Point) -> &'static str {
    let place = point.properties.get(allow::PLACE);
    if place.is_some_and(|place| place == allow::IN_LETTER) {
        "inSource"
    } else {
        "external"
    }
}

/// A rewording whose places a program can find; a question has none.
fn fix<'a>(rewording: &'a Rewording, document: &CheckedDocument, index: usize) -> Option<Fix<'a>> {
    let replacements: Option<Vec<_>> = rewording
        .edits
        .iter()
        .map(|edit| {
            Some(Replacement {
                deleted_region: region(edit.start, edit.end, None)?,
                inserted_content: Text {
                    text: &edit.replacement,
                },
            })
        })
        .collect();
    Some(Fix {
        description: Text {
            text: &rewording.title,
        },
        artifact_changes: [Change {
            artifact_location: Uri {
                uri: uri(&document.path),
                index: Some(index),
            },
            replacements: replacements.filter(|all| !all.is_empty())?,
        }],
        properties: BTreeMap::from([("grade", rewording.grade)]),
    })
}

fn region<'a>(
    start: Option<Position>,
    end: Option<Position>,
    words: Option<&'a str>,
) -> Option<Region<'a>> {
    let (start, end) = start.zip(end)?;
    Some(Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
        snippet: words.map(|text| Text { text }),
    })
}

fn logical(section: Option<&str>, location: Option<StatedLocation>) -> Vec<Logical> {
    let section = section.map(|section| Logical {
        name: section.to_owned(),
        kind: "section",
    });
    let place = location.and_then(|location| {
        Some(Logical {
            name: location.name()?,
            kind: if location.page.is_some() {
                "page"
            } else {
                "paragraph"
            },
        })
    });
    section.into_iter().chain(place).collect()
}

/// A path as a URI: an absolute one with its scheme, another relative to wherever the reader is.
fn uri(path: &str) -> String {
    use std::fmt::Write as _;
    let path = path.replace('\\', "/");
    let mut uri = String::new();
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if path.as_bytes().get(1) == Some(&b':') {
        uri.push_str("file:///");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::told;
    use serde_json::{Value, json};

    fn log() -> Value {
        serde_json::from_str(&told(report)).expect("JSON")
    }

    #[test]
    fn a_result_has_rule_region_related_places_and_fix() {
        let log = log();
        let run = &log["runs"][0];
        let first = &run["results"][0];
        let rule = first["ruleIndex"].as_u64().expect("known") as usize;
        assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], first["ruleId"]);
        let physical = &first["locations"][0]["physicalLocation"];
        assert_eq!(
            physical["artifactLocation"],
            json!({"uri": "draft.md", "index": 0})
        );
        assert_eq!(physical["region"]["startLine"], 5);
        assert_eq!(physical["region"]["endColumn"], 46);
        assert_eq!(
            first["relatedLocations"][0]["message"]["text"],
            "the area for improvement"
        );
        let change = &run["results"][1]["fixes"][0]["artifactChanges"][0];
        assert_eq!(change["replacements"][0]["insertedContent"]["text"], "say");
        assert_eq!(
            change["replacements"][0]["deletedRegion"]["startColumn"],
            14
        );
    }

    #[test]
    fn what_is_left_out_is_suppressed_with_its_reason() {
        let suppressed = &log()["runs"][0]["results"][2]["suppressions"][0];
        assert_eq!(suppressed["justification"], "quoted words");
    }

    #[test]
    fn a_document_without_lines_has_no_region() {
        let location = log()["runs"][0]["results"][3]["locations"][0].clone();
        assert!(location["physicalLocation"].get("region").is_none());
        assert_eq!(
            location["logicalLocations"][0],
            json!({"name": "page 4", "kind": "page"})
        );
    }

    #[test]
    fn a_file_that_was_not_read_fails_the_run() {
        let invocation = log()["runs"][0]["invocations"][0].clone();
        assert_eq!(invocation["executionSuccessful"], false);
        let told = &invocation["toolExecutionNotifications"][0];
        assert_eq!(told["message"]["text"], "there is no such file");
    }

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("drafts/a b.md"), "drafts/a%20b.md");
        assert_eq!(uri("/x/é.md"), "file:///x/%C3%A9.md");
        assert_eq!(uri("C:\\x.md"), "file:///C%3A/x.md");
        assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
    }
}
