//! What a document without lines is made of, as its reader meets it: paragraphs and tables, in tables,
//! in boxes that hang on a paragraph. [`super::manuscript`] writes it out as a letter.

use super::{MAX_BLOCKS, MAX_BYTES, Part, ReadError};
use crate::letter::BlockKind;
use crate::span::Span;

/// A paragraph or a table.
#[derive(Debug)]
pub(super) enum Item {
    Paragraph(Paragraph),
    Table(Table),
}

/// A paragraph as its author sees it; lines that the author broke end in `\n`.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) kind: BlockKind,
    pub(super) text: String,
    /// Its number in the source, from 1.
    pub(super) number: u32,
    /// Where remarks begin and end.
    pub(super) marks: Vec<Mark>,
    /// Where its words come from, in order.
    pub(super) sources: Vec<Source>,
    /// Footnotes and boxes that hang on it.
    pub(super) after: Vec<Item>,
    /// Whether a line of it was broken.
    has_break: bool,
    /// Whether all words of its first line are bold.
    pub(super) first_line_is_bold: bool,
    /// Whether all its words are bold.
    pub(super) is_bold: bool,
    /// Whether its end is struck out, so that the next paragraph goes on with its words.
    pub(super) joins_next: bool,
}

/// A place in a paragraph where a remark begins, ends, or stands.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) remark: String,
    pub(super) at: usize,
    pub(super) side: Side,
}

/// Which side of the words that a remark is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Start,
    End,
    /// The remark's own place, which may be all that is known.
    Place,
}

/// Words of a paragraph and their place in the source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source {
    /// In the paragraph's text.
    pub(super) words: Span,
    /// The part that they come from.
    pub(super) part: Part,
    /// Where they stand in it.
    pub(super) place: Span,
}

/// A table.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    /// Whether the source says that it is the table's head.
    pub(super) is_header: bool,
    /// Whether it is struck out.
    pub(super) is_gone: bool,
}

impl Row {
    /// Leaves columns empty before the row's first cell.
    pub(super) fn skip_columns(&mut self, columns: usize) {
        if columns > 0 {
            self.cells.push(Cell {
                columns: columns.min(MAX_COLUMNS),
                ..Cell::default()
            });
        }
    }
}

/// A cell of a row.
#[derive(Debug, Default)]
pub(super) struct Cell {
    pub(super) items: Vec<Item>,
    /// How many columns it takes up.
    pub(super) columns: usize,
    /// Whether it goes on with the cell above.
    pub(super) goes_on: bool,
    /// Whether it is struck out.
    pub(super) is_gone: bool,
}

/// The most columns that a table may have; Word allows 63.
const MAX_COLUMNS: usize = 256;

impl Paragraph {
    fn new(number: u32) -> Self {
        Paragraph {
            kind: BlockKind::Paragraph,
            text: String::new(),
            number,
            marks: Vec::new(),
            sources: Vec::new(),
            after: Vec::new(),
            has_break: false,
            first_line_is_bold: true,
            is_bold: true,
            joins_next: false,
        }
    }

    /// Marks a place for a remark.
    pub(super) fn mark(&mut self, remark: &str, side: Side) {
        self.marks.push(Mark {
            remark: remark.to_owned(),
            at: self.text.len(),
            side,
        });
    }

    /// Takes off white space at the end, back to the offset `from`.
    pub(super) fn trim_end(&mut self, from: usize) {
        let kept = self.text.get(from..).unwrap_or_default().trim_end().len();
        let end = from + kept;
        if end >= self.text.len() {
            return;
        }
        self.text.truncate(end);
        while let Some(last) = self.sources.last_mut() {
            let over = (last.words.end as usize).saturating_sub(end) as u32;
            if over >= last.words.len() as u32 && over > 0 {
                self.sources.pop();
                continue;
            }
            if last.words.len() == last.place.len() {
                last.place.end -= over;
            }
            last.words.end -= over;
            break;
        }
    }

    /// Takes off all words, and leaves the marks.
    fn clear(&mut self) {
        self.text.clear();
        self.sources.clear();
        for mark in &mut self.marks {
            mark.at = 0;
        }
    }

    fn has_nothing(&self) -> bool {
        self.marks.is_empty() && self.after.is_empty() && self.text.trim().is_empty()
    }
}

/// Something begun and not ended.
enum Level {
    Table(Table),
    Row(Row),
    /// A cell, the document itself, or what hangs on a paragraph.
    Items(Box<Items>),
}

