use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use bundle_zip::Zip;
use contract::check::CheckEvent;
use contract::check::log::LogPart;
use domain::draw::bundle;
use domain::draw::canonical;
use domain::draw::merkle::leaf;
use domain::log::evidence::{File, Proof};
use domain::log::note::Signer;
use serde_json::{Value, json};

use super::*;
use crate::Checked;

const ORIGIN: &str = "sunlot.example/log";

fn signer(seed: u8) -> Signer {
    Signer::new(ORIGIN, Algorithm::Ed25519, &[seed; 32]).unwrap()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/domain/vectors/open-small")
}

fn vector(file: bundle::File) -> Vec<u8> {
    fs::read(folder().join(file.name())).unwrap()
}

/// The log of the vector, of three entries: announced, frozen, drawn; and its head.
fn evidence() -> (Evidence, LogHead, Vec<InclusionProof>) {
    let read = |file: File| fs::read(folder().join(file.name())).unwrap();
    let (note, keys, proofs) = (read(File::Checkpoint), read(File::Keys), read(File::Proofs));
    let (checkpoint, _) = Checkpoint::open(&note, &[signer(1).public().clone()]).unwrap();
    let list: Vec<Proof> = canonical::parse(&proofs).unwrap();
    let inclusions = list.into_iter().map(|proof| InclusionProof {
        index: proof.index,
        leaf_hash: leaf(proof.entry.as_bytes()).to_string(),
        size: checkpoint.size,
        root: checkpoint.root.to_string(),
        path: proof.path.iter().map(ToString::to_string).collect(),
        entry: proof.entry,
    });
    let inclusions = inclusions.collect();
    (Evidence { checkpoint: note, keys, proofs }, told(checkpoint), inclusions)
}

