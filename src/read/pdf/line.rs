//! Letters to lines: what stands at one height, from left to right, with spaces where there are gaps.

use super::content::{Piece, Shown};

/// A gap wider than this is a space, as a share of the letters' size. The narrowest spaces of prose
/// are a fifth of it.
const SPACE: f32 = 0.17;

/// A gap wider than this, in sizes of the letters, stands between columns.
const COLUMN: f32 = 2.2;

/// One wider than this may, if a column begins behind it elsewhere on the page.
const PERHAPS: f32 = 0.4;

/// Columns begin within so many points of each other.
const ALIGNED: f32 = 1.5;

/// About how much memory a line takes, in bytes.
pub(super) const LINE_BYTES: usize = 160;

/// Letters whose base lines are further apart than this share of their size stand on two lines; raised
/// figures of notes stay on theirs.
const LINE: f32 = 0.45;

/// A line of text, or the part of one that stands in one column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// The words, with single spaces and none at the ends.
    pub(super) text: String,
    /// Whether a space was drawn behind the last word.
    pub(super) ends_in_space: bool,
    /// Page, from 0.
    pub(super) page: usize,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) base: f32,
    /// The size of most of its letters in points.
    pub(super) size: f32,
    /// Whether nearly all of its letters are bold.
    pub(super) is_bold: bool,
    /// When its first letter was drawn, among those of its page that are no blanks.
    pub(super) turn: usize,
}

/// The lines that the letters of one column stand on, from top to bottom.
pub(super) fn lines(shown: &Shown, page: usize, pieces: &[&Piece]) -> Vec<Line> {
    let mut out = Vec::new();
    for row in rows(shown, pieces) {
        push_row(&mut out, shown, page, &row, &[]);
    }
    out
}

/// The lines of letters that may stand in several columns, from top to bottom; those at one height from
/// left to right.
pub(super) fn lines_of_columns(shown: &Shown, page: usize, pieces: &[&Piece]) -> Vec<Line> {
    let rows = rows(shown, pieces);
    let breaks: Vec<Vec<Break>> = rows.iter().map(|row| breaks(shown, row)).collect();
    let mut certain: Vec<f32> = breaks
        .iter()
        .flatten()
        .filter(|one| one.is_certain)
        .map(|one| one.left)
        .collect();
    certain.sort_by(f32::total_cmp);
    let is_aligned = |left: f32| {
        let next = certain.partition_point(|other| *other < left - ALIGNED);
        certain
            .get(next)
            .is_some_and(|other| *other < left + ALIGNED)
    };
    let mut out = Vec::new();
    for (row, breaks) in rows.iter().zip(&breaks) {
        let kept: Vec<f32> = breaks
            .iter()
            .filter(|one| one.is_certain || is_aligned(one.left))
            .map(|one| one.left)
            .collect();
        push_row(&mut out, shown, page, row, &kept);
    }
    out
}

/// A gap at which another column may begin.
struct Break {
    /// Where the letter behind it begins.
    left: f32,
    /// Whether it is one for sure: it is wide, or the letters on its sides were drawn at different
    /// times, as those of cells are.
    is_certain: bool,
}

fn breaks(shown: &Shown, row: &[Placed<'_>]) -> Vec<Break> {
    let letters: Vec<&Placed<'_>> = row
        .iter()
        .filter(|placed| !is_blank(shown, placed.piece))
        .collect();
    let mut right = f32::MIN;
    let mut out = Vec::new();
    for pair in letters.windows(2) {
        let (before, after) = (pair[0], pair[1]);
        right = right.max(before.piece.right);
        let gap = (after.piece.left - right) / after.piece.size.max(1.0);
        let is_elsewhere = after.turn != before.turn + 1;
        let is_certain = gap > COLUMN || is_elsewhere && gap > SPACE;
        if is_certain || gap > PERHAPS {
            out.push(Break {
                left: after.piece.left,
                is_certain,
            });
        }
    }
    out
}

/// A letter and when it was drawn among those of its page, blanks aside.
#[derive(Clone, Copy)]
struct Placed<'p> {
    piece: &'p Piece,
    turn: usize,
}

