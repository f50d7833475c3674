//! The structure tree of a tagged file: which letters belong to which paragraph, item and cell. It is
//! the best witness there is, as long as it speaks of nearly all the letters.

use super::block::{Block, Item, Kind, Row};
use super::content::{Mark, Piece, Shown};
use super::file::File;
use super::line::{Line, lines};
use super::object::{Dict, Id, Object};
use super::page::Page;
use rustc_hash::{FxHashMap, FxHashSet};

/// The most elements of a tree; a letter has a few thousand.
const MAX_ELEMENTS: usize = 1 << 19;

/// How deep elements may stand in one another.
const MAX_DEPTH: usize = 256;

/// The share of a file's letters, in hundredths, that the tree must lead to.
const ENOUGH: usize = 90;

/// What an element is to this reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Holds blocks.
    Group,
    /// Stands in a block.
    Inline,
    Paragraph,
    Heading(u8),
    ListItem,
    Quote,
    Table,
    Row,
    Cell {
        is_head: bool,
    },
    /// No text of the letter's.
    Hidden,
}

/// The letters of one piece of content, and whether they were asked for.
type Contents<'s> = FxHashMap<(usize, Mark), Vec<&'s Piece>>;

/// What the tree says the file consists of; none when there is no tree, or when it leaves out too much.
pub(super) fn items(file: &File<'_>, pages: &[Page], shown: &[Shown]) -> Option<Vec<Item>> {
    let catalog = file.catalog();
    let root = file.get(catalog.dict()?, "StructTreeRoot");
    let root = root.dict()?;
    let mut contents: Contents<'_> = FxHashMap::default();
    let mut letters = 0;
    for (page, shown) in shown.iter().enumerate() {
        for piece in &shown.pieces {
            if piece.mark != Mark::Artifact {
                letters += usize::from(!shown.characters(piece).trim().is_empty());
                contents.entry((page, piece.mark)).or_default().push(piece);
            }
        }
    }
    let roles = file.get(root, "RoleMap");
    let mut reader = Reader {
        file,
        shown,
        contents,
        pages: pages
            .iter()
            .enumerate()
            .filter_map(|(index, page)| Some((page.id?, index)))
            .collect(),
        roles: roles.dict(),
        heard: 0,
        builder: Builder::default(),
    };
    reader.walk(root);
    let heard = reader.heard;
    (letters > 0 && heard * 100 >= letters * ENOUGH).then(|| reader.builder.finish())
}

struct Reader<'r, 's, 'a> {
    file: &'r File<'a>,
    shown: &'s [Shown],
    contents: Contents<'s>,
    pages: FxHashMap<Id, usize>,
    roles: Option<&'r Dict>,
    /// Letters that the tree led to.
    heard: usize,
    builder: Builder<'s>,
}

/// What is still to be done on the walk.
enum Step {
    Enter {
        value: Object,
        page: Option<usize>,
        depth: usize,
    },
    Leave(Role),
}

impl<'s> Reader<'_, 's, '_> {
    /// Walks over the tree without a call for a level.
    fn walk(&mut self, root: &Dict) {
        let mut seen: FxHashSet<Id> = FxHashSet::default();
        let mut elements = 0;
        let mut steps = Vec::new();
        push_kids(&mut steps, &self.file.get(root, "K"), None, 0);
        while let Some(step) = steps.pop() {
            let (value, page, depth) = match step {
                Step::Enter { value, page, depth } => (value, page, depth),
                Step::Leave(role) => {
                    self.builder.leave(role, self.shown);
                    continue;
                }
            };
            elements += 1;
            if elements > MAX_ELEMENTS || depth > MAX_DEPTH {
                self.file.stop();
                return;
            }
            if let Object::Reference(id) = value
                && !seen.insert(id)
            {
                continue;
            }
            let value = self.file.resolve(&value);
            if let Some(id) = value.count() {
                self.content(page, Mark::Content(0, id as u32));
                continue;
            }
            let Some(dict) = value.dict() else { continue };
            let page = self.page(dict).or(page);
            match dict.raw("Type").and_then(Object::name) {
                Some(b"MCR") => {
                    let drawing = match dict.raw("Stm") {
                        Some(Object::Reference(id)) => *id,
                        _ => 0,
                    };
                    if let Some(id) = self.file.get(dict, "MCID").count() {
                        self.content(page, Mark::Content(drawing, id as u32));
                    }
                }
                Some(b"OBJR") => {}
                _ => {
                    let role = self.role(dict);
                    if role == Role::Hidden {
                        self.pass_over(dict, page);
                        continue;
                    }
                    self.builder.enter(role, self.shown);
                    steps.push(Step::Leave(role));
                    push_kids(&mut steps, &self.file.get(dict, "K"), page, depth + 1);
                }
            }
        }
    }

