//! File paths as URIs, and back.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The `file:` URI of an absolute path.
pub fn from_path(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let mut uri = String::from("file://");
    if !text.starts_with('/') {
        uri.push('/');
    }
    for byte in text.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~/:".contains(&byte);
        if plain {
            uri.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

/// The path of a `file:` URI; nothing for other schemes.
pub(super) fn to_path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let from = rest.find('/')?;
    let mut bytes = Vec::new();
    let mut rest = rest[from..].bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let (high, low) = (digit(rest.next())?, digit(rest.next())?);
        bytes.push((high * 16 + low) as u8);
    }
    let text = String::from_utf8(bytes).ok()?;
    let is_drive = text.as_bytes().get(2) == Some(&b':');
    let text = if is_drive { &text[1..] } else { &text };
    Some(PathBuf::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_come_back_from_their_uris() {
        for path in ["/a/b c/é draft#1.md", "/100%/x.txt", "/"] {
            let uri = from_path(Path::new(path));
            assert!(uri.is_ascii(), "{uri}");
            assert_eq!(to_path(&uri), Some(PathBuf::from(path)), "{uri}");
        }
        assert_eq!(
            from_path(Path::new("C:\\drafts\\a.md")),
            "file:///C:/drafts/a.md"
        );
        assert_eq!(
            to_path("file:///c%3A/drafts/a.md"),
            Some(PathBuf::from("c:/drafts/a.md"))
        );
    }

    #[test]
    fn other_schemes_have_no_path() {
        assert_eq!(to_path("untitled:Untitled-1"), None);
        assert_eq!(to_path("file://%zz"), None);
        assert_eq!(to_path("file:///%4"), None);
        assert_eq!(to_path("file:///%ff"), None);
    }
}
