//! What is said of whole letters: kept as snapshots, so that a change of a rule shows what it changes.
//! And what must not change it: line ends, emphasis, links, comments.

use evenhand::check::check;
use evenhand::facts::{Facts, analyse};
use evenhand::letter::Letter;
use evenhand::pack::Pack;
use evenhand::read::{Format, ReadOptions, read};
use evenhand::report::{Detail, Document, Selection, concise};
use std::path::Path;
use std::sync::OnceLock;

fn pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| Pack::area_send().expect("the built-in pack loads"))
}

fn text(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/letters/{name}.md"));
    std::fs::read_to_string(path).expect("the letter is there")
}

fn facts(text: &str) -> (Letter, Facts) {
    let letter = read(text.as_bytes(), Format::Markdown, &ReadOptions::default())
        .expect("the letter reads")
        .letter;
    let facts = analyse(&letter, pack());
    (letter, facts)
}

/// One point a line, as `check --format concise` prints them.
fn points(name: &str) -> String {
    let (letter, facts) = facts(&text(name));
    let diagnostics = check(&letter, &facts, pack());
    let points = Selection::default().apply(diagnostics);
    let document = Document {
        path: name,
        letter: &letter,
        facts: &facts,
        pack: pack(),
    };
    concise::document(&document, &points, Detail::default())
}

macro_rules! snapshots {
    ($($name:ident),* $(,)?) => {
        $(
            #[test]
            fn $name() {
                insta::assert_snapshot!(points(stringify!($name)));
            }
        )*
    };
}

snapshots!(
    ashmere,
    brackenford,
    calderwick,
    denholt,
    eastmoor,
    fernley,
    garthdale,
    hexcombe,
    ivelstone,
    kingsbarrow,
    larchwood,
    morwick,
);

/// The words of every attribution and failing, without their places.
fn told(text: &str) -> Vec<String> {
    let (letter, facts) = facts(text);
    let words = |span: evenhand::span::Span| {
        letter.text[span.start as usize..span.end as usize]
            .replace(['*', '_'], "")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let attributions = facts
        .attributions
        .iter()
        .map(|found| format!("{:?} {}", found.class, words(found.cue)));
    let failures = facts
        .duty_failures
        .iter()
        .map(|failure| format!("{} {}", failure.duty, words(failure.span)));
    attributions.chain(failures).collect()
}

#[test]
fn line_ends_change_nothing() {
    let unix = text("morwick");
    let windows = unix.replace('\n', "\r\n");
    assert_eq!(told(&unix), told(&windows));
}

#[test]
fn emphasis_and_comments_change_nothing() {
    let plain = text("ivelstone");
    let marked = plain
        .replace("parents", "**parents**")
        .replace(" EHC plans", " *EHC plans*")
        .replace("\n## ", "\n<!-- a note to the editor -->\n\n## ");
    assert!(marked.contains("**parents**"));
    assert_eq!(told(&plain), told(&marked));
}
