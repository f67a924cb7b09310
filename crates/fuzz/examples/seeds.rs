//! Writes the honest inputs that fuzzing begins with: `cargo run -p fuzz --example seeds`.
#![allow(missing_docs, reason = "a program")]

use std::error::Error;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use domain::draw::bundle::File;
use domain::draw::canonical;
use domain::draw::freeze::Freeze;
use domain::draw::merkle::{leaf, node};
use domain::draw::result::DrawResult;
use domain::log::evidence::{self, Evidence, Proof};
use domain::log::leaf::Audited;
use domain::log::note::{Algorithm, Signer};
use domain::log::{Checkpoint, Leaf, tile};
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const VECTORS: [&str; 4] = ["blinded-entropy", "infeasible", "open-small", "weighted-strata"];
const NAME: &str = "sunlot.example/log";

fn main() -> Outcome {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in VECTORS {
        let folder = here.join("../domain/vectors").join(name);
        let files: Vec<_> =
            File::ALL.into_iter().map(|file| fs::read(folder.join(file.name()))).collect::<Result<_, _>>()?;
        let [freeze, .., result] = files.as_slice() else { return Err("a bundle has seven files".into()) };
        let (freeze, result): (Freeze, DrawResult) =
            (serde_json::from_slice(freeze)?, serde_json::from_slice(result)?);
        let (evidence, log) = logged(&freeze, &result)?;
        write(here, "zip", name, &zipped(&files, &evidence)?)?;
        let beside = evidence.files().map(|(_, content)| content.to_vec());
        write(here, "bundle", name, &fuzz::join(&[files.as_slice(), &beside].concat()))?;
        write(here, "log", name, &log)?;
    }
    Ok(())
}

fn write(here: &Path, target: &str, name: &str, content: &[u8]) -> Outcome {
    let folder = here.join("corpus").join(target);
    fs::create_dir_all(&folder)?;
    Ok(fs::write(folder.join(name), content)?)
}

fn zipped(files: &[Vec<u8>], evidence: &Evidence) -> Outcome<Vec<u8>> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let names = File::ALL.map(File::name);
    let bundle = names.into_iter().zip(files.iter().map(Vec::as_slice));
    let log = evidence.files().map(|(file, content)| (evidence::File::name(file), content));
    for (name, content) in bundle.chain(log) {
        archive.start_file(name, SimpleFileOptions::default())?;
        archive.write_all(content)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// A log of the freeze and the result: the bundle's part of it, and an input of the target `log`.
fn logged(freeze: &Freeze, result: &DrawResult) -> Outcome<(Evidence, Vec<u8>)> {
    let signer = Signer::new(NAME, Algorithm::Ed25519, &[1; 32])?;
    let frozen = json!({"round": freeze.round, "freeze_hash": freeze.hash()?});
    let drawn = json!({"round": freeze.round, "result": result});
    let entries = [entry("draw.freeze", &frozen)?, entry("draw.result", &drawn)?];
    let [first, second] = entries.each_ref().map(|entry| leaf(entry.as_bytes()));
    let checkpoint = Checkpoint { origin: NAME.to_owned(), size: 2, root: node(&first, &second) };
    let note = checkpoint.sign(std::slice::from_ref(&signer));
    let key = signer.public().to_string();
    let mut bundle = Vec::new();
    for entry in &entries {
        if !tile::write_entry(&mut bundle, entry.as_bytes()) {
            return Err("an entry is too long".into());
        }
    }
    let hashes = tile::write_hashes(&[first, second]);
    let log = fuzz::join(&[key.clone().into_bytes(), note.clone().into_bytes(), bundle, hashes]);
    let proofs: Vec<_> = (0..)
        .zip(entries.into_iter().zip([second, first]))
        .map(|(index, (entry, sibling))| Proof { entry, index, path: vec![sibling] })
        .collect();
    let (checkpoint, keys) = (note.into_bytes(), format!("{key}\n").into_bytes());
    Ok((Evidence { checkpoint, keys, proofs: canonical::write(&proofs)? }, log))
}

fn entry(action: &str, payload: &Value) -> Outcome<String> {
    let (at, payload) = ("2026-09-21T02:00:00Z".parse()?, payload.to_string());
    let (user, actor, resource, key) = (Some(1), "经办", "task", "7");
    let audited = Audited { at, user, actor, action, resource, key, payload: &payload };
    Ok(String::from_utf8(Leaf::new(&audited, &[5; 32])?.to_json()?)?)
}
