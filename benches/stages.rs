//! Where the time goes: loading the pack, and each stage on the example letter and on all the project's
//! letters of full length, one after the other.

use divan::Bencher;
use divan::counter::BytesCount;
use evenhand::check::check_read;
use evenhand::facts::{analyse, analyse_and_keep};
use evenhand::letter::Letter;
use evenhand::pack::Pack;
use evenhand::read::{Format, ReadOptions, read};
use std::path::Path;

const EXAMPLE: &str = include_str!("../examples/draft.md");

fn main() {
    divan::main();
}

/// What a stage is timed on.
#[derive(Clone, Copy, Debug)]
enum Texts {
    /// The example draft, two kibibytes.
    Example,
    /// The letters of invented areas.
    Letters,
}

const ALL: [Texts; 2] = [Texts::Example, Texts::Letters];

impl Texts {
    fn texts(self) -> Vec<String> {
        match self {
            Texts::Example => vec![EXAMPLE.to_owned()],
            Texts::Letters => {
                let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/letters");
                let entries = std::fs::read_dir(folder).expect("the letters are there");
                let paths = entries.map(|entry| entry.expect("an entry reads").path());
                // Each letter has its labels beside it.
                let letters = paths.filter(|path| {
                    path.extension().is_some_and(|extension| extension == "md")
                        && path.with_extension("json").exists()
                });
                letters
                    .map(|path| std::fs::read_to_string(path).expect("a letter reads"))
                    .collect()
            }
        }
    }
}

fn letter(text: &str, pack: &Pack) -> Letter {
    let options = ReadOptions {
        is_heading: &|words| pack.role(words).is_some(),
        ..ReadOptions::default()
    };
    read(text.as_bytes(), Format::Markdown, &options)
        .expect("the letter reads")
        .letter
}

/// Times what is made of each text, by the bytes of all of them.
fn bench<T>(bencher: Bencher, texts: Texts, make: impl Fn(&str, &Pack) -> T) {
    let pack = Pack::area_send().expect("the built-in pack loads");
    let texts = texts.texts();
    let bytes: usize = texts.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for text in &texts {
            divan::black_box(make(text, &pack));
        }
    });
}

#[divan::bench]
fn load_pack() -> Pack {
    Pack::area_send().expect("the built-in pack loads")
}

#[divan::bench(args = ALL)]
fn read_letters(bencher: Bencher, texts: Texts) {
    bench(bencher, texts, letter);
}

#[divan::bench(args = ALL)]
fn read_and_facts(bencher: Bencher, texts: Texts) {
    bench(bencher, texts, |text, pack| {
        analyse(&letter(text, pack), pack)
    });
}

#[divan::bench(args = ALL)]
fn read_facts_and_rules(bencher: Bencher, texts: Texts) {
    bench(bencher, texts, |text, pack| {
        let letter = letter(text, pack);
        let (facts, sentences) = analyse_and_keep(&letter, pack);
        check_read(&letter, &facts, &sentences, pack)
    });
}

/// The facts alone, of letters that are read.
#[divan::bench(args = ALL)]
fn facts(bencher: Bencher, texts: Texts) {
    let pack = Pack::area_send().expect("the built-in pack loads");
    let letters: Vec<Letter> = texts
        .texts()
        .iter()
        .map(|text| letter(text, &pack))
        .collect();
    let bytes: usize = letters.iter().map(|letter| letter.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for letter in &letters {
            divan::black_box(analyse(letter, &pack));
        }
    });
}
