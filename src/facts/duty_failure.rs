//! Duty failures: clauses that report, as a present fact, that a duty is not met.
//!
//! Two questions are asked of each clause. Does it fail: do its signs, multiplied, speak of something
//! not done, late, missing or poor, as a fact? And what of: which duty's matter do its words name?

use super::{Basis, DutyFailure, Escalation, Extent, Role, figure};
use crate::grammar::clause::{self, Clause, Joints, Link};
use crate::grammar::{Paragraph, Sentence, Tag, Token};
use crate::pack::lexicon::{ClassSet, pos};
use crate::pack::{Pack, Use};
use std::fmt::Write as _;

/// Classes of signs, looked up once a letter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Signs {
    joints: Joints,
    good_act: ClassSet,
    good_state: ClassSet,
    bad: ClassSet,
    delay: ClassSet,
    deficit: ClassSet,
    need: ClassSet,
    reducer: ClassSet,
    plan: ClassSet,
    trend: ClassSet,
    negator: ClassSet,
    no_longer: ClassSet,
    few: ClassSet,
    broad: ClassSet,
    partial: ClassSet,
    mended: ClassSet,
    now: ClassSet,
    anaphor: ClassSet,
    contrast: ClassSet,
    hypothetical_modal: ClassSet,
    legal: ClassSet,
    too: u32,
    report: ClassSet,
    soft: ClassSet,
    no_sign: ClassSet,
    condition: ClassSet,
    unwanted: ClassSet,
    past_be: ClassSet,
    shrink: ClassSet,
    growth: ClassSet,
    excess: ClassSet,
    only: ClassSet,
    low_share: ClassSet,
    partitive: ClassSet,
    time_limit: ClassSet,
}

impl Signs {
    pub(crate) fn new(pack: &Pack) -> Self {
        let class = |name| pack.lexicon.class(name);
        Signs {
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
            low_share: class("low-share"),
            partitive: class("partitive"),
            time_limit: class("time-limit"),
        }
    }
}

/// Kinds of signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Negated,
    Delay,
    Deficit,
    Bad,
    Too,
    Need,
    Share,
    Growth,
}

/// What a clause says of its matter.
#[derive(Clone, Debug, Default)]
struct Verdict {
    /// Strength of the signs of failure; nothing at or below zero.
    strength: f32,
    /// Where the signs of failure stand, as token indices of the sentence.
    places: Vec<usize>,
    /// Which kinds of signs speak of failure.
    kinds: [bool; 8],
    /// A sign was turned round.
    turned: bool,
    /// A modal makes it less than a fact.
    modal: bool,
}

/// The matter chosen for a clause.
#[derive(Clone, Copy, Debug)]
struct Matter {
    duty: usize,
    points: f32,
    /// The points that the clause itself gives.
    own: f32,
    /// It is that of the passage before.
    inherited: bool,
}

/// What carries over from one sentence of a paragraph to the next.
#[derive(Clone, Debug, Default)]
struct Carry {
    duty: Option<usize>,
    failing: bool,
    age: u8,
    /// What the sentences before named, for each duty; it fades from sentence to sentence.
    named: Vec<f32>,
}

/// What one pattern that only points to a duty is worth, and all of them together at most.
const POINT: f32 = 1.0;
const MOST_POINTED: f32 = 1.8;

/// How far behind what nobody wants the verb stands that says it is less.
const SHRINKS_WITHIN: usize = 8;

/// Points that a matter needs to count as named, and to be carried over.
const NAMED: f32 = 3.0;
const POINTED: f32 = 2.0;

/// How much of what the sentences before named counts for a clause that points to it, and how much of
/// it is left a sentence later.
const MEMORY: f32 = 0.3;
const FADING: f32 = 0.6;

