//! The tree over tiles: its growth, its root, and the proofs that it gives, each from a few tiles.

#[cfg(test)]
pub(super) mod tests;

use std::collections::BTreeMap;

use super::tile::{Kind, Tile, WIDTH, read_entries, read_hashes, write_entry, write_hashes};
use crate::draw::hash::Hash;
use crate::draw::merkle::{Root, leaf, node};

/// Bits of a leaf's index that one level of tiles takes.
const HEIGHT: u32 = 8;
/// Levels of tiles that a tree of 2^64 leaves has.
const LEVELS: u8 = 8;

/// Where the hashes of a tree are read from.
pub trait Tiles {
    /// Why a tile cannot be read.
    type Error;

    /// The hashes of a tile, at least `tile.width` of them, from the left.
    ///
    /// # Errors
    /// When the tile is not to be had.
    fn hashes(&mut self, tile: Tile) -> Result<Vec<Hash>, Self::Error>;
}

/// The first `size` leaves of a log, read through its tiles. Sizes and indexes are the caller's to check: outside of the
/// tree there are no hashes, and the source of the tiles says so.
pub struct Tree<'t, T> {
    tiles: &'t mut T,
    size: u64,
    /// The tiles already read: a proof asks for each several times.
    read: BTreeMap<(u8, u64), Vec<Hash>>,
}

/// Why a proof cannot be made.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unproven<E> {
    /// There is no such leaf or size in the tree.
    #[error("日志中没有这一条目或大小")]
    Outside,
    /// A tile cannot be read.
    #[error("{0}")]
    Tile(E),
    /// A tile holds less than the tree needs of it.
    #[error("日志分片 {0} 不完整")]
    Short(Tile),
}

impl<'t, T: Tiles> Tree<'t, T> {
    /// The tree of the first `size` leaves.
    pub fn new(tiles: &'t mut T, size: u64) -> Self {
        Self { tiles, size, read: BTreeMap::new() }
    }

    /// Its root.
    ///
    /// # Errors
    /// [`Unproven`], when a tile is not to be had.
    pub fn root(&mut self) -> Result<Hash, Unproven<T::Error>> {
        if self.size == 0 { Ok(Root::new().value()) } else { self.subtree(0, self.size) }
    }

    /// The audit path of a leaf (RFC 6962 §2.1.1).
    ///
    /// # Errors
    /// [`Unproven`].
    pub fn inclusion(&mut self, index: u64) -> Result<Vec<Hash>, Unproven<T::Error>> {
        if index >= self.size {
            return Err(Unproven::Outside);
        }
        let (mut low, mut high, mut path) = (0, self.size, Vec::new());
        while high - low > 1 {
            let middle = low + split(high - low);
            if index < middle {
                path.push(self.subtree(middle, high)?);
                high = middle;
            } else {
                path.push(self.subtree(low, middle)?);
                low = middle;
            }
        }
        path.reverse();
        Ok(path)
    }

    /// The proof that the tree of the first `first` leaves is its beginning (RFC 6962 §2.1.2).
    ///
    /// # Errors
    /// [`Unproven`].
    pub fn consistency(&mut self, first: u64) -> Result<Vec<Hash>, Unproven<T::Error>> {
        if first == 0 || first > self.size {
            return Err(Unproven::Outside);
        }
        let (mut low, mut high, mut known, mut path) = (0, self.size, true, Vec::new());
        while first < high {
            let middle = low + split(high - low);
            if first <= middle {
                path.push(self.subtree(middle, high)?);
                high = middle;
            } else {
                path.push(self.subtree(low, middle)?);
                (low, known) = (middle, false);
            }
        }
        if !known {
            path.push(self.subtree(low, high)?);
        }
        path.reverse();
        Ok(path)
    }

    /// `MTH(D[low : high])`.
    fn subtree(&mut self, low: u64, high: u64) -> Result<Hash, Unproven<T::Error>> {
        let leaves = high - low;
        if leaves.is_power_of_two() {
            return self.complete(leaves.trailing_zeros(), low);
        }
        let middle = low + split(leaves);
        let (left, right) = (self.subtree(low, middle)?, self.subtree(middle, high)?);
        Ok(node(&left, &right))
    }

    /// The root of the complete subtree of 2^height leaves that begins at `low`: of one tile's hashes.
    fn complete(&mut self, height: u32, low: u64) -> Result<Hash, Unproven<T::Error>> {
        let level = u8::try_from(height / HEIGHT).unwrap_or(u8::MAX);
        let count = usize::from(1_u16 << (height % HEIGHT));
        let first = low >> (HEIGHT * u32::from(level));
        let number = first / u64::from(WIDTH);
        let start = usize::try_from(first % u64::from(WIDTH)).unwrap_or(usize::MAX);
        let tile = Tile::in_tree(Kind::Hashes(level), number, self.size).ok_or(Unproven::Outside)?;
        let hashes = match self.read.entry((level, number)) {
            std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::btree_map::Entry::Vacant(entry) => {
                entry.insert(self.tiles.hashes(tile).map_err(Unproven::Tile)?)
            }
        };
        let under = hashes.get(start..start.saturating_add(count)).ok_or(Unproven::Short(tile))?;
        Ok(root_of(under))
    }
}

