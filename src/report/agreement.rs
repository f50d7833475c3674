//! `agree`: what judged sheets say, as people read it and as JSON.

use super::clean::clean;
use super::json::{VERSION, to_text};
use super::paint::{Ink, Look};
use super::wrap::indented;
use crate::measure::{Agreement, Interval, Share, Tally};
use serde::Serialize;
use std::fmt::Write as _;

/// What `evenhand agree --format json` prints.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct AgreeReport {
    /// The version of this format.
    pub version: u32,
    /// The sheets, in the order in which they were given.
    pub sheets: Vec<Sheet>,
    /// How the readers of two sheets agree.
    pub agreement: Option<Agreement>,
}

/// What one sheet says.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Sheet {
    /// Its path, as it was given.
    pub path: String,
    /// Whether whole passages were read: only then is recall more than an upper bound.
    pub passages: bool,
    /// All rows first, then each kind.
    pub kinds: Vec<Tally>,
}

/// The report for programs.
pub fn json(sheets: Vec<Sheet>, agreement: Option<Agreement>) -> String {
    to_text(&AgreeReport {
        version: VERSION,
        sheets,
        agreement,
    })
}

/// The report for people.
pub fn table(sheets: &[Sheet], agreement: Option<&Agreement>, look: Look) -> String {
    let mut out = String::new();
    for sheet in sheets {
        let _ = writeln!(out, "{}", look.ink(Ink::Bold, &clean(&sheet.path)));
        for tally in &sheet.kinds {
            kind(&mut out, tally, sheet.passages, look);
        }
        out.push('\n');
    }
    if let Some(agreement) = agreement {
        let _ = writeln!(out, "{}", look.ink(Ink::Bold, "Both readers"));
        let kappa = match agreement.kappa {
            Some(kappa) => format!(
                "Cohen’s kappa {:.2}{}.",
                kappa.value,
                kappa
                    .interval
                    .map(|one| ends(one, 1.0, 2))
                    .unwrap_or_default()
            ),
            None => "No kappa: too few rows, or one verdict throughout.".to_owned(),
        };
        let lines = [
            format!("They agree on {}.", share(agreement.same)),
            kappa,
            format!(
                "Left out: {} that one of them left open, {} that only one sheet has.",
                agreement.open, agreement.only_one
            ),
        ];
        for line in lines {
            indented(&mut out, 2, &line, look.width);
        }
        out.push('\n');
    }
    out
}

fn kind(out: &mut String, tally: &Tally, passages: bool, look: Look) {
    let name = tally.kind.as_deref().unwrap_or("all rows");
    let mut line = format!("{}: right {}", clean(name), share(tally.precision));
    if let Some(recall) = tally.recall {
        let bound = if passages {
            ""
        } else {
            ", at most: no passages were read whole"
        };
        let _ = write!(line, "; found {}{bound}", share(recall));
    }
    if tally.unsure + tally.blank > 0 {
        let _ = write!(
            line,
            "; left out: {} unsure, {} without a verdict",
            tally.unsure, tally.blank
        );
    }
    line.push('.');
    indented(out, 2, &line, look.width);
}

/// "81 of 100 (81%, 72 to 87)"; counts alone where they are few.
fn share(share: Share) -> String {
    let counts = format!("{} of {}", share.hits, share.all);
    match (share.share, share.interval) {
        (Some(value), Some(interval)) => {
            format!(
                "{counts} ({:.0}%{})",
                value * 100.0,
                ends(interval, 100.0, 0)
            )
        }
        _ => format!("{counts} (too few to tell)"),
    }
}

fn ends(interval: Interval, scale: f64, places: usize) -> String {
    format!(
        ", {:.places$} to {:.places$}",
        interval.low * scale,
        interval.high * scale
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{Verdict, Verdicts, agreement, tally};

    #[test]
    fn judged_sheets_as_people_read_them() {
        let rows = |wrong: usize| Verdicts {
            rows: (0..10)
                .map(|at| {
                    let verdict = if at < wrong {
                        Verdict::Wrong
                    } else {
                        Verdict::Right
                    };
                    (at.to_string(), "sentiment".to_owned(), verdict)
                })
                .collect(),
            passages: false,
        };
        let (one, two) = (rows(2), rows(3));
        let sheets = [Sheet {
            path: "one.csv".to_owned(),
            passages: false,
            kinds: tally(&one),
        }];
        let text = table(&sheets, Some(&agreement(&one, &two, 1)), Look::default());
        assert!(
            text.contains("all rows: right 8 of 10 (80%, 49 to 94).\n"),
            "{text}"
        );
        assert!(
            text.contains("They agree on 9 of 10 (90%, 60 to 98).\n"),
            "{text}"
        );
        assert!(text.contains("Cohen’s kappa 0.74, "), "{text}");
    }
}
