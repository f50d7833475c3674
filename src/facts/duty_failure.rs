//! Duty failures: clauses that report, as a present fact, that a duty is not met.
//!
//! Two questions are asked of each clause. Does it fail: do its signs, multiplied, speak of something
//! not done, late, missing or poor, as a fact? And what of: which duty's matter do its words name?

use super::choice::Features;
use super::evidence::Candidate;
use super::matter::{Carry, Matter, MatterReader, POINTED};
use super::sign::{self, Sign, SignReader, Verdict};
use super::sign_classes::Signs;
use super::{Basis, DutyFailure, Escalation, Extent, Role};
use crate::grammar::clause::{self, Clause, Link};
use crate::grammar::{Paragraph, Sentence, Tag, Token};
use crate::pack::lexicon::{ClassSet, pos};
use crate::pack::{Pack, Use};
use crate::span::Span;

/// How much the words of an entry that is one thing among several count, against those of the duty's general one.
const PARTICULAR: u32 = 2;

/// The duty failures of a paragraph.
pub(crate) fn find(
    paragraph: &Paragraph<'_>,
    role: Role,
    pack: &Pack,
    signs: &Signs,
) -> Vec<DutyFailure> {
    read(paragraph, role, pack, signs, &mut Deaf)
}

/// How each clause that may state a failing was weighed: where it stands, and its evidence.
pub(crate) fn weighed(
    paragraph: &Paragraph<'_>,
    role: Role,
    pack: &Pack,
    signs: &Signs,
) -> Vec<(Span, String)> {
    struct Weighed(Vec<(Span, String)>);
    impl Listener for Weighed {
        fn weighed(&mut self, span: Span, told: &dyn Fn() -> String) {
            self.0.push((span, told()));
        }
    }
    let mut all = Weighed(Vec::new());
    read(paragraph, role, pack, signs, &mut all);
    all.0
}

/// What each clause of a paragraph holds that speaks for one duty or another.
pub(crate) fn features(
    paragraph: &Paragraph<'_>,
    role: Role,
    pack: &Pack,
    signs: &Signs,
) -> Vec<(Span, Features)> {
    struct Clauses(Vec<(Span, Features)>);
    impl Listener for Clauses {
        fn hears_all(&self) -> bool {
            true
        }

        fn clause(&mut self, span: Span, features: &dyn Fn() -> Features) {
            self.0.push((span, features()));
        }
    }
    let mut all = Clauses(Vec::new());
    read(paragraph, role, pack, signs, &mut all);
    all.0
}

/// Hears of clauses; what is told of one is made only when it is asked for.
trait Listener {
    /// Whether it has to hear of clauses that do not fail.
    fn hears_all(&self) -> bool {
        false
    }
    /// How a clause that may fail was weighed.
    fn weighed(&mut self, _span: Span, _told: &dyn Fn() -> String) {}
    /// What any clause holds.
    fn clause(&mut self, _span: Span, _features: &dyn Fn() -> Features) {}
}

/// Hears nothing.
struct Deaf;

impl Listener for Deaf {}

