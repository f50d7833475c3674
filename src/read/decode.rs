//! From bytes to text: UTF-8, UTF-16 with a byte order mark, or else Windows-1252.

use super::{ReadError, ReadNote, binary};
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A text, and where it had to be guessed.
pub(super) type Decoded = Result<(String, Option<ReadNote>), ReadError>;

/// Decodes a file, and says where it had to guess. The byte order mark is left out; line ends stay
/// as they are.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let (text, note) = match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(UTF_16LE, rest),
        [0xFE, 0xFF, rest @ ..] => utf16(UTF_16BE, rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest, 3),
        _ => utf8(bytes, 0),
    };
    if text.contains('\0') {
        return Err(binary::has_nul(bytes));
    }
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    Ok((text, note))
}

/// Decodes a web page, which may say itself what it is written in.
pub(super) fn decode_page(bytes: &[u8]) -> Decoded {
    let start = &bytes[..bytes.len().min(PROLOGUE)];
    let declared = declared(&String::from_utf8_lossy(start).to_ascii_lowercase());
    let has_mark = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    match declared {
        Some(encoding) if !has_mark && std::str::from_utf8(bytes).is_err() => {
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            if text.contains('\0') {
                return Err(binary::has_nul(bytes));
            }
            Ok((text.into_owned(), None))
        }
        _ => decode(bytes),
    }
}

/// How far into a page a browser looks for its encoding, in bytes.
const PROLOGUE: usize = 1024;

/// The encoding that a page says it has; one of a byte a character, or one of many.
fn declared(start: &str) -> Option<&'static encoding_rs::Encoding> {
    let (_, behind) = start.split_once("charset")?;
    let label = behind
        .trim_start()
        .strip_prefix('=')?
        .trim_start_matches(['"', '\'', ' ']);
    let len = label
        .find(|character: char| !character.is_ascii_alphanumeric() && !"-_:.".contains(character))
        .unwrap_or(label.len());
    encoding_rs::Encoding::for_label(&label.as_bytes()[..len])
        .filter(|encoding| encoding.is_ascii_compatible() && *encoding != encoding_rs::UTF_8)
}

fn utf16(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> (String, Option<ReadNote>) {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    (text.into_owned(), damaged.then_some(ReadNote::DamagedUtf16))
}

/// Decodes what should be UTF-8 and stands behind `skipped` bytes.
fn utf8(bytes: &[u8], skipped: usize) -> (String, Option<ReadNote>) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(error) => {
            // Every byte is a character in this encoding: there is no damage to report.
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            let offset = skipped + error.valid_up_to();
            (text.into_owned(), Some(ReadNote::Windows1252 { offset }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).map(|(text, _)| text).unwrap_or_default()
    }

    fn utf16_bytes(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        "\u{feff}"
            .encode_utf16()
            .chain(text.encode_utf16())
            .flat_map(unit)
            .collect()
    }

    #[test]
    fn utf8_with_and_without_a_mark() {
        assert_eq!(text("“é”\r\n".as_bytes()), "“é”\r\n");
        assert_eq!(text("\u{feff}“é”\r\n".as_bytes()), "“é”\r\n");
    }

    #[test]
    fn utf16_of_both_orders() {
        let words = "“Draft”\r\n\u{1F600}";
        assert_eq!(text(&utf16_bytes(words, u16::to_le_bytes)), words);
        assert_eq!(text(&utf16_bytes(words, u16::to_be_bytes)), words);
    }

    #[test]
    fn damaged_utf16_is_read_with_a_note() {
        let decoded = decode(b"\xFF\xFEa\0\x00\xD8b\0");
        assert_eq!(
            decoded,
            Ok(("a\u{FFFD}b".to_owned(), Some(ReadNote::DamagedUtf16)))
        );
    }

    #[test]
    fn windows_1252_has_its_quotes() {
        let decoded = decode(b"ok \x93quoted\x94 \x96 it\x92s");
        let note = ReadNote::Windows1252 { offset: 3 };
        assert_eq!(decoded, Ok(("ok “quoted” – it’s".to_owned(), Some(note))));
    }

    #[test]
    fn a_page_says_what_it_is_written_in() {
        let page = |bytes: &[u8]| decode_page(bytes).map(|(text, _)| text);
        let latin = b"<meta charset='ISO-8859-15'>\xA4";
        assert_eq!(
            page(latin),
            Ok("<meta charset='ISO-8859-15'>\u{20AC}".to_owned())
        );
        let utf8 = "<meta charset=latin1>\u{20AC}";
        assert_eq!(page(utf8.as_bytes()), Ok(utf8.to_owned()));
        assert_eq!(
            page(b"charset=utf-8 \x93"),
            Ok("charset=utf-8 \u{201C}".to_owned())
        );
    }

    #[test]
    fn the_offset_counts_the_mark() {
        let decoded = decode(b"\xEF\xBB\xBFab\x92");
        let note = ReadNote::Windows1252 { offset: 5 };
        assert_eq!(decoded, Ok(("ab’".to_owned(), Some(note))));
    }

    #[test]
    fn nul_and_nothing_are_refused() {
        assert_eq!(decode(b"\xFF\xFE"), Err(ReadError::Empty));
        assert_eq!(decode(b" \n"), Err(ReadError::Empty));
        assert!(matches!(
            decode(b"\xFF\xFE\0\0a\0\0\0"),
            Err(ReadError::Binary { .. })
        ));
    }
}
