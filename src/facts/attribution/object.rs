//! What a cue has to be about.

use super::{Finder, REACH};
use crate::facts::{CueClass, Group, Side};
use crate::grammar::Tag;
use crate::grammar::phrase::Actor;
use crate::pack::lexicon::pos;
use crate::pack::schema::{CueEntry, CueKind, CueObject};

impl Finder<'_, '_> {
    /// Whether one of the `reach` tokens from `from` on names a child, a need or the like: the day's work of
    /// staff, not a state of affairs that they report.
    pub(super) fn names_day_work(&self, from: usize, reach: usize) -> bool {
        self.tokens()
            .iter()
            .skip(from)
            .take(reach)
            .any(|token| token.is(self.grammar().day_work))
    }

    /// The last token of what the cue has to be about, or the cue itself; nothing when it is about
    /// something else.
    pub(super) fn object(&self, at: usize, cue: &CueEntry, actor: &Actor) -> Option<usize> {
        let tokens = self.tokens();
        let grammar = self.grammar();
        let behind = || tokens.iter().enumerate().skip(at + 1);
        match cue.object {
            CueObject::Any => Some(at),
            // "Staff appreciate how hard mornings can be".
            CueObject::Thing
                if actor.group.side() == Side::Professional
                    && tokens.get(at + 1).is_some_and(|next| {
                        next.tag == Tag::Sub && !next.is(grammar.object_relative)
                    }) =>
            {
                None
            }
            CueObject::Thing => (actor.group.side() == Side::Family
                // "clubs that welcome everyone".
                || !tokens.get(at + 1).is_some_and(|next| {
                    next.tag == Tag::Pron && next.pos & pos::DET == 0 && !next.is(grammar.singular_pronoun)
                }) && self.context.people_starting(at + 1).is_none_or(|people| {
                    people.group.side() == Side::Professional
                        || tokens[people.last].is(grammar.body)
                        || tokens
                            .get(people.last + 1)
                            .is_some_and(|next| next.tag == Tag::Poss)
                }))
            .then_some(at),
            CueObject::End => {
                // "the timetable that it has agreed", "the steps they have agreed": something is.
                let of_something = actor.first.checked_sub(1).is_some_and(|that| {
                    tokens[that].tag == Tag::Rel
                        || tokens[that].is(grammar.that)
                        || tokens[that].tag == Tag::Noun && tokens[actor.first].tag == Tag::Pron
                });
                // "have agreed, after long talks, to pay": what they will do.
                let to_do = tokens[at + 1..]
                    .iter()
                    .skip(1)
                    .skip_while(|token| token.tag != Tag::Comma)
                    .nth(1)
                    .is_some_and(|to| to.tag == Tag::To);
                (!of_something
                    && !to_do
                    && tokens.get(at + 1).is_none_or(|next| {
                        matches!(next.tag, Tag::Punct | Tag::Comma | Tag::Conj)
                    }))
                .then_some(at)
            }
            // "share this view", "a view that parents share".
            CueObject::Shared => {
                let named = |index: usize| self.is_one_of(&tokens[index], &cue.with);
                let before = actor.first.checked_sub(1).is_some_and(|index| {
                    let joint = tokens[index].tag == Tag::Rel || tokens[index].is(grammar.that);
                    let head = index - usize::from(joint && index > 0);
                    tokens[head].tag == Tag::Noun && named(head)
                });
                let this = tokens
                    .get(at + 1)
                    .is_some_and(|next| next.is(grammar.demonstrative));
                let after = this
                    && (at + 2..(at + 5).min(tokens.len()))
                        .find(|index| tokens[*index].tag == Tag::Noun)
                        .is_some_and(named);
                (before || after).then_some(at)
            }
            CueObject::Hearer => behind()
                .take(3)
                .find(|(_, token)| token.is(grammar.hearer))
                .map(|(index, _)| index)
                .or_else(|| self.told_to_people(at, actor)),
            CueObject::Judged => {
                // "find the helpline a lifeline", "consider the rules there to be fair".
                if self.is_called(at)
                    || cue.class == CueClass::Belief && self.is_held_to_be(at)
                {
                    return Some(at);
                }
                let adjective = self.judgement(at)?;
                let feeling = self
                    .cues(adjective)
                    .any(|other| other.class == CueClass::Emotion);
                // "find it hard to get an answer" tells how they fare.
                let fares = tokens[adjective].is(grammar.effort);
                (!feeling && !fares).then_some(at)
            }
            CueObject::That => self.says_that(at).then_some(at),
            // "as one parent put it,".
            CueObject::Nothing => {
                let behind = tokens.get(at + 2);
                behind
                    .is_none_or(|token| matches!(token.tag, Tag::Punct | Tag::Comma))
                    .then_some(at)
            }
            CueObject::Called => self.is_called(at).then_some(at),
            CueObject::Clause => {
                let index = (at + 1..tokens.len()).find(|index| tokens[*index].tag != Tag::Adv)?;
                let next = &tokens[index];
                // "consider what a good life might be", "think about how".
                let asks = next.is(grammar.object_relative)
                    || next.tag == Tag::Sub && !next.is(grammar.that);
                // "expect schools to be inclusive", "expect it to begin".
                let to_do = tokens.get(index + 1).is_some_and(|to| to.tag == Tag::To)
                    && tokens
                        .get(index + 2)
                        .is_some_and(|verb| verb.tag == Tag::Verb);
                let to_be = next.tag == Tag::Pron && to_do
                    || self
                        .context
                        .people_starting(index)
                        .and_then(|people| tokens.get(people.last + 1))
                        .is_some_and(|next| next.tag == Tag::To);
                // "thought the process fair".
                let judged = cue.class == CueClass::Belief
                    && next.tag.opens_noun_phrase()
                    && self.judgement(at).is_some();
                let said = cue.class == CueClass::Report && self.says_that(at);
                let clause = next.tag == Tag::Sub || self.clause_follows(index);
                (!asks && !to_be && (clause || judged || said))
                    .then_some(at)
            }
            CueObject::Some => {
                let next = tokens.get(at + 1)?;
                // "explained to inspectors that".
                if self.is_told_to_inspectors(at) {
                    return Some(at);
                }
                // "Nurses explain what will change": to those whom they work with.
                let day_work = actor.group == Group::Staff
                    && next.tag == Tag::Sub
                    && !next.is(grammar.that)
                    && !self.is_word(next, "whether")
                    && tokens[at].pos & pos::PAST == 0;
                if day_work {
                    return None;
                }
                let passive_subject = next.tag == Tag::Punct && !next.quoted;
                let about_services = next.tag == Tag::Sub
                    || self.clause_follows(at + 1)
                    || behind().take(REACH).any(|(_, token)| {
                        token.is(grammar.reportable)
                            || token.is(grammar.bad)
                            || token.is(grammar.state_object)
                    });
                (!passive_subject && about_services && actor.group.side() != Side::Professional
                    || about_services && next.tag == Tag::Sub
                    || actor.group.side() == Side::Professional
                        && about_services
                        && self.clause_follows(at + 1)
                    // "Practitioners highlighted the quality of their supervision".
                    || actor.group.side() == Side::Professional
                        && tokens[at].pos & pos::PAST != 0
                        && tokens
                            .get(at + 1)
                            .is_some_and(|next| next.tag == Tag::Det)
                        && about_services
                    // "Schools highlight long waits".
                    || actor.group == Group::Staff
                        && behind()
                            .take(4)
                            .take_while(|(_, token)| token.tag.opens_noun_phrase())
                            .any(|(_, token)| token.is(grammar.bad)))
                .then_some(at)
            }
            CueObject::Reportable | CueObject::Matter if cue.class == CueClass::Report => {
                // "the issues they raise": the object stands before the subject.
                let object = actor.first.checked_sub(1).map(|index| {
                    let joint = tokens[index].tag == Tag::Rel || tokens[index].is(grammar.that);
                    index - usize::from(joint && index > 0)
                });
                // "gaps in respite, which parents also raised".
                let which = actor.group.side() == Side::Family
                    && object.is_some_and(|index| {
                        index + 1 < actor.first && tokens[index].tag == Tag::Comma
                    });
                let before = which
                    || object.is_some_and(|index| {
                        tokens[index].is(grammar.reportable) && tokens[index].tag == Tag::Noun
                    });
                // "the report that leaders shared": something else is handed over.
                if !before
                    && object.is_some_and(|index| {
                        index + 1 < actor.first && tokens[index].tag == Tag::Noun
                    })
                {
                    return None;
                }
                let after = behind()
                    .take(REACH)
                    .take_while(|(_, token)| !matches!(token.tag, Tag::Punct | Tag::Rel))
                    .find(|(index, token)| {
                        token.is(grammar.reportable)
                            && !matches!(token.tag, Tag::Adj | Tag::Rel | Tag::Sub | Tag::Det)
                            // "have raised this repeatedly".
                            || cue.object == CueObject::Matter
                                && *index == at + 1
                                && token.tag == Tag::Pron
                                && token.pos & pos::DET != 0
                            || token.tag == Tag::Sub
                                && *index == at + 1
                                && !token.is(grammar.object_relative)
                    })
                    .filter(|(index, token)| {
                        // "Officers share a clear view of risk": they know.
                        let known = actor.group.side() == Side::Professional
                            && self.is_word(token, "view")
                            && tokens[self.context.phrase_start(*index)].is(grammar.indefinite);
                        let to = if tokens[*index].tag == Tag::Noun { *index } else { *index + 3 };
                        !known && !(*index..=to.min(tokens.len() - 1)).any(|index| {
                            self.cues(index).any(|other| {
                                other.kind == CueKind::Noun && other.class == CueClass::Emotion
                            })
                        })
                    });
                (before || after.is_some()).then_some(at)
            }
            CueObject::Reportable | CueObject::Matter => behind()
                .take(REACH)
                .take_while(|(_, token)| {
                    !matches!(token.tag, Tag::Punct | Tag::Sub | Tag::Rel)
                        || token.is(grammar.reportable)
                })
                .find(|(index, token)| {
                    token.is(grammar.reportable)
                        && (cue.class != CueClass::Appraisal
                            || token.tag == Tag::Adj && self.is_object_complement(at, *index))
                })
                .filter(|(index, _)| {
                    !self.cues(*index).any(|other| {
                        other.kind == CueKind::Noun && other.class == CueClass::Emotion
                    })
                })
                .map(|(_, _)| at),
            // "admitted to inspectors that".
            CueObject::State if self.is_told_to_inspectors(at) => Some(at),
            CueObject::State if self.is_skill(at, actor) => None,
            CueObject::State => self.state_object(at, actor, false).then_some(at),
            CueObject::NamedState => self.state_object(at, actor, true).then_some(at),
        }
    }

