//! Why a PDF could not be read, in sentences that say what to do.

use super::page::MAX_PAGES;

/// Why a PDF could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PdfFault {
    /// The file is named or given as a PDF and is none.
    #[error(
        "this is named as a PDF and is none: give it the name of what it is, or save it as PDF again"
    )]
    NoPdf,
    /// The end of the file is missing.
    #[error("the PDF is cut off before its end: copy or download it again")]
    CutOff,
    /// The file's own index leads nowhere.
    #[error(
        "the PDF is damaged and its pages cannot be found: export it from Word again, or open it and print it to a new PDF"
    )]
    Damaged,
    /// A page's contents cannot be unpacked in full.
    #[error(
        "page {page} of the PDF is damaged, and the letter would be checked without it: export it from Word again, or open it and print it to a new PDF"
    )]
    DamagedPage {
        /// The page, from 1.
        page: usize,
    },
    /// The file is encrypted, with or without a password to open it.
    #[error(
        "the PDF is encrypted: open it, with its password if it asks for one, and save or print it as a PDF without protection, or check the Word draft instead"
    )]
    Encrypted,
    /// There are pictures of pages, and no letters.
    #[error(
        "the PDF has pictures of its pages and no text: check the Word draft, or export the PDF from Word, or run text recognition (OCR) over the scan first"
    )]
    Pictures,
    /// There are pages with nothing on them.
    #[error("the PDF has no text: check that it is the right file, or export it from Word again")]
    NoText,
    /// The fonts do not say what their glyphs mean.
    #[error(
        "the fonts of the PDF do not say which letters they show: check the Word draft, or export the PDF from Word again"
    )]
    UnknownLetters,
    /// There are more pages than are read.
    #[error("the PDF has more than {MAX_PAGES} pages: split it into its letters")]
    TooManyPages,
    /// Reading it would take more memory or time than any letter does.
    #[error(
        "the PDF unpacks to far more than a letter has: print it to a new PDF, or split it into its letters"
    )]
    TooMuch,
}
