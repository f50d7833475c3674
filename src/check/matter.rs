//! What each duty failure comes to: which rule speaks of it and how pressing it is, or why none does.
//!
//! One failure is one rule's matter, so that nothing is raised twice.

use super::standard::Standards;
use super::wording::Wording;
use super::words::Words;
use crate::diagnostic::{Severity, Suppression};
use crate::facts::{Attribution, Cover, DutyFailure, Escalation, Extent, Facts};
use crate::grammar::Tag;
use crate::pack::lexicon::pos;
use crate::pack::schema::{Certainty, DutyFile, Level, RegisterEntry, RuleKind};
use crate::pack::{Pack, Use};
use crate::span::Span;
use std::cell::OnceCell;

/// A duty failure with what its rule has to know.
#[derive(Clone, Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own"
)]
pub(super) struct Matter<'a> {
    pub(super) failure: &'a DutyFailure,
    pub(super) duty: &'a DutyFile,
    /// The register's row that decides its level.
    pub(super) entry: Option<&'a RegisterEntry>,
    /// Whether the letter's words point to that very row.
    pub(super) exact: bool,
    /// And that row has no exceptions but a closed list.
    pub(super) absolute: bool,
    /// Whether it is a legal point at all.
    pub(super) law: bool,
    /// Whether its row can be named: the words point to it, or it is what the whole field comes under and it is sure that
    /// this duty is meant.
    pub(super) named: bool,
    /// Whether the law leaves nothing to be weighed.
    pub(super) strict: bool,
    /// Whether it appeals to law or to a limit.
    pub(super) explicit: bool,
    /// Told as somebody's account, said or felt; and told as what they felt.
    pub(super) reported: bool,
    pub(super) felt: bool,
    /// Sure enough to be counted among the letter's failings.
    pub(super) certain: bool,
    pub(super) wording: Wording,
    pub(super) concern: Concern,
}

/// Which rule speaks of a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Concern {
    /// This one, at this level.
    Raise(RuleKind, Severity),
    /// None; this one looked at it and left it out.
    Leave(RuleKind, Suppression),
}

impl Concern {
    /// The level at which it is raised, if it is.
    pub(super) fn level(self) -> Option<Severity> {
        match self {
            Concern::Raise(_, severity) => Some(severity),
            Concern::Leave(..) => None,
        }
    }
}

/// How far the law goes in a matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// No law that was in force.
    NotInForce,
    /// Policy, guidance, or a matter that is put plainly.
    Plain,
    /// Law with a qualification, or whose source was not checked.
    Qualified,
    /// Law without one.
    Strict,
}

/// What decides about a failure.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
pub(super) struct Signs {
    pub(super) standing: Standing,
    pub(super) explicit: bool,
    pub(super) reported: bool,
    pub(super) extent: Extent,
    pub(super) cover: Cover,
    pub(super) escalation: Escalation,
    /// It has a row of the register that can be named and asks for something definite.
    pub(super) has_row: bool,
    /// Its words point to a row that has no exceptions but a closed list.
    pub(super) absolute: bool,
    /// It gives a number.
    pub(super) particular: bool,
    /// An action that covers it appeals to law or a limit.
    pub(super) limit_kept: bool,
    /// It is late by a limit that the letter names nowhere.
    pub(super) limit_unstated: bool,
    /// The letter's outcome has priority actions.
    pub(super) priorities: bool,
}

