//! Merkle tree roots of RFC 6962 §2.1, built while the leaves pass by.

#[cfg(test)]
mod tests;

use sha2::{Digest, Sha256};

use super::Fixed;
use super::hash::{Hash, prefixed};

/// A growing tree of which only the roots of its complete subtrees are kept: at most 64 hashes.
#[derive(Debug, Clone, Default)]
pub struct Root {
    /// Complete subtrees from left to right, one per set bit of `size`, largest first.
    peaks: Vec<Hash>,
    size: u64,
}

/// `H(00 ‖ leaf)`.
#[must_use]
pub fn leaf(bytes: &[u8]) -> Hash {
    prefixed(0, bytes, &[])
}

/// `H(01 ‖ left ‖ right)`.
#[must_use]
pub fn node(left: &Hash, right: &Hash) -> Hash {
    prefixed(1, &left.0, &right.0)
}

impl Root {
    /// The empty tree.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A tree that was left with these complete subtrees, largest first: one for each set bit of `size`, or it is none.
    #[must_use]
    pub fn resume(size: u64, peaks: Vec<Hash>) -> Option<Self> {
        let fits = u32::try_from(peaks.len()) == Ok(size.count_ones());
        fits.then_some(Self { peaks, size })
    }

    /// The roots of the complete subtrees, largest first.
    #[must_use]
    pub fn peaks(&self) -> &[Hash] {
        &self.peaks
    }

    /// Appends a leaf.
    pub fn push(&mut self, bytes: &[u8]) {
        self.push_hash(leaf(bytes));
    }

    /// Appends a leaf by its hash.
    pub fn push_hash(&mut self, leaf: Hash) {
        self.append(leaf, 0);
    }

    /// Appends the leaves of another tree. Where that tree begins, each of its complete subtrees must be one of this tree,
    /// too: after a multiple of a power of two that is not smaller than the other tree.
    pub(super) fn extend(&mut self, other: &Self) {
        let levels = (0..u64::BITS).rev().filter(|level| other.size >> level & 1 == 1);
        other.peaks.iter().zip(levels).for_each(|(peak, level)| self.append(*peak, level));
    }

    /// Appends a complete subtree of 2^level leaves.
    fn append(&mut self, mut right: Hash, level: u32) {
        // Each trailing one of the size is a complete subtree that the new one completes to the next larger one.
        for _ in 0..(self.size >> level).trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                right = node(&left, &right);
            }
        }
        self.peaks.push(right);
        self.size = self.size.saturating_add(1 << level);
    }

    /// Number of leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root over the leaves so far; of no leaves, `H()`.
    #[must_use]
    pub fn value(&self) -> Hash {
        self.peaks
            .iter()
            .rev()
            .copied()
            .reduce(|right, left| node(&left, &right))
            .unwrap_or_else(|| Fixed(Sha256::digest([]).into()))
    }
}
