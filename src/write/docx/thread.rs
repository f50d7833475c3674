//! Comments as the document has them: evenhand's own, with what people answered.

use super::draft::Draft;
use super::kind::Kind;
use super::record::Raised;
use crate::allow::{Allow, Answer, answered_sentence};
use crate::diagnostic::Diagnostic;
use crate::letter::{Annotation, Letter};
use crate::read::ReadError;
use crate::read::docx::{KNOWN, Ns};
use crate::read::xml::{Node, Xml};
use crate::span::Span;
use crate::write::decision::{Reason, reason_of};
use crate::write::{AUTHOR, WriteError};
use rustc_hash::FxHashMap;

/// What a person wrote under a comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// Who.
    pub author: String,
    /// When, as the document says it; empty where it does not.
    pub date: String,
    /// What.
    pub text: String,
}

/// A comment of evenhand's with its answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thread {
    /// The rule that it speaks for.
    pub rule: String,
    /// The level's name for people.
    pub level: String,
    /// The normalised sentence it is about; empty where the document does not tell any more.
    pub sentence: String,
    /// The words it is at; empty where the document does not tell any more.
    pub words: String,
    /// What it says first.
    pub message: String,
    /// What people answered, in order.
    pub replies: Vec<Reply>,
    /// Whether somebody marked it as resolved.
    pub is_resolved: bool,
    /// Its paragraph id, by which the record knows it.
    pub(super) id: u32,
    /// Its number in the document and those of its answers.
    pub(super) numbers: Vec<String>,
    /// Paragraph ids of the comment and its answers.
    pub(super) paragraphs: Vec<u32>,
    /// Its own text, a line a paragraph.
    pub(super) text: String,
}

impl Thread {
    /// The last answer that begins with one of the reasons, and the reason: who changes their mind says so.
    pub fn decision(&self) -> Option<(Reason, &Reply)> {
        self.replies
            .iter()
            .rev()
            .find_map(|reply| reason_of(&reply.text).map(|(reason, _)| (reason, reply)))
    }

    /// What keeps its point quiet, if an answer gives a reason. `place` is where the comment stands.
    fn allow(&self, place: Span) -> Option<Allow> {
        let (reason, reply) = self.decision()?;
        let (_, note) = reason_of(&reply.text)?;
        let answer = Answer {
            reason,
            note,
            author: &reply.author,
        };
        Some(Allow::of_answer(&self.rule, answer, place, &self.sentence))
    }

    /// Whether it speaks of the same as a diagnostic of the letter that it stands in.
    pub(in crate::write) fn is_about(&self, point: &Diagnostic, letter: &Letter) -> bool {
        if self.rule != point.rule {
            return false;
        }
        if !self.sentence.is_empty() {
            return self.sentence == answered_sentence(letter, point);
        }
        // Another program left the record out: the comment still stands at its words.
        letter.annotations.iter().any(|annotation| {
            self.is_annotation(annotation)
                && (point.context.contains(annotation.span)
                    || annotation.span.contains(point.context))
        })
    }

    /// Whether it speaks for the same rule about the same sentence.
    pub(in crate::write) fn is_alike(&self, other: &Thread) -> bool {
        self.rule == other.rule && self.sentence == other.sentence && !self.sentence.is_empty()
    }

    fn is_annotation(&self, annotation: &Annotation) -> bool {
        annotation.author.as_deref() == Some(AUTHOR) && annotation.text == self.text
    }

    /// Whether a person answered or resolved it.
    pub fn is_answered(&self) -> bool {
        self.is_resolved || !self.replies.is_empty()
    }
}

