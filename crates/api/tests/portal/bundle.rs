//! The proof bundle, from the database to a verifier.

use std::io::{Cursor, Read};

use domain::draw::bundle::{File, Memory};
use domain::draw::freeze::Freeze;
use domain::draw::result::DrawResult;
use domain::draw::verify;
use domain::log::evidence::{self, Evidence};
use serde_json::{Value, json};
use test_support::{TestDb, db_test};
use zip::ZipArchive;

use crate::log::{record, sequence};
use crate::server::{Answer, Server};
use crate::world::*;

fn names(answer: &Answer) -> Vec<String> {
    let archive = ZipArchive::new(Cursor::new(answer.body.clone())).unwrap();
    archive.file_names().map(|name| name.unwrap().into_owned()).collect()
}

fn unpacked(answer: &Answer) -> Memory {
    let mut archive = ZipArchive::new(Cursor::new(answer.body.clone())).unwrap();
    let mut content = |file: File| {
        let mut content = Vec::new();
        archive.by_name(file.name()).unwrap().read_to_end(&mut content).unwrap();
        content
    };
    Memory(File::ALL.into_iter().map(|file| (file, content(file))).collect())
}

#[db_test]
fn what_is_downloaded_verifies(db: TestDb) {
    world(&db);
    let server = Server::start(&db);
    for name in ["open-small", "weighted-strata", "blinded-entropy", "infeasible"] {
        let (task, bundle) = (draft(&db, name), vector(name));
        freeze(&db, task.id, 1, &bundle);
        draw(&db, task.id, 1, &bundle);
        let answer = server.get_with(
            &format!("/public/tasks/{}/draws/1/bundle.zip", task.id),
            &[("Accept-Encoding", "gzip, br")],
        );
        assert_eq!((answer.status, answer.header("content-type")), (200, "application/zip"), "{name}");
        assert_eq!(answer.header("content-length"), answer.body.len().to_string(), "{name}");
        let (_, file_name) = answer.header("content-disposition").split_once("filename*=UTF-8''").unwrap();
        let file_name = percent_encoding::percent_decode_str(file_name).decode_utf8().unwrap();
        assert_eq!(file_name, format!("抽取证明-{}-第1轮.zip", task.number), "{name}");
        let unpacked = unpacked(&answer);
        assert_eq!(unpacked, bundle, "{name}");
        let verification = verify(&unpacked, &mut |_| {});
        assert!(verification.is_verified(), "{name}: {:?}", verification.failure);
    }
}

#[db_test]
fn a_bundle_proves_that_its_draw_is_logged(db: TestDb) {
    world(&db);
    let server = Server::start(&db);
    let (task, bundle) = (draft(&db, "留痕").id, vector("open-small"));
    freeze(&db, task, 1, &bundle);
    draw(&db, task, 1, &bundle);
    let frozen: Freeze = serde_json::from_slice(&bundle.0[&File::Freeze]).unwrap();
    let result: DrawResult = serde_json::from_slice(&bundle.0[&File::Result]).unwrap();
    let freeze_hash = frozen.hash().unwrap();
    let path = format!("/public/tasks/{task}/draws/1/bundle.zip");
    let of_round = |more: Value| {
        let mut what = json!({"task": frozen.task, "round": 1});
        what.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        what
    };
    let announced = json!({"mode": frozen.mode, "entropy": null, "witnesses": 0});
    record(&db, "draw.announce", task, &of_round(announced));
    record(&db, "draw.freeze", task, &of_round(json!({"freeze_hash": freeze_hash})));
    sequence(&db);
    let early = server.get(&path);
    assert_eq!(names(&early).len(), 7, "the result is not in the log yet");
    record(&db, "draw.result", task, &of_round(json!({"result": result})));
    record(&db, "draw.freeze", task, &json!({"round": 2}));
    sequence(&db);
    let answer = server.get_with(&path, &[("If-None-Match", early.header("etag"))]);
    let mut archive = ZipArchive::new(Cursor::new(answer.body.clone())).unwrap();
    let mut content = |name: &str| {
        let mut content = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut content).unwrap();
        content
    };
    let evidence = Evidence {
        checkpoint: content("log/checkpoint"),
        keys: content("log/keys"),
        proofs: content("log/proofs.json"),
    };
    let verification = verify(&bundle, &mut |_| {});
    let of = evidence::Draw::of(&verification).unwrap();
    assert_eq!(evidence::verify(&evidence, &of, &[]).unwrap().events, 3);
    // The log goes on; the bundle says the same.
    record(&db, "draw.commit", task, &json!({"round": 2}));
    sequence(&db);
    let again = server.get_with(&path, &[("If-None-Match", answer.header("etag"))]);
    assert_eq!(again.status, 304);
}

