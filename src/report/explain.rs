//! `explain`: what a rule or duty is about, why, where that comes from, the law behind it, and
//! examples.

use super::json::to_text;
use super::paint::{Ink, Look};
use super::wrap::{hang, indented};
use crate::diagnostic::Severity;
use crate::pack::Pack;
use crate::pack::schema::{Certainty, DutyFile, Example, Level, RegisterEntry, RuleFile};
use serde::Serialize;
use std::fmt::Write as _;

/// A rule or a duty, explained.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Explanation {
    /// Its id.
    pub id: String,
    /// Whether it is a rule or a duty.
    pub kind: Kind,
    /// A duty's title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// A rule's level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// One line: what it finds.
    pub summary: String,
    /// Why it matters.
    pub why: String,
    /// What to do about a point, case by case.
    pub help: Vec<String>,
    /// Where it comes from.
    pub sources: Vec<String>,
    /// The register's rows behind a duty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<RegisterEntry>,
    /// Examples that are found.
    pub flag: Vec<Example>,
    /// Examples that are not.
    pub pass: Vec<Example>,
}

/// What is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A rule.
    Rule,
    /// A duty.
    Duty,
}

impl Explanation {
    /// The rule or duty of this id.
    pub fn of(pack: &Pack, id: &str) -> Option<Explanation> {
        let rule = pack.rule(id).map(Explanation::from);
        rule.or_else(|| pack.duty(id).map(Explanation::from))
    }

    /// As JSON.
    pub fn json(&self) -> String {
        to_text(self)
    }

    /// As people read it.
    pub fn text(&self, look: Look) -> String {
        let mut out = look.ink(Ink::Bold, &self.id);
        match (self.severity, &self.title) {
            (Some(severity), _) => {
                let _ = write!(out, ": {}", severity.title().to_lowercase());
            }
            (None, Some(title)) => {
                let _ = write!(out, ": {title}");
            }
            (None, None) => {}
        }
        out.push('\n');
        indented(&mut out, 2, &self.summary, look.width);
        section(&mut out, "Why", look);
        indented(&mut out, 2, self.why.trim(), look.width);
        bullets(&mut out, "What to do", &self.help, look);
        bullets(&mut out, "Sources", &self.sources, look);
        if !self.entries.is_empty() {
            section(&mut out, "The law behind it", look);
            for entry in &self.entries {
                push_entry(&mut out, entry, look);
            }
        }
        examples(&mut out, "Found", &self.flag, look);
        examples(&mut out, "Not found", &self.pass, look);
        out
    }
}

impl From<&RuleFile> for Explanation {
    fn from(rule: &RuleFile) -> Self {
        let mut help: Vec<String> = Vec::new();
        for words in rule.help.values() {
            if !help.contains(words) {
                help.push(words.clone());
            }
        }
        Explanation {
            id: rule.id.get_ref().clone(),
            kind: Kind::Rule,
            title: None,
            severity: Some(rule.severity),
            summary: rule.summary.clone(),
            why: rule.why.clone(),
            help,
            sources: rule.sources.clone(),
            entries: Vec::new(),
            flag: rule.flag.clone(),
            pass: rule.pass.clone(),
        }
    }
}

impl From<&DutyFile> for Explanation {
    fn from(duty: &DutyFile) -> Self {
        Explanation {
            id: duty.id.get_ref().clone(),
            kind: Kind::Duty,
            title: Some(duty.title.clone()),
            severity: None,
            summary: duty.summary.clone(),
            why: duty.why.clone(),
            help: vec![duty.help.clone()],
            sources: duty.sources.clone(),
            entries: duty.entry.clone(),
            flag: duty.flag.clone(),
            pass: duty.pass.clone(),
        }
    }
}

fn section(out: &mut String, title: &str, look: Look) {
    let _ = writeln!(out, "\n{}", look.ink(Ink::Bold, title));
}

