//! Blinded bundles of which only the drawn are opened, as they are published: the roster is read once, and nothing more passes.

use std::cell::Cell;
use std::io::{self, Read};

use super::vector;
use crate::draw::bundle::{File, Memory, Source};
use crate::draw::openings::Opening;
use crate::draw::result::DrawResult;
use crate::draw::{canonical, verify};

/// A bundle, and how often its roster was read.
struct Counted(Memory, Cell<u32>);

impl Source for Counted {
    fn with<T>(&self, file: File, read: impl FnOnce(&mut dyn Read) -> T) -> io::Result<T> {
        if file == File::Roster {
            self.1.set(self.1.get() + 1);
        }
        self.0.with(file, read)
    }
}

/// Opens of a blinded bundle what is left by `change` of those that `keep`; answers what is said, and the times its roster was
/// read.
fn checked(
    keep: impl Fn(&DrawResult, &Opening) -> bool,
    change: impl Fn(&mut Vec<Opening>),
) -> (Result<(), String>, u32) {
    let mut bundle = vector("blinded-entropy");
    let result: DrawResult = canonical::parse(&bundle.0[&File::Result]).unwrap();
    let mut openings: Vec<Opening> = canonical::parse(&bundle.0[&File::Openings]).unwrap();
    openings.retain(|opening| keep(&result, opening));
    change(&mut openings);
    bundle.0.insert(File::Openings, canonical::write(&openings).unwrap());
    let source = Counted(bundle, Cell::new(0));
    let verification = verify(&source, &mut |_| {});
    (verification.failure.map_or(Ok(()), |(_, failure)| Err(failure.to_string())), source.1.get())
}

fn is_selected(result: &DrawResult, opening: &Opening) -> bool {
    result.selected.iter().any(|drawn| drawn.did == opening.did)
}

fn is_drawn(result: &DrawResult, opening: &Opening) -> bool {
    is_selected(result, opening) || result.reserves.iter().any(|drawn| drawn.did == opening.did)
}

#[test]
fn a_roster_is_read_once_unless_others_are_opened() {
    assert_eq!(checked(is_selected, |_| {}), (Ok(()), 1), "reserves may stay closed");
    assert_eq!(checked(is_drawn, |_| {}), (Ok(()), 1));
    assert_eq!(checked(|_, _| true, |_| {}), (Ok(()), 2));
}

/// Its name, what it does, and part of what is said.
type Attack = (&'static str, fn(&mut Vec<Opening>), &'static str);

#[test]
fn what_is_wrong_is_refused_all_the_same() {
    let attacks: [Attack; 6] = [
        ("a drawn firm is not opened", |openings| _ = openings.remove(3), "缺少编号"),
        ("nobody is opened", Vec::clear, "缺少编号"),
        ("another salt", |openings| openings[2].salt.0[0] ^= 1, "第 3 项"),
        ("another name", |openings| openings[2].attributes.name.push('甲'), "第 3 项"),
        ("another order", |openings| openings.swap(2, 3), "缺少编号"),
        ("one twice", |openings| openings.insert(3, openings[2].clone()), "第 4 项：重复或未按编号升序排列"),
    ];
    for (name, attack, reason) in attacks {
        let (said, _) = checked(is_selected, attack);
        let said = said.expect_err(name);
        assert!(said.contains(reason), "{name}: {said}");
    }
}
