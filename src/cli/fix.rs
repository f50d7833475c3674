//! `evenhand fix`.

use super::exit::{Exit, Failure};
use super::look::LookArgs;
use super::output::stdout;
use super::plan::Plan;
use super::replace;
use super::word::{self, PointArgs};
use evenhand::diagnostic::Grade;
use evenhand::read::Format;
use evenhand::write::fix;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Letters in Markdown or plain text, which are changed in place
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Show what would be changed, and change nothing
    #[arg(long)]
    diff: bool,
    /// Say how much would be changed, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Make the rewordings of testimony as well: read each of them afterwards
    #[arg(long)]
    include_framing: bool,
    #[command(flatten)]
    points: PointArgs,
}

const EXAMPLES: &str = "\
Only what changes a term or fixed wording, and nothing of what is claimed, is changed unless you ask for more.

Examples:
  evenhand fix draft.md --diff
  evenhand fix draft.md
  evenhand annotate draft.docx -o reviewed.docx --suggest    in Word, as tracked changes";

pub(crate) fn run(args: &Args, look: &LookArgs) -> Result<Exit, Failure> {
    let plan = args
        .points
        .plan(args.files.iter().map(PathBuf::as_path), *look)?;
    let mut exit = Exit::Clean;
    for file in &args.files {
        match args.one(file, &plan) {
            Ok(told) => stdout(&told)?,
            Err(failure) => {
                super::say::failure(&failure);
                exit = Exit::Trouble;
            }
        }
    }
    Ok(exit)
}

impl Args {
    fn one(&self, path: &Path, plan: &Plan) -> Result<String, Failure> {
        let name = path.display().to_string();
        match word::format(path) {
            Format::Markdown | Format::Text => {}
            Format::Word => {
                return Err(Failure::at(
                    &name,
                    "in a Word document changes are tracked: use `evenhand annotate --suggest`",
                ));
            }
            other => {
                return Err(Failure::at(
                    &name,
                    format_args!(
                        "{} is read only: change the draft that it was made from, or use `evenhand check`",
                        other.name()
                    ),
                ));
            }
        }
        let bytes = word::bytes(path)?;
        let checked = word::check_letter(path, &bytes, plan)?;
        let before = &checked.letter.text;
        let mark: &[u8] = if bytes.starts_with(MARK) { MARK } else { &[] };
        if &bytes[mark.len()..] != before.as_bytes() {
            return Err(Failure::at(
                &name,
                "the file is not in UTF-8, and would be written otherwise than it was: save it as UTF-8 first",
            ));
        }
        let most = if self.include_framing {
            Grade::Suggest
        } else {
            Grade::Safe
        };
        let fixed = fix(before, &checked.points, most);
        if self.diff {
            return Ok(fixed.diff(before, &name));
        }
        let changes = match fixed.made {
            1 => "1 change".to_owned(),
            made => format!("{made} changes"),
        };
        if self.dry_run {
            return Ok(format!("{name}: {changes} to make\n"));
        }
        if fixed.made > 0 {
            replace::write(path, &[mark, fixed.text.as_bytes()].concat())?;
        }
        Ok(format!("{name}: {changes} made\n"))
    }
}

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";
