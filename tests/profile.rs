//! Profiles, samples and judged sheets, as people call them. Every letter here is made up.

mod support;

use assert_cmd::Command;
use evenhand::measure::{SplitMix64, tally};
use evenhand::pack::Pack;
use evenhand::read::{Format, ReadOptions, read};
use evenhand::report::Document;
use evenhand::{facts, sheet};
use proptest::prelude::*;
use serde_json::Value;
use std::fs;
use std::sync::OnceLock;
use support::schema;
use tempfile::TempDir;

const HEAD: &str = "\
## Inspection outcome

The local area partnership's arrangements lead to inconsistent experiences and outcomes for children \
and young people with special educational needs and/or disabilities (SEND).

## What does the area partnership need to do better?

";

/// Words of the family side put as feeling, and of the professional side put as knowledge.
const APART: &str = "\
Parents feel that plans are too vague. Some carers believe that reviews are not useful. Families feel let \
down by the service. Parents feel that advice is not shared. Many parents believe that calls are not \
returned. Carers told inspectors that letters arrive late.

Leaders recognise that plans are too vague. Leaders know that reviews are late. Leaders understand that \
advice is not shared. Leaders acknowledge that calls are not returned. Leaders are aware of the gaps in \
therapy.
";

/// The same with the verbs the other way round.
const LEVEL: &str = "\
Parents know that plans are too vague. Carers told inspectors that reviews are late. Families say that \
letters arrive late. Some parents feel that advice is not shared. Parents describe long waits.

Leaders feel that plans are vague. Leaders know that reviews are late. Leaders report that calls are \
returned. Leaders say that advice is shared. Staff told inspectors that waits are long.
";

struct Desk(TempDir);

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().expect("a folder"));
        for number in 0..6 {
            let words = if number % 2 == 0 { APART } else { LEVEL };
            desk.put(&format!("letters/{number}.md"), &format!("{HEAD}{words}"));
        }
        desk
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("folders");
        fs::write(path, text).expect("written");
    }

    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let output = Command::cargo_bin("evenhand")
            .expect("it is built")
            .current_dir(self.0.path())
            .env_clear()
            .args(args)
            .output()
            .expect("it runs");
        (
            output.status.code().expect("it ends by itself"),
            String::from_utf8(output.stdout).expect("UTF-8"),
            String::from_utf8(output.stderr).expect("UTF-8"),
        )
    }

    /// What a call prints that must end well.
    fn out(&self, args: &[&str]) -> String {
        let (code, out, err) = self.run(args);
        assert_eq!((code, err.as_str()), (0, ""), "{args:?}");
        out
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.out(args)).expect("JSON")
    }
}

#[test]
fn a_profile_counts_first_and_names_both_gaps() {
    let desk = Desk::new();
    let out = desk.out(&["profile", "letters"]);
    assert!(out.starts_with("6 letters, "), "{out}");
    let places: Vec<usize> = [
        "Attributions by side, group and class",
        "Statements put as feeling or belief, by section",
        "Commonest cues",
        "Framing gap: all statements",
        "Testimony gap: without knowledge",
        "Beside 27 published",
        "How accurate such figures are",
    ]
    .iter()
    .map(|title| out.find(title).unwrap_or_else(|| panic!("{title}: {out}")))
    .collect();
    assert!(places.is_sorted());
    assert!(
        out.replace("\n  ", " ")
            .contains("(bootstrap over 6 letters, rather narrow with so few)"),
        "{out}"
    );
    for word in ["significant", "bias"] {
        assert!(!out.contains(word), "{word}");
    }
    assert_eq!(out, desk.out(&["profile", "letters", "-j", "1"]));

    let help = desk.out(&["profile", "--help"]);
    assert!(help.contains("Framing gap:") && help.contains("Testimony gap:"));
}

