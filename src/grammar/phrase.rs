//! Noun phrases that name people.

use super::classes::Grammar;
use super::sentence::Sentence;
use super::tag::Tag;
use super::token::Token;
use crate::facts::Group;
use crate::pack::Pack;
use crate::pack::lexicon::{ClassSet, pos};

/// A noun phrase that names people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Actor {
    /// Tokens of the phrase, the last included.
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) group: Group,
    /// A head that is people only as the subject of a cue ("service").
    pub(crate) weak: bool,
    /// "few families", "no parents".
    pub(crate) few: bool,
    /// The sentence of the paragraph that it stands in, when it stands for a pronoun here.
    pub(crate) elsewhere: Option<(usize, usize, usize)>,
}

/// A sentence in its paragraph.
pub(crate) struct Context<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) grammar: &'a Grammar,
    pub(crate) sentences: &'a [Sentence],
    pub(crate) index: usize,
}

/// How far a search may climb through modifiers; deeper nesting is given up.
pub(super) const MAX_STEPS: usize = 24;

impl<'a> Context<'a> {
    pub(crate) fn tokens(&self) -> &'a [Token] {
        &self.sentences[self.index].tokens
    }

    /// The start of the noun phrase whose last token is `last`.
    pub(crate) fn phrase_start(&self, last: usize) -> usize {
        let tokens = self.tokens();
        let mut first = last;
        while first > 0 {
            let tag = tokens[first - 1].tag;
            // "the families inspectors met": two phrases.
            if tokens[first].is(self.grammar.hearer)
                && tokens[first - 1].is(self.pack.names.any_actor)
                && tokens[first - 1].pos & pos::PLURAL != 0
            {
                break;
            }
            let joins = match tag {
                Tag::Noun | Tag::Adj | Tag::Num | Tag::Poss | Tag::Quant | Tag::PossPron => true,
                Tag::Det => true,
                Tag::Adv => matches!(tokens[first].tag, Tag::Adj | Tag::Quant | Tag::Num),
                Tag::Conj => {
                    // "children’s and young people’s needs", "education and health leaders".
                    first >= 2
                        && !tokens[first - 1].is(self.grammar.but)
                        && (tokens[first - 2].tag == Tag::Poss
                            || (tokens[first - 2].tag == Tag::Adj
                                && (tokens[first].tag == Tag::Adj
                                    || tokens[first].tag == Tag::Adv
                                        && tokens
                                            .get(first + 1)
                                            .is_some_and(|next| next.tag == Tag::Adj))))
                }
                Tag::Comma => {
                    first >= 2
                        && (tokens[first - 2].tag == Tag::Poss && tokens[first].tag == Tag::Noun
                            || tokens[first - 2].tag == Tag::Adj && tokens[first].tag == Tag::Adj)
                }
                _ => false,
            };
            if !joins
                || matches!(tokens[first].tag, Tag::Det | Tag::PossPron)
                    && tag != Tag::Quant
                    && tag != Tag::Adv
                    && tag != Tag::Det
            {
                break;
            }
            first -= 1;
        }
        first
    }

    /// The people named by the phrase `first..=last` by its head alone.
    pub(super) fn people_in(&self, first: usize, last: usize) -> Option<Actor> {
        let tokens = self.tokens();
        let names = &self.pack.names;
        let head = &tokens[last];
        let few = (first..=last).any(|at| self.is_few(at) && tokens[at].tag != Tag::Adv);
        let actor = |group, weak| {
            Some(Actor {
                first,
                last,
                group,
                weak,
                few,
                elsewhere: None,
            })
        };
        // "forum members", "the forum’s representatives": of whom they are part.
        if head.is(self.grammar.member)
            && let Some(group) = tokens[first..last]
                .iter()
                .find_map(|token| self.group(token))
        {
            return actor(group, false);
        }
        if head.tag == Tag::Noun || (head.tag != Tag::Adj && head.is(names.any_actor)) {
            // "the forum’s steering group", "the Young Voices group": a body of those whom it is named for.
            if head.is(self.grammar.body)
                && (!head.is(names.any_actor)
                    || tokens[first..last]
                        .iter()
                        .any(|token| token.tag == Tag::Poss))
                && let Some(group) = self.body_of(first, last)
            {
                return actor(group, false);
            }
            if let Some(group) = self.group(head) {
                let by_modifier = tokens[first..last]
                    .iter()
                    .find_map(|token| self.pack.lexicon.modifier_groups.get(&token.lemma).copied())
                    .filter(|_| group == Group::Leaders);
                return actor(by_modifier.unwrap_or(group), head.is(names.weak_actor));
            }
            if head.capital
                && let Some(group) = self.named_beside(head)
            {
                return actor(group, false);
            }
            let named = tokens[first..=last]
                .iter()
                .filter(|token| token.capital && token.start > self.sentences[self.index].start)
                .find_map(|token| self.pack.lexicon.name_groups.get(&token.lemma).copied());
            let whole_name = tokens[first..=last]
                .iter()
                .filter(|token| token.capital)
                .count()
                >= 2
                || (head.capital && first == last && head.start > self.sentences[self.index].start);
            let by_first = tokens[first..=last]
                .iter()
                .filter(|token| token.capital)
                .find_map(|token| self.pack.lexicon.name_groups.get(&token.lemma).copied());
            if whole_name
                && head.capital
                && let Some(group) = named.or(by_first)
            {
                return actor(group, false);
            }
        }
        None
    }

    /// Of whom a body is that the paragraph names beside what it is: "Anchor, the parent carer forum, …", "The
    /// youth forum, Spark, …".
    fn named_beside(&self, name: &Token) -> Option<Group> {
        let same = |token: &Token| {
            token.capital
                && token.lemma == name.lemma
                && token.end - token.start == name.end - name.start
        };
        let mark = |token: Option<&Token>| {
            token.is_some_and(|token| matches!(token.tag, Tag::Comma | Tag::Punct))
        };
        let body = |token: &Token| token.is(self.grammar.body) && token.tag == Tag::Noun;
        self.sentences[..=self.index].iter().find_map(|sentence| {
            let tokens = &sentence.tokens;
            let at = tokens.iter().position(same)?;
            if !mark(tokens.get(at + 1)) {
                return None;
            }
            let before = at
                .checked_sub(2)
                .filter(|before| tokens[before + 1].tag == Tag::Comma && body(&tokens[*before]));
            let beside = before.or_else(|| {
                // Behind a comma, and a quotation mark before it.
                let from = at
                    + 1
                    + (1..3)
                        .take_while(|next| mark(tokens.get(at + next)))
                        .count();
                let head = tokens[from..]
                    .iter()
                    .take_while(|token| token.tag.opens_noun_phrase() || token.tag == Tag::Poss)
                    .count()
                    + from
                    - 1;
                (tokens.get(from)?.tag == Tag::Det
                    && body(&tokens[head])
                    && mark(tokens.get(head + 1)))
                .then_some(head)
            })?;
            self.group(&tokens[beside])
        })
    }

    /// Whether a token says that they are few: "few", and not "a few".
    pub(super) fn is_few(&self, at: usize) -> bool {
        let tokens = self.tokens();
        tokens[at].is(self.grammar.few) && !(at > 0 && tokens[at - 1].is(self.grammar.indefinite))
    }

    /// Of whom a body without a group of its own is: of the body that has it, or of those in its name.
    fn body_of(&self, first: usize, last: usize) -> Option<Group> {
        let tokens = self.tokens();
        // "a parent group", "the carer network".
        let beside = last
            .checked_sub(1)
            .filter(|at| *at >= first && tokens[*at].is(self.pack.names.any_family()))
            .and_then(|at| self.group(&tokens[at]));
        if beside.is_some() {
            return beside;
        }
        (first..last).find_map(|at| {
            let token = &tokens[at];
            // "the parents’ group", and not "the children’s services group".
            let next = tokens[at + 2..=last].iter();
            let own = token.pos & pos::PLURAL != 0
                && next.take_while(|token| token.tag == Tag::Adj).count() + at + 2 == last;
            let has = tokens[at + 1].tag == Tag::Poss && (token.is(self.grammar.body) || own);
            if has {
                self.group(token)
            } else if token.capital && token.start > self.sentences[self.index].start {
                self.pack.lexicon.name_groups.get(&token.lemma).copied()
            } else {
                None
            }
        })
    }

    pub(super) fn group(&self, token: &Token) -> Option<Group> {
        let names = &self.pack.names;
        let any = |sets: &[ClassSet]| sets.iter().any(|set| token.is(*set));
        if token.is(names.mixed) {
            Some(Group::Mixed)
        } else if any(&names.family[..1]) {
            Some(Group::Parents)
        } else if token.is(names.family[1]) {
            Some(Group::Children)
        } else if token.is(names.professional[0]) {
            Some(Group::Leaders)
        } else if token.is(names.professional[1]) {
            Some(Group::Staff)
        } else {
            None
        }
    }

    /// The people named by the phrase that ends at `last`, with those joined to them before it:
    /// "Parents, carers and practitioners".
    pub(crate) fn people_ending(&self, last: usize) -> Option<Actor> {
        let tokens = self.tokens();
        let mut first = self.phrase_start(last);
        let mut actor = self.people_in(first, last)?;
        let mut listed = false;
        for _ in 0..MAX_STEPS {
            let Some((before, by_word)) = self.joined_before(first) else {
                break;
            };
            // "Despite the efforts of leaders, schools and parents feel": the comma ends what comes first.
            if !by_word && self.ends_fronted_phrase(before, first) {
                break;
            }
            // "A, B and C": commas alone join nothing.
            listed |= by_word;
            if !listed {
                break;
            }
            let start = self.phrase_start(before);
            let Some(joined) = self.people_in(start, before) else {
                break;
            };
            // "value the help from the coordinator, and children are positive": a clause of its own.
            if by_word && self.opens_a_clause(start, last) {
                break;
            }
            // "Plans for parents and schools say": what stands in another phrase is not joined.
            if tokens[start].tag == Tag::Noun
                && start > 0
                && tokens[start - 1].tag == Tag::Verb
                && !actor.weak
                && joined.weak
            {
                break;
            }
            actor.group = actor.group.join(joined.group);
            actor.weak &= joined.weak;
            actor.few |= joined.few;
            first = start;
            actor.first = first;
        }
        Some(actor)
    }

    /// Whether the comma between `before` and `first` ends an adverbial put first.
    fn ends_fronted_phrase(&self, before: usize, first: usize) -> bool {
        let tokens = self.tokens();
        let start = tokens[..before]
            .iter()
            .rposition(|token| matches!(token.tag, Tag::Punct | Tag::Sub))
            .map_or(0, |mark| mark + 1);
        let opens = tokens[start].tag == Tag::Prep
            || start > 0
                && tokens[start - 1].tag == Tag::Sub
                && !tokens[start - 1].is(self.grammar.that);
        let commas = tokens[start..first]
            .iter()
            .filter(|token| token.tag == Tag::Comma)
            .count();
        // The adverbial has one comma behind it; one more would be a list's.
        opens && commas == 1
    }

    /// Whether the phrase that begins at `start` belongs to a clause which has its verb, and what is joined
    /// to it, up to `last`, has a verb of its own.
    fn opens_a_clause(&self, start: usize, last: usize) -> bool {
        let tokens = self.tokens();
        let modifier = tokens[last + 1..]
            .iter()
            .take(4)
            .skip_while(|token| token.tag == Tag::Prep || token.tag.opens_noun_phrase());
        let own_verb = modifier
            .take(1)
            .any(|token| token.tag.is_finite() && token.tag != Tag::Have);
        // "Parents who have help from therapists and teachers": the verb is the relative clause's.
        let mark = tokens[..start]
            .iter()
            .rposition(|token| matches!(token.tag, Tag::Punct | Tag::Sub | Tag::Rel));
        // "open to pupils and their families, and staff explain": what all of them hang on.
        let mut joined = start;
        for _ in 0..MAX_STEPS {
            let Some((before, _)) = self.joined_before(joined) else {
                break;
            };
            let first = self.phrase_start(before);
            if first >= joined || self.people_in(first, before).is_none() {
                break;
            }
            joined = first;
        }
        own_verb
            && self.hangs_on(joined)
            && mark.is_none_or(|mark| tokens[mark].tag != Tag::Rel)
            && tokens[mark.map_or(0, |mark| mark + 1)..start]
                .iter()
                .any(|token| token.tag.is_finite())
    }

    /// The people whose phrase starts at `from` and those joined to them: for sources after a cue.
    pub(crate) fn people_starting(&self, from: usize) -> Option<Actor> {
        let tokens = self.tokens();
        let mut at = from;
        let mut found: Option<Actor> = None;
        for _ in 0..MAX_STEPS {
            let mut last = at;
            while tokens.get(last + 1).is_some_and(|next| {
                // "families whose plans": the phrase ends before.
                next.tag.opens_noun_phrase() && next.pos & pos::REL == 0
                    || next.tag == Tag::Poss
                        && tokens
                            .get(last + 2)
                            .is_some_and(|t| t.tag.opens_noun_phrase())
                    || (next.tag == Tag::Adv
                        && tokens
                            .get(last + 2)
                            .is_some_and(|t| matches!(t.tag, Tag::Adj | Tag::Quant)))
            }) {
                last += 1;
            }
            if at >= tokens.len()
                || !(tokens[at].tag.opens_noun_phrase()
                    || tokens[at].tag == Tag::Adv
                    || tokens[at].tag == Tag::Pron)
            {
                break;
            }
            let Some(actor) = self.people_in(at, last) else {
                // "both parents and the many children": no people at once, but a pronoun is somebody.
                if found.is_none() && tokens[at].is(self.grammar.plural_pronoun) {
                    return self.antecedent(at, false).map(|who| Actor {
                        first: at,
                        last: at,
                        ..who
                    });
                }
                if found.is_none()
                    && let Some(those) = self.those_who(at)
                {
                    return Some(those);
                }
                if found.is_none()
                    && let Some(of) = tokens.get(last + 1).filter(|t| t.tag == Tag::Prep)
                    && tokens[last].is(self.grammar.partitive)
                    && of.tag == Tag::Prep
                {
                    at = last + 2;
                    continue;
                }
                break;
            };
            found = Some(match found {
                None => Actor {
                    first: from,
                    ..actor
                },
                Some(so_far) => Actor {
                    last: actor.last,
                    group: so_far.group.join(actor.group),
                    weak: so_far.weak && actor.weak,
                    few: so_far.few,
                    ..so_far
                },
            });
            // A modifier of the head may stand between it and the next: "children with SEND and their families".
            let mut next = last + 1;
            if tokens.get(next).is_some_and(|t| t.tag == Tag::Prep)
                && tokens.get(next + 1).is_some_and(|t| t.tag == Tag::Noun)
            {
                next += 2;
            }
            if tokens.get(next).is_some_and(|t| t.tag == Tag::Punct)
                && tokens.get(next + 2).is_some_and(|t| t.tag == Tag::Punct)
            {
                next += 3;
            }
            let comma = tokens.get(next).is_some_and(|t| t.tag == Tag::Comma);
            let conj = |at: usize| {
                tokens
                    .get(at)
                    .is_some_and(|t| t.tag == Tag::Conj && !t.is(self.grammar.but))
            };
            // "In the view of parents, schools do not": a comma alone joins no subject of its own.
            let list_goes_on = || {
                let mut after = next + 1;
                while tokens
                    .get(after)
                    .is_some_and(|t| t.tag.opens_noun_phrase() || t.tag == Tag::Poss)
                {
                    after += 1;
                }
                tokens.get(after).is_none_or(|t| !t.tag.is_finite())
            };
            at = if comma && conj(next + 1) {
                next + 2
            } else if comma && list_goes_on()
                || conj(next)
                || tokens.get(next).is_some_and(|t| t.tag == Tag::Quant)
            {
                next + 1
            } else {
                break;
            };
            // "for both parents and for schools".
            if tokens
                .get(at)
                .is_some_and(|t| t.is(self.grammar.holder) && t.tag == Tag::Prep)
            {
                at += 1;
            }
        }
        found
    }

    /// The last token of a phrase joined by "and", "or" or a comma to the one that starts at `first`, and
    /// whether by more than a comma.
    pub(super) fn joined_before(&self, first: usize) -> Option<(usize, bool)> {
        let tokens = self.tokens();
        let mut at = first.checked_sub(1)?;
        let joins = |token: &Token| token.tag == Tag::Conj && !token.is(self.grammar.but);
        let mut met = false;
        let mut by_word = false;
        if joins(&tokens[at]) {
            met = true;
            by_word = true;
            at = at.checked_sub(1)?;
        }
        if tokens[at].tag == Tag::Comma {
            met = true;
            at = at.checked_sub(1)?;
        }
        if !met {
            return None;
        }
        // "children with SEND and their families", "parents (PCF), schools".
        if tokens[at].tag == Tag::Punct && at >= 3 && tokens[at - 2].tag == Tag::Punct {
            at -= 3;
        }
        let start = self.phrase_start(at);
        if self.people_in(start, at).is_none()
            && start >= 2
            && tokens[start - 1].tag == Tag::Prep
            && !tokens[start - 1].is(self.grammar.by)
        {
            return Some((start - 2, by_word));
        }
        Some((at, by_word))
    }

    /// The first token of the verb group whose last token is `verb`.
    pub(crate) fn verb_group_start(&self, verb: usize) -> usize {
        let tokens = self.tokens();
        let mut first = verb;
        while first > 0 {
            let joins = matches!(
                tokens[first - 1].tag,
                Tag::Be | Tag::Have | Tag::Do | Tag::Modal | Tag::Neg | Tag::Adv
            ) || (tokens[first - 1].tag == Tag::Participle
                && tokens[first - 1].pos & pos::BE != 0);
            if joins {
                first -= 1;
                continue;
            }
            // "has not, however, evaluated": an aside parts the group.
            match self.before_aside(first - 1) {
                Some(open) if open > 0 && tokens[open - 1].pos & (pos::AUX | pos::NEG) != 0 => {
                    first = open;
                }
                _ => break,
            }
        }
        // An adverb that opens the sentence is not the verb's: "Often parents feel" has none here.
        first
    }

    /// Whether the phrase that starts at `first` belongs to a preposition or verb before it.
    pub(super) fn hangs_on(&self, first: usize) -> bool {
        first.checked_sub(1).is_some_and(|before| {
            matches!(
                self.tokens()[before].tag,
                Tag::Prep | Tag::To | Tag::Verb | Tag::Ing | Tag::Participle | Tag::Have
            )
        })
    }

    /// The start of a phrase with a quoted name inside: "the ‘Sparkle’ groups".
    pub(super) fn before_quotation(&self, first: usize) -> usize {
        let tokens = self.tokens();
        let closes = first >= 2
            && tokens[first - 1].tag == Tag::Punct
            && tokens[first - 2].quoted
            && !tokens[first - 1].quoted;
        if !closes {
            return first;
        }
        let open = (0..first - 1).rev().find(|index| !tokens[*index].quoted);
        match open {
            Some(open) if open > 0 && tokens[open - 1].tag.opens_noun_phrase() => {
                self.phrase_start(open - 1)
            }
            Some(open) => open,
            None => first,
        }
    }

    /// The comma that opens the aside ("…, however, …") which the comma at `close` ends.
    pub(crate) fn before_aside(&self, close: usize) -> Option<usize> {
        let tokens = self.tokens();
        if tokens[close].tag != Tag::Comma {
            return None;
        }
        (close.saturating_sub(5)..close)
            .rev()
            .find(|index| tokens[*index].tag == Tag::Comma)
            .filter(|open| {
                open + 1 < close
                    && tokens[open + 1..close]
                        .iter()
                        .all(|token| token.is(self.grammar.aside) || token.tag == Tag::Adv)
            })
    }

    /// Behind an aside between commas that begins at `at` ("…, for instance, …"), or `at`.
    pub(crate) fn past_aside(&self, at: usize) -> usize {
        let tokens = self.tokens();
        if tokens.get(at).is_none_or(|token| token.tag != Tag::Comma) {
            return at;
        }
        let close =
            (at + 1..(at + 5).min(tokens.len())).find(|index| tokens[*index].tag == Tag::Comma);
        match close {
            Some(close)
                if tokens[at + 1..close]
                    .iter()
                    .all(|token| token.is(self.grammar.aside) || token.tag == Tag::Adv) =>
            {
                close + 1
            }
            _ => at,
        }
    }
}
