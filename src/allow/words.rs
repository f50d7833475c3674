//! Words of a letter in a form that edits of markup, case and punctuation leave as it is.

use crate::diagnostic::Diagnostic;
use crate::letter::Letter;
use crate::span::Span;

/// Letters and digits in lower case, with one space for whatever stands between words.
pub(crate) fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        // Inside a word, an apostrophe of either form may be there or not.
        if matches!(c, '\'' | '’' | '\u{ad}' | '\u{200b}') {
            continue;
        }
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The sentence that a point is about, as a reader sees it.
pub(crate) fn sentence(letter: &Letter, point: &Diagnostic) -> String {
    let context = visible(letter, point.context);
    if context.trim().is_empty() {
        visible(letter, point.span)
    } else {
        context
    }
}

/// The sentence that a point is about, as answers go by it: in normal form, and as it is where that has
/// nothing left.
pub(crate) fn answered_sentence(letter: &Letter, point: &Diagnostic) -> String {
    let sentence = sentence(letter, point);
    match normal(&sentence) {
        empty if empty.is_empty() => sentence.trim().to_owned(),
        words => words,
    }
}

/// The words of the blocks that a span touches.
pub(crate) fn block_words(letter: &Letter, span: Span) -> String {
    let blocks = letter.blocks.iter();
    let words = blocks
        .filter(|block| block.span.overlaps(span))
        .map(|block| block.visible.words(&letter.text));
    words.collect::<Vec<_>>().join(" ")
}

fn visible(letter: &Letter, span: Span) -> String {
    let blocks = letter.blocks.iter();
    let words = blocks
        .filter(|block| block.span.overlaps(span))
        .map(|block| block.visible.words_in(&letter.text, span));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_word_does_not_count() {
        assert_eq!(
            normal("  “Some parents’ **views**”, they\nsay… "),
            "some parents views they say"
        );
        assert_eq!(normal("parents' ... VIEWS"), "parents views");
        assert_eq!(normal("–"), "");
    }
}
