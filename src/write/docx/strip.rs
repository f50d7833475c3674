//! Taking out what was put into a document: all of it, or all but the threads that a person answered.

use super::draft::Draft;
use super::kind::Kind;
use super::piece::Role;
use super::structure;
use super::text::attribute;
use super::thread::{self, Thread};
use crate::write::{AUTHOR, WriteError};
use rustc_hash::FxHashSet;

/// Takes out evenhand's comments but those that `keeps` wants, and its suggestions. With `is_last`, the
/// parts that were added for them, and the record, go too.
pub(super) fn strip(
    draft: &mut Draft<'_>,
    keeps: &dyn Fn(&Thread) -> bool,
    is_last: bool,
) -> Result<(), WriteError> {
    let threads = thread::threads(draft)?;
    let (kept, gone): (Vec<&Thread>, Vec<&Thread>) =
        threads.iter().partition(|thread| keeps(thread));
    let kept_ids: FxHashSet<u32> = kept.iter().map(|thread| thread.id).collect();
    draft.open_recorded()?;
    draft.document()?;
    for kind in Kind::OF_COMMENTS {
        draft.known(kind)?;
    }
    let keeps_id = |id: u32| kept_ids.contains(&id);

    // The document's own words.
    let document = draft.document()?;
    let recorded: FxHashSet<u32> = document
        .pieces
        .iter()
        .filter_map(|piece| match piece.role {
            Role::Comment(id) => Some(id),
            _ => None,
        })
        .collect();
    if document.is_known {
        document.take(&keeps_id, true);
    }
    // Marks of answers, and those in a part that was written again, are in no record.
    let has_more = gone
        .iter()
        .any(|thread| thread.numbers.len() > 1 || !recorded.contains(&thread.id));
    if has_more || !document.is_known {
        let text = structure::document(&document.text, &gone)?;
        if text != document.text {
            document.set(text);
        }
    }

    // What is told of comments elsewhere.
    let numbers: FxHashSet<&str> = gone
        .iter()
        .flat_map(|thread| thread.numbers.iter().map(String::as_str))
        .collect();
    let paragraphs: FxHashSet<u32> = gone
        .iter()
        .flat_map(|thread| thread.paragraphs.iter().copied())
        .collect();
    let is_gone_paragraph = |id: Option<std::borrow::Cow<'_, str>>| {
        id.and_then(|id| u32::from_str_radix(&id, 16).ok())
            .is_some_and(|id| paragraphs.contains(&id))
    };
    // Who wrote nothing but answers that go, goes too.
    let mut people: FxHashSet<&str> = FxHashSet::default();
    if is_last {
        let answers = gone.iter().flat_map(|thread| &thread.replies);
        people.extend(answers.map(|reply| reply.author.as_str()));
        let text = &draft.document()?.text;
        people.retain(|person| !names(text, person));
        people.insert(AUTHOR);
    }
    let mut lasting: FxHashSet<String> = FxHashSet::default();
    for kind in Kind::OF_COMMENTS {
        let Some(part) = draft.known(kind)? else {
            continue;
        };
        if part.is_known {
            part.take(&keeps_id, !is_last);
        }
        if kind == Kind::People && !part.is_new {
            people.retain(|person| *person == AUTHOR);
        }
        let text = structure::without(&part.text, |element| {
            element.name() == kind.element()
                && match kind {
                    Kind::Comments => element
                        .attribute("id")
                        .is_some_and(|id| numbers.contains(&*id)),
                    Kind::Extended => is_gone_paragraph(element.attribute("paraId")),
                    Kind::Ids => {
                        let is_gone = is_gone_paragraph(element.attribute("paraId"));
                        if is_gone && let Some(id) = element.attribute("durableId") {
                            lasting.insert(id.into_owned());
                        }
                        is_gone
                    }
                    Kind::Extensible => element
                        .attribute("durableId")
                        .is_some_and(|id| lasting.contains(&*id)),
                    Kind::People => element
                        .attribute("author")
                        .is_some_and(|author| people.contains(&*author)),
                    Kind::Record => false,
                }
        })?;
        if kind == Kind::Comments {
            people.retain(|person| !names(&text, person));
        }
        if text != part.text {
            part.set(text);
        }
    }
    if is_last {
        remove_parts(draft)?;
    } else {
        draft
            .record
            .raised
            .retain(|raised| !raised.sentence.is_empty());
    }
    Ok(())
}

/// Whether something in a part is by this person.
fn names(part: &str, person: &str) -> bool {
    part.contains(&format!("author=\"{}\"", attribute(person)))
}

/// Takes out the parts that were added, unless somebody else uses them by now, and what names them.
fn remove_parts(draft: &mut Draft<'_>) -> Result<(), WriteError> {
    let mut gone = Vec::new();
    let mut all_go = true;
    for kind in Kind::OF_COMMENTS {
        let Some(part) = draft.known(kind)? else {
            continue;
        };
        if !part.is_new {
            continue;
        }
        if structure::has(&part.text, kind.element())? {
            all_go = false;
        } else {
            gone.extend(draft.remove(kind)?);
        }
    }
    gone.extend(draft.remove(Kind::Record)?);
    if gone.is_empty() {
        return Ok(());
    }
    let gone: FxHashSet<String> = gone.iter().map(|name| name.to_ascii_lowercase()).collect();
    let folder = draft.folder().to_owned();
    let is_gone = |name: &str| gone.contains(&name.trim_start_matches('/').to_ascii_lowercase());
    let relationships = draft.relationships()?;
    if relationships.is_known && all_go {
        relationships.take(&|_| false, false);
    }
    if relationships.is_new && !structure::has(&relationships.text, "Relationship")? {
        relationships.remove();
    } else {
        let text = structure::without(&relationships.text, |element| {
            let target = element.attribute("Target").unwrap_or_default();
            element.name() == "Relationship"
                && is_gone(&crate::read::docx::package::resolve(&folder, &target))
        })?;
        if text != relationships.text {
            relationships.set(text);
        }
    }
    let types = draft.types()?;
    if types.is_known && all_go {
        types.take(&|_| false, false);
    }
    let text = structure::without(&types.text, |element| {
        element.name() == "Override"
            && element
                .attribute("PartName")
                .is_some_and(|name| is_gone(&name))
    })?;
    if text != types.text {
        types.set(text);
    }
    Ok(())
}

/// The highest numbers of cuts and of cut words among what is known of a part.
pub(super) fn highest_cut(pieces: &[super::piece::Piece]) -> (u32, u32) {
    pieces
        .iter()
        .fold((0, 0), |(cuts, spaces), piece| match piece.role {
            Role::Open { cut, words } | Role::Close { cut, words } => {
                (cuts.max(cut), spaces.max(words))
            }
            Role::Space { words } => (cuts, spaces.max(words)),
            _ => (cuts, spaces),
        })
}
