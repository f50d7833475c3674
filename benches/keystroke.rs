//! From a keystroke to its diagnostics, on a letter of sixty pages: the program itself, over a pipe, as
//! an editor drives it. Then what it holds in memory after ten thousand edits.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod long_letter;
#[path = "../tests/support/client.rs"]
#[allow(dead_code, reason = "the tests use all of it")]
mod support;

use serde_json::{Value, json};
use std::time::{Duration, Instant};
use support::Client;

const URI: &str = "file:///drafts/long.md";

/// Keystrokes that are timed, one by one.
const TIMED: usize = 1_000;

/// Edits after which memory is measured.
const EDITS: usize = 10_000;

/// Words typed over and over, a character at a time.
const TYPED: &str = "Many parents feel that annual reviews are held too late. ";

fn main() {
    let text = long_letter::long_letter();
    let cache = tempfile::tempdir().expect("a folder");
    let mut client = Client::begun(&[], cache.path(), json!({}), Value::Null);
    let start = Instant::now();
    client.open(URI, "markdown", &text);
    let found = client.diagnostics(URI, 1).len();
    println!(
        "letter: {} words, {} KiB, {found} diagnostics; first diagnostics after {:.1} ms",
        text.split_whitespace().count(),
        text.len() / 1024,
        millis(start.elapsed()),
    );
    let memory_at_first = resident(client.id());
    let line = middle(&text);
    let mut version = 1;
    let mut times = Vec::with_capacity(TIMED);
    let mut typist = Typist { line, column: 0 };
    let worked_before = worked(client.id());
    for _ in 0..TIMED {
        version += 1;
        let change = typist.next();
        let start = Instant::now();
        client.change(URI, version, change);
        client.diagnostics(URI, version);
        times.push(client.arrived() - start);
    }
    let worked = worked_before.zip(worked(client.id()));
    times.sort_unstable();
    let at = |share: f64| millis(times[((times.len() - 1) as f64 * share) as usize]);
    println!(
        "keystroke to diagnostics: median {:.2} ms, 90 % {:.2} ms, 99 % {:.2} ms, most {:.2} ms ({TIMED} keystrokes)",
        at(0.5),
        at(0.9),
        at(0.99),
        at(1.0),
    );
    if let Some((before, after)) = worked {
        println!(
            "processor time: {:.2} ms a keystroke",
            millis(after.saturating_sub(before)) / TIMED as f64
        );
    }
    let start = Instant::now();
    while (version as usize) < EDITS {
        version += 1;
        let change = typist.next();
        client.change(URI, version, change);
        // Typing faster than anybody reads: only every tenth state is waited for.
        if version % 10 == 0 {
            client.diagnostics(URI, version);
            client.rest();
        }
    }
    println!(
        "memory: {} at first, {} after {EDITS} edits ({:.1} s for the rest of them)",
        kib(memory_at_first),
        kib(resident(client.id())),
        start.elapsed().as_secs_f64(),
    );
    assert_eq!(client.end(), Some(0));
}

/// The line of a paragraph in the middle of a text.
fn middle(text: &str) -> usize {
    let lines: Vec<&str> = text.lines().collect();
    let from = lines.len() / 2;
    let prose = |line: &&str| line.len() > 200;
    from + lines[from..].iter().position(prose).unwrap_or(0)
}

/// Types the words at the start of a line, and takes them out again when they are all there.
struct Typist {
    line: usize,
    column: usize,
}

impl Typist {
    fn next(&mut self) -> Value {
        let typed = TYPED.get(self.column..=self.column);
        let (from, to, text) = match typed {
            Some(text) => (self.column, self.column, text),
            None => (0, self.column, ""),
        };
        self.column = if typed.is_some() { self.column + 1 } else { 0 };
        json!([{
            "range": {
                "start": {"line": self.line, "character": from},
                "end": {"line": self.line, "character": to},
            },
            "text": text,
        }])
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn kib(memory: Option<u64>) -> String {
    memory.map_or_else(
        || "unknown".to_owned(),
        |kib| format!("{:.1} MiB", kib as f64 / 1024.0),
    )
}

/// The processor time that a process has taken, where the system tells, to a hundredth of a second.
fn worked(process: u32) -> Option<Duration> {
    let status = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name in brackets may hold spaces; user and system time are the 12th and 13th behind it.
    let (_, fields) = status.rsplit_once(')')?;
    let ticks: u64 = fields
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok())
        .sum();
    Some(Duration::from_millis(ticks * 10))
}

/// Resident memory of a process in KiB, where the system tells.
fn resident(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
