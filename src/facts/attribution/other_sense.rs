//! What makes a verb of saying, thinking or knowing something else than an account of services: the day's work,
//! an ability, which people are meant.

use super::{Finder, REACH};
use crate::facts::{CueClass, Group, Side};
use crate::grammar::Tag;
use crate::grammar::phrase::{Actor, Context};
use crate::grammar::subject::Subject;
use crate::pack::lexicon::pos;
use crate::pack::schema::{CueEntry, CueObject};

impl Finder<'_, '_> {
    /// Whether the verb at `at`, with `actor` for its subject, is no account.
    pub(super) fn has_other_sense(&self, at: usize, cue: &CueEntry, actor: &Actor) -> bool {
        let group = self.context.verb_group_start(at);
        self.is_aside_from_facts(at, cue, actor, group)
            || match cue.class {
                CueClass::Knowledge => self.knows_otherwise(at, cue, actor, group),
                CueClass::Report => self.reports_otherwise(at, cue, actor, group),
                CueClass::Appraisal => self.praises_otherwise(at, cue, actor, group),
                CueClass::Belief => self.believes_otherwise(at, cue, actor),
                CueClass::Emotion => self.feels_otherwise(actor),
                CueClass::Experience => false,
            }
    }

    /// Verbs of any kind: what goes on or may happen, what things do, which people are meant.
    fn is_aside_from_facts(&self, at: usize, cue: &CueEntry, actor: &Actor, group: usize) -> bool {
        let tokens = self.tokens();
        let ing = tokens[at].tag == Tag::Ing;
        let named = cue.object == CueObject::NamedState;
        // "are identifying the best approaches": the work goes on.
        let goes_on = named && ing && self.is_continuous(at, group);
        // "without knowing that".
        let beside = ing && tokens[group].pos & pos::PREP != 0;
        // "by reporting", "in finding them a place".
        let means = group > 0
            && tokens[group - 1].tag == Tag::Prep
            && ing
            && (matches!(cue.class, CueClass::Knowledge | CueClass::Report)
                || cue.object == CueObject::Judged)
            && !self.falls_short(group, actor);
        // "Parents who shared their views", "those who complain": which parents are meant.
        let picked = self.picks_out(group)
            && matches!(cue.object, CueObject::Reportable | CueObject::Matter);
        goes_on
            || beside
            || means
            || picked
            || self.is_case_told(at, cue, actor)
            || (cue.class == CueClass::Report || named) && self.is_of_things(actor)
    }

    fn knows_otherwise(&self, at: usize, cue: &CueEntry, actor: &Actor, group: usize) -> bool {
        let tokens = self.tokens();
        let grammar = self.grammar();
        let next = tokens.get(at + 1);
        let professional = actor.group.side() == Side::Professional;
        // "to understand and meet children’s needs": the day's work.
        let met = next.is_some_and(|next| next.tag == Tag::Conj)
            && tokens
                .get(at + 2)
                .is_some_and(|next| next.is(grammar.meeting))
            && self.names_day_work(at + 3, REACH);
        // "one paediatrician who knew everything": what that one is like.
        let one = actor.group == Group::Staff
            && self.picks_out(group)
            && tokens[actor.last].pos & pos::PLURAL == 0
            && !tokens[actor.last].is(grammar.collective);
        // "tells carers when they will be seen": told, and not known.
        let told = !cue.with.is_empty()
            && (next.is_some_and(|next| matches!(next.tag, Tag::Pron | Tag::Noun))
                || self.context.people_starting(at + 1).is_some());
        // "what staff know": the day's work.
        let what = actor.group == Group::Staff && self.is_asked_for(actor);
        // "left not knowing how": an effect, not an account.
        let effect = tokens[at].tag == Tag::Ing && !professional;
        let hypothetical = professional
            && tokens[group..at]
                .iter()
                .any(|token| token.tag == Tag::Modal && token.is(grammar.hypothetical_modal));
        met || one || told || what || effect || hypothetical
    }

