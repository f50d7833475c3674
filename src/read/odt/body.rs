//! The words of an `OpenDocument` text. Elements are met one after the other; what each means hangs on
//! the ones around it, which are kept on a stack of our own.

use super::styles::{Family, Style, Styles};
use super::{KNOWN, Ns};
use crate::letter::BlockKind;
use crate::read::flow::{Flow, Item, Side, words_of};
use crate::read::manuscript::{Document, Remark};
use crate::read::package::damaged;
use crate::read::xml::{Element, Node, Xml};
use crate::read::{Part, ReadError, Revisions};
use crate::span::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// The most spaces that one element may stand for.
const MAX_SPACES: usize = 256;

/// What an open element is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    /// Its content counts as if it were not there.
    Through,
    /// Nothing in it is shown.
    Hidden,
    /// The document's words, as against what is known about them.
    Words,
    Paragraph,
    /// Words with a look of their own.
    Run,
    List,
    Item,
    Table,
    TableHead,
    Row,
    Cell,
    /// A remark on words.
    Remark,
    /// Who made the remark.
    Author,
    /// One change that is tracked.
    Change,
    /// What was deleted in it.
    Deletion,
}

/// What is true of a run of words.
#[derive(Clone, Copy, Debug, Default)]
struct Look {
    bold: bool,
    hidden: bool,
    struck: bool,
}

impl Look {
    fn of(style: &Style, around: Look) -> Look {
        Look {
            bold: style.bold.unwrap_or(around.bold),
            hidden: style.hidden.unwrap_or(around.hidden),
            struck: style.struck.unwrap_or(around.struck),
        }
    }
}

/// An open list.
#[derive(Debug)]
struct List {
    style: Option<String>,
    /// Whether an item began and has no paragraph yet.
    is_due: bool,
}

/// Elements in which there is nothing to read.
const SILENT: [&str; 24] = [
    "annotation-group",
    "binary-data",
    "bookmark-ref-decls",
    "change-info",
    "date-string",
    "dde-connection-decls",
    "event-listeners",
    "forms",
    "illustration-index",
    "index-title-template",
    "note-citation",
    "object-index",
    "ruby-text",
    "script",
    "scripts",
    "sequence-decls",
    "table-index",
    "table-of-content",
    "alphabetical-index",
    "alphabetical-index-auto-mark-file",
    "user-field-decls",
    "user-index",
    "variable-decls",
    "shapes",
];

/// Reads the content of a document.
pub(super) struct Body<'p> {
    styles: &'p Styles,
    revisions: Revisions,
    sources: Option<Part>,
    flow: Flow,
    /// The document while a remark or a deleted passage in it is read.
    outer: Vec<Flow>,
    open: Vec<Open>,
    /// How many open elements hide what is in them.
    hidden: usize,
    paragraphs: u32,
    looks: Vec<Look>,
    lists: Vec<List>,
    /// How many of the columns that the last cell takes up are still to come.
    covered: usize,
    has_words: bool,
    remarks: Vec<Remark>,
    /// The tracked change that is read.
    change: String,
    insertions: FxHashSet<String>,
    deletions: FxHashMap<String, Vec<Item>>,
    /// Insertions around that are not to be there.
    inserting: usize,
}

impl<'p> Body<'p> {
    /// A reader of a document with these styles. `sources` says which part it is when words are to be
    /// kept with their places.
    pub(super) fn new(styles: &'p Styles, revisions: Revisions, sources: Option<Part>) -> Self {
        Body {
            styles,
            revisions,
            sources,
            flow: Flow::new(sources),
            outer: Vec::new(),
            open: Vec::new(),
            hidden: 0,
            paragraphs: 0,
            looks: Vec::new(),
            lists: Vec::new(),
            covered: 0,
            has_words: false,
            remarks: Vec::new(),
            change: String::new(),
            insertions: FxHashSet::default(),
            deletions: FxHashMap::default(),
            inserting: 0,
        }
    }

    /// Reads the part of this name.
    ///
    /// # Errors
    ///
    /// When it is no sound XML, has no text, or goes over a limit.
    pub(super) fn read(mut self, name: &'static str, text: &str) -> Result<Document, ReadError> {
        let mut xml = Xml::new(name, text, KNOWN);
        loop {
            match xml.next()? {
                Node::Start(element) => {
                    let open = self.start(&element)?;
                    self.hidden += usize::from(open == Open::Hidden);
                    self.open.push(open);
                }
                Node::End => self.end(),
                Node::Text(words, place) => self.words(&words, place)?,
                Node::Over => break,
            }
        }
        if !self.has_words {
            return Err(damaged(format!("{name} holds no text")));
        }
        Ok(Document {
            items: self.flow.finish(),
            remarks: self.remarks,
            notes: Vec::new(),
        })
    }

