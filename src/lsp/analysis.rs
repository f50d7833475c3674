//! What one state of a document says: read, analysed and checked by the functions that the command
//! line calls, with what was read of its paragraphs before.

use super::documents::Document;
use crate::allow::Place;
use crate::check::check_cached;
use crate::diagnostic::Diagnostic;
use crate::facts::{Cache, Facts};
use crate::letter::Letter;
use crate::pack::Pack;
use crate::read::{self, ReadError, ReadNote, ReadOptions};
use crate::report::Points;
use crate::report::lsp::Buffer;
use crate::settings::{Settings, Settled};
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
    /// What is wrong with suppressions, and where.
    pub(super) faults: Vec<(Span, String)>,
    /// Suppressions that suppress nothing, and where.
    pub(super) unused: Vec<(Span, String)>,
}

impl Analysis {
    /// Analyses a document's present text.
    pub(super) fn of(
        document: &Document,
        cache: &mut Cache,
        settings: &Settings,
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
                let found = check_cached(&read.letter, &facts, cache);
                // A baseline is for a gate; who writes wants to see what is there.
                let settled = settings.settle(&read.letter, found, &pack, &[], None);
                Analysis {
                    read: Some(Read {
                        letter: read.letter,
                        facts,
                        faults: faults(&settled),
                        unused: unused(&settled),
                        points: settled.points,
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

fn faults(settled: &Settled) -> Vec<(Span, String)> {
    let faults = settled.faults.iter();
    faults
        .map(|fault| {
            let message = format!("This suppression does not hold: {}", fault.message);
            (fault.span, message)
        })
        .collect()
}

fn unused(settled: &Settled) -> Vec<(Span, String)> {
    let unused = settled.unused().filter_map(|unused| {
        // Those in settings are not in this document.
        let Place::Letter { comments, .. } = &unused.allow.place else {
            return None;
        };
        let rules = unused.rules.join(", ");
        let message = format!("{rules} raises nothing here, so this suppression can go.");
        Some((*comments.first()?, message))
    });
    unused.collect()
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
