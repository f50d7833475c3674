//! Words of a draft made safe to show: a terminal obeys control characters, and a draft may hold any.

use std::borrow::Cow;

/// `text` on one line, with a space for every control character and sign that turns the direction
/// of writing.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_unsafe) {
        Cow::Owned(text.chars().map(clean_char).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The character as it may be shown.
pub(super) fn clean_char(c: char) -> char {
    if is_unsafe(c) { ' ' } else { c }
}

fn is_unsafe(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// At most `words` words of a passage on one line, and a sign where some are left out.
pub(super) fn shorten(text: &str, words: usize) -> String {
    let text = clean(text);
    let mut all = text.split_whitespace();
    let mut short = all.by_ref().take(words).collect::<Vec<_>>().join(" ");
    if all.next().is_some() {
        short.push_str(" …");
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_cannot_steer_the_terminal() {
        assert_eq!(clean("red \u{1b}[31m\nword\u{202E}"), "red  [31m word ");
        assert!(matches!(clean("“plain” words"), Cow::Borrowed(_)));
    }

    #[test]
    fn long_passages_are_cut_at_a_word() {
        assert_eq!(shorten("one  two\nthree", 2), "one two …");
        assert_eq!(shorten("one two", 2), "one two");
    }
}
