//! What docs/privacy.md promises: no network, nothing written but what was asked for, and no word of a draft
//! on standard error, in temporary files or in the cache. Every letter here is made up.

#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

#[path = "support/folder.rs"]
mod folder;

use folder::files_below;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_evenhand");

const WORD: &str = "tests/documents/files/libreoffice.docx";

const LETTER: &str = include_str!("../examples/draft.md");

/// System calls that reach another process or machine.
const NETWORK: [&str; 8] = [
    "socket(",
    "socketpair(",
    "connect(",
    "bind(",
    "listen(",
    "accept",
    "send",
    "recv",
];

/// A folder with letters, and empty ones where programs keep temporary files, caches and settings.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Desk {
        let desk = Desk {
            folder: tempfile::tempdir().expect("a folder"),
        };
        for name in ["home", "temporary", "cache"] {
            fs::create_dir(desk.path(name)).expect("a folder");
        }
        // A wrong suppression and one without use make the program say something about the letter.
        let letter = LETTER.replace(
            "## Areas for",
            "<!-- evenhand: allow terms: quoted -->\n\n<!-- evenhand: allow -->\n\n## Areas for",
        );
        fs::write(desk.path("draft.md"), letter).expect("written");
        let word = Path::new(env!("CARGO_MANIFEST_DIR")).join(WORD);
        fs::copy(word, desk.path("draft.docx")).expect("copied");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the program, by way of another one when `through` names one.
    fn run(&self, through: &[&str], args: &[&str], input: &[u8]) -> Output {
        let line: Vec<&str> = through
            .iter()
            .chain(&[PROGRAM])
            .chain(args)
            .copied()
            .collect();
        let mut child = Command::new(line[0])
            .args(&line[1..])
            .current_dir(self.folder.path())
            .env_clear()
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
            .env("HOME", self.path("home"))
            .env("TMPDIR", self.path("temporary"))
            .env("XDG_CACHE_HOME", self.path("cache"))
            .env("RUST_BACKTRACE", "full")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut pipe = child.stdin.take().expect("piped");
        // A program that does not read its input is none the worse for it.
        let _ = pipe.write_all(input);
        drop(pipe);
        child.wait_with_output().expect("it ends")
    }

    /// All files of a folder, with their bytes.
    fn files(&self, name: &str) -> Vec<(PathBuf, Vec<u8>)> {
        let files = files_below(&self.path(name)).into_iter();
        files
            .map(|path| {
                let bytes = fs::read(&path).expect("it is read");
                (path, bytes)
            })
            .collect()
    }
}

/// Calls that touch letters, what they read on standard input, and the files that they may write.
fn calls(desk: &Desk) -> Vec<(Vec<&'static str>, Vec<u8>, &'static [&'static str])> {
    let letter = LETTER.as_bytes().to_vec();
    vec![
        (
            vec![
                "check",
                "draft.md",
                "draft.docx",
                "--show-suppressed",
                "--min-severity=note",
                "--no-redact",
                "--format=terminal",
                "--format=html:page.html",
                "--format=sarif:log.sarif",
            ],
            Vec::new(),
            &["page.html", "log.sarif"],
        ),
        (vec!["check", "-"], letter.clone(), &[]),
        (
            vec!["inspect", "draft.md", "--format=json"],
            Vec::new(),
            &[],
        ),
        (
            vec!["annotate", "draft.docx", "-o", "reviewed.docx"],
            Vec::new(),
            &["reviewed.docx"],
        ),
        (vec!["decisions", "reviewed.docx"], Vec::new(), &[]),
        (vec!["fix", "draft.md", "--diff"], Vec::new(), &[]),
        (vec!["profile", "draft.md"], Vec::new(), &[]),
        (
            vec!["baseline", "write", "draft.md"],
            Vec::new(),
            &["evenhand-baseline.json"],
        ),
        (vec!["allows", "draft.md"], Vec::new(), &[]),
        (vec!["lsp"], session(desk), &[]),
    ]
}

/// What an editor says to the server: it opens the letter and asks for its points.
fn session(desk: &Desk) -> Vec<u8> {
    let uri = format!("file://{}", desk.path("draft.md").display());
    let messages = [
        json!({"id": 1, "method": "initialize", "params": {"processId": null, "rootUri": null, "capabilities": {}}}),
        json!({"method": "initialized", "params": {}}),
        json!({"method": "textDocument/didOpen", "params": {"textDocument":
            {"uri": uri, "languageId": "markdown", "version": 1, "text": LETTER}}}),
        json!({"id": 2, "method": "textDocument/diagnostic", "params": {"textDocument": {"uri": uri}}}),
        json!({"id": 3, "method": "shutdown"}),
        json!({"method": "exit"}),
    ];
    let mut bytes = Vec::new();
    for mut message in messages {
        message["jsonrpc"] = Value::from("2.0");
        let body = message.to_string();
        bytes.extend(format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes());
    }
    bytes
}

/// Whether a program can be run here.
fn works(command: &[&str]) -> bool {
    let output = Command::new(command[0]).args(&command[1..]).output();
    output.is_ok_and(|output| output.status.success())
}

/// Runs of four words, by which a passage is known.
fn passages(text: &str) -> HashSet<String> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.windows(4).map(|run| run.join(" ")).collect()
}