/// The decisions in threads of a letter, in their order, as what they suppress.
pub(super) fn decisions(threads: &[Thread], letter: &Letter) -> Vec<Allow> {
    let mut taken = vec![false; letter.annotations.len()];
    let mut place = |thread: &Thread| {
        let mut all = letter.annotations.iter().zip(&mut taken);
        let found = all.find(|(one, taken)| !**taken && thread.is_annotation(one));
        found.map(|(annotation, taken)| {
            *taken = true;
            annotation.span
        })
    };
    let placed = threads
        .iter()
        .map(|thread| (thread, place(thread).unwrap_or_default()));
    placed
        .filter_map(|(thread, place)| thread.allow(place))
        .collect()
}

/// A comment.
#[derive(Clone, Debug, Default)]
struct Comment {
    number: String,
    author: String,
    date: String,
    text: String,
    /// The id of its last paragraph.
    paragraph: Option<u32>,
}

impl Comment {
    /// What stands behind a first line that names whom it answers, in a thread: some programs write no more
    /// of a thread than such a line, `Reply to evenhand (31/01/2026, 12:00): "..."`, and the comment next to
    /// the one that it answers.
    fn quotes(&self, thread: &Thread) -> Option<&str> {
        let (first, rest) = self.text.split_once('\n')?;
        let authors = thread.replies.iter().map(|reply| reply.author.as_str());
        let names = |author: &str| {
            !author.is_empty()
                && first.contains(&format!(" {author} ("))
                && first.trim_end().ends_with(['"', '”', '“', '»'])
        };
        authors.chain([AUTHOR]).any(names).then_some(rest)
    }
}

/// What is said of a comment elsewhere.
#[derive(Clone, Copy, Debug, Default)]
struct Extension {
    parent: Option<u32>,
    is_done: bool,
}

/// Evenhand's comments in a document, in its order, with their answers.
pub(super) fn threads(draft: &mut Draft<'_>) -> Result<Vec<Thread>, WriteError> {
    let comments = match draft.known(Kind::Comments)? {
        Some(part) => comments(&part.text)?,
        None => return Ok(Vec::new()),
    };
    let extensions = match draft.known(Kind::Extended)? {
        Some(part) => extensions(&part.text)?,
        None => FxHashMap::default(),
    };
    let parent = |comment: &Comment| {
        comment
            .paragraph
            .and_then(|paragraph| extensions.get(&paragraph)?.parent)
    };
    let mut threads: Vec<Thread> = comments
        .iter()
        .filter(|comment| comment.author == AUTHOR && parent(comment).is_none())
        .map(|comment| Thread {
            id: comment.paragraph.unwrap_or_default(),
            numbers: vec![comment.number.clone()],
            paragraphs: comment.paragraph.into_iter().collect(),
            is_resolved: comment
                .paragraph
                .and_then(|paragraph| extensions.get(&paragraph))
                .is_some_and(|extension| extension.is_done),
            rule: comment
                .text
                .lines()
                .next_back()
                .unwrap_or_default()
                .to_owned(),
            level: comment
                .text
                .split(':')
                .next()
                .unwrap_or_default()
                .to_owned(),
            message: comment
                .text
                .lines()
                .next()
                .and_then(|line| line.split_once(": "))
                .map(|(_, message)| message.to_owned())
                .unwrap_or_default(),
            text: comment.text.clone(),
            ..Thread::default()
        })
        .collect();
    // The thread that the comment before stands in.
    let mut before: Option<usize> = None;
    for comment in &comments {
        let own = parent(comment).is_none();
        let root = |thread: &Thread| thread.numbers[0] == comment.number;
        if own && comment.author == AUTHOR {
            before = threads.iter().position(root);
            continue;
        }
        let told = parent(comment).and_then(|parent| {
            threads
                .iter()
                .position(|thread| thread.paragraphs.contains(&parent))
        });
        let quoting = before.filter(|index| own && comment.quotes(&threads[*index]).is_some());
        before = told.or(quoting);
        if let Some(thread) = before.map(|index| &mut threads[index]) {
            thread.numbers.push(comment.number.clone());
            thread.paragraphs.extend(comment.paragraph);
            if comment.author != AUTHOR {
                let text = comment.quotes(thread).unwrap_or(&comment.text);
                thread.replies.push(Reply {
                    author: comment.author.clone(),
                    date: comment.date.clone(),
                    text: text.to_owned(),
                });
            }
        }
    }
    recall(&mut threads, &draft.record.raised);
    Ok(threads)
}

