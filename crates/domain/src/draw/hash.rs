//! SHA-256 with domain separation, and the keystream that tickets are read from (protocol §1).

mod lanes;
mod sha;
#[cfg(test)]
mod tests;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

pub(super) use lanes::{LANES, NUMBERS, first_numbers};
use sha::Sha;

use super::{Fixed, PROTOCOL};

/// A SHA-256 value.
pub type Hash = Fixed<32>;

/// `H("sunlot-draw/1/" ‖ tag ‖ 00 ‖ u32(len x1) ‖ x1 ‖ …)`: lengths before values, so no two lists collide.
#[must_use]
pub fn frame(tag: &str, items: &[&[u8]]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(PROTOCOL);
    hasher.update(b"/");
    hasher.update(tag);
    hasher.update([0]);
    for item in items {
        // Items are identifiers, secrets and JSON texts of limited size: the length always fits.
        hasher.update(u32::try_from(item.len()).unwrap_or(u32::MAX).to_be_bytes());
        hasher.update(item);
    }
    Fixed(hasher.finalize().into())
}

/// `H(pad32("sunlot-draw/1/" ‖ tag) ‖ K ‖ x)` for many x: the first 64 bytes are one block, hashed once per draw.
#[derive(Debug, Clone)]
pub struct Keyed {
    first_block: Sha,
    /// The same, for long x.
    hasher: Sha256,
}

impl Keyed {
    /// The function of one tag (at most 18 bytes; more would be cut) and one key.
    #[must_use]
    pub fn new(tag: &str, key: &Hash) -> Self {
        let mut block = [0_u8; 64];
        let (head, tail) = block.split_at_mut(32);
        let name = PROTOCOL.bytes().chain(*b"/").chain(tag.bytes());
        head.iter_mut().zip(name).for_each(|(place, byte)| *place = byte);
        tail.copy_from_slice(&key.0);
        Self { first_block: Sha::new().after(&block), hasher: Sha256::new_with_prefix(block) }
    }

    /// Its value for `x`.
    #[must_use]
    pub fn of(&self, x: &[u8]) -> Hash {
        let long = || Fixed(self.hasher.clone().chain_update(x).finalize().into());
        self.first_block.end([x]).unwrap_or_else(long)
    }
}

/// `H(prefix ‖ x ‖ y)`: leaves and nodes of a Merkle tree.
#[must_use]
pub(super) fn prefixed(prefix: u8, x: &[u8], y: &[u8]) -> Hash {
    let long =
        || Fixed(Sha256::new().chain_update([prefix]).chain_update(x).chain_update(y).finalize().into());
    Sha::new().end([&[prefix], x, y]).unwrap_or_else(long)
}

/// The ChaCha20 keystream (RFC 8439; counter 0, nonce 0) of a seed, read as little-endian `u64` numbers.
#[derive(Debug, Clone)]
pub struct Stream(ChaCha20Rng);

impl Stream {
    /// The keystream whose key is `seed`.
    #[must_use]
    pub fn new(seed: &Hash) -> Self {
        Self(ChaCha20Rng::from_seed(seed.0))
    }

    /// The next number of the stream.
    pub fn next_number(&mut self) -> u64 {
        self.0.next_u64()
    }
}