fn read(
    paragraph: &Paragraph<'_>,
    role: Role,
    pack: &Pack,
    signs: &Signs,
    listener: &mut dyn Listener,
) -> Vec<DutyFailure> {
    let classes_of = |sentence: &Sentence| {
        let classes = |all: ClassSet, token: &Token| all | token.classes;
        sentence.tokens.iter().fold(ClassSet::NONE, classes)
    };
    let classes: Vec<ClassSet> = paragraph.sentences.iter().map(classes_of).collect();
    let sentences = paragraph.sentences.iter().enumerate();
    let readers: Vec<SentenceReader<'_, '_>> = sentences
        .map(|(index, sentence)| {
            let previous = index.checked_sub(1);
            // "Waits were long. These have fallen".
            let goes_on = sentence
                .tokens
                .first()
                .is_some_and(|first| first.tag == Tag::Pron && first.is(signs.anaphor));
            SentenceReader {
                paragraph,
                sentence,
                next: paragraph.sentences.get(index + 1),
                previous: previous.map(|before| &paragraph.sentences[before]),
                pack,
                signs,
                role,
                classes: classes[index],
                spoken_of: previous
                    .filter(|_| goes_on)
                    .map_or(classes[index], |before| classes[index] | classes[before]),
            }
        })
        .collect();
    let hears_all = listener.hears_all();
    let told = readers.iter().map(|reader| {
        if hears_all || reader.may_fail() {
            reader.told()
        } else {
            Told::default()
        }
    });
    let mut told: Vec<Told> = told.collect();
    if !hears_all {
        // What stands behind the last clause that fails changes nothing.
        let last = told.iter().rposition(Told::fails);
        told.truncate(last.map_or(0, |last| last + 1));
    }
    let mut failures = Vec::new();
    let mut carry = Carry::default();
    let mut contrasted = false;
    for (reader, told) in readers.iter().zip(&told) {
        let contrast = reader.opens_with_contrast();
        contrasted |= contrast;
        failures.extend(reader.failures(told, &mut carry, contrasted, contrast, listener));
    }
    failures
}

/// A sentence's clauses, and what the signs of each say; no clauses where none can fail.
#[derive(Default)]
struct Told {
    clauses: Vec<Clause>,
    verdicts: Vec<Verdict>,
}

impl Told {
    fn fails(&self) -> bool {
        self.verdicts.iter().any(|verdict| verdict.strength > 0.0)
    }
}

pub(super) struct SentenceReader<'a, 'p> {
    paragraph: &'a Paragraph<'p>,
    pub(super) sentence: &'a Sentence,
    next: Option<&'a Sentence>,
    pub(super) previous: Option<&'a Sentence>,
    pub(super) pack: &'a Pack,
    pub(super) signs: &'a Signs,
    role: Role,
    /// The classes of all its tokens.
    classes: ClassSet,
    /// Those of what it speaks of: its own, and those of the sentence that its first word points back to.
    spoken_of: ClassSet,
}

impl SentenceReader<'_, '_> {
    pub(super) fn tokens(&self) -> &[Token] {
        &self.sentence.tokens
    }

    fn opens_with_contrast(&self) -> bool {
        self.tokens()
            .first()
            .is_some_and(|token| token.is(self.signs.contrast))
    }

    /// Whether any clause may state a failing: a sign, a figure or words that state one stand in it.
    fn may_fail(&self) -> bool {
        let signs = self.signs;
        self.classes.meets(signs.any)
            || self
                .tokens()
                .iter()
                .any(|token| token.pos & pos::NUM != 0 || token.lemma == signs.too)
            || self
                .sentence
                .found
                .iter()
                .any(|found| self.pack.uses.states_failing(found.pattern))
    }

    fn told(&self) -> Told {
        let clauses = clause::split(self.sentence, &self.signs.joints);
        let verdicts = clauses.iter().map(|clause| self.verdict(clause)).collect();
        Told { clauses, verdicts }
    }

