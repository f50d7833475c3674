//! The words of a part: the document's own, its notes', its comments'. Elements are met one after the
//! other; what each means hangs on the ones around it, which are kept on a stack of our own.

use super::numbering::{Numbering, Reference};
use super::styles::{Look, Style, Styles, is_on};
use super::{KNOWN, Ns, symbol};
use crate::letter::BlockKind;
use crate::read::flow::{Flow, Item, Side};
use crate::read::package::damaged;
use crate::read::xml::{Element, Node, Xml};
use crate::read::{Part, ReadError, ReadNote, Revisions};
use crate::span::Span;
use rustc_hash::FxHashMap;

/// Footnotes and endnotes by their ids.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) footnotes: FxHashMap<String, Vec<Item>>,
    pub(super) endnotes: FxHashMap<String, Vec<Item>>,
}

/// A footnote, endnote or comment.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) id: String,
    pub(super) author: Option<String>,
    pub(super) items: Vec<Item>,
}

/// What a part holds.
#[derive(Debug)]
pub(super) struct Content {
    /// Paragraphs and tables of the document itself.
    pub(super) items: Vec<Item>,
    /// Footnotes, endnotes or comments.
    pub(super) notes: Vec<Note>,
    pub(super) read_notes: Vec<ReadNote>,
}

impl Content {
    pub(super) fn notes_by_id(self) -> FxHashMap<String, Vec<Item>> {
        self.notes
            .into_iter()
            .map(|note| (note.id, note.items))
            .collect()
    }
}

/// What an open element is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    /// Its content counts as if it were not there.
    Through,
    /// Nothing in it is shown.
    Hidden,
    Paragraph,
    ParagraphProperties,
    /// Properties of the sign at a paragraph's end.
    MarkProperties,
    Run,
    RunProperties,
    /// Words, which begin at this offset of the paragraph, and whether white space at their ends counts.
    Words {
        start: usize,
        keeps_space: bool,
    },
    Table,
    Row,
    RowProperties,
    Cell,
    CellProperties,
    /// Several ways to show the same, of which one is taken.
    Alternatives {
        is_taken: bool,
    },
    Note,
}

/// What is known of an open paragraph.
#[derive(Debug, Default)]
struct Properties {
    style: Style,
    outline: Option<u8>,
    numbering: Reference,
    joins_next: bool,
}

/// The kinds of change that a draft tracks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Insertion,
    Deletion,
}

impl Change {
    fn of(name: &str) -> Option<Change> {
        match name {
            "ins" | "moveTo" | "cellIns" => Some(Change::Insertion),
            "del" | "moveFrom" | "cellDel" => Some(Change::Deletion),
            _ => None,
        }
    }

    /// Whether what is so marked is there when changes are read in this way.
    fn stays(self, revisions: Revisions) -> bool {
        match revisions {
            Revisions::Accepted => self == Change::Insertion,
            Revisions::Original => self == Change::Deletion,
        }
    }
}

/// Elements in which there is nothing to read.
const SILENT: [&str; 19] = [
    "sdtPr",
    "sdtEndPr",
    "smartTagPr",
    "customXmlPr",
    "instrText",
    "delInstrText",
    "ffData",
    "tabs",
    "rt",
    "sectPr",
    "sectPrChange",
    "tblPr",
    "tblPrEx",
    "tblGrid",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "numberingChange",
    "background",
];

/// Reads one part.
pub(super) struct Body<'p> {
    styles: &'p Styles,
    numbering: &'p Numbering,
    revisions: Revisions,
    sources: Option<Part>,
    notes: Notes,
    flow: Flow,
    open: Vec<Open>,
    /// How many open elements hide what is in them.
    hidden: usize,
    /// How many paragraphs began so far, shown or not.
    paragraphs: u32,
    properties: Vec<Properties>,
    runs: Vec<Look>,
    /// For each open field whether its instruction is still going on, and how many of them are.
    fields: Vec<bool>,
    instructions: usize,
    /// Marks of remarks that stand between paragraphs.
    marks: Vec<(String, Side)>,
    has_body: bool,
    read: Vec<Note>,
    read_notes: Vec<ReadNote>,
}

