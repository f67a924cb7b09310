//! What a later checkpoint is to an earlier one: whether the log only grew, and how a key hands over to its successor.

#[cfg(test)]
mod tests;

use super::checkpoint::{Checkpoint, CheckpointFault};
use super::note::{Key, NoteFault};
use super::proof::extends;
use crate::draw::hash::Hash;

codes! {
    /// What a later checkpoint is to an earlier one.
    pub enum Change {
        /// The same.
        Same = "same", "没有变化";
        /// It goes on: what stood there stands there still.
        Grown = "grown", "只增不改";
        /// It has fewer entries: something was taken away.
        Shrunk = "shrunk", "条目变少";
        /// As many entries, but others.
        Forked = "forked", "历史不同";
        /// More entries, but the proof does not lead from one to the other.
        Unproven = "unproven", "一致性证明不成立";
        /// The head of a log of another name.
        Other = "other", "另一个日志";
    }
}

impl Change {
    /// Whether nothing that was seen before has changed.
    #[must_use]
    pub fn is_sound(self) -> bool {
        matches!(self, Self::Same | Self::Grown)
    }
}

impl Checkpoint {
    /// What this checkpoint is to one seen before; `path` is the consistency proof between their sizes, empty where they have one
    /// size or the earlier one has no entries.
    #[must_use]
    pub fn since(&self, earlier: &Self, path: &[Hash]) -> Change {
        if self.origin != earlier.origin {
            return Change::Other;
        }
        if self.size < earlier.size {
            return Change::Shrunk;
        }
        if self.size == earlier.size {
            return if self.root == earlier.root { Change::Same } else { Change::Forked };
        }
        // Everything begins with nothing.
        let holds = earlier.size == 0 || extends(earlier.size, self.size, path, &earlier.root, &self.root);
        if holds { Change::Grown } else { Change::Unproven }
    }
}

/// Opens the checkpoint by which a key hands over: it is signed by the key and by its successor.
///
/// # Errors
/// [`CheckpointFault`]; [`NoteFault::Unsigned`] within when one of the two has not signed.
pub fn handover(note: &[u8], retired: &Key, successor: &Key) -> Result<Checkpoint, CheckpointFault> {
    let (checkpoint, signed) = Checkpoint::open(note, &[retired.clone(), successor.clone()])?;
    let has = |key: &Key| signed.iter().any(|one| one.key == *key);
    if has(retired) && has(successor) { Ok(checkpoint) } else { Err(NoteFault::Unsigned.into()) }
}
