//! The structure tree of a tagged file: which letters belong to which paragraph, item and cell. It is
//! the best witness there is, as long as it speaks of nearly all the letters.

use super::block::{Block, Item, Kind, Row};
use super::content::{Mark, Piece, Shown};
use super::file::File;
use super::line::{LINE_BYTES, Line, lines};
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
    /// The sign of an item.
    Label,
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

/// The letters of each piece of content, by page and mark.
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
        met: FxHashSet::default(),
        heard: 0,
        builder: Builder::default(),
    };
    reader.walk(root);
    let heard = reader.heard;
    let Reader {
        builder, contents, ..
    } = reader;
    (letters > 0 && heard * 100 >= letters * ENOUGH).then(|| builder.finish(file, &contents, shown))
}

struct Reader<'r, 's, 'a> {
    file: &'r File<'a>,
    shown: &'s [Shown],
    contents: Contents<'s>,
    pages: FxHashMap<Id, usize>,
    roles: Option<&'r Dict>,
    /// Contents that the tree led to.
    met: FxHashSet<(usize, Mark)>,
    /// Letters of theirs.
    heard: usize,
    builder: Builder,
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
                    self.builder.leave(role);
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
                    self.builder.enter(role);
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
        let Some(pieces) = self.contents.get(&(page, mark)) else {
            return;
        };
        if !self.met.insert((page, mark)) {
            return;
        }
        self.heard += pieces
            .iter()
            .filter(|piece| !self.shown[page].characters(piece).trim().is_empty())
            .count();
        self.builder.content(page, mark);
    }

    /// Counts the letters right under an element that is left out on purpose as heard.
    fn pass_over(&mut self, dict: &Dict, page: Option<usize>) {
        for kid in kids(&self.file.get(dict, "K")) {
            if let (Some(id), Some(page)) = (kid.count(), page)
                && let Some(pieces) = self.contents.get(&(page, Mark::Content(0, id as u32)))
                && self.met.insert((page, Mark::Content(0, id as u32)))
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
            let mapped = self.roles.and_then(|roles| roles.raw_bytes(&name)?.name());
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
    steps.extend(
        kids(value)
            .into_iter()
            .rev()
            .map(|value| Step::Enter { value, page, depth }),
    );
}

fn standard_role(name: &[u8]) -> Option<Role> {
    Some(match name {
        b"Document" | b"DocumentFragment" | b"Part" | b"Art" | b"Sect" | b"Div" | b"NonStruct"
        | b"Private" | b"L" | b"Index" | b"THead" | b"TBody" | b"TFoot" | b"Aside" => Role::Group,
        b"P" | b"Caption" | b"Note" | b"FENote" | b"TOCI" | b"BibEntry" => Role::Paragraph,
        b"Title" | b"H" | b"H1" => Role::Heading(1),
        b"H2" => Role::Heading(2),
        b"H3" => Role::Heading(3),
        b"H4" => Role::Heading(4),
        b"H5" => Role::Heading(5),
        b"H6" => Role::Heading(6),
        b"LI" => Role::ListItem,
        b"Lbl" => Role::Label,
        b"BlockQuote" => Role::Quote,
        b"Table" => Role::Table,
        b"TR" => Role::Row,
        b"TD" => Role::Cell { is_head: false },
        b"TH" => Role::Cell { is_head: true },
        b"Artifact" | b"TOC" => Role::Hidden,
        b"Span" | b"Link" | b"Reference" | b"Quote" | b"Em" | b"Strong" | b"Sub" | b"LBody"
        | b"Code" | b"Annot" | b"Figure" | b"Formula" | b"Form" | b"Ruby" | b"Warichu" => {
            Role::Inline
        }
        _ => return None,
    })
}

/// Makes blocks of the tree's elements as they open and close.
#[derive(Default)]
struct Builder {
    blocks: Vec<Raw>,
    /// The block that contents go to.
    open: Option<usize>,
    /// The elements around that hold paragraphs and say what they are.
    around: Vec<Role>,
    /// How many labels are open.
    labels: usize,
    tables: Vec<Vec<RawRow>>,
    nodes: Vec<Node>,
}

/// A block, and the contents that the tree gives it.
struct Raw {
    kind: Kind,
    contents: Vec<Content>,
}

/// A piece of content and whether it stands in a label.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Content {
    /// Page, from 0, and mark.
    place: (usize, Mark),
    in_label: bool,
}

/// What the tree holds: blocks by number, and tables.
enum Node {
    Block(usize),
    Table(Vec<RawRow>),
}