/// Tells threads what the record has of them.
fn recall(threads: &mut [Thread], raised: &[Raised]) {
    let mut is_taken: Vec<bool> = raised
        .iter()
        .map(|raised| threads.iter().any(|thread| thread.id == raised.id))
        .collect();
    for thread in threads {
        let found = raised.iter().position(|raised| raised.id == thread.id);
        // Some programs give paragraphs other ids, or none.
        let found = found.or_else(|| {
            let is_same = |raised: &Raised| {
                raised.rule == thread.rule && raised.message == thread.message && !raised.is_past
            };
            let all = raised.iter().zip(&is_taken);
            all.into_iter()
                .position(|(raised, is_taken)| !is_taken && is_same(raised))
        });
        if let Some(index) = found {
            let raised = &raised[index];
            is_taken[index] = true;
            thread.id = raised.id;
            thread.sentence.clone_from(&raised.sentence);
            thread.words.clone_from(&raised.words);
            thread.rule.clone_from(&raised.rule);
        }
    }
}

/// The highest number of a comment in the part with their words.
pub(super) fn highest(text: &str) -> Result<u32, ReadError> {
    Ok(comments(text)?
        .iter()
        .filter_map(|comment| comment.number.parse().ok())
        .max()
        .unwrap_or_default())
}

fn comments(text: &str) -> Result<Vec<Comment>, ReadError> {
    let mut comments: Vec<Comment> = Vec::new();
    let mut xml = Xml::new("comments.xml", text, KNOWN);
    let mut open: Vec<bool> = Vec::new();
    loop {
        match xml.next()? {
            Node::Start(element) => {
                let is_words = element.namespace == Some(Ns::Word);
                let mut is_text = false;
                match element.name() {
                    "comment" if is_words => {
                        let said = |name: &str| {
                            element
                                .attribute(name)
                                .map(|value| value.into_owned())
                                .unwrap_or_default()
                        };
                        comments.push(Comment {
                            number: said("id"),
                            author: said("author"),
                            date: said("date"),
                            ..Comment::default()
                        });
                    }
                    "p" if is_words => {
                        if let Some(comment) = comments.last_mut() {
                            if !comment.text.is_empty() {
                                comment.text.push('\n');
                            }
                            comment.paragraph = element
                                .attribute("paraId")
                                .and_then(|id| u32::from_str_radix(&id, 16).ok())
                                .or(comment.paragraph);
                        }
                    }
                    name => is_text = is_words && name == "t",
                }
                open.push(is_text);
            }
            Node::End => {
                open.pop();
            }
            Node::Text(words, _) => {
                if let (Some(true), Some(comment)) = (open.last(), comments.last_mut()) {
                    comment.text.push_str(&words);
                }
            }
            Node::Over => return Ok(comments),
        }
    }
}

fn extensions(text: &str) -> Result<FxHashMap<u32, Extension>, ReadError> {
    let mut extensions = FxHashMap::default();
    let mut xml = Xml::new("commentsExtended.xml", text, KNOWN);
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == Kind::Extended.element() => {
                let id = |name: &str| {
                    element
                        .attribute(name)
                        .and_then(|id| u32::from_str_radix(&id, 16).ok())
                };
                if let Some(paragraph) = id("paraId") {
                    extensions.insert(
                        paragraph,
                        Extension {
                            parent: id("paraIdParent"),
                            is_done: matches!(
                                element.attribute("done").as_deref(),
                                Some("1" | "true")
                            ),
                        },
                    );
                }
            }
            Node::Over => return Ok(extensions),
            _ => {}
        }
    }
}
