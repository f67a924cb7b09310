//! SHA-256 with domain separation, and the keystream that tickets are read from (protocol §1).

#[cfg(test)]
mod tests;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

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
pub struct Keyed(Sha256);

impl Keyed {
    /// The function of one tag (at most 18 bytes; more would be cut) and one key.
    #[must_use]
    pub fn new(tag: &str, key: &Hash) -> Self {
        let mut head = [0_u8; 32];
        let name = PROTOCOL.bytes().chain(*b"/").chain(tag.bytes());
        head.iter_mut().zip(name).for_each(|(place, byte)| *place = byte);
        let mut first_block = Sha256::new();
        first_block.update(head);
        first_block.update(key.0);
        Self(first_block)
    }

    /// Its value for `x`.
    #[must_use]
    pub fn of(&self, x: &[u8]) -> Hash {
        let mut hasher = self.0.clone();
        hasher.update(x);
        Fixed(hasher.finalize().into())
    }
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
