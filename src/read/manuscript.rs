//! From paragraphs and tables to a letter: the text, a line a paragraph and a line a row of a table, and
//! its blocks. Here is decided what a document's markup leaves open: bullets that were typed, lines that
//! are headings by their words, tables that are there for the look alone.

use super::bullet::Bullet;
use super::flow::{Cell, Item, Paragraph, Row, Side, Table};
use super::sink::{Draft, Sink, may_be_heading};
use super::{Origin, Read, ReadError, ReadNote, ReadOptions};
use crate::letter::{Annotation, BlockKind, Letter, Location, VisibleBuilder};
use crate::span::Span;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The level of a heading that only its words tell.
const UNMARKED_LEVEL: u8 = 2;

/// The longest words, in bytes, of a cell that goes down over several rows and is said again in each: a
/// label, such as who is to act. Anything longer would count twice.
const MAX_LABEL: usize = 160;

/// What somebody remarked on words of a draft.
#[derive(Debug)]
pub(super) struct Remark {
    /// The name that its marks have for it.
    pub(super) id: String,
    pub(super) author: Option<String>,
    pub(super) text: String,
}

/// A document that was read and is to be a letter.
pub(super) struct Document {
    pub(super) items: Vec<Item>,
    pub(super) remarks: Vec<Remark>,
    pub(super) notes: Vec<ReadNote>,
}

/// A block of the letter to be.
enum Plan {
    Block {
        kind: BlockKind,
        sign: Option<char>,
        span: Span,
        number: u32,
    },
    Row {
        header: bool,
        span: Span,
        cells: Vec<Span>,
        number: u32,
    },
}

/// Makes a letter of a document. With it come the places that its words have in the source, as far as the
/// document was read with them.
///
/// # Errors
///
/// When there are no words, or too many blocks.
pub(super) fn finish(
    document: Document,
    options: &ReadOptions<'_>,
) -> Result<(Read, Vec<Origin>), ReadError> {
    let mut manuscript = Manuscript {
        options: *options,
        text: String::new(),
        plans: Vec::new(),
        places: FxHashMap::default(),
        origins: Vec::new(),
    };
    manuscript.items(document.items);
    let Manuscript {
        text,
        plans,
        places,
        origins,
        ..
    } = manuscript;
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let mut sink = Sink::new(&text, *options);
    for plan in plans {
        push(&mut sink, &text, plan);
    }
    let parts = sink.finish()?;
    let mut annotations: Vec<Annotation> = document
        .remarks
        .into_iter()
        .filter_map(|remark| {
            let place = places.get(&remark.id)?;
            Some(Annotation {
                span: place.span().trimmed(&text),
                text: remark.text,
                author: remark.author,
            })
        })
        .collect();
    annotations.sort_by_key(|annotation| annotation.span);
    let read = Read {
        letter: Letter {
            blocks: parts.blocks,
            annotations,
            has_lines: false,
            text,
        },
        notes: document.notes,
    };
    Ok((read, origins))
}

fn push<'a>(sink: &mut Sink<'a>, text: &'a str, plan: Plan) {
    let location = |number| Location {
        paragraph: Some(number),
        ..Location::default()
    };
    match plan {
        Plan::Block {
            kind,
            sign,
            span,
            number,
        } => {
            sink.location = location(number);
            let mut draft = Draft::new(text, kind);
            draft.sign = sign;
            draft.push_text(span);
            sink.push(draft);
        }
        Plan::Row {
            header,
            span,
            cells,
            number,
        } => {
            sink.location = location(number);
            let cells = cells.into_iter().map(|cell| {
                let mut words = VisibleBuilder::new(text);
                words.push_text(cell);
                words.finish()
            });
            sink.push_row(header, span, cells.collect());
        }
    }
}

/// Where a remark's words are, as far as its marks say.
#[derive(Clone, Copy, Default)]
struct Place {
    start: Option<usize>,
    end: Option<usize>,
    own: Option<usize>,
}

impl Place {
    fn span(self) -> Span {
        let start = self.start.or(self.own).or(self.end).unwrap_or_default();
        Span::new(start, self.end.unwrap_or(start))
    }
}

struct Manuscript<'o> {
    options: ReadOptions<'o>,
    text: String,
    plans: Vec<Plan>,
    places: FxHashMap<String, Place>,
    origins: Vec<Origin>,
}