    fn page(&self, dict: &Dict) -> Option<usize> {
        match dict.raw("Pg") {
            Some(Object::Reference(id)) => self.pages.get(id).copied(),
            _ => None,
        }
    }

    fn content(&mut self, page: Option<usize>, mark: Mark) {
        let Some(page) = page else { return };
        let Some(pieces) = self.contents.remove(&(page, mark)) else {
            return;
        };
        self.heard += pieces
            .iter()
            .filter(|piece| !self.shown[page].characters(piece).trim().is_empty())
            .count();
        self.builder.content(page, pieces);
    }

    /// Counts the letters right under an element that is left out on purpose as heard.
    fn pass_over(&mut self, dict: &Dict, page: Option<usize>) {
        for kid in kids(&self.file.get(dict, "K")) {
            if let (Some(id), Some(page)) = (kid.count(), page)
                && let Some(pieces) = self.contents.remove(&(page, Mark::Content(0, id as u32)))
            {
                self.heard += pieces.len();
            }
        }
    }

    fn role(&self, dict: &Dict) -> Role {
        let name = self.file.get(dict, "S");
        let mut name = name.name().unwrap_or_default().to_vec();
        for _ in 0..8 {
            if let Some(role) = standard_role(&name) {
                return role;
            }
            let mapped = std::str::from_utf8(&name)
                .ok()
                .and_then(|name| self.roles?.raw(name)?.name());
            match mapped {
                Some(mapped) => name = mapped.to_vec(),
                None => break,
            }
        }
        Role::Inline
    }
}

fn kids(value: &Object) -> Vec<Object> {
    match value {
        Object::Array(kids) => kids.to_vec(),
        Object::Null => Vec::new(),
        kid => vec![kid.clone()],
    }
}

fn push_kids(steps: &mut Vec<Step>, value: &Object, page: Option<usize>, depth: usize) {
    steps.extend(kids(value).into_iter().rev().map(|value| Step::Enter {
        value,
        page,
        depth,
    }));
}

fn standard_role(name: &[u8]) -> Option<Role> {
    Some(match name {
        b"Document" | b"DocumentFragment" | b"Part" | b"Art" | b"Sect" | b"Div" | b"NonStruct"
        | b"Private" | b"L" | b"TOC" | b"Index" | b"THead" | b"TBody" | b"TFoot" | b"Aside" => {
            Role::Group
        }
        b"P" | b"Caption" | b"Note" | b"FENote" | b"TOCI" | b"BibEntry" => Role::Paragraph,
        b"Title" | b"H" | b"H1" => Role::Heading(1),
        b"H2" => Role::Heading(2),
        b"H3" => Role::Heading(3),
        b"H4" => Role::Heading(4),
        b"H5" => Role::Heading(5),
        b"H6" => Role::Heading(6),
        b"LI" => Role::ListItem,
        b"BlockQuote" => Role::Quote,
        b"Table" => Role::Table,
        b"TR" => Role::Row,
        b"TD" => Role::Cell { is_head: false },
        b"TH" => Role::Cell { is_head: true },
        b"Artifact" => Role::Hidden,
        b"Span" | b"Link" | b"Reference" | b"Quote" | b"Em" | b"Strong" | b"Sub" | b"Lbl"
        | b"LBody" | b"Code" | b"Annot" | b"Figure" | b"Formula" | b"Form" | b"Ruby" | b"Warichu" => {
            Role::Inline
        }
        _ => return None,
    })
}

/// Makes blocks of the tree's elements as they open and close.
#[derive(Default)]
struct Builder<'s> {
    /// The block that letters go to.
    open: Option<Open<'s>>,
    /// The elements around that hold paragraphs and say what they are.
    around: Vec<Role>,
    tables: Vec<Table>,
    items: Vec<Item>,
}

/// A block that takes in letters.
struct Open<'s> {
    kind: Kind,
    pieces: Vec<(usize, &'s Piece)>,
}

#[derive(Default)]
struct Table {
    rows: Vec<TableRow>,
}

#[derive(Default)]
struct TableRow {
    cells: Vec<Cell>,
}

struct Cell {
    is_head: bool,
    items: Vec<Item>,
}

