//! Faults in settings, each at its place in the TOML.

use crate::span::Span;
use std::ops::Range;

/// Settings that cannot be used, and where the fault is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {message}")]
pub struct SettingsError {
    /// The file, or the argument.
    pub path: String,
    /// The file's text, for showing the place; empty when the fault is in no file.
    pub text: String,
    /// The place in it.
    pub span: Option<Span>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl SettingsError {
    pub(super) fn at(
        (path, text): (&str, &str),
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        SettingsError {
            path: path.to_owned(),
            text: text.to_owned(),
            span: Some(Span::new(span.start, span.end.max(span.start + 1))),
            message: message.into(),
            help: help.into(),
        }
    }

    pub(super) fn general(path: &str, message: String, help: String) -> Self {
        SettingsError {
            path: path.to_owned(),
            text: String::new(),
            span: None,
            message,
            help,
        }
    }
}