impl Manuscript<'_> {
    /// Writes blocks, one below the other. The depth of tables in tables was checked by the reader of
    /// the XML.
    fn items(&mut self, items: Vec<Item>) {
        for item in items {
            match item {
                Item::Paragraph(paragraph) => self.paragraph(paragraph),
                Item::Table(table) => self.table(table),
            }
        }
    }

    fn paragraph(&mut self, mut paragraph: Paragraph) {
        let after = std::mem::take(&mut paragraph.after);
        let pieces = pieces(&paragraph, self.options.is_heading);
        let (number, base) = (paragraph.number, self.place(&paragraph));
        for piece in pieces {
            self.plans.push(Plan::Block {
                kind: piece.kind,
                sign: piece.sign,
                span: Span::new(base + piece.range.start, base + piece.range.end),
                number,
            });
        }
        if self.text.len() > base {
            self.text.push_str("\n\n");
        }
        self.items(after);
    }

    /// Writes a paragraph's words and notes where its remarks and sources are; gives the words' offset.
    fn place(&mut self, paragraph: &Paragraph) -> usize {
        let base = self.text.len();
        self.text.push_str(&paragraph.text);
        for mark in &paragraph.marks {
            let place = self.places.entry(mark.remark.clone()).or_default();
            let side = match mark.side {
                Side::Start => &mut place.start,
                Side::End => &mut place.end,
                Side::Place => &mut place.own,
            };
            side.get_or_insert(base + mark.at);
        }
        self.origins.extend(paragraph.sources.iter().map(|source| {
            let words = source.words;
            Origin {
                words: Span::new(base + words.start as usize, base + words.end as usize),
                part: source.part,
                place: source.place,
            }
        }));
        base
    }

    fn table(&mut self, mut table: Table) {
        // A box around words.
        if let [Row { cells, .. }] = table.rows.as_mut_slice()
            && let [cell] = cells.as_mut_slice()
        {
            let items = std::mem::take(&mut cell.items);
            self.items(items);
            return;
        }
        let columns = table.rows.iter().map(width).max().unwrap_or_default();
        let has_bold_head = has_bold_head(&table);
        let mut labels: Vec<String> = vec![String::new(); columns];
        for (index, row) in table.rows.into_iter().enumerate() {
            if row.cells.iter().any(|cell| is_layout(&cell.items)) {
                for cell in row.cells {
                    self.items(cell.items);
                }
            } else {
                self.row(row, index == 0 && has_bold_head, &mut labels);
            }
        }
    }

    fn row(&mut self, row: Row, is_bold_head: bool, labels: &mut [String]) {
        let base = self.text.len();
        let mut cells = Vec::with_capacity(labels.len());
        let mut number = 0;
        for cell in row.cells {
            if !cells.is_empty() {
                self.text.push('\t');
            }
            let column = cells.len();
            let start = self.text.len();
            self.cell(cell.items, &mut number);
            if let Some(label) = labels.get_mut(column) {
                if !cell.goes_on {
                    self.text[start..].trim().clone_into(label);
                } else if self.text[start..].trim().is_empty() && is_label(label) {
                    self.text.push_str(label);
                }
            }
            let end = self.text.len();
            let start = start + bullet_len(&self.text[start..]);
            cells.push(Span::new(start, end));
            // Other columns that the cell takes up are empty, so that columns keep their places.
            let taken = (column + cell.columns).min(labels.len()).max(cells.len());
            for label in labels.iter_mut().take(taken).skip(column + 1) {
                label.clear();
            }
            cells.resize(taken, Span::new(end, end));
        }
        if self.text.len() > base {
            let span = Span::new(base, self.text.len());
            self.text.push('\n');
            self.plans.push(Plan::Row {
                header: row.is_header || is_bold_head,
                span,
                cells,
                number,
            });
        }
    }

    /// Writes the paragraphs of a cell, a line each; items of a list but the first get a bullet, which
    /// is where the reader sees one. `number` becomes that of the first paragraph unless it has one.
    fn cell(&mut self, items: Vec<Item>, number: &mut u32) {
        let start = self.text.len();
        for item in items {
            let Item::Paragraph(mut paragraph) = item else {
                continue;
            };
            if *number == 0 {
                *number = paragraph.number;
            }
            let has_words = !paragraph.text.trim().is_empty();
            if has_words && self.text.len() > start {
                self.text.push('\n');
                if paragraph.kind == BlockKind::ListItem {
                    self.text.push_str("• ");
                }
            }
            let after = std::mem::take(&mut paragraph.after);
            self.place(&paragraph);
            self.cell(after, number);
        }
    }
}

