//! Escalation: which action, if any, takes a duty failure up, and how plainly.
//!
//! Actions are ranked, not measured against a fixed amount: an action that names the same service or
//! process beats one that takes in the field alone, and words of breadth count for nothing.

use super::action::Item;
use super::sentences::Paragraphs;
use super::{Action, ActionKind, Cover, DutyFailure, Escalation};
use crate::grammar::{Paragraph, Tag, Token};
use crate::pack::lexicon::ClassSet;
use crate::pack::{Pack, Use};
use rustc_hash::FxHashMap;

/// Points for the same duty's process, its field, the same service, and a broader field in common.
const PROCESS: f32 = 3.0;
const FIELD: f32 = 1.0;
const SERVICE: f32 = 2.0;
const BROAD: f32 = 0.5;
/// Points off an action that names services, none of which is the failing's own.
const OTHER_SERVICE: f32 = 1.0;
/// Points for each particular word that both hold, and how many of them count.
const WORD: f32 = 1.0;
const WORDS: usize = 4;
/// Points that an action needs to cover a failing: the field alone is too little.
const COVERS: f32 = 2.2;
/// More actions than any letter has: then their words are not compared.
const MANY: usize = 400;
/// A priority action wins when it is at least this near to the best improvement.
const PRIORITY_NEAR: f32 = 0.9;

/// What an action names.
pub(crate) struct Named {
    kind: ActionKind,
    id: u32,
    /// Whether it names each duty's process (true) or takes in its field (false).
    duties: Vec<(u16, bool)>,
    fields: Vec<u16>,
    /// Its particular words.
    words: Vec<u32>,
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
            };
            for (part, (start, end)) in item.parts.iter().zip(&item.ranges) {
                let paragraph = paragraphs.get(part);
                for sentence in paragraph.sentences.iter() {
                    let inside = |at: u32, until: u32| at >= *start && until <= *end;
                    let tokens = sentence
                        .tokens
                        .iter()
                        .filter(|token| inside(token.start, token.end));
                    named.words.extend(particular(tokens, generic));
                    for hit in sentence
                        .found
                        .iter()
                        .filter(|hit| inside(hit.start, hit.end))
                    {
                        named.note(&pack.uses[hit.pattern as usize]);
                    }
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
    const CLASSES: [&str; 14] = [
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
    ];
    CLASSES.iter().fold(pack.names.any_actor, |all, name| {
        all | pack.lexicon.class(name)
    })
}

/// The words that say what is meant in particular: nouns and adjectives that not every passage holds.
fn particular<'t>(
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
    words: Vec<u32>,
}

impl Spoken {
    /// Whether both are about one thing: a service or process, or a particular word.
    pub(crate) fn shares(&self, other: &Spoken) -> bool {
        self.fields.iter().any(|field| other.fields.contains(field))
            || self.words.iter().any(|word| other.words.contains(word))
    }
}

impl Named {
    fn note(&mut self, uses: &[Use]) {
        for use_ in uses {
            match *use_ {
                Use::CoverName(duty) => self.duties.push((duty, true)),
                Use::CoverField(duty) => self.duties.push((duty, false)),
                Use::Field(field) if !self.fields.contains(&field) => self.fields.push(field),
                _ => {}
            }
        }
        self.duties
            .sort_unstable_by_key(|(duty, name)| (*duty, !*name));
        self.duties.dedup_by_key(|(duty, _)| *duty);
    }

    fn names(&self, duty: u16) -> Option<bool> {
        self.duties
            .iter()
            .find(|(known, _)| *known == duty)
            .map(|(_, name)| *name)
    }
}

/// Gives each action the duties that it names.
pub(crate) fn name_duties(actions: &mut [Action], named: &[Named], pack: &Pack) {
    for (action, named) in actions.iter_mut().zip(named) {
        action.duties = named
            .duties
            .iter()
            .filter(|(_, name)| *name)
            .map(|(duty, _)| pack.duties[*duty as usize].id.get_ref().clone())
            .collect();
    }
}