    fn failures(
        &self,
        told: &Told,
        carry: &mut Carry,
        contrasted: bool,
        opens_with_contrast: bool,
        listener: &mut dyn Listener,
    ) -> Vec<DutyFailure> {
        let Told { clauses, verdicts } = told;
        let matters = MatterReader {
            sentence: self.sentence,
            pack: self.pack,
            signs: self.signs,
        };
        let mut out: Vec<(usize, DutyFailure)> = Vec::new();
        let whole = matters.topics(0, self.tokens().len(), &[]);
        for (index, (clause, verdict)) in clauses.iter().zip(verdicts).enumerate() {
            listener.clause(self.span(clause), &|| {
                let own = matters.topics(clause.first, clause.end, &verdict.places);
                self.features(clause, [&own, &whole, &carry.named])
            });
            if verdict.strength <= 0.0 {
                continue;
            }
            // "…, although it remains low": a concession that follows is the point.
            let contrast = match clause.link {
                Link::Contrast => true,
                Link::Concessive => index > 0,
                _ => index == 0 && opens_with_contrast,
            };
            // What is effective is praised; only a word that sets a clause against that makes it a failing.
            if self.role == Role::Effective
                && !contrasted
                && !matches!(clause.link, Link::Contrast | Link::Concessive)
            {
                continue;
            }
            if self.says_only_who(clause, &verdict.places)
                || self.says_only_whom(clause, &verdict.places)
            {
                continue;
            }
            if verdict.past && self.is_put_right(clauses.get(index + 1), verdicts.get(index + 1)) {
                continue;
            }
            let said = self.without_frame(clause, &verdict.places);
            let own = matters.topics(said.first, said.end, &verdict.places);
            let Some(matter) = matters.choose(&own, &whole, &said, index, carry) else {
                listener.weighed(self.span(clause), &|| {
                    "fails, of no duty's matter".to_owned()
                });
                continue;
            };
            let (duty, likely) = self.meant(&said, &matter, [&own, &whole, &carry.named]);
            let candidate = Candidate {
                verdict,
                matter: &matter,
                likely,
                role: self.role,
                traits: self.traits(clause, verdict, index, contrast, carry),
            };
            let odds = candidate.odds(&self.pack.failing);
            listener.weighed(self.span(clause), &|| {
                format!(
                    "{} {odds:+.2}: {}{}",
                    self.pack.duties[duty].id.get_ref(),
                    candidate.names(&self.pack.failing),
                    if duty == matter.duty {
                        ""
                    } else {
                        ", by its words"
                    }
                )
            });
            if odds < 0.0 {
                continue;
            }
            let fails_certainty = 1.0 / (1.0 + (-odds).exp());
            let certainty = likely.unwrap_or(1.0) * fails_certainty;
            if let Some((_, known)) = out.iter_mut().find(|(known, _)| *known == duty) {
                known.span = known.span.to(self.span(clause));
                known.weight = known.weight.max(verdict.strength * matter.points);
                known.certainty = known.certainty.max(certainty);
                known.fails_certainty = known.fails_certainty.max(fails_certainty);
                continue;
            }
            let mut failure = self.write(clause, verdict, duty, matter.points);
            failure.certainty = certainty;
            failure.fails_certainty = fails_certainty;
            failure.signs = candidate.names(&self.pack.failing);
            // "The backlog is falling, but it is still too long": the trend is part of it.
            if failure.extent == Extent::Trend && contrast && index > 0 && out.is_empty() {
                failure.span = self.span(&clauses[index - 1]).to(failure.span);
            }
            out.push((duty, failure));
        }
        carry.remember(out.last().map(|(duty, _)| *duty), &whole);
        out.into_iter().map(|(_, failure)| failure).collect()
    }

    /// The duty that a failing clause means, and how likely that is by its words, where they were learned:
    /// the duty of its matter, unless the words speak plainly for another.
    fn meant(&self, clause: &Clause, matter: &Matter, points: [&[f32]; 3]) -> (usize, Option<f32>) {
        let Some(weights) = &self.pack.weights else {
            return (matter.duty, None);
        };
        let duties = self.features(clause, points).duties(weights);
        let by_words = duties
            .iter()
            .copied()
            .reduce(|best, next| if next.1 > best.1 { next } else { best });
        let of_matter = duties.iter().find(|(duty, _)| *duty == matter.duty);
        match (by_words, of_matter) {
            // What was never learned is not weighed against.
            (_, None) if matter.own >= POINTED => (matter.duty, None),
            (Some((duty, likely)), _) if likely >= weights.sure => (duty, Some(likely)),
            (_, Some((duty, likely))) => (*duty, Some(*likely)),
            _ => (matter.duty, None),
        }
    }

