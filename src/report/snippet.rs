//! The words around a point as a terminal shows them: as a reader sees them, without markup, in rows
//! that fit, and with the file's own line numbers beside them.
//!
//! A paragraph of a letter is often one long line. miette shows lines as they are and numbers them as
//! it counts, so the rows are made here, and the numbers it writes are exchanged afterwards.

use super::Document;
use super::clean::clean_char;
use super::place::Places;
use super::wrap::rows;
use crate::letter::Block;
use crate::span::Span;
use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::ops::Range;

/// A passage in rows.
#[derive(Debug)]
pub(super) struct Snippet {
    /// The rows, with a line end between them.
    text: String,
    /// The words that the point is about: for each row that holds some, where they stand in `text`.
    marks: Vec<Range<usize>>,
    /// For each row, the line of the file that begins in it.
    lines: Vec<Option<u32>>,
    /// File and place.
    name: String,
    /// The number before the first row's, so chosen that all numbers are equally wide.
    base: usize,
    /// How wide they are.
    digits: usize,
}

/// Words as a reader sees them, and where each character comes from.
#[derive(Default)]
struct Passage {
    words: String,
    /// For each character, its place in `words` and in the letter's text.
    sources: Vec<(usize, Span)>,
}

impl Passage {
    fn push(&mut self, block: &Block, text: &str, within: Span) {
        if !self.words.is_empty() {
            self.sources.push((self.words.len(), Span::default()));
            self.words.push('\n');
        }
        // A paragraph may be long and have many points: only the words of this one are looked at.
        let range = block.visible.range_in(within);
        let words = block.visible.words(text).get(range.clone());
        for (at, c) in words.unwrap_or_default().char_indices() {
            let at = range.start + at;
            let source = block.visible.source(at, at + c.len_utf8());
            if source.overlaps(within) {
                self.sources.push((self.words.len(), source));
                self.words.push(clean_char(c));
            }
        }
    }

    /// The characters of a row.
    fn row(&self, row: &Range<usize>) -> &[(usize, Span)] {
        let at = |offset| self.sources.partition_point(|(place, _)| *place < offset);
        &self.sources[at(row.start)..at(row.end)]
    }
}

/// The words at a span as a reader sees them.
pub(super) fn visible_words(document: &Document<'_>, span: Span) -> String {
    passage(document, span).words.replace('\n', " ")
}

fn passage(document: &Document<'_>, within: Span) -> Passage {
    let mut passage = Passage::default();
    for block in &document.letter.blocks {
        if block.span.overlaps(within) {
            passage.push(block, &document.letter.text, within);
        }
    }
    passage
}

impl Snippet {
    /// The words of `context` in rows of at most `width`, with those of `span` marked; nothing when
    /// there are none.
    pub(super) fn new(
        document: &Document<'_>,
        places: &Places<'_>,
        context: Span,
        span: Span,
        width: usize,
    ) -> Option<Snippet> {
        let passage = passage(document, context.to(span));
        if passage.words.trim().is_empty() {
            return None;
        }
        let mut snippet = Snippet {
            text: String::new(),
            marks: Vec::new(),
            lines: Vec::new(),
            name: places.in_file(document.path, span),
            base: 0,
            digits: 0,
        };
        let mut line_before = None;
        for row in rows(&passage.words, width) {
            if !snippet.text.is_empty() {
                snippet.text.push('\n');
            }
            let shift = snippet.text.len();
            let characters = passage.row(&row);
            let line = characters
                .first()
                .and_then(|(_, source)| places.position(source.start))
                .map(|position| position.line);
            snippet.lines.push(line.filter(|_| line != line_before));
            line_before = line.or(line_before);
            let marked = || {
                characters
                    .iter()
                    .filter(|(_, source)| source.overlaps(span))
            };
            if let Some(((first, _), (last, _))) = marked().next().zip(marked().next_back()) {
                let after = passage.words[*last..]
                    .chars()
                    .next()
                    .map_or(0, char::len_utf8);
                snippet
                    .marks
                    .push(shift + first - row.start..shift + last + after - row.start);
            }
            snippet.text.push_str(&passage.words[row]);
        }
        snippet.number_rows(line_before);
        Some(snippet)
    }

    fn number_rows(&mut self, last_line: Option<u32>) {
        self.digits = last_line.map_or(1, |line| line.to_string().len());
        let mut first = 10_usize.pow(self.digits as u32 - 1);
        while first + self.lines.len() > first * 10 {
            self.digits += 1;
            first *= 10;
        }
        self.base = first - 1;
    }

    /// The marked words, one label a row.
    pub(super) fn labels(&self) -> impl Iterator<Item = LabeledSpan> + '_ {
        self.marks
            .iter()
            .map(|mark| LabeledSpan::new(None, mark.start, mark.len()))
    }

    /// Exchanges the numbers of rows that miette wrote for the file's line numbers.
    pub(super) fn renumber(&self, drawn: &str, bar: char, dim: impl Fn(&str) -> String) -> String {
        let mut out = String::with_capacity(drawn.len());
        let mut row = 0;
        for line in drawn.split_inclusive('\n') {
            let written = format!(
                " {:digits$} {bar} ",
                self.base + row + 1,
                digits = self.digits
            );
            match line.strip_prefix(&written) {
                Some(rest) if row < self.lines.len() => {
                    let number = self.lines[row]
                        .map(|line| line.to_string())
                        .unwrap_or_default();
                    let gutter = format!(" {number:>digits$} {bar} ", digits = self.digits);
                    out.push_str(&dim(&gutter));
                    out.push_str(rest);
                    row += 1;
                }
                _ => out.push_str(line),
            }
        }
        out
    }
}

impl SourceCode for Snippet {
    /// All rows, whatever is asked for: the passage was cut to what is to be seen.
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            self.text.as_bytes(),
            (0, self.text.len()).into(),
            self.base,
            0,
            self.lines.len(),
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::made_up;

    #[test]
    fn markup_is_gone_and_the_right_words_are_marked() {
        let letter = made_up();
        let document = letter.document();
        let places = Places::new(&letter.letter);
        let (context, words) = (
            letter.at("\u{1F600}").to(letter.at("late.")),
            letter.at("feel that *reviews*\nare"),
        );
        let snippet = Snippet::new(&document, &places, context, words, 28).expect("has words");
        assert_eq!(
            snippet.text,
            "\u{1F600}\u{1F600} “Parents” feel that\nreviews are late."
        );
        let marked: Vec<_> = snippet
            .marks
            .iter()
            .map(|mark| &snippet.text[mark.clone()])
            .collect();
        assert_eq!(marked, ["feel that", "reviews are"]);
        assert_eq!(snippet.lines, [Some(7), None]);
        assert_eq!(snippet.name, "draft.md:7:14");
    }

    #[test]
    fn rows_have_the_files_own_numbers() {
        let letter = made_up();
        let places = Places::new(&letter.letter);
        let span = letter.at("Too reviews").to(letter.at("late."));
        let snippet = Snippet::new(&letter.document(), &places, span, span, 20).expect("has words");
        let numbers: Vec<u32> = snippet.lines.iter().flatten().copied().collect();
        assert_eq!(numbers, [5, 7, 8]);
        assert_eq!(snippet.digits, 2);
    }

    #[test]
    fn a_place_without_words_has_no_snippet() {
        let letter = made_up();
        let places = Places::new(&letter.letter);
        let nowhere = Span::default();
        assert!(Snippet::new(&letter.document(), &places, nowhere, nowhere, 40).is_none());
    }
}
