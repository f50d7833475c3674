//! `inspect --format json`: the facts of letters, with no judgement. Like [`super::json`], a wire
//! format of its own.

use super::json::{VERSION, to_text};
use super::place::{Places, StatedLocation};
use super::{Document, Fault, Provenance, sha256};
use crate::facts::{
    Action, ActionKind, Attribution, Basis, Content, Cover, CueClass, DutyFailure, Escalation,
    Extent, Group, Polarity, Role, Status, Valence,
};
use crate::letter::{Block, BlockKind, Letter};
use crate::span::Span;
use serde::Serialize;

/// What `evenhand inspect --format json` prints.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct InspectReport {
    /// The version of this format.
    pub version: u32,
    /// What made the report.
    pub tool: Provenance,
    /// The files that could not be read.
    pub errors: Vec<Fault>,
    /// The letters, in the order in which they were given.
    pub documents: Vec<InspectedDocument>,
}

/// The facts of one letter.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct InspectedDocument {
    /// The letter's path, as it was given.
    pub path: String,
    /// The SHA-256 of the text that was read.
    pub text_sha256: String,
    /// The rule pack.
    pub pack: String,
    /// The text that spans count in; left out where it is the file itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The blocks that locations count in; left out with the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocks: Option<Vec<StatedBlock>>,
    /// What somebody remarked on words of the draft.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<StatedAnnotation>,
    /// The overall outcome.
    pub outcome: Option<StatedOutcome>,
    /// When the area was inspected.
    pub inspected: Option<StatedDates>,
    /// Sections in reading order.
    pub sections: Vec<StatedSection>,
    /// Areas for priority action and for improvement.
    pub actions: Vec<StatedAction>,
    /// How the letter says that someone knows something.
    pub attributions: Vec<StatedAttribution>,
    /// Where the letter reports that a duty is not met.
    pub duty_failures: Vec<StatedFailure>,
}

/// A heading, paragraph, item of a list or row of a table.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct StatedBlock {
    /// What it is: `heading`, `paragraph`, `item`, `row` or `quote`.
    pub kind: &'static str,
    /// Its words as a reader sees them.
    pub words: String,
    /// Where they stand.
    pub span: Span,
    /// Page, from 1, where the format has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Paragraph of the file, from 1, where the format has paragraphs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
}

/// A remark on words of the draft: a comment.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct StatedAnnotation {
    /// What it says.
    pub text: String,
    /// Who left it, where the format tells.
    pub author: Option<String>,
    /// The words remarked on, or the place.
    pub span: Span,
}

/// Words of the letter and where they stand.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Where they stand, in UTF-8 bytes of the document as read.
    pub span: Span,
}

/// The overall outcome.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct StatedOutcome {
    /// Its id in the pack.
    pub id: String,
    /// The words that state it.
    pub span: Span,
}

/// First and last day of an inspection.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct StatedDates {
    /// First day, as an ISO date.
    pub from: String,
    /// Last day, as an ISO date.
    pub until: String,
    /// Where the letter says so.
    pub span: Span,
}

/// A section.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct StatedSection {
    /// The part it plays in the letter.
    pub role: Role,
    /// Its heading; empty before the first one.
    pub title: String,
    /// From its heading to the next.
    pub span: Span,
}

/// An action.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct StatedAction {
    /// Its number over both lists.
    pub id: u32,
    /// Its number in its own list.
    pub number: u32,
    /// Which list it stands in.
    pub kind: ActionKind,
    /// Who is to act, where a table says so.
    pub responsible: Option<String>,
    /// Its words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// The duties that it takes up by name.
    pub duties: Vec<String>,
}

/// How the letter says that someone knows something.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct StatedAttribution {
    /// The words that name who it is.
    pub source: Words,
    /// The words of the predicate.
    pub cue: Words,
    /// Who it is.
    pub group: Group,
    /// How it is put.
    pub class: CueClass,
    /// Whether it is affirmed.
    pub polarity: Polarity,
    /// What it is about.
    pub content: Content,
    /// Whether the family side's evidence about services is put as sentiment.
    pub sentiment: bool,
    /// Whether it is stated as a fact.
    pub status: Status,
    /// Whether it speaks well or ill.
    pub valence: Valence,
    /// Whether the cue stands inside quotation marks.
    pub quoted: bool,
    /// What is said.
    pub object: Words,
    /// The letter's own statement of the same thing beside it.
    pub backed_by: Option<Words>,
    /// The frame of grammar that found it.
    pub frame: String,
    /// Page, paragraph, block and characters; null where a format has lines.
    pub location: Option<StatedLocation>,
}

/// A clause that reports that a duty is not met.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct StatedFailure {
    /// The duty's id.
    pub duty: String,
    /// The register's entries that it touches, likeliest first.
    pub entries: Vec<String>,
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// Page, paragraph, block and characters; null where a format has lines.
    pub location: Option<StatedLocation>,
    /// Whether it is put in legal terms.
    pub basis: Basis,
    /// How far it reaches.
    pub extent: Extent,
    /// The strongest kind of action that covers it.
    pub escalation: Escalation,
    /// How plainly it is covered.
    pub cover: Cover,
    /// The id of the action that covers it.
    pub covered_by: Option<u32>,
    /// How likely that cover, or that there is none, is from 0 to 1: the weighing's own figure.
    pub cover_certainty: f32,
    /// Told as somebody's account rather than as the letter's own finding.
    pub reported: bool,
    /// From 0 to 1: how sure the program is that the clause fails, whichever duty is meant.
    pub fails_certainty: f32,
    /// From 0 to 1: how sure the program is that the clause fails and that this duty is meant.
    pub certainty: f32,
    /// The signs of failure and how well the duty's matter is named.
    pub signs: String,
}

