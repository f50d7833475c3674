//! Rewordings of testimony, each under the conditions that the pack sets.

use super::template::{Values, capital, fill};
use super::words::{Words, holds, places};
use crate::diagnostic::{Edit, Fix, Grade};
use crate::facts::{Attribution, Polarity};
use crate::grammar::{Tag, own_verb};
use crate::pack::Pack;
use crate::pack::schema::{Rewording, RuleFile};
use crate::span::Span;
use std::cell::OnceCell;

/// A rewording that fits: its place in the rule's list and what it does.
pub(super) struct Proposal<'r> {
    pub(super) index: usize,
    pub(super) rewording: &'r Rewording,
    pub(super) fix: Fix,
}

/// The first rewording of a rule whose conditions an attribution meets.
pub(super) fn propose<'r>(
    rule: &'r RuleFile,
    attribution: &Attribution,
    told: bool,
    words: &Words<'_>,
    text: &str,
    pack: &Pack,
) -> Option<Proposal<'r>> {
    let subject = Subject::new(attribution, told, words, text, pack);
    rule.rewording
        .iter()
        .enumerate()
        .find_map(|(index, rewording)| {
            let fix = subject.fix(rewording)?;
            Some(Proposal {
                index,
                rewording,
                fix,
            })
        })
}

/// Whether a rewording would fit but for words that make the statement a view or a forecast of those who hold it.
pub(super) fn is_own_view(
    rule: &RuleFile,
    attribution: &Attribution,
    words: &Words<'_>,
    text: &str,
    pack: &Pack,
) -> bool {
    let subject = Subject::new(attribution, false, words, text, pack);
    rule.rewording.iter().any(|rewording| {
        rewording.clause
            && subject.fits(rewording)
            && (!subject.is_as_modal(rewording)
                || holds(
                    &subject.said.get_or_init(|| subject.said()).statement,
                    &rewording.unless,
                ))
    })
}

struct Subject<'s, 'a> {
    attribution: &'s Attribution,
    told: bool,
    words: &'s Words<'a>,
    text: &'s str,
    pack: &'s Pack,
    /// The words that conditions look at, put together for the first that asks.
    said: OnceCell<Said>,
}

/// Words around an attribution, as a reader sees them.
struct Said {
    object: String,
    /// From the source to the end of the object.
    statement: String,
    /// What stands before the cue in its sentence.
    lead: String,
}

impl<'s, 'a> Subject<'s, 'a> {
    fn new(
        attribution: &'s Attribution,
        told: bool,
        words: &'s Words<'a>,
        text: &'s str,
        pack: &'s Pack,
    ) -> Self {
        Subject {
            attribution,
            told,
            words,
            text,
            pack,
            said: OnceCell::new(),
        }
    }

    fn fix(&self, rewording: &Rewording) -> Option<Fix> {
        if !self.meets(rewording) {
            return None;
        }
        let edit = match (&rewording.replace, rewording.phrases.is_empty()) {
            (_, false) => Some(self.phrase(rewording, self.head()?)?),
            (Some(verb), true) => Some(self.in_same_form(self.head()?, verb)?),
            (None, true) => None,
        };
        let values = Values::default()
            .with(
                "cue",
                edit.as_ref()
                    .map_or(self.attribution.cue, |edit| edit.span)
                    .of(self.text),
            )
            .with(
                "replacement",
                edit.as_ref().map_or("", |edit| edit.replacement.as_str()),
            );
        let edits = edit
            .filter(|_| rewording.grade != Grade::Ask)
            .into_iter()
            .collect();
        Some(Fix {
            title: fill(&rewording.title, &values),
            grade: rewording.grade,
            edits,
        })
    }

    fn meets(&self, rewording: &Rewording) -> bool {
        self.fits(rewording) && self.is_as_modal(rewording) && self.has_words(rewording)
    }

    /// Whether an attribution is of the kind that a rewording is for.
    fn fits(&self, rewording: &Rewording) -> bool {
        let attribution = self.attribution;
        let affirmed = attribution.polarity == Polarity::Affirmed;
        (rewording.lemmas.is_empty() || rewording.lemmas.contains(&attribution.lemma))
            && (rewording.classes.is_empty() || rewording.classes.contains(&attribution.class))
            && rewording.affirmed.is_none_or(|wanted| wanted == affirmed)
            && rewording
                .valence
                .is_none_or(|wanted| wanted == attribution.valence)
            && rewording.told.is_none_or(|wanted| wanted == self.told)
            && (!rewording.clause || self.has_clause())
    }

