//! What a file has said before.

use std::collections::HashSet;

use sha2::{Digest, Sha256};

/// The keys seen so far, 16 bytes each: a million rows stay far below a hundred megabytes.
#[derive(Debug, Default)]
pub struct Seen(HashSet<[u8; 16]>);

impl Seen {
    /// Whether the key was marked before.
    #[must_use]
    pub fn contains(&self, key: &str) -> bool {
        digest(key).is_some_and(|digest| self.0.contains(&digest))
    }

    /// Marks a key.
    pub fn mark(&mut self, key: &str) {
        if let Some(digest) = digest(key) {
            self.0.insert(digest);
        }
    }
}

/// Half of a SHA-256: nobody finds two keys with the same one.
fn digest(key: &str) -> Option<[u8; 16]> {
    Sha256::digest(key.as_bytes()).first_chunk().copied()
}
