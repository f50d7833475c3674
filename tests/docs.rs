//! The documents say what the program does: commands and options that there are, settings that hold, rules as
//! the packs have them, and a pack that works.

#[path = "support/folder.rs"]
mod folder;

use evenhand::allow::Reason;
use evenhand::settings::ProjectSettings;
use folder::files_below;
use serde_json::Value;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn evenhand(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_evenhand"))
        .current_dir(root())
        .env_clear()
        .args(args)
        .output()
        .expect("it runs")
}

fn printed(args: &[&str]) -> String {
    let output = evenhand(args);
    assert!(output.status.success(), "{args:?}: {output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The documents that people read.
fn documents() -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(root().join("docs"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    all.extend(["README.md", "CONTRIBUTING.md", "editors/README.md"].map(|name| root().join(name)));
    all.retain(|path| path.exists());
    all.sort();
    all
}

/// The words of each command of this program that a text shows, without what a pipe or a remark follows.
fn commands(text: &str) -> Vec<Vec<String>> {
    let lines = text.replace("\\\n", " ");
    let mut commands = Vec::new();
    for line in lines.lines().filter(|line| line.starts_with("    ")) {
        let line = line.split(" #").next().unwrap_or(line);
        let Some((before, call)) = line.split_once("evenhand ") else {
            continue;
        };
        // A word that only ends so, as in a path.
        if before.ends_with(|c: char| !c.is_whitespace()) {
            continue;
        }
        let call = call.split(['|', '<', '>', ';']).next().unwrap_or(call);
        let words = call
            .split_whitespace()
            .map(|word| word.trim_matches('"').to_owned());
        commands.push(words.collect());
    }
    commands
}

#[test]
fn the_page_of_rules_is_that_of_the_packs() {
    assert!(
        read("docs/rules.md") == printed(&["rules", "docs"]),
        "docs/rules.md is out of date: cargo run -- rules docs > docs/rules.md"
    );
}

#[test]
fn commands_and_options_in_documents_exist() {
    let mut help: HashMap<Vec<String>, String> = HashMap::new();
    let mut seen = 0;
    for path in documents() {
        let name = path.display();
        let text = fs::read_to_string(&path).expect("it is read");
        for command in commands(&text) {
            // Words before the first option or file may be commands.
            let mut below = Vec::new();
            for word in &command {
                let longer = [&below[..], std::slice::from_ref(word)].concat();
                let page = help.entry(longer.clone()).or_insert_with(|| {
                    if word.starts_with('-') || word.contains(['.', '/']) {
                        return String::new();
                    }
                    let mut args: Vec<&str> = longer.iter().map(String::as_str).collect();
                    args.push("--help");
                    let output = evenhand(&args);
                    let text = String::from_utf8_lossy(&output.stdout).into_owned();
                    let usage = format!("Usage: evenhand {} ", longer.join(" "));
                    let is_page = text.contains(usage.trim_end());
                    if is_page { text } else { String::new() }
                });
                if page.is_empty() {
                    break;
                }
                below = longer;
            }
            let page = help
                .get(&below)
                .cloned()
                .unwrap_or_else(|| printed(&["--help"]));
            let is_whole = command.first().is_some_and(|word| word.starts_with('-'));
            assert!(
                !below.is_empty() || is_whole,
                "{name}: evenhand {}",
                command.join(" ")
            );
            for option in command.iter().filter(|word| word.starts_with("--")) {
                let option = option.split('=').next().unwrap_or(option);
                let known = page
                    .split([' ', ',', '\n', '[', '=', '<'])
                    .any(|word| word == option);
                assert!(known, "{name}: evenhand {}: {option}", command.join(" "));
            }
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen} commands found");
}

#[test]
fn options_in_pipelines_exist() {
    let help = printed(&["check", "--help"]);
    for file in [
        ".pre-commit-hooks.yaml",
        ".ci/action",
        "templates/evenhand.yml",
    ] {
        let text = read(file);
        let words = text.split(|c: char| !(c.is_ascii_lowercase() || c == '-'));
        let options: Vec<&str> = words
            .filter(|word| word.starts_with("--") && word.len() > 3)
            .collect();
        assert!(!options.is_empty(), "{file}");
        for option in options {
            assert!(
                help.contains(&format!("{option} ")) || help.contains(&format!("{option}\n")),
                "{file}: {option}"
            );
        }
    }
}

/// The last step of the action, as a runner calls it.
#[test]
fn the_action_writes_reports_and_fails_as_check_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let words = "held late for many pupils";
    let run = |paths: &str, more: [&str; 2]| {
        let output = Command::new("bash")
            .arg(root().join(".ci/action"))
            .current_dir(root())
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("EVENHAND", env!("CARGO_BIN_EXE_evenhand"))
            .env("SUMMARY", path("summary"))
            .env("GITHUB_STEP_SUMMARY", path("page"))
            .env("GITHUB_OUTPUT", path("outputs"))
            .env("PATHS", paths)
            .env("FAIL_ON", more[0])
            .env("BASELINE", "")
            .env("REDACT", more[1])
            .env("SARIF", path("log.sarif"))
            .output()
            .expect("it runs");
        let written = |name: &str| fs::read_to_string(path(name)).unwrap_or_default();
        let all = [written("page"), written("log.sarif"), written("outputs")];
        fs::remove_file(path("page")).expect("a summary");
        fs::remove_file(path("outputs")).expect("outputs");
        (output, all)
    };
    if Command::new("bash").arg("--version").output().is_err() {
        return;
    }
    let (output, [page, sarif, outputs]) = run("examples/draft.md\n\n", ["", "true"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(
        String::from_utf8_lossy(&output.stdout).contains("::error"),
        "{output:?}"
    );
    assert!(page.contains("Before sign-off") && sarif.contains("\"2.1.0\""));
    assert!(outputs.starts_with("exit-code=1\nsarif="), "{outputs}");
    assert!(![page, sarif].iter().any(|text| text.contains(words)));
    assert!(!String::from_utf8_lossy(&output.stdout).contains(words));

    let (output, [page, ..]) = run("examples/draft.md\ntests/letters", ["never", "false"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(
        page.contains(words) && output.stderr.is_empty(),
        "{output:?}"
    );
    let (output, [.., outputs]) = run("none.md", ["", "true"]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(outputs.starts_with("exit-code=2"), "{outputs}");
}

#[test]
fn links_between_documents_lead_somewhere() {
    for path in documents() {
        let text = fs::read_to_string(&path).expect("it is read");
        for link in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let file = link.split('#').next().unwrap_or(link);
            if file.is_empty() || file.contains("://") {
                continue;
            }
            let target = path.parent().expect("a folder").join(file);
            assert!(target.exists(), "{}: {link}", path.display());
        }
    }
}

#[test]
fn the_settings_that_are_shown_hold() {
    let text = read("docs/settings.md");
    let block: String = text
        .lines()
        .skip_while(|line| !line.starts_with("    profile ="))
        .take_while(|line| line.is_empty() || line.starts_with("    "))
        .map(|line| format!("{}\n", line.trim_start()))
        .collect();
    ProjectSettings::parse("docs/settings.md", &block).expect("settings");
}

#[test]
fn the_accuracy_that_is_shown_is_that_beside_the_figures() {
    let published: Value = toml::from_str(&read("rules/area-send/published.toml")).expect("TOML");
    let rows: String = published["accuracy"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| {
            let count = |name: &str| one[name].as_u64().expect("a count");
            let (right, of) = (count("right"), one["of"].as_str().expect("words"));
            let (found, there) = (right + count("wrong"), right + count("missed"));
            format!("| {of} | {right} of {found} | {right} of {there} |\n")
        })
        .collect();
    assert!(
        read("docs/method.md").contains(&rows),
        "docs/method.md has other figures than:\n{rows}"
    );
}

#[test]
fn replies_that_are_shown_are_reasons() {
    let text = read("docs/getting-started.md");
    let rows: Vec<&str> = text
        .lines()
        .skip_while(|line| !line.starts_with("| reply"))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .filter_map(|line| line.split('|').nth(1).map(str::trim))
        .collect();
    let reasons: Vec<Reason> = rows
        .iter()
        .map(|row| match Reason::read(row) {
            Some((reason, "")) => reason,
            other => panic!("{row}: {other:?}"),
        })
        .collect();
    assert_eq!(reasons, Reason::ALL);
}

/// The blocks of TOML in a document.
fn toml_blocks(text: &str) -> impl Iterator<Item = &str> {
    let blocks = text.split("```toml\n").skip(1);
    blocks.filter_map(|rest| rest.split("```").next())
}

#[test]
fn the_pack_that_is_shown_works() {
    let files: Vec<String> = files_below(&root().join("examples/pack"))
        .iter()
        .map(|path| fs::read_to_string(path).expect("it is read"))
        .collect();
    let text = read("docs/writing-a-pack.md");
    for block in toml_blocks(&text) {
        assert!(
            files.iter().any(|file| file.contains(block)),
            "in no file of the pack:\n{block}"
        );
    }
    assert!(toml_blocks(&text).count() >= 6);
    let pack = ["--rules", "examples/pack"];
    let tested = printed(&[&["rules", "test"], &pack[..]].concat());
    assert!(
        tested.ends_with("8 examples: 0 not as stated.\n"),
        "{tested}"
    );
    let checked = evenhand(
        &[
            &["check", "examples/pack/report.md", "--format", "json"],
            &pack[..],
        ]
        .concat(),
    );
    assert_eq!(
        checked.status.code(),
        Some(1),
        "a point to consider fails there"
    );
    let checked: Value = serde_json::from_slice(&checked.stdout).expect("JSON");
    let points = checked["documents"][0]["diagnostics"]
        .as_array()
        .expect("a list");
    let rules: Vec<&str> = points
        .iter()
        .filter_map(|point| point["rule"].as_str())
        .collect();
    assert_eq!(
        rules,
        [
            "action/weakness-without-action",
            "framing/sentiment",
            "terms/house-style"
        ]
    );
}

#[test]
fn a_rule_in_a_folder_by_itself_adds_to_the_built_in_pack() {
    let folder = tempfile::tempdir().expect("a folder");
    let terms = folder.path().join("terms");
    fs::create_dir(&terms).expect("a folder");
    fs::write(
        terms.join("house-style.toml"),
        read("examples/pack/terms/house-style.toml"),
    )
    .expect("written");
    let rules = folder.path().display().to_string();
    let listed = printed(&["rules", "list", "--rules", &rules]);
    assert!(
        listed.contains("terms/house-style") && listed.contains("framing/sentiment"),
        "{listed}"
    );
    printed(&["rules", "test", "--rules", &rules]);
}

#[test]
fn every_command_has_a_page_in_the_manual() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().display().to_string();
    printed(&["man", "--out", &out]);
    let page = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a page");
    let first = page("evenhand.1");
    assert!(
        first.contains(".TH evenhand 1") && first.contains("Exit codes:"),
        "{first}"
    );
    assert_eq!(printed(&["man"]), first);
    let help = printed(&["--help"]);
    let commands = help
        .split("Commands:")
        .nth(1)
        .and_then(|rest| rest.split("Options:").next());
    let commands: Vec<&str> = commands
        .expect("a list")
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(commands.len() > 15, "{commands:?}");
    for command in commands {
        assert!(
            page(&format!("evenhand-{command}.1")).contains("SYNOPSIS"),
            "{command}"
        );
    }
    assert!(page("evenhand-check.1").contains("fail\\-on"));
    assert!(
        page("evenhand-baseline-write.1").contains("EXTRA"),
        "examples"
    );
    assert_eq!(
        evenhand(&["man", "--out", &out]).status.code(),
        Some(2),
        "never written over"
    );
    printed(&["man", "--out", &out, "--force"]);
}
