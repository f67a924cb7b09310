//! SHA-256 of short messages, many of them: without the buffer of a streaming hasher, which costs as much as the hashing.

use sha2::block_api::compress256;

use super::Hash;
use crate::draw::Fixed;

/// Bytes of a block.
const BLOCK: usize = 64;
/// Bytes after a message: a mark and its length.
const END: usize = 9;
/// FIPS 180-4 §5.3.3.
const INITIAL: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// SHA-256 after some whole blocks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sha {
    state: [u32; 8],
    /// Blocks hashed.
    blocks: u32,
}

impl Sha {
    /// After none.
    pub(super) fn new() -> Self {
        Self { state: INITIAL, blocks: 0 }
    }

    /// After one more.
    pub(super) fn after(mut self, block: &[u8; BLOCK]) -> Self {
        compress256(&mut self.state, std::slice::from_ref(block));
        self.blocks = self.blocks.saturating_add(1);
        self
    }

    /// The hash when these parts follow and nothing more; none when they do not fit into two blocks.
    pub(super) fn end<const N: usize>(mut self, parts: [&[u8]; N]) -> Option<Hash> {
        let mut blocks = [[0_u8; BLOCK]; 2];
        let mut rest = blocks.as_flattened_mut();
        let whole = rest.len();
        for part in parts {
            let (place, after) = rest.split_at_mut_checked(part.len())?;
            place.copy_from_slice(part);
            rest = after;
        }
        let length = whole - rest.len();
        *rest.first_mut()? = 0x80;
        let used = (length + END).div_ceil(BLOCK);
        let used = blocks.get_mut(..used)?;
        let bits = (u64::from(self.blocks) * BITS).checked_add(u64::try_from(length).ok()? * 8)?;
        *used.last_mut()?.last_chunk_mut()? = bits.to_be_bytes();
        compress256(&mut self.state, used);
        let mut hash = [0; 32];
        let (words, _) = hash.as_chunks_mut();
        words.iter_mut().zip(self.state).for_each(|(place, word)| *place = word.to_be_bytes());
        Some(Fixed(hash))
    }
}

/// Bits of a block.
const BITS: u64 = 512;
