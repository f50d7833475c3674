//! A Word document opened for writing: the parts that comments need, each with what was put into it
//! before, and the way back to a file.

use super::kind::Kind;
use super::piece::{self, Insertion, Piece, Role};
use super::record::{PartRecord, Record};
use super::text::attribute;
use crate::read::ReadError;
use crate::read::docx::package::{Parts, RELATIONSHIPS, TYPES, split, targets};
use crate::read::package::{MAX_DOCUMENT, MAX_PART, Package, damaged};
use crate::write::WriteError;
use crate::write::archive::{self, Change};
use rustc_hash::FxHashMap;

/// The most custom parts that are looked through for the record.
const MAX_CUSTOM: usize = 1_000;

/// A part that is written to.
#[derive(Debug)]
pub(super) struct Part {
    /// Its name in the package.
    pub(super) name: String,
    /// Its text, without a byte order mark.
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
    /// Whether the pieces are known: nobody else wrote the part since.
    pub(super) is_known: bool,
    pub(super) is_new: bool,
    pub(super) old: Option<String>,
    has_mark: bool,
    is_changed: bool,
    is_gone: bool,
}

impl Part {
    /// Puts texts into the part.
    pub(super) fn put(&mut self, insertions: Vec<Insertion>) {
        if insertions.is_empty() {
            return;
        }
        (self.text, self.pieces) = piece::put(&self.text, insertions, &self.pieces);
        self.is_changed = true;
    }

    /// Gives the part another text, with no pieces.
    pub(super) fn set(&mut self, text: String) {
        if text != self.text {
            self.text = text;
            self.is_changed = true;
        }
        self.pieces.clear();
    }

    /// Takes pieces out of the part.
    pub(super) fn take(&mut self, keeps: &dyn Fn(u32) -> bool, keeps_base: bool) {
        let (text, pieces) = piece::take(&self.text, &self.pieces, keeps, keeps_base);
        self.is_changed |= text != self.text;
        (self.text, self.pieces) = (text, pieces);
        if !keeps_base
            && self.pieces.is_empty()
            && let Some(old) = self.old.take()
        {
            self.text = old;
        }
    }

    /// Where the last tag of the part begins. A root that is one tag alone is given an end first.
    pub(super) fn room(&mut self) -> Result<usize, ReadError> {
        let end = self.text.trim_end().len();
        if self.text[..end].ends_with("/>") {
            let open = self.text[..end].rfind('<').unwrap_or_default();
            let tag = &self.text[open + 1..end - 2];
            let name: String = tag
                .chars()
                .take_while(|sign| !sign.is_whitespace())
                .collect();
            let text = format!("{}></{name}>", &self.text[..end - 2]);
            self.old
                .get_or_insert(std::mem::replace(&mut self.text, text));
            self.is_changed = true;
        }
        self.text
            .rfind("</")
            .ok_or_else(|| damaged(format!("the part {} has no end", self.name)))
    }

    pub(super) fn remove(&mut self) {
        self.is_gone = true;
    }
}

/// A document opened for writing.
pub(super) struct Draft<'b> {
    bytes: &'b [u8],
    package: Package<'b>,
    /// The part with the document's own words.
    document: String,
    /// The relationships of that part.
    relationships: String,
    /// What they lead to: the last word of the type, and the part's name.
    targets: Vec<(String, String)>,
    pub(super) record: Record,
    /// The name of the part with the record.
    record_name: Option<String>,
    parts: Vec<Part>,
}

impl<'b> Draft<'b> {
    /// Opens a document.
    ///
    /// # Errors
    ///
    /// When it is no sound Word document, or is signed and `force` is not given.
    pub(super) fn open(bytes: &'b [u8], force: bool) -> Result<Self, WriteError> {
        let package = Package::open(bytes)?;
        let names = Parts::find(&package)?;
        if !force
            && package
                .names()
                .any(|name| name.starts_with("_xmlsignatures/"))
        {
            return Err(WriteError::Signed);
        }
        let (folder, name) = split(&names.document);
        let relationships = format!("{folder}_rels/{name}.rels");
        let targets = match package.text(&relationships, MAX_PART)? {
            Some(text) => targets(&text, folder)?,
            None => Vec::new(),
        };
        let mut draft = Draft {
            bytes,
            document: names.document.clone(),
            relationships,
            targets,
            record: Record::default(),
            record_name: None,
            parts: Vec::new(),
            package,
        };
        draft.find_record()?;
        Ok(draft)
    }

    fn find_record(&mut self) -> Result<(), ReadError> {
        let custom = self
            .targets
            .iter()
            .filter(|(kind, _)| kind == "customXml")
            .take(MAX_CUSTOM);
        for (_, name) in custom {
            let Some(bytes) = self.package.bytes(name, MAX_PART)? else {
                continue;
            };
            let Ok(text) = String::from_utf8(bytes) else {
                continue;
            };
            if let Some(record) = Record::read(&text)? {
                self.record = record;
                self.record_name = Some(name.clone());
                break;
            }
        }
        Ok(())
    }

