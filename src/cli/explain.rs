//! `evenhand explain`.

use super::exit::{Exit, Failure};
use super::look::LookArgs;
use super::output::stdout;
use super::pack_files::PackArgs;
use clap::ValueEnum;
use evenhand::pack::Pack;
use evenhand::report::explain::Explanation;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  evenhand explain framing/sentiment\n  evenhand explain annual-review --format json"
)]
pub(crate) struct Args {
    /// A rule or a duty, by its id
    id: String,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    pack: PackArgs,
}

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

pub(crate) fn run(args: &Args, look: &LookArgs) -> Result<Exit, Failure> {
    let pack = args.pack.load_with_examples(*look)?;
    let explanation = Explanation::of(&pack, &args.id).ok_or_else(|| unknown(&pack, &args.id))?;
    stdout(&match args.format {
        Format::Text => explanation.text(look.stdout()),
        Format::Json => explanation.json(),
    })?;
    Ok(Exit::Clean)
}

/// An id that is not known, with those that look like it.
fn unknown(pack: &Pack, id: &str) -> Failure {
    let rules = pack.rules().iter().map(|rule| rule.id.get_ref());
    let all = rules.chain(pack.duties().iter().map(|duty| duty.id.get_ref()));
    let parts: Vec<&str> = id
        .split(['/', '-', ' '])
        .filter(|part| part.len() > 3)
        .collect();
    let near: Vec<&str> = all
        .map(String::as_str)
        .filter(|known| parts.iter().any(|part| known.contains(part)))
        .collect();
    let near = if near.is_empty() {
        String::new()
    } else {
        format!("; near it: {}", near.join(", "))
    };
    Failure::at(
        id,
        format_args!("no rule or duty has this id: `evenhand rules list` names them{near}"),
    )
}
