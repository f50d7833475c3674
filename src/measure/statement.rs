//! Which attributions count as statements, by one test for both sides.

use crate::facts::{Attribution, Content, CueClass, Facts, Polarity, Side, Status};
use crate::span::Span;
use rustc_hash::FxHashSet;
use serde::Serialize;

/// Why an attribution is no statement of a measure.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum LeftOut {
    /// It says how well somebody thinks of something, not how they know it.
    Appraisal,
    /// It is about the speaker's own state, which nobody else could know.
    OwnState,
    /// It is a purpose or a hypothesis.
    NotFact,
    /// It says that somebody does not know.
    NegatedKnowledge,
    /// The cue is a person's own words.
    Quoted,
    /// The same side has a cue of this class in this sentence already.
    Repeated,
}

impl LeftOut {
    /// The reason's name for machines.
    pub fn name(self) -> &'static str {
        match self {
            LeftOut::Appraisal => "appraisal",
            LeftOut::OwnState => "own-state",
            LeftOut::NotFact => "not-fact",
            LeftOut::NegatedKnowledge => "negated-knowledge",
            LeftOut::Quoted => "quoted",
            LeftOut::Repeated => "repeated",
        }
    }
}

/// Whether a class puts what somebody knows as feeling or belief.
pub fn is_felt(class: CueClass) -> bool {
    matches!(
        class,
        CueClass::Emotion | CueClass::Belief | CueClass::Experience
    )
}

/// Why an attribution by itself is no statement, if it is none.
pub fn left_out(attribution: &Attribution) -> Option<LeftOut> {
    if attribution.class == CueClass::Appraisal {
        Some(LeftOut::Appraisal)
    } else if attribution.content == Content::Own {
        Some(LeftOut::OwnState)
    } else if attribution.status != Status::Fact {
        Some(LeftOut::NotFact)
    } else if attribution.class == CueClass::Knowledge && attribution.polarity == Polarity::Negated
    {
        Some(LeftOut::NegatedKnowledge)
    } else if attribution.quoted {
        Some(LeftOut::Quoted)
    } else {
        None
    }
}

/// The attributions of a letter, each with why it is no statement, if it is none: one sentence, one
/// side and one class are one statement.
pub fn statements(facts: &Facts) -> impl Iterator<Item = (&Attribution, Option<LeftOut>)> {
    let mut seen: FxHashSet<(Span, Side, CueClass)> = FxHashSet::default();
    facts.attributions.iter().map(move |attribution| {
        let reason = left_out(attribution).or_else(|| {
            let key = (
                attribution.sentence,
                attribution.group.side(),
                attribution.class,
            );
            (!seen.insert(key)).then_some(LeftOut::Repeated)
        });
        (attribution, reason)
    })
}
