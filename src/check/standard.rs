//! The legal standard of a failing: does the letter measure it against the law, and does an action keep that measure?

use super::Context;
use super::matter::Matter;
use super::words::{Words, holds, places};
use crate::facts::{Action, Basis, DutyFailure, Facts};
use crate::grammar::Tag;
use crate::pack::schema::{DutyFile, RegisterEntry, RuleFile};
use crate::pack::{Pack, Use};
use crate::span::Span;
use std::cell::OnceCell;

/// The word list of a rule that holds phrases in which a word of law is part of a name only.
const NAMES_ONLY: &str = "names-only";

/// The word list of a rule for what states in full what the law asks for.
const KEPT: &str = "kept";

/// The word list of a rule for what stands in an action in place of a limit.
const SOFT: &str = "soft";

/// The word list of a rule for what says that something comes too late.
const LATE: &str = "late";

/// A part of an action that asks for one thing.
struct Item {
    /// It appeals to law or a limit.
    legal: bool,
    /// A list follows on it.
    leads: bool,
    /// The duties whose process it names.
    duties: Vec<u16>,
}

/// Reads the standards of a letter's failings and actions.
pub(super) struct Standards<'a, 'w> {
    facts: &'a Facts,
    pack: &'a Pack,
    words: &'w Words<'a>,
    names_only: &'a [String],
    kept: &'a [String],
    late: &'a [String],
    /// For each duty, whether the letter names a limit for it, once that is asked for.
    stated: Vec<OnceCell<bool>>,
    /// The parts of each action, once they are asked for.
    items: Vec<OnceCell<Vec<Item>>>,
}