    /// The adjective that judges an object: "find the groups helpful", "a role that parents find
    /// invaluable". "Find it hard to" judges nothing.
    pub(super) fn judgement(&self, at: usize) -> Option<usize> {
        let tokens = self.tokens();
        let it = tokens
            .get(at + 1)
            .is_some_and(|next| next.is(self.grammar().singular_pronoun));
        let mut relative = false;
        for index in at + 1..(at + 1 + REACH).min(tokens.len()) {
            let token = &tokens[index];
            let next = tokens.get(index + 1);
            match token.tag {
                Tag::Adj | Tag::Ing | Tag::Participle | Tag::Adv
                    if next.is_none_or(|next| {
                        matches!(
                            next.tag,
                            Tag::Punct | Tag::Comma | Tag::Conj | Tag::Prep | Tag::Sub | Tag::Rel
                        )
                    }) && (token.tag == Tag::Adj || token.pos & pos::ADJ != 0) =>
                {
                    return Some(index);
                }
                // "find the team easy to reach"; and not "find it easy to".
                Tag::Adj
                    if !it
                        && token.is(self.grammar().easy)
                        && next.is_some_and(|next| next.tag == Tag::To) =>
                {
                    return Some(index);
                }
                Tag::Prep
                    if next.is_some_and(|next| {
                        next.is(self.grammar().use_noun)
                            || matches!(next.tag, Tag::Adj | Tag::Quant)
                                && tokens
                                    .get(index + 2)
                                    .is_some_and(|after| after.is(self.grammar().use_noun))
                    }) =>
                {
                    return Some(index);
                }
                Tag::Punct if token.quoted || tokens.get(index + 1).is_some_and(|t| t.quoted) => {}
                Tag::Punct | Tag::Comma if tokens[index - 1].quoted => {}
                // "find the advice that they get there invaluable": which advice is meant.
                Tag::Sub | Tag::Rel
                    if token.is(self.grammar().that) && tokens[index - 1].tag == Tag::Noun =>
                {
                    relative = true;
                }
                tag if relative && tag.is_finite() && tag != Tag::Be => relative = false,
                Tag::Punct | Tag::Comma | Tag::To | Tag::Sub | Tag::Rel => return None,
                tag if tag.is_finite() => return None,
                _ => {}
            }
        }
        None
    }

