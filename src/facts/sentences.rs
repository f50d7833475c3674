//! The sentences of a letter, read once for all who look at them.

use crate::grammar::{Paragraph, Scratch, Sentence};
use crate::letter::{Letter, Visible};
use crate::pack::Pack;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;

/// Where words stand in a letter: the number of their block, and of the cell in it.
pub(crate) type WordsPlace = (usize, usize);

/// The blocks and cells of a letter that hold words, in reading order.
fn all_words(letter: &Letter) -> impl Iterator<Item = (WordsPlace, &Visible)> {
    letter.blocks.iter().enumerate().flat_map(|(index, block)| {
        let own = block.cells.is_empty().then_some(&block.visible);
        let words = own.into_iter().chain(&block.cells).enumerate();
        words.map(move |(cell, visible)| ((index, cell), visible))
    })
}

/// The paragraphs of a letter, each read when it is first asked for.
pub(crate) struct Paragraphs<'a> {
    letter: &'a Letter,
    pack: &'a Pack,
    /// By the place of their words in memory, from which the letter does not move as long as it is lent.
    read: RefCell<FxHashMap<*const Visible, Rc<Paragraph<'a>>>>,
    scratch: RefCell<Scratch>,
}

impl<'a> Paragraphs<'a> {
    pub(crate) fn new(letter: &'a Letter, pack: &'a Pack) -> Self {
        Paragraphs {
            letter,
            pack,
            read: RefCell::default(),
            scratch: RefCell::default(),
        }
    }

    /// The paragraph of words of the letter.
    pub(crate) fn get(&self, visible: &'a Visible) -> Rc<Paragraph<'a>> {
        let mut read = self.read.borrow_mut();
        let paragraph = read
            .entry(visible)
            .or_insert_with(|| Rc::new(self.read(visible)));
        Rc::clone(paragraph)
    }

    /// A paragraph that nobody else asks for.
    pub(crate) fn read(&self, visible: &'a Visible) -> Paragraph<'a> {
        let scratch = &mut self.scratch.borrow_mut();
        Paragraph::read_with(visible, &self.letter.text, self.pack, scratch)
    }
}

/// The sentences of a letter's paragraphs as they were read for its facts.
#[derive(Debug, Default)]
pub struct Sentences(FxHashMap<WordsPlace, Vec<Sentence>>);

impl Sentences {
    /// Those of all paragraphs that were asked for.
    pub(super) fn of(paragraphs: Paragraphs<'_>) -> Self {
        let mut read = paragraphs.read.into_inner();
        let mut kept = FxHashMap::default();
        for (place, visible) in all_words(paragraphs.letter) {
            // Nobody else holds a paragraph any more.
            if let Some(paragraph) = read
                .remove(&std::ptr::from_ref(visible))
                .and_then(Rc::into_inner)
            {
                kept.insert(place, paragraph.sentences.into_owned());
            }
        }
        Sentences(kept)
    }

    /// Those of the words at a place, where they were read.
    pub(crate) fn at(&self, place: WordsPlace) -> Option<&[Sentence]> {
        self.0.get(&place).map(Vec::as_slice)
    }
}