/// The decision table of the duty rules.
pub(super) fn decide(signs: &Signs) -> Concern {
    use Concern::{Leave, Raise};
    let law = signs.standing >= Standing::Qualified;
    let wide = signs.extent == Extent::Widespread;
    // Only the letter's own finding, in terms of a strict duty, has to be settled before sign-off.
    let explicit_level = if signs.standing == Standing::Strict && !signs.reported {
        Severity::Error
    } else {
        Severity::Warning
    };
    if signs.standing == Standing::NotInForce {
        return Leave(RuleKind::NoAction, Suppression::NotInForce);
    }
    match signs.cover {
        Cover::None if law && signs.explicit => Raise(RuleKind::NoAction, explicit_level),
        // What is owed "so far as reasonably practicable" and fails for some may be met all the same.
        Cover::None if signs.extent == Extent::Some && signs.standing == Standing::Qualified => {
            Raise(RuleKind::NoAction, Severity::Note)
        }
        Cover::None if law && signs.extent != Extent::Trend => {
            Raise(RuleKind::NoAction, Severity::Warning)
        }
        Cover::None if law => Raise(RuleKind::NoAction, Severity::Note),
        Cover::None if signs.explicit || wide => {
            Raise(RuleKind::WeaknessWithoutAction, Severity::Warning)
        }
        Cover::None => Leave(RuleKind::WeaknessWithoutAction, Suppression::Minor),
        Cover::General if law && signs.explicit => Raise(RuleKind::GeneralCover, explicit_level),
        Cover::General if law && wide && signs.particular => {
            Raise(RuleKind::GeneralCover, Severity::Warning)
        }
        Cover::Named if law && signs.priorities && signs.escalation == Escalation::Improvement => {
            // Without a row of the register that asks for something definite there is no rank to be asked about.
            if wide && signs.has_row || signs.absolute || signs.explicit {
                Raise(RuleKind::ImprovementOnly, Severity::Warning)
            } else if wide {
                Raise(RuleKind::ImprovementOnly, Severity::Note)
            } else {
                Leave(RuleKind::ImprovementOnly, Suppression::TakenUp)
            }
        }
        _ if law && signs.limit_unstated => Raise(RuleKind::StandardNotStated, Severity::Warning),
        Cover::General => Leave(RuleKind::GeneralCover, Suppression::TakenUpGenerally),
        Cover::Named if law && signs.explicit && !signs.limit_kept => {
            Raise(RuleKind::StandardSoftened, Severity::Warning)
        }
        Cover::Named => Leave(RuleKind::NoAction, Suppression::TakenUp),
    }
}

/// The matters of a letter, in reading order.
pub(super) fn all<'a>(facts: &'a Facts, pack: &'a Pack, words: &Words<'a>) -> Vec<Matter<'a>> {
    let reader = Reader::new(facts, pack, words);
    facts
        .duty_failures
        .iter()
        .filter_map(|failure| reader.matter(failure))
        .collect()
}

struct Reader<'a, 'w> {
    facts: &'a Facts,
    pack: &'a Pack,
    words: &'w Words<'a>,
    standards: Standards<'a, 'w>,
    date: Option<&'a str>,
    outcome_has_priorities: bool,
    /// What names one thing in each action, once it is asked for.
    named: Vec<OnceCell<Vec<u32>>>,
}

impl<'a, 'w> Reader<'a, 'w> {
    fn new(facts: &'a Facts, pack: &'a Pack, words: &'w Words<'a>) -> Self {
        let outcome = facts.outcome.as_ref().map(|outcome| outcome.id.as_str());
        Reader {
            facts,
            pack,
            words,
            standards: Standards::new(facts, pack, words),
            date: facts
                .inspected
                .as_ref()
                .map(|days| days.until.as_str())
                .or_else(|| pack.law_as_of()),
            outcome_has_priorities: outcome.is_some() && pack.has_priority_actions(outcome),
            named: vec![OnceCell::new(); facts.actions.len()],
        }
    }