#[test]
fn one_letter_has_the_hybrid_score_and_few_statements_have_nothing() {
    let desk = Desk::new();
    let report = desk.json(&["profile", "letters/0.md", "--format", "json"]);
    let framing = &report["profile"]["whole"]["framing"];
    assert_eq!(framing["counts"]["family"]["felt"], 5);
    assert_eq!(framing["counts"]["family"]["all"], 6);
    assert_eq!(framing["counts"]["professional"]["all"], 5);
    assert_eq!(framing["method"], "hybrid-score");
    assert_eq!(framing["finding"], "apart");
    let testimony = &report["profile"]["whole"]["testimony"];
    assert_eq!(testimony["finding"], "too-few");
    assert_eq!(testimony.get("interval"), None);
    let out = desk.out(&["profile", "letters/0.md"]);
    assert!(out.contains("Too few to tell. That is no evidence of balance."));
}

#[test]
fn json_fits_its_schema_and_holds_no_words_of_a_letter() {
    let desk = Desk::new();
    for by in ["letter", "year", "outcome"] {
        let report = desk.json(&["profile", "letters", "--by", by, "--format", "json"]);
        let schema = desk.json(&["schema", "profile"]);
        assert_eq!(schema::faults(&schema, &report), [""; 0]);
        assert_eq!(report["profile"]["by"], by);
        let parts = report["profile"]["parts"].as_array().expect("a list");
        assert_eq!(parts.len(), if by == "letter" { 6 } else { 1 });
        assert!(!report.to_string().contains("vague"));
    }
}

#[test]
fn the_seed_settles_the_interval() {
    let desk = Desk::new();
    let interval = |seed| {
        let report = desk.json(&["profile", "letters", "--seed", seed, "--format", "json"]);
        report["profile"]["whole"]["testimony"]["interval"].clone()
    };
    assert_eq!(interval("3"), interval("3"));
    assert!(interval("3")["low"].as_f64() <= interval("3")["high"].as_f64());
}