    /// Whether the document carries a record.
    pub(super) fn has_record(&self) -> bool {
        self.record_name.is_some()
    }

    pub(super) fn document(&mut self) -> Result<&mut Part, WriteError> {
        let name = self.document.clone();
        self.part(&name, MAX_DOCUMENT)?.ok_or_else(|| {
            WriteError::Read(damaged("the part with the document's words is missing"))
        })
    }

    /// The part of a kind, if the document has one.
    pub(super) fn known(&mut self, kind: Kind) -> Result<Option<&mut Part>, WriteError> {
        match self.name_of(kind) {
            Some(name) => self.part(&name, MAX_PART),
            None => Ok(None),
        }
    }

    /// The part of a kind, which is added where there is none. `namespace` is that of Word's elements.
    pub(super) fn needed(&mut self, kind: Kind, is_strict: bool) -> Result<&mut Part, WriteError> {
        if self.known(kind)?.is_none() {
            self.add(kind, is_strict)?;
        }
        self.known(kind)?
            .ok_or_else(|| WriteError::Read(damaged("a part that was added is missing")))
    }

    fn name_of(&self, kind: Kind) -> Option<String> {
        if kind == Kind::Record {
            return self.record_name.clone();
        }
        self.targets
            .iter()
            .find(|(found, _)| found == kind.relationship())
            .map(|(_, name)| name.clone())
    }

    pub(super) fn types(&mut self) -> Result<&mut Part, WriteError> {
        self.part(TYPES, MAX_PART)?
            .ok_or_else(|| WriteError::Read(damaged("the list of content types is missing")))
    }

    pub(super) fn relationships(&mut self) -> Result<&mut Part, WriteError> {
        let name = self.relationships.clone();
        if self.part(&name, MAX_PART)?.is_none() {
            let text = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
                 <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
            self.push_new(&name, text.to_owned());
        }
        self.part(&name, MAX_PART)?
            .ok_or_else(|| WriteError::Read(damaged(format!("{RELATIONSHIPS} is missing"))))
    }

    /// The folder of the document's own part, with the slash behind it.
    pub(super) fn folder(&self) -> &str {
        split(&self.document).0
    }

    fn push_new(&mut self, name: &str, text: String) {
        self.parts.push(Part {
            name: name.to_owned(),
            text,
            pieces: Vec::new(),
            is_known: true,
            is_new: true,
            old: None,
            has_mark: false,
            is_changed: true,
            is_gone: false,
        });
    }

    /// A part, opened at most once.
    fn part(&mut self, name: &str, limit: usize) -> Result<Option<&mut Part>, WriteError> {
        let open = self
            .parts
            .iter()
            .position(|part| part.name.eq_ignore_ascii_case(name));
        if let Some(open) = open {
            let part = &mut self.parts[open];
            return Ok((!part.is_gone).then_some(part));
        }
        let Some(bytes) = self.package.bytes(name, limit)? else {
            return Ok(None);
        };
        let text = String::from_utf8(bytes).map_err(|_| WriteError::NotUtf8 {
            part: name.escape_debug().to_string(),
        })?;
        let (text, has_mark) = match text.strip_prefix('\u{feff}') {
            Some(text) => (text.to_owned(), true),
            None => (text, false),
        };
        let known = self.record.part(name);
        let checksum = rawzip::crc32(text.as_bytes());
        let is_known = known
            .is_none_or(|known| known.checksum == checksum && piece::fit(&text, &known.pieces));
        self.parts.push(Part {
            name: name.to_owned(),
            pieces: match known {
                Some(known) if is_known => known.pieces.clone(),
                _ => Vec::new(),
            },
            old: known
                .filter(|_| is_known)
                .and_then(|known| known.old.clone()),
            is_new: known.is_some_and(|known| known.is_new),
            is_known,
            text,
            has_mark,
            is_changed: false,
            is_gone: false,
        });
        Ok(self.parts.last_mut())
    }

    /// Adds a part of a kind, with what says so in the package.
    fn add(&mut self, kind: Kind, is_strict: bool) -> Result<(), WriteError> {
        let folder = self.folder().to_owned();
        let (name, target) = self.free_name(kind, &folder);
        let relation = kind.relationship_type(is_strict);
        let relationships = self.relationships()?;
        let id = free_id(&relationships.text);
        let at = relationships.room()?;
        let ns = declared(&relationships.text, RELATIONSHIPS_NS);
        relationships.put(vec![Insertion {
            at,
            text: format!(
                "<Relationship{ns} Id=\"{id}\" Type=\"{relation}\" Target=\"{}\"/>",
                attribute(&target)
            ),
            role: Role::Base,
        }]);
        let types = self.types()?;
        let at = types.room()?;
        let ns = declared(&types.text, TYPES_NS);
        types.put(vec![Insertion {
            at,
            text: format!(
                "<Override{ns} PartName=\"/{}\" ContentType=\"{}\"/>",
                attribute(&name),
                kind.content_type()
            ),
            role: Role::Base,
        }]);
        self.push_new(&name, kind.skeleton(is_strict));
        // Before a relationship that leads nowhere.
        self.targets
            .insert(0, (kind.relationship().to_owned(), name.clone()));
        if kind == Kind::Record {
            self.record_name = Some(name);
        }
        Ok(())
    }

