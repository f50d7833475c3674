//! The letter's words again, where a rule has to look closer than the facts do.

use super::Known;
use crate::facts::sentences::WordsPlace;
use crate::facts::{generic, particular};
use crate::grammar::{Paragraph, Sentence, Tag, Token};
use crate::letter::{Block, Letter, Visible};
use crate::pack::lexicon::ClassSet;
use crate::pack::schema::RegisterEntry;
use crate::pack::{Pack, Use};
use crate::span::Span;
use memchr::memchr2_iter;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;

/// Reads blocks of a letter when they are asked for, each once.
pub(super) struct Words<'a> {
    letter: &'a Letter,
    pack: &'a Pack,
    known: Known<'a>,
    /// Words that any finding and any action may hold.
    generic: ClassSet,
    /// Words that only join what follows to what stands before.
    pub(super) joins: ClassSet,
    read: RefCell<FxHashMap<WordsPlace, Rc<Paragraph<'a>>>>,
}

impl<'a> Words<'a> {
    pub(super) fn new(letter: &'a Letter, pack: &'a Pack, known: Known<'a>) -> Self {
        Words {
            letter,
            pack,
            known,
            generic: generic(pack),
            joins: pack.lexicon.class("contrast") | pack.lexicon.class("aside"),
            read: RefCell::default(),
        }
    }

    pub(super) fn class(&self, name: &str) -> ClassSet {
        self.pack.lexicon.class(name)
    }

    /// The blocks that a span touches, in reading order.
    pub(super) fn blocks(&self, span: Span) -> impl Iterator<Item = (usize, &'a Block)> {
        let blocks = &self.letter.blocks;
        let end = blocks.partition_point(|block| block.span.start < span.end.max(span.start + 1));
        let start = blocks[..end]
            .iter()
            .rposition(|block| block.span.end <= span.start)
            .map_or(0, |before| before + 1);
        (start..end).map(|index| (index, &blocks[index]))
    }

    /// The block that a span begins in.
    pub(super) fn block(&self, span: Span) -> usize {
        self.blocks(span).next().map_or(0, |(index, _)| index)
    }

