//! Every report of `check`, by its shape and by programs that others have made to read it: a validator of
//! SARIF, a reader of JUnit's files, and Chromium with axe-core. What is not installed is skipped, and says
//! so; `.ci/outputs` installs it.

#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

use serde_json::Value;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_evenhand");

/// Formats that carry what made them.
const FORMATS: [&str; 12] = [
    "terminal",
    "html",
    "markdown",
    "csv",
    "json",
    "json-lines",
    "sarif",
    "junit",
    "checkstyle",
    "github",
    "gitlab",
    "rdjson",
];

/// Formats that are lines for editors and hold points alone.
const BARE: [&str; 2] = ["concise", "lsp"];

/// Letters with lines, with pages and with paragraphs.
const LETTERS: [&str; 5] = [
    "examples/draft.md",
    "tests/letters/brackenford.md",
    "tests/letters/garthdale.md",
    "tests/documents/files/ashmere.pdf",
    "tests/documents/files/libreoffice.docx",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn check(arguments: &[&str]) -> Output {
    Command::new(PROGRAM)
        .current_dir(root())
        .env_clear()
        .arg("check")
        .args(arguments)
        .output()
        .expect("it runs")
}

/// What a format tells of all letters and of a file that is not there.
fn told(format: &str, more: &[&str]) -> String {
    let mut arguments = LETTERS.to_vec();
    arguments.extend([
        "no-such-letter.md",
        "--format",
        format,
        "--min-severity",
        "note",
        "--show-suppressed",
    ]);
    arguments.extend(more);
    let output = check(&arguments);
    assert_eq!(output.status.code(), Some(2), "{format}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn json(format: &str) -> Value {
    serde_json::from_str(&told(format, &[])).expect("JSON")
}

/// What every format tells, from one run.
fn all_told(more: &[&str]) -> Vec<(&'static str, String)> {
    let formats: Vec<&'static str> = FORMATS.into_iter().chain(BARE).collect();
    let letters = [&LETTERS[..], &["no-such-letter.md"]].concat();
    let folder = folder(&formats, &letters, more);
    let read = |format| fs::read_to_string(folder.path().join(format)).expect("written");
    formats
        .into_iter()
        .map(|format| (format, read(format)))
        .collect()
}

/// A folder with a report of each format.
fn folder(formats: &[&str], letters: &[&str], more: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let targets: Vec<String> = formats
        .iter()
        .map(|format| format!("--format={format}:{}", folder.path().join(format).display()))
        .collect();
    let mut arguments = letters.to_vec();
    arguments.extend(targets.iter().map(String::as_str));
    arguments.extend(["--min-severity=note", "--show-suppressed"]);
    arguments.extend(more);
    let output = check(&arguments);
    assert!(output.stdout.is_empty(), "all reports go to files");
    folder
}

#[test]
fn every_report_says_what_made_it_and_of_which_text() {
    let json = json("json");
    let tool = &json["tool"];
    let words = |value: &Value| value.as_str().expect("words").to_owned();
    let mut needed = vec![
        words(&tool["version"]),
        words(&tool["pack"]),
        words(&tool["pack_version"]),
        words(&tool["pack_sha256"]),
        words(&tool["law_as_of"]),
    ];
    for document in json["documents"].as_array().expect("letters") {
        needed.push(words(&document["text_sha256"]));
    }
    for (format, told) in all_told(&[]) {
        // The terminal breaks its rows between words.
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in needed.iter().filter(|_| !BARE.contains(&format)) {
            assert!(told.contains(words), "{format} does not say {words}");
        }
    }
}

#[test]
fn two_runs_give_the_same_bytes_on_any_number_of_threads() {
    assert_eq!(all_told(&["--threads", "1"]), all_told(&["--threads", "4"]));
}

#[test]
fn several_reports_are_written_at_once_and_are_those_of_single_runs() {
    let written = folder(&FORMATS, &LETTERS, &[]);
    let single = check(
        &[
            &LETTERS[..],
            &[
                "--format",
                "sarif",
                "--min-severity",
                "note",
                "--show-suppressed",
            ],
        ]
        .concat(),
    );
    let sarif = fs::read(written.path().join("sarif")).expect("written");
    assert_eq!(sarif, single.stdout);
    for format in FORMATS {
        let length = fs::metadata(written.path().join(format))
            .expect("written")
            .len();
        assert!(length > 500, "{format}");
    }
}

#[test]
fn two_reports_cannot_go_to_one_place() {
    let output = check(&["examples/draft.md", "-f", "json", "-f", "sarif"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("--format sarif:out.sarif"), "{said}");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("out");
    let target = |format: &str| format!("{format}:{}", file.display());
    let output = check(&[
        "examples/draft.md",
        "-f",
        &target("json"),
        "-f",
        &target("sarif"),
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!file.exists(), "nothing was written");
}

#[test]
fn an_unknown_format_is_told_with_those_there_are() {
    let output = check(&["examples/draft.md", "--format", "word"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("sarif") && said.contains("html"), "{said}");
}

#[test]
fn a_report_is_not_written_over_the_letter() {
    let folder = tempfile::tempdir().expect("a folder");
    let letter = folder.path().join("draft.md");
    fs::copy(root().join("examples/draft.md"), &letter).expect("copied");
    let before = fs::read(&letter).expect("there");
    let name = letter.display().to_string();
    let output = check(&[&name, "--force", "--format", &format!("html:{name}")]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read(&letter).expect("there"), before);
}

#[test]
fn numbers_by_rule_instead_of_points() {
    let text = check(&["examples/draft.md", "tests/letters", "--statistics"]);
    let text = String::from_utf8(text.stdout).expect("UTF-8");
    assert!(text.starts_with("points  letters  rule\n"), "{text}");
    let json = check(&[
        "examples/draft.md",
        "tests/letters",
        "--statistics",
        "--format",
        "json",
    ]);
    let json: Value = serde_json::from_slice(&json.stdout).expect("JSON");
    let counted: u64 = json["rules"]
        .as_array()
        .expect("rules")
        .iter()
        .flat_map(|rule| ["error", "warning", "note"].map(|level| rule["points"][level].as_u64()))
        .flatten()
        .sum();
    let all = &json["summary"]["diagnostics"];
    let all = ["error", "warning", "note"]
        .map(|level| all[level].as_u64())
        .into_iter()
        .flatten();
    assert_eq!(counted, all.sum::<u64>());
    let refused = check(&["examples/draft.md", "--statistics", "--format", "sarif"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn findings_can_be_let_pass_and_files_be_listed() {
    assert_eq!(check(&["examples/draft.md"]).status.code(), Some(1));
    assert_eq!(
        check(&["examples/draft.md", "--exit-zero"]).status.code(),
        Some(0)
    );
    let unread = check(&["examples/draft.md", "none.md", "--exit-zero"]);
    assert_eq!(unread.status.code(), Some(2));
    let files = check(&["examples", "tests/letters/ashmere.md", "--show-files"]);
    assert_eq!(files.status.code(), Some(0));
    assert_eq!(
        String::from_utf8_lossy(&files.stdout),
        "examples/draft.md\nexamples/pack/report.md\ntests/letters/ashmere.md\n"
    );
}

/// Every run of some words of a text, in small letters.
fn runs(text: &str, length: usize) -> HashSet<String> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.windows(length).map(|run| run.join(" ")).collect()
}

#[test]
fn a_redacted_report_has_none_of_the_drafts_words() {
    // What a pack says of its rules and duties may share three words with a letter; hardly more.
    const LENGTH: usize = 5;
    let pack: String = ["rules/area-send", "rules/english"]
        .iter()
        .flat_map(|folder| ignore::Walk::new(root().join(folder)).flatten())
        .filter_map(|entry| fs::read_to_string(entry.path()).ok())
        .collect();
    let known = runs(&pack, LENGTH);
    let letter = fs::read_to_string(root().join(LETTERS[1])).expect("there");
    let own: HashSet<String> = runs(&letter, LENGTH).difference(&known).cloned().collect();
    let left =
        |told: &str| -> Vec<String> { runs(told, LENGTH).intersection(&own).cloned().collect() };
    let redacted = all_told(&["--redact"]);
    for ((format, open), (_, redacted)) in all_told(&[]).into_iter().zip(redacted) {
        assert!(!left(&open).is_empty(), "{format} has words to redact");
        assert_eq!(left(&redacted), Vec::<String>::new(), "{format}");
        assert!(redacted.len() > 500, "{format}");
    }
}

#[test]
fn fingerprints_of_a_redacted_report_are_those_of_the_open_one() {
    let prints = |more: &[&str]| -> Vec<Value> {
        let json: Value = serde_json::from_str(&told("json", more)).expect("JSON");
        let documents = json["documents"].as_array().expect("letters").clone();
        let points = documents
            .iter()
            .flat_map(|document| document["diagnostics"].as_array().expect("points").clone());
        points.map(|point| point["fingerprint"].clone()).collect()
    };
    let open = prints(&[]);
    assert!(open.len() > 20);
    assert_eq!(open, prints(&["--redact"]));
}

#[test]
fn every_format_tells_every_point() {
    let json = json("json");
    let (mut shown, mut suppressed) = (0, 0);
    for document in json["documents"].as_array().expect("letters") {
        shown += document["diagnostics"].as_array().expect("points").len();
        suppressed += document["suppressed"].as_array().expect("points").len();
    }
    let all = shown + suppressed;
    let sarif = self::json("sarif");
    assert_eq!(
        sarif["runs"][0]["results"].as_array().map(Vec::len),
        Some(all)
    );
    assert_eq!(
        self::json("gitlab").as_array().map(Vec::len),
        Some(shown + 1)
    );
    let reviewdog = self::json("rdjson");
    assert_eq!(
        reviewdog["diagnostics"].as_array().map(Vec::len),
        Some(shown + 1)
    );
    assert_eq!(
        told("checkstyle", &[]).matches("<error ").count(),
        shown + 1
    );
    assert_eq!(told("junit", &[]).matches("<testcase ").count(), all + 1);
    assert_eq!(told("html", &[]).matches("role=\"note\"").count(), shown);
    let commands = told("github", &[]);
    let commands = commands
        .lines()
        .filter(|line| !line.starts_with("::debug::"));
    assert_eq!(commands.count(), shown + 1);
    let lines = told("json-lines", &[]);
    let is = |kind: &str| {
        lines
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
            .filter(|line| line["kind"] == kind)
            .count()
    };
    assert_eq!(
        (is("diagnostic"), is("suppressed"), is("error")),
        (shown, suppressed, 1)
    );
}

#[test]
fn the_reports_are_pure() {
    // What a report says depends on the letter, its facts and its points alone.
    let mut stack = vec![root().join("src/report")];
    while let Some(path) = stack.pop() {
        if path.is_dir() {
            stack.extend(
                fs::read_dir(&path)
                    .expect("a folder")
                    .flatten()
                    .map(|entry| entry.path()),
            );
            continue;
        }
        let text = fs::read_to_string(&path).expect("text");
        for forbidden in [
            "std::fs",
            "std::time",
            "std::thread",
            "std::env",
            "std::process",
            "std::net",
            "std::io",
            "SystemTime",
            "Instant",
            "HashMap::new",
            "println!",
        ] {
            assert!(
                !text.contains(forbidden),
                "{} uses {forbidden}",
                path.display()
            );
        }
    }
}

fn skipped(what: &str) {
    eprintln!("skipped: {what} is not installed");
}

/// The folder in which `.ci/outputs` has installed packages for Node.
fn node_modules() -> PathBuf {
    root().join("tests/outputs/node_modules")
}

fn assert_well(output: &Output) {
    assert!(
        output.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_validator_of_sarif_finds_no_fault() {
    let validator = node_modules().join("@microsoft/sarif-multitool-linux/Sarif.Multitool");
    if !validator.exists() {
        return skipped("the SARIF Multitool");
    }
    let folder = folder(&["sarif"], &LETTERS, &[]);
    let log = folder.path().join("log.sarif");
    fs::rename(folder.path().join("sarif"), &log).expect("renamed");
    let found = folder.path().join("found.sarif");
    let output = Command::new(validator)
        .env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")
        .arg("validate")
        .arg(&log)
        .arg("--output")
        .arg(&found)
        .args(["--level", "Error;Warning", "--kind", "Fail"])
        .output()
        .expect("it starts");
    let report = fs::read_to_string(&found).unwrap_or_else(|_| panic!("{output:?}"));
    let report: Value = serde_json::from_str(report.trim_start_matches('\u{FEFF}')).expect("JSON");
    let results = report["runs"][0]["results"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let faults: Vec<_> = results
        .iter()
        // The program has no address of its own to name, and a document without lines has no region.
        .filter(|result| result["ruleId"] != "SARIF2005" && result["ruleId"] != "SARIF2017")
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_reader_of_junit_counts_as_the_program_does() {
    // `.ci/outputs` names an interpreter of its own in EVENHAND_PYTHON.
    let python = std::env::var("EVENHAND_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let there = Command::new(&python)
        .args(["-c", "import junitparser"])
        .output();
    if !there.is_ok_and(|output| output.status.success()) {
        return skipped("junitparser");
    }
    let folder = folder(&["junit", "json"], &LETTERS, &[]);
    let told = fs::read_to_string(folder.path().join("json")).expect("written");
    let json: Value = serde_json::from_str(&told).expect("JSON");
    let errors = json["summary"]["diagnostics"]["error"]
        .as_u64()
        .expect("a number");
    let output = Command::new(python)
        .args([
            "-c",
            "import sys, junitparser\n\
             suites = junitparser.JUnitXml.fromfile(sys.argv[1])\n\
             cases = [case for suite in suites for case in suite]\n\
             failed = [case for case in cases if any(isinstance(one, junitparser.Failure) for one in case.result)]\n\
             assert suites.tests == len(cases), (suites.tests, len(cases))\n\
             assert suites.failures == len(failed) == int(sys.argv[2]), (suites.failures, len(failed))\n\
             assert len({(case.classname, case.name) for case in cases}) == len(cases)",
        ])
        .arg(folder.path().join("junit"))
        .arg(errors.to_string())
        .output()
        .expect("Python starts");
    assert_well(&output);
}

#[test]
fn the_page_is_sound_in_a_browser() {
    let chromium = [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ]
    .into_iter()
    .find(|path| Path::new(path).exists());
    let Some(chromium) = chromium else {
        return skipped("Chromium");
    };
    let packages = ["playwright-core", "axe-core"];
    if !packages
        .iter()
        .all(|name| node_modules().join(name).exists())
    {
        return skipped("axe-core");
    }
    let (one, many) = (
        folder(&["html"], &LETTERS[..1], &[]),
        folder(&["html"], &LETTERS[1..4], &[]),
    );
    let pages = [one, many].map(|folder| {
        let page = folder.path().join("page.html");
        fs::rename(folder.path().join("html"), &page).expect("renamed");
        (folder, page)
    });
    let output = Command::new("node")
        .arg(root().join("tests/outputs/page.mjs"))
        .arg(chromium)
        .args(pages.iter().map(|(_, page)| page))
        .output()
        .expect("Node starts");
    assert_well(&output);
}
