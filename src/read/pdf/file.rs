//! A PDF file: where its objects stand, and each of them when it is asked for.
//!
//! Objects are read one at a time and never followed into one another, so that no loop of references
//! can catch the reader. All that is unpacked counts against one budget for the whole file.

use super::filter::{self, Fault};
use super::lexer::{Lexer, Token, is_regular, is_space};
use super::object::{Dict, Id, Object, Stream};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

/// The most bytes that one stream may unpack to.
const MAX_STREAM: usize = 16 << 20;

/// The most bytes that all streams of a file may unpack to together. A letter's come to one or two
/// million.
const MAX_UNPACKED: usize = 64 << 20;

/// The most bytes of unpacked objects and tables that are kept.
const MAX_KEPT: usize = 32 << 20;

/// The most objects of a file.
const MAX_OBJECTS: usize = 1 << 20;

/// The most bytes that are read for objects, over and over if need be.
const MAX_PARSED: usize = 128 << 20;

/// The most parts that the index of a file may have: one for each time it was saved.
const MAX_SAVES: usize = 1024;

/// How many references may lead to one another before a value.
const MAX_HOPS: usize = 16;

/// Where an object stands.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// At this offset of the file.
    At(usize),
    /// In a stream of objects, by that stream's number.
    In(Id),
}

/// Why a file is no PDF that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// Its end is missing.
    CutOff,
    /// A password is needed, or was when it was made.
    Encrypted,
    /// There is no index, and none could be made.
    NoIndex,
}

/// A stream that was unpacked whole, and the objects that it holds.
#[derive(Debug)]
struct Group {
    data: Vec<u8>,
    /// Number and offset of each object.
    offsets: FxHashMap<Id, usize>,
}

/// An open file.
#[derive(Debug)]
pub(super) struct File<'a> {
    bytes: &'a [u8],
    places: FxHashMap<Id, Place>,
    trailer: Dict,
    groups: RefCell<FxHashMap<Id, Option<Rc<Group>>>>,
    kept: Cell<usize>,
    unpacked: Cell<usize>,
    parsed: Cell<usize>,
    is_over: Cell<bool>,
}