    fn paragraphs(&self, span: Span) -> Vec<Rc<Paragraph<'a>>> {
        let mut out = Vec::new();
        for (index, block) in self.blocks(span) {
            if block.cells.is_empty() {
                out.push(self.paragraph((index, 0), &block.visible));
            }
            for (cell, visible) in block.cells.iter().enumerate() {
                out.push(self.paragraph((index, cell), visible));
            }
        }
        out
    }

    fn paragraph(&self, place: WordsPlace, visible: &'a Visible) -> Rc<Paragraph<'a>> {
        let mut read = self.read.borrow_mut();
        let paragraph = read.entry(place).or_insert_with(|| {
            let text = &self.letter.text;
            let known = match self.known {
                Known::Nothing => None,
                Known::Letter(sentences) => sentences.at(place),
                Known::Paragraphs(cache) => cache.sentences(visible.words(text)),
            };
            Rc::new(match known {
                Some(sentences) => Paragraph::known(visible, text, sentences),
                None => Paragraph::read(visible, text, self.pack),
            })
        });
        Rc::clone(paragraph)
    }

    /// The tokens of a span with their paragraph, sentence by sentence.
    pub(super) fn each(
        &self,
        span: Span,
        mut visit: impl FnMut(&Paragraph<'a>, &Sentence, &[Token]),
    ) {
        for paragraph in self.paragraphs(span) {
            let first = sentence_at(&paragraph, span);
            for sentence in &paragraph.sentences[first..] {
                if paragraph.sentence_span(sentence).start >= span.end {
                    break;
                }
                let inside = |token: &Token| span.contains(paragraph.span(token.start, token.end));
                let first = sentence.tokens.partition_point(|token| {
                    paragraph.span(token.start, token.end).start < span.start
                });
                let count = sentence.tokens[first..]
                    .iter()
                    .take_while(|token| inside(token))
                    .count();
                if count > 0 {
                    visit(&paragraph, sentence, &sentence.tokens[first..first + count]);
                }
            }
        }
    }

    /// The parts of a span that each ask for one thing: sentences, bullets, and what is joined on like a sentence
    /// ("plans are issued on time, and that reviews are held").
    pub(super) fn items(&self, span: Span) -> Vec<Span> {
        let that = self.class("that");
        let mut out = Vec::new();
        self.each(span, |paragraph, _, tokens| {
            let begins = |at: usize| {
                let joined = tokens[at].tag == Tag::Conj
                    && tokens.get(at + 1).is_some_and(|next| {
                        next.is(that)
                            || matches!(next.tag, Tag::To | Tag::Ing | Tag::Verb | Tag::Modal)
                                && tokens[at - 1].tag == Tag::Comma
                    });
                joined || paragraph.words[tokens[at - 1].start as usize..].starts_with(';')
            };
            let is_mark = |token: &&Token| {
                matches!(token.tag, Tag::Conj | Tag::Comma)
                    || token.is(that)
                    || paragraph.words[token.start as usize..].starts_with(['•', '▪', '-', ';'])
            };
            let mut first = 0;
            for at in (1..tokens.len())
                .filter(|at| begins(*at))
                .chain([tokens.len()])
            {
                let part = &tokens[first..at];
                let from = part.iter().find(|token| !is_mark(token));
                let to = part.iter().rev().find(|token| !is_mark(token));
                if let (Some(from), Some(to)) = (from, to) {
                    out.push(paragraph.span(from.start, to.end));
                }
                first = at;
            }
        });
        out
    }

    /// The tokens of a span.
    pub(super) fn tokens(&self, span: Span) -> Vec<Token> {
        let mut out = Vec::new();
        self.each(span, |_, _, tokens| out.extend_from_slice(tokens));
        out
    }

    /// The part of a span that its first `count` tokens are, without a comma at the end; none for none.
    pub(super) fn first_tokens(&self, span: Span, count: usize) -> Option<Span> {
        let mut end = None;
        self.each(span, |paragraph, _, tokens| {
            let kept = tokens.iter().take(count);
            let last = kept.rev().find(|token| token.tag != Tag::Comma);
            end = end.or(last.map(|last| paragraph.span(last.start, last.end).end));
        });
        end.map(|end| Span { end, ..span })
    }

    /// The words of a span that name one thing among others: figures, and the particular words that are not those
    /// of a broad field ("health", "education") or that any passage may hold.
    pub(super) fn naming(&self, span: Span) -> Vec<u32> {
        let mut out = Vec::new();
        self.each(span, |paragraph, sentence, tokens| {
            let is_broad = |token: &&Token| {
                sentence.found.iter().any(|hit| {
                    (hit.start..hit.end).contains(&token.start)
                        && self.pack.uses[hit.pattern as usize].iter().any(
                            |use_| matches!(use_, Use::Field(field) if self.pack.is_broad(*field)),
                        )
                })
            };
            let is_figure = |token: &&Token| {
                token.lemma != 0
                    && paragraph.words[token.start as usize..]
                        .starts_with(|first: char| first.is_ascii_digit())
            };
            // "disabled children": who is meant, and not what.
            let people = self.pack.names.any_family();
            let is_who = |at: usize| {
                tokens[at].tag == Tag::Adj && tokens.get(at + 1).is_some_and(|next| next.is(people))
            };
            let said = tokens.iter().enumerate();
            let said = said.filter(|(at, token)| !is_broad(token) && !is_who(*at));
            out.extend(particular(said.map(|(_, token)| token), self.generic));
            out.extend(tokens.iter().filter(is_figure).map(|token| token.lemma));
        });
        out
    }

    /// The number of the sentence in its block that a span begins in.
    pub(super) fn sentence_number(&self, span: Span) -> usize {
        self.paragraphs(span)
            .first()
            .map_or(0, |paragraph| sentence_at(paragraph, span))
    }

    /// The sentence behind the one that a span begins in.
    pub(super) fn next_sentence(&self, span: Span) -> Option<Span> {
        self.sentence_from(span, 1)
    }

    /// The sentence before the one that a span begins in.
    pub(super) fn sentence_before(&self, span: Span) -> Option<Span> {
        self.sentence_from(span, -1)
    }

    fn sentence_from(&self, span: Span, step: isize) -> Option<Span> {
        let paragraphs = self.paragraphs(span);
        let paragraph = paragraphs.first()?;
        let at = sentence_at(paragraph, span).checked_add_signed(step)?;
        Some(paragraph.sentence_span(paragraph.sentences.get(at)?))
    }

    /// What the patterns in a span are used for.
    pub(super) fn uses(&self, span: Span) -> Vec<Use> {
        let mut out = Vec::new();
        self.each(span, |paragraph, sentence, _| {
            let hits = sentence
                .found
                .iter()
                .filter(|hit| span.contains(paragraph.span(hit.start, hit.end)));
            out.extend(hits.flat_map(|hit| &self.pack.uses[hit.pattern as usize]));
        });
        out
    }

    /// The rows of a duty's register whose words a span holds.
    pub(super) fn rows(&self, span: Span, duty: usize) -> impl Iterator<Item = &'a RegisterEntry> {
        let entries = &self.pack.duties[duty].entry;
        self.uses(span)
            .into_iter()
            .filter_map(move |use_| match use_ {
                Use::Entry(of, at) if of as usize == duty => entries.get(at as usize),
                _ => None,
            })
    }

    /// Whether a span holds words of a row of a duty's register.
    pub(super) fn touch(&self, span: Span, duty: usize, entry: &RegisterEntry) -> bool {
        self.rows(span, duty).any(|row| row.id == entry.id)
    }

    /// A verb with the negation before it: "do not feel".
    pub(super) fn with_negation(&self, verb: Span) -> Span {
        let mut whole = verb;
        self.each(verb, |paragraph, sentence, tokens| {
            let first = sentence.token_at(tokens[0].start);
            let before = &sentence.tokens[..first];
            let group = before
                .iter()
                .rev()
                .take_while(|token| {
                    token.tag.is_finite() || matches!(token.tag, Tag::Neg | Tag::Adv)
                })
                .count();
            let group = &before[first - group..];
            if let Some(negation) = group.iter().position(|token| token.tag == Tag::Neg) {
                let from = &group[negation.saturating_sub(1)];
                whole.start = whole.start.min(paragraph.span(from.start, from.end).start);
            }
        });
        whole
    }

    /// Whether a word of the span is of a class, those left aside that open one of `names`.
    pub(super) fn has_beside(&self, span: Span, class: ClassSet, names: &[String]) -> bool {
        let mut found = false;
        self.each(span, |paragraph, _, tokens| {
            let is_name = |token: &Token| {
                let words = &paragraph.words[token.start as usize..];
                names.iter().any(|name| opens_with(words, name))
            };
            found |= tokens
                .iter()
                .any(|token| token.is(class) && !is_name(token));
        });
        found
    }

    /// The span's words as a reader sees them.
    pub(super) fn plain(&self, span: Span) -> String {
        self.plain_with(span, |_, _| {})
    }

    /// As [`Self::plain`]; `visit` is told of each token with its place in the words.
    pub(super) fn plain_with(&self, span: Span, mut visit: impl FnMut(&Token, usize)) -> String {
        let mut out = String::new();
        self.each(span, |paragraph, _, tokens| {
            if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
                if !out.is_empty() {
                    out.push(' ');
                }
                let base = out.len();
                for token in tokens {
                    visit(token, base + (token.start - first.start) as usize);
                }
                out.push_str(&paragraph.words[first.start as usize..last.end as usize]);
            }
        });
        out
    }

    /// Where an action names what a duty asks for: its process, or an entry of its register.
    pub(super) fn named(&self, span: Span, duty: usize) -> Span {
        let names = |use_: &Use| match *use_ {
            Use::CoverName(of) | Use::Entry(of, _) => of as usize == duty,
            _ => false,
        };
        let mut found = None;
        self.each(span, |paragraph, sentence, _| {
            let hits = sentence.found.iter().filter(|hit| {
                span.contains(paragraph.span(hit.start, hit.end))
                    && self.pack.uses[hit.pattern as usize].iter().any(names)
            });
            found = found.or(hits
                .map(|hit| paragraph.span(hit.start, hit.end))
                .min_by_key(|hit| hit.start));
        });
        found.unwrap_or(span)
    }
}

