//! From a letter to its facts: each paragraph by itself, then what joins them.

use super::action::{self, Item};
use super::attribution;
use super::duty_failure;
use super::escalation::{self, Named, Spoken};
use super::sentences::{Paragraphs, Sentences};
use super::sign_classes::Signs;
use super::{Attribution, Content, CueClass, DutyFailure, Facts, Role, outcome, section};
use crate::grammar::Paragraph;
use crate::grammar::classes::Grammar;
use crate::letter::{Block, BlockKind, Letter};
use crate::pack::Pack;
use crate::pack::lexicon::ClassSet;
use crate::span::Span;

/// The facts of one paragraph: a function of the paragraph, its section's role and the pack alone.
#[derive(Clone, Debug, Default)]
pub(crate) struct ParagraphFacts {
    pub(crate) attributions: Vec<Attribution>,
    /// Each with what its sentence names.
    pub(crate) failures: Vec<(DutyFailure, Spoken)>,
    pub(crate) sentences: Vec<Span>,
}

/// Reads the facts of a letter.
///
/// ```
/// use evenhand::{facts, pack::Pack, read};
///
/// let text = "## What does the area partnership need to do better?\n\nSome parents feel that reviews are late.\n";
/// let letter = read::read(text.as_bytes(), read::Format::Markdown, &read::ReadOptions::default())?.letter;
/// let pack = Pack::area_send()?;
/// let facts = facts::analyse(&letter, &pack);
/// assert_eq!(facts.attributions[0].cue.of(&letter.text), "feel");
/// assert!(facts.attributions[0].sentiment);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn analyse(letter: &Letter, pack: &Pack) -> Facts {
    let reader = ParagraphReader::new(pack);
    let paragraphs = Paragraphs::new(letter, pack);
    analyse_by(letter, pack, &paragraphs, |block, role| {
        reader.facts(&paragraphs.read(&block.visible), role)
    })
}

/// As [`analyse`], with the sentences that were read for the facts, for
/// `check::check_read`.
pub fn analyse_and_keep(letter: &Letter, pack: &Pack) -> (Facts, Sentences) {
    let reader = ParagraphReader::new(pack);
    let paragraphs = Paragraphs::new(letter, pack);
    let facts = analyse_by(letter, pack, &paragraphs, |block, role| {
        reader.facts(&paragraphs.get(&block.visible), role)
    });
    (facts, Sentences::of(paragraphs))
}

/// Reads the facts of a letter, each paragraph's by `facts_of`; those of its actions from `paragraphs`.
pub(crate) fn analyse_by<'a>(
    letter: &'a Letter,
    pack: &Pack,
    paragraphs: &Paragraphs<'a>,
    mut facts_of: impl FnMut(&'a Block, Role) -> ParagraphFacts,
) -> Facts {
    let sections = section::find(letter, pack);
    let mut found = Vec::new();
    for section in &sections {
        if !speaks(section.role) {
            continue;
        }
        for block in &letter.blocks[section.blocks.clone()] {
            let prose = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem);
            if prose && section::role_of(block, letter, pack).is_none() {
                found.push(facts_of(block, section.role));
            }
        }
    }
    let items = action::find(letter, &sections, pack, paragraphs);
    let named = escalation::read_actions(&items, paragraphs, pack);
    let outcome = outcome::find(letter, &sections, pack);
    let inspected = outcome::inspected(letter, pack);
    join(
        found,
        items,
        &named,
        pack,
        Facts {
            outcome,
            inspected,
            sections,
            ..Facts::default()
        },
    )
}

/// Whether people speak in such a section: in its findings and its outcome, not in lists and contacts.
fn speaks(role: Role) -> bool {
    role.is_findings() || role == Role::Outcome
}

/// Reads paragraphs with a pack's classes looked up once.
pub(crate) struct ParagraphReader<'p> {
    pack: &'p Pack,
    grammar: Grammar,
    signs: Signs,
    /// Words that any finding and any action may hold.
    generic: ClassSet,
}

impl<'p> ParagraphReader<'p> {
    pub(crate) fn new(pack: &'p Pack) -> Self {
        ParagraphReader {
            pack,
            grammar: Grammar::new(pack),
            signs: Signs::new(pack),
            generic: escalation::generic(pack),
        }
    }

    pub(crate) fn facts(&self, paragraph: &Paragraph<'_>, role: Role) -> ParagraphFacts {
        let spoken = |span: Span| {
            let sentence = paragraph
                .sentences
                .iter()
                .position(|sentence| paragraph.sentence_span(sentence).contains(span))
                .unwrap_or_default();
            escalation::spoken(paragraph, sentence, span, self.pack, self.generic)
        };
        let failures: Vec<(DutyFailure, Spoken)> = if role.is_findings() {
            duty_failure::find(paragraph, role, self.pack, &self.signs)
                .into_iter()
                .map(|failure| {
                    let spoken = spoken(failure.span);
                    (failure, spoken)
                })
                .collect()
        } else {
            Vec::new()
        };
        let mut attributions = attribution::find(paragraph, self.pack, &self.grammar);
        if !failures.is_empty() {
            for attribution in &mut attributions {
                back(attribution, spoken, &failures, self.pack);
            }
        }
        ParagraphFacts {
            attributions,
            failures,
            sentences: paragraph
                .sentences
                .iter()
                .map(|sentence| paragraph.sentence_span(sentence))
                .collect(),
        }
    }
}

/// How far from a cue the letter's own statement may stand, in bytes.
const BESIDE: u32 = 400;

/// Finds beside an attribution the letter's own statement of a failing: in its sentence before the
/// source, or in the sentences next to it. A feeling beside one is its effect. `spoken` is what the
/// sentence of a span speaks of.
fn back(
    attribution: &mut Attribution,
    spoken: impl Fn(Span) -> Spoken,
    failures: &[(DutyFailure, Spoken)],
    pack: &Pack,
) {
    let distance = |span: Span| span.start.abs_diff(attribution.cue.start);
    let own = failures
        .iter()
        .filter(|(failure, _)| !failure.reported && !failure.span.overlaps(attribution.cue))
        .min_by_key(|(failure, _)| distance(failure.span))
        .filter(|(failure, _)| distance(failure.span) < BESIDE);
    let bare = attribution.object.is_empty();
    attribution.backed_by = own.map(|(failure, _)| failure.span);
    // "Parents are frustrated." tells of what stands beside it, whatever that is.
    attribution.echoed =
        own.is_some_and(|(_, of)| bare || of.shares(&spoken(attribution.cue), pack));
    if matches!(attribution.class, CueClass::Emotion | CueClass::Experience)
        && attribution.content == Content::Claim
        && attribution
            .backed_by
            .is_some_and(|span| span.end <= attribution.cue.start)
        && bare
    {
        attribution.content = Content::Effect;
    }
}

/// Joins paragraphs: actions and which of them takes up which failing.
fn join(
    paragraphs: Vec<ParagraphFacts>,
    items: Vec<Item<'_>>,
    named: &[Named],
    pack: &Pack,
    facts: Facts,
) -> Facts {
    let mut facts = facts;
    facts.actions = items.into_iter().map(|item| item.action).collect();
    escalation::name_duties(&mut facts.actions, named, pack);
    let mut known = escalation::Known::default();
    for paragraph in paragraphs {
        facts.attributions.extend(paragraph.attributions);
        facts.sentences.extend(paragraph.sentences);
        for (mut failure, spoken) in paragraph.failures {
            escalation::escalate(&mut failure, &spoken, named, pack, &mut known);
            facts.duty_failures.push(failure);
        }
    }
    facts
}
