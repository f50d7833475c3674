//! The letter's words in a message: few enough to read, in one piece, and those among them that count.

use super::words::Words;
use crate::grammar::{Tag, Token};
use crate::span::Span;
use memchr::memchr_iter;

/// The most words that a message quotes, and how many more may stand before any are left out.
const QUOTED: usize = 22;
const SPARED: usize = 8;
/// How many words stay behind those that count.
const BEHIND: usize = 8;
/// The most words that are quoted for the sake of those that count.
const LONG: usize = 45;

/// Words as a reader sees them, and where a quotation may begin and end.
struct Passage {
    words: String,
    /// Behind a connective: "However,".
    start: usize,
    /// Where a clause begins behind a comma, with a subject of its own; and those of them behind another clause.
    opens: Vec<usize>,
    clauses: Vec<usize>,
    commas: Vec<usize>,
    /// Words that nothing can end with: "of", "the", "and".
    weak: Vec<usize>,
}

impl Words<'_> {
    /// The span's first words, without a connective and the mark at their end.
    pub(super) fn quote(&self, span: Span) -> String {
        let start = Span {
            end: span.start,
            ..span
        };
        self.quote_about(span, || start)
    }

    /// The span's words, those at `focus` among them, without a connective and the mark at their end.
    pub(super) fn quote_about(&self, span: Span, focus: impl FnOnce() -> Span) -> String {
        let passage = self.passage(span);
        let is_short = passage.count(passage.start, passage.words.len()) <= QUOTED + SPARED;
        if is_short && passage.clauses.is_empty() {
            return passage.ended(passage.start, passage.words.len()).to_owned();
        }
        let focus = focus();
        let until = |end: u32| {
            let before = Span {
                start: span.start,
                end: end.clamp(span.start, span.end),
            };
            self.plain(before).len().min(passage.words.len())
        };
        // The first word that counts stands behind a space.
        passage.about(until(focus.start) + 1, until(focus.end))
    }

    fn passage(&self, span: Span) -> Passage {
        let (mut tokens, mut places) = (Vec::new(), Vec::new());
        let words = self.plain_with(span, |token, place| {
            tokens.push(*token);
            places.push(place);
        });
        let (mut opens, mut clauses) = (Vec::new(), Vec::new());
        let (mut commas, mut weak) = (Vec::new(), Vec::new());
        let mut finite = false;
        for (at, (token, place)) in tokens.iter().zip(&places).enumerate() {
            finite |= token.tag.is_finite();
            if token.tag == Tag::Comma {
                commas.push(*place);
                // "…, and the council": the subject stands behind the conjunction.
                let and = usize::from(tokens.get(at + 1).is_some_and(|next| next.tag == Tag::Conj));
                if opens_clause(&tokens[at + 1 + and..]) {
                    opens.push(places[at + 1 + and]);
                    if finite && !self.points_back(&tokens[at + 1 + and..]) {
                        clauses.push(places[at + 1 + and]);
                    }
                }
            }
            // "in terms so loose".
            let degree = token.tag == Tag::Adv
                && tokens.get(at + 1).is_some_and(|next| next.tag == Tag::Adj);
            if is_weak(token) || degree {
                weak.push(*place);
            }
        }
        Passage {
            start: places.get(self.connective(&tokens)).copied().unwrap_or(0),
            words,
            opens,
            clauses,
            commas,
            weak,
        }
    }

    /// How many tokens at the start only join what follows to what stands before: "but", "However,", "That said,".
    pub(super) fn connective(&self, tokens: &[Token]) -> usize {
        let conjunction = usize::from(tokens.first().is_some_and(|token| token.tag == Tag::Conj));
        let rest = &tokens[conjunction..];
        let adverbs = rest
            .iter()
            .take_while(|token| token.tag == Tag::Adv || token.is(self.joins))
            .count();
        match rest.get(adverbs) {
            Some(token) if adverbs > 0 && token.tag == Tag::Comma => conjunction + adverbs + 1,
            _ => conjunction,
        }
    }

    /// "but it is late": whose subject stands in the clause before.
    fn points_back(&self, clause: &[Token]) -> bool {
        let subject = clause.iter().find(|token| token.tag != Tag::Adv);
        subject.is_some_and(|token| {
            matches!(token.tag, Tag::Pron | Tag::PossPron) && !token.is(self.class("there"))
        })
    }
}

/// Whether the words behind a comma begin a clause rather than an item of a list or what is said by the way.
fn opens_clause(tokens: &[Token]) -> bool {
    let subject = tokens.iter().find(|token| token.tag != Tag::Adv);
    let subject = subject.is_some_and(|first| {
        matches!(
            first.tag,
            Tag::Det | Tag::Quant | Tag::Pron | Tag::PossPron | Tag::Num
        )
    });
    let ends = |token: &&Token| matches!(token.tag, Tag::Comma | Tag::Conj);
    let until = tokens.iter().take_while(|token| !ends(token)).count();
    let clause = &tokens[..until];
    // "some of which have".
    let aside = clause
        .windows(2)
        .any(|pair| pair[0].tag == Tag::Prep && pair[1].tag == Tag::Rel);
    subject && !aside && clause.iter().any(|token| token.tag.is_finite())
}