    fn reports_otherwise(&self, at: usize, cue: &CueEntry, actor: &Actor, group: usize) -> bool {
        let tokens = self.tokens();
        let grammar = self.grammar();
        let next = tokens.get(at + 1);
        // "what they say will go no further": the object, not an account.
        let what = actor.last + 1 == group && self.is_asked_for(actor) && actor.first > 1;
        // "the way in which they explain orders": how the work is done.
        let manner = actor.first > 1
            && tokens[actor.first - 1].tag == Tag::Rel
            && self.is_word(&tokens[actor.first - 2], "in");
        // "Leaders have not explained the changes": who was not told.
        let untold = actor.group.side() == Side::Professional
            && self.lacks(at)
            && next.is_some_and(|next| next.tag.opens_noun_phrase());
        // "speak of the children": the day's work.
        let day_work =
            actor.group == Group::Staff && !cue.with.is_empty() && self.names_day_work(at + 1, 4);
        // "can say what they are working towards": an ability, not an account; but "could not tell
        // inspectors", "leaders can articulate why".
        let able = cue.object != CueObject::Hearer
            && actor.group != Group::Leaders
            && tokens[group..at]
                .iter()
                .any(|token| token.tag == Tag::Modal);
        // "Parents who spoke to inspectors about buses", "those who complain": which parents are meant.
        let picked = self.picks_out(group)
            && (tokens[at].tag == Tag::Verb && !cue.with.is_empty()
                || tokens[at].pos & pos::PAST == 0
                    && tokens[group - 2].is(grammar.those)
                    && !tokens[at + 1..].iter().any(|next| next.tag == Tag::Sub));
        what || manner || untold || day_work || able || picked || self.is_handed_on(at, cue, actor)
    }

    fn praises_otherwise(&self, at: usize, cue: &CueEntry, actor: &Actor, group: usize) -> bool {
        let tokens = self.tokens();
        let next = tokens.get(at + 1);
        // "what the child enjoys"; but "What parents value most is", and "proud of what they have done and
        // value": a verb of the sentence.
        let what = actor.last + 1 == group && self.is_asked_for(actor) && actor.first > 1;
        // "Schools are welcoming": what they are like.
        let like_that = tokens[at].tag == Tag::Ing
            && self.is_continuous(at, group)
            && next.is_none_or(|next| !next.tag.opens_noun_phrase() && next.tag != Tag::Pron);
        // "families who prefer to wait": which families are meant, and what they choose to do.
        let picked = self.picks_out(group) && next.is_some_and(|next| next.tag == Tag::To);
        // "write about pupils with warmth": how staff speak of those they work with.
        let manner = !cue.with.is_empty()
            && actor.group.side() == Side::Professional
            && self.is_about_family(at);
        // "would like the visits to be longer": a wish.
        let wish = ["like", "love"]
            .iter()
            .any(|word| self.is_word(&tokens[at], word))
            && tokens[group..at]
                .iter()
                .any(|token| self.is_word(token, "would"));
        what || like_that || picked || manner || wish
    }

    fn believes_otherwise(&self, at: usize, cue: &CueEntry, actor: &Actor) -> bool {
        let tokens = self.tokens();
        // "find out what children think": asked for, and not told; but "What parents think is".
        let asked = actor.first > 1
            && self.is_asked_for(actor)
            && tokens
                .get(at + 1)
                .is_none_or(|next| matches!(next.tag, Tag::Punct | Tag::Comma | Tag::Conj));
        // "see the child as an individual": how one child is met.
        let child = !cue.with.is_empty()
            && actor.group.side() == Side::Professional
            && self
                .context
                .people_starting(at + 1)
                .is_some_and(|seen| seen.group == Group::Children);
        asked || child
    }

    /// "have somebody whom they trust": who that is, and not what is thought of services.
    fn feels_otherwise(&self, actor: &Actor) -> bool {
        let tokens = self.tokens();
        let grammar = self.grammar();
        actor.first > 1
            && tokens[actor.first - 1].is(grammar.who)
            && (tokens[actor.first - 2].tag == Tag::Pron
                || tokens[actor.first - 2].is(grammar.person))
    }

    /// Whether "what" stands before the subject.
    fn is_asked_for(&self, actor: &Actor) -> bool {
        actor
            .first
            .checked_sub(1)
            .is_some_and(|what| self.tokens()[what].is(self.grammar().object_relative))
    }

    /// Whether a form of "be" stands in the verb group.
    fn is_continuous(&self, at: usize, group: usize) -> bool {
        self.tokens()[group..at]
            .iter()
            .any(|token| token.tag == Tag::Be)
    }

