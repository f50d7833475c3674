//! The classes of words of which the signs of a failing are made.

use crate::grammar::clause::Joints;
use crate::pack::Pack;
use crate::pack::lexicon::ClassSet;

/// Classes of signs, looked up once a letter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Signs {
    /// All classes of the words with which a sign may begin, but for `too`.
    pub(super) opens: ClassSet,
    /// All classes without which a clause has no sign: those, and those of amounts.
    pub(super) any: ClassSet,
    pub(super) joints: Joints,
    pub(super) good_act: ClassSet,
    pub(super) good_state: ClassSet,
    pub(super) bad: ClassSet,
    pub(super) delay: ClassSet,
    pub(super) deficit: ClassSet,
    pub(super) need: ClassSet,
    pub(super) reducer: ClassSet,
    pub(super) plan: ClassSet,
    pub(super) trend: ClassSet,
    pub(super) negator: ClassSet,
    pub(super) no_longer: ClassSet,
    pub(super) few: ClassSet,
    pub(super) broad: ClassSet,
    pub(super) partial: ClassSet,
    pub(super) mended: ClassSet,
    pub(super) now: ClassSet,
    pub(super) anaphor: ClassSet,
    pub(super) contrast: ClassSet,
    pub(super) hypothetical_modal: ClassSet,
    pub(super) legal: ClassSet,
    pub(super) law: ClassSet,
    pub(super) too: u32,
    pub(super) report: ClassSet,
    pub(super) soft: ClassSet,
    pub(super) no_sign: ClassSet,
    pub(super) condition: ClassSet,
    pub(super) unwanted: ClassSet,
    pub(super) past_be: ClassSet,
    pub(super) shrink: ClassSet,
    pub(super) growth: ClassSet,
    pub(super) excess: ClassSet,
    pub(super) only: ClassSet,
    pub(super) wanted: ClassSet,
    pub(super) below: ClassSet,
    pub(super) undergo: ClassSet,
    pub(super) past_reach: ClassSet,
    pub(super) ceased: ClassSet,
    pub(super) waiting: ClassSet,
    pub(super) needing: ClassSet,
    pub(super) insight: ClassSet,
    pub(super) improver: ClassSet,
    pub(super) good_deed: ClassSet,
    pub(super) planning: ClassSet,
    pub(super) embedding: ClassSet,
    pub(super) low_share: ClassSet,
    pub(super) partitive: ClassSet,
    pub(super) time_limit: ClassSet,
    pub(super) today: ClassSet,
    pub(super) still: ClassSet,
    pub(super) resolved: ClassSet,
    pub(super) over: ClassSet,
    pub(super) success: ClassSet,
    pub(super) time_unit: ClassSet,
    pub(super) time_verb: ClassSet,
    pub(super) later: ClassSet,
    pub(super) hurry: ClassSet,
    pub(super) being: ClassSet,
    pub(super) they: ClassSet,
    pub(super) off_duty: ClassSet,
    pub(super) count: ClassSet,
    pub(super) need_noun: ClassSet,
    pub(super) future: ClassSet,
    pub(super) question: ClassSet,
    pub(super) so: ClassSet,
    pub(super) come_upon: ClassSet,
    pub(super) watching: ClassSet,
    pub(super) less: u32,
    pub(super) place: u32,
}

impl Signs {
    pub(crate) fn new(pack: &Pack) -> Self {
        let class = |name| pack.lexicon.class(name);
        let signs = Signs {
            opens: ClassSet::NONE,
            any: ClassSet::NONE,
            joints: Joints::new(pack),
            good_act: class("good-act"),
            good_state: class("good-state"),
            bad: class("bad-state"),
            delay: class("delay-sign"),
            deficit: class("deficit"),
            need: class("need-sign"),
            reducer: class("reducer"),
            plan: class("plan-sign"),
            trend: class("trend-sign"),
            negator: class("negator"),
            no_longer: class("no-longer"),
            few: class("negative-quantifier"),
            broad: class("broad-quantifier"),
            partial: class("partial-quantifier"),
            mended: class("past-mended"),
            now: class("now"),
            anaphor: class("anaphor"),
            contrast: class("contrast"),
            hypothetical_modal: class("hypothetical-modal"),
            legal: class("legal"),
            law: class("law-word"),
            too: pack.lexicon.lemma("too").unwrap_or(u32::MAX),
            report: class("report-verb"),
            soft: class("soft-sign"),
            no_sign: class("no-sign"),
            condition: class("condition"),
            unwanted: class("unwanted"),
            past_be: class("past-be"),
            shrink: class("shrink-verb"),
            growth: class("growth-verb"),
            excess: class("excess"),
            only: class("only"),
            wanted: class("wanted"),
            below: class("below"),
            undergo: class("undergo-verb"),
            past_reach: class("past-reach"),
            ceased: class("ceased"),
            waiting: class("wait-verb"),
            needing: class("need-verb"),
            insight: class("insight-noun"),
            improver: class("improver"),
            good_deed: class("good-deed"),
            planning: class("plan-verb"),
            embedding: class("embedding"),
            low_share: class("low-share"),
            partitive: class("partitive"),
            time_limit: class("time-limit"),
            today: class("today"),
            still: class("still"),
            resolved: class("resolved"),
            over: class("over"),
            success: class("success"),
            time_unit: class("time-unit"),
            time_verb: class("time-verb"),
            later: class("later"),
            hurry: class("within"),
            being: class("participle-auxiliary"),
            they: class("plural-pronoun"),
            off_duty: class("off-duty"),
            count: class("count-noun"),
            need_noun: class("need-noun"),
            future: class("future-modal"),
            question: class("question"),
            so: class("so"),
            come_upon: class("come-upon-verb"),
            watching: class("watch-verb"),
            less: pack.lexicon.lemma("less").unwrap_or(u32::MAX),
            place: pack.lexicon.lemma("where").unwrap_or(u32::MAX),
        };
        let opens = signs.ceased
            | signs.negator
            | signs.few
            | signs.need
            | signs.deficit
            | signs.delay
            | signs.bad
            | signs.so;
        let amounts = signs.low_share
            | signs.growth
            | signs.excess
            | signs.below
            | signs.shrink
            | signs.time_unit;
        Signs {
            opens,
            any: opens | amounts,
            ..signs
        }
    }
}
