//! Readers: bytes in, a [`Letter`] out, one file a format.
//!
//! A further format is one file or folder with a reader in it, its `mod` line here, one variant of
//! [`Format`] with its extensions, and one arm in [`read`]. A format that is not text takes the bytes
//! as they come, makes the letter's text itself, gives its blocks a [`Location`] and its comments as
//! [`Annotation`]s, and says with [`Letter::has_lines`] that lines mean nothing. Word and `OpenDocument`
//! share most of that: `package` unpacks, `xml` reads elements, `flow` takes in paragraphs and tables,
//! `manuscript` makes the letter of them.
//!
//! [`Location`]: crate::letter::Location
//! [`Annotation`]: crate::letter::Annotation

mod binary;
mod bullet;
mod decode;
pub(crate) mod docx;
mod flow;
mod html;
mod manuscript;
mod markdown;
mod odt;
pub(crate) mod package;
mod page;
mod pdf;
mod sink;
mod text;
pub(crate) mod xml;

pub use pdf::PdfFault;

use crate::letter::Letter;
use crate::span::Span;
use sink::Sink;
use std::fmt;

/// The longest file that is read, in bytes.
pub const MAX_BYTES: usize = 32 << 20;

/// The most blocks that a letter may have; a book of a thousand pages has about ten thousand. How deep
/// lists and quotes nest has no limit: neither the parser nor the reader makes a call for a level.
pub const MAX_BLOCKS: usize = 500_000;

/// The longest heading, in bytes. What is marked as a heading and longer is a paragraph: prose with a
/// rule under it.
pub const MAX_HEADING: usize = 300;

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// `CommonMark` with tables.
    Markdown,
    /// Plain text.
    Text,
    /// Word, since 2007.
    Word,
    /// PDF, with the structure that Word leaves in it or without.
    Pdf,
    /// `OpenDocument` text.
    OpenDocument,
    /// A web page.
    Html,
}

impl Format {
    const ALL: &[Format] = &[
        Format::Markdown,
        Format::Text,
        Format::Word,
        Format::Pdf,
        Format::OpenDocument,
        Format::Html,
    ];

    /// The format that a path's extension tells, in any case of letters.
    pub fn from_path(path: &str) -> Option<Format> {
        let name = path.rsplit(['/', '\\']).next()?;
        let (_, extension) = name.rsplit_once('.')?;
        Format::ALL.iter().copied().find(|format| {
            format
                .extensions()
                .iter()
                .any(|known| known.eq_ignore_ascii_case(extension))
        })
    }

    /// The extensions of the format, the usual one first.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Format::Markdown => &["md", "markdown", "mdown", "mkd"],
            Format::Text => &["txt", "text"],
            Format::Pdf => &["pdf"],
            Format::Word => &["docx", "docm", "dotx", "dotm"],
            Format::OpenDocument => &["odt", "ott"],
            Format::Html => &["html", "htm"],
        }
    }

    /// The format's name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Markdown => "Markdown",
            Format::Text => "plain text",
            Format::Pdf => "PDF",
            Format::Word => "Word",
            Format::OpenDocument => "OpenDocument",
            Format::Html => "HTML",
        }
    }
}

/// What a reader has to be told.
#[derive(Clone, Copy)]
pub struct ReadOptions<'a> {
    /// Whether these words, a line or a short paragraph, are a heading that the caller knows. Plain
    /// text has no other headings; in Markdown they are headings even without markup.
    pub is_heading: &'a (dyn Fn(&str) -> bool + Sync),
    /// How to read what a draft says has been changed.
    pub revisions: Revisions,
}

/// How to read the changes that a draft tracks. Formats that track none are read as they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Revisions {
    /// As if they were accepted: what is inserted is there, what is deleted is not.
    #[default]
    Accepted,
    /// As if they were rejected: the text before the changes.
    Original,
}

/// A part of a document's file that has words in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The document's own words: what Word keeps in `document.xml`, `OpenDocument` in `content.xml`.
    Document,
    /// Word's `footnotes.xml`.
    Footnotes,
    /// Word's `endnotes.xml`.
    Endnotes,
}

/// Where words of a letter come from in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The words, in the letter's text.
    pub words: Span,
    /// The part that they stand in.
    pub part: Part,
    /// Where they stand, in bytes of the unpacked part. When both spans are equally long, the words stand
    /// there as they are; otherwise an element or a reference stands for them.
    pub place: Span,
}

impl Default for ReadOptions<'_> {
    /// No known headings.
    fn default() -> Self {
        ReadOptions {
            is_heading: &|_| false,
            revisions: Revisions::default(),
        }
    }
}

