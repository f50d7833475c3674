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
        (0..words.len()).fold(Lemmas::NONE, |so_far, at| so_far.with(words.lemma(at)))
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
    /// The lemma of a word.
    fn lemma(&self, index: usize) -> u32;
    /// The classes of a word.
    fn classes(&self, index: usize) -> ClassSet;
    /// Whether a gap may reach over this word.
    fn bars_gap(&self, index: usize) -> bool;
}

/// Where a pattern was found: words `start..end`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) pattern: PatternId,
    pub(crate) purposes: u8,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// A pattern that may begin at a word, and the number of its places that are known to take the words
/// from there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pattern: PatternId,
    purposes: u8,
    matched: u8,
    /// Those are all of its places.
    complete: bool,
    at: u32,
}

/// What patterns are for, a bit for each: to give their words classes,
pub(crate) const MARKS: u8 = 1;
/// to make one term of them,
pub(crate) const UNITES: u8 = 1 << 1;
/// to make a cue of them,
pub(crate) const CUES: u8 = 1 << 2;
/// and to tell what a passage is about.
pub(crate) const TELLS: u8 = 1 << 3;

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
    starts: Starts,
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
    pub(crate) fn set_purposes(&mut self, purposes: impl Fn(PatternId) -> u8) {
        let purposes: Vec<u8> = (0..self.patterns.len() as PatternId)
            .map(purposes)
            .collect();
        let openings = (0..)
            .zip(&purposes)
            .filter(|(_, purposes)| **purposes != 0)
            .map(|(id, purposes)| self.opening(id, *purposes));
        self.starts = Starts::new(openings);
    }

    /// What a pattern begins with.
    fn opening(&self, id: PatternId, purposes: u8) -> Opening<'_> {
        let (first, end) = self.patterns[id as usize].places;
        let places = &self.places[first as usize..end as usize];
        let seconds = match places.get(1) {
            Some(second) if !second.optional && second.classes.is_empty() => self.lemmas_of(second),
            _ => &[],
        };
        let known = if seconds.is_empty() { 1 } else { 2 };
        Opening {
            pattern: id,
            complete: places.len() == known,
            purposes,
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

    /// The patterns that may begin at each word by the lemmas there, in the order of the words.
    pub(crate) fn candidates<W: Words + ?Sized>(&self, words: &W, candidates: &mut Vec<Candidate>) {
        candidates.clear();
        let mut lemma = match words.len() {
            0 => return,
            _ => words.lemma(0),
        };
        for at in 0..words.len() {
            let next = if at + 1 < words.len() {
                words.lemma(at + 1)
            } else {
                NO_LEMMA
            };
            self.starts.of_lemmas(lemma, next, |tried, matched| {
                candidates.push(Candidate {
                    pattern: tried.pattern,
                    purposes: tried.purposes,
                    matched,
                    complete: tried.complete,
                    at: at as u32,
                });
            });
            lemma = next;
        }
    }

    /// Every pattern of some purposes among the words, in the order in which they begin. `candidates` are
    /// those of these words, `lemmas` are their lemmas.
    pub(crate) fn find<W: Words + ?Sized>(
        &self,
        words: &W,
        candidates: &[Candidate],
        purposes: u8,
        lemmas: Lemmas,
        mut found: impl FnMut(Hit),
    ) {
        let mut look = |candidate: Candidate| {
            if candidate.purposes & purposes != 0
                && let Some(end) = self.end_of_candidate(candidate, words, lemmas)
            {
                found(Hit {
                    pattern: candidate.pattern,
                    purposes: candidate.purposes,
                    start: candidate.at,
                    end: end as u32,
                });
            }
        };
        let mut candidates = candidates.iter().peekable();
        for at in 0..words.len() {
            let classes = words.classes(at);
            if !self.starts.first_classes.meets(classes) {
                continue;
            }
            while let Some(candidate) = candidates.next_if(|one| one.at as usize <= at) {
                look(*candidate);
            }
            self.starts.of_classes(classes, |pattern, purposes| {
                look(Candidate {
                    pattern,
                    purposes,
                    matched: 1,
                    complete: false,
                    at: at as u32,
                });
            });
        }
        candidates.for_each(|candidate| look(*candidate));
    }

    /// Where a candidate ends, if it is one.
    fn end_of_candidate<W: Words + ?Sized>(
        &self,
        candidate: Candidate,
        words: &W,
        lemmas: Lemmas,
    ) -> Option<usize> {
        let matched = candidate.matched as usize;
        let end = candidate.at as usize + matched;
        // Most patterns end at their second word.
        if candidate.complete {
            return Some(end);
        }
        let Pattern { places, needs } = &self.patterns[candidate.pattern as usize];
        let places = &self.places[places.0 as usize + matched..places.1 as usize];
        let needs = &self.needs[needs.0 as usize..needs.1 as usize];
        if needs.iter().all(|need| need.meets(lemmas)) {
            self.end_of(places, words, end)
        } else {
            None
        }
    }

    /// Whether a word of this lemma and these classes can stand at a place.
    fn takes<W: Words + ?Sized>(&self, place: &Place, words: &W, at: usize) -> bool {
        let lemma = words.lemma(at);
        lemma != NO_LEMMA && self.lemmas_of(place).contains(&lemma)
            || place.classes.meets(words.classes(at))
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
            && self.takes(place, words, from)
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
    pattern: PatternId,
    purposes: u8,
    /// It has no place behind those that are told here.
    complete: bool,
    /// The lemmas and the classes that its first word may have.
    lemmas: &'p [u32],
    classes: ClassSet,
    /// The lemmas one of which its second word must have; none where something else may follow.
    seconds: &'p [u32],
}

/// Patterns by their first word, and by their second where that is a matter of its lemma.
#[derive(Debug, Default)]
struct Starts {
    /// By lemma. What one group has in `tries` ends where the next group begins.
    groups: Vec<Group>,
    /// For each lemma, by the second lemma and the pattern.
    tries: Vec<Try>,
    /// By the number of each class that the first word may be of.
    by_class: Vec<Vec<(ClassSet, PatternId, u8)>>,
    first_classes: ClassSet,
}

/// Where the patterns that begin with a lemma lie.
#[derive(Clone, Copy, Debug)]
struct Group {
    /// The first of those that look closer at what follows.
    open: u32,
    /// The first of those whose second word must have a certain lemma.
    followed: u32,
}

/// A pattern to try where its first word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Try {
    /// The lemma of its first word.
    first: u32,
    /// The lemma of its second word; none where that takes a closer look.
    second: u32,
    pattern: PatternId,
    purposes: u8,
    /// It has no place behind those.
    complete: bool,
}

