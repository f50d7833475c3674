//! Markdown: what a `CommonMark` parser says of a text, as blocks with the way back.

use super::bullet::Bullet;
use super::sink::{Draft, Sink};
use super::{html, text};
use crate::letter::{BlockKind, Visible};
use crate::span::Span;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Reads a whole text.
pub(super) fn read(sink: &mut Sink<'_>) {
    let text = sink.text;
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let base = front_matter_len(text);
    let parser = Parser::new_ext(&text[base..], options);
    let mut reader = Reader::new(sink);
    for (event, range) in parser.into_offset_iter() {
        reader.event(event, Span::new(base + range.start, base + range.end));
    }
    reader.close();
}

/// The length of the metadata that a text begins with: `key: value` lines between two `---`.
fn front_matter_len(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let mut len = match lines.next() {
        Some(line) if line.trim_end() == "---" => line.len(),
        _ => return 0,
    };
    for (index, line) in lines.enumerate() {
        len += line.len();
        match line.trim_end() {
            "---" | "..." => return len,
            first if index == 0 && !first.contains(':') => return 0,
            _ => {}
        }
    }
    0
}

/// Blocks whose source other readers take as a whole.
#[derive(Clone, Copy)]
enum Raw {
    Code,
    Html,
}

struct Reader<'s, 'a> {
    sink: &'s mut Sink<'a>,
    open: Option<Draft<'a>>,
    /// A line break behind the words so far: what follows it may begin an item.
    line_break: Option<Span>,
    /// For every list item around: whether its own first words are still to come.
    items: Vec<bool>,
    quotes: usize,
    /// How many elements around keep their words from the reader: images, struck words.
    hidden: usize,
    /// The cells so far of the table row around.
    row: Option<Vec<Visible>>,
    /// The extent so far of the block around that is read as a whole.
    raw: Option<Span>,
}

impl<'s, 'a> Reader<'s, 'a> {
    fn new(sink: &'s mut Sink<'a>) -> Self {
        Reader {
            sink,
            open: None,
            line_break: None,
            items: Vec::new(),
            quotes: 0,
            hidden: 0,
            row: None,
            raw: None,
        }
    }

    fn event(&mut self, event: Event<'a>, span: Span) {
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(_) | Event::Html(_) if self.takes_raw(span) => {}
            _ if self.hidden > 0 => self.draft().extend(span),
            Event::Text(words) => self.text(&words, span),
            Event::Code(words) => self.words(&words, span),
            Event::SoftBreak | Event::HardBreak => self.line_break = Some(span),
            Event::InlineHtml(tag) if tag.starts_with("<!--") => {
                self.draft().extend(span);
                self.sink.push_comment(span);
            }
            Event::InlineHtml(tag) => {
                let is_break = html::is_line_break(&tag);
                let draft = self.draft();
                draft.extend(span);
                if is_break {
                    draft.words.push_space(span);
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'a>, span: Span) {
        match tag {
            Tag::Heading { level, .. } if self.quotes == 0 => {
                self.begin(BlockKind::Heading(*level as u8));
            }
            Tag::Heading { .. } | Tag::Paragraph => {
                let kind = self.prose();
                self.begin(kind);
            }
            Tag::Item => {
                self.close();
                self.items.push(true);
            }
            Tag::BlockQuote(_) => {
                self.close();
                self.quotes += 1;
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.close();
                self.raw = Some(Span::default());
            }
            Tag::TableHead | Tag::TableRow => self.row = Some(Vec::new()),
            Tag::TableCell => self.begin(BlockKind::TableRow { header: false }),
            Tag::List(_) | Tag::Table(_) => self.close(),
            Tag::Image { .. } | Tag::Strikethrough => {
                self.hidden += 1;
                self.draft().extend(span);
            }
            _ => self.draft().extend(span),
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph => self.close(),
            TagEnd::Item => {
                self.close();
                self.items.pop();
            }
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotes -= 1;
            }
            TagEnd::CodeBlock => self.close_raw(Raw::Code),
            TagEnd::HtmlBlock => self.close_raw(Raw::Html),
            TagEnd::TableHead => self.close_row(true, span),
            TagEnd::TableRow => self.close_row(false, span),
            TagEnd::TableCell => self.close_cell(),
            TagEnd::Image | TagEnd::Strikethrough => self.hidden -= 1,
            _ => {}
        }
    }

    /// Whether a block around is read as a whole at its end; if so, the part at `span` goes into it.
    fn takes_raw(&mut self, span: Span) -> bool {
        if let Some(raw) = &mut self.raw {
            *raw = if raw.is_empty() { span } else { raw.to(span) };
        }
        self.raw.is_some()
    }

    fn text(&mut self, words: &str, span: Span) {
        if let Some(bullet) = self.bullet_at(span) {
            let rest = self.begin_item(bullet, span);
            self.words(rest.of(self.sink.text), rest);
        } else {
            self.words(words, span);
        }
    }

    /// Adds words that the source has at or in `span`, or that stand for it.
    fn words(&mut self, words: &str, span: Span) {
        if let Some(line_break) = self.line_break.take() {
            self.draft().words.push_space(line_break);
        }
        let source = span.of(self.sink.text);
        let start = if source == words {
            Some(0)
        } else {
            source.find(words)
        };
        let draft = self.draft();
        draft.extend(span);
        match start {
            Some(at) => {
                let start = span.start as usize + at;
                draft.words.push_text(Span::new(start, start + words.len()));
            }
            None => draft.words.push_as(words, span),
        }
    }

    /// The bullet that `CommonMark` does not know and that begins an item at `span`.
    fn bullet_at(&mut self, span: Span) -> Option<Bullet> {
        let in_row = self.row.is_some();
        let has_break = self.line_break.is_some() && !in_row;
        let text = self.sink.text;
        let draft = self.draft();
        let at_start = draft.words.is_empty();
        if matches!(draft.kind, BlockKind::Heading(_)) || !(at_start || has_break) {
            return None;
        }
        Bullet::glyph(&text[span.start as usize..])
            .filter(|bullet| at_start || bullet.interrupts(draft.words.words(), draft.sign))
    }

    /// Takes the bullet off the words at `span`, and has them begin an item unless they are in a
    /// table or a quote.
    fn begin_item(&mut self, bullet: Bullet, span: Span) -> Span {
        let kind = self.draft().kind;
        if !self.draft().words.is_empty() {
            // Emphasis or a link may go on into the item.
            self.draft().cut(span.start);
            self.begin(kind);
        }
        let draft = self.draft();
        if kind == BlockKind::Paragraph {
            draft.kind = BlockKind::ListItem;
        }
        draft.sign = Some(bullet.sign);
        let start = span.start as usize + bullet.len;
        Span::new(start.min(span.end as usize), span.end as usize)
    }

    /// The kind of a paragraph at this place; a list item's first one is the item.
    fn prose(&mut self) -> BlockKind {
        if self.quotes > 0 {
            return BlockKind::Quote;
        }
        if self.items.last_mut().is_some_and(std::mem::take) {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        }
    }

    /// The block that inline words go into.
    fn draft(&mut self) -> &mut Draft<'a> {
        let draft = match self.open.take() {
            Some(draft) => draft,
            None => Draft::new(self.sink.text, self.prose()),
        };
        self.open.insert(draft)
    }

