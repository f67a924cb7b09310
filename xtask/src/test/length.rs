//! Files stay short enough to be read in one go.

#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

use crate::process::{Outcome, root};

/// Nine files of ten are shorter than this, in lines.
const USUAL: usize = 350;
/// No file is longer than this, in lines.
const MOST: usize = 800;
/// Printed by diesel from the migrations, and by openapi-typescript from the document; they have one length only.
const GENERATED: [&str; 2] = ["crates/persistence/src/schema.rs", "frontend/web/src/api.ts"];
/// Folders that are not written by hand.
const BUILT: [&str; 4] = ["dist", "node_modules", "target", "wasm"];

/// # Errors
/// With the files that are too long.
pub(super) fn check() -> Outcome {
    let root = root();
    let mut files = Vec::new();
    for folder in ["crates", "frontend", "tests", "xtask"] {
        collect(&root.join(folder), &mut files)?;
    }
    files.retain(|path| GENERATED.iter().all(|generated| *path != root.join(generated)));
    let mut lengths = Vec::new();
    for path in files {
        let lines = fs::read_to_string(&path)?.lines().count();
        lengths.push((lines, path.strip_prefix(&root)?.display().to_string()));
    }
    println!("{}", judge(lengths)?);
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Outcome {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            let built = path.file_name().is_some_and(|name| BUILT.iter().any(|built| name == *built));
            if !built {
                collect(&path, files)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "ts") {
            files.push(path);
        }
    }
    Ok(())
}

fn judge(mut lengths: Vec<(usize, String)>) -> Outcome<String> {
    lengths.sort_unstable();
    let (longest, name) = lengths.last().ok_or("there are no files")?;
    if *longest > MOST {
        return Err(format!("{name} has {longest} lines; the most is {MOST}").into());
    }
    let at = (lengths.len() * 9).div_ceil(10).saturating_sub(1);
    let usual = lengths.get(at).map_or(0, |(lines, _)| *lines);
    if usual >= USUAL {
        let over: Vec<_> =
            lengths.iter().filter(|(lines, _)| *lines >= USUAL).map(|(_, name)| name.as_str()).collect();
        return Err(format!(
            "more than a tenth of the files have {USUAL} lines or more: {}",
            over.join(", ")
        )
        .into());
    }
    Ok(format!("{} files; nine of ten have at most {usual} lines; {name} has most, {longest}", lengths.len()))
}