/// Letters and blanks by height, from top to bottom, each row from left to right.
fn rows<'p>(shown: &Shown, pieces: &[&'p Piece]) -> Vec<Vec<Placed<'p>>> {
    let mut letters: Vec<Placed<'p>> = Vec::new();
    let mut blanks: Vec<Placed<'p>> = Vec::new();
    for piece in pieces {
        let placed = Placed {
            piece,
            turn: letters.len(),
        };
        if is_blank(shown, piece) {
            blanks.push(placed);
        } else {
            letters.push(placed);
        }
    }
    letters.sort_by(|a, b| b.piece.base.total_cmp(&a.piece.base));
    blanks.sort_by(|a, b| b.piece.base.total_cmp(&a.piece.base));
    let mut rows: Vec<Vec<Placed<'p>>> = Vec::new();
    // Height and size of the letters that the last row was begun with, or of larger ones in it.
    let mut row_base = f32::MAX;
    let mut row_size = 0.0_f32;
    for placed in letters {
        let piece = placed.piece;
        if row_base - piece.base > LINE * row_size.max(piece.size) {
            rows.push(Vec::new());
            row_base = piece.base;
            row_size = piece.size;
        }
        if piece.size > row_size {
            row_base = piece.base;
            row_size = piece.size;
        }
        if let Some(row) = rows.last_mut() {
            row.push(placed);
        }
    }
    for row in &mut rows {
        let base = row
            .iter()
            .map(|placed| placed.piece.base)
            .fold(f32::MIN, f32::max);
        let size = row
            .iter()
            .map(|placed| placed.piece.size)
            .fold(0.0, f32::max);
        let reach = LINE * size;
        let from = blanks.partition_point(|blank| blank.piece.base > base + reach);
        let to = blanks.partition_point(|blank| blank.piece.base >= base - reach);
        row.extend_from_slice(&blanks[from..to.max(from)]);
        row.sort_by(|a, b| a.piece.left.total_cmp(&b.piece.left));
    }
    rows
}

fn is_blank(shown: &Shown, piece: &Piece) -> bool {
    shown.characters(piece).trim().is_empty()
}