    fn matter(&self, failure: &'a DutyFailure) -> Option<Matter<'a>> {
        let duty = self.pack.duty(&failure.duty)?;
        let in_force = |entry: &&RegisterEntry| is_in_force(entry, self.date);
        let touched: Vec<&RegisterEntry> = failure
            .entries
            .iter()
            .filter_map(|id| duty.entry.iter().find(|entry| entry.id == *id))
            .collect();
        let measured = self.standards.measured(failure, duty, |entry| {
            in_force(entry) && standing(entry) >= Standing::Qualified
        });
        let exact = measured.or_else(|| touched.iter().copied().find(in_force));
        // Words of law that is not in force yet say that the older law is not meant.
        let entry = if touched.is_empty() {
            let general = duty.entry.iter().find(|entry| entry.general);
            general
                .filter(in_force)
                .or_else(|| duty.entry.iter().find(in_force))
        } else {
            exact
        };
        let plain = self
            .pack
            .rules()
            .iter()
            .any(|rule| rule.duties.contains(&failure.duty));
        let standing = match entry {
            None if duty.entry.is_empty() || plain => Standing::Plain,
            None => Standing::NotInForce,
            Some(_) if plain => Standing::Plain,
            Some(entry) => standing(entry),
        };
        let explicit = measured.is_some() || self.standards.is_governed_by_law(failure);
        let counted = self.is_counted(failure);
        // A figure for one thing that the law asks for, and an action that does not name the thing.
        let one_thing = counted && !explicit && exact.is_some();
        let cover = match failure.cover {
            Cover::General if self.is_named(failure, exact) => Cover::Named,
            Cover::Named if one_thing && !self.is_named(failure, exact) => Cover::General,
            cover => cover,
        };
        // "feel that reviews are late", and not "reviews are late, which leaves parents anxious".
        let felt = |attribution: &Attribution| {
            attribution.sentiment
                && failure.span.contains(attribution.cue)
                && self.words.with_negation(attribution.cue).start < failure.focus.end
        };
        let felt = self.facts.attributions.iter().any(felt);
        let reported = failure.reported || felt;
        // The row that can be named.
        let row = entry.filter(|entry| exact.is_some() || entry.general);
        let absolute = exact.is_some_and(|exact| exact.absolute);
        let signs = Signs {
            standing,
            explicit,
            reported,
            extent: failure.extent,
            cover,
            escalation: failure.escalation,
            has_row: row.is_some_and(|row| !row.endeavour),
            absolute,
            particular: cover == Cover::General && counted,
            limit_kept: explicit && cover == Cover::Named && self.standards.is_kept(failure),
            limit_unstated: cover != Cover::None
                && !explicit
                && !counted
                && !reported
                && row.is_some_and(|row| !row.measures.is_empty())
                && self.standards.is_late(failure)
                && !self.standards.is_stated(failure),
            priorities: self.outcome_has_priorities,
        };
        let law = standing >= Standing::Qualified;
        let failing = &self.pack.failing;
        let sure = if explicit {
            failing.certain_by_law
        } else {
            failing.certain
        };
        let certain = failure.certainty >= sure;
        let named = row.is_some() && (exact.is_some() || law && certain);
        let certain_of_none = if named || explicit {
            self.pack.cover.certain_of_none
        } else {
            self.pack.cover.certain_of_weakness
        };
        // "In general terms" leaves open whether the action is meant to take it up; law is looked at in any case.
        let cover_certain = |kind: RuleKind| {
            let sure = match kind {
                RuleKind::GeneralCover => return true,
                RuleKind::NoAction | RuleKind::WeaknessWithoutAction => certain_of_none,
                _ => self.pack.cover.certain,
            };
            explicit || failure.cover_certainty >= sure
        };
        let decided = decide(&signs);
        let wording = if matches!(decided, Concern::Raise(..)) || law && certain {
            Wording::read(failure, self.facts, self.words)
        } else {
            Wording::UNREAD
        };
        // "The average wait is 18 months": for what?
        let is_plain = || {
            explicit
                || law && exact.is_some()
                || !wording.names.is_empty()
                || self.names_service(failure.span)
        };
        // That it fails is sure, and only which duty is meant is not. "Many lack contributions": of what?
        let for_many = failure.extent == Extent::Widespread
            && !reported
            && cover == Cover::None
            && failure.fails_certainty >= failing.certain_for_many
            && failure.cover_certainty >= certain_of_none
            && (wording.alone || wording.whole);
        let concern = match decided {
            // What is not sure is for information, and what is only felt is a point about framing.
            Concern::Raise(kind, severity)
                if felt && !explicit
                    || !((certain && cover_certain(kind) || for_many) && is_plain()) =>
            {
                Concern::Raise(kind, severity.min(Severity::Note))
            }
            concern => concern,
        };
        Some(Matter {
            failure,
            duty,
            entry,
            exact: exact.is_some(),
            absolute,
            law,
            named,
            strict: standing == Standing::Strict,
            explicit,
            reported,
            felt,
            certain,
            wording,
            concern,
        })
    }

    /// Whether words name a service or a process, and not only a broad field.
    fn names_service(&self, span: Span) -> bool {
        let service = |use_: &Use| matches!(*use_, Use::Field(field) if !self.pack.is_broad(field));
        self.words.uses(span).iter().any(service)
    }

    /// Whether the failing is told by a figure: by how many of something, not by a year group or an age.
    fn is_counted(&self, failure: &DutyFailure) -> bool {
        let number = self.pack.lexicon.class("number");
        let aged = self.pack.lexicon.class("age-word");
        let tokens = self.words.tokens(failure.span);
        tokens.iter().enumerate().any(|(at, token)| {
            let tag = |at: usize| tokens.get(at).map(|token| token.tag);
            let is_label = at.checked_sub(1).and_then(tag) == Some(Tag::Noun);
            // "aged 11 to 16 years", "their 18th birthday".
            let is_age = tokens[at.saturating_sub(3)..tokens.len().min(at + 2)]
                .iter()
                .any(|token| token.is(aged));
            let of_something = matches!(
                tag(at + 1),
                Some(Tag::Noun | Tag::Adj | Tag::Prep | Tag::Be | Tag::Verb | Tag::Participle)
            );
            (token.is(number) || token.pos & pos::NUM != 0) && !is_label && !is_age && of_something
        })
    }

    /// Whether the action that takes a failing up names the thing that fails: it holds words of the register's entry,
    /// or a word of the failing that names one thing among others.
    fn is_named(&self, failure: &DutyFailure, entry: Option<&RegisterEntry>) -> bool {
        let Some(index) = self
            .facts
            .actions
            .iter()
            .position(|action| failure.covered_by == Some(action.id))
        else {
            return false;
        };
        let action = self.facts.actions[index].span;
        let duty = self.pack.duty_index(&failure.duty);
        if let (Some(duty), Some(entry)) = (duty, entry) {
            let mut rows = self.words.rows(action, duty).peekable();
            // "Increase the range of short breaks" is not about the register of disabled children.
            if rows.peek().is_some() {
                return rows.any(|row| row.id == entry.id);
            }
        }
        let named = self.named[index].get_or_init(|| self.words.naming(action));
        let own = self.words.naming(failure.span);
        own.iter().any(|word| named.contains(word))
    }
}

fn standing(entry: &RegisterEntry) -> Standing {
    match entry.level {
        Level::StatutoryGuidance | Level::NhsStandingRules | Level::Policy => Standing::Plain,
        _ if entry.qualified.is_some() || entry.certainty == Certainty::Unverified => {
            Standing::Qualified
        }
        Level::Statute | Level::Regulation | Level::CaseLaw => Standing::Strict,
    }
}

/// Whether an entry was law on a day; without a day, whether it is law at all.
fn is_in_force(entry: &RegisterEntry, date: Option<&str>) -> bool {
    let is_date = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
    let begun = entry
        .in_force_from
        .as_deref()
        .is_none_or(|from| is_date(from) && date.is_none_or(|date| from <= date));
    let ended = entry
        .in_force_until
        .as_deref()
        .zip(date)
        .is_some_and(|(until, date)| until <= date);
    begun && !ended
}

#[cfg(test)]
mod tests {
    use super::*;
    use Concern::{Leave, Raise};

