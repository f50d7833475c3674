//! A place in a letter as people write it on a command line.

use evenhand::letter::Letter;
use evenhand::span::{Position, Span};

/// Finds a place: `START..END` in bytes, `LINE:COLUMN`, or words of the letter.
pub(crate) fn find(letter: &Letter, place: &str) -> Result<Span, String> {
    if let Some((start, end)) = numbers(place, "..") {
        let span = Span::new(start as usize, end as usize);
        return if span.of(&letter.text).is_empty() {
            Err(format!(
                "bytes {place} are not characters of the letter, which has {} bytes",
                letter.text.len()
            ))
        } else {
            Ok(span)
        };
    }
    if let Some((line, column)) = numbers(place, ":") {
        let offset = letter
            .lines()
            .offset(&letter.text, Position { line, column });
        return match offset {
            Some(at) => Ok(Span {
                start: at,
                end: at + 1,
            }),
            None => Err(format!("the letter has no line {line}")),
        };
    }
    let words = place.trim_matches(['"', '“', '”']);
    match letter.text.find(words) {
        Some(at) if !words.is_empty() => Ok(Span::new(at, at + words.len())),
        _ => Err(
            "these words are not in the letter; give words, LINE:COLUMN or START..END in bytes"
                .to_owned(),
        ),
    }
}

fn numbers(place: &str, between: &str) -> Option<(u32, u32)> {
    let (first, second) = place.split_once(between)?;
    Some((first.trim().parse().ok()?, second.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use evenhand::read::{Format, ReadOptions, read};

    #[test]
    fn a_place_is_bytes_or_a_line_or_words() {
        let read = read(
            "é one\n\ntwo: 3\n".as_bytes(),
            Format::Markdown,
            &ReadOptions::default(),
        );
        let letter = read.expect("readable").letter;
        assert_eq!(find(&letter, "3..6"), Ok(Span::new(3, 6)));
        assert_eq!(find(&letter, "1:3"), Ok(Span::new(3, 4)));
        assert_eq!(find(&letter, "“two”"), Ok(Span::new(8, 11)));
        assert_eq!(find(&letter, "two: 3"), Ok(Span::new(8, 14)));
        assert!(find(&letter, "90..91").is_err_and(|message| message.contains("15 bytes")));
        assert!(find(&letter, "9:1").is_err_and(|message| message.contains("no line 9")));
        assert!(find(&letter, "three").is_err());
        assert!(find(&letter, "").is_err());
    }
}
