//! Word documents: diagnostics as comments on their words, suggestions as tracked changes.

mod anchor;
mod comment;
mod draft;
mod kind;
mod piece;
mod record;
mod scan;
mod strip;
mod structure;
mod text;
mod thread;

pub use thread::{Reply, Thread};

use super::{AUTHOR, WriteError};
use crate::allow::{Allow, answered_sentence};
use crate::diagnostic::{Diagnostic, Edit, Grade};
use crate::letter::Letter;
use crate::read::Origin;
use crate::span::Span;
use anchor::Marks;
use draft::Draft;
use kind::{CID, Kind, W15, word};
use piece::{Insertion, Role};
use record::Raised;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use scan::Scan;
use std::hash::{Hash as _, Hasher as _};

/// The most words of a point that the record keeps.
const MOST_WORDS: usize = 15;

/// How to write comments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The date of comments and changes, as `2026-01-31T12:00:00Z`.
    pub date: String,
    /// Up to which grade rewordings are written as tracked changes; none when nothing.
    pub suggest: Option<Grade>,
    /// Whether a signed document is written all the same.
    pub force: bool,
    /// What the first comment says for all of them, a paragraph each.
    pub once: Vec<String>,
}

/// A letter of a document and where its words stand in it.
#[derive(Clone, Copy, Debug)]
pub struct Letterhead<'a> {
    /// The letter, as it was read from the very bytes that are written to.
    pub letter: &'a Letter,
    /// Where its words come from.
    pub origins: &'a [Origin],
}

/// A document with comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotated {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many comments were added.
    pub added: usize,
    /// How many diagnostics have a comment already that a person answered or resolved, without a reason.
    pub open: usize,
    /// How many diagnostics are quiet, for an answer gives a reason.
    pub decided: usize,
    /// How many answers give a reason and hold no more, for their sentence was changed.
    pub lapsed: usize,
    /// How many rewordings were written as tracked changes.
    pub suggested: usize,
}

/// The document without evenhand's comments and suggestions, but with the threads that a person answered or
/// resolved: what to read and check before it is annotated again.
///
/// # Errors
///
/// When it is no sound Word document, or is signed and `force` is not given.
pub fn renewed(bytes: &[u8], force: bool) -> Result<Vec<u8>, WriteError> {
    let mut draft = Draft::open(bytes, force)?;
    strip::strip(&mut draft, &Thread::is_answered, false)?;
    draft.finish()
}

/// The document without anything of evenhand's: the first one again.
///
/// # Errors
///
/// As [`renewed`].
pub fn removed(bytes: &[u8], force: bool) -> Result<Vec<u8>, WriteError> {
    let mut draft = Draft::open(bytes, force)?;
    strip::strip(&mut draft, &|_| false, true)?;
    draft.finish()
}

/// A document that carries comments or suggestions of evenhand's, as it is read: without what nobody
/// answered, for a suggestion that nobody accepted is none of the letter's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// What [`renewed`] gives.
    pub bytes: Vec<u8>,
    threads: Vec<Thread>,
}

impl Reviewed {
    /// What people decided, by rule and sentence. `letter` is read from [`Reviewed::bytes`].
    pub fn decisions(&self, letter: &Letter) -> Vec<Allow> {
        thread::decisions(&self.threads, letter)
    }
}

/// What a document is to be read from, if evenhand wrote into it.
///
/// # Errors
///
/// When it is no sound Word document.
pub fn reviewed(bytes: &[u8]) -> Result<Option<Reviewed>, WriteError> {
    let mut draft = Draft::open(bytes, true)?;
    let threads = thread::threads(&mut draft)?;
    if threads.is_empty() && !draft.has_record() {
        return Ok(None);
    }
    strip::strip(&mut draft, &Thread::is_answered, false)?;
    Ok(Some(Reviewed {
        bytes: draft.finish()?,
        threads,
    }))
}

/// Evenhand's comments in a document with their answers, in the document's order; and behind them those
/// that an earlier run raised and whose words were changed since.
///
/// # Errors
///
/// When it is no sound Word document.
pub fn threads(bytes: &[u8]) -> Result<(Vec<Thread>, Vec<Thread>), WriteError> {
    let mut draft = Draft::open(bytes, true)?;
    let threads = thread::threads(&mut draft)?;
    let ids: FxHashSet<u32> = threads.iter().map(|thread| thread.id).collect();
    let past = draft
        .record
        .raised
        .iter()
        .filter(|raised| !ids.contains(&raised.id))
        .map(|raised| Thread {
            rule: raised.rule.clone(),
            level: raised.level.clone(),
            sentence: raised.sentence.clone(),
            words: raised.words.clone(),
            message: raised.message.clone(),
            id: raised.id,
            ..Thread::default()
        })
        .collect();
    Ok((threads, past))
}

