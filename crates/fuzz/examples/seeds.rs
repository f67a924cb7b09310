//! Writes the honest inputs that fuzzing begins with, from the vectors: `cargo run -p fuzz --example seeds`.
#![allow(missing_docs, reason = "a program")]

use std::error::Error;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use domain::draw::bundle;
use domain::draw::canonical;
use domain::draw::merkle::leaf;
use domain::log::evidence::{File, Proof};
use domain::log::tile;
use zip::write::SimpleFileOptions;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const VECTORS: [&str; 4] = ["blinded-entropy", "infeasible", "open-small", "weighted-strata"];
const LOG: [File; 3] = [File::Checkpoint, File::Keys, File::Proofs];

fn main() -> Outcome {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    for vector in VECTORS {
        let folder = here.join("../domain/vectors").join(vector);
        let names = bundle::File::ALL.map(bundle::File::name).into_iter().chain(LOG.map(File::name));
        let files: Vec<_> =
            names.map(|name| Ok((name, fs::read(folder.join(name))?))).collect::<Outcome<_>>()?;
        let contents: Vec<_> = files.iter().map(|(_, content)| content.clone()).collect();
        write(here, "zip", vector, &zipped(&files)?)?;
        write(here, "bundle", vector, &fuzz::join(&contents))?;
        write(here, "log", vector, &log(&folder)?)?;
    }
    Ok(())
}

fn write(here: &Path, target: &str, name: &str, content: &[u8]) -> Outcome {
    let folder = here.join("corpus").join(target);
    fs::create_dir_all(&folder)?;
    Ok(fs::write(folder.join(name), content)?)
}

fn zipped(files: &[(&str, Vec<u8>)]) -> Outcome<Vec<u8>> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(*name, SimpleFileOptions::default())?;
        archive.write_all(content)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// An input of the target `log`: the vector's log has no other entries than those of its proofs.
fn log(folder: &Path) -> Outcome<Vec<u8>> {
    let read = |file: File| fs::read(folder.join(file.name()));
    let proofs: Vec<Proof> = canonical::parse(&read(File::Proofs)?)?;
    let mut entries = Vec::new();
    for proof in &proofs {
        if !tile::write_entry(&mut entries, proof.entry.as_bytes()) {
            return Err("an entry is too long".into());
        }
    }
    let hashes: Vec<_> = proofs.iter().map(|proof| leaf(proof.entry.as_bytes())).collect();
    let key = read(File::Keys)?.trim_ascii_end().to_vec();
    Ok(fuzz::join(&[key, read(File::Checkpoint)?, entries, tile::write_hashes(&hashes)]))
}
