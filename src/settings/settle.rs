//! From what the rules raise to what is shown under the settings: levels, quotations, what is allowed to
//! stay, what is known already.

use super::{Settings, quoted};
use crate::allow::{self, Allow};
use crate::baseline::{Known, KnownPoint};
use crate::diagnostic::{Diagnostic, Suppression};
use crate::letter::Letter;
use crate::pack::{Pack, Quotations, RuleLevel};
use crate::report::{Points, Selection};

/// What is shown of one letter, and what the settings did to it.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    /// The points.
    pub points: Points,
    /// Every suppression that holds in the letter: those in it first, in reading order.
    pub allows: Vec<Allow>,
    /// Suppressions that are wrongly written and hold nowhere.
    pub faults: Vec<allow::Fault>,
    /// Entries of the baseline that nothing in the letter answers to any more.
    pub stale: Vec<KnownPoint>,
    /// Whether something is raised at or above the level that fails.
    pub fails: bool,
}

/// A suppression that suppresses nothing.
#[derive(Clone, Copy, Debug)]
pub struct Unused<'a> {
    /// It.
    pub allow: &'a Allow,
    /// The rules that raise nothing where it holds.
    pub rules: &'a [String],
}

impl Settled {
    /// Suppressions that suppress nothing, for all their rules or for some.
    pub fn unused(&self) -> impl Iterator<Item = Unused<'_>> {
        self.allows.iter().filter_map(|allow| {
            let rules = allow.unused();
            (!rules.is_empty()).then_some(Unused { allow, rules })
        })
    }
}

impl Settings {
    /// Which points a report shows.
    pub fn selection(&self) -> Selection {
        Selection {
            min_severity: self.min_severity.value,
            // Levels have taken out what is not wanted.
            select: Vec::new(),
            ignore: Vec::new(),
        }
    }

    /// Sorts out what the rules raise in a letter. `decisions` are what people answered in it
    /// ([`Reviewed::decisions`](crate::write::Reviewed::decisions)), `known` is what the baseline has of it.
    pub fn settle(
        &self,
        letter: &Letter,
        diagnostics: Vec<Diagnostic>,
        pack: &Pack,
        decisions: &[Allow],
        known: Option<&Known>,
    ) -> Settled {
        let mut diagnostics: Vec<Diagnostic> = diagnostics
            .into_iter()
            .filter_map(|diagnostic| self.level(diagnostic))
            .collect();
        self.quote(letter, &mut diagnostics);
        let found = allow::find(letter, pack);
        let mut allows = found.allows;
        allows.extend(decisions.iter().cloned());
        allows.extend(self.allows.iter().cloned());
        // What the settings let stay in some letter need not be in this one.
        allows.retain(|allow| allow.may_be_for(letter));
        allow::apply(&mut allows, letter, &mut diagnostics);
        // Of a rule that is off nobody can tell what it would raise.
        let is_off = |rule: &str| {
            pack.rules()
                .iter()
                .map(|one| one.id.get_ref())
                .filter(|id| crate::pack::selects(rule, id))
                .all(|id| self.rule(id).value == RuleLevel::Off)
        };
        for allow in &mut allows {
            allow.leave_out(is_off);
        }
        let mut stale = match known {
            Some(known) => known.apply(letter, &mut diagnostics),
            None => Vec::new(),
        };
        stale.retain(|entry| !is_off(&entry.rule));
        let points = self.selection().apply(diagnostics);
        let mut raised = points.counts();
        raised.merge(points.hidden);
        Settled {
            fails: self
                .fail_on
                .value
                .severity()
                .is_some_and(|level| raised.at_least(level) > 0),
            points,
            allows,
            faults: found.faults,
            stale,
        }
    }

    /// The diagnostic at its level; nothing when it is off.
    fn level(&self, mut diagnostic: Diagnostic) -> Option<Diagnostic> {
        let rule = self.rule(&diagnostic.rule).value;
        let duty = diagnostic
            .property("duty")
            .map_or(RuleLevel::On, |duty| self.duty(duty).value);
        if rule == RuleLevel::Off || duty == RuleLevel::Off {
            return None;
        }
        if let Some(severity) = duty.severity().or(rule.severity()) {
            diagnostic.severity = severity;
        }
        Some(diagnostic)
    }

    fn quote(&self, letter: &Letter, diagnostics: &mut [Diagnostic]) {
        match self.quotations.value {
            Quotations::Show => {
                for diagnostic in diagnostics {
                    if diagnostic.suppressed == Some(Suppression::Quotation) {
                        diagnostic.suppressed = None;
                    }
                }
            }
            Quotations::Hide => {
                let quotes = quoted::passages(letter);
                for diagnostic in diagnostics {
                    let inside = quotes.iter().any(|quote| quote.contains(diagnostic.span));
                    if inside && diagnostic.suppressed.is_none() {
                        diagnostic.suppressed = Some(Suppression::Quotation);
                    }
                }
            }
        }
    }
}