/// The greatest power of two below `leaves`, which are at least 2: where RFC 6962 divides a tree.
fn split(leaves: u64) -> u64 {
    1 << (leaves - 1).ilog2()
}

fn root_of(hashes: &[Hash]) -> Hash {
    let mut root = Root::new();
    hashes.iter().for_each(|hash| root.push_hash(*hash));
    root.value()
}

/// Tiles by kind and number, with their content.
pub type Content = BTreeMap<(Kind, u64), Vec<u8>>;

/// The right edge of a log, at which it grows: of each level the tile that is not full yet.
#[derive(Debug, Clone)]
pub struct Edge {
    size: u64,
    levels: Vec<Vec<Hash>>,
    entries: Vec<u8>,
    /// The tiles filled since [`Edge::take_changed`].
    filled: Content,
    /// So many levels, from the lowest, have changed since then.
    touched: usize,
}

impl Edge {
    /// The tiles that must be read to go on with a log of `size` leaves: those that are not full.
    #[must_use]
    pub fn tiles(size: u64) -> Vec<Tile> {
        let kinds = std::iter::once(Kind::Entries).chain((0..LEVELS).map(Kind::Hashes));
        let last = |kind| Tile::in_tree(kind, number_at(kind, size), size);
        kinds.filter_map(last).collect()
    }

    /// The edge of a log of `size` leaves whose partial tiles have this content; none when they do not fit.
    #[must_use]
    pub fn resume(size: u64, tiles: &[(Tile, Vec<u8>)]) -> Option<Self> {
        let levels = vec![Vec::new(); usize::from(LEVELS)];
        let mut edge = Self { size, levels, entries: Vec::new(), filled: Content::new(), touched: 0 };
        for tile in Self::tiles(size) {
            let (_, content) = tiles.iter().find(|(one, _)| *one == tile)?;
            let count = match tile.kind {
                Kind::Entries => {
                    edge.entries.clone_from(content);
                    read_entries(content)?.len()
                }
                Kind::Hashes(level) => {
                    let place = edge.levels.get_mut(usize::from(level))?;
                    *place = read_hashes(content)?;
                    place.len()
                }
            };
            (count == usize::from(tile.width)).then_some(())?;
        }
        Some(edge)
    }

    /// Leaves so far.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends an entry; answers the hash of its leaf, or nothing when it is longer than a log takes.
    pub fn push(&mut self, entry: &[u8]) -> Option<Hash> {
        write_entry(&mut self.entries, entry).then_some(())?;
        let hash = leaf(entry);
        let mut next = Some(hash);
        for (level, hashes) in (0_u8..).zip(&mut self.levels) {
            let Some(hash) = next.take() else { break };
            hashes.push(hash);
            self.touched = self.touched.max(usize::from(level) + 1);
            if hashes.len() == usize::from(WIDTH) {
                let kind = Kind::Hashes(level);
                self.filled.insert((kind, number_at(kind, self.size)), write_hashes(hashes));
                next = Some(root_of(hashes));
                hashes.clear();
            }
        }
        self.size += 1;
        if self.size.is_multiple_of(u64::from(WIDTH)) {
            let number = number_at(Kind::Entries, self.size - 1);
            self.filled.insert((Kind::Entries, number), std::mem::take(&mut self.entries));
        }
        Some(hash)
    }

    /// The tiles that have changed since this was last asked, full ones and partial ones.
    pub fn take_changed(&mut self) -> Content {
        let mut changed = std::mem::take(&mut self.filled);
        for (level, hashes) in (0_u8..).zip(&self.levels).take(self.touched) {
            let kind = Kind::Hashes(level);
            if !hashes.is_empty() {
                changed.insert((kind, number_at(kind, self.size)), write_hashes(hashes));
            }
        }
        if self.touched > 0 && !self.entries.is_empty() {
            let number = number_at(Kind::Entries, self.size);
            changed.insert((Kind::Entries, number), self.entries.clone());
        }
        self.touched = 0;
        changed
    }

    /// The root over the leaves so far.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut peaks = Vec::new();
        for hashes in self.levels.iter().rev() {
            let mut root = Root::new();
            hashes.iter().for_each(|hash| root.push_hash(*hash));
            peaks.extend_from_slice(root.peaks());
        }
        Root::resume(self.size, peaks).map_or_else(|| Root::new().value(), |root| root.value())
    }
}

/// The number of the tile that leaf `index` is under.
fn number_at(kind: Kind, index: u64) -> u64 {
    let level = if let Kind::Hashes(level) = kind { u32::from(level) } else { 0 };
    index.checked_shr(HEIGHT * (level + 1)).unwrap_or(0)
}
