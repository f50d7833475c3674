//! Taking out by structure: for parts that another program wrote again, where the record's places mean
//! nothing any more.

use super::thread::Thread;
use crate::read::ReadError;
use crate::read::docx::{KNOWN, Ns};
use crate::read::xml::{Element, Node, Xml};
use crate::span::Span;
use crate::write::AUTHOR;
use rustc_hash::FxHashSet;

/// Bytes to leave out, and bytes to put in their place.
type Edits = Vec<(Span, &'static str)>;

/// A part without the elements that `goes` names.
pub(super) fn without(
    text: &str,
    mut goes: impl FnMut(&Element<'_, Ns>) -> bool,
) -> Result<String, ReadError> {
    let mut xml = Xml::new("a part", text, KNOWN);
    let mut edits: Edits = Vec::new();
    let mut depth = 0_usize;
    let mut open: Option<(usize, u32)> = None;
    loop {
        match xml.next()? {
            Node::Start(element) => {
                depth += 1;
                if open.is_none() && goes(&element) {
                    open = Some((depth, element.place.start));
                }
            }
            Node::End => {
                if let Some((at, start)) = open
                    && at == depth
                {
                    let end = xml.here().end;
                    edits.push((Span { start, end }, ""));
                    open = None;
                }
                depth -= 1;
            }
            Node::Text(..) => {}
            Node::Over => return Ok(apply(text, &edits)),
        }
    }
}

/// Whether a part has elements of this name.
pub(super) fn has(text: &str, name: &str) -> Result<bool, ReadError> {
    let mut xml = Xml::new("a part", text, KNOWN);
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == name => return Ok(true),
            Node::Over => return Ok(false),
            _ => {}
        }
    }
}

/// The document's own part without these threads and without suggestions.
pub(super) fn document(text: &str, gone: &[&Thread]) -> Result<String, ReadError> {
    let numbers: FxHashSet<&str> = gone
        .iter()
        .flat_map(|thread| &thread.numbers)
        .map(String::as_str)
        .collect();
    let mut walk = Walk {
        numbers,
        open: Vec::new(),
        edits: Vec::new(),
        cuts: Vec::new(),
        deleted: 0,
    };
    let mut xml = Xml::new("document.xml", text, KNOWN);
    loop {
        match xml.next()? {
            Node::Start(element) => walk.start(&element, text),
            Node::End => walk.end(xml.here(), text),
            Node::Text(..) => {}
            Node::Over => break,
        }
    }
    walk.edits.sort_by_key(|(span, _)| (span.start, span.end));
    let (text, cuts) = apply_with(text, &walk.edits, &walk.cuts);
    Ok(join(&text, &cuts))
}

/// What an open element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Plain,
    /// All of it goes.
    Goes(u32),
    /// Its tags go.
    Unwrapped,
    /// A run: where it begins, and whether it holds a reference that goes and anything else.
    Run {
        start: u32,
        refers: bool,
        has_more: bool,
        reference: Span,
    },
    Properties,
    /// Words struck out by a suggestion.
    Struck,
}

struct Walk<'t> {
    numbers: FxHashSet<&'t str>,
    open: Vec<Open>,
    edits: Edits,
    /// Places where something went, before anything does.
    cuts: Vec<u32>,
    /// How many suggested deletions are open.
    deleted: usize,
}

impl Walk<'_> {
    fn start(&mut self, element: &Element<'_, Ns>, text: &str) {
        let name = element.name();
        let place = element.place;
        if let Some(Open::Run {
            refers,
            has_more,
            reference,
            ..
        }) = self.open.last_mut()
        {
            let is_ours = name == "commentReference" && is_of(element, &self.numbers);
            if is_ours {
                *refers = true;
                *reference = place;
            } else if name != "rPr" {
                *has_more = true;
            }
        }
        let open = match name {
            _ if element.namespace != Some(Ns::Word) => Open::Plain,
            "commentRangeStart" | "commentRangeEnd" if is_of(element, &self.numbers) => {
                Open::Goes(place.start)
            }
            "ins" | "moveTo" if is_ours(element) && !self.is_properties() => {
                Open::Goes(place.start)
            }
            "del" | "moveFrom" if is_ours(element) && !self.is_properties() => {
                self.edits.push((place, ""));
                self.cuts.push(place.start);
                self.deleted += 1;
                Open::Unwrapped
            }
            "delText" if self.deleted > 0 => {
                self.rename(place, text);
                Open::Struck
            }
            "r" => Open::Run {
                start: place.start,
                refers: false,
                has_more: false,
                reference: Span::default(),
            },
            "rPr" | "pPr" | "trPr" => Open::Properties,
            _ => Open::Plain,
        };
        self.open.push(open);
    }

    fn is_properties(&self) -> bool {
        self.open.contains(&Open::Properties)
    }

    fn end(&mut self, here: Span, text: &str) {
        let Some(open) = self.open.pop() else { return };
        let is_inside = self.open.iter().any(|open| matches!(open, Open::Goes(_)));
        match open {
            _ if is_inside => {}
            Open::Goes(start) => self.goes(start, here.end),
            Open::Run {
                start,
                refers: true,
                has_more: false,
                ..
            } => self.goes(start, here.end),
            Open::Run {
                refers: true,
                reference,
                ..
            } => self.edits.push((reference, "")),
            Open::Unwrapped => {
                self.goes(here.start, here.end);
                self.deleted -= 1;
            }
            Open::Struck if !here.is_empty() => self.rename(here, text),
            _ => {}
        }
    }

    /// Gives a tag of struck words the name of words that are there.
    fn rename(&mut self, tag: Span, text: &str) {
        let name = "delText";
        if let Some(at) = tag.of(text).find(name) {
            let start = tag.start + at as u32;
            let end = start + name.len() as u32;
            self.edits.push((Span { start, end }, "t"));
        }
    }

    fn goes(&mut self, start: u32, end: u32) {
        self.edits.push((Span { start, end }, ""));
        self.cuts.push(start);
    }
}

