//! What one state of a document says: read, analysed and checked by the functions that the command
//! line calls, with what was read of its paragraphs before.

use super::documents::Document;
use crate::check::check_cached;
use crate::diagnostic::Diagnostic;
use crate::facts::{Cache, Facts};
use crate::letter::Letter;
use crate::pack::Pack;
use crate::read::{self, ReadError, ReadNote, ReadOptions};
use crate::report::lsp::Buffer;
use crate::report::{Points, Selection};
use crate::span::{Encoding, Span};

/// A document analysed.
#[derive(Debug)]
pub(super) struct Analysis {
    /// The letter; nothing when the document is empty or cannot be read.
    pub(super) read: Option<Read>,
    /// Why it cannot be read.
    pub(super) fault: Option<ReadError>,
    /// Which of the session's analyses this is: another number, other diagnostics.
    pub(super) number: u64,
}

/// A letter, what it says and what is raised.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) letter: Letter,
    pub(super) facts: Facts,
    pub(super) points: Points,
    pub(super) notes: Vec<ReadNote>,
}

impl Analysis {
    /// Analyses a document's present text.
    pub(super) fn of(
        document: &Document,
        cache: &mut Cache,
        selection: &Selection,
        number: u64,
    ) -> Analysis {
        let nothing = Analysis {
            read: None,
            fault: None,
            number,
        };
        let Some(format) = document.format else {
            return nothing;
        };
        let pack = std::sync::Arc::clone(cache.pack());
        let options = ReadOptions {
            is_heading: &|words| pack.role(words).is_some(),
            ..ReadOptions::default()
        };
        match read::read(document.text.as_bytes(), format, &options) {
            Ok(read) => {
                let facts = cache.analyse(&read.letter);
                let points = selection.apply(check_cached(&read.letter, &facts, cache));
                Analysis {
                    read: Some(Read {
                        letter: read.letter,
                        facts,
                        points,
                        notes: read.notes,
                    }),
                    ..nothing
                }
            }
            // Every document is empty before it is written.
            Err(ReadError::Empty) => nothing,
            Err(fault) => Analysis {
                fault: Some(fault),
                ..nothing
            },
        }
    }
}

/// A document with what it says: what requests look at.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) document: &'a Document,
    pub(super) read: &'a Read,
    pub(super) pack: &'a Pack,
    pub(super) buffer: Buffer<'a>,
}

impl<'a> View<'a> {
    /// The points whose words a span touches, in the order of the text.
    pub(super) fn points_at(&self, span: Span) -> Vec<&'a Diagnostic> {
        let mut points: Vec<&Diagnostic> = self
            .read
            .points
            .shown
            .iter()
            .filter(|point| touches(point.span, span))
            .collect();
        points.sort_by_key(|point| point.span);
        points
    }
}

/// Whether two spans overlap or meet: a cursor before or behind words is at them.
pub(super) fn touches(words: Span, span: Span) -> bool {
    words.start <= span.end && span.start <= words.end
}

/// A document as an editor holds it.
pub(super) fn buffer(document: &Document, encoding: Encoding) -> Buffer<'_> {
    Buffer {
        uri: &document.uri,
        text: &document.text,
        lines: &document.lines,
        skipped: document.skipped(),
        encoding,
        has_lines: true,
    }
}
