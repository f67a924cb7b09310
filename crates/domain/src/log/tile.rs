//! Tiles: where the hashes and the entries of the log are found (C2SP `tlog-tiles`).

#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use crate::draw::Fixed;
use crate::draw::hash::Hash;

/// Hashes, or entries, in a full tile.
pub const WIDTH: u16 = 256;
/// The longest entry: its length is written with 16 bits.
pub const ENTRY_LIMIT: usize = 0xFFFF;
/// Levels above this one would belong to trees of more than 2^64 leaves.
const TOP: u8 = 7;

/// What a tile holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The entries themselves.
    Entries,
    /// Hashes of this level: at 0 of leaves, above of full tiles of the level below.
    Hashes(u8),
}

/// The address of a tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    /// What it holds.
    pub kind: Kind,
    /// Its place among those of its kind, from the left.
    pub number: u64,
    /// How much of it is filled, 1–256.
    pub width: u16,
}

/// A path that names no tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("不是日志分片的路径")]
pub struct NoTile;

impl Tile {
    /// Whether it is full: it never changes again.
    #[must_use]
    pub fn is_full(self) -> bool {
        self.width == WIDTH
    }

    /// The tile as it is in a tree of `size` leaves; none when such a tree has nothing there.
    #[must_use]
    pub fn in_tree(kind: Kind, number: u64, size: u64) -> Option<Self> {
        let level = match kind {
            Kind::Entries => 0,
            Kind::Hashes(level) => level,
        };
        let hashes = size.checked_shr(u32::from(level).saturating_mul(8)).unwrap_or(0);
        let left = hashes.saturating_sub(number.saturating_mul(u64::from(WIDTH)));
        let width = u16::try_from(left.min(u64::from(WIDTH))).unwrap_or(WIDTH);
        (width > 0).then_some(Self { kind, number, width })
    }

    /// The leaf, or the hash of its level, that comes first in the tile.
    #[must_use]
    pub fn first(self) -> u64 {
        self.number.saturating_mul(u64::from(WIDTH))
    }
}

/// Relative to the log's prefix: `tile/0/x001/234`, `tile/entries/007.p/12`.
impl fmt::Display for Tile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::Entries => f.write_str("tile/entries")?,
            Kind::Hashes(level) => write!(f, "tile/{level}")?,
        }
        let mut groups = vec![self.number % 1000];
        let mut rest = self.number / 1000;
        while rest > 0 {
            groups.push(rest % 1000);
            rest /= 1000;
        }
        while let Some(group) = groups.pop() {
            write!(f, "/{}{group:03}", if groups.is_empty() { "" } else { "x" })?;
        }
        if self.is_full() { Ok(()) } else { write!(f, ".p/{}", self.width) }
    }
}

impl FromStr for Tile {
    type Err = NoTile;

    fn from_str(path: &str) -> Result<Self, NoTile> {
        let (kind, rest) = path.strip_prefix("tile/").and_then(|rest| rest.split_once('/')).ok_or(NoTile)?;
        let kind = match kind {
            "entries" => Kind::Entries,
            level => Kind::Hashes(level.parse().map_err(|_| NoTile)?),
        };
        let (groups, width) = match rest.split_once(".p/") {
            Some((groups, width)) => (groups, width.parse().map_err(|_| NoTile)?),
            None => (rest, WIDTH),
        };
        let digits: String = groups.split('/').map(|group| group.trim_start_matches('x')).collect();
        let tile = Self { kind, number: digits.parse().map_err(|_| NoTile)?, width };
        // One address has one path: that which is written.
        let beyond = matches!(kind, Kind::Hashes(level) if level > TOP);
        let sound = (1..=WIDTH).contains(&width) && !beyond;
        if sound && tile.to_string() == path { Ok(tile) } else { Err(NoTile) }
    }
}

/// The bytes of a tile of hashes.
#[must_use]
pub fn write_hashes(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

/// The hashes of a tile; none when the bytes are not whole hashes, or more than a tile holds.
#[must_use]
pub fn read_hashes(bytes: &[u8]) -> Option<Vec<Hash>> {
    let (hashes, rest) = bytes.as_chunks::<32>();
    (rest.is_empty() && hashes.len() <= usize::from(WIDTH))
        .then(|| hashes.iter().copied().map(Fixed).collect())
}

/// Appends an entry to the bytes of a tile of entries; false, and nothing appended, when it is longer than
/// [`ENTRY_LIMIT`].
#[must_use]
pub fn write_entry(bundle: &mut Vec<u8>, entry: &[u8]) -> bool {
    let Ok(length) = u16::try_from(entry.len()) else { return false };
    bundle.extend(length.to_be_bytes());
    bundle.extend(entry);
    true
}

/// The entries of a tile; none when the bytes are cut off, or hold more than a tile does.
#[must_use]
pub fn read_entries(mut bundle: &[u8]) -> Option<Vec<&[u8]>> {
    let mut entries = Vec::new();
    while !bundle.is_empty() {
        let (length, rest) = bundle.split_first_chunk::<2>()?;
        let (entry, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        entries.push(entry);
        bundle = rest;
    }
    (entries.len() <= usize::from(WIDTH)).then_some(entries)
}