impl<'a, 'w> Standards<'a, 'w> {
    pub(super) fn new(facts: &'a Facts, pack: &'a Pack, words: &'w Words<'a>) -> Self {
        let list = |name: &str| {
            let of_rule = |rule: &'a RuleFile| rule.words.get(name);
            let words = pack.rules().iter().find_map(of_rule);
            words.map_or(&[][..], Vec::as_slice)
        };
        Standards {
            facts,
            pack,
            words,
            names_only: list(NAMES_ONLY),
            kept: list(KEPT),
            late: list(LATE),
            stated: vec![OnceCell::new(); pack.duties.len()],
            items: facts.actions.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    /// Whether the appeal to law belongs to what fails: it stands in its words or hangs on them.
    pub(super) fn is_governed_by_law(&self, failure: &DutyFailure) -> bool {
        if failure.basis != Basis::Explicit {
            return false;
        }
        // A time or a standard alone may be a service's own; the law is named by its words.
        let legal = self.pack.lexicon.class("law-word");
        if self.words.has_beside(failure.span, legal, self.names_only) {
            return true;
        }
        let rest = Span {
            start: failure.span.end,
            end: failure.sentence.end.max(failure.span.end),
        };
        let behind = self.words.tokens(rest);
        let mut behind = behind.iter().filter(|token| token.tag != Tag::Comma);
        let hangs_on = behind.next().is_some_and(|next| match next.tag {
            Tag::Rel | Tag::Prep | Tag::To => true,
            // "…, although it is required by law".
            Tag::Sub => behind
                .find(|token| token.tag != Tag::Sub)
                .is_some_and(|subject| subject.tag == Tag::Pron),
            _ => false,
        });
        hangs_on && self.words.has_beside(rest, legal, self.names_only)
    }

    /// The entry of a failing's duty against whose limit its words measure, among those that `holds` lets through.
    pub(super) fn measured<'d>(
        &self,
        failure: &DutyFailure,
        duty: &'d DutyFile,
        holds: impl Fn(&&'d RegisterEntry) -> bool,
    ) -> Option<&'d RegisterEntry> {
        let limits = duty.entry.iter().any(|entry| !entry.measures.is_empty());
        let uses = limits.then(|| self.words.uses(failure.span))?;
        uses.iter().find_map(|use_| match *use_ {
            Use::Limit(of, entry) if self.pack.duties[of as usize].id == duty.id => {
                duty.entry.get(entry as usize).filter(&holds)
            }
            _ => None,
        })
    }

    /// Whether the covering action, or another that names the duty, appeals to law or a limit for what fails.
    pub(super) fn is_kept(&self, failure: &DutyFailure) -> bool {
        let Some(duty) = self.pack.duty_index(&failure.duty) else {
            return false;
        };
        let mut actions = self.facts.actions.iter().zip(&self.items);
        actions.any(|(action, items)| {
            let covers = failure.covered_by == Some(action.id);
            (covers || action.duties.contains(&failure.duty))
                && keeps(items.get_or_init(|| self.items(action)), duty as u16)
        })
    }

    /// Whether a failing is put as lateness.
    pub(super) fn is_late(&self, failure: &DutyFailure) -> bool {
        !self.late.is_empty() && holds(&self.words.plain(failure.span), self.late)
    }

    /// Whether the letter names a limit for what a failing is about, in a finding or an action.
    pub(super) fn is_stated(&self, failure: &DutyFailure) -> bool {
        let Some(duty) = self.pack.duty_index(&failure.duty) else {
            return true;
        };
        *self.stated[duty].get_or_init(|| {
            let duty = duty as u16;
            let legal = self.pack.lexicon.class("legal");
            let mut stated = false;
            for section in &self.facts.sections {
                self.words.each(section.span, |_, sentence, tokens| {
                    let in_law = tokens.iter().any(|token| token.is(legal));
                    let states = |use_: &Use| match *use_ {
                        Use::Limit(of, _) => of == duty,
                        Use::CoverName(of) => of == duty && in_law,
                        _ => false,
                    };
                    stated = stated
                        || sentence
                            .found
                            .iter()
                            .any(|hit| self.pack.uses[hit.pattern as usize].iter().any(states));
                });
            }
            stated
        })
    }

    fn items(&self, action: &Action) -> Vec<Item> {
        let legal = self.pack.lexicon.class("legal");
        let named = |use_: Use| match use_ {
            Use::CoverName(duty) => Some(duty),
            _ => None,
        };
        let mut items: Vec<Item> = Vec::new();
        for span in self.words.items(action.span) {
            let words = self.words.plain(span);
            items.push(Item {
                legal: self.words.has_beside(span, legal, self.names_only)
                    || holds(&words, self.kept),
                leads: false,
                duties: self
                    .words
                    .uses(span)
                    .into_iter()
                    .filter_map(named)
                    .collect(),
            });
            if words.ends_with(':') {
                items.iter_mut().for_each(|item| item.leads = true);
            }
        }
        items
    }
}

/// Where an action says something in place of a limit, for a rule that has words for that.
pub(super) fn soft_words(rule: &RuleFile, action: Span, context: &Context<'_>) -> Option<Span> {
    let words = action.of(&context.letter.text);
    let place = |phrase: &String| {
        let start = action.start + places(words, phrase).next()? as u32;
        Some(Span {
            start,
            end: start + phrase.len() as u32,
        })
    };
    rule.words.get(SOFT)?.iter().filter_map(place).min()
}

/// The part of an action that asks for what a matter is about: by the register's entry, by words that both hold, by the
/// duty, and of equals the one that says something in place of a limit. All of it where no part does.
pub(super) fn asked_for(
    rule: &RuleFile,
    action: Span,
    matter: &Matter<'_>,
    context: &Context<'_>,
) -> Span {
    let words = &context.words;
    let parts = words.items(action);
    let duty = context.pack.duty_index(&matter.failure.duty);
    let (Some(duty), true) = (duty, parts.len() > 1) else {
        return action;
    };
    let entry = matter.entry.filter(|_| matter.exact);
    let named = words.naming(matter.failure.span);
    let score = |part: Span| {
        let by_entry = entry.is_some_and(|entry| words.touch(part, duty, entry));
        let names = |use_: &Use| *use_ == Use::CoverName(duty as u16);
        let by_duty = words.uses(part).iter().any(names);
        let of_part = words.naming(part);
        let shared = named.iter().filter(|word| of_part.contains(word)).count();
        let asks = usize::from(by_entry) + usize::from(by_duty) + shared;
        (asks, soft_words(rule, part, context).is_some())
    };
    let mut best = (action, (0, true));
    for part in parts {
        let score = score(part);
        if score > best.1 {
            best = (part, score);
        }
    }
    best.0
}

/// Whether an action's items hold a duty to its limit. Where an item names the duty, the limit of another thing is not
/// its own: "issue new plans within the legal limit; amend plans promptly".
fn keeps(items: &[Item], duty: u16) -> bool {
    let named = |item: &Item| item.duties.contains(&duty);
    let of_its_own = items.iter().any(|item| named(item) && !item.leads);
    items
        .iter()
        .filter(|item| item.legal)
        .any(|item| named(item) || item.leads || item.duties.is_empty() || !of_its_own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(legal: bool, leads: bool, duties: &[u16]) -> Item {
        Item {
            legal,
            leads,
            duties: duties.to_vec(),
        }
    }

    #[test]
    fn the_limit_of_another_thing_is_not_kept() {
        let (plans, reviews) = (0, 1);
        let items = [item(true, false, &[plans]), item(false, false, &[reviews])];
        assert!(keeps(&items, plans));
        assert!(!keeps(&items, reviews));
        let alone = [item(true, false, &[plans])];
        assert!(keeps(&alone, reviews), "nothing else asks for it");
        assert!(!keeps(&[item(false, false, &[reviews])], reviews));
    }

    #[test]
    fn a_limit_holds_for_all_that_follows_on_it() {
        let (plans, reviews) = (0, 1);
        let list = [item(true, true, &[plans]), item(false, false, &[reviews])];
        assert!(keeps(&list, reviews));
        let general = [item(true, false, &[]), item(false, false, &[reviews])];
        assert!(keeps(&general, reviews));
    }
}
