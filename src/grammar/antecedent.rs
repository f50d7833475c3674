//! Whom a pronoun or a bare number stands for: "they", "some", "those who replied".

use super::phrase::{Actor, Context};
use super::subject::Subject;
use super::tag::Tag;
use crate::facts::{Group, Side};
use crate::pack::lexicon::{ClassSet, pos};

/// How many sentences back a feeling's holder is looked for.
const NEAR: usize = 3;

impl Context<'_> {
    /// "those who replied to the survey": those of the passage, or, if it names nobody, people who use
    /// the services.
    pub(super) fn those_who(&self, at: usize) -> Option<Actor> {
        self.named_by_deed(at).map(|group| {
            // "Leaders have held events, but those who came felt", "Staff answer calls. Those who have used the
            // line": not they themselves.
            let named = self
                .antecedent_of(at, false, true)
                .filter(|who| who.group.side() != Side::Professional);
            Actor {
                first: at,
                last: at,
                group: group
                    .or(named.map(|who| who.group))
                    .unwrap_or(Group::Parents),
                weak: false,
                few: false,
                elsewhere: named.and_then(|who| who.elsewhere),
            }
        })
    }

    /// Whether "those who …" begins here, and the group that their deed tells: those who lead, those who
    /// teach.
    pub(super) fn named_by_deed(&self, at: usize) -> Option<Option<Group>> {
        let tokens = self.tokens();
        let next = tokens.get(at + 1);
        let who = next.is_some_and(|next| next.is(self.grammar.who));
        // "those living in villages".
        let living = tokens[at].pos & pos::DET != 0
            && next.is_some_and(|next| matches!(next.tag, Tag::Ing | Tag::Participle));
        let those = (matches!(tokens[at].tag, Tag::Pron | Tag::Det)
            // "Many who replied".
            || tokens[at].tag == Tag::Quant && who)
            && (who || living && tokens[at].is(self.grammar.those));
        those.then(|| {
            let verb = tokens[at + 1 + usize::from(who)..]
                .iter()
                .find(|token| token.tag != Tag::Adv);
            let does = |class| verb.is_some_and(|verb| verb.is(class));
            if does(self.grammar.leading) {
                Some(Group::Leaders)
            } else if does(self.grammar.serving) {
                Some(Group::Staff)
            } else {
                None
            }
        })
    }

    /// A pronoun or bare quantifier before the verb group.
    pub(super) fn subject_pronoun(&self, at: usize, _steps: usize) -> Subject {
        let tokens = self.tokens();
        let token = &tokens[at];
        let first = if at > 0 && matches!(tokens[at - 1].tag, Tag::Quant | Tag::Adv) {
            at - 1
        } else {
            at
        };
        let singular = token.is(self.grammar.singular_pronoun);
        let plural = token.is(self.grammar.plural_pronoun | self.grammar.partitive)
            || token.tag == Tag::Quant
            || (token.tag == Tag::Pron
                && token.pos & pos::DET != 0
                && token.end - token.start == 5);
        if !singular && !plural {
            return Subject::Other;
        }
        if let Some(who) = self.those_who(at) {
            return Subject::People(who);
        }
        let named = if singular || token.is(self.grammar.plural_pronoun) {
            self.antecedent(first, singular)
        } else {
            // "those", "many", "others" are never one body.
            self.antecedent_of(first, singular, true)
        };
        // "Of those who replied, a third were": told of before in the sentence.
        let named = named.or_else(|| (0..=at).rev().find_map(|index| self.those_who(index)));
        match named {
            Some(who) => {
                let few = self.is_few(at);
                // "A small number feel".
                let first = if token.is(self.grammar.partitive) {
                    self.phrase_start(at)
                } else {
                    at
                };
                Subject::People(Actor {
                    first,
                    last: at,
                    few,
                    weak: false,
                    ..who
                })
            }
            None => Subject::Unknown,
        }
    }

    /// Whom a pronoun at `at` stands for: the last subject of the sentence before it, or of the
    /// sentences before this one in the paragraph.
    pub(crate) fn antecedent(&self, at: usize, singular: bool) -> Option<Actor> {
        self.antecedent_of(at, singular, false)
    }

    /// Whose a feeling is that "their" tells of: the family's, where the passage has named them, for
    /// staff and leaders stand near it as those who cause it.
    pub(crate) fn antecedent_who_feels(&self, at: usize) -> Option<Actor> {
        let nearest = self.antecedent(at, false);
        // In the midst of a sentence it is told of its own subject.
        if at > 1 {
            return nearest;
        }
        if nearest.is_some_and(|who| who.group.side() == Side::Family) {
            return nearest;
        }
        (self.index.saturating_sub(NEAR)..=self.index)
            .rev()
            .find_map(|sentence| {
                self.people_of(sentence)
                    .into_iter()
                    .map(|(actor, _)| actor)
                    .filter(|actor| sentence < self.index || actor.last < at)
                    .rfind(|actor| actor.group.side() == Side::Family)
                    .map(|actor| Actor {
                        elsewhere: Some((sentence, actor.first, actor.last)),
                        ..actor
                    })
            })
            .or(nearest)
    }

    /// As [`Self::antecedent`]; `many` leaves out single bodies.
    pub(super) fn antecedent_of(&self, at: usize, singular: bool, many: bool) -> Option<Actor> {
        let here = self.people_of(self.index).into_iter().rev();
        let fits = |actor: &Actor, sentence: usize| {
            let tokens = &self.sentences[sentence].tokens;
            let last = &tokens[actor.last];
            // "A clerk rings": one person of the services is not "they"; "the chair and her deputy" are.
            let joined = tokens[actor.first..actor.last]
                .iter()
                .any(|token| token.tag == Tag::Conj);
            // "know what to do when a child is quiet, and they": anybody’s child.
            let case = tokens[actor.first].is(self.grammar.indefinite)
                && last.pos & pos::PLURAL == 0
                && actor.first > 0
                && tokens[actor.first - 1].tag == Tag::Sub;
            if case && !singular {
                return false;
            }
            let is_plural = last.pos & pos::PLURAL != 0
                || last.is(self.grammar.collective)
                || joined
                || last.pos & pos::NOUN == 0;
            if singular {
                let body = actor.group == Group::Leaders && !last.is(self.grammar.member)
                    || last.is(self.grammar.body)
                    || last.capital && last.pos & pos::NOUN != 0;
                body && (last.pos & pos::PLURAL == 0 || last.capital && actor.first != actor.last)
            } else if many {
                // "Some describe a child’s strengths, but too many": one child is not many.
                let owns = tokens
                    .get(actor.last + 1)
                    .is_some_and(|next| next.tag == Tag::Poss);
                if owns && last.pos & pos::PLURAL == 0 {
                    return false;
                }
                // "Parents say that staff are kind, and many": of whom it is said.
                let told_of = sentence == self.index
                    && tokens[..actor.first]
                        .iter()
                        .any(|token| token.tag == Tag::Sub && token.is(self.grammar.that));
                last.pos & pos::PLURAL != 0
                    || last.is(self.grammar.collective) && !told_of
                    || !last.is(self.grammar.body) && actor.group.side() == Side::Family
            } else {
                is_plural || actor.group.side() == Side::Family
            }
        };
        let before: Vec<(Actor, bool)> = here
            // "the children they describe": somebody else describes them.
            .filter(|(actor, _)| {
                let contact = actor.last + 1 == at
                    || actor.last + 2 == at && self.tokens()[at - 1].tag == Tag::Rel;
                actor.last < at && !contact && fits(actor, self.index)
            })
            .collect();
        let subject = before.iter().find(|(_, subject)| *subject);
        // "They have built places for children with autism, as they had found …": as the one before.
        if subject.is_none()
            && let Some((passed, one)) = self.subject_pronoun_before(at, singular)
        {
            return self.antecedent_of(passed, one, many);
        }
        let subject = subject.map(|nearest| {
            self.subject_gone_on_with(at, nearest, &before)
                .or_else(|| self.whom_it_is_for(at, nearest, &before))
                .unwrap_or(nearest)
        });
        let pick = subject.or(before.first());
        if let Some((actor, _)) = pick {
            return Some(Actor {
                elsewhere: Some((self.index, actor.first, actor.last)),
                ..*actor
            });
        }
        for sentence in (0..self.index).rev() {
            // "The forum has grown. It meets the board. Its members …": a pronoun passes it on.
            if let Some((passed, one)) = self.opening_pronoun(sentence, singular) {
                let context = Context {
                    index: sentence,
                    ..*self
                };
                return context.antecedent_of(passed, one, many);
            }
            let people = self.people_of(sentence);
            // "Their evaluation is candid. They have": whose it is goes on.
            if !singular
                && people.iter().all(|(_, subject)| !subject)
                && let Some(passed) = self.opening_owner(sentence)
            {
                let context = Context {
                    index: sentence,
                    ..*self
                };
                return context.antecedent_of(passed, singular, many);
            }
            let fitting: Vec<_> = people
                .iter()
                .filter(|(actor, _)| fits(actor, sentence))
                .collect();
            // "The views of parents are sought by leaders": not those behind "by".
            let agent = |actor: &Actor| {
                actor.first > 0
                    && self.sentences[sentence].tokens[actor.first - 1].is(self.grammar.by)
            };
            if let Some((actor, _)) = fitting
                .iter()
                .find(|(_, subject)| *subject)
                .or_else(|| fitting.iter().rfind(|(actor, _)| !agent(actor)))
                .or(fitting.last())
            {
                return Some(Actor {
                    elsewhere: Some((sentence, actor.first, actor.last)),
                    ..*actor
                });
            }
        }
        None
    }

    /// "Leaders know that pupils have lost time, but they do not": whom the sentence is about, and not the
    /// subject of a clause in it.
    fn subject_gone_on_with<'p>(
        &self,
        at: usize,
        nearest: &(Actor, bool),
        before: &'p [(Actor, bool)],
    ) -> Option<&'p (Actor, bool)> {
        let tokens = self.tokens();
        let joined = at >= 2 && tokens[at - 1].tag == Tag::Conj && tokens[at - 2].tag == Tag::Comma;
        let found = before.iter().rfind(|(_, subject)| *subject)?;
        let main = &found.0;
        let inside = joined
            && main.last < nearest.0.first
            && tokens[main.last..nearest.0.first]
                .iter()
                .any(|token| token.tag == Tag::Sub && token.is(self.grammar.that));
        // What families tell of staff may go on to be of staff.
        let tells =
            main.group.side() == Side::Professional && nearest.0.group.side() == Side::Family;
        // "are happy with the way that officers guide them, but many": in a clause about a noun.
        let about_noun = (1..nearest.0.first).rev().find(|at| {
            !matches!(
                tokens[*at].tag,
                Tag::Det | Tag::Adj | Tag::Noun | Tag::Quant
            )
        });
        let about_noun = about_noun.is_some_and(|at| {
            at > main.last
                && matches!(tokens[at].tag, Tag::Rel | Tag::Sub)
                && tokens[at].is(self.grammar.that)
                && tokens[at - 1].tag == Tag::Noun
        });
        let opens = tokens[..main.first]
            .iter()
            .all(|token| !matches!(token.tag, Tag::Sub | Tag::Rel));
        (inside && (tells || about_noun) && opens).then_some(found)
    }

    /// "Officers go through drafts with parents so that they feel": those for whom something is done, where
    /// others do it.
    fn whom_it_is_for<'p>(
        &self,
        at: usize,
        nearest: &(Actor, bool),
        before: &'p [(Actor, bool)],
    ) -> Option<&'p (Actor, bool)> {
        let tokens = self.tokens();
        let purpose = at >= 2
            && tokens[at - 1].is(self.grammar.that)
            && tokens[at - 2].is(self.grammar.so)
            && nearest.0.group.side() == Side::Professional;
        if !purpose {
            return None;
        }
        before.iter().find(|(who, subject)| {
            !subject && who.first > nearest.0.last && who.group.side() == Side::Family
        })
    }

    /// The first pronoun of the same number that is the subject of a verb before `at`, and whether it stands
    /// for one: "Some", "Its members" as well.
    fn subject_pronoun_before(&self, at: usize, singular: bool) -> Option<(usize, bool)> {
        let tokens = self.tokens();
        let class = self.pronouns(singular);
        (0..at).find_map(|index| {
            let token = &tokens[index];
            if token.tag == Tag::Pron
                && token.is(class)
                && !token.is(self.grammar.object_pronoun)
                && tokens[index + 1].tag.is_finite()
            {
                return Some((index, singular));
            }
            if singular {
                return None;
            }
            // "Some have little faith in the council and write because they".
            let opens = index.checked_sub(1).is_none_or(|before| {
                matches!(
                    tokens[before].tag,
                    Tag::Comma | Tag::Conj | Tag::Punct | Tag::Sub
                )
            });
            let counted = token.tag == Tag::Quant
                && token.is(self.grammar.partitive)
                && tokens[index + 1].tag.is_finite();
            match () {
                () if opens && counted => Some((index, false)),
                () if opens && self.own_members(index) => Some((index, true)),
                () => None,
            }
        })
    }

    fn pronouns(&self, singular: bool) -> ClassSet {
        if singular {
            self.grammar.singular_pronoun
        } else {
            self.grammar.plural_pronoun
        }
    }

    /// The "their" that a sentence begins with.
    fn opening_owner(&self, sentence: usize) -> Option<usize> {
        let tokens = &self.sentences[sentence].tokens;
        let first = tokens
            .iter()
            .position(|token| !matches!(token.tag, Tag::Adv | Tag::Comma))?;
        (sentence > 0
            && tokens[first].tag == Tag::PossPron
            && tokens[first].is(self.grammar.plural_possessive))
        .then_some(first)
    }

    /// Whether "its members" begins at `at`: those of a body named before.
    fn own_members(&self, at: usize) -> bool {
        let tokens = self.tokens();
        tokens[at].tag == Tag::PossPron
            && tokens[at + 1..]
                .iter()
                .take(3)
                .find(|token| token.tag != Tag::Adj)
                .is_some_and(|head| head.is(self.grammar.member) && head.pos & pos::PLURAL != 0)
    }

    /// The pronoun of the same number that a sentence begins with, and whether it stands for one.
    pub(super) fn opening_pronoun(&self, sentence: usize, singular: bool) -> Option<(usize, bool)> {
        let class = self.pronouns(singular);
        let context = Context {
            index: sentence,
            ..*self
        };
        let tokens = context.tokens();
        let first = tokens
            .iter()
            .position(|token| !matches!(token.tag, Tag::Adv | Tag::Comma))?;
        if sentence == 0 {
            return None;
        }
        if !singular && context.own_members(first) {
            return Some((first, true));
        }
        // "Many praise the nurses. Others …": those who are counted pass it on, too.
        let counted = !singular
            && tokens[first].tag == Tag::Quant
            && tokens
                .get(first + 1)
                .is_some_and(|next| next.tag.is_verbal());
        // "Members of the group advise leaders. Members …".
        let members = !singular
            && tokens[first].tag == Tag::Noun
            && tokens[first].is(self.grammar.member)
            && tokens[first].pos & pos::PLURAL != 0
            && context.people_in(first, first).is_none();
        let subject =
            tokens[first].is(class) && tokens[first].tag == Tag::Pron || counted || members;
        subject.then_some((first, singular))
    }

    /// Of which family side "those" are: of the nearest that the sentence has named, or the one before it.
    fn family_before(&self, people: &[(Actor, bool)]) -> Option<Group> {
        let family = |group: &Group| group.side() == Side::Family;
        let here = people.iter().rev().map(|(who, _)| who.group).find(family);
        here.or_else(|| {
            let before = &self.sentences[self.index.checked_sub(1)?];
            let mut named = before
                .tokens
                .iter()
                .rev()
                .filter_map(|token| self.group(token));
            named.find(family)
        })
    }

    /// The people named in a sentence of the paragraph, in order, with whether they are a subject.
    pub(crate) fn people_of(&self, sentence: usize) -> Vec<(Actor, bool)> {
        let context = Context {
            index: sentence,
            ..*self
        };
        let tokens = context.tokens();
        let mut people: Vec<(Actor, bool)> = Vec::new();
        for last in 0..tokens.len() {
            // "those who replied".
            if let Some(group) = context.named_by_deed(last) {
                let counted = last > 1
                    && tokens[last - 1].tag == Tag::Prep
                    && (tokens[last - 2].is(context.grammar.partitive)
                        || matches!(tokens[last - 2].tag, Tag::Quant | Tag::Num | Tag::Adv));
                let subject = counted || last == 0 || tokens[last - 1].tag != Tag::Prep;
                let those = Actor {
                    first: last,
                    last: last + 1,
                    group: group
                        .or_else(|| context.family_before(&people))
                        .unwrap_or(Group::Parents),
                    weak: false,
                    few: false,
                    elsewhere: None,
                };
                people.push((those, subject));
                continue;
            }
            let possessor = tokens
                .get(last + 1)
                .is_some_and(|next| next.tag == Tag::Poss);
            let head = tokens[last].tag == Tag::Noun
                && tokens
                    .get(last + 1)
                    .is_none_or(|next| next.tag != Tag::Noun);
            if !head
                || !tokens[last].is(context.pack.names.any_actor
                    | context.grammar.member
                    | context.grammar.body)
                    && !tokens[last].capital
            {
                continue;
            }
            if let Some(actor) = context.people_ending(last) {
                if actor.weak {
                    continue;
                }
                // "nine in ten pupils", "most of the parents": the people are the subject.
                let counted = actor.first > 1
                    && tokens[actor.first - 1].tag == Tag::Prep
                    && (tokens[actor.first - 2].is(context.grammar.partitive)
                        || matches!(tokens[actor.first - 2].tag, Tag::Quant | Tag::Num))
                    // "Pupils in three of the schools".
                    && !context.hangs_on(context.phrase_start(actor.first - 2));
                let in_phrase = actor.first > 0
                    && !counted
                    && matches!(
                        tokens[actor.first - 1].tag,
                        // "The forum is an equal partner": what it is.
                        Tag::Prep
                            | Tag::To
                            | Tag::Verb
                            | Tag::Ing
                            | Tag::Participle
                            | Tag::Have
                            | Tag::Be
                    );
                people.retain(|(known, _)| known.last < actor.first || known.first > actor.last);
                people.push((actor, !in_phrase && !possessor));
            }
        }
        people
    }
}
