//! The values that a PDF file is made of.

use std::ops::Range;
use std::rc::Rc;

/// A number with which a file names one of its objects.
pub(super) type Id = u32;

/// A value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Object {
    #[default]
    Null,
    Bool(bool),
    /// Whole or not; whole numbers of a file fit exactly.
    Number(f64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Rc<[Object]>),
    Dict(Rc<Dict>),
    Stream(Rc<Stream>),
    /// An object that stands elsewhere in the file.
    Reference(Id),
}

impl Object {
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Object::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A whole number that is not negative.
    pub(super) fn count(&self) -> Option<usize> {
        self.number()
            .filter(|number| *number >= 0.0 && *number <= f64::from(u32::MAX))
            .map(|number| number as usize)
    }

    pub(super) fn name(&self) -> Option<&[u8]> {
        match self {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn array(&self) -> &[Object] {
        match self {
            Object::Array(array) => array,
            _ => &[],
        }
    }

    /// The dictionary that this is, or that a stream has.
    pub(super) fn dict(&self) -> Option<&Dict> {
        match self {
            Object::Dict(dict) => Some(dict),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }
}

/// Values by name, in the order of the names.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Dict {
    entries: Vec<(Vec<u8>, Object)>,
}

impl Dict {
    /// A dictionary of these entries; the last of a name counts.
    pub(super) fn of(mut entries: Vec<(Vec<u8>, Object)>) -> Self {
        entries.reverse();
        entries.sort_by(|one, other| one.0.cmp(&other.0));
        entries.dedup_by(|later, first| later.0 == first.0);
        Dict { entries }
    }

    /// The value as it stands, which may be a reference.
    pub(super) fn raw(&self, name: &str) -> Option<&Object> {
        self.raw_bytes(name.as_bytes())
    }

    /// The same, for a name that may be no text.
    pub(super) fn raw_bytes(&self, name: &[u8]) -> Option<&Object> {
        let at = self
            .entries
            .binary_search_by(|(key, _)| key.as_slice().cmp(name));
        Some(&self.entries[at.ok()?].1)
    }
}

/// A dictionary with data behind it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stream {
    pub(super) dict: Dict,
    /// Where its data stand in the file, as packed.
    pub(super) data: Range<usize>,
}
