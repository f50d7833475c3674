//! Where the runs of a part stand: what a mark can go between, and what has to be cut for it.

use crate::read::ReadError;
use crate::read::docx::{KNOWN, Ns};
use crate::read::xml::{Element, Node, Xml};
use crate::span::Span;

/// Numbers of revisions and comments above this are left alone: new ones must stay below Word's limit.
const MAX_NUMBER: u32 = 0x7000_0000;

/// Words in a run: `<w:t>…</w:t>`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    /// Its first tag.
    pub(super) tag: Span,
    /// What is between the tags.
    pub(super) content: Span,
    /// Whether white space at its ends counts.
    pub(super) keeps_space: bool,
    /// Whether it may be cut in two. Not where white space at its ends stands there and does not count.
    pub(super) can_split: bool,
}

/// A child of a run, besides its properties.
#[derive(Clone, Copy, Debug)]
pub(super) struct Child {
    pub(super) whole: Span,
    pub(super) words: Option<Words>,
}

/// A run.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) whole: Span,
    pub(super) tag: Span,
    /// Its properties, or nothing.
    pub(super) properties: Span,
    pub(super) children: Vec<Child>,
    /// Whether it stands in a paragraph itself, not in somebody's change, a link or a field.
    pub(super) is_plain: bool,
    /// The paragraph, counted from 1.
    pub(super) paragraph: u32,
    /// The outermost run that it stands in, such as that of a text box.
    outer: Option<usize>,
}

/// The runs of a part, and the numbers that are taken.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) runs: Vec<Run>,
    /// The prefix of Word's elements, with the colon.
    pub(super) prefix: String,
    /// The highest number of a comment.
    pub(super) comment: u32,
    /// The highest number of a tracked change.
    pub(super) change: u32,
    /// How many fields are open.
    fields: u32,
}

/// Where a part can be opened for a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Cut {
    /// Between elements.
    Beside(usize),
    /// In words: run, child, offset.
    Words(usize, usize, usize),
    /// Between children of a run.
    Run(usize, usize),
}

impl Cut {
    /// The byte before which it opens the part.
    pub(super) fn at(self) -> usize {
        match self {
            Cut::Beside(at) | Cut::Words(_, _, at) | Cut::Run(_, at) => at,
        }
    }
}

/// Which end of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    First,
    Last,
}

enum Open {
    Paragraph,
    Run(usize),
    Properties(usize),
    Child(usize),
    Other,
}

impl Scan {
    /// Looks through a part.
    ///
    /// # Errors
    ///
    /// When the part is no sound XML.
    pub(super) fn of(text: &str) -> Result<Scan, ReadError> {
        let mut scan = Scan::default();
        let mut xml = Xml::new("document.xml", text, KNOWN);
        let mut open: Vec<Open> = Vec::new();
        let mut paragraphs = 0;
        loop {
            match xml.next()? {
                Node::Start(element) => {
                    let found = scan.start(&element, &open, &mut paragraphs, text);
                    open.push(found);
                }
                Node::End => {
                    let here = xml.here();
                    match open.pop() {
                        Some(Open::Run(run)) => scan.runs[run].whole.end = here.end,
                        Some(Open::Properties(run)) => scan.runs[run].properties.end = here.end,
                        Some(Open::Child(run)) => {
                            if let Some(child) = scan.runs[run].children.last_mut() {
                                child.end(here, text);
                            }
                        }
                        _ => {}
                    }
                }
                Node::Text(..) => {}
                Node::Over => return Ok(scan),
            }
        }
    }

    fn start(
        &mut self,
        element: &Element<'_, Ns>,
        open: &[Open],
        paragraphs: &mut u32,
        text: &str,
    ) -> Open {
        let name = element.name();
        let is_words = element.namespace == Some(Ns::Word);
        let place = element.place;
        let parent = open.last();
        if is_words {
            self.notice(name, element);
            match name {
                "p" if !matches!(parent, Some(Open::Run(_))) => {
                    *paragraphs += 1;
                    return Open::Paragraph;
                }
                "r" if !matches!(parent, Some(Open::Run(_))) => {
                    let outer = open.iter().find_map(|open| match open {
                        Open::Run(run) => Some(*run),
                        _ => None,
                    });
                    if self.prefix.is_empty() && self.runs.is_empty() {
                        self.prefix = prefix(&text[place.range()]).to_owned();
                    }
                    self.runs.push(Run {
                        whole: place,
                        tag: place,
                        properties: Span {
                            start: place.end,
                            end: place.end,
                        },
                        children: Vec::new(),
                        is_plain: outer.is_none()
                            && self.fields == 0
                            && matches!(parent, Some(Open::Paragraph)),
                        paragraph: *paragraphs,
                        outer,
                    });
                    return Open::Run(self.runs.len() - 1);
                }
                _ => {}
            }
        }
        match parent {
            Some(Open::Run(run)) if is_words && name == "rPr" => {
                self.runs[*run].properties = place;
                Open::Properties(*run)
            }
            Some(Open::Run(run)) => {
                let words = (is_words && name == "t").then(|| Words {
                    tag: place,
                    content: Span {
                        start: place.end,
                        end: place.end,
                    },
                    keeps_space: element.attribute("space").as_deref() == Some("preserve"),
                    can_split: false,
                });
                self.runs[*run].children.push(Child {
                    whole: place,
                    words,
                });
                Open::Child(*run)
            }
            _ => Open::Other,
        }
    }

