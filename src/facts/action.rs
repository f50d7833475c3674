//! The areas for priority action and for improvement, one by one: rows of a table, bullets, or several
//! in one paragraph.

use super::sentences::Paragraphs;
use super::{Action, ActionKind, Role, Section, section};
use crate::letter::{Block, BlockKind, Letter, Visible};
use crate::pack::Pack;
use crate::span::Span;

/// An action with its words as a reader sees them.
pub(crate) struct Item<'a> {
    pub(crate) action: Action,
    /// The blocks or cells that it is made of.
    pub(crate) parts: Vec<&'a Visible>,
    /// The part of each that is this action's, as places in the visible words.
    pub(crate) ranges: Vec<(u32, u32)>,
}

/// The actions of a letter, priority actions first as they stand.
pub(crate) fn find<'a>(
    letter: &'a Letter,
    sections: &[Section],
    pack: &Pack,
    paragraphs: &Paragraphs<'a>,
) -> Vec<Item<'a>> {
    let mut items: Vec<Item<'a>> = Vec::new();
    for section in sections.iter().filter(|section| section.role.is_actions()) {
        let kind = if section.role == Role::PriorityActions {
            ActionKind::PriorityAction
        } else {
            ActionKind::Improvement
        };
        let mut list = List {
            letter,
            pack,
            paragraphs,
            kind,
            items: &mut items,
            responsible: None,
            numbered: false,
        };
        let body = &letter.blocks[section.blocks.clone()];
        for (index, block) in body.iter().enumerate() {
            if index > 0
                || !matches!(block.kind, BlockKind::Heading(_))
                    && section::role_of(block, letter, pack).is_none()
            {
                list.block(block);
            }
        }
    }
    number(&mut items);
    items
}

fn number(items: &mut [Item<'_>]) {
    let mut counts = [0, 0];
    for (index, item) in items.iter_mut().enumerate() {
        let count = &mut counts[usize::from(item.action.kind == ActionKind::Improvement)];
        *count += 1;
        item.action.number = *count;
        item.action.id = index as u32 + 1;
    }
}

struct List<'l, 'a> {
    letter: &'a Letter,
    pack: &'l Pack,
    paragraphs: &'l Paragraphs<'a>,
    kind: ActionKind,
    items: &'l mut Vec<Item<'a>>,
    /// The column of the table that names who is to act.
    responsible: Option<usize>,
    /// Whether items of this list are told apart by who should act; then bullets below are parts.
    numbered: bool,
}

impl<'a> List<'_, 'a> {
    fn block(&mut self, block: &'a Block) {
        match block.kind {
            BlockKind::Heading(_) => {}
            BlockKind::TableRow { header } => self.row(block, header),
            BlockKind::ListItem => self.bullet(&block.visible),
            BlockKind::Paragraph | BlockKind::Quote => self.paragraph(&block.visible),
        }
    }

    fn row(&mut self, block: &'a Block, header: bool) {
        let text = &self.letter.text;
        let responsible = block
            .cells
            .iter()
            .position(|cell| self.pack.is_responsible_column(cell.words(text)));
        if header || responsible.is_some() && self.items.is_empty() {
            self.responsible = responsible;
            return;
        }
        let longest =
            (0..block.cells.len()).max_by_key(|index| block.cells[*index].words(text).len());
        let body = match (self.responsible, longest) {
            (Some(column), Some(longest)) if longest == column => (0..block.cells.len())
                .find(|index| *index != column && !block.cells[*index].words(text).is_empty()),
            (_, longest) => longest,
        };
        let Some(body) = body else { return };
        let words = block.cells[body].words(text).len();
        if words == 0 {
            return;
        }
        let responsible = self
            .responsible
            .or_else(|| (body > 0).then_some(0))
            .and_then(|column| block.cells.get(column))
            .filter(|cell| !cell.words(text).is_empty())
            .map(|cell| cell.source(0, cell.words(text).len()));
        // A cell without a bearer goes on with the row above: a row broken over a page.
        let goes_on = self.responsible.is_some() && responsible.is_none() && self.last().is_some();
        let cell = &block.cells[body];
        if goes_on {
            self.extend(cell, 0, words as u32);
        } else {
            self.push(cell, 0, words as u32, responsible);
        }
    }

    fn bullet(&mut self, visible: &'a Visible) {
        let words = visible.words(&self.letter.text);
        // A bullet is an item of its own unless the item above announces a list ("should ensure that:").
        let end = words.len() as u32;
        let part = self.numbered
            || self.last().is_some_and(|item| {
                let (part, (_, end)) = (item.parts[0], item.ranges[0]);
                let last = part
                    .words(&self.letter.text)
                    .get(..end as usize)
                    .unwrap_or_default()
                    .trim_end();
                last.ends_with([':', '-', '–', '—'])
            });
        if part && self.last().is_some() && !self.pack.opens_action(words) {
            self.extend(visible, 0, end);
        } else {
            self.push(visible, 0, end, None);
        }
    }

    /// A paragraph may hold one action, a sentence of one, or several.
    fn paragraph(&mut self, visible: &'a Visible) {
        let paragraph = self.paragraphs.get(visible);
        for sentence in paragraph.sentences.iter() {
            let words = &paragraph.words[sentence.start as usize..sentence.end as usize];
            let opens = self.pack.opens_action(words) && !starts_with_pronoun(sentence, self.pack);
            if opens || self.last().is_none() {
                self.numbered |= opens;
                self.push(visible, sentence.start, sentence.end, None);
            } else {
                self.extend(visible, sentence.start, sentence.end);
            }
        }
    }

    fn last(&self) -> Option<&Item<'a>> {
        self.items
            .last()
            .filter(|item| item.action.kind == self.kind)
    }

    fn push(&mut self, visible: &'a Visible, start: u32, end: u32, responsible: Option<Span>) {
        self.items.push(Item {
            action: Action {
                id: 0,
                number: 0,
                kind: self.kind,
                responsible,
                span: visible.source(start as usize, end as usize),
                duties: Vec::new(),
            },
            parts: vec![visible],
            ranges: vec![(start, end)],
        });
    }

    fn extend(&mut self, visible: &'a Visible, start: u32, end: u32) {
        if let Some(item) = self.items.last_mut() {
            item.action.span = item
                .action
                .span
                .to(visible.source(start as usize, end as usize));
            if let (Some(last), Some(range)) = (item.parts.last(), item.ranges.last_mut())
                && std::ptr::eq(*last, visible)
            {
                range.1 = end;
                return;
            }
            item.parts.push(visible);
            item.ranges.push((start, end));
        }
    }
}

/// "They should …", "This should …": the action before goes on.
fn starts_with_pronoun(sentence: &crate::grammar::Sentence, pack: &Pack) -> bool {
    let pronouns = pack.lexicon.class("pronoun") | pack.lexicon.class("demonstrative");
    sentence
        .tokens
        .first()
        .is_some_and(|token| token.is(pronouns))
}
