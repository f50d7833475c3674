//! Where the time goes: reading, loading the pack, and the facts of a letter, on the example letter.

use divan::Bencher;
use evenhand::facts::analyse;
use evenhand::pack::Pack;
use evenhand::read::{Format, ReadOptions, read};

const LETTER: &str = include_str!("../examples/draft.md");

fn main() {
    divan::main();
}

#[divan::bench]
fn load_pack() -> Pack {
    Pack::area_send().expect("the built-in pack loads")
}

#[divan::bench]
fn read_letter(bencher: Bencher) {
    bencher
        .counter(divan::counter::BytesCount::of_str(LETTER))
        .bench(|| read(LETTER.as_bytes(), Format::Markdown, &ReadOptions::default()));
}

#[divan::bench]
fn facts_of_letter(bencher: Bencher) {
    let pack = Pack::area_send().expect("the built-in pack loads");
    let letter = read(LETTER.as_bytes(), Format::Markdown, &ReadOptions::default())
        .expect("the example reads")
        .letter;
    bencher
        .counter(divan::counter::BytesCount::of_str(LETTER))
        .bench(|| analyse(&letter, &pack));
}