/// The duty failures of a paragraph.
pub(crate) fn find(
    paragraph: &Paragraph<'_>,
    role: Role,
    pack: &Pack,
    signs: &Signs,
) -> Vec<DutyFailure> {
    let mut failures = Vec::new();
    let mut carry = Carry::default();
    let mut contrasted = false;
    for sentence in &paragraph.sentences {
        let reader = SentenceReader {
            paragraph,
            sentence,
            pack,
            signs,
            role,
        };
        contrasted |= reader.opens_with_contrast();
        let found = reader.failures(&mut carry, contrasted);
        failures.extend(found);
    }
    failures
}

struct SentenceReader<'a, 'p> {
    paragraph: &'a Paragraph<'p>,
    sentence: &'a Sentence,
    pack: &'a Pack,
    signs: &'a Signs,
    role: Role,
}

impl SentenceReader<'_, '_> {
    fn tokens(&self) -> &[Token] {
        &self.sentence.tokens
    }

    fn opens_with_contrast(&self) -> bool {
        self.tokens()
            .first()
            .is_some_and(|token| token.is(self.signs.contrast))
    }

    fn failures(&self, carry: &mut Carry, contrasted: bool) -> Vec<DutyFailure> {
        let clauses = clause::split(self.sentence, &self.signs.joints);
        let verdicts: Vec<Verdict> = clauses.iter().map(|clause| self.verdict(clause)).collect();
        let mut out: Vec<(usize, usize, DutyFailure)> = Vec::new();
        let whole = self.topics(0, self.tokens().len(), &[]);
        for (index, (clause, verdict)) in clauses.iter().zip(&verdicts).enumerate() {
            if verdict.strength <= 0.0 {
                continue;
            }
            if self.role == Role::Effective
                && !contrasted
                && !matches!(clause.link, Link::Contrast | Link::Concessive)
            {
                continue;
            }
            let own = self.topics(clause.first, clause.end, &verdict.places);
            let Some(matter) = self.choose(&own, &whole, clause, index, carry) else {
                continue;
            };
            let Some(why) = self.weigh(clause, index, verdict, &matter) else {
                continue;
            };
            if let Some((_, _, known)) = out.iter_mut().find(|(known, ..)| *known == matter.duty) {
                known.span = known.span.to(self.span(clause));
                known.weight = known.weight.max(verdict.strength * matter.points);
                continue;
            }
            out.push((
                matter.duty,
                index,
                self.write(clause, verdict, &matter, why),
            ));
        }
        self.remember(&out, &whole, carry);
        out.into_iter().map(|(_, _, failure)| failure).collect()
    }

    /// What speaks for a failing and against it, when the log-odds come out for it.
    fn weigh(
        &self,
        clause: &Clause,
        index: usize,
        verdict: &Verdict,
        matter: &Matter,
    ) -> Option<String> {
        let weights = &self.pack.failing;
        let signs = self.signs;
        let tokens = &self.tokens()[clause.first..clause.end];
        let has = |sign: Sign| verdict.kinds[sign as usize];
        let several = verdict.kinds.iter().filter(|kind| **kind).count() > 1;
        let result = clause.link == Link::Result
            || index == 0
                && tokens
                    .iter()
                    .take(3)
                    .any(|token| token.is(signs.joints.result));
        let condition = tokens
            .first()
            .is_some_and(|first| first.tag == Tag::Sub && first.is(signs.condition));
        let concessive = clause.link == Link::Concessive;
        let effective = self.role == Role::Effective;
        let information = self.role == Role::Information;
        let evidence = [
            (has(Sign::Negated), weights.negated, "negated"),
            (has(Sign::Delay), weights.delay, "delay"),
            (has(Sign::Deficit), weights.deficit, "deficit"),
            (has(Sign::Bad), weights.bad, "bad"),
            (has(Sign::Too), weights.too, "too"),
            (has(Sign::Need), weights.need, "need"),
            (has(Sign::Share), weights.share, "share"),
            (has(Sign::Growth), weights.growth, "growth"),
            (several, weights.several, "several"),
            (verdict.turned, weights.turned, "turned"),
            (verdict.strength < 1.0, weights.soft, "soft"),
            (matter.own < POINTED, weights.pointed, "pointed"),
            (matter.inherited, weights.inherited, "inherited"),
            (self.is_reported(), weights.reported, "reported"),
            (result, weights.result, "result"),
            (concessive, weights.concessive, "concessive"),
            (condition, weights.condition, "condition"),
            (verdict.modal, weights.modal, "modal"),
            (effective, weights.effective, "effective"),
            (information, weights.information, "information"),
        ];
        let holding = || evidence.iter().filter(|(holds, ..)| *holds);
        let odds = holding().fold(weights.base, |odds, (_, weight, _)| odds + weight)
            + weights.topic * matter.points.max(1.0).log2();
        if odds < 0.0 {
            return None;
        }
        let mut why = String::new();
        for (_, _, name) in holding() {
            let _ = write!(why, "{name} ");
        }
        let _ = write!(why, "topic {:.1}", matter.points);
        Some(why)
    }