impl<'a> File<'a> {
    /// Opens a file: reads its index, or makes one when it is damaged.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Broken> {
        let mut file = File {
            bytes,
            places: FxHashMap::default(),
            trailer: Dict::default(),
            groups: RefCell::default(),
            kept: Cell::new(0),
            unpacked: Cell::new(0),
            parsed: Cell::new(0),
            is_over: Cell::new(false),
        };
        let start = file.index_start().ok_or(Broken::CutOff)?;
        if !file.read_index(start) || !file.has_pages() {
            file.make_index();
        }
        if file
            .trailer
            .raw("Encrypt")
            .is_some_and(|value| *value != Object::Null)
        {
            return Err(Broken::Encrypted);
        }
        if !file.has_pages() {
            return Err(Broken::NoIndex);
        }
        Ok(file)
    }

    /// Whether a limit was met. What was read since is not the whole file.
    pub(super) fn is_over(&self) -> bool {
        self.is_over.get()
    }

    /// The dictionary at the root of the document.
    pub(super) fn catalog(&self) -> Object {
        self.get(&self.trailer, "Root")
    }

    fn has_pages(&self) -> bool {
        let catalog = self.catalog();
        let pages = catalog.dict().map(|catalog| self.get(catalog, "Pages"));
        pages.is_some_and(|pages| pages.dict().is_some())
    }

    /// The value under `name`, wherever it stands; null when there is none.
    pub(super) fn get(&self, dict: &Dict, name: &str) -> Object {
        dict.raw(name)
            .map_or(Object::Null, |value| self.resolve(value))
    }

    /// The value itself, or the one that it refers to.
    pub(super) fn resolve(&self, value: &Object) -> Object {
        let mut value = value.clone();
        for _ in 0..MAX_HOPS {
            match value {
                Object::Reference(id) => value = self.object(id),
                value => return value,
            }
        }
        Object::Null
    }

    fn object(&self, id: Id) -> Object {
        let value = match self.places.get(&id) {
            Some(Place::At(offset)) => self.object_at(*offset, Some(id)),
            Some(Place::In(group)) => self.object_in(*group, id),
            None => None,
        };
        value.unwrap_or_default()
    }

    /// The object `12 0 obj …` at an offset, if it has that number.
    fn object_at(&self, offset: usize, id: Option<Id>) -> Option<Object> {
        let mut lexer = Lexer::new(self.bytes, offset);
        let number = lexer.count()?;
        lexer.count()?;
        if !lexer.take_word(b"obj") || id.is_some_and(|id| id as usize != number) {
            return None;
        }
        let value = self.parse(&mut lexer)?;
        let Object::Dict(dict) = &value else {
            return Some(value);
        };
        if !lexer.take_word(b"stream") {
            return Some(value);
        }
        let data = self.data_range(dict, lexer.at);
        Some(Object::Stream(Rc::new(Stream {
            dict: Dict::clone(dict),
            data,
        })))
    }

    /// Reads an object, and counts what it took.
    fn parse(&self, lexer: &mut Lexer<'_>) -> Option<Object> {
        if self.is_over() {
            return None;
        }
        let before = lexer.at;
        let value = lexer.object();
        self.count_parsed(lexer.at - before);
        value
    }

    /// Counts bytes that were looked at.
    pub(super) fn count_parsed(&self, bytes: usize) {
        self.parsed.set(self.parsed.get() + bytes);
        if self.parsed.get() > MAX_PARSED {
            self.is_over.set(true);
        }
    }

    /// Counts memory that is taken up until the file is closed.
    pub(super) fn keep(&self, bytes: usize) {
        self.kept.set(self.kept.get() + bytes);
        if self.kept.get() > MAX_KEPT {
            self.is_over.set(true);
        }
    }

    /// Remembers that a limit was met that another reader keeps.
    pub(super) fn stop(&self) {
        self.is_over.set(true);
    }

    /// Where the data of a stream stand that begin at `at`, behind the word `stream`.
    fn data_range(&self, dict: &Dict, at: usize) -> Range<usize> {
        let start = match self.bytes.get(at..) {
            Some([b'\r', b'\n', ..]) => at + 2,
            Some([b'\n' | b'\r', ..]) => at + 1,
            _ => at,
        };
        // The length may stand in an object of its own, but is not looked for in a group: that would
        // be a stream too, whose length may stand in another group, and so on.
        let length = match dict.raw("Length") {
            Some(Object::Reference(id)) => match self.places.get(id) {
                Some(Place::At(offset)) => self.number_at(*offset, *id),
                _ => None,
            },
            Some(value) => value.count(),
            None => None,
        };
        if let Some(length) = length {
            let end = start.saturating_add(length);
            if end <= self.bytes.len() && Lexer::new(self.bytes, end).take_word(b"endstream") {
                return start..end;
            }
        }
        let rest = self.bytes.get(start..).unwrap_or_default();
        let length = find(rest, b"endstream").unwrap_or(rest.len());
        self.count_parsed(length);
        start..start + length
    }

    /// The number that is the object `id` at an offset.
    fn number_at(&self, offset: usize, id: Id) -> Option<usize> {
        let mut lexer = Lexer::new(self.bytes, offset);
        let number = lexer.count()?;
        lexer.count()?;
        (number == id as usize && lexer.take_word(b"obj")).then(|| lexer.count())?
    }

    /// The data of a stream, unpacked. A limit that is met is remembered.
    pub(super) fn data(&self, stream: &Stream) -> Result<Vec<u8>, Fault> {
        let packed = self.bytes.get(stream.data.clone()).unwrap_or_default();
        let filters = match self.get_any(&stream.dict, &["Filter", "F"]) {
            Object::Array(filters) => filters.iter().map(|name| self.resolve(name)).collect(),
            Object::Null => Vec::new(),
            name => vec![name],
        };
        let parms = match self.get_any(&stream.dict, &["DecodeParms", "DP"]) {
            Object::Array(parms) => parms.iter().map(|value| self.resolve(value)).collect(),
            parms => vec![parms],
        };
        if filters.len() > 8 {
            return Err(Fault::Unreadable);
        }
        let mut plain: Option<Vec<u8>> = None;
        for (index, name) in filters.iter().enumerate() {
            let left = MAX_UNPACKED.saturating_sub(self.unpacked.get());
            let data = plain.as_deref().unwrap_or(packed);
            let unpacked = filter::unpack(
                name.name().unwrap_or_default(),
                data,
                parms.get(index).and_then(Object::dict),
                left.min(MAX_STREAM),
            );
            if unpacked == Err(Fault::TooLong) {
                self.is_over.set(true);
            }
            let unpacked = unpacked?;
            self.unpacked.set(self.unpacked.get() + unpacked.len());
            plain = Some(unpacked);
        }
        if let Some(plain) = plain {
            return Ok(plain);
        }
        self.unpacked.set(self.unpacked.get() + packed.len());
        if self.unpacked.get() > MAX_UNPACKED {
            self.is_over.set(true);
            return Err(Fault::TooLong);
        }
        Ok(packed.to_vec())
    }

    fn get_any(&self, dict: &Dict, names: &[&str]) -> Object {
        names
            .iter()
            .map(|name| self.get(dict, name))
            .find(|value| *value != Object::Null)
            .unwrap_or_default()
    }

    fn object_in(&self, group: Id, id: Id) -> Option<Object> {
        let group = self.group(group)?;
        let offset = *group.offsets.get(&id)?;
        self.parse(&mut Lexer::new(&group.data, offset))
    }

    fn group(&self, id: Id) -> Option<Rc<Group>> {
        if let Some(known) = self.groups.borrow().get(&id) {
            return known.clone();
        }
        // A group that is asked for while it is opened is none.
        self.groups.borrow_mut().insert(id, None);
        let group = self.open_group(id).map(Rc::new);
        if let Some(group) = &group {
            self.keep(group.data.len());
            if self.is_over() {
                return None;
            }
        }
        self.groups.borrow_mut().insert(id, group.clone());
        group
    }

    fn open_group(&self, id: Id) -> Option<Group> {
        // A group cannot stand in another.
        let Some(Place::At(offset)) = self.places.get(&id) else {
            return None;
        };
        let Some(Object::Stream(stream)) = self.object_at(*offset, Some(id)) else {
            return None;
        };
        let data = self.data(&stream).ok()?;
        let first = self.get(&stream.dict, "First").count()?;
        let count = self.get(&stream.dict, "N").count()?.min(MAX_OBJECTS);
        let mut offsets = FxHashMap::default();
        let mut lexer = Lexer::new(&data, 0);
        for _ in 0..count {
            let Some(id) = lexer.count() else { break };
            let Some(offset) = lexer.count() else { break };
            offsets
                .entry(id as Id)
                .or_insert(first.saturating_add(offset));
        }
        Some(Group { data, offsets })
    }

    /// Where the index begins, as the end of the file says.
    fn index_start(&self) -> Option<usize> {
        const END: &[u8] = b"startxref";
        let tail = self.bytes.len().saturating_sub(4096);
        let at = rfind(&self.bytes[tail..], END)? + tail + END.len();
        Lexer::new(self.bytes, at).count()
    }

    /// Reads the index at `start` and the older ones that it names; says whether all were sound.
    fn read_index(&mut self, start: usize) -> bool {
        let mut open = vec![start];
        let mut seen = FxHashSet::default();
        while let Some(start) = open.pop() {
            if seen.len() > MAX_SAVES || !seen.insert(start) {
                return false;
            }
            let mut lexer = Lexer::new(self.bytes, start);
            let trailer = if lexer.take_word(b"xref") {
                let trailer = self.read_table(&mut lexer);
                self.count_parsed(lexer.at - start.min(lexer.at));
                trailer
            } else {
                self.read_index_stream(start)
            };
            let Some(trailer) = trailer.filter(|_| !self.is_over()) else {
                return false;
            };
            // The older index is read after the one for newer readers, and the first word on an object
            // counts.
            open.extend(trailer.raw("Prev").and_then(Object::count));
            open.extend(trailer.raw("XRefStm").and_then(Object::count));
            if self.trailer.raw("Root").is_none() {
                self.trailer = trailer;
            }
        }
        true
    }

    fn note(&mut self, id: usize, place: Place) {
        if self.places.len() >= MAX_OBJECTS {
            self.is_over.set(true);
        } else if let Ok(id) = Id::try_from(id) {
            self.places.entry(id).or_insert(place);
        }
    }

    fn read_table(&mut self, lexer: &mut Lexer<'_>) -> Option<Dict> {
        loop {
            let first = match lexer.token()? {
                Token::Value(value) => value.count()?,
                Token::Word(word) if word == b"trailer" => break,
                _ => return None,
            };
            let count = lexer.count()?;
            for index in 0..count {
                let offset = lexer.count()?;
                lexer.count()?;
                match lexer.token()? {
                    Token::Word(word) if word == b"n" => {
                        if offset > 0 {
                            self.note(first.saturating_add(index), Place::At(offset));
                        }
                    }
                    Token::Word(word) if word == b"f" => {}
                    _ => return None,
                }
                if self.is_over() {
                    return None;
                }
            }
        }
        let Object::Dict(trailer) = self.parse(lexer)? else {
            return None;
        };
        Some(Dict::clone(&trailer))
    }

    fn read_index_stream(&mut self, start: usize) -> Option<Dict> {
        let Object::Stream(stream) = self.object_at(start, None)? else {
            return None;
        };
        let dict = &stream.dict;
        if dict.raw("Type").and_then(Object::name) != Some(b"XRef") {
            return None;
        }
        let data = self.data(&stream).ok()?;
        let widths: Vec<usize> = dict
            .raw("W")?
            .array()
            .iter()
            .filter_map(Object::count)
            .collect();
        let [kind, second, third] = widths[..] else {
            return None;
        };
        if kind > 8 || second > 8 || third > 8 {
            return None;
        }
        let size = dict.raw("Size").and_then(Object::count).unwrap_or(0);
        let ranges: Vec<usize> = match dict.raw("Index") {
            Some(index) => index.array().iter().filter_map(Object::count).collect(),
            None => vec![0, size],
        };
        let mut rows = data.chunks_exact((kind + second + third).max(1));
        for range in ranges.chunks_exact(2) {
            for index in 0..range[1] {
                let Some(row) = rows.next() else { break };
                let field = |from: usize, len: usize| {
                    row[from..from + len]
                        .iter()
                        .fold(0_usize, |value, byte| value << 8 | usize::from(*byte))
                };
                let id = range[0].saturating_add(index);
                match if kind == 0 { 1 } else { field(0, kind) } {
                    1 => self.note(id, Place::At(field(kind, second))),
                    2 => self.note(id, Place::In(field(kind, second) as Id)),
                    _ => {}
                }
                if self.is_over() {
                    return None;
                }
            }
        }
        Some(dict.clone())
    }

    /// Makes an index from the objects that stand in the file, the last of a number first.
    fn make_index(&mut self) {
        self.places.clear();
        self.trailer = Dict::default();
        self.groups.borrow_mut().clear();
        let mut groups = Vec::new();
        let mut roots = Vec::new();
        let mut at = 0;
        while let Some(found) = find(&self.bytes[at..], b"obj") {
            let word = at + found;
            at = word + 3;
            let Some((id, start)) = self.number_before(word) else {
                continue;
            };
            if self.places.len() >= MAX_OBJECTS {
                self.is_over.set(true);
                return;
            }
            self.places.insert(id, Place::At(start));
            let Some(value) = self.object_at(start, Some(id)) else {
                continue;
            };
            if let Object::Stream(stream) = &value {
                // What stands inside data is no object of the file.
                at = at.max(stream.data.end.min(self.bytes.len()));
            }
            let Some(dict) = value.dict() else { continue };
            match dict.raw("Type").and_then(Object::name) {
                Some(b"ObjStm") => groups.push(id),
                Some(b"Catalog") => roots.push(id),
                Some(b"XRef") => self.take_trailer(dict),
                _ => {}
            }
        }
        for id in groups {
            let Some(group) = self.group(id) else {
                continue;
            };
            for inner in group.offsets.keys() {
                self.note(*inner as usize, Place::In(id));
                let value = self.object_in(id, *inner).unwrap_or_default();
                let kind = value.dict().and_then(|dict| dict.raw("Type")?.name());
                if kind == Some(b"Catalog") {
                    roots.push(*inner);
                }
            }
        }
        let mut at = 0;
        while let Some(found) = find(&self.bytes[at..], b"trailer") {
            at += found + b"trailer".len();
            let mut lexer = Lexer::new(self.bytes, at);
            if let Some(Object::Dict(dict)) = self.parse(&mut lexer) {
                self.take_trailer(&dict);
            }
        }
        if !self.has_pages()
            && let Some(root) = roots.last()
        {
            self.trailer = Dict::of(vec![(b"Root".to_vec(), Object::Reference(*root))]);
        }
    }

    /// Takes a trailer for the file's, if it names a root; one that says the file is encrypted stays.
    fn take_trailer(&mut self, dict: &Dict) {
        if dict.raw("Root").is_some() && self.trailer.raw("Encrypt").is_none() {
            self.trailer = dict.clone();
        }
    }

    /// The number of the object whose word `obj` stands at `word`, and where it begins.
    fn number_before(&self, word: usize) -> Option<(Id, usize)> {
        let after = self.bytes.get(word + 3).copied().unwrap_or(b' ');
        if is_regular(after) && !after.is_ascii_digit() {
            return None;
        }
        let mut at = word;
        let mut back = |wanted: fn(u8) -> bool, most: usize| {
            let end = at;
            while at > 0 && end - at < most && wanted(self.bytes[at - 1]) {
                at -= 1;
            }
            (end > at).then_some(at..end)
        };
        back(is_space, 8)?;
        back(|byte| byte.is_ascii_digit(), 5)?;
        back(is_space, 8)?;
        let digits = back(|byte| byte.is_ascii_digit(), 10)?;
        let id = std::str::from_utf8(&self.bytes[digits.clone()]).ok()?;
        Some((id.parse().ok()?, digits.start))
    }
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| *byte == first) {
        at += found;
        if bytes[at..].starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
    None
}

fn rfind(bytes: &[u8], word: &[u8]) -> Option<usize> {
    (0..bytes.len().saturating_sub(word.len() - 1))
        .rev()
        .find(|at| bytes[*at..].starts_with(word))
}
