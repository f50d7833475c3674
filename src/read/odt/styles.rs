//! What the styles of an `OpenDocument` text mean. Those that people name stand in a part of their own,
//! those that stand for a look stand with the words.

use super::{KNOWN, Ns};
use crate::letter::BlockKind;
use crate::read::ReadError;
use crate::read::xml::{Element, Node, Xml};
use rustc_hash::FxHashMap;

/// How long a chain of styles may be that have each other for parents; a ring ends here too.
const MAX_CHAIN: usize = 32;

/// What styles are for: a name may be used once for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Family {
    Paragraph,
    Words,
    Other,
}

/// A style with what it has from its parents; nothing where none says so.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) bold: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) struck: Option<bool>,
    /// The kind of block that its name makes of a paragraph.
    pub(super) kind: Option<BlockKind>,
    /// Outline level from 1.
    pub(super) outline: Option<u8>,
    /// The style of its lists.
    pub(super) list: Option<String>,
}

#[derive(Debug, Default)]
struct Written {
    style: Style,
    parent: Option<String>,
}

/// The styles of a document, and which levels of its lists show no number or bullet.
#[derive(Debug, Default)]
pub(super) struct Styles {
    written: FxHashMap<(Family, String), Written>,
    silent_levels: FxHashMap<(String, u8), bool>,
}

impl Styles {
    /// Reads the styles of a part.
    pub(super) fn read(&mut self, part: &'static str, text: &str) -> Result<(), ReadError> {
        let mut xml = Xml::new(part, text, KNOWN);
        let mut open: Option<(Family, String)> = None;
        let mut list: Option<String> = None;
        loop {
            let element = match xml.next()? {
                Node::Start(element) => element,
                Node::Over => return Ok(()),
                _ => continue,
            };
            match (element.namespace, element.name()) {
                // Styles stand before the words.
                (Some(Ns::Office), "body") => return Ok(()),
                (Some(Ns::Style), "style") => {
                    let key = (
                        family(&element),
                        element.attribute("name").unwrap_or_default().into_owned(),
                    );
                    self.written.insert(key.clone(), Written::new(&element));
                    open = Some(key);
                }
                (Some(Ns::Style), "text-properties" | "section-properties") => {
                    if let Some(written) = open.as_ref().and_then(|key| self.written.get_mut(key)) {
                        written.look(&element);
                    }
                }
                (Some(Ns::Text), "list-style") => {
                    list = element.attribute("name").map(|name| name.into_owned());
                }
                (
                    Some(Ns::Text),
                    name @ ("list-level-style-bullet" | "list-level-style-number"),
                ) => {
                    let sign = match name {
                        "list-level-style-bullet" => element.attribute("bullet-char"),
                        _ => element.attribute("num-format"),
                    };
                    if let (Some(list), Some(level)) = (&list, element.number("level")) {
                        let is_silent = sign.unwrap_or_default().trim().is_empty();
                        self.silent_levels.insert((list.clone(), level), is_silent);
                    }
                }
                _ => {}
            }
        }
    }

    /// A style by its name, with what it has from its parents.
    pub(super) fn get(&self, family: Family, name: &str) -> Style {
        let mut style = Style::default();
        let mut key = (family, name.to_owned());
        for _ in 0..MAX_CHAIN {
            let Some(Written {
                style: written,
                parent,
            }) = self.written.get(&key)
            else {
                break;
            };
            style.bold = style.bold.or(written.bold);
            style.hidden = style.hidden.or(written.hidden);
            style.struck = style.struck.or(written.struck);
            style.kind = style.kind.or(written.kind);
            style.outline = style.outline.or(written.outline);
            style.list = style.list.or_else(|| written.list.clone());
            match parent {
                Some(parent) => key.1.clone_from(parent),
                None => break,
            }
        }
        style
    }

    /// Whether items at this level of lists in this style show a number or bullet.
    pub(super) fn shows(&self, list: Option<&str>, level: u8) -> bool {
        list.is_none_or(|list| self.silent_levels.get(&(list.to_owned(), level)) != Some(&true))
    }
}

fn family(element: &Element<'_, Ns>) -> Family {
    match element.attribute("family").as_deref() {
        Some("paragraph") => Family::Paragraph,
        Some("text") => Family::Words,
        _ => Family::Other,
    }
}

impl Written {
    fn new(element: &Element<'_, Ns>) -> Self {
        let name = element.attribute("name").unwrap_or_default();
        Written {
            parent: element
                .attribute("parent-style-name")
                .map(|parent| parent.into_owned()),
            style: Style {
                kind: match &*name {
                    "Title" => Some(BlockKind::Heading(1)),
                    "Quotations" => Some(BlockKind::Quote),
                    _ => None,
                },
                outline: element.number("default-outline-level"),
                list: element
                    .attribute("list-style-name")
                    .map(|list| list.into_owned()),
                ..Style::default()
            },
        }
    }

    fn look(&mut self, element: &Element<'_, Ns>) {
        if let Some(weight) = element.attribute("font-weight") {
            let number = weight.parse::<u32>().unwrap_or_default();
            self.style.bold = Some(&*weight == "bold" || number >= 600);
        }
        if let Some(line) = element.attribute("text-line-through-style") {
            self.style.struck = Some(&*line != "none");
        }
        if let Some(display) = element.attribute("display") {
            self.style.hidden = Some(&*display == "none");
        }
    }
}
