//! Lines of one column to paragraphs and items, by gaps, indents, signs and type.

use super::block::{Block, Kind};
use super::content::Rule;
use super::line::Line;
use crate::read::bullet::Bullet;

/// Lines whose distance is longer than the usual one by this factor begin a new paragraph.
const GAP: f32 = 1.28;

/// The usual distance of lines, in sizes of their letters, where too few lines tell.
const PITCH: f32 = 1.22;

/// Sizes of letters in points that differ by more are of different types.
const TYPE: f32 = 0.9;

/// An indent, in points.
const INDENT: f32 = 4.0;

/// The blocks that lines from top to bottom make. A level rule between two lines parts them.
pub(super) fn blocks(lines: Vec<Line>, rules: &[Rule]) -> Vec<Block> {
    let column = Column::of(&lines);
    let mut blocks: Vec<Block> = Vec::new();
    for line in lines {
        match blocks.last_mut() {
            Some(block) if !column.begins(block, &line, rules) => block.lines.push(line),
            _ => blocks.push(Block {
                kind: Kind::Paragraph,
                lines: vec![line],
            }),
        }
    }
    blocks
}

/// What the lines of a column have in common.
struct Column {
    right: f32,
    /// The usual distance of lines, in sizes of their letters.
    pitch: f32,
}

impl Column {
    fn of(lines: &[Line]) -> Column {
        let mut distances: Vec<f32> = lines
            .windows(2)
            .filter(|pair| (pair[0].size - pair[1].size).abs() < TYPE && pair[1].size > 0.0)
            .map(|pair| (pair[0].base - pair[1].base) / pair[1].size)
            .filter(|distance| (0.8..1.9).contains(distance))
            .collect();
        distances.sort_by(f32::total_cmp);
        // The shorter distances are those inside paragraphs, however few of these there are.
        let pitch = match distances.len() {
            0..=3 => distances
                .first()
                .copied()
                .map_or(PITCH, |least| least.max(PITCH)),
            len => distances[len / 4],
        };
        Column {
            right: lines.iter().map(|line| line.right).fold(0.0, f32::max),
            pitch,
        }
    }

    /// Whether a line begins a new block below `block`.
    fn begins(&self, block: &Block, line: &Line, rules: &[Rule]) -> bool {
        let (Some(first), Some(last)) = (block.lines.first(), block.lines.last()) else {
            return true;
        };
        let distance = last.base - line.base;
        let is_far = distance > self.pitch * GAP * last.size.max(line.size) || distance < 0.0;
        let is_other_type = (last.size - line.size).abs() > TYPE || last.is_bold != line.is_bold;
        if is_far || is_other_type || is_ruled_off(last, line, rules) {
            return true;
        }
        let own = Bullet::glyph(&first.text).or_else(|| Bullet::number(&first.text));
        let sign = own.map(|bullet| bullet.sign);
        let bullet = Bullet::glyph(&line.text).or_else(|| Bullet::number(&line.text));
        // A sign further left than the words above, or below another like it.
        let is_item = bullet.is_some_and(|bullet| {
            bullet.interrupts(&last.text, sign)
                && (sign != Some(bullet.sign) || line.left < first.left + INDENT)
        });
        if is_item {
            return true;
        }
        let has_room = self.has_room(last, line);
        let ended = ends_sentence(&last.text);
        if own.is_some() {
            // Words under the sign itself no longer belong to the item, unless all its lines begin there.
            return line.left < first.left + INDENT && (has_room || ended)
                || line.left < first.left - INDENT
                || has_room && ended;
        }
        let is_indented = block.lines.len() > 1 && line.left > last.left + INDENT;
        let ends_early = self.is_short(last)
            && !is_open(&last.text)
            && !line.text.starts_with(char::is_lowercase);
        has_room && (ended || ends_early) || is_indented && ended
    }

    /// Whether the first word of the next line would have had room on this one.
    fn has_room(&self, line: &Line, next: &Line) -> bool {
        let word = next.text.split(' ').next().unwrap_or_default();
        let letters = next.text.chars().count().max(1) as f32;
        let width = (next.right - next.left) / letters * (word.chars().count() + 1) as f32;
        line.right + width + line.size < self.right
    }

    /// Whether a line ends so early that nothing else than its paragraph's end can be the reason.
    fn is_short(&self, line: &Line) -> bool {
        line.right < line.left + (self.right - line.left) * 0.6
    }
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', ')', ' '])
        .ends_with(['.', '?', '!', ':', ';'])
}

/// Whether a line plainly goes on behind its end.
fn is_open(text: &str) -> bool {
    text.ends_with([',', '-', '–', '\u{2010}', '\u{ad}', '/', '('])
}

/// Whether a level rule is drawn between two lines.
fn is_ruled_off(above: &Line, below: &Line, rules: &[Rule]) -> bool {
    rules.iter().any(|rule| {
        // A rule right under the words underlines them.
        let is_between =
            rule.at < above.base - above.size * 0.2 && rule.at > below.base + below.size * 0.5;
        is_between
            && rule.from < above.right
            && rule.to > above.left + (above.right - above.left) * 0.8
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of 10 points, 12 apart, with a width of 5 points a letter; a number in front moves one
    /// right by so many points, and an empty line leaves a gap.
    fn outline(source: &[(f32, &str)]) -> Vec<String> {
        let mut lines = Vec::new();
        for (index, (left, text)) in source.iter().enumerate() {
            if text.is_empty() {
                continue;
            }
            let left = 50.0 + left;
            lines.push(Line {
                text: (*text).to_owned(),
                ends_in_space: false,
                page: 0,
                left,
                right: left + text.chars().count() as f32 * 5.0,
                base: 700.0 - index as f32 * 12.0,
                size: 10.0,
                is_bold: text.chars().all(|c| !c.is_lowercase()),
                turn: index,
            });
        }
        blocks(lines, &[])
            .into_iter()
            .map(|block| {
                let lines: Vec<_> = block.lines.iter().map(|line| line.text.as_str()).collect();
                lines.join(" ")
            })
            .collect()
    }

    #[test]
    fn gaps_and_types_part_paragraphs() {
        assert_eq!(
            outline(&[
                (0.0, "THE HOME"),
                (0.0, "The rooms are clean and the garden"),
                (0.0, "is large."),
                (0.0, ""),
                (0.0, "The hall is not as clean as that."),
            ]),
            [
                "THE HOME",
                "The rooms are clean and the garden is large.",
                "The hall is not as clean as that."
            ]
        );
    }

    #[test]
    fn a_short_last_line_ends_a_paragraph_without_a_gap() {
        assert_eq!(
            outline(&[
                (0.0, "The rooms are clean and the garden"),
                (0.0, "is large."),
                (0.0, "The hall is not as clean as all of"),
                (0.0, "that."),
            ]),
            [
                "The rooms are clean and the garden is large.",
                "The hall is not as clean as all of that."
            ]
        );
    }

    #[test]
    fn signs_begin_items_and_words_left_of_them_end_them() {
        assert_eq!(
            outline(&[
                (0.0, "They should all of them together:"),
                (18.0, "• mend the roof of the house and"),
                (30.0, "the walls"),
                (18.0, "• paint."),
                (0.0, "The home is open, and it is well –"),
                (0.0, "– as said – known for its gardens."),
            ]),
            [
                "They should all of them together:",
                "• mend the roof of the house and the walls",
                "• paint.",
                "The home is open, and it is well – – as said – known for its gardens.",
            ]
        );
    }
}
