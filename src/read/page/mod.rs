//! Web pages: the words that a browser shows, as blocks with the way back. A standard tokenizer tells
//! tags, words and comments apart; which tags are open is kept here, as far as it matters to blocks.

mod tokens;

use super::bullet::Bullet;
use super::sink::{Draft, Sink};
use super::{Revisions, html};
use crate::letter::{BlockKind, Visible, VisibleBuilder};
use crate::span::Span;
use tokens::{Tag, Token, reference, tokens};

/// How many open elements are kept; elements deeper than that are read without what they mean, as
/// browsers do.
const MAX_OPEN: usize = 256;

/// The most columns that a cell may take up.
const MAX_COLUMNS: usize = 256;

/// Elements whose content is not for readers of the page.
const HIDDEN: [&str; 16] = [
    "audio", "button", "canvas", "head", "iframe", "nav", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea", "title", "video",
];

/// Elements that may stand in a page's head.
const OF_HEAD: [&str; 9] = [
    "base", "head", "link", "meta", "noscript", "script", "style", "template", "title",
];

/// Elements without content or end.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Words that mark a reference to a footnote, by class or role.
const NOTE_SIGNS: [&str; 3] = ["footnote-ref", "msofootnotereference", "doc-noteref"];

/// Reads a whole page.
pub(super) fn read(sink: &mut Sink<'_>) {
    let text = sink.text;
    let layouts = layouts(text);
    let mut reader = Reader {
        layouts: layouts.into_iter(),
        open: Vec::new(),
        hidden: 0,
        draft: None,
        line_break: None,
        row: None,
        sink,
    };
    for token in tokens(text) {
        reader.token(token);
        if reader.sink.is_full() {
            break;
        }
    }
    reader.close_row(text.len());
    reader.close();
}

/// For each table of a page whether it is there for the look alone: it holds one cell, or a table.
fn layouts(text: &str) -> Vec<bool> {
    let mut tables: Vec<(usize, bool)> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let has_tables = text
        .as_bytes()
        .windows(6)
        .any(|bytes| bytes.eq_ignore_ascii_case(b"<table"));
    if !has_tables {
        return Vec::new();
    }
    for token in tokens(text) {
        match token {
            Token::Start(tag) => match tag.name.as_str() {
                "table" => {
                    if let Some((_, is_layout)) = open.last().and_then(|at| tables.get_mut(*at)) {
                        *is_layout = true;
                    }
                    open.push(tables.len());
                    tables.push((0, tag.attributes.role == "presentation"));
                }
                "td" | "th" => {
                    if let Some((cells, _)) = open.last().and_then(|at| tables.get_mut(*at)) {
                        *cells += 1;
                    }
                }
                _ => {}
            },
            Token::End { name, .. } if name == "table" => {
                open.pop();
            }
            _ => {}
        }
    }
    tables
        .into_iter()
        .map(|(cells, is_layout)| is_layout || cells < 2)
        .collect()
}

/// What an open element is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Part of a block.
    Inline,
    /// A block of its own, or a group of them.
    Block(BlockKind),
    Hidden,
    List,
    /// An item, and whether its own first words are still to come.
    Item {
        is_due: bool,
    },
    Quote,
    Table,
    /// A table that is not read as one.
    Layout,
    TableHead,
    Row,
    Cell,
}

struct Opened {
    name: String,
    role: Role,
}

/// A row of a table in the making.
struct Row<'a> {
    start: usize,
    cells: Vec<Visible>,
    /// Whether it stands in the table's head.
    is_in_head: bool,
    /// Whether all its cells are heads.
    is_header: bool,
    cell: Option<Draft<'a>>,
    columns: usize,
}

struct Reader<'s, 'a> {
    sink: &'s mut Sink<'a>,
    layouts: std::vec::IntoIter<bool>,
    open: Vec<Opened>,
    /// How many of them hide what is in them.
    hidden: usize,
    draft: Option<Draft<'a>>,
    /// A line break behind the words so far: what follows it may begin an item.
    line_break: Option<Span>,
    row: Option<Row<'a>>,
}