    fn start(&mut self, element: &Element<'_, Ns>) -> Result<Open, ReadError> {
        let name = element.name();
        if element.namespace == Some(Ns::Office) && name == "text" {
            self.has_words = true;
            return Ok(Open::Words);
        }
        if !self.has_words {
            return Ok(Open::Through);
        }
        if self.hidden > 0 {
            let is_paragraph = element.namespace == Some(Ns::Text) && matches!(name, "p" | "h");
            self.paragraphs += u32::from(is_paragraph);
            return Ok(Open::Through);
        }
        if SILENT.contains(&name) {
            return Ok(Open::Hidden);
        }
        match element.namespace {
            Some(Ns::Text) => self.text(name, element),
            Some(Ns::Table) => self.table(name, element),
            Some(Ns::Office) => Ok(self.office(name, element)),
            Some(Ns::Author) if self.open.last() == Some(&Open::Remark) && name == "creator" => {
                Ok(Open::Author)
            }
            Some(Ns::Author) => Ok(Open::Hidden),
            // Drawings name and describe themselves for those who do not see them.
            None if matches!(name, "title" | "desc") => Ok(Open::Hidden),
            _ => Ok(Open::Through),
        }
    }

    fn text(&mut self, name: &str, element: &Element<'_, Ns>) -> Result<Open, ReadError> {
        let place = element.place;
        match name {
            "p" | "h" => return self.begin_paragraph(name == "h", element),
            "span" => {
                let name = element.attribute("style-name").unwrap_or_default();
                let style = self.styles.get(Family::Words, &name);
                self.looks.push(Look::of(&style, self.look()));
                return Ok(Open::Run);
            }
            "list" | "numbered-paragraph" => {
                let own = element
                    .attribute("style-name")
                    .map(|name| name.into_owned());
                let around = || self.lists.last().and_then(|list| list.style.clone());
                let style = own.or_else(around);
                self.lists.push(List {
                    style,
                    is_due: name == "numbered-paragraph",
                });
                return Ok(Open::List);
            }
            "list-item" => {
                if let Some(list) = self.lists.last_mut() {
                    list.is_due = true;
                }
                return Ok(Open::Item);
            }
            "section" if element.attribute("display").as_deref() == Some("none") => {
                return Ok(Open::Hidden);
            }
            "tracked-changes" if self.revisions == Revisions::Accepted => {
                return Ok(Open::Hidden);
            }
            "changed-region" => {
                self.change = element.attribute("id").unwrap_or_default().into_owned();
                return Ok(Open::Change);
            }
            "insertion" if self.open.last() == Some(&Open::Change) => {
                self.insertions.insert(self.change.clone());
            }
            "deletion" if self.open.last() == Some(&Open::Change) => {
                self.step_aside();
                return Ok(Open::Deletion);
            }
            "change-start" if self.is_insertion(element) => self.inserting += 1,
            "change-end" if self.is_insertion(element) => {
                self.inserting = self.inserting.saturating_sub(1);
            }
            "change" => self.restore(element)?,
            "s" => {
                let count = element.number::<usize>("c").unwrap_or(1).min(MAX_SPACES);
                self.push(&" ".repeat(count), place)?;
            }
            "tab" => self.push("\t", place)?,
            "line-break" => self.push("\n", place)?,
            _ => {}
        }
        Ok(Open::Through)
    }

    fn table(&mut self, name: &str, element: &Element<'_, Ns>) -> Result<Open, ReadError> {
        Ok(match name {
            "table" if self.flow.begin_table() => Open::Table,
            "table-header-rows" => Open::TableHead,
            "table-row" if self.flow.begin_row()? => {
                let is_header = self.open.last() == Some(&Open::TableHead);
                if let Some(row) = self.flow.row() {
                    row.is_header = is_header;
                }
                self.covered = 0;
                Open::Row
            }
            "table-cell" if self.flow.begin_cell()? => {
                let columns = element.number("number-columns-spanned").unwrap_or(1);
                if let Some(cell) = self.flow.cell() {
                    cell.columns = columns;
                }
                self.covered = columns.saturating_sub(1);
                Open::Cell
            }
            "covered-table-cell" if self.covered > 0 => {
                let repeated = element.number("number-columns-repeated").unwrap_or(1);
                self.covered = self.covered.saturating_sub(repeated);
                Open::Hidden
            }
            "covered-table-cell" if self.flow.begin_cell()? => {
                if let Some(cell) = self.flow.cell() {
                    cell.goes_on = true;
                }
                Open::Cell
            }
            _ => Open::Through,
        })
    }