fn bullets(out: &mut String, title: &str, items: &[String], look: Look) {
    if items.is_empty() {
        return;
    }
    section(out, title, look);
    for item in items {
        hang(out, "  - ", 4, item.trim(), look.width);
    }
}

fn push_entry(out: &mut String, entry: &RegisterEntry, look: Look) {
    hang(
        out,
        "  - ",
        4,
        &format!("{}: {}", entry.id, entry.title),
        look.width,
    );
    let mut lines = vec![
        format!("asks for {}", entry.asks),
        format!("owed by {}", entry.owed_by.join(", ")),
        format!("{} ({})", entry.reference, level(entry.level)),
    ];
    lines.extend(entry.limit.iter().map(|limit| format!("limit: {limit}")));
    lines.extend(
        entry
            .qualified
            .iter()
            .map(|words| format!("qualified: “{words}”")),
    );
    if entry.absolute {
        lines.push("no exceptions but a closed list".to_owned());
    }
    lines.extend(
        entry
            .in_force_from
            .iter()
            .map(|date| format!("in force from: {date}")),
    );
    lines.extend(
        entry
            .in_force_until
            .iter()
            .map(|date| format!("in force until: {date}")),
    );
    lines.push(certainty(entry.certainty).to_owned());
    for line in lines {
        hang(out, "      ", 6, &line, look.width);
    }
}

fn examples(out: &mut String, title: &str, examples: &[Example], look: Look) {
    if examples.is_empty() {
        return;
    }
    section(out, title, look);
    for example in examples {
        hang(
            out,
            "  - ",
            4,
            &format!("“{}”", example.text.trim()),
            look.width,
        );
        let asides = [
            example
                .outcome
                .as_ref()
                .map(|outcome| format!("outcome: {outcome}")),
            list("areas for priority action", &example.priority_actions),
            list("areas for improvement", &example.actions),
        ];
        for aside in asides.into_iter().flatten() {
            hang(out, "      ", 6, &aside, look.width);
        }
    }
}

fn list(title: &str, items: &[String]) -> Option<String> {
    (!items.is_empty()).then(|| format!("{title}: {}", items.join(" / ")))
}

/// How binding an entry is, in words.
pub(crate) fn level(level: Level) -> &'static str {
    match level {
        Level::Statute => "an Act",
        Level::Regulation => "regulations",
        Level::CaseLaw => "case law",
        Level::StatutoryGuidance => "statutory guidance",
        Level::NhsStandingRules => "NHS standing rules",
        Level::Policy => "policy, not a statutory duty",
    }
}

fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Read => "source: the text of the law was read",
        Certainty::Cited => "source: a page that cites it was read",
        Certainty::Unverified => "source: not checked",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::pack;

    #[test]
    fn every_rule_and_duty_is_explained_in_full() {
        let pack = pack();
        let rules = pack.rules().iter().map(|rule| rule.id.get_ref());
        for id in rules.chain(pack.duties().iter().map(|duty| duty.id.get_ref())) {
            let explanation = Explanation::of(pack, id).expect("it is in the pack");
            let text = explanation.text(Look::default());
            for part in [
                "\nWhy\n",
                "\nWhat to do\n",
                "\nSources\n",
                "\nFound\n",
                "\nNot found\n",
            ] {
                assert!(text.contains(part), "{id} does not say {part:?}");
            }
            assert!(explanation.json().contains("\"summary\""));
        }
    }

    #[test]
    fn a_duty_names_its_law() {
        let text = Explanation::of(pack(), "annual-review")
            .expect("a duty")
            .text(Look::default());
        assert!(
            text.starts_with("annual-review: Annual reviews and amended plans\n"),
            "{text}"
        );
        assert!(text.contains("  - AR-12M: Review the plan\n"), "{text}");
        assert!(text.contains("      limit: 12 months\n"), "{text}");
        assert!(Explanation::of(pack(), "no/such").is_none());
    }
}