fn zipped(log: &[(File, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, content: &[u8]| {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    };
    for file in bundle::File::ALL {
        add(file.name(), &vector(file));
    }
    for (file, content) in log {
        add(file.name(), content);
    }
    archive.finish().unwrap().into_inner()
}

/// The check of a bundle with this log's part, and what was told meanwhile.
fn checked(log: &[(File, &[u8])], keys: &[Key]) -> (Checked, Vec<CheckEvent>) {
    let (bytes, mut events) = (zipped(log), Vec::new());
    let checked = Checked::check(&Zip::new(|| Ok(Cursor::new(bytes.as_slice()))), keys, &mut |event| {
        events.push(event);
    });
    (checked, events)
}

#[test]
fn the_part_of_a_bundle_is_checked_after_the_draw() {
    let (evidence, ..) = evidence();
    let (checked, events) = checked(&evidence.files(), &[]);
    let report = checked.report();
    assert!(report.verified && report.failure.is_none() && report.draw.is_some());
    assert_eq!((report.log.part, report.checks.len()), (LogPart::Passed, 13));
    let line = report.log.line;
    let figures: Vec<_> =
        line.figures.iter().map(|one| (one.quantity.as_str(), one.value.as_str())).collect();
    assert_eq!(&figures[..3], [("log_events", "3"), ("log_origin", ORIGIN), ("log_size", "3")]);
    assert_eq!(figures.last().unwrap(), &("log_key", signer(1).public().to_string().as_str()));
    assert_eq!(events.last(), Some(&CheckEvent::Passed { line }));
}

#[test]
fn a_bundle_without_the_part_verifies_unless_a_key_is_trusted() {
    let report = checked(&[], &[]).0.report();
    assert_eq!((report.verified, report.log.part), (true, LogPart::Absent));
    let (strict, events) = checked(&[], &[signer(1).public().clone()]);
    let report = strict.report();
    assert_eq!((report.verified, report.log.part), (false, LogPart::Failed));
    assert_eq!(report.failure.unwrap().reason, "证据包没有日志部分");
    assert!(matches!(events.last(), Some(CheckEvent::Failed { line, .. }) if line.code == CODE));
}

#[test]
fn a_part_that_does_not_hold_is_refused_with_its_reason() {
    let (good, ..) = evidence();
    let refused = |evidence: &Evidence, keys: &[Key]| {
        let (checked, events) = checked(&evidence.files(), keys);
        let report = checked.report();
        assert!(!report.verified && report.draw.is_none());
        assert_eq!(report.log.part, LogPart::Failed);
        assert!(report.checks.iter().all(|line| line.passed), "the draw itself was in order");
        let failure = report.failure.unwrap();
        assert_eq!(failure.code, CODE);
        let told =
            matches!(events.last(), Some(CheckEvent::Failed { reason, .. }) if *reason == failure.reason);
        assert!(told);
        failure.reason
    };
    let changed = |change: &dyn Fn(&mut Vec<Proof>)| {
        let mut proofs: Vec<Proof> = serde_json::from_slice(&good.proofs).unwrap();
        change(&mut proofs);
        Evidence { proofs: canonical::write(&proofs).unwrap(), ..good.clone() }
    };
    let forged = changed(&|proofs| proofs[0].path[0].0[0] ^= 1);
    assert_eq!(refused(&forged, &[]), "log/proofs.json：第 0 条日志的包含证明不成立");
    let stale = changed(&|proofs| proofs[2].index = 3);
    assert_eq!(refused(&stale, &[]), "检查点已过时：只覆盖 3 条，而事件在第 3 条（从 0 起）");
    let headless = changed(&|proofs| drop(proofs.remove(1)));
    assert_eq!(refused(&headless, &[]), "日志中本轮的锁定事件应恰有一个，实有 0 个");
    let silent = changed(&|proofs| drop(proofs.remove(0)));
    assert_eq!(refused(&silent, &[]), "日志中没有与锁定书一致的公告（draw.announce）");
    assert!(refused(&good, &[signer(2).public().clone()]).contains("没有可信密钥的签名"));
    let unsigned = Evidence { keys: format!("{}\n", signer(2).public()).into_bytes(), ..good.clone() };
    assert!(refused(&unsigned, &[]).contains("没有可信密钥的签名"));
}

#[test]
fn half_a_part_cannot_be_read() {
    let (evidence, ..) = evidence();
    let (checked, _) = checked(&evidence.files()[..2], &[]);
    let failure = checked.report().failure.unwrap();
    assert_eq!((failure.reason.as_str(), failure.unreadable), ("证据包的日志部分不完整", true));
}

fn published(seed: u8, handover: Option<String>) -> LogKey {
    let created_at = "2026-09-21T02:00:00Z".parse().unwrap();
    let retired_at = handover.is_some().then_some(created_at);
    LogKey { vkey: signer(seed).public().to_string(), created_at, retired_at, handover }
}

fn asked(question: &Value) -> Value {
    serde_json::to_value(answer(&serde_json::from_value(question.clone()).unwrap())).unwrap()
}

#[test]
fn a_checkpoint_tells_who_signed_it_and_how_keys_changed() {
    let (_, head, _) = evidence();
    let checkpoint = checkpoint(&head).unwrap();
    let witness = Signer::new("witness.example", Algorithm::Cosignature, &[9; 32]).unwrap();
    let note = format!("{}{}", checkpoint.sign(&[signer(2)]), witness.line(&checkpoint.to_string(), 7));
    let both = checkpoint.sign(&[signer(1), signer(2)]);
    let keys = [published(1, Some(both)), published(2, None)];
    let told = asked(&json!({"kind": "head", "note": note, "keys": keys}));
    assert_eq!(told["head"], json!(head));
    assert_eq!(told["signatures"].as_array().unwrap().len(), 1, "nobody published the witness's key");
    assert_eq!(told["signatures"][0]["vkey"], keys[1].vkey);
    assert_eq!(told["handovers"], json!([{"vkey": keys[0].vkey, "head": head, "reason": null}]));
    let alone = [published(1, Some(checkpoint.sign(&[signer(1)]))), published(2, None)];
    let told = asked(&json!({"kind": "head", "note": note, "keys": alone}));
    assert_eq!(told["handovers"][0]["head"], Value::Null);
    assert!(told["handovers"][0]["reason"].as_str().unwrap().contains("没有可信密钥的签名"));
    for (note, keys) in [
        (note.as_str(), &keys[..1]),
        (note.as_str(), &[]),
        (note.replace("\n3\n", "\n4\n").as_str(), &keys[..]),
        ("no note", &keys[..]),
    ] {
        let told = asked(&json!({"kind": "head", "note": note, "keys": keys}));
        assert_eq!(told["kind"], "refused", "{note} {told}");
    }
}

#[test]
fn an_entry_is_found_under_its_checkpoint_and_a_changed_one_is_not() {
    let (_, head, proofs) = evidence();
    for proof in &proofs {
        let told = asked(&json!({"kind": "inclusion", "proof": proof, "head": head}));
        assert_eq!(told, json!({"kind": "inclusion", "leaf_hash": proof.leaf_hash}));
        let entry = proof.entry.replace("2026-09-21", "2026-09-20");
        let changes: [(&str, Value); 5] = [
            ("entry", entry.into()),
            ("index", ((proof.index + 1) % 3).into()),
            ("path", json!([])),
            ("path", json!(["zz"])),
            ("size", 4.into()),
        ];
        for (member, value) in changes {
            let mut changed = serde_json::to_value(proof).unwrap();
            changed[member] = value;
            let told = asked(&json!({"kind": "inclusion", "proof": changed, "head": head}));
            assert_eq!(told["kind"], "refused", "{member}");
        }
    }
}

#[test]
fn growth_is_told_in_words() {
    let (_, later, proofs) = evidence();
    let earlier = LogHead { size: 1, root: proofs[0].leaf_hash.clone(), ..later.clone() };
    // Of a log of three that began with one, the proof is the audit path of the first.
    let path = proofs[0].path.clone();
    let told = |earlier: &LogHead, later: &LogHead, path: &[String]| {
        asked(&json!({"kind": "growth", "earlier": earlier, "later": later, "path": path}))
    };
    let grown = told(&earlier, &later, &path);
    assert_eq!(grown, json!({"kind": "growth", "change": "grown", "label": "只增不改", "sound": true}));
    assert_eq!(told(&later, &later, &[])["change"], "same");
    let forged = told(&earlier, &later, &[proofs[0].leaf_hash.clone(), path[1].clone()]);
    assert_eq!((&forged["change"], &forged["sound"]), (&json!("unproven"), &json!(false)));
    assert_eq!(told(&later, &earlier, &path)["change"], "shrunk");
    let broken = LogHead { root: "no hash".to_owned(), ..later.clone() };
    assert_eq!(told(&earlier, &broken, &path)["kind"], "refused");
}
