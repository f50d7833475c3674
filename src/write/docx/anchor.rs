//! From words of the letter to places in the document's part: where marks of comments go, and which runs
//! a suggestion strikes out.

use super::piece::{Insertion, Role};
use super::scan::{Cut, End, Run, Scan};
use super::text::{attribute, escape};
use crate::diagnostic::Edit;
use crate::read::{Origin, Part};
use crate::span::Span;
use crate::write::AUTHOR;
use rustc_hash::FxHashMap;
use std::fmt::Write as _;

/// What is put at a cut, in the order in which it stands at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    EndOfChange,
    EndOfComment,
    StartOfComment,
    StartOfChange,
}

/// Something to be put at a cut: its turn, its text, and what it is there for.
type Mark = (Turn, String, Role);

/// Marks and changes to be put into the document's part.
pub(super) struct Marks<'a> {
    text: &'a str,
    scan: &'a Scan,
    origins: Vec<Origin>,
    namespace: &'static str,
    date: &'a str,
    at: FxHashMap<Cut, Vec<Mark>>,
    struck: Vec<Span>,
    next_change: u32,
    cuts: u32,
    spaces: u32,
}

impl<'a> Marks<'a> {
    /// No marks yet. `highest` are the numbers of cuts and of cut words that the part has already.
    pub(super) fn new(
        text: &'a str,
        scan: &'a Scan,
        origins: &[Origin],
        namespace: &'static str,
        date: &'a str,
        highest: (u32, u32),
    ) -> Self {
        Marks {
            text,
            scan,
            origins: origins
                .iter()
                .filter(|origin| origin.part == Part::Document && !origin.words.is_empty())
                .copied()
                .collect(),
            namespace,
            date,
            at: FxHashMap::default(),
            struck: Vec::new(),
            next_change: scan.change + 1,
            cuts: highest.0,
            spaces: highest.1,
        }
    }

    /// Marks words for a comment. Nothing when the document's part has no words at all.
    pub(super) fn comment(&mut self, words: Span, number: u32, id: u32) -> Option<()> {
        let first = self.first(words)?;
        let last = self.last(words)?;
        let start = self
            .scan
            .cut(byte(first, words.start, End::First), End::First)?;
        let mut end = self.scan.cut(byte(last, words.end, End::Last), End::Last)?;
        if end.at() <= start.at() {
            // What a box says comes behind the paragraph that it hangs on: its first words stand for all.
            let at = words.end.min(first.words.end);
            end = self.scan.cut(byte(first, at, End::Last), End::Last)?;
        }
        let open = self.tag("commentRangeStart", number, "/");
        let reference = format!(
            "{}{}{}{}",
            self.tag("commentRangeEnd", number, "/"),
            self.plain("r"),
            self.tag("commentReference", number, "/"),
            self.end("r"),
        );
        let role = Role::Comment(id);
        self.push(start, Turn::StartOfComment, open, role);
        self.push(end, Turn::EndOfComment, reference, role);
        Some(())
    }

    /// Tracks the edits of a rewording, all or none. Says whether it could: not where words of it stand in
    /// somebody's change, in a link, or in more than one paragraph.
    pub(super) fn changes(&mut self, edits: &[Edit]) -> bool {
        let runs: Option<Vec<_>> = edits.iter().map(|edit| self.runs(edit.span)).collect();
        let Some(runs) = runs else {
            return false;
        };
        for (edit, struck) in edits.iter().zip(runs) {
            self.change(edit, struck);
        }
        true
    }

    fn change(&mut self, edit: &Edit, struck: Vec<(usize, Span)>) {
        let Some(last) = struck.last() else {
            return;
        };
        let look = self.scan.runs[last.0].properties.of(self.text).to_owned();
        let count = struck.len();
        for (index, (_, place)) in struck.into_iter().enumerate() {
            let (Some(start), Some(end)) = (
                self.scan.cut(place.start as usize, End::First),
                self.scan.cut(place.end as usize - 1, End::Last),
            ) else {
                continue;
            };
            let open = self.change_tag("del");
            self.push(start, Turn::StartOfChange, open, Role::Change);
            let mut close = self.end("del");
            if index + 1 == count && !edit.replacement.is_empty() {
                let words = format!(
                    "{}{}{look}<{p}t xml:space=\"preserve\">{}{}{}{}",
                    self.change_tag("ins"),
                    self.plain("r"),
                    escape(&edit.replacement),
                    self.end("t"),
                    self.end("r"),
                    self.end("ins"),
                    p = self.scan.prefix,
                );
                close.push_str(&words);
            }
            self.push(end, Turn::EndOfChange, close, Role::Change);
            self.struck.push(place);
        }
    }

