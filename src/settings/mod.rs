//! What a project wants: `evenhand.toml`, profiles and the command line, layer over layer.
//!
//! Only text is read here; where a file of settings lies is the caller's matter. The layers, the lowest
//! first: the profile that comes with none named (`qa`), the project's file, those of its overrides whose
//! paths name the letter, and what a command line or an editor says. A profile stands under the layer
//! that names it and takes away what a profile named lower down said.

mod error;
mod nearest;
mod paths;
mod project;
mod quoted;
mod resolve;
mod settle;
mod template;
mod written;

pub use error::SettingsError;
pub(crate) use nearest::advice;
pub use nearest::nearest;
pub use project::{ProjectSettings, rule_advice};
pub use resolve::{Above, Held, Origin, Settings, resolve};
pub use settle::{Settled, Unused};
pub use template::template;
pub use written::SettingsFile;

/// The name of a project's file of settings.
pub const FILE_NAME: &str = "evenhand.toml";

/// The profile that is in force when none is named.
pub const DEFAULT_PROFILE: &str = "qa";
