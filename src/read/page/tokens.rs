//! What a web page is made of: tags, words and comments, each with its place. Of attributes only those are
//! kept that say something about blocks, however many a tag has.

use crate::span::Span;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as Place, Tokenizer};
use std::convert::Infallible;

/// The longest reference to a character.
const MAX_REFERENCE: usize = 40;

/// A part of a page.
pub(super) enum Token {
    Start(Tag),
    End { name: String, span: Span },
    Words(Span),
    Comment(Span),
}

/// A tag that begins an element.
#[derive(Default)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) span: Span,
    /// Whether it says that the element has no content; browsers mostly do not listen.
    pub(super) ends_itself: bool,
    pub(super) attributes: Attributes,
}

/// The attributes that matter.
#[derive(Default)]
pub(super) struct Attributes {
    pub(super) style: String,
    pub(super) class: String,
    pub(super) role: String,
    pub(super) columns: usize,
    pub(super) is_hidden: bool,
}

/// The tokens of a page, in order.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token> {
    let mut tag = Tag::default();
    let mut attribute = Vec::new();
    let mut emitter = CallbackEmitter::new(
        move |event: CallbackEvent<'_>, place: Place<usize>| -> Option<Token> {
            let span = Span::new(place.start, place.end);
            match event {
                CallbackEvent::OpenStartTag { name } => {
                    tag = Tag {
                        name: words(name),
                        ..Tag::default()
                    };
                    None
                }
                CallbackEvent::AttributeName { name } => {
                    attribute.clear();
                    attribute.extend_from_slice(name);
                    tag.attributes.is_hidden |= name == b"hidden";
                    None
                }
                CallbackEvent::AttributeValue { value } => {
                    tag.attributes.take(&attribute, value);
                    None
                }
                CallbackEvent::CloseStartTag { self_closing } => {
                    let mut tag = std::mem::take(&mut tag);
                    tag.span = span;
                    tag.ends_itself = self_closing;
                    Some(Token::Start(tag))
                }
                CallbackEvent::EndTag { name } => Some(Token::End {
                    name: words(name),
                    span,
                }),
                CallbackEvent::String { .. } => Some(Token::Words(span)),
                CallbackEvent::Comment { .. } => Some(Token::Comment(span)),
                CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => None,
            }
        },
    );
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(text, emitter).map(|token: Result<Token, Infallible>| match token {
        Ok(token) => token,
        Err(never) => match never {},
    })
}

impl Attributes {
    /// Takes in an attribute; of several of one name the first counts.
    fn take(&mut self, name: &[u8], value: &[u8]) {
        let place = match name {
            b"style" => &mut self.style,
            b"class" => &mut self.class,
            b"role" => &mut self.role,
            b"colspan" if self.columns == 0 => {
                self.columns = words(value).trim().parse().unwrap_or_default();
                return;
            }
            b"aria-hidden" => {
                self.is_hidden |= value == b"true";
                return;
            }
            _ => return,
        };
        if place.is_empty() {
            *place = words(value).to_ascii_lowercase();
        }
    }
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The length of the reference to a character that `rest` begins with, and what it stands for.
pub(super) fn reference(rest: &str) -> Option<(usize, String)> {
    let inner = rest.strip_prefix('&')?;
    let len = inner
        .bytes()
        .take(MAX_REFERENCE)
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
        .count();
    let ends = inner[len..].starts_with(';');
    let len = 1 + len + usize::from(ends);
    let source = &rest[..len];
    let shown = match source {
        // The usual ones need no tokenizer.
        "&amp;" => "&".to_owned(),
        "&nbsp;" => "\u{a0}".to_owned(),
        _ => shown(source),
    };
    (shown != source).then_some((len, shown))
}

/// The words that a browser shows for a piece of source without tags.
fn shown(source: &str) -> String {
    let emitter =
        CallbackEmitter::new(|event: CallbackEvent<'_>, _: Place<()>| -> Option<String> {
            match event {
                CallbackEvent::String { value } => Some(words(value)),
                _ => None,
            }
        });
    Tokenizer::new_with_emitter(source, emitter)
        .map(|part: Result<String, Infallible>| match part {
            Ok(part) => part,
            Err(never) => match never {},
        })
        .collect()
}
