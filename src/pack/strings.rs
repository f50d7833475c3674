//! Texts by number: each is kept once, in one buffer, and numbered in the order in which it came.

use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::hash::Hasher as _;

/// Numbered texts. A pack knows some ten thousand words; a string of its own for each would cost more
/// than all the rest of loading it.
#[derive(Debug, Default)]
pub(super) struct Strings<T = ()> {
    buffer: String,
    /// Where each text ends in the buffer; it begins where the one before it ends.
    ends: Vec<u32>,
    entries: Vec<Entry<T>>,
    numbers: HashTable<u32>,
}

/// A text's key, by which most are told from all others without a look at the buffer, and what is known of
/// it right behind: one piece of memory for each word of a letter.
#[derive(Clone, Copy, Debug)]
struct Entry<T> {
    key: Key,
    value: T,
}

/// The first and the last bytes of a text and its length. Texts of one key that are not long are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    first: u64,
    /// The last three bytes, where the text has more than `first` holds, and the length.
    last: u32,
}

/// The length from which texts of one key may differ.
const LONG: usize = 12;

impl Key {
    fn of(text: &str) -> Key {
        let bytes = text.as_bytes();
        let length = (bytes.len().min(0xFF) as u32) << 24;
        if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            return Key {
                first: u64::from_le_bytes(*first),
                last: u32::from_le_bytes(*last) >> 8 | length,
            };
        }
        let first = match (bytes.first_chunk(), bytes.last_chunk(), bytes) {
            (Some(first), Some(last), _) => {
                u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
            }
            (.., [a]) => u64::from(*a),
            (.., [a, b]) => u64::from(u16::from_le_bytes([*a, *b])),
            (.., [a, b, c]) => u64::from(u32::from_le_bytes([*a, *b, *c, 0])),
            _ => 0,
        };
        Key {
            first,
            last: length,
        }
    }

    fn hash(self) -> u64 {
        let mut hasher = FxHasher::default();
        hasher.write_u64(self.first);
        hasher.write_u32(self.last);
        hasher.finish()
    }
}

impl<T: Default> Strings<T> {
    /// The number of a text that is kept.
    pub(super) fn get(&self, text: &str) -> Option<u32> {
        self.find(Key::of(text), text)
    }

    /// The number of a text, kept from now on, and whether it is new.
    pub(super) fn keep(&mut self, text: &str) -> (u32, bool) {
        let key = Key::of(text);
        if let Some(number) = self.find(key, text) {
            return (number, false);
        }
        let number = self.ends.len() as u32;
        self.buffer.push_str(text);
        self.ends.push(self.buffer.len() as u32);
        let value = T::default();
        self.entries.push(Entry { key, value });
        let entries = &self.entries;
        self.numbers.insert_unique(key.hash(), number, |number| {
            entries[*number as usize].key.hash()
        });
        (number, true)
    }

    fn find(&self, key: Key, text: &str) -> Option<u32> {
        let is_it = |number: &u32| {
            self.entries[*number as usize].key == key
                && (text.len() < LONG || self.text(*number) == text)
        };
        self.numbers.find(key.hash(), is_it).copied()
    }

    /// What is known of the text of a number that was given.
    pub(super) fn value(&self, number: u32) -> &T {
        &self.entries[number as usize].value
    }

    /// The same, to be changed.
    pub(super) fn value_mut(&mut self, number: u32) -> &mut T {
        &mut self.entries[number as usize].value
    }

    /// How many texts are kept.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of a number; empty for one that was not given.
    pub(super) fn text(&self, number: u32) -> &str {
        let Some(end) = self.ends.get(number as usize) else {
            return "";
        };
        let start = match number {
            0 => 0,
            _ => self.ends[number as usize - 1],
        };
        &self.buffer[start as usize..*end as usize]
    }

    /// Makes room for more texts, so that the table grows once.
    pub(super) fn reserve(&mut self, texts: usize) {
        let entries = &self.entries;
        self.numbers
            .reserve(texts, |number| entries[*number as usize].key.hash());
        self.entries.reserve(texts);
        self.ends.reserve(texts);
        self.buffer.reserve(texts * MEAN_LENGTH);
    }
}

/// What one word is long, for room in the buffer.
const MEAN_LENGTH: usize = 9;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_has_one_number() {
        let mut strings = Strings::<()>::default();
        assert_eq!(strings.keep("plan"), (0, true));
        assert_eq!(strings.keep(""), (1, true));
        assert_eq!(strings.keep("plans"), (2, true));
        assert_eq!(strings.keep("plan"), (0, false));
        assert_eq!(strings.get("plans"), Some(2));
        assert_eq!(strings.get("planning"), None);
        assert_eq!((strings.text(0), strings.text(1)), ("plan", ""));
        for (number, text) in [
            "p",
            "pl",
            "pla",
            "planners",
            "plannings",
            "replannings!",
            "replennings!",
        ]
        .into_iter()
        .enumerate()
        {
            assert_eq!(strings.keep(text), (number as u32 + 3, true));
            assert_eq!(strings.get(text), Some(number as u32 + 3));
        }
        assert_eq!((strings.text(2), strings.text(10)), ("plans", ""));
    }
}
