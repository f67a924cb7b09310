use std::collections::BTreeMap;

use tlog_tiles::{HashReader, TileHashReader, TileReader};

use super::*;
use crate::draw::merkle;
use crate::log::proof::{extends, includes};

/// A log in memory, tiles as they are served.
#[derive(Default)]
pub(crate) struct Stored(pub Content);

impl Tiles for Stored {
    type Error = Tile;

    fn hashes(&mut self, tile: Tile) -> Result<Vec<Hash>, Tile> {
        let content = self.0.get(&(tile.kind, tile.number)).ok_or(tile)?;
        let mut hashes = read_hashes(content).ok_or(tile)?;
        hashes.truncate(usize::from(tile.width));
        Ok(hashes)
    }
}

/// The root over entries, and the audit paths of some of them.
pub(crate) fn logged(entries: &[Vec<u8>], of: &[usize]) -> (Hash, Vec<Vec<Hash>>) {
    let mut edge = Edge::resume(0, &[]).unwrap();
    for entry in entries {
        edge.push(entry).unwrap();
    }
    let (root, mut stored) = (edge.root(), Stored(edge.take_changed()));
    let mut tree = Tree::new(&mut stored, edge.size());
    (root, of.iter().map(|index| tree.inclusion(u64::try_from(*index).unwrap()).unwrap()).collect())
}

fn entry(index: u64) -> Vec<u8> {
    index.to_string().into_bytes()
}

/// A log of so many entries, grown in batches of these sizes, each from what was stored.
pub(crate) fn grown(size: u64, batches: &[u64]) -> (Stored, Vec<Hash>) {
    let (mut stored, mut roots, mut now) = (Stored::default(), vec![merkle::Root::new().value()], 0);
    let mut expected = merkle::Root::new();
    for batch in batches.iter().cycle() {
        let tiles: Vec<_> = Edge::tiles(now)
            .into_iter()
            .map(|tile| {
                let content = stored.0[&(tile.kind, tile.number)].clone();
                (tile, content)
            })
            .collect();
        let mut edge = Edge::resume(now, &tiles).unwrap();
        for index in now..size.min(now + batch) {
            assert_eq!(edge.push(&entry(index)), Some(merkle::leaf(&entry(index))));
            expected.push(&entry(index));
            assert_eq!(edge.root(), expected.value(), "{index}");
            roots.push(expected.value());
        }
        now = edge.size();
        stored.0.extend(edge.take_changed());
        assert_eq!(edge.take_changed(), Content::new());
        if now == size {
            return (stored, roots);
        }
    }
    unreachable!()
}

#[test]
fn a_log_is_the_same_however_it_grew() {
    let (one, _) = grown(70_000, &[70_000]);
    let (other, _) = grown(70_000, &[1, 255, 256, 257, 3000]);
    assert_eq!(one.0, other.0);
    assert_eq!(one.0.keys().filter(|(kind, _)| *kind == Kind::Hashes(0)).count(), 274);
    let mut entries = Vec::new();
    for ((_, number), content) in one.0.iter().filter(|((kind, _), _)| *kind == Kind::Entries) {
        assert_eq!(u64::try_from(entries.len()).unwrap(), number * 256);
        entries.extend(read_entries(content).unwrap().into_iter().map(<[u8]>::to_vec));
    }
    assert_eq!(entries, (0..70_000).map(entry).collect::<Vec<_>>());
}

