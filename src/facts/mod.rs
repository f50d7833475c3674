//! What a letter says, with no judgement: sections, outcome, actions, attributions and duty failures.

mod action;
mod amount;
mod analyse;
mod attribution;
mod cache;
pub(crate) mod choice;
pub(crate) mod duty_failure;
mod escalation;
mod evidence;
mod explain;
mod factual;
mod figure;
mod matter;
mod negation;
mod outcome;
mod section;
pub(crate) mod sentences;
mod sign;
pub(crate) mod sign_classes;
mod traits;

pub use analyse::{analyse, analyse_and_keep};
pub use cache::Cache;
pub(crate) use escalation::{generic, particular};
pub use explain::explain;
pub use sentences::Sentences;

use crate::span::Span;
use serde::{Deserialize, Serialize};

/// The facts of one letter.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The overall outcome, where the letter states one.
    pub outcome: Option<Outcome>,
    /// Sections in reading order; the first may have no heading.
    pub sections: Vec<Section>,
    /// When the area was inspected, as ISO dates, where the letter tells.
    pub inspected: Option<Inspected>,
    /// The areas for priority action and for improvement, one by one.
    pub actions: Vec<Action>,
    /// How the letter says that someone knows something.
    pub attributions: Vec<Attribution>,
    /// Where the letter reports, as a present fact, that a duty is not met.
    pub duty_failures: Vec<DutyFailure>,
    /// Sentences of the prose, in reading order.
    pub sentences: Vec<Span>,
}

/// The overall outcome of an inspection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The outcome's id in the pack, such as `systemic-failings`.
    pub id: String,
    /// The words that state it.
    pub span: Span,
}

/// What part a section plays in a letter.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The inspection outcome.
    Outcome,
    /// Who is responsible for what in the area.
    Information,
    /// What it is like to be a child here.
    Experience,
    /// What is effective.
    Effective,
    /// What needs to be better.
    Better,
    /// Areas for priority action.
    PriorityActions,
    /// Areas for improvement.
    Improvements,
    /// Anything else: contacts, the team, how the inspection was done.
    #[default]
    Other,
    /// Text with no heading: a fragment, read as findings.
    Findings,
}

impl Role {
    /// The role's name for machines.
    pub fn name(self) -> &'static str {
        match self {
            Role::Outcome => "outcome",
            Role::Information => "information",
            Role::Experience => "experience",
            Role::Effective => "effective",
            Role::Better => "better",
            Role::PriorityActions => "priority-actions",
            Role::Improvements => "improvements",
            Role::Other => "other",
            Role::Findings => "findings",
        }
    }

    /// Whether statements in such a section are findings.
    pub fn is_findings(self) -> bool {
        matches!(
            self,
            Role::Information | Role::Experience | Role::Effective | Role::Better | Role::Findings
        )
    }

    /// Whether such a section lists actions.
    pub fn is_actions(self) -> bool {
        matches!(self, Role::PriorityActions | Role::Improvements)
    }
}

/// A section of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The part it plays.
    pub role: Role,
    /// Its heading; empty for text before the first one.
    pub title: String,
    /// From its heading to the next.
    pub span: Span,
    /// The blocks in it, as a range of indices.
    pub blocks: std::ops::Range<usize>,
}

/// First and last day of an inspection, as ISO dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspected {
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// Where the letter says so.
    pub span: Span,
}

/// Which list an action stands in.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ActionKind {
    /// An area for priority action.
    PriorityAction,
    /// An area for improvement.
    Improvement,
}

/// One item of the areas for priority action or for improvement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// Number over both lists, from 1.
    pub id: u32,
    /// Number in its own list, from 1.
    pub number: u32,
    /// Which list it stands in.
    pub kind: ActionKind,
    /// Who is to act, where a table says so.
    pub responsible: Option<Span>,
    /// Its words.
    pub span: Span,
    /// The duties that it takes up by name.
    pub duties: Vec<String>,
}

/// Who speaks, or is said to feel or know.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// Parents, carers, families and their forum.
    Parents,
    /// Children and young people alone.
    Children,
    /// Leaders, the partnership and its boards.
    Leaders,
    /// Practitioners, schools and services.
    Staff,
    /// One subject that joins the family side and the professional side.
    Mixed,
}

/// Which side of the table a group sits on.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Parents and children.
    Family,
    /// Leaders and staff.
    Professional,
    /// Both in one subject.
    Mixed,
}

impl Side {
    /// The side's name for machines.
    pub fn name(self) -> &'static str {
        match self {
            Side::Family => "family",
            Side::Professional => "professional",
            Side::Mixed => "mixed",
        }
    }
}

impl Group {
    /// The group's side.
    pub fn side(self) -> Side {
        match self {
            Group::Parents | Group::Children => Side::Family,
            Group::Leaders | Group::Staff => Side::Professional,
            Group::Mixed => Side::Mixed,
        }
    }

    /// The group of one subject that joins two groups.
    #[must_use]
    pub fn join(self, other: Group) -> Group {
        if self == other {
            self
        } else if self.side() != other.side() {
            Group::Mixed
        } else if self.side() == Side::Family {
            Group::Parents
        } else {
            self
        }
    }

