//! Breaks words into rows of a given width. Width is counted in characters, which is right for the
//! scripts that letters are written in.

use std::ops::Range;

/// The rows of `text`, as byte ranges without the space between them. A word that is longer than a
/// row is cut; a line break in the text ends a row.
pub(super) fn rows(text: &str, width: usize) -> Vec<Range<usize>> {
    let width = width.max(1);
    let mut rows = Vec::new();
    let mut line_start = 0;
    for line in text.split('\n') {
        line_rows(line, line_start, width, &mut rows);
        line_start += line.len() + 1;
    }
    rows
}

fn line_rows(line: &str, offset: usize, width: usize, rows: &mut Vec<Range<usize>>) {
    let mut row: Option<Range<usize>> = None;
    let mut columns = 0;
    for word in words(line) {
        let length = line[word.clone()].chars().count();
        match &mut row {
            Some(open) => {
                let gap = line[open.end..word.start].chars().count();
                if columns + gap + length <= width {
                    open.end = word.end;
                    columns += gap + length;
                    continue;
                }
                rows.push(offset + open.start..offset + open.end);
            }
            None if line[..word.start].chars().count() + length <= width => {
                // Keep what stands before the first word: an indent.
                columns = line[..word.end].chars().count();
                row = Some(0..word.end);
                continue;
            }
            None => {}
        }
        let mut rest = word;
        while let Some((cut, _)) = line[rest.clone()].char_indices().nth(width) {
            rows.push(offset + rest.start..offset + rest.start + cut);
            rest.start += cut;
        }
        columns = line[rest.clone()].chars().count();
        row = Some(rest);
    }
    let last = row.unwrap_or(0..0);
    rows.push(offset + last.start..offset + last.end);
}

/// The words of a line, as byte ranges.
fn words(line: &str) -> impl Iterator<Item = Range<usize>> {
    line.split(' ')
        .scan(0, |start, word| {
            let range = *start..*start + word.len();
            *start = range.end + 1;
            Some(range)
        })
        .filter(|range| !range.is_empty())
}

/// `text` in rows of at most `width`, the first behind `first` and the others behind as many spaces.
/// `visible` is how many columns `first` takes up, which colours make differ from its length.
pub(super) fn hang(out: &mut String, first: &str, visible: usize, text: &str, width: usize) {
    for (index, row) in rows(text, width.saturating_sub(visible))
        .into_iter()
        .enumerate()
    {
        if index == 0 {
            out.push_str(first);
        } else {
            out.extend(std::iter::repeat_n(' ', visible));
        }
        out.push_str(&text[row]);
        let written = out.trim_end_matches(' ').len();
        out.truncate(written);
        out.push('\n');
    }
}

/// `text` in rows of at most `width`, all behind `indent` spaces.
pub(super) fn indented(out: &mut String, indent: usize, text: &str, width: usize) {
    hang(out, &" ".repeat(indent), indent, text, width);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, width: usize) -> Vec<&str> {
        rows(text, width)
            .into_iter()
            .map(|row| &text[row])
            .collect()
    }

    #[test]
    fn words_fall_into_rows() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("one  two", 9), ["one  two"]);
        assert_eq!(wrapped("a\n\nb", 9), ["a", "", "b"]);
        assert_eq!(wrapped("", 9), [""]);
    }

    #[test]
    fn a_word_without_end_is_cut_between_characters() {
        assert_eq!(wrapped("éééééé a", 4), ["éééé", "éé a"]);
        assert_eq!(wrapped("ab cdefghij", 4), ["ab", "cdef", "ghij"]);
        assert_eq!(wrapped("abc", 0), ["a", "b", "c"]);
    }

    #[test]
    fn rows_hang_under_the_first() {
        let mut out = String::new();
        hang(&mut out, "help: ", 6, "one two three", 14);
        assert_eq!(out, "help: one two\n      three\n");
    }
}