impl<'p> Body<'p> {
    /// A reader of a part of a document with these styles and lists. `sources` says which part it is when
    /// words are to be kept with their places.
    pub(super) fn new(
        styles: &'p Styles,
        numbering: &'p Numbering,
        revisions: Revisions,
        sources: Option<Part>,
        notes: Notes,
    ) -> Self {
        Body {
            styles,
            numbering,
            revisions,
            sources,
            notes,
            flow: Flow::new(sources),
            open: Vec::new(),
            hidden: 0,
            paragraphs: 0,
            properties: Vec::new(),
            runs: Vec::new(),
            fields: Vec::new(),
            instructions: 0,
            marks: Vec::new(),
            has_body: false,
            read: Vec::new(),
            read_notes: Vec::new(),
        }
    }

    /// Reads the part of this name.
    ///
    /// # Errors
    ///
    /// When it is no sound XML, is none of Word's, or goes over a limit.
    pub(super) fn read(mut self, name: &'static str, text: &str) -> Result<Content, ReadError> {
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
        if !self.has_body {
            return Err(damaged(format!("{name} holds no text of Word's")));
        }
        Ok(Content {
            items: self.flow.finish(),
            notes: self.read,
            read_notes: self.read_notes,
        })
    }

    fn start(&mut self, element: &Element<'_, Ns>) -> Result<Open, ReadError> {
        let name = element.name();
        match element.namespace {
            Some(Ns::Word) => {}
            Some(Ns::Math) if name == "t" => return Ok(self.begin_words(true)),
            Some(Ns::Choice) => return Ok(self.alternative(name)),
            _ => return Ok(Open::Through),
        }
        if self.hidden > 0 {
            self.in_hidden(name, element);
            return Ok(Open::Through);
        }
        let parent = self.open.last().copied().unwrap_or(Open::Through);
        match parent {
            Open::ParagraphProperties => return Ok(self.paragraph_property(name, element)),
            Open::MarkProperties => {
                let change = Change::of(name);
                if let (Some(change), Some(properties)) = (change, self.properties.last_mut()) {
                    properties.joins_next |= !change.stays(self.revisions);
                }
                return Ok(Open::Hidden);
            }
            Open::RunProperties => return Ok(self.run_property(name, element)),
            Open::RowProperties => return Ok(self.row_property(name, element)),
            Open::CellProperties => return Ok(self.cell_property(name, element)),
            _ => {}
        }
        if let Some(change) = Change::of(name) {
            return Ok(if change.stays(self.revisions) {
                Open::Through
            } else {
                Open::Hidden
            });
        }
        if SILENT.contains(&name) {
            return Ok(Open::Hidden);
        }
        match name {
            "p" => self.begin_paragraph(),
            "pPr" => Ok(Open::ParagraphProperties),
            "r" => {
                let base = self
                    .properties
                    .last()
                    .map(|properties| properties.style.look);
                self.runs.push(base.unwrap_or_default());
                Ok(Open::Run)
            }
            "rPr" if parent == Open::Run => Ok(Open::RunProperties),
            "rPr" => Ok(Open::Hidden),
            "t" | "delText" => {
                Ok(self.begin_words(element.attribute("space").as_deref() == Some("preserve")))
            }
            "tbl" if self.flow.begin_table() => Ok(Open::Table),
            "tr" if self.flow.begin_row()? => Ok(Open::Row),
            "trPr" if parent == Open::Row => Ok(Open::RowProperties),
            "tc" if self.flow.begin_cell()? => Ok(Open::Cell),
            "tcPr" if parent == Open::Cell => Ok(Open::CellProperties),
            "body" | "footnotes" | "endnotes" | "comments" => {
                self.has_body = true;
                Ok(Open::Through)
            }
            "footnote" | "endnote" | "comment" => {
                self.flow = Flow::new(self.sources);
                self.read.push(Note {
                    id: element.attribute("id").unwrap_or_default().into_owned(),
                    author: element
                        .attribute("author")
                        .map(|author| author.into_owned()),
                    items: Vec::new(),
                });
                Ok(Open::Note)
            }
            _ => {
                self.single(name, element)?;
                Ok(Open::Through)
            }
        }
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else { return };
        match open {
            Open::Hidden => self.hidden -= 1,
            Open::Paragraph => self.end_paragraph(),
            Open::Run => {
                self.runs.pop();
            }
            Open::Words {
                start,
                keeps_space: false,
            } => {
                if let Some(paragraph) = self.flow.paragraph() {
                    paragraph.trim_end(start);
                }
            }
            Open::Table => self.flow.end_table(),
            Open::Row => self.flow.end_row(),
            Open::Cell => self.flow.end_cell(),
            Open::Note => {
                let flow = std::mem::replace(&mut self.flow, Flow::new(self.sources));
                if let Some(note) = self.read.last_mut() {
                    note.items = flow.finish();
                }
            }
            _ => {}
        }
    }

