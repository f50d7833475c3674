//! `OpenDocument` texts, as `LibreOffice` and others write them.

mod body;
mod styles;

use super::manuscript::Document;
use super::package::{MAX_DOCUMENT, MAX_PART, Package, damaged};
use super::xml::Known;
use super::{Part, ReadError, Revisions, binary};
use body::Body;
use styles::Styles;

/// The namespaces that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ns {
    Office,
    Text,
    Table,
    Style,
    /// Who wrote something and when.
    Author,
}

const KNOWN: &[Known<Ns>] = &[
    (
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        Ns::Office,
    ),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", Ns::Text),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", Ns::Table),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", Ns::Style),
    ("http://purl.org/dc/elements/1.1/", Ns::Author),
];

const CONTENT: &str = "content.xml";

/// What it calls itself, as a text or as the template of one.
const KINDS: [&str; 2] = [
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.text-template",
];

/// Reads a document; with `keeps_sources`, words are kept with their places in its content.
///
/// # Errors
///
/// When the bytes are no `OpenDocument` text, are damaged or protected, or go over a limit.
pub(super) fn read(
    bytes: &[u8],
    revisions: Revisions,
    keeps_sources: bool,
) -> Result<Document, ReadError> {
    let package = Package::open(bytes)?;
    check_kind(&package)?;
    let manifest = package.text("META-INF/manifest.xml", MAX_PART)?;
    if manifest.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(ReadError::Protected);
    }
    let mut styles = Styles::default();
    if let Some(text) = package.text("styles.xml", MAX_PART)? {
        styles.read("styles.xml", &text)?;
    }
    let content = package.needed(CONTENT, MAX_DOCUMENT)?;
    styles.read(CONTENT, &content)?;
    let sources = keeps_sources.then_some(Part::Document);
    Body::new(&styles, revisions, sources).read(CONTENT, &content)
}

fn check_kind(package: &Package<'_>) -> Result<(), ReadError> {
    let expected = "an OpenDocument text";
    let Some(kind) = package.text("mimetype", MAX_PART)? else {
        return Err(if package.has(CONTENT) {
            damaged("the part mimetype is missing")
        } else {
            binary::other_package(package, expected)
        });
    };
    let kind = kind.trim();
    if KINDS.contains(&kind) {
        return Ok(());
    }
    let what = if kind.contains("spreadsheet") {
        "a spreadsheet"
    } else if kind.contains("presentation") {
        "a presentation"
    } else {
        "an OpenDocument file of another kind"
    };
    Err(binary::other_document(what, expected))
}
