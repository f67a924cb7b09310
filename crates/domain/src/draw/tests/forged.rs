//! Forged bundles: each is refused, for its own reason, at its own check.

mod inputs;
mod results;

use super::vector;
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
}

/// The check at which a bundle fails, and the reason that is printed.
fn failure(bundle: &Memory) -> (Check, String) {
    let verification = verify(bundle, &mut |_| {});
    assert!(!verification.is_unreadable());
    let (check, failure) = verification.failure.expect("the forged bundle verifies");
    (check, failure.to_string())
}

#[track_caller]
fn refused(name: &str, change: impl FnOnce(&mut Parts), check: Check, reason: &str) {
    let mut parts = Parts::of(name);
    assert!(verify(&parts.bundle(), &mut |_| {}).is_verified());
    change(&mut parts);
    let (at, why) = failure(&parts.bundle());
    assert!(at == check && why.contains(reason), "{at}: {why}");
}

/// The same, for a forger who made the freeze agree: parties, commitments and result aside, the bundle is consistent.
#[track_caller]
fn refused_although_frozen(name: &str, change: impl FnOnce(&mut Parts), check: Check, reason: &str) {
    let agree = |parts: &mut Parts| {
        change(parts);
        parts.refreeze();
    };
    refused(name, agree, check, reason);
}

/// The same, for a change of one file's text.
#[track_caller]
fn refused_text(file: File, from: &str, to: &str, check: Check, reason: &str) {
    let mut bundle = vector("blinded-entropy");
    let text = String::from_utf8(bundle.0[&file].clone()).unwrap();
    assert!(text.contains(from));
    bundle.0.insert(file, text.replacen(from, to, 1).into_bytes());
    let (at, why) = failure(&bundle);
    assert!(at == check && why.contains(reason), "{at}: {why}");
}
