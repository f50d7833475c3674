//! Lists the built-in rule packs with their hashes, so that adding a rule means adding a file and nothing
//! else, and no run has to hash what has not changed since the build.

use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=rules");
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("rules");
    let mut files = Vec::new();
    list(&root, &root, &mut files)?;
    files.sort();
    let mut code = String::from("&[\n");
    for name in files {
        let path = root.join(&name);
        let name = name.replace('\\', "/");
        let hash: String = Sha256::digest(fs::read(&path)?)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        writeln!(code, "    ({name:?}, include_str!({path:?}), {hash:?}),")
            .expect("writing to a string");
    }
    code.push(']');
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("built_in_packs.rs");
    fs::write(out, code)
}

fn list(root: &Path, folder: &Path, files: &mut Vec<String>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(root, &path, files)?;
        } else if path.extension().is_some_and(|ext| ext == "toml")
            && let Ok(name) = path.strip_prefix(root)
        {
            files.push(name.to_string_lossy().into_owned());
        }
    }
    Ok(())
}
