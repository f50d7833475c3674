//! Words as XML.

use std::borrow::Cow;

/// Words between tags.
pub(super) fn escape(words: &str) -> Cow<'_, str> {
    replace(words, false)
}

/// Words in an attribute.
pub(super) fn attribute(words: &str) -> Cow<'_, str> {
    replace(words, true)
}

fn replace(words: &str, in_attribute: bool) -> Cow<'_, str> {
    let stays = |sign: char| {
        !matches!(sign, '&' | '<' | '>' | '\r' | '\u{FFFE}' | '\u{FFFF}')
            && (sign >= ' ' || matches!(sign, '\n' | '\t') && !in_attribute)
            && !(in_attribute && sign == '"')
    };
    if words.chars().all(stays) {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len() + 16);
    for sign in words.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            // No XML can say these.
            _ if sign < ' ' || matches!(sign, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            _ => out.push(sign),
        }
    }
    Cow::Owned(out)
}