#[derive(Default)]
struct Items {
    cell: Cell,
    open: Option<Paragraph>,
    /// A paragraph whose words go on in the next one.
    pending: Option<Paragraph>,
    /// Whether all this hangs on the open paragraph of the level below.
    hangs: bool,
}

impl Items {
    fn close(&mut self) {
        for paragraph in [self.pending.take(), self.open.take()]
            .into_iter()
            .flatten()
        {
            self.push(paragraph);
        }
    }

    fn push(&mut self, mut paragraph: Paragraph) {
        if paragraph.has_nothing() {
            return;
        }
        // A paragraph of white space adds none to the text, whatever else stands in it.
        if paragraph.text.trim().is_empty() {
            paragraph.clear();
        }
        let after = std::mem::take(&mut paragraph.after);
        self.cell.items.push(Item::Paragraph(paragraph));
        self.cell.items.extend(after);
    }
}

/// Takes in a document piece by piece.
pub(super) struct Flow {
    levels: Vec<Level>,
    blocks: usize,
    bytes: usize,
    sources: Option<Part>,
}

impl Flow {
    /// An empty document. With `sources`, the part that is read, words are kept with their places in it.
    pub(super) fn new(sources: Option<Part>) -> Self {
        Flow {
            levels: vec![Level::Items(Box::default())],
            blocks: 0,
            bytes: 0,
            sources,
        }
    }

    /// The paragraph that words go into.
    pub(super) fn paragraph(&mut self) -> Option<&mut Paragraph> {
        match self.levels.last_mut() {
            Some(Level::Items(items)) => items.open.as_mut(),
            _ => None,
        }
    }

    /// Begins a paragraph; inside another one it hangs on that. Says whether it has a place.
    pub(super) fn begin_paragraph(&mut self, number: u32) -> Result<bool, ReadError> {
        self.count_block()?;
        let Some(items) = self.room() else {
            return Ok(false);
        };
        let mut paragraph = Paragraph::new(number);
        if let Some(before) = items.pending.take() {
            paragraph = Paragraph {
                kind: BlockKind::Paragraph,
                joins_next: false,
                ..before
            };
        }
        items.open = Some(paragraph);
        Ok(true)
    }

    /// Ends the open paragraph.
    pub(super) fn end_paragraph(&mut self) {
        let Some(Level::Items(items)) = self.levels.last_mut() else {
            return;
        };
        match items.open.take() {
            Some(paragraph) if paragraph.joins_next => items.pending = Some(paragraph),
            Some(paragraph) => items.push(paragraph),
            None => {}
        }
        self.end_hanging();
    }

    /// Adds words to the open paragraph, with their place in the source if they have one.
    pub(super) fn push(
        &mut self,
        words: &str,
        place: Option<Span>,
        is_bold: bool,
    ) -> Result<(), ReadError> {
        let sources = self.sources;
        let Some(paragraph) = self.paragraph() else {
            return Ok(());
        };
        let start = paragraph.text.len();
        if !is_bold && !words.trim().is_empty() {
            paragraph.is_bold = false;
            paragraph.first_line_is_bold &= paragraph.has_break;
        }
        paragraph.has_break |= words.contains('\n');
        paragraph.text.push_str(words);
        if let (Some(part), Some(place)) = (sources, place) {
            paragraph.sources.push(Source {
                words: Span::new(start, start + words.len()),
                part,
                place,
            });
        }
        self.bytes += words.len();
        if self.bytes > MAX_BYTES {
            return Err(ReadError::TooMuchText);
        }
        Ok(())
    }

    /// Hangs what was read elsewhere, such as a footnote, on the open paragraph.
    pub(super) fn hang(&mut self, mut hanging: Vec<Item>) {
        if let Some(paragraph) = self.paragraph() {
            renumber(&mut hanging, paragraph.number);
            paragraph.after.extend(hanging);
        }
    }

    /// Begins a table. Says whether it has a place.
    pub(super) fn begin_table(&mut self) -> bool {
        let Some(items) = self.room() else {
            return false;
        };
        items.close();
        self.levels.push(Level::Table(Table::default()));
        true
    }

    /// Ends the table that began last.
    pub(super) fn end_table(&mut self) {
        if let Some(Level::Table(table)) =
            self.levels.pop_if(|level| matches!(level, Level::Table(_)))
        {
            if let Some(Level::Items(items)) = self.levels.last_mut() {
                items.cell.items.push(Item::Table(table));
            }
            self.end_hanging();
        }
    }

