//! Faults in settings, shown at their places in the TOML.

use super::pack_fault::{Shown, draw as drawn};
use super::paint::Look;
use crate::settings::SettingsError;

/// A fault for which settings are refused.
pub fn draw(error: &SettingsError, look: Look) -> String {
    drawn(
        &Shown::new(
            format!("The settings cannot be used. {error}"),
            error.help.clone(),
            &error.path,
            &error.text,
            error.span,
        ),
        look,
    )
}
