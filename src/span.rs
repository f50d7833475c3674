//! Places in a text: byte spans, and the only arithmetic of rows and columns in the project.

use memchr::memchr2_iter;
use serde::{Deserialize, Serialize};

/// A range of UTF-8 byte offsets into a letter's text.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// A span from two offsets; an `end` before `start` gives an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Span {
            start: start as u32,
            end: end.max(start) as u32,
        }
    }

    /// The offsets as a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words of `text` at this span; empty when the span does not lie on its characters.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether both spans share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// This span without the white space at its ends.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Span {
        let words = self.of(text);
        let start = self.start as usize + (words.len() - words.trim_start().len());
        Span::new(start, start + words.trim().len())
    }
}

/// A line and a column as people count them, both from 1; columns are characters.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// What a column counts, as editors and programs agree on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Units of UTF-16: two for a character beyond the basic plane, such as an emoji.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// How many columns a character takes.
    fn width(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }

    /// How many columns words take.
    fn columns(self, words: &str) -> usize {
        match self {
            Encoding::Utf8 => words.len(),
            _ if words.is_ascii() => words.len(),
            Encoding::Utf16 | Encoding::Utf32 => words.chars().map(|c| self.width(c)).sum(),
        }
    }

    /// The offset in a line's words of a column; inside a character that character's start, past the
    /// end the end.
    fn offset(self, words: &str, column: usize) -> usize {
        let mut columns = 0;
        for (at, c) in words.char_indices() {
            columns += self.width(c);
            if columns > column {
                return at;
            }
        }
        words.len()
    }
}

/// A line and a column as programs count them, both from 0; columns in units of an [`Encoding`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Line, from 0.
    pub line: u32,
    /// Column in units of an encoding, from 0.
    pub column: u32,
}

