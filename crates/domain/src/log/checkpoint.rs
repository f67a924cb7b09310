//! Checkpoints: what the log was at a size, as it stands in a signed note (C2SP `tlog-checkpoint`).

#[cfg(test)]
mod tests;

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::note::{Algorithm, Key, Note, NoteFault, Signed, Signer};
use crate::draw::Fixed;
use crate::draw::hash::Hash;

/// The head of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The name of the log.
    pub origin: String,
    /// Number of its leaves.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

/// Why a checkpoint is not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointFault {
    /// Its note is not.
    #[error("检查点：{0}")]
    Note(#[from] NoteFault),
    /// Signed, but not of the form that a checkpoint has.
    #[error("检查点的内容不符合格式（C2SP tlog-checkpoint）")]
    Malformed,
    /// It is another log's.
    #[error("检查点属于另一个日志“{0}”")]
    Origin(String),
}

/// The text that is signed.
impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root.0))
    }
}

impl Checkpoint {
    /// The note that publishes it.
    #[must_use]
    pub fn sign(&self, signers: &[Signer]) -> String {
        Note::sign(&self.to_string(), signers)
    }

    /// Reads a checkpoint that one of the log's keys has signed; answers it with the signatures by these keys, of which
    /// the cosignatures of witnesses may be more or none.
    ///
    /// # Errors
    /// [`CheckpointFault`].
    pub fn open(note: &[u8], keys: &[Key]) -> Result<(Self, Vec<Signed>), CheckpointFault> {
        let note = Note::parse(note)?;
        let signed = note.verify(keys)?;
        let by_log = |one: &&Signed| one.key.algorithm() == Algorithm::Ed25519;
        let by = signed.iter().find(by_log).ok_or(NoteFault::Unsigned)?;
        let checkpoint = Self::parse(note.text()).ok_or(CheckpointFault::Malformed)?;
        if checkpoint.origin != by.key.name() {
            return Err(CheckpointFault::Origin(checkpoint.origin));
        }
        Ok((checkpoint, signed))
    }

    /// Reads the text of a checkpoint, whoever signed it; lines after the third are left aside.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
        let number: u64 = size.parse().ok()?;
        let canonical =
            number.to_string() == size && !origin.is_empty() && lines.all(|line| !line.is_empty());
        let root: [u8; 32] = STANDARD.decode(root).ok()?.try_into().ok()?;
        canonical.then(|| Self { origin: origin.to_owned(), size: number, root: Fixed(root) })
    }
}