fn is_of(element: &Element<'_, Ns>, numbers: &FxHashSet<&str>) -> bool {
    element
        .attribute("id")
        .is_some_and(|id| numbers.contains(&*id))
}

fn is_ours(element: &Element<'_, Ns>) -> bool {
    element.attribute("author").as_deref() == Some(AUTHOR)
}

fn apply(text: &str, edits: &Edits) -> String {
    apply_with(text, edits, &[]).0
}

/// The text with edits made, and where places of it are then.
fn apply_with(text: &str, edits: &Edits, places: &[u32]) -> (String, Vec<usize>) {
    let mut out = String::with_capacity(text.len());
    let mut moved = Vec::with_capacity(places.len());
    let mut sorted = places.to_vec();
    sorted.sort_unstable();
    let mut places = sorted.into_iter().map(|place| place as usize).peekable();
    let mut done = 0;
    for (span, instead) in edits {
        let range = span.range();
        // What lies in something that goes is gone.
        if range.start < done {
            continue;
        }
        while let Some(place) = places.next_if(|place| *place <= range.start) {
            moved.push(out.len() + place.max(done) - done);
        }
        out.push_str(&text[done..range.start]);
        out.push_str(instead);
        done = range.end;
    }
    moved.extend(places.map(|place| out.len() + place.max(done) - done));
    out.push_str(&text[done..]);
    moved.dedup();
    (out, moved)
}

/// Joins runs that look the same and meet where something went.
fn join(text: &str, cuts: &[usize]) -> String {
    let mut edits: Edits = Vec::new();
    for &cut in cuts {
        if let Some(span) = seam(text, cut) {
            edits.push((span, ""));
        }
    }
    apply(text, &edits)
}

/// What lies between the words of two runs that meet here and look the same.
fn seam(text: &str, cut: usize) -> Option<Span> {
    let before = text.get(..cut)?;
    let after = text.get(cut..)?;
    let run = before.strip_suffix('>')?;
    let open = run.rfind("</")?;
    let name = &run[open + 2..];
    let prefix = name
        .strip_suffix('r')
        .filter(|prefix| prefix.is_empty() || prefix.ends_with(':'))?;
    let end_of_words = format!("</{prefix}t></{prefix}r>");
    let first = before.strip_suffix(&end_of_words)?;
    // The run before: from its first tag to its words.
    let start = first
        .rfind(&format!("<{prefix}r>"))
        .max(first.rfind(&format!("<{prefix}r ")))?;
    let (first_look, first_tag, first_words) = parts(&first[start..], prefix)?;
    let (look, tag, words) = parts(after, prefix)?;
    let keeps = |tag: &str| tag.contains("preserve");
    let is_bare = first_words.contains('<') || first_look != look;
    // White space at an end that is not kept is none; joined, it would stand in the middle, or be kept.
    let words = &words[..words.find('<')?];
    let would_count = match (keeps(first_tag), keeps(tag)) {
        (true, true) => false,
        (true, false) => words != words.trim(),
        (false, true) => true,
        (false, false) => {
            first_words.is_empty()
                || first_words != first_words.trim_end()
                || words != words.trim_start()
        }
    };
    if is_bare || would_count {
        return None;
    }
    let length = after.find(tag)? + tag.len();
    Some(Span::new(first.len(), cut + length))
}

/// Of a run: its properties, the first tag of its words, and the words and what follows.
fn parts<'t>(run: &'t str, prefix: &str) -> Option<(&'t str, &'t str, &'t str)> {
    let is_run =
        run.starts_with(&format!("<{prefix}r>")) || run.starts_with(&format!("<{prefix}r "));
    let tag = run
        .find('>')
        .filter(|at| is_run && !run[..*at].ends_with('/'))?
        + 1;
    let rest = &run[tag..];
    let close = format!("</{prefix}rPr>");
    let look = if rest.starts_with(&format!("<{prefix}rPr>")) {
        &rest[..rest.find(&close)? + close.len()]
    } else {
        ""
    };
    let words = &rest[look.len()..];
    let is_words =
        words.starts_with(&format!("<{prefix}t>")) || words.starts_with(&format!("<{prefix}t "));
    let end = words.find('>').filter(|_| is_words)? + 1;
    Some((look, &words[..end], &words[end..]))
}
