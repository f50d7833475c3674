//! Documents that are no plain text, made here part by part: what Word and others write, what nobody
//! should, and some that programs made.

mod allow;
mod annotate;
mod hostile;
mod made;
mod open_document;
mod outline;
mod package;
mod page;
mod reply;
mod word;
