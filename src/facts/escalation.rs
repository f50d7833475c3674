//! Escalation: which action, if any, takes a duty failure up, and how plainly.
//!
//! What an action shares with a failing is evidence that it takes the failing up: the duty's process, its field, the
//! same service, words of its matter, particular words. The pack says what each counts for (`[cover]`). The likeliest
//! action takes the failing up when that is likelier than that none does. Words of breadth count for nothing.

use super::action::Item;
use super::sentences::Paragraphs;
use super::{Action, ActionKind, Cover, DutyFailure, Escalation};
use crate::grammar::{Paragraph, Sentence, Tag, Token};
use crate::pack::lexicon::ClassSet;
use crate::pack::{Pack, Use};
use crate::span::Span;
use rustc_hash::FxHashMap;

/// How many of the services and of the particular words that both hold count, and how many points of the matter.
const SERVICES: usize = 3;
const WORDS: usize = 4;
const POINTS: f32 = 6.0;
/// More actions than any letter has: then their words are not compared.
const MANY: usize = 400;

/// What an action names.
pub(crate) struct Named {
    kind: ActionKind,
    id: u32,
    duties: Vec<Touch>,
    fields: Vec<u16>,
    /// Its particular words.
    words: Vec<u32>,
    /// How many words and marks it has.
    length: usize,
}

/// How an action touches a duty.
#[derive(Clone, Copy, Debug, Default)]
struct Touch {
    duty: u16,
    /// It names the duty's process.
    process: bool,
    /// It takes in the duty's field.
    field: bool,
    /// The most points that one of its sentences has for the duty's matter.
    points: f32,
}

/// What each action names.
pub(crate) fn read_actions<'a>(
    items: &[Item<'a>],
    paragraphs: &Paragraphs<'a>,
    pack: &Pack,
) -> Vec<Named> {
    let generic = generic(pack);
    items
        .iter()
        .map(|item| {
            let mut named = Named {
                kind: item.action.kind,
                id: item.action.id,
                duties: Vec::new(),
                fields: Vec::new(),
                words: Vec::new(),
                length: 0,
            };
            for (part, (start, end)) in item.parts.iter().zip(&item.ranges) {
                let paragraph = paragraphs.get(part);
                for sentence in paragraph.sentences.iter() {
                    named.read(sentence, (*start, *end), pack, generic);
                }
            }
            named.words.sort_unstable();
            named.words.dedup();
            named
        })
        .collect()
}

/// Classes of words that any finding and any action may hold.
pub(crate) fn generic(pack: &Pack) -> ClassSet {
    const CLASSES: [&str; 15] = [
        "good-act",
        "good-state",
        "bad-state",
        "delay-sign",
        "deficit",
        "need-sign",
        "reducer",
        "improver",
        "systems",
        "state-object",
        "day-work",
        "own-state",
        "time-unit",
        "partitive",
        "common-word",
    ];
    CLASSES.iter().fold(pack.names.any_actor, |all, name| {
        all | pack.lexicon.class(name)
    })
}

/// The words that say what is meant in particular: nouns and adjectives that not every passage holds.
pub(crate) fn particular<'t>(
    tokens: impl Iterator<Item = &'t Token>,
    generic: ClassSet,
) -> impl Iterator<Item = u32> {
    tokens
        .filter(move |token| {
            token.lemma != 0 && matches!(token.tag, Tag::Noun | Tag::Adj) && !token.is(generic)
        })
        .map(|token| token.lemma)
}

/// What a failing's sentence names: services and processes, and particular words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spoken {
    fields: Vec<u16>,
    /// Those that the failing's own words name.
    own: Vec<u16>,
    words: Vec<u32>,
}

impl Spoken {
    /// Whether both are about one thing: a service or process that is no broad field, or a particular word.
    pub(crate) fn shares(&self, other: &Spoken, pack: &Pack) -> bool {
        let one_thing = |field: &&u16| !pack.is_broad(**field);
        self.fields
            .iter()
            .filter(one_thing)
            .any(|field| other.fields.contains(field))
            || self.words.iter().any(|word| other.words.contains(word))
    }
}

