//! The packs built into the binary, and how a user's files lie over them.

use super::error::{PackError, PackSource};
use super::schema::PackFile;
use std::borrow::Cow;

/// Every file under `rules/`: its path there, its text and its SHA-256.
static FILES: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/built_in_packs.rs"));

/// The file that makes a folder a pack.
const MANIFEST: &str = "pack.toml";

fn files_of(name: &str) -> Vec<PackSource> {
    FILES
        .iter()
        .filter_map(|(path, text, _)| {
            let inner = path.strip_prefix(name)?.strip_prefix('/')?;
            Some(PackSource {
                path: Cow::Borrowed(inner),
                text: Cow::Borrowed(text),
            })
        })
        .collect()
}

/// The SHA-256 of a built-in file, taken when the program was built.
pub(super) fn sha256(text: &'static str) -> Option<&'static str> {
    FILES
        .iter()
        .find(|(_, known, _)| std::ptr::eq(*known, text))
        .map(|(.., hash)| *hash)
}

/// The built-in packs that know letters; one that others build on has no sections.
pub(super) fn names() -> Vec<&'static str> {
    FILES
        .iter()
        .filter(|(_, text, _)| text.contains("[[section]]"))
        .filter_map(|(path, ..)| path.strip_suffix(MANIFEST)?.strip_suffix('/'))
        .collect()
}

/// A rule's or a duty's file up to its examples, which stand last.
pub(super) fn without_examples(text: &str) -> &str {
    let first = ["\n[[flag]]", "\n[[pass]]"]
        .iter()
        .filter_map(|table| text.find(table))
        .min();
    first.map_or(text, |first| &text[..=first])
}

/// The files of a pack, those that it extends first.
pub(super) fn assemble(
    name: &str,
    mut extra: Vec<PackSource>,
) -> Result<Vec<PackSource>, PackError> {
    let own = extra.iter().find(|file| file.path == MANIFEST);
    let base = match own {
        Some(file) => super::compile::parse::<PackFile>(file)?.extends,
        None => Some(name.to_owned()),
    };
    let mut files = Vec::new();
    if let Some(base) = base {
        for pack in lineage(&base)? {
            let pack_files = files_of(&pack);
            // Only the last pack of the line says what letters it is for.
            files.retain(|file: &PackSource| file.path != MANIFEST);
            files.extend(pack_files);
        }
    }
    files.retain(|file| !extra.iter().any(|new| new.path == file.path));
    files.append(&mut extra);
    Ok(files)
}

/// A built-in pack and what it extends, the broadest first.
fn lineage(name: &str) -> Result<Vec<String>, PackError> {
    let mut line = vec![name.to_owned()];
    let mut at = name.to_owned();
    while line.len() < 8 {
        let manifest = files_of(&at)
            .into_iter()
            .find(|file| file.path == MANIFEST)
            .ok_or_else(|| {
                PackError::general(
                    &at,
                    format!("no rule pack is called `{at}`"),
                    format!("built in: {}", names().join(", ")),
                )
            })?;
        match super::compile::parse::<PackFile>(&manifest)?.extends {
            Some(base) => {
                line.insert(0, base.clone());
                at = base;
            }
            None => return Ok(line),
        }
    }
    Err(PackError::general(
        name,
        "packs extend each other in a circle",
        "take one `extends` out",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_stand_last_in_every_built_in_file() {
        for (path, text, _) in FILES {
            let after = &text[without_examples(text).len()..];
            let other = after
                .lines()
                .find(|line| line.starts_with('[') && *line != "[[flag]]" && *line != "[[pass]]");
            assert_eq!(other, None, "{path}: after the first example");
        }
    }
}
