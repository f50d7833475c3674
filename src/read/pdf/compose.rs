//! Blocks to a letter: lines joined, paragraphs and rows put together over page breaks, and every word
//! with its page.

use super::block::{Block, Item, Kind, Row};
use super::heading;
use super::line::Line;
use crate::letter::{BlockKind, Letter, Location, Visible};
use crate::read::bullet::Bullet;
use crate::read::sink::{Draft, Sink};
use crate::read::{Read, ReadError, ReadOptions};
use crate::span::Span;
use rustc_hash::FxHashSet;

/// A line that ends nearer than this to the end of the longest, in sizes of its letters, is full: the
/// next word had no room on it.
const FULL: f32 = 6.0;

/// The signs that a word may be broken behind.
const HYPHENS: [char; 2] = ['-', '\u{2010}'];

/// The letter that items in reading order are.
pub(super) fn letter(items: Vec<Item>, options: &ReadOptions<'_>) -> Result<Read, ReadError> {
    let mut items = joined(items);
    heading::mark(&mut items, options);
    drop_repeated_headings(&mut items, options);
    let vocabulary = Vocabulary::of(&items);
    let mut writer = Writer {
        text: String::new(),
        parts: Vec::new(),
        vocabulary,
    };
    for item in &items {
        writer.item(item);
    }
    let Writer { text, parts, .. } = writer;
    let mut sink = Sink::new(&text, *options);
    for part in &parts {
        match &part.kind {
            PartKind::Block(kind) => {
                let mut draft = Draft::new(&text, *kind);
                draft.push_text(part.span);
                sink.push(draft);
            }
            PartKind::Row { header, cells } => {
                let cells = cells.iter().map(|cell| Visible::Plain(*cell)).collect();
                sink.push_row(*header, part.span, cells);
            }
        }
    }
    let read = sink.finish()?;
    let mut blocks = read.blocks;
    for (index, block) in blocks.iter_mut().enumerate() {
        let after = parts.partition_point(|part| part.span.start <= block.span.start);
        let part = after.checked_sub(1).map(|at| &parts[at]);
        block.location = Location {
            page: part.map(|part| part.page as u32 + 1),
            paragraph: Some(index as u32 + 1),
        };
    }
    Ok(Read {
        letter: Letter {
            text,
            blocks,
            annotations: read.annotations,
            has_lines: false,
        },
        notes: read.notes,
    })
}

/// Items with those put together that a page break parted.
fn joined(items: Vec<Item>) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    // The head of the table that is open.
    let mut head: Option<Row> = None;
    for item in items {
        let is_over_break = out
            .last()
            .is_some_and(|last| last.pages().1 < item.pages().0);
        let item = match (out.last_mut(), item) {
            (Some(Item::Block(last)), Item::Block(block))
                if is_over_break && goes_on(last, &block) =>
            {
                last.lines.extend(block.lines);
                continue;
            }
            (Some(Item::Row(last)), Item::Row(row)) => {
                if is_over_break && head.as_ref().is_some_and(|head| same_words(head, &row)) {
                    continue;
                }
                if is_over_break && row_goes_on(last, &row) {
                    join_rows(last, row);
                    continue;
                }
                Item::Row(row)
            }
            (_, Item::Row(row)) => {
                head = Some(row.clone());
                Item::Row(row)
            }
            (_, item) => item,
        };
        out.push(item);
    }
    out
}

/// Leaves out a heading that says the same as the one right before it: a table's head that repeats the
/// words over the table.
fn drop_repeated_headings(items: &mut Vec<Item>, options: &ReadOptions<'_>) {
    let words = |item: &Item| match item {
        Item::Block(Block {
            kind: Kind::Heading(_) | Kind::Paragraph,
            lines,
        }) => Some(heading::plain(lines)),
        _ => None,
    };
    items.dedup_by(|item, before| {
        let same = words(item).filter(|own| words(before).as_ref() == Some(own));
        same.is_some_and(|words| {
            matches!(item, Item::Block(block) if matches!(block.kind, Kind::Heading(_)))
                || (options.is_heading)(&words)
        })
    });
}