    /// What still counts inside something hidden: paragraphs, so that their numbers are those of the
    /// file, and the marks of remarks.
    fn in_hidden(&mut self, name: &str, element: &Element<'_, Ns>) {
        match name {
            "p" => self.paragraphs += 1,
            "commentRangeStart" | "commentRangeEnd" | "commentReference" => {
                self.mark(name, element);
            }
            _ => {}
        }
    }

    /// Of several ways to show the same, the first is taken.
    fn alternative(&mut self, name: &str) -> Open {
        if name == "AlternateContent" {
            return Open::Alternatives { is_taken: false };
        }
        match self.open.last_mut() {
            Some(Open::Alternatives { is_taken }) => {
                if std::mem::replace(is_taken, true) {
                    Open::Hidden
                } else {
                    Open::Through
                }
            }
            _ => Open::Through,
        }
    }

    fn begin_paragraph(&mut self) -> Result<Open, ReadError> {
        self.paragraphs += 1;
        if !self.flow.begin_paragraph(self.paragraphs)? {
            return Ok(Open::Through);
        }
        if let Some(paragraph) = self.flow.paragraph() {
            for (remark, side) in self.marks.drain(..) {
                paragraph.mark(&remark, side);
            }
        }
        self.properties.push(Properties::default());
        Ok(Open::Paragraph)
    }

    fn end_paragraph(&mut self) {
        let properties = self.properties.pop().unwrap_or_default();
        let kind = self.kind(&properties);
        if let Some(paragraph) = self.flow.paragraph() {
            paragraph.kind = kind;
            paragraph.joins_next = properties.joins_next;
        }
        self.flow.end_paragraph();
        // The instruction of a field that nothing ends must not swallow the rest of the document.
        if self.instructions > 0 {
            self.fields.clear();
            self.instructions = 0;
        }
    }

    fn kind(&self, properties: &Properties) -> BlockKind {
        let style = properties.style;
        let own = properties.outline.map(|level| (level < 9).then_some(level));
        let by_style = || style.outline.filter(|level| *level < 9);
        if let Some(level) = own.unwrap_or_else(by_style) {
            return BlockKind::Heading(level + 1);
        }
        if let Some(kind @ (BlockKind::Heading(_) | BlockKind::Quote)) = style.kind {
            return kind;
        }
        let numbering = properties.numbering.or(style.numbering);
        if self.numbering.shows(numbering)
            || numbering.is_silent() && style.kind == Some(BlockKind::ListItem)
        {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        }
    }

    fn paragraph_property(&mut self, name: &str, element: &Element<'_, Ns>) -> Open {
        let Some(properties) = self.properties.last_mut() else {
            return Open::Hidden;
        };
        match name {
            "pStyle" => {
                let id = element.attribute("val").unwrap_or_default();
                properties.style = self.styles.get(&id);
            }
            "outlineLvl" => properties.outline = element.number("val"),
            "numId" | "ilvl" => properties.numbering.take(element),
            "numPr" | "pPr" => return Open::ParagraphProperties,
            "rPr" => return Open::MarkProperties,
            "pPrChange" if self.revisions == Revisions::Original => {
                let joins_next = properties.joins_next;
                *properties = Properties {
                    joins_next,
                    ..Properties::default()
                };
                return Open::ParagraphProperties;
            }
            _ => {}
        }
        Open::Hidden
    }

    fn run_property(&mut self, name: &str, element: &Element<'_, Ns>) -> Open {
        let base = self
            .properties
            .last()
            .map(|properties| properties.style.look);
        let Some(run) = self.runs.last_mut() else {
            return Open::Hidden;
        };
        match name {
            "rStyle" => {
                let id = element.attribute("val").unwrap_or_default();
                *run = self.styles.get(&id).look.or(*run);
            }
            "rPr" => return Open::RunProperties,
            "rPrChange" if self.revisions == Revisions::Original => {
                *run = base.unwrap_or_default();
                return Open::RunProperties;
            }
            _ => run.take(element),
        }
        Open::Hidden
    }

    fn row_property(&mut self, name: &str, element: &Element<'_, Ns>) -> Open {
        if let Some(row) = self.flow.row() {
            match name {
                "tblHeader" => row.is_header = is_on(element),
                "gridBefore" => row.skip_columns(element.number("val").unwrap_or_default()),
                _ => {
                    let change = Change::of(name);
                    row.is_gone |= change.is_some_and(|change| !change.stays(self.revisions));
                }
            }
        }
        Open::Hidden
    }

