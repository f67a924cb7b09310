use super::{Root, leaf, node};
use crate::draw::Fixed;
use crate::draw::hash::Hash;
use sha2::{Digest, Sha256};

/// The definition of RFC 6962 §2.1, word for word.
fn by_definition(leaves: &[Vec<u8>]) -> Hash {
    match leaves {
        [] => Fixed(Sha256::digest([]).into()),
        [one] => leaf(one),
        many => {
            let split = many.len().next_power_of_two() / 2;
            node(&by_definition(&many[..split]), &by_definition(&many[split..]))
        }
    }
}

#[test]
fn the_incremental_root_is_the_defined_one() {
    let leaves: Vec<Vec<u8>> = (0..200_u8).map(|i| vec![i; usize::from(i % 7)]).collect();
    let mut root = Root::new();
    for size in 0..leaves.len() {
        assert_eq!(root.value(), by_definition(&leaves[..size]), "{size}");
        assert!(root.peaks.len() <= 8);
        root.push(&leaves[size]);
    }
}

#[test]
fn known_roots_of_certificate_transparency() {
    // Test data of the reference implementation of RFC 6962.
    let leaves =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let mut root = Root::new();
    for (leaf, expected) in leaves.iter().zip(roots) {
        root.push(&hex::decode(leaf).unwrap());
        assert_eq!(root.value().to_string(), expected);
    }
}

#[test]
fn trees_are_joined_where_a_subtree_begins() {
    let leaves: Vec<Vec<u8>> = (0..150_u8).map(|i| vec![i]).collect();
    for (block, size) in [(1, 20), (8, 150), (16, 33), (64, 64), (64, 129), (64, 150)] {
        let mut joined = Root::new();
        for leaves in leaves[..size].chunks(block) {
            let mut piece = Root::new();
            leaves.iter().for_each(|leaf| piece.push(leaf));
            joined.extend(&piece);
        }
        assert_eq!(joined.size(), u64::try_from(size).unwrap());
        assert_eq!(joined.value(), by_definition(&leaves[..size]), "{block} {size}");
    }
}
