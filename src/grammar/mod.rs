//! A shallow grammar of English prose: tokens, sentences, tags, noun phrases and clauses.
//!
//! It knows word classes by name; which words are in them is the pack's.

mod antecedent;
pub(crate) mod classes;
pub(crate) mod clause;
mod joint;
pub(crate) mod own_verb;
pub(crate) mod phrase;
pub(crate) mod sentence;
pub(crate) mod subject;
pub(crate) mod tag;
pub(crate) mod token;

pub(crate) use sentence::{Paragraph, Scratch, Sentence};
pub(crate) use tag::Tag;
pub(crate) use token::Token;