#[test]
fn every_proof_of_a_small_log_holds_and_only_for_its_leaf() {
    const SIZE: u64 = 40;
    let (mut stored, roots) = grown(SIZE, &[7]);
    for size in 0..=SIZE {
        let root = roots[usize::try_from(size).unwrap()];
        let mut tree = Tree::new(&mut stored, size);
        assert_eq!(tree.root(), Ok(root));
        assert_eq!(tree.inclusion(size), Err(Unproven::Outside));
        for index in 0..size {
            let path = tree.inclusion(index).unwrap();
            let leaf = merkle::leaf(&entry(index));
            assert!(includes(&leaf, index, size, &path, &root), "{index} of {size}");
            for other in (0..=size).filter(|other| *other != index) {
                assert!(!includes(&leaf, other, size, &path, &root), "{index} as {other} of {size}");
            }
            assert!(!includes(&merkle::leaf(b"other"), index, size, &path, &root));
            let longer = [path.clone(), vec![root]].concat();
            assert!(!includes(&leaf, index, size, &longer, &root));
            assert!(path.is_empty() || !includes(&leaf, index, size, &path[1..], &root));
        }
        for first in 1..=size {
            let path = tree.consistency(first).unwrap();
            let before = roots[usize::try_from(first).unwrap()];
            assert!(extends(first, size, &path, &before, &root), "{first} to {size}");
            assert!(!extends(first, size, &path, &root, &root) || first == size);
            assert!(!extends(first, size, &path, &before, &before) || first == size);
            assert!(first == size || !extends(first - 1, size, &path, &before, &root));
        }
        assert_eq!(tree.consistency(0), Err(Unproven::Outside));
        assert_eq!(tree.consistency(size + 1), Err(Unproven::Outside));
    }
}

#[test]
fn a_proof_from_an_incomplete_tile_is_not_made() {
    let (mut stored, _) = grown(300, &[300]);
    stored.0.remove(&(Kind::Hashes(0), 0));
    let tile = Tile { kind: Kind::Hashes(0), number: 0, width: 256 };
    assert_eq!(Tree::new(&mut stored, 300).inclusion(1), Err(Unproven::Tile(tile)));
    stored.0.insert((Kind::Hashes(0), 0), vec![0; 32]);
    assert_eq!(Tree::new(&mut stored, 300).inclusion(1), Err(Unproven::Short(tile)));
    assert!(Edge::resume(300, &[]).is_none());
}

/// Tiles for the implementation of Cloudflare.
struct Theirs(BTreeMap<String, Vec<u8>>);

impl TileReader for Theirs {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(&self, tiles: &[tlog_tiles::Tile]) -> Result<Vec<Vec<u8>>, tlog_tiles::Error> {
        Ok(tiles
            .iter()
            .map(|tile| {
                let path = tile.path().replacen("tile/8/", "tile/", 1);
                let ours: Tile = path.parse().unwrap();
                let whole = &self.0[&Tile { width: WIDTH, ..ours }.to_string()];
                whole[..32 * usize::from(ours.width)].to_vec()
            })
            .collect())
    }

    fn save_tiles(&self, _: &[tlog_tiles::Tile], _: &[Vec<u8>]) {}
}

#[test]
fn another_implementation_reads_the_tiles_and_makes_the_same_proofs() {
    let size = 70_000;
    let (mut stored, roots) = grown(size, &[70_000]);
    let path = |(kind, number): &(Kind, u64)| Tile { kind: *kind, number: *number, width: WIDTH }.to_string();
    let theirs = Theirs(stored.0.iter().map(|(place, content)| (path(place), content.clone())).collect());
    let root = tlog_tiles::Hash(roots[70_000].0);
    let reader = TileHashReader::new(size, root, &theirs);
    for index in [0, 255, 256, 65_535, 65_536, 69_999] {
        let leaf = reader.read_hashes(&[tlog_tiles::stored_hash_index(0, index)]).unwrap()[0];
        assert_eq!(leaf.0, merkle::leaf(&entry(index)).0);
        let proof = tlog_tiles::prove_record(size, index, &reader).unwrap();
        let ours = Tree::new(&mut stored, size).inclusion(index).unwrap();
        assert_eq!(
            proof.iter().map(|hash| hash.0).collect::<Vec<_>>(),
            ours.iter().map(|h| h.0).collect::<Vec<_>>()
        );
    }
    for first in [1, 2, 255, 256, 257, 65_536, 69_999] {
        let proof = tlog_tiles::prove_tree(size, first, &reader).unwrap();
        let ours = Tree::new(&mut stored, size).consistency(first).unwrap();
        assert_eq!(
            proof.iter().map(|hash| hash.0).collect::<Vec<_>>(),
            ours.iter().map(|h| h.0).collect::<Vec<_>>()
        );
        let before = roots[usize::try_from(first).unwrap()];
        assert!(extends(first, size, &ours, &before, &roots[70_000]));
    }
}
