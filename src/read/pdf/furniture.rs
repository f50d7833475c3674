//! Running heads and feet: what stands at the top or bottom of page after page, and page numbers.

use super::line::Line;
use rustc_hash::{FxHashMap, FxHashSet};

/// The share of a page's height, at its top and at its bottom, where running heads and feet stand.
const ZONE: f32 = 0.14;

/// The step, in points, in which heights are compared: lines of two pages a step apart stand at the same
/// height.
const SAME: f32 = 4.0;

/// Leaves out running heads, running feet and page numbers. `heights` are those of the pages.
pub(super) fn drop_from(pages: &mut [Vec<Line>], heights: &[f32]) {
    // The pages on which a line stands at about the same height.
    let mut met: FxHashMap<(String, i32), FxHashSet<usize>> = FxHashMap::default();
    for (page, lines) in pages.iter().enumerate() {
        for line in lines.iter().filter(|line| in_zone(line, heights[page])) {
            let step = step(line);
            let pattern = pattern(&line.text);
            for near in [step - 1, step, step + 1] {
                met.entry((pattern.clone(), near)).or_default().insert(page);
            }
        }
    }
    let count = pages.len();
    for (page, lines) in pages.iter_mut().enumerate() {
        let height = heights[page];
        let outer = outermost(lines);
        lines.retain(|line| {
            if !in_zone(line, height) {
                return true;
            }
            if is_page_number(&line.text) && (line.base == outer.0 || line.base == outer.1) {
                return false;
            }
            let pages = met.get(&(pattern(&line.text), step(line)));
            let pages = pages.map_or(0, FxHashSet::len);
            // On left and right pages, or on all but the first.
            pages < 2 || pages * 3 < count
        });
    }
}

/// The height of a line in steps.
fn step(line: &Line) -> i32 {
    (line.base / SAME) as i32
}

fn in_zone(line: &Line, height: f32) -> bool {
    line.base < height * ZONE || line.base > height * (1.0 - ZONE)
}

/// The heights of the highest and the lowest line.
fn outermost(lines: &[Line]) -> (f32, f32) {
    lines
        .iter()
        .fold((f32::MIN, f32::MAX), |(top, bottom), line| {
            (top.max(line.base), bottom.min(line.base))
        })
}

/// The words with every number the same.
fn pattern(text: &str) -> String {
    let mut pattern = String::new();
    for character in text.chars() {
        if !character.is_ascii_digit() {
            pattern.push(character);
        } else if !pattern.ends_with('0') {
            pattern.push('0');
        }
    }
    pattern
}

/// A number, with signs around it or the number of pages behind it, and no more than a word with each.
fn is_page_number(text: &str) -> bool {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is_number = |word: &&str| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_roman = |word: &&str| word.bytes().all(|byte| b"ivxl".contains(&byte));
    match words[..] {
        [word] => is_number(&word) || is_roman(&word),
        [_, number] => is_number(&number) && !text.ends_with('.') && text.len() <= 12,
        [first, _, last] => is_number(&first) && is_number(&last) && text.len() <= 12,
        [_, first, _, last] => is_number(&first) && is_number(&last) && text.len() <= 20,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, base: f32) -> Line {
        Line {
            text: text.to_owned(),
            ends_in_space: false,
            page: 0,
            left: 50.0,
            right: 200.0,
            base,
            size: 10.0,
            is_bold: false,
            turn: 0,
        }
    }

    fn kept(pages: &[&[(&str, f32)]]) -> Vec<Vec<String>> {
        let mut pages: Vec<Vec<Line>> = pages
            .iter()
            .map(|lines| lines.iter().map(|(text, base)| line(text, *base)).collect())
            .collect();
        let heights = vec![800.0; pages.len()];
        drop_from(&mut pages, &heights);
        pages
            .into_iter()
            .map(|lines| lines.into_iter().map(|line| line.text).collect())
            .collect()
    }

    #[test]
    fn what_comes_back_on_the_next_page_is_no_text() {
        let first = [
            ("Visit to Ashmere", 770.0),
            ("The home is clean.", 700.0),
            ("1", 30.0),
        ];
        let second = [
            ("Visit to Ashmere", 770.0),
            ("The home is clean.", 600.0),
            ("2", 30.0),
        ];
        assert_eq!(
            kept(&[&first, &second]),
            [["The home is clean."], ["The home is clean."]]
        );
    }

    #[test]
    fn page_numbers_of_one_page_go_and_its_lines_stay() {
        let page = [
            ("Kept", 780.0),
            ("3 rooms are kept.", 60.0),
            ("Page 1 of 3", 30.0),
        ];
        assert_eq!(kept(&[&page]), [["Kept", "3 rooms are kept."]]);
    }

    #[test]
    fn page_numbers_are_known_by_their_form() {
        for text in [
            "3",
            "- 3 -",
            "Page 3",
            "3 of 12",
            "Page 3 of 12",
            "3/12",
            "iv",
        ] {
            assert!(is_page_number(text), "{text}");
        }
        for text in [
            "The end",
            "In 2021.",
            "by 3 of the 12 homes there",
            "2021 to 2022 report",
        ] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