    /// "do not know which plans are late": what is not known speaks of services.
    pub(super) fn lacks(&self, at: usize) -> bool {
        self.tokens()[self.context.verb_group_start(at)..at]
            .iter()
            .any(|token| token.is(self.grammar().negator))
    }

    /// "know how to keep safe": what somebody can do; but "do not know how to get help".
    pub(super) fn is_skill(&self, at: usize, actor: &Actor) -> bool {
        let tokens = self.tokens();
        let from = at + 1 + usize::from(tokens.get(at + 1).is_some_and(|of| of.tag == Tag::Prep));
        let how_to = tokens.get(from).is_some_and(|how| self.is_word(how, "how"))
            && tokens.get(from + 1).is_some_and(|to| to.tag == Tag::To);
        // "children understand what is expected of them".
        let daily = actor.group == Group::Children
            && tokens.get(from).is_some_and(|what| {
                what.is(self.grammar().object_relative)
                    || what.tag == Tag::Sub
                        && (self.is_word(what, "how") || self.is_word(what, "why"))
            });
        (how_to || daily)
            && !actor.few
            && !tokens[at].is(self.grammar().negator | self.grammar().lacking)
            && !self.lacks(at)
    }

    /// "told the officer that", "told her that": the last token of who is told.
    fn told_to_people(&self, at: usize, teller: &Actor) -> Option<usize> {
        let tokens = self.tokens();
        let grammar = self.grammar();
        let next = tokens.get(at + 1)?;
        // "do not tell the council that": a duty of staff not done, and no account.
        if teller.group.side() == Side::Professional && self.lacks(at) {
            return None;
        }
        let last = if next.tag == Tag::Pron && next.is(self.grammar().object_pronoun) {
            at + 1
        } else {
            let told = self.context.people_starting(at + 1)?;
            // "The forum told leaders about gaps".
            let about = teller.group.side() == Side::Family
                && told.group.side() == Side::Professional
                && tokens.get(told.last + 1).is_some_and(|next| {
                    // "tell staff when they are worried".
                    // "have told officers this".
                    matches!(next.tag, Tag::Prep | Tag::Sub | Tag::Pron)
                        && !next.is(grammar.condition | grammar.hypothetical)
                });
            if about {
                return Some(told.last);
            }
            told.last
        };
        let that = tokens.get(last + 1)?;
        // "have told managers so".
        let so = self.is_word(that, "so")
            && tokens.get(last + 2).is_none_or(|end| end.tag == Tag::Punct);
        (so || that.tag == Tag::Sub && that.is(self.grammar().that)).then_some(last)
    }

