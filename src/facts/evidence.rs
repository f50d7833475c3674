//! What speaks for a failing and against it, added up as log-odds. The weights are the pack's.

use super::Role;
use super::matter::{Matter, POINTED};
use super::sign::{Sign, Verdict};
use crate::pack::schema::FailingWeights;
use std::fmt::Write as _;

/// A clause that may state a failing.
pub(super) struct Candidate<'a> {
    pub(super) verdict: &'a Verdict,
    pub(super) matter: &'a Matter,
    /// How likely the duty is by the words of the clause, from 0 to 1; none where they were not learned.
    pub(super) likely: Option<f32>,
    pub(super) role: Role,
    pub(super) traits: Traits,
}

/// How the clause stands in its sentence and passage.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // Each is a piece of evidence of its own.
pub(super) struct Traits {
    /// Told as somebody's account.
    pub(super) reported: bool,
    /// "are frustrated by the delays".
    pub(super) emotion: bool,
    /// "As a result, …".
    pub(super) result: bool,
    /// "While …", "although …".
    pub(super) concessive: bool,
    /// "When …", "once …".
    pub(super) condition: bool,
    /// "but …", "However, …".
    pub(super) contrast: bool,
    /// "because …".
    pub(super) cause: bool,
    /// The sentence before states a failing.
    pub(super) follows: bool,
    /// "the support to which they are entitled".
    pub(super) law: bool,
    /// "too many", "most".
    pub(super) broad: bool,
    /// "some", "not always".
    pub(super) partial: bool,
    /// No finite verb.
    pub(super) verbless: bool,
    /// Children or families before the verb.
    pub(super) family: bool,
    /// What fails is a strategy, a culture or the like.
    pub(super) off_duty: bool,
    /// The signs stand in a relative clause.
    pub(super) relative: bool,
}

impl Candidate<'_> {
    /// The log-odds that the clause states a failing.
    pub(super) fn odds(&self, weights: &FailingWeights) -> f32 {
        self.evidence(weights)
            .into_iter()
            .filter(|(holds, ..)| *holds)
            .fold(weights.base, |odds, (_, weight, _)| odds + weight)
            + weights.topic * self.matter.points.max(1.0).log2()
            + self
                .likely
                .map_or(0.0, |likely| weights.likely * (likely - weights.usual))
    }

    /// The evidence that holds, by name.
    pub(super) fn names(&self, weights: &FailingWeights) -> String {
        let mut names = String::new();
        for (_, _, name) in self
            .evidence(weights)
            .into_iter()
            .filter(|(holds, ..)| *holds)
        {
            let _ = write!(names, "{name} ");
        }
        let _ = write!(names, "topic {:.1}", self.matter.points);
        if let Some(likely) = self.likely {
            let _ = write!(names, " likely {likely:.2}");
        }
        names
    }

    fn evidence(&self, weights: &FailingWeights) -> [(bool, f32, &'static str); 35] {
        let Candidate {
            verdict,
            matter,
            likely: _,
            role,
            traits,
        } = self;
        let has = |sign: Sign| verdict.kinds[sign as usize];
        let several = verdict.kinds.iter().filter(|kind| **kind).count() > 1;
        [
            (has(Sign::Negated), weights.negated, "negated"),
            (has(Sign::Delay), weights.delay, "delay"),
            (has(Sign::Deficit), weights.deficit, "deficit"),
            (has(Sign::Bad), weights.bad, "bad"),
            (has(Sign::Too), weights.too, "too"),
            (has(Sign::Need), weights.need, "need"),
            (has(Sign::Share), weights.share, "share"),
            (has(Sign::Growth), weights.growth, "growth"),
            (has(Sign::Stated), weights.stated, "stated"),
            (several, weights.several, "several"),
            (verdict.turned, weights.turned, "turned"),
            (verdict.strength < 1.0, weights.soft, "soft"),
            (verdict.praised, weights.praised, "praised"),
            (verdict.past, weights.past, "past"),
            (verdict.modal, weights.modal, "modal"),
            (matter.own < POINTED, weights.pointed, "pointed"),
            (matter.inherited, weights.inherited, "inherited"),
            (matter.lent, weights.lent, "lent"),
            (traits.reported, weights.reported, "reported"),
            (traits.emotion, weights.emotion, "emotion"),
            (traits.result, weights.result, "result"),
            (traits.concessive, weights.concessive, "concessive"),
            (traits.condition, weights.condition, "condition"),
            (traits.contrast, weights.contrast, "contrast"),
            (traits.cause, weights.cause, "cause"),
            (traits.follows, weights.follows, "follows"),
            (traits.law, weights.law, "law"),
            (traits.broad, weights.broad, "broad"),
            (traits.partial, weights.partial, "partial"),
            (traits.verbless, weights.verbless, "verbless"),
            (traits.family, weights.family, "family"),
            (traits.off_duty, weights.off_duty, "off-duty"),
            (traits.relative, weights.relative, "relative"),
            (*role == Role::Effective, weights.effective, "effective"),
            (
                *role == Role::Information,
                weights.information,
                "information",
            ),
        ]
    }
}