/// Writes diagnostics into a document that [`renewed`] gave, as comments on their words.
///
/// # Errors
///
/// As [`renewed`].
pub fn annotate(
    bytes: &[u8],
    head: Letterhead<'_>,
    points: &[Diagnostic],
    options: &Options,
) -> Result<Annotated, WriteError> {
    let mut draft = Draft::open(bytes, options.force)?;
    let threads = thread::threads(&mut draft)?;
    let mut done = Annotated {
        bytes: Vec::new(),
        added: 0,
        open: 0,
        decided: 0,
        lapsed: 0,
        suggested: 0,
    };
    let mut holds = vec![false; threads.len()];
    let mut wanted: Vec<&Diagnostic> = Vec::new();
    for point in points.iter().filter(|point| point.suppressed.is_none()) {
        let mut is_decided = false;
        let mut is_open = false;
        for (thread, holds) in threads.iter().zip(&mut holds) {
            if thread.is_about(point, head.letter) {
                *holds = true;
                is_decided |= thread.decision().is_some();
                is_open = true;
            }
        }
        match (is_decided, is_open) {
            (true, _) => done.decided += 1,
            (false, true) => done.open += 1,
            (false, false) => wanted.push(point),
        }
    }
    let all = threads.iter().zip(holds);
    done.lapsed = all
        .filter(|(thread, holds)| {
            !holds && !thread.sentence.is_empty() && thread.decision().is_some()
        })
        .count();
    wanted.sort_by(|first, second| (first.span, &first.rule).cmp(&(second.span, &second.rule)));
    if wanted.is_empty() && !draft.has_record() {
        done.bytes = bytes.to_vec();
        return Ok(done);
    }
    let items = items(&wanted, head.letter, &threads);
    write(&mut draft, head, &items, &threads, options, &mut done)?;
    done.bytes = draft.finish()?;
    Ok(done)
}

/// A diagnostic to be written, with the id that its comment has.
struct Item<'a> {
    point: &'a Diagnostic,
    id: u32,
    sentence: String,
}

fn items<'a>(wanted: &[&'a Diagnostic], letter: &Letter, threads: &[Thread]) -> Vec<Item<'a>> {
    let mut taken: FxHashSet<u32> = threads
        .iter()
        .flat_map(|thread| thread.paragraphs.iter().copied())
        .collect();
    let mut items = Vec::with_capacity(wanted.len());
    for point in wanted {
        let sentence = answered_sentence(letter, point);
        let mut turn = 0_u32;
        let id = loop {
            let id = id_of(&point.rule, &sentence, turn);
            if taken.insert(id) {
                break id;
            }
            turn += 1;
        };
        items.push(Item {
            point,
            id,
            sentence,
        });
    }
    items
}

/// Word wants paragraph ids and lasting numbers above nothing and below half of what fits.
fn id_of(rule: &str, sentence: &str, turn: u32) -> u32 {
    let mut hasher = FxHasher::default();
    (rule, sentence, turn).hash(&mut hasher);
    let hash = hasher.finish();
    let folded = (hash ^ (hash >> 32)) as u32 & 0x7FFF_FFFF;
    folded.clamp(1, 0x7FFF_FFFD)
}

fn write(
    draft: &mut Draft<'_>,
    head: Letterhead<'_>,
    items: &[Item<'_>],
    threads: &[Thread],
    options: &Options,
    done: &mut Annotated,
) -> Result<(), WriteError> {
    let highest = match draft.known(Kind::Comments)? {
        Some(part) => thread::highest(&part.text)?,
        None => 0,
    };
    let document = draft.document()?;
    let scan = Scan::of(&document.text)?;
    let is_strict = document
        .text
        .contains("http://purl.oclc.org/ooxml/wordprocessingml/main");
    let namespace = word(is_strict);
    let mut marks = Marks::new(
        &document.text,
        &scan,
        head.origins,
        namespace,
        &options.date,
        strip::highest_cut(&document.pieces),
    );
    let edits = suggestions(items, options.suggest);
    let mut changed: Vec<Span> = Vec::new();
    for (_, all) in &edits {
        if all
            .iter()
            .all(|edit| !changed.iter().any(|span| span.overlaps(edit.span)))
            && marks.changes(all)
        {
            changed.extend(all.iter().map(|edit| edit.span));
            done.suggested += 1;
        }
    }

    let first = highest.max(scan.comment) + 1;
    let mut texts = Texts::default();
    for item in items {
        let number = first + done.added as u32;
        let words = around(item.point.span, &changed);
        if marks.comment(words, number, item.id).is_none() {
            continue;
        }
        texts.push(item, number, head.letter, options, namespace);
        done.added += 1;
    }
    let pieces = document.pieces.clone();
    let insertions = marks.insertions(&|tag| {
        pieces.iter().find_map(|piece| {
            let place = Span::new(piece.at, piece.at + piece.len);
            match piece.role {
                Role::Space { words } if tag.contains(place) => Some(words),
                Role::Close { words, .. } if words > 0 && place.overlaps(tag) => Some(words),
                _ => None,
            }
        })
    });
    document.put(insertions);
    texts.put(draft, is_strict)?;
    record(draft, head.letter, items, threads, is_strict)
}

/// The edits of the rewordings that are wanted, by their items.
fn suggestions<'a>(items: &[Item<'a>], most: Option<Grade>) -> Vec<(usize, &'a [Edit])> {
    let is_wanted = |grade: Grade| match most {
        None | Some(Grade::Ask) => false,
        Some(Grade::Safe) => grade == Grade::Safe,
        Some(Grade::Suggest) => grade != Grade::Ask,
    };
    items
        .iter()
        .enumerate()
        .filter_map(|(index, item)| {
            let fix = item.point.fix.as_ref()?;
            (is_wanted(fix.grade) && !fix.edits.is_empty()).then_some((index, fix.edits.as_slice()))
        })
        .collect()
}