    /// "responded in the survey that", "agree that".
    fn says_that(&self, at: usize) -> bool {
        let grammar = self.grammar();
        // "maintains a list of providers that": the clause of something else.
        let near = self.tokens().get(at + 1).is_some_and(|next| {
            matches!(
                next.tag,
                Tag::Sub | Tag::Prep | Tag::Adv | Tag::Comma | Tag::To
            )
        });
        near && self
            .tokens()
            .iter()
            .skip(at + 1)
            .take(REACH)
            .take_while(|token| {
                !matches!(token.tag, Tag::Punct | Tag::Comma | Tag::Ing) && !token.tag.is_finite()
            })
            .find(|token| token.tag == Tag::Sub || token.tag == Tag::Rel)
            .is_some_and(|token| token.tag == Tag::Sub && token.is(grammar.that))
    }

    /// "call it a lifeline", "call the process ‘a lottery’".
    fn is_called(&self, at: usize) -> bool {
        let tokens = self.tokens();
        let mut index = at + 1;
        if tokens
            .get(index)
            .is_some_and(|token| token.tag == Tag::Pron)
        {
            index += 1;
        } else {
            let from = index;
            while tokens.get(index).is_some_and(|token| {
                token.tag.opens_noun_phrase() && (index == from || token.tag != Tag::Det)
            }) {
                index += 1;
            }
            if index == from {
                return false;
            }
        }
        tokens.get(index).is_some_and(|token| {
            token.tag == Tag::Det
                || token.tag == Tag::Punct && tokens.get(index + 1).is_some_and(|next| next.quoted)
        })
    }

