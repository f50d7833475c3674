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

    /// The lemmas of which a text that holds the pattern must hold one; all of them where a class or
    /// nothing will do.
    fn need(&self) -> Lemmas {
        if self.optional || self.classes != 0 || self.lemmas.is_empty() {
            return Lemmas::ANY;
        }
        self.lemmas
            .iter()
            .fold(Lemmas::NONE, |so_far, lemma| so_far.with(*lemma))
    }

    fn takes(&self, lemma: u32, classes: ClassSet) -> bool {
        self.classes & classes != 0 || (lemma != 0 && self.lemmas.contains(&lemma))
    }
}

/// Lemmas as a set of marks that several lemmas share: what is missing from it is missing for sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lemmas(u128);

impl Lemmas {
    pub(crate) const NONE: Lemmas = Lemmas(0);
    const ANY: Lemmas = Lemmas(u128::MAX);

    /// The lemmas of a text.
    pub(crate) fn of<W: Words + ?Sized>(words: &W) -> Lemmas {
        (0..words.len()).fold(Lemmas::NONE, |so_far, at| so_far.with(words.at(at).0))
    }

    fn with(self, lemma: u32) -> Lemmas {
        Lemmas(self.0 | 1 << (lemma % u128::BITS))
    }

    fn meets(self, other: Lemmas) -> bool {
        self.0 & other.0 != 0
    }
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    elements: Vec<Element>,
    /// What its elements behind the first need, where they need something.
    needs: Vec<Lemmas>,
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
        let needs = elements
            .iter()
            .skip(1)
            .map(Element::need)
            .filter(|need| *need != Lemmas::ANY)
            .collect();
        Pattern { elements, needs }
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

/// A pattern that gives words their classes or makes a term of them.
pub(crate) const READS: u8 = 1;
/// A pattern that tells what a passage is about.
pub(crate) const TELLS: u8 = 2;

/// All patterns of a pack, by their first word.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    patterns: Vec<Pattern>,
    /// What each is for: [`READS`], [`TELLS`] or both.
    purposes: Vec<u8>,
    sources: FxHashMap<String, PatternId>,
    by_lemma: FxHashMap<u32, Vec<PatternId>>,
    /// By the number of each class that the first word may be of.
    by_class: Vec<Vec<(ClassSet, PatternId)>>,
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
                self.first_classes |= first.classes;
                for class in bits(first.classes) {
                    if self.by_class.len() <= class {
                        self.by_class.resize(class + 1, Vec::new());
                    }
                    self.by_class[class].push((first.classes, id));
                }
            }
        }
        self.patterns.push(pattern);
        self.sources.insert(source.to_owned(), id);
        id
    }

    /// Says what each pattern is for; before that, none is looked for.
    pub(crate) fn set_purposes(&mut self, purpose: impl Fn(PatternId) -> u8) {
        self.purposes = (0..self.patterns.len() as PatternId).map(purpose).collect();
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

    /// Every pattern of a purpose that begins at a word; `lemmas` are those of all the words.
    pub(crate) fn find_at<W: Words + ?Sized>(
        &self,
        words: &W,
        at: usize,
        purpose: u8,
        lemmas: Lemmas,
        mut found: impl FnMut(Hit),
    ) {
        let (lemma, classes) = words.at(at);
        let mut hit = |id: PatternId| {
            if self.purposes[id as usize] & purpose == 0 {
                return;
            }
            let pattern = &self.patterns[id as usize];
            if pattern.needs.iter().all(|need| need.meets(lemmas))
                && let Some(end) = pattern.end(words, at, 0)
            {
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
        for class in bits(classes & self.first_classes) {
            for (set, id) in &self.by_class[class] {
                // A pattern whose first word may be of several classes is tried at the first of them.
                if (set & classes).trailing_zeros() as usize == class {
                    hit(*id);
                }
            }
        }
    }
}

/// The numbers of the bits that are set.
fn bits(mut set: ClassSet) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (set != 0).then(|| {
            let bit = set.trailing_zeros() as usize;
            set &= set - 1;
            bit
        })
    })
}