    /// Takes notice of numbers that are taken, and of fields.
    fn notice(&mut self, name: &str, element: &Element<'_, Ns>) {
        let highest = match name {
            "commentRangeStart" | "commentRangeEnd" | "commentReference" => &mut self.comment,
            "ins" | "del" | "moveFrom" | "moveTo" | "rPrChange" | "pPrChange" => &mut self.change,
            "fldChar" => {
                self.fields = match element.attribute("fldCharType").as_deref() {
                    Some("begin") => self.fields.saturating_add(1),
                    Some("end") => self.fields.saturating_sub(1),
                    _ => self.fields,
                };
                return;
            }
            _ => return,
        };
        if let Some(number) = element.number("id").filter(|number| *number < MAX_NUMBER) {
            *highest = (*highest).max(number);
        }
    }

    /// The innermost run around an offset.
    pub(super) fn run_at(&self, at: usize) -> Option<usize> {
        let at = at as u32;
        let mut run = self
            .runs
            .partition_point(|run| run.whole.start <= at)
            .checked_sub(1)?;
        // A run in a box comes behind the run of the box.
        while self.runs[run].whole.end <= at {
            run = self.runs[run].outer?;
        }
        Some(run)
    }

    /// Where to open the part for the first or the last byte of words. Nothing when no run is near.
    pub(super) fn cut(&self, byte: usize, end: End) -> Option<Cut> {
        let Some(index) = self.run_at(byte) else {
            // A formula: the run before it, or the first one.
            let before = self
                .runs
                .partition_point(|run| run.whole.start as usize <= byte);
            let run = self.outermost(before.saturating_sub(1))?;
            return Some(Cut::Beside(side(run.whole, end)));
        };
        let run = &self.runs[index];
        if run.outer.is_some() {
            let outer = self.outermost(index)?;
            return Some(Cut::Beside(side(outer.whole, end)));
        }
        let at = byte as u32;
        let child = run
            .children
            .iter()
            .position(|child| child.whole.start <= at && at < child.whole.end);
        let Some(child) = child else {
            return Some(Cut::Beside(side(run.whole, end)));
        };
        if let Some(words) = run.children[child].words.filter(|words| words.can_split) {
            let at = match end {
                End::First => at,
                End::Last => at + 1,
            };
            if words.content.start < at && at < words.content.end {
                return Some(Cut::Words(index, child, at as usize));
            }
        }
        let is_edge = match end {
            End::First => child == 0,
            End::Last => child + 1 == run.children.len(),
        };
        Some(if is_edge {
            Cut::Beside(side(run.whole, end))
        } else {
            Cut::Run(index, side(run.children[child].whole, end))
        })
    }

    fn outermost(&self, index: usize) -> Option<&Run> {
        let run = self.runs.get(index)?;
        match run.outer {
            Some(outer) => self.runs.get(outer),
            None => Some(run),
        }
    }
}

impl Child {
    fn end(&mut self, here: Span, text: &str) {
        self.whole.end = here.end;
        if let Some(words) = &mut self.words {
            words.content.end = here.start.max(words.content.start);
            let content = &text[words.content.range()];
            words.can_split = words.keeps_space || content == content.trim();
        }
    }
}

fn side(span: Span, end: End) -> usize {
    match end {
        End::First => span.start as usize,
        End::Last => span.end as usize,
    }
}

/// The prefix in a tag, with the colon.
fn prefix(tag: &str) -> &str {
    let name = tag.trim_start_matches('<');
    let end = name.find(|sign: char| sign.is_whitespace() || matches!(sign, '/' | '>'));
    let name = &name[..end.unwrap_or(name.len())];
    name.find(':').map_or("", |colon| &name[..=colon])
}