impl fmt::Debug for ReadOptions<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadOptions")
            .field("revisions", &self.revisions)
            .finish_non_exhaustive()
    }
}

/// A letter, and what its reader of flesh and blood should know about the reading.
#[derive(Clone, Debug)]
pub struct Read {
    /// The letter.
    pub letter: Letter,
    /// Remarks on the file.
    pub notes: Vec<ReadNote>,
}

/// A remark on a file that could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadNote {
    /// The file is not valid UTF-8 and was read as Windows-1252.
    Windows1252 {
        /// Offset in the file of the first byte that is no UTF-8.
        offset: usize,
    },
    /// The file is marked as UTF-16 and has units that are no characters.
    DamagedUtf16,
    /// An HTML comment that nothing ends: everything from its offset in the text on is left out.
    OpenComment {
        /// Offset in the letter's text.
        offset: usize,
    },
    /// Pages of a PDF that are pictures: no text of theirs was read.
    PagesOfPictures {
        /// The first of them, from 1.
        page: usize,
        /// How many more there are.
        others: usize,
    },
    /// A part of the document is kept in another file, inside or beside it, and is not read.
    EmbeddedDocument,
}

impl fmt::Display for ReadNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadNote::Windows1252 { offset } => write!(
                f,
                "not valid UTF-8 (first at byte {offset}): read as Windows-1252"
            ),
            ReadNote::DamagedUtf16 => {
                f.write_str("damaged UTF-16: what could not be read is shown as \u{FFFD}")
            }
            ReadNote::OpenComment { offset } => write!(
                f,
                "the comment at byte {offset} is never closed: all that follows it is left out; \
                 end it with -->"
            ),
            ReadNote::PagesOfPictures { page, others } => {
                write!(f, "page {page}")?;
                if *others > 0 {
                    write!(f, " and {others} more are pictures")?;
                } else {
                    f.write_str(" is a picture")?;
                }
                f.write_str(
                    ": no text was read there; run text recognition (OCR) over it or check the draft",
                )
            }
            ReadNote::EmbeddedDocument => f.write_str(
                "a part of it is kept in another file and is not read: save it as one document first",
            ),
        }
    }
}

/// Why a file could not be read. Each message is a sentence with what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing but white space.
    #[error("the file is empty: save the letter's text in it first")]
    Empty,
    /// Not text.
    #[error("this seems to be {what}, not text: {remedy}")]
    Binary {
        /// What the bytes seem to be.
        what: &'static str,
        /// What to do.
        remedy: &'static str,
    },
    /// Longer than [`MAX_BYTES`].
    #[error(
        "the file has {bytes} bytes, and at most {MAX_BYTES} are read: split it into its letters"
    )]
    TooLarge {
        /// The file's length.
        bytes: usize,
    },
    /// More blocks than [`MAX_BLOCKS`].
    #[error(
        "the file has more than {MAX_BLOCKS} paragraphs, list items and table rows: split it into \
         its letters"
    )]
    TooManyBlocks,
    /// A PDF that could not be read.
    #[error(transparent)]
    Pdf(#[from] PdfFault),
    /// Named as one format, and of another by its bytes.
    #[error("this is named as {expected} but seems to be {what}: {remedy}")]
    OtherFormat {
        /// What the name says.
        expected: &'static str,
        /// What the bytes seem to be.
        what: &'static str,
        /// What to do.
        remedy: &'static str,
    },
    /// Protected by a password.
    #[error(
        "the file is protected by a password: open it in the program that made it, take the password off, \
         and save it"
    )]
    Protected,
    /// Not sound: broken off, with parts missing, or not what its format asks for.
    #[error(
        "the file is damaged ({what}): open it in the program that made it and save it again, or get \
         another copy"
    )]
    Damaged {
        /// What is wrong.
        what: String,
    },
    /// A part unpacks to more than is read.
    #[error(
        "{part} in the file unpacks to more than {mebibytes} MiB, which no letter does: check where the \
         file comes from"
    )]
    PartTooLarge {
        /// The part.
        part: String,
        /// The most that it may have, in MiB.
        mebibytes: usize,
    },
    /// Elements inside elements without end.
    #[error(
        "the file nests its elements deeper than any document does: check where the file comes from"
    )]
    TooDeep,
    /// Abbreviations of its own, which could stand for anything.
    #[error(
        "the file defines or uses XML entities of its own, which no document does: check where the file \
         comes from"
    )]
    Entities,
    /// More than [`MAX_BYTES`] of words.
    #[error("the file has more than {MAX_BYTES} bytes of words: split it into its letters")]
    TooMuchText,
}

