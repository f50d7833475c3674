//! What a rule makes of the facts. A diagnostic holds spans and words, never the source.

use crate::allow::{self, Reason};
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// How pressing a diagnostic is, least first.
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
pub enum Severity {
    /// For information: shown on request.
    Note,
    /// To consider before the draft goes on.
    Warning,
    /// To be settled before sign-off.
    Error,
}

impl Severity {
    /// The level's name for people.
    pub fn title(self) -> &'static str {
        match self {
            Severity::Error => "Before sign-off",
            Severity::Warning => "Consider",
            Severity::Note => "For information",
        }
    }

    /// The level's name for machines.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// One point that a rule raises, at exact words.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// The rule's id, such as `framing/sentiment`.
    pub rule: String,
    /// How pressing it is.
    pub severity: Severity,
    /// What the letter's words say, and what is beside them or missing: two sentences at most.
    pub message: String,
    /// The words it is about.
    pub span: Span,
    /// The sentence those words stand in.
    pub context: Span,
    /// Other places that belong to it, in reading order.
    pub related: Vec<Related>,
    /// What to do, an imperative.
    pub help: String,
    /// Reference, bearer and qualification of the law behind it.
    pub reference: Option<String>,
    /// A rewording, with how far it may be trusted.
    pub fix: Option<Fix>,
    /// Facts behind it for programs, in a fixed order.
    pub properties: Vec<(&'static str, String)>,
    /// Why it is not shown by default, when it is not.
    pub suppressed: Option<Suppression>,
    /// Rank among diagnostics of one severity: lower is shown first.
    pub rank: u32,
}

impl Diagnostic {
    /// A fact behind it, by its name.
    pub fn property(&self, name: &str) -> Option<&str> {
        let mut named = self.properties.iter().filter(|(one, _)| *one == name);
        named.next().map(|(_, value)| value.as_str())
    }

    /// Why it is not shown, in words, with what somebody wrote who lets it stay.
    pub fn left_out(&self) -> Option<String> {
        let mut why = self.suppressed?.reason().to_owned();
        let reason = self.property(allow::REASON).and_then(Reason::of_id);
        let written = [reason.map(Reason::title), self.property(allow::NOTE)];
        for (sign, words) in [": ", ", "].into_iter().zip(written) {
            if let Some(words) = words {
                why.push_str(sign);
                why.push_str(words);
            }
        }
        Some(why)
    }
}

/// A second place that a diagnostic points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// What stands there.
    pub message: String,
    /// Where.
    pub span: Span,
}

/// How far a rewording may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Changes a term or fixed wording and nothing of what is claimed.
    Safe,
    /// Keeps claim, tense, number, quantifier and attribution; a person decides.
    Suggest,
    /// A question to the writer; there are no edits.
    Ask,
}

/// A rewording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, or what it asks.
    pub title: String,
    /// How far it may be trusted.
    pub grade: Grade,
    /// The changes, in reading order, none overlapping; empty for [`Grade::Ask`].
    pub edits: Vec<Edit>,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The words to replace.
    pub span: Span,
    /// What stands there afterwards.
    pub replacement: String,
}

/// Why something that was looked at is not raised, from a closed list.
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
pub enum Suppression {
    /// The words are quoted from somebody.
    Quotation,
    /// The feeling is the effect of a failing that the letter states as fact.
    EffectOfFinding,
    /// The sentence itself says what it was that they felt this about.
    ReasonGiven,
    /// The cue is positive.
    PositiveCue,
    /// The cue is negated, or its subject is ("few families feel").
    NegatedCue,
    /// The statement is a purpose, a hope or a hypothesis.
    NotAsserted,
    /// The law behind it was not in force when the area was inspected.
    NotInForce,
    /// The source of the law is not sure enough.
    UncertainSource,
    /// The letter takes it up: an action names it.
    TakenUp,
    /// An action takes it up in general terms, and the failing is not put in legal terms.
    TakenUpGenerally,
    /// Some of a group only, under a duty of policy or guidance.
    Minor,
    /// Too few statements to compare.
    TooFew,
    /// The same matter is raised elsewhere in the letter.
    RaisedElsewhere,
    /// Somebody has looked at it and lets it stay; the properties say why.
    Allowed,
    /// The baseline has it.
    Baseline,
}

impl Suppression {
    /// The reason as a reader is told it.
    pub fn reason(self) -> &'static str {
        match self {
            Suppression::Quotation => "quoted words",
            Suppression::EffectOfFinding => {
                "the feeling is the effect of a failing that the letter states as fact"
            }
            Suppression::ReasonGiven => "the sentence itself says what happened",
            Suppression::PositiveCue => "a positive account",
            Suppression::NegatedCue => "a negated account: turning it would change its meaning",
            Suppression::NotAsserted => "a purpose, a hope or a hypothesis",
            Suppression::NotInForce => "the law was not in force at the time of the inspection",
            Suppression::UncertainSource => "the source of the law has not been checked",
            Suppression::TakenUp => "an action names it",
            Suppression::TakenUpGenerally => {
                "an action takes in its field, and the finding is not put in legal terms"
            }
            Suppression::Minor => "policy or guidance, and not for many",
            Suppression::TooFew => "too few statements to tell",
            Suppression::RaisedElsewhere => "the same matter is raised at another place",
            Suppression::Allowed => "it was looked at and stays",
            Suppression::Baseline => "the baseline has it",
        }
    }
}
