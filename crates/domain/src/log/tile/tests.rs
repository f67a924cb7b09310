use super::*;

#[test]
fn a_tile_has_one_path() {
    let tile = |kind, number, width| Tile { kind, number, width };
    for (path, expected) in [
        ("tile/0/x001/x234/067", tile(Kind::Hashes(0), 1_234_067, 256)),
        ("tile/entries/000.p/1", tile(Kind::Entries, 0, 1)),
        ("tile/7/255.p/255", tile(Kind::Hashes(7), 255, 255)),
        ("tile/3/x001/000", tile(Kind::Hashes(3), 1000, 256)),
    ] {
        assert_eq!(expected.to_string(), path);
        assert_eq!(path.parse(), Ok(expected));
    }
    for path in [
        "tile/0/1",
        "tile/0/0001",
        "tile/00/001",
        "tile/8/000",
        "tile/0/001/234",
        "tile/0/x001/x234",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/+1",
        "tile/data/000",
        "tile/0/x000/001",
        "tile/0/xx1/001",
        "tile/0/",
        "checkpoint",
        "",
    ] {
        assert_eq!(path.parse::<Tile>(), Err(NoTile), "{path}");
    }
}

#[test]
fn a_tree_has_the_tiles_of_the_specification() {
    // The example of C2SP tlog-tiles: a tree of 70,000.
    let widths = |kind, numbers: std::ops::Range<u64>| -> Vec<_> {
        numbers.filter_map(|number| Tile::in_tree(kind, number, 70_000)).map(|tile| tile.width).collect()
    };
    let leaves = widths(Kind::Hashes(0), 0..300);
    assert_eq!((leaves.len(), leaves[272], leaves[273]), (274, 256, 112));
    assert_eq!(widths(Kind::Entries, 0..300), leaves);
    assert_eq!(widths(Kind::Hashes(1), 0..10), [256, 17]);
    assert_eq!(widths(Kind::Hashes(2), 0..10), [1]);
    assert_eq!(widths(Kind::Hashes(3), 0..10), Vec::<u16>::new());
    assert_eq!(Tile::in_tree(Kind::Hashes(1), 0, 256).unwrap().width, 1);
}

#[test]
fn entries_are_read_as_they_were_written() {
    let mut bundle = Vec::new();
    let long = vec![7; ENTRY_LIMIT];
    for entry in [&b"one"[..], b"", &long] {
        assert!(write_entry(&mut bundle, entry));
    }
    let whole = bundle.clone();
    assert!(!write_entry(&mut bundle, &vec![7; ENTRY_LIMIT + 1]));
    assert_eq!(bundle, whole);
    assert_eq!(read_entries(&bundle).unwrap(), [&b"one"[..], b"", &long]);
    for cut in [1, 4, 6, bundle.len() - 1] {
        assert_eq!(read_entries(&bundle[..cut]), None, "{cut}");
    }
    assert_eq!(read_entries(&[0; 2 * 257]), None);
    assert_eq!(read_entries(&[0; 2 * 256]).unwrap().len(), 256);
}

#[test]
fn hashes_are_whole() {
    let hashes = vec![Fixed([1; 32]), Fixed([2; 32])];
    assert_eq!(read_hashes(&write_hashes(&hashes)), Some(hashes));
    assert_eq!(read_hashes(&[0; 33]), None);
    assert_eq!(read_hashes(&[0; 32 * 257]), None);
}
