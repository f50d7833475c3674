//! The record that an annotated document carries of what was put into it: pieces of parts, whole parts,
//! and what each comment was about. It is a part that Word keeps with the document (custom XML).

use super::piece::{Piece, Role};
use super::text::{attribute, escape};
use crate::read::ReadError;
use crate::read::package::damaged;
use crate::read::xml::{Element, Known, Node, Xml};
use std::fmt::Write as _;

/// The namespace that the record is known by.
const NAMESPACE: &str = "urn:evenhand:record:1";

const KNOWN: &[Known<()>] = &[(NAMESPACE, ())];

/// What was put into a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) parts: Vec<PartRecord>,
    pub(super) raised: Vec<Raised>,
}

/// What was put into a part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PartRecord {
    /// Its name in the package.
    pub(super) name: String,
    /// The checksum of the part with the pieces in it: another one says that somebody else wrote it.
    pub(super) checksum: u32,
    /// Whether the part was not there before.
    pub(super) is_new: bool,
    /// The text it had, where that could not be kept around the pieces (an element with no room in it).
    pub(super) old: Option<String>,
    pub(super) pieces: Vec<Piece>,
}

/// What a comment was about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Raised {
    /// The comment's paragraph id.
    pub(super) id: u32,
    pub(super) rule: String,
    /// The level's name for people.
    pub(super) level: String,
    /// The normalised sentence.
    pub(super) sentence: String,
    /// The words it was at.
    pub(super) words: String,
    pub(super) message: String,
    /// Whether its words were changed since, so that it is not raised any more.
    pub(super) is_past: bool,
}

impl Record {
    pub(super) fn part(&self, name: &str) -> Option<&PartRecord> {
        self.parts
            .iter()
            .find(|part| part.name.eq_ignore_ascii_case(name))
    }

    pub(super) fn write(&self) -> String {
        let mut out = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<record xmlns=\"{NAMESPACE}\">"
        );
        for part in &self.parts {
            let _ = write!(
                out,
                "<part name=\"{}\" checksum=\"{}\" new=\"{}\">",
                attribute(&part.name),
                part.checksum,
                u8::from(part.is_new)
            );
            if let Some(old) = &part.old {
                let _ = write!(out, "<old>{}</old>", escape(old));
            }
            for piece in &part.pieces {
                let (role, a, b) = code(piece.role);
                let _ = write!(
                    out,
                    "<in r=\"{role}\" a=\"{a}\" b=\"{b}\" at=\"{}\" len=\"{}\"/>",
                    piece.at, piece.len
                );
            }
            out.push_str("</part>");
        }
        for raised in &self.raised {
            let _ = write!(
                out,
                "<raised id=\"{:08X}\" rule=\"{}\" level=\"{}\" past=\"{}\" sentence=\"{}\" words=\"{}\" message=\"{}\"/>",
                raised.id,
                attribute(&raised.rule),
                attribute(&raised.level),
                u8::from(raised.is_past),
                attribute(&raised.sentence),
                attribute(&raised.words),
                attribute(&raised.message),
            );
        }
        out.push_str("</record>");
        out
    }

    /// Reads a record; nothing when the part is something else.
    pub(super) fn read(text: &str) -> Result<Option<Record>, ReadError> {
        if !text.contains(NAMESPACE) {
            return Ok(None);
        }
        let mut record = Record::default();
        let mut xml = Xml::new("evenhand's record", text, KNOWN);
        let mut is_old = false;
        loop {
            match xml.next()? {
                Node::Start(element) if element.namespace == Some(()) => {
                    is_old = element.name() == "old";
                    record.take(&element)?;
                }
                Node::Start(_) => {}
                Node::End => is_old = false,
                Node::Text(words, _) if is_old => {
                    if let Some(part) = record.parts.last_mut() {
                        part.old.get_or_insert_default().push_str(&words);
                    }
                }
                Node::Text(..) => {}
                Node::Over => return Ok(Some(record)),
            }
        }
    }

    fn take(&mut self, element: &Element<'_, ()>) -> Result<(), ReadError> {
        let said = |name: &str| {
            element
                .attribute(name)
                .map(|value| value.into_owned())
                .unwrap_or_default()
        };
        match element.name() {
            "part" => self.parts.push(PartRecord {
                name: said("name"),
                checksum: element.number("checksum").unwrap_or_default(),
                is_new: said("new") == "1",
                old: None,
                pieces: Vec::new(),
            }),
            "in" => {
                let number = |name: &str| element.number(name).unwrap_or_default();
                let role = role(&said("r"), number("a"), number("b"))
                    .ok_or_else(|| damaged("evenhand's own record is not sound"))?;
                if let Some(part) = self.parts.last_mut() {
                    part.pieces.push(Piece {
                        at: element.number("at").unwrap_or_default(),
                        len: element.number("len").unwrap_or_default(),
                        role,
                    });
                }
            }
            "raised" => self.raised.push(Raised {
                id: u32::from_str_radix(&said("id"), 16).unwrap_or_default(),
                rule: said("rule"),
                level: said("level"),
                sentence: said("sentence"),
                words: said("words"),
                message: said("message"),
                is_past: said("past") == "1",
            }),
            _ => {}
        }
        Ok(())
    }
}

fn code(role: Role) -> (&'static str, u32, u32) {
    match role {
        Role::Comment(id) => ("comment", id, 0),
        Role::Change => ("change", 0, 0),
        Role::Open { cut, words } => ("open", cut, words),
        Role::Close { cut, words } => ("close", cut, words),
        Role::Space { words } => ("space", words, 0),
        Role::Base => ("base", 0, 0),
    }
}

fn role(code: &str, a: u32, b: u32) -> Option<Role> {
    Some(match code {
        "comment" => Role::Comment(a),
        "change" => Role::Change,
        "open" => Role::Open { cut: a, words: b },
        "close" => Role::Close { cut: a, words: b },
        "space" => Role::Space { words: a },
        "base" => Role::Base,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_can_be_read_again() {
        let piece = |role| Piece {
            at: 3,
            len: 4,
            role,
        };
        let record = Record {
            parts: vec![PartRecord {
                name: "word/a&b.xml".to_owned(),
                checksum: 7,
                is_new: true,
                old: Some("<a b='1'/>\r\n".to_owned()),
                pieces: vec![
                    piece(Role::Comment(1)),
                    piece(Role::Open { cut: 2, words: 3 }),
                    piece(Role::Base),
                ],
            }],
            raised: vec![Raised {
                id: 0x7FFF_0001,
                rule: "a/b".to_owned(),
                sentence: "“it’s” <so> & so".to_owned(),
                ..Raised::default()
            }],
        };
        assert_eq!(Record::read(&record.write()), Ok(Some(record)));
        assert_eq!(Record::read("<a/>"), Ok(None));
    }
}
