//! What stands on one row of a sheet.

use crate::facts::{Attribution, Content, DutyFailure, Extent, Facts, Polarity};
use crate::letter::{BlockKind, Letter};
use crate::report::Document;
use crate::span::Span;

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An attribution in which the family side's evidence is put as sentiment.
    Sentiment,
    /// Any other attribution.
    Attribution,
    /// A statement that a duty is not met.
    DutyFailure,
    /// A passage that is to be read whole, to see what was missed in it.
    Passage,
}

impl Kind {
    /// The kind as a sheet names it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Sentiment => "sentiment",
            Kind::Attribution => "attribution",
            Kind::DutyFailure => "duty-failure",
            Kind::Passage => "passage",
        }
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The letter's path, as it was given.
    pub letter: String,
    /// Line or page.
    pub place: String,
    /// The part that the section plays.
    pub section: &'static str,
    /// What it is about.
    pub kind: Kind,
    /// What the program says.
    pub says: String,
    /// The words that it says it of.
    pub quote: String,
    /// The sentences around them.
    pub context: String,
    /// What the row is known by in its letter: the same in every run over the same text.
    pub key: String,
}

/// What is drawn together: one fact, or a passage with all facts in it.
pub type Unit = Vec<Row>;

/// The facts of a letter, one a unit, in reading order.
pub fn rows(document: &Document<'_>) -> Vec<Unit> {
    found(document)
        .into_iter()
        .map(|(_, row)| vec![row])
        .collect()
}

/// The passages of a letter's findings, each with the facts in it.
pub fn passages(document: &Document<'_>) -> Vec<Unit> {
    let Document { letter, facts, .. } = document;
    let found = found(document);
    let prose = letter
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem))
        .filter(|block| section(facts, block.span).is_findings());
    prose
        .map(|block| {
            let words = block.visible.words(&letter.text).to_owned();
            let passage = Row {
                letter: document.path.to_owned(),
                place: document.place(block.span),
                section: section(facts, block.span).name(),
                kind: Kind::Passage,
                says: "Read it whole. Add a row below for what is missed.".to_owned(),
                quote: words,
                context: String::new(),
                key: key(block.span, "passage"),
            };
            let inside = found
                .iter()
                .filter(|(place, _)| (block.span.start..block.span.end).contains(&place.start))
                .map(|(_, row)| row.clone());
            std::iter::once(passage).chain(inside).collect()
        })
        .collect()
}

fn found(document: &Document<'_>) -> Vec<(Span, Row)> {
    let facts = document.facts;
    let attributions = facts
        .attributions
        .iter()
        .map(|one| (one.cue, attribution(document, one)));
    let failures = facts
        .duty_failures
        .iter()
        .map(|one| (one.span, failure(document, one)));
    let mut found: Vec<(Span, Row)> = attributions.chain(failures).collect();
    found.sort_by_key(|(span, _)| span.start);
    found
}

fn attribution(document: &Document<'_>, one: &Attribution) -> Row {
    let kind = if one.sentiment {
        Kind::Sentiment
    } else {
        Kind::Attribution
    };
    let polarity = match one.polarity {
        Polarity::Affirmed => "affirmed",
        Polarity::Negated => "negated",
    };
    let content = match one.content {
        Content::Claim => "about services",
        Content::Effect => "effect of a stated failing",
        Content::Own => "own state",
    };
    let says = format!(
        "{}; {}; {polarity}; {content}",
        one.group.name(),
        one.class.name()
    );
    let text = &document.letter.text;
    let quote = format!("{} … {}", one.source.of(text), one.cue.of(text));
    let key = format!("{}:{}", key(one.cue, one.class.name()), one.source.start);
    row(document, one.cue, one.sentence, kind, says, quote, key)
}

fn failure(document: &Document<'_>, one: &DutyFailure) -> Row {
    let extent = match one.extent {
        Extent::Widespread => "widespread",
        Extent::Some => "some",
        Extent::Trend => "trend",
    };
    let duty = document.pack.duty(&one.duty);
    let title = duty.map_or(one.duty.as_str(), |duty| duty.title.as_str());
    let says = format!("not met: {title}; {extent}");
    let quote = one.span.of(&document.letter.text).to_owned();
    let key = key(one.span, &one.duty);
    row(
        document,
        one.span,
        one.sentence,
        Kind::DutyFailure,
        says,
        quote,
        key,
    )
}

fn row(
    document: &Document<'_>,
    place: Span,
    sentence: Span,
    kind: Kind,
    says: String,
    quote: String,
    key: String,
) -> Row {
    Row {
        letter: document.path.to_owned(),
        place: document.place(place),
        section: section(document.facts, place).name(),
        kind,
        says,
        quote,
        context: context(document.letter, document.facts, sentence),
        key,
    }
}

fn key(span: Span, what: &str) -> String {
    format!("{}-{}:{what}", span.start, span.end)
}

fn section(facts: &Facts, place: Span) -> crate::facts::Role {
    facts
        .sections
        .iter()
        .find(|section| (section.span.start..section.span.end).contains(&place.start))
        .map_or(crate::facts::Role::Other, |section| section.role)
}

/// The sentence with those before and behind it in its block.
fn context(letter: &Letter, facts: &Facts, sentence: Span) -> String {
    let Some(block) = letter
        .blocks
        .iter()
        .find(|block| block.span.start <= sentence.start && sentence.end <= block.span.end)
    else {
        return sentence.of(&letter.text).to_owned();
    };
    let at = facts
        .sentences
        .partition_point(|one| one.start < sentence.start);
    let inside = |one: &&Span| block.span.start <= one.start && one.end <= block.span.end;
    let start = at
        .checked_sub(1)
        .and_then(|before| facts.sentences.get(before))
        .filter(inside)
        .map_or(sentence.start, |before| before.start);
    let end = facts
        .sentences
        .get(at + 1)
        .filter(inside)
        .map_or(sentence.end, |behind| behind.end);
    letter.text[start as usize..end as usize].to_owned()
}
