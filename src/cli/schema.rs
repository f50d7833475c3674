//! `evenhand schema`.

use super::exit::{Exit, Failure};
use super::output::stdout;
use clap::ValueEnum;
use evenhand::report::schema;

#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct Args {
    /// The command whose JSON is described
    command: Of,
}

/// Commands that print JSON.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Of {
    /// `evenhand check --format json`
    Check,
    /// `evenhand inspect --format json`
    Inspect,
    /// `evenhand profile --format json`
    Profile,
    /// `evenhand agree --format json`
    Agree,
}

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    stdout(&match args.command {
        Of::Check => schema::check(),
        Of::Inspect => schema::inspect(),
        Of::Profile => schema::profile(),
        Of::Agree => schema::agree(),
    })?;
    Ok(Exit::Clean)
}
