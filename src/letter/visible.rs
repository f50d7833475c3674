//! The words of a block as a reader sees them: markup stepped over, entities resolved, white space
//! made single, and the way back to the letter's text.

use crate::span::Span;
use std::ops::Range;

/// A run of visible words and where it stands in the letter's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Offset of the run in the visible words.
    pub at: u32,
    /// The run in the letter's text. When its length differs from the visible run's (an entity, a
    /// line break), the run is one indivisible character to the reader.
    pub source: Span,
}

/// Visible words. Where the source shows them as they are, no copy is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Visible {
    /// The text at this span, as it stands.
    Plain(Span),
    /// Words that differ from the text: their pieces, in order.
    Mapped {
        /// The words.
        words: String,
        /// Where each run of them comes from; covers `words` without gaps.
        pieces: Vec<Piece>,
    },
}

impl Visible {
    /// The visible words.
    pub fn words<'a>(&'a self, text: &'a str) -> &'a str {
        match self {
            Visible::Plain(span) => span.of(text),
            Visible::Mapped { words, .. } => words,
        }
    }

    /// The visible words of a span of the letter's text; none where it shows nothing of this block.
    pub fn words_in<'a>(&'a self, text: &'a str, span: Span) -> &'a str {
        let range = self.range_in(span);
        self.words(text).get(range).unwrap_or_default()
    }

    /// Where in the visible words those of a span of the letter's text stand; empty where it shows none.
    pub(crate) fn range_in(&self, span: Span) -> Range<usize> {
        match self {
            Visible::Plain(own) => {
                let start = own.start.max(span.start);
                let end = own.end.min(span.end).max(start);
                (start - own.start) as usize..(end - own.start) as usize
            }
            Visible::Mapped { words, pieces } => {
                let mut range: Option<(usize, usize)> = None;
                for (index, piece) in pieces.iter().enumerate() {
                    if !piece.source.overlaps(span) {
                        continue;
                    }
                    let at = piece.at as usize;
                    let next = pieces
                        .get(index + 1)
                        .map_or(words.len(), |next| next.at as usize);
                    let (mut start, mut end) = (at, next);
                    if next - at == piece.source.len() {
                        start += span.start.saturating_sub(piece.source.start) as usize;
                        end -= piece.source.end.saturating_sub(span.end) as usize;
                    }
                    range = Some((range.map_or(start, |(first, _)| first), end));
                }
                range.map_or(0..0, |(start, end)| start..end)
            }
        }
    }

    /// The span in the letter's text of a range of the visible words.
    pub fn source(&self, start: usize, end: usize) -> Span {
        match self {
            Visible::Plain(span) => {
                Span::new(span.start as usize + start, span.start as usize + end)
            }
            Visible::Mapped { words, pieces } => {
                if pieces.is_empty() {
                    return Span::default();
                }
                let end = end.max(start);
                let from = source_offset(words, pieces, start, false);
                let to = if end == start {
                    from
                } else {
                    source_offset(words, pieces, end - 1, true)
                };
                Span::new(from, to)
            }
        }
    }
}

/// The source offset of the visible byte at `at`, or with `after` the offset behind it.
fn source_offset(words: &str, pieces: &[Piece], at: usize, after: bool) -> usize {
    let index = pieces
        .partition_point(|piece| piece.at as usize <= at)
        .saturating_sub(1);
    let piece = pieces[index];
    let next = pieces
        .get(index + 1)
        .map_or(words.len(), |next| next.at as usize);
    let visible_len = next - piece.at as usize;
    if visible_len == piece.source.len() {
        let inside = (at - piece.at as usize).min(visible_len);
        piece.source.start as usize + inside + usize::from(after)
    } else if after || at >= words.len() {
        piece.source.end as usize
    } else {
        piece.source.start as usize
    }
}

/// Builds [`Visible`] words from runs of a text. Nothing is copied as long as the words stand in the
/// text as they are.
#[derive(Debug)]
pub(crate) struct VisibleBuilder<'a> {
    text: &'a str,
    built: Visible,
}

impl<'a> VisibleBuilder<'a> {
    /// A builder with no words yet, over a letter's text.
    pub(crate) fn new(text: &'a str) -> Self {
        VisibleBuilder {
            text,
            built: Visible::Plain(Span::default()),
        }
    }

    /// The words so far; white space at their end is still there.
    pub(crate) fn words(&self) -> &str {
        self.built.words(self.text)
    }

