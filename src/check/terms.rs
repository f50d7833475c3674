//! Fixed wording: terms of a former regime, slips in names, authority that is not there.

use super::draft::{Draft, RELATED, phrase};
use super::template::{Values, capital};
use super::words::holds;
use super::{Context, Known};
use crate::diagnostic::{Edit, Fix, Related};
use crate::facts::Role;
use crate::letter::{Block, Visible};
use crate::pack::schema::{RuleFile, TermEntry};
use crate::span::Span;
use aho_corasick::AhoCorasick;

/// The points of such a rule, one for each term.
pub(super) fn find(rule: &RuleFile, context: &Context<'_>) -> Vec<Draft> {
    let Some(index) = context.pack.rule_index(rule) else {
        return Vec::new();
    };
    let Some(automaton) = context.pack.term_finder(index) else {
        return Vec::new();
    };
    let finder = Finder {
        rule,
        context,
        index,
        automaton,
    };
    let mut places: Vec<Vec<Place>> = rule.term.iter().map(|_| Vec::new()).collect();
    for section in &context.facts.sections {
        for block in &context.letter.blocks[section.blocks.clone()] {
            finder.block(block, section.role, &mut places);
        }
    }
    rule.term
        .iter()
        .zip(&places)
        .filter(|(_, places)| !places.is_empty())
        .map(|(term, places)| finder.write(term, places))
        .collect()
}

/// A term found: its words, and the sentence or cell around it.
struct Place {
    span: Span,
    context: Span,
}

struct Finder<'r, 'a> {
    rule: &'r RuleFile,
    context: &'r Context<'a>,
    /// The rule's place in the pack.
    index: usize,
    automaton: &'r AhoCorasick,
}

impl Finder<'_, '_> {
    fn block(&self, block: &Block, role: Role, places: &mut [Vec<Place>]) {
        let own = block.cells.is_empty().then_some(&block.visible);
        for visible in own.into_iter().chain(&block.cells) {
            self.words(visible, role, places);
        }
    }

    fn words(&self, visible: &Visible, role: Role, places: &mut [Vec<Place>]) {
        let words = visible.words(&self.context.letter.text);
        let cache = match self.context.known {
            Known::Paragraphs(cache) => Some(cache),
            _ => None,
        };
        if cache.is_some_and(|cache| cache.is_bare(words, self.index)) {
            return;
        }
        if let Some(cache) = cache
            && self.automaton.find(words).is_none()
        {
            cache.set_bare(words, self.index);
            return;
        }
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
            let sentence = self.sentence(span, visible, words.len());
            let around = sentence.of(&self.context.letter.text);
            if holds(around, &term.unless) || !term.with.is_empty() && !holds(around, &term.with) {
                continue;
            }
            places[index].push(Place {
                span,
                context: sentence,
            });
        }
    }

    /// The sentence around a term; in lists and tables, the whole item or cell.
    fn sentence(&self, span: Span, visible: &Visible, len: usize) -> Span {
        let sentences = &self.context.facts.sentences;
        let index = sentences.partition_point(|sentence| sentence.end <= span.start);
        sentences
            .get(index)
            .copied()
            .filter(|sentence| sentence.contains(span))
            .unwrap_or_else(|| visible.source(0, len))
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
