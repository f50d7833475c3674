//! CSV that a spreadsheet opens without running anything in it.

use super::clean::clean;
use super::formula::is_formula;
use std::borrow::Cow;

/// A sheet that is being written: RFC 4180, with line ends of its own.
pub(crate) struct Sheet(csv::Writer<Vec<u8>>);

impl Sheet {
    pub(crate) fn new(head: &[&str]) -> Self {
        let mut sheet = Sheet(
            csv::WriterBuilder::new()
                .terminator(csv::Terminator::CRLF)
                .from_writer(Vec::new()),
        );
        sheet.row(head);
        sheet
    }

    /// Adds a row; every cell is made safe first.
    pub(crate) fn row(&mut self, cells: &[&str]) {
        // Writing to memory does not fail, and every row has as many cells as the head.
        let _ = self
            .0
            .write_record(cells.iter().map(|cell| safe(cell).into_owned()));
    }

    pub(crate) fn into_text(self) -> String {
        let bytes = self.0.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}

/// A cell on one line that no spreadsheet takes for a formula.
pub(crate) fn safe(cell: &str) -> Cow<'_, str> {
    let formula = is_formula(cell);
    let cell = clean(cell);
    if formula {
        Cow::Owned(format!("'{cell}"))
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_words() {
        assert_eq!(safe("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(safe(" +1"), "' +1");
        assert_eq!(safe("\t=1"), "' =1");
        assert_eq!(safe("＝1"), "'＝1");
        assert_eq!(safe("a = b"), "a = b");
        let mut sheet = Sheet::new(&["a", "b"]);
        sheet.row(&["say \"so\"", "@x, y"]);
        assert_eq!(
            sheet.into_text(),
            "a,b\r\n\"say \"\"so\"\"\",\"'@x, y\"\r\n"
        );
    }
}
