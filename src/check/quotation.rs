//! The letter's words in a message: few enough to read, and those among them that count.

use super::words::Words;
use crate::grammar::Tag;
use crate::span::Span;
use memchr::memchr_iter;

/// The most words that a message quotes, and how many more may stand before words are left out for their sake.
const QUOTED: usize = 22;
const SPARED: usize = 4;
/// Where the middle is left out: how many of the first words stay, and how many behind the words that count.
const AHEAD: usize = 8;
const BEHIND: usize = 8;

/// Words as a reader sees them, with the places of those that nothing can end with: "of", "the", "and".
struct Passage {
    words: String,
    weak: Vec<usize>,
}

impl Words<'_> {
    /// The span's first words, without the mark at their end.
    pub(super) fn quote(&self, span: Span) -> String {
        let start = Span {
            end: span.start,
            ..span
        };
        self.quote_about(span, || start)
    }

    /// The span's words, those at `focus` among them, without the mark at their end.
    pub(super) fn quote_about(&self, span: Span, focus: impl FnOnce() -> Span) -> String {
        let passage = self.passage(span);
        let words = passage.words.as_str();
        let count = count_of(words);
        if count <= QUOTED + SPARED {
            return without_mark(words).to_owned();
        }
        let before = Span {
            start: span.start,
            end: focus().end.clamp(span.start, span.end),
        };
        let last = count_of(&self.plain(before));
        // From the start, if that reaches the words that count and what they are about; else without the middle.
        let until = if last == 0 {
            QUOTED
        } else {
            (last + BEHIND).min(count)
        };
        let end = place_of(words, until.max(QUOTED));
        let close = if end < words.len() { " …" } else { "" };
        let (head, from) = if until <= QUOTED + SPARED {
            (String::new(), 0)
        } else {
            let head = passage.ended(0, place_of(words, AHEAD));
            (
                format!("{head} … "),
                place_of(words, until + AHEAD - QUOTED),
            )
        };
        let tail = if close.is_empty() {
            without_mark(&words[from..])
        } else {
            passage.ended(from, end)
        };
        format!("{head}{tail}{close}")
    }

    fn passage(&self, span: Span) -> Passage {
        let mut weak = Vec::new();
        let words = self.plain_with(span, |token, place| {
            let is_weak = matches!(
                token.tag,
                Tag::Det
                    | Tag::Prep
                    | Tag::Conj
                    | Tag::To
                    | Tag::Sub
                    | Tag::Rel
                    | Tag::PossPron
                    | Tag::Quant
                    | Tag::Be
                    | Tag::Have
                    | Tag::Do
                    | Tag::Modal
                    | Tag::Neg
                    | Tag::Adj
            );
            if is_weak {
                weak.push(place);
            }
        });
        Passage { words, weak }
    }
}

impl Passage {
    /// The words between two places, ended where a phrase may end.
    fn ended(&self, from: usize, to: usize) -> &str {
        let mut words = without_mark(&self.words[from..to]);
        // "(speech and": what is left of an aside.
        if let Some(open) = words.rfind('(')
            && !words[open..].contains(')')
        {
            words = without_mark(&words[..open]);
        }
        while let Some(space) = words.rfind(' ')
            && self.weak.contains(&(from + space + 1))
        {
            words = without_mark(&words[..space]);
        }
        words
    }
}

fn without_mark(words: &str) -> &str {
    words
        .trim_end()
        .trim_end_matches(['.', ',', ';', ':', '–', '-', ' '])
}

fn count_of(words: &str) -> usize {
    usize::from(!words.is_empty()) + memchr_iter(b' ', words.as_bytes()).count()
}

/// Where the word with this number begins; the end when there are not so many.
fn place_of(words: &str, number: usize) -> usize {
    match number {
        0 => 0,
        _ => memchr_iter(b' ', words.as_bytes())
            .nth(number - 1)
            .map_or(words.len(), |at| at + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_a_phrase_may_end() {
        let words = "Pupils wait for the speech team (health and care";
        let passage = Passage {
            words: words.to_owned(),
            weak: vec![12, 16, 40],
        };
        assert_eq!(passage.ended(0, 20), "Pupils wait");
        assert_eq!(
            passage.ended(0, words.len()),
            "Pupils wait for the speech team"
        );
        assert_eq!(passage.ended(7, 27), "wait for the speech");
        assert_eq!(place_of(words, 2), 12);
        assert_eq!(place_of(words, 40), words.len());
    }
}
