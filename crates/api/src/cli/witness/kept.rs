//! The secret of a witness, in a file that only its owner reads.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use domain::draw::Fixed;
use domain::draw::hash::Hash;
use serde::{Deserialize, Serialize};

use crate::cli::Failure;
use crate::entropy;

/// A secret, and what it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kept {
    /// Number of the task.
    pub task: String,
    /// Round.
    pub round: u32,
    /// The witness.
    pub party: String,
    /// The 32 bytes.
    pub value: Hash,
}

impl Kept {
    /// The secret in this file; makes both when there is no such file. It is on the disk before anything is committed to.
    pub fn open(file: &Path, task: &str, round: u32, party: &str) -> Result<Self, Failure> {
        match fs::read(file) {
            Ok(text) => {
                let kept: Self = serde_json::from_slice(&text)?;
                if (kept.task.as_str(), kept.round, kept.party.as_str()) != (task, round, party) {
                    let (task, round) = (kept.task, kept.round);
                    return Err(format!("{} 属于 {task} 第 {round} 轮，请另选文件", file.display()).into());
                }
                Ok(kept)
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let value = Fixed(entropy::bytes32()?);
                let kept = Self { task: task.to_owned(), round, party: party.to_owned(), value };
                kept.write(file)?;
                Ok(kept)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn write(&self, file: &Path) -> Result<(), Failure> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut output = options.open(file)?;
        output.write_all(&serde_json::to_vec(self)?)?;
        output.sync_all()?;
        Ok(())
    }
}
