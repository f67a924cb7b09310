//! What comes from anywhere — a bundle, a ZIP, a log — read as if it were honest. Whatever the bytes, the answer is a verdict:
//! no panic, and memory that the fuzzer limits; and a ZIP that is read holds the same files to another reader. Each function is a target of `cargo fuzz`; `corpus/` has what it begins with
//! and what it finds worth keeping; `seeds` (an example) writes the honest inputs of it.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use bundle_zip::Zip;
use domain::draw::bundle::{File, Memory, Source};
use domain::draw::hash::Hash;
use domain::draw::openings::Salt;
use domain::draw::verify::Verification;
use domain::draw::{Fixed, own, verify};
use domain::log::evidence::{self, Evidence};
use domain::log::monitor::{Monitor, News};
use domain::log::note::Key;
use domain::log::{Checkpoint, Leaf, proof, tile};

/// Between the parts of an input that stands for several files. No file of a bundle but the roster can have it.
pub const SEPARATOR: &[u8] = b"\n--\n";

/// A bundle in a ZIP, with what may lie beside it.
pub fn zip(input: &[u8]) {
    let zip = Zip::new(|| Ok(Cursor::new(input)));
    check(&zip);
    for name in [evidence::File::Checkpoint, evidence::File::Keys, evidence::File::Proofs].map(|f| f.name()) {
        drop(zip.beside(name, 1 << 20));
    }
    drop(zip.damaged());
    let own = |name: &str| {
        let file = File::ALL.into_iter().find(|file| file.name() == name)?;
        zip.with(file, |content| whole(content)).ok().flatten()
    };
    for (name, other) in by_directory(input).into_iter().chain(in_sequence(input)) {
        if let Some(own) = own(&name) {
            assert!(own == other, "another {name} to another reader");
        }
    }
}

/// Most bytes of a file that are compared.
const COMPARED: u64 = 1 << 20;

/// A file that is not too long and can be read to its end.
fn whole(content: impl Read) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    content.take(COMPARED).read_to_end(&mut bytes).ok()?;
    (u64::try_from(bytes.len()) != Ok(COMPARED)).then_some(bytes)
}

/// The files of a ZIP to a reader that goes by its directory.
fn by_directory(input: &[u8]) -> Vec<(String, Vec<u8>)> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(input)) else { return Vec::new() };
    let mut read = |file: File| Some((file.name().to_owned(), whole(archive.by_name(file.name()).ok()?)?));
    File::ALL.into_iter().filter_map(&mut read).collect()
}

/// The same to one that reads members one after the other, as far as it does.
fn in_sequence(input: &[u8]) -> Vec<(String, Vec<u8>)> {
    let (mut rest, mut files) = (input, Vec::new());
    while let Ok(Some(member)) = zip::read::read_zipfile_from_stream(&mut rest) {
        let name = String::from_utf8_lossy(member.name_raw()).into_owned();
        files.extend(whole(member).map(|content| (name, content)));
    }
    files
}

/// The files of a bundle in the order of [`File::ALL`], then those of its log, as [`join`] writes them.
pub fn bundle(input: &[u8]) {
    let mut parts = split(input);
    let mut files = BTreeMap::new();
    for file in File::ALL {
        if let Some(content) = parts.next() {
            files.insert(file, content.to_vec());
        }
    }
    let [checkpoint, keys, proofs] = [(); 3].map(|()| parts.next().unwrap_or_default().to_vec());
    let evidence = Evidence { checkpoint, keys, proofs };
    let bundle = Memory(files);
    let verification = check(&bundle);
    let Some(draw) = evidence::Draw::of(&verification) else { return };
    if let Err(fault) = evidence::verify(&evidence, &draw, &[]) {
        drop(fault.to_string());
    }
}

/// A key, a checkpoint, a tile of entries, one of hashes; an entry follows from the tile, a proof from the hashes.
pub fn log(input: &[u8]) {
    let mut parts = split(input);
    let [key, note, entries, hashes] = [(); 4].map(|()| parts.next().unwrap_or_default());
    let key: Result<Key, _> = String::from_utf8_lossy(key).parse();
    let keys: Vec<_> = key.into_iter().collect();
    let opened = Checkpoint::open(note, &keys);
    drop(opened.as_ref().map_err(ToString::to_string));
    let entries = tile::read_entries(entries).unwrap_or_default();
    for entry in &entries {
        drop(Leaf::parse(entry).map_err(|fault| fault.to_string()));
    }
    let path = tile::read_hashes(hashes).unwrap_or_default();
    let (index, size) =
        (u64::try_from(entries.len()).unwrap_or_default(), u64::try_from(note.len()).unwrap_or_default());
    let root: Hash = path.first().copied().unwrap_or(Fixed([0; 32]));
    let _ = proof::includes(&root, index, size, &path, &root);
    let _ = proof::extends(index, size, &path, &root, &root);
    let (Some(key), Ok((checkpoint, _))) = (keys.first(), opened) else { return };
    let mut monitor = Monitor::new(key);
    if let Ok(News::Grown(_)) = monitor.look(note, &[]) {
        let entries = entries.into_iter().map(|entry| Ok::<_, ()>(entry.to_vec()));
        drop(monitor.read(&checkpoint, entries));
    }
}

/// The parts of an input.
fn split(input: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(input);
    std::iter::from_fn(move || {
        let whole = rest?;
        let at = whole.windows(SEPARATOR.len()).position(|window| window == SEPARATOR);
        let Some((part, after)) = at.and_then(|at| whole.split_at_checked(at)) else {
            rest = None;
            return Some(whole);
        };
        rest = after.get(SEPARATOR.len()..);
        Some(part)
    })
}

/// Parts as one input.
#[must_use]
pub fn join(parts: &[Vec<u8>]) -> Vec<u8> {
    parts.join(SEPARATOR)
}

/// Checks a bundle, says why not, and looks for a row of it.
fn check(bundle: &impl Source) -> Verification {
    let verification = verify(bundle, &mut |_| {});
    if let Some((_, failure)) = &verification.failure {
        drop(failure.to_string());
    }
    if let (Some(freeze), Some(recomputed)) = (&verification.freeze, &verification.recomputed) {
        let salt: Salt = Fixed([0; 16]);
        let opening = recomputed.openings.values().next();
        let code = opening.map(|opening| opening.code.clone()).unwrap_or_default();
        for (code, salt) in [(code.as_str(), None), ("", None), (code.as_str(), Some(&salt))] {
            drop(own::find(bundle, freeze, recomputed, code, salt));
        }
    }
    verification
}
