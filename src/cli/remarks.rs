//! What is to be said about suppressions and the baseline when a letter was checked. No word of the letter
//! is part of it.

use super::plan::LetterPlan;
use evenhand::allow::Place;
use evenhand::letter::Letter;
use evenhand::report::place_in_file;
use evenhand::settings::{Settled, Unused};

/// A remark on a letter's suppressions or its baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Remark {
    /// The file and the place in it.
    pub(crate) place: String,
    pub(crate) message: String,
    /// Whether something is wrong that makes the result another one.
    pub(crate) is_fault: bool,
}

/// The remarks on a letter.
pub(crate) fn of(letter: &Letter, name: &str, plan: &LetterPlan, settled: &Settled) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for fault in &settled.faults {
        remarks.push(Remark {
            place: place_in_file(letter, name, fault.span),
            message: format!("a suppression does not hold: {}", fault.message),
            is_fault: true,
        });
    }
    for Unused { allow, rules } in settled.unused() {
        let rules = rules.join(", ");
        remarks.push(Remark {
            place: place(letter, name, plan, &allow.place),
            message: if allow.is_about_sentence() {
                format!(
                    "a reply gave a reason for {rules} ({}), and does not hold any more: its sentence was changed",
                    allow.reason.title()
                )
            } else {
                format!(
                    "{rules} raises nothing here, so its suppression can go (`evenhand allows --unused`)"
                )
            },
            is_fault: false,
        });
    }
    for entry in &settled.stale {
        remarks.push(Remark {
            place: name.to_owned(),
            message: format!(
                "the baseline has {} at {}, which is not raised any more (`evenhand baseline write` \
                 drops it)",
                entry.rule, entry.place
            ),
            is_fault: false,
        });
    }
    remarks
}

/// The file and the place in it at which a suppression stands.
pub(crate) fn place(letter: &Letter, name: &str, plan: &LetterPlan, place: &Place) -> String {
    match place {
        Place::Letter { comments, .. } => {
            let first = comments.first().copied().unwrap_or_default();
            place_in_file(letter, name, first)
        }
        Place::Settings(line) => {
            let file = plan.project.as_ref().map(|project| project.settings.path());
            format!("{}:{line}", file.unwrap_or(name))
        }
    }
}