/// Words of which no end lies inside words that are struck out.
fn around(mut words: Span, changed: &[Span]) -> Span {
    for change in changed {
        if change.start < words.start && words.start < change.end {
            words.start = change.start;
        }
        if change.start < words.end && words.end < change.end {
            words.end = change.end;
        }
    }
    words
}

/// What goes into the parts of comments.
#[derive(Default)]
struct Texts {
    comments: Vec<(u32, String)>,
    extended: Vec<(u32, String)>,
    ids: Vec<(u32, String)>,
}

impl Texts {
    fn push(
        &mut self,
        item: &Item<'_>,
        number: u32,
        letter: &Letter,
        options: &Options,
        namespace: &str,
    ) {
        let id = item.id;
        let once = match self.comments.is_empty() {
            true => options.once.as_slice(),
            false => &[],
        };
        let paragraphs = comment::paragraphs(item.point, letter, once);
        let element = comment::element(&paragraphs, number, id, &options.date, namespace);
        self.comments.push((id, element));
        self.extended.push((
            id,
            format!("<w15:commentEx xmlns:w15=\"{W15}\" w15:paraId=\"{id:08X}\" w15:done=\"0\"/>"),
        ));
        self.ids.push((
            id,
            format!(
                "<w16cid:commentId xmlns:w16cid=\"{CID}\" w16cid:paraId=\"{id:08X}\" w16cid:durableId=\"{:08X}\"/>",
                // Any number will do that is not the paragraph's.
                (id ^ 0x2A2A_2A2A).clamp(1, 0x7FFF_FFFD)
            ),
        ));
    }

    fn put(self, draft: &mut Draft<'_>, is_strict: bool) -> Result<(), WriteError> {
        if self.comments.is_empty() {
            return Ok(());
        }
        for (kind, texts) in [
            (Kind::Comments, self.comments),
            (Kind::Extended, self.extended),
            (Kind::Ids, self.ids),
        ] {
            let part = draft.needed(kind, is_strict)?;
            let at = part.room()?;
            part.put(
                texts
                    .into_iter()
                    .map(|(id, text)| Insertion {
                        at,
                        text,
                        role: Role::Comment(id),
                    })
                    .collect(),
            );
        }
        let people = draft.needed(Kind::People, is_strict)?;
        if !people.text.contains(&format!("author=\"{AUTHOR}\"")) {
            let at = people.room()?;
            people.put(vec![Insertion {
                at,
                text: format!(
                    "<w15:person xmlns:w15=\"{W15}\" w15:author=\"{AUTHOR}\"><w15:presenceInfo w15:providerId=\"None\" \
                     w15:userId=\"{AUTHOR}\"/></w15:person>"
                ),
                role: Role::Base,
            }]);
        }
        Ok(())
    }
}

/// Notes what the comments are about, and what became of those of earlier runs.
fn record(
    draft: &mut Draft<'_>,
    letter: &Letter,
    items: &[Item<'_>],
    threads: &[Thread],
    is_strict: bool,
) -> Result<(), WriteError> {
    let kept: FxHashSet<u32> = threads.iter().map(|thread| thread.id).collect();
    let raised: FxHashMap<(&str, &str), ()> = items
        .iter()
        .map(|item| ((item.point.rule.as_str(), item.sentence.as_str()), ()))
        .collect();
    let mut before = std::mem::take(&mut draft.record.raised);
    before.retain(|raised_before| {
        kept.contains(&raised_before.id)
            || !raised.contains_key(&(raised_before.rule.as_str(), raised_before.sentence.as_str()))
    });
    for old in &mut before {
        old.is_past = !kept.contains(&old.id);
    }
    draft.record.raised = items
        .iter()
        .map(|item| Raised {
            id: item.id,
            rule: item.point.rule.clone(),
            level: item.point.severity.title().to_owned(),
            sentence: item.sentence.clone(),
            words: comment::quote(letter, item.point.span, MOST_WORDS),
            message: item.point.message.clone(),
            is_past: false,
        })
        .collect();
    draft.record.raised.append(&mut before);
    draft.needed(Kind::Record, is_strict)?;
    Ok(())
}
