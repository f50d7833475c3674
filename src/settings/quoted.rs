//! Words in a letter that are somebody's own: quoted speech and block quotations.

use crate::letter::{BlockKind, Letter};
use crate::span::Span;

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
    let may_be_mark = |byte: &u8| matches!(byte, b'"' | 0xE2);
    let mut at = from;
    loop {
        at += words.as_bytes()[at..].iter().position(may_be_mark)?;
        let c = words[at..].chars().next()?;
        if matches!(c, '“' | '‘' | '"') {
            return Some((at, c));
        }
        at += c.len_utf8();
    }
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
    let marks: Vec<usize> = rest[..end].match_indices('’').map(|(at, _)| at).collect();
    marks.iter().enumerate().find_map(|(index, &at)| {
        let after = &rest[at + '’'.len_utf8()..];
        let inside = after.starts_with(char::is_alphanumeric);
        let may_be_possessive = rest[..at].ends_with('s')
            && after.trim_start().starts_with(char::is_lowercase)
            && index + 1 < marks.len();
        (!inside && !may_be_possessive).then_some(at)
    })
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