impl Starts {
    fn new<'p>(openings: impl Iterator<Item = Opening<'p>> + Clone) -> Self {
        let mut starts = Starts::default();
        // They are many: no room is made that is not filled.
        let room = openings
            .clone()
            .map(|opening| opening.lemmas.len() * opening.seconds.len().max(1));
        let mut tries: Vec<Try> = Vec::with_capacity(room.sum());
        for opening in openings {
            let Opening {
                pattern,
                purposes,
                complete,
                ..
            } = opening;
            let tried = |first, second| Try {
                first,
                second,
                pattern,
                purposes,
                complete,
            };
            for first in opening.lemmas {
                match opening.seconds {
                    [] => tries.push(tried(*first, NO_LEMMA)),
                    seconds => tries.extend(seconds.iter().map(|second| tried(*first, *second))),
                }
            }
            starts.first_classes |= opening.classes;
            for class in opening.classes {
                if starts.by_class.len() <= class {
                    starts.by_class.resize(class + 1, Vec::new());
                }
                starts.by_class[class].push((opening.classes, pattern, purposes));
            }
        }
        tries.sort_unstable();
        tries.dedup();
        let begins = |at: usize| Group {
            open: at as u32,
            followed: at as u32,
        };
        let lemmas = tries.last().map_or(0, |last| last.first as usize + 1);
        starts.groups.reserve_exact(lemmas + 1);
        for (at, tried) in tries.iter().enumerate() {
            let first = tried.first as usize;
            if starts.groups.len() <= first {
                starts.groups.resize(first + 1, begins(at));
            }
            if tried.second == NO_LEMMA {
                starts.groups[first].followed = at as u32 + 1;
            }
        }
        starts.groups.push(begins(tries.len()));
        starts.tries = tries;
        starts
    }

    /// Calls `each` with every pattern that may begin with a lemma, where `next` is the one behind it, and
    /// with how many of its places the two take: all in the order of the patterns.
    fn of_lemmas(&self, lemma: u32, next: u32, mut each: impl FnMut(&Try, u8)) {
        let (mut open, mut followed) = self.tries(lemma, next);
        loop {
            match (open, followed) {
                (open, []) => {
                    open.iter().for_each(|one| each(one, 1));
                    break;
                }
                ([first, rest @ ..], [other, ..]) if first.pattern < other.pattern => {
                    each(first, 1);
                    open = rest;
                }
                (_, [first, rest @ ..]) => {
                    each(first, 2);
                    followed = rest;
                }
            }
        }
    }

    /// The patterns that begin with a lemma: those that look closer at what follows, and those whose
    /// second word is the next one.
    fn tries(&self, lemma: u32, next: u32) -> (&[Try], &[Try]) {
        let groups = self.groups.get(lemma as usize..lemma as usize + 2);
        let Some([group, after]) = groups.filter(|_| lemma != NO_LEMMA) else {
            return (&[], &[]);
        };
        let open = &self.tries[group.open as usize..group.followed as usize];
        let followed = &self.tries[group.followed as usize..after.open as usize];
        if next == NO_LEMMA || followed.is_empty() {
            return (open, &[]);
        }
        let from = followed.partition_point(|one| one.second < next);
        let followed = &followed[from..];
        let count = followed.iter().take_while(|one| one.second == next).count();
        (open, &followed[..count])
    }

    /// Calls `each` with every pattern that may begin with a word of these classes, and its purposes.
    fn of_classes(&self, classes: ClassSet, mut each: impl FnMut(PatternId, u8)) {
        for class in classes & self.first_classes {
            for (set, pattern, purposes) in &self.by_class[class] {
                // A pattern whose first word may be of several classes is tried at the first of them.
                if (*set & classes).first() == Some(class) {
                    each(*pattern, *purposes);
                }
            }
        }
    }
}
