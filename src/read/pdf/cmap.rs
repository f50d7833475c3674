//! Tables from the codes of a font to characters or to glyph numbers.

use super::lexer::{Lexer, Token};
use super::object::Object;
use rustc_hash::FxHashMap;

/// The most entries of one table: one for each two-byte code.
const MAX_ENTRIES: usize = 1 << 16;

/// A table.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// Lengths of codes in bytes, with the first and the last code of each.
    spaces: Vec<(usize, u32, u32)>,
    texts: FxHashMap<u32, String>,
    /// First and last code, and the characters of the first.
    text_ranges: Vec<(u32, u32, String)>,
    /// First and last code, and the number of the first.
    glyph_ranges: Vec<(u32, u32, u32)>,
}

impl Table {
    /// Reads a table from its source. What it cannot make sense of it steps over.
    pub(super) fn read(source: &[u8]) -> Table {
        let mut table = Table::default();
        let mut lexer = Lexer::new(source, 0);
        let mut held: Vec<Object> = Vec::new();
        // The words of a list in brackets, where one is open.
        let mut list: Option<Vec<Object>> = None;
        while let Some(token) = lexer.token() {
            match token {
                Token::Value(value) => match &mut list {
                    Some(list) => list.push(value),
                    None => held.push(value),
                },
                Token::ArrayStart => list = Some(Vec::new()),
                Token::ArrayEnd => {
                    let words = list.take().unwrap_or_default();
                    held.push(Object::Array(words.into()));
                }
                Token::Word(word) => {
                    table.section(&word, &held);
                    held.clear();
                }
                Token::DictStart | Token::DictEnd => {}
            }
            if table.len() > MAX_ENTRIES
                || held.len() + list.as_ref().map_or(0, Vec::len) > 4 * MAX_ENTRIES
            {
                break;
            }
        }
        table.text_ranges.sort_by_key(|range| range.0);
        table.glyph_ranges.sort_by_key(|range| range.0);
        table
    }

    /// How many entries the table has.
    pub(super) fn len(&self) -> usize {
        self.texts.len() + self.text_ranges.len() + self.glyph_ranges.len() + self.spaces.len()
    }

    /// Takes in the values that stand before a word.
    fn section(&mut self, word: &[u8], values: &[Object]) {
        match word {
            b"endcodespacerange" => {
                for pair in values.chunks_exact(2) {
                    if let (Some((len, low)), Some((_, high))) = (code(&pair[0]), code(&pair[1])) {
                        self.spaces.push((len, low, high));
                    }
                }
            }
            b"endbfchar" => {
                for pair in values.chunks_exact(2) {
                    if let (Some((_, code)), Some(text)) = (code(&pair[0]), text(&pair[1])) {
                        self.texts.insert(code, text);
                    }
                }
            }
            b"endbfrange" => {
                for triple in values.chunks_exact(3) {
                    let (Some((_, low)), Some((_, high))) = (code(&triple[0]), code(&triple[1]))
                    else {
                        continue;
                    };
                    for (code, value) in (low..=high).zip(triple[2].array()) {
                        if let Some(text) = text(value) {
                            self.texts.insert(code, text);
                        }
                    }
                    if let Some(text) = text(&triple[2]) {
                        self.text_ranges.push((low, high, text));
                    }
                }
            }
            b"endcidchar" => {
                for pair in values.chunks_exact(2) {
                    if let (Some((_, code)), Some(glyph)) = (code(&pair[0]), pair[1].count()) {
                        self.glyph_ranges.push((code, code, glyph as u32));
                    }
                }
            }
            b"endcidrange" => {
                for triple in values.chunks_exact(3) {
                    if let (Some((_, low)), Some((_, high)), Some(glyph)) =
                        (code(&triple[0]), code(&triple[1]), triple[2].count())
                    {
                        self.glyph_ranges.push((low, high, glyph as u32));
                    }
                }
            }
            _ => {}
        }
    }

