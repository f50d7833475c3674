//! What closes a report: how many points of which level, and what was not read.

use super::count;
use crate::diagnostic::Severity;
use serde::Serialize;

/// Numbers by level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Counts {
    /// Before sign-off.
    pub error: usize,
    /// To consider.
    pub warning: usize,
    /// For information.
    pub note: usize,
}

impl Counts {
    /// Counts one more.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.error += 1,
            Severity::Warning => self.warning += 1,
            Severity::Note => self.note += 1,
        }
    }

    /// Counts what another has counted.
    pub fn merge(&mut self, other: Counts) {
        self.error += other.error;
        self.warning += other.warning;
        self.note += other.note;
    }

    /// All levels together.
    pub fn total(self) -> usize {
        self.error + self.warning + self.note
    }

    /// Those of a level and above.
    pub fn at_least(self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.error + self.warning,
            Severity::Note => self.total(),
        }
    }

    /// `2 before sign-off, 1 to consider`, with levels of none left out unless they are in `always`.
    fn words(self, always: &[Severity]) -> String {
        let levels = [
            (Severity::Error, self.error, "before sign-off"),
            (Severity::Warning, self.warning, "to consider"),
            (Severity::Note, self.note, "for information"),
        ];
        levels
            .into_iter()
            .filter(|(level, number, _)| *number > 0 || always.contains(level))
            .map(|(_, number, words)| format!("{number} {words}"))
            .collect::<Vec<_>>()
            .join(", ")
    }
}

impl FromIterator<Severity> for Counts {
    fn from_iter<I: IntoIterator<Item = Severity>>(levels: I) -> Self {
        let mut counts = Counts::default();
        for level in levels {
            counts.add(level);
        }
        counts
    }
}

/// Files met while walking a folder that were not read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Skipped {
    /// Of a format that is read, but no letters of this kind.
    pub no_letters: usize,
    /// Of a format that is not read.
    pub other_formats: usize,
}

/// What a report adds up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Summary {
    /// Letters that were checked.
    pub documents: usize,
    /// Diagnostics that are shown, by level.
    pub diagnostics: Counts,
    /// Diagnostics below the least level asked for.
    pub hidden: Counts,
    /// What was looked at and left out, with a reason.
    pub suppressed: usize,
    /// Those of them that somebody lets stay.
    pub allowed: usize,
    /// Those of them that the baseline has.
    pub baseline: usize,
    /// Files that could not be read.
    pub errors: usize,
    /// Files met while walking a folder that were not read.
    pub skipped: Skipped,
}

impl Summary {
    /// The summary as people read it: a sentence for the points, and one for what was not read.
    pub fn sentences(&self) -> String {
        self.told(true)
    }

    /// The same for readers who never see a command line: what is hidden is counted, and no option named.
    pub fn plain_sentences(&self) -> String {
        self.told(false)
    }

    fn told(&self, with_option: bool) -> String {
        let mut sentences = Vec::new();
        if self.documents > 0 {
            sentences.push(self.points(with_option));
        }
        if self.allowed > 0 {
            sentences.push(format!(
                "{} by a suppression.",
                count(self.allowed, "point stays", "points stay")
            ));
        }
        if self.baseline > 0 {
            sentences.push(format!(
                "{} in the baseline.",
                count(self.baseline, "point is", "points are")
            ));
        }
        if self.errors > 0 {
            sentences.push(format!(
                "{} could not be read.",
                count(self.errors, "file", "files")
            ));
        }
        if self.skipped.no_letters > 0 {
            let files = count(
                self.skipped.no_letters,
                "file that is no letter",
                "files that are no letters",
            );
            sentences.push(format!("Skipped {files} of this kind."));
        }
        if self.skipped.other_formats > 0 {
            let files = count(self.skipped.other_formats, "file", "files");
            sentences.push(format!("Skipped {files} of formats that are not read."));
        }
        sentences.join(" ")
    }

    fn points(&self, with_option: bool) -> String {
        let total = self.diagnostics.total();
        let letters = match self.documents {
            1 => String::new(),
            many => format!(" in {many} letters"),
        };
        let points = if total == 0 {
            let new = if self.allowed + self.baseline > 0 {
                "new "
            } else {
                ""
            };
            format!("Nothing {new}to raise{letters}")
        } else {
            let always: &[Severity] = if self.hidden.warning > 0 || self.hidden.error > 0 {
                &[Severity::Error]
            } else {
                &[Severity::Error, Severity::Warning]
            };
            format!(
                "{}{letters}: {}",
                count(total, "point", "points"),
                self.diagnostics.words(always)
            )
        };
        if self.hidden.total() == 0 {
            return format!("{points}.");
        }
        if !with_option {
            return format!("{points} ({} not shown).", self.hidden.words(&[]));
        }
        let least = if self.hidden.note > 0 {
            Severity::Note
        } else {
            Severity::Warning
        };
        let them = if self.hidden.total() == 1 {
            "it"
        } else {
            "them"
        };
        format!(
            "{points} ({} hidden; --min-severity {} shows {them}).",
            self.hidden.words(&[]),
            least.name()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_added_up_in_a_sentence() {
        let mut summary = Summary {
            documents: 1,
            diagnostics: Counts {
                error: 1,
                warning: 0,
                note: 0,
            },
            hidden: Counts {
                error: 0,
                warning: 0,
                note: 3,
            },
            ..Summary::default()
        };
        assert_eq!(
            summary.sentences(),
            "1 point: 1 before sign-off, 0 to consider (3 for information hidden; --min-severity note shows them)."
        );
        summary.hidden = Counts {
            error: 0,
            warning: 1,
            note: 0,
        };
        assert_eq!(
            summary.sentences(),
            "1 point: 1 before sign-off (1 to consider hidden; --min-severity warning shows it)."
        );
        summary = Summary {
            documents: 2,
            ..Summary::default()
        };
        assert_eq!(summary.sentences(), "Nothing to raise in 2 letters.");
    }

    #[test]
    fn what_was_not_read_is_said() {
        let summary = Summary {
            errors: 1,
            skipped: Skipped {
                no_letters: 2,
                other_formats: 1,
            },
            ..Summary::default()
        };
        assert_eq!(
            summary.sentences(),
            "1 file could not be read. Skipped 2 files that are no letters of this kind. \
             Skipped 1 file of formats that are not read."
        );
    }
}
