//! Where a span stands, in lines and columns or in pages and paragraphs.

use crate::letter::{Letter, Location};
use crate::span::{LineIndex, Position, Span};

/// The places of one letter.
pub(super) struct Places<'a> {
    letter: &'a Letter,
    lines: Option<LineIndex>,
}

impl<'a> Places<'a> {
    pub(super) fn new(letter: &'a Letter) -> Self {
        Places {
            letter,
            lines: letter.has_lines.then(|| letter.lines()),
        }
    }

    /// Line and column of an offset, for formats that have them.
    pub(super) fn position(&self, offset: u32) -> Option<Position> {
        self.lines
            .as_ref()
            .map(|lines| lines.position(&self.letter.text, offset))
    }

    /// Page and paragraph of a span, for formats that have them.
    pub(super) fn location(&self, span: Span) -> Option<Location> {
        let blocks = &self.letter.blocks;
        let after = blocks.partition_point(|block| block.span.start <= span.start);
        let location = blocks.get(after.checked_sub(1)?)?.location;
        (location != Location::default()).then_some(location)
    }

    /// The place as people name it: `line 12`, `page 4`.
    pub(super) fn name(&self, span: Span) -> Option<String> {
        if let Some(position) = self.position(span.start) {
            return Some(format!("line {}", position.line));
        }
        let location = self.location(span)?;
        let page = location.page.map(|page| format!("page {page}"));
        page.or_else(|| {
            location
                .paragraph
                .map(|paragraph| format!("paragraph {paragraph}"))
        })
    }

    /// A file and the place in it: `draft.md:12:5`, `draft.docx, page 4`.
    pub(super) fn in_file(&self, path: &str, span: Span) -> String {
        if let Some(Position { line, column }) = self.position(span.start) {
            return format!("{path}:{line}:{column}");
        }
        match self.name(span) {
            Some(name) => format!("{path}, {name}"),
            None => path.to_owned(),
        }
    }
}
