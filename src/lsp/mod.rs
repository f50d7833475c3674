//! The language server: the same analysis while a letter is being written.
//!
//! The thread that serves reads messages and keeps to the protocol's lifecycle, so that typing never
//! waits. A worker owns all documents and settings and does everything else in the order of the
//! messages; nothing is shared but the list of what was cancelled. Diagnostics are sent when no message
//! waits: a state that was typed over is never analysed. A third thread writes.

mod actions;
mod analysis;
mod client;
mod diagnostics;
mod documents;
mod hints;
mod host;
mod hover;
mod lifecycle;
mod navigation;
mod outbox;
mod packs;
mod pages;
mod projects;
mod settings;
mod symbols;
mod uri;
mod wire;
mod wording;
mod worker;

pub use host::{Host, PackFault};
pub use lifecycle::{Ended, serve};
pub use uri::from_path;