#[derive(Default)]
struct RawRow {
    cells: Vec<RawCell>,
}

struct RawCell {
    is_head: bool,
    nodes: Vec<Node>,
}

impl Builder {
    fn enter(&mut self, role: Role) {
        match role {
            Role::Hidden | Role::Inline => return,
            Role::Label => {
                self.labels += 1;
                return;
            }
            // A paragraph in an item goes on with it.
            Role::Paragraph if self.in_item() => {}
            Role::Group => self.open = None,
            Role::Paragraph | Role::Heading(_) | Role::ListItem | Role::Quote => {
                self.begin(match role {
                    Role::Heading(level) => Kind::Heading(level),
                    Role::ListItem => Kind::ListItem,
                    Role::Quote => Kind::Quote,
                    _ if self.around.contains(&Role::Quote) => Kind::Quote,
                    _ => Kind::Paragraph,
                });
            }
            Role::Table => {
                self.open = None;
                self.tables.push(Vec::new());
            }
            Role::Row => {
                self.open = None;
                if let Some(table) = self.tables.last_mut() {
                    table.push(RawRow::default());
                }
            }
            Role::Cell { is_head } => {
                self.open = None;
                if let Some(row) = self.tables.last_mut().and_then(|table| table.last_mut()) {
                    row.cells.push(RawCell {
                        is_head,
                        nodes: Vec::new(),
                    });
                }
            }
        }
        self.around.push(role);
    }