#[test]
fn csv_adds_up_to_the_table() {
    let desk = Desk::new();
    let (code, text, said) = desk.run(&["profile", "letters", "--by", "letter", "--format", "csv"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("how accurate such counts are"), "{said}");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let (mut attributions, mut statements) = (0, 0);
    for row in reader.records() {
        let row = row.expect("a row");
        assert_eq!(&row[0], "letter");
        attributions += row[7].parse::<u32>().expect("a number");
        statements += row[8].parse::<u32>().expect("a number");
    }
    let out = desk.out(&["profile", "letters"]);
    assert!(
        out.contains(&format!(": {attributions} attributions\n")),
        "{out}"
    );
    assert!(statements > 0 && statements <= attributions);
}

#[test]
fn the_published_figures_can_be_computed_again_and_used() {
    let desk = Desk::new();
    let (code, _, err) = desk.run(&["profile", "letters", "--format", "toml"]);
    assert_eq!(code, 2);
    assert!(err.contains("--what"), "{err}");
    let toml = desk.out(&[
        "profile",
        "letters",
        "--format",
        "toml",
        "--what",
        "made-up letters",
        "--computed",
        "2026-01-02",
    ]);
    desk.put("rules/published.toml", &toml);
    let out = desk.out(&["profile", "letters/0.md", "--rules", "rules"]);
    assert!(out.contains("Beside 6 made-up letters"), "{out}");
    assert!(out.contains("How accurate"), "{out}");
    desk.put(
        "rules/published.toml",
        &toml.replace("\"sentiment\"", "\"sentimental\""),
    );
    let (code, _, err) = desk.run(&["profile", "letters/0.md", "--rules", "rules"]);
    assert_eq!(code, 2);
    assert!(
        err.contains("published.toml") && err.contains("sentimental"),
        "{err}"
    );
}

#[test]
fn a_chart_is_a_file_of_its_own() {
    let desk = Desk::new();
    let svg = desk.out(&["profile", "letters", "--by", "outcome", "--format", "svg"]);
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    assert!(svg.contains("<title id=\"title\">") && svg.contains("<desc id=\"told\">"));
    for outside in ["<script", "href", "url(", "@import"] {
        assert!(!svg.contains(outside), "{outside}");
    }
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_counted() {
    let desk = Desk::new();
    let (code, out, err) = desk.run(&["profile", "letters", "gone.md", "--format", "json"]);
    assert_eq!(code, 2);
    assert!(err.contains("gone.md"), "{err}");
    let report: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(report["profile"]["whole"]["letters"], 6);
    assert_eq!(report["errors"][0]["path"], "gone.md");
    let (code, out, _) = desk.run(&["profile", "gone.md"]);
    assert_eq!((code, out.as_str()), (2, ""));
}

/// A sheet with a verdict in each row.
fn judged(text: &str, verdict: impl Fn(usize) -> &'static str) -> Vec<u8> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = reader.headers().expect("a head").clone();
    let column = head
        .iter()
        .position(|name| name == "verdict")
        .expect("there");
    writer.write_record(&head).expect("written");
    for (index, row) in reader.records().enumerate() {
        let row = row.expect("a row");
        let cells = row.iter().enumerate();
        let cells = cells.map(|(at, cell)| if at == column { verdict(index) } else { cell });
        writer.write_record(cells).expect("written");
    }
    writer.into_inner().expect("in memory")
}

#[test]
fn two_readers_of_one_sheet_are_compared() {
    let desk = Desk::new();
    let sheet = desk.out(&["sample", "letters", "--n", "20", "--seed", "1"]);
    assert_eq!(
        sheet,
        desk.out(&["sample", "letters", "--n", "20", "--seed", "1"])
    );
    assert_ne!(
        sheet,
        desk.out(&["sample", "letters", "--n", "20", "--seed", "2"])
    );
    let one = judged(&sheet, |at| if at < 15 { "right" } else { "wrong" });
    let two = judged(&sheet, |at| if at < 14 { "right" } else { "wrong" });
    fs::write(desk.0.path().join("one.csv"), one).expect("written");
    fs::write(desk.0.path().join("two.csv"), two).expect("written");
    let report = desk.json(&["agree", "one.csv", "two.csv", "--format", "json"]);
    let schema = desk.json(&["schema", "agree"]);
    assert_eq!(schema::faults(&schema, &report), [""; 0]);
    assert_eq!(report["sheets"][0]["kinds"][0]["precision"]["share"], 0.75);
    assert_eq!(report["sheets"][0]["kinds"][0].get("recall"), None);
    assert_eq!(report["agreement"]["same"]["hits"], 19);
    // 0.95 observed; 0.75 × 0.7 + 0.25 × 0.3 by chance.
    assert_eq!(report["agreement"]["kappa"]["value"], 0.875);
    let out = desk.out(&["agree", "one.csv", "two.csv"]);
    assert!(out.contains("right 15 of 20 (75%, 53 to 89)"), "{out}");
}

#[test]
fn passages_bring_what_is_in_them_and_room_for_what_is_missed() {
    let desk = Desk::new();
    let sheet = desk.out(&["sample", "letters", "--passages", "--n", "2"]);
    let passages = sheet.matches(",passage,").count();
    assert_eq!(passages, 2, "{sheet}");
    let mut judged = judged(&sheet, |_| "right");
    judged.extend_from_slice(b",,,,sentiment,,,,missed,,\n");
    fs::write(desk.0.path().join("sheet.csv"), judged).expect("written");
    let report = desk.json(&["agree", "sheet.csv", "--format", "json"]);
    let all = &report["sheets"][0]["kinds"][0];
    assert_eq!(report["sheets"][0]["passages"], true);
    assert_eq!(all["missed"], 1);
    assert_eq!(
        all["recall"]["all"].as_u64(),
        all["right"].as_u64().map(|right| right + 1)
    );
}

#[test]
fn a_sheet_that_cannot_be_used_says_why() {
    let desk = Desk::new();
    desk.put("bad.csv", "letter,kind,verdict,key\na,sentiment,maybe,1\n");
    desk.put("other.csv", "name,age\nx,1\n");
    for (name, says) in [
        ("bad.csv", "row 2: `maybe` is no verdict"),
        ("other.csv", "no column `letter`"),
        ("gone.csv", "cannot be read"),
    ] {
        let (code, out, err) = desk.run(&["agree", name]);
        assert_eq!((code, out.as_str()), (2, ""), "{name}");
        assert!(err.contains(name) && err.contains(says), "{err}");
    }
}

fn pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| Pack::area_send().expect("the built-in pack loads"))
}

