//! What the styles of a Word document mean: headings, quotes, lists, and how their words look. A style
//! has what it does not say itself from the style that it is based on.

use super::numbering::Reference;
use super::{KNOWN, Ns};
use crate::letter::BlockKind;
use crate::read::ReadError;
use crate::read::xml::{Element, Node, Xml};
use rustc_hash::FxHashMap;

/// How long a chain of styles may be that are based on each other; Word allows ten. A ring of styles
/// ends here too.
const MAX_CHAIN: usize = 32;

/// What is true of words by their style or by themselves; nothing where neither says so.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    pub(super) bold: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) struck: Option<bool>,
}

impl Look {
    /// Takes in what an element of run properties says.
    pub(super) fn take(&mut self, element: &Element<'_, Ns>) {
        let place = match element.name() {
            "b" => &mut self.bold,
            "vanish" => &mut self.hidden,
            "strike" | "dstrike" => &mut self.struck,
            _ => return,
        };
        *place = Some(is_on(element));
    }

    /// Takes from `base` what is not said here.
    pub(super) fn or(self, base: Look) -> Look {
        Look {
            bold: self.bold.or(base.bold),
            hidden: self.hidden.or(base.hidden),
            struck: self.struck.or(base.struck),
        }
    }
}

/// Whether a property that can be on or off is on.
pub(super) fn is_on(element: &Element<'_, Ns>) -> bool {
    !matches!(
        element.attribute("val").as_deref(),
        Some("0" | "false" | "off")
    )
}

/// A style with what it has from the styles it is based on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    /// The kind of block that its name makes of a paragraph: a title, a quote, an item.
    pub(super) kind: Option<BlockKind>,
    /// Outline level from 0; 9 is body text.
    pub(super) outline: Option<u8>,
    pub(super) numbering: Reference,
    pub(super) look: Look,
    /// Whether its paragraphs are entries of a table of contents.
    pub(super) is_contents: bool,
}

#[derive(Debug, Default)]
struct Written {
    style: Style,
    based_on: Option<String>,
}

/// The styles of a document, by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    written: FxHashMap<String, Written>,
}

impl Styles {
    /// Reads the part with the styles.
    pub(super) fn read(text: &str) -> Result<Styles, ReadError> {
        let mut xml = Xml::new("styles.xml", text, KNOWN);
        let mut styles = Styles::default();
        let mut open: Option<(String, Written)> = None;
        let mut depth = 0;
        let mut style_depth = 0;
        loop {
            match xml.next()? {
                Node::Start(element) => {
                    depth += 1;
                    if element.namespace != Some(Ns::Word) {
                        continue;
                    }
                    if let Some((_, written)) = &mut open {
                        written.take(&element);
                    } else if element.name() == "style" {
                        let id = element.attribute("styleId").unwrap_or_default();
                        open = Some((id.into_owned(), Written::default()));
                        style_depth = depth;
                    }
                }
                Node::End => {
                    if depth == style_depth
                        && let Some((id, written)) = open.take()
                    {
                        styles.written.entry(id).or_insert(written);
                    }
                    depth -= 1;
                }
                Node::Text(..) => {}
                Node::Over => return Ok(styles),
            }
        }
    }

    /// A style by its id, with what it has from others.
    pub(super) fn get(&self, id: &str) -> Style {
        let mut style = Style::default();
        let mut next = Some(id);
        for _ in 0..MAX_CHAIN {
            let Some(written) = next.and_then(|id| self.written.get(id)) else {
                break;
            };
            style.kind = style.kind.or(written.style.kind);
            style.outline = style.outline.or(written.style.outline);
            style.numbering = style.numbering.or(written.style.numbering);
            style.look = style.look.or(written.style.look);
            style.is_contents |= written.style.is_contents;
            next = written.based_on.as_deref();
        }
        style
    }
}

impl Written {
    fn take(&mut self, element: &Element<'_, Ns>) {
        match element.name() {
            "name" => {
                let name = element.attribute("val").unwrap_or_default();
                self.name(&name.to_lowercase());
            }
            "basedOn" => self.based_on = element.attribute("val").map(|id| id.into_owned()),
            "outlineLvl" => self.style.outline = element.number("val"),
            "numId" | "ilvl" => self.style.numbering.take(element),
            _ => self.style.look.take(element),
        }
    }

    /// The styles that every Word has keep their English names in the file, whatever Word's language.
    fn name(&mut self, name: &str) {
        let level = name
            .strip_prefix("heading ")
            .and_then(|level| level.trim().parse::<u8>().ok())
            .filter(|level| (1..=9).contains(level));
        self.style.outline = self.style.outline.or(level.map(|level| level - 1));
        self.style.kind = match name {
            "title" => Some(BlockKind::Heading(1)),
            "quote" | "intense quote" | "block text" => Some(BlockKind::Quote),
            _ if name.starts_with("list bullet") || name.starts_with("list number") => {
                Some(BlockKind::ListItem)
            }
            _ => None,
        };
        self.style.is_contents = name.starts_with("toc ") || name == "table of figures";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(inner: &str) -> Styles {
        let text = format!(
            "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{inner}</w:styles>"
        );
        Styles::read(&text).expect("sound styles")
    }

    #[test]
    fn a_style_has_what_it_does_not_say_from_its_base() {
        let styles = styles(
            "<w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>\
             <w:style w:styleId=\"Section\"><w:name w:val=\"Section\"/><w:basedOn w:val=\"berschrift1\"/><w:rPr><w:b/></w:rPr></w:style>\
             <w:style w:styleId=\"Body\"><w:basedOn w:val=\"Section\"/><w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr></w:style>",
        );
        assert_eq!(styles.get("Section").outline, Some(0));
        assert_eq!(styles.get("Section").look.bold, Some(true));
        assert_eq!(styles.get("Body").outline, Some(9));
        assert_eq!(styles.get("None").outline, None);
    }

    #[test]
    fn a_ring_of_styles_ends() {
        let styles = styles(
            "<w:style w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style>\
             <w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style>",
        );
        assert_eq!(styles.get("a").outline, None);
    }
}
