//! The log's tiles as the database keeps them.

use domain::draw::hash::Hash;
use domain::log::tile::{Kind, Tile, read_entries, read_hashes};
use domain::log::tree::{Tiles, Unproven};
use persistence::{Reader, log};

use crate::problem::Problem;
use contract::problem::ProblemCode;

/// Reads tiles within one snapshot.
pub struct Stored<'r>(pub &'r mut Reader);

impl Stored<'_> {
    /// The content of a tile, of which there may be more than its width by now.
    ///
    /// # Errors
    /// When there is no such tile.
    pub fn content(&mut self, kind: Kind, number: u64) -> Result<Vec<u8>, Problem> {
        let number = i64::try_from(number).map_err(|_| Problem::new(ProblemCode::NotFound))?;
        Ok(log::tile(self.0, level(kind), number)?)
    }

    /// The entry with this index.
    ///
    /// # Errors
    /// When there is none.
    pub fn entry(&mut self, index: u64) -> Result<Vec<u8>, Problem> {
        let width = u64::from(domain::log::tile::WIDTH);
        let bundle = self.content(Kind::Entries, index / width)?;
        let entries = read_entries(&bundle).ok_or_else(damaged)?;
        let place = usize::try_from(index % width).unwrap_or(usize::MAX);
        let entry = entries.get(place).ok_or_else(|| Problem::new(ProblemCode::NotFound))?;
        Ok(entry.to_vec())
    }
}

impl Tiles for Stored<'_> {
    type Error = Problem;

    fn hashes(&mut self, tile: Tile) -> Result<Vec<Hash>, Problem> {
        read_hashes(&self.content(tile.kind, tile.number)?).ok_or_else(damaged)
    }
}

/// How the database calls a kind of tile.
pub fn level(kind: Kind) -> i32 {
    match kind {
        Kind::Entries => -1,
        Kind::Hashes(level) => i32::from(level),
    }
}

/// A stored tile that is none.
pub fn damaged() -> Problem {
    Problem::internal(&"a stored tile of the log is damaged")
}

/// Why a proof is not answered.
pub fn unproven(cause: Unproven<Problem>) -> Problem {
    match cause {
        Unproven::Outside => Problem::new(ProblemCode::NotFound),
        Unproven::Tile(problem) => problem,
        Unproven::Short(tile) => Problem::internal(&format!("tile {tile} of the log is too short")),
    }
}
