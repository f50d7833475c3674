//! Blocks of raw HTML in Markdown: tags are stepped over, words are kept.

use super::sink::{Draft, Sink};
use crate::letter::BlockKind;
use crate::span::Span;

/// Elements whose tags begin and end a block.
const BLOCKS: [&str; 30] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hr",
    "html",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "thead",
    "tr",
    "ul",
];

/// Elements whose content is not for readers.
const HIDDEN: [&str; 4] = ["script", "style", "head", "template"];

/// The entities that words of letters need.
const ENTITIES: [(&str, &str); 6] = [
    ("&amp;", "&"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&apos;", "'"),
    ("&nbsp;", " "),
];

/// Reads the HTML at `span`. With a `base` other than a paragraph every block is of that kind.
pub(super) fn read(sink: &mut Sink<'_>, span: Span, base: BlockKind) {
    let text = sink.text;
    let end = span.end as usize;
    let mut draft = Draft::new(text, base);
    let mut at = span.start as usize;
    while let Some(rest) = text.get(at..end).filter(|rest| !rest.is_empty()) {
        let here = |len: usize| Span::new(at, at + len);
        at += if rest.starts_with("<!--") {
            let len = comment_len(rest);
            sink.push_comment(here(len));
            len
        } else if let Some(tag) = Tag::at(rest) {
            let begins = tag.begins(base);
            if let Some(kind) = begins {
                sink.push(std::mem::replace(&mut draft, Draft::new(text, kind)));
            } else if tag.is_space() {
                draft.words.push_space(here(tag.len));
            }
            tag.len + tag.hidden_len(rest)
        } else if let Some((entity, words)) = entity_at(rest) {
            draft.push_as(words, here(entity.len()));
            entity.len()
        } else {
            let len = words_len(rest);
            push_words(&mut draft, text, here(len));
            len
        };
    }
    sink.push(draft);
}

/// Whether an element's tags begin and end a block.
pub(super) fn is_block(name: &str) -> bool {
    is_one_of(name, &BLOCKS)
}

/// The length of the comment that `rest` begins with; all of it when nothing ends the comment.
pub(super) fn comment_len(rest: &str) -> usize {
    rest.find("-->").map_or(rest.len(), |end| end + 3)
}

/// Whether an inline tag stands for white space.
pub(super) fn is_line_break(tag: &str) -> bool {
    Tag::at(tag).is_some_and(|tag| tag.is_space())
}

/// The length of the words up to the next sign, the one that `rest` may begin with left aside.
fn words_len(rest: &str) -> usize {
    rest.char_indices()
        .skip(1)
        .find(|(_, c)| matches!(c, '<' | '&'))
        .map_or(rest.len(), |(at, _)| at)
}

/// Adds words; white space alone, such as that between tags, does not begin a block.
fn push_words(draft: &mut Draft<'_>, text: &str, span: Span) {
    let words = span.trimmed(text);
    if words.is_empty() {
        draft.words.push_space(span);
    } else if draft.words.is_empty() {
        draft.push_text(Span::new(words.start as usize, span.end as usize));
    } else {
        draft.push_text(span);
    }
}

fn entity_at(rest: &str) -> Option<(&'static str, &'static str)> {
    ENTITIES
        .into_iter()
        .find(|(entity, _)| rest.starts_with(entity))
}

struct Tag<'a> {
    name: &'a str,
    is_closing: bool,
    len: usize,
}

impl<'a> Tag<'a> {
    /// The tag, declaration or instruction that `rest` begins with.
    fn at(rest: &'a str) -> Option<Self> {
        let inner = rest.strip_prefix('<')?;
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            return None;
        }
        // Stopping at the next tag keeps a run of `<a<a<a` linear.
        let end = inner.find(['<', '>'])?;
        if !inner[end..].starts_with('>') {
            return None;
        }
        let is_closing = inner.starts_with('/');
        let name = &inner[usize::from(is_closing)..end];
        let name_len = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        Some(Tag {
            name: &name[..name_len],
            is_closing,
            len: end + 2,
        })
    }

    /// The kind of block that begins behind the tag, if it parts blocks.
    fn begins(&self, base: BlockKind) -> Option<BlockKind> {
        let level = self
            .name
            .strip_prefix(['h', 'H'])
            .and_then(|level| level.parse::<u8>().ok())
            .filter(|level| (1..=6).contains(level));
        let kind = if let Some(level) = level {
            BlockKind::Heading(level)
        } else if self.name.eq_ignore_ascii_case("li") {
            BlockKind::ListItem
        } else if is_one_of(self.name, &BLOCKS) || is_one_of(self.name, &HIDDEN) {
            BlockKind::Paragraph
        } else {
            return None;
        };
        let is_free = base == BlockKind::Paragraph && !self.is_closing;
        Some(if is_free { kind } else { base })
    }

    fn is_space(&self) -> bool {
        is_one_of(self.name, &["br", "td", "th"])
    }

    /// The length of what is behind the tag and not for readers.
    fn hidden_len(&self, rest: &str) -> usize {
        if self.is_closing || !is_one_of(self.name, &HIDDEN) {
            return 0;
        }
        let after = &rest[self.len..];
        after
            .match_indices("</")
            .find(|(at, _)| {
                after
                    .get(at + 2..at + 2 + self.name.len())
                    .is_some_and(|name| name.eq_ignore_ascii_case(self.name))
            })
            .map_or(after.len(), |(at, _)| at)
    }
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use crate::read::Format;
    use crate::read::testing::{outline_of, read_as};

    fn outline(source: &str) -> String {
        outline_of(Format::Markdown, source)
    }

    #[test]
    fn tags_go_and_words_stay() {
        assert_eq!(
            outline(
                "<div class=\"x\">\n<h3>Rooms</h3>\n<p>A <b>clean</b> R&amp;D<br>room</p>\n<ul><li>one<li>two</ul>\n</div>"
            ),
            "h3 Rooms\np A clean R&D room\nli one\nli two"
        );
    }

    #[test]
    fn what_is_not_for_readers_goes() {
        assert_eq!(
            outline(
                "<style>\np { a: b }\n</style>\n\n<script>\nvar a = '<p>';\n</script>\n\nwords"
            ),
            "p words"
        );
    }

    #[test]
    fn what_is_no_tag_stays() {
        assert_eq!(outline("<p>a < b & c <d <e</p>"), "p a < b & c <d <e");
    }

    #[test]
    fn words_behind_a_comment_stay() {
        let read = read_as(Format::Markdown, "<!-- check this --> The <i>hall</i>\n");
        assert_eq!(crate::read::testing::outline(&read.letter), "p The hall");
        assert_eq!(read.letter.annotations[0].text, "check this");
    }
}
