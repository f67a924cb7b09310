//! Attacks: forged bundles, each refused at its own check and for its own reason. The tables in the files beside this one
//! name every attack and what is said of it.

mod containers;
mod parties;
mod results;
mod rosters;
mod spellings;

use std::collections::BTreeSet;

use super::{VECTORS, vector};
use crate::draw::bundle::{File, Memory};
use crate::draw::compute::Check;
use crate::draw::freeze::{Freeze, Roster, Tree};
use crate::draw::inspectors::{Exclusion, Inspector};
use crate::draw::merkle::Root;
use crate::draw::openings::Opening;
use crate::draw::result::DrawResult;
use crate::draw::reveals::Reveals;
use crate::draw::roster::{Row, rows};
use crate::draw::{canonical, verify};

/// An attack, and how it ends.
struct Attack {
    /// What the forger does.
    name: &'static str,
    /// The vector that is forged.
    bundle: &'static str,
    forge: Forge,
    /// The check that notices.
    check: Check,
    /// Part of what is said.
    reason: &'static str,
}

/// How a bundle is forged.
enum Forge {
    /// Its parts are changed.
    Parts(fn(&mut Parts)),
    /// So are the roots and sizes of the freeze, to agree with them: the forger controls the freeze, too.
    Frozen(fn(&mut Parts)),
    /// In the text of a file, the first occurrence of a text becomes another.
    Text(File, &'static str, &'static str),
    /// The bytes of a file are changed.
    Bytes(File, fn(&mut Vec<u8>)),
}

const fn parts(
    name: &'static str,
    bundle: &'static str,
    change: fn(&mut Parts),
    check: Check,
    reason: &'static str,
) -> Attack {
    Attack { name, bundle, forge: Forge::Parts(change), check, reason }
}

const fn frozen(
    name: &'static str,
    bundle: &'static str,
    change: fn(&mut Parts),
    check: Check,
    reason: &'static str,
) -> Attack {
    Attack { name, bundle, forge: Forge::Frozen(change), check, reason }
}

impl Attack {
    fn forged(&self) -> Memory {
        let mut parts = Parts::of(self.bundle);
        match self.forge {
            Forge::Parts(change) => {
                change(&mut parts);
                parts.bundle()
            }
            Forge::Frozen(change) => {
                change(&mut parts);
                parts.refreeze();
                parts.bundle()
            }
            Forge::Text(file, from, to) => {
                let mut bundle = vector(self.bundle);
                let text = String::from_utf8(bundle.0[&file].clone()).unwrap();
                assert!(text.contains(from), "{}", self.name);
                bundle.0.insert(file, text.replacen(from, to, 1).into_bytes());
                bundle
            }
            Forge::Bytes(file, change) => {
                let mut bundle = vector(self.bundle);
                change(bundle.0.get_mut(&file).unwrap());
                bundle
            }
        }
    }
}

fn attacks() -> impl Iterator<Item = &'static Attack> {
    [parties::ATTACKS, rosters::ATTACKS, results::ATTACKS, spellings::ATTACKS, containers::ATTACKS]
        .into_iter()
        .flatten()
}

#[test]
fn every_attack_is_refused_for_its_own_reason() {
    for attack in attacks() {
        let forged = attack.forged();
        assert_ne!(forged, vector(attack.bundle), "{}: nothing was forged", attack.name);
        let (check, reason) = failure(&forged);
        assert_eq!(check, attack.check, "{}: {reason}", attack.name);
        assert!(reason.contains(attack.reason), "{}: {reason}", attack.name);
    }
}

#[test]
fn attacks_are_many_and_each_has_a_name() {
    let names: BTreeSet<_> = attacks().map(|attack| attack.name).collect();
    assert_eq!(names.len(), attacks().count());
    assert!(names.len() >= 80, "{}", names.len());
}

#[test]
fn what_is_forged_verifies_before_it_is() {
    // Taken apart and put together again, nothing is changed: refusals come from the attacks.
    for name in VECTORS {
        let mut parts = Parts::of(name);
        parts.refreeze();
        assert_eq!(parts.bundle(), vector(name), "{name}");
        assert!(verify(&parts.bundle(), &mut |_| {}).is_verified(), "{name}");
    }
}

/// A bundle in parts, to be changed and put together again.
struct Parts {
    freeze: Freeze,
    rows: Vec<Row>,
    inspectors: Vec<Inspector>,
    exclusions: Vec<Exclusion>,
    reveals: Reveals,
    openings: Vec<Opening>,
    result: DrawResult,
}

fn json<T: serde::de::DeserializeOwned>(bundle: &Memory, file: File) -> T {
    serde_json::from_slice(&bundle.0[&file]).unwrap()
}

impl Parts {
    fn of(name: &str) -> Self {
        let bundle = vector(name);
        Self {
            freeze: json(&bundle, File::Freeze),
            rows: rows(bundle.0[&File::Roster].as_slice()).map(Result::unwrap).collect(),
            inspectors: json(&bundle, File::Inspectors),
            exclusions: json(&bundle, File::Exclusions),
            reveals: json(&bundle, File::Reveals),
            openings: json(&bundle, File::Openings),
            result: json(&bundle, File::Result),
        }
    }

    fn roster(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.rows.iter().for_each(|row| row.encode(&mut bytes));
        bytes
    }

    /// Makes the freeze agree with the changed lists: what a forger does who controls the freeze.
    fn refreeze(&mut self) {
        let mut root = Root::new();
        for row in &self.rows {
            let mut bytes = Vec::new();
            row.encode(&mut bytes);
            root.push(&bytes);
        }
        self.freeze.roster = Roster { root: root.value(), size: root.size(), ..self.freeze.roster };
        let tree = |(_, tree): (Vec<u8>, Tree)| tree;
        self.freeze.inspectors = tree(canonical::array(&self.inspectors).unwrap());
        self.freeze.exclusions = tree(canonical::array(&self.exclusions).unwrap());
    }

    fn bundle(&self) -> Memory {
        let array = |(text, _)| text;
        Memory(
            [
                (File::Freeze, canonical::write(&self.freeze).unwrap()),
                (File::Roster, self.roster()),
                (File::Inspectors, array(canonical::array(&self.inspectors).unwrap())),
                (File::Exclusions, array(canonical::array(&self.exclusions).unwrap())),
                (File::Reveals, canonical::write(&self.reveals).unwrap()),
                (File::Openings, array(canonical::array(&self.openings).unwrap())),
                (File::Result, self.result.to_json().unwrap()),
            ]
            .into(),
        )
    }

    /// Codes of the inspectors of a published team.
    fn team(&mut self, index: usize) -> &mut Vec<String> {
        &mut self.result.assignment.as_mut().unwrap().teams[index].inspectors
    }
}

/// The check at which a bundle fails, and the reason that is printed.
fn failure(bundle: &Memory) -> (Check, String) {
    let verification = verify(bundle, &mut |_| {});
    assert!(!verification.is_unreadable());
    let (check, failure) = verification.failure.expect("the forged bundle verifies");
    (check, failure.to_string())
}