    /// The runs that words stand in, each with the words' place in the part.
    fn runs(&self, words: Span) -> Option<Vec<(usize, Span)>> {
        let mut found: Vec<(usize, Span)> = Vec::new();
        let mut at = words.start;
        let first = self
            .origins
            .partition_point(|origin| origin.words.end <= words.start);
        for origin in &self.origins[first..] {
            if at >= words.end {
                break;
            }
            // Words that no run has, or that stand there otherwise than as they are.
            if origin.words.start > at || origin.words.len() != origin.place.len() {
                return None;
            }
            let end = origin.words.end.min(words.end);
            let place = Span {
                start: origin.place.start + (at - origin.words.start),
                end: origin.place.start + (end - origin.words.start),
            };
            at = end;
            let index = self.scan.run_at(place.start as usize)?;
            match found.last_mut() {
                Some((last, whole)) if *last == index => whole.end = place.end,
                _ => found.push((index, place)),
            }
        }
        let paragraph = self.scan.runs[found.first()?.0].paragraph;
        let is_simple = |(index, place): &(usize, Span)| {
            let run = &self.scan.runs[*index];
            run.is_plain && run.paragraph == paragraph && has_only(run, *place)
        };
        (at >= words.end && found.iter().all(is_simple)).then_some(found)
    }

    fn first(&self, words: Span) -> Option<&Origin> {
        let at = self
            .origins
            .partition_point(|origin| origin.words.end <= words.start);
        // Words that the reader added, or of a note: what stands before them.
        let found = self
            .origins
            .get(at)
            .filter(|one| one.words.start < words.end);
        found.or_else(|| self.before(at))
    }

    fn last(&self, words: Span) -> Option<&Origin> {
        let at = self
            .origins
            .partition_point(|origin| origin.words.start < words.end);
        let found = at.checked_sub(1).and_then(|at| self.origins.get(at));
        found
            .filter(|one| one.words.end > words.start)
            .or_else(|| self.before(at))
    }

    fn before(&self, at: usize) -> Option<&Origin> {
        self.origins
            .get(at.saturating_sub(1))
            .or_else(|| self.origins.first())
    }

    fn push(&mut self, cut: Cut, turn: Turn, text: String, role: Role) {
        self.at.entry(cut).or_default().push((turn, text, role));
    }

    fn plain(&self, name: &str) -> String {
        format!("<{}{name}>", self.scan.prefix)
    }

    fn end(&self, name: &str) -> String {
        format!("</{}{name}>", self.scan.prefix)
    }

    /// A tag with a number; `close` is `/` for one without content.
    fn tag(&self, name: &str, number: u32, close: &str) -> String {
        let prefix = &self.scan.prefix;
        if prefix.is_empty() {
            // An attribute without a prefix is in no namespace.
            return format!(
                "<{name} xmlns:w=\"{}\" w:id=\"{number}\"{close}>",
                self.namespace
            );
        }
        format!("<{prefix}{name} {prefix}id=\"{number}\"{close}>")
    }

    fn change_tag(&mut self, name: &str) -> String {
        let number = self.next_change;
        self.next_change += 1;
        let prefix = match self.scan.prefix.as_str() {
            "" => "w:",
            prefix => prefix,
        };
        let mut tag = self.tag(name, number, "");
        tag.pop();
        let _ = write!(
            tag,
            " {prefix}author=\"{AUTHOR}\" {prefix}date=\"{}\">",
            attribute(self.date)
        );
        tag
    }

