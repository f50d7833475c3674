//! A diagnostic as a comment: the level first, in words, then what the letter says, what to do, the
//! reference, and other places.

use super::kind::W14;
use super::text::{attribute, escape};
use crate::diagnostic::{Diagnostic, Grade, Related};
use crate::letter::Letter;
use crate::span::Span;
use crate::write::{AUTHOR, INITIALS};
use std::fmt::Write as _;

/// The most related places that a comment quotes.
const MOST_RELATED: usize = 6;

/// The most words that a comment quotes of a place.
const MOST_WORDS: usize = 30;

/// Ten points, as Word writes comments: without it some programs take the size of the letter's own text.
const SIZE: &str = "<w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>";

/// What a comment says, a paragraph each: a label in bold, which may be empty, and words. The rule comes
/// last, before it what is said `once` in a document.
pub(super) fn paragraphs(
    point: &Diagnostic,
    letter: &Letter,
    once: &[String],
) -> Vec<(String, String)> {
    let mut out = vec![(
        format!("{}: ", point.severity.title()),
        point.message.clone(),
    )];
    let mut labelled = |label: &str, words: &str| {
        if !words.is_empty() {
            out.push((label.to_owned(), words.to_owned()));
        }
    };
    labelled("What to do: ", &point.help);
    if let Some(fix) = &point.fix {
        let label = match fix.grade {
            Grade::Safe => "Change: ",
            Grade::Suggest => "Suggestion: ",
            Grade::Ask => "Question: ",
        };
        // What is to be done may be that very change.
        if bare(&fix.title) != bare(&point.help) {
            labelled(label, &fix.title);
        }
    }
    labelled(
        "Reference: ",
        point.reference.as_deref().unwrap_or_default(),
    );
    let related: Vec<(&Related, String)> = point
        .related
        .iter()
        .map(|related| (related, quote(letter, related.span, MOST_WORDS)))
        // What the message has quoted already.
        .filter(|(_, quote)| quote.is_empty() || !point.message.contains(bare(quote)))
        .collect();
    for (related, quote) in related.iter().take(MOST_RELATED) {
        let told = match (related.message.is_empty(), quote.is_empty()) {
            (false, false) => format!("{}: “{quote}”", related.message),
            (true, _) => format!("“{quote}”"),
            (false, true) => related.message.clone(),
        };
        labelled("See also: ", &told);
    }
    let more = related.len().saturating_sub(MOST_RELATED);
    if more > 0 {
        let places = if more == 1 { "place" } else { "places" };
        labelled("", &format!("and {more} more {places}"));
    }
    for said in once {
        labelled("", said);
    }
    labelled("", &point.rule);
    out
}

/// Words without the sign that ends them.
fn bare(words: &str) -> &str {
    words.trim_end_matches(['.', '?', '!', ';', ':', ','])
}

/// Words of a letter in one line, cut short.
pub(super) fn quote(letter: &Letter, span: Span, most: usize) -> String {
    let words: Vec<&str> = span.of(&letter.text).split_whitespace().collect();
    match words.get(..most) {
        Some(first) if words.len() > most => format!("{} …", first.join(" ")),
        _ => words.join(" "),
    }
}

/// The comment as an element of Word's.
pub(super) fn element(
    paragraphs: &[(String, String)],
    number: u32,
    id: u32,
    date: &str,
    namespace: &str,
) -> String {
    let mut out = format!(
        "<w:comment xmlns:w=\"{namespace}\" xmlns:w14=\"{W14}\" w:id=\"{number}\" w:author=\"{AUTHOR}\" \
         w:date=\"{}\" w:initials=\"{INITIALS}\">",
        attribute(date)
    );
    for (index, (label, words)) in paragraphs.iter().enumerate() {
        // The last paragraph's id is the one that threads go by.
        if index + 1 == paragraphs.len() {
            let _ = write!(out, "<w:p w14:paraId=\"{id:08X}\" w14:textId=\"77777777\">");
        } else {
            out.push_str("<w:p>");
        }
        if index == 0 {
            out.push_str("<w:r><w:annotationRef/></w:r>");
        }
        if !label.is_empty() {
            let _ = write!(
                out,
                "<w:r><w:rPr><w:b/>{SIZE}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>",
                escape(label)
            );
        }
        let _ = write!(
            out,
            "<w:r><w:rPr>{SIZE}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            escape(&words.split_whitespace().collect::<Vec<_>>().join(" "))
        );
    }
    out.push_str("</w:comment>");
    out
}
