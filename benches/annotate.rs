//! A Word document of sixty pages annotated: renewed, read, checked, written.

mod long_letter;

use divan::Bencher;
use evenhand::check::check;
use evenhand::facts::analyse;
use evenhand::pack::Pack;
use evenhand::read::{Format, ReadOptions, read_with_origins};
use evenhand::write::{Letterhead, Options, annotate, removed, renewed};
use std::fmt::Write as _;

#[path = "../tests/documents/package.rs"]
#[allow(dead_code, reason = "the tests use all of it")]
mod package;

fn main() {
    divan::main();
}

/// The long letter as a Word document: headings, items and paragraphs, a run a sentence.
fn document() -> Vec<u8> {
    let mut body = String::new();
    for line in long_letter::long_letter().lines() {
        let line = line.replace('&', "&amp;").replace('<', "&lt;");
        if line.trim().is_empty() || line.starts_with('|') {
            continue;
        }
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        let properties = match (level, line.strip_prefix("- ")) {
            (0, None) => String::new(),
            (0, Some(_)) => "<w:pStyle w:val=\"ListBullet\"/>".to_owned(),
            _ => format!("<w:outlineLvl w:val=\"{}\"/>", level - 1),
        };
        let words = line.trim_start_matches(['#', '-', ' ']);
        let _ = write!(body, "<w:p><w:pPr>{properties}</w:pPr>");
        for sentence in words.split_inclusive(". ") {
            let _ = write!(
                body,
                "<w:r w:rsidR=\"00AB12CD\"><w:rPr><w:lang w:val=\"en-GB\"/></w:rPr><w:t xml:space=\"preserve\">{sentence}</w:t></w:r>"
            );
        }
        body.push_str("</w:p>");
    }
    let word = package::Word {
        styles: "<w:style w:styleId=\"ListBullet\"><w:name w:val=\"List Bullet\"/></w:style>"
            .to_owned(),
        ..package::Word::body(&body)
    };
    word.bytes()
}

fn annotated(bytes: &[u8], pack: &Pack) -> (Vec<u8>, usize) {
    let base = renewed(bytes, false).expect("sound");
    let is_heading = |words: &str| pack.role(words).is_some();
    let options = ReadOptions {
        is_heading: &is_heading,
        ..ReadOptions::default()
    };
    let (read, origins) = read_with_origins(&base, Format::Word, &options).expect("readable");
    let facts = analyse(&read.letter, pack);
    let points = check(&read.letter, &facts, pack);
    let head = Letterhead {
        letter: &read.letter,
        origins: &origins,
    };
    let options = Options {
        date: "2026-01-31T12:00:00Z".to_owned(),
        suggest: Some(evenhand::diagnostic::Grade::Suggest),
        force: false,
        once: Vec::new(),
    };
    let done = annotate(&base, head, &points, &options).expect("written");
    assert!(done.added > 20, "{} comments", done.added);
    (done.bytes, done.added)
}

#[divan::bench]
fn first_time(bencher: Bencher) {
    let pack = Pack::area_send().expect("the built-in pack loads");
    let bytes = document();
    bencher.bench(|| annotated(&bytes, &pack));
}

#[divan::bench]
fn again(bencher: Bencher) {
    let pack = Pack::area_send().expect("the built-in pack loads");
    let (bytes, _) = annotated(&document(), &pack);
    bencher.bench(|| annotated(&bytes, &pack));
}

#[divan::bench]
fn taken_out(bencher: Bencher) {
    let pack = Pack::area_send().expect("the built-in pack loads");
    let (bytes, _) = annotated(&document(), &pack);
    bencher.bench(|| removed(&bytes, false));
}