fn width(row: &Row) -> usize {
    row.cells.iter().map(|cell| cell.columns).sum()
}

/// Whether a cell holds a table, or a heading with words below it: then it is no cell of a table but a
/// part of a page.
fn is_layout(items: &[Item]) -> bool {
    let heading = items.iter().position(|item| {
        matches!(item, Item::Paragraph(paragraph) if matches!(paragraph.kind, BlockKind::Heading(_)))
    });
    heading.is_some_and(|at| at + 1 < items.len())
        || items.iter().any(|item| matches!(item, Item::Table(_)))
}

/// Whether the first row stands out from the second by its bold words.
fn has_bold_head(table: &Table) -> bool {
    let is_bold = |row: &Row| {
        row.cells.iter().all(|cell: &Cell| {
            cell.items
                .iter()
                .all(|item| matches!(item, Item::Paragraph(paragraph) if paragraph.is_bold))
        })
    };
    matches!(table.rows.as_slice(), [first, second, ..] if is_bold(first) && !is_bold(second))
}

fn is_label(words: &str) -> bool {
    words.len() <= MAX_LABEL && !words.ends_with('.')
}

fn bullet_len(words: &str) -> usize {
    let trimmed = words.trim_start();
    Bullet::glyph(trimmed).map_or(0, |bullet| words.len() - trimmed.len() + bullet.len)
}

/// A part of a paragraph that is a block of its own.
#[derive(Debug, PartialEq, Eq)]
struct Piece {
    kind: BlockKind,
    sign: Option<char>,
    range: Range<usize>,
}

/// The blocks that a paragraph is made of: more than one where its author broke lines for headings,
/// items or paragraphs.
fn pieces(paragraph: &Paragraph, is_heading: &(dyn Fn(&str) -> bool + Sync)) -> Vec<Piece> {
    let text = paragraph.text.as_str();
    if text.trim().is_empty() {
        return Vec::new();
    }
    let is_heading = |words: &str| may_be_heading(words) && is_heading(words);
    if let BlockKind::Heading(_) | BlockKind::Quote = paragraph.kind {
        return vec![Piece {
            kind: paragraph.kind,
            sign: None,
            range: 0..text.len(),
        }];
    }
    if paragraph.is_bold && paragraph.kind == BlockKind::ListItem && is_heading(text.trim()) {
        return vec![Piece {
            kind: BlockKind::Heading(UNMARKED_LEVEL),
            sign: None,
            range: 0..text.len(),
        }];
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    let mut begins = true;
    let mut kind = paragraph.kind;
    for line in text.split_inclusive('\n') {
        let (start, words) = (at, line.trim());
        at += line.len();
        if words.is_empty() {
            if !pieces.is_empty() {
                (begins, kind) = (true, BlockKind::Paragraph);
            }
            continue;
        }
        let from = start + (line.len() - line.trim_start().len());
        let bullet = Bullet::glyph(words).filter(|bullet| {
            begins
                || pieces
                    .last()
                    .is_some_and(|last| bullet.interrupts(&text[last.range.clone()], last.sign))
        });
        let number = || Bullet::number(words).filter(|_| begins && kind == BlockKind::Paragraph);
        if let Some(bullet) = bullet.or_else(number) {
            let rest = &words[bullet.len.min(words.len())..];
            let is_heading = begins && paragraph.first_line_is_bold && is_heading(rest);
            pieces.push(Piece {
                kind: if is_heading {
                    BlockKind::Heading(UNMARKED_LEVEL)
                } else {
                    BlockKind::ListItem
                },
                sign: Some(bullet.sign),
                range: from + bullet.len..at,
            });
            begins = is_heading;
        } else if begins {
            let is_heading = at < text.len() && paragraph.first_line_is_bold && is_heading(words);
            pieces.push(Piece {
                kind: if is_heading {
                    BlockKind::Heading(UNMARKED_LEVEL)
                } else {
                    kind
                },
                sign: None,
                range: from..at,
            });
            begins = is_heading;
        } else if let Some(last) = pieces.last_mut() {
            last.range.end = at;
        }
    }
    pieces
}