/// Where the lines of a text begin.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Reads the line ends (`\n`, `\r\n`, lone `\r`) of a text once.
    pub fn new(text: &str) -> Self {
        let mut index = LineIndex { starts: vec![0] };
        index.push_starts(text, 0..text.len());
        index
    }

    /// Adds the lines that begin behind line ends in a range of the text.
    fn push_starts(&mut self, text: &str, range: std::ops::Range<usize>) {
        let bytes = text.as_bytes();
        for end in memchr2_iter(b'\n', b'\r', &bytes[range.clone()]) {
            let at = range.start + end;
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                self.starts.push(at as u32 + 1);
            }
        }
    }

    /// Follows an edit: `text` is the whole text after `removed` bytes at `start` gave way to
    /// `inserted` new ones. Only the lines around the edit are read.
    pub fn replace(&mut self, text: &str, start: usize, removed: usize, inserted: usize) {
        // The character before the edit and the one behind it may make a line end with the new ones.
        let before = start.saturating_sub(1) as u32;
        let kept = self.starts.partition_point(|line| *line <= before).max(1);
        let (old_end, new_end) = (start + removed, start + inserted);
        let moved = self
            .starts
            .partition_point(|line| *line as usize <= old_end + 1)
            .max(kept);
        let behind: Vec<u32> = self.starts[moved..]
            .iter()
            .map(|line| line - removed as u32 + inserted as u32)
            .collect();
        self.starts.truncate(kept);
        let from = self.starts[kept - 1] as usize;
        self.push_starts(text, from..(new_end + 1).min(text.len()));
        self.starts.extend(behind);
    }

    /// The position of a byte offset; an offset inside a character counts as that character's
    /// start, one past the end as the end.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let offset = (offset as usize).min(text.len());
        let line = self
            .starts
            .partition_point(|start| *start as usize <= offset)
            - 1;
        let from = self.starts[line] as usize;
        let column = text
            .as_bytes()
            .get(from..offset)
            .unwrap_or_default()
            .iter()
            .filter(|byte| (**byte & 0xC0) != 0x80)
            .count();
        Position {
            line: line as u32 + 1,
            column: column as u32 + 1,
        }
    }

    /// The byte offset of a position; a column past its line's end counts as that end. Nothing when
    /// the text has no such line.
    pub fn offset(&self, text: &str, position: Position) -> Option<u32> {
        let line = position.line.checked_sub(1)? as usize;
        let start = *self.starts.get(line)? as usize;
        let end = self
            .starts
            .get(line + 1)
            .map_or(text.len(), |next| *next as usize);
        let words = text.get(start..end)?.trim_end_matches(['\n', '\r']);
        let columns = position.column.saturating_sub(1) as usize;
        let inside = words
            .char_indices()
            .nth(columns)
            .map_or(words.len(), |(at, _)| at);
        Some((start + inside) as u32)
    }

    /// The cell of a byte offset. An offset inside a character counts as that character's start, one
    /// in a line end or past the text as the end before it.
    pub fn cell(&self, text: &str, offset: u32, encoding: Encoding) -> Cell {
        let mut offset = (offset as usize).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self
            .starts
            .partition_point(|start| *start as usize <= offset)
            - 1;
        let from = self.starts[line] as usize;
        let before = text.get(from..offset).unwrap_or_default();
        Cell {
            line: line as u32,
            column: encoding.columns(before.trim_end_matches('\r')) as u32,
        }
    }

    /// The byte offset of a cell. A column inside a character counts as that character's start, one
    /// past its line as the line's end, a line past the text as the text's end.
    pub fn cell_offset(&self, text: &str, cell: Cell, encoding: Encoding) -> u32 {
        let line = cell.line as usize;
        let Some(start) = self.starts.get(line).map(|start| *start as usize) else {
            return text.len() as u32;
        };
        let end = self
            .starts
            .get(line + 1)
            .map_or(text.len(), |next| *next as usize);
        let words = text
            .get(start..end)
            .unwrap_or_default()
            .trim_end_matches(['\n', '\r']);
        (start + encoding.offset(words, cell.column as usize)) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn positions_count_characters_over_every_line_end() {
        let text = "é1\r\nab\rc\n\u{1F600}d";
        let index = LineIndex::new(text);
        let at = |needle: &str| {
            let p = index.position(text, text.find(needle).unwrap_or(0) as u32);
            (p.line, p.column)
        };
        assert_eq!(at("1"), (1, 2));
        assert_eq!(at("b"), (2, 2));
        assert_eq!(at("c"), (3, 1));
        assert_eq!(at("d"), (4, 2));
        assert_eq!(index.position(text, 9999).line, 4);
    }

    #[test]
    fn an_offset_comes_back_from_its_position() {
        let text = "é1\r\nab\rc\n\u{1F600}d";
        let index = LineIndex::new(text);
        for (at, c) in text
            .char_indices()
            .filter(|(_, c)| !matches!(c, '\r' | '\n'))
        {
            let position = index.position(text, at as u32);
            assert_eq!(index.offset(text, position), Some(at as u32), "{c}");
        }
        assert_eq!(
            index.offset(
                text,
                Position {
                    line: 2,
                    column: 99
                }
            ),
            Some(7)
        );
        assert_eq!(index.offset(text, Position { line: 5, column: 1 }), None);
        assert_eq!(index.offset(text, Position { line: 0, column: 1 }), None);
    }

    /// An emoji, a family joined of several, a flag, and letters with combining marks.
    const MARKED: &str = "e\u{301}a \u{1F600}b\r\nx\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}y\r\u{1F1EC}\u{1F1E7}\nn\u{303}\u{323} end\n";

    #[test]
    fn cells_count_units_of_their_encoding() {
        let index = LineIndex::new(MARKED);
        let cell = |needle: &str, encoding| {
            let at = MARKED.find(needle).unwrap_or(0) as u32;
            let cell = index.cell(MARKED, at, encoding);
            (cell.line, cell.column)
        };
        assert_eq!(cell("b", Encoding::Utf8), (0, 9));
        assert_eq!(cell("b", Encoding::Utf16), (0, 6));
        assert_eq!(cell("b", Encoding::Utf32), (0, 5));
        assert_eq!(cell("y", Encoding::Utf16), (1, 9));
        assert_eq!(cell("end", Encoding::Utf16), (3, 4));
    }

    #[test]
    fn every_offset_comes_back_from_its_cell_in_every_encoding() {
        let index = LineIndex::new(MARKED);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            for (at, c) in MARKED.char_indices() {
                let cell = index.cell(MARKED, at as u32, encoding);
                let back = index.cell_offset(MARKED, cell, encoding);
                if c == '\n' && MARKED[..at].ends_with('\r') {
                    assert_eq!(back, at as u32 - 1, "the line ends before its \\r\\n");
                } else {
                    assert_eq!(back, at as u32, "{encoding:?} at {at}");
                }
            }
        }
    }

    #[test]
    fn lines_follow_every_edit() {
        let pieces = ["", "a", "\n", "\r", "\r\n", "b\n\nc", "\n\r", "\u{1F600}"];
        let text = "\r\na\n\r\r\nb\r";
        for start in 0..=text.len() {
            for end in start..=text.len() {
                for piece in pieces {
                    let mut index = LineIndex::new(text);
                    let mut edited = text.to_owned();
                    edited.replace_range(start..end, piece);
                    index.replace(&edited, start, end - start, piece.len());
                    let fresh = LineIndex::new(&edited);
                    assert_eq!(index.starts, fresh.starts, "{edited:?} {start}..{end}");
                }
            }
        }
    }

    #[test]
    fn cells_outside_the_text_lead_to_its_nearest_place() {
        let index = LineIndex::new(MARKED);
        let offset = |line, column, encoding| {
            index.cell_offset(MARKED, Cell { line, column }, encoding) as usize
        };
        let end_of_first = MARKED.find("\r\n").unwrap_or(0);
        let emoji = MARKED.find('\u{1F600}').unwrap_or(0);
        assert_eq!(offset(0, 99, Encoding::Utf16), end_of_first);
        assert_eq!(offset(9, 0, Encoding::Utf16), MARKED.len());
        assert_eq!(offset(0, u32::MAX, Encoding::Utf8), end_of_first);
        // Between the two halves of the emoji.
        assert_eq!(offset(0, 5, Encoding::Utf16), emoji);
        assert_eq!(offset(0, 6, Encoding::Utf8), emoji);
        assert_eq!(
            LineIndex::new("").cell_offset("", Cell { line: 0, column: 3 }, Encoding::Utf8),
            0
        );
        assert_eq!(
            LineIndex::new("").cell("", 7, Encoding::Utf16),
            Cell::default()
        );
    }

    #[test]
    fn trimming_keeps_words() {
        let text = "  two words ";
        assert_eq!(Span::new(0, text.len()).trimmed(text).of(text), "two words");
        assert!(Span::new(0, 2).trimmed("  ").is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_round_trips_in_every_encoding(
            text in "(\\PC|[\r\n\u{301}\u{200D}\u{1F468}\u{1F1EC}\u{64F}]){0,60}",
        ) {
            let index = LineIndex::new(&text);
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                for (at, c) in text.char_indices() {
                    if c == '\n' && text[..at].ends_with('\r') {
                        continue;
                    }
                    let cell = index.cell(&text, at as u32, encoding);
                    prop_assert_eq!(index.cell_offset(&text, cell, encoding), at as u32);
                }
            }
        }
    }
}
