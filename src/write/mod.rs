//! Writing back: the diagnostics of a Word document as comments in it, suggestions as tracked changes, and
//! what people decided about them; changes of Markdown and plain text.
//!
//! All of it takes bytes and gives bytes. A document is never changed but by putting something between two
//! bytes of a part; a record of it goes with the document, so that taking all out again gives the part back
//! as it was. Where another program wrote the document since, its structure says what to take out.

mod archive;
mod decision;
mod docx;
mod sheet;
mod text;

pub use decision::{Reason, reason_of, reasons};
pub use docx::{
    Annotated, Letterhead, Options, Reply, Reviewed, Thread, annotate, removed, renewed, reviewed,
    threads,
};
pub use sheet::{Row, State, csv, html, markdown, rows};
pub use text::{Fixed, fix};

use crate::read::ReadError;

/// The name that comments and changes are written under.
pub const AUTHOR: &str = "evenhand";

/// Its initials.
pub const INITIALS: &str = "eh";

/// Why a document could not be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// It could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It is signed.
    #[error(
        "the document is signed, and any change breaks the signature: take a copy without one, or add --break-signature"
    )]
    Signed,
    /// A part is in an encoding that nobody writes any more.
    #[error("{part} in the file is not in UTF-8: open the file in Word and save it again")]
    NotUtf8 {
        /// The part.
        part: String,
    },
}
