//! What a step was made from, kept beside what it made: the step is done again when its inputs have changed.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::process::Outcome;

/// The inputs of a step, being hashed.
pub(super) struct Inputs(Sha256);

impl Inputs {
    /// Begins with how the step is done.
    pub(super) fn new(how: &str) -> Self {
        Self(Sha256::new()).with(how.as_bytes())
    }

    /// Adds one input.
    pub(super) fn with(mut self, input: &[u8]) -> Self {
        self.0.update(Sha256::digest(input));
        self
    }

    /// Adds every file below a folder with its name, but for the entries of the folder that are named.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub(super) fn with_folder(mut self, folder: &Path, without: &[&str]) -> Outcome<Self> {
        for path in entries(folder)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if without.contains(&name.as_str()) {
                continue;
            }
            self = self.with(name.as_bytes());
            self = if path.is_dir() { self.with_folder(&path, &[])? } else { self.with(&fs::read(&path)?) };
        }
        Ok(self.with(b""))
    }

    /// Ends.
    pub(super) fn stamp(self) -> Stamp {
        Stamp(hex::encode(self.0.finalize()))
    }
}

fn entries(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let read = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut entries = read.map(|entry| Ok(entry?.path())).collect::<Outcome<Vec<_>>>()?;
    entries.sort_unstable();
    Ok(entries)
}

/// The hash of a step's inputs.
pub(super) struct Stamp(String);

impl Stamp {
    /// Whether the step that left this file had the same inputs.
    pub(super) fn is_in(&self, file: &Path) -> bool {
        fs::read_to_string(file).is_ok_and(|held| held == self.0)
    }

    /// Leaves it, once the step is done.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn write(&self, file: &Path) -> Outcome {
        Ok(fs::write(file, &self.0)?)
    }
}