    const FOUND: Signs = Signs {
        standing: Standing::Strict,
        explicit: false,
        reported: false,
        extent: Extent::Widespread,
        cover: Cover::None,
        escalation: Escalation::None,
        has_row: true,
        absolute: false,
        particular: false,
        limit_kept: false,
        limit_unstated: false,
        priorities: false,
    };

    #[test]
    fn only_explicit_strict_uncovered_and_own_findings_are_errors() {
        let error = Raise(RuleKind::NoAction, Severity::Error);
        let warning = Raise(RuleKind::NoAction, Severity::Warning);
        let explicit = Signs {
            explicit: true,
            ..FOUND
        };
        assert_eq!(decide(&explicit), error);
        assert_eq!(decide(&FOUND), warning);
        assert_eq!(
            decide(&Signs {
                reported: true,
                ..explicit
            }),
            warning
        );
        assert_eq!(
            decide(&Signs {
                standing: Standing::Qualified,
                ..explicit
            }),
            warning
        );
        assert_eq!(
            decide(&Signs {
                extent: Extent::Some,
                ..explicit
            }),
            error
        );
        let general = Signs {
            cover: Cover::General,
            escalation: Escalation::Improvement,
            ..explicit
        };
        assert_eq!(
            decide(&general),
            Raise(RuleKind::GeneralCover, Severity::Error)
        );
        let named = Signs {
            cover: Cover::Named,
            ..general
        };
        assert_eq!(
            decide(&named),
            Raise(RuleKind::StandardSoftened, Severity::Warning)
        );
        assert_eq!(
            decide(&Signs {
                limit_kept: true,
                ..named
            }),
            Leave(RuleKind::NoAction, Suppression::TakenUp)
        );
    }