    // --- does it fail? -----------------------------------------------------------------------

    fn verdict(&self, clause: &Clause) -> Verdict {
        let signs = self.signs;
        let tokens = &self.tokens()[clause.first..clause.end];
        let mut verdict = Verdict::default();
        if matches!(clause.link, Link::Purpose | Link::Hypothetical)
            || self.is_plan(tokens)
            || self.is_mended(tokens)
        {
            return verdict;
        }
        let mut at = 0;
        while at < tokens.len() {
            let token = &tokens[at];
            if token.is(signs.no_sign) {
                at += 1;
                continue;
            }
            let before = &tokens[at.saturating_sub(5)..at];
            // A pattern marks each of its words; it is one sign.
            let mut end = at + 1;
            if token.is(signs.negator) && !token.is(signs.no_longer)
                || token.is(signs.few) && !token.is(signs.partial & !signs.few)
            {
                if let Some(points) = self.negated(tokens, at) {
                    add(&mut verdict, points, Sign::Negated, at);
                }
            } else if token.lemma == signs.too
                && tokens
                    .get(at + 1)
                    .is_some_and(|next| matches!(next.tag, Tag::Adj | Tag::Adv | Tag::Quant))
            {
                let turned = self.is_reduced(before) || self.is_negated(before);
                add(&mut verdict, if turned { 0.0 } else { 1.2 }, Sign::Too, at);
                end = at + 2;
            } else if token.is(signs.need) {
                end = run_end(tokens, at, signs.need);
                add(&mut verdict, 1.0, Sign::Need, at);
            } else if token.is(signs.deficit) && !token.is(signs.no_longer) {
                end = run_end(tokens, at, signs.deficit);
                // "a reduction in exclusions", "a lack of delays".
                let turned = self.is_reduced(before)
                    || tokens[end..]
                        .iter()
                        .take(if token.is(signs.reducer) { 5 } else { 1 })
                        .any(|next| next.is(signs.bad | signs.delay | signs.unwanted));
                add(
                    &mut verdict,
                    if turned { -0.5 } else { 1.0 },
                    Sign::Deficit,
                    at,
                );
            } else if token.is(signs.delay | signs.bad) && !self.names_only(tokens, at) {
                let class = if token.is(signs.delay) {
                    signs.delay
                } else {
                    signs.bad
                };
                end = run_end(tokens, at, class);
                let soft = tokens[at..end].iter().all(|t| t.is(signs.soft));
                // "waits have shortened", "exclusions have fallen".
                let shrinks = token.is(signs.unwanted)
                    && tokens[end..]
                        .iter()
                        .take(SHRINKS_WITHIN)
                        .any(|after| after.is(signs.shrink) && after.tag.is_verbal())
                    || token.is(signs.shrink)
                        && before.iter().any(|before| before.is(signs.unwanted));
                let points = if self.is_reduced(before) || shrinks {
                    -0.3
                } else if self.is_negated(before) {
                    -1.0
                } else if soft {
                    0.5
                } else {
                    1.0
                };
                add(
                    &mut verdict,
                    points,
                    if class == signs.delay {
                        Sign::Delay
                    } else {
                        Sign::Bad
                    },
                    at,
                );
            }
            at = end;
        }
        self.add_figures(tokens, &mut verdict);
        self.add_growth(tokens, &mut verdict);
        for place in &mut verdict.places {
            *place += clause.first;
        }
        if tokens
            .iter()
            .any(|token| token.tag == Tag::Modal && token.is(signs.hypothetical_modal))
            && verdict.strength > 0.0
        {
            verdict.modal = true;
        }
        verdict
    }