    /// "report absence to the council", "reports its figures to the board", "explain the process to parents": what
    /// services hand on.
    fn is_handed_on(&self, at: usize, cue: &CueEntry, actor: &Actor) -> bool {
        let tokens = self.tokens();
        let hands = cue.class == CueClass::Report
            && actor.group.side() == Side::Professional
            && cue.object != CueObject::Hearer
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.tag.opens_noun_phrase() || next.tag == Tag::Ing);
        if !hands {
            return false;
        }
        let to = tokens[at + 1..]
            .iter()
            .take(REACH)
            .take_while(|token| {
                !token.tag.is_finite() && !matches!(token.tag, Tag::Punct | Tag::Sub | Tag::Comma)
            })
            .position(|token| token.tag == Tag::To || token.pos & pos::TO != 0)
            .map(|distance| at + 1 + distance);
        let names = &self.context.pack.names;
        // What is explained to families is the day's work; what is reported to anybody may be.
        let receivers = if cue.object == CueObject::Some || self.is_word(&tokens[at], "report") {
            names.any_actor | self.grammar().body
        } else {
            names.any_family()
        };
        to.is_some_and(|to| {
            !tokens
                .get(to + 1)
                .is_some_and(|who| who.is(self.grammar().hearer))
                && tokens[to + 1..].iter().take(3).any(|who| who.is(receivers))
        })
    }

    /// "respected when they describe a bad day", "when leaders evaluate a scheme": what may happen at some time,
    /// and is not said to have happened.
    fn is_case_told(&self, at: usize, cue: &CueEntry, actor: &Actor) -> bool {
        let tokens = self.tokens();
        let says = cue.class == CueClass::Report && cue.object != CueObject::Hearer;
        let Some(when) = actor.first.checked_sub(1) else {
            return false;
        };
        (says || cue.object == CueObject::NamedState)
            && tokens[when].tag == Tag::Sub
            && tokens[when].is(self.grammar().condition)
            && tokens[at].tag == Tag::Verb
            && tokens[at].pos & pos::PAST == 0
            && !self.lacks(at)
            // "a meeting where parents say".
            && (!self.is_word(&tokens[when], "where")
                || when
                    .checked_sub(1)
                    .is_none_or(|before| tokens[before].tag != Tag::Noun))
    }

    /// Whether "of" or "about" near the verb names children or families, and no body of theirs.
    fn is_about_family(&self, at: usize) -> bool {
        let tokens = self.tokens();
        (at + 1..(at + 5).min(tokens.len()))
            .take_while(|index| !tokens[*index].tag.is_finite())
            .find(|index| {
                tokens[*index].tag == Tag::Prep
                    && ["of", "about"]
                        .iter()
                        .any(|word| self.is_word(&tokens[*index], word))
            })
            .and_then(|prep| {
                let them = tokens.get(prep + 1)?.is(self.grammar().object_pronoun);
                if !them {
                    return self.context.people_starting(prep + 1);
                }
                // "Staff know the children and write about them": others than those who write.
                self.context
                    .people_of(self.context.index)
                    .into_iter()
                    .rfind(|(who, subject)| who.last < at && !subject)
                    .map(|(who, _)| who)
            })
            .is_some_and(|who| {
                who.group.side() == Side::Family && !tokens[who.last].is(self.grammar().body)
            })
    }

    /// "have not focused enough on understanding": what leaders are said not to have done for it.
    fn falls_short(&self, group: usize, actor: &Actor) -> bool {
        let tokens = self.tokens();
        actor.group == Group::Leaders
            && actor.last < group
            && !self.is_word(&tokens[group - 1], "without")
            && tokens[actor.last..group]
                .iter()
                .any(|token| token.is(self.grammar().negator))
    }

    /// "Plans are vague. They do not describe …", "Plans are vague, and they seldom mention": "they" are the
    /// things that the clause before is about.
    pub(super) fn is_of_things(&self, actor: &Actor) -> bool {
        let tokens = self.tokens();
        // "Plans are shorter, and most say when".
        let counted =
            tokens[actor.last].tag == Tag::Quant && tokens[actor.last].is(self.grammar().partitive);
        if !counted && !tokens[actor.last].is(self.grammar().plural_pronoun) {
            return false;
        }
        let opens = tokens[..actor.first]
            .iter()
            .all(|token| matches!(token.tag, Tag::Adv | Tag::Comma));
        if !opens {
            // "Plans are of little use because they describe".
            // "Where guides exist, they are welcomed".
            let joined = matches!(
                tokens[actor.first - 1].tag,
                Tag::Conj | Tag::Sub | Tag::Comma
            ) && actor
                .elsewhere
                .is_some_and(|(sentence, ..)| sentence != self.context.index);
            return joined && Self::tells_of_things(self.context, actor.first);
        }
        self.context.index.checked_sub(1).is_some_and(|before| {
            let context = Context {
                index: before,
                ..*self.context
            };
            Self::tells_of_things(&context, context.tokens().len())
        })
    }

    /// Whether the first verb of a sentence, before `end`, has several things for its subject.
    fn tells_of_things(context: &Context<'_>, end: usize) -> bool {
        let tokens = context.tokens();
        let Some(verb) = tokens[..end].iter().position(|token| token.tag.is_finite()) else {
            return false;
        };
        let group = context.verb_group_start(verb);
        // "Older plans, in particular, are".
        let Some(head) = group
            .checked_sub(1)
            .and_then(|last| context.before_aside(last).unwrap_or(group).checked_sub(1))
        else {
            return false;
        };
        tokens[head].tag == Tag::Noun
            && tokens[head].pos & pos::PLURAL != 0
            && context.subject(head + 1) == Subject::Other
    }
}
