//! Patterns of words: short sequences of lemmas and word classes, found in one pass over a sentence.

use super::lexicon::ClassSet;
use super::strings::Strings;

/// The number of a pattern in its pack.
pub(crate) type PatternId = u32;

/// One place of a pattern.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    classes: ClassSet,
    /// Its lemmas, of those of all places.
    lemmas: (u32, u32),
    optional: bool,
    /// For a gap: how many words may stand there.
    gap: u8,
}

impl Place {
    pub(crate) fn may_be_empty(&self) -> bool {
        self.optional
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

/// What patterns are matched against.
pub(crate) trait Words {
    /// How many words there are.
    fn len(&self) -> usize;
    /// The lemma and classes of a word.
    fn at(&self, index: usize) -> (u32, ClassSet);
    /// Whether a gap may reach over this word.
    fn bars_gap(&self, index: usize) -> bool;
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

/// A compiled pattern: ranges of what all patterns are made of.
#[derive(Clone, Copy, Debug)]
struct Pattern {
    places: (u32, u32),
    /// What its places behind the first need, where they need something.
    needs: (u32, u32),
}

/// All patterns of a pack. Their parts lie in common lists, so that thousands of patterns are few
/// pieces of memory.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    patterns: Vec<Pattern>,
    places: Vec<Place>,
    lemmas: Vec<u32>,
    needs: Vec<Lemmas>,
    sources: Strings,
    /// Where the pattern that is being made begins, and its place that is being made.
    begun: usize,
    begun_lemmas: usize,
    /// By the first word, for each purpose.
    reads: Starts,
    tells: Starts,
}

impl Patterns {
    pub(crate) fn known(&self, source: &str) -> Option<PatternId> {
        self.sources.get(source)
    }

    /// Begins a pattern; what was begun and not ended is forgotten.
    pub(super) fn begin(&mut self) {
        let ended = self.patterns.last().map_or(0, |last| last.places.1);
        self.places.truncate(ended as usize);
        self.begun = self.places.len();
        self.begun_lemmas = self.lemmas.len();
    }

    /// The places of the pattern that is being made.
    pub(super) fn begun(&self) -> &[Place] {
        &self.places[self.begun..]
    }

    /// Adds a lemma to the place that is being made.
    pub(super) fn lemma(&mut self, lemma: u32) {
        self.lemmas.push(lemma);
    }

    /// Ends a place that takes the lemmas added so far or a word of the classes.
    pub(super) fn place(&mut self, classes: ClassSet, optional: bool) {
        self.places.push(Place {
            classes,
            lemmas: (self.begun_lemmas as u32, self.lemmas.len() as u32),
            optional,
            gap: 0,
        });
        self.begun_lemmas = self.lemmas.len();
    }

    /// Adds a gap of up to so many words.
    pub(super) fn gap(&mut self, words: u8) {
        self.places.push(Place {
            classes: ClassSet::NONE,
            lemmas: (0, 0),
            optional: true,
            gap: words,
        });
    }

    /// Ends the pattern, which is written as `source`.
    pub(super) fn end(&mut self, source: &str) -> PatternId {
        let needs = self.needs.len() as u32;
        for at in self.begun + 1..self.places.len() {
            let need = self.need(&self.places[at]);
            if need != Lemmas::ANY {
                self.needs.push(need);
            }
        }
        self.patterns.push(Pattern {
            places: (self.begun as u32, self.places.len() as u32),
            needs: (needs, self.needs.len() as u32),
        });
        self.begun = self.places.len();
        self.sources.keep(source).0
    }

    fn lemmas_of(&self, place: &Place) -> &[u32] {
        &self.lemmas[place.lemmas.0 as usize..place.lemmas.1 as usize]
    }

    /// The lemmas of which a text that holds the pattern must hold one; all of them where a class or
    /// nothing will do.
    fn need(&self, place: &Place) -> Lemmas {
        let lemmas = self.lemmas_of(place);
        if place.optional || !place.classes.is_empty() || lemmas.is_empty() {
            return Lemmas::ANY;
        }
        lemmas
            .iter()
            .fold(Lemmas::NONE, |so_far, lemma| so_far.with(*lemma))
    }

    /// Says what each pattern is for; before that, none is looked for.
    pub(crate) fn set_purposes(&mut self, purpose: impl Fn(PatternId) -> u8) {
        let starts = |wanted: u8| {
            let ids = (0..self.patterns.len() as PatternId).filter(|id| purpose(*id) & wanted != 0);
            Starts::new(ids, |id| {
                let first = &self.places[self.patterns[id as usize].places.0 as usize];
                (self.lemmas_of(first), first.classes)
            })
        };
        (self.reads, self.tells) = (starts(READS), starts(TELLS));
    }

    /// How many patterns there are.
    pub(crate) fn len(&self) -> usize {
        self.patterns.len()
    }

    /// The pattern's source, for explanations.
    pub(crate) fn source(&self, id: PatternId) -> &str {
        self.sources.text(id)
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
        let starts = if purpose == READS {
            &self.reads
        } else {
            &self.tells
        };
        let (lemma, classes) = words.at(at);
        let next = (at + 1 < words.len()).then(|| words.at(at + 1));
        starts.of(lemma, classes, |id| {
            let pattern = &self.patterns[id as usize];
            let places = &self.places[pattern.places.0 as usize..pattern.places.1 as usize];
            // Most patterns end at their second word.
            if let Some(second) = places.get(1).filter(|second| !second.optional)
                && !next.is_some_and(|next| self.takes(second, next))
            {
                return;
            }
            let needs = &self.needs[pattern.needs.0 as usize..pattern.needs.1 as usize];
            if needs.iter().all(|need| need.meets(lemmas))
                && let Some(end) = self.end_of(places, words, at)
            {
                found(Hit {
                    pattern: id,
                    start: at as u32,
                    end: end as u32,
                });
            }
        });
    }

    /// Whether a word of this lemma and these classes can stand at a place.
    fn takes(&self, place: &Place, (lemma, classes): (u32, ClassSet)) -> bool {
        place.classes.meets(classes) || lemma != 0 && self.lemmas_of(place).contains(&lemma)
    }

    /// The index after the last word, when the places match from `from`. Places are few and gaps short,
    /// so the work for one start is bounded.
    fn end_of<W: Words + ?Sized>(&self, places: &[Place], words: &W, from: usize) -> Option<usize> {
        let Some((place, rest)) = places.split_first() else {
            return Some(from);
        };
        if place.gap > 0 {
            for skip in 0..=place.gap as usize {
                if let Some(end) = self.end_of(rest, words, from + skip) {
                    return Some(end);
                }
                if from + skip >= words.len() || words.bars_gap(from + skip) {
                    break;
                }
            }
            return None;
        }
        if from < words.len()
            && self.takes(place, words.at(from))
            && let Some(end) = self.end_of(rest, words, from + 1)
        {
            return Some(end);
        }
        if place.optional {
            return self.end_of(rest, words, from);
        }
        None
    }
}

/// Patterns by their first word.
#[derive(Debug, Default)]
struct Starts {
    /// Where the patterns of each lemma begin in `ids`; they end where those of the next begin.
    by_lemma: Vec<u32>,
    ids: Vec<PatternId>,
    /// By the number of each class that the first word may be of.
    by_class: Vec<Vec<(ClassSet, PatternId)>>,
    first_classes: ClassSet,
}

impl Starts {
    /// `first` gives the lemmas and the classes that a pattern may begin with.
    fn new<'a>(
        ids: impl Iterator<Item = PatternId> + Clone,
        first: impl Fn(PatternId) -> (&'a [u32], ClassSet),
    ) -> Self {
        let mut starts = Starts::default();
        let mut pairs: Vec<(u32, PatternId)> = Vec::new();
        for id in ids {
            let (lemmas, classes) = first(id);
            pairs.extend(lemmas.iter().map(|lemma| (*lemma, id)));
            starts.first_classes |= classes;
            for class in classes {
                if starts.by_class.len() <= class {
                    starts.by_class.resize(class + 1, Vec::new());
                }
                starts.by_class[class].push((classes, id));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        for (at, (lemma, id)) in pairs.iter().enumerate() {
            while starts.by_lemma.len() <= *lemma as usize {
                starts.by_lemma.push(at as u32);
            }
            starts.ids.push(*id);
        }
        starts.by_lemma.push(pairs.len() as u32);
        starts
    }

    /// Calls `each` with every pattern that may begin at such a word.
    fn of(&self, lemma: u32, classes: ClassSet, mut each: impl FnMut(PatternId)) {
        if lemma != 0
            && let Some([from, to]) = self
                .by_lemma
                .get(lemma as usize..lemma as usize + 2)
                .map(|ends| [ends[0], ends[1]])
        {
            for id in &self.ids[from as usize..to as usize] {
                each(*id);
            }
        }
        for class in classes & self.first_classes {
            for (set, id) in &self.by_class[class] {
                // A pattern whose first word may be of several classes is tried at the first of them.
                if (*set & classes).first() == Some(class) {
                    each(*id);
                }
            }
        }
    }
}