    fn has_words(&self, rewording: &Rewording) -> bool {
        if rewording.when.is_empty() && rewording.unless.is_empty() && rewording.before.is_empty() {
            return true;
        }
        let said = self.said.get_or_init(|| self.said());
        (rewording.when.is_empty() || holds(&said.object, &rewording.when))
            && !holds(&said.statement, &rewording.unless)
            && (rewording.before.is_empty() || holds(&said.lead, &rewording.before))
    }

    fn said(&self) -> Said {
        let said = self.attribution.statement();
        let from_source = self.attribution.source.to(said);
        // A source named elsewhere ("This causes frustration") has no words of its own here.
        let statement = if from_source.start >= self.attribution.sentence.start {
            from_source
        } else {
            said
        };
        let lead = Span {
            start: self.attribution.sentence.start,
            end: self
                .attribution
                .cue
                .start
                .max(self.attribution.sentence.start),
        };
        Said {
            object: self.words.plain(self.attribution.object),
            statement: self.words.plain(statement),
            lead: self.words.plain(lead),
        }
    }

    /// Whether what is said lies ahead, or does not, as a rewording asks.
    fn is_as_modal(&self, rewording: &Rewording) -> bool {
        rewording.modal.is_none_or(|wanted| {
            let tokens = self.words.tokens(self.attribution.object);
            let opening = usize::from(tokens.first().is_some_and(|first| first.tag == Tag::Sub));
            let modal = tokens[opening..]
                .iter()
                .take_while(|token| !matches!(token.tag, Tag::Sub | Tag::Rel))
                .any(|token| token.tag == Tag::Modal);
            modal == wanted
        })
    }

    /// Whether what is said is a clause of its own.
    fn has_clause(&self) -> bool {
        let tokens = self.words.tokens(self.attribution.object);
        let opens = tokens.first().is_some_and(|first| {
            matches!(first.tag, Tag::Sub | Tag::Pron) || first.tag.opens_noun_phrase()
        });
        let subject = tokens
            .iter()
            .position(|token| matches!(token.tag, Tag::Noun | Tag::Pron | Tag::Quant));
        let clause = subject.is_some_and(|subject| {
            // "consider an appeal to be the only way" has none.
            let behind = &tokens[subject..];
            let end = behind.iter().position(|token| token.tag == Tag::Punct);
            let mut verbs = own_verb::verb_groups(&behind[..end.unwrap_or(behind.len())]);
            verbs.next().is_some()
        });
        opens && clause
    }

    /// Another verb in the cue's own tense and number.
    fn in_same_form(&self, head: Span, verb: &str) -> Option<Edit> {
        let words = head.of(self.text);
        let form =
            self.pack
                .lexicon
                .same_form(&self.attribution.lemma, &words.to_lowercase(), verb)?;
        let replacement = if words.starts_with(char::is_uppercase) {
            capital(form)
        } else {
            form.to_owned()
        };
        Some(Edit {
            span: head,
            replacement,
        })
    }

    /// The word of the cue that is a form of its head.
    fn head(&self) -> Option<Span> {
        let lexicon = &self.pack.lexicon;
        let lemma = lexicon.lemma(&self.attribution.lemma)?;
        let cue = self.attribution.cue.of(self.text);
        let mut at = 0;
        for word in cue.split(|c: char| !c.is_alphanumeric()) {
            let known = lexicon
                .word(&word.to_lowercase())
                .is_some_and(|word| word.lemma == lemma);
            if known && !word.is_empty() {
                let start = self.attribution.cue.start as usize + at;
                return Some(Span::new(start, start + word.len()));
            }
            at += word.len()
                + cue[at + word.len()..]
                    .chars()
                    .next()
                    .map_or(0, char::len_utf8);
        }
        None
    }

    /// The longest phrase of the rewording that stands around the cue.
    fn phrase(&self, rewording: &Rewording, head: Span) -> Option<Edit> {
        let sentence = self.attribution.sentence;
        let words = sentence.of(self.text);
        let mut best: Option<Edit> = None;
        for (phrase, replacement) in &rewording.phrases {
            for at in places(words, phrase) {
                let start = sentence.start as usize + at;
                let span = Span::new(start, start + phrase.len());
                if span.contains(head)
                    && best
                        .as_ref()
                        .is_none_or(|best| span.len() > best.span.len())
                {
                    best = Some(Edit {
                        span,
                        replacement: replacement.clone(),
                    });
                }
            }
        }
        best
    }
}
