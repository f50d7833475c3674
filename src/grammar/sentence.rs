//! Sentences of a block, with the patterns found in each.

use super::tag;
use super::token::{self, Token};
use crate::letter::Visible;
use crate::pack::lexicon::{ClassSet, Lexicon, pos};
use crate::pack::pattern::{CUES, Candidate, Hit, Lemmas, MARKS, PatternId, TELLS, UNITES};
use crate::pack::{Names, Pack};
use crate::span::Span;
use std::borrow::Cow;

/// A pattern found, as a place in the block's visible words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub(crate) pattern: PatternId,
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Lies inside a longer pattern that names a duty's matter: "needs assessment" in "joint
    /// strategic needs assessment".
    pub(crate) shadowed: bool,
}

/// One sentence.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    pub(crate) tokens: Vec<Token>,
    /// Patterns with a use beyond giving classes, in order of their start.
    pub(crate) found: Vec<Found>,
    /// The lemma of each known word that says something, with its place: of the words inside terms too.
    pub(crate) words: Vec<(u32, u32)>,
    /// Cue terms of several words: the token that stands for one, and the pattern.
    pub(crate) cue_units: Vec<(usize, PatternId)>,
    /// Place in the visible words.
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// A block's sentences, with what is needed to point back into the letter.
#[derive(Debug)]
pub(crate) struct Paragraph<'a> {
    pub(crate) visible: &'a Visible,
    pub(crate) words: &'a str,
    pub(crate) sentences: Cow<'a, [Sentence]>,
}

impl<'a> Paragraph<'a> {
    /// Reads a block's words.
    pub(crate) fn read(visible: &'a Visible, text: &'a str, pack: &Pack) -> Self {
        Paragraph::read_with(visible, text, pack, &mut Scratch::default())
    }

    /// As [`Paragraph::read`], in room that was made for others.
    pub(crate) fn read_with(
        visible: &'a Visible,
        text: &'a str,
        pack: &Pack,
        scratch: &mut Scratch,
    ) -> Self {
        let words = visible.words(text);
        scratch.folded.clear();
        scratch.folded.push_str(words);
        scratch.folded.make_ascii_lowercase();
        let mut tokens = std::mem::take(&mut scratch.tokens);
        tokens.clear();
        token::tokenise(&scratch.folded, words, &pack.lexicon, &mut tokens);
        let mut sentences = Vec::new();
        let mut from = 0;
        for end in boundaries(&tokens, words) {
            while end > from {
                let part = part_end(&tokens, from, end);
                names_are_nouns(&mut tokens[from..part], words);
                sentences.push(Sentence::read(&tokens[from..part], pack, scratch));
                from = part;
            }
        }
        scratch.tokens = tokens;
        Paragraph {
            visible,
            words,
            sentences: Cow::Owned(sentences),
        }
    }

    /// A block's words with their sentences as they were read before.
    pub(crate) fn known(visible: &'a Visible, text: &'a str, sentences: &'a [Sentence]) -> Self {
        Paragraph {
            visible,
            words: visible.words(text),
            sentences: Cow::Borrowed(sentences),
        }
    }

    /// The place in the letter of a place in the visible words.
    pub(crate) fn span(&self, start: u32, end: u32) -> Span {
        self.visible.source(start as usize, end as usize)
    }

    /// The place in the letter of a range of a sentence's tokens, the last included.
    pub(crate) fn tokens_span(&self, sentence: &Sentence, first: usize, last: usize) -> Span {
        self.span(sentence.tokens[first].start, sentence.tokens[last].end)
    }

    /// The place of a sentence in the letter.
    pub(crate) fn sentence_span(&self, sentence: &Sentence) -> Span {
        self.span(sentence.start, sentence.end)
    }
}

/// How many tokens are read as one sentence. What looks back and ahead in it takes time by the square of its length,
/// and nobody writes such sentences: 120 tokens are the most in published reports.
const LONGEST: usize = 400;

/// Where reading stops before `end`: there, or at the last mark of what is too long to be one sentence.
fn part_end(tokens: &[Token], from: usize, end: usize) -> usize {
    if end - from <= LONGEST {
        return end;
    }
    let most = from + LONGEST;
    tokens[from + LONGEST / 2..most]
        .iter()
        .rposition(|token| token.pos & pos::PUNCT != 0)
        .map_or(most, |mark| from + LONGEST / 2 + mark + 1)
}

/// What words that say something may be, as against those that hold a sentence together.
const CONTENT: u32 = pos::NOUN | pos::VERB | pos::ADJ | pos::ADV | pos::NUM;

/// What is only needed while a paragraph is read; the next one takes over the room.
#[derive(Default)]
pub(crate) struct Scratch {
    /// The words in lower case.
    folded: String,
    tokens: Vec<Token>,
    candidates: Vec<Candidate>,
    marks: Vec<(Hit, ClassSet)>,
    units: Vec<(Hit, ClassSet, bool)>,
    /// The tokens with the classes that marks and units give them.
    classed: Vec<Token>,
    found: Vec<Found>,
    /// Where patterns stand that name a duty's matter.
    naming: Vec<(u32, u32, f32)>,
}