    #[test]
    fn policy_is_put_plainly_and_prospective_law_is_left_out() {
        let plain = Signs {
            standing: Standing::Plain,
            ..FOUND
        };
        assert_eq!(
            decide(&plain),
            Raise(RuleKind::WeaknessWithoutAction, Severity::Warning)
        );
        assert_eq!(
            decide(&Signs {
                explicit: true,
                ..plain
            }),
            Raise(RuleKind::WeaknessWithoutAction, Severity::Warning)
        );
        assert_eq!(
            decide(&Signs {
                extent: Extent::Some,
                ..plain
            }),
            Leave(RuleKind::WeaknessWithoutAction, Suppression::Minor)
        );
        let prospective = Signs {
            standing: Standing::NotInForce,
            explicit: true,
            ..FOUND
        };
        assert_eq!(
            decide(&prospective),
            Leave(RuleKind::NoAction, Suppression::NotInForce)
        );
    }

    #[test]
    fn general_cover_is_raised_for_what_is_particular() {
        let general = Signs {
            cover: Cover::General,
            escalation: Escalation::Improvement,
            ..FOUND
        };
        assert_eq!(
            decide(&general),
            Leave(RuleKind::GeneralCover, Suppression::TakenUpGenerally)
        );
        let particular = Signs {
            particular: true,
            ..general
        };
        assert_eq!(
            decide(&particular),
            Raise(RuleKind::GeneralCover, Severity::Warning)
        );
        assert_eq!(
            decide(&Signs {
                extent: Extent::Some,
                ..particular
            }),
            Leave(RuleKind::GeneralCover, Suppression::TakenUpGenerally)
        );
    }

    #[test]
    fn improvement_only_needs_an_outcome_with_priority_actions() {
        let improvement = Signs {
            cover: Cover::Named,
            escalation: Escalation::Improvement,
            ..FOUND
        };
        assert_eq!(
            decide(&improvement),
            Leave(RuleKind::NoAction, Suppression::TakenUp)
        );
        let third = Signs {
            priorities: true,
            ..improvement
        };
        assert_eq!(
            decide(&third),
            Raise(RuleKind::ImprovementOnly, Severity::Warning)
        );
        let some = Signs {
            extent: Extent::Some,
            ..third
        };
        assert_eq!(
            decide(&some),
            Leave(RuleKind::ImprovementOnly, Suppression::TakenUp)
        );
        assert_eq!(
            decide(&Signs {
                absolute: true,
                ..some
            }),
            Raise(RuleKind::ImprovementOnly, Severity::Warning)
        );
        assert_eq!(
            decide(&Signs {
                has_row: false,
                ..third
            }),
            Raise(RuleKind::ImprovementOnly, Severity::Note)
        );
        assert_eq!(
            decide(&Signs {
                escalation: Escalation::PriorityAction,
                ..third
            }),
            Leave(RuleKind::NoAction, Suppression::TakenUp)
        );
    }

    #[test]
    fn a_limit_that_is_stated_nowhere_is_asked_for_where_an_action_stands() {
        let late = Signs {
            cover: Cover::Named,
            escalation: Escalation::Improvement,
            limit_unstated: true,
            ..FOUND
        };
        let raised = Raise(RuleKind::StandardNotStated, Severity::Warning);
        assert_eq!(decide(&late), raised);
        let plain = Signs {
            standing: Standing::Plain,
            ..late
        };
        assert_eq!(
            decide(&plain),
            Leave(RuleKind::NoAction, Suppression::TakenUp)
        );
        let uncovered = Signs {
            cover: Cover::None,
            ..late
        };
        assert_eq!(
            decide(&uncovered),
            Raise(RuleKind::NoAction, Severity::Warning)
        );
    }

    #[test]
    fn dates_decide_what_is_law() {
        let entry = |from: Option<&str>, until: Option<&str>| RegisterEntry {
            id: String::new(),
            title: String::new(),
            owed_by: Vec::new(),
            reference: String::new(),
            asks: String::new(),
            limit: None,
            level: Level::Statute,
            qualified: None,
            absolute: false,
            endeavour: false,
            general: false,
            in_force_from: from.map(str::to_owned),
            in_force_until: until.map(str::to_owned),
            certainty: Certainty::Read,
            words: Vec::new(),
            measures: Vec::new(),
        };
        let day = Some("2024-05-01");
        assert!(is_in_force(&entry(None, None), day));
        assert!(is_in_force(&entry(Some("2024-05-01"), None), day));
        assert!(!is_in_force(&entry(Some("2024-05-02"), None), day));
        assert!(!is_in_force(&entry(Some("prospective"), None), None));
        assert!(!is_in_force(&entry(None, Some("2024-05-01")), day));
        assert!(is_in_force(&entry(None, Some("2024-05-02")), day));
    }
}
