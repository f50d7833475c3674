//! Plain text: paragraphs by blank lines, items by the sign they begin with, headings by the words
//! that the caller knows.

use super::MAX_HEADING;
use super::bullet::Bullet;
use super::sink::{Draft, Sink, may_be_heading};
use crate::letter::BlockKind;
use crate::span::Span;

/// Reads a whole text.
pub(super) fn read(sink: &mut Sink<'_>) {
    let all = Span::new(0, sink.text.len());
    read_lines(sink, all, BlockKind::Paragraph);
}

/// Reads the lines at `span`. With a `base` other than a paragraph every block is of that kind.
pub(super) fn read_lines(sink: &mut Sink<'_>, span: Span, base: BlockKind) {
    let mut lines = Lines::new(sink.text, span, base).peekable();
    let mut reader = Reader {
        sink,
        base,
        open: None,
    };
    while let Some(line) = lines.next() {
        let next = lines.peek().copied().unwrap_or_default();
        if reader.line(line, next) {
            lines.next();
        }
    }
    reader.close();
}

struct Reader<'s, 'a> {
    sink: &'s mut Sink<'a>,
    base: BlockKind,
    open: Option<Draft<'a>>,
}

impl<'a> Reader<'_, 'a> {
    /// Takes in a line; says whether it took in the next one with it.
    fn line(&mut self, line: Span, next: Span) -> bool {
        if line.is_empty() {
            self.close();
            return false;
        }
        if let Some(heading) = self.heading(line, next) {
            self.close();
            self.sink.push(heading.draft);
            return heading.took_next;
        }
        let words = line.of(self.sink.text);
        match Bullet::glyph(words).or_else(|| Bullet::number(words)) {
            Some(bullet) if self.begins_item(bullet) => self.item(bullet, line),
            _ => self.prose(line),
        }
        false
    }

    fn heading(&self, line: Span, next: Span) -> Option<Heading<'a>> {
        let text = self.sink.text;
        let words = line.of(text);
        let stands_alone = self
            .open
            .as_ref()
            .is_none_or(|open| closes(open.words.words()));
        if self.base != BlockKind::Paragraph || !stands_alone || !may_be_heading(words) {
            return None;
        }
        let is_known = self.sink.is_heading(words);
        let took_next = self.is_broken_heading(words, next.of(text), is_known);
        if !is_known && !took_next {
            return None;
        }
        let mut draft = Draft::new(text, BlockKind::Heading(2));
        draft.push_text(line);
        if took_next {
            wrap(&mut draft, text, next);
        }
        Some(Heading { draft, took_next })
    }

    fn is_broken_heading(&self, first: &str, second: &str, is_known: bool) -> bool {
        !second.is_empty()
            && first.len() + second.len() < MAX_HEADING
            && Bullet::glyph(second).is_none()
            && self.sink.continues_heading(first, second, false)
            && (is_known || self.sink.is_heading(&format!("{first} {second}")))
    }

    fn begins_item(&self, bullet: Bullet) -> bool {
        self.open
            .as_ref()
            .is_none_or(|open| bullet.interrupts(open.words.words(), open.sign))
    }

    fn item(&mut self, bullet: Bullet, line: Span) {
        self.close();
        let kind = match self.base {
            BlockKind::Paragraph => BlockKind::ListItem,
            other => other,
        };
        let mut draft = Draft::new(self.sink.text, kind);
        draft.sign = Some(bullet.sign);
        draft.push_text(Span::new(
            line.start as usize + bullet.len,
            line.end as usize,
        ));
        self.open = Some(draft);
    }

    fn prose(&mut self, line: Span) {
        let text = self.sink.text;
        let draft = self.open.get_or_insert_with(|| Draft::new(text, self.base));
        wrap(draft, text, line);
    }

    fn close(&mut self) {
        if let Some(draft) = self.open.take() {
            self.sink.push(draft);
        }
    }
}

struct Heading<'a> {
    draft: Draft<'a>,
    took_next: bool,
}

/// Adds a line to a block that may have lines already. A word that a hyphen breaks over the line's
/// end stays one word, with its hyphen.
fn wrap(draft: &mut Draft<'_>, text: &str, line: Span) {
    if !ends_in_broken_word(draft.words.words()) || !line.of(text).starts_with(char::is_lowercase) {
        draft
            .words
            .push_space(Span::new(draft.end(), line.start as usize));
    }
    draft.push_text(line);
}

fn ends_in_broken_word(words: &str) -> bool {
    words
        .strip_suffix(['-', '\u{2010}'])
        .is_some_and(|word| word.ends_with(char::is_alphabetic))
}

