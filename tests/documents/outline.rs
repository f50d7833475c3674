//! What the tests ask of a letter.

use evenhand::letter::{BlockKind, Letter};
use evenhand::read::{Format, Read, ReadError, ReadOptions, Revisions, read};

/// Headings that the tests' reader knows.
pub(crate) fn is_heading(words: &str) -> bool {
    ["Outcome of the visit", "What must change?"]
        .iter()
        .any(|known| words.starts_with(known))
}

pub(crate) fn options(revisions: Revisions) -> ReadOptions<'static> {
    ReadOptions {
        is_heading: &is_heading,
        revisions,
    }
}

pub(crate) fn read_as(format: Format, bytes: &[u8]) -> Read {
    match read(bytes, format, &options(Revisions::Accepted)) {
        Ok(read) => {
            check(&read.letter);
            read
        }
        Err(error) => panic!("{error}"),
    }
}

/// Every span lies on characters of the text, in order, and every visible word leads back into its block.
pub(crate) fn check(letter: &Letter) {
    let mut end = 0;
    for block in &letter.blocks {
        assert!(block.span.start >= end, "{block:?} begins before {end}");
        end = block.span.end;
        for visible in std::iter::once(&block.visible).chain(&block.cells) {
            let words = visible.words(&letter.text);
            assert_eq!(words, words.trim());
            for (at, character) in words.char_indices() {
                let source = visible.source(at, at + character.len_utf8());
                assert!(letter.text.get(source.range()).is_some());
                assert!(block.span.contains(source), "{source:?} of {block:?}");
            }
        }
    }
    for annotation in &letter.annotations {
        assert!(letter.text.get(annotation.span.range()).is_some());
    }
}

pub(crate) fn refusal(format: Format, bytes: &[u8]) -> ReadError {
    match read(bytes, format, &options(Revisions::Accepted)) {
        Ok(read) => panic!("read as {:?}", outline(&read.letter)),
        Err(error) => error,
    }
}

/// A letter's blocks, one a line: a sign of the kind, and the words; cells between bars.
pub(crate) fn outline(letter: &Letter) -> String {
    let mut lines = Vec::new();
    for block in &letter.blocks {
        let sign = match block.kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::ListItem => "li".to_owned(),
            BlockKind::TableRow { header: true } => "th".to_owned(),
            BlockKind::TableRow { header: false } => "tr".to_owned(),
            BlockKind::Quote => "q".to_owned(),
        };
        let words = if block.cells.is_empty() {
            block.visible.words(&letter.text).to_owned()
        } else {
            let cells = block.cells.iter();
            let cells: Vec<_> = cells.map(|cell| cell.words(&letter.text)).collect();
            cells.join("|")
        };
        lines.push(format!("{sign} {words}"));
    }
    lines.join("\n")
}

/// Each remark with the words it is about.
pub(crate) fn remarks(letter: &Letter) -> Vec<(&str, &str, Option<&str>)> {
    letter
        .annotations
        .iter()
        .map(|annotation| {
            (
                annotation.span.of(&letter.text),
                annotation.text.as_str(),
                annotation.author.as_deref(),
            )
        })
        .collect()
}

/// The number of the paragraph that each block stands in.
pub(crate) fn paragraphs(letter: &Letter) -> Vec<u32> {
    letter
        .blocks
        .iter()
        .filter_map(|block| block.location.paragraph)
        .collect()
}
