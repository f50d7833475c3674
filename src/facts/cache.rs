//! What was read of a letter's paragraphs, kept from one state of the letter to the next.
//!
//! While somebody types, one paragraph changes and the rest only move. The facts of a paragraph depend
//! on its words, the role of its section and the pack alone, so those of the others are taken over with
//! their spans moved, and only what joins paragraphs is done again.

use super::analyse::{ParagraphFacts, ParagraphReader, analyse_by};
use super::sentences::Paragraphs;
use super::{Attribution, DutyFailure, Facts, Role};
use crate::grammar::Sentence;
use crate::letter::{Letter, Piece, Visible};
use crate::pack::Pack;
use crate::span::Span;
use rustc_hash::{FxHashMap, FxHasher};
use std::cell::Cell;
use std::hash::{Hash as _, Hasher as _};
use std::sync::Arc;

/// For how many states of the letter a paragraph is kept after it has gone: enough to undo a few
/// words, little enough that hours of typing do not add up.
const KEPT_STATES: u64 = 32;

/// The paragraphs of one letter as they were read, for one pack.
///
/// ```
/// use evenhand::{check, facts, pack::Pack, read};
/// use std::sync::Arc;
///
/// let pack = Arc::new(Pack::area_send()?);
/// let mut cache = facts::Cache::new(Arc::clone(&pack));
/// for text in ["Some parents feel that reviews are late.\n", "Many parents feel that reviews are late.\n"] {
///     let letter = read::read(text.as_bytes(), read::Format::Markdown, &read::ReadOptions::default())?.letter;
///     let facts = cache.analyse(&letter);
///     assert_eq!(check::check_cached(&letter, &facts, &cache), check::check(&letter, &facts, &pack));
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Cache {
    pack: Arc<Pack>,
    /// By the hash of the words; those of one hash are told apart by comparing.
    kept: FxHashMap<u64, Vec<Kept>>,
    /// How many states of the letter have been analysed.
    state: u64,
}

/// A paragraph as it was read.
#[derive(Debug)]
struct Kept {
    words: Box<str>,
    role: Role,
    /// Where the words come from, counted from `base`; none when they stand in the text as they are.
    pieces: Option<Box<[Piece]>>,
    /// The offset at which the words began.
    base: u32,
    sentences: Vec<Sentence>,
    facts: ParagraphFacts,
    /// No term of any rule stands in it.
    bare: Cell<bool>,
    /// The last state in which it was met.
    state: u64,
}

impl Cache {
    /// An empty cache; another pack needs another one.
    pub fn new(pack: Arc<Pack>) -> Self {
        Cache {
            pack,
            kept: FxHashMap::default(),
            state: 0,
        }
    }

    /// The pack that the paragraphs were read with.
    pub fn pack(&self) -> &Arc<Pack> {
        &self.pack
    }

    /// How many paragraphs are kept.
    pub fn len(&self) -> usize {
        self.kept.values().map(Vec::len).sum()
    }

    /// Whether nothing is kept yet.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Reads the facts of the letter's present state: the same as [`super::analyse`] finds.
    pub fn analyse(&mut self, letter: &Letter) -> Facts {
        self.state += 1;
        let pack = Arc::clone(&self.pack);
        let reader = ParagraphReader::new(&pack);
        let paragraphs = Paragraphs::new(letter, &pack);
        let facts = analyse_by(letter, &pack, &paragraphs, |block, role| {
            self.paragraph_facts(&reader, &paragraphs, &block.visible, &letter.text, role)
        });
        let oldest = self.state.saturating_sub(KEPT_STATES);
        self.kept.retain(|_, same_hash| {
            same_hash.retain(|kept| kept.state >= oldest);
            !same_hash.is_empty()
        });
        facts
    }

    /// The sentences of these words as they were read, when they are kept.
    pub(crate) fn sentences(&self, words: &str) -> Option<&[Sentence]> {
        Some(&self.kept(words)?.sentences)
    }

    /// Whether these words are known to hold no term of any rule.
    pub(crate) fn is_bare(&self, words: &str) -> bool {
        self.kept(words).is_some_and(|kept| kept.bare.get())
    }

    /// Remembers that these words hold no term of any rule, as long as they are kept.
    pub(crate) fn set_bare(&self, words: &str) {
        if let Some(kept) = self.kept(words) {
            kept.bare.set(true);
        }
    }

