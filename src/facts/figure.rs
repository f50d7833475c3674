//! Shares told in figures: "28%", "only one in five", "fewer than half".

use crate::grammar::{Tag, Token};
use crate::pack::lexicon::ClassSet;

/// A share of a whole, with the tokens that tell it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Share {
    pub(crate) first: usize,
    /// After the last token.
    pub(crate) end: usize,
    /// Between 0 and 1; a half or less for shares in words.
    pub(crate) part: f32,
    /// "only", "fewer than": the writer calls it small.
    pub(crate) only: bool,
}

/// What a share in words is worth: no word for a share above a half is among them.
const LOW: f32 = 0.5;

/// How far before a share the word stands that calls it small.
const ONLY_REACH: usize = 2;

/// The first share that `tokens` tell. `words` are the paragraph's; `low` marks shares in words and
/// `only` the words that call a share small.
pub(crate) fn first_share(
    tokens: &[Token],
    words: &str,
    low: ClassSet,
    only: ClassSet,
) -> Option<Share> {
    tokens.iter().enumerate().find_map(|(first, token)| {
        let figure = percent(tokens, first, words).or_else(|| of_total(tokens, first, words));
        let (part, end) = match figure {
            Some(found) => found,
            None if token.is(low) => {
                let run = tokens[first..].iter().take_while(|token| token.is(low));
                (LOW, first + run.count())
            }
            None => return None,
        };
        let near = first.saturating_sub(ONLY_REACH)..end;
        Some(Share {
            first,
            end,
            part,
            only: tokens[near].iter().any(|token| token.is(only)),
        })
    })
}

/// "12 of the 45", "9 out of 31": the part, and the token after it.
fn of_total(tokens: &[Token], at: usize, words: &str) -> Option<(f32, usize)> {
    let figure = |index: usize| -> Option<f32> {
        let token = tokens.get(index)?;
        words[token.start as usize..token.end as usize].parse().ok()
    };
    let some = figure(at)?;
    let between = tokens[at + 1..]
        .iter()
        .take_while(|token| matches!(token.tag, Tag::Prep | Tag::Det | Tag::Adv))
        .count();
    let word = |index: usize| &words[tokens[index].start as usize..tokens[index].end as usize];
    let of = (1..=between).any(|step| word(at + step).eq_ignore_ascii_case("of"));
    let all = figure(at + 1 + between).filter(|all| of && *all > some)?;
    Some((some / all, at + 2 + between))
}

/// "28%", "28 per cent", "28 percent": the part, and the token after it.
fn percent(tokens: &[Token], at: usize, words: &str) -> Option<(f32, usize)> {
    let word = |index: usize| {
        tokens
            .get(index)
            .map_or("", |token| &words[token.start as usize..token.end as usize])
    };
    if !word(at).starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (figure, end) = match word(at).strip_suffix('%') {
        Some(figure) => (figure, at + 1),
        None if word(at + 1) == "%" || word(at + 1).eq_ignore_ascii_case("percent") => {
            (word(at), at + 2)
        }
        None if word(at + 1).eq_ignore_ascii_case("per")
            && word(at + 2).eq_ignore_ascii_case("cent") =>
        {
            (word(at), at + 3)
        }
        None => return None,
    };
    let figure: f32 = figure.parse().ok()?;
    (0.0..=100.0)
        .contains(&figure)
        .then_some((figure / 100.0, end))
}
