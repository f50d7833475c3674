//! Where readers put what they read: blocks in the making, and what is decided on whole blocks.

use super::{MAX_BLOCKS, MAX_HEADING, ReadError, ReadNote, ReadOptions, Revisions};
use crate::letter::{Annotation, Block, BlockKind, Location, Visible, VisibleBuilder};
use crate::span::Span;

/// The level of a heading that no markup gives one.
const UNMARKED_LEVEL: u8 = 2;

/// A block in the making.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    pub(super) kind: BlockKind,
    pub(super) words: VisibleBuilder<'a>,
    /// The sign that an item began with, where the reader took one off.
    pub(super) sign: Option<char>,
    span: Option<Span>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(text: &'a str, kind: BlockKind) -> Self {
        Draft {
            kind,
            words: VisibleBuilder::new(text),
            sign: None,
            span: None,
        }
    }

    /// Lets the block take in markup or words at `span`.
    pub(super) fn extend(&mut self, span: Span) {
        self.span = Some(self.span.map_or(span, |so_far| so_far.to(span)));
    }

    /// Lets the block end before `end`.
    pub(super) fn cut(&mut self, end: u32) {
        if let Some(span) = &mut self.span {
            span.end = span.end.min(end);
        }
    }

    /// Adds words that show as they stand in the text.
    pub(super) fn push_text(&mut self, span: Span) {
        self.extend(span);
        self.words.push_text(span);
    }

    /// Adds words that stand for other ones in the text.
    pub(super) fn push_as(&mut self, words: &str, source: Span) {
        self.extend(source);
        self.words.push_as(words, source);
    }

    /// Where the block ends so far.
    pub(super) fn end(&self) -> usize {
        self.span.map_or(0, |span| span.end as usize)
    }
}

/// What a reader makes of a text.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) blocks: Vec<Block>,
    pub(super) annotations: Vec<Annotation>,
    pub(super) notes: Vec<ReadNote>,
}

/// Takes in what a reader makes of a text, piece by piece.
pub(super) struct Sink<'a> {
    pub(super) text: &'a str,
    /// Where the source has what is added next, for formats without lines.
    pub(super) location: Location,
    options: ReadOptions<'a>,
    parts: Parts,
    is_full: bool,
}

impl<'a> Sink<'a> {
    pub(super) fn new(text: &'a str, options: ReadOptions<'a>) -> Self {
        Sink {
            text,
            location: Location::default(),
            options,
            parts: Parts::default(),
            is_full: false,
        }
    }

    /// Adds a block, unless there are no words in it.
    pub(super) fn push(&mut self, draft: Draft<'a>) {
        let Some(span) = draft.span else { return };
        let visible = draft.words.finish();
        let words = visible.words(self.text);
        if words.is_empty() {
            return;
        }
        if self.continues_last(draft.kind, words) {
            self.lengthen_last(span, &visible);
            return;
        }
        let kind = match draft.kind {
            BlockKind::Paragraph if self.is_heading(words) => BlockKind::Heading(UNMARKED_LEVEL),
            BlockKind::Heading(_) if words.len() > MAX_HEADING => BlockKind::Paragraph,
            kind => kind,
        };
        self.push_block(Block {
            kind,
            span: span.trimmed(self.text),
            visible,
            cells: Vec::new(),
            location: self.location,
        });
    }

    /// Adds a row of a table, unless there are no words in it.
    pub(super) fn push_row(&mut self, header: bool, span: Span, cells: Vec<Visible>) {
        let mut row = VisibleBuilder::new(self.text);
        let mut end = span.start as usize;
        for cell in &cells {
            let len = cell.words(self.text).len();
            if len > 0 {
                let source = cell.source(0, len);
                row.push_space(Span::new(end, source.start as usize));
                row.push_visible(cell);
                end = source.end as usize;
            }
        }
        if !row.is_empty() {
            self.push_block(Block {
                kind: BlockKind::TableRow { header },
                span: span.trimmed(self.text),
                visible: row.finish(),
                cells,
                location: self.location,
            });
        }
    }

    /// Adds the HTML comment at `span`.
    pub(super) fn push_comment(&mut self, span: Span) {
        let source = span.of(self.text).trim_end();
        let inner = source.strip_prefix("<!--").unwrap_or(source);
        if !inner.ends_with("-->") {
            self.parts.notes.push(ReadNote::OpenComment {
                offset: span.start as usize,
            });
        }
        self.parts.annotations.push(Annotation {
            span: Span::new(span.start as usize, span.start as usize + source.len()),
            text: inner.strip_suffix("-->").unwrap_or(inner).trim().to_owned(),
            author: None,
        });
    }

