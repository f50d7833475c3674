//! A sheet as CSV.

use super::HEAD;
use super::row::Row;
use crate::report::spreadsheet::Sheet;

/// Without it a spreadsheet takes the file for one of an old encoding and spoils its quotation marks.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The rows with an empty column for verdicts.
pub fn write(rows: &[Row]) -> String {
    let mut sheet = Sheet::new(&HEAD);
    for (index, row) in rows.iter().enumerate() {
        sheet.row(&[
            &(index + 1).to_string(),
            &row.letter,
            &row.place,
            row.section,
            row.kind.name(),
            &row.says,
            &row.quote,
            &row.context,
            "",
            "",
            &row.key,
        ]);
    }
    format!("{BYTE_ORDER_MARK}{}", sheet.into_text())
}
