//! The `evenhand` program: arguments in, an exit code out. All else is in `cli` and the library.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