/// What a sentence of a paragraph names.
pub(crate) fn spoken(
    paragraph: &Paragraph<'_>,
    sentence: usize,
    pack: &Pack,
    generic: ClassSet,
) -> Spoken {
    let mut fields = Vec::new();
    let sentence = &paragraph.sentences[sentence];
    for hit in &sentence.found {
        for use_ in &pack.uses[hit.pattern as usize] {
            if let Use::Field(field) = *use_
                && !fields.contains(&field)
            {
                fields.push(field);
            }
        }
    }
    let mut words: Vec<u32> = particular(sentence.tokens.iter(), generic).collect();
    words.sort_unstable();
    words.dedup();
    Spoken { fields, words }
}

/// What is known of failings alike: the escalation, the cover and the action of each duty with its fields.
pub(crate) type Known = FxHashMap<(u16, Vec<u16>), (Escalation, Cover, Option<u32>)>;

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
    let (escalation, cover, covered_by) = if actions.len() > MANY {
        let mut key = spoken.fields.clone();
        key.sort_unstable();
        *known
            .entry((duty as u16, key))
            .or_insert_with(|| covered(duty, &spoken.fields, &[], actions, pack))
    } else {
        covered(duty, &spoken.fields, &spoken.words, actions, pack)
    };
    failure.escalation = escalation;
    failure.cover = cover;
    failure.covered_by = covered_by;
}

fn covered(
    duty: usize,
    fields: &[u16],
    words: &[u32],
    actions: &[Named],
    pack: &Pack,
) -> (Escalation, Cover, Option<u32>) {
    let best = |kind: ActionKind| {
        actions
            .iter()
            .filter(|action| action.kind == kind)
            .map(|action| (score(action, duty as u16, fields, words, pack), action))
            .fold(None, |best: Option<(f32, &Named)>, next| match best {
                Some(best) if best.0 >= next.0 => Some(best),
                _ => Some(next),
            })
            .filter(|(points, _)| *points >= COVERS)
    };
    let priority = best(ActionKind::PriorityAction);
    let improvement = best(ActionKind::Improvement);
    let chosen = match (priority, improvement) {
        (Some(priority), Some(improvement)) if priority.0 < PRIORITY_NEAR * improvement.0 => {
            Some(improvement)
        }
        (Some(priority), _) => Some(priority),
        (None, improvement) => improvement,
    };
    let Some((_, action)) = chosen else {
        return (Escalation::None, Cover::None, None);
    };
    let escalation = match action.kind {
        ActionKind::PriorityAction => Escalation::PriorityAction,
        ActionKind::Improvement => Escalation::Improvement,
    };
    let services: Vec<u16> = leaves(fields, pack);
    let same_service = services.iter().any(|field| action.fields.contains(field));
    let by_service = pack.duties[duty].covers.by_service;
    let cover = if action.names(duty as u16) == Some(true)
        && (!by_service || services.is_empty() || same_service)
    {
        Cover::Named
    } else {
        Cover::General
    };
    (escalation, cover, Some(action.id))
}

fn leaves(fields: &[u16], pack: &Pack) -> Vec<u16> {
    fields
        .iter()
        .copied()
        .filter(|field| pack.field_parents[*field as usize].is_some())
        .collect()
}

fn score(action: &Named, duty: u16, fields: &[u16], words: &[u32], pack: &Pack) -> f32 {
    let mut points = match action.names(duty) {
        Some(true) => PROCESS,
        Some(false) => FIELD,
        None => 0.0,
    };
    let mut broad = false;
    for field in fields {
        let shared = action.fields.contains(field);
        let parent = pack.field_parents[*field as usize];
        let is_parent = pack.field_parents.contains(&Some(*field));
        if shared && !is_parent {
            points += SERVICE;
        } else if shared || parent.is_some_and(|parent| action.fields.contains(&parent)) {
            broad = true;
        }
    }
    let is_service = |field: &&u16| pack.field_parents[**field as usize].is_some();
    let mut own = fields.iter().filter(is_service).peekable();
    let names_others = pack.duties[duty as usize].covers.by_service
        && own.peek().is_some()
        && action.fields.iter().any(|field| is_service(&field))
        && !own.any(|field| action.fields.contains(field));
    if names_others {
        points = (points - OTHER_SERVICE).max(0.0);
    }
    let shared = words
        .iter()
        .filter(|word| action.words.binary_search(word).is_ok())
        .count();
    points += WORD * shared.min(WORDS) as f32;
    points + if broad { BROAD } else { 0.0 }
}
