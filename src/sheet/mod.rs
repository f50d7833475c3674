//! The sheet on which a person judges by hand what the program found: a sample as CSV, and the way back.

mod read;
mod row;
mod sample;
mod write;

pub use read::{SheetError, read};
pub use row::{Kind, Row, Unit, passages, rows};
pub use sample::sample;
pub use write::write;

/// The columns of a sheet, in this order when it is written; read by name, in any order.
const HEAD: [&str; 11] = [
    "number", "letter", "place", "section", "kind", "says", "quote", "context", "verdict", "note",
    "key",
];