fn is_weak(token: &Token) -> bool {
    matches!(
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
    )
}

impl Passage {
    fn count(&self, from: usize, to: usize) -> usize {
        count_of(self.words.get(from..to).unwrap_or_default())
    }

    /// The words of the clause that holds those from `first` to `last`, or of as many clauses as stay short, as far
    /// as they may go.
    fn about(&self, first: usize, last: usize) -> String {
        let reach = |from: usize| self.count(from, last) + BEHIND;
        let before = |at: &usize| *at <= first;
        let clause = self.clauses.iter().copied().rfind(before);
        let begins = std::iter::once(self.start).chain(self.opens.iter().copied());
        let from = begins
            .take_while(|from| *from == self.start || before(from))
            .find(|from| {
                clause.is_none_or(|clause| *from >= clause) && reach(*from) <= QUOTED + SPARED
            })
            .unwrap_or_else(|| match reach(self.start) {
                words if words <= LONG => self.start,
                words => {
                    self.not_weak(self.start + place_of(&self.words[self.start..], words - LONG))
                }
            });
        let words = &self.words[from..];
        let to = from + place_of(words, QUOTED.max(reach(from)));
        let to = if self.count(to, self.words.len()) <= SPARED {
            self.words.len()
        } else {
            // Between clauses, if that leaves what counts.
            let between = |at: &&usize| (last.max(from + 1)..to).contains(*at);
            let comma = self.commas.iter().rev().find(between);
            comma.copied().unwrap_or(to)
        };
        let open = if from > self.start { "… " } else { "" };
        let close = if to < self.words.len() { " …" } else { "" };
        format!("{open}{}{close}", self.ended(from, to))
    }

    /// The nearest place before which a quotation may begin: "pupils who", and not "who".
    fn not_weak(&self, mut from: usize) -> usize {
        while self.weak.contains(&from)
            && let Some(space) = self.words[..from.saturating_sub(1)].rfind(' ')
            && space >= self.start
        {
            from = space + 1;
        }
        from
    }

    /// The words between two places; if they are not the last, ended where a phrase may end.
    fn ended(&self, from: usize, to: usize) -> &str {
        let mut words = without_mark(&self.words[from..to]);
        // "(speech and": what is left of an aside.
        if let Some(open) = words.rfind('(')
            && !words[open..].contains(')')
        {
            words = without_mark(&words[..open]);
        }
        while to < self.words.len()
            && let Some(space) = words.rfind(' ')
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

    const WORDS: &str = "Pupils wait for the speech team (health and care) and others";

    fn passage() -> Passage {
        Passage {
            words: WORDS.to_owned(),
            start: 0,
            opens: Vec::new(),
            clauses: Vec::new(),
            commas: Vec::new(),
            weak: vec![12, 16, 40, 50],
        }
    }

    #[test]
    fn words_end_where_a_phrase_may_end() {
        let passage = passage();
        assert_eq!(passage.ended(0, 20), "Pupils wait");
        assert_eq!(passage.ended(0, 44), "Pupils wait for the speech team");
        assert_eq!(passage.ended(7, 27), "wait for the speech");
        assert_eq!(
            passage.ended(0, 54),
            "Pupils wait for the speech team (health and care)"
        );
        assert_eq!(passage.ended(0, WORDS.len()), WORDS);
        assert_eq!(place_of(WORDS, 2), 12);
        assert_eq!(place_of(WORDS, 99), WORDS.len());
    }

    #[test]
    fn a_long_passage_is_quoted_from_the_clause_that_counts() {
        let ahead = "Where schools plan well ".repeat(8);
        let words = format!("{ahead}, the council decides late");
        let opens = ahead.len() + 2;
        let (first, last) = (opens + 12, words.len());
        let passage = |opens: Vec<usize>| Passage {
            words: words.clone(),
            start: 0,
            opens,
            clauses: Vec::new(),
            commas: Vec::new(),
            weak: Vec::new(),
        };
        assert_eq!(
            passage(vec![opens]).about(first, last),
            "… the council decides late"
        );
        let behind_a_clause = Passage {
            words: "Plans are good, the council is late".to_owned(),
            start: 0,
            opens: vec![16],
            clauses: vec![16],
            commas: vec![14],
            weak: Vec::new(),
        };
        assert_eq!(behind_a_clause.about(31, 35), "… the council is late");
        assert_eq!(
            behind_a_clause.about(0, 5),
            "Plans are good, the council is late"
        );
        assert!(
            passage(Vec::new())
                .about(first, last)
                .starts_with("Where schools")
        );
        assert_eq!(
            passage(Vec::new()).about(0, 0).split(' ').count(),
            QUOTED + 1
        );
    }
}