    /// A name that no part has, and how the document's relationships say it.
    fn free_name(&self, kind: Kind, folder: &str) -> (String, String) {
        let (stem, prefix) = match kind {
            // Where Word keeps such parts: beside the document's folder.
            Kind::Record if folder.is_empty() => ("customXml/item", "customXml/item"),
            Kind::Record => ("customXml/item", "/customXml/item"),
            _ => (kind.file_name(), kind.file_name()),
        };
        let mut number = u32::from(kind == Kind::Record);
        loop {
            let suffix = if number == 0 {
                ".xml".to_owned()
            } else {
                format!("{number}.xml")
            };
            let name = match kind {
                Kind::Record => format!("{stem}{suffix}"),
                _ => format!("{folder}{stem}{suffix}"),
            };
            if !self.package.has(&name) {
                return (name, format!("{prefix}{suffix}"));
            }
            number += 1;
        }
    }

    /// Opens every part that the record speaks of.
    pub(super) fn open_recorded(&mut self) -> Result<(), WriteError> {
        let names: Vec<String> = self
            .record
            .parts
            .iter()
            .map(|part| part.name.clone())
            .collect();
        for name in names {
            self.part(&name, MAX_DOCUMENT)?;
        }
        Ok(())
    }

    /// Takes a part out of the package, with what other programs hung on it. Gives the names of all.
    pub(super) fn remove(&mut self, kind: Kind) -> Result<Vec<String>, WriteError> {
        let Some(part) = self.known(kind)? else {
            return Ok(Vec::new());
        };
        part.remove();
        let mut names = vec![part.name.clone()];
        if kind == Kind::Record {
            let (folder, name) = split(&names[0]);
            let own = format!("{folder}_rels/{name}.rels");
            if let Some(text) = self.package.text(&own, MAX_PART)? {
                // What it leads to hangs on the record alone: its properties.
                let hung = targets(&text, folder)?;
                let hung = hung
                    .into_iter()
                    .filter(|(kind, _)| kind == "customXmlProps");
                names.push(own);
                names.extend(hung.map(|(_, name)| name));
            }
            for name in &names[1..] {
                if let Some(part) = self.part(name, MAX_PART)? {
                    part.remove();
                }
            }
        }
        Ok(names)
    }

    /// The file, with a record of what was put into it unless there is nothing.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, WriteError> {
        let mut changes: FxHashMap<String, Change> = FxHashMap::default();
        let record_name = self.record_name.clone().unwrap_or_default();
        for part in &self.parts {
            let name = part.name.to_ascii_lowercase();
            if part.is_gone {
                changes.insert(name, Change::Remove);
                continue;
            }
            let is_record = part.name == record_name;
            self.record
                .parts
                .retain(|known| !known.name.eq_ignore_ascii_case(&part.name));
            if !part.pieces.is_empty() || part.old.is_some() || part.is_new && !is_record {
                self.record.parts.push(PartRecord {
                    name: part.name.clone(),
                    checksum: rawzip::crc32(part.text.as_bytes()),
                    is_new: part.is_new,
                    old: part.old.clone(),
                    pieces: part.pieces.clone(),
                });
            }
            if part.is_changed {
                let mut text = part.text.clone();
                if part.has_mark {
                    text.insert(0, '\u{feff}');
                }
                // New parts keep the name that the package's lists give them.
                let key = if part.is_new && !self.package.has(&part.name) {
                    part.name.clone()
                } else {
                    name
                };
                changes.insert(key, Change::Write(text.into_bytes()));
            }
        }
        self.record
            .parts
            .sort_by(|first, second| first.name.cmp(&second.name));
        let has_record_part = self
            .parts
            .iter()
            .any(|part| part.name == record_name && part.is_gone);
        if self.record_name.is_some() && !has_record_part {
            let key = if self.package.has(&record_name) {
                record_name.to_ascii_lowercase()
            } else {
                record_name
            };
            changes.insert(key, Change::Write(self.record.write().into_bytes()));
        }
        if changes.is_empty() {
            return Ok(self.bytes.to_vec());
        }
        Ok(archive::rewrite(self.bytes, &self.package, changes)?)
    }
}

const TYPES_NS: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONSHIPS_NS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A declaration of the namespace for elements that stand in a part whose root gives it a prefix.
fn declared(part: &str, namespace: &str) -> String {
    let says = |quote: char| part.contains(&format!("xmlns={quote}{namespace}{quote}"));
    if says('"') || says('\'') {
        String::new()
    } else {
        format!(" xmlns=\"{namespace}\"")
    }
}

/// An id that no relationship has.
fn free_id(relationships: &str) -> String {
    let mut number = 1;
    loop {
        let id = format!("rIdEvenhand{number}");
        if !relationships.contains(&id) {
            return id;
        }
        number += 1;
    }
}