    fn begin(&mut self, kind: BlockKind) {
        self.close();
        self.open = Some(Draft::new(self.sink.text, kind));
    }

    fn close(&mut self) {
        self.line_break = None;
        if let Some(draft) = self.open.take() {
            self.sink.push(draft);
        }
    }

    fn close_raw(&mut self, raw: Raw) {
        let base = if self.quotes > 0 {
            BlockKind::Quote
        } else {
            BlockKind::Paragraph
        };
        let span = self.raw.take().unwrap_or_default();
        match raw {
            Raw::Code => text::read_lines(self.sink, span, base),
            Raw::Html => html::read(self.sink, span, base),
        }
    }

    fn close_cell(&mut self) {
        self.line_break = None;
        if let (Some(row), Some(draft)) = (&mut self.row, self.open.take()) {
            row.push(draft.words.finish());
        }
    }

    fn close_row(&mut self, header: bool, span: Span) {
        if let Some(cells) = self.row.take() {
            self.sink.push_row(header, span, cells);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::read::testing::{outline, outline_of, read_as};
    use crate::read::{Format, ReadNote};

    fn blocks(source: &str) -> String {
        outline_of(Format::Markdown, source)
    }

    /// The words of the source behind the first visible `needle`.
    fn source_of(source: &str, needle: &str) -> String {
        let letter = read_as(Format::Markdown, source).letter;
        for block in &letter.blocks {
            if let Some(start) = block.visible.words(&letter.text).find(needle) {
                let span = block.visible.source(start, start + needle.len());
                return span.of(&letter.text).to_owned();
            }
        }
        String::new()
    }

    #[test]
    fn headings_of_both_kinds_and_paragraphs() {
        assert_eq!(
            blocks("# The *home* #\r\n\r\nRooms\r\n-----\r\nThe rooms  \r\nare\r\n  clean.\r\n"),
            "h1 The home\nh2 Rooms\np The rooms are clean."
        );
    }

    #[test]
    fn broken_headings_join() {
        assert_eq!(
            blocks("## The home and\n## its garden\n\nx"),
            "h2 The home and its garden\np x"
        );
        assert_eq!(
            blocks("## How is it for residents\n\nand their families?\n\nFine."),
            "h2 How is it for residents and their families?\np Fine."
        );
        assert_eq!(
            blocks("## The home\n\nits garden is wild\n"),
            "h2 The home\np its garden is wild"
        );
        assert_eq!(
            source_of("## The home and\n## its garden", "and its"),
            "and\n## its"
        );
    }

    #[test]
    fn prose_with_a_rule_under_it_is_no_heading() {
        let prose = "The rooms are clean. ".repeat(20);
        let expected = format!("p {}\np x", prose.trim());
        assert_eq!(blocks(&format!("{prose}\n---\nx")), expected);
    }

    #[test]
    fn known_words_in_a_paragraph_of_their_own_are_a_heading() {
        assert_eq!(
            blocks("**Outcome of the visit**\n\nFine.\n\n- Outcome of the visit"),
            "h2 Outcome of the visit\np Fine.\nli Outcome of the visit"
        );
    }

    #[test]
    fn markup_inside_sentences_is_stepped_over() {
        assert_eq!(
            blocks(
                "Staff **kn*o*w** [the `plan`](http://x.y \"t\") ![alt](z.png)well\\* &amp; act&nbsp;~~late~~ soon"
            ),
            "p Staff know the plan well* & act soon"
        );
        assert_eq!(
            source_of("un**help**ful words", "unhelpful"),
            "un**help**ful"
        );
        assert_eq!(source_of("R&amp;D\\_x", "R&D_"), "R&amp;D\\_");
        assert_eq!(
            source_of("the [plan](x) is", "the plan is"),
            "the [plan](x) is"
        );
        assert_eq!(source_of("a `b` c", "b c"), "b` c");
    }

    #[test]
    fn plain_lines_are_not_copied() {
        let letter = read_as(Format::Markdown, "It’s [sic] a_b * 5 < 6 fine.\n").letter;
        assert!(matches!(
            letter.blocks[0].visible,
            crate::letter::Visible::Plain(_)
        ));
    }

    #[test]
    fn items_are_blocks_of_their_own() {
        assert_eq!(
            blocks("- one *a*\n  wrapped\n  1. inner\n  2. last\n- two\n\n  more\n- [x] three"),
            "li one a wrapped\nli inner\nli last\nli two\np more\nli three"
        );
    }

    #[test]
    fn bullets_that_the_parser_does_not_know_begin_items() {
        assert_eq!(
            blocks(
                "They should:\n• mend *it*\n  at once;\n•paint\n\n− sweep – all –\n\no dust\n\n•**air**"
            ),
            "p They should:\nli mend it at once;\nli paint\nli sweep – all –\nli dust\nli air"
        );
        assert_eq!(
            blocks("the home\n– an old one – is"),
            "p the home – an old one – is"
        );
        assert_eq!(blocks("- • mend\n- – paint"), "li mend\nli paint");
    }

    #[test]
    fn a_row_is_a_block_with_cells() {
        let source = "| Who | What |\n| --- | :-: |\n| **Home** | ▪ mend a\\|b ▪ paint<br>it |\n| | |\n| x |\n";
        assert_eq!(
            blocks(source),
            "th Who|What\ntr Home|mend a|b ▪ paint it\ntr x|"
        );
        let letter = read_as(Format::Markdown, source).letter;
        let row = &letter.blocks[1];
        assert_eq!(row.visible.words(&letter.text), "Home mend a|b ▪ paint it");
        assert_eq!(source_of(source, "Home mend"), "Home** | ▪ mend");
        assert!(row.span.of(&letter.text).starts_with("| **Home"));
    }

    #[test]
    fn quotes_are_quotes_all_through() {
        assert_eq!(
            blocks("> # Note\n> It is\n> fine.\n>\n> - one\n>\n>     code\n>     more\n\nOwn."),
            "q Note\nq It is fine.\nq one\nq code more\np Own."
        );
    }

    #[test]
    fn indented_and_fenced_words_do_not_vanish() {
        assert_eq!(
            blocks("    The rooms\n    are clean.\n\n    • the hall\n\n```text\nFine.\n```\n"),
            "p The rooms are clean.\nli the hall\np Fine."
        );
    }

    #[test]
    fn comments_are_annotations() {
        let source = "One <!-- why? --> two.\n\n<!--\nlong\n-->\n\nThree.\n";
        let read = read_as(Format::Markdown, source);
        assert_eq!(outline(&read.letter), "p One two.\np Three.");
        let notes: Vec<_> = read
            .letter
            .annotations
            .iter()
            .map(|note| (note.span.of(source), note.text.as_str()))
            .collect();
        assert_eq!(
            notes,
            [("<!-- why? -->", "why?"), ("<!--\nlong\n-->", "long")]
        );
        assert!(read.notes.is_empty());
    }

    #[test]
    fn a_comment_without_end_is_told() {
        let read = read_as(Format::Markdown, "One.\n\n<!-- open\n\nTwo.\n");
        assert_eq!(read.notes, [ReadNote::OpenComment { offset: 6 }]);
    }

    #[test]
    fn front_matter_is_skipped_and_rules_are_not_taken_for_it() {
        let source = "---\ntitle: x\ndate: y\n---\nFine.\n";
        assert_eq!(blocks(source), "p Fine.");
        assert_eq!(source_of(source, "Fine."), "Fine.");
        assert_eq!(blocks("---\nFine\n\n---\n\nWell"), "p Fine\np Well");
    }

    #[test]
    fn inline_tags_are_stepped_over() {
        assert_eq!(
            blocks("A <b>clean</b> room<br/>here"),
            "p A clean room here"
        );
    }
}
