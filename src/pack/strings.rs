//! Texts by number: each is kept once, in one buffer, and numbered in the order in which it came.

use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::hash::Hasher as _;

/// Numbered texts. A pack knows some ten thousand words; a string of its own for each would cost more
/// than all the rest of loading it.
#[derive(Debug, Default)]
pub(super) struct Strings {
    buffer: String,
    /// Where each text ends in the buffer; it begins where the one before it ends.
    ends: Vec<u32>,
    numbers: HashTable<u32>,
}

impl Strings {
    /// The number of a text that is kept.
    pub(super) fn get(&self, text: &str) -> Option<u32> {
        let found = |number: &u32| self.text(*number) == text;
        self.numbers.find(hash(text), found).copied()
    }

    /// The number of a text, kept from now on, and whether it is new.
    pub(super) fn keep(&mut self, text: &str) -> (u32, bool) {
        if let Some(number) = self.get(text) {
            return (number, false);
        }
        let number = self.ends.len() as u32;
        self.buffer.push_str(text);
        self.ends.push(self.buffer.len() as u32);
        let (buffer, ends) = (&self.buffer, &self.ends);
        self.numbers.insert_unique(hash(text), number, |number| {
            hash(slice(buffer, ends, *number))
        });
        (number, true)
    }

    /// How many texts are kept.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of a number; empty for one that was not given.
    pub(super) fn text(&self, number: u32) -> &str {
        slice(&self.buffer, &self.ends, number)
    }

    /// Makes room for more texts, so that the table grows once.
    pub(super) fn reserve(&mut self, texts: usize) {
        let (buffer, ends) = (&self.buffer, &self.ends);
        self.numbers
            .reserve(texts, |number| hash(slice(buffer, ends, *number)));
        self.ends.reserve(texts);
        self.buffer.reserve(texts * MEAN_LENGTH);
    }
}

/// What one word is long, for room in the buffer.
const MEAN_LENGTH: usize = 9;

fn slice<'a>(buffer: &'a str, ends: &[u32], number: u32) -> &'a str {
    let Some(end) = ends.get(number as usize) else {
        return "";
    };
    let start = match number {
        0 => 0,
        _ => ends[number as usize - 1],
    };
    &buffer[start as usize..*end as usize]
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_has_one_number() {
        let mut strings = Strings::default();
        assert_eq!(strings.keep("plan"), (0, true));
        assert_eq!(strings.keep(""), (1, true));
        assert_eq!(strings.keep("plans"), (2, true));
        assert_eq!(strings.keep("plan"), (0, false));
        assert_eq!(strings.get("plans"), Some(2));
        assert_eq!(strings.get("planning"), None);
        assert_eq!((strings.text(0), strings.text(1)), ("plan", ""));
        assert_eq!((strings.text(2), strings.text(3)), ("plans", ""));
    }
}
