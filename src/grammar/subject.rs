//! Whose subject a predicate has: the walk from a verb back over its modifiers.

use super::phrase::{Actor, Context, MAX_STEPS};
use super::tag::Tag;
use crate::pack::lexicon::pos;

/// Who does what a verb says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Subject {
    /// People that the pack knows.
    People(Actor),
    /// Something else.
    Other,
    /// Not to be found.
    Unknown,
}

/// Whether people are named who may know and feel; services and teams are things as well.
fn is_somebody(subject: &Subject) -> bool {
    matches!(subject, Subject::People(people) if !people.weak)
}

impl Context<'_> {
    /// Who does what the verb group starting at `group` says.
    pub(crate) fn subject(&self, group: usize) -> Subject {
        match self.subject_before(group, MAX_STEPS) {
            Subject::People(people) => Subject::People(self.joined_to_pronoun(people)),
            subject => subject,
        }
    }

    /// "They and the officers", "Both they and schools": a pronoun joined to the people behind it.
    fn joined_to_pronoun(&self, people: Actor) -> Actor {
        let tokens = self.tokens();
        let Some(pronoun) = people.first.checked_sub(2) else {
            return people;
        };
        let joins = tokens[pronoun + 1].tag == Tag::Conj
            && !tokens[pronoun + 1].is(self.grammar.but)
            && tokens[pronoun].tag == Tag::Pron
            && tokens[pronoun].is(self.grammar.plural_pronoun)
            && !tokens[pronoun].is(self.grammar.object_pronoun);
        match self.antecedent(pronoun, false).filter(|_| joins) {
            Some(who) => Actor {
                first: pronoun,
                group: who.group.join(people.group),
                ..people
            },
            None => people,
        }
    }

    pub(super) fn subject_before(&self, group: usize, steps: usize) -> Subject {
        let tokens = self.tokens();
        let Some(at) = group.checked_sub(1) else {
            return Subject::Unknown;
        };
        if steps == 0 {
            return Subject::Unknown;
        }
        // "The youth panel, ‘Our Say’, said": a name between commas.
        if tokens[at].tag == Tag::Comma
            && let Some(comma) = self.before_quotation(at).checked_sub(1)
            && comma + 1 < at
            && tokens[comma].tag == Tag::Comma
        {
            return self.subject_before(comma, steps.saturating_sub(1));
        }
        match tokens[at].tag {
            Tag::Noun | Tag::Num => self.subject_ending(at, steps),
            // "a place there", "interns themselves": neither is the subject.
            Tag::Pron
                if tokens[at].is(self.grammar.reflexive)
                    || tokens[at].is(self.grammar.there)
                        && at > 0
                        && matches!(
                            tokens[at - 1].tag,
                            Tag::Noun | Tag::Verb | Tag::Ing | Tag::Participle
                        ) =>
            {
                self.subject_before(at, steps.saturating_sub(1))
            }
            // "Parents who received one were".
            Tag::Pron
                if tokens[at].pos & pos::NUM != 0 && at > 0 && tokens[at - 1].tag == Tag::Verb =>
            {
                self.above_verb(at - 1, None, steps.saturating_sub(1))
            }
            Tag::Pron if self.is_object_pronoun(at) => {
                let people = self.antecedent(at, false).map(|who| Actor {
                    first: at,
                    last: at,
                    ..who
                });
                match tokens[at - 1].tag {
                    Tag::Prep | Tag::To if at >= 2 => {
                        self.above_preposition(at - 2, people, at, steps.saturating_sub(1))
                    }
                    _ => self.above_verb(at - 1, people, steps.saturating_sub(1)),
                }
            }
            // "staff and families both value", "the parents all say".
            Tag::Quant
                if at > 0
                    && tokens[at - 1].tag == Tag::Noun
                    && self.people_ending(at - 1).is_some() =>
            {
                self.subject_ending(at - 1, steps)
            }
            Tag::Pron | Tag::Quant | Tag::Det => self.subject_pronoun(at, steps),
            Tag::Adj if tokens[at].is(self.pack.names.any_actor) => self.subject_ending(at, steps),
            Tag::Rel => match at.checked_sub(1) {
                Some(of) if tokens[of].tag == Tag::Prep => self.counted_of_relative(of, steps),
                Some(before) => self.antecedent_of_relative(before, steps),
                None => Subject::Unknown,
            },
            Tag::Sub
                if tokens[at].pos & pos::REL != 0 && at > 0 && tokens[at - 1].tag == Tag::Noun =>
            {
                self.antecedent_of_relative(at - 1, steps)
            }
            Tag::Punct if self.words_of_closing(at) => self.subject_after_bracket(at, steps),
            Tag::Punct if at > 0 && tokens[at].quoted | tokens[at - 1].quoted => {
                self.subject_before(at, steps.saturating_sub(1))
            }
            Tag::Conj | Tag::Comma => self.shared_subject(at, steps),
            Tag::To => self.infinitive_subject(at, steps),
            Tag::Verb => self.above_contact_clause(at, steps),
            // "Those who have been suspended say".
            Tag::Participle | Tag::Adj | Tag::Ing => {
                self.above_verb(at, None, steps.saturating_sub(1))
            }
            // "young people aged 16 and over".
            Tag::Prep | Tag::Adv
                if at >= 2 && tokens[at - 1].tag == Tag::Conj && tokens[at - 2].tag == Tag::Num =>
            {
                self.subject_before(at - 1, steps.saturating_sub(1))
            }
            // "more than once".
            Tag::Prep if tokens.get(at + 1).is_some_and(|next| next.tag == Tag::Adv) => {
                self.subject_before(at, steps.saturating_sub(1))
            }
            Tag::Adv | Tag::Neg => self.subject_before(at, steps.saturating_sub(1)),
            _ => Subject::Unknown,
        }
    }

    /// "those who use these report", "through it": a pronoun that ends a modifier of the subject.
    pub(super) fn is_object_pronoun(&self, at: usize) -> bool {
        let tokens = self.tokens();
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        match tokens[before].tag {
            Tag::Prep => true,
            // "who spoke to us".
            Tag::To => true,
            Tag::Verb | Tag::Ing | Tag::Participle => {
                tokens[at].is(self.grammar.object_pronoun)
                    && (tokens[..before].iter().any(|token| token.tag == Tag::Rel)
                        || tokens[before].tag == Tag::Ing)
            }
            _ => false,
        }
    }

    /// "the settings these children attend do not …": the phrase before a clause without "that".
    pub(super) fn above_contact_clause(&self, verb: usize, steps: usize) -> Subject {
        let tokens = self.tokens();
        let group = self.chain_start(verb);
        let Some(before) = group.checked_sub(1) else {
            return Subject::Unknown;
        };
        // "those who could not pay said".
        if tokens[before].tag == Tag::Rel {
            return self.above_relative(before, steps);
        }
        let start = if tokens[before].tag == Tag::Noun {
            self.phrase_start(before)
        } else {
            before
        };
        // "young people with whom inspectors met feel".
        if start > 0 && tokens[start - 1].tag == Tag::Rel {
            return self.above_relative(start - 1, steps);
        }
        match start.checked_sub(1) {
            Some(head)
                if matches!(tokens[before].tag, Tag::Noun | Tag::Pron)
                    && tokens[head].tag == Tag::Noun =>
            {
                self.subject_ending(head, steps.saturating_sub(1))
            }
            _ => Subject::Unknown,
        }
    }

    /// The number that is counted out of the one at `of`: "eight in 10", "nine out of 10".
    fn counted_out_of(&self, of: usize) -> Option<usize> {
        let tokens = self.tokens();
        let preposition = of
            .checked_sub(1)
            .filter(|index| tokens[*index].tag == Tag::Prep)?;
        let mut head = preposition.checked_sub(1)?;
        if matches!(tokens[head].tag, Tag::Adv | Tag::Prep) {
            head = head.checked_sub(1)?;
        }
        (tokens[head].tag == Tag::Num && !self.hangs_on(head)).then_some(head)
    }

    /// The word that opens a subordinate clause whose subject ends at `last`: "because they", "when a place".
    fn subordinate_of(&self, last: usize) -> Option<usize> {
        let tokens = self.tokens();
        let start = match tokens[last].tag {
            Tag::Pron => last,
            Tag::Noun => self.phrase_start(last),
            _ => return None,
        };
        start
            .checked_sub(1)
            .filter(|sub| tokens[*sub].tag == Tag::Sub && !tokens[*sub].is(self.grammar.that))
    }

    /// Where the verb group of `verb` begins, or of the verb that a chain of infinitives hangs on: "who want to
    /// work with", "who manage to get there".
    fn chain_start(&self, verb: usize) -> usize {
        let tokens = self.tokens();
        let mut group = self.verb_group_start(verb);
        while group >= 2 && tokens[group - 1].tag == Tag::To && tokens[group - 2].tag.is_verbal() {
            group = self.verb_group_start(group - 2);
        }
        group
    }

    pub(super) fn words_of_closing(&self, at: usize) -> bool {
        // A closing bracket: some opening one stands before it with only nouns between.
        let tokens = self.tokens();
        tokens[at].end - tokens[at].start == 1
            && at >= 2
            && tokens[..at]
                .iter()
                .rev()
                .take(8)
                .any(|token| token.tag == Tag::Punct)
            && matches!(tokens[at - 1].tag, Tag::Noun | Tag::Adv | Tag::Num)
    }

    pub(super) fn subject_after_bracket(&self, at: usize, steps: usize) -> Subject {
        let tokens = self.tokens();
        match (0..at)
            .rev()
            .take(8)
            .find(|index| tokens[*index].tag == Tag::Punct)
        {
            Some(open) if open > 0 => self.subject_before(open, steps.saturating_sub(1)),
            _ => Subject::Unknown,
        }
    }

    /// A phrase of people or things that ends right before the verb group.
    pub(super) fn subject_ending(&self, last: usize, steps: usize) -> Subject {
        if steps == 0 {
            return Subject::Unknown;
        }
        let tokens = self.tokens();
        let people = self.people_ending(last);
        let first = people.map_or_else(|| self.phrase_start(last), |people| people.first);
        let first = self.before_quotation(first);
        if people.is_none() {
            // "A number told inspectors", "Its members feel": counted or counted in, and named before.
            if tokens[last].is(self.grammar.member) && !self.hangs_on(first) {
                return match self.antecedent(first, true) {
                    Some(who) => Subject::People(Actor {
                        first,
                        last,
                        weak: false,
                        ..who
                    }),
                    None => Subject::Unknown,
                };
            }
            if tokens[last].is(self.grammar.partitive) && !self.hangs_on(first) {
                return self.subject_pronoun(last, steps);
            }
            // "Of the 200 parents who replied, 140 were".
            if tokens[last].tag == Tag::Num
                && let Some(comma) = first.checked_sub(1)
                && tokens[comma].tag == Tag::Comma
                && self.pack.lexicon.lemma_name(tokens[0].lemma) == "of"
                && let Some(who) = self.people_starting(1)
            {
                return Subject::People(Actor { first, last, ..who });
            }
            if tokens[last].is(self.grammar.latter) && !self.hangs_on(first) {
                return self.latter(first, last);
            }
            // "eight in 10 said", "nine out of 10 said".
            if tokens[last].tag == Tag::Num
                && let Some(counted) = self.counted_out_of(first)
            {
                return match self.antecedent_of(counted, false, true) {
                    Some(who) => Subject::People(Actor {
                        first: counted,
                        last,
                        weak: false,
                        ..who
                    }),
                    None => Subject::Unknown,
                };
            }
        }
        let Some(before) = first.checked_sub(1) else {
            return people.map_or(Subject::Other, Subject::People);
        };
        // "Parents who applied this year were".
        if people.is_none()
            && tokens[last].is(self.grammar.time)
            && tokens[first].is(self.grammar.this_time)
            && (tokens[before].tag.is_verbal()
                || matches!(tokens[before].tag, Tag::Pron | Tag::Num | Tag::Noun))
        {
            return self.subject_before(first, steps.saturating_sub(1));
        }
        match tokens[before].tag {
            // "Parents without a place".
            Tag::Prep | Tag::Neg if tokens[before].pos & pos::PREP != 0 => {
                let Some(head) = before.checked_sub(1) else {
                    return people.map_or(Subject::Other, Subject::People);
                };
                self.above_preposition(head, people, last, steps)
            }
            // "Leaders, in agreement with parents, know" and the like stop here.
            Tag::To if tokens[before].tag == Tag::To && before > 0 => {
                self.above_preposition(before - 1, people, last, steps)
            }
            Tag::Verb | Tag::Participle | Tag::Ing | Tag::Have | Tag::Be => {
                self.above_verb(before, people, steps)
            }
            // "a school or AP are": things joined to what the subject's modifier names; "families whose
            // children use the pool or the team say".
            Tag::Conj
                if people.is_none_or(|people| people.weak)
                    && before > 0
                    && matches!(tokens[before - 1].tag, Tag::Noun | Tag::Num) =>
            {
                let mut joined = before - 1;
                // "leaders across health, education and care".
                for _ in 0..MAX_STEPS {
                    let start = self.phrase_start(joined);
                    let list = start > 1
                        && !matches!(tokens[start].tag, Tag::Det | Tag::PossPron)
                        && tokens[start - 1].tag == Tag::Comma
                        && tokens[start - 2].tag == Tag::Noun;
                    if !list {
                        break;
                    }
                    joined = start - 2;
                }
                match (self.subject_ending(joined, steps.saturating_sub(1)), people) {
                    (Subject::People(above), Some(weak)) if above.weak => Subject::People(weak),
                    (Subject::Other | Subject::Unknown, Some(weak)) => Subject::People(weak),
                    (above, _) => above,
                }
            }
            _ => people.map_or(Subject::Other, Subject::People),
        }
    }

    /// "The latter describe": of the people that the sentence before names, the last.
    fn latter(&self, first: usize, last: usize) -> Subject {
        let Some(before) = self.index.checked_sub(1) else {
            return Subject::Unknown;
        };
        let latter = self.pack.lexicon.lemma_name(self.tokens()[last].lemma) == "latter";
        let context = Context {
            index: before,
            ..*self
        };
        let tokens = context.tokens();
        // "parents whose children": told by the way.
        let named = |at: &usize| {
            let start = context.phrase_start(*at);
            tokens[*at].tag == Tag::Noun
                && tokens[*at].is(self.pack.names.any_actor)
                && tokens[start].pos & pos::REL == 0
        };
        let mut heads = (0..tokens.len()).filter(named);
        let head = if latter {
            heads.next_back()
        } else {
            heads.next()
        };
        head.and_then(|head| context.people_in(context.phrase_start(head), head))
            .map_or(Subject::Unknown, |who| {
                Subject::People(Actor {
                    first,
                    last,
                    weak: false,
                    few: false,
                    elsewhere: Some((before, who.first, who.last)),
                    ..who
                })
            })
    }

    /// The subject when the phrase before the verb is the object of a preposition whose head ends at `head`.
    pub(super) fn above_preposition(
        &self,
        head: usize,
        people: Option<Actor>,
        last: usize,
        steps: usize,
    ) -> Subject {
        let tokens = self.tokens();
        if steps == 0 {
            return Subject::Unknown;
        }
        match tokens[head].tag {
            Tag::Adv | Tag::Prep | Tag::To | Tag::Neg if head > 0 => {
                self.above_preposition(head - 1, people, last, steps.saturating_sub(1))
            }
            Tag::Noun | Tag::Num | Tag::Quant | Tag::Pron | Tag::Det
                if self.is_counted(head)
                    && (tokens[head].is(self.grammar.partitive)
                        || matches!(tokens[head].tag, Tag::Quant | Tag::Num)) =>
            {
                // "the majority of parents", "many of the leaders": the people are inside.
                match people {
                    Some(people) => {
                        let mut first = self.phrase_start(head);
                        // "82 per cent of parents", "four in ten of the carers".
                        if first > 1
                            && tokens[first - 1].tag == Tag::Prep
                            && tokens[first - 2].tag == Tag::Num
                        {
                            first -= 2;
                        }
                        let few = people.few || (first..=head).any(|at| self.is_few(at));
                        // "Pupils in three of the schools": what is counted only modifies.
                        if first > 1
                            && tokens[first - 1].tag == Tag::Prep
                            && tokens[first - 2].tag == Tag::Noun
                            && let Subject::People(above) =
                                self.subject_ending(first - 2, steps.saturating_sub(1))
                        {
                            return Subject::People(above);
                        }
                        Subject::People(Actor {
                            first,
                            last,
                            few,
                            ..people
                        })
                    }
                    // "many of the remainder".
                    None if tokens[last].is(self.grammar.partitive) => {
                        match self.subject_pronoun(last, steps) {
                            Subject::People(who) => Subject::People(Actor {
                                first: self.phrase_start(head),
                                ..who
                            }),
                            other => other,
                        }
                    }
                    // "a number of older plans": things are counted.
                    None if tokens[last].tag == Tag::Noun
                        && !self.hangs_on(self.phrase_start(head)) =>
                    {
                        Subject::Other
                    }
                    // "a place on one of the courses": what the count hangs on.
                    None => self.subject_ending(head, steps.saturating_sub(1)),
                }
            }
            // "Voices for Families": a body by its name.
            Tag::Noun
                if tokens[head].capital
                    && tokens[last].capital
                    && let Some(group) = self.pack.lexicon.name_groups.get(&tokens[head].lemma) =>
            {
                Subject::People(Actor {
                    first: self.phrase_start(head),
                    last,
                    group: *group,
                    weak: false,
                    few: false,
                    elsewhere: None,
                })
            }
            // "educated other than at school".
            Tag::Quant if !self.is_counted(head) && head > 0 => {
                self.above_preposition(head - 1, people, last, steps.saturating_sub(1))
            }
            Tag::Noun | Tag::Num => self.subject_ending(head, steps.saturating_sub(1)),
            Tag::Pron | Tag::Quant => self.subject_pronoun(head, steps),
            Tag::Punct if self.words_of_closing(head) => self.subject_after_bracket(head, steps),
            Tag::Verb | Tag::Participle | Tag::Ing | Tag::Adj | Tag::Adv | Tag::Be => {
                self.above_verb(head, people, steps)
            }
            _ => people.map_or(Subject::Other, Subject::People),
        }
    }

    /// Whether the number or noun at `head` counts what stands behind it: "many of", "nine in ten".
    fn is_counted(&self, head: usize) -> bool {
        self.tokens().get(head + 1).is_some_and(|next| {
            matches!(
                self.pack.lexicon.lemma_name(next.lemma),
                "of" | "in" | "out" | "among" | "amongst" | "from"
            )
        })
    }

    /// The subject when what stands before the verb belongs to another verb at `verb`: a relative or
    /// participial modifier is climbed over; after a verb of its own clause the phrase is the subject.
    pub(super) fn above_verb(&self, verb: usize, people: Option<Actor>, steps: usize) -> Subject {
        let tokens = self.tokens();
        let group = self.chain_start(verb);
        let Some(before) = group.checked_sub(1) else {
            return people.map_or(Subject::Other, Subject::People);
        };
        let whose = tokens[before].tag == Tag::Noun && {
            let start = self.phrase_start(before);
            tokens[start].pos & pos::REL != 0 && start > 0
        };
        if whose {
            return self.antecedent_of_relative(self.phrase_start(before) - 1, steps);
        }
        let relative = tokens[before].tag == Tag::Rel
            || (tokens[before].tag == Tag::Noun
                && before > 0
                && tokens[before - 1].tag == Tag::Rel)
            || (tokens[before].tag == Tag::Noun
                && self.phrase_start(before) > 0
                && tokens[self.phrase_start(before) - 1].tag == Tag::Rel);
        if relative {
            let rel = if tokens[before].tag == Tag::Rel {
                before
            } else {
                self.phrase_start(before) - 1
            };
            return self.above_relative(rel, steps);
        }
        // "who replied to the survey or spoke with inspectors": joined verbs of a relative clause.
        if tokens[before].tag == Tag::Conj
            && let Some(rel) = self.relative_of_joined(before)
        {
            return self.above_relative(rel, steps.saturating_sub(1));
        }
        // "the capacity to meet the demand for places is": the noun that the infinitive hangs on.
        if tokens[before].tag == Tag::To
            && before > 0
            && tokens[before - 1].tag == Tag::Noun
            && !tokens[verb].is(self.grammar.clause_verb)
        {
            return self.subject_ending(before - 1, steps.saturating_sub(1));
        }
        // "whose children are about to move to college fear", "who are due to leave school say".
        if tokens[before].tag == Tag::To
            && let Some(be) = before.checked_sub(2)
            && tokens[be].tag == Tag::Be
            && matches!(
                tokens[be + 1].tag,
                Tag::Adj | Tag::Prep | Tag::Adv | Tag::Participle
            )
        {
            return self.above_verb(be, people, steps.saturating_sub(1));
        }
        // "families lucky enough to have a worker praise", "parents keen to help the school say".
        if tokens[before].tag == Tag::To
            && let Some(adjective) = (0..before)
                .rev()
                .find(|index| tokens[*index].tag != Tag::Adv && tokens[*index].tag != Tag::Quant)
            && adjective > 0
            && tokens[adjective].tag == Tag::Adj
            && tokens[adjective - 1].tag == Tag::Noun
        {
            return self.subject_ending(adjective - 1, steps.saturating_sub(1));
        }
        // "the families inspectors met in the towns were".
        if tokens[verb].tag == Tag::Verb && tokens[before].is(self.grammar.hearer) {
            let start = self.phrase_start(before);
            if start > 0 && tokens[start - 1].tag == Tag::Noun {
                return self.subject_ending(start - 1, steps.saturating_sub(1));
            }
        }
        let reduced = matches!(tokens[verb].tag, Tag::Participle | Tag::Ing | Tag::Adj)
            && !tokens[group..verb]
                .iter()
                .any(|token| token.tag.is_finite());
        if reduced && matches!(tokens[before].tag, Tag::Noun) {
            return self.subject_ending(before, steps.saturating_sub(1));
        }
        // "those living in villages".
        if reduced && self.named_by_deed(before).is_some() {
            return self.subject_pronoun(before, steps);
        }
        // "who had grown used to it say".
        if matches!(tokens[before].tag, Tag::Participle | Tag::Ing) {
            return self.above_verb(before, people, steps.saturating_sub(1));
        }
        // "Parents who agree because they have no choice say": the reason stands inside the relative clause.
        if let Some(sub) = self.subordinate_of(before)
            && tokens[..sub]
                .iter()
                .rev()
                .take_while(|token| !matches!(token.tag, Tag::Punct | Tag::Comma | Tag::Sub))
                .any(|token| token.tag == Tag::Rel)
        {
            return self.subject_before(sub, steps.saturating_sub(1));
        }
        people.map_or(Subject::Other, Subject::People)
    }

    /// The subject of the clause in which the relative clause that begins at `rel` is a modifier:
    /// "parents of children who wait believe".
    pub(super) fn above_relative(&self, rel: usize, steps: usize) -> Subject {
        let tokens = self.tokens();
        let Some(mut last) = rel.checked_sub(1) else {
            return Subject::Unknown;
        };
        // "those who met inspectors or who wrote": joined relative clauses have one head.
        if let Some(earlier) = self.joined_relative(last)
            && steps > 0
        {
            return self.above_relative(earlier, steps - 1);
        }
        // "with whom", "some of whom".
        if tokens[last].tag == Tag::Prep {
            let counts = last.checked_sub(1).is_some_and(|count| {
                matches!(tokens[count].tag, Tag::Quant | Tag::Num)
                    || tokens[count].is(self.grammar.partitive)
            });
            if counts {
                return self.counted_of_relative(last, steps);
            }
            match last.checked_sub(1) {
                Some(before) => last = before,
                None => return Subject::Unknown,
            }
        }
        if tokens[last].tag == Tag::Comma && last > 0 {
            last -= 1;
        }
        match self.antecedent_of_relative(last, steps) {
            Subject::People(people)
                if tokens[last].tag == Tag::Noun && self.hangs_on(people.first) =>
            {
                match self.subject_ending(last, steps.saturating_sub(1)) {
                    Subject::People(above) => Subject::People(above),
                    Subject::Other => Subject::Other,
                    Subject::Unknown => Subject::People(people),
                }
            }
            found => found,
        }
    }

    /// The relative clause whose verb the conjunction at `conj` joins to one more.
    fn relative_of_joined(&self, conj: usize) -> Option<usize> {
        let tokens = self.tokens();
        let rel = (0..conj)
            .rev()
            .take_while(|index| !matches!(tokens[*index].tag, Tag::Punct | Tag::Sub))
            .find(|index| {
                tokens[*index].tag == Tag::Rel
                    || tokens[*index].tag == Tag::PossPron && tokens[*index].pos & pos::REL != 0
            })?;
        // The clause has one verb group before the conjunction, or the main verb came between.
        let groups = (rel..conj)
            .filter(|index| tokens[*index].tag.is_finite())
            .filter(|index| *index == rel || !tokens[*index - 1].tag.is_verbal())
            .count();
        (groups == 1).then_some(rel)
    }

    /// The relative clause that the conjunction at `conj` joins to another.
    fn joined_relative(&self, conj: usize) -> Option<usize> {
        let tokens = self.tokens();
        if tokens[conj].tag != Tag::Conj {
            return None;
        }
        (0..conj)
            .rev()
            .take_while(|index| !matches!(tokens[*index].tag, Tag::Punct | Tag::Sub))
            .find(|index| tokens[*index].tag == Tag::Rel)
    }

    /// Whom "who" stands for, the phrase before it ending at `last`.
    pub(super) fn antecedent_of_relative(&self, last: usize, steps: usize) -> Subject {
        let tokens = self.tokens();
        if let Some(earlier) = self.joined_relative(last)
            && let Some(before) = earlier.checked_sub(1)
            && steps > 0
        {
            return self.antecedent_of_relative(before, steps - 1);
        }
        let last = if tokens[last].tag == Tag::Comma && last > 0 {
            last - 1
        } else {
            last
        };
        match tokens[last].tag {
            Tag::Pron | Tag::Quant | Tag::Det => {
                self.subject_pronoun(last, steps.saturating_sub(1))
            }
            // "parents whose children have been excluded, many of whom".
            Tag::Participle | Tag::Verb if steps > 0 => {
                self.above_verb(last, None, steps.saturating_sub(1))
            }
            _ => {
                if let Some(people) = self.people_ending(last) {
                    // "children looked after by the local authority who live": no body is a "who".
                    let who = tokens[last + 1..]
                        .iter()
                        .find(|token| token.tag != Tag::Comma);
                    let body = who.is_some_and(|who| {
                        who.is(self.grammar.who)
                            && (people.weak || tokens[last].is(self.grammar.organisation))
                    }) && self.hangs_on(people.first);
                    if body
                        && steps > 0
                        && let Subject::People(above) =
                            self.subject_ending(last, steps.saturating_sub(1))
                    {
                        return Subject::People(above);
                    }
                    // "plans for teenagers that describe": people are "who".
                    if self.is_that_of_things(last, &people) {
                        return Subject::Other;
                    }
                    return Subject::People(people);
                }
                // "a group with keen members who": those of the body named before.
                if tokens[last].is(self.grammar.member) {
                    let first = self.phrase_start(last);
                    if let Some(body) = self.antecedent_of(first, true, false) {
                        return Subject::People(Actor {
                            first,
                            last,
                            weak: false,
                            ..body
                        });
                    }
                }
                // "a plan that describes": what is no person and no part of one does it itself.
                let of_people = tokens[last + 1..]
                    .iter()
                    .take(5)
                    .find(|token| token.pos & (pos::REL | pos::POSSPRON) != 0)
                    .is_some_and(|token| {
                        token.is(self.grammar.who) || token.pos & pos::POSSPRON != 0
                    });
                if !of_people && !tokens[last].is(self.grammar.partitive) {
                    return Subject::Other;
                }
                // "children meet adults who like them": somebody else.
                if tokens[last].is(self.grammar.person) {
                    return Subject::Unknown;
                }
                if steps == 0 {
                    Subject::Unknown
                } else {
                    self.subject_ending(last, steps.saturating_sub(1))
                }
            }
        }
    }

    /// Whether "that" behind people stands for the things that their phrase, ending at `last`, hangs on.
    fn is_that_of_things(&self, last: usize, people: &Actor) -> bool {
        let tokens = self.tokens();
        let that = tokens
            .get(last + 1)
            .is_some_and(|next| next.tag == Tag::Rel && next.is(self.grammar.that));
        that && people.first > 1
            && matches!(tokens[people.first - 1].tag, Tag::Prep | Tag::To)
            && tokens[people.first - 2].tag == Tag::Noun
            && !tokens[people.first - 2].is(self.grammar.partitive | self.pack.names.any_actor)
    }

    /// "parents, many of whom are": how many of them stands before "of", who they are before that.
    pub(super) fn counted_of_relative(&self, of: usize, steps: usize) -> Subject {
        let tokens = self.tokens();
        let Some(count) = of.checked_sub(1) else {
            return Subject::Unknown;
        };
        let counts = matches!(
            tokens[count].tag,
            Tag::Quant | Tag::Num | Tag::Pron | Tag::Adv
        ) || tokens[count].is(self.grammar.partitive);
        let first = self.phrase_start(count);
        match first.checked_sub(1) {
            Some(before) if counts => match self.antecedent_of_relative(before, steps) {
                Subject::People(who) => Subject::People(Actor {
                    first,
                    last: of + 1,
                    elsewhere: Some((self.index, who.first, who.last)),
                    ..who
                }),
                other => other,
            },
            _ => Subject::Unknown,
        }
    }

    /// The subject that a verb after "and", "but" or a comma shares with an earlier verb.
    pub(super) fn shared_subject(&self, at: usize, steps: usize) -> Subject {
        let tokens = self.tokens();
        // A parenthesis between commas: "Leaders, including those of the council, know".
        if tokens[at].tag == Tag::Comma && at >= 2 {
            let open = (0..at).rev().find(|index| tokens[*index].tag == Tag::Comma);
            // "They, and professionals, described": both are its subject.
            if let Some(open) = open
                && open > 0
                && tokens[open + 1].tag == Tag::Conj
                && let Some(joined) = self.people_in(open + 2, at - 1)
                && self.phrase_start(at - 1) == open + 2
                && let Subject::People(first) = self.subject_before(open, steps.saturating_sub(1))
            {
                return Subject::People(Actor {
                    last: at - 1,
                    group: first.group.join(joined.group),
                    ..first
                });
            }
            let opens_aside = |open: usize| {
                tokens[open + 1].is(self.grammar.parenthetical)
                    || tokens[open + 1].pos & pos::REL != 0
                    // "several of whom", "all caring for".
                    || tokens[open + 1].tag == Tag::Quant
                        && matches!(
                            tokens[open + 2].tag,
                            Tag::Prep | Tag::Ing | Tag::Participle
                        )
                    || matches!(
                        tokens[open + 1].tag,
                        Tag::Prep
                            | Tag::Rel
                            | Tag::Sub
                            | Tag::Participle
                            | Tag::Ing
                            | Tag::Adv
                            | Tag::Have
                    )
                    // "Governors, to whom it is sent, doubt".
                    || tokens[open + 1].tag == Tag::To && tokens[open + 2].tag == Tag::Rel
            };
            // "Members, drawn from health, education and care, agree", "Parents, whether through the clinic, the
            // school or a friend, speak": the aside may hold commas.
            let listed = || {
                let list = tokens[open? + 1..at]
                    .iter()
                    .all(|token| token.tag.opens_noun_phrase() || token.tag == Tag::Conj);
                let mut commas = (1..open?)
                    .rev()
                    .filter(|index| tokens[*index].tag == Tag::Comma)
                    .take(2);
                commas.find(|outer| {
                    list && matches!(
                        tokens[outer + 1].tag,
                        Tag::Participle | Tag::Prep | Tag::Sub
                    )
                })
            };
            if let Some(open) = open
                .filter(|open| open + 1 < at && opens_aside(*open))
                .or_else(listed)
                && open > 0
            {
                let before = self.subject_before(open, steps.saturating_sub(1));
                if tokens[open + 1].tag != Tag::Sub || matches!(before, Subject::People(_)) {
                    return before;
                }
            }
            // "parents caring day and night, week after week, spoke": an aside has no verb, and what
            // stands before it is the subject. "and, in consequence, is".
            if let Some(open) = open
                && open > 0
                && open + 1 < at
                && !tokens[open + 1..at]
                    .iter()
                    .any(|token| token.tag.is_verbal() || token.tag == Tag::Conj)
            {
                let before = match tokens[open - 1].tag {
                    Tag::Conj => self.shared_subject(open - 1, steps.saturating_sub(1)),
                    _ => self.subject_before(open, steps.saturating_sub(1)),
                };
                if let Subject::People(_) = before {
                    return before;
                }
            }
        }
        // "… that demand has risen and were grateful": a plural verb has no singular subject.
        let plural = tokens[at + 1..]
            .iter()
            .find(|token| !matches!(token.tag, Tag::Adv | Tag::Neg))
            .is_some_and(|verb| {
                verb.is(self.grammar.plural_verb)
                    || verb.tag == Tag::Verb && verb.pos & pos::BASE != 0
            });
        // "They describe talks that are frank and feel respected": of the sentence, not the relative clause.
        let joined = matches!(tokens[at].tag, Tag::Conj | Tag::Comma);
        let mut inside = None;
        let mut index = at;
        while index > 0 {
            index -= 1;
            if tokens[index].tag == Tag::Punct
                && !tokens[index].quoted
                && tokens[index].end - tokens[index].start != 3
            {
                let mark_only = tokens[index].pos == pos::PUNCT;
                if mark_only && index + 1 < at && self.is_strong_break(index) {
                    return inside.unwrap_or(Subject::Unknown);
                }
            }
            if tokens[index].tag.is_finite()
                && !tokens
                    .get(index + 1)
                    .is_some_and(|next| next.tag.is_finite() && next.tag != Tag::Verb)
            {
                let group = self.verb_group_start(index);
                if group > 0 && tokens[group - 1].tag == Tag::To {
                    index = group - 1;
                    continue;
                }
                let singular = group
                    .checked_sub(1)
                    .is_some_and(|before| tokens[before].pos & pos::PLURAL == 0);
                let relative = group > 0 && tokens[group - 1].tag == Tag::Rel;
                match self.subject_before(group, steps.saturating_sub(1)) {
                    found if joined && relative && inside.is_none() => inside = Some(found),
                    // "know where services are weak and have": what stands inside another clause.
                    thing
                        if joined
                            && thing != Subject::Unknown
                            && !is_somebody(&thing)
                            && self.is_embedded(group) =>
                    {
                        inside.get_or_insert(thing);
                    }
                    Subject::Unknown => {}
                    Subject::Other if plural && singular => {}
                    found => return found,
                }
                // A verb that shares its subject in turn has looked at all that stands before it.
                if group > 0 && matches!(tokens[group - 1].tag, Tag::Conj | Tag::Comma) {
                    return inside.unwrap_or(Subject::Unknown);
                }
            }
        }
        inside.unwrap_or(Subject::Unknown)
    }

    /// Whether the verb group belongs to a clause inside another which has its verb.
    fn is_embedded(&self, group: usize) -> bool {
        let tokens = self.tokens();
        let opener = tokens[..group]
            .iter()
            .rposition(|token| matches!(token.tag, Tag::Sub | Tag::Rel | Tag::Punct));
        opener.is_some_and(|opener| {
            // "because plans are short and say little": the verbs of one reason.
            let complement = tokens[opener].tag == Tag::Rel
                || tokens[opener].tag == Tag::Sub
                    && (tokens[opener].is(self.grammar.that)
                        || tokens[opener].pos & pos::REL != 0
                        || tokens[opener].is(self.grammar.asking));
            complement && tokens[..opener].iter().any(|token| token.tag.is_finite())
        })
    }

    pub(super) fn is_strong_break(&self, index: usize) -> bool {
        // Semicolons and colons end what a subject may be shared over; brackets and quotes do not.
        let tokens = self.tokens();
        tokens[index].end - tokens[index].start == 1
            && tokens
                .get(index + 1)
                .is_some_and(|next| next.start > tokens[index].end)
            && index > 0
            && tokens[index - 1].end == tokens[index].start
    }

    /// Who is to do what an infinitive says: its own "for" phrase, or the subject of the verb above.
    pub(super) fn infinitive_subject(&self, to: usize, steps: usize) -> Subject {
        let tokens = self.tokens();
        let Some(mut at) = to.checked_sub(1) else {
            return Subject::Unknown;
        };
        // "helps pupils to stay in their school and to feel included": as the infinitive before.
        if tokens[at].tag == Tag::Conj
            && let Some(earlier) = (1..at)
                .rev()
                .find(|index| tokens[*index].tag == Tag::To && tokens[*index + 1].tag == Tag::Verb)
        {
            return self.infinitive_subject(earlier, steps.saturating_sub(1));
        }
        // Skip "enough", "not", adjectives and the noun that the infinitive hangs on.
        for _ in 0..MAX_STEPS {
            match tokens[at].tag {
                Tag::Adv | Tag::Neg | Tag::Adj | Tag::Conj | Tag::Comma => {}
                Tag::Noun => {
                    let start = self.phrase_start(at);
                    // "commission a provider to assess".
                    let entrusted = start > 0
                        && tokens[start - 1].tag.is_verbal()
                        && tokens[start - 1].is(self.grammar.entrusting);
                    // "work with partners to understand": what they do it for together.
                    if start > 1
                        && ["with", "alongside"]
                            .contains(&self.pack.lexicon.lemma_name(tokens[start - 1].lemma))
                        && tokens[start - 2].tag.is_verbal()
                    {
                        return Subject::Unknown;
                    }
                    if let Some(people) = self.people_ending(at)
                        && (!people.weak || entrusted)
                    {
                        return Subject::People(people);
                    }
                    at = start;
                }
                // "have used it to identify gaps".
                Tag::Pron
                    if at > 0
                        && tokens[at].is(self.grammar.singular_pronoun)
                        && self.pack.lexicon.lemma_name(tokens[at - 1].lemma) == "use" => {}
                Tag::Verb
                | Tag::Ing
                | Tag::Participle
                | Tag::Be
                | Tag::Have
                | Tag::Do
                | Tag::Modal => {
                    let group = self.verb_group_start(at);
                    return self.subject_before(group, steps.saturating_sub(1));
                }
                Tag::Prep | Tag::Det | Tag::Quant | Tag::PossPron | Tag::Poss => {}
                // "helps them to feel secure".
                Tag::Pron
                    if at > 0
                        && tokens[at].is(self.grammar.plural_pronoun)
                        && tokens[at - 1].tag.is_verbal() =>
                {
                    return self.antecedent(at, false).map_or(Subject::Unknown, |who| {
                        Subject::People(Actor {
                            first: at,
                            last: at,
                            ..who
                        })
                    });
                }
                _ => return Subject::Unknown,
            }
            let Some(next) = at.checked_sub(1) else {
                return Subject::Unknown;
            };
            at = next;
        }
        Subject::Unknown
    }
}