/// One letter of the report. Its text goes with it when asked for, and whenever the format is one
/// whose file is not the text.
pub fn document(document: &Document<'_>, with_text: bool) -> InspectedDocument {
    let Document { letter, facts, .. } = document;
    let places = Places::new(letter);
    let shows_text = with_text || !letter.has_lines;
    InspectedDocument {
        path: document.path.to_owned(),
        text_sha256: sha256(&document.letter.text),
        pack: document.pack.name().to_owned(),
        text: shows_text.then(|| letter.text.clone()),
        blocks: shows_text.then(|| letter.blocks.iter().map(|one| block(one, letter)).collect()),
        annotations: letter
            .annotations
            .iter()
            .map(|annotation| StatedAnnotation {
                text: annotation.text.clone(),
                author: annotation.author.clone(),
                span: annotation.span,
            })
            .collect(),
        outcome: facts.outcome.as_ref().map(|outcome| StatedOutcome {
            id: outcome.id.clone(),
            span: outcome.span,
        }),
        inspected: facts.inspected.as_ref().map(|dates| StatedDates {
            from: dates.from.clone(),
            until: dates.until.clone(),
            span: dates.span,
        }),
        sections: facts
            .sections
            .iter()
            .map(|section| StatedSection {
                role: section.role,
                title: section.title.clone(),
                span: section.span,
            })
            .collect(),
        actions: facts
            .actions
            .iter()
            .map(|action| stated_action(action, &letter.text))
            .collect(),
        attributions: facts
            .attributions
            .iter()
            .map(|one| attribution(one, &letter.text, &places))
            .collect(),
        duty_failures: facts
            .duty_failures
            .iter()
            .map(|one| failure(one, &letter.text, &places))
            .collect(),
    }
}

/// The whole report as text.
pub fn report(documents: Vec<InspectedDocument>, errors: Vec<Fault>, tool: Provenance) -> String {
    to_text(&InspectReport {
        version: VERSION,
        tool,
        errors,
        documents,
    })
}

fn block(block: &Block, letter: &Letter) -> StatedBlock {
    StatedBlock {
        kind: match block.kind {
            BlockKind::Heading(_) => "heading",
            BlockKind::Paragraph => "paragraph",
            BlockKind::ListItem => "item",
            BlockKind::TableRow { .. } => "row",
            BlockKind::Quote => "quote",
        },
        words: block.visible.words(&letter.text).to_owned(),
        span: block.span,
        page: block.location.page,
        paragraph: block.location.paragraph,
    }
}

fn words(span: Span, text: &str) -> Words {
    Words {
        text: span.of(text).to_owned(),
        span,
    }
}

fn stated_action(action: &Action, text: &str) -> StatedAction {
    StatedAction {
        id: action.id,
        number: action.number,
        kind: action.kind,
        responsible: action.responsible.map(|span| span.of(text).to_owned()),
        text: action.span.of(text).to_owned(),
        span: action.span,
        duties: action.duties.clone(),
    }
}

fn attribution(attribution: &Attribution, text: &str, places: &Places<'_>) -> StatedAttribution {
    StatedAttribution {
        source: words(attribution.source, text),
        cue: words(attribution.cue, text),
        group: attribution.group,
        class: attribution.class,
        polarity: attribution.polarity,
        content: attribution.content,
        sentiment: attribution.sentiment,
        status: attribution.status,
        valence: attribution.valence,
        quoted: attribution.quoted,
        object: words(attribution.object, text),
        backed_by: attribution.backed_by.map(|span| words(span, text)),
        frame: attribution.frame.to_owned(),
        location: places.location(attribution.cue),
    }
}

fn failure(failure: &DutyFailure, text: &str, places: &Places<'_>) -> StatedFailure {
    StatedFailure {
        duty: failure.duty.clone(),
        entries: failure.entries.clone(),
        text: failure.span.of(text).to_owned(),
        span: failure.span,
        location: places.location(failure.span),
        basis: failure.basis,
        extent: failure.extent,
        escalation: failure.escalation,
        cover: failure.cover,
        covered_by: failure.covered_by,
        cover_certainty: hundredths(failure.cover_certainty),
        reported: failure.reported,
        fails_certainty: hundredths(failure.fails_certainty),
        certainty: hundredths(failure.certainty),
        signs: failure.signs.clone(),
    }
}

fn hundredths(certainty: f32) -> f32 {
    (certainty * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::analysed;

    #[test]
    fn facts_are_told_at_their_words() {
        let letter =
            analysed("## What needs to do better?\n\nSome parents feel that reviews are late.\n");
        let told = serde_json::to_value(document(&letter.document(), false)).expect("serialises");
        assert_eq!(told["path"], "draft.md");
        assert_eq!(told["outcome"], serde_json::Value::Null);
        assert_eq!(told["sections"][0]["role"], "better");
        assert_eq!(told["attributions"][0]["cue"]["text"], "feel");
        assert_eq!(told["attributions"][0]["sentiment"], true);
        assert!(told.get("text").is_none());
        let with_text = document(&letter.document(), true);
        assert_eq!(with_text.text.as_deref(), Some(letter.letter.text.as_str()));
    }
}
