//! Headings that nothing marks, by their type: bold or larger than the prose.

use super::block::{Block, Item, Kind};
use super::line::Line;
use crate::read::ReadOptions;

/// A heading has at most so many lines.
const MAX_LINES: usize = 3;

/// The longest words of a heading, in bytes.
const MAX_BYTES: usize = 200;

/// The most types that are told apart.
const MAX_TYPES: usize = 256;

/// Letters so much larger than the prose, in points, are another type.
const LARGER: f32 = 0.9;

/// Size in points, and whether it is bold.
type Type = (f32, bool);

/// Marks as headings those blocks that are set as such. One in the type of a heading that the caller
/// knows is of that heading's level, a larger one stands above it, any other below.
pub(super) fn mark(items: &mut [Item], options: &ReadOptions<'_>) {
    let prose = prose(items);
    let set_apart: Vec<&Block> = items
        .iter()
        .filter_map(|item| match item {
            Item::Block(block) if is_set_apart(block, prose) => Some(block),
            _ => None,
        })
        .collect();
    let mut known: Vec<Type> = set_apart
        .iter()
        .filter(|block| (options.is_heading)(&plain(&block.lines)))
        .map(|block| type_of(&block.lines))
        .collect();
    known.dedup_by(|one, other| is_same(*one, *other));
    known.truncate(MAX_TYPES);
    let mut types: Vec<Type> = set_apart
        .iter()
        .map(|block| type_of(&block.lines))
        .collect();
    types.sort_by(|one, other| other.0.total_cmp(&one.0));
    types.dedup_by(|one, other| is_same(*one, *other));
    types.truncate(MAX_TYPES);
    for item in items {
        let Item::Block(block) = item else { continue };
        if block.kind == Kind::Paragraph && is_set_apart(block, prose) {
            block.kind = Kind::Heading(level(type_of(&block.lines), &known, &types));
        }
    }
}

/// The level of a type, by those of the headings that the caller knows or, where there are none, by all
/// `types` of headings, the largest first.
fn level(own: Type, known: &[Type], types: &[Type]) -> u8 {
    if known.iter().any(|other| is_same(*other, own)) {
        2
    } else if known.is_empty() {
        let rank = types.iter().position(|other| is_same(*other, own));
        match rank {
            Some(rank) if types.len() > 1 => (rank + 1).min(6) as u8,
            _ => 2,
        }
    } else if known.iter().all(|other| own.0 > other.0) {
        1
    } else {
        3
    }
}

fn is_same((size, is_bold): Type, other: Type) -> bool {
    (other.0 - size).abs() < LARGER && other.1 == is_bold
}

/// The type of most letters.
fn prose(items: &[Item]) -> Type {
    let mut types: Vec<(Type, usize)> = Vec::new();
    for line in items.iter().flat_map(Item::lines) {
        let letters = line.text.len();
        let known = types.iter().position(|((size, is_bold), _)| {
            (size - line.size).abs() < LARGER / 2.0 && *is_bold == line.is_bold
        });
        match known {
            Some(known) => types[known].1 += letters,
            None if types.len() < MAX_TYPES => types.push(((line.size, line.is_bold), letters)),
            None => {}
        }
    }
    types
        .into_iter()
        .max_by_key(|(_, letters)| *letters)
        .map_or((0.0, false), |(prose, _)| prose)
}

fn type_of(lines: &[Line]) -> Type {
    lines
        .first()
        .map_or((0.0, false), |line| (line.size, line.is_bold))
}

/// The words of a short block, line after line.
pub(super) fn plain(lines: &[Line]) -> String {
    lines
        .iter()
        .map(|line| line.text.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether a block has the length and the type of a heading.
fn is_set_apart(block: &Block, (size, is_bold): Type) -> bool {
    let lines = &block.lines;
    let bytes: usize = lines.iter().map(|line| line.text.len() + 1).sum();
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return false;
    };
    lines.len() <= MAX_LINES
        && bytes <= MAX_BYTES
        && (lines.iter().all(|line| line.is_bold && !is_bold)
            || lines.iter().all(|line| line.size > size + LARGER))
        && first
            .text
            .starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase())
        && first.text.chars().any(char::is_alphabetic)
        && !last.text.ends_with(['.', ',', ';', ':'])
}
