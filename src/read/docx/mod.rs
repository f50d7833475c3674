//! Word documents (Office Open XML): what the parts of the package say, as a document of paragraphs and
//! tables.

mod body;
mod numbering;
pub(crate) mod package;
mod styles;
mod symbol;

use super::manuscript::{Document, Remark};
use super::package::{MAX_DOCUMENT, MAX_PART, Package};
use super::xml::Known;
use super::{Part, ReadError, Revisions, flow};
use body::{Body, Content};
use numbering::Numbering;
use package::Parts;
use styles::Styles;

/// The namespaces that matter. Each has an old name and one of the strict variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ns {
    Word,
    Math,
    /// Markup compatibility: what to show where a program does not know something newer.
    Choice,
    /// Content types and relationships.
    Package,
}

pub(crate) const KNOWN: &[Known<Ns>] = &[
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        Ns::Word,
    ),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", Ns::Word),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        Ns::Math,
    ),
    ("http://purl.oclc.org/ooxml/officeDocument/math", Ns::Math),
    (
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
        Ns::Choice,
    ),
    (
        "http://schemas.openxmlformats.org/package/2006/content-types",
        Ns::Package,
    ),
    (
        "http://schemas.openxmlformats.org/package/2006/relationships",
        Ns::Package,
    ),
];

/// Reads a document; with `keeps_sources`, words are kept with their places in the parts.
///
/// # Errors
///
/// When the bytes are no Word document, are damaged or protected, or go over a limit.
pub(super) fn read(
    bytes: &[u8],
    revisions: Revisions,
    keeps_sources: bool,
) -> Result<Document, ReadError> {
    let package = Package::open(bytes)?;
    let parts = Parts::find(&package)?;
    let part = |name: &Option<String>| match name {
        Some(name) => package.text(name, MAX_PART),
        None => Ok(None),
    };
    let styles = match part(&parts.styles)? {
        Some(text) => Styles::read(&text)?,
        None => Styles::default(),
    };
    let numbering = match part(&parts.numbering)? {
        Some(text) => Numbering::read(&text)?,
        None => Numbering::default(),
    };
    let read = |text: &str, name, kind: Part, notes| {
        let sources = keeps_sources.then_some(kind);
        Body::new(&styles, &numbering, revisions, sources, notes).read(name, text)
    };
    let mut notes = body::Notes::default();
    if let Some(text) = part(&parts.footnotes)? {
        let content = read(
            &text,
            "footnotes.xml",
            Part::Footnotes,
            body::Notes::default(),
        )?;
        notes.footnotes = content.notes_by_id();
    }
    if let Some(text) = part(&parts.endnotes)? {
        let content = read(
            &text,
            "endnotes.xml",
            Part::Endnotes,
            body::Notes::default(),
        )?;
        notes.endnotes = content.notes_by_id();
    }
    let remarks = match part(&parts.comments)? {
        Some(text) => remarks(read(
            &text,
            "comments.xml",
            Part::Document,
            body::Notes::default(),
        )?),
        None => Vec::new(),
    };
    let text = package.needed(&parts.document, MAX_DOCUMENT)?;
    let content = read(&text, "document.xml", Part::Document, notes)?;
    Ok(Document {
        items: content.items,
        remarks,
        notes: content.read_notes,
    })
}

fn remarks(content: Content) -> Vec<Remark> {
    content
        .notes
        .into_iter()
        .map(|note| Remark {
            id: note.id,
            author: note.author.filter(|author| !author.is_empty()),
            text: flow::words_of(&note.items),
        })
        .collect()
}
