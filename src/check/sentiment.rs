//! The family side's evidence about services put as feeling or belief.

use super::Context;
use super::draft::{Draft, RELATED, name_of, phrase};
use super::rewording::{self, Proposal};
use super::template::{Values, small};
use super::words::holds;
use crate::diagnostic::{Fix, Grade, Related, Severity, Suppression};
use crate::facts::{Attribution, Content, CueClass, Group, Polarity, Side, Status, Valence};
use crate::grammar::{Tag, Token};
use crate::pack::lexicon::{ClassSet, pos};
use crate::pack::schema::RuleFile;
use crate::span::Span;

/// Word lists of such a rule: cues that are for information only.
const QUIET: &str = "quiet";
/// The message and help for what somebody told and felt in one.
const TOLD: &str = "told";
/// The usual wording: put as a feeling.
const FOUND: &str = "found";
/// Added to the message when the letter says much the same itself.
const BACKED: &str = "backed";
/// How far the words of a source may be quoted as they stand.
const SOURCE_WORDS: usize = 7;
/// How far behind "told inspectors" what they feel may begin, in bytes.
const TOLD_REACH: u32 = 60;

/// The points of such a rule, and what it left out.
pub(super) fn find(rule: &RuleFile, context: &Context<'_>) -> Vec<Draft> {
    let reader = Reader::new(rule, context);
    let mut drafts = Vec::new();
    let mut raised: Vec<(&Attribution, Option<Proposal<'_>>)> = Vec::new();
    for attribution in context
        .facts
        .attributions
        .iter()
        .filter(|attribution| looks_at(attribution))
    {
        match reader.judge(attribution) {
            Ok(proposal) => raised.push((attribution, proposal)),
            Err(why) => drafts.push(reader.write(attribution, None, false).left_out(why)),
        }
    }
    // What one sentence says of one group is one point.
    let mut at = 0;
    while at < raised.len() {
        let same = |other: &(&Attribution, Option<Proposal<'_>>)| {
            other.0.sentence == raised[at].0.sentence && other.0.group == raised[at].0.group
        };
        let count = raised[at..].iter().take_while(|other| same(other)).count();
        drafts.push(reader.join(&raised[at..at + count]));
        at += count;
    }
    drafts
}

/// Whether an attribution is the family side's and may be sentiment at all.
fn looks_at(attribution: &Attribution) -> bool {
    let class = matches!(
        attribution.class,
        CueClass::Emotion | CueClass::Belief | CueClass::Experience
    );
    attribution.group.side() == Side::Family
        && class
        && attribution.content != Content::Own
        && (attribution.sentiment || attribution.status == Status::Purpose)
}

/// Whether a clause says that something is amiss, for what does not say so by its cue.
pub(super) struct Judge {
    bad: ClassSet,
    negation: ClassSet,
    too: u32,
    /// Words behind which another account begins: "but", "although".
    turn: ClassSet,
}

impl Judge {
    pub(super) fn new(context: &Context<'_>) -> Self {
        let class = |name| context.pack.lexicon.class(name);
        Judge {
            bad: class("bad-state") | class("delay-sign") | class("deficit") | class("need-sign"),
            negation: class("negator") | class("negative-quantifier"),
            too: context.pack.lexicon.lemma("too").unwrap_or(u32::MAX),
            turn: class("but") | class("concessive"),
        }
    }

    /// Whether what somebody believes speaks well of services.
    pub(super) fn is_positive(&self, attribution: &Attribution, context: &Context<'_>) -> bool {
        match attribution.valence {
            Valence::Positive => true,
            Valence::Negative => false,
            Valence::Neutral => {
                let tokens = context.words.tokens(attribution.object);
                let turns = |at: usize| {
                    tokens[at].is(self.turn)
                        // "even where the news is not good"
                        || tokens[at].tag == Tag::Sub
                            && at > 0
                            && tokens[at - 1].lemma == context.pack.lexicon.lemma("even").unwrap_or(u32::MAX)
                };
                let end = (1..tokens.len()).find(|at| turns(*at));
                !self.is_amiss(&tokens[..end.unwrap_or(tokens.len())])
            }
        }
    }

    fn is_amiss(&self, tokens: &[Token]) -> bool {
        tokens.iter().any(|token| {
            token.is(self.bad | self.negation)
                || token.lemma == self.too
                || token.pos & pos::NEG != 0
        })
    }
}

struct Reader<'r, 'a> {
    rule: &'r RuleFile,
    context: &'r Context<'a>,
    judge: Judge,
    /// The lemma of "as".
    causal_as: u32,
    quiet: &'r [String],
}

impl<'r, 'a> Reader<'r, 'a> {
    fn new(rule: &'r RuleFile, context: &'r Context<'a>) -> Self {
        Reader {
            rule,
            context,
            judge: Judge::new(context),
            causal_as: context.pack.lexicon.lemma("as").unwrap_or(u32::MAX),
            quiet: rule.words.get(QUIET).map_or(&[][..], Vec::as_slice),
        }
    }

    fn text(&self) -> &'a str {
        &self.context.letter.text
    }

    /// The rewording for a point, or why there is none.
    fn judge(&self, attribution: &Attribution) -> Result<Option<Proposal<'r>>, Suppression> {
        if attribution.quoted {
            return Err(Suppression::Quotation);
        }
        if attribution.status == Status::Purpose {
            return Err(Suppression::NotAsserted);
        }
        if attribution.content == Content::Effect
            || attribution.class == CueClass::Emotion && attribution.backed_by.is_some()
        {
            return Err(Suppression::EffectOfFinding);
        }
        if self.is_modal(attribution) {
            return Err(Suppression::NotAsserted);
        }
        if self.gives_reason(attribution) || self.tells_too(attribution) {
            return Err(Suppression::ReasonGiven);
        }
        let told = self.told(attribution).is_some();
        let proposal = rewording::propose(
            self.rule,
            attribution,
            told,
            &self.context.words,
            self.text(),
            self.context.pack,
        );
        let positive = attribution.class != CueClass::Belief
            && attribution.valence == Valence::Positive
            || attribution.class == CueClass::Belief
                && self.judge.is_positive(attribution, self.context);
        match attribution.polarity {
            Polarity::Affirmed if positive => Err(Suppression::PositiveCue),
            Polarity::Negated if proposal.is_none() => Err(Suppression::NegatedCue),
            _ => Ok(proposal),
        }
    }

    /// "can feel": what may be, not what was said.
    fn is_modal(&self, attribution: &Attribution) -> bool {
        let before = Span {
            start: attribution.sentence.start,
            end: attribution.cue.start,
        };
        let tokens = self.context.words.tokens(before);
        let mut back = tokens.iter().rev();
        back.find(|token| token.tag != Tag::Adv)
            .is_some_and(|token| token.tag == Tag::Modal)
    }

    /// Whether the sentence says what it was that people felt this about: "angry about unanswered emails", "ignored, as
    /// replies are slow".
    fn gives_reason(&self, attribution: &Attribution) -> bool {
        if attribution.class == CueClass::Belief {
            return false;
        }
        let rest = Span {
            start: attribution.cue.end,
            end: attribution.sentence.end.max(attribution.cue.end),
        };
        let tokens = self.context.words.tokens(rest);
        let class = |name| self.context.pack.lexicon.class(name);
        let finite = |tokens: &[Token]| tokens.iter().any(|token| token.tag.is_finite());
        if attribution.class == CueClass::Emotion {
            let until = tokens
                .iter()
                .position(|token| token.tag == Tag::Conj && token.is(class("but")));
            let about = &tokens[..until.unwrap_or(tokens.len())];
            // "worry that care will stop": what lies ahead did not happen.
            let ahead = about.iter().any(|token| token.tag == Tag::Modal);
            let preposition = about.first().is_some_and(|first| first.tag == Tag::Prep);
            if ahead || preposition && (finite(about) || self.judge.is_amiss(about)) {
                return true;
            }
        }
        let causal = class("causal");
        let cause = tokens.iter().position(|token| {
            token.tag == Tag::Sub && (token.is(causal) || token.lemma == self.causal_as)
        });
        cause.is_some_and(|at| {
            let told = self.context.facts.attributions.iter().any(|other| {
                other.sentence == attribution.sentence && other.cue.start > attribution.cue.end
            });
            !told && finite(&tokens[at..])
        })
    }

    /// Whether the same people tell something beside what they felt: "feel forgotten and say", "say that nobody calls
    /// and feel forgotten".
    fn tells_too(&self, attribution: &Attribution) -> bool {
        let and = self.context.pack.lexicon.class("and");
        let joined = |from: Span, to: Span| {
            let between = Span {
                start: from.end,
                end: to.start,
            };
            self.context.words.tokens(between)
        };
        attribution.class != CueClass::Belief
            && self.reports(attribution).any(|other| {
                if other.cue.start > attribution.cue.end {
                    let joint = joined(attribution.cue, other.cue);
                    joint.len() == 1 && joint[0].is(and)
                } else {
                    // The feeling's own subject would stand between.
                    let joint = joined(other.cue, attribution.cue);
                    joint.len() > 3
                        && joint.last().is_some_and(|last| last.is(and))
                        && joint.iter().any(|token| token.tag.is_finite())
                }
            })
    }

    /// What the same people say in the same sentence.
    fn reports(&self, attribution: &Attribution) -> impl Iterator<Item = &'a Attribution> {
        let (sentence, side) = (attribution.sentence, attribution.group.side());
        self.context.facts.attributions.iter().filter(move |other| {
            other.class == CueClass::Report
                && other.polarity == Polarity::Affirmed
                && other.sentence == sentence
                && other.group.side() == side
        })
    }

    /// The words by which the same people told this, when they stand before it in the sentence.
    fn told(&self, attribution: &Attribution) -> Option<&'a Attribution> {
        self.reports(attribution).find(|other| {
            other.cue.end <= attribution.cue.start
                && (attribution.cue.start - other.cue.end <= TOLD_REACH
                    || other.object.contains(attribution.cue))
        })
    }

    /// What the words are put as: the class of the cue, but a belief that is told as a feeling.
    fn put_as(&self, attribution: &Attribution) -> &'static str {
        let feels = || {
            let feel = self.context.pack.lexicon.class("feel-verb");
            let cue = self.context.words.tokens(attribution.cue);
            cue.iter().any(|token| token.is(feel))
        };
        if attribution.class == CueClass::Belief && feels() {
            FOUND
        } else {
            attribution.class.name()
        }
    }

    /// Points of one sentence as one.
    fn join(&self, group: &[(&Attribution, Option<Proposal<'_>>)]) -> Draft {
        let strength =
            |one: &(&Attribution, Option<Proposal<'_>>)| (one.1.is_some(), class_weight(one.0));
        let mut lead = 0;
        for (index, one) in group.iter().enumerate() {
            if strength(one) > strength(&group[lead]) {
                lead = index;
            }
        }
        let (attribution, proposal) = &group[lead];
        let mut draft = self.write(attribution, proposal.as_ref(), true);
        if let Some(fix) = &mut draft.diagnostic.fix
            && fix.grade != Grade::Ask
        {
            add_edits(
                fix,
                group
                    .iter()
                    .enumerate()
                    .filter(|(index, _)| *index != lead)
                    .filter_map(|(_, one)| one.1.as_ref()),
            );
        }
        let again = phrase(self.context.pack, "again", &Values::default());
        let rest = group.iter().enumerate().filter(|(index, _)| *index != lead);
        let related = rest
            .map(|(_, one)| Related {
                message: again.clone(),
                span: one.0.cue.to(self.object(one.0)),
            })
            .collect();
        draft.relate(related, RELATED, self.context.pack);
        draft
    }

    fn write(
        &self,
        attribution: &Attribution,
        proposal: Option<&Proposal<'_>>,
        backed: bool,
    ) -> Draft {
        let told = self.told(attribution);
        let class = self.put_as(attribution);
        let case = proposal
            .and_then(|proposal| proposal.rewording.case.as_deref())
            .unwrap_or(if told.is_some() { TOLD } else { class });
        let backing = attribution
            .backed_by
            .filter(|own| backed && attribution.echoed && self.context.names_something(*own));
        let values = Values::default()
            .with("who", self.who(attribution))
            .with(
                "cue",
                attribution
                    .cue
                    .of(self.text())
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" "),
            )
            .with(
                "quote",
                self.context.words.quote(
                    self.context
                        .words
                        .with_negation(attribution.cue)
                        .to(self.object(attribution)),
                ),
            );
        let mut draft = Draft::new(
            self.rule,
            case,
            &values,
            attribution.cue,
            attribution.sentence,
        );
        if let Some(own) = backing {
            if let Some(also) = self.rule.message.get(BACKED) {
                draft.diagnostic.message.push_str(also);
            }
            let message = phrase(self.context.pack, "says-itself", &Values::default());
            draft
                .diagnostic
                .related
                .push(Related { message, span: own });
        }
        draft.weight = class_weight(attribution)
            + proposal.map_or(0.0, |proposal| 20.0 - proposal.index as f32)
            + if backing.is_some() { 0.5 } else { 0.0 };
        if self.is_quiet(attribution, proposal) {
            draft.diagnostic.severity = Severity::Note;
        }
        draft.property("group", attribution.group.name());
        draft.property("class", class);
        draft.property("polarity", name_of(&attribution.polarity));
        draft.property("content", name_of(&attribution.content));
        draft.property("lemma", attribution.lemma.as_str());
        draft.fixed(proposal.map(|proposal| proposal.fix.clone()))
    }

    /// Whether a point is for information only: what they felt is their own to say.
    fn is_quiet(&self, attribution: &Attribution, proposal: Option<&Proposal<'_>>) -> bool {
        let can_be_reworded = proposal.is_some_and(|proposal| proposal.fix.grade != Grade::Ask);
        let cue = attribution.cue.of(self.text());
        self.quiet.contains(&attribution.lemma)
            || holds(cue, self.quiet)
            || attribution.class == CueClass::Belief
                && !can_be_reworded
                && rewording::is_own_view(
                    self.rule,
                    attribution,
                    &self.context.words,
                    self.text(),
                    self.context.pack,
                )
    }

    /// The source in its own words where they can stand alone, or else the group's name.
    fn who(&self, attribution: &Attribution) -> String {
        let lexicon = &self.context.pack.lexicon;
        let words = self.context.words.plain(attribution.source);
        let words = words
            .trim_end_matches(['’', '\''])
            .trim_end_matches("’s")
            .trim_end_matches("'s");
        let tokens = self.context.words.tokens(attribution.source);
        let alone = tokens.iter().all(|token| {
            matches!(
                token.tag,
                Tag::Pron | Tag::PossPron | Tag::Quant | Tag::Rel | Tag::Adj | Tag::Poss
            )
        });
        let named = tokens
            .iter()
            .any(|token| token.is(lexicon.class("parents") | lexicon.class("children")));
        // "too many children" is not who said it.
        let counts = tokens.first().is_some_and(|first| first.tag == Tag::Adv);
        if words.is_empty() || alone || counts || !named || words.split(' ').count() > SOURCE_WORDS
        {
            return group_name(attribution.group, self.context);
        }
        small(words)
    }

    fn object(&self, attribution: &Attribution) -> Span {
        if attribution.object.is_empty() {
            attribution.cue
        } else {
            attribution.object
        }
    }
}

/// A group's name for people, from the pack.
pub(super) fn group_name(group: Group, context: &Context<'_>) -> String {
    phrase(context.pack, group.name(), &Values::default())
}

/// What is said of events comes before what is felt of them.
fn class_weight(attribution: &Attribution) -> f32 {
    match attribution.class {
        CueClass::Belief => 3.0,
        CueClass::Experience => 2.0,
        _ => 1.0,
    }
}

/// Adds the edits of other rewordings in the same sentence, as far as they keep clear of each other.
fn add_edits<'p>(fix: &mut Fix, others: impl Iterator<Item = &'p Proposal<'p>>) {
    for edit in others
        .filter(|other| other.fix.grade == fix.grade)
        .flat_map(|other| &other.fix.edits)
    {
        if !fix.edits.iter().any(|known| known.span.overlaps(edit.span)) {
            fix.edits.push(edit.clone());
        }
    }
    fix.edits.sort_by_key(|edit| edit.span);
}
