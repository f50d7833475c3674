//! The letter's text as a reader sees it, the words of points marked and the points beside them.

use super::super::clean::{clean, shorten};
use super::points;
use super::{Document, Numbered, Page};
use crate::letter::{Block, BlockKind, Visible};
use crate::span::Span;
use maud::{Markup, html};
use std::ops::Range;

/// The page's own headings above the letter's.
const ABOVE: u8 = 3;

/// Blocks that make one thing on the page.
enum Passage<'a> {
    /// With the level that it has on the page.
    Heading(usize, &'a Block, u8),
    Paragraph(usize, &'a Block),
    Quote(usize, &'a Block),
    List(usize, &'a [Block]),
    Table(usize, &'a [Block]),
}

/// The letter's text.
pub(super) fn section(page: &Page<'_>) -> Markup {
    let title = page.id("text");
    html! {
        section.letter {
            h3 id=(title) { "The letter" }
            @for passage in passages(&page.document.letter.blocks) { (passage_markup(page, &passage)) }
        }
    }
}

/// The first of the words at a span, as a reader sees them.
pub(super) fn quote(document: &Document<'_>, span: Span, most: usize) -> String {
    let text = &document.letter.text;
    let mut words = String::new();
    for block in &document.letter.blocks {
        if block.span.overlaps(span) {
            let visible = block.visible.words(text);
            words.push_str(&visible[covered(&block.visible, text, span)]);
            words.push(' ');
        }
    }
    shorten(&words, most)
}

fn passages(blocks: &[Block]) -> Vec<Passage<'_>> {
    let mut passages = Vec::new();
    let mut level = ABOVE;
    let mut at = 0;
    while at < blocks.len() {
        let block = &blocks[at];
        let run = |is: fn(BlockKind) -> bool| {
            blocks[at..]
                .iter()
                .take_while(|block| is(block.kind))
                .count()
        };
        let length = match block.kind {
            BlockKind::Heading(own) => {
                // No level is left out, or a reader who goes by headings would look for it.
                level = (ABOVE + own).min(level + 1).min(6);
                passages.push(Passage::Heading(at, block, level));
                1
            }
            BlockKind::Paragraph => {
                passages.push(Passage::Paragraph(at, block));
                1
            }
            BlockKind::Quote => {
                passages.push(Passage::Quote(at, block));
                1
            }
            BlockKind::ListItem => {
                let length = run(|kind| kind == BlockKind::ListItem);
                passages.push(Passage::List(at, &blocks[at..at + length]));
                length
            }
            BlockKind::TableRow { .. } => {
                let length = run(|kind| matches!(kind, BlockKind::TableRow { .. }));
                passages.push(Passage::Table(at, &blocks[at..at + length]));
                length
            }
        };
        at += length;
    }
    passages
}

fn passage_markup(page: &Page<'_>, passage: &Passage<'_>) -> Markup {
    let id = |index: usize| page.id(&format!("b{index}"));
    match *passage {
        Passage::Heading(index, block, level) => row(
            page,
            std::slice::from_ref(block),
            &html! {
                @match level {
                    4 => h4 id=(id(index)) { (marked(page, block, &block.visible)) },
                    5 => h5 id=(id(index)) { (marked(page, block, &block.visible)) },
                    _ => h6 id=(id(index)) { (marked(page, block, &block.visible)) },
                }
            },
        ),
        Passage::Paragraph(index, block) => row(
            page,
            std::slice::from_ref(block),
            &html! { p id=(id(index)) { (marked(page, block, &block.visible)) } },
        ),
        Passage::Quote(index, block) => row(
            page,
            std::slice::from_ref(block),
            &html! { blockquote id=(id(index)) { p { (marked(page, block, &block.visible)) } } },
        ),
        Passage::List(first, blocks) => html! {
            ul.items role="list" {
                @for (index, block) in blocks.iter().enumerate() {
                    li.row.(filled(page, std::slice::from_ref(block))) {
                        div.words id=(id(first + index)) { (marked(page, block, &block.visible)) }
                        (notes(page, std::slice::from_ref(block)))
                    }
                }
            }
        },
        Passage::Table(first, blocks) => row(
            page,
            blocks,
            &html! {
                div.scroll tabindex="0" role="region" aria-label=(page.named(&format!("Table, block {}", first + 1))) {
                    table {
                        @for (index, block) in blocks.iter().enumerate() {
                            (table_row(page, block, &id(first + index)))
                        }
                    }
                }
            },
        ),
    }
}

fn table_row(page: &Page<'_>, block: &Block, id: &str) -> Markup {
    let cells: Vec<&Visible> = if block.cells.is_empty() {
        vec![&block.visible]
    } else {
        block.cells.iter().collect()
    };
    html! {
        tr id=(id) {
            @for cell in cells {
                @if block.kind == (BlockKind::TableRow { header: true }) {
                    th scope="col" { (marked(page, block, cell)) }
                } @else {
                    td { (marked(page, block, cell)) }
                }
            }
        }
    }
}

fn row(page: &Page<'_>, blocks: &[Block], words: &Markup) -> Markup {
    html! {
        div.row.(filled(page, blocks)) {
            div.words { (words) }
            (notes(page, blocks))
        }
    }
}

/// The class of passages with points; headings stay for orientation.
fn filled(page: &Page<'_>, blocks: &[Block]) -> &'static str {
    let is_heading = blocks
        .iter()
        .any(|block| matches!(block.kind, BlockKind::Heading(_)));
    if is_heading || beginning_in(page, blocks).next().is_some() {
        "filled"
    } else {
        "plain"
    }
}

fn beginning_in<'p>(
    page: &'p Page<'_>,
    blocks: &'p [Block],
) -> impl Iterator<Item = &'p Numbered<'p>> {
    page.numbered
        .iter()
        .filter(move |one| blocks.iter().any(|block| begins_in(one, block)))
}

fn begins_in(one: &Numbered<'_>, block: &Block) -> bool {
    block.span.start <= one.point.span.start && one.point.span.start < block.span.end
}

fn notes(page: &Page<'_>, blocks: &[Block]) -> Markup {
    let mut points = beginning_in(page, blocks).peekable();
    html! {
        @if points.peek().is_some() {
            div.notes { @for one in points { (points::note(page, *one)) } }
        }
    }
}

/// Words with those of points marked. The sign that leads to a point stands behind its words, in the
/// block where they begin.
fn marked(page: &Page<'_>, block: &Block, visible: &Visible) -> Markup {
    let text = &page.document.letter.text;
    let words = visible.words(text);
    let ranges: Vec<(Range<usize>, &Numbered<'_>)> = page
        .numbered
        .iter()
        .filter(|one| one.point.span.overlaps(block.span))
        .map(|one| (covered(visible, text, one.point.span), one))
        .filter(|(range, _)| !range.is_empty())
        .collect();
    let mut cuts: Vec<usize> = ranges
        .iter()
        .flat_map(|(range, _)| [range.start, range.end])
        .chain([0, words.len()])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    html! {
        @for cut in cuts.windows(2) {
            @let segment = clean(&words[cut[0]..cut[1]]);
            @let level = ranges
                .iter()
                .filter(|(range, _)| range.start <= cut[0] && cut[1] <= range.end)
                .map(|(_, one)| one.point.severity)
                .max();
            @match level {
                Some(level) => mark.(level.name()) { (segment) },
                None => (segment),
            }
            @for (range, one) in &ranges {
                @if range.end == cut[1] && begins_in(one, block) {
                    a.ref id=(page.id(&format!("m{}", one.number)))
                        href=(format!("#{}", page.id(&format!("n{}", one.number))))
                        data-level=(one.point.severity.name()) data-rule=(one.point.rule)
                        aria-label=(format!("Point {}", one.number)) { (one.number) }
                }
            }
        }
    }
}

/// Which of the visible words stand at a span of the text.
fn covered(visible: &Visible, text: &str, span: Span) -> Range<usize> {
    let mut range: Option<Range<usize>> = None;
    for (at, c) in visible.words(text).char_indices() {
        let end = at + c.len_utf8();
        if visible.source(at, end).overlaps(span) {
            range = Some(range.map_or(at, |range| range.start)..end);
        }
    }
    range.unwrap_or_default()
}