    /// What was read, unless there was too much of it.
    pub(super) fn finish(self) -> Result<Parts, ReadError> {
        if self.is_full {
            Err(ReadError::TooManyBlocks)
        } else {
            Ok(self.parts)
        }
    }

    /// Whether there was too much: what follows is not needed.
    pub(super) fn is_full(&self) -> bool {
        self.is_full
    }

    /// How to read the changes that a draft tracks.
    pub(super) fn revisions(&self) -> Revisions {
        self.options.revisions
    }

    /// Whether unmarked words stand as a heading that the caller knows.
    pub(super) fn is_heading(&self, words: &str) -> bool {
        may_be_heading(words) && (self.options.is_heading)(words)
    }

    /// Whether `second` is the rest of the heading `first`, broken over two lines or blocks.
    pub(super) fn continues_heading(&self, first: &str, second: &str, is_marked: bool) -> bool {
        if first.ends_with(['.', '?', '!', ':', ';'])
            || first.len() + second.len() >= MAX_HEADING
            || (self.options.is_heading)(second)
        {
            return false;
        }
        let goes_on = second.starts_with(char::is_lowercase);
        if is_marked && (goes_on || is_open(first)) {
            return true;
        }
        if second.ends_with(['.', ',', ':', ';']) {
            return false;
        }
        let asks = second.ends_with('?');
        let is_rest = asks && (goes_on || second.starts_with('('));
        let completes = || !(self.options.is_heading)(first) || (is_marked && asks);
        is_rest || (completes() && (self.options.is_heading)(&format!("{first} {second}")))
    }

    fn continues_last(&self, kind: BlockKind, words: &str) -> bool {
        let Some(last) = self.parts.blocks.last() else {
            return false;
        };
        let is_marked = match (last.kind, kind) {
            (BlockKind::Heading(first), BlockKind::Heading(second)) if first == second => true,
            (BlockKind::Heading(_), BlockKind::Paragraph) => false,
            _ => return false,
        };
        self.continues_heading(last.visible.words(self.text), words, is_marked)
    }

    fn lengthen_last(&mut self, span: Span, visible: &Visible) {
        if let Some(last) = self.parts.blocks.last_mut() {
            let mut words = VisibleBuilder::new(self.text);
            words.push_visible(&last.visible);
            words.push_space(Span::new(last.span.end as usize, span.start as usize));
            words.push_visible(visible);
            last.visible = words.finish();
            last.span = last.span.to(span).trimmed(self.text);
        }
    }

    fn push_block(&mut self, block: Block) {
        if self.parts.blocks.len() < MAX_BLOCKS {
            self.parts.blocks.push(block);
        } else {
            self.is_full = true;
        }
    }
}

/// Whether words without markup have the look of a heading.
pub(super) fn may_be_heading(words: &str) -> bool {
    words.len() <= MAX_HEADING
        && !words.starts_with(char::is_lowercase)
        && !words.ends_with(['.', ',', ';'])
}

/// Whether a phrase plainly goes on behind its end.
fn is_open(phrase: &str) -> bool {
    phrase.ends_with([',', '(', '/', '&', '-', '–', '—'])
        || phrase.matches('(').count() > phrase.matches(')').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::testing::is_known;

    fn continues(first: &str, second: &str, is_marked: bool) -> bool {
        let options = ReadOptions {
            is_heading: &is_known,
            ..ReadOptions::default()
        };
        Sink::new("", options).continues_heading(first, second, is_marked)
    }

    #[test]
    fn marked_headings_go_on_in_lower_case_or_behind_an_open_end() {
        assert!(continues("The home and", "its garden", true));
        assert!(continues("The home (south", "Wing)", true));
        assert!(continues("Rooms, halls,", "Stairs", true));
        assert!(!continues("The home", "The garden", true));
        assert!(!continues("The home.", "its garden", true));
    }

    #[test]
    fn a_paragraph_ends_a_heading_only_as_its_question_or_its_known_words() {
        assert!(continues(
            "How is it for residents and",
            "their families?",
            false
        ));
        assert!(continues(
            "How is it for residents",
            "(and staff) here?",
            false
        ));
        assert!(continues("Outcome of", "the visit", false));
        assert!(!continues(
            "Outcome of the visit",
            "improving the garden",
            false
        ));
        assert!(!continues(
            "Outcome of the visit",
            "improve the garden.",
            false
        ));
        assert!(!continues("How is it for", "What must change?", false));
    }
}