    /// "Leaders have identified that they …": the clause without who knows or says it, where all that fails stands in
    /// what is known or said. Families are mostly part of what fails.
    fn without_frame(&self, clause: &Clause, places: &[usize]) -> Clause {
        let tokens = self.tokens();
        let is_cue = |token: &Token| token.is(self.pack.names.cue) && token.tag.is_verbal();
        let family = self.pack.names.any_family() | self.pack.names.mixed;
        let that = (clause.first..clause.end).find(|at| {
            let before = &tokens[clause.first.max(at.saturating_sub(3))..*at];
            tokens[*at].tag == Tag::Sub && before.iter().any(is_cue)
        });
        match that {
            Some(at)
                if at + 1 < clause.end
                    && places.iter().all(|place| *place > at)
                    && !tokens[clause.first..at]
                        .iter()
                        .any(|token| token.is(family)) =>
            {
                Clause {
                    first: at + 1,
                    ..*clause
                }
            }
            _ => *clause,
        }
    }

    fn features(&self, clause: &Clause, points: [&[f32]; 3]) -> Features {
        Features::read(clause, self.sentence, self.previous, points)
    }

    fn verdict(&self, clause: &Clause) -> Verdict {
        let reader = self.signs_of(&self.tokens()[clause.first..clause.end]);
        let mut verdict = reader.verdict(clause.link);
        for place in &mut verdict.places {
            *place += clause.first;
        }
        if verdict.strength <= 0.0
            && !verdict.turned
            && let Some(place) = self.denied(clause)
        {
            sign::add(&mut verdict, 1.0, Sign::Negated, place);
        }
        if verdict.strength <= 0.0
            && !verdict.turned
            && !verdict.praised
            && let Some(place) = self.stated(clause)
            && reader.may_state(clause.link)
        {
            sign::add(&mut verdict, 1.0, Sign::Stated, place);
        }
        verdict
    }

    /// "Some schools plan for this well. Others do not.": where a clause only denies the good that stands before it.
    fn denied(&self, clause: &Clause) -> Option<usize> {
        let tokens = &self.tokens()[clause.first..clause.end];
        let last = tokens
            .iter()
            .rposition(|token| !matches!(token.tag, Tag::Punct | Tag::Comma))?;
        let denies = tokens[last].tag == Tag::Neg
            && last > 0
            && matches!(
                tokens[last - 1].tag,
                Tag::Do | Tag::Be | Tag::Have | Tag::Modal
            );
        if !denies {
            return None;
        }
        let before = match &self.tokens()[..clause.first] {
            [] => self.previous.map_or(&[][..], |previous| &previous.tokens),
            before => before,
        };
        let good = self.signs.good_act | self.signs.good_state | self.signs.success;
        if !before.iter().any(|token| token.is(good)) {
            return None;
        }
        let verdict = self.signs_of(before).verdict(Link::Main);
        (verdict.strength <= 0.0 && !verdict.turned).then_some(clause.first + last)
    }

    /// Where words stand that state a failing by themselves.
    fn stated(&self, clause: &Clause) -> Option<usize> {
        let tokens = self.tokens();
        let (from, to) = (tokens[clause.first].start, tokens[clause.end - 1].end);
        self.sentence
            .found
            .iter()
            // "are identified | once they have been excluded": what begins here may end in a clause that hangs on it.
            .filter(|found| (from..to).contains(&found.start))
            .find(|found| self.pack.uses.states_failing(found.pattern))
            .map(|found| self.sentence.token_at(found.start))
    }

    fn signs_of<'t>(&'t self, tokens: &'t [Token]) -> SignReader<'t> {
        SignReader::new(
            tokens,
            self.paragraph.words,
            self.pack,
            self.signs,
            self.spoken_of,
        )
    }

    /// "Reviews used to be late. All are now held on time": the next clause, or else the next sentence,
    /// says that what failed is put right.
    fn is_put_right(&self, clause: Option<&Clause>, verdict: Option<&Verdict>) -> bool {
        let signs = self.signs;
        let (tokens, fails) = match (clause, verdict) {
            (Some(clause), Some(verdict)) => (
                &self.tokens()[clause.first..clause.end],
                verdict.strength > 0.0,
            ),
            _ => match self.next {
                Some(next) => {
                    let reader = self.signs_of(&next.tokens);
                    (&next.tokens[..], reader.verdict(Link::Main).strength > 0.0)
                }
                None => return false,
            },
        };
        let any = |class: ClassSet| tokens.iter().any(|token| token.is(class));
        if any(signs.over) {
            return true;
        }
        if fails || any(signs.still) {
            return false;
        }
        any(signs.today)
            || tokens
                .iter()
                .any(|token| token.is(signs.resolved) && token.tag.is_verbal())
    }