    /// "28% were finalised within 20 weeks", "only one in five is complete": a share of what should be all.
    fn add_figures(&self, tokens: &[Token], verdict: &mut Verdict) {
        let signs = self.signs;
        let Some(share) =
            figure::first_share(tokens, self.paragraph.words, signs.low_share, signs.only)
        else {
            return;
        };
        let behind = &tokens[share.end..];
        let good = behind
            .iter()
            .any(|token| token.is(signs.good_act | signs.good_state) && token.tag != Tag::Noun);
        let limit = behind.iter().any(|token| token.is(signs.time_limit));
        let low = share.only && share.part < 0.9 || limit && share.part < 0.8;
        let counted = verdict
            .places
            .iter()
            .any(|place| (share.first..=share.end + 4).contains(place));
        if good && low && !counted {
            add(verdict, 1.2, Sign::Share, share.first);
        }
    }

    /// "Suspensions have risen", "waits have grown", "exclusions are above the national rate".
    fn add_growth(&self, tokens: &[Token], verdict: &mut Verdict) {
        let signs = self.signs;
        let Some(unwanted) = tokens
            .iter()
            .position(|token| token.is(signs.unwanted) && token.tag == Tag::Noun)
        else {
            return;
        };
        let grows = tokens
            .iter()
            .enumerate()
            .skip(unwanted + 1)
            .find(|(_, token)| {
                token.is(signs.growth) && token.tag.is_verbal() || token.is(signs.excess)
            });
        if let Some((at, _)) = grows
            && !self.is_negated(&tokens[unwanted..at])
        {
            add(verdict, 1.0, Sign::Growth, at);
        }
    }

    /// A bad word that is part of a name or a neutral term here: "special needs", "complex needs".
    fn names_only(&self, tokens: &[Token], at: usize) -> bool {
        let token = &tokens[at];
        token.is(self.signs.soft)
            && token.tag == Tag::Adj
            && tokens.get(at + 1).is_some_and(|next| {
                next.tag == Tag::Noun && next.is(self.pack.lexicon.class("need-noun"))
            })
    }

    /// The points of a negation: for what it negates within reach.
    fn negated(&self, tokens: &[Token], at: usize) -> Option<f32> {
        let signs = self.signs;
        if tokens[at].is(signs.no_longer) {
            return None;
        }
        let quantity = tokens[at].is(signs.few);
        for token in tokens.iter().skip(at + 1).take(9) {
            if token.tag == Tag::Punct && !token.quoted && token.end - token.start == 1 && !quantity
            {
                return None;
            }
            if token.is(signs.bad | signs.delay)
                && !token.is(signs.soft)
                && !token.is(signs.good_state)
            {
                return Some(if quantity { -0.5 } else { -1.0 });
            }
            if token.is(signs.good_state)
                || token.is(signs.good_act)
                || token.tag == Tag::Noun && quantity
            {
                return Some(1.5);
            }
            if token.tag == Tag::Verb || token.tag == Tag::Participle || token.tag == Tag::Ing {
                return Some(1.2);
            }
        }
        None
    }