/// Reads a letter.
///
/// # Errors
///
/// When the bytes are empty, are no text, or go over a limit; never for what the text says.
pub fn read(bytes: &[u8], format: Format, options: &ReadOptions<'_>) -> Result<Read, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    match format {
        Format::Pdf => pdf::read(bytes, options),
        Format::Markdown => read_text(bytes, options, decode::decode, markdown::read),
        Format::Text => read_text(bytes, options, decode::decode, text::read),
        Format::Html => read_text(bytes, options, decode::decode_page, page::read),
        Format::Word | Format::OpenDocument => {
            let document = read_document(bytes, format, options, false)?;
            manuscript::finish(document, options).map(|(read, _)| read)
        }
    }
}

/// Reads a letter, and where its words come from: for programs that write into the file again, such as
/// comments at words. Words are in order; what the reader added itself (bullets in cells, line ends) and
/// formats whose text is the file have no origins.
///
/// # Errors
///
/// As [`read`].
pub fn read_with_origins(
    bytes: &[u8],
    format: Format,
    options: &ReadOptions<'_>,
) -> Result<(Read, Vec<Origin>), ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    match format {
        Format::Word | Format::OpenDocument => {
            let document = read_document(bytes, format, options, true)?;
            manuscript::finish(document, options)
        }
        Format::Markdown | Format::Text | Format::Html | Format::Pdf => {
            Ok((read(bytes, format, options)?, Vec::new()))
        }
    }
}

/// Reads a format that is a package of parts.
fn read_document(
    bytes: &[u8],
    format: Format,
    options: &ReadOptions<'_>,
    keeps_sources: bool,
) -> Result<manuscript::Document, ReadError> {
    if format == Format::OpenDocument {
        binary::expect_package(bytes, "an OpenDocument text")?;
        odt::read(bytes, options.revisions, keeps_sources)
    } else {
        binary::expect_package(bytes, "a Word document")?;
        docx::read(bytes, options.revisions, keeps_sources)
    }
}

