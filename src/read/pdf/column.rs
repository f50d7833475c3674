//! Columns without rules: words that stand side by side, row after row, with room between them.

use super::block::{Block, Item, Row};
use super::content::Rule;
use super::line::Line;
use super::paragraph;
use crate::read::bullet::Bullet;

/// Edges of columns in two rows that are nearer than this, in points, are the same.
const SAME: f32 = 6.0;

/// The most columns of a table.
const MOST: usize = 12;

/// So many rows, each full in both columns and none set apart, are prose in columns and no table.
const PROSE: usize = 8;

/// A distance of lines, in sizes of their letters, that parts the rows of a table.
const ROW_GAP: f32 = 1.7;

/// What stands at one height, from left to right.
struct Height {
    lines: Vec<Line>,
}

impl Height {
    fn holds(&self, line: &Line) -> bool {
        self.lines
            .last()
            .is_some_and(|other| (other.base - line.base).abs() < 0.45 * other.size.max(line.size))
    }
}

/// The items that the lines outside of ruled tables make, each with the height of its first line. Lines
/// come from top to bottom, and those at one height from left to right.
pub(super) fn items(lines: Vec<Line>, rules: &[Rule]) -> Vec<(f32, Item)> {
    let rows = rows(lines);
    let mut out = Vec::new();
    let mut prose: Vec<Line> = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let len = table_len(&rows[at..]);
        if len == 0 {
            prose.push(one_line(&rows[at].lines));
            at += 1;
            continue;
        }
        // Lines right above that stand in another column than the first: a row from the page before.
        let edges = edges(&rows[at]).unwrap_or_default();
        let before = rows[..at]
            .iter()
            .rev()
            .take_while(|row| !prose.is_empty() && stands_further(row, &edges))
            .count()
            .min(prose.len());
        prose.truncate(prose.len() - before);
        flush(&mut out, &mut prose, rules);
        out.extend(table(&rows[at - before..at + len], &edges, rules));
        at += len;
    }
    flush(&mut out, &mut prose, rules);
    out
}

fn flush(out: &mut Vec<(f32, Item)>, prose: &mut Vec<Line>, rules: &[Rule]) {
    let blocks = paragraph::blocks(std::mem::take(prose), rules);
    out.extend(blocks.into_iter().map(with_height));
}

fn with_height(block: Block) -> (f32, Item) {
    let height = block.lines.first().map_or(0.0, |line| line.base);
    (height, Item::Block(block))
}

/// Lines by height; a sign of an item belongs to the words behind it, however far they are.
fn rows(lines: Vec<Line>) -> Vec<Height> {
    let mut rows: Vec<Height> = Vec::new();
    for line in lines {
        match rows.last_mut() {
            Some(row) if row.holds(&line) => match row.lines.last_mut() {
                Some(last) if is_sign(&last.text) && last.right <= line.left => {
                    *last = one_line(&[last.clone(), line]);
                }
                _ => row.lines.push(line),
            },
            _ => rows.push(Height { lines: vec![line] }),
        }
    }
    rows
}

fn is_sign(text: &str) -> bool {
    let with_words = format!("{text} x");
    [Bullet::glyph(&with_words), Bullet::number(&with_words)]
        .into_iter()
        .flatten()
        .any(|bullet| with_words.len() == bullet.len + 1)
}

/// Lines at one height as one.
fn one_line(lines: &[Line]) -> Line {
    let mut whole = lines[0].clone();
    for line in &lines[1..] {
        whole.text.push(' ');
        whole.text.push_str(&line.text);
        whole.right = whole.right.max(line.right);
        whole.ends_in_space = line.ends_in_space;
        whole.is_bold &= line.is_bold;
    }
    whole
}

/// How many rows from the first on stand in the same columns; none unless several do, or one is followed
/// by words in another column than the first.
fn table_len(rows: &[Height]) -> usize {
    let Some(edges) = rows.first().and_then(edges) else {
        return 0;
    };
    let mut len = 0;
    let mut several = 0;
    for row in rows {
        let fits = row.lines.iter().all(|line| {
            let column = column(&edges, line.left);
            let end = edges.get(column + 1).copied().unwrap_or(f32::MAX);
            line.right < end && (column == 0 || line.left < edges[column] + 4.0 * SAME)
        });
        let is_split = row.lines.len() > 1
            && row
                .lines
                .iter()
                .skip(1)
                .all(|line| edges.iter().any(|edge| (edge - line.left).abs() < SAME));
        if !fits || row.lines.len() > 1 && !is_split {
            break;
        }
        len += 1;
        several += usize::from(is_split);
    }
    // Words at the left only, at the end, are prose again.
    while len > 0
        && rows[len - 1]
            .lines
            .iter()
            .all(|line| column(&edges, line.left) == 0)
    {
        let is_next_line = len > 1 && {
            let (above, below) = (&rows[len - 2].lines[0], &rows[len - 1].lines[0]);
            above.base - below.base < ROW_GAP * below.size
        };
        if is_next_line {
            break;
        }
        len -= 1;
    }
    let rest_is_further = || rows[1..len].iter().all(|row| stands_further(row, &edges));
    if several > 1 || several == 1 && len > 1 && rest_is_further() {
        len
    } else {
        0
    }
}