    fn kept(&self, words: &str) -> Option<&Kept> {
        let same_hash = self.kept.get(&hash(words))?;
        same_hash.iter().find(|kept| *kept.words == *words)
    }

    fn paragraph_facts<'a>(
        &mut self,
        reader: &ParagraphReader<'_>,
        paragraphs: &Paragraphs<'a>,
        visible: &'a Visible,
        text: &str,
        role: Role,
    ) -> ParagraphFacts {
        let words = visible.words(text);
        let base = base(visible);
        let same_hash = self.kept.entry(hash(words)).or_default();
        let known = same_hash.iter_mut().find(|kept| {
            kept.role == role && *kept.words == *words && same_pieces(kept, visible, base)
        });
        if let Some(kept) = known {
            kept.state = self.state;
            let mut facts = kept.facts.clone();
            if movable(kept.base) && movable(base) {
                move_facts(&mut facts, kept.base, base);
                return facts;
            }
            if kept.base == base {
                return facts;
            }
        }
        let paragraph = paragraphs.read(visible);
        let facts = reader.facts(&paragraph, role);
        same_hash.push(Kept {
            words: words.into(),
            role,
            pieces: pieces(visible, base),
            base,
            sentences: paragraph.sentences.into_owned(),
            facts: facts.clone(),
            bare: Cell::new(false),
            state: self.state,
        });
        facts
    }
}

fn hash(words: &str) -> u64 {
    let mut hasher = FxHasher::default();
    words.hash(&mut hasher);
    hasher.finish()
}

/// Whether facts of a paragraph that begins here can be moved: an empty span at the very start of a
/// text cannot be told from one that stands for nothing.
fn movable(base: u32) -> bool {
    base > 0
}

/// Where the words begin in the text.
fn base(visible: &Visible) -> u32 {
    match visible {
        Visible::Plain(span) => span.start,
        Visible::Mapped { pieces, .. } => pieces.first().map_or(0, |piece| piece.source.start),
    }
}

fn pieces(visible: &Visible, base: u32) -> Option<Box<[Piece]>> {
    match visible {
        Visible::Plain(_) => None,
        Visible::Mapped { pieces, .. } => {
            Some(pieces.iter().map(|piece| moved(*piece, base)).collect())
        }
    }
}

fn same_pieces(kept: &Kept, visible: &Visible, base: u32) -> bool {
    match (&kept.pieces, visible) {
        (None, Visible::Plain(_)) => true,
        (Some(kept), Visible::Mapped { pieces, .. }) => {
            kept.len() == pieces.len()
                && kept
                    .iter()
                    .zip(pieces)
                    .all(|(kept, piece)| *kept == moved(*piece, base))
        }
        _ => false,
    }
}

/// A piece counted from the paragraph's start; pieces stand in the order of the text.
fn moved(piece: Piece, base: u32) -> Piece {
    Piece {
        at: piece.at,
        source: Span {
            start: piece.source.start.wrapping_sub(base),
            end: piece.source.end.wrapping_sub(base),
        },
    }
}

/// Moves every span of a paragraph's facts from one place of the paragraph to another.
fn move_facts(facts: &mut ParagraphFacts, from: u32, to: u32) {
    if from == to {
        return;
    }
    let shift = |span: &mut Span| {
        if *span != Span::default() {
            span.start = (span.start + to).saturating_sub(from);
            span.end = (span.end + to).saturating_sub(from);
        }
    };
    for attribution in &mut facts.attributions {
        let Attribution {
            source,
            cue,
            object,
            sentence,
            backed_by,
            group: _,
            class: _,
            polarity: _,
            content: _,
            status: _,
            valence: _,
            sentiment: _,
            quoted: _,
            frame: _,
            echoed: _,
            lemma: _,
        } = attribution;
        for span in [source, cue, object, sentence].into_iter().chain(backed_by) {
            shift(span);
        }
    }
    for (failure, _) in &mut facts.failures {
        let DutyFailure {
            span,
            focus,
            sentence,
            duty: _,
            entries: _,
            basis: _,
            extent: _,
            escalation: _,
            cover: _,
            covered_by: _,
            cover_certainty: _,
            fails_certainty: _,
            reported: _,
            weight: _,
            certainty: _,
            signs: _,
        } = failure;
        shift(span);
        shift(focus);
        shift(sentence);
    }
    facts.sentences.iter_mut().for_each(shift);
}