/// Reads a format whose file is the letter's text.
fn read_text(
    bytes: &[u8],
    options: &ReadOptions<'_>,
    decode: fn(&[u8]) -> decode::Decoded,
    reader: fn(&mut Sink<'_>),
) -> Result<Read, ReadError> {
    binary::refuse(bytes)?;
    let (text, decoding) = decode(bytes)?;
    let mut sink = Sink::new(&text, *options);
    reader(&mut sink);
    let parts = sink.finish()?;
    Ok(Read {
        letter: Letter {
            text,
            blocks: parts.blocks,
            annotations: parts.annotations,
            has_lines: true,
        },
        notes: decoding.into_iter().chain(parts.notes).collect(),
    })
}

#[cfg(test)]
pub(crate) mod testing {
    //! What the readers' tests share.

    use super::{Format, Read, ReadOptions, read};
    use crate::letter::{BlockKind, Letter};

    /// Headings that the tests' readers know.
    const KNOWN: [&str; 3] = [
        "Outcome of the visit",
        "What must change?",
        "How is it for residents",
    ];

    pub(crate) fn is_known(words: &str) -> bool {
        KNOWN.iter().any(|known| words.starts_with(known))
    }

    pub(crate) fn read_as(format: Format, source: &str) -> Read {
        let options = ReadOptions {
            is_heading: &is_known,
            ..ReadOptions::default()
        };
        match read(source.as_bytes(), format, &options) {
            Ok(read) => read,
            Err(error) => panic!("{error}"),
        }
    }

    /// A letter's blocks, one a line: a sign of the kind, and the words; cells between bars.
    pub(crate) fn outline(letter: &Letter) -> String {
        let mut lines = Vec::new();
        for block in &letter.blocks {
            let sign = match block.kind {
                BlockKind::Heading(level) => format!("h{level}"),
                BlockKind::Paragraph => "p".to_owned(),
                BlockKind::ListItem => "li".to_owned(),
                BlockKind::TableRow { header: true } => "th".to_owned(),
                BlockKind::TableRow { header: false } => "tr".to_owned(),
                BlockKind::Quote => "q".to_owned(),
            };
            let words = if block.cells.is_empty() {
                block.visible.words(&letter.text).to_owned()
            } else {
                let cells: Vec<_> = block
                    .cells
                    .iter()
                    .map(|cell| cell.words(&letter.text))
                    .collect();
                cells.join("|")
            };
            lines.push(format!("{sign} {words}"));
        }
        lines.join("\n")
    }

    pub(crate) fn outline_of(format: Format, source: &str) -> String {
        outline(&read_as(format, source).letter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letter::{Block, Visible};
    use crate::span::Span;
    use proptest::prelude::*;

    #[test]
    fn the_extension_tells_the_format() {
        assert_eq!(Format::from_path("a/b.c/draft.MD"), Some(Format::Markdown));
        assert_eq!(Format::from_path("draft.final.text"), Some(Format::Text));
        assert_eq!(Format::from_path("a.md/draft"), None);
        assert_eq!(Format::from_path("draft.DOCX"), Some(Format::Word));
        assert_eq!(Format::from_path("draft.xlsx"), None);
        assert_eq!(Format::from_path(""), None);
    }

    #[test]
    fn what_is_no_letter_is_refused_with_a_remedy() {
        let refusal = |bytes: &[u8]| {
            read(bytes, Format::Text, &ReadOptions::default())
                .err()
                .map(|error| error.to_string())
                .unwrap_or_default()
        };
        assert!(refusal(b"").contains("empty"));
        assert!(refusal(b"\xEF\xBB\xBF \r\n\t").contains("empty"));
        assert!(refusal(b"%PDF-1.7 ...").contains("PDF"));
        assert!(refusal(&vec![b'a'; MAX_BYTES + 1]).contains("33554433"));
        assert!(refusal("a\n\n".repeat(MAX_BLOCKS + 1).as_bytes()).contains("500000"));
    }

    #[test]
    fn notes_come_with_the_letter() {
        let read = read(b"It\x92s due", Format::Text, &ReadOptions::default());
        let Ok(read) = read else {
            panic!("readable");
        };
        assert_eq!(read.letter.text, "It’s due");
        assert_eq!(read.notes, [ReadNote::Windows1252 { offset: 2 }]);
    }

    /// Every span lies on characters of the text, in order, and every visible word leads back into
    /// its own block.
    fn check(letter: &Letter) {
        let mut end = 0;
        for block in &letter.blocks {
            assert!(block.span.start >= end, "{block:?} begins before {end}");
            end = block.span.end;
            assert!(!block.visible.words(&letter.text).is_empty());
            check_visible(letter, block, &block.visible);
            let mut cell_end = block.span.start;
            for cell in &block.cells {
                check_visible(letter, block, cell);
                let words = cell.words(&letter.text);
                if !words.is_empty() {
                    let source = cell.source(0, words.len());
                    assert!(source.start >= cell_end);
                    cell_end = source.end;
                }
            }
        }
        for annotation in &letter.annotations {
            assert!(letter.text.get(annotation.span.range()).is_some());
        }
    }

    fn check_visible(letter: &Letter, block: &Block, visible: &Visible) {
        assert!(letter.text.get(block.span.range()).is_some());
        let words = visible.words(&letter.text);
        assert_eq!(words, words.trim());
        assert!(!words.contains("  "), "{words:?}");
        let mut before = Span::default();
        for (at, c) in words.char_indices() {
            let source = visible.source(at, at + c.len_utf8());
            assert!(letter.text.get(source.range()).is_some(), "{source:?}");
            assert!(source.start >= before.start && source.end >= before.end);
            assert!(block.span.contains(source), "{source:?} of {block:?}");
            before = source;
        }
    }

    fn check_both(bytes: &[u8]) {
        let options = ReadOptions {
            is_heading: &testing::is_known,
            ..ReadOptions::default()
        };
        for format in Format::ALL {
            if let Ok(read) = read(bytes, *format, &options) {
                check(&read.letter);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            check_both(&bytes);
        }

        #[test]
        fn any_string_can_be_read(text in any::<String>()) {
            check_both(text.as_bytes());
        }

        #[test]
        fn any_markup_can_be_read(
            parts in proptest::collection::vec(
                prop::sample::select(vec![
                    "#", " ", "  ", "\t", "\n", "\n\n", "\r\n", "- ", "-", "1. ", "> ", "|", "| --- |\n",
                    "*", "**", "_", "`", "```\n", "~~", "[", "](x)", "![", "<", ">", "<!--", "-->", "<br>",
                    "<li>", "</p>", "<script>", "&amp;", "&nbsp;", "&ngE;", "\\", "\u{a0}", "\u{ad}", "•",
                    "• ", "– ", "o ", "\u{f0b7}", "a", "be", "Outcome of the visit", "é", "’", ".", "?",
                    ":", "---\n", "===\n", "a) ", "    ",
                ]),
                0..60,
            )
        ) {
            check_both(parts.concat().as_bytes());
        }
    }
}
