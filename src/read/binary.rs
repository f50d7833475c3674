//! Files that are no text, by their first bytes.

use super::ReadError;
use super::package::{Package, damaged};

const AS_WORD: &str = "open it in Word and save it as a Word document (.docx)";
const AS_NAMED: &str = "give it the ending of its kind (.docx, .odt)";
const OTHER_FILE: &str =
    "give the letter itself, as a document, plain text (.txt) or Markdown (.md)";
const AS_UTF8: &str = "save it as UTF-8 first";

/// What files of Office before 2007 begin with, and encrypted ones of today.
const OLD_WORD: &[u8] = b"\xD0\xCF\x11\xE0";

/// First bytes, what has them, and the remedy.
const SIGNATURES: [(&[u8], &str, &str); 16] = [
    (b"%PDF-", "a PDF document", "give it the ending .pdf"),
    (
        b"PK\x03\x04",
        "a Word or OpenDocument file or another ZIP archive",
        AS_NAMED,
    ),
    (b"PK\x05\x06", "an empty ZIP archive", OTHER_FILE),
    (
        OLD_WORD,
        "a Word document of the old format (.doc)",
        AS_WORD,
    ),
    (b"{\\rtf", "a Rich Text document", AS_WORD),
    (b"\x89PNG", "an image (PNG)", OTHER_FILE),
    (b"\xFF\xD8\xFF", "an image (JPEG)", OTHER_FILE),
    (b"GIF87a", "an image (GIF)", OTHER_FILE),
    (b"GIF89a", "an image (GIF)", OTHER_FILE),
    (b"II*\x00", "an image (TIFF)", OTHER_FILE),
    (b"MM\x00*", "an image (TIFF)", OTHER_FILE),
    (b"\x1F\x8B", "a compressed file (gzip)", OTHER_FILE),
    (
        b"7z\xBC\xAF\x27\x1C",
        "a compressed file (7-Zip)",
        OTHER_FILE,
    ),
    (b"\xFD7zXZ\x00", "a compressed file (xz)", OTHER_FILE),
    (b"Rar!\x1A\x07", "a compressed file (RAR)", OTHER_FILE),
    (b"\x7FELF", "a program", OTHER_FILE),
];

/// Refuses bytes that are known to be no text, or that have NUL bytes where text has none.
pub(super) fn refuse(bytes: &[u8]) -> Result<(), ReadError> {
    if let Some((_, what, remedy)) = SIGNATURES
        .iter()
        .find(|(signature, ..)| bytes.starts_with(signature))
    {
        return Err(ReadError::Binary { what, remedy });
    }
    let utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    if !utf16 && bytes.contains(&0) {
        return Err(has_nul(bytes));
    }
    Ok(())
}

/// Refuses bytes that are no ZIP archive where one of the `expected` kind should be, and says what they
/// seem to be.
pub(super) fn expect_package(bytes: &[u8], expected: &'static str) -> Result<(), ReadError> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(());
    }
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.starts_with(OLD_WORD) {
        return Err(if has_encrypted_package(bytes) {
            ReadError::Protected
        } else {
            ReadError::OtherFormat {
                expected,
                what: "a Word document of the old format (.doc)",
                remedy: AS_WORD,
            }
        });
    }
    let (what, remedy) = match refuse(bytes) {
        Err(ReadError::Binary { what, remedy }) => (what, remedy),
        _ if bytes.starts_with(b"PK") => return Err(damaged("the archive breaks off")),
        _ if is_html(bytes) => ("a web page", "give it the ending .html"),
        _ => ("plain text", "give it the ending .txt, or .md for Markdown"),
    };
    Err(ReadError::OtherFormat {
        expected,
        what,
        remedy,
    })
}

/// Whether bytes begin like a web page.
fn is_html(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(512)];
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let start = start.trim_start_matches(['\u{feff}', ' ', '\r', '\n', '\t']);
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

/// Office encrypts a document by putting it into a container of the old format, under a name in UTF-16.
fn has_encrypted_package(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    memmem(bytes, &name)
}

fn memmem(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

/// What a ZIP archive is that is not of the `expected` kind.
pub(super) fn other_package(package: &Package<'_>, expected: &'static str) -> ReadError {
    let kinds = [
        ("word/document.xml", "a Word document"),
        ("xl/workbook.xml", "an Excel workbook"),
        ("ppt/presentation.xml", "a PowerPoint presentation"),
        ("mimetype", "an OpenDocument file"),
    ];
    match kinds.iter().find(|(part, _)| package.has(part)) {
        Some((_, what)) if *what == expected => damaged("its list of content types is missing"),
        Some((_, what)) => other_document(what, expected),
        None => other_document("a ZIP archive of something else", expected),
    }
}

/// A document that can be told, and is of another kind than expected.
pub(super) fn other_document(what: &'static str, expected: &'static str) -> ReadError {
    let remedy = match what {
        "a Word document" => "give it the ending .docx",
        "an OpenDocument file" => "give it the ending .odt if it is a text",
        _ => OTHER_FILE,
    };
    ReadError::OtherFormat {
        expected,
        what,
        remedy,
    }
}

/// What bytes with NUL among them seem to be.
pub(super) fn has_nul(bytes: &[u8]) -> ReadError {
    let start = &bytes[..bytes.len().min(512)];
    let nul_at = |parity: usize| {
        let places = start.iter().skip(parity).step_by(2);
        places.clone().filter(|byte| **byte == 0).count() * 4 > places.len() * 3
    };
    let (what, remedy) = if nul_at(0) == nul_at(1) {
        ("a binary file", OTHER_FILE)
    } else {
        ("UTF-16 without a byte order mark", AS_UTF8)
    };
    ReadError::Binary { what, remedy }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(bytes: &[u8]) -> Option<&'static str> {
        match refuse(bytes) {
            Err(ReadError::Binary { what, .. }) => Some(what),
            _ => None,
        }
    }

    #[test]
    fn known_files_are_named() {
        assert_eq!(what(b"%PDF-1.4\n"), Some("a PDF document"));
        assert_eq!(
            what(b"PK\x03\x04\x14"),
            Some("a Word or OpenDocument file or another ZIP archive")
        );
        assert_eq!(what(b"\xFF\xD8\xFF\xE0"), Some("an image (JPEG)"));
        assert_eq!(what(b"{\\rtf1\\ansi"), Some("a Rich Text document"));
    }

    #[test]
    fn nul_bytes_are_no_text() {
        assert_eq!(what(b"abc\0def"), Some("a binary file"));
        assert_eq!(
            what(b"a\0b\0c\0\n\0"),
            Some("UTF-16 without a byte order mark")
        );
        assert_eq!(
            what(b"\0a\0b\0c\0\n"),
            Some("UTF-16 without a byte order mark")
        );
        assert_eq!(what(b"\0\0\0\0"), Some("a binary file"));
    }

    #[test]
    fn text_is_let_through() {
        assert_eq!(what(b"PK is short for"), None);
        assert_eq!(what(b"\xFF\xFEa\0"), None);
        assert_eq!(what(b"caf\xE9"), None);
        assert_eq!(what(b""), None);
    }
}
