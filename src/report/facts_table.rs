//! `inspect` as people read it: what the letter says, with no judgement.

use super::clean::{clean, shorten};
use super::paint::{Ink, Look};
use super::place::Places;
use super::wrap::{hang, indented};
use super::{Document, count};
use crate::facts::{
    Action, ActionKind, Attribution, Basis, Content, Cover, DutyFailure, Extent, Polarity,
};
use std::fmt::Write as _;

/// How many words of a passage are quoted.
const MOST_WORDS: usize = 40;

/// The facts of one letter.
pub fn document(document: &Document<'_>, look: Look) -> String {
    let mut table = Table {
        document,
        places: Places::new(document.letter),
        look,
        out: String::new(),
    };
    table.outcome();
    table.sections();
    table.actions();
    table.attributions();
    table.failures();
    table.out.push('\n');
    table.out
}

struct Table<'a> {
    document: &'a Document<'a>,
    places: Places<'a>,
    look: Look,
    out: String,
}

impl Table<'_> {
    fn title(&mut self, title: &str) {
        let title = self.look.ink(Ink::Bold, title);
        let _ = writeln!(self.out, "\n{title}");
    }

    fn place(&self, span: crate::span::Span) -> String {
        self.places.name(span).unwrap_or_default()
    }

    fn words(&self, span: crate::span::Span) -> String {
        shorten(span.of(&self.document.letter.text), MOST_WORDS)
    }

    fn outcome(&mut self) {
        let Document {
            facts, pack, path, ..
        } = self.document;
        let _ = writeln!(self.out, "{}", self.look.ink(Ink::Bold, &clean(path)));
        let outcome = match &facts.outcome {
            Some(outcome) => {
                let title = pack
                    .outcome(&outcome.id)
                    .map_or(outcome.id.as_str(), |known| &known.title);
                format!("Outcome: {title}, {}", self.place(outcome.span))
            }
            None => "Outcome: none stated".to_owned(),
        };
        indented(&mut self.out, 2, &outcome, self.look.width);
        if let Some(dates) = &facts.inspected {
            let _ = writeln!(self.out, "  Inspected: {} to {}", dates.from, dates.until);
        }
    }

    fn sections(&mut self) {
        self.title("Sections");
        for section in &self.document.facts.sections {
            let title = if section.title.is_empty() {
                "(no heading)"
            } else {
                &section.title
            };
            let first = format!(
                "  {:<10} {:<17} ",
                self.place(section.span),
                kebab(section.role)
            );
            hang(
                &mut self.out,
                &first,
                first.chars().count(),
                &clean(title),
                self.look.width,
            );
        }
    }

    fn actions(&mut self) {
        self.title(&count(
            self.document.facts.actions.len(),
            "action",
            "actions",
        ));
        for action in &self.document.facts.actions {
            let head = format!("{}, {}", name(action), self.place(action.span));
            let _ = writeln!(self.out, "  {:>2}  {head}", action.id);
            if let Some(span) = action.responsible {
                let who = format!("responsible: {}", self.words(span));
                indented(&mut self.out, 6, &who, self.look.width);
            }
            let words = format!("“{}”", self.words(action.span));
            indented(&mut self.out, 6, &words, self.look.width);
            let duties = if action.duties.is_empty() {
                "none by name".to_owned()
            } else {
                action.duties.join(", ")
            };
            indented(
                &mut self.out,
                6,
                &format!("duties: {duties}"),
                self.look.width,
            );
        }
    }

    fn attributions(&mut self) {
        let attributions = &self.document.facts.attributions;
        let sentiments = attributions.iter().filter(|one| one.sentiment).count();
        let statements = count(attributions.len(), "attribution", "attributions");
        self.title(&format!("{statements}, {sentiments} of them sentiment"));
        for one in attributions {
            let first = format!(
                "  {:<10} {:<9} {:<11} {:<8} {:<7} {:<9} ",
                self.place(one.cue),
                one.group.name(),
                one.class.name(),
                polarity(one),
                content(one),
                if one.sentiment { "sentiment" } else { "" },
            );
            let words = format!("“{}” “{}”", self.words(one.source), self.words(one.cue));
            hang(
                &mut self.out,
                &first,
                first.chars().count(),
                &words,
                self.look.width.max(80),
            );
        }
    }

    fn failures(&mut self) {
        let failures = &self.document.facts.duty_failures;
        self.title(&count(failures.len(), "duty failure", "duty failures"));
        for failure in failures {
            let head = format!(
                "{:<10} {}: {}, {}; {}",
                self.place(failure.span),
                failure.duty,
                basis(failure),
                extent(failure),
                self.cover(failure)
            );
            hang(&mut self.out, "  ", 2, &head, self.look.width);
            let words = format!("“{}”", self.words(failure.span));
            indented(&mut self.out, 13, &words, self.look.width);
        }
    }

    fn cover(&self, failure: &DutyFailure) -> String {
        let action = failure
            .covered_by
            .and_then(|id| {
                self.document
                    .facts
                    .actions
                    .iter()
                    .find(|action| action.id == id)
            })
            .map(name);
        match (failure.cover, action) {
            (Cover::Named, Some(action)) => format!("named by {action}"),
            (Cover::General, Some(action)) => format!("taken in by {action}"),
            (Cover::None, _) | (_, None) => "no action takes it up".to_owned(),
        }
    }
}

