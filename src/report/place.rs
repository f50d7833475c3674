//! Where a span stands, in lines and columns or in pages and paragraphs.

use super::Detail;
use super::clean::shorten;
use crate::letter::{Block, BlockKind, Letter};
use crate::span::{Encoding, LineIndex, Position, Span};
use serde::Serialize;

/// How many words of a section's heading go with the place.
const MOST_WORDS: usize = 8;

/// A place in a document without lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct StatedLocation {
    /// Page, from 1, where the format has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Paragraph of the file, from 1, where the format has paragraphs: empty ones, those in cells and
    /// those in boxes count too. In Word the number of the `w:p` element in `document.xml`, in
    /// `OpenDocument` of the `text:p` or `text:h` in `content.xml`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// The block, from 0, among those that `inspect --format json` prints.
    pub block: u32,
    /// Which of the block's characters it is; words that go on in the next block end with this one.
    pub characters: CharacterRange,
}

impl StatedLocation {
    /// `page 4`, or where there are no pages `paragraph 12`.
    pub(super) fn name(self) -> Option<String> {
        let page = self.page.map(|page| format!("page {page}"));
        page.or_else(|| {
            self.paragraph
                .map(|paragraph| format!("paragraph {paragraph}"))
        })
    }
}

/// A range of characters, from 0, the end not included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct CharacterRange {
    /// The first character.
    pub start: u32,
    /// The one behind the last.
    pub end: u32,
}

/// The places of one letter.
pub(super) struct Places<'a> {
    letter: &'a Letter,
    lines: Option<LineIndex>,
    /// Whether a place may be told by the words of a heading.
    headings: bool,
}

impl<'a> Places<'a> {
    pub(super) fn new(letter: &'a Letter) -> Self {
        Places {
            letter,
            lines: letter.has_lines.then(|| letter.lines()),
            headings: true,
        }
    }

    /// Places for a report of this detail: a redacted one names no heading.
    pub(super) fn in_detail(letter: &'a Letter, detail: Detail) -> Self {
        Places {
            headings: !detail.redact,
            ..Places::new(letter)
        }
    }

    /// Line and column of an offset, for formats that have them.
    pub(super) fn position(&self, offset: u32) -> Option<Position> {
        self.lines
            .as_ref()
            .map(|lines| lines.position(&self.letter.text, offset))
    }

    /// Where a span begins and ends, columns counted in bytes, for formats that have lines.
    pub(super) fn bytes(&self, span: Span) -> Option<(Position, Position)> {
        let lines = self.lines.as_ref()?;
        let at = |offset| {
            let cell = lines.cell(&self.letter.text, offset, Encoding::Utf8);
            Position {
                line: cell.line + 1,
                column: cell.column + 1,
            }
        };
        Some((at(span.start), at(span.end)))
    }

    /// Page, paragraph, block and characters of a span, for formats without lines.
    pub(super) fn location(&self, span: Span) -> Option<StatedLocation> {
        if self.lines.is_some() {
            return None;
        }
        let (index, block) = self.block(span)?;
        Some(StatedLocation {
            page: block.location.page,
            paragraph: block.location.paragraph,
            block: index as u32,
            characters: characters(block, &self.letter.text, span),
        })
    }

    /// The block that a span begins in.
    fn block(&self, span: Span) -> Option<(usize, &Block)> {
        let blocks = &self.letter.blocks;
        let after = blocks.partition_point(|block| block.span.start <= span.start);
        let index = after.checked_sub(1)?;
        Some((index, &blocks[index]))
    }

    /// The index of the block that a span begins in.
    pub(super) fn block_index(&self, span: Span) -> Option<usize> {
        self.block(span).map(|(index, _)| index)
    }

    /// The first words of the heading above a span.
    fn heading(&self, span: Span) -> Option<String> {
        let (index, _) = self.block(span).filter(|_| self.headings)?;
        let heading = self.letter.blocks[..index]
            .iter()
            .rev()
            .find(|block| matches!(block.kind, BlockKind::Heading(_)))?;
        Some(shorten(
            heading.visible.words(&self.letter.text),
            MOST_WORDS,
        ))
    }

    /// The place as people name it: `line 12`, `page 4`.
    pub(super) fn name(&self, span: Span) -> Option<String> {
        if let Some(position) = self.position(span.start) {
            return Some(format!("line {}", position.line));
        }
        self.location(span)?.name()
    }

    /// A file and the place in it: `draft.md:12:5`, `draft.docx, paragraph 40, under “Outcome”`.
    pub(super) fn in_file(&self, path: &str, span: Span) -> String {
        if let Some(Position { line, column }) = self.position(span.start) {
            return format!("{path}:{line}:{column}");
        }
        let mut place = path.to_owned();
        for part in [
            self.name(span),
            self.heading(span)
                .map(|heading| format!("under “{heading}”")),
        ]
        .into_iter()
        .flatten()
        {
            place.push_str(", ");
            place.push_str(&part);
        }
        place
    }
}

/// A file and the place in it without any words of the letter: `draft.md:12:5`, `draft.docx, page 4`.
pub fn place_in_file(letter: &Letter, path: &str, span: Span) -> String {
    let places = Places::new(letter);
    if places.position(span.start).is_some() {
        return places.in_file(path, span);
    }
    match places.name(span) {
        Some(name) => format!("{path}, {name}"),
        None => path.to_owned(),
    }
}

/// Which characters of a block as a reader sees it stand at a span.
fn characters(block: &Block, text: &str, span: Span) -> CharacterRange {
    let mut range = CharacterRange::default();
    let words = block.visible.words(text);
    for (index, (at, character)) in words.char_indices().enumerate() {
        let source = block.visible.source(at, at + character.len_utf8());
        if source.end <= span.start {
            range.start = index as u32 + 1;
        }
        if source.start < span.end {
            range.end = index as u32 + 1;
        }
    }
    range.end = range.end.max(range.start);
    range
}