    fn cell_property(&mut self, name: &str, element: &Element<'_, Ns>) -> Open {
        if let Some(cell) = self.flow.cell() {
            match name {
                "gridSpan" => cell.columns = element.number("val").unwrap_or(1),
                "vMerge" => cell.goes_on = element.attribute("val").as_deref() != Some("restart"),
                _ => {
                    let change = Change::of(name);
                    cell.is_gone |= change.is_some_and(|change| !change.stays(self.revisions));
                }
            }
        }
        Open::Hidden
    }

    /// Elements without content.
    fn single(&mut self, name: &str, element: &Element<'_, Ns>) -> Result<(), ReadError> {
        let place = element.place;
        match name {
            "tab" | "ptab" => self.push("\t", place)?,
            "br" | "cr" => self.push("\n", place)?,
            "noBreakHyphen" => self.push("-", place)?,
            "sym" => {
                let font = element.attribute("font").unwrap_or_default();
                let code = element.attribute("char").unwrap_or_default();
                if let Some(character) = symbol::character(&font, &code) {
                    self.push(character.encode_utf8(&mut [0; 4]), place)?;
                }
            }
            "fldChar" => self.field(element.attribute("fldCharType").as_deref()),
            "footnoteReference" | "endnoteReference" => {
                let notes = if name == "footnoteReference" {
                    &mut self.notes.footnotes
                } else {
                    &mut self.notes.endnotes
                };
                let id = element.attribute("id").unwrap_or_default();
                if let Some(note) = notes.remove(&*id) {
                    self.flow.hang(note);
                }
            }
            "commentRangeStart" | "commentRangeEnd" | "commentReference" => {
                self.mark(name, element);
            }
            "altChunk" | "subDoc" if !self.read_notes.contains(&ReadNote::EmbeddedDocument) => {
                self.read_notes.push(ReadNote::EmbeddedDocument);
            }
            _ => {}
        }
        Ok(())
    }

    fn mark(&mut self, name: &str, element: &Element<'_, Ns>) {
        let side = match name {
            "commentRangeStart" => Side::Start,
            "commentRangeEnd" => Side::End,
            _ => Side::Place,
        };
        let Some(id) = element.attribute("id") else {
            return;
        };
        match self.flow.paragraph() {
            Some(paragraph) => paragraph.mark(&id, side),
            None => self.marks.push((id.into_owned(), side)),
        }
    }

    /// A field is an instruction and then its result; the result is what a reader sees.
    fn field(&mut self, sign: Option<&str>) {
        match sign {
            Some("begin") => {
                self.fields.push(true);
                self.instructions += 1;
            }
            Some("separate") => {
                if let Some(last) = self.fields.last_mut() {
                    self.instructions -= usize::from(std::mem::take(last));
                }
            }
            Some("end") => {
                let was_instruction = self.fields.pop().unwrap_or_default();
                self.instructions -= usize::from(was_instruction);
            }
            _ => {}
        }
    }

    fn begin_words(&mut self, keeps_space: bool) -> Open {
        let start = self
            .flow
            .paragraph()
            .map_or(0, |paragraph| paragraph.text.len());
        Open::Words { start, keeps_space }
    }

    fn words(&mut self, words: &str, mut place: Span) -> Result<(), ReadError> {
        let Some(Open::Words { start, keeps_space }) = self.open.last().copied() else {
            return Ok(());
        };
        if self.hidden > 0 {
            return Ok(());
        }
        let is_first = self
            .flow
            .paragraph()
            .is_some_and(|paragraph| paragraph.text.len() == start);
        let mut shown = words;
        if !keeps_space && is_first {
            shown = words.trim_start();
            if place.len() == words.len() {
                place.start += (words.len() - shown.len()) as u32;
            }
        }
        // Line ends inside an element with words are white space and no more.
        if shown.contains(['\n', '\r']) {
            return self.push(&shown.replace(['\n', '\r'], " "), place);
        }
        self.push(shown, place)
    }

    fn push(&mut self, words: &str, place: Span) -> Result<(), ReadError> {
        let look = self.runs.last().copied().unwrap_or_default();
        let properties = self.properties.last();
        let is_hidden = look.hidden == Some(true)
            || self.instructions > 0
            || look.struck == Some(true) && self.revisions == Revisions::Accepted
            || properties.is_some_and(|properties| properties.style.is_contents);
        if is_hidden {
            return Ok(());
        }
        self.flow.push(words, Some(place), look.bold == Some(true))
    }
}
