//! `rules docs`: the rules, profiles and duties of a pack as a page of Markdown.

use super::explain::{Explanation, level};
use super::markdown::escape;
use crate::pack::Pack;
use crate::pack::schema::{Certainty, Example, RegisterEntry};
use std::fmt::Write as _;

/// What a profile makes of each rule of the pack, in the pack's order.
#[derive(Clone, Debug)]
pub struct ProfileLevels {
    /// The profile's name.
    pub name: String,
    /// A level or `off` for each rule.
    pub levels: Vec<&'static str>,
}

/// The page. `command` is what makes it.
pub fn page(pack: &Pack, profiles: &[ProfileLevels], command: &str) -> String {
    let mut out = format!(
        "<!-- Made by `{command}`. -->\n\n# Rules of {} {}\n\n{}.",
        escape(pack.name()),
        escape(pack.version()),
        escape(pack.summary())
    );
    if let Some(date) = pack.law_as_of() {
        let _ = write!(out, " Law as of {}.", escape(date));
    }
    out.push_str(
        "\n\nLevels are *Before sign-off* (`error`), *Consider* (`warning`) and *For information* (`note`). A rule's own \
         level is the highest that it gives; a point may have a lower one. `evenhand explain ID` prints any of these \
         with all its examples; [settings.md](settings.md) says how to change levels.\n",
    );
    rule_table(&mut out, pack, profiles);
    for rule in pack.rules() {
        if let Some(explanation) = Explanation::of(pack, rule.id.get_ref()) {
            rule_section(&mut out, &explanation);
        }
    }
    if !pack.profiles().is_empty() {
        out.push_str("\n## Profiles\n\n");
    }
    for profile in pack.profiles() {
        let _ = writeln!(
            out,
            "- `{}`: {}.",
            profile.name,
            escape(&profile.file.summary)
        );
    }
    if !pack.duties().is_empty() {
        out.push_str(
            "\n## Duties\n\nWhat rules of the family `duty` know of the law. `policy` is no statutory duty and is never \
             called one.\n",
        );
    }
    for duty in pack.duties() {
        let _ = write!(
            out,
            "\n### {}\n\n{}: {}.\n\n",
            duty.id.get_ref(),
            escape(&duty.title),
            escape(duty.summary.trim().trim_end_matches('.'))
        );
        for row in &duty.entry {
            entry(&mut out, row);
        }
    }
    out
}

fn rule_table(out: &mut String, pack: &Pack, profiles: &[ProfileLevels]) {
    out.push_str("\n| rule | what it finds |");
    for profile in profiles {
        let _ = write!(out, " {} |", escape(&profile.name));
    }
    out.push_str("\n|---|---|");
    out.push_str(&"---|".repeat(profiles.len()));
    out.push('\n');
    for (index, rule) in pack.rules().iter().enumerate() {
        let id = rule.id.get_ref();
        let _ = write!(
            out,
            "| [{id}](#{}) | {} |",
            id.replace('/', ""),
            escape(&rule.summary)
        );
        for profile in profiles {
            let level = profile.levels.get(index).copied().unwrap_or_default();
            let _ = write!(out, " {level} |");
        }
        out.push('\n');
    }
}

fn rule_section(out: &mut String, rule: &Explanation) {
    let title = rule.severity.map_or("", |severity| severity.title());
    let _ = write!(
        out,
        "\n## {}\n\n*{title}.* {}.\n\n{}\n",
        rule.id,
        escape(rule.summary.trim_end_matches('.')),
        escape(rule.why.trim())
    );
    list(out, "What to do", &rule.help);
    list(out, "Sources", &rule.sources);
    for (title, examples) in [("Found", &rule.flag), ("Not found", &rule.pass)] {
        if let Some(example) = examples.first() {
            let _ = write!(
                out,
                "\n{title}:\n\n> {}\n",
                escape(&one_line(&example.text))
            );
            beside(out, example);
        }
    }
}

/// What the letter of an example holds beside the passage.
fn beside(out: &mut String, example: &Example) {
    let kinds = [
        ("area for priority action", &example.priority_actions),
        ("area for improvement", &example.actions),
    ];
    for (kind, actions) in kinds {
        for action in actions {
            let _ = write!(out, ">\n> With the {kind}: {}\n", escape(&one_line(action)));
        }
    }
}

fn list(out: &mut String, title: &str, items: &[String]) {
    let _ = write!(out, "\n{title}:\n\n");
    for item in items {
        let _ = writeln!(out, "- {}", escape(&one_line(item)));
    }
}

fn entry(out: &mut String, row: &RegisterEntry) {
    let _ = write!(
        out,
        "- `{}` {}. {} ({}). Owed by {}.",
        row.id,
        escape(&row.title),
        escape(row.reference.trim_end_matches('.')),
        level(row.level),
        escape(&row.owed_by.join(", "))
    );
    if let Some(limit) = &row.limit {
        let _ = write!(out, " Limit: {}.", escape(limit.trim_end_matches('.')));
    }
    if let Some(words) = &row.qualified {
        let _ = write!(out, " Qualified: “{}”.", escape(words));
    }
    if let Some(date) = &row.in_force_from {
        let _ = write!(out, " In force from: {}.", escape(date));
    }
    if let Some(date) = &row.in_force_until {
        let _ = write!(out, " In force until: {}.", escape(date));
    }
    if row.certainty == Certainty::Unverified {
        out.push_str(" The source was not checked.");
    }
    out.push('\n');
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::pack;

    #[test]
    fn every_rule_and_duty_has_a_place() {
        let pack = pack();
        let levels = ProfileLevels {
            name: "some".to_owned(),
            levels: vec!["off"; pack.rules().len()],
        };
        let page = page(pack, &[levels], "a command");
        for rule in pack.rules() {
            assert!(page.contains(&format!("\n## {}\n", rule.id.get_ref())));
        }
        for duty in pack.duties() {
            assert!(page.contains(&format!("\n### {}\n", duty.id.get_ref())));
            for row in &duty.entry {
                assert!(page.contains(&format!("- `{}` ", row.id)));
            }
        }
        assert!(page.starts_with("<!-- Made by `a command`. -->\n"));
        assert!(page.contains(" | off |\n"));
    }
}
