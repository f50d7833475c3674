//! Words in a letter that are somebody's own: quoted speech and block quotations.

use crate::letter::{BlockKind, Letter};
use crate::span::Span;
use memchr::memchr2_iter;

/// Fewer words than this between quotation marks quote a name or a term, not a person.
const SPEECH: usize = 4;

/// The passages of a letter that are somebody's own words, in reading order.
pub(super) fn passages(letter: &Letter) -> Vec<Span> {
    let mut found = Vec::new();
    for block in &letter.blocks {
        if block.kind == BlockKind::Quote {
            found.push(block.span);
            continue;
        }
        let words = block.visible.words(&letter.text);
        for (start, end) in quotations(words) {
            if words[start..end].split_whitespace().count() >= SPEECH {
                found.push(block.visible.source(start, end));
            }
        }
    }
    found
}

/// The next mark that may open a quotation, from a place on.
fn next_mark(words: &str, from: usize) -> Option<(usize, char)> {
    // The first bytes of the marks; few others begin so.
    memchr2_iter(b'"', 0xE2, &words.as_bytes()[from..]).find_map(|offset| {
        let at = from + offset;
        let c = words[at..].chars().next()?;
        matches!(c, '“' | '‘' | '"').then_some((at, c))
    })
}

/// What stands between quotation marks. A mark that is never closed opens nothing.
fn quotations(words: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((at, mark)) = next_mark(words, from) {
        let start = at + mark.len_utf8();
        let rest = &words[start..];
        let length = match mark {
            '“' => rest.find('”'),
            '"' => rest.find('"'),
            _ => closing_apostrophe(rest),
        };
        from = match length {
            Some(length) => {
                found.push((start, start + length));
                start + length
            }
            None => start,
        };
        // The closing mark of one quotation opens no other.
        if words[from..].starts_with(['”', '"', '’']) {
            from += words[from..].chars().next().map_or(0, char::len_utf8);
        }
    }
    found
}

/// The mark that closes a quotation in single marks, told from apostrophes.
fn closing_apostrophe(rest: &str) -> Option<usize> {
    let end = rest.find('‘').unwrap_or(rest.len());
    let mut marks = rest[..end].match_indices('’').peekable();
    while let Some((at, mark)) = marks.next() {
        let after = &rest[at + mark.len()..];
        let inside = after.starts_with(char::is_alphanumeric);
        let may_be_possessive = rest[..at].ends_with('s')
            && after.trim_start().starts_with(char::is_lowercase)
            && marks.peek().is_some();
        if !inside && !may_be_possessive {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(words: &str) -> Vec<&str> {
        let found = quotations(words).into_iter();
        found.map(|(start, end)| &words[start..end]).collect()
    }

    #[test]
    fn quotation_marks_of_all_kinds_are_paired() {
        assert_eq!(
            quoted("He said “one two”, then \"three\"."),
            ["one two", "three"]
        );
        assert_eq!(
            quoted("They are ‘the parents’ views that we don’t hear’, he said."),
            ["the parents’ views that we don’t hear"]
        );
        assert_eq!(
            quoted("the ‘Sparkle’ groups and ‘Shine’"),
            ["Sparkle", "Shine"]
        );
        assert_eq!(
            quoted("the parents’ views, “never closed"),
            Vec::<&str>::new()
        );
        assert_eq!(quoted("‘‘é"), Vec::<&str>::new());
    }
}
