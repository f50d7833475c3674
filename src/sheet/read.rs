//! A judged sheet, as a spreadsheet may have saved it: with commas, semicolons or tabs, in UTF-8 or the
//! encoding of Western Windows.

use super::row::Kind;
use crate::measure::{Verdict, Verdicts};
use std::borrow::Cow;

/// Why a sheet cannot be used, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// A column is missing.
    #[error("it has no column `{0}`: use a sheet that `evenhand sample` wrote, with its first row")]
    Column(&'static str),
    /// A verdict is none of the words.
    #[error(
        "row {row}: `{word}` is no verdict: write right, wrong or unsure, or missed in a row of your own"
    )]
    Verdict {
        /// The row, from 1, the head counted.
        row: usize,
        /// What stands there.
        word: String,
    },
    /// It is no CSV.
    #[error("row {row} cannot be read: save the sheet as CSV")]
    Row {
        /// The row, from 1, the head counted.
        row: usize,
    },
    /// The same row twice.
    #[error("row {row} stands on the sheet twice: take one out")]
    Twice {
        /// The row, from 1, the head counted.
        row: usize,
    },
}

/// The verdicts of a sheet. Rows of passages count for themselves alone; a row that a reader added needs
/// a verdict and may have a kind.
///
/// # Errors
/// A column that is missing, a word that is no verdict, a row that stands there twice, and what is no CSV.
pub fn read(bytes: &[u8]) -> Result<Verdicts, SheetError> {
    let text = decoded(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .flexible(true)
        .from_reader(text.as_bytes());
    let head = reader
        .headers()
        .map_err(|_| SheetError::Row { row: 1 })?
        .clone();
    let column = |name: &'static str| {
        head.iter()
            .position(|cell| cell.trim().eq_ignore_ascii_case(name))
            .ok_or(SheetError::Column(name))
    };
    let (letter, kind, verdict, key) = (
        column("letter")?,
        column("kind")?,
        column("verdict")?,
        column("key")?,
    );
    let mut verdicts = Verdicts::default();
    let mut seen = std::collections::HashSet::new();
    for (index, record) in reader.records().enumerate() {
        // The head is the first row.
        let row = index + 2;
        let record = record.map_err(|_| SheetError::Row { row })?;
        let cell = |column: usize| record.get(column).unwrap_or_default().trim();
        let word = cell(verdict);
        if cell(kind).eq_ignore_ascii_case(Kind::Passage.name()) {
            verdicts.passages = true;
            continue;
        }
        let judged = judged(word).ok_or_else(|| SheetError::Verdict {
            row,
            word: word.chars().filter(|c| !c.is_control()).take(40).collect(),
        })?;
        let name = if cell(key).is_empty() {
            if judged == Verdict::Blank {
                continue;
            }
            // What a reader added is known by nothing in another sheet.
            format!("added in row {row}")
        } else {
            format!("{}\n{}", cell(letter), cell(key))
        };
        if !seen.insert(name.clone()) {
            return Err(SheetError::Twice { row });
        }
        let kind = match cell(kind) {
            "" => "not stated",
            kind => kind,
        };
        verdicts.rows.push((name, kind.to_owned(), judged));
    }
    Ok(verdicts)
}

fn judged(word: &str) -> Option<Verdict> {
    Some(match word.to_lowercase().as_str() {
        "" => Verdict::Blank,
        "right" | "r" | "yes" | "y" | "correct" | "true" | "1" => Verdict::Right,
        "wrong" | "w" | "no" | "n" | "incorrect" | "false" | "0" => Verdict::Wrong,
        "unsure" | "u" | "?" => Verdict::Unsure,
        "missed" | "missing" | "m" => Verdict::Missed,
        _ => return None,
    })
}

fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
        }
    }
}

/// The sign between cells: the one that the first row has most of.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let often = |sign: u8| head.bytes().filter(|byte| *byte == sign).count();
    [b',', b';', b'\t']
        .into_iter()
        .rev()
        .max_by_key(|sign| often(*sign))
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use Verdict::{Blank, Missed, Right, Unsure, Wrong};

    fn found(text: &str) -> Vec<Verdict> {
        let verdicts = read(text.as_bytes()).expect("a sheet");
        verdicts
            .rows
            .iter()
            .map(|(_, _, verdict)| *verdict)
            .collect()
    }

    #[test]
    fn sheets_are_read_as_spreadsheets_save_them() {
        let rows = "letter,kind,verdict,key\na,sentiment,Right,1\na,sentiment,n,2\na,sentiment,?,3\n\
                    a,sentiment,,4\n,sentiment,missed,\n,,,\n";
        let all = vec![Right, Wrong, Unsure, Blank, Missed];
        assert_eq!(found(rows), all);
        assert_eq!(found(&format!("\u{feff}{rows}")), all);
        assert_eq!(found(&rows.replace(',', ";")), all);
        assert_eq!(found(&rows.replace(',', "\t").replace('\n', "\r\n")), all);
        let mut western = rows.as_bytes().to_vec();
        western.extend_from_slice(b"a,sentiment,right,\x93q\x94\n");
        assert_eq!(read(&western).expect("a sheet").rows.len(), 6);
    }

    #[test]
    fn what_cannot_be_used_is_told_with_its_row() {
        assert_eq!(
            read(b"letter,kind,key\n").expect_err("a fault"),
            SheetError::Column("verdict")
        );
        let error = read(b"letter,kind,verdict,key\na,b,perhaps,1\n").expect_err("a fault");
        assert!(error.to_string().starts_with("row 2: `perhaps`"), "{error}");
        assert_eq!(
            read(b"letter,kind,verdict,key\na,b,y,1\na,b,n,1\n").expect_err("a fault"),
            SheetError::Twice { row: 3 }
        );
        assert!(read(b"").is_err());
    }

    #[test]
    fn passages_are_no_verdicts() {
        let verdicts = read(b"letter,kind,verdict,key\na,passage,read,1\n").expect("a sheet");
        assert!(verdicts.passages && verdicts.rows.is_empty());
    }
}