impl Named {
    /// Notes what the part of a sentence that is the action's names.
    fn read(
        &mut self,
        sentence: &Sentence,
        (start, end): (u32, u32),
        pack: &Pack,
        generic: ClassSet,
    ) {
        let inside = |at: u32, until: u32| at >= start && until <= end;
        let tokens = sentence
            .tokens
            .iter()
            .filter(|token| inside(token.start, token.end));
        self.length += tokens.clone().count();
        self.words.extend(particular(tokens, generic));
        let mut points: Vec<(u16, f32)> = Vec::new();
        for hit in sentence
            .found
            .iter()
            .filter(|hit| inside(hit.start, hit.end))
        {
            for use_ in &pack.uses[hit.pattern as usize] {
                match *use_ {
                    Use::CoverName(duty) => self.touch(duty).process = true,
                    Use::CoverField(duty) => self.touch(duty).field = true,
                    Use::Topic(duty, weight) if !hit.shadowed => {
                        match points.iter_mut().find(|(known, _)| *known == duty) {
                            Some((_, sum)) => *sum += weight,
                            None => points.push((duty, weight)),
                        }
                    }
                    Use::Field(field) if !self.fields.contains(&field) => self.fields.push(field),
                    _ => {}
                }
            }
        }
        for (duty, sum) in points {
            let touch = self.touch(duty);
            touch.points = touch.points.max(sum.min(POINTS));
        }
    }

    fn touch(&mut self, duty: u16) -> &mut Touch {
        let known = self.duties.iter().position(|touch| touch.duty == duty);
        let at = known.unwrap_or_else(|| {
            self.duties.push(Touch {
                duty,
                ..Touch::default()
            });
            self.duties.len() - 1
        });
        &mut self.duties[at]
    }

    fn touches(&self, duty: u16) -> Touch {
        let known = self.duties.iter().find(|touch| touch.duty == duty);
        known.copied().unwrap_or_default()
    }
}

/// Gives each action the duties that it names.
pub(crate) fn name_duties(actions: &mut [Action], named: &[Named], pack: &Pack) {
    for (action, named) in actions.iter_mut().zip(named) {
        action.duties = named
            .duties
            .iter()
            .filter(|touch| touch.process)
            .map(|touch| pack.duties[touch.duty as usize].id.get_ref().clone())
            .collect();
    }
}

/// What a sentence of a paragraph names, and the words at `span` in it.
pub(crate) fn spoken(
    paragraph: &Paragraph<'_>,
    sentence: usize,
    span: Span,
    pack: &Pack,
    generic: ClassSet,
) -> Spoken {
    let mut fields = Vec::new();
    let mut own = Vec::new();
    let sentence = &paragraph.sentences[sentence];
    for hit in &sentence.found {
        for use_ in &pack.uses[hit.pattern as usize] {
            let Use::Field(field) = *use_ else { continue };
            if !fields.contains(&field) {
                fields.push(field);
            }
            if !own.contains(&field) && span.contains(paragraph.span(hit.start, hit.end)) {
                own.push(field);
            }
        }
    }
    let mut words: Vec<u32> = particular(sentence.tokens.iter(), generic).collect();
    words.sort_unstable();
    words.dedup();
    Spoken { fields, own, words }
}

/// What becomes of a failing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TakenUp {
    escalation: Escalation,
    cover: Cover,
    covered_by: Option<u32>,
    /// How likely this is among what may become of it.
    certainty: f32,
}

/// What becomes of failings alike: of each duty with its fields.
pub(crate) type Known = FxHashMap<(u16, Vec<u16>, Vec<u16>), TakenUp>;