    /// "explained to inspectors", "spoke with us": whether those who are told stand right behind the verb.
    pub(super) fn is_told_to_inspectors(&self, at: usize) -> bool {
        let tokens = self.tokens();
        tokens
            .get(at + 1)
            .is_some_and(|to| matches!(to.tag, Tag::To | Tag::Prep))
            && tokens
                .get(at + 2)
                .is_some_and(|who| who.is(self.grammar().hearer))
    }

    /// "consider the partnership to be open", "believe the rules to have changed": what something is held to be.
    fn is_held_to_be(&self, at: usize) -> bool {
        let tokens = self.tokens();
        let to = (at + 1..(at + 1 + REACH).min(tokens.len()))
            .take_while(|index| tokens[*index].tag != Tag::Punct)
            .find(|index| tokens[*index].tag == Tag::To);
        to.is_some_and(|to| {
            to > at + 1
                && tokens
                    .get(to + 1)
                    .is_some_and(|be| matches!(be.tag, Tag::Be | Tag::Have))
        })
    }

    /// "find the toolkit helpful": the adjective stands behind the object.
    pub(super) fn is_object_complement(&self, verb: usize, adjective: usize) -> bool {
        let tokens = self.tokens();
        let object = tokens[verb + 1..adjective]
            .iter()
            .any(|token| matches!(token.tag, Tag::Noun | Tag::Pron | Tag::Quant));
        object
            && tokens
                .get(adjective + 1)
                .is_none_or(|next| !matches!(next.tag, Tag::Noun | Tag::To))
    }