    fn span(&self, clause: &Clause) -> Span {
        let tokens = self.tokens();
        let mut last = clause.end - 1;
        while last > clause.first && matches!(tokens[last].tag, Tag::Comma | Tag::Conj) {
            last -= 1;
        }
        self.paragraph
            .tokens_span(self.sentence, clause.first, last)
    }

    /// The words that say that a clause fails: from its first sign to its last.
    fn focus(&self, clause: &Clause, verdict: &Verdict) -> Span {
        let places = || verdict.places.iter().copied();
        match (places().min(), places().max()) {
            (Some(first), Some(last)) => self.paragraph.tokens_span(self.sentence, first, last),
            _ => self.span(clause),
        }
    }

    fn write(&self, clause: &Clause, verdict: &Verdict, duty: usize, points: f32) -> DutyFailure {
        let signs = self.signs;
        let tokens = self.tokens();
        let clause_tokens = &tokens[clause.first..clause.end];
        let any = |tokens: &[Token], class: ClassSet| tokens.iter().any(|token| token.is(class));
        // "for many years" says how long, not how many.
        let broad = clause_tokens.iter().enumerate().any(|(at, token)| {
            token.is(signs.broad)
                && clause_tokens
                    .get(at + 1)
                    .is_none_or(|next| !next.is(signs.time_unit))
        });
        // "few" is a failing of most; "a few" of some.
        let partial = clause_tokens
            .iter()
            .any(|token| token.is(signs.partial) && !token.is(signs.few));
        let shrinks = tokens
            .iter()
            .any(|token| token.is(signs.shrink) && token.tag.is_verbal());
        let extent = if (any(tokens, signs.trend) || shrinks)
            && any(tokens, signs.contrast | signs.now)
            && !any(tokens, signs.need)
        {
            Extent::Trend
        } else if partial && !broad {
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
            entries: self.entries(duty, clause),
            span: self.span(clause),
            focus: self.focus(clause, verdict),
            sentence: self.paragraph.sentence_span(self.sentence),
            basis,
            extent,
            escalation: Escalation::None,
            cover: super::Cover::None,
            covered_by: None,
            cover_certainty: 0.0,
            fails_certainty: 0.0,
            reported: self.is_reported(),
            weight: verdict.strength * points,
            certainty: 0.0,
            signs: String::new(),
        }
    }

    /// The register's entries whose words the sentence holds, those of the clause first. There, what names one thing counts
    /// for more than what the whole field comes under; beside it, for less.
    fn entries(&self, duty: usize, clause: &Clause) -> Vec<String> {
        let entries = &self.pack.duties[duty].entry;
        let tokens = self.tokens();
        let own = tokens[clause.first].start..tokens[clause.end - 1].end;
        let mut counts = vec![(0u32, 0u32); entries.len()];
        for hit in &self.sentence.found {
            for use_ in &self.pack.uses[hit.pattern as usize] {
                if let Use::Entry(of, entry) = *use_
                    && of as usize == duty
                {
                    let (inside, all) = &mut counts[entry as usize];
                    let words = hit.end - hit.start;
                    *all += words;
                    *inside += if own.contains(&hit.start) { words } else { 0 };
                }
            }
        }
        let mut ranked: Vec<usize> = (0..entries.len())
            .filter(|index| counts[*index].1 > 0)
            .collect();
        ranked.sort_by_key(|index| {
            let (inside, all) = counts[*index];
            let worth = if entries[*index].general {
                1
            } else {
                PARTICULAR
            };
            std::cmp::Reverse((inside * worth, all * worth))
        });
        ranked
            .into_iter()
            .map(|index| entries[index].id.clone())
            .collect()
    }
}