fn sentence() -> impl Strategy<Value = String> {
    let who = prop::sample::select(vec![
        "Parents",
        "Carers",
        "Children",
        "Leaders",
        "Some staff",
    ]);
    let says = prop::sample::select(vec![
        "feel that",
        "say that",
        "know that",
        "believe that",
        "told inspectors that",
    ]);
    let what = prop::sample::select(vec![
        "annual reviews are late",
        "\"plans\", they add, are vague",
        "=SUM(A1) is, plainly; no answer",
        "new plans are rarely issued within 20 weeks\u{2014}or at all",
        "waits are\ttoo long",
    ]);
    (who, says, what).prop_map(|(who, says, what)| format!("{who} {says} {what}."))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A sheet on which everything is right has precision 1, whatever was drawn from whatever letters.
    #[test]
    fn all_right_is_precision_one(
        letters in prop::collection::vec((".{0,12}", prop::collection::vec(sentence(), 1..8)), 1..4),
        most in 0_usize..40,
        seed in any::<u64>(),
        passages in any::<bool>(),
    ) {
        let mut units = Vec::new();
        for (number, (path, sentences)) in letters.iter().enumerate() {
            let text = format!("{HEAD}{}\n", sentences.join(" "));
            let letter = read(text.as_bytes(), Format::Markdown, &ReadOptions::default());
            let letter = letter.expect("readable").letter;
            let facts = facts::analyse(&letter, pack());
            // Two letters have two paths.
            let path = format!("{path}{number}");
            let document = Document { path: &path, letter: &letter, facts: &facts, pack: pack() };
            units.extend(if passages { sheet::passages(&document) } else { sheet::rows(&document) });
        }
        let all = units.len();
        let rows = sheet::sample(units, most, seed);
        prop_assert!(passages || rows.len() == most.min(all));
        let found = rows.iter().filter(|row| row.kind != sheet::Kind::Passage).count() as u32;
        let text = sheet::write(&rows);
        let mut random = SplitMix64::new(seed);
        let words: Vec<&str> = (0..rows.len())
            .map(|_| ["right", "Right", "y", "R"][random.below(4)])
            .collect();
        let verdicts = sheet::read(&judged(&text, |at| words[at])).expect("a sheet");
        let tallies = tally(&verdicts);
        for tally in &tallies {
            prop_assert_eq!(tally.precision.hits, tally.precision.all);
            prop_assert!(tally.precision.share.is_none_or(|share| (share - 1.0).abs() < 1e-12));
            prop_assert_eq!(tally.wrong + tally.unsure + tally.blank + tally.missed, 0);
        }
        prop_assert_eq!(tallies[0].right, found);
        let again = evenhand::measure::agreement(&verdicts, &verdicts, seed);
        prop_assert_eq!(again.same.hits, found);
        prop_assert_eq!(again.only_one, 0);
    }

    /// No cell of a sheet is a formula.
    #[test]
    fn no_cell_is_a_formula(path in "[=+@\\-\t\r\n|%＝ ]{1,3}.{0,8}") {
        let text = format!("{HEAD}=1 parents feel that reviews are late. @carers feel that plans are vague.\n");
        let letter = read(text.as_bytes(), Format::Markdown, &ReadOptions::default());
        let letter = letter.expect("readable").letter;
        let facts = facts::analyse(&letter, pack());
        let document = Document { path: &path, letter: &letter, facts: &facts, pack: pack() };
        let rows = sheet::sample(sheet::rows(&document), 9, 1);
        let text = sheet::write(&rows);
        let text = text.trim_start_matches('\u{feff}');
        for row in csv::Reader::from_reader(text.as_bytes()).records() {
            for cell in &row.expect("a row") {
                prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '|', '%']), "{:?}", cell);
                prop_assert!(!cell.contains(['\n', '\r', '\t']));
            }
        }
    }
}