    /// "reduced the long waits", "a cut in delays"; an adjective only beside its noun: "reduced delays",
    /// and not "reduced staffing leads to delays".
    fn is_reduced(&self, before: &[Token]) -> bool {
        let beside = before.len().wrapping_sub(1);
        before.iter().enumerate().any(|(at, token)| {
            token.is(self.signs.reducer)
                && match token.tag {
                    Tag::Adj => at == beside,
                    tag => tag.is_verbal() || tag == Tag::Noun,
                }
        })
    }

    fn is_negated(&self, before: &[Token]) -> bool {
        before.iter().rev().take(3).any(|token| {
            token.is(self.signs.negator) && !token.is(self.signs.deficit & !self.signs.negator)
        })
    }

    /// "will be", "plans to": not yet a fact. A plan that fails to exist is one.
    fn is_plan(&self, tokens: &[Token]) -> bool {
        let signs = self.signs;
        tokens.iter().any(|token| token.is(signs.plan))
            && !tokens.iter().any(|token| {
                token.is(signs.negator | signs.contrast | signs.need) || token.lemma == signs.too
            })
    }

    /// "Previously plans were late": put right, unless the sentence says that it goes on.
    fn is_mended(&self, tokens: &[Token]) -> bool {
        let signs = self.signs;
        let mended = tokens
            .iter()
            .any(|token| token.is(signs.mended) && token.tag != Tag::Sub);
        let past = tokens.iter().any(|token| {
            token.is(signs.past_be)
                || token.tag == Tag::Verb
                    && token.pos & pos::PAST != 0
                    && token.pos & pos::BASE == 0
        });
        mended
            && !tokens.iter().any(|token| token.is(signs.now))
            && (past || tokens.iter().any(|token| token.is(signs.no_longer)))
    }

    // --- what of? ----------------------------------------------------------------------------

    /// Points for each duty from the patterns in a range of tokens.
    fn topics(&self, first: usize, end: usize, places: &[usize]) -> Vec<f32> {
        let tokens = self.tokens();
        let mut points = vec![0.0; self.pack.duties.len()];
        if first >= end {
            return points;
        }
        let (from, to) = (tokens[first].start, tokens[end - 1].end);
        let found = || {
            self.sentence
                .found
                .iter()
                .filter(|found| found.start >= from && found.end <= to)
        };
        // Words that only point to a duty never name it, however many they are.
        let mut pointed = vec![0.0_f32; points.len()];
        let mut seen: Vec<(u32, u32, u16)> = Vec::new();
        for hit in found().filter(|hit| !hit.shadowed) {
            let near = self.nearness(hit.start, hit.end, places);
            for use_ in &self.pack.uses[hit.pattern as usize] {
                match *use_ {
                    Use::Topic(duty, weight) if weight != 0.0 => {
                        // Overlapping patterns of one duty name one thing.
                        let overlaps = weight > 0.0
                            && seen.iter().any(|(start, end, known)| {
                                *known == duty && *start < hit.end && hit.start < *end
                            });
                        if weight == POINT {
                            pointed[duty as usize] += if overlaps { 0.0 } else { weight };
                        } else if !overlaps {
                            points[duty as usize] +=
                                if weight > 0.0 { weight * near } else { weight };
                        } else if weight >= NAMED && points[duty as usize] < NAMED {
                            points[duty as usize] = NAMED;
                        }
                        seen.push((hit.start, hit.end, duty));
                    }
                    Use::Fails(duty) => points[duty as usize] += NAMED,
                    _ => {}
                }
            }
            if let Some(partners) = self.pack.pairs.get(&hit.pattern) {
                for (partner, duty) in partners {
                    if found().any(|other| {
                        other.pattern == *partner
                            && (other.start >= hit.end || other.end <= hit.start)
                    }) {
                        points[*duty as usize] += 4.0;
                    }
                }
            }
        }
        for (points, pointed) in points.iter_mut().zip(pointed) {
            *points += pointed.min(MOST_POINTED);
        }
        points
    }