/// An action as people name it: `area for improvement 2`.
fn name(action: &Action) -> String {
    match action.kind {
        ActionKind::PriorityAction => format!("area for priority action {}", action.number),
        ActionKind::Improvement => format!("area for improvement {}", action.number),
    }
}

fn polarity(attribution: &Attribution) -> &'static str {
    match attribution.polarity {
        Polarity::Affirmed => "affirmed",
        Polarity::Negated => "negated",
    }
}

fn content(attribution: &Attribution) -> &'static str {
    match attribution.content {
        Content::Claim => "claim",
        Content::Effect => "effect",
        Content::Own => "own",
    }
}

fn basis(failure: &DutyFailure) -> &'static str {
    match failure.basis {
        Basis::Explicit => "explicit",
        Basis::Implicit => "implicit",
    }
}

fn extent(failure: &DutyFailure) -> &'static str {
    match failure.extent {
        Extent::Widespread => "widespread",
        Extent::Some => "some",
        Extent::Trend => "trend",
    }
}

/// A role by its name for machines.
fn kebab(role: crate::facts::Role) -> String {
    match serde_json::to_value(role) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::analysed;

    #[test]
    fn facts_as_people_read_them() {
        let letter = analysed(
            "## Outcome\n\nThe arrangements lead to inconsistent experiences and outcomes.\n\n\
             ## What needs to do better?\n\nSome parents feel that reviews are late. \
             Only 48% of amended plans are issued within the statutory time.\n\n\
             ## Areas for improvement\n\n- Leaders should issue amended plans on time after annual reviews.\n",
        );
        insta::assert_snapshot!(document(&letter.document(), Look::default()), @r#"
        draft.md
          Outcome: the second outcome (inconsistent experiences), line 3

        Sections
          line 1     outcome           Outcome
          line 5     better            What needs to do better?
          line 9     improvements      Areas for improvement

        1 action
           1  area for improvement 1, line 11
              “Leaders should issue amended plans on time after annual reviews.”
              duties: annual-review

        1 attribution, 1 of them sentiment
          line 7     parents   belief      affirmed claim   sentiment “Some parents”
                                                                      “feel”

        2 duty failures
          line 7     annual-review: implicit, some; named by area for improvement 1
                     “Some parents feel that reviews are late.”
          line 7     annual-review: explicit, widespread; named by area for improvement
          1
                     “Only 48% of amended plans are issued within the statutory time.”
        "#);
    }
}