#[test]
fn nothing_speaks_to_a_network_and_only_what_was_asked_for_is_written() {
    let trace = "trace.txt";
    let strace = [
        "strace",
        "-f",
        "-qq",
        "-o",
        trace,
        "-e",
        "trace=network,openat,open,creat,rename,renameat,renameat2,mkdir,mkdirat,unlink,unlinkat",
    ];
    if !works(&["strace", "-f", "-e", "trace=network", "true"]) {
        return eprintln!("skipped: strace is not installed, or may not be used here");
    }
    let desk = Desk::new();
    for (args, input, outputs) in calls(&desk) {
        let output = desk.run(&strace, &args, &input);
        assert!(
            output.status.code().is_some_and(|code| code < 2),
            "{args:?}: {output:?}"
        );
        if args[0] == "lsp" {
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(
                said.contains("framing/sentiment"),
                "the letter was read: {said}"
            );
        }
        let traced = fs::read_to_string(desk.path(trace)).expect("a trace");
        let mut has_read = false;
        // Each line begins with the number of the thread.
        for call in traced.lines().filter_map(|line| line.split_once(' ')) {
            let call = call.1.trim_start();
            assert!(
                !NETWORK.iter().any(|one| call.starts_with(one)),
                "{args:?}: {call}"
            );
            has_read |= call.contains("O_RDONLY");
            if call.starts_with("openat(") && !call.contains("O_WRONLY") && !call.contains("O_RDWR")
            {
                continue;
            }
            let Some(path) = call.split('"').nth(1) else {
                continue;
            };
            // A file that is replaced is written beside its place first.
            let name = Path::new(path)
                .file_name()
                .unwrap_or_default()
                .to_string_lossy();
            let asked = outputs
                .iter()
                .any(|output| name == *output || name.starts_with(&format!(".{output}.")));
            let kept = Path::new(path).starts_with(desk.path("cache"));
            assert!(asked || kept && args[0] == "lsp", "{args:?}: {call}");
        }
        assert!(has_read, "{args:?}: the trace shows nothing: {traced}");
    }
}

#[test]
fn without_a_network_it_says_the_same() {
    let apart = ["unshare", "--map-root-user", "--net"];
    if !works(&[&apart[..], &["true"]].concat()) {
        return eprintln!("skipped: unshare is not installed, or may not be used here");
    }
    let (desk, alone) = (Desk::new(), Desk::new());
    for ((args, input, outputs), (_, own, _)) in calls(&desk).into_iter().zip(calls(&alone)) {
        let (one, other) = (desk.run(&[], &args, &input), alone.run(&apart, &args, &own));
        assert_eq!(one.status.code(), other.status.code(), "{args:?}");
        // A server names the files of its own desk.
        assert!(args[0] == "lsp" || one.stdout == other.stdout, "{args:?}");
        for output in outputs.iter().filter(|name| !name.ends_with(".docx")) {
            let read = |desk: &Desk| fs::read(desk.path(output)).expect("written");
            assert_eq!(read(&desk), read(&alone), "{args:?}: {output}");
        }
    }
}

#[test]
fn no_word_of_a_draft_is_said_or_kept_where_it_was_not_asked_for() {
    let desk = Desk::new();
    let mut letter = passages(LETTER);
    let told = desk.run(&[], &["inspect", "draft.docx", "--format=json"], b"");
    let told: Value = serde_json::from_slice(&told.stdout).expect("JSON");
    letter.extend(passages(
        told["documents"][0]["text"].as_str().expect("the text"),
    ));
    // What the rules themselves say is no draft's: their pages are kept for editors.
    let rules = desk.run(&[], &["rules", "docs"], b"");
    for run in passages(&String::from_utf8_lossy(&rules.stdout)) {
        letter.remove(&run);
    }
    let mut said_something = false;
    for (args, input, _) in calls(&desk) {
        let output = desk.run(&[], &args, &input);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        said_something |= said.contains("a suppression does not hold");
        let both: Vec<String> = passages(&said).intersection(&letter).cloned().collect();
        assert!(both.is_empty(), "{args:?}: {both:?}");
    }
    assert!(said_something, "the letter gives cause for a message");
    assert_eq!(desk.files("temporary"), []);
    assert_eq!(desk.files("home"), []);
    for (path, bytes) in desk.files("cache") {
        let kept = passages(&String::from_utf8_lossy(&bytes));
        let both: Vec<&String> = kept.intersection(&letter).collect();
        assert!(both.is_empty(), "{}: {both:?}", path.display());
    }
    let baseline = fs::read_to_string(desk.path("evenhand-baseline.json")).expect("written");
    assert!(passages(&baseline).is_disjoint(&letter));
}
