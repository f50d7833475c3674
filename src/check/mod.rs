//! Diagnostics: what the pack's rules make of a letter's facts. One rule kind a file.
//!
//! Every word that a person reads comes from the pack. What was looked at and left out is returned
//! too, with its reason in [`Diagnostic::suppressed`]; the caller decides whether to show it.

mod action_without_finding;
mod amiss;
mod answer;
mod asymmetry;
mod contrast;
mod draft;
mod general_cover;
mod group;
mod improvement_only;
mod leaning;
mod matter;
mod no_action;
mod not_escalated;
mod quotation;
mod rank;
mod reason;
mod rewording;
mod sentiment;
mod standard;
mod standard_not_stated;
mod standard_softened;
mod template;
mod terms;
mod told;
mod weakness_without_action;
mod wording;
mod words;

pub(crate) use draft::template_faults;

use crate::diagnostic::Diagnostic;
use crate::facts::{Cache, Facts, Role, Sentences};
use crate::letter::{Letter, Visible};
use crate::pack::Pack;
use crate::pack::schema::{RuleFile, RuleKind};
use crate::span::Span;
use draft::Draft;
use matter::Matter;
use std::cell::OnceCell;
use words::Words;

/// What the rules look at.
struct Context<'a> {
    letter: &'a Letter,
    facts: &'a Facts,
    pack: &'a Pack,
    words: Words<'a>,
    known: Known<'a>,
    matters: Vec<Matter<'a>>,
    /// The words that may hold a term of some rule, once they were asked for.
    with_terms: OnceCell<Vec<(&'a Visible, Role)>>,
}

impl Context<'_> {
    /// Whether words name one thing among others, so that a reader sees what they are about.
    fn names_something(&self, span: Span) -> bool {
        !self.words.naming(span).is_empty()
    }

    /// Whether two passages name one thing.
    fn name_one_thing(&self, one: Span, other: Span) -> bool {
        let named = self.words.naming(one);
        let mut also = self.words.naming(other).into_iter();
        also.any(|name| named.contains(&name))
    }
}

/// What was read of a letter before its rules are run.
#[derive(Clone, Copy)]
enum Known<'a> {
    /// Nothing that was kept.
    Nothing,
    /// The sentences of this letter.
    Letter(&'a Sentences),
    /// Paragraphs of this letter and of states before.
    Paragraphs(&'a Cache),
}

/// Runs every rule of a pack over a letter. Those to show come first, the most pressing first; then
/// those left out, in reading order.
///
/// ```
/// use evenhand::{check, facts, pack::Pack, read};
///
/// let text = "Some parents feel that annual reviews are held too late.\n";
/// let letter = read::read(text.as_bytes(), read::Format::Markdown, &read::ReadOptions::default())?.letter;
/// let pack = Pack::area_send()?;
/// let diagnostics = check::check(&letter, &facts::analyse(&letter, &pack), &pack);
/// let shown: Vec<_> = diagnostics.iter().filter(|one| one.suppressed.is_none()).collect();
/// assert_eq!(shown[0].rule, "framing/sentiment");
/// assert_eq!(shown[0].span.of(&letter.text), "feel");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn check(letter: &Letter, facts: &Facts, pack: &Pack) -> Vec<Diagnostic> {
    check_by(letter, facts, pack, Known::Nothing)
}

/// As [`check`], with the sentences that were read for the letter's facts: they are not read again. The
/// diagnostics are the same.
pub fn check_read(
    letter: &Letter,
    facts: &Facts,
    sentences: &Sentences,
    pack: &Pack,
) -> Vec<Diagnostic> {
    check_by(letter, facts, pack, Known::Letter(sentences))
}

/// As [`check`], with the cache by which the letter's facts were found: what was read for them is not
/// read again. The diagnostics are the same.
pub fn check_cached(letter: &Letter, facts: &Facts, cache: &Cache) -> Vec<Diagnostic> {
    check_by(letter, facts, cache.pack(), Known::Paragraphs(cache))
}

fn check_by(letter: &Letter, facts: &Facts, pack: &Pack, known: Known<'_>) -> Vec<Diagnostic> {
    let words = Words::new(letter, pack, known);
    let matters = if lists_actions(facts) {
        matter::all(facts, pack, &words)
    } else {
        Vec::new()
    };
    let context = Context {
        letter,
        facts,
        pack,
        words,
        known,
        matters,
        with_terms: OnceCell::new(),
    };
    let mut drafts: Vec<Draft> = Vec::new();
    for rule in pack.rules().iter().filter(|rule| speaks(rule, facts)) {
        drafts.extend(run(rule, &context));
    }
    group::settle(&mut drafts);
    rank::order(drafts)
}

fn run(rule: &RuleFile, context: &Context<'_>) -> Vec<Draft> {
    match rule.kind {
        RuleKind::Sentiment => sentiment::find(rule, context),
        RuleKind::Contrast => contrast::find(rule, context),
        RuleKind::Asymmetry => asymmetry::find(rule, context),
        RuleKind::NoAction => no_action::find(rule, context),
        RuleKind::GeneralCover => general_cover::find(rule, context),
        RuleKind::ImprovementOnly => improvement_only::find(rule, context),
        RuleKind::StandardSoftened => standard_softened::find(rule, context),
        RuleKind::StandardNotStated => standard_not_stated::find(rule, context),
        RuleKind::NotEscalated => not_escalated::find(rule, context),
        RuleKind::WeaknessWithoutAction => weakness_without_action::find(rule, context),
        RuleKind::ActionWithoutFinding => action_without_finding::find(rule, context),
        RuleKind::Terms => terms::find(rule, context),
    }
}

/// Whether a rule speaks under the letter's outcome.
fn speaks(rule: &RuleFile, facts: &Facts) -> bool {
    rule.outcomes.is_empty()
        || facts
            .outcome
            .as_ref()
            .is_some_and(|outcome| rule.outcomes.contains(&outcome.id))
}

/// Whether a letter has lists of actions at all. A passage without them says nothing about what they
/// would have taken up.
fn lists_actions(facts: &Facts) -> bool {
    !facts.actions.is_empty()
        || facts
            .sections
            .iter()
            .any(|section| section.role.is_actions())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{analyse, analyse_and_keep};
    use crate::read::{Format, ReadOptions, read};

    #[test]
    fn rules_say_the_same_of_sentences_that_were_kept() {
        let pack = Pack::area_send().expect("the pack loads");
        for text in [
            include_str!("../../examples/draft.md"),
            include_str!("../../tests/letters/ashmere.md"),
        ] {
            let letter = read(text.as_bytes(), Format::Markdown, &ReadOptions::default())
                .expect("the letter reads")
                .letter;
            let (facts, sentences) = analyse_and_keep(&letter, &pack);
            assert_eq!(
                format!("{facts:?}"),
                format!("{:?}", analyse(&letter, &pack))
            );
            assert!(
                facts
                    .duty_failures
                    .iter()
                    .any(|failure| failure.weight > 0.0)
            );
            assert_eq!(
                check_read(&letter, &facts, &sentences, &pack),
                check(&letter, &facts, &pack)
            );
        }
    }
}