/// Whether prose has come to an end with these words.
fn closes(words: &str) -> bool {
    words
        .trim_end_matches(['"', '\'', '”', '’', ')', ' '])
        .ends_with(['.', '?', '!', ':', ';'])
}

/// The lines of a text, without white space at their ends.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    /// Whether a line may have the signs of the quote that it stands in.
    is_quoted: bool,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str, span: Span, base: BlockKind) -> Self {
        Lines {
            text,
            at: span.start as usize,
            end: span.end as usize,
            is_quoted: base == BlockKind::Quote,
        }
    }
}

impl Iterator for Lines<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let rest = self
            .text
            .get(self.at..self.end)
            .filter(|rest| !rest.is_empty())?;
        let len = rest
            .bytes()
            .position(|byte| byte == b'\n' || byte == b'\r')
            .unwrap_or(rest.len());
        let line = Span::new(self.at, self.at + len);
        let after = &rest.as_bytes()[len..];
        self.at += len
            + match after {
                [b'\r', b'\n', ..] => 2,
                [_, ..] => 1,
                [] => 0,
            };
        let line = if self.is_quoted {
            let words = line.of(self.text);
            let signs = words.len() - words.trim_start_matches(['>', ' ', '\t']).len();
            Span::new(line.start as usize + signs, line.end as usize)
        } else {
            line
        };
        Some(line.trimmed(self.text))
    }
}

#[cfg(test)]
mod tests {
    use crate::read::Format;
    use crate::read::testing::{outline_of, read_as};

    fn outline(source: &str) -> String {
        outline_of(Format::Text, source)
    }

    #[test]
    fn blank_lines_part_paragraphs_and_wrapped_lines_join() {
        assert_eq!(
            outline("The rooms are\r\nclean.\r\n \t\r\nThe hall\ris not.\n"),
            "p The rooms are clean.\np The hall is not."
        );
    }

    #[test]
    fn a_broken_word_keeps_its_hyphen() {
        assert_eq!(
            outline("A well-\nkept home - \nand 2019-\n20, with pre-\nWar rooms."),
            "p A well-kept home - and 2019- 20, with pre- War rooms."
        );
    }

    #[test]
    fn known_lines_are_headings() {
        assert_eq!(
            outline("Outcome of the visit\nGood.\nWhat must change?\n- the roof\nthe walls"),
            "h2 Outcome of the visit\np Good.\nh2 What must change?\nli the roof the walls"
        );
    }

    #[test]
    fn known_words_inside_a_sentence_are_none() {
        assert_eq!(
            outline("They read the\nOutcome of the visit\nwith care."),
            "p They read the Outcome of the visit with care."
        );
    }

    #[test]
    fn headings_broken_over_two_lines_join() {
        let joined = "h2 How is it for residents and their families?\np It is fine.";
        for gap in ["\n", "\r\n", "\n\n"] {
            let source = format!("How is it for residents and{gap}their families?{gap}It is fine.");
            assert_eq!(outline(&source), joined);
        }
        assert_eq!(
            outline("Outcome of\nthe visit\n\nIt is fine."),
            "h2 Outcome of the visit\np It is fine."
        );
    }

    #[test]
    fn items_begin_with_glyphs_and_numbers() {
        assert_eq!(
            outline(
                "They should:\n• mend the roof\n  at once;\n– paint\n1. sweep\n(a) dust\n\no air"
            ),
            "p They should:\nli mend the roof at once;\nli paint 1. sweep (a) dust\nli air"
        );
        assert_eq!(outline("•\nmend\n•\npaint"), "li mend\nli paint");
        assert_eq!(
            outline("1) sweep\n2) dust\n\n(i) air\n(ii) light"),
            "li sweep\nli dust\nli air\nli light"
        );
    }

    #[test]
    fn a_dash_inside_prose_is_none() {
        assert_eq!(
            outline("The home\n– an old one – is clean. On 1 July\n20. was"),
            "p The home – an old one – is clean. On 1 July 20. was"
        );
    }

    #[test]
    fn markup_means_nothing() {
        assert_eq!(
            outline("<!-- a --> **b** &amp;"),
            "p <!-- a --> **b** &amp;"
        );
    }

    #[test]
    fn spans_leave_signs_out_and_lead_back() {
        let letter = read_as(Format::Text, "  • mend\r\n    it\r\n").letter;
        let block = &letter.blocks[0];
        assert_eq!(block.span.of(&letter.text), "mend\r\n    it");
        assert_eq!(block.visible.source(5, 7).of(&letter.text), "it");
    }
}