    /// Whether there are no words yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.words().is_empty()
    }

    /// Adds a run that shows as it stands in the text: white space becomes single, characters that
    /// nobody sees (soft hyphens, zero-width spaces) are left out.
    pub(crate) fn push_text(&mut self, span: Span) {
        let run = span.of(self.text);
        let base = span.start as usize;
        let mut from = 0;
        let mut at = 0;
        let bytes = run.as_bytes();
        while let Some(gap_start) = next_gap(run, at) {
            // One space between two words, which is what nearly all gaps are.
            let single = bytes[gap_start] == b' '
                && gap_start > from
                && bytes.get(gap_start + 1).is_some_and(u8::is_ascii_graphic);
            if single {
                at = gap_start + 1;
                continue;
            }
            let gap = Gap::at(&run[gap_start..]);
            at = gap_start + gap.len;
            if gap.len == 0 {
                at += run[gap_start..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            if &run[gap_start..at] == " " && (gap_start > from || self.takes_space()) {
                continue;
            }
            self.push_run(Span::new(base + from, base + gap_start));
            if gap.space {
                self.push_space(Span::new(base + gap_start, base + at));
            }
            from = at;
        }
        self.push_run(Span::new(base + from, base + run.len()));
    }

    /// Adds words that stand for other ones in the source (an entity).
    pub(crate) fn push_as(&mut self, words: &str, source: Span) {
        let gap = Gap::at(words);
        if gap.len < words.len() {
            let single = words.split_whitespace().collect::<Vec<_>>().join(" ");
            self.append(&single, source);
        } else if gap.space {
            self.push_space(source);
        }
    }

    /// Adds one space for the source's white space, unless one stands there or nothing does.
    pub(crate) fn push_space(&mut self, source: Span) {
        if self.takes_space() {
            self.append(" ", source);
        }
    }

    /// Adds words that were built before from a place behind the words so far.
    pub(crate) fn push_visible(&mut self, visible: &Visible) {
        match visible {
            Visible::Plain(span) => self.push_run(*span),
            Visible::Mapped { words, pieces } => {
                for (index, piece) in pieces.iter().enumerate() {
                    let end = pieces
                        .get(index + 1)
                        .map_or(words.len(), |next| next.at as usize);
                    self.append(&words[piece.at as usize..end], piece.source);
                }
            }
        }
    }

    /// The words, without white space at their end.
    pub(crate) fn finish(mut self) -> Visible {
        if self.words().ends_with(' ') {
            self.pop_space();
        }
        self.built
    }

    fn takes_space(&self) -> bool {
        !self.is_empty() && !self.words().ends_with(' ')
    }

    fn push_run(&mut self, span: Span) {
        match &mut self.built {
            _ if span.is_empty() => {}
            Visible::Plain(plain) if plain.is_empty() => *plain = span,
            Visible::Plain(plain) if plain.end == span.start => plain.end = span.end,
            _ => self.append_mapped(span.of(self.text), span),
        }
    }

    fn append(&mut self, words: &str, source: Span) {
        if words == source.of(self.text) {
            self.push_run(source);
        } else {
            self.append_mapped(words, source);
        }
    }

    fn append_mapped(&mut self, run: &str, source: Span) {
        if let Visible::Plain(span) = self.built {
            let pieces = if span.is_empty() {
                Vec::new()
            } else {
                vec![Piece {
                    at: 0,
                    source: span,
                }]
            };
            self.built = Visible::Mapped {
                words: span.of(self.text).to_owned(),
                pieces,
            };
        }
        if let Visible::Mapped { words, pieces } = &mut self.built {
            match pieces.last_mut() {
                Some(last)
                    if last.source.end == source.start
                        && source.len() == run.len()
                        && last.source.len() == words.len() - last.at as usize =>
                {
                    last.source.end = source.end;
                }
                _ => pieces.push(Piece {
                    at: words.len() as u32,
                    source,
                }),
            }
            words.push_str(run);
        }
    }

    fn pop_space(&mut self) {
        match &mut self.built {
            Visible::Plain(span) => span.end -= 1,
            Visible::Mapped { words, pieces } => {
                if let Some(mut last) = pieces.pop() {
                    let visible_len = words.len() - last.at as usize;
                    if visible_len == last.source.len() {
                        last.source.end -= 1;
                    }
                    if visible_len > 1 {
                        pieces.push(last);
                    }
                }
                words.pop();
            }
        }
    }
}

/// White space and unseen characters between two words.
struct Gap {
    len: usize,
    space: bool,
}

impl Gap {
    /// The gap that `rest` begins with; its length is zero when `rest` begins with a word.
    fn at(rest: &str) -> Gap {
        let mut gap = Gap {
            len: 0,
            space: false,
        };
        for c in rest.chars() {
            if c.is_whitespace() {
                gap.space = true;
            } else if !is_unseen(c) {
                break;
            }
            gap.len += c.len_utf8();
        }
        gap
    }
}

/// Characters that take part in line breaking or text direction only.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// The next offset from `at` where a gap may begin: a space or control character, or the first byte
/// of those blocks of Unicode that hold white space and unseen characters.
fn next_gap(run: &str, at: usize) -> Option<usize> {
    run.as_bytes()[at..]
        .iter()
        .position(|byte| OPENS_GAP[*byte as usize])
        .map(|offset| at + offset)
}

/// The bytes with which a gap may begin; every byte of a letter is looked up.
const OPENS_GAP: [bool; 256] = {
    let mut opens = [false; 256];
    let mut byte = 0;
    while byte < opens.len() {
        opens[byte] = matches!(byte, 0..=0x20 | 0xC2 | 0xE1..=0xE3 | 0xEF);
        byte += 1;
    }
    opens
};

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Visible {
        let mut builder = VisibleBuilder::new(text);
        builder.push_text(Span::new(0, text.len()));
        builder.finish()
    }

    #[test]
    fn plain_words_are_not_copied() {
        let text = "xx plain words – ‘all’ yy";
        let mut builder = VisibleBuilder::new(text);
        builder.push_text(Span::new(3, 8));
        builder.push_text(Span::new(8, text.len() - 2));
        assert_eq!(
            builder.finish(),
            Visible::Plain(Span::new(3, text.len() - 3))
        );
    }

    #[test]
    fn a_span_over_markup_and_entities_comes_back() {
        let text = "a **bold** R&amp;D\n  line";
        let mut builder = VisibleBuilder::new(text);
        builder.push_text(Span::new(0, 2));
        builder.push_text(Span::new(4, 8));
        builder.push_text(Span::new(10, 12));
        builder.push_as("&", Span::new(12, 17));
        builder.push_text(Span::new(17, text.len()));
        let visible = builder.finish();
        let words = visible.words(text);
        assert_eq!(words, "a bold R&D line");
        let at = |needle: &str| {
            let start = words.find(needle).unwrap_or(0);
            visible.source(start, start + needle.len()).of(text)
        };
        assert_eq!(at("bold"), "bold");
        assert_eq!(at("R&D"), "R&amp;D");
        assert_eq!(at("D line"), "D\n  line");
        assert_eq!(visible.source(0, words.len()).of(text), text);
        for (start, _) in words.char_indices() {
            for end in start + 1..=words.len() {
                let there = visible.source(start, end);
                assert_eq!(visible.words_in(text, there), &words[start..end]);
            }
        }
        assert_eq!(visible.words_in(text, Span::new(0, text.len())), words);
        assert_eq!(
            visible.words_in(text, Span::new(text.len(), text.len())),
            ""
        );
    }

    #[test]
    fn white_space_is_single_and_unseen_characters_go() {
        let text = " \ttwo\u{a0} \r\nwords, ser\u{ad}vice\u{200b} end\n";
        let visible = whole(text);
        let words = visible.words(text);
        assert_eq!(words, "two words, service end");
        let start = words.find("service").unwrap_or(0);
        assert_eq!(visible.source(start, start + 7).of(text), "ser\u{ad}vice");
        assert_eq!(
            visible.source(words.len(), words.len()),
            Span::new(text.len() - 1, text.len() - 1)
        );
    }

    #[test]
    fn a_trailing_break_of_one_byte_is_dropped_from_its_run() {
        let text = "one\ntwo\n";
        let visible = whole(text);
        assert_eq!(visible.words(text), "one two");
        assert_eq!(visible.source(0, 7), Span::new(0, 7));
        assert!(matches!(visible, Visible::Mapped { pieces, .. } if pieces.len() == 1));
    }

    #[test]
    fn built_words_go_into_others() {
        let text = "a&amp;b | c";
        let mut cell = VisibleBuilder::new(text);
        cell.push_text(Span::new(0, 1));
        cell.push_as("&", Span::new(1, 6));
        cell.push_text(Span::new(6, 7));
        let mut row = VisibleBuilder::new(text);
        row.push_visible(&cell.finish());
        row.push_space(Span::new(7, 10));
        row.push_visible(&Visible::Plain(Span::new(10, 11)));
        let row = row.finish();
        assert_eq!(row.words(text), "a&b c");
        assert_eq!(row.source(1, 5).of(text), "&amp;b | c");
    }

    #[test]
    fn nothing_but_space_is_empty() {
        assert_eq!(whole(" \n\u{200b} ").words(" "), "");
    }
}
