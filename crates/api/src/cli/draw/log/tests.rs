use std::path::PathBuf;

use domain::draw::bundle;
use domain::draw::canonical;
use domain::draw::freeze::Freeze;
use domain::draw::merkle::{Root, leaf, node};
use domain::draw::result::DrawResult;
use domain::log::evidence::Proof;
use domain::log::leaf::Audited;
use domain::log::note::{Algorithm, Signer};
use domain::log::{Checkpoint, Leaf};
use serde_json::{Value, json};

use super::super::verify;
use super::*;

fn entry(action: &str, payload: &Value) -> String {
    let payload = payload.to_string();
    let at = "2026-09-21T02:00:00Z".parse().unwrap();
    let (user, actor, resource, key) = (Some(1), "经办", "task", "7");
    let audited = Audited { at, user, actor, action, resource, key, payload: &payload };
    String::from_utf8(Leaf::new(&audited, &[5; 32]).unwrap().to_json().unwrap()).unwrap()
}

fn signer() -> Signer {
    Signer::new("sunlot.example/log", Algorithm::Ed25519, &[1; 32]).unwrap()
}

/// A vector with a log of two entries: its freeze and its result, or the other way round.
fn logged(freeze_first: bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let vector = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/vectors/open-small"));
    for file in bundle::File::ALL {
        fs::copy(vector.join(file.name()), folder.path().join(file.name())).unwrap();
    }
    let read = |file: bundle::File| fs::read(vector.join(file.name())).unwrap();
    let freeze: Freeze = serde_json::from_slice(&read(bundle::File::Freeze)).unwrap();
    let result: DrawResult = serde_json::from_slice(&read(bundle::File::Result)).unwrap();
    let mut entries = [
        entry("draw.freeze", &json!({"round": freeze.round, "freeze_hash": freeze.hash().unwrap()})),
        entry("draw.result", &json!({"round": freeze.round, "result": result})),
    ];
    if !freeze_first {
        entries.reverse();
    }
    let hashes = entries.each_ref().map(|entry| leaf(entry.as_bytes()));
    let root = node(&hashes[0], &hashes[1]);
    let checkpoint = Checkpoint { origin: "sunlot.example/log".to_owned(), size: 2, root };
    let proof = |(index, entry): (u64, String), sibling| Proof { entry, index, path: vec![sibling] };
    let [first, second] = entries;
    let proofs = [proof((0, first), hashes[1]), proof((1, second), hashes[0])];
    fs::create_dir(folder.path().join("log")).unwrap();
    let write = |file: File, content: &[u8]| fs::write(folder.path().join(file.name()), content).unwrap();
    write(File::Checkpoint, checkpoint.sign(&[signer()]).as_bytes());
    write(File::Keys, format!("{}\n", signer().public()).as_bytes());
    write(File::Proofs, &canonical::write(&proofs).unwrap());
    folder
}

fn zipped(folder: &Path) -> PathBuf {
    let path = folder.join("bundle.zip");
    let mut archive = zip::ZipWriter::new(fs::File::create(&path).unwrap());
    let log = [File::Checkpoint, File::Keys, File::Proofs].map(File::name);
    for name in bundle::File::ALL.map(bundle::File::name).into_iter().chain(log) {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(&fs::read(folder.join(name)).unwrap()).unwrap();
    }
    archive.finish().unwrap();
    path
}

fn checked(bundle: &Path, keys: &[Key]) -> (u8, String) {
    let mut out = Vec::new();
    let status = verify(bundle, keys, &mut out).unwrap();
    (status.code(), String::from_utf8(out).unwrap())
}

fn assert_refused(bundle: &Path, why: &str) {
    let (status, text) = checked(bundle, &[]);
    assert!(status == 1 && text.lines().last().unwrap().contains(why), "{text}");
    assert!(text.contains("不通过  全程留痕日志") && !text.contains("verified"), "{text}");
}

#[test]
fn the_log_is_an_extra_line() {
    let folder = logged(true);
    for bundle in [folder.path().to_owned(), zipped(folder.path())] {
        for keys in [vec![], vec![signer().public().clone()]] {
            let (status, text) = checked(&bundle, &keys);
            assert_eq!((status, text.lines().last()), (0, Some("verified")), "{text}");
            let line = text.lines().rev().nth(1).unwrap();
            assert!(line.starts_with("通过    全程留痕日志：事件 2 条，检查点 2 条"), "{line}");
            assert!(line.ends_with(&signer().public().to_string()), "{line}");
        }
    }
}

#[test]
fn a_freeze_after_the_result_is_refused() {
    assert_refused(logged(false).path(), "先后次序不符合规程");
}

#[test]
fn a_stale_checkpoint_is_refused() {
    let folder = logged(true);
    let proofs = fs::read(folder.path().join("log/proofs.json")).unwrap();
    let proofs: Vec<Proof> = serde_json::from_slice(&proofs).unwrap();
    let mut root = Root::new();
    root.push(proofs[0].entry.as_bytes());
    let checkpoint = Checkpoint { origin: "sunlot.example/log".to_owned(), size: 1, root: root.value() };
    fs::write(folder.path().join("log/checkpoint"), checkpoint.sign(&[signer()])).unwrap();
    let proofs = [Proof { path: vec![], ..proofs[0].clone() }, proofs[1].clone()];
    fs::write(folder.path().join("log/proofs.json"), canonical::write(&proofs).unwrap()).unwrap();
    assert_refused(folder.path(), "检查点已过时：只覆盖 1 条");
}

#[test]
fn a_forged_proof_is_refused() {
    let folder = logged(true);
    let place = folder.path().join("log/proofs.json");
    let mut proofs: Vec<Proof> = serde_json::from_slice(&fs::read(&place).unwrap()).unwrap();
    proofs[1].entry = proofs[1].entry.replace("02:00:00Z", "03:00:00Z");
    fs::write(place, canonical::write(&proofs).unwrap()).unwrap();
    assert_refused(folder.path(), "第 1 条日志的包含证明不成立");
}

#[test]
fn whoever_asks_for_a_key_gets_no_less() {
    let other = Signer::new("sunlot.example/log", Algorithm::Ed25519, &[2; 32]).unwrap();
    let folder = logged(true);
    let (status, text) = checked(folder.path(), &[other.public().clone()]);
    assert!(status == 1 && text.contains("没有可信密钥的签名"), "{text}");
    fs::remove_file(folder.path().join("log/keys")).unwrap();
    assert_eq!(checked(folder.path(), &[]).0, 2, "half a log is no log");
    fs::remove_dir_all(folder.path().join("log")).unwrap();
    assert_eq!(checked(folder.path(), &[]).0, 0);
    let (status, text) = checked(folder.path(), &[signer().public().clone()]);
    assert!(status == 1 && text.contains("没有日志部分"), "{text}");
}
