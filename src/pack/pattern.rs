//! Patterns of words: short sequences of lemmas and word classes, found in one pass over a sentence.

use super::lexicon::ClassSet;
use rustc_hash::FxHashMap;

/// The number of a pattern in its pack.
pub(crate) type PatternId = u32;

/// One place of a pattern.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    lemmas: Vec<u32>,
    classes: ClassSet,
    optional: bool,
    /// For a gap: how many words may stand there.
    gap: u8,
}

impl Element {
    pub(crate) fn one(lemmas: Vec<u32>, classes: ClassSet, optional: bool) -> Self {
        Element {
            lemmas,
            classes,
            optional,
            gap: 0,
        }
    }

    pub(crate) fn gap(words: u8) -> Self {
        Element {
            lemmas: Vec::new(),
            classes: 0,
            optional: true,
            gap: words,
        }
    }

    pub(crate) fn may_be_empty(&self) -> bool {
        self.optional
    }

    fn takes(&self, lemma: u32, classes: ClassSet) -> bool {
        self.classes & classes != 0 || (lemma != 0 && self.lemmas.contains(&lemma))
    }
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    elements: Vec<Element>,
}

/// What patterns are matched against.
pub(crate) trait Words {
    /// How many words there are.
    fn len(&self) -> usize;
    /// The lemma and classes of a word.
    fn at(&self, index: usize) -> (u32, ClassSet);
    /// Whether a gap may reach over this word.
    fn bars_gap(&self, index: usize) -> bool;
}

impl Pattern {
    pub(crate) fn new(elements: Vec<Element>) -> Self {
        Pattern { elements }
    }

    /// The index after the last word, when the pattern matches from `from`. Elements are few and
    /// gaps short, so the work for one start is bounded.
    fn end<W: Words + ?Sized>(&self, words: &W, from: usize, element: usize) -> Option<usize> {
        let Some(part) = self.elements.get(element) else {
            return Some(from);
        };
        if part.gap > 0 {
            for skip in 0..=part.gap as usize {
                if let Some(end) = self.end(words, from + skip, element + 1) {
                    return Some(end);
                }
                if from + skip >= words.len() || words.bars_gap(from + skip) {
                    break;
                }
            }
            return None;
        }
        if from < words.len() {
            let (lemma, classes) = words.at(from);
            if part.takes(lemma, classes)
                && let Some(end) = self.end(words, from + 1, element + 1)
            {
                return Some(end);
            }
        }
        if part.optional {
            return self.end(words, from, element + 1);
        }
        None
    }
}

/// Where a pattern was found: words `start..end`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) pattern: PatternId,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// All patterns of a pack, by their first word.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    patterns: Vec<Pattern>,
    sources: FxHashMap<String, PatternId>,
    by_lemma: FxHashMap<u32, Vec<PatternId>>,
    by_class: Vec<(ClassSet, PatternId)>,
    first_classes: ClassSet,
}

impl Patterns {
    pub(crate) fn known(&self, source: &str) -> Option<PatternId> {
        self.sources.get(source).copied()
    }

    pub(crate) fn add(&mut self, source: &str, pattern: Pattern) -> PatternId {
        let id = self.patterns.len() as PatternId;
        if let Some(first) = pattern.elements.first() {
            for lemma in &first.lemmas {
                self.by_lemma.entry(*lemma).or_default().push(id);
            }
            if first.classes != 0 {
                self.by_class.push((first.classes, id));
                self.first_classes |= first.classes;
            }
        }
        self.patterns.push(pattern);
        self.sources.insert(source.to_owned(), id);
        id
    }

    /// How many patterns there are.
    pub(crate) fn len(&self) -> usize {
        self.patterns.len()
    }

    /// The pattern's source, for explanations.
    pub(crate) fn source(&self, id: PatternId) -> &str {
        self.sources
            .iter()
            .find(|(_, known)| **known == id)
            .map_or("", |(source, _)| source)
    }

    /// Every pattern that begins at a word.
    pub(crate) fn find_at<W: Words + ?Sized>(
        &self,
        words: &W,
        at: usize,
        mut found: impl FnMut(Hit),
    ) {
        let (lemma, classes) = words.at(at);
        let mut hit = |id: PatternId| {
            if let Some(end) = self.patterns[id as usize].end(words, at, 0) {
                found(Hit {
                    pattern: id,
                    start: at as u32,
                    end: end as u32,
                });
            }
        };
        if lemma != 0
            && let Some(ids) = self.by_lemma.get(&lemma)
        {
            ids.iter().for_each(|id| hit(*id));
        }
        if classes & self.first_classes != 0 {
            for (set, id) in &self.by_class {
                if set & classes != 0 {
                    hit(*id);
                }
            }
        }
    }
}