    /// Begins a row of the open table. Says whether it has a place.
    pub(super) fn begin_row(&mut self) -> Result<bool, ReadError> {
        self.count_block()?;
        let has_place = matches!(self.levels.last(), Some(Level::Table(_)));
        if has_place {
            self.levels.push(Level::Row(Row::default()));
        }
        Ok(has_place)
    }

    /// The open row.
    pub(super) fn row(&mut self) -> Option<&mut Row> {
        match self.levels.last_mut() {
            Some(Level::Row(row)) => Some(row),
            _ => None,
        }
    }

    /// Ends the row that began last.
    pub(super) fn end_row(&mut self) {
        if let Some(Level::Row(row)) = self.levels.pop_if(|level| matches!(level, Level::Row(_)))
            && let Some(Level::Table(table)) = self.levels.last_mut()
            && !row.is_gone
        {
            table.rows.push(row);
        }
    }

    /// Begins a cell of the open row. Says whether it has a place.
    pub(super) fn begin_cell(&mut self) -> Result<bool, ReadError> {
        self.count_block()?;
        let has_place = self.row().is_some_and(|row| row.cells.len() < MAX_COLUMNS);
        if has_place {
            self.levels.push(Level::Items(Box::new(Items {
                cell: Cell {
                    columns: 1,
                    ..Cell::default()
                },
                ..Items::default()
            })));
        }
        Ok(has_place)
    }

    /// The open cell.
    pub(super) fn cell(&mut self) -> Option<&mut Cell> {
        match self.levels.last_mut() {
            Some(Level::Items(items)) => Some(&mut items.cell),
            _ => None,
        }
    }

    /// Ends the cell that began last.
    pub(super) fn end_cell(&mut self) {
        if let Some(Level::Items(mut items)) = self
            .levels
            .pop_if(|level| matches!(level, Level::Items(items) if !items.hangs))
        {
            items.close();
            items.cell.columns = items.cell.columns.clamp(1, MAX_COLUMNS);
            match self.row() {
                Some(row) if !items.cell.is_gone => row.cells.push(items.cell),
                _ => {}
            }
        }
    }

    /// Everything that was taken in.
    pub(super) fn finish(mut self) -> Vec<Item> {
        match self.levels.swap_remove(0) {
            Level::Items(mut items) => {
                items.close();
                items.cell.items
            }
            _ => Vec::new(),
        }
    }

    /// Where a paragraph or table can begin: a level of its own when a paragraph is open.
    fn room(&mut self) -> Option<&mut Items> {
        let hangs = self.paragraph().is_some();
        if hangs {
            self.levels.push(Level::Items(Box::new(Items {
                hangs,
                ..Items::default()
            })));
        }
        match self.levels.last_mut() {
            Some(Level::Items(items)) => Some(items),
            _ => None,
        }
    }

    /// Ends the level that was made for one paragraph or table, and hangs it on the paragraph below.
    fn end_hanging(&mut self) {
        let ended = self
            .levels
            .pop_if(|level| matches!(level, Level::Items(items) if items.hangs));
        if let Some(Level::Items(mut items)) = ended {
            items.close();
            if let Some(paragraph) = self.paragraph() {
                paragraph.after.append(&mut items.cell.items);
            }
        }
    }

    fn count_block(&mut self) -> Result<(), ReadError> {
        self.blocks += 1;
        if self.blocks > MAX_BLOCKS {
            return Err(ReadError::TooManyBlocks);
        }
        Ok(())
    }
}

/// Gives everything the number of the paragraph it hangs on.
fn renumber(items: &mut [Item], number: u32) {
    for item in items {
        match item {
            Item::Paragraph(paragraph) => paragraph.number = number,
            Item::Table(table) => {
                let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                for cell in cells {
                    renumber(&mut cell.items, number);
                }
            }
        }
    }
}

/// The words of paragraphs and tables alone, a line a paragraph.
pub(super) fn words_of(items: &[Item]) -> String {
    let mut words = String::new();
    push_words(items, &mut words);
    words
}

fn push_words(items: &[Item], words: &mut String) {
    for item in items {
        match item {
            Item::Paragraph(paragraph) => {
                if !words.is_empty() {
                    words.push('\n');
                }
                words.push_str(paragraph.text.trim());
            }
            Item::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    push_words(&cell.items, words);
                }
            }
        }
    }
}
