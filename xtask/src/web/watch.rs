//! Building again after every change.

#[cfg(test)]
mod tests;

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

use crate::process::{Outcome, root};

/// Between two looks: too short to be waited for, long enough to cost nothing.
const PAUSE: Duration = Duration::from_millis(300);

/// What the site is made from.
const SOURCES: [&str; 4] = ["frontend", "crates/bundle-zip", "crates/contract", "crates/domain"];

/// What is made, rather than made from; stories are no part of the site.
const WITHOUT: [&str; 5] = ["dist", "e2e", "node_modules", "target", "wasm"];

/// Builds, and again after every change, until it is stopped. What does not build is told; the next change may mend it.
///
/// # Errors
/// When the sources cannot be read.
pub(super) fn forever(build: impl Fn() -> Outcome) -> Outcome {
    loop {
        // Seen before it builds: what changes meanwhile is built next.
        let built = sources()?;
        match build() {
            Ok(()) => println!("built; waits for a change"),
            Err(error) => eprintln!("error: {error}; waits for a change"),
        }
        while sources()? == built {
            thread::sleep(PAUSE);
        }
    }
}

/// How files stand: how many there are, and when the last of them changed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Standing {
    files: usize,
    newest: Option<SystemTime>,
}

fn sources() -> Outcome<Standing> {
    let mut standing = Standing::default();
    for folder in SOURCES {
        look(&root().join(folder), &mut standing)?;
    }
    Ok(standing)
}

fn look(folder: &Path, standing: &mut Standing) -> Outcome {
    for entry in fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))? {
        let entry = entry?;
        if WITHOUT.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        let metadata = match entry.metadata() {
            // Editors put a new file in the place of the old one.
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            metadata => metadata?,
        };
        if metadata.is_dir() {
            look(&entry.path(), standing)?;
        } else {
            standing.files += 1;
            standing.newest = standing.newest.max(Some(metadata.modified()?));
        }
    }
    Ok(())
}
