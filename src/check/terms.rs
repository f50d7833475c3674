//! Fixed wording: terms of a former regime, slips in names, authority that is not there.

use super::draft::{Draft, RELATED, phrase};
use super::template::{Values, capital};
use super::words::holds;
use super::{Context, Known};
use crate::diagnostic::{Edit, Fix, Related};
use crate::facts::Role;
use crate::letter::Visible;
use crate::pack::schema::{RuleFile, TermEntry};
use crate::span::Span;
use aho_corasick::AhoCorasick;

/// The points of such a rule, one for each term.
pub(super) fn find(rule: &RuleFile, context: &Context<'_>) -> Vec<Draft> {
    let with_terms = context.with_terms.get_or_init(|| with_terms(context));
    if with_terms.is_empty() {
        return Vec::new();
    }
    let Some(index) = context.pack.rule_index(rule) else {
        return Vec::new();
    };
    let Some(automaton) = context.pack.term_finder(index) else {
        return Vec::new();
    };
    let finder = Finder {
        rule,
        context,
        automaton,
    };
    let mut places: Vec<Vec<Place>> = rule.term.iter().map(|_| Vec::new()).collect();
    for (visible, role) in with_terms {
        finder.words(visible, *role, &mut places);
    }
    rule.term
        .iter()
        .zip(&places)
        .filter(|(_, places)| !places.is_empty())
        .map(|(term, places)| finder.write(term, places))
        .collect()
}

/// The words of a letter that may hold a term of some rule, with the roles of their sections, in reading order.
fn with_terms<'a>(context: &Context<'a>) -> Vec<(&'a Visible, Role)> {
    let mut found = Vec::new();
    for section in &context.facts.sections {
        for block in &context.letter.blocks[section.blocks.clone()] {
            let own = block.cells.is_empty().then_some(&block.visible);
            let all = own.into_iter().chain(&block.cells);
            let holding = all.filter(|visible| may_hold_term(visible, context));
            found.extend(holding.map(|visible| (visible, section.role)));
        }
    }
    found
}

fn may_hold_term(visible: &Visible, context: &Context<'_>) -> bool {
    let words = visible.words(&context.letter.text);
    let Known::Paragraphs(cache) = context.known else {
        return context.pack.may_hold_term(words);
    };
    if cache.is_bare(words) {
        return false;
    }
    let may = context.pack.may_hold_term(words);
    if !may {
        cache.set_bare(words);
    }
    may
}

/// A term found: its words, and the sentence or cell around it.
struct Place {
    span: Span,
    context: Span,
}

struct Finder<'r, 'a> {
    rule: &'r RuleFile,
    context: &'r Context<'a>,
    automaton: &'r AhoCorasick,
}

impl Finder<'_, '_> {
    fn words(&self, visible: &Visible, role: Role, places: &mut [Vec<Place>]) {
        let words = visible.words(&self.context.letter.text);
        for found in self.automaton.find_iter(words) {
            let index = found.pattern().as_usize();
            let term = &self.rule.term[index];
            if !is_word(words, found.range())
                || !in_case(&words[found.range()], &term.find)
                || !(term.sections.is_empty() || term.sections.contains(&role))
            {
                continue;
            }
            let span = visible.source(found.start(), found.end());
            let whole = visible.source(0, words.len());
            let (before, sentence) = self.sentence(span, whole);
            let text = &self.context.letter.text;
            // What the sentence before says of the past holds for this one.
            if holds(before.to(sentence).of(text), &term.unless)
                || !term.with.is_empty() && !holds(sentence.of(text), &term.with)
            {
                continue;
            }
            places[index].push(Place {
                span,
                context: sentence,
            });
        }
    }

    /// The sentence around a term, in lists and tables the whole item or cell, and the one before it in these words.
    fn sentence(&self, span: Span, whole: Span) -> (Span, Span) {
        let sentences = &self.context.facts.sentences;
        let index = sentences.partition_point(|sentence| sentence.end <= span.start);
        let sentence = sentences
            .get(index)
            .copied()
            .filter(|sentence| sentence.contains(span))
            .unwrap_or(whole);
        let before = index
            .checked_sub(1)
            .map(|before| sentences[before])
            .filter(|before| whole.contains(*before));
        (before.unwrap_or(sentence), sentence)
    }

    fn write(&self, term: &TermEntry, places: &[Place]) -> Draft {
        let first = &places[0];
        let text = &self.context.letter.text;
        let values = Values::default()
            .with("term", first.span.of(text))
            .with("replacement", term.replace.as_deref().unwrap_or_default())
            .with("note", term.note.as_str());
        let case = if term.replace.is_some() {
            "replace"
        } else {
            "found"
        };
        let mut draft = Draft::new(self.rule, case, &values, first.span, first.context);
        draft.property("term", term.find.as_str());
        draft.property("places", places.len().to_string());
        let again = phrase(self.context.pack, "again", &Values::default());
        let related = places[1..]
            .iter()
            .map(|place| Related {
                message: again.clone(),
                span: place.span,
            })
            .collect();
        draft.relate(related, RELATED, self.context.pack);
        let fix = term.replace.as_ref().map(|replacement| Fix {
            title: draft.diagnostic.help.clone(),
            grade: term.grade,
            edits: places
                .iter()
                .map(|place| Edit {
                    span: place.span,
                    replacement: like(place.span.of(text), &term.find, replacement),
                })
                .collect(),
        });
        draft.fixed(fix)
    }
}

/// A replacement with a capital where the term has one that is not its own.
fn like(words: &str, term: &str, replacement: &str) -> String {
    if words.starts_with(char::is_uppercase) && term.starts_with(char::is_lowercase) {
        capital(replacement)
    } else {
        replacement.to_owned()
    }
}

fn is_word(words: &str, range: std::ops::Range<usize>) -> bool {
    !words[..range.start].ends_with(char::is_alphanumeric)
        && !words[range.end..].starts_with(char::is_alphanumeric)
}

/// A term with capitals is meant as it is written.
fn in_case(words: &str, term: &str) -> bool {
    !term.contains(char::is_uppercase) || words == term
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_whole_words_in_their_case() {
        assert!(is_word("the CCG,", 4..7));
        assert!(!is_word("CCGs", 0..3));
        assert!(in_case("Written Statement", "written statement"));
        assert!(!in_case("ccg", "CCG"));
        assert_eq!(
            like("Local area", "local area", "partnership"),
            "Partnership"
        );
        assert_eq!(like("WSoA", "WSoA", "action plan"), "action plan");
        assert_eq!(
            like("revisit", "revisit", "monitoring inspection"),
            "monitoring inspection"
        );
    }
}