    fn office(&mut self, name: &str, element: &Element<'_, Ns>) -> Open {
        match name {
            "annotation" => {
                let id = element
                    .attribute("name")
                    .map_or_else(|| format!("#{}", self.remarks.len()), |id| id.into_owned());
                if let Some(paragraph) = self.flow.paragraph() {
                    paragraph.mark(&id, Side::Start);
                }
                self.remarks.push(Remark {
                    id,
                    author: None,
                    text: String::new(),
                });
                self.step_aside();
                Open::Remark
            }
            "annotation-end" => {
                if let (Some(paragraph), Some(id)) =
                    (self.flow.paragraph(), element.attribute("name"))
                {
                    paragraph.mark(&id, Side::End);
                }
                Open::Through
            }
            _ => Open::Through,
        }
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else { return };
        match open {
            Open::Hidden => self.hidden -= 1,
            Open::Paragraph => {
                self.looks.pop();
                // The end of a paragraph inside an insertion is itself inserted.
                let joins_next = self.inserting > 0;
                if let Some(paragraph) = self.flow.paragraph() {
                    paragraph.joins_next = joins_next;
                }
                self.flow.end_paragraph();
            }
            Open::Run => {
                self.looks.pop();
            }
            Open::List => {
                self.lists.pop();
            }
            Open::Item => {
                if let Some(list) = self.lists.last_mut() {
                    list.is_due = false;
                }
            }
            Open::Table => self.flow.end_table(),
            Open::Row => self.flow.end_row(),
            Open::Cell => self.flow.end_cell(),
            Open::Remark => {
                let items = self.step_back();
                if let Some(remark) = self.remarks.last_mut() {
                    remark.text = words_of(&items);
                }
            }
            Open::Deletion => {
                let items = self.step_back();
                self.deletions.insert(self.change.clone(), items);
            }
            Open::Through | Open::Words | Open::TableHead | Open::Author | Open::Change => {}
        }
    }

    fn begin_paragraph(
        &mut self,
        is_heading: bool,
        element: &Element<'_, Ns>,
    ) -> Result<Open, ReadError> {
        let is_aside = !self.outer.is_empty();
        self.paragraphs += u32::from(!is_aside);
        if !self.flow.begin_paragraph(self.paragraphs)? {
            return Ok(Open::Through);
        }
        let name = element.attribute("style-name").unwrap_or_default();
        let style = self.styles.get(Family::Paragraph, &name);
        self.looks.push(Look::of(&style, Look::default()));
        let is_item = self
            .lists
            .last_mut()
            .is_some_and(|list| std::mem::take(&mut list.is_due));
        let kind = if is_heading {
            BlockKind::Heading(element.number("outline-level").unwrap_or(1).clamp(1, 10))
        } else if let Some(level) = style.outline.filter(|level| *level > 0) {
            BlockKind::Heading(level.min(10))
        } else if let Some(kind) = style.kind {
            kind
        } else if is_item && self.shows_item(&style) {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        };
        if let Some(paragraph) = self.flow.paragraph() {
            paragraph.kind = kind;
        }
        Ok(Open::Paragraph)
    }

    fn shows_item(&self, style: &Style) -> bool {
        let level = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        let list = self.lists.last().and_then(|list| list.style.as_deref());
        self.styles.shows(list.or(style.list.as_deref()), level)
    }

    fn is_insertion(&self, element: &Element<'_, Ns>) -> bool {
        element
            .attribute("change-id")
            .is_some_and(|id| self.insertions.contains(&*id))
    }

    /// Puts back what a deletion took away here; its paragraphs are parted by empty lines.
    fn restore(&mut self, element: &Element<'_, Ns>) -> Result<(), ReadError> {
        let id = element.attribute("change-id").unwrap_or_default();
        let Some(items) = self.deletions.remove(&*id) else {
            return Ok(());
        };
        let mut is_first = true;
        for item in items {
            let Item::Paragraph(paragraph) = item else {
                if let Some(paragraph) = self.flow.paragraph() {
                    paragraph.after.push(item);
                }
                continue;
            };
            if !is_first {
                self.flow.push("\n\n", None, false)?;
            }
            is_first = false;
            self.flow.push(&paragraph.text, None, paragraph.is_bold)?;
        }
        Ok(())
    }

    /// Begins to read what is not for this place of the document.
    fn step_aside(&mut self) {
        let flow = std::mem::replace(&mut self.flow, Flow::new(None));
        self.outer.push(flow);
    }

    /// Ends that, and gives what was read.
    fn step_back(&mut self) -> Vec<Item> {
        let outer = self.outer.pop().unwrap_or_else(|| Flow::new(self.sources));
        std::mem::replace(&mut self.flow, outer).finish()
    }

    fn look(&self) -> Look {
        self.looks.last().copied().unwrap_or_default()
    }

    fn words(&mut self, words: &str, place: Span) -> Result<(), ReadError> {
        if self.hidden > 0 {
            return Ok(());
        }
        if self.open.last() == Some(&Open::Author) {
            if let Some(remark) = self.remarks.last_mut() {
                remark.author = Some(words.trim().to_owned()).filter(|author| !author.is_empty());
            }
            return Ok(());
        }
        // Line ends in the file are white space and no more.
        if words.contains(['\n', '\r', '\t']) {
            return self.push(&words.replace(['\n', '\r', '\t'], " "), place);
        }
        self.push(words, place)
    }

    fn push(&mut self, words: &str, place: Span) -> Result<(), ReadError> {
        let look = self.look();
        let is_gone = look.struck && self.revisions == Revisions::Accepted;
        if look.hidden || is_gone || self.inserting > 0 {
            return Ok(());
        }
        self.flow.push(words, Some(place), look.bold)
    }
}
