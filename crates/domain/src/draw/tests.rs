//! The vectors reproduce byte for byte; forged bundles are refused.

mod forged;
mod sparse;
mod vectors;

use std::path::Path;

use super::bundle::{File, Memory};

/// The names of the vectors in `crates/domain/vectors`.
pub(crate) const VECTORS: [&str; 4] = ["open-small", "weighted-strata", "blinded-entropy", "infeasible"];

/// A vector as a bundle in memory.
pub(crate) fn vector(name: &str) -> Memory {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors").join(name);
    Memory(
        File::ALL.into_iter().map(|file| (file, std::fs::read(folder.join(file.name())).unwrap())).collect(),
    )
}