    /// The group's name for machines.
    pub fn name(self) -> &'static str {
        match self {
            Group::Parents => "parents",
            Group::Children => "children",
            Group::Leaders => "leaders",
            Group::Staff => "staff",
            Group::Mixed => "mixed",
        }
    }
}

/// How a predicate presents what its subject knows.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum CueClass {
    /// "are frustrated", "have confidence", "concerns".
    Emotion,
    /// "feel that", "believe", "perceive".
    Belief,
    /// "feel listened to", "feel ignored".
    Experience,
    /// "value", "are positive about".
    Appraisal,
    /// "say", "told inspectors".
    Report,
    /// "know", "recognise", "are aware".
    Knowledge,
}

impl CueClass {
    /// The class's name for machines.
    pub fn name(self) -> &'static str {
        match self {
            CueClass::Emotion => "emotion",
            CueClass::Belief => "belief",
            CueClass::Experience => "experience",
            CueClass::Appraisal => "appraisal",
            CueClass::Report => "report",
            CueClass::Knowledge => "knowledge",
        }
    }
}

/// Whether a statement is affirmed or negated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// Said to hold.
    Affirmed,
    /// Said not to hold, or to hold for few.
    Negated,
}

/// What an attribution is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Content {
    /// Something about services that could be checked.
    Claim,
    /// A feeling that is the effect of a failing which the letter states itself.
    Effect,
    /// The speaker's own state, interests or well-being.
    Own,
}

/// Whether the words hold now, or are a purpose or a hypothesis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Stated as a fact.
    Fact,
    /// What something is meant to bring about, or could.
    Purpose,
}

/// Whether a cue speaks well or ill of what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Valence {
    /// Speaks well of it.
    Positive,
    /// Says neither.
    Neutral,
    /// Speaks ill of it.
    Negative,
}

/// How the letter says that someone knows something.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The words that name who it is.
    pub source: Span,
    /// The words of the predicate.
    pub cue: Span,
    /// Who it is.
    pub group: Group,
    /// How it is put.
    pub class: CueClass,
    /// Whether it is affirmed.
    pub polarity: Polarity,
    /// What it is about.
    pub content: Content,
    /// Whether it is stated as a fact.
    pub status: Status,
    /// Whether it speaks well or ill.
    pub valence: Valence,
    /// Whether the family side's evidence about services is put as sentiment.
    pub sentiment: bool,
    /// Whether the cue stands inside quotation marks.
    pub quoted: bool,
    /// The frame that found it, for `inspect --explain`.
    pub frame: &'static str,
    /// What is said, from behind the cue to the end of its clause.
    pub object: Span,
    /// The lemma of the cue's head, as the pack writes it.
    pub lemma: String,
    /// The sentence it stands in.
    pub sentence: Span,
    /// The letter's own statement of a failing beside it, where there is one.
    pub backed_by: Option<Span>,
    /// That statement is of the same matter: it names the same service, or a particular word of it.
    pub echoed: bool,
}

impl Attribution {
    /// The cue with what it is about.
    pub(crate) fn statement(&self) -> Span {
        if self.object.is_empty() {
            self.cue
        } else {
            self.cue.to(self.object)
        }
    }
}

/// Whether a failing is put in legal terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The words appeal to law or to a required time.
    Explicit,
    /// They do not.
    Implicit,
}

/// How far a failing reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Extent {
    /// Many, most, too many, or stated without a limit.
    Widespread,
    /// Some, sometimes, not always.
    Some,
    /// Failing, but improving.
    Trend,
}

/// The strongest kind of action that plainly covers a failing.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Escalation {
    /// An area for priority action.
    PriorityAction,
    /// An area for improvement.
    Improvement,
    /// None.
    None,
}

/// How plainly an action covers a failing.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Cover {
    /// No action takes it up.
    None,
    /// An action only takes in its field.
    General,
    /// An action names the process or service.
    Named,
}

/// A clause that reports, as a present fact, that a duty is not met.
#[derive(Clone, Debug, PartialEq)]
pub struct DutyFailure {
    /// The duty's id.
    pub duty: String,
    /// The register's entries that it touches, likeliest first.
    pub entries: Vec<String>,
    /// The words that state it.
    pub span: Span,
    /// Those of them that say it fails.
    pub focus: Span,
    /// The sentence they stand in.
    pub sentence: Span,
    /// Whether it is put in legal terms.
    pub basis: Basis,
    /// How far it reaches.
    pub extent: Extent,
    /// The strongest kind of action that covers it.
    pub escalation: Escalation,
    /// How plainly it is covered.
    pub cover: Cover,
    /// The [`Action::id`] that covers it.
    pub covered_by: Option<u32>,
    /// How likely that cover, or that there is none, is from 0 to 1: the weighing's own figure.
    pub cover_certainty: f32,
    /// Told as somebody's account rather than as the letter's own finding.
    pub reported: bool,
    /// How likely it is, from 0 to 1, that the clause fails, whichever duty is meant.
    pub fails_certainty: f32,
    /// How strong the signs are: failing and topic together; used for ranking.
    pub weight: f32,
    /// How likely it is, from 0 to 1, that the clause fails and that this duty is meant. A guide for
    /// ranking, not a probability that anyone has checked.
    pub certainty: f32,
    /// The signs that found it, for `inspect --explain`.
    pub signs: String,
}