impl Sentence {
    fn read(raw: &[Token], pack: &Pack, scratch: &mut Scratch) -> Self {
        let lexicon = &pack.lexicon;
        let Scratch {
            candidates,
            marks,
            units,
            classed,
            found,
            naming,
            ..
        } = scratch;
        marks.clear();
        units.clear();
        let lemmas = Lemmas::of(raw);
        let patterns = &lexicon.patterns;
        patterns.candidates(raw, candidates);
        patterns.find(raw, candidates, MARKS | UNITES | CUES, lemmas, |hit| {
            sort_hit(lexicon, hit, marks, units);
        });
        // Terms and marks give their words classes, which the patterns of duties may ask for.
        classed.clear();
        classed.extend_from_slice(raw);
        for (hit, classes) in units
            .iter()
            .map(|(hit, classes, _)| (hit, classes))
            .chain(marks.iter().map(|(hit, classes)| (hit, classes)))
        {
            for token in &mut classed[hit.start as usize..hit.end as usize] {
                token.classes |= *classes;
            }
        }
        found.clear();
        patterns.find(classed.as_slice(), candidates, TELLS, lemmas, |hit| {
            found.push(Found {
                pattern: hit.pattern,
                start: raw[hit.start as usize].start,
                end: raw[hit.end as usize - 1].end,
                shadowed: false,
            });
        });
        shadow(found, naming, pack);
        let (mut tokens, cue_units) = merge_units(raw, units, pack.tagging.collective);
        let named = pack.names.needs | pack.names.plan;
        if tokens.iter().any(|token| token.is(named)) {
            found.retain(|found| !is_part_of_name(found, raw, &tokens, &pack.names));
        }
        for (hit, classes) in marks.iter() {
            let (start, end) = (raw[hit.start as usize].start, raw[hit.end as usize - 1].end);
            let first = tokens.partition_point(|token| token.end <= start);
            for token in tokens[first..]
                .iter_mut()
                .take_while(|token| token.start < end)
            {
                token.classes |= *classes;
            }
        }
        let mut sentence = Sentence {
            start: tokens.first().map_or(0, |token| token.start),
            end: tokens.last().map_or(0, |token| token.end),
            tokens,
            found: found.clone(),
            words: content_words(raw),
            cue_units,
        };
        tag::tag(&mut sentence.tokens, &pack.tagging);
        sentence
    }

    /// The index of the token that holds a place of the visible words.
    pub(crate) fn token_at(&self, place: u32) -> usize {
        self.tokens
            .partition_point(|token| token.end <= place)
            .min(self.tokens.len().saturating_sub(1))
    }
}

/// The lemmas of the words that say something, with their places.
fn content_words(tokens: &[Token]) -> Vec<(u32, u32)> {
    let mut words = Vec::with_capacity(tokens.len());
    let said = tokens
        .iter()
        .filter(|token| token.lemma != 0 && token.pos & CONTENT != 0);
    words.extend(said.map(|token| (token.start, token.lemma)));
    words
}

/// "children with special educational needs", "an education, health and care (EHC) plan": the words of such a name speak
/// of no needs, and of no health service.
fn is_part_of_name(found: &Found, raw: &[Token], tokens: &[Token], names: &Names) -> bool {
    let at = tokens.partition_point(|token| token.end <= found.start);
    let Some(name) = tokens.get(at).filter(|name| found.end <= name.end) else {
        return false;
    };
    if name.is(names.needs) {
        return at > 0 && tokens[at - 1].pos & pos::PREP != 0;
    }
    let first = raw.partition_point(|token| token.end <= found.start);
    name.is(names.plan)
        && raw[first..]
            .iter()
            .take_while(|token| token.start < found.end)
            .all(|token| token.is(names.unit_part) || token.pos & pos::NOUN == 0)
}

/// Marks what lies inside a longer pattern that names something itself as plainly.
fn shadow(found: &mut [Found], naming: &mut Vec<(u32, u32, f32)>, pack: &Pack) {
    naming.clear();
    let names = found.iter().filter_map(|found| {
        let points = pack.uses.named(found.pattern);
        (points > 0.0).then_some((found.start, found.end, points))
    });
    naming.extend(names);
    for found in found {
        let own = pack.uses.named(found.pattern);
        found.shadowed = naming.iter().any(|(start, end, points)| {
            *start <= found.start
                && found.end <= *end
                && end - start > found.end - found.start
                && *points >= own
        });
    }
}

fn sort_hit(
    lexicon: &Lexicon,
    hit: Hit,
    marks: &mut Vec<(Hit, ClassSet)>,
    units: &mut Vec<(Hit, ClassSet, bool)>,
) {
    if hit.purposes & MARKS != 0
        && let Some(classes) = lexicon.marks.get(&hit.pattern)
    {
        marks.push((hit, *classes));
    }
    if hit.purposes & UNITES != 0
        && let Some(classes) = lexicon.units.get(&hit.pattern)
    {
        units.push((hit, *classes, false));
    }
    if hit.purposes & CUES != 0 {
        units.push((hit, ClassSet::NONE, true));
    }
}

