//! Do words hold a term of any rule? Few do, and only those are searched for which and where.

use super::schema::TermEntry;
use rustc_hash::FxHashMap;

/// The terms of all rules in lower case, by how they begin.
#[derive(Debug)]
pub(super) struct TermOpenings {
    by_opening: FxHashMap<[u8; 2], Vec<Vec<u8>>>,
    /// What each byte may be, as marks.
    bytes: [u8; 256],
    /// Some term has no second byte.
    short: bool,
}

/// A letter or digit, behind which no term begins.
const INSIDE: u8 = 1;
/// The first byte of a term, in either case, and the second.
const FIRST: u8 = 1 << 1;
const SECOND: u8 = 1 << 2;

impl TermOpenings {
    pub(super) fn new<'t>(terms: impl Iterator<Item = &'t TermEntry>) -> Self {
        let mut openings = TermOpenings {
            by_opening: FxHashMap::default(),
            bytes: [0; 256],
            short: false,
        };
        for byte in (0..=u8::MAX).filter(u8::is_ascii_alphanumeric) {
            openings.bytes[byte as usize] |= INSIDE;
        }
        for term in terms {
            let term = term.find.to_ascii_lowercase().into_bytes();
            let [first, second, ..] = term[..] else {
                openings.short = true;
                continue;
            };
            for (byte, mark) in [(first, FIRST), (second, SECOND)] {
                openings.bytes[byte as usize] |= mark;
                openings.bytes[byte.to_ascii_uppercase() as usize] |= mark;
            }
            let alike = openings.by_opening.entry([first, second]).or_default();
            alike.push(term);
        }
        openings
    }

    /// Whether a term begins where a word may begin, in any case of ASCII letters.
    pub(super) fn stand_in(&self, words: &str) -> bool {
        let bytes = words.as_bytes();
        let mut inside = false;
        for (at, pair) in bytes.windows(2).enumerate() {
            let [first, second] = [pair[0], pair[1]].map(|byte| self.bytes[byte as usize]);
            let begins = !inside && first & FIRST != 0 && second & SECOND != 0;
            if begins && self.begins(&bytes[at..]) {
                return true;
            }
            inside = first & INSIDE != 0;
        }
        self.short
    }

    fn begins(&self, bytes: &[u8]) -> bool {
        let opening = [bytes[0], bytes[1]].map(|byte| byte.to_ascii_lowercase());
        let stands = |term: &Vec<u8>| {
            let start = bytes.get(..term.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(term))
        };
        let alike = self.by_opening.get(&opening);
        alike.is_some_and(|alike| alike.iter().any(stands))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_seen_at_the_start_of_words() {
        let terms = |finds: &[&str]| {
            let lines = finds
                .iter()
                .map(|find| format!("find = '{find}'\nnote = 'x'"));
            let entries: Vec<TermEntry> = lines
                .map(|line| toml::from_str(&line).expect("a term"))
                .collect();
            TermOpenings::new(entries.iter())
        };
        let two = terms(&["CCG", "20 week target"]);
        assert!(two.stand_in("the ccgs,"));
        assert!(two.stand_in("(20 Week target"));
        assert!(two.stand_in("‘CCG’"));
        assert!(!two.stand_in("a 120 week target, xCCG, 20 weeks, CC"));
        assert!(!two.stand_in(""));
        assert!(terms(&["x"]).stand_in("any words"));
        assert!(!terms(&[]).stand_in("any words"));
    }
}
