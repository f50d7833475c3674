//! The program as people call it: formats, exit codes, standard input, folders, and what it says when
//! something is wrong. Every letter here is made up.

mod support;

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;
use support::schema;
use tempfile::TempDir;

/// A letter of the second outcome with a legal failing that its one action passes over.
const BAD: &str = "\
# Area inspection of Marlshire

## Inspection outcome

The local area partnership's arrangements lead to inconsistent experiences and outcomes for children \
and young people with special educational needs and/or disabilities (SEND).

## What is it like to be a child or young person with SEND in this area?

Some parents feel that annual reviews are held too late.

## What does the area partnership need to do better?

New education, health and care plans are rarely issued within the statutory 20 weeks.

## Areas for improvement

- Leaders should widen the range of leisure activities that are open to teenagers.
";

/// A letter with nothing to raise.
const CLEAN: &str = "\
# Area inspection of Wolddale

## Inspection outcome

The local area partnership's arrangements typically lead to positive experiences and outcomes.

## What is the area partnership doing that is effective?

Plans are issued on time. Parents told inspectors that their calls are answered on the same day.
";

/// A folder to call the program in.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new(files: &[(&str, &str)]) -> Desk {
        let desk = Desk {
            folder: tempfile::tempdir().expect("a folder"),
        };
        for (name, text) in files {
            desk.put(name, text.as_bytes());
        }
        desk
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("folders");
        fs::write(path, bytes).expect("written");
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// Calls the program with an environment of its own.
    fn run(&self, args: &[&str]) -> Done {
        self.run_with(args, "", &[])
    }

    fn run_with(&self, args: &[&str], stdin: &str, env: &[(&str, &str)]) -> Done {
        let output = Command::cargo_bin("evenhand")
            .expect("it is built")
            .current_dir(self.folder.path())
            .env_clear()
            .envs(env.iter().copied())
            .args(args)
            .write_stdin(stdin)
            .output()
            .expect("it runs");
        Done {
            code: output.status.code().expect("it ends by itself"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}

/// What a call came to.
#[derive(Debug)]
struct Done {
    code: i32,
    out: String,
    err: String,
}

impl Done {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).expect("JSON")
    }
}

fn paths(report: &Value) -> Vec<&str> {
    report["documents"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|document| document["path"].as_str())
        .collect()
}

#[test]
fn a_legal_failing_without_action_fails() {
    let desk = Desk::new(&[("draft.md", BAD)]);
    let done = desk.run(&["check", "draft.md", "--format", "concise"]);
    assert_eq!(done.code, 1, "{done:?}");
    assert!(done.out.starts_with("draft.md:"), "{done:?}");
    assert!(
        done.out.contains(": error: ") && done.out.contains("[duty/no-action]"),
        "{done:?}"
    );
    assert!(
        done.out.contains(": warning: ") && done.out.contains("[framing/sentiment]"),
        "{done:?}"
    );
    assert_eq!(done.err, "");

    let done = desk.run(&["check", "draft.md", "--fail-on", "never"]);
    assert_eq!(done.code, 0, "{done:?}");
    let done = desk.run(&["check", "draft.md", "--select", "framing"]);
    assert_eq!(done.code, 0, "{done:?}");
    let done = desk.run(&[
        "check",
        "draft.md",
        "--select",
        "framing",
        "--fail-on",
        "warning",
    ]);
    assert_eq!(done.code, 1, "{done:?}");
    let done = desk.run(&[
        "check",
        "draft.md",
        "--ignore",
        "duty,framing",
        "--fail-on",
        "note",
    ]);
    assert!(
        !done.out.contains("duty/no-action") && !done.out.contains("framing/sentiment"),
        "{done:?}"
    );
}

