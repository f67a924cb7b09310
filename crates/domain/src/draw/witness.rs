//! What a witness (见证人) looks at before it reveals: the freeze that everybody can read (protocol §4).
//!
//! A secret revealed into a freeze without its commitment binds nobody, and one revealed into a freeze that others do not see
//! helps whoever shows two of them.

#[cfg(test)]
mod tests;

use super::canonical;
use super::freeze::{Freeze, FreezeFault};
use super::hash::Hash;

/// A commitment, and where it was made.
#[derive(Debug, Clone, Copy)]
pub struct Commitment<'a> {
    /// Number of the task.
    pub task: &'a str,
    /// Round, from 1.
    pub round: u32,
    /// Id of the party, `supervisor:11`.
    pub party: &'a str,
    /// [`super::seed::commit`] of its secret.
    pub value: Hash,
}

/// Why a witness does not reveal.
#[derive(Debug, thiserror::Error)]
pub enum WitnessRefusal {
    /// What is published is no canonical freeze.
    #[error("公开的锁定书无法读取：{0}")]
    Unreadable(#[from] canonical::Fault),
    /// It breaks a rule of the protocol.
    #[error("公开的锁定书不符合协议：{0}")]
    Freeze(#[from] FreezeFault),
    /// It is of another task or round.
    #[error("公开的是另一任务或另一轮次的锁定书")]
    Elsewhere,
    /// The commitment does not stand in it.
    #[error("公开的锁定书中没有您的承诺")]
    Absent,
    /// The server speaks of another one than it publishes.
    #[error("公开的锁定书与系统所称的摘要不符")]
    Hash,
}

impl Commitment<'_> {
    /// Whether its secret may be revealed: the published freeze (the bytes of `freeze.json`) is sound, holds the commitment, and
    /// has the hash that the server says the round is frozen with. Answers that hash, for the witness to note.
    ///
    /// # Errors
    /// [`WitnessRefusal`]: then nothing may be revealed.
    pub fn stands_in(&self, freeze: &[u8], said: &str) -> Result<Hash, WitnessRefusal> {
        let freeze: Freeze = canonical::parse(freeze)?;
        freeze.check()?;
        if freeze.task != self.task || freeze.round != self.round {
            return Err(WitnessRefusal::Elsewhere);
        }
        let mut parties = freeze.parties.iter();
        if !parties.any(|party| party.id == self.party && party.commitment == self.value) {
            return Err(WitnessRefusal::Absent);
        }
        let hash = freeze.hash()?;
        if hash.to_string() == said { Ok(hash) } else { Err(WitnessRefusal::Hash) }
    }
}