    fn leave(&mut self, role: Role) {
        match role {
            Role::Hidden | Role::Inline => return,
            Role::Label => {
                self.labels = self.labels.saturating_sub(1);
                return;
            }
            _ => {}
        }
        self.around.pop();
        if role != Role::Paragraph || !self.in_item() {
            self.open = None;
        }
        if role == Role::Table
            && let Some(table) = self.tables.pop()
        {
            self.push(Node::Table(table));
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

    fn begin(&mut self, kind: Kind) {
        self.open = Some(self.blocks.len());
        self.push(Node::Block(self.blocks.len()));
        self.blocks.push(Raw {
            kind,
            contents: Vec::new(),
        });
    }

    fn content(&mut self, page: usize, mark: Mark) {
        if self.open.is_none() {
            self.begin(if self.in_item() {
                Kind::ListItem
            } else {
                Kind::Paragraph
            });
        }
        if let Some(block) = self.open.and_then(|open| self.blocks.get_mut(open)) {
            block.contents.push(Content {
                place: (page, mark),
                in_label: self.labels > 0,
            });
        }
    }

    fn push(&mut self, node: Node) {
        let cell = self
            .tables
            .last_mut()
            .and_then(|table| table.last_mut()?.cells.last_mut());
        match cell {
            Some(cell) => cell.nodes.push(node),
            None => self.nodes.push(node),
        }
    }

    /// Gives words that the tree has in a label to the block that they stand in. Word labels some
    /// items with words from the middle of other ones: they were drawn between two pieces of content
    /// that are no neighbours of the label's own item.
    fn put_labels_right(&mut self, pieces: &Contents<'_>, shown: &[Shown]) {
        let mut owners: FxHashMap<(usize, Mark), usize> = FxHashMap::default();
        let mut labels: FxHashSet<(usize, Mark)> = FxHashSet::default();
        for (block, raw) in self.blocks.iter().enumerate() {
            for content in &raw.contents {
                owners.insert(content.place, block);
                if content.in_label {
                    labels.insert(content.place);
                }
            }
        }
        let mut moved: FxHashMap<(usize, Mark), usize> = FxHashMap::default();
        for (page, shown) in shown.iter().enumerate() {
            let drawn = drawn(shown);
            for (at, mark) in drawn.iter().enumerate() {
                let place = (page, *mark);
                if !labels.contains(&place) {
                    continue;
                }
                let owner = |at: Option<usize>| {
                    let mark = drawn.get(at?)?;
                    owners.get(&(page, *mark)).copied()
                };
                let (before, own, after) = (
                    owner(at.checked_sub(1)),
                    owner(Some(at)),
                    owner(Some(at + 1)),
                );
                let Some(new) = before else { continue };
                let is_at_home = before == own || after == own;
                if is_at_home || after != before && is_sign(&words_of(shown, pieces, place)) {
                    continue;
                }
                owners.insert(place, new);
                moved.insert(place, new);
            }
        }
        if moved.is_empty() {
            return;
        }
        for raw in &mut self.blocks {
            raw.contents
                .retain(|content| !moved.contains_key(&content.place));
        }
        for (place, block) in moved {
            self.blocks[block].contents.push(Content {
                place,
                in_label: false,
            });
        }
    }

    fn finish(mut self, file: &File<'_>, pieces: &Contents<'_>, shown: &[Shown]) -> Vec<Item> {
        self.put_labels_right(pieces, shown);
        let mut blocks: Vec<Block> = Vec::new();
        for raw in &mut self.blocks {
            raw.contents.retain(|content| {
                let page = &shown[content.place.0];
                !content.in_label || !is_sign(&words_of(page, pieces, content.place))
            });
            let lines = block_lines(&mut raw.contents, pieces, shown);
            file.keep(lines.len() * LINE_BYTES);
            if file.is_over() {
                return Vec::new();
            }
            blocks.push(Block {
                kind: raw.kind,
                lines,
            });
        }
        items_of(self.nodes, &mut blocks)
    }
}

/// The words drawn under a mark.
fn words_of(shown: &Shown, pieces: &Contents<'_>, place: (usize, Mark)) -> String {
    let pieces = pieces.get(&place).into_iter().flatten();
    pieces.map(|piece| shown.characters(piece)).collect()
}

/// Whether words are what an item may be labelled with: a sign, a number, a letter with a bracket.
fn is_sign(words: &str) -> bool {
    let words = words.trim();
    words.ends_with(['.', ')']) && words.len() <= 6 || !words.contains(char::is_alphanumeric)
}

/// The marks of a page's letters in the order in which they were drawn.
fn drawn(shown: &Shown) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for piece in &shown.pieces {
        let is_content = matches!(piece.mark, Mark::Content(..));
        if is_content
            && marks.last() != Some(&piece.mark)
            && !shown.characters(piece).trim().is_empty()
        {
            marks.push(piece.mark);
        }
    }
    marks
}

/// The lines of a block, page after page.
fn block_lines(contents: &mut [Content], pieces: &Contents<'_>, shown: &[Shown]) -> Vec<Line> {
    contents.sort_by_key(|content| content.place.0);
    let mut out = Vec::new();
    for on_page in contents.chunk_by(|one, other| one.place.0 == other.place.0) {
        let page = on_page[0].place.0;
        let letters: Vec<&Piece> = on_page
            .iter()
            .filter_map(|content| pieces.get(&content.place))
            .flatten()
            .copied()
            .collect();
        out.extend(lines(&shown[page], page, &letters));
    }
    out
}

/// Blocks and rows in reading order; the blocks are taken out of `blocks`. Tables stand in one another
/// no deeper than elements may.
fn items_of(nodes: Vec<Node>, blocks: &mut [Block]) -> Vec<Item> {
    let mut items = Vec::new();
    for node in nodes {
        match node {
            Node::Block(at) => {
                let block = Block {
                    kind: blocks[at].kind,
                    lines: std::mem::take(&mut blocks[at].lines),
                };
                if !block.lines.is_empty() {
                    items.push(Item::Block(block));
                }
            }
            Node::Table(rows) => items.extend(table(rows, blocks)),
        }
    }
    items
}

/// Rows as they are, or what stands in them where the table does no more than lay out the page.
fn table(rows: Vec<RawRow>, blocks: &mut [Block]) -> Vec<Item> {
    let rows: Vec<Vec<(bool, Vec<Item>)>> = rows
        .into_iter()
        .map(|row| {
            row.cells
                .into_iter()
                .map(|cell| (cell.is_head, items_of(cell.nodes, blocks)))
                .collect()
        })
        .collect();
    let full =
        |row: &Vec<(bool, Vec<Item>)>| row.iter().filter(|(_, items)| !items.is_empty()).count();
    let several = rows.iter().filter(|row| full(row) > 1).count();
    let single = rows.iter().filter(|row| full(row) == 1).count();
    let mut items = Vec::new();
    for row in rows {
        let is_plain = |item: &Item| matches!(item, Item::Block(_));
        let is_row = row.len() > 1
            && (full(&row) > 1 || several >= single)
            && row.iter().all(|(_, items)| items.iter().all(is_plain));
        if !is_row {
            items.extend(row.into_iter().flat_map(|(_, items)| items));
            continue;
        }
        let is_head = row.iter().all(|(is_head, _)| *is_head);
        let cells = row.into_iter().map(|(_, items)| {
            items
                .into_iter()
                .filter_map(|item| match item {
                    Item::Block(block) => Some(block),
                    Item::Row(_) => None,
                })
                .collect()
        });
        items.push(Item::Row(Row {
            is_head,
            cells: cells.collect(),
        }));
    }
    items
}