#[db_test]
fn a_round_without_result_shows_what_was_frozen(db: TestDb) {
    world(&db);
    // The openings of an open roster are stored from the freeze on; they are published with the result.
    let (task, bundle) = (draft(&db, "锁定").id, vector("open-small"));
    let id = freeze(&db, task, 1, &bundle);
    let server = Server::start(&db);
    let path = format!("/public/tasks/{task}/draws/1/bundle.zip");
    let frozen = ["freeze.json", "roster.bin", "inspectors.json", "exclusions.json"];
    let answer = server.get(&path);
    assert_eq!(names(&answer), frozen);
    change(&db, |writer| persistence::draw::void(writer, id, "监察未揭示"));
    let voided = server.get_with(&path, &[("If-None-Match", answer.header("etag"))]);
    assert_eq!((voided.status, names(&voided)), (200, frozen.map(str::to_owned).to_vec()));
    for missing in [0, 2] {
        for file in ["bundle.zip", "freeze.json"] {
            assert_eq!(server.get(&format!("/public/tasks/{task}/draws/{missing}/{file}")).status, 404);
        }
    }
}

#[db_test]
fn the_freeze_alone_is_what_the_bundle_holds(db: TestDb) {
    world(&db);
    let (task, bundle) = (draft(&db, "见证").id, vector("open-small"));
    freeze(&db, task, 1, &bundle);
    let server = Server::start(&db);
    let path = format!("/public/tasks/{task}/draws/1/freeze.json");
    let answer = server.get(&path);
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
    assert_eq!(answer.body, bundle.0[&File::Freeze], "byte for byte");
    assert_eq!(server.get_with(&path, &[("If-None-Match", answer.header("etag"))]).status, 304);
}

#[db_test]
fn a_result_that_nobody_can_carry_out_is_public(db: TestDb) {
    world(&db);
    let (task, bundle) = (draft(&db, "无法组成检查组").id, vector("infeasible"));
    freeze(&db, task, 1, &bundle);
    draw(&db, task, 1, &bundle);
    let void = "UPDATE draws SET state = 'voided', reason = '无法组成检查组' WHERE task_id =";
    execute(&db, &format!("{void} {task}"));
    let server = Server::start(&db);
    let round = &server.json(&format!("/public/tasks/{task}/draws"))[0];
    assert_eq!((&round["state"], &round["reason"]), (&"voided".into(), &"无法组成检查组".into()));
    assert!(round["seed"].is_string() && round["selected"].is_u64(), "{round}");
    let unpacked = unpacked(&server.get(&format!("/public/tasks/{task}/draws/1/bundle.zip")));
    assert!(verify(&unpacked, &mut |_| {}).is_verified());
}

#[db_test]
fn unannounced_visits_stay_unannounced(db: TestDb) {
    world(&db);
    let (task, mut bundle) = (draft(&db, "突击检查").id, vector("open-small"));
    let freeze_json = String::from_utf8(bundle.0[&File::Freeze].clone()).unwrap();
    let sealed = freeze_json.replace(r#""mode":"open""#, r#""mode":"sealed""#);
    assert_ne!(sealed, freeze_json);
    bundle.0.insert(File::Freeze, sealed.into_bytes());
    freeze(&db, task, 1, &bundle);
    draw(&db, task, 1, &bundle);
    let server = Server::start(&db);
    let path = format!("/public/tasks/{task}/draws");
    for (state, open) in [("drawn", false), ("inspecting", false), ("approved", false), ("approved", true)] {
        set_state(&db, task, state);
        if open {
            let round = db.read(|reader| persistence::draw::get(reader, task, 1)).unwrap();
            change(&db, |writer| persistence::draw::release(writer, round.id));
        }
        let round = &server.json(&path)[0];
        assert_eq!(round["seed"].is_string(), open, "{state}");
        assert_eq!(round["parties"][0]["id"], "operator");
        assert_eq!(round["parties"][0]["reveal"].is_string(), open, "{state}");
        let names = names(&server.get(&format!("{path}/1/bundle.zip")));
        assert_eq!(names.len(), if open { 7 } else { 4 }, "{state}: {names:?}");
    }
}
