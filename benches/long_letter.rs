//! A letter of sixty pages for benchmarks, made of the invented letters of the tests.

/// Words on a page of a letter set in 12 point.
const WORDS_A_PAGE: usize = 450;

/// Pages of the letter.
const PAGES: usize = 60;

const LETTERS: [&str; 12] = [
    include_str!("../tests/letters/ashmere.md"),
    include_str!("../tests/letters/brackenford.md"),
    include_str!("../tests/letters/calderwick.md"),
    include_str!("../tests/letters/denholt.md"),
    include_str!("../tests/letters/eastmoor.md"),
    include_str!("../tests/letters/fernley.md"),
    include_str!("../tests/letters/garthdale.md"),
    include_str!("../tests/letters/hexcombe.md"),
    include_str!("../tests/letters/ivelstone.md"),
    include_str!("../tests/letters/kingsbarrow.md"),
    include_str!("../tests/letters/larchwood.md"),
    include_str!("../tests/letters/morwick.md"),
];

/// One letter with the sections of the last invented one, their findings sections filled with the
/// paragraphs of all until it has sixty pages. Paragraphs that come round again are told apart by a
/// number, so that none is another's double.
pub fn long_letter() -> String {
    let skeleton = LETTERS[4];
    let fillers: Vec<&str> = LETTERS
        .iter()
        .flat_map(|letter| letter.split("\n\n"))
        .filter(|block| {
            !block.starts_with(['#', '|', '-', '*']) && block.split_whitespace().count() > 25
        })
        .collect();
    let missing = (PAGES * WORDS_A_PAGE).saturating_sub(skeleton.split_whitespace().count());
    let findings = skeleton.matches("\n## ").count().max(1);
    let a_section = missing / 3;
    let mut filler = fillers.iter().cycle().enumerate();
    let mut out = String::new();
    let mut filled = 0;
    for (index, section) in skeleton.split("\n## ").enumerate() {
        if index > 0 {
            out.push_str("\n## ");
        }
        out.push_str(section);
        let is_findings = section.starts_with("What is it like")
            || section.starts_with("What is the area")
            || section.starts_with("What does the area");
        if !is_findings || findings == 0 {
            continue;
        }
        let mut words = 0;
        while words < a_section {
            let Some((number, block)) = filler.next() else {
                break;
            };
            let paragraph = format!("\n\n{block} This was seen in setting {number}.");
            words += paragraph.split_whitespace().count();
            out.push_str(&paragraph);
        }
        out.push('\n');
        filled += words;
    }
    assert!(filled >= missing * 9 / 10, "{filled} of {missing} words");
    out
}