#[test]
fn people_read_words_levels_and_what_to_do() {
    let desk = Desk::new(&[("draft.md", BAD)]);
    let done = desk.run(&["check", "draft.md"]);
    for part in [
        "Before sign-off:",
        "Consider:",
        "draft.md:13:",
        "help: ",
        "reference: ",
        "evenhand explain duty/no-action",
    ] {
        assert!(done.out.contains(part), "{part} is missing in {}", done.out);
    }
    let message = done
        .out
        .lines()
        .find(|line| line.contains("Before sign-off:"))
        .expect("there is one");
    assert!(!message.contains("duty/"), "{message}");
    assert!(done.out.contains(" before sign-off, "), "{}", done.out);
    assert_eq!(
        done.out.matches("not legal advice").count(),
        1,
        "{}",
        done.out
    );
    assert!(
        done.out.lines().all(|line| line.chars().count() <= 80),
        "{}",
        done.out
    );
    assert!(
        done.out.find("Before sign-off:") < done.out.find("Consider:"),
        "{}",
        done.out
    );
}

#[test]
fn a_clean_letter_gets_a_full_sentence() {
    let desk = Desk::new(&[("clean.md", CLEAN)]);
    let done = desk.run(&["check", "clean.md"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(
        done.out.contains("Nothing to raise in clean.md. Checked: "),
        "{done:?}"
    );
    let done = desk.run(&["check", "clean.md", "--quiet"]);
    assert_eq!(
        (done.code, done.out.as_str(), done.err.as_str()),
        (0, "", "")
    );
}

#[test]
fn a_fragment_on_standard_input_is_read_as_findings() {
    let desk = Desk::new(&[]);
    let done = desk.run_with(
        &["inspect", "-", "--format", "json"],
        "Some parents feel that reviews are late.",
        &[],
    );
    let report = done.json();
    assert_eq!(done.code, 0, "{done:?}");
    assert_eq!(report["documents"][0]["path"], "<stdin>");
    assert_eq!(report["documents"][0]["sections"][0]["role"], "findings");
    assert_eq!(
        report["documents"][0]["attributions"][0]["cue"]["text"],
        "feel"
    );

    let named = [
        "inspect",
        "-",
        "--stdin-filename",
        "draft.txt",
        "--format",
        "json",
    ];
    let done = desk.run_with(&named, "Some parents feel that reviews are late.", &[]);
    assert_eq!(paths(&done.json()), ["draft.txt"]);
    let done = desk.run_with(&["check", "-"], "", &[]);
    assert_eq!(done.code, 2);
    assert!(
        done.err.starts_with("evenhand: <stdin>: the file is empty"),
        "{done:?}"
    );
}

#[test]
fn a_missing_file_does_not_stop_the_good_one() {
    let desk = Desk::new(&[("clean.md", CLEAN)]);
    let done = desk.run(&["check", "gone.md", "clean.md", "--format", "json"]);
    assert_eq!(done.code, 2, "{done:?}");
    assert_eq!(
        done.err,
        "evenhand: gone.md: there is no such file: check the path\n"
    );
    let report = done.json();
    assert_eq!(paths(&report), ["clean.md"]);
    assert_eq!(report["errors"][0]["path"], "gone.md");
    assert_eq!(report["summary"]["errors"], 1);
}

#[test]
fn findings_do_not_hide_that_a_file_was_not_read() {
    let desk = Desk::new(&[("draft.md", BAD)]);
    let done = desk.run(&["check", "draft.md", "gone.md", "--format", "concise"]);
    assert_eq!(done.code, 2, "{done:?}");
}

#[test]
fn what_is_no_letter_is_an_error_with_a_remedy() {
    let desk = Desk::new(&[("empty.md", ""), ("list.md", "- milk\n- bread\n")]);
    desk.put("draft.docx", b"PK\x03\x04\x14\x00\x06\x00word/document.xml");
    for (file, told) in [
        ("empty.md", "empty"),
        ("draft.docx", "the file is damaged"),
        (
            "list.md",
            "does not have the headings of a letter of this kind (area-send: ",
        ),
    ] {
        for command in ["check", "inspect"] {
            let done = desk.run(&[command, file]);
            assert_eq!(done.code, 2, "{done:?}");
            assert!(
                done.err.starts_with(&format!("evenhand: {file}: ")),
                "{done:?}"
            );
            assert!(done.err.contains(told), "{done:?}");
        }
    }
}

#[test]
#[cfg(unix)]
fn an_unreadable_file_is_an_error() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new(&[("locked.md", CLEAN), ("clean.md", CLEAN)]);
    fs::set_permissions(desk.path("locked.md"), fs::Permissions::from_mode(0o000)).expect("set");
    if fs::read(desk.path("locked.md")).is_ok() {
        // Root may read everything.
        return;
    }
    let done = desk.run(&["check", "locked.md", "clean.md", "--format", "concise"]);
    assert_eq!(done.code, 2, "{done:?}");
    assert!(
        done.err.contains("locked.md: you may not read this file"),
        "{done:?}"
    );
}

#[test]
fn an_odd_encoding_is_read_and_said() {
    let desk = Desk::new(&[]);
    desk.put(
        "old.md",
        CLEAN
            .replace('\'', "\u{92}")
            .chars()
            .map(|c| c as u8)
            .collect::<Vec<_>>()
            .as_slice(),
    );
    let done = desk.run(&["inspect", "old.md", "--format", "json"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(
        done.err
            .starts_with("evenhand: old.md: note: not valid UTF-8"),
        "{done:?}"
    );
    let report = done.json();
    let text = report["documents"][0]["text"]
        .as_str()
        .expect("spans do not count in the file");
    assert!(text.contains("partnership’s"), "{text}");
    let done = desk.run(&["inspect", "old.md", "--format", "json", "--quiet"]);
    assert_eq!(done.err, "");
}

#[test]
fn folders_are_walked_and_what_is_no_letter_is_counted() {
    let desk = Desk::new(&[
        ("reports/b.md", CLEAN),
        ("reports/a/c.txt", CLEAN),
        ("reports/.hidden.md", CLEAN),
        ("reports/left-out.md", CLEAN),
        ("reports/.gitignore", "left-out.md\n"),
        ("reports/notes.md", "Buy milk.\n"),
        ("reports/empty.md", ""),
        ("reports/data.csv", "a,b\n"),
    ]);
    let done = desk.run(&["check", "reports", "--format", "json"]);
    let report = done.json();
    assert_eq!(done.code, 0, "{done:?}");
    assert_eq!(paths(&report), ["reports/a/c.txt", "reports/b.md"]);
    assert_eq!(report["summary"]["skipped"]["no_letters"], 2);
    assert_eq!(report["summary"]["skipped"]["other_formats"], 1);
    assert_eq!(done.err, "");

    let done = desk.run(&["check", "reports", "--format", "json", "--include", "*.txt"]);
    assert_eq!(paths(&done.json()), ["reports/a/c.txt"]);
    let done = desk.run(&["check", "reports", "--format", "json", "--exclude", "a"]);
    assert_eq!(paths(&done.json()), ["reports/b.md"]);
    let done = desk.run(&[
        "check",
        "reports",
        "--exclude",
        "*.md",
        "--exclude",
        "*.txt",
    ]);
    assert_eq!(done.code, 2);
    assert!(
        done.err.contains("reports: no letter was found there"),
        "{done:?}"
    );
    let done = desk.run(&["check", "reports", "--include", "[a"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("this is no glob"), "{done:?}");
}

#[test]
fn a_hook_may_name_what_is_no_letter() {
    let desk = Desk::new(&[("notes.md", "# Notes\n\nNo letter at all.\n")]);
    let code = |args: &[&str]| desk.run(&[&["check"], args].concat()).code;
    assert_eq!(code(&["notes.md"]), 2);
    assert_eq!(code(&["notes.md", "--force-exclude"]), 0);
    assert_eq!(code(&["gone.md", "--force-exclude"]), 2);
    assert_eq!(code(&[".", "--force-exclude"]), 0);
    let left_out = ["notes.md", "--force-exclude", "--exclude", "*.md"];
    assert_eq!(code(&left_out), 0);
}

#[test]
fn a_file_is_checked_once_however_often_it_is_named() {
    let desk = Desk::new(&[("a.md", CLEAN), ("b.md", CLEAN)]);
    let done = desk.run(&["check", "b.md", "./b.md", ".", "--format", "json"]);
    assert_eq!(paths(&done.json()), ["b.md", "./a.md"]);
}

#[test]
fn two_runs_give_the_same_bytes() {
    let desk = Desk::new(&[]);
    for number in 0..12 {
        desk.put(
            &format!("letters/{number}.md"),
            if number % 2 == 0 { BAD } else { CLEAN }.as_bytes(),
        );
    }
    for args in [
        &["check", "letters", "letters/gone.md"][..],
        &[
            "check",
            "letters",
            "--format",
            "json",
            "--show-suppressed",
            "--min-severity",
            "note",
        ],
        &["check", "letters", "--format", "concise"],
        &["inspect", "letters", "--format", "json"],
        &["inspect", "letters"],
    ] {
        let one = desk.run(&[args, &["-j", "1"]].concat());
        let four = desk.run(&[args, &["-j", "4"]].concat());
        assert_eq!(
            (one.code, one.out, one.err),
            (four.code, four.out, four.err),
            "{args:?}"
        );
    }
}

#[test]
fn colours_come_when_they_are_wanted() {
    let desk = Desk::new(&[("draft.md", BAD)]);
    let coloured = |args: &[&str], env: &[(&str, &str)]| {
        desk.run_with(&[&["check", "draft.md"], args].concat(), "", env)
            .out
            .contains('\u{1b}')
    };
    assert!(!coloured(&[], &[]));
    assert!(coloured(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(
        &[],
        &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]
    ));
    assert!(!coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(
        &["--output", "report.txt"],
        &[("CLICOLOR_FORCE", "1")]
    ));
}

#[test]
fn a_draft_cannot_steer_the_terminal() {
    let desk = Desk::new(&[(
        "draft.md",
        &BAD.replace("Some parents", "Some \u{1b}[31mparents"),
    )]);
    for args in [
        &["check", "draft.md", "--show-suppressed"][..],
        &["inspect", "draft.md"],
    ] {
        let done = desk.run(args);
        assert!(!done.out.contains('\u{1b}'), "{done:?}");
    }
}

#[test]
fn a_report_never_overwrites_by_accident() {
    let desk = Desk::new(&[("draft.md", BAD)]);
    let args = ["check", "draft.md", "--output", "report.txt"];
    let done = desk.run(&args);
    assert_eq!((done.code, done.out.as_str()), (1, ""), "{done:?}");
    let first = fs::read_to_string(desk.path("report.txt")).expect("written");
    assert!(first.contains("Before sign-off:"), "{first}");

    let done = desk.run(&args);
    assert_eq!(done.code, 2, "{done:?}");
    assert!(
        done.err
            .contains("report.txt: this file exists already: add --force"),
        "{done:?}"
    );
    let done = desk.run(&[
        "check",
        "draft.md",
        "--format",
        "concise",
        "--output",
        "report.txt",
        "--force",
    ]);
    assert_eq!(done.code, 1, "{done:?}");
    let second = fs::read_to_string(desk.path("report.txt")).expect("written");
    assert!(
        second.starts_with("draft.md:") && second.ends_with("]\n"),
        "{second}"
    );

    let done = desk.run(&["check", "draft.md", "--output", "draft.md", "--force"]);
    assert_eq!(done.code, 2, "{done:?}");
    assert_eq!(
        fs::read_to_string(desk.path("draft.md")).expect("kept"),
        BAD
    );
}

#[test]
#[cfg(unix)]
fn a_report_is_for_its_owner() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new(&[("draft.md", CLEAN)]);
    desk.run(&["check", "draft.md", "--output", "report.txt"]);
    let mode = fs::metadata(desk.path("report.txt"))
        .expect("written")
        .permissions()
        .mode();
    assert_eq!(mode & 0o077, 0);
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    use std::process::{Command, Stdio};
    let desk = Desk::new(&[("draft.md", BAD)]);
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("evenhand"))
        .args(["check", "draft.md", "--fail-on", "never"])
        .current_dir(desk.folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn what_is_printed_fits_its_schema() {
    let desk = Desk::new(&[("draft.md", BAD), ("clean.md", CLEAN)]);
    for (command, args) in [
        (
            "check",
            &["--show-suppressed", "--min-severity", "note"][..],
        ),
        ("check", &[]),
        ("inspect", &["--text"]),
        ("inspect", &[]),
    ] {
        let described = desk.run(&["schema", command]).json();
        let printed = desk
            .run(
                &[
                    &[
                        command, "draft.md", "clean.md", "gone.md", "--format", "json",
                    ],
                    args,
                ]
                .concat(),
            )
            .json();
        assert_eq!(
            schema::faults(&described, &printed),
            Vec::<String>::new(),
            "{command} {args:?}"
        );
    }
}

#[test]
fn a_schema_notices_what_does_not_fit() {
    let desk = Desk::new(&[("draft.md", BAD)]);
    let described = desk.run(&["schema", "inspect"]).json();
    let mut printed = desk
        .run(&["inspect", "draft.md", "--format", "json"])
        .json();
    printed["documents"][0]["actions"][0]["kind"] = "wish".into();
    printed["documents"][0]["sections"][0]["span"]["start"] = "0".into();
    printed["documents"][0]
        .as_object_mut()
        .expect("an object")
        .remove("pack");
    assert_eq!(schema::faults(&described, &printed).len(), 3);
}

#[test]
fn inspect_prints_a_table_and_places() {
    let desk = Desk::new(&[("draft.md", BAD)]);
    let done = desk.run(&["inspect", "draft.md"]);
    assert_eq!(done.code, 0, "{done:?}");
    for part in [
        "Outcome: the second outcome",
        "1 action",
        "area for improvement 1",
        "sentiment",
        "ehc-timeliness",
    ] {
        assert!(done.out.contains(part), "{part} is missing in {}", done.out);
    }
    let done = desk.run(&["inspect", "draft.md", "--explain", "Some parents feel"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(
        done.out.contains("parents") && done.out.contains("feel"),
        "{done:?}"
    );
    let at_line = desk.run(&["inspect", "draft.md", "--explain", "9:6"]);
    assert_eq!(at_line.out, done.out);
    let nowhere = desk.run(&["inspect", "draft.md", "--explain", "no such words"]);
    assert_eq!(nowhere.code, 2, "{nowhere:?}");
    assert!(
        nowhere
            .err
            .contains("draft.md: these words are not in the letter"),
        "{nowhere:?}"
    );
}

#[test]
fn every_rule_and_duty_is_listed_and_explained() {
    let desk = Desk::new(&[]);
    let list = desk.run(&["rules", "list"]);
    assert_eq!(list.code, 0, "{list:?}");
    let pack = evenhand::pack::Pack::area_send().expect("it loads");
    let rules = pack.rules().iter().map(|rule| rule.id.get_ref());
    for id in rules.chain(pack.duties().iter().map(|duty| duty.id.get_ref())) {
        assert!(
            list.out
                .lines()
                .any(|line| line.trim_start().starts_with(id.as_str())),
            "{id} is not listed"
        );
    }
    let ids = pack
        .rules()
        .iter()
        .map(|rule| rule.id.get_ref().as_str())
        .chain(["annual-review"]);
    for id in ids {
        let done = desk.run(&["explain", id]);
        assert_eq!(done.code, 0, "{done:?}");
        assert!(
            done.out.starts_with(id) && done.out.contains("\nWhy\n"),
            "{done:?}"
        );
        let json = desk.run(&["explain", id, "--format", "json"]).json();
        assert_eq!(json["id"], id);
    }
}

#[test]
fn an_unknown_id_is_told_with_its_neighbours() {
    let desk = Desk::new(&[("draft.md", BAD)]);
    let done = desk.run(&["explain", "anual-review"]);
    assert_eq!(done.code, 2, "{done:?}");
    assert!(done.err.contains("annual-review"), "{done:?}");
    let done = desk.run(&["check", "draft.md", "--select", "framin"]);
    assert_eq!(done.code, 2, "{done:?}");
    assert!(
        done.err
            .starts_with("evenhand: framin: no rule has this id"),
        "{done:?}"
    );
}

#[test]
fn a_fault_in_a_pack_is_shown_at_its_place() {
    let desk = Desk::new(&[
        ("draft.md", BAD),
        ("mine/duties/own.toml", "id = \"own\"\ntitel = \"Own\"\n"),
    ]);
    let done = desk.run(&["check", "draft.md", "--rules", "mine"]);
    assert_eq!(done.code, 2, "{done:?}");
    assert!(done.err.contains("duties/own.toml:2:1"), "{done:?}");
    assert!(done.err.contains("help: "), "{done:?}");
    let done = desk.run(&["check", "draft.md", "--rules", "nowhere"]);
    assert_eq!(done.code, 2, "{done:?}");
    assert!(done.err.starts_with("evenhand: nowhere: "), "{done:?}");
    let done = desk.run(&["check", "draft.md", "--pack", "prisons"]);
    assert_eq!(done.code, 2, "{done:?}");
    assert!(
        done.err.contains("prisons") && done.err.contains("area-send"),
        "{done:?}"
    );
}

#[test]
fn a_users_rules_lie_over_the_pack() {
    let desk = Desk::new(&[("draft.md", BAD)]);
    let pack = evenhand::pack::Pack::area_send().expect("it loads");
    let duty = pack
        .files()
        .iter()
        .find(|file| file.path == "duties/annual-review.toml")
        .expect("it is there");
    desk.put(
        "mine/duties/annual-review.toml",
        duty.text
            .replace("Annual reviews and amended plans", "Yearly talks")
            .as_bytes(),
    );
    let done = desk.run(&["rules", "list", "--rules", "mine"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(done.out.contains("Yearly talks"), "{done:?}");
}

#[test]
fn rule_files_have_a_schema() {
    let desk = Desk::new(&[]);
    let all = desk.run(&["rules", "schema"]).json();
    assert_eq!(all["anyOf"].as_array().map(Vec::len), Some(8));
    let duty = desk.run(&["rules", "schema", "duty"]).json();
    assert!(duty["properties"]["entry"].is_object());
    let pack = evenhand::pack::Pack::area_send().expect("it loads");
    let kinds = [
        ("duties/", "duty"),
        ("outcomes/", "outcome"),
        ("profiles/", "profile"),
        ("lexicon/", "lexicon"),
        ("pack.toml", "pack"),
        ("published.toml", "published"),
        ("weights.toml", "weights"),
    ];
    for (start, kind) in kinds {
        let schema = desk.run(&["rules", "schema", kind]).json();
        for file in pack
            .files()
            .iter()
            .filter(|file| file.path.starts_with(start))
        {
            let value: Value = toml::from_str(&file.text).expect("TOML");
            assert_eq!(
                schema::faults(&schema, &value),
                Vec::<String>::new(),
                "{}",
                file.path
            );
        }
    }
}

#[test]
fn the_examples_of_the_pack_come_out_as_stated() {
    let desk = Desk::new(&[]);
    let done = desk.run(&["rules", "test"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(
        done.out.ends_with(" examples: 0 not as stated.\n"),
        "{done:?}"
    );
}

#[test]
fn completions_are_made_for_every_shell() {
    let desk = Desk::new(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let done = desk.run(&["completions", shell]);
        assert_eq!(done.code, 0, "{done:?}");
        assert!(
            done.out.contains("evenhand") && done.out.contains("inspect"),
            "{shell}"
        );
        if ["bash", "zsh", "fish"].contains(&shell) {
            // Where a shell is installed, it reads its own script.
            desk.put("script", done.out.as_bytes());
            let read = std::process::Command::new(shell)
                .args(["-n", "script"])
                .current_dir(desk.folder.path())
                .output();
            assert!(
                read.is_err() || read.is_ok_and(|output| output.status.success()),
                "{shell}"
            );
        }
    }
}

#[test]
fn the_help_has_examples_and_limits() {
    let desk = Desk::new(&[]);
    let done = desk.run(&["--help"]);
    assert_eq!(done.code, 0);
    for part in ["Examples:", "Exit codes:", "Limits:", "NO_COLOR"] {
        assert!(done.out.contains(part), "{part} is missing in {}", done.out);
    }
    for command in ["check", "inspect", "explain"] {
        assert!(
            desk.run(&[command, "--help"]).out.contains("Examples:"),
            "{command}"
        );
    }
    assert_eq!(desk.run(&["check"]).code, 2);
    assert_eq!(desk.run(&["check", "a.md", "--format", "xml"]).code, 2);
}

#[test]
fn nothing_is_written_beside_the_letter() {
    let desk = Desk::new(&[("draft.md", BAD)]);
    desk.run(&["check", "draft.md"]);
    desk.run(&["inspect", "draft.md", "--format", "json"]);
    let names: Vec<_> = fs::read_dir(desk.folder.path())
        .expect("a folder")
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    assert_eq!(names, ["draft.md"]);
    assert!(Path::new(&desk.path("draft.md")).exists());
}
