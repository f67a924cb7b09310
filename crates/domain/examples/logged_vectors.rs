//! Writes the log's part of every vector, a log of nothing but the steps of its draw:
//! `cargo run -p domain --example logged_vectors`.
#![allow(missing_docs, reason = "a program")]

use std::error::Error;
use std::fs;
use std::path::Path;

use domain::draw::canonical;
use domain::draw::freeze::{Entropy, Freeze, OPERATOR};
use domain::draw::hash::Hash;
use domain::draw::merkle::{leaf, node};
use domain::draw::result::DrawResult;
use domain::draw::reveals::Reveals;
use domain::log::evidence::{File, Proof};
use domain::log::leaf::Audited;
use domain::log::note::{Algorithm, Signer};
use domain::log::{Checkpoint, Leaf};
use serde_json::{Value, json};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const ORIGIN: &str = "sunlot.example/log";

fn main() -> Outcome {
    for folder in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors"))? {
        let folder = folder?.path();
        let read = |name: &str| fs::read(folder.join(name));
        let freeze: Freeze = canonical::parse(&read("freeze.json")?)?;
        let reveals: Reveals = canonical::parse(&read("reveals.json")?)?;
        let result: DrawResult = canonical::parse(&read("result.json")?)?;
        let entries = entries(&freeze, &reveals, &result)?;
        fs::create_dir_all(folder.join("log"))?;
        for (file, content) in files(&entries)? {
            fs::write(folder.join(file.name()), content)?;
        }
    }
    Ok(())
}

/// The steps of the draw, as the server logs them.
fn entries(freeze: &Freeze, reveals: &Reveals, result: &DrawResult) -> Outcome<Vec<String>> {
    let (task, round) = (&freeze.task, freeze.round);
    let describe = match &freeze.entropy {
        Entropy::None {} => None,
        Entropy::Text { describe } => Some(describe),
    };
    let witnesses = freeze.parties.iter().filter(|party| party.id != OPERATOR).count();
    let announced = json!({
        "task": task, "round": round, "mode": freeze.mode, "entropy": describe,
        "entropy_confirmed": describe.is_some(), "witnesses": witnesses,
    });
    let mut entries = vec![entry("draw.announce", &announced)?];
    for party in freeze.parties.iter().filter(|party| party.id != OPERATOR) {
        let commitment = party.commitment;
        let what = json!({"task": task, "round": round, "party": party.id, "commitment": commitment});
        entries.push(entry("draw.commit", &what)?);
    }
    let frozen = json!({"task": task, "round": round, "freeze_hash": freeze.hash()?, "freeze": freeze});
    entries.push(entry("draw.freeze", &frozen)?);
    for party in reveals.parties.iter().filter(|party| party.id != OPERATOR) {
        let what = json!({"task": task, "round": round, "party": party.id, "value": party.value});
        entries.push(entry("draw.reveal", &what)?);
    }
    if describe.is_some() {
        let what = json!({"task": task, "round": round, "value": reveals.entropy});
        entries.push(entry("draw.entropy", &what)?);
    }
    let void = result.assignment.is_none().then_some("无法组成检查组");
    let drawn = json!({"task": task, "round": round, "mode": freeze.mode, "result": result, "void": void});
    entries.push(entry("draw.result", &drawn)?);
    if let Some(reason) = void {
        let what = json!({"task": task, "round": round, "code": "infeasible", "reason": reason});
        entries.push(entry("draw.void", &what)?);
    }
    Ok(entries)
}

fn entry(action: &str, payload: &Value) -> Outcome<String> {
    let (at, payload) = ("2026-09-21T02:00:00Z".parse()?, payload.to_string());
    let (user, actor, resource, key) = (Some(1), "经办", "task", "7");
    let audited = Audited { at, user, actor, action, resource, key, payload: &payload };
    Ok(String::from_utf8(Leaf::new(&audited, &[5; 32])?.to_json()?)?)
}

/// The log's part over these entries; the key's seed is 32 times the byte 1.
fn files(entries: &[String]) -> Outcome<[(File, Vec<u8>); 3]> {
    let signer = Signer::new(ORIGIN, Algorithm::Ed25519, &[1; 32])?;
    let leaves: Vec<_> = entries.iter().map(|entry| leaf(entry.as_bytes())).collect();
    let proof = |(index, entry): (usize, &String)| {
        let (_, path) = audit(index, &leaves)?;
        Ok(Proof { entry: entry.clone(), index: u64::try_from(index)?, path })
    };
    let proofs: Vec<_> = entries.iter().enumerate().map(proof).collect::<Outcome<_>>()?;
    let (origin, size) = (ORIGIN.to_owned(), u64::try_from(leaves.len())?);
    let checkpoint = Checkpoint { origin, size, root: audit(0, &leaves)?.0 };
    Ok([
        (File::Checkpoint, checkpoint.sign(std::slice::from_ref(&signer)).into_bytes()),
        (File::Keys, format!("{}\n", signer.public()).into_bytes()),
        (File::Proofs, canonical::write(&proofs)?),
    ])
}

/// The root over some leaves, and the audit path of one of them, from the leaf up (RFC 6962 §2.1.1).
fn audit(index: usize, leaves: &[Hash]) -> Outcome<(Hash, Vec<Hash>)> {
    let (left, right) = match leaves {
        [] => return Err("no entries".into()),
        [only] => return Ok((*only, Vec::new())),
        _ => leaves.split_at(leaves.len().next_power_of_two().div_euclid(2)),
    };
    let in_left = index < left.len();
    let (first, path_in_left) = audit(if in_left { index } else { 0 }, left)?;
    let (second, path_in_right) = audit(index.saturating_sub(left.len()), right)?;
    let (mut path, sibling) = if in_left { (path_in_left, second) } else { (path_in_right, first) };
    path.push(sibling);
    Ok((node(&first, &second), path))
}