    /// Whether what is known is the state of services rather than one child, a person or a day's task.
    pub(super) fn state_object(&self, at: usize, actor: &Actor, named: bool) -> bool {
        let tokens = self.tokens();
        let grammar = self.grammar();
        let mut index = self.context.past_aside(at + 1);
        let Some(next) = tokens.get(index) else {
            return true;
        };
        if next.tag == Tag::Punct {
            return actor.group == Group::Leaders;
        }
        while tokens
            .get(index)
            .is_some_and(|t| matches!(t.tag, Tag::Adv | Tag::Neg))
        {
            index += 1;
        }
        // "recognises, but has not yet resolved, the mismatch".
        if tokens.get(index).is_some_and(|t| t.tag == Tag::Comma)
            && tokens.get(index + 1).is_some_and(|t| t.tag == Tag::Conj)
            && let Some(close) = (index + 2..(index + 2 + REACH).min(tokens.len()))
                .find(|at| tokens[*at].tag == Tag::Comma)
        {
            index = close + 1;
        }
        let next = tokens.get(index).unwrap_or(next);
        // "evaluate and respond to gaps": the object is shared.
        if tokens.get(index).is_some_and(|t| t.tag == Tag::Conj)
            && tokens.get(index + 1).is_some_and(|t| t.tag == Tag::Verb)
        {
            index += 2;
            while tokens
                .get(index)
                .is_some_and(|t| matches!(t.tag, Tag::Prep | Tag::To | Tag::Adv))
            {
                index += 1;
            }
        }
        let family = actor.group.side() == Side::Family;
        // "the weaknesses that leaders have identified are", "What leaders do not know is".
        let object = actor.first.checked_sub(1).map(|index| {
            let joint = tokens[index].tag == Tag::Rel || tokens[index].is(grammar.that);
            index - usize::from(joint && index > 0)
        });
        if actor.group == Group::Leaders
            && object.is_some_and(|object| {
                tokens[object].tag == Tag::Noun && tokens[object].is(grammar.state_object)
                    || tokens[object].is(grammar.object_relative)
            })
        {
            return true;
        }
        // "rates are high, which leaders have identified".
        if actor.group == Group::Leaders
            && actor.first > 0
            && tokens[actor.first - 1].tag == Tag::Rel
            && matches!(next.tag, Tag::Conj | Tag::Comma | Tag::Adv)
        {
            return true;
        }
        // The head of the object: the last noun of its first phrase.
        let mut head = None;
        for (place, token) in tokens.iter().enumerate().skip(index).take(REACH) {
            match token.tag {
                Tag::Sub if family => return true,
                // "recognise when learning has stalled".
                Tag::Sub if head.is_none() && self.is_word(token, "when") => return false,
                Tag::Pron | Tag::Rel if family && token.pos & pos::REL != 0 => return true,
                // What staff know beyond a clause with "that" is the day's work.
                Tag::Sub if actor.group == Group::Staff => {
                    // "recognise that a child requires help".
                    let of_child = tokens[place + 1..]
                        .iter()
                        .take(2)
                        .any(|token| token.is(grammar.day_work));
                    // "do not know where to send them".
                    let what_to_do = self.lacks(at)
                        && tokens
                            .get(place + 1)
                            .is_some_and(|next| next.tag == Tag::To);
                    return (token.is(grammar.that) || self.lacks(at))
                        && head.is_none()
                        && (!of_child || what_to_do);
                }
                // "identified which schools need help".
                Tag::Det if token.pos & pos::REL != 0 && head.is_none() => {
                    return actor.group != Group::Staff
                        || self.lacks(at) && !self.names_day_work(place, 5);
                }
                Tag::Sub => {
                    return head.is_some_and(|h: usize| tokens[h].is(grammar.state_object))
                        || !tokens[index..=place].iter().any(|t| t.is(grammar.day_work))
                            && (actor.group != Group::Staff || token.pos & pos::REL == 0);
                }
                Tag::Noun => head = Some(place),
                Tag::Det
                | Tag::Adj
                | Tag::Quant
                | Tag::Num
                | Tag::PossPron
                | Tag::Poss
                | Tag::Adv => {}
                Tag::Ing | Tag::Participle if head.is_none() => {}
                Tag::Conj | Tag::Comma if head.is_none() => {}
                // "know this", "whom to ask".
                Tag::Pron
                    if token.pos & pos::DET != 0
                        && tokens.get(place + 1).is_none_or(|next| {
                            matches!(
                                next.tag,
                                Tag::Punct | Tag::Conj | Tag::Comma | Tag::Adv | Tag::Prep
                            )
                        }) =>
                {
                    return true;
                }
                // "understand them": persons, not how services stand.
                Tag::Pron => {
                    return !family
                        && actor.group == Group::Leaders
                        && !token.is(grammar.plural_pronoun);
                }
                Tag::To if family && head.is_some() => break,
                Tag::To => return head.is_some() || family,
                _ => break,
            }
        }
        let Some(head) = head else {
            // "know enough about", "know little of".
            let amount = tokens
                .get(index)
                .is_some_and(|token| token.tag == Tag::Quant)
                && tokens
                    .get(index + 1)
                    .is_some_and(|token| token.tag == Tag::Prep);
            if amount {
                return actor.group != Group::Staff
                    || !self.names_day_work(index + 2, REACH) && next.is(grammar.few);
            }
            return matches!(next.tag, Tag::Sub | Tag::Prep | Tag::Pron | Tag::Rel)
                && (family || actor.group == Group::Leaders);
        };
        let phrase = &tokens[index..=head];
        // "understand each child’s needs in detail".
        let one_child = actor.group == Group::Staff
            && phrase.windows(2).any(|pair| {
                pair[1].tag == Tag::Poss
                    && pair[0].is(self.context.pack.names.family[1])
                    && pair[0].pos & pos::PLURAL == 0
            });
        if one_child {
            return false;
        }
        if tokens[head].is(grammar.state_object)
            || phrase
                .iter()
                .any(|token| token.is(grammar.state_object) && token.is(grammar.day_work))
        {
            return true;
        }
        // "identified transitions as a weakness".
        let labelled = tokens[head..]
            .iter()
            .take(REACH)
            .skip_while(|token| token.tag != Tag::Prep || !self.is_word(token, "as"))
            .take(5)
            .any(|token| token.is(grammar.state_object));
        if labelled {
            return true;
        }
        let day_work = phrase.iter().any(|token| token.is(grammar.day_work))
            || tokens[head].is(self.context.pack.names.any_actor);
        // "Leaders know their children and services well".
        let well = tokens[head..]
            .iter()
            .take(REACH)
            .take_while(|token| token.tag != Tag::Punct)
            .any(|token| token.is(grammar.well));
        let child_alone = (tokens[head].is(self.context.pack.names.family[1])
            || tokens[head].is(grammar.team))
            && tokens
                .get(head + 1)
                .is_none_or(|next| !matches!(next.tag, Tag::Conj | Tag::Comma | Tag::Poss));
        if actor.group == Group::Leaders && well && !named && !child_alone {
            return true;
        }
        match actor.group {
            _ if named => false,
            // "know the routines", "know their caseloads": daily life and the day's work.
            Group::Children | Group::Staff => phrase
                .iter()
                .any(|token| token.is(grammar.systems) && !token.is(grammar.day_work)),
            _ => !day_work,
        }
    }
}
