use std::path::PathBuf;

use domain::draw::bundle;
use domain::draw::canonical;
use domain::draw::merkle::Root;
use domain::log::Checkpoint;
use domain::log::evidence::Proof;
use domain::log::note::{Algorithm, Signer};

use super::super::verify;
use super::*;

/// Who signed the logs of the vectors.
fn signer() -> Signer {
    Signer::new("sunlot.example/log", Algorithm::Ed25519, &[1; 32]).unwrap()
}

/// A vector with its log: announced, committed to, frozen, revealed, drawn.
fn logged() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let vector = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/vectors/weighted-strata"));
    fs::create_dir(folder.path().join("log")).unwrap();
    let log = [File::Checkpoint, File::Keys, File::Proofs].map(File::name);
    for name in bundle::File::ALL.map(bundle::File::name).into_iter().chain(log) {
        fs::copy(vector.join(name), folder.path().join(name)).unwrap();
    }
    folder
}

fn change(folder: &Path, change: impl FnOnce(&mut Vec<Proof>)) {
    let place = folder.join("log/proofs.json");
    let mut proofs: Vec<Proof> = serde_json::from_slice(&fs::read(&place).unwrap()).unwrap();
    change(&mut proofs);
    fs::write(place, canonical::write(&proofs).unwrap()).unwrap();
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
    let folder = logged();
    for bundle in [folder.path().to_owned(), zipped(folder.path())] {
        for keys in [vec![], vec![signer().public().clone()]] {
            let (status, text) = checked(&bundle, &keys);
            assert_eq!((status, text.lines().last()), (0, Some("verified")), "{text}");
            let line = text.lines().rev().nth(1).unwrap();
            assert!(line.starts_with("通过    全程留痕日志：事件 5 条，检查点 5 条"), "{line}");
            assert!(line.ends_with(&signer().public().to_string()), "{line}");
        }
    }
}

#[test]
fn a_step_that_the_log_lacks_is_named() {
    for (step, why) in [
        (0, "日志中没有与锁定书一致的公告"),
        (1, "日志中参与方“supervisor:11”的承诺（draw.commit）应恰有一条"),
        (2, "锁定事件应恰有一个，实有 0 个"),
        (3, "日志中参与方“supervisor:11”的揭示（draw.reveal）应恰有一条"),
        (4, "日志中的抽取结果（draw.result）应恰有一条"),
    ] {
        let folder = logged();
        change(folder.path(), |proofs| drop(proofs.remove(step)));
        assert_refused(folder.path(), why);
        fs::remove_file(folder.path().join("log/keys")).unwrap();
        assert_eq!(checked(folder.path(), &[]).0, 2, "half a log is no log");
    }
}

#[test]
fn a_stale_checkpoint_is_refused() {
    let folder = logged();
    let mut root = Root::new();
    change(folder.path(), |proofs| {
        proofs.truncate(2);
        proofs.iter().take(1).for_each(|proof| root.push(proof.entry.as_bytes()));
        proofs[0].path.clear();
    });
    let checkpoint = Checkpoint { origin: "sunlot.example/log".to_owned(), size: 1, root: root.value() };
    fs::write(folder.path().join("log/checkpoint"), checkpoint.sign(&[signer()])).unwrap();
    assert_refused(folder.path(), "检查点已过时：只覆盖 1 条");
}

#[test]
fn a_forged_proof_is_refused() {
    let folder = logged();
    change(folder.path(), |proofs| proofs[1].entry = proofs[1].entry.replace("02:00:00Z", "03:00:00Z"));
    assert_refused(folder.path(), "第 1 条日志的包含证明不成立");
}

#[test]
fn whoever_asks_for_a_key_gets_no_less() {
    let other = Signer::new("sunlot.example/log", Algorithm::Ed25519, &[2; 32]).unwrap();
    let folder = logged();
    let (status, text) = checked(folder.path(), &[other.public().clone()]);
    assert!(status == 1 && text.contains("没有可信密钥的签名"), "{text}");
    fs::remove_dir_all(folder.path().join("log")).unwrap();
    let (status, text) = checked(folder.path(), &[]);
    assert!(status == 0 && text.contains("未核对  全程留痕日志：证据包没有日志部分"), "{text}");
    let (status, text) = checked(folder.path(), &[signer().public().clone()]);
    assert!(status == 1 && text.contains("没有日志部分"), "{text}");
}
