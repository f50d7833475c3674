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
            Starts::new(ids, |id| self.opening(id))
        };
        (self.reads, self.tells) = (starts(READS), starts(TELLS));
    }

    /// What a pattern begins with.
    fn opening(&self, id: PatternId) -> Opening<'_> {
        let (first, end) = self.patterns[id as usize].places;
        let places = &self.places[first as usize..end as usize];
        let seconds = match places.get(1) {
            Some(second) if !second.optional && second.classes.is_empty() => self.lemmas_of(second),
            _ => &[],
        };
        Opening {
            lemmas: self.lemmas_of(&places[0]),
            classes: places[0].classes,
            seconds,
        }
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
        let next = if at + 1 < words.len() {
            words.at(at + 1).0
        } else {
            NO_LEMMA
        };
        starts.of(lemma, classes, next, |id, matched| {
            if let Some(end) = self.end_behind(id, matched, words, at, lemmas) {
                found(Hit {
                    pattern: id,
                    start: at as u32,
                    end: end as u32,
                });
            }
        });
    }

    /// Where a pattern ends that begins at a word and whose first `matched` places are known to take the
    /// words from there.
    fn end_behind<W: Words + ?Sized>(
        &self,
        id: PatternId,
        matched: usize,
        words: &W,
        at: usize,
        lemmas: Lemmas,
    ) -> Option<usize> {
        let pattern = &self.patterns[id as usize];
        let places = pattern.places.0 as usize + matched..pattern.places.1 as usize;
        // Most patterns end at their second word.
        if places.is_empty() {
            return Some(at + matched);
        }
        let needs = &self.needs[pattern.needs.0 as usize..pattern.needs.1 as usize];
        if !needs.iter().all(|need| need.meets(lemmas)) {
            return None;
        }
        self.end_of(&self.places[places], words, at + matched)
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

/// What stands for a lemma where there is none.
const NO_LEMMA: u32 = 0;

/// What a pattern begins with.
struct Opening<'p> {
    /// The lemmas and the classes that its first word may have.
    lemmas: &'p [u32],
    classes: ClassSet,
    /// The lemmas one of which its second word must have; none where something else may follow.
    seconds: &'p [u32],
}

/// Patterns by their first word, and by their second where that is a matter of its lemma.
#[derive(Debug, Default)]
struct Starts {
    /// Where the patterns of each lemma begin in `tries`; they end where those of the next begin.
    by_lemma: Vec<u32>,
    /// For each lemma, by the second lemma and the pattern.
    tries: Vec<Try>,
    /// By the number of each class that the first word may be of.
    by_class: Vec<Vec<(ClassSet, PatternId)>>,
    first_classes: ClassSet,
}

/// A pattern to try where its first word stands.
#[derive(Clone, Copy, Debug)]
struct Try {
    /// The lemma of its second word; none where that takes a closer look.
    second: u32,
    pattern: PatternId,
}

impl Starts {
    fn new<'a>(
        ids: impl Iterator<Item = PatternId>,
        opening: impl Fn(PatternId) -> Opening<'a>,
    ) -> Self {
        let mut starts = Starts::default();
        let mut tries: Vec<(u32, u32, PatternId)> = Vec::new();
        for id in ids {
            let Opening {
                lemmas,
                classes,
                seconds,
            } = opening(id);
            for first in lemmas {
                match seconds {
                    [] => tries.push((*first, NO_LEMMA, id)),
                    seconds => tries.extend(seconds.iter().map(|second| (*first, *second, id))),
                }
            }
            starts.first_classes |= classes;
            for class in classes {
                if starts.by_class.len() <= class {
                    starts.by_class.resize(class + 1, Vec::new());
                }
                starts.by_class[class].push((classes, id));
            }
        }
        tries.sort_unstable();
        tries.dedup();
        starts.tries.reserve_exact(tries.len());
        for (at, (first, second, pattern)) in tries.into_iter().enumerate() {
            while starts.by_lemma.len() <= first as usize {
                starts.by_lemma.push(at as u32);
            }
            starts.tries.push(Try { second, pattern });
        }
        starts.by_lemma.push(starts.tries.len() as u32);
        starts
    }

    /// Calls `each` with every pattern that may begin at such a word, where `next` is the lemma of the
    /// word behind it, and with how many of the pattern's places the two take.
    fn of(
        &self,
        lemma: u32,
        classes: ClassSet,
        next: u32,
        mut each: impl FnMut(PatternId, usize),
    ) {
        let (mut open, mut followed) = self.tries(lemma, next);
        // Both in the order of the patterns.
        loop {
            match (open, followed) {
                ([first, rest @ ..], []) => {
                    each(first.pattern, 1);
                    open = rest;
                }
                ([first, rest @ ..], [other, ..]) if first.pattern < other.pattern => {
                    each(first.pattern, 1);
                    open = rest;
                }
                (_, [first, rest @ ..]) => {
                    each(first.pattern, 2);
                    followed = rest;
                }
                ([], []) => break,
            }
        }
        for class in classes & self.first_classes {
            for (set, id) in &self.by_class[class] {
                // A pattern whose first word may be of several classes is tried at the first of them.
                if (*set & classes).first() == Some(class) {
                    each(*id, 1);
                }
            }
        }
    }

    /// The patterns that begin with a lemma: those that look closer at what follows, and those whose
    /// second word is the next one.
    fn tries(&self, lemma: u32, next: u32) -> (&[Try], &[Try]) {
        let ends = self.by_lemma.get(lemma as usize..lemma as usize + 2);
        let Some(&[from, to]) = ends.filter(|_| lemma != NO_LEMMA) else {
            return (&[], &[]);
        };
        let tries = &self.tries[from as usize..to as usize];
        let open = tries
            .iter()
            .take_while(|one| one.second == NO_LEMMA)
            .count();
        let (open, by_second) = tries.split_at(open);
        if next == NO_LEMMA {
            return (open, &[]);
        }
        let from = by_second.partition_point(|one| one.second < next);
        let followed = by_second[from..]
            .iter()
            .take_while(|one| one.second == next)
            .count();
        (open, &by_second[from..from + followed])
    }
}
