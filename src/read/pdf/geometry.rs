//! The second witness: blocks from the places of letters and rules alone, page by page.

use super::block::{Block, Item, Row};
use super::content::{Mark, Piece, Rule, Shown};
use super::file::File;
use super::furniture;
use super::grid::{self, Grid};
use super::line::{LINE_BYTES, Line, lines, lines_of_columns};
use super::page::Page;
use super::{column, paragraph};

/// What the pages consist of, in reading order.
pub(super) fn items(file: &File<'_>, pages: &[Page], shown: &[Shown]) -> Vec<Item> {
    let grids: Vec<(Vec<Grid>, Vec<Rule>)> = shown
        .iter()
        .map(|shown| grid::grids(&shown.rules))
        .collect();
    let mut free: Vec<Vec<Line>> = Vec::new();
    let mut cells: Vec<Vec<Vec<Line>>> = Vec::new();
    for (page, shown) in shown.iter().enumerate() {
        let (in_free, in_cells) = sorted(shown, page, &grids[page].0);
        let count = in_free.len() + in_cells.iter().map(Vec::len).sum::<usize>();
        file.keep(count * LINE_BYTES);
        if file.is_over() {
            return Vec::new();
        }
        free.push(in_free);
        cells.push(in_cells);
    }
    let heights: Vec<f32> = pages.iter().map(|page| page.size.1).collect();
    furniture::drop_from(&mut free, &heights);
    let mut out = Vec::new();
    for ((free, cells), (grids, rules)) in free.into_iter().zip(cells).zip(&grids) {
        let mut items = column::items(free, rules);
        let mut cells = cells.into_iter();
        for grid in grids {
            let (columns, rows) = grid.size();
            let cells: Vec<Vec<Line>> = cells.by_ref().take(columns * rows).collect();
            items.extend(table(&cells, columns));
        }
        items.sort_by(|a, b| b.0.total_cmp(&a.0));
        out.extend(items.into_iter().map(|(_, item)| item));
    }
    out
}

/// The lines of a page outside of tables, and those of each cell of each table, row by row.
fn sorted(shown: &Shown, page: usize, grids: &[Grid]) -> (Vec<Line>, Vec<Vec<Line>>) {
    let starts: Vec<usize> = grids
        .iter()
        .scan(0, |next, grid| {
            let start = *next;
            *next += grid.size().0 * grid.size().1;
            Some(start)
        })
        .collect();
    let count: usize = grids.iter().map(|grid| grid.size().0 * grid.size().1).sum();
    let mut free: Vec<&Piece> = Vec::new();
    let mut cells: Vec<Vec<&Piece>> = vec![Vec::new(); count];
    for piece in &shown.pieces {
        if piece.mark == Mark::Artifact {
            continue;
        }
        let (x, y) = (
            f32::midpoint(piece.left, piece.right),
            piece.base + piece.size * 0.3,
        );
        let cell = grids.iter().zip(&starts).find_map(|(grid, start)| {
            let (column, row) = grid.cell(x, y)?;
            Some(start + row * grid.size().0 + column)
        });
        match cell {
            Some(cell) => cells[cell].push(piece),
            None => free.push(piece),
        }
    }
    let cells = cells
        .iter()
        .map(|pieces| lines(shown, page, pieces))
        .collect();
    (lines_of_columns(shown, page, &free), cells)
}

/// The rows of a table; one with words in its first column alone, over all of them, is prose.
fn table(cells: &[Vec<Line>], columns: usize) -> Vec<(f32, Item)> {
    let mut out = Vec::new();
    for (index, row) in cells.chunks(columns.max(1)).enumerate() {
        let height = row
            .iter()
            .flatten()
            .map(|line| line.base)
            .fold(f32::MIN, f32::max);
        if height == f32::MIN {
            continue;
        }
        let cells: Vec<Vec<Block>> = row
            .iter()
            .map(|lines| paragraph::blocks(lines.clone(), &[]))
            .collect();
        let is_head = index == 0 && row.iter().flatten().all(|line| line.is_bold);
        out.push((height, Item::Row(Row { is_head, cells })));
    }
    out
}
