//! The sign-off sheet: what was raised in a document, what was changed since, what was kept, with the
//! reason and by whom. It is apart from the draft, and quotes it.

use super::decision::{self, Reason};
use super::docx::Thread;
use crate::diagnostic::Diagnostic;
use crate::letter::Letter;
use crate::report::formula::is_formula;
use std::fmt::Write as _;

/// The most words that a row quotes.
const MOST_WORDS: usize = 15;

/// What became of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is raised, and nobody answered.
    Raised,
    /// Somebody answered, and gave no reason of the list.
    Answered,
    /// Somebody marked it as resolved, and gave no reason of the list.
    Resolved,
    /// The words stay, for this reason.
    Kept(Reason),
    /// The words were to stay, for this reason, and were changed since: the reason holds no more.
    Lapsed(Reason),
    /// It was raised, and the words were changed since.
    Changed,
}

impl State {
    /// The state for people.
    pub fn words(self) -> &'static str {
        match self {
            State::Raised => "raised",
            State::Answered => "answered, no reason given",
            State::Resolved => "resolved, no reason given",
            State::Kept(_) => "kept",
            State::Lapsed(_) => "changed since it was kept",
            State::Changed => "changed",
        }
    }
}

/// A point and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What became of it.
    pub state: State,
    /// The level's name for people.
    pub level: String,
    /// The rule.
    pub rule: String,
    /// The words it is at, as they stand or stood.
    pub words: String,
    /// What it says.
    pub message: String,
    /// Who decided; empty when nobody did.
    pub by: String,
    /// When, as the document says it.
    pub date: String,
    /// What they wrote.
    pub note: String,
}

/// Joins the comments of a document with what is found in it now. `past` are comments of earlier runs that
/// are gone from it.
pub fn rows(
    threads: &[Thread],
    past: &[Thread],
    letter: &Letter,
    points: &[Diagnostic],
) -> Vec<Row> {
    let now: Vec<&Diagnostic> = points
        .iter()
        .filter(|point| point.suppressed.is_none())
        .collect();
    let mut is_told = vec![false; now.len()];
    // Of points alike, each thread tells one; one with a reason tells all, for it keeps all of them quiet.
    let mut find = |thread: &Thread| {
        let (mut is_raised, mut tells) = (false, true);
        for (point, is_told) in now.iter().zip(&mut is_told) {
            if thread.is_about(point, letter) {
                is_raised = true;
                if tells && !*is_told {
                    *is_told = true;
                    tells = thread.decision().is_some();
                }
            }
        }
        is_raised
    };
    let mut rows: Vec<Row> = Vec::new();
    for thread in threads {
        let is_gone = !find(thread) && !thread.sentence.is_empty();
        let decided = std::iter::once(thread)
            .chain(threads.iter().filter(|other| other.is_alike(thread)))
            .find(|one| one.decision().is_some());
        let mut row = of_thread(decided.unwrap_or(thread));
        row.words.clone_from(&thread.words);
        row.state = match decided.and_then(Thread::decision) {
            Some((reason, _)) if is_gone => State::Lapsed(reason),
            Some((reason, _)) => State::Kept(reason),
            None if is_gone => State::Changed,
            None if thread.is_resolved => State::Resolved,
            None if thread.replies.is_empty() => State::Raised,
            None => State::Answered,
        };
        rows.push(row);
    }
    for thread in past {
        if !find(thread) {
            rows.push(Row {
                state: State::Changed,
                ..of_thread(thread)
            });
        }
    }
    for (point, is_told) in now.iter().zip(is_told) {
        if !is_told {
            let words: Vec<&str> = point.span.of(&letter.text).split_whitespace().collect();
            rows.push(Row {
                state: State::Raised,
                level: point.severity.title().to_owned(),
                rule: point.rule.clone(),
                words: words[..words.len().min(MOST_WORDS)].join(" "),
                message: point.message.clone(),
                by: String::new(),
                date: String::new(),
                note: String::new(),
            });
        }
    }
    rows
}

fn of_thread(thread: &Thread) -> Row {
    let decided = thread.decision().map(|(_, reply)| reply);
    let reply = decided.or_else(|| thread.replies.last());
    Row {
        state: State::Raised,
        level: thread.level.clone(),
        rule: thread.rule.clone(),
        words: thread.words.clone(),
        message: thread.message.clone(),
        by: reply.map(|reply| reply.author.clone()).unwrap_or_default(),
        date: reply.map(|reply| reply.date.clone()).unwrap_or_default(),
        note: reply.map(|reply| reply.text.clone()).unwrap_or_default(),
    }
}

const HEAD: [&str; 9] = [
    "State", "Reason", "Level", "Words", "Point", "By", "Date", "Note", "Rule",
];

