//! Finds the suppressions in a letter's comments, and what is wrong with those that are none.

use super::{Allow, Place, Reason, Scope};
use crate::letter::{Annotation, Block, BlockKind, Letter};
use crate::pack::Pack;
use crate::settings::{advice, rule_advice};
use crate::span::Span;

/// What such a comment begins with.
const MARK: &str = "evenhand:";

/// The forms that there are.
const FORMS: [&str; 4] = ["allow", "allow-begin", "allow-end", "allow-file"];

/// What a comment looks like, for messages.
const EXAMPLE: &str = "write `evenhand: allow RULE: REASON`";

/// The suppressions of a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Those that hold, in reading order.
    pub allows: Vec<Allow>,
    /// Comments that were meant to be such and are not.
    pub faults: Vec<Fault>,
}

/// A suppression that holds nowhere because it is wrongly written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it stands.
    pub span: Span,
    /// What is wrong and what to do.
    pub message: String,
}

/// A comment that was read.
enum Directive {
    Block(Vec<String>, Reason, String),
    Begin(Vec<String>, Reason, String),
    End(Vec<String>),
    File(Vec<String>, Reason, String),
}

/// Finds the suppressions in a letter's comments.
pub fn find(letter: &Letter, pack: &Pack) -> Found {
    let mut found = Found::default();
    let mut open: Vec<(&Annotation, Vec<String>, Reason, String)> = Vec::new();
    for annotation in &letter.annotations {
        let read = match read(&annotation.text, pack) {
            Some(Ok(read)) => read,
            Some(Err(message)) => {
                found.faults.push(Fault {
                    span: annotation.span,
                    message,
                });
                continue;
            }
            None => continue,
        };
        match read {
            Directive::Block(rules, reason, note) => match blocks(letter, annotation.span) {
                Some(part) => found
                    .allows
                    .push(allow(rules, reason, &note, &[annotation], part)),
                None => found.faults.push(Fault {
                    span: annotation.span,
                    message: "nothing follows that could stay: move it before its paragraph, or \
                              take it out"
                        .to_owned(),
                }),
            },
            Directive::File(rules, reason, note) => {
                let whole = Span::new(0, letter.text.len());
                found
                    .allows
                    .push(allow(rules, reason, &note, &[annotation], whole));
            }
            Directive::Begin(rules, reason, note) => open.push((annotation, rules, reason, note)),
            Directive::End(rules) => {
                let begun = open
                    .iter()
                    .rposition(|(_, begun, ..)| rules.is_empty() || *begun == rules);
                if let Some(index) = begun {
                    let (begin, rules, reason, note) = open.remove(index);
                    let part = begin.span.to(annotation.span);
                    found
                        .allows
                        .push(allow(rules, reason, &note, &[begin, annotation], part));
                } else {
                    found.faults.push(Fault {
                        span: annotation.span,
                        message: "no `evenhand: allow-begin` for these rules stands before it: \
                                  add one, or take this out"
                            .to_owned(),
                    });
                }
            }
        }
    }
    found.faults.extend(open.into_iter().map(|(begin, ..)| {
        Fault {
            span: begin.span,
            message:
                "nothing ends it: add `evenhand: allow-end` after the last paragraph that it is for"
                    .to_owned(),
        }
    }));
    found.faults.sort_by_key(|fault| fault.span);
    found.allows.sort_by_key(|allow| match &allow.place {
        Place::Letter { comments, .. } => comments.first().copied(),
        Place::Settings(_) => None,
    });
    found
}

fn allow(
    rules: Vec<String>,
    reason: Reason,
    note: &str,
    comments: &[&Annotation],
    part: Span,
) -> Allow {
    let place = Place::Letter {
        comments: comments.iter().map(|comment| comment.span).collect(),
        author: comments.first().and_then(|comment| comment.author.clone()),
    };
    Allow::new(rules, reason, note, place, Scope::Part(part))
}

/// The blocks that a comment is about: those that it stands in or on, or the one whose line it ends;
/// otherwise the next.
fn blocks(letter: &Letter, comment: Span) -> Option<Span> {
    let touched = letter.blocks.iter().filter(|block| {
        let inside = block.span.contains(comment) && comment.start < block.span.end;
        let ends_line = block.span.end <= comment.start
            && letter
                .text
                .get(block.span.end as usize..comment.start as usize)
                .is_some_and(|between| between.chars().all(|c| c == ' ' || c == '\t'));
        block.span.overlaps(comment) || inside || ends_line
    });
    touched
        .map(|block| block.span)
        .reduce(Span::to)
        .or_else(|| {
            let mut after = letter
                .blocks
                .iter()
                .skip_while(|block| block.span.start < comment.end);
            let first = after.next()?;
            // Between the rows of a table there is no room for a comment.
            let is_row = |block: &Block| matches!(block.kind, BlockKind::TableRow { .. });
            let rows = after.take_while(|block| is_row(first) && is_row(block));
            Some(rows.fold(first.span, |part, row| part.to(row.span)))
        })
}

/// Reads a comment; nothing when it is not for this program, and a sentence when it is wrongly written.
fn read(text: &str, pack: &Pack) -> Option<Result<Directive, String>> {
    let start = text.get(..MARK.len())?;
    if !start.eq_ignore_ascii_case(MARK) {
        return None;
    }
    let rest = text[MARK.len()..].trim();
    let end = rest
        .find(|c: char| c.is_whitespace() || c == ':')
        .unwrap_or(rest.len());
    let (form, rest) = (rest[..end].to_lowercase(), &rest[end..]);
    Some(if FORMS.contains(&form.as_str()) {
        directive(&form, rest, pack)
    } else {
        Err(format!(
            "`{}` is nothing that evenhand knows: {}",
            form.escape_debug(),
            advice(&form, FORMS, EXAMPLE)
        ))
    })
}

fn directive(form: &str, rest: &str, pack: &Pack) -> Result<Directive, String> {
    let (names, why) = match rest.split_once(':') {
        Some((names, why)) => (names, why.trim()),
        None => (rest, ""),
    };
    let rules: Vec<String> = names
        .split(|c: char| c == ',' || c.is_whitespace())
        .map(|name| name.trim_end_matches('/'))
        .filter(|name| !name.is_empty())
        .map(str::to_lowercase)
        .collect();
    if let Some(unknown) = rules.iter().find(|rule| !pack.knows_rule(rule)) {
        return Err(format!(
            "no rule has the id or is of the family `{}`: {}",
            unknown.escape_debug(),
            rule_advice(unknown, pack)
        ));
    }
    if form == "allow-end" {
        return Ok(Directive::End(rules));
    }
    if rules.is_empty() {
        return Err(format!("it names no rule: {EXAMPLE}"));
    }
    if why.is_empty() {
        return Err(format!("it gives no reason: {EXAMPLE}; {}", Reason::list()));
    }
    let Some((reason, note)) = Reason::read(why) else {
        return Err(format!(
            "what follows the rule is no reason of the list: {}",
            Reason::list()
        ));
    };
    let note = note.to_owned();
    Ok(match form {
        "allow-begin" => Directive::Begin(rules, reason, note),
        "allow-file" => Directive::File(rules, reason, note),
        _ => Directive::Block(rules, reason, note),
    })
}
