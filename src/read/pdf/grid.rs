//! Tables by the rules drawn around their cells.

use super::content::Rule;

/// Rules nearer than this, in points, are one rule or touch.
const NEAR: f32 = 4.0;

/// The most rules of a page that are looked at: more make a drawing.
const MOST: usize = 4000;

/// The most that are left when those that touch are joined.
const MOST_JOINED: usize = 400;

/// A table: where its columns and rows begin, and which rules are drawn.
#[derive(Debug)]
pub(super) struct Grid {
    /// Edges of columns, from left to right.
    columns: Vec<f32>,
    /// Edges of rows, from top to bottom.
    rows: Vec<f32>,
    upright: Vec<Rule>,
    level: Vec<Rule>,
}

/// The tables of a page that have at least two columns, from top to bottom, and the level rules of
/// boxes that have one.
pub(super) fn grids(rules: &[Rule]) -> (Vec<Grid>, Vec<Rule>) {
    if rules.len() > MOST {
        return (Vec::new(), Vec::new());
    }
    let upright = merged(rules.iter().filter(|rule| rule.is_upright));
    let level = merged(rules.iter().filter(|rule| !rule.is_upright));
    if upright.len() + level.len() > MOST_JOINED {
        return (Vec::new(), Vec::new());
    }
    let mut grids: Vec<Grid> = Vec::new();
    let mut single = Vec::new();
    for (upright, level) in touching(&upright, &level) {
        let grid = Grid::new(upright, level);
        if grid.columns.len() > 2 && grid.rows.len() > 1 {
            grids.push(grid);
        } else {
            single.extend(grid.level);
        }
    }
    grids.sort_by(|a, b| b.top().total_cmp(&a.top()));
    (grids, single)
}

/// Rules with those put together that lie in one line and touch.
fn merged<'r>(rules: impl Iterator<Item = &'r Rule>) -> Vec<Rule> {
    let mut rules: Vec<Rule> = rules.copied().collect();
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut out: Vec<Rule> = Vec::new();
    let mut start = 0;
    while start < rules.len() {
        let first = rules[start].at;
        let len = rules[start..]
            .iter()
            .take_while(|rule| rule.at - first < NEAR / 2.0)
            .count();
        let group = &mut rules[start..start + len];
        group.sort_by(|a, b| a.from.total_cmp(&b.from));
        let before = out.len();
        for rule in group.iter() {
            match out[before..].last_mut() {
                Some(last) if rule.from - last.to < NEAR => last.to = last.to.max(rule.to),
                _ => out.push(*rule),
            }
        }
        start += len;
    }
    out.retain(|rule| rule.to - rule.from > NEAR);
    out
}

/// Groups of rules that touch one another: upright ones and level ones.
fn touching(upright: &[Rule], level: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let meets = |one: &Rule, other: &Rule| {
        (other.from - NEAR..=other.to + NEAR).contains(&one.at)
            && (one.from - NEAR..=one.to + NEAR).contains(&other.at)
    };
    let mut group_of_upright: Vec<Option<usize>> = vec![None; upright.len()];
    let mut group_of_level: Vec<Option<usize>> = vec![None; level.len()];
    let mut groups = 0;
    for start in 0..upright.len() {
        if group_of_upright[start].is_some() {
            continue;
        }
        group_of_upright[start] = Some(groups);
        let mut open = vec![(true, start)];
        while let Some((is_upright, at)) = open.pop() {
            let (own, others, of_others) = if is_upright {
                (&upright[at], level, &mut group_of_level)
            } else {
                (&level[at], upright, &mut group_of_upright)
            };
            for (index, other) in others.iter().enumerate() {
                if of_others[index].is_none() && meets(own, other) {
                    of_others[index] = Some(groups);
                    open.push((!is_upright, index));
                }
            }
        }
        groups += 1;
    }
    let of = |rules: &[Rule], groups: &[Option<usize>], group: Option<usize>| -> Vec<Rule> {
        let pairs = rules.iter().zip(groups);
        pairs
            .filter(|(_, own)| **own == group)
            .map(|(rule, _)| *rule)
            .collect()
    };
    let mut out: Vec<_> = (0..groups)
        .map(|group| {
            (
                of(upright, &group_of_upright, Some(group)),
                of(level, &group_of_level, Some(group)),
            )
        })
        .collect();
    // Rules under headings and between paragraphs, which touch nothing.
    out.push((Vec::new(), of(level, &group_of_level, None)));
    out
}

