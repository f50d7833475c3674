//! What both witnesses, the structure tree and the geometry, make of a file.

use super::line::Line;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Heading(u8),
    Paragraph,
    ListItem,
    Quote,
}

/// A heading, a paragraph or an item, in lines as they stand on the pages.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    pub(super) kind: Kind,
    /// At least one.
    pub(super) lines: Vec<Line>,
}

/// A row of a table: the blocks of each cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) is_head: bool,
    pub(super) cells: Vec<Vec<Block>>,
}

/// A part of the file in reading order.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    Block(Block),
    Row(Row),
}

impl Item {
    /// The blocks, cell after cell.
    pub(super) fn blocks(&self) -> impl Iterator<Item = &Block> {
        let (block, row) = match self {
            Item::Block(block) => (Some(block), None),
            Item::Row(row) => (None, Some(row)),
        };
        let cells = row.into_iter().flat_map(|row| &row.cells);
        block.into_iter().chain(cells.flatten())
    }

    /// The lines from top to bottom, cell after cell.
    pub(super) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.blocks().flat_map(|block| &block.lines)
    }

    /// The first and the last page that it stands on, from 0.
    pub(super) fn pages(&self) -> (usize, usize) {
        let pages = || self.lines().map(|line| line.page);
        (pages().min().unwrap_or(0), pages().max().unwrap_or(0))
    }
}