    /// All that is to be put into the part. `known` gives the number of cut words that a place in the part
    /// belongs to already.
    pub(super) fn insertions(mut self, known: &dyn Fn(Span) -> Option<u32>) -> Vec<Insertion> {
        let mut cuts: Vec<(Cut, Vec<Mark>)> = self.at.drain().collect();
        cuts.sort_by_key(|(cut, _)| *cut);
        let mut out = Vec::new();
        let mut words_by_place: FxHashMap<u32, u32> = FxHashMap::default();
        for (cut, mut marks) in cuts {
            marks.sort_by_key(|(turn, ..)| *turn);
            match cut {
                Cut::Beside(at) => out.extend(marks.into_iter().map(|mark| insertion(at, mark))),
                Cut::Run(run, at) => {
                    self.cuts += 1;
                    let (cut, words) = (self.cuts, 0);
                    let opened = self.begin_run(run);
                    out.push(Insertion {
                        at,
                        text: self.end("r"),
                        role: Role::Open { cut, words },
                    });
                    out.extend(marks.into_iter().map(|mark| insertion(at, mark)));
                    out.push(Insertion {
                        at,
                        text: opened,
                        role: Role::Close { cut, words },
                    });
                }
                Cut::Words(run, child, at) => {
                    let Some(words) = self.scan.runs[run].children[child].words else {
                        continue;
                    };
                    let number = *words_by_place.entry(words.tag.start).or_insert_with(|| {
                        if let Some(known) = known(words.tag) {
                            return known;
                        }
                        self.spaces += 1;
                        if !words.keeps_space {
                            out.push(Insertion {
                                at: words.tag.end as usize - 1,
                                text: " xml:space=\"preserve\"".to_owned(),
                                role: Role::Space { words: self.spaces },
                            });
                        }
                        self.spaces
                    });
                    self.cut_words(run, at, number, marks, &mut out);
                }
            }
        }
        self.strike_edges(&mut out);
        out
    }

    fn cut_words(
        &mut self,
        run: usize,
        at: usize,
        words: u32,
        marks: Vec<Mark>,
        out: &mut Vec<Insertion>,
    ) {
        self.cuts += 1;
        let cut = self.cuts;
        let open = Role::Open { cut, words };
        let close = Role::Close { cut, words };
        let prefix = self.scan.prefix.clone();
        let mut push = |text: String, role: Role| out.push(Insertion { at, text, role });
        push(format!("</{prefix}"), open);
        if self.is_struck(at as u32 - 1) {
            push(STRUCK.to_owned(), Role::Change);
        }
        push(format!("t></{prefix}r>"), open);
        for (_, text, role) in marks {
            push(text, role);
        }
        push(format!("{}<{prefix}", self.begin_run(run)), close);
        if self.is_struck(at as u32) {
            push(STRUCK.to_owned(), Role::Change);
        }
        push("t xml:space=\"preserve\">".to_owned(), close);
    }

    /// Words that are struck out have another tag, where they begin or end with tags of the part.
    fn strike_edges(&self, out: &mut Vec<Insertion>) {
        let name = self.scan.prefix.len();
        for struck in &self.struck {
            let Some(run) = self.scan.run_at(struck.start as usize) else {
                continue;
            };
            let Some(words) = self.scan.runs[run]
                .children
                .iter()
                .find_map(|one| one.words)
            else {
                continue;
            };
            let mut push = |at: usize| {
                out.push(Insertion {
                    at,
                    text: STRUCK.to_owned(),
                    role: Role::Change,
                });
            };
            if struck.start == words.content.start {
                push(words.tag.start as usize + 1 + name);
            }
            if struck.end == words.content.end {
                push(words.content.end as usize + 2 + name);
            }
        }
    }

    fn is_struck(&self, at: u32) -> bool {
        self.struck
            .iter()
            .any(|struck| struck.start <= at && at < struck.end)
    }

    fn begin_run(&self, run: usize) -> String {
        let run = &self.scan.runs[run];
        format!("{}{}", run.tag.of(self.text), run.properties.of(self.text))
    }
}

/// What makes `t` a `delText`, put before its last letter: nothing is taken away.
const STRUCK: &str = "delTex";

fn insertion(at: usize, (_, text, role): Mark) -> Insertion {
    Insertion { at, text, role }
}

/// The byte of a part that an end of words stands at: the first byte, or the last one.
fn byte(origin: &Origin, at: u32, end: End) -> usize {
    let is_same = origin.words.len() == origin.place.len();
    let at = match end {
        End::First if is_same && origin.words.start < at && at < origin.words.end => {
            origin.place.start + (at - origin.words.start)
        }
        End::First => origin.place.start,
        End::Last if is_same && origin.words.start < at && at < origin.words.end => {
            origin.place.start + (at - origin.words.start) - 1
        }
        End::Last => origin.place.end.max(origin.place.start + 1) - 1,
    };
    at as usize
}

/// Whether a run has these words, which can be cut at their ends, and nothing else in it.
fn has_only(run: &Run, place: Span) -> bool {
    let [child] = run.children.as_slice() else {
        return false;
    };
    child.words.is_some_and(|words| {
        words.content.contains(place) && (words.can_split || words.content == place)
    })
}
