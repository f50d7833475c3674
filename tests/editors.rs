//! Clients that others have made, with the program as their server: Neovim, a Python client, and the
//! library that the Visual Studio Code extension is made of. Each is skipped, and says so, where it is
//! not installed; `.ci/editors` installs them.

#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

use std::path::Path;
use std::process::{Command, Output};

const PROGRAM: &str = env!("CARGO_BIN_EXE_evenhand");

/// A letter in which nothing is raised.
const QUIET: &str =
    "## What is the area partnership doing that is effective?\n\nPlans are issued on time.\n";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether a call works at all.
fn there(program: &str, arguments: &[&str]) -> bool {
    Command::new(program)
        .args(arguments)
        .output()
        .is_ok_and(|output| output.status.success())
}

fn skipped(what: &str) {
    eprintln!("skipped: {what} is not installed");
}

fn assert_well(output: &Output) {
    assert!(
        output.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_writer_works_in_neovim() {
    if !there("nvim", &["--version"]) {
        return skipped("Neovim");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let letter = folder.path().join("letter.md");
    std::fs::write(&letter, QUIET).expect("written");
    let output = Command::new("nvim")
        .args(["--headless", "-u", "NONE", "-i", "NONE", "-n", "-S"])
        .arg(root().join("tests/editors/neovim.lua"))
        .env("EVENHAND", PROGRAM)
        .env("EVENHAND_EDITORS", root().join("editors"))
        .env("EVENHAND_LETTER", &letter)
        .env("XDG_CACHE_HOME", folder.path())
        .env("XDG_STATE_HOME", folder.path())
        .env("XDG_DATA_HOME", folder.path())
        .env("XDG_CONFIG_HOME", folder.path())
        .output()
        .expect("Neovim starts");
    assert_well(&output);
}

#[test]
fn a_python_client_is_served() {
    // `.ci/editors` names an interpreter of its own in EVENHAND_PYTHON.
    let python = std::env::var("EVENHAND_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    if !there(&python, &["-c", "import pytest_lsp"]) {
        return skipped("pytest-lsp");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new(python)
        .args(["-m", "pytest", "-q", "-p", "no:cacheprovider"])
        .arg(root().join("tests/editors"))
        .env("EVENHAND", PROGRAM)
        .env("XDG_CACHE_HOME", folder.path())
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .expect("Python starts");
    assert_well(&output);
}

#[test]
fn the_extension_passes_its_own_tests() {
    let extension = root().join("editors/vscode");
    if !there("npm", &["--version"]) || !extension.join("node_modules/esbuild").exists() {
        return skipped("the extension's Node packages");
    }
    let output = Command::new("npm")
        .args(["test", "--silent"])
        .current_dir(extension)
        .env("EVENHAND", PROGRAM)
        .output()
        .expect("npm starts");
    assert_well(&output);
}
