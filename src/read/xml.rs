//! XML as the readers of documents see it: elements by what their namespace means and their local name,
//! text with its place in the part. No entity is expanded but XML's own five and characters by number,
//! nothing outside is fetched, and how deep elements nest has a limit.

use super::ReadError;
use super::package::damaged;
use crate::span::Span;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::borrow::Cow;

/// How deep elements may nest. Tables in tables in text boxes of real documents go to about 60.
pub(crate) const MAX_DEPTH: usize = 256;

/// The most namespace declarations of interest in force at one place.
const MAX_BINDINGS: usize = 256;

/// A namespace that a reader knows by its names.
pub(crate) type Known<N> = (&'static str, N);

/// What a document is made of.
pub(crate) enum Node<'a, N> {
    /// An element begins.
    Start(Element<'a, N>),
    /// The last element that began ends.
    End,
    /// Words, and where they stand in the part.
    Text(Cow<'a, str>, Span),
    /// The document is over.
    Over,
}

/// The start of an element.
pub(crate) struct Element<'a, N> {
    /// Its namespace; nothing when the reader does not know it.
    pub(crate) namespace: Option<N>,
    /// Where its first tag stands in the part.
    pub(crate) place: Span,
    tag: BytesStart<'a>,
}

impl<N> Element<'_, N> {
    /// Its name without the prefix.
    pub(crate) fn name(&self) -> &str {
        self.tag.local_name().into_inner()
    }

    /// The value of the attribute with this local name, whatever its prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        self.tag
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().into_inner() == name)
            .map(
                |attribute| match quick_xml::escape::unescape(&attribute.value) {
                    Ok(value) => Cow::Owned(value.into_owned()),
                    Err(_) => attribute.value,
                },
            )
    }

    /// The attribute as a number.
    pub(crate) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// A prefix, what it stands for, and how deep the element is that says so.
struct Binding<N> {
    prefix: String,
    namespace: Option<N>,
    depth: usize,
}

/// Reads a part from its start to its end.
pub(crate) struct Xml<'a, N: 'static> {
    part: &'static str,
    known: &'static [Known<N>],
    reader: Reader<&'a [u8]>,
    bindings: Vec<Binding<N>>,
    depth: usize,
    has_root: bool,
    /// Where the last node stands in the part.
    here: Span,
}

impl<'a, N: Copy> Xml<'a, N> {
    /// A reader of `text`, the part called `part`, that knows these namespaces.
    pub(crate) fn new(part: &'static str, text: &'a str, known: &'static [Known<N>]) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Xml {
            part,
            known,
            reader,
            bindings: Vec::new(),
            depth: 0,
            has_root: false,
            here: Span::default(),
        }
    }

    /// Where the tag or text that was met last stands in the part; for the end of an element that is one
    /// tag alone, the empty place behind it.
    pub(crate) fn here(&self) -> Span {
        self.here
    }

    /// The next thing in the part that matters.
    ///
    /// # Errors
    ///
    /// When the part is not well-formed, names entities, or nests too deep.
    pub(crate) fn next(&mut self) -> Result<Node<'a, N>, ReadError> {
        loop {
            let start = self.reader.buffer_position();
            let event = self
                .reader
                .read_event()
                .map_err(|_| damaged(format!("{} is broken off or no sound XML", self.part)))?;
            let here = Span::new(start as usize, self.reader.buffer_position() as usize);
            self.here = here;
            match event {
                Event::Start(tag) => return self.start(tag, here).map(Node::Start),
                Event::End(_) => {
                    let depth = self.depth;
                    while self.bindings.last().is_some_and(|last| last.depth == depth) {
                        self.bindings.pop();
                    }
                    self.depth = depth.saturating_sub(1);
                    return Ok(Node::End);
                }
                Event::Text(words) => return Ok(Node::Text(words.into_inner(), here)),
                Event::CData(words) => return Ok(Node::Text(words.into_inner(), here)),
                Event::GeneralRef(reference) => {
                    return Ok(Node::Text(resolve(&reference)?, here));
                }
                Event::DocType(declared) if declared.contains("<!ENTITY") => {
                    return Err(ReadError::Entities);
                }
                Event::Eof if self.depth == 0 && self.has_root => return Ok(Node::Over),
                Event::Eof => return Err(damaged(format!("{} breaks off", self.part))),
                Event::Empty(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_) => {}
            }
        }
    }

    fn start(&mut self, tag: BytesStart<'a>, place: Span) -> Result<Element<'a, N>, ReadError> {
        self.depth += 1;
        self.has_root = true;
        if self.depth > MAX_DEPTH {
            return Err(ReadError::TooDeep);
        }
        if tag.attributes_raw().contains("xmlns") {
            self.bind(&tag)?;
        }
        let name = tag.name();
        let prefix = name.prefix().map_or("", |prefix| prefix.into_inner());
        let namespace = self
            .bindings
            .iter()
            .rev()
            .find(|binding| binding.prefix == prefix)
            .and_then(|binding| binding.namespace);
        Ok(Element {
            namespace,
            place,
            tag,
        })
    }

    /// Notes what an element says about the namespaces that are known, or takes their prefixes away.
    fn bind(&mut self, tag: &BytesStart<'a>) -> Result<(), ReadError> {
        for attribute in tag.attributes().with_checks(false).flatten() {
            let key: &str = attribute.key.into_inner();
            let prefix = match key.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) => match rest.strip_prefix(':') {
                    Some(prefix) => prefix,
                    None => continue,
                },
                None => continue,
            };
            let namespace = self
                .known
                .iter()
                .find(|(name, _)| *name == attribute.value)
                .map(|(_, namespace)| *namespace);
            let matters =
                namespace.is_some() || self.bindings.iter().any(|binding| binding.prefix == prefix);
            if !matters {
                continue;
            }
            if self.bindings.len() >= MAX_BINDINGS {
                return Err(ReadError::TooDeep);
            }
            self.bindings.push(Binding {
                prefix: prefix.to_owned(),
                namespace,
                depth: self.depth,
            });
        }
        Ok(())
    }
}

/// The character that a reference stands for.
fn resolve<'a>(reference: &BytesRef<'_>) -> Result<Cow<'a, str>, ReadError> {
    let words = match &**reference {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => {
            return match reference.resolve_char_ref() {
                Ok(Some(character)) => Ok(Cow::Owned(character.to_string())),
                Ok(None) => Err(ReadError::Entities),
                Err(_) => Err(damaged("a character's number is none")),
            };
        }
    };
    Ok(Cow::Borrowed(words))
}