impl Reader<'_, '_> {
    fn token(&mut self, token: Token) {
        match token {
            Token::Start(tag) => self.start(&tag),
            Token::End { name, span } => {
                if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
                    self.end_from(at, span, span.end as usize);
                }
            }
            Token::Words(span) if !self.is_hidden() => self.words(span),
            Token::Comment(span) => {
                let source = span.of(self.sink.text);
                // Word's conditions for browsers are no remarks.
                let is_remark = source
                    .strip_prefix("<!--")
                    .is_some_and(|words| !words.trim_start().starts_with('['));
                if is_remark && !source.contains("<![endif]") && !self.is_hidden() {
                    self.sink.push_comment(span);
                }
            }
            Token::Words(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag) {
        let (name, span) = (tag.name.as_str(), tag.span);
        let is_in_head = self.open.last().is_some_and(|last| last.name == "head");
        if is_in_head && !OF_HEAD.contains(&name) {
            self.end_from(self.open.len() - 1, span, span.start as usize);
        }
        self.end_implied(name, span);
        if self.is_hidden() {
            self.push(Role::Inline, tag);
            return;
        }
        match name {
            "br" => return self.line_break(span),
            "hr" => return self.close_block(span),
            _ => {}
        }
        let role = self.role(tag);
        match role {
            Role::Inline | Role::Hidden => {}
            Role::Row => {
                let is_in_head = self.open.iter().any(|open| open.role == Role::TableHead);
                self.close_row(span.start as usize);
                self.close();
                self.row = Some(Row {
                    start: span.start as usize,
                    cells: Vec::new(),
                    is_in_head,
                    is_header: true,
                    cell: None,
                    columns: 0,
                });
            }
            Role::Cell => self.begin_cell(tag),
            Role::Item { .. } if self.in_row() => self.item_in_cell(span),
            _ => self.close_block(span),
        }
        if let Role::Block(kind @ (BlockKind::Heading(_) | BlockKind::ListItem)) = role
            && !self.in_row()
            && !self.in_quote()
        {
            self.draft = Some(Draft::new(self.sink.text, kind));
        }
        self.push(role, tag);
    }

    /// Ends the open elements from the one at `at` on, because of the tag at `span`; rows end at `end`.
    fn end_from(&mut self, at: usize, span: Span, end: usize) {
        while self.open.len() > at {
            let Some(opened) = self.open.pop() else { break };
            match opened.role {
                Role::Inline => {}
                Role::Hidden => self.hidden -= 1,
                Role::Cell => self.end_cell(),
                Role::Row | Role::Table => self.close_row(end),
                _ => self.close_block(span),
            }
        }
    }

    /// Ends the elements that the start of another one ends without saying so.
    fn end_implied(&mut self, name: &str, span: Span) {
        let (ended, limits): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "table"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl", "table"]),
            "td" | "th" => (&["td", "th"], &["table"]),
            "tr" => (&["tr"], &["table"]),
            "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot"], &["table"]),
            _ if is_block(name) => (&["p"], &["td", "th", "li", "table"]),
            _ => return,
        };
        let found = self
            .open
            .iter()
            .rposition(|open| ended.contains(&&*open.name) || limits.contains(&&*open.name))
            .filter(|at| ended.contains(&&*self.open[*at].name));
        if let Some(at) = found {
            self.end_from(at, span, span.start as usize);
        }
    }

    fn push(&mut self, role: Role, tag: &Tag) {
        let name = tag.name.as_str();
        let is_void = VOID.contains(&name);
        // In foreign content, such as drawings, an element may end itself.
        let ends_itself = tag.ends_itself && (name.contains(':') || self.is_hidden());
        if !is_void && !ends_itself && self.open.len() < MAX_OPEN {
            self.hidden += usize::from(role == Role::Hidden);
            self.open.push(Opened {
                name: name.to_owned(),
                role,
            });
        }
    }

    fn role(&mut self, tag: &Tag) -> Role {
        let name = tag.name.as_str();
        if HIDDEN.contains(&name) || self.is_hidden_by(tag) {
            return Role::Hidden;
        }
        let level = name
            .strip_prefix('h')
            .and_then(|level| level.parse::<u8>().ok())
            .filter(|level| (1..=6).contains(level));
        if let Some(level) = level {
            return Role::Block(BlockKind::Heading(level));
        }
        match name {
            "ul" | "ol" | "dl" => Role::List,
            "li" | "dt" | "dd" => Role::Item { is_due: true },
            "blockquote" => Role::Quote,
            "table" => {
                if self.layouts.next().unwrap_or_default() {
                    Role::Layout
                } else {
                    self.close_row(tag.span.start as usize);
                    Role::Table
                }
            }
            "thead" => Role::TableHead,
            "tr" if self.in_table() => Role::Row,
            "td" | "th" if self.row.is_some() && self.in_table() => Role::Cell,
            "p" if tag.attributes.style.contains("mso-list:") => Role::Block(BlockKind::ListItem),
            _ if is_block(name) => Role::Block(BlockKind::Paragraph),
            _ => Role::Inline,
        }
    }

    fn is_hidden_by(&self, tag: &Tag) -> bool {
        let is_gone = match tag.name.as_str() {
            "del" => self.sink.revisions() == Revisions::Accepted,
            "s" | "strike" => true,
            "ins" => self.sink.revisions() == Revisions::Original,
            _ => false,
        };
        let attributes = &tag.attributes;
        let style: String = attributes.style.split_whitespace().collect();
        let mut signs = attributes
            .class
            .split_whitespace()
            .chain(attributes.role.split_whitespace());
        is_gone
            || attributes.is_hidden
            || style.contains("display:none")
            || style.contains("mso-list:ignore")
            || signs.any(|sign| NOTE_SIGNS.contains(&sign) || sign.starts_with("msotoc"))
    }

    fn is_hidden(&self) -> bool {
        self.hidden > 0
    }

    fn in_quote(&self) -> bool {
        self.open.iter().any(|open| open.role == Role::Quote)
    }

    /// Whether the nearest table around is read as one.
    fn in_table(&self) -> bool {
        self.open
            .iter()
            .rev()
            .find(|open| matches!(open.role, Role::Table | Role::Layout))
            .is_some_and(|open| open.role == Role::Table)
    }

    fn in_row(&self) -> bool {
        self.row.is_some()
    }

    fn begin_cell(&mut self, tag: &Tag) {
        self.end_cell();
        let text = self.sink.text;
        if let Some(row) = &mut self.row {
            row.is_header &= row.is_in_head || tag.name == "th";
            row.columns = tag.attributes.columns.clamp(1, MAX_COLUMNS);
            row.cell = Some(Draft::new(text, BlockKind::TableRow { header: false }));
        }
        self.line_break = None;
    }

    /// Items in a cell stand one behind the other, with their bullets.
    fn item_in_cell(&mut self, tag: Span) {
        if let Some(Row {
            cell: Some(cell), ..
        }) = &mut self.row
            && !cell.words.is_empty()
        {
            cell.words.push_space(tag);
            cell.words.push_as("•", tag);
            cell.words.push_space(tag);
        }
    }

    fn end_cell(&mut self) {
        let text = self.sink.text;
        if let Some(row) = &mut self.row
            && let Some(cell) = row.cell.take()
        {
            row.cells.push(cell.words.finish());
            // Other columns that the cell takes up are empty, so that columns keep their places.
            for _ in 1..row.columns {
                row.cells.push(VisibleBuilder::new(text).finish());
            }
        }
        self.line_break = None;
    }

    fn close_row(&mut self, end: usize) {
        self.end_cell();
        if let Some(row) = self.row.take() {
            let is_header = row.is_header && !row.cells.is_empty();
            self.sink
                .push_row(is_header, Span::new(row.start, end), row.cells);
        }
    }

    /// Ends a block; in a cell, its words.
    fn close_block(&mut self, tag: Span) {
        match &mut self.row {
            Some(row) => {
                if let Some(cell) = &mut row.cell {
                    cell.words.push_space(tag);
                }
            }
            None => self.close(),
        }
    }

    fn close(&mut self) {
        self.line_break = None;
        if let Some(draft) = self.draft.take() {
            self.sink.push(draft);
        }
    }

    /// Two line breaks one behind the other part paragraphs.
    fn line_break(&mut self, tag: Span) {
        if self.line_break.is_some() {
            self.close_block(tag);
        } else {
            self.line_break = Some(tag);
        }
    }

    /// Takes in the words at a span, references to characters among them.
    fn words(&mut self, span: Span) {
        let text = self.sink.text;
        let mut at = span.start as usize;
        let end = span.end as usize;
        while let Some(rest) = text.get(at..end).filter(|rest| !rest.is_empty()) {
            let here = |len: usize| Span::new(at, at + len);
            at += match reference(rest) {
                Some((len, words)) => {
                    self.plain(here(len), Some(&words));
                    len
                }
                None => {
                    let len = rest
                        .char_indices()
                        .skip(1)
                        .find(|(_, character)| *character == '&')
                        .map_or(rest.len(), |(at, _)| at);
                    self.plain(here(len), None);
                    len
                }
            };
        }
    }

    /// Takes in words that stand at a span, or `shown` ones that stand for it.
    fn plain(&mut self, span: Span, shown: Option<&str>) {
        let text = self.sink.text;
        let words = shown.unwrap_or_else(|| span.of(text));
        let is_space = words.trim().is_empty();
        if is_space && self.current().is_none_or(|draft| draft.words.is_empty()) {
            return;
        }
        let mut span = span;
        if !is_space {
            if shown.is_none() {
                let start = span.end as usize - words.trim_start().len();
                if self.current().is_none_or(|draft| draft.words.is_empty()) {
                    span = Span::new(start, span.end as usize);
                }
                span = self.bullet(span);
            }
            if let Some(line_break) = self.line_break.take() {
                self.draft().words.push_space(line_break);
            }
        }
        let draft = self.draft();
        match shown {
            Some(words) => draft.push_as(words, span),
            None => draft.push_text(span),
        }
    }

    /// Takes off a bullet that was typed at the start of a block or line, and has its words be an item.
    fn bullet(&mut self, span: Span) -> Span {
        let text = self.sink.text;
        let start = span.end as usize - span.of(text).trim_start().len();
        let has_break = self.line_break.is_some() && !self.in_row();
        let current = self.current();
        let at_start = current.is_none_or(|draft| draft.words.is_empty());
        let (kind, sign) = current.map_or((self.prose(), None), |draft| (draft.kind, draft.sign));
        if matches!(kind, BlockKind::Heading(_)) || !(at_start || has_break) {
            return span;
        }
        let before = current.map(|draft| draft.words.words()).unwrap_or_default();
        let Some(bullet) = Bullet::glyph(&text[start..span.end as usize])
            .filter(|bullet| at_start || bullet.interrupts(before, sign))
        else {
            return span;
        };
        if !at_start {
            self.close();
        }
        let draft = self.draft();
        if draft.kind == BlockKind::Paragraph {
            draft.kind = BlockKind::ListItem;
        }
        draft.sign = Some(bullet.sign);
        Span::new(
            (start + bullet.len).min(span.end as usize),
            span.end as usize,
        )
    }

    /// The cell or block that words go into, if one has begun.
    fn current(&self) -> Option<&Draft<'_>> {
        match &self.row {
            Some(row) => row.cell.as_ref(),
            None => self.draft.as_ref(),
        }
    }
}

