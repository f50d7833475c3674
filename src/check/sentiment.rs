//! The family side's evidence about services put as feeling or belief.

use super::Context;
use super::amiss::Judge;
use super::draft::{Draft, RELATED, name_of, phrase};
use super::reason::{gives_reason, is_modal};
use super::rewording::{self, Proposal};
use super::template::{Values, small};
use super::told::{tells_too, told};
use super::words::holds;
use crate::diagnostic::{Fix, Grade, Related, Severity, Suppression};
use crate::facts::{Attribution, Content, CueClass, Group, Polarity, Side, Status};
use crate::grammar::{Tag, Token};
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

struct Reader<'r, 'a> {
    rule: &'r RuleFile,
    context: &'r Context<'a>,
    judge: Judge,
    quiet: &'r [String],
}

impl<'r, 'a> Reader<'r, 'a> {
    fn new(rule: &'r RuleFile, context: &'r Context<'a>) -> Self {
        Reader {
            rule,
            context,
            judge: Judge::new(context),
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
            || self.is_brought_about(attribution)
            || attribution.class == CueClass::Emotion && attribution.backed_by.is_some()
        {
            return Err(Suppression::EffectOfFinding);
        }
        if is_modal(attribution, self.context) {
            return Err(Suppression::NotAsserted);
        }
        if attribution.polarity == Polarity::Affirmed
            && self.judge.is_positive(attribution, self.context)
        {
            return Err(Suppression::PositiveCue);
        }
        if gives_reason(attribution, &self.judge, self.context)
            || tells_too(attribution, self.context)
        {
            return Err(Suppression::ReasonGiven);
        }
        let is_told = told(attribution, self.context).is_some();
        let proposal = rewording::propose(
            self.rule,
            attribution,
            is_told,
            &self.context.words,
            self.text(),
            self.context.pack,
        );
        if attribution.polarity == Polarity::Negated && proposal.is_none() {
            return Err(Suppression::NegatedCue);
        }
        Ok(proposal)
    }

    /// "Late reviews have led to parents feeling that": the letter says what brought it about.
    fn is_brought_about(&self, attribution: &Attribution) -> bool {
        let causes = self.context.pack.lexicon.class("cause-verb");
        let before = Span {
            end: attribution.source.start,
            ..attribution.sentence
        };
        let tokens = self.context.words.tokens(before);
        matches!(tokens[..], [.., verb, to]
            if verb.is(causes) && verb.tag.is_verbal() && matches!(to.tag, Tag::To | Tag::Prep))
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
                span: one.0.statement(),
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
        let told = told(attribution, self.context);
        let class = self.put_as(attribution);
        let case = proposal
            .and_then(|proposal| proposal.rewording.case.as_deref())
            .unwrap_or(if told.is_some() { TOLD } else { class });
        let backing = attribution
            .backed_by
            .filter(|own| backed && attribution.echoed && self.context.names_something(*own));
        // To say the same it has to be of the same thing, and not only of the same service.
        let alike =
            backing.is_some_and(|own| self.context.name_one_thing(own, attribution.statement()));
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
            .with("quote", self.context.words.quote(self.said_by(attribution)));
        let mut draft = Draft::new(
            self.rule,
            case,
            &values,
            attribution.cue,
            attribution.sentence,
        );
        if let Some(own) = backing {
            if let Some(also) = self.rule.message.get(BACKED).filter(|_| alike) {
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

    /// What a source is said to feel, with its negation, and not what the letter sets against it: "even though staff try".
    fn said_by(&self, attribution: &Attribution) -> Span {
        let words = &self.context.words;
        let whole = words
            .with_negation(attribution.cue)
            .to(attribution.statement());
        let concessive = self.context.pack.lexicon.class("concessive");
        let tokens = words.tokens(whole);
        let against = tokens
            .iter()
            .position(|token| token.is(concessive) && token.tag == Tag::Sub);
        against
            .and_then(|at| words.first_tokens(whole, at))
            .unwrap_or(whole)
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

    /// "many", "some": not "others", and not the "few" of "a few".
    fn counts(&self, quantity: Token) -> bool {
        let class = |name| self.context.pack.lexicon.class(name);
        quantity.tag == Tag::Quant
            && !quantity.is(class("other-people") | class("negative-quantifier"))
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
            let name = group_name(attribution.group, self.context);
            // "Many say", "A few say", of families named before: how many they are stays.
            let counted = match tokens[..] {
                [many] => self.counts(many),
                [a, few] => {
                    a.is(self.context.pack.lexicon.class("indefinite")) && few.tag == Tag::Quant
                }
                _ => false,
            };
            return if counted {
                format!("{} {name}", small(words))
            } else {
                name
            };
        }
        small(words)
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