/// A capital inside a sentence makes a name, and so do capitals throughout: "SEND" sends nothing.
fn names_are_nouns(tokens: &mut [Token], words: &str) {
    for index in 0..tokens.len() {
        let token = &tokens[index];
        if !token.capital || token.pos & (pos::VERB | pos::AUX) == 0 {
            continue;
        }
        let word = &words[token.start as usize..token.end as usize];
        let acronym =
            word.len() > 1 && word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
        let inside = index > 0 && tokens[index - 1].pos & pos::PUNCT == 0;
        if acronym || inside {
            // The lemma stays: a name is known by its words ("… Voice").
            tokens[index].pos = pos::NOUN;
            tokens[index].classes = ClassSet::NONE;
        }
    }
}

/// Makes one token of each unit, the longest first where they overlap.
fn merge_units(
    tokens: &[Token],
    units: &mut [(Hit, ClassSet, bool)],
    collective: ClassSet,
) -> (Vec<Token>, Vec<(usize, PatternId)>) {
    units.sort_by_key(|(hit, ..)| (hit.start, std::cmp::Reverse(hit.end)));
    let mut merged = Vec::with_capacity(tokens.len());
    let mut cues = Vec::new();
    let mut at = 0;
    let mut units = units.iter().peekable();
    loop {
        let unit = units
            .peek()
            .map_or(tokens.len(), |(hit, ..)| (hit.start as usize).max(at));
        merged.extend_from_slice(&tokens[at..unit]);
        at = unit;
        if at == tokens.len() {
            break;
        }
        let mut token = tokens[at];
        let mut next = at + 1;
        while let Some((hit, classes, cue)) = units.next_if(|(hit, ..)| hit.start as usize <= at) {
            if (hit.start as usize) < at || hit.end as usize == at + 1 && next > at + 1 {
                continue;
            }
            let end = hit.end as usize;
            if end < next {
                continue;
            }
            let last = tokens[end - 1];
            token = Token {
                end: last.end,
                lemma: if end == at + 1 { token.lemma } else { 0 },
                pos: pos::NOUN | (last.pos & pos::PLURAL),
                // A unit is what it is called, not what its words are ("local authority" is no area).
                classes: *classes
                    | if next == end {
                        token.classes
                    } else {
                        ClassSet::NONE
                    }
                    // "school staff" are many, as staff are.
                    | if last.is(collective) {
                        collective
                    } else {
                        ClassSet::NONE
                    },
                ..token
            };
            next = end;
            if *cue {
                cues.push((merged.len(), hit.pattern));
            }
        }
        merged.push(token);
        at = next;
    }
    (merged, cues)
}

/// Where sentences end, as token indices after their last token.
fn boundaries(tokens: &[Token], words: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        if token.pos & pos::PUNCT == 0 {
            continue;
        }
        let mark = &words[token.start as usize..token.end as usize];
        let ends_here = match mark {
            "." | "!" | "?" | "…" => ends_sentence(tokens, words, index),
            "▪" | "•" | "◦" | "●" | "■" | "−" => {
                // A bullet glyph inside running text opens an item.
                if index > 0 {
                    ends.push(index);
                }
                false
            }
            _ => false,
        };
        if ends_here {
            // Closing quotation marks and brackets belong to the sentence.
            let mut end = index + 1;
            while tokens.get(end).is_some_and(|next| {
                next.start == tokens[end - 1].end
                    && matches!(
                        &words[next.start as usize..next.end as usize],
                        "’" | "”" | "\"" | "'" | ")" | "]"
                    )
            }) {
                end += 1;
            }
            ends.push(end);
        }
    }
    ends.push(tokens.len());
    ends.dedup();
    ends
}

/// Words before a full stop that seldom end a sentence. These are spellings, not vocabulary of a regime.
const ABBREVIATIONS: [&str; 16] = [
    "e.g", "i.e", "eg", "ie", "etc", "mr", "mrs", "ms", "dr", "st", "no", "para", "vs", "approx",
    "prof", "cf",
];

fn ends_sentence(tokens: &[Token], words: &str, index: usize) -> bool {
    let token = &tokens[index];
    let Some(next) = tokens.get(index + 1) else {
        return true;
    };
    // "3.5", "gov.uk", an ellipsis in the middle.
    if next.start == token.end
        && !matches!(
            &words[next.start as usize..next.end as usize],
            "’" | "”" | "\"" | "'" | ")" | "]"
        )
    {
        return false;
    }
    if &words[token.start as usize..token.end as usize] != "." {
        return true;
    }
    let before = words[..token.start as usize]
        .rsplit([' ', '('])
        .next()
        .unwrap_or_default();
    let is = |word: &str| before.eq_ignore_ascii_case(word);
    let initial =
        before.chars().count() == 1 && before.chars().all(char::is_uppercase) && before != "I";
    let goes_on = words[next.start as usize..].starts_with(char::is_lowercase);
    if initial || ABBREVIATIONS.iter().any(|word| is(word)) {
        // "etc. Leaders" ends; "e.g. Leaders" and "Dr. Hill" do not.
        return is("etc") && !goes_on;
    }
    !goes_on
}
