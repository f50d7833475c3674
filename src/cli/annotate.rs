//! `evenhand annotate`.

use super::exit::{Exit, Failure};
use super::look::LookArgs;
use super::output::stdout;
use super::replace::{self, TargetArgs};
use super::word::{self, PointArgs};
use evenhand::diagnostic::Grade;
use evenhand::pack::Pack;
use evenhand::write::{
    Annotated, Letterhead, Options, WriteError, annotate, reasons, removed, renewed,
};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// A Word document (.docx, .docm, .dotx, .dotm)
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    target: TargetArgs,
    /// Write safe rewordings (terms, names, fixed wording) as tracked changes too
    #[arg(long)]
    suggest: bool,
    /// With --suggest, write the rewordings of testimony as well; each is for a person to accept or reject
    #[arg(long, requires = "suggest")]
    include_framing: bool,
    /// Take everything out again: comments, with what was answered, and suggestions
    #[arg(long, conflicts_with_all = ["suggest", "date"])]
    remove: bool,
    /// The date of comments, as 2026-01-31 or 2026-01-31T12:00:00Z [default: now]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// Write a signed document all the same: its signature is no good afterwards
    #[arg(long)]
    break_signature: bool,
    #[command(flatten)]
    points: PointArgs,
}

const EXAMPLES: &str = "\
Reply to a comment with a reason to keep it quiet on the next run: quoted; survey wording; the feeling is
the evidence; evidence limited; stated as a finding elsewhere; taken up by another plan; agreed at
moderation; tool wrong. Words of your own may follow it.

Examples:
  evenhand annotate draft.docx -o reviewed.docx
  evenhand annotate draft.docx -o reviewed.docx --suggest
  evenhand annotate reviewed.docx --in-place          again, after changes and replies
  evenhand annotate reviewed.docx -o clean.docx --remove";

pub(crate) fn run(args: &Args, look: &LookArgs) -> Result<Exit, Failure> {
    word::expect_word(&args.file, "annotate")?;
    let target = args.target.path(&args.file)?;
    let date = match &args.date {
        Some(date) => dated(date)?,
        None => now(),
    };
    let bytes = word::bytes(&args.file)?;
    let failure = |error: WriteError| Failure::at(&args.file.display().to_string(), error);
    if args.remove {
        let bytes = removed(&bytes, args.break_signature).map_err(failure)?;
        replace::write(target, &bytes)?;
        stdout(&format!(
            "{}: all comments and suggestions of evenhand are taken out\n",
            target.display()
        ))?;
        return Ok(Exit::Clean);
    }
    let plan = args.points.plan([args.file.as_path()], *look)?;
    let base = renewed(&bytes, args.break_signature).map_err(failure)?;
    let checked = word::check_letter(&args.file, &base, &plan)?;
    let suggest = match (args.suggest, args.include_framing) {
        (false, _) => None,
        (true, false) => Some(Grade::Safe),
        (true, true) => Some(Grade::Suggest),
    };
    let head = Letterhead {
        letter: &checked.letter,
        origins: &checked.origins,
    };
    let options = Options {
        date,
        suggest,
        force: args.break_signature,
        once: once(&plan.pack),
    };
    let done = annotate(&base, head, &checked.points, &options).map_err(failure)?;
    replace::write(target, &done.bytes)?;
    stdout(&told(target, &done, suggest.is_some()))?;
    Ok(Exit::Clean)
}

/// What the reader of a reviewed document has to know.
fn once(pack: &Pack) -> Vec<String> {
    let answer = format!(
        "To leave words as they are, reply with a reason: {}. Words of your own may follow.",
        reasons()
    );
    let disclaimer = pack.disclaimer().map(str::to_owned);
    std::iter::once(answer).chain(disclaimer).collect()
}

fn told(target: &Path, done: &Annotated, suggests: bool) -> String {
    let count = |number: usize, one: &str, many: &str| {
        format!("{number} {}", if number == 1 { one } else { many })
    };
    let mut out = format!(
        "{}: {} added",
        target.display(),
        count(done.added, "comment", "comments")
    );
    if suggests {
        let changes = count(done.suggested, "tracked change", "tracked changes");
        let _ = write!(out, ", {changes}");
    }
    if done.decided > 0 {
        let points = count(done.decided, "point", "points");
        let _ = write!(out, "; {points} quiet, for a reply gives a reason");
    }
    if done.open > 0 {
        let points = count(done.open, "point", "points");
        let _ = write!(out, "; {points} with a thread already, which stays");
    }
    if done.lapsed > 0 {
        let replies = count(done.lapsed, "reply", "replies");
        let _ = write!(
            out,
            "; {replies} no longer holding, for the sentence was changed"
        );
    }
    out.push('\n');
    out
}

/// A date as it was given, with a time.
fn dated(date: &str) -> Result<String, Failure> {
    let shape: String = date
        .chars()
        .map(|sign| if sign.is_ascii_digit() { '0' } else { sign })
        .collect();
    match shape.as_str() {
        "0000-00-00" => Ok(format!("{date}T00:00:00Z")),
        "0000-00-00T00:00:00Z" => Ok(date.to_owned()),
        _ => Err(Failure::at(
            date,
            "this is no date: write --date as 2026-01-31 or 2026-01-31T12:00:00Z",
        )),
    }
}

/// The time of the machine, in world time.
fn now() -> String {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    let (year, month, day) = civil(seconds / 86_400);
    let second = seconds % 86_400;
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z",
        second / 3_600,
        second / 60 % 60,
        second % 60
    )
}

/// The date of a day counted from 1 January 1970. Years are counted from March, so that a leap day is the
/// last one.
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(59), (1970, 3, 1));
        assert_eq!(civil(11_016), (2000, 2, 29));
        assert_eq!(civil(20_484), (2026, 1, 31));
    }

    #[test]
    fn a_date_has_one_of_two_forms() {
        assert_eq!(dated("2026-01-31"), Ok("2026-01-31T00:00:00Z".to_owned()));
        assert!(dated("31.1.2026").is_err());
    }
}
