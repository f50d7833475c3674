//! Suppressions: points that somebody has looked at and lets stay, each with a reason.
//!
//! They stand in the letter itself, in a comment that begins `evenhand: allow`, or in the project's
//! settings by rule and quoted words. One that is wrongly written holds nowhere and is told; one that
//! suppresses nothing is told too, so that none outlives its point.

mod find;
mod reason;
mod removal;
mod words;

pub use find::{Fault, Found, find};
pub use reason::Reason;
pub use removal::remove;
pub(crate) use words::{block_words, normal, sentence};

use crate::diagnostic::{Diagnostic, Suppression};
use crate::letter::Letter;
use crate::pack::selects;
use crate::span::Span;

/// The property of a suppressed diagnostic that has the reason's id.
pub const REASON: &str = "allow-reason";

/// The property of a suppressed diagnostic that has what was written beside the reason.
pub const NOTE: &str = "allow-note";

/// The property of a suppressed diagnostic that says where its suppression stands: [`IN_LETTER`] or
/// [`IN_SETTINGS`].
pub const PLACE: &str = "allow-place";

/// The suppression is a comment in the letter.
pub const IN_LETTER: &str = "letter";

/// The suppression stands in the project's settings.
pub const IN_SETTINGS: &str = "settings";

/// A suppression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The rules that it names, or families.
    pub rules: Vec<String>,
    /// Why.
    pub reason: Reason,
    /// What else was written.
    pub note: String,
    /// Where it stands.
    pub place: Place,
    /// What it suppresses.
    scope: Scope,
    /// Those of its rules that have raised nothing where it holds.
    idle: Vec<String>,
}

/// Where a suppression stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the letter: the comments that make it, the first of them at its place. In a format without
    /// comments of its own in the text, the span is that of the words remarked on.
    Letter {
        /// The comments: one, or the two that begin and end a range.
        comments: Vec<Span>,
        /// Who left it, where the format tells.
        author: Option<String>,
    },
    /// In the project's settings, at this line, from 1.
    Settings(u32),
}

impl Place {
    /// Its name among the properties of a diagnostic.
    fn name(&self) -> &'static str {
        match self {
            Place::Letter { .. } => IN_LETTER,
            Place::Settings(_) => IN_SETTINGS,
        }
    }
}

/// What a suppression suppresses.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Scope {
    /// Points that touch this part of the letter.
    Part(Span),
    /// Points in a sentence with these words, in normal form.
    Words(String),
}

impl Allow {
    fn new(rules: Vec<String>, reason: Reason, note: &str, place: Place, scope: Scope) -> Self {
        Allow {
            idle: rules.clone(),
            rules,
            reason,
            note: note.trim().to_owned(),
            place,
            scope,
        }
    }

    /// A suppression by quoted words, at a line of the settings.
    pub(crate) fn of_words(rule: &str, reason: Reason, note: &str, words: &str, line: u32) -> Self {
        Allow::new(
            vec![rule.to_owned()],
            reason,
            note,
            Place::Settings(line),
            Scope::Words(normal(words)),
        )
    }

    /// Those of its rules that raise nothing where it holds.
    pub fn unused(&self) -> &[String] {
        &self.idle
    }

    /// Whether the letter has its words, when it goes by words.
    pub(crate) fn may_be_for(&self, letter: &Letter) -> bool {
        let Scope::Words(words) = &self.scope else {
            return true;
        };
        let blocks = letter.blocks.iter();
        let mut texts = blocks.map(|block| normal(block.visible.words(&letter.text)));
        texts.any(|text| holds_words(&text, words))
    }

    /// Takes out of the unused rules those of which nothing can be told.
    pub(crate) fn leave_out(&mut self, untold: impl Fn(&str) -> bool) {
        self.idle.retain(|rule| !untold(rule));
    }

    fn holds(&self, letter: &Letter, point: &Diagnostic) -> bool {
        match &self.scope {
            Scope::Part(part) => part.overlaps(point.span) || part.contains(point.span),
            Scope::Words(words) => {
                let sentence = normal(&sentence(letter, point));
                // Words of several sentences hold in each of them, but only where all of them stand.
                holds_words(&sentence, words)
                    || holds_words(words, &sentence)
                        && holds_words(&normal(&block_words(letter, point.span)), words)
            }
        }
    }
}

/// Why a point is left out, with what the person who lets it stay gave as the reason; `property` finds a
/// property of the point.
pub(crate) fn told<'a>(why: &str, property: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut told = why.to_owned();
    for (name, sign) in [(REASON, ": "), (NOTE, ", ")] {
        if let Some(given) = property(name) {
            told.push_str(sign);
            told.push_str(given);
        }
    }
    told
}

/// Whether words stand in others as whole words; both in normal form.
fn holds_words(text: &str, words: &str) -> bool {
    !words.is_empty() && format!(" {text} ").contains(&format!(" {words} "))
}

/// Marks the diagnostics that are allowed to stay, and notes which suppressions did so.
pub fn apply(allows: &mut [Allow], letter: &Letter, diagnostics: &mut [Diagnostic]) {
    for point in diagnostics {
        if point.suppressed.is_some() {
            continue;
        }
        for allow in allows.iter_mut() {
            let names = |rule: &String| selects(rule, &point.rule);
            if !allow.rules.iter().any(names) || !allow.holds(letter, point) {
                continue;
            }
            allow.idle.retain(|rule| !names(rule));
            if point.suppressed.is_none() {
                point.suppressed = Some(Suppression::Allowed);
                point
                    .properties
                    .push((REASON, allow.reason.id().to_owned()));
                point
                    .properties
                    .push((PLACE, allow.place.name().to_owned()));
                if !allow.note.is_empty() {
                    point.properties.push((NOTE, allow.note.clone()));
                }
            }
        }
    }
}