    /// The characters of a code.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        if let Some(text) = self.texts.get(&code) {
            return Some(text.clone());
        }
        let (low, text) = at(&self.text_ranges, code)?;
        let mut characters = text.chars();
        let last = characters.next_back()?;
        let moved = char::from_u32(u32::from(last).checked_add(code - low)?)?;
        Some(characters.chain([moved]).collect())
    }

    /// The glyph of a code.
    pub(super) fn glyph(&self, code: u32) -> Option<u32> {
        let (low, glyph) = at(&self.glyph_ranges, code)?;
        glyph.checked_add(code - low)
    }

    /// The code that `bytes` begin with, and its length; two bytes where the table does not say.
    pub(super) fn code(&self, bytes: &[u8]) -> (u32, usize) {
        let mut code = 0;
        for (index, byte) in bytes.iter().take(4).enumerate() {
            code = code << 8 | u32::from(*byte);
            let is_code = |(len, low, high): &(usize, u32, u32)| {
                *len == index + 1 && (*low..=*high).contains(&code)
            };
            if self.spaces.iter().take(64).any(is_code) {
                return (code, index + 1);
            }
        }
        let len = bytes.len().min(2);
        let code = bytes[..len]
            .iter()
            .fold(0, |code, byte| code << 8 | u32::from(*byte));
        (code, len)
    }
}

/// First code and value of the range that a code lies in.
fn at<T: Clone>(ranges: &[(u32, u32, T)], code: u32) -> Option<(u32, T)> {
    let after = ranges.partition_point(|range| range.0 <= code);
    let (low, high, value) = ranges.get(after.checked_sub(1)?)?;
    (code <= *high).then(|| (*low, value.clone()))
}

/// A code and its length in bytes.
fn code(value: &Object) -> Option<(usize, u32)> {
    let Object::Text(bytes) = value else {
        return None;
    };
    (1..=4).contains(&bytes.len()).then(|| {
        let code = bytes
            .iter()
            .fold(0, |code, byte| code << 8 | u32::from(*byte));
        (bytes.len(), code)
    })
}

/// Characters in UTF-16.
fn text(value: &Object) -> Option<String> {
    let Object::Text(bytes) = value else {
        return None;
    };
    // A table for one-byte codes may leave out the upper byte.
    if let [byte] = bytes[..] {
        return Some(char::from(byte).to_string());
    }
    if bytes.len() > 64 {
        return None;
    }
    let units = bytes
        .chunks_exact(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units)
        .collect::<Result<String, _>>()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_characters_and_glyphs() {
        let table = Table::read(
            b"1 begincodespacerange <00> <7f> <8000> <ffff> endcodespacerange
              2 beginbfchar <03> <0020> <04> <00660069> endbfchar
              2 beginbfrange <10> <12> <0041> <20> <21> [<2019> <D83DDE00>] endbfrange
              1 begincidrange <8000> <8010> 5 endcidrange",
        );
        assert_eq!(table.text(3).as_deref(), Some(" "));
        assert_eq!(table.text(4).as_deref(), Some("fi"));
        assert_eq!(table.text(0x12).as_deref(), Some("C"));
        assert_eq!(table.text(0x13), None);
        assert_eq!(table.text(0x21).as_deref(), Some("\u{1F600}"));
        assert_eq!(table.glyph(0x8002), Some(7));
        assert_eq!(table.code(b"\x03\x04"), (3, 1));
        assert_eq!(table.code(b"\x80\x04"), (0x8004, 2));
    }

    #[test]
    fn a_table_that_makes_no_sense_is_empty() {
        let table =
            Table::read(b"beginbfrange <00> <ffffffff> [<0041>] <0> endbfrange <00 endbfchar [");
        assert_eq!(table.text(1), None);
        assert_eq!(table.code(b"\x01\x02\x03"), (0x0102, 2));
        assert_eq!(table.code(b""), (0, 0));
    }
}