/// Where the columns of a row begin, if it has several.
fn edges(row: &Height) -> Option<Vec<f32>> {
    (2..=MOST)
        .contains(&row.lines.len())
        .then(|| row.lines.iter().map(|line| line.left).collect())
}

fn column(edges: &[f32], left: f32) -> usize {
    edges
        .partition_point(|edge| *edge - SAME <= left)
        .saturating_sub(1)
}

/// Whether there is one line at a height, and it stands in a column that is not the first.
fn stands_further(row: &Height, edges: &[f32]) -> bool {
    let [line] = &row.lines[..] else { return false };
    let at = column(edges, line.left);
    at > 0 && line.left < edges[at] + 4.0 * SAME
}

/// The rows of a table, or the columns of prose one after the other.
fn table(rows: &[Height], edges: &[f32], rules: &[Rule]) -> Vec<(f32, Item)> {
    let cell_by_cell = is_drawn_by_cells(rows, edges);
    let mut bands: Vec<Vec<&Height>> = Vec::new();
    // When the first words of the row's columns but the first were drawn.
    let mut earliest = usize::MAX;
    for row in rows {
        let after = cell_by_cell.then_some(earliest);
        match bands.last_mut() {
            Some(band)
                if !band
                    .last()
                    .is_some_and(|above| begins_row(above, row, edges, after, rules)) =>
            {
                band.push(row);
            }
            _ => {
                bands.push(vec![row]);
                earliest = usize::MAX;
            }
        }
        let further = row.lines.iter().filter(|line| column(edges, line.left) > 0);
        earliest = further.map(|line| line.turn).fold(earliest, usize::min);
    }
    let full = rows
        .iter()
        .filter(|row| row.lines.len() == edges.len())
        .count();
    let is_prose = bands.len() == 1 && full >= PROSE && full * 10 >= rows.len() * 7;
    let mut out = Vec::new();
    for (index, band) in bands.iter().enumerate() {
        let mut cells: Vec<Vec<Line>> = vec![Vec::new(); edges.len()];
        for line in band.iter().flat_map(|row| &row.lines) {
            cells[column(edges, line.left)].push(line.clone());
        }
        let cells: Vec<Vec<Block>> = cells
            .into_iter()
            .map(|lines| paragraph::blocks(lines, rules))
            .collect();
        if is_prose {
            out.extend(cells.into_iter().flatten().map(with_height));
            continue;
        }
        let height = band[0].lines[0].base;
        let is_head = index == 0
            && bands.len() > 1
            && band
                .iter()
                .flat_map(|row| &row.lines)
                .all(|line| line.is_bold);
        out.push((height, Item::Row(Row { is_head, cells })));
    }
    out
}

/// Whether cells were drawn one after the other: a line of the first column before one further right
/// that stands higher.
fn is_drawn_by_cells(rows: &[Height], edges: &[f32]) -> bool {
    let mut latest = 0;
    for row in rows {
        for line in &row.lines {
            if column(edges, line.left) == 0 && line.turn < latest {
                return true;
            }
        }
        let further = row.lines.iter().filter(|line| column(edges, line.left) > 0);
        latest = further.map(|line| line.turn).fold(latest, usize::max);
    }
    false
}

/// Whether a row of the table begins at a height: the first column goes on there with words drawn after
/// those of the others above (`after`, if cells were drawn one by one), or else after a pause.
fn begins_row(
    above: &Height,
    below: &Height,
    edges: &[f32],
    after: Option<usize>,
    rules: &[Rule],
) -> bool {
    if parts(above, below, rules) {
        return true;
    }
    let in_first = |row: &Height| {
        row.lines
            .iter()
            .find(|line| column(edges, line.left) == 0)
            .map(|line| line.turn)
    };
    in_first(below).is_some_and(|turn| match after {
        Some(after) => after < turn,
        None => in_first(above).is_none(),
    })
}

/// Whether a row of a table ends between two heights.
fn parts(above: &Height, below: &Height, rules: &[Rule]) -> bool {
    let (last, next) = (&above.lines[0], &below.lines[0]);
    let is_ruled = rules
        .iter()
        .any(|rule| rule.at < last.base && rule.at > next.base);
    let size = last.size.max(next.size);
    is_ruled
        || last.base - next.base > ROW_GAP * size
        || above.lines.iter().all(|line| line.is_bold)
            && !below.lines.iter().any(|line| line.is_bold)
}
