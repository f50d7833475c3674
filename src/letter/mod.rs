//! The document model: a letter as blocks in reading order, each in a section with a role.
//!
//! Readers make a [`Letter`]; everything later works on its text and never asks where it came from.

mod visible;

pub(crate) use visible::VisibleBuilder;
pub use visible::{Piece, Visible};

use crate::span::{LineIndex, Span};

/// A document as read: its text, and the blocks that the text is made of.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The text that every span counts in. For Markdown and plain text it is the decoded file.
    pub text: String,
    /// Headings, paragraphs, list items and table rows in reading order.
    pub blocks: Vec<Block>,
    /// Notes that the draft carries on its own words (comments); Markdown's HTML comments are such.
    pub annotations: Vec<Annotation>,
    /// Whether lines and columns mean something to the reader of the source.
    pub has_lines: bool,
}

impl Letter {
    /// An index of the text's lines.
    pub fn lines(&self) -> LineIndex {
        LineIndex::new(&self.text)
    }
}

/// What a block is in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading with its level, from 1.
    Heading(u8),
    /// A paragraph of prose.
    Paragraph,
    /// An item of a list, numbered or not.
    ListItem,
    /// A row of a table; its cells are in [`Block::cells`].
    TableRow {
        /// Whether it is the head of the table.
        header: bool,
    },
    /// Words taken over from elsewhere (a block quote).
    Quote,
}

/// One heading, paragraph, list item or table row.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the letter's text, without the sign that makes it a heading or an item.
    pub span: Span,
    /// Its words as a reader sees them, with the way back to the text.
    pub visible: Visible,
    /// The cells of a table row, each as a reader sees it; empty for other blocks.
    pub cells: Vec<Visible>,
    /// Where the source has it, for formats without lines.
    pub location: Location,
}

/// A place in a source that has no lines of its own.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
pub struct Location {
    /// Page, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Paragraph of the file, from 1: every one counts, with words or without.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
}

/// A remark that somebody left on words of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// The words remarked on, or the place of the remark.
    pub span: Span,
    /// What it says.
    pub text: String,
    /// Who left it, where the format tells.
    pub author: Option<String>,
}
