mod server;

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use domain::draw::bundle::{File, Memory};
use domain::draw::compute;
use domain::draw::freeze::Freeze;
use domain::log::note::{Algorithm, Signer};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;
use server::Forged;

fn at(day: &str) -> DateTime<Utc> {
    format!("{day}T02:00:00Z").parse().unwrap()
}

fn vector(file: File) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/vectors/open-small");
    std::fs::read(PathBuf::from(folder).join(file.name())).unwrap()
}

fn bundle(change: impl Fn(File, Vec<u8>) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for file in File::ALL {
        if let Some(content) = change(file, vector(file)) {
            zip.start_file(file.name(), zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(&content).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

/// The events of a draw, of the task with key 7.
fn logged(log: &mut Forged, freeze: &[u8], result: &[u8]) {
    let freeze: Freeze = serde_json::from_slice(freeze).unwrap();
    let result: Value = serde_json::from_slice(result).unwrap();
    let hash = freeze.hash().unwrap().to_string();
    log.add("draw.freeze", "7", &json!({"round": 1, "freeze_hash": hash}));
    log.add("draw.reveal", "7", &json!({"round": 1, "party": "operator", "value": "00"}));
    log.add("draw.result", "7", &json!({"round": 1, "result": result}));
}

/// The events of the vector's draw.
fn draw(log: &mut Forged) {
    logged(log, &vector(File::Freeze), &vector(File::Result));
}

const BUNDLE: &str = "/api/v1/public/tasks/7/draws/1/bundle.zip";

/// A monitor with its state in a folder of its own.
struct Post {
    watch: Watch,
    _folder: TempDir,
}

impl Post {
    fn new(log: &Forged) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let watch = Watch {
            client: Client::new(&log.url()),
            state: folder.path().join("state.json"),
            key: None,
            witnesses: Vec::new(),
            limit: TimeDelta::days(30),
            clock: Clock::Fixed(at("2026-09-22")),
        };
        Self { watch, _folder: folder }
    }

    fn look(&self) -> (u8, String) {
        let mut out = Vec::new();
        let status = once(&self.watch, &mut out).unwrap();
        (status.code(), String::from_utf8(out).unwrap())
    }

    fn finds(&self, what: &str) {
        let (status, text) = self.look();
        assert!(status == 1 && text.contains(what), "{status} {text}");
    }

    fn is_content(&self) {
        let (status, text) = self.look();
        assert_eq!(status, 0, "{text}");
    }
}

#[test]
fn an_honest_log_is_followed_and_remembered() {
    let mut log = Forged::start();
    let post = Post::new(&log);
    let (status, text) = post.look();
    // Whom it trusts from now on is said once.
    let adopted = format!("公钥    {}\n", log.signer.public());
    assert!(status == 0 && text.starts_with(&adopted) && text.ends_with("没有发现异常\n"), "{text}");
    log.add("task.create", "7", &json!(["局〔2026〕1号", {}]));
    (0..600).for_each(|_| log.add("user.sign_in", "1", &json!({})));
    draw(&mut log);
    log.serve(BUNDLE, bundle(|_, content| Some(content)));
    log.publish();
    let (status, text) = post.look();
    let said = "日志 sunlot.example/log 共 604 条，本次新读 604 条\n重新计算了 1 轮的结果，与公布的一致\n没有发现异常\n";
    assert_eq!((status, text.as_str()), (0, said));
    // What was checked is not fetched again; only what is new is read.
    log.forget(BUNDLE);
    log.forget("/log/tile/entries/000");
    log.forget("/log/tile/entries/001");
    (0..300).for_each(|_| log.add("user.sign_in", "1", &json!({})));
    log.publish_from(2);
    let said = "日志 sunlot.example/log 共 904 条，本次新读 300 条\n没有发现异常\n";
    assert_eq!(post.look(), (0, said.to_owned()));
}

#[test]
fn a_partial_tile_that_became_full_is_read_as_the_full_one() {
    let mut log = Forged::start();
    (0..10).for_each(|_| log.add("user.sign_in", "1", &json!({})));
    let checkpoint = log.checkpoint();
    (0..300).for_each(|_| log.add("user.sign_in", "1", &json!({})));
    log.publish();
    log.serve("/log/checkpoint", checkpoint);
    Post::new(&log).is_content();
}

#[test]
fn a_rollback_is_found() {
    let mut log = Forged::start();
    (0..3).for_each(|_| log.add("user.sign_in", "1", &json!({})));
    log.publish();
    let post = Post::new(&log);
    post.is_content();
    log.entries.pop();
    log.publish();
    post.finds("日志回退：此前有 3 条，现在只有 2 条");
}

#[test]
fn a_fork_is_found_and_not_forgotten() {
    let mut log = Forged::start();
    (0..3).for_each(|_| log.add("user.sign_in", "1", &json!({})));
    log.publish();
    let post = Post::new(&log);
    post.is_content();
    log.entries[0] = b"{}".to_vec();
    log.publish();
    post.finds("日志分叉");
    log.add("user.sign_in", "1", &json!({}));
    log.publish();
    post.finds("日志分叉");
    post.finds("日志分叉");
}

#[test]
fn entries_that_are_not_those_signed_are_found() {
    let mut log = Forged::start();
    log.add("draw.void", "7", &json!({"round": 1}));
    let checkpoint = log.checkpoint();
    log.entries.clear();
    log.add("draw.void", "8", &json!({"round": 1}));
    log.publish();
    log.serve("/log/checkpoint", checkpoint);
    Post::new(&log).finds("日志分叉");
}

#[test]
fn numbers_left_out_are_found() {
    let mut log = Forged::start();
    log.add("task.create", "1", &json!(["局〔2026〕1号", {}]));
    log.publish();
    let post = Post::new(&log);
    post.is_content();
    log.add("task.create", "3", &json!(["局〔2026〕3号", {}]));
    log.publish();
    post.finds("任务编号不连续：局〔2026〕3号 之前，本系列最后的序号是 1");
}

#[test]
fn freezes_out_of_turn_are_found() {
    for (actions, what) in [
        (["draw.announce", "draw.reveal", "draw.freeze", "draw.void"], "揭示之后才锁定（日志第 2 条）"),
        (["draw.announce", "draw.entropy", "draw.freeze", "draw.void"], "揭示之后才锁定（日志第 2 条）"),
        (["draw.freeze", "draw.reveal", "draw.freeze", "draw.void"], "锁定了两次（日志第 0 条与第 2 条）"),
    ] {
        let mut log = Forged::start();
        actions.iter().for_each(|action| log.add(action, "7", &json!({"round": 1})));
        log.publish();
        Post::new(&log).finds(what);
    }
}

#[test]
fn an_announced_round_without_an_end_is_found_once_it_is_late() {
    let mut log = Forged::start();
    log.add("draw.announce", "7", &json!({"round": 1}));
    log.publish();
    let mut post = Post::new(&log);
    post.is_content();
    post.watch.clock = Clock::Fixed(at("2026-10-22"));
    post.finds("任务 7/1 轮：已公告，逾期没有结果也没有作废");
    log.add("draw.void", "7", &json!({"round": 1}));
    log.publish();
    post.is_content();
}

#[test]
fn a_result_that_does_not_recompute_is_found_until_it_does() {
    let mut log = Forged::start();
    draw(&mut log);
    log.publish();
    let post = Post::new(&log);
    post.finds("没有公布证据包");
    let forged = String::from_utf8(vector(File::Result)).unwrap().replacen("HA00006", "HA00005", 1);
    let replaced = |file, content| Some(if file == File::Result { forged.clone().into() } else { content });
    log.serve(BUNDLE, bundle(replaced));
    post.finds("任务 7/1 轮：结果不能重新算出：result.json");
    // Of an open draw nothing may be missing.
    log.serve(BUNDLE, bundle(|file, content| (file != File::Reveals).then_some(content)));
    post.finds("reveals.json");
    log.serve(BUNDLE, b"no archive".to_vec());
    post.finds("结果不能重新算出");
    log.serve(BUNDLE, bundle(|_, content| Some(content)));
    post.is_content();
}

#[test]
fn a_bundle_of_another_draw_is_found() {
    let mut log = Forged::start();
    log.add("draw.freeze", "7", &json!({"round": 1, "freeze_hash": "00"}));
    log.add("draw.result", "7", &json!({"round": 1, "result": 5}));
    log.serve(BUNDLE, bundle(|_, content| Some(content)));
    log.publish();
    Post::new(&log).finds("证据包的锁定书或结果与日志记载的不同");
}

#[test]
fn a_bundle_with_another_result_than_the_log_has_is_found() {
    // The freeze is the logged one, and the bundle by itself is right.
    let mut log = Forged::start();
    let result = String::from_utf8(vector(File::Result)).unwrap().replacen("HA00006", "HA00005", 1);
    logged(&mut log, &vector(File::Freeze), result.as_bytes());
    log.serve(BUNDLE, bundle(|_, content| Some(content)));
    log.publish();
    Post::new(&log).finds("证据包的锁定书或结果与日志记载的不同");
}

#[test]
fn the_result_of_an_unannounced_visit_is_waited_for() {
    let text = String::from_utf8(vector(File::Freeze)).unwrap();
    let freeze = text.replace(r#""mode":"open""#, r#""mode":"sealed""#).into_bytes();
    let mut files: BTreeMap<_, _> = File::ALL.into_iter().map(|file| (file, vector(file))).collect();
    files.insert(File::Freeze, freeze.clone());
    let result = compute(&Memory(files), &mut |_| {}).unwrap().result.to_json().unwrap();
    let withheld = [File::Reveals, File::Openings, File::Result];
    let content = |file, content| {
        if file == File::Freeze {
            return freeze.clone();
        }
        if file == File::Result { result.clone() } else { content }
    };
    let sealed = bundle(|file, given| (!withheld.contains(&file)).then(|| content(file, given)));
    let mut log = Forged::start();
    logged(&mut log, &freeze, &result);
    log.publish();
    log.serve(BUNDLE, sealed.clone());
    let post = Post::new(&log);
    let (status, text) = post.look();
    assert!(status == 0 && text.contains("另有 1 轮封存，结果公布后再计算\n"), "{text}");
    log.serve(BUNDLE, bundle(|file, given| Some(content(file, given))));
    post.is_content();
    log.forget(BUNDLE);
    post.is_content();
    // Nobody gets out of the check by a freeze that the log does not have.
    let mut other = Forged::start();
    draw(&mut other);
    other.publish();
    other.serve(BUNDLE, sealed);
    Post::new(&other).finds("证据包只有锁定的内容");
}

#[test]
fn a_stranger_may_not_sign() {
    let mut log = Forged::start();
    log.add("user.sign_in", "1", &json!({}));
    log.publish();
    let post = Post::new(&log);
    post.is_content();
    let stranger = Signer::new("sunlot.example/log", Algorithm::Ed25519, &[9; 32]).unwrap();
    let first = std::mem::replace(&mut log.signer, stranger);
    log.publish();
    post.finds("未经公告的密钥");
    log.signer = first;
    log.publish();
    let note = String::from_utf8(log.checkpoint()).unwrap().replace("\n1\n", "\n2\n");
    log.serve("/log/checkpoint", note.into_bytes());
    post.finds("检查点不可信");
}

#[test]
fn cosignatures_of_known_witnesses_must_hold() {
    let mut log = Forged::start();
    log.add("user.sign_in", "1", &json!({}));
    log.publish();
    let witness = Signer::new("witness.example/w", Algorithm::Cosignature, &[3; 32]).unwrap();
    let mut post = Post::new(&log);
    post.watch.witnesses = vec![witness.public().clone()];
    post.is_content();
    let signed = |text: &str| {
        let note = String::from_utf8(log.checkpoint()).unwrap();
        [note, witness.line(text, 1_790_000_000)].concat().into_bytes()
    };
    let note = String::from_utf8(log.checkpoint()).unwrap();
    let (text, _) = note.split_once("\n\n").unwrap();
    log.serve("/log/checkpoint", signed(&format!("{text}\n")));
    post.is_content();
    // What it signed was another checkpoint.
    log.serve("/log/checkpoint", signed(&format!("{}\n", text.replace("\n1\n", "\n2\n"))));
    post.finds("检查点不可信");
    // Of a witness that nobody here knows nothing can be said.
    post.watch.witnesses.clear();
    post.is_content();
}

#[test]
fn a_change_of_the_key_is_followed() {
    let mut log = Forged::start();
    log.add("user.sign_in", "1", &json!({}));
    log.publish();
    let post = Post::new(&log);
    post.is_content();
    let next = Signer::new("sunlot.example/log", Algorithm::Ed25519, &[2; 32]).unwrap();
    let (old, new) = (log.signer.public().to_string(), next.public().to_string());
    log.add("log.rotate", "sunlot.example/log", &json!({"retired": old, "key": new}));
    let handover = String::from_utf8(log.checkpoint()).unwrap();
    log.publish();
    log.add("user.sign_in", "1", &json!({}));
    log.signer = next;
    log.publish();
    post.finds("未经公告的密钥");
    let keys = json!([
        {"vkey": old, "created_at": at("2026-09-01"), "retired_at": at("2026-09-21"), "handover": handover},
        {"vkey": new, "created_at": at("2026-09-21"), "retired_at": null, "handover": null},
    ]);
    log.serve("/api/v1/public/log/keys", keys.to_string().into_bytes());
    assert_eq!(post.look(), (0, "日志 sunlot.example/log 共 3 条，本次新读 2 条\n没有发现异常\n".to_owned()));
    // Whoever begins now starts with the first key, too.
    Post::new(&log).is_content();
}

#[test]
fn what_cannot_be_read_is_no_finding() {
    let mut log = Forged::start();
    log.add("user.sign_in", "1", &json!({}));
    log.publish();
    let post = Post::new(&log);
    log.forget("/log/tile/entries/000.p/1");
    let (status, text) = post.look();
    assert!(status == 2 && text.contains("/log/tile/entries/000"), "{text}");
    log.publish();
    post.is_content();
    std::fs::write(&post.watch.state, "{").unwrap();
    let (status, text) = post.look();
    assert!(status == 2 && text.contains("状态文件"), "{text}");
    let url = log.url();
    drop(log);
    let mut gone = Vec::new();
    let watch =
        Watch { client: Client::new(&url), state: post.watch.state.with_file_name("other"), ..post.watch };
    assert_eq!(once(&watch, &mut gone).unwrap().code(), 2);
}
