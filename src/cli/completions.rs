//! `evenhand completions`.

use super::Cli;
use super::exit::{Exit, Failure};
use super::output::stdout;
use clap::CommandFactory as _;
use clap_complete::Shell;

#[derive(Clone, Copy, Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  evenhand completions bash > ~/.local/share/bash-completion/completions/evenhand"
)]
pub(crate) struct Args {
    /// The shell
    shell: Shell,
}

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "evenhand", &mut script);
    stdout(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Clean)
}
