//! Lists of single words, as pack files write them.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::str::SplitAsciiWhitespace;

/// Single words, written as one text with white space between them or as an array. One text is the
/// better form for a long list: it reads well and loads in one piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordList(String);

impl WordList {
    /// The words, in the order in which they are written.
    pub fn iter(&self) -> SplitAsciiWhitespace<'_> {
        self.0.split_ascii_whitespace()
    }

    /// About how many words there are: enough to make room for them.
    pub(super) fn room(&self) -> usize {
        self.0.len() / 9
    }
}

impl<'a> IntoIterator for &'a WordList {
    type Item = &'a str;
    type IntoIter = SplitAsciiWhitespace<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'de> Deserialize<'de> for WordList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Words)
    }
}

struct Words;

impl<'de> Visitor<'de> for Words {
    type Value = WordList;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("words with white space between them, or an array of words")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<WordList, E> {
        Ok(WordList(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<WordList, E> {
        Ok(WordList(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<WordList, A::Error> {
        let mut text = String::new();
        while let Some(word) = items.next_element::<Cow<'de, str>>()? {
            if word.is_empty() || word.contains(|c: char| c.is_ascii_whitespace()) {
                return Err(A::Error::custom(format!(
                    "`{word}` is not one word; terms of several words are `units` or `patterns`"
                )));
            }
            text.push_str(&word);
            text.push(' ');
        }
        Ok(WordList(text))
    }
}

impl JsonSchema for WordList {
    fn schema_name() -> Cow<'static, str> {
        "WordList".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Single words: one text with white space between them, or an array.",
            "anyOf": [
                { "type": "string" },
                { "type": "array", "items": { "type": "string", "pattern": "^\\S+$" } }
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    struct File {
        words: WordList,
    }

    fn words(toml: &str) -> Result<Vec<String>, String> {
        toml::from_str::<File>(toml)
            .map(|file| file.words.iter().map(str::to_owned).collect())
            .map_err(|error| error.message().to_owned())
    }

    #[test]
    fn text_and_array_are_the_same_list() {
        let expected = Ok(vec!["late".to_owned(), "out-of-date".to_owned()]);
        assert_eq!(words("words = \"late out-of-date\""), expected);
        assert_eq!(words("words = '''\nlate\n  out-of-date\n'''"), expected);
        assert_eq!(words("words = [\"late\", \"out-of-date\"]"), expected);
    }

    #[test]
    fn a_term_of_two_words_is_refused_by_its_name() {
        let fault = words("words = [\"late\", \"out of date\"]").expect_err("two words");
        assert!(fault.contains("`out of date` is not one word"), "{fault}");
    }
}