impl<'s> Builder<'s> {
    fn enter(&mut self, role: Role, shown: &'s [Shown]) {
        match role {
            Role::Inline | Role::Hidden => return,
            // A paragraph in an item goes on with it.
            Role::Paragraph if self.in_item() => {}
            Role::Group => self.flush(shown),
            Role::Paragraph | Role::Heading(_) | Role::ListItem | Role::Quote => {
                self.flush(shown);
                self.open(match role {
                    Role::Heading(level) => Kind::Heading(level),
                    Role::ListItem => Kind::ListItem,
                    Role::Quote => Kind::Quote,
                    _ if self.around.contains(&Role::Quote) => Kind::Quote,
                    _ => Kind::Paragraph,
                });
            }
            Role::Table => {
                self.flush(shown);
                self.tables.push(Table::default());
            }
            Role::Row => {
                self.flush(shown);
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(TableRow::default());
                }
            }
            Role::Cell { is_head } => {
                self.flush(shown);
                if let Some(row) = self.tables.last_mut().and_then(|table| table.rows.last_mut()) {
                    row.cells.push(Cell {
                        is_head,
                        items: Vec::new(),
                    });
                }
            }
        }
        self.around.push(role);
    }

    fn leave(&mut self, role: Role, shown: &'s [Shown]) {
        match role {
            Role::Inline | Role::Hidden => return,
            Role::Paragraph => {
                self.around.pop();
                if !self.in_item() {
                    self.flush(shown);
                }
                return;
            }
            _ => self.flush(shown),
        }
        self.around.pop();
        if role == Role::Table
            && let Some(table) = self.tables.pop()
        {
            for item in table.finish() {
                self.push(item);
            }
        }
    }

    /// Whether the block around is an item of a list, and not a cell in one.
    fn in_item(&self) -> bool {
        self.around
            .iter()
            .rev()
            .find(|role| !matches!(role, Role::Paragraph))
            == Some(&Role::ListItem)
    }

    fn open(&mut self, kind: Kind) {
        self.open = Some(Open {
            kind,
            pieces: Vec::new(),
        });
    }

    fn content(&mut self, page: usize, pieces: Vec<&'s Piece>) {
        if self.open.is_none() {
            let kind = if self.in_item() {
                Kind::ListItem
            } else {
                Kind::Paragraph
            };
            self.open(kind);
        }
        if let Some(open) = &mut self.open {
            open.pieces
                .extend(pieces.into_iter().map(|piece| (page, piece)));
        }
    }

    fn flush(&mut self, shown: &'s [Shown]) {
        let Some(open) = self.open.take() else { return };
        let lines = block_lines(&open.pieces, shown);
        if !lines.is_empty() {
            self.push(Item::Block(Block {
                kind: open.kind,
                lines,
            }));
        }
    }

    fn push(&mut self, item: Item) {
        let cell = self
            .tables
            .last_mut()
            .and_then(|table| table.rows.last_mut()?.cells.last_mut());
        match cell {
            Some(cell) => cell.items.push(item),
            None => self.items.push(item),
        }
    }

    fn finish(self) -> Vec<Item> {
        self.items
    }
}

/// The lines of a block, page after page.
fn block_lines(pieces: &[(usize, &Piece)], shown: &[Shown]) -> Vec<Line> {
    let mut out = Vec::new();
    let mut rest = pieces;
    while let Some((page, _)) = rest.first() {
        let len = rest.iter().take_while(|(other, _)| other == page).count();
        let on_page: Vec<&Piece> = rest[..len].iter().map(|(_, piece)| *piece).collect();
        out.extend(lines(&shown[*page], *page, &on_page, f32::MAX));
        rest = &rest[len..];
    }
    out
}

impl Table {
    /// Rows as they are, or what stands in them where the table does no more than lay out the page.
    fn finish(self) -> Vec<Item> {
        let full = |row: &TableRow| row.cells.iter().filter(|cell| !cell.items.is_empty()).count();
        let several = self.rows.iter().filter(|row| full(row) > 1).count();
        let single = self.rows.iter().filter(|row| full(row) == 1).count();
        let mut items = Vec::new();
        for row in self.rows {
            let is_row = row.cells.len() > 1
                && (full(&row) > 1 || several >= single)
                && row.cells.iter().all(|cell| cell.is_plain());
            if !is_row {
                items.extend(row.cells.into_iter().flat_map(|cell| cell.items));
                continue;
            }
            let is_head = row.cells.iter().all(|cell| cell.is_head);
            items.push(Item::Row(Row {
                is_head,
                cells: row
                    .cells
                    .into_iter()
                    .map(|cell| {
                        cell.items
                            .into_iter()
                            .filter_map(|item| match item {
                                Item::Block(block) => Some(block),
                                Item::Row(_) => None,
                            })
                            .collect()
                    })
                    .collect(),
            }));
        }
        items
    }
}

impl Cell {
    /// Whether there is no table in it.
    fn is_plain(&self) -> bool {
        self.items.iter().all(|item| matches!(item, Item::Block(_)))
    }
}
