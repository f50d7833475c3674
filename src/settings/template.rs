//! The file of settings that a project begins with.

/// An `evenhand.toml` in which every key is explained and none but the profile is set.
pub fn template() -> &'static str {
    include_str!("template.toml")
}