/// Sets a failing's escalation, cover and covering action. Where a letter has more than `MANY` actions,
/// failings of one duty that name the same fields have the same, so that its length costs no more than
/// its number of different failings.
pub(crate) fn escalate(
    failure: &mut DutyFailure,
    spoken: &Spoken,
    actions: &[Named],
    pack: &Pack,
    known: &mut Known,
) {
    let Some(duty) = pack.duty_index(&failure.duty) else {
        return;
    };
    let duty = duty as u16;
    let taken_up = if actions.len() > MANY {
        let sorted = |fields: &[u16]| {
            let mut fields = fields.to_vec();
            fields.sort_unstable();
            fields
        };
        let alike = Spoken {
            fields: sorted(&spoken.fields),
            own: sorted(&spoken.own),
            words: Vec::new(),
        };
        let key = (duty, alike.fields.clone(), alike.own.clone());
        *known
            .entry(key)
            .or_insert_with(|| covered(duty, &alike, actions, pack))
    } else {
        covered(duty, spoken, actions, pack)
    };
    failure.escalation = taken_up.escalation;
    failure.cover = taken_up.cover;
    failure.covered_by = taken_up.covered_by;
    failure.cover_certainty = taken_up.certainty;
}

fn covered(duty: u16, spoken: &Spoken, actions: &[Named], pack: &Pack) -> TakenUp {
    // Odds against the likeliest so far, so that no weight is too large: that none takes it up starts as the likeliest.
    let (mut most, mut all) = (0.0_f32, 1.0_f32);
    let mut likeliest = None;
    for action in actions {
        let points = log_odds(action, duty, spoken, pack);
        if points > most {
            all = all * (most - points).exp() + 1.0;
            most = points;
            likeliest = Some(action);
        } else {
            all += (points - most).exp();
        }
    }
    let certainty = 1.0 / all;
    let Some(action) = likeliest else {
        return TakenUp {
            escalation: Escalation::None,
            cover: Cover::None,
            covered_by: None,
            certainty,
        };
    };
    let escalation = match action.kind {
        ActionKind::PriorityAction => Escalation::PriorityAction,
        ActionKind::Improvement => Escalation::Improvement,
    };
    let mut services = services(&spoken.fields, pack).peekable();
    let same_service = services.peek().is_none()
        || !pack.duties[duty as usize].covers.by_service
        || services.any(|field| action.fields.contains(&field));
    let cover = if action.touches(duty).process && same_service {
        Cover::Named
    } else {
        Cover::General
    };
    TakenUp {
        escalation,
        cover,
        covered_by: Some(action.id),
        certainty,
    }
}

/// Those of some fields that are services of a kind, such as one therapy.
fn services<'f>(fields: &'f [u16], pack: &'f Pack) -> impl Iterator<Item = u16> + 'f {
    let is_service = |field: &u16| {
        pack.field_parents[*field as usize]
            .is_some_and(|parent| !pack.fields[parent as usize].qualities)
    };
    fields.iter().copied().filter(is_service)
}

/// How likely an action is to take a failing up, against that none does.
fn log_odds(action: &Named, duty: u16, spoken: &Spoken, pack: &Pack) -> f32 {
    let weights = &pack.cover;
    let touch = action.touches(duty);
    let names_service = services(&spoken.fields, pack).next().is_some();
    let mut points = weights.base
        + weights.points * touch.points
        + weights.length * (1.0 + action.length as f32).ln();
    if action.kind == ActionKind::PriorityAction {
        points += weights.priority;
    }
    if touch.process {
        points += weights.process;
        if !names_service {
            points += weights.process_alone;
        }
        if pack.duties[duty as usize].covers.by_service {
            points += weights.process_by_service;
        }
    } else if touch.field {
        points += weights.field;
    }
    let holds = |field: &u16| action.fields.contains(field);
    let same = spoken
        .own
        .iter()
        .filter(|field| holds(field) && !pack.is_broad(**field))
        .count();
    points += weights.service * same.min(SERVICES) as f32;
    let is_broad = |field: &u16| {
        holds(field) && pack.is_broad(*field)
            || pack.field_parents[*field as usize].is_some_and(|parent| holds(&parent))
    };
    if spoken.fields.iter().any(is_broad) {
        points += weights.broad;
    }
    if names_service
        && services(&action.fields, pack).next().is_some()
        && !services(&spoken.fields, pack).any(|field| holds(&field))
    {
        points += weights.other_service;
    }
    let shared = spoken
        .words
        .iter()
        .filter(|word| action.words.binary_search(word).is_ok())
        .count();
    points + weights.word * shared.min(WORDS) as f32
}