/// The first sentence of a paragraph that ends behind a span's start.
fn sentence_at(paragraph: &Paragraph<'_>, span: Span) -> usize {
    paragraph
        .sentences
        .partition_point(|sentence| paragraph.sentence_span(sentence).end <= span.start)
}

/// Whether words open with a phrase as whole words, letter case ignored.
pub(super) fn opens_with(words: &str, phrase: &str) -> bool {
    words
        .get(..phrase.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(phrase))
        && !words[phrase.len()..].starts_with(char::is_alphanumeric)
}

/// Where a phrase stands in words as whole words, letter case ignored.
pub(super) fn places<'w>(words: &'w str, phrase: &'w str) -> impl Iterator<Item = usize> + 'w {
    // A character begins with the same byte in both, letter case aside.
    let first = phrase.bytes().next().unwrap_or_default();
    let (small, capital) = (first.to_ascii_lowercase(), first.to_ascii_uppercase());
    memchr2_iter(small, capital, words.as_bytes()).filter(move |at| {
        !words[..*at].ends_with(char::is_alphanumeric) && opens_with(&words[*at..], phrase)
    })
}

/// Whether words hold one of these phrases.
pub(super) fn holds(words: &str, phrases: &[String]) -> bool {
    phrases
        .iter()
        .any(|phrase| places(words, phrase).next().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_whole_words() {
        assert!(holds("They FEEL that", &["feel".to_owned()]));
        assert!(!holds("They feelings", &["feel".to_owned()]));
        assert!(!holds("unfelt", &["felt".to_owned()]));
        assert_eq!(
            places("do not, do not", "do not").collect::<Vec<_>>(),
            [0, 8]
        );
        assert!(!opens_with("‘é", "ab"));
    }
}