fn same_words(one: &Row, other: &Row) -> bool {
    let words = |row: &Row| -> Vec<String> {
        row.cells
            .iter()
            .map(|cell| {
                let lines = cell.iter().flat_map(|block| &block.lines);
                lines
                    .flat_map(|line| line.text.split_whitespace())
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect()
    };
    words(one) == words(other)
}

/// Whether a row is the rest of the one above: it has an empty cell, as a row that was full before the
/// break does, or all its cells go on in the middle of a sentence.
fn row_goes_on(above: &Row, row: &Row) -> bool {
    above.cells.len() == row.cells.len()
        && (row.cells.iter().any(Vec::is_empty)
            || row.cells.iter().all(|cell| {
                let above = column(above, cell).and_then(|at| above.cells[at].last());
                above
                    .zip(cell.first())
                    .is_some_and(|(above, cell)| goes_on(above, cell))
            }))
}

/// The cell of a row that stands over `cell`. The order of cells does not tell: Word numbers those of
/// a row's second half anew.
fn column(above: &Row, cell: &[Block]) -> Option<usize> {
    let left = |cell: &[Block]| {
        let lines = cell.iter().flat_map(|block| &block.lines);
        lines.map(|line| line.left).min_by(f32::total_cmp)
    };
    let own = left(cell)?;
    let distance = |at: &usize| {
        let other = left(&above.cells[*at]);
        other.map_or(f32::MAX, |other| (other - own).abs())
    };
    (0..above.cells.len()).min_by(|one, other| distance(one).total_cmp(&distance(other)))
}

fn join_rows(above: &mut Row, row: Row) {
    for cell in row.cells {
        let Some(at) = column(above, &cell) else {
            continue;
        };
        let above = &mut above.cells[at];
        let mut blocks = cell.into_iter();
        if let (Some(last), Some(first)) = (above.last_mut(), blocks.next()) {
            if goes_on(last, &first) {
                last.lines.extend(first.lines);
            } else {
                above.push(first);
            }
        }
        above.extend(blocks);
    }
}

/// Whether a block on the next page is the rest of `last`.
fn goes_on(last: &Block, block: &Block) -> bool {
    let (Some(end), Some(start)) = (last.lines.last(), block.lines.first()) else {
        return false;
    };
    let may = matches!(last.kind, Kind::Paragraph | Kind::ListItem | Kind::Quote)
        && (block.kind == Kind::Paragraph || block.kind == last.kind)
        && Bullet::glyph(&start.text).is_none()
        && end.is_bold == start.is_bold
        && (end.size - start.size).abs() < 1.0;
    if !may {
        return false;
    }
    if end.text.ends_with([',', '-', '\u{2010}', '\u{ad}']) {
        return true;
    }
    let ended = end
        .text
        .trim_end_matches(['"', '\'', '”', '’', ')', ' '])
        .ends_with(['.', '?', '!', ':', ';']);
    if ended {
        return false;
    }
    let reach = last.lines.iter().chain(&block.lines);
    let right = reach.map(|line| line.right).fold(0.0, f32::max);
    start.text.starts_with(char::is_lowercase)
        || (last.lines.len() > 1 && right - end.right < FULL * end.size)
}

/// The share of lines, in hundredths, that end in hyphens where words are broken to fill lines. Where
/// they are not, a hundredth does, with hyphens that were written.
const BREAKS_WORDS: usize = 3;

/// So many words that stand elsewhere in one piece show that the others were broken too.
const PROOF: usize = 3;

/// The words of a letter, to tell a hyphen that a line's end made from one that was written.
#[derive(Default)]
struct Vocabulary {
    words: FxHashSet<String>,
    /// Whether so many lines end in hyphens that words must have been broken.
    breaks_words: bool,
    /// Whether words that never stand in one piece are taken for broken ones.
    breaks_all: bool,
}

impl Vocabulary {
    fn of(items: &[Item]) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for word in items
            .iter()
            .flat_map(Item::lines)
            .flat_map(|line| line.text.split_whitespace())
        {
            let word = bare(word);
            if !word.is_empty() {
                vocabulary.words.insert(word);
            }
        }
        let blocks = items.iter().flat_map(Item::blocks);
        let pairs: Vec<_> = blocks
            .flat_map(|block| block.lines.windows(2))
            .map(|pair| (pair[0].text.as_str(), pair[1].text.as_str()))
            .collect();
        let broken: Vec<_> = pairs
            .iter()
            .filter_map(|(line, next)| Some((line.strip_suffix(HYPHENS)?, *next)))
            .filter(|(line, _)| line.ends_with(char::is_alphabetic))
            .collect();
        vocabulary.breaks_words = broken.len() * 100 >= pairs.len() * BREAKS_WORDS;
        let proven = broken
            .iter()
            .filter(|(line, next)| vocabulary.is_one_word(line, next))
            .count();
        vocabulary.breaks_all = proven >= PROOF;
        vocabulary
    }

    /// Whether the words on both sides of a hyphen at a line's end are one word without it.
    fn is_one_word(&self, before: &str, after: &str) -> bool {
        let before = before.split_whitespace().next_back().unwrap_or_default();
        let after = after.split_whitespace().next().unwrap_or_default();
        let hyphenated = bare(&format!("{before}-{after}"));
        let whole = bare(&format!("{before}{after}"));
        self.breaks_words
            && !self.words.contains(&hyphenated)
            && (self.words.contains(&whole)
                || self.breaks_all && !self.words.contains(&bare(after)))
    }
}

/// A word without the signs around it, in small letters.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

/// A block's place in the text.
struct Part {
    kind: PartKind,
    span: Span,
    /// Page, from 0.
    page: usize,
}

enum PartKind {
    Block(BlockKind),
    Row { header: bool, cells: Vec<Span> },
}

/// Writes the text of a letter.
struct Writer {
    text: String,
    parts: Vec<Part>,
    vocabulary: Vocabulary,
}

impl Writer {
    fn item(&mut self, item: &Item) {
        let start = self.text.len();
        let kind = match item {
            Item::Block(block) => {
                let (kind, words) = self.block(block);
                self.text.push_str(&words);
                PartKind::Block(kind)
            }
            Item::Row(row) => {
                let cells = row
                    .cells
                    .iter()
                    .enumerate()
                    .map(|(index, cell)| {
                        if index > 0 {
                            self.text.push('\t');
                        }
                        self.cell(cell)
                    })
                    .collect();
                PartKind::Row {
                    header: row.is_head,
                    cells,
                }
            }
        };
        self.parts.push(Part {
            kind,
            span: Span::new(start, self.text.len()),
            page: item.pages().0,
        });
        self.text.push_str(match item {
            Item::Block(_) => "\n\n",
            Item::Row(_) => "\n",
        });
    }

    fn cell(&mut self, blocks: &[Block]) -> Span {
        let start = self.text.len();
        for block in blocks {
            if self.text.len() > start {
                self.text.push(' ');
            }
            let (kind, words) = self.block(block);
            if kind == BlockKind::ListItem {
                self.text.push_str("• ");
            }
            self.text.push_str(&words);
        }
        Span::new(start, self.text.len())
    }

    /// What a block is, and its words without the sign of an item.
    fn block(&self, block: &Block) -> (BlockKind, String) {
        let words = self.words(&block.lines);
        let kind = match block.kind {
            Kind::Heading(level) => return (BlockKind::Heading(level), words),
            Kind::Quote => return (BlockKind::Quote, words),
            Kind::Paragraph => BlockKind::Paragraph,
            Kind::ListItem => BlockKind::ListItem,
        };
        match Bullet::glyph(&words).or_else(|| Bullet::number(&words)) {
            Some(bullet) => (BlockKind::ListItem, words[bullet.len..].to_owned()),
            None => (kind, words),
        }
    }

    /// Lines joined.
    fn words(&self, lines: &[Line]) -> String {
        let mut words = String::new();
        let mut ends_in_space = false;
        for line in lines {
            if !words.is_empty() {
                self.join(&mut words, &line.text, ends_in_space);
            }
            words.push_str(&line.text);
            ends_in_space = line.ends_in_space;
        }
        words
    }

    /// Puts between two lines what belongs there.
    fn join(&self, words: &mut String, next: &str, ends_in_space: bool) {
        if words.ends_with('\u{ad}') {
            words.pop();
            return;
        }
        let before = words.strip_suffix(HYPHENS);
        let breaks_word = before.is_some_and(|before| before.ends_with(char::is_alphanumeric))
            && next.starts_with(char::is_alphanumeric);
        match before {
            Some(before) if breaks_word && !ends_in_space => {
                let len = before.len();
                if self.vocabulary.is_one_word(before, next) {
                    words.truncate(len);
                }
            }
            _ if !ends_in_space && glues(words, next) => {}
            _ => words.push(' '),
        }
    }
}

/// Whether a line that was broken behind a dash or a stroke goes on without a space: `2022–` `23`.
fn glues(words: &str, next: &str) -> bool {
    let mut before = words.chars().rev();
    let sign = before.next();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match sign {
        Some('–') => {
            before.next().is_some_and(|c| c.is_ascii_digit())
                && next.starts_with(|c: char| c.is_ascii_digit())
        }
        Some('/') => is_word(before.next()) && is_word(next.chars().next()),
        _ => false,
    }
}
