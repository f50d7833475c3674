//! Globs over the paths of letters.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Files named by globs, relative to the folder of the settings and with `/` between folders.
#[derive(Clone, Debug, Default)]
pub(super) struct Paths {
    set: GlobSet,
}

impl Paths {
    /// Files that one of these globs names. A glob without `/` names files and folders at any depth; a
    /// folder stands for all that is in it.
    pub(super) fn new<'a>(
        globs: impl IntoIterator<Item = &'a str>,
    ) -> Result<Paths, globset::Error> {
        let mut builder = GlobSetBuilder::new();
        for glob in globs {
            let glob = glob.strip_prefix("./").unwrap_or(glob);
            let inner = glob.trim_end_matches('/');
            let deep = if inner.contains('/') {
                inner.trim_start_matches('/').to_owned()
            } else {
                format!("**/{inner}")
            };
            for glob in [format!("{deep}/**"), deep] {
                builder.add(GlobBuilder::new(&glob).literal_separator(true).build()?);
            }
        }
        Ok(Paths {
            set: builder.build()?,
        })
    }

    /// Whether no file is named at all.
    pub(super) fn is_empty(&self) -> bool {
        self.set.is_empty()
    }

    /// Whether a file is named.
    pub(super) fn has(&self, path: &str) -> bool {
        self.set.is_match(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_name_files_and_folders() {
        let has = |glob: &str, path: &str| Paths::new([glob]).expect("a glob").has(path);
        assert!(has("*.md", "a/b.md"));
        assert!(has("published", "x/published/b.md"));
        assert!(has("published/", "published/b.md"));
        assert!(has("/a/*.md", "a/b.md"));
        assert!(!has("a/*.md", "a/b/c.md"));
        assert!(has("a/**/*.md", "a/b/c.md"));
        assert!(has("./a/b.md", "a/b.md"));
        assert!(!has("a", "ab/c.md"));
        assert!(Paths::new(["a[b"]).is_err());
    }
}
