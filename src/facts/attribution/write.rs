//! What is written down of a cue and its source: polarity, status and content.

use super::{Finder, Match};
use crate::facts::{Attribution, Content, CueClass, Group, Polarity, Status, Valence};
use crate::grammar::{Paragraph, Tag, Token};
use crate::pack::lexicon::pos;
use crate::pack::schema::CueKind;
use crate::span::Span;

impl<'a> Finder<'a, '_> {
    /// `others` are the sentence's matches.
    pub(super) fn write(
        &self,
        found: &Match<'a>,
        others: &[Match<'a>],
        paragraph: &Paragraph<'_>,
    ) -> Attribution {
        let tokens = self.tokens();
        let sentence = &self.context.sentences[self.context.index];
        let group = self.context.verb_group_start(found.first);
        let object_end = self
            .object_end(found.last)
            .min(self.before_others(found.last, others));
        let negated = found.actor.few || self.is_negated(group, found);
        // A noun presupposes what it names: "to ensure that parents’ concerns are met".
        let may = |index: usize| {
            tokens.get(index).is_some_and(|token| {
                token.tag == Tag::Modal && token.is(self.grammar().hypothetical_modal)
            })
        };
        let purpose = if found.cue.kind == CueKind::Noun {
            found.actor.first > found.last && may(found.actor.last + 1) || self.is_to_grow(found)
        } else {
            self.is_purpose(group, found)
        };
        let status = if purpose {
            Status::Purpose
        } else {
            Status::Fact
        };
        let content = self.content(found, object_end);
        let family = matches!(found.actor.group, Group::Parents | Group::Children);
        let sentiment = family
            && status == Status::Fact
            && content != Content::Own
            && match found.class {
                CueClass::Emotion | CueClass::Belief => true,
                CueClass::Experience => found.treatment,
                _ => false,
            };
        let source = match found.actor.elsewhere {
            // "This causes frustration" has no words for its source in this sentence.
            Some((sentence_index, first, last)) if found.frame == "caused" => {
                let other = &self.context.sentences[sentence_index];
                paragraph.tokens_span(other, first, last)
            }
            _ => paragraph.tokens_span(sentence, found.actor.first, found.actor.last),
        };
        let object = if found.last < object_end && found.last + 1 < tokens.len() {
            paragraph.tokens_span(sentence, found.last + 1, object_end)
        } else {
            Span::default()
        };
        Attribution {
            source,
            cue: paragraph.tokens_span(sentence, found.first, found.last),
            group: found.actor.group,
            class: found.class,
            polarity: if negated {
                Polarity::Negated
            } else {
                Polarity::Affirmed
            },
            content,
            status,
            valence: found.valence,
            sentiment,
            // "feel ‘bounced about’": the words are theirs.
            quoted: tokens[found.first].quoted || tokens[found.last].quoted,
            frame: found.frame,
            object,
            lemma: self
                .context
                .pack
                .lexicon
                .lemma_name(self.head_lemma(found))
                .to_owned(),
            sentence: paragraph.sentence_span(sentence),
            backed_by: None,
            echoed: false,
        }
    }

    /// "To rebuild parents’ trust": what is wanted, and not yet there.
    fn is_to_grow(&self, found: &Match<'a>) -> bool {
        let tokens = self.tokens();
        let first = found.actor.first.min(found.first);
        found.valence == Valence::Positive
            && first > 1
            && tokens[first - 1].tag == Tag::Verb
            && tokens[first - 1].is(self.grammar().growing | self.grammar().improver)
            && self.is_infinitive(first - 1)
    }

    pub(super) fn head_lemma(&self, found: &Match<'a>) -> u32 {
        let tokens = self.tokens();
        match found.cue.kind {
            CueKind::Noun | CueKind::Adjective => tokens[found.last].lemma,
            _ => tokens[found.first..=found.last]
                .iter()
                .find(|token| token.tag.is_verbal() && token.pos & pos::AUX == 0)
                .map_or(tokens[found.first].lemma, |token| token.lemma),
        }
    }

    /// "…, and schools are unclear about": where what somebody else feels or knows is joined on.
    fn before_others(&self, last: usize, others: &[Match<'a>]) -> usize {
        let tokens = self.tokens();
        let joined = |first: usize| {
            first > last + 2
                && tokens[first - 1].tag == Tag::Conj
                && tokens[first - 2].tag == Tag::Comma
        };
        others
            .iter()
            .map(|other| other.actor.first)
            .filter(|first| joined(*first))
            .min()
            .map_or(usize::MAX, |first| first - 3)
    }

    /// Where what is said ends: at the end of the clause.
    pub(super) fn object_end(&self, last: usize) -> usize {
        let tokens = self.tokens();
        let mut end = last;
        for (index, token) in tokens.iter().enumerate().skip(last + 1) {
            if token.tag == Tag::Punct && !token.quoted && token.end - token.start == 1 {
                break;
            }
            end = index;
        }
        end
    }

    pub(super) fn is_negated(&self, group: usize, found: &Match<'a>) -> bool {
        let tokens = self.tokens();
        let grammar = self.grammar();
        let from = group.min(found.first);
        let negator = |token: &Token| token.is(grammar.negator);
        tokens[from..=found.last]
            .iter()
            .any(|token| negator(token) || token.is(grammar.lose))
            || found.cue.kind == CueKind::Noun
                && tokens[self.context.phrase_start(found.last)..found.last]
                    .iter()
                    .any(|t| t.is(grammar.few) || t.is(grammar.bad) || t.is(grammar.lose))
            || tokens
                .get(from.wrapping_sub(1))
                .is_some_and(|token| token.tag == Tag::To)
                && tokens[from.saturating_sub(5)..from].iter().any(negator)
    }

    /// What an action is meant to bring about, or what could be.
    pub(super) fn is_purpose(&self, group: usize, found: &Match<'a>) -> bool {
        let tokens = self.tokens();
        let grammar = self.grammar();
        let first = found.actor.first.min(group).min(found.first);
        let helpers = &tokens[group.min(found.first)..found.first.max(group)];
        // "would welcome earlier sight": a wish is a view all the same.
        // And what they "could see" they saw.
        let saw = found.class == CueClass::Belief
            && !found.cue.with.is_empty()
            && helpers.iter().any(|token| self.is_word(token, "could"));
        if found.class != CueClass::Appraisal
            && !saw
            && helpers
                .iter()
                .any(|token| token.tag == Tag::Modal && token.is(grammar.hypothetical_modal))
        {
            return true;
        }
        // "helps children feel secure", "so that families feel supported", "to make parents confident".
        let before = &tokens[first.saturating_sub(6).min(first)..first];
        let clause_mark = before
            .iter()
            .rev()
            .take_while(|token| !matches!(token.tag, Tag::Punct))
            .enumerate()
            .any(|(back, token)| {
                // "so families feel": a result, unless "that" or a modal makes it a purpose.
                let so = token.tag != Tag::To
                    && self.is_word(token, "so")
                    && !before
                        .iter()
                        .rev()
                        .take(back)
                        .any(|behind| behind.is(grammar.that))
                    && !helpers.iter().any(|helper| helper.tag == Tag::Modal);
                token.is(grammar.purposive) && !token.is(grammar.aside) && !so
            });
        // "ensures that families feel supported".
        let ensured = before
            .iter()
            .rev()
            .take_while(|token| !matches!(token.tag, Tag::Punct | Tag::Comma))
            .any(|token| token.is(grammar.ensuring) && token.tag != Tag::Noun);
        let bare = found.actor.first > 0 && tokens[found.first].pos & pos::BASE != 0 && {
            let before = &tokens[found.actor.first - 1];
            before.tag == Tag::Verb && before.pos & pos::VERB != 0 && self.causes(before)
        };
        // "The aim is that families feel", "The purpose is for families to feel", "in the hope that pupils trust".
        let opens = |opener: &usize| {
            let token = &tokens[*opener];
            token.tag == Tag::Sub && token.is(grammar.that)
                || self.is_word(token, "for") && self.is_infinitive(found.first)
        };
        let aimed = first.checked_sub(1).filter(opens).is_some_and(|opener| {
            tokens[..opener]
                .iter()
                .rev()
                .find(|token| !matches!(token.tag, Tag::Be | Tag::Adv))
                .is_some_and(|noun| noun.tag == Tag::Noun && noun.is(grammar.aim))
        });
        clause_mark || ensured || bare || aimed || self.joins_purpose(first)
    }

    /// "so that pupils can attend and their parents feel": joined to a clause that tells a purpose.
    fn joins_purpose(&self, first: usize) -> bool {
        let tokens = self.tokens();
        let joined =
            first > 1 && tokens[first - 1].tag == Tag::Conj && tokens[first - 2].tag != Tag::Comma;
        let opener = tokens[..first]
            .iter()
            .rposition(|token| matches!(token.tag, Tag::Sub | Tag::Punct));
        joined
            && opener.is_some_and(|opener| {
                opener > 0
                    && tokens[opener].tag == Tag::Sub
                    && tokens[opener].is(self.grammar().that)
                    && self.is_word(&tokens[opener - 1], "so")
            })
    }

    pub(super) fn causes(&self, token: &Token) -> bool {
        token.is(self.grammar().help)
    }

    /// How much of what stands behind a cue is of its own clause: "anxious about school, travel trainers
    /// help" ends at the comma.
    fn own_clause(&self, found: &Match<'a>, object: &[Token]) -> usize {
        let fronted = self.tokens()[..found.actor.first.min(found.first)]
            .iter()
            .rev()
            .take(3)
            .any(|token| token.tag == Tag::Sub);
        // "Families who are worried about a child’s speech can go": the verb of the families.
        let picked = self.picks_out(self.context.verb_group_start(found.first));
        object
            .iter()
            .enumerate()
            .position(|(at, token)| {
                picked && token.tag.is_finite()
                    || token.tag == Tag::Comma
                        && object.get(at + 1).is_some_and(|next| {
                            next.tag == Tag::Conj
                                && object[at..].iter().any(|token| token.tag.is_finite())
                                || fronted && next.tag.opens_noun_phrase()
                        })
            })
            .unwrap_or(object.len())
    }

    pub(super) fn content(&self, found: &Match<'a>, object_end: usize) -> Content {
        let tokens = self.tokens();
        let grammar = self.grammar();
        let object = &tokens
            [(found.last + 1).min(tokens.len())..=object_end.max(found.last).min(tokens.len() - 1)];
        let object = &object[..self.own_clause(found, object)];
        // "about school", "about leaving the school".
        let places = |at: usize| {
            let opener = object[..at]
                .iter()
                .rev()
                .find(|token| !matches!(token.tag, Tag::Det | Tag::PossPron | Tag::Adj));
            object[at].is(grammar.place)
                && opener.is_some_and(|token| token.tag == Tag::Prep || token.is(grammar.leave))
        };
        let own = object
            .iter()
            .take(8)
            .any(|token| token.is(grammar.own_state));
        // "children who are anxious about school": which children are meant.
        let where_they_are = object
            .iter()
            .enumerate()
            .all(|(at, token)| !token.is(grammar.systems) || places(at));
        // "anxious about school".
        let own = own
            || found.actor.group == Group::Children
                && found.cue.kind != CueKind::Noun
                && object.len() > 1
                && object[0].tag == Tag::Prep
                && places(1);
        let proud = found.actor.group == Group::Children
            && tokens[found.first..=found.last]
                .iter()
                .any(|token| token.is(grammar.pride));
        // "proud of their children".
        let proud = proud
            || tokens[found.first..=found.last]
                .iter()
                .any(|token| token.is(grammar.pride))
                && object.iter().take(4).any(|token| {
                    token.tag == Tag::Noun && token.is(self.context.pack.names.family[1])
                });
        let restrictive = found.actor.group == Group::Children
            && self.picks_out(self.context.verb_group_start(found.first));
        let names = &self.context.pack.names;
        let systems = object.iter().enumerate().any(|(at, token)| {
            token.is(grammar.systems | names.professional[0] | names.professional[1]) && !places(at)
        });
        match found.class {
            CueClass::Emotion => {
                let children_glad = found.actor.group == Group::Children
                    && found.valence == Valence::Positive
                    && !self.is_negated(self.context.verb_group_start(found.first), found);
                let possessed = matches!(found.frame, "possessive" | "their")
                    && found.valence == Valence::Negative
                    && !systems
                    && !object
                        .first()
                        .is_some_and(|next| self.is_word(next, "about"))
                    && tokens[found.last].is(grammar.inner_state);
                let about_themselves =
                    found.valence != Valence::Negative || found.actor.group == Group::Children;
                // "anxious about their health while they wait": when, and not what about.
                let when = object.iter().position(|token| {
                    matches!(token.tag, Tag::Sub | Tag::Prep) && token.is(grammar.condition)
                });
                let about = &object[..when.unwrap_or(object.len())];
                let worry = about
                    .iter()
                    .take(8)
                    .any(|token| token.is(grammar.own_worry))
                    && !about
                        .iter()
                        .any(|token| token.is(grammar.systems) && !token.is(grammar.own_worry));
                // "had lost confidence": in themselves, unless in something is said.
                let self_confidence = found.actor.group == Group::Children
                    && self.is_word(&tokens[found.last], "confidence")
                    && object
                        .first()
                        .is_none_or(|next| !matches!(next.tag, Tag::Prep | Tag::Sub));
                // "confidence in cooking", "confident with money": what one can do.
                let skill = found.actor.group == Group::Children
                    && tokens[found.last].is(grammar.confident)
                    && !systems
                    && object.first().is_some_and(|next| {
                        next.tag == Tag::Prep
                            && (self.is_word(next, "with")
                                || object.get(1).is_some_and(|doing| doing.tag == Tag::Ing))
                    });
                // "confident in supporting their child".
                let child = names.family[1];
                let skill = skill
                    || tokens[found.first..=found.last]
                        .iter()
                        .any(|token| token.is(grammar.confident))
                        && object
                            .iter()
                            .find(|next| next.tag != Tag::Prep)
                            .is_some_and(|doing| doing.tag == Tag::Ing)
                        && object.iter().take(6).any(|whom| whom.is(child));
                // "confident that the board listens", "happy with their courses": what others do or offer.
                let of_others = object.first().is_some_and(|next| {
                    next.tag == Tag::Sub && next.is(grammar.that)
                        || ["with", "by"].iter().any(|word| self.is_word(next, word))
                });
                // "feel guilty": of oneself.
                let of_self = tokens[found.first..=found.last]
                    .iter()
                    .any(|token| token.is(grammar.self_feeling))
                    && !systems;
                // "nervous about bigger buildings", "anxious about a move": of what is to come for them.
                let nervous = found.actor.group == Group::Children
                    && found.valence == Valence::Negative
                    && !object.iter().any(|token| {
                        token.is(grammar.systems | names.professional[0] | names.professional[1])
                            && !token.is(grammar.place)
                    })
                    && tokens[found.first..=found.last]
                        .iter()
                        .any(|token| token.is(grammar.nervous))
                    && object
                        .first()
                        .is_some_and(|next| self.is_word(next, "about") || when == Some(0));
                if self_confidence
                    || nervous
                    || of_self
                    || worry
                    || own && about_themselves && !systems
                    || skill
                    || children_glad
                        && where_they_are
                        && !of_others
                        && matches!(found.cue.kind, CueKind::Adjective | CueKind::Feel)
                    || possessed
                    || proud
                    || restrictive
                {
                    Content::Own
                } else if found.frame == "caused"
                    || found.frame == "noun + holder" && found.valence == Valence::Negative
                    || found.frame == "leave … adjective"
                {
                    Content::Effect
                } else {
                    Content::Claim
                }
            }
            CueClass::Belief if own && !systems && found.actor.group == Group::Children => {
                Content::Own
            }
            CueClass::Experience if !found.treatment => Content::Own,
            _ => Content::Claim,
        }
    }
}
