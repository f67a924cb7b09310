//! Proofs checked: that a leaf is in a tree, and that a tree begins with an earlier one (RFC 9162 §2.1.3.2, §2.1.4.2).

use crate::draw::hash::Hash;
use crate::draw::merkle::node;

/// Whether a leaf of this hash stands at `index` in the tree of `size` leaves with this root.
#[must_use]
pub fn includes(leaf: &Hash, index: u64, size: u64, path: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut place, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in path {
        if last == 0 {
            return false;
        }
        if place & 1 == 1 || place == last {
            hash = node(sibling, &hash);
            while place & 1 == 0 && place != 0 {
                (place, last) = (place >> 1, last >> 1);
            }
        } else {
            hash = node(&hash, sibling);
        }
        (place, last) = (place >> 1, last >> 1);
    }
    last == 0 && hash == *root
}

/// Whether the tree of `second` leaves begins with the tree of `first`, as their roots say.
#[must_use]
pub fn extends(first: u64, second: u64, path: &[Hash], first_root: &Hash, second_root: &Hash) -> bool {
    if first == second {
        return path.is_empty() && first_root == second_root;
    }
    if first == 0 || first > second {
        return false;
    }
    let mut path = path.iter();
    let start = if first.is_power_of_two() { Some(first_root) } else { path.next() };
    let Some(start) = start else { return false };
    let (mut place, mut last) = (first - 1, second - 1);
    let complete = place.trailing_ones();
    (place, last) = (place >> complete, last >> complete);
    let (mut old, mut new) = (*start, *start);
    for sibling in path {
        if last == 0 {
            return false;
        }
        if place & 1 == 1 || place == last {
            (old, new) = (node(sibling, &old), node(sibling, &new));
            while place & 1 == 0 && place != 0 {
                (place, last) = (place >> 1, last >> 1);
            }
        } else {
            new = node(&new, sibling);
        }
        (place, last) = (place >> 1, last >> 1);
    }
    last == 0 && old == *first_root && new == *second_root
}