/// Adds the lines of one row, which is broken before the letters that begin at `breaks`.
fn push_row(out: &mut Vec<Line>, shown: &Shown, page: usize, row: &[Placed<'_>], breaks: &[f32]) {
    let mut breaks = breaks.iter().peekable();
    let largest = row
        .iter()
        .map(|placed| placed.piece)
        .max_by(|one, other| one.size.total_cmp(&other.size));
    let mut builder: Option<Builder> = None;
    let mut last: Option<&Piece> = None;
    for Placed { piece, turn } in row {
        let characters = shown.characters(piece);
        let blank = characters.trim().is_empty();
        // The same letter drawn twice to make it bold.
        let is_shadow = !blank
            && last.is_some_and(|last| {
                shown.characters(last) == characters
                    && (piece.left - last.left).abs() < 0.25 * (last.right - last.left)
                    && (piece.base - last.base).abs() < 0.1 * piece.size
            });
        if is_shadow || largest.is_some_and(|largest| is_note_mark(piece, characters, largest)) {
            continue;
        }
        if !blank && breaks.next_if(|left| **left <= piece.left).is_some() {
            out.extend(builder.take().and_then(|open| open.finish(page)));
        }
        match &mut builder {
            Some(open) => open.push(piece, characters),
            None if blank => {}
            None => builder = Some(Builder::new(piece, characters, *turn)),
        }
        if !blank {
            last = Some(piece);
        }
    }
    out.extend(builder.and_then(|open| open.finish(page)));
}

/// Whether a piece is the raised number of a note, which is no part of the words.
fn is_note_mark(piece: &Piece, characters: &str, largest: &Piece) -> bool {
    piece.size < largest.size * 0.78
        && piece.base > largest.base + largest.size * 0.15
        && characters.bytes().all(|byte| byte.is_ascii_digit())
}

/// A line in the making.
struct Builder {
    text: String,
    left: f32,
    right: f32,
    base: f32,
    /// Letters by size: a line has few sizes.
    sizes: Vec<(f32, usize)>,
    letters: usize,
    bold: usize,
    turn: usize,
}

impl Builder {
    fn new(piece: &Piece, characters: &str, turn: usize) -> Self {
        let mut builder = Builder {
            text: String::new(),
            left: piece.left,
            right: piece.left,
            base: piece.base,
            sizes: Vec::new(),
            letters: 0,
            bold: 0,
            turn,
        };
        builder.push(piece, characters);
        builder
    }

    fn push(&mut self, piece: &Piece, characters: &str) {
        let is_blank = characters.trim().is_empty();
        let gap = piece.left - self.right > SPACE * piece.size;
        if is_blank || gap || characters.starts_with(' ') {
            self.space();
        }
        for (index, word) in characters.split_whitespace().enumerate() {
            if index > 0 {
                self.space();
            }
            self.text.push_str(word);
        }
        if is_blank {
            return;
        }
        if characters.ends_with(' ') {
            self.space();
        }
        self.right = self.right.max(piece.right);
        let letters = characters.chars().count();
        self.letters += letters;
        self.bold += if piece.is_bold { letters } else { 0 };
        let known = self
            .sizes
            .iter()
            .position(|(size, _)| (*size - piece.size).abs() < 0.05);
        match known {
            Some(known) => self.sizes[known].1 += letters,
            None if self.sizes.len() < 16 => self.sizes.push((piece.size, letters)),
            None => {}
        }
        // The base line of the largest letters is the line's.
        if self.sizes.iter().all(|(size, _)| *size <= piece.size) {
            self.base = piece.base;
        }
    }

    fn space(&mut self) {
        if !self.text.ends_with(' ') && !self.text.is_empty() {
            self.text.push(' ');
        }
    }

    fn finish(self, page: usize) -> Option<Line> {
        let text = self.text.trim_end();
        if text.is_empty() {
            return None;
        }
        let size = self
            .sizes
            .iter()
            .max_by_key(|(_, letters)| *letters)
            .map_or(0.0, |(size, _)| *size);
        Some(Line {
            ends_in_space: text.len() < self.text.len(),
            text: text.to_owned(),
            page,
            left: self.left,
            right: self.right,
            base: self.base,
            size,
            is_bold: self.bold * 10 >= self.letters * 9,
            turn: self.turn,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::content::Mark;

    /// Pieces of one letter each, half a size wide.
    fn set(shown: &mut Shown, words: &str, left: f32, base: f32, size: f32) {
        for (index, character) in words.chars().enumerate() {
            let at = shown.text.len() as u32;
            shown.text.push(character);
            let left = left + index as f32 * size / 2.0;
            shown.pieces.push(Piece {
                at,
                len: character.len_utf8() as u16,
                is_bold: false,
                mark: Mark::None,
                left,
                right: left + size / 2.0,
                base,
                size,
            });
        }
    }

    fn texts(shown: &Shown, reader: fn(&Shown, usize, &[&Piece]) -> Vec<Line>) -> Vec<String> {
        let pieces: Vec<&Piece> = shown.pieces.iter().collect();
        let lines = reader(shown, 0, &pieces);
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn letters_stand_on_lines_with_spaces_between_words() {
        let mut shown = Shown::default();
        set(&mut shown, "below ", 50.0, 80.0, 10.0);
        set(&mut shown, "and", 53.0, 100.0, 10.0);
        set(&mut shown, "so", 71.0, 100.0, 10.0);
        set(&mut shown, "1", 86.0, 104.0, 5.0);
        set(&mut shown, "th", 81.0, 104.0, 5.0);
        assert_eq!(
            texts(&shown, lines),
            ["and soth", "below"],
            "numbers of notes go"
        );
    }

    #[test]
    fn columns_are_told_apart_by_their_gap() {
        let mut shown = Shown::default();
        set(&mut shown, "left", 50.0, 100.0, 10.0);
        set(&mut shown, "right", 200.0, 100.2, 10.0);
        assert_eq!(texts(&shown, lines_of_columns), ["left", "right"]);
        assert_eq!(texts(&shown, lines), ["left right"]);
    }

    #[test]
    fn columns_near_each_other_are_told_by_when_they_were_drawn() {
        let mut shown = Shown::default();
        set(&mut shown, "left", 50.0, 100.0, 10.0);
        set(&mut shown, "more", 50.0, 88.0, 10.0);
        set(&mut shown, "right", 75.0, 100.0, 10.0);
        set(&mut shown, "last", 50.0, 76.0, 10.0);
        set(&mut shown, "column", 75.0, 76.0, 10.0);
        set(&mut shown, "prose of", 50.0, 64.0, 10.0);
        assert_eq!(
            texts(&shown, lines_of_columns),
            ["left", "right", "more", "last", "column", "prose of"]
        );
    }

    #[test]
    fn a_letter_drawn_twice_is_read_once() {
        let mut shown = Shown::default();
        set(&mut shown, "bold", 50.0, 100.0, 10.0);
        set(&mut shown, "bold", 50.3, 100.0, 10.0);
        assert_eq!(texts(&shown, lines_of_columns), ["bold"]);
    }
}
