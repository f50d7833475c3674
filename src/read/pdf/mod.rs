//! PDF: what the pages show, put back into the paragraphs, items and table rows that were written.
//!
//! `file` finds objects, `content` what a page shows, `line` the lines of it. Two witnesses say which
//! lines belong together: `structure`, the tree that Word leaves in a tagged file, and `geometry`, where
//! there is none. `compose` makes the letter of what they say.
//!
//! A PDF may be made to harm its reader. Everything here keeps to limits of its own (see `file` and
//! `content`), follows references one at a time and keeps stacks of limited height, so that a hostile
//! file takes some two hundred megabytes and a few seconds at the most, and ends in a [`PdfFault`].

mod block;
mod cmap;
mod column;
mod compose;
mod content;
mod encoding;
mod fault;
mod file;
mod filter;
mod font;
mod furniture;
mod geometry;
mod grid;
mod heading;
mod lexer;
mod line;
mod matrix;
mod object;
mod page;
mod paragraph;
mod structure;

pub use fault::PdfFault;

use super::binary;
use super::{Read, ReadError, ReadNote, ReadOptions};
use content::{Interpreter, Shown};
use file::{Broken, File};
use filter::Fault;

/// The first bytes of a PDF.
const HEADER: &[u8] = b"%PDF-";

/// How far from its first byte a PDF may begin, as readers allow.
const HEADER_WITHIN: usize = 1024;

/// The share of a page above which pictures on it are taken for its contents.
const PICTURED: f32 = 0.4;

/// So few letters on a page that pictures cover are a stamp, a number or a footer.
const LETTERS_OF_A_STAMP: usize = 100;

/// Reads a whole file.
pub(super) fn read(bytes: &[u8], options: &ReadOptions<'_>) -> Result<Read, ReadError> {
    let start = header(bytes)?;
    let file = File::open(&bytes[start..]).map_err(|broken| match broken {
        Broken::CutOff => PdfFault::CutOff,
        Broken::Encrypted => PdfFault::Encrypted,
        Broken::NoIndex => PdfFault::Damaged,
    });
    let file = file?;
    let result = items(&file);
    if file.is_over() {
        return Err(PdfFault::TooMuch.into());
    }
    let (items, note) = result?;
    let mut read = compose::letter(items, options)?;
    read.notes.extend(note);
    Ok(read)
}

/// Where the file begins.
fn header(bytes: &[u8]) -> Result<usize, ReadError> {
    let head = &bytes[..bytes.len().min(HEADER_WITHIN)];
    if let Some(start) = head.windows(HEADER.len()).position(|word| word == HEADER) {
        return Ok(start);
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    binary::refuse(bytes)?;
    Err(PdfFault::NoPdf.into())
}

/// The file in reading order, and what there is to say of pages that were not read.
fn items(file: &File<'_>) -> Result<(Vec<block::Item>, Option<ReadNote>), PdfFault> {
    let pages = page::pages(file).ok_or(PdfFault::TooManyPages)?;
    let mut interpreter = Interpreter::new(file);
    let mut shown = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        shown.push(interpreter.page(page).map_err(|fault| match fault {
            Fault::TooLong => PdfFault::TooMuch,
            Fault::Unreadable => PdfFault::DamagedPage { page: index + 1 },
        })?);
    }
    let note = check(&shown)?;
    let items = structure::items(file, &pages, &shown)
        .unwrap_or_else(|| geometry::items(file, &pages, &shown));
    Ok((items, note))
}

/// Whether there are letters to read, and which pages have none.
fn check(shown: &[Shown]) -> Result<Option<ReadNote>, PdfFault> {
    let letters_of = |page: &Shown| {
        let characters = page.pieces.iter().map(|piece| page.characters(piece));
        characters
            .filter(|characters| !characters.trim().is_empty())
            .count()
    };
    let letters: usize = shown.iter().map(letters_of).sum();
    let unknown: usize = shown.iter().map(|page| page.unknown).sum();
    if unknown > letters / 4 {
        return Err(PdfFault::UnknownLetters);
    }
    let mut pictures = shown
        .iter()
        .enumerate()
        .filter(|(_, page)| page.pictured > PICTURED && letters_of(page) < LETTERS_OF_A_STAMP)
        .map(|(index, _)| index + 1);
    let first = pictures.next();
    let others = pictures.count();
    match first {
        Some(_) if others + 1 == shown.len() => Err(PdfFault::Pictures),
        _ if letters == 0 => Err(PdfFault::NoText),
        first => Ok(first.map(|page| ReadNote::PagesOfPictures { page, others })),
    }
}