impl Grid {
    fn new(upright: Vec<Rule>, level: Vec<Rule>) -> Grid {
        let mut columns: Vec<f32> = upright.iter().map(|rule| rule.at).collect();
        let mut rows: Vec<f32> = level.iter().map(|rule| rule.at).collect();
        // Tables are often open at their sides.
        if !upright.is_empty() && !level.is_empty() {
            columns.extend(level.iter().flat_map(|rule| [rule.from, rule.to]));
            rows.extend(upright.iter().flat_map(|rule| [rule.from, rule.to]));
        }
        let distinct = |mut edges: Vec<f32>| {
            edges.sort_by(f32::total_cmp);
            edges.dedup_by(|edge, before| *edge - *before < NEAR * 1.5);
            edges
        };
        let mut rows = distinct(rows);
        rows.reverse();
        Grid {
            columns: distinct(columns),
            rows,
            upright,
            level,
        }
    }

    pub(super) fn top(&self) -> f32 {
        self.rows.first().copied().unwrap_or(0.0)
    }

    /// How many columns there are, and rows.
    pub(super) fn size(&self) -> (usize, usize) {
        (
            self.columns.len().saturating_sub(1),
            self.rows.len().saturating_sub(1),
        )
    }

    /// The column and the row of the cell that a point lies in. A cell over several columns or rows is
    /// its first one.
    pub(super) fn cell(&self, x: f32, y: f32) -> Option<(usize, usize)> {
        let mut column = self
            .columns
            .partition_point(|edge| *edge <= x)
            .checked_sub(1)?;
        let mut row = self
            .rows
            .partition_point(|edge| *edge >= y)
            .checked_sub(1)?;
        let (columns, rows) = self.size();
        if column >= columns || row >= rows {
            return None;
        }
        while column > 0 && !self.parts_columns(column, y) {
            column -= 1;
        }
        while row > 0 && !self.parts_rows(row, x) {
            row -= 1;
        }
        Some((column, row))
    }

    /// Whether a rule is drawn at the left edge of a column, at this height.
    fn parts_columns(&self, column: usize, y: f32) -> bool {
        let edge = self.columns[column];
        self.upright
            .iter()
            .any(|rule| (rule.at - edge).abs() < NEAR * 1.5 && rule.from <= y && y <= rule.to)
    }

    /// Whether a rule is drawn at the upper edge of a row, at this distance from the left.
    fn parts_rows(&self, row: usize, x: f32) -> bool {
        let edge = self.rows[row];
        self.level
            .iter()
            .any(|rule| (rule.at - edge).abs() < NEAR * 1.5 && rule.from <= x && x <= rule.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upright(at: f32, from: f32, to: f32) -> Rule {
        Rule {
            is_upright: true,
            at,
            from,
            to,
        }
    }

    fn level(at: f32, from: f32, to: f32) -> Rule {
        Rule {
            is_upright: false,
            at,
            from,
            to,
        }
    }

    #[test]
    fn rules_around_cells_make_a_table() {
        let rules = [
            upright(50.0, 100.0, 200.0),
            upright(150.0, 100.0, 180.0),
            upright(300.0, 100.0, 151.0),
            upright(300.2, 150.0, 200.0),
            level(200.0, 50.0, 300.0),
            level(180.0, 50.0, 300.0),
            level(140.0, 150.0, 300.0),
            level(100.0, 50.0, 300.0),
            level(700.0, 50.0, 300.0),
        ];
        let (grids, single) = grids(&rules);
        assert_eq!(grids.len(), 1);
        let grid = &grids[0];
        assert_eq!(grid.size(), (2, 3));
        assert_eq!(grid.cell(200.0, 190.0), Some((0, 0)), "over both columns");
        assert_eq!(grid.cell(100.0, 120.0), Some((0, 1)), "over two rows");
        assert_eq!(grid.cell(200.0, 120.0), Some((1, 2)));
        assert_eq!(grid.cell(20.0, 120.0), None);
        assert_eq!(grid.cell(100.0, 220.0), None);
        assert_eq!(single, [level(700.0, 50.0, 300.0)]);
    }

    #[test]
    fn a_box_is_no_table() {
        let rules = [
            upright(50.0, 100.0, 200.0),
            upright(300.0, 100.0, 200.0),
            level(200.0, 50.0, 300.0),
            level(100.0, 50.0, 300.0),
        ];
        let (grids, single) = grids(&rules);
        assert!(grids.is_empty());
        assert_eq!(single.len(), 2);
    }
}