fn cells(row: &Row) -> [&str; 9] {
    let reason = match row.state {
        State::Kept(reason) | State::Lapsed(reason) => decision::words(reason),
        _ => "",
    };
    [
        row.state.words(),
        reason,
        &row.level,
        &row.words,
        &row.message,
        &row.by,
        &row.date,
        &row.note,
        &row.rule,
    ]
}

/// How many rows there are of each state.
fn summary(rows: &[Row]) -> String {
    let count = |wanted: fn(State) -> bool| rows.iter().filter(|row| wanted(row.state)).count();
    let open = count(|state| state == State::Raised);
    let unsettled = count(|state| matches!(state, State::Answered | State::Resolved));
    let kept = count(|state| matches!(state, State::Kept(_)));
    let changed = count(|state| matches!(state, State::Changed | State::Lapsed(_)));
    format!(
        "{} raised in all: {changed} changed, {kept} kept with a reason, {unsettled} answered or resolved without \
         one, {open} open.",
        rows.len()
    )
}

/// The sheet as Markdown. `title` names the draft, `closing` is what stands below it.
pub fn markdown(title: &str, rows: &[Row], closing: &str) -> String {
    let escape = |cell: &str| {
        let mut out = String::with_capacity(cell.len());
        for sign in cell.chars() {
            match sign {
                '|' | '\\' | '`' | '*' | '_' | '<' | '[' | ']' => {
                    out.push('\\');
                    out.push(sign);
                }
                sign if sign.is_control() => out.push(' '),
                sign => out.push(sign),
            }
        }
        out
    };
    let mut out = format!("# Sign-off sheet: {}\n\n{}\n", escape(title), summary(rows));
    if !rows.is_empty() {
        let _ = write!(
            out,
            "\n| {} |\n|{}\n",
            HEAD.join(" | "),
            " --- |".repeat(HEAD.len())
        );
        for row in rows {
            let cells = cells(row).map(escape);
            let _ = writeln!(out, "| {} |", cells.join(" | "));
        }
    }
    let _ = write!(out, "\n{closing}\n");
    out
}

/// The sheet as a web page of its own.
pub fn html(title: &str, rows: &[Row], closing: &str) -> String {
    let escape = |text: &str| {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('"', "&quot;")
    };
    let title = escape(title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Sign-off sheet: {title}</title>\n\
         <style>body{{font:1rem/1.5 sans-serif;margin:2rem;color:#111;background:#fff}}\
         table{{border-collapse:collapse}}caption{{text-align:left;padding-bottom:.5rem}}\
         th,td{{border:1px solid #555;padding:.4rem;text-align:left;vertical-align:top}}</style>\n</head>\n<body>\n\
         <main>\n<h1>Sign-off sheet: {title}</h1>\n<table>\n<caption>{}</caption>\n<thead><tr>",
        escape(&summary(rows))
    );
    for head in HEAD {
        let _ = write!(out, "<th scope=\"col\">{head}</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        out.push_str("<tr>");
        for cell in cells(row) {
            let _ = write!(out, "<td>{}</td>", escape(cell));
        }
        out.push_str("</tr>\n");
    }
    let _ = write!(
        out,
        "</tbody>\n</table>\n<p>{}</p>\n</main>\n</body>\n</html>\n",
        escape(closing)
    );
    out
}

/// The sheet as CSV, with a head and no title.
pub fn csv(rows: &[Row]) -> String {
    let escape = |cell: &str| {
        let guard = if is_formula(cell) { "'" } else { "" };
        format!("\"{guard}{}\"", cell.replace('"', "\"\""))
    };
    let mut out = HEAD.join(",") + "\r\n";
    for row in rows {
        out.push_str(&cells(row).map(escape).join(","));
        out.push_str("\r\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        Row {
            state: State::Kept(Reason::Quoted),
            level: "Consider".to_owned(),
            rule: "a/b".to_owned(),
            words: "=1 | <b>".to_owned(),
            message: "It says \"so\".".to_owned(),
            by: "A. Reader".to_owned(),
            date: String::new(),
            note: "quoted:\nsee page 2".to_owned(),
        }
    }

    #[test]
    fn cells_cannot_break_out() {
        let rows = [row()];
        assert!(csv(&rows).contains("\"'=1 | <b>\",\"It says \"\"so\"\".\""));
        assert!(
            markdown("a", &rows, "c")
                .contains("| =1 \\| \\<b> | It says \"so\". | A. Reader |  | quoted: see page 2 |")
        );
        assert!(html("<a>", &rows, "c").contains("<td>=1 | &lt;b&gt;</td>"));
    }
}
