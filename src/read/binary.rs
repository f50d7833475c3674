//! Files that are no text, by their first bytes.

use super::ReadError;

const AS_TEXT: &str = "save or export it as plain text (.txt) or Markdown (.md) first";
const OTHER_FILE: &str = "give the letter itself, as plain text (.txt) or Markdown (.md)";
const AS_UTF8: &str = "save it as UTF-8 first";

/// First bytes, what has them, and the remedy.
const SIGNATURES: [(&[u8], &str, &str); 16] = [
    (b"%PDF-", "a PDF document", "give it the ending .pdf"),
    (b"PK\x03\x04", "a Word document or a ZIP archive", AS_TEXT),
    (b"PK\x05\x06", "an empty ZIP archive", OTHER_FILE),
    (
        b"\xD0\xCF\x11\xE0",
        "a Word document of the old format (.doc)",
        AS_TEXT,
    ),
    (b"{\\rtf", "a Rich Text document", AS_TEXT),
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
            Some("a Word document or a ZIP archive")
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
