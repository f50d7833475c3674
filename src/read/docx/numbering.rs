//! Which paragraphs of a Word document show a number or a bullet. Word also numbers with nothing: such a
//! paragraph is only moved in, and goes on with the item above.

use super::{KNOWN, Ns};
use crate::read::ReadError;
use crate::read::xml::{Element, Node, Xml};
use rustc_hash::FxHashMap;

/// What a paragraph or a style says about its numbering.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reference {
    /// The list; 0 takes a paragraph out of its style's list.
    list: Option<u32>,
    level: Option<u8>,
}

impl Reference {
    /// Takes in what an element of numbering properties says.
    pub(super) fn take(&mut self, element: &Element<'_, Ns>) {
        match element.name() {
            "numId" => self.list = element.number("val"),
            "ilvl" => self.level = element.number("val"),
            _ => {}
        }
    }

    /// Whether nothing is said.
    pub(super) fn is_silent(self) -> bool {
        self.list.is_none()
    }

    /// Takes from `base` what is not said here.
    pub(super) fn or(self, base: Reference) -> Reference {
        Reference {
            list: self.list.or(base.list),
            level: self.level.or(base.level),
        }
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Level {
    has_text: Option<bool>,
    is_none: bool,
    has_picture: bool,
}

impl Level {
    fn shows(self) -> bool {
        self.has_picture || self.has_text.unwrap_or(!self.is_none)
    }
}

/// A list: the definition it follows, and the levels that it has otherwise.
#[derive(Debug, Default)]
struct List {
    definition: Option<u32>,
    own: FxHashMap<u8, Level>,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: FxHashMap<u32, FxHashMap<u8, Level>>,
    lists: FxHashMap<u32, List>,
}

impl Numbering {
    /// Reads the part with the lists.
    pub(super) fn read(text: &str) -> Result<Numbering, ReadError> {
        let mut xml = Xml::new("numbering.xml", text, KNOWN);
        let mut numbering = Numbering::default();
        let mut definition = None;
        let mut list = None;
        let mut level = None;
        loop {
            let element = match xml.next()? {
                Node::Start(element) if element.namespace == Some(Ns::Word) => element,
                Node::Over => return Ok(numbering),
                _ => continue,
            };
            match element.name() {
                "abstractNum" => {
                    definition = element.number("abstractNumId");
                    (list, level) = (None, None);
                }
                "num" => {
                    list = element.number::<u32>("numId");
                    (definition, level) = (None, None);
                }
                "abstractNumId" => {
                    if let Some(list) = list {
                        numbering.lists.entry(list).or_default().definition = element.number("val");
                    }
                }
                "lvl" => level = element.number::<u8>("ilvl"),
                name => {
                    let Some(level) = level else { continue };
                    let levels = match (definition, list) {
                        (Some(definition), _) => {
                            numbering.definitions.entry(definition).or_default()
                        }
                        (None, Some(list)) => &mut numbering.lists.entry(list).or_default().own,
                        (None, None) => continue,
                    };
                    let level = levels.entry(level).or_default();
                    match name {
                        "numFmt" => {
                            level.is_none = element.attribute("val").as_deref() == Some("none");
                        }
                        "lvlText" => {
                            let words = element.attribute("val").unwrap_or_default();
                            level.has_text = Some(!words.trim().is_empty());
                        }
                        "lvlPicBulletId" => level.has_picture = true,
                        _ => {}
                    }
                }
            }
        }
    }

    /// Whether a paragraph with this numbering shows a number or bullet.
    pub(super) fn shows(&self, reference: Reference) -> bool {
        let Some(list) = reference.list.filter(|list| *list != 0) else {
            return false;
        };
        let level = reference.level.unwrap_or_default();
        let Some(list) = self.lists.get(&list) else {
            return true;
        };
        let defined = || self.definitions.get(&list.definition?)?.get(&level);
        list.own
            .get(&level)
            .or_else(defined)
            .is_none_or(|level| level.shows())
    }
}
