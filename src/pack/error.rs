//! Faults in a rule pack, each at its place in the TOML.

use crate::span::Span;

/// A pack that cannot be used, and where the fault is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {message}")]
pub struct PackError {
    /// The file in the pack.
    pub path: String,
    /// Its text, for showing the place; empty when the fault is not in a file.
    pub text: String,
    /// The place in it.
    pub span: Option<Span>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl PackError {
    pub(crate) fn at(
        file: &PackSource,
        span: std::ops::Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        PackError {
            path: file.path.clone().into_owned(),
            text: file.text.clone().into_owned(),
            span: Some(Span::new(
                span.start,
                span.end
                    .max(span.start + 1)
                    .min(file.text.len().max(span.start)),
            )),
            message: message.into(),
            help: help.into(),
        }
    }

    pub(crate) fn general(path: &str, message: impl Into<String>, help: impl Into<String>) -> Self {
        PackError {
            path: path.to_owned(),
            text: String::new(),
            span: None,
            message: message.into(),
            help: help.into(),
        }
    }
}

/// A file of a pack as read from anywhere.
#[derive(Clone, Debug)]
pub struct PackSource {
    /// Its path inside the pack's folder, with `/`, such as `framing/sentiment.toml`.
    pub path: std::borrow::Cow<'static, str>,
    /// Its text.
    pub text: std::borrow::Cow<'static, str>,
}

impl PackSource {
    /// The file's SHA-256 where it is known beforehand, as it is for built-in ones.
    pub(crate) fn known_sha256(&self) -> Option<&'static str> {
        match self.text {
            std::borrow::Cow::Borrowed(text) => super::built_in::sha256(text),
            std::borrow::Cow::Owned(_) => None,
        }
    }
}