impl<'a> Reader<'_, 'a> {
    /// The cell or block that words go into. Words in a row between its cells are a cell of their own.
    fn draft(&mut self) -> &mut Draft<'a> {
        let text = self.sink.text;
        let kind = self.prose();
        if self.row.is_none() && self.draft.is_none() {
            self.take_due();
        }
        match &mut self.row {
            Some(row) => {
                if row.cell.is_none() {
                    row.columns = 1;
                }
                row.cell
                    .get_or_insert_with(|| Draft::new(text, BlockKind::TableRow { header: false }))
            }
            None => self.draft.get_or_insert_with(|| Draft::new(text, kind)),
        }
    }

    /// The kind of a paragraph at this place; a list item's first one is the item.
    fn prose(&self) -> BlockKind {
        if self.in_quote() {
            return BlockKind::Quote;
        }
        let item = self.open.iter().rev().find_map(|open| match open.role {
            Role::Item { is_due } => Some(is_due),
            Role::List | Role::Table | Role::Layout => Some(false),
            _ => None,
        });
        if item == Some(true) {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        }
    }

    fn take_due(&mut self) {
        let item = self
            .open
            .iter_mut()
            .rev()
            .find(|open| matches!(open.role, Role::Item { .. }));
        if let Some(item) = item {
            item.role = Role::Item { is_due: false };
        }
    }
}

/// Elements that begin and end a block.
fn is_block(name: &str) -> bool {
    html::is_block(name)
        || matches!(
            name,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "caption"
        )
}
