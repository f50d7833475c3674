//! The gate as people set it up: settings found upwards, profiles, suppressions with reasons, a baseline.
//! Every letter here is made up.

mod support;

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use support::schema;
use tempfile::TempDir;

/// A letter of the second outcome: a legal failing that its one action passes over, and a feeling.
const BAD: &str = "\
# Area inspection of Marlshire

## Inspection outcome

The local area partnership's arrangements lead to inconsistent experiences and outcomes for children \
and young people with special educational needs and/or disabilities (SEND).

## What is it like to be a child or young person with SEND in this area?

Some parents feel that meetings are cancelled without notice.

## What does the area partnership need to do better?

New education, health and care plans are rarely issued within the statutory 20 weeks.

## Areas for improvement

- Leaders should widen the range of leisure activities that are open to teenagers.
";

const FEELING: &str = "Some parents feel that meetings are cancelled without notice.";

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
            desk.put(name, text);
        }
        desk
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("folders");
        fs::write(path, text).expect("written");
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("it is there")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Done {
        let output = Command::cargo_bin("evenhand")
            .expect("it is built")
            .current_dir(self.folder.path())
            .env_clear()
            .args(args)
            .output()
            .expect("it runs");
        Done {
            code: output.status.code().expect("it ends by itself"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// Level and rule of what is raised in a file. What is said of the outcome is not what these tests are
    /// about.
    fn rules(&self, args: &[&str]) -> Vec<String> {
        let done = self.run(&[&["check", "--format", "json"], args].concat());
        let report: Value = serde_json::from_str(&done.out).expect("JSON");
        let points = report["documents"][0]["diagnostics"].as_array();
        points
            .expect("a list")
            .iter()
            .map(|point| {
                format!(
                    "{} {}",
                    point["severity"].as_str().unwrap_or_default(),
                    point["rule"].as_str().unwrap_or_default()
                )
            })
            .filter(|point| !point.ends_with("not-escalated"))
            .collect()
    }
}

/// What a call came to.
#[derive(Debug)]
struct Done {
    code: i32,
    out: String,
    err: String,
}

const BOTH: [&str; 2] = ["error duty/no-action", "warning framing/sentiment"];

#[test]
fn settings_are_found_upwards_and_can_be_named_or_left_alone() {
    let desk = Desk::new(&[
        ("evenhand.toml", "[rules]\nframing = \"off\"\n"),
        ("deep/er/draft.md", BAD),
        ("other.toml", "min-severity = \"error\"\n"),
        ("near/evenhand.toml", "[rules]\nduty = \"off\"\n"),
        ("near/draft.md", BAD),
    ]);
    assert_eq!(desk.rules(&["deep/er/draft.md"]), [BOTH[0]]);
    assert_eq!(desk.rules(&["near/draft.md"]), [BOTH[1]], "the nearest");
    assert_eq!(desk.rules(&["deep/../near/draft.md"]), [BOTH[1]]);
    assert_eq!(desk.rules(&["near/draft.md", "--isolated"]), BOTH);
    assert_eq!(
        desk.rules(&["near/draft.md", "--config", "other.toml"]),
        [BOTH[0]]
    );
    let done = desk.run(&["check", "near/draft.md", "--config", "none.toml"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("evenhand init"), "{done:?}");
}

#[test]
fn rules_and_duties_have_levels() {
    let desk = Desk::new(&[("draft.md", BAD)]);
    let with = |settings: &str| {
        desk.put("evenhand.toml", settings);
        desk.rules(&["draft.md"])
    };
    assert_eq!(with(""), BOTH);
    assert_eq!(
        with("[rules]\n\"framing/sentiment\" = \"error\"\nduty = \"warning\"\n"),
        ["error framing/sentiment", "warning duty/no-action"]
    );
    assert_eq!(
        with("[duties]\nehc-timeliness = \"note\"\n"),
        [BOTH[1]],
        "below the least level"
    );
    assert_eq!(with("[duties]\nehc-timeliness = \"off\"\n"), [BOTH[1]]);
    assert_eq!(
        with("[rules]\nframing = \"off\"\n\"framing/sentiment\" = \"on\"\n"),
        BOTH,
        "what is said of a rule goes over its family"
    );
    assert_eq!(with("select = [\"duty\"]\n"), [BOTH[0]]);
    assert_eq!(with("ignore = [\"duty/no-action\"]\n"), [BOTH[1]]);
    desk.put("evenhand.toml", "[rules]\nframing = \"off\"\n");
    assert_eq!(
        desk.rules(&["draft.md", "--select", "framing/sentiment"]),
        [BOTH[1]],
        "asked for in so many words"
    );
}

#[test]
fn some_paths_have_settings_of_their_own() {
    let settings = "\
fail-on = \"never\"
exclude = [\"old\"]

[[override]]
paths = [\"final/*.md\"]
fail-on = \"warning\"
min-severity = \"error\"
";
    let desk = Desk::new(&[
        ("evenhand.toml", settings),
        ("draft.md", BAD),
        ("final/draft.md", BAD),
        ("old/draft.md", BAD),
    ]);
    assert_eq!(desk.run(&["check", "draft.md"]).code, 0);
    assert_eq!(desk.run(&["check", "final/draft.md"]).code, 1);
    assert_eq!(desk.run(&["check", "final", "--exit-zero"]).code, 0);
    assert_eq!(desk.rules(&["final/draft.md"]), [BOTH[0]]);
    assert_eq!(
        desk.rules(&["final/draft.md", "--min-severity", "warning"]),
        BOTH
    );
    let files = desk.run(&["check", ".", "--show-files"]);
    assert_eq!(files.out, "./draft.md\n./final/draft.md\n");
    let hook = desk.run(&[
        "check",
        "draft.md",
        "old/draft.md",
        "--force-exclude",
        "--show-files",
    ]);
    assert_eq!(hook.out, "draft.md\n", "a hook names all that changed");
    assert_eq!(desk.rules(&["old/draft.md"]), BOTH, "it is named");
}

#[test]
fn profiles_are_for_readers_of_one_kind() {
    let desk = Desk::new(&[("draft.md", BAD)]);
    let code = |profile: &str| desk.run(&["check", "draft.md", "--profile", profile]).code;
    assert_eq!(desk.rules(&["draft.md", "--profile", "qa"]), BOTH);
    assert!(
        desk.rules(&["draft.md", "--profile", "accuracy"])
            .is_empty()
    );
    let research = desk.rules(&["draft.md", "--profile", "research"]);
    assert!(research.len() >= 2 && research.iter().all(|point| point.starts_with("note ")));
    assert_eq!((code("qa"), code("public"), code("research")), (1, 0, 0));

    // A profile that is named higher up takes the place of one that is named lower down.
    desk.put("evenhand.toml", "profile = \"accuracy\"\n");
    assert!(desk.rules(&["draft.md"]).is_empty());
    assert_eq!(desk.rules(&["draft.md", "--profile", "qa"]), BOTH);
    let unknown = desk.run(&["check", "draft.md", "--profile", "reserch"]);
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.err.contains("did you mean `research`?"),
        "{unknown:?}"
    );
}

#[test]
fn what_is_wrong_with_settings_is_said_at_its_place() {
    let desk = Desk::new(&[("draft.md", BAD)]);
    let cases = [
        (
            "min-severty = \"note\"\n",
            "1:1",
            "did you mean `min-severity`?",
        ),
        (
            "min-severity = 3\n",
            "1:16",
            "expected a name in quotation marks",
        ),
        (
            "min-severity = \"loud\"\n",
            "1:16",
            "expected one of `note`",
        ),
        ("show-suppressed = \"yes\"\n", "1:19", "expected a boolean"),
        ("select = \"duty\"\n", "1:10", "expected a sequence"),
        (
            "[rules]\n\"framing/sentimnt\" = \"off\"\n",
            "2:1",
            "did you mean `framing/sentiment`?",
        ),
        (
            "[rules]\nsentiment = \"off\"\n",
            "2:1",
            "did you mean `framing/sentiment`?",
        ),
        (
            "ignore = [\"duty\", \"dutty\"]\n",
            "1:19",
            "did you mean `duty`?",
        ),
        (
            "[duties]\nehc-timelines = \"off\"\n",
            "2:1",
            "did you mean `ehc-timeliness`?",
        ),
        (
            "\nprofile = \"quality\"\n",
            "2:11",
            "it has accuracy, public, qa, research",
        ),
        ("exclude = [\"a[b\"]\n", "1:12", "this is no glob"),
        (
            "[[override]]\npaths = [\"a\"]\nrule = {}\n",
            "3:1",
            "did you mean `rules`?",
        ),
        (
            "[[allow]]\nrule = \"duty\"\nwords = \"a\"\nreason = \"quoted-words\"\nnot = \"\"\n",
            "5:1",
            "did you mean `note`?",
        ),
        (
            "[[allow]]\nrule = \"duty\"\nwords = \"a\"\nreason = \"because\"\n",
            "4:10",
            "the reasons are quoted, survey-wording",
        ),
        (
            "[[allow]]\nrule = \"duty\"\nwords = \" – \"\nreason = \"quoted\"\n",
            "3:9",
            "there is no word here",
        ),
        ("profile = \n", "1:11", "help"),
    ];
    for (settings, place, advice) in cases {
        desk.put("evenhand.toml", settings);
        let done = desk.run(&["check", "draft.md"]);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{settings}");
        assert!(
            done.err.contains(&format!("[evenhand.toml:{place}]")),
            "{settings}{}",
            done.err
        );
        let flat = done.err.split_whitespace().filter(|word| *word != "│");
        let flat = flat.collect::<Vec<_>>().join(" ");
        assert!(flat.contains(advice), "{settings}{}", done.err);
    }
}

#[test]
fn different_packs_are_different_calls() {
    let desk = Desk::new(&[
        ("a/evenhand.toml", "[pack]\nrules = \"own\"\n"),
        (
            "a/own/terms/own.toml",
            "id = \"terms/own\"\nkind = \"terms\"\nseverity = \"error\"\nsummary = \"S\"\nwhy = \"W\"\nsources = []\n[message]\nfound = \"M\"\n[help]\nfound = \"H\"\n[[term]]\nfind = \"leisure\"\nreplace = \"sport\"\ngrade = \"suggest\"\nnote = \"N\"\n",
        ),
        ("a/draft.md", BAD),
        ("b/draft.md", BAD),
    ]);
    let own = desk.run(&["check", "a/draft.md", "--select", "terms"]);
    assert!(own.out.contains("M"), "{own:?}");
    let done = desk.run(&["check", "a", "b"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("different rule packs"), "{done:?}");
}

#[test]
fn init_writes_settings_that_hold_and_never_twice() {
    let desk = Desk::new(&[("draft.md", BAD)]);
    assert_eq!(desk.run(&["init"]).code, 0);
    assert_eq!(desk.rules(&["draft.md"]), BOTH);
    let again = desk.run(&["init"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("exists already"), "{again:?}");
    // With every line in force the file is sound as well.
    let all: String = desk
        .text("evenhand.toml")
        .lines()
        .map(|line| {
            line.strip_prefix("# ")
                .filter(|rest| is_setting(rest))
                .unwrap_or(line)
        })
        .map(|line| format!("{line}\n"))
        .collect();
    let all = all.replace("rules = \"our-rules\"\n", "");
    desk.put("evenhand.toml", &all);
    let shown = desk.run(&["config", "show", "published/draft.md"]);
    assert_eq!(shown.code, 0, "{all}{}", shown.err);
    assert!(shown.out.contains("public"), "{}", shown.out);
    let described = desk.run(&["schema", "config"]);
    let described: Value = serde_json::from_str(&described.out).expect("JSON");
    let value: Value = toml::from_str(&all).expect("TOML");
    assert_eq!(schema::faults(&described, &value), Vec::<String>::new());
    let wrong: Value = toml::from_str("colour = 1\nfail-on = \"no\"\n").expect("TOML");
    assert!(!schema::faults(&described, &wrong).is_empty());
}

/// Whether a line of the template is a setting that is not in force.
fn is_setting(line: &str) -> bool {
    line.starts_with('[')
        || line
            .split_once(" = ")
            .is_some_and(|(key, _)| !key.trim_matches('"').contains(' '))
}

#[test]
fn config_show_says_whence() {
    let settings = "fail-on = \"warning\"\n[rules]\nterms = \"off\"\n[[override]]\npaths = [\"x\"]\nprofile = \"public\"\n[override.duties]\nannual-review = \"error\"\n";
    let desk = Desk::new(&[("evenhand.toml", settings)]);
    let shown = desk.run(&["config", "show", "x/draft.md"]).out;
    let rows: Vec<String> = shown
        .lines()
        .map(|row| row.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    for row in [
        "settings evenhand.toml",
        "profile public evenhand.toml:6",
        "min-severity note profile public",
        "fail-on never profile public",
        "terms/former-regime note profile public",
        "framing/sentiment warning the pack",
        "annual-review error evenhand.toml:8",
    ] {
        assert!(rows.iter().any(|one| one == row), "{row}\n{shown}");
    }
    let shown = desk.run(&["config", "show", "draft.md"]).out;
    assert!(shown.contains("evenhand.toml:1"), "{shown}");
}

#[test]
fn reports_for_build_servers_carry_words_only_when_that_is_said() {
    let desk = Desk::new(&[("draft.md", BAD)]);
    let words = "statutory 20 weeks";
    for format in ["github", "gitlab", "sarif", "junit", "checkstyle", "rdjson"] {
        let done = desk.run(&["check", "draft.md", "--format", format]);
        assert!(done.out.contains(words), "{format}: {}", done.out);
        assert!(
            done.err
                .contains(&format!("{format} carries the draft's own words")),
            "{format}: {}",
            done.err
        );
        let redacted = desk.run(&["check", "draft.md", "--redact", "--format", format]);
        assert!(!redacted.out.contains(words), "{format}: {}", redacted.out);
        assert_eq!(redacted.err, "", "{format}");
    }
    assert_eq!(desk.run(&["check", "draft.md"]).err, "", "for people");

    let with = |settings: &str, args: &[&str]| {
        desk.put("evenhand.toml", settings);
        let done = desk.run(&[&["check", "draft.md"], args].concat());
        (done.out.contains(words), done.err.contains("carries"))
    };
    let sarif = ["--format", "sarif"];
    assert_eq!(with("redact = \"warn\"\n", &sarif), (true, true));
    assert_eq!(with("redact = \"never\"\n", &sarif), (true, false));
    assert_eq!(with("redact = \"ci\"\n", &sarif), (false, false));
    assert_eq!(with("redact = \"ci\"\n", &[]), (true, false), "terminal");
    assert_eq!(with("redact = \"always\"\n", &[]), (false, false));
    assert_eq!(with("profile = \"public\"\n", &sarif), (true, false));
    assert_eq!(
        with("redact = \"always\"\n", &["--no-redact"]),
        (true, false)
    );

    // One call writes some reports with words and others without.
    desk.put("evenhand.toml", "redact = \"ci\"\n");
    desk.run(&[
        "check",
        "draft.md",
        "--format=sarif:out.sarif",
        "--format=json:out.json",
    ]);
    assert!(!desk.text("out.sarif").contains(words));
    assert!(desk.text("out.json").contains(words));

    // The strictest that is said of any letter holds for a report of several.
    desk.put(
        "evenhand.toml",
        "redact = \"never\"\n[[override]]\npaths = [\"other.md\"]\nredact = \"ci\"\n",
    );
    desk.put("other.md", BAD);
    let done = desk.run(&["check", "draft.md", "other.md", "--format", "sarif"]);
    assert!(!done.out.contains(words));
}

#[test]
fn config_show_says_that_reports_may_carry_words() {
    let desk = Desk::new(&[("evenhand.toml", "")]);
    let shown = || desk.run(&["config", "show", "draft.md"]).out;
    assert!(shown().contains("sarif, junit"), "{}", shown());
    desk.put("evenhand.toml", "redact = \"ci\"\n");
    let told = shown();
    assert!(!told.contains("Note:"), "{told}");
    assert!(told.contains("evenhand.toml:1"), "{told}");
}

/// The letter with a comment before the paragraph of the feeling.
fn allowed(comment: &str) -> String {
    BAD.replace(FEELING, &format!("<!-- {comment} -->\n{FEELING}"))
}

#[test]
fn a_comment_lets_a_point_stay_where_it_stands() {
    let desk = Desk::new(&[]);
    let with = |text: &str| {
        desk.put("draft.md", text);
        desk.rules(&["draft.md"])
    };
    assert_eq!(
        with(&allowed(
            "evenhand: allow framing/sentiment: feeling-is-evidence; two accounts"
        )),
        [BOTH[0]]
    );
    assert_eq!(
        with(&allowed(
            "Evenhand: allow framing: the feeling is the evidence"
        )),
        [BOTH[0]]
    );
    let inside = BAD.replace(
        " are cancelled without notice.",
        " are cancelled <!-- evenhand: allow framing: quoted --> without notice.",
    );
    assert_eq!(with(&inside), [BOTH[0]]);
    let behind = BAD.replace(
        " notice.\n",
        " notice. <!-- evenhand: allow framing: quoted -->\n",
    );
    assert_eq!(with(&behind), [BOTH[0]]);
    // It holds for its own paragraph only.
    let elsewhere = BAD.replace(
        "New education",
        "<!-- evenhand: allow framing: quoted -->\nNew education",
    );
    assert_eq!(with(&elsewhere), BOTH);
    assert_eq!(
        with(&format!(
            "<!-- evenhand: allow-file framing, duty: agreed at moderation -->\n\n{BAD}"
        )),
        Vec::<String>::new()
    );
    let range = BAD
        .replace(
            "Some parents",
            "<!-- evenhand: allow-begin framing, duty: other-plan -->\n\nSome parents",
        )
        .replace("## Areas", "<!-- evenhand: allow-end -->\n\n## Areas");
    assert_eq!(with(&range), Vec::<String>::new());

    desk.put(
        "draft.md",
        &allowed("evenhand: allow framing/sentiment: feeling-is-evidence; two accounts"),
    );
    let done = desk.run(&["check", "draft.md", "--show-suppressed"]);
    let flat = done.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains("it was looked at and stays: feeling is the evidence, two accounts"),
        "{flat}"
    );
    assert!(flat.contains("1 point stays by a suppression."), "{flat}");
    assert_eq!(done.err, "");
}

#[test]
fn sarif_says_whether_a_suppression_stands_in_the_letter() {
    let desk = Desk::new(&[]);
    let suppression = |letter: &str, settings: &str| {
        desk.put("draft.md", letter);
        desk.put("evenhand.toml", settings);
        let done = desk.run(&[
            "check",
            "draft.md",
            "--show-suppressed",
            "--format",
            "sarif",
        ]);
        let log: Value = serde_json::from_str(&done.out).expect("JSON");
        let results = log["runs"][0]["results"].as_array().expect("a list");
        let feeling = results.iter().find(|result| {
            result["ruleId"] == "framing/sentiment" && result.get("suppressions").is_some()
        });
        feeling.expect("it is left out")["suppressions"][0].clone()
    };
    let comment = allowed("evenhand: allow framing: quoted; as one said");
    let told = suppression(&comment, "");
    assert_eq!(told["kind"], "inSource");
    assert_eq!(
        told["justification"],
        "it was looked at and stays: quoted words, as one said"
    );
    let entry =
        format!("[[allow]]\nrule = \"framing\"\nwords = \"{FEELING}\"\nreason = \"quoted\"\n");
    assert_eq!(suppression(BAD, &entry)["kind"], "external");
    desk.put("evenhand.toml", "");
    desk.run(&["baseline", "write", "draft.md"]);
    let known = suppression(BAD, "baseline = \"evenhand-baseline.json\"\n");
    assert_eq!(known["kind"], "external");
}

#[test]
fn a_suppression_that_is_wrongly_written_does_not_hold() {
    let desk = Desk::new(&[]);
    let cases = [
        ("evenhand: allow framing/sentiment", "gives no reason"),
        (
            "evenhand: allow framing/sentiment: because",
            "is no reason of the list",
        ),
        (
            "evenhand: allow framing/sentimnt: quoted",
            "did you mean `framing/sentiment`?",
        ),
        ("evenhand: alow framing: quoted", "did you mean `allow`?"),
        ("evenhand: allow: quoted", "names no rule"),
        ("evenhand: allow-begin framing: quoted", "nothing ends it"),
        ("evenhand: allow-end framing", "no `evenhand: allow-begin`"),
    ];
    for (comment, message) in cases {
        desk.put("draft.md", &allowed(comment));
        assert_eq!(desk.rules(&["draft.md"]), BOTH, "{comment}");
        let done = desk.run(&["check", "draft.md", "--quiet"]);
        assert!(
            done.err
                .contains("draft.md:9:1: note: a suppression does not hold"),
            "{done:?}"
        );
        assert!(done.err.contains(message), "{done:?}");
    }
}

#[test]
fn settings_let_a_point_stay_by_its_words() {
    let desk = Desk::new(&[("draft.md", BAD), ("other.md", BAD)]);
    let with = |words: &str, more: &str| {
        let settings = format!(
            "[[allow]]\nrule = \"framing\"\nwords = \"{words}\"\nreason = \"quoted\"\n{more}"
        );
        desk.put("evenhand.toml", &settings);
        desk.rules(&["draft.md"])
    };
    assert_eq!(with("Parents FEEL, that", ""), [BOTH[0]]);
    assert_eq!(with(FEELING, ""), [BOTH[0]]);
    assert_eq!(with("parents fee", ""), BOTH, "whole words");
    assert_eq!(with("New education, health and care plans", ""), BOTH);
    assert_eq!(with(FEELING, "paths = [\"other.md\"]\n"), BOTH);
    assert_eq!(with(FEELING, "paths = [\"*.md\"]\n"), [BOTH[0]]);
}

#[test]
fn suppressions_without_use_are_told_and_taken_out_when_asked() {
    let unused = BAD.replace(
        "New education",
        "<!-- evenhand: allow framing: quoted; old -->\nNew education",
    );
    let desk = Desk::new(&[("draft.md", &unused)]);
    let done = desk.run(&["check", "draft.md"]);
    assert!(
        done.err
            .contains("draft.md:13:1: note: framing raises nothing here"),
        "{done:?}"
    );
    // Of a rule that is off nobody can tell.
    let off = desk.run(&["check", "draft.md", "--select", "duty"]);
    assert_eq!(off.err, "");

    let listed = desk.run(&["allows", "draft.md"]);
    assert_eq!(
        (listed.code, listed.out.as_str()),
        (0, "draft.md:13:1: framing: quoted words; old (unused)\n")
    );
    let listed = desk.run(&["allows", "draft.md", "--unused"]);
    assert_eq!(listed.code, 1);
    assert_eq!(desk.text("draft.md"), unused, "nothing is written unasked");
    let removed = desk.run(&["allows", "draft.md", "--unused", "--remove"]);
    assert_eq!(removed.code, 0, "{removed:?}");
    assert_eq!(desk.text("draft.md"), BAD);
    assert_eq!(desk.run(&["allows", "draft.md", "--unused"]).code, 0);

    desk.put(
        "evenhand.toml",
        "[[allow]]\nrule = \"framing\"\nwords = \"words of no letter\"\nreason = \"quoted\"\n",
    );
    let listed = desk.run(&["allows", "draft.md", "--unused"]);
    assert_eq!(listed.code, 1);
    assert!(
        listed
            .out
            .starts_with("evenhand.toml:3: framing: none of these letters"),
        "{listed:?}"
    );
}

#[test]
fn quoted_words_are_shown_when_asked_for() {
    let quoted = BAD.replace(
        FEELING,
        "One parent said: “Parents feel that meetings are cancelled without notice.”",
    );
    let desk = Desk::new(&[("draft.md", &quoted)]);
    assert_eq!(desk.rules(&["draft.md"]), [BOTH[0]]);
    assert_eq!(desk.rules(&["draft.md", "--quotations", "show"]), BOTH);
    desk.put("evenhand.toml", "quotations = \"show\"\n");
    assert_eq!(desk.rules(&["draft.md"]), BOTH);
}

#[test]
fn a_baseline_has_no_words_and_is_not_overwritten() {
    let desk = Desk::new(&[("draft.md", BAD)]);
    let done = desk.run(&["check", "draft.md", "--baseline", "none.json"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("evenhand baseline write"), "{done:?}");
    assert_eq!(desk.run(&["baseline", "write", "draft.md"]).code, 0);
    let text = desk.text("evenhand-baseline.json");
    assert!(
        !text.contains("parents") && !text.contains("statutory"),
        "{text}"
    );
    let again = desk.run(&["baseline", "write", "draft.md"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("--force"), "{again:?}");
    assert_eq!(
        desk.run(&["baseline", "write", "draft.md", "--force"]).code,
        0
    );
    assert_eq!(desk.text("evenhand-baseline.json"), text, "the same bytes");
    let described: Value =
        serde_json::from_str(&desk.run(&["schema", "baseline"]).out).expect("JSON");
    let value: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(schema::faults(&described, &value), Vec::<String>::new());
    desk.put(
        "evenhand-baseline.json",
        "{\"version\": 9, \"documents\": {}}",
    );
    let done = desk.run(&["check", "draft.md", "--baseline", "evenhand-baseline.json"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("version 9"), "{done:?}");
}

#[test]
fn a_point_that_became_more_pressing_is_new() {
    let desk = Desk::new(&[
        ("draft.md", BAD),
        ("evenhand.toml", "baseline = \"known.json\"\n"),
    ]);
    assert_eq!(desk.run(&["baseline", "write", "draft.md"]).code, 0);
    assert!(desk.rules(&["draft.md"]).is_empty());
    desk.put(
        "evenhand.toml",
        "baseline = \"known.json\"\n[rules]\nframing = \"error\"\n",
    );
    assert_eq!(desk.rules(&["draft.md"]), ["error framing/sentiment"]);
    // By itself, a letter of another name is the one that the baseline has.
    fs::rename(desk.path("draft.md"), desk.path("second draft.md")).expect("renamed");
    assert_eq!(
        desk.rules(&["second draft.md"]),
        ["error framing/sentiment"]
    );
}

/// The invented letters, as somebody sets up a gate for them: everything that is there is known; a second
/// run is clean; edits that change no sentence keep it so; a new sentence fails for what it says.
#[test]
fn a_walk_through_the_gate() {
    let desk = Desk::new(&[]);
    let letters = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/letters");
    let mut names = Vec::new();
    for entry in fs::read_dir(letters).expect("letters") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if name.ends_with(".md") && name != "README.md" {
            desk.put(
                &format!("drafts/{name}"),
                &fs::read_to_string(&path).expect("text"),
            );
            names.push(name);
        }
    }
    desk.put(
        "evenhand.toml",
        "baseline = \"known.json\"\nmin-severity = \"note\"\nfail-on = \"note\"\n",
    );
    let first = desk.run(&["check", "drafts", "--isolated", "--fail-on", "note"]);
    assert_eq!(first.code, 1);
    let written = desk.run(&["baseline", "write", "drafts"]);
    assert_eq!(written.code, 0, "{written:?}");

    let second = desk.run(&["check", "drafts", "--format", "concise"]);
    assert_eq!(
        (second.code, second.out.as_str(), second.err.as_str()),
        (0, "", "")
    );
    let said = desk.run(&["check", "drafts"]).out;
    assert!(
        said.contains(&format!("Nothing new to raise in {} letters.", names.len())),
        "{said}"
    );

    // Markup, case and what stands around a sentence do not make it another one.
    let text = desk.text("drafts/ashmere.md");
    let edited = text
        .replace(
            "## What is it like",
            "Inspectors met many people.\n\n## What is it like",
        )
        .replace("EHC plans arrive late.", "**EHC plans** arrive late!");
    assert_ne!(edited, text);
    desk.put("drafts/ashmere.md", &edited);
    let third = desk.run(&["check", "drafts", "--format", "concise"]);
    assert_eq!((third.code, third.out.as_str()), (0, ""));

    // A new sentence is a new point, and the only one.
    let worse = edited.replace(
        "The wait wears people down.",
        "The wait wears people down. Some carers feel that annual reviews are not held at all.",
    );
    assert_ne!(worse, edited);
    desk.put("drafts/ashmere.md", &worse);
    let fourth = desk.run(&["check", "drafts", "--format", "concise"]);
    assert_eq!(fourth.code, 1);
    assert!(fourth.out.contains("[framing/sentiment]"), "{}", fourth.out);
    for line in fourth.out.lines() {
        assert!(line.starts_with("drafts/ashmere.md:"), "{line}");
        assert!(
            line.contains("framing/sentiment") || line.contains("annual review"),
            "{line}"
        );
    }

    // Sentences go: what the baseline has of them is stale, and told.
    desk.put(
        "drafts/ashmere.md",
        &text.replace(
            "is hard to find and much of it is out of date",
            "is easy to find",
        ),
    );
    let fifth = desk.run(&["check", "drafts", "--format", "concise"]);
    let stale = "evenhand: drafts/ashmere.md: note: the baseline has duty/";
    assert!(fifth.err.contains(stale), "{}", fifth.err);
    assert!(
        !fifth.err.contains("drafts/brackenford.md"),
        "{}",
        fifth.err
    );
}

#[test]
fn a_pack_of_ones_own_may_bring_profiles() {
    let desk = Desk::new(&[
        ("draft.md", BAD),
        (
            "own/profiles/law.toml",
            "summary = \"Law alone\"\n[rules]\nframing = \"off\"\n",
        ),
    ]);
    let own = ["draft.md", "--rules", "own", "--profile", "law"];
    assert_eq!(desk.rules(&own), [BOTH[0]]);
    let listed = desk.run(&["rules", "list", "--rules", "own"]).out;
    assert!(listed.contains("Law alone"), "{listed}");
    desk.put(
        "own/profiles/law.toml",
        "summary = \"Law alone\"\n[duties]\nehc-timelines = \"off\"\n",
    );
    let done = desk.run(&["check", "draft.md", "--rules", "own"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("[profiles/law.toml:3:1]"), "{done:?}");
}