    /// What is said nearest to the sign of failure is what fails.
    fn nearness(&self, start: u32, end: u32, places: &[usize]) -> f32 {
        if places.is_empty() {
            return 1.0;
        }
        let (first, last) = (
            self.sentence.token_at(start),
            self.sentence.token_at(end - 1),
        );
        let distance = places
            .iter()
            .map(|place| {
                if *place < first {
                    first - place
                } else {
                    place.saturating_sub(last)
                }
            })
            .min()
            .unwrap_or(0);
        match distance {
            0..=4 => 1.5,
            5..=9 => 1.0,
            _ => 0.7,
        }
    }

    /// The duty that a failing clause is about, its points, and whether it is the passage's and not
    /// the clause's own.
    fn choose(
        &self,
        own: &[f32],
        whole: &[f32],
        clause: &Clause,
        index: usize,
        carry: &Carry,
    ) -> Option<Matter> {
        let combined: Vec<f32> = own
            .iter()
            .zip(whole)
            .enumerate()
            .map(|(duty, (own, whole))| {
                let here = own + 0.4 * (whole - own).clamp(-3.0, 3.0);
                let before = carry.named.get(duty).copied().unwrap_or(0.0);
                // What the clause only points to, the passage before may have named.
                if *own >= POINT {
                    here + MEMORY * before
                } else {
                    here
                }
            })
            .collect();
        let matter = |duty: usize, points: f32, inherited: bool| Matter {
            duty,
            points,
            own: own[duty],
            inherited,
        };
        let best = best_of(&combined);
        if let Some((duty, score)) = best
            && score >= POINTED
        {
            return Some(matter(duty, score, false));
        }
        // "These delays …", "This means that …": the matter is the one before.
        let anaphoric = self
            .tokens()
            .iter()
            .take(3)
            .any(|token| token.is(self.signs.anaphor))
            || clause.link == Link::Result && index > 0
            || self.stands_in(clause);
        if anaphoric
            && let Some(duty) = carry.duty
            && carry.age <= 1
            && carry.failing
        {
            let floor = best.map_or(0.0, |(_, score)| score);
            return Some(matter(duty, 1.5 + floor * 0.1, true));
        }
        if let Some((duty, score)) = best
            && score >= POINT
        {
            return Some(matter(duty, score, carry.duty == Some(duty)));
        }
        let floor = self
            .pack
            .duties
            .iter()
            .enumerate()
            .filter(|(_, duty)| duty.topic.floor > 0.0);
        floor
            .map(|(index, duty)| (index, combined[index] + duty.topic.floor))
            .filter(|(_, score)| *score >= POINTED)
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(duty, score)| matter(duty, score, false))
    }

    /// "Others wait", "A third had waited", "Around 900 were overdue": a subject that says how many and
    /// not of what.
    fn stands_in(&self, clause: &Clause) -> bool {
        let mut counted = false;
        for token in &self.tokens()[clause.first..clause.end] {
            match token.tag {
                Tag::Quant | Tag::Num | Tag::Pron => counted = true,
                Tag::Noun if token.is(self.signs.partitive) => counted = true,
                Tag::Adv | Tag::Det | Tag::Prep | Tag::Comma | Tag::Conj | Tag::Adj => {}
                tag => return counted && tag.is_finite(),
            }
        }
        false
    }

    fn remember(&self, out: &[(usize, usize, DutyFailure)], whole: &[f32], carry: &mut Carry) {
        let mut named = std::mem::take(&mut carry.named);
        named.resize(whole.len(), 0.0);
        for (named, whole) in named.iter_mut().zip(whole) {
            *named = (*named * FADING).max(whole.clamp(0.0, 6.0));
        }
        if let Some((duty, ..)) = out.last() {
            *carry = Carry {
                duty: Some(*duty),
                failing: true,
                age: 0,
                named,
            };
        } else if let Some((duty, score)) = best_of(whole)
            && score >= NAMED
        {
            *carry = Carry {
                duty: Some(duty),
                failing: false,
                age: 0,
                named,
            };
        } else {
            carry.age = carry.age.saturating_add(1);
            carry.named = named;
        }
    }

    // --- writing down ------------------------------------------------------------------------

    fn span(&self, clause: &Clause) -> crate::span::Span {
        let tokens = self.tokens();
        let mut last = clause.end - 1;
        while last > clause.first && matches!(tokens[last].tag, Tag::Comma | Tag::Conj) {
            last -= 1;
        }
        self.paragraph
            .tokens_span(self.sentence, clause.first, last)
    }

    fn write(
        &self,
        clause: &Clause,
        verdict: &Verdict,
        matter: &Matter,
        why: String,
    ) -> DutyFailure {
        let duty = matter.duty;
        let signs = self.signs;
        let tokens = self.tokens();
        let clause_tokens = &tokens[clause.first..clause.end];
        let any = |tokens: &[Token], class: ClassSet| tokens.iter().any(|token| token.is(class));
        let broad = any(clause_tokens, signs.broad);
        let extent = if any(tokens, signs.trend)
            && tokens
                .iter()
                .any(|token| token.is(signs.contrast | signs.now))
            && !any(tokens, signs.need)
        {
            Extent::Trend
        } else if any(clause_tokens, signs.partial) && !broad {
            Extent::Some
        } else {
            Extent::Widespread
        };
        let basis = if any(tokens, signs.legal) {
            Basis::Explicit
        } else {
            Basis::Implicit
        };
        DutyFailure {
            duty: self.pack.duties[duty].id.get_ref().clone(),
            entries: self.entries(duty),
            span: self.span(clause),
            sentence: self.paragraph.sentence_span(self.sentence),
            basis,
            extent,
            escalation: Escalation::None,
            cover: super::Cover::None,
            covered_by: None,
            reported: self.is_reported(),
            weight: verdict.strength * matter.points,
            signs: why,
        }
    }

    /// The register's entries whose words the sentence holds.
    fn entries(&self, duty: usize) -> Vec<String> {
        let entries = &self.pack.duties[duty].entry;
        let mut counts = vec![0u32; entries.len()];
        for hit in &self.sentence.found {
            for use_ in &self.pack.uses[hit.pattern as usize] {
                if let Use::Entry(of, entry) = *use_
                    && of as usize == duty
                {
                    counts[entry as usize] += hit.end - hit.start;
                }
            }
        }
        let mut ranked: Vec<usize> = (0..entries.len())
            .filter(|index| counts[*index] > 0)
            .collect();
        ranked.sort_by_key(|index| std::cmp::Reverse(counts[*index]));
        ranked
            .into_iter()
            .map(|index| entries[index].id.clone())
            .collect()
    }

    /// Told as somebody's account: a verb of saying or feeling with people before the clause's verb.
    fn is_reported(&self) -> bool {
        let names = &self.pack.names;
        let tokens = self.tokens();
        let family = names.family[0] | names.family[1] | names.mixed;
        tokens.iter().enumerate().any(|(index, token)| {
            token.is(self.signs.report)
                && token.tag.is_verbal()
                && tokens[index.saturating_sub(6)..index]
                    .iter()
                    .any(|before| before.is(family))
        })
    }
}

fn add(verdict: &mut Verdict, points: f32, sign: Sign, at: usize) {
    verdict.strength += points;
    if points > 0.0 {
        verdict.places.push(at);
        verdict.kinds[sign as usize] = true;
    } else {
        verdict.turned = true;
    }
}

fn run_end(tokens: &[Token], at: usize, class: ClassSet) -> usize {
    let mut end = at + 1;
    while end < tokens.len() && tokens[end].is(class) {
        end += 1;
    }
    end
}

fn best_of(points: &[f32]) -> Option<(usize, f32)> {
    points
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, score)| *score > 0.0)
        // The first of equals, so that order in the pack decides and not chance.
        .fold(
            None,
            |best: Option<(usize, f32)>, (index, score)| match best {
                Some((_, known)) if known >= score => best,
                _ => Some((index, score)),
            },
        )
}
