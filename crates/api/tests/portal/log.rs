//! The public log, from the audit entry to a proof that an outsider checks.

use std::collections::BTreeSet;

use api::clock::Clock;
use api::log::{key, sequencer};
use domain::audit::Entry;
use domain::draw::hash::Hash;
use domain::draw::merkle;
use domain::log::Checkpoint;
use domain::log::leaf::{self, Leaf};
use domain::log::note::Key;
use domain::log::proof::{extends, includes};
use domain::log::tile::{Kind, Tile, read_entries, read_hashes};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use persistence::{Author, Error, log};
use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::server::Server;
use crate::world::*;

fn author() -> Author {
    Author { user: Some(CLERK), name: "经办".to_owned() }
}

/// Writes an audit entry.
pub fn record(db: &TestDb, action: &'static str, key: i64, what: &Value) {
    let entry = Entry::new(action, "task", key, what).unwrap();
    let written: Result<(), Error> = db.write(author(), now(), |writer| writer.record(entry, ()));
    written.unwrap();
}

/// Gives every entry its place.
pub fn sequence(db: &TestDb) -> usize {
    sequencer::run(db, Clock::Fixed(now())).unwrap()
}

fn keys(server: &Server) -> Vec<Key> {
    let keys = server.json("/public/log/keys");
    keys.as_array().unwrap().iter().map(|key| key["vkey"].as_str().unwrap().parse().unwrap()).collect()
}

fn checkpoint(server: &Server) -> Checkpoint {
    Checkpoint::open(&server.root("/log/checkpoint").body, &keys(server)).unwrap().0
}

fn content(server: &Server, tile: Tile) -> Vec<u8> {
    let answer = server.root(&format!("/log/{tile}"));
    assert_eq!(answer.status, 200, "{tile}");
    answer.body
}

/// All entries, read through tiles whose hashes fit.
fn entries(server: &Server, size: u64) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for number in 0.. {
        let Some(tile) = Tile::in_tree(Kind::Entries, number, size) else { return all };
        let bundle = content(server, tile);
        let hashes = read_hashes(&content(server, Tile { kind: Kind::Hashes(0), ..tile })).unwrap();
        let entries = read_entries(&bundle).unwrap();
        assert_eq!(entries.iter().map(|entry| merkle::leaf(entry)).collect::<Vec<_>>(), hashes);
        all.extend(entries.into_iter().map(<[u8]>::to_vec));
    }
    unreachable!()
}

fn hashes(value: &Value) -> Vec<Hash> {
    value.as_array().unwrap().iter().map(|hash| hash.as_str().unwrap().parse().unwrap()).collect()
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

/// The whole log as an outsider sees it; it must be what the checkpoint says.
fn replayed(server: &Server) -> (Checkpoint, Vec<Vec<u8>>) {
    let checkpoint = checkpoint(server);
    let entries = entries(server, checkpoint.size);
    let mut root = merkle::Root::new();
    entries.iter().for_each(|entry| root.push(entry));
    assert_eq!((root.size(), root.value()), (checkpoint.size, checkpoint.root));
    (checkpoint, entries)
}

#[db_test]
fn every_audited_event_has_its_place(db: TestDb) {
    world(&db);
    let server = Server::start(&db);
    let first = checkpoint(&server);
    assert_eq!((first.origin.as_str(), first.size), ("sunlot.example/log", 0));
    record(&db, "draw.freeze", 7, &json!({"round": 1, "freeze_hash": "f0"}));
    for count in 0..600 {
        record(&db, "inspection.record", count, &json!({"remark": "线人举报"}));
    }
    let already = sequence(&db);
    record(&db, "draw.void", 7, &json!({"round": 1, "reason": "监察未揭示"}));
    assert_eq!(sequence(&db), 1);
    assert_eq!(sequence(&db), 0);
    let (checkpoint, entries) = replayed(&server);
    assert_eq!(usize::try_from(checkpoint.size).unwrap(), already + 1);
    let leaves: Vec<_> = entries.iter().map(|entry| Leaf::parse(entry).unwrap()).collect();
    let shown: Vec<_> = leaves.iter().filter_map(|leaf| leaf.shown.as_ref()).collect();
    assert_eq!(shown.iter().map(|s| s.action.as_str()).collect::<Vec<_>>(), ["draw.freeze", "draw.void"]);
    let all = persistence::Window { offset: 0, limit: 1000 };
    let listed = db.read(|r| persistence::audit::list(r, &Default::default(), all)).unwrap();
    for (index, leaf) in (0_i64..).zip(&leaves) {
        let stored = db.read(|reader| log::entry_at(reader, index)).unwrap();
        let entry = leaf::Audited {
            at: stored.entry.at.into(),
            user: stored.entry.user_id,
            actor: &stored.entry.actor,
            action: &stored.entry.action,
            resource: &stored.entry.resource,
            key: &stored.entry.key,
            payload: &stored.entry.payload,
        };
        let salt = stored.salt.try_into().unwrap();
        assert_eq!(leaf::commitment(&entry, &salt).unwrap(), leaf.entry, "{index}");
        let shown = listed.items.iter().find(|one| one.entry.id == stored.entry.id).unwrap();
        assert_eq!(shown.leaf_index, Some(index));
    }
}

#[db_test]
fn what_is_served_is_proved(db: TestDb) {
    world(&db);
    let server = Server::start(&db);
    (0..300).for_each(|count| record(&db, "draw.commit", count, &json!({"round": 1})));
    sequence(&db);
    let before = checkpoint(&server);
    (0..300).for_each(|count| record(&db, "draw.reveal", count, &json!({"round": 1})));
    sequence(&db);
    let (checkpoint, entries) = replayed(&server);
    for index in [0, 255, 256, before.size - 1, before.size, checkpoint.size - 1] {
        let proof = server.json(&format!("/public/log/inclusion?index={index}"));
        let leaf: Hash = proof["leaf_hash"].as_str().unwrap().parse().unwrap();
        assert_eq!(leaf, merkle::leaf(&entries[usize::try_from(index).unwrap()]));
        assert_eq!(proof["root"], checkpoint.root.to_string());
        assert!(
            includes(&leaf, index, checkpoint.size, &hashes(&proof["path"]), &checkpoint.root),
            "{index}"
        );
        let by_hash = server.get(&format!("/public/log/inclusion?leaf_hash={leaf}"));
        let shows = Leaf::parse(&entries[usize::try_from(index).unwrap()]).unwrap().shown.is_some();
        assert_eq!(by_hash.status, if shows { 200 } else { 404 });
        assert!(!shows || by_hash.json() == proof);
    }
    let proof = server.json(&format!("/public/log/consistency?first={}", before.size));
    assert_eq!(number(&proof["second"]), checkpoint.size);
    let path = hashes(&proof["path"]);
    assert!(extends(before.size, checkpoint.size, &path, &before.root, &checkpoint.root));
    // A partial tile of an earlier checkpoint is still there, as it was.
    let old = Tile::in_tree(Kind::Hashes(0), before.size / 256, before.size).unwrap();
    let now = Tile::in_tree(Kind::Hashes(0), before.size / 256, checkpoint.size).unwrap();
    assert!(old.width < now.width);
    assert!(content(&server, now).starts_with(&content(&server, old)));
    let old = Tile { kind: Kind::Entries, ..old };
    assert_eq!(read_entries(&content(&server, old)).unwrap().len(), usize::from(old.width));
    let beyond = Tile { width: now.width + 1, ..now };
    for missing in [beyond.to_string(), "tile/0/x999/000".into(), "tile/9/000".into(), "tile/0/0".into()] {
        assert_eq!(server.root(&format!("/log/{missing}")).status, 404, "{missing}");
    }
    for (path, status) in [
        ("/public/log/inclusion", 400),
        ("/public/log/inclusion?index=1&leaf_hash=00", 400),
        ("/public/log/inclusion?index=100000", 404),
        ("/public/log/inclusion?index=1&size=100000", 404),
        ("/public/log/inclusion?index=18446744073709551615", 404),
        ("/public/log/consistency?first=100000", 404),
        ("/public/log/consistency", 400),
    ] {
        assert_eq!(server.get(path).status, status, "{path}");
    }
    let capital = format!("inclusion?leaf_hash={}", "AB".repeat(32));
    for (path, pointer, code) in [
        ("inclusion?leaf_hash=zz", "/leaf_hash", "hex"),
        (capital.as_str(), "/leaf_hash", "hex"),
        ("inclusion?leaf_hash=", "/leaf_hash", "hex"),
        ("inclusion?index=3&size=3", "/index", "range"),
        ("inclusion?index=18446744073709551616", "/index", "range"),
        ("consistency?first=0", "/first", "range"),
        ("consistency?first=155&second=1", "/first", "range"),
    ] {
        let answer = server.get(&format!("/public/log/{path}"));
        let body = answer.json();
        let fault = &body["errors"][0];
        assert_eq!(
            (answer.status, &fault["pointer"], &fault["code"]),
            (400, &json!(pointer), &json!(code)),
            "{path}"
        );
    }
    for path in ["checkpoint/", "nonsense", "1x", "tile", "tile/", "1/"] {
        let answer = server.root(&format!("/log/{path}"));
        assert_eq!((answer.status, &answer.json()["code"]), (404, &json!("not_found")), "{path}");
    }
}

#[db_test]
fn tiles_are_kept_for_ever_and_checkpoints_for_a_moment(db: TestDb) {
    world(&db);
    let server = Server::start(&db);
    record(&db, "draw.void", 1, &json!({"round": 1}));
    sequence(&db);
    let answer = server.root("/log/checkpoint");
    assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "public, max-age=2");
    let width = checkpoint(&server).size;
    for kind in ["0", "entries"] {
        let answer = server.root(&format!("/log/tile/{kind}/000.p/{width}"));
        assert_eq!((answer.status, answer.header("content-type")), (200, "application/octet-stream"));
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
    }
}

#[db_test]
fn events_are_found_by_task(db: TestDb) {
    world(&db);
    let (one, other) = (draft(&db, "甲"), draft(&db, "乙"));
    record(&db, "draw.freeze", one.id, &json!({"round": 1}));
    record(&db, "draw.freeze", other.id, &json!({"round": 1}));
    record(&db, "draw.void", one.id, &json!({"round": 1, "reason": "甲"}));
    record(&db, "task.update", one.id, &json!({}));
    let server = Server::start(&db);
    sequence(&db);
    let actions = |path: &str| -> Vec<String> {
        let page = server.json(path);
        let items = page["items"].as_array().unwrap();
        assert_eq!(number(&page["total"]), u64::try_from(items.len()).unwrap());
        items
            .iter()
            .map(|item| format!("{} {}", item["action"].as_str().unwrap(), item["task"].as_str().unwrap()))
            .collect()
    };
    let of_one = [format!("draw.void {}", one.number), format!("draw.freeze {}", one.number)];
    assert_eq!(actions(&format!("/public/log/events?task_id={}", one.id)), of_one);
    let number = utf8_percent_encode(&one.number, NON_ALPHANUMERIC);
    assert_eq!(actions(&format!("/public/log/events?task={number}")), of_one);
    assert_eq!(actions("/public/log/events").len(), 3);
}

#[db_test]
fn several_sequencers_at_once_lose_and_repeat_nothing(db: TestDb) {
    world(&db);
    let server = Server::start(&db);
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let db = &db;
            scope.spawn(move || {
                (0..100)
                    .for_each(|count| record(db, "draw.commit", writer * 100 + count, &json!({"round": 1})))
            });
        }
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..40 {
                    sequencer::step(&db, Clock::Fixed(now())).unwrap();
                }
            });
        }
    });
    sequence(&db);
    let (checkpoint, entries) = replayed(&server);
    let keys: Vec<_> =
        entries.iter().filter_map(|entry| Leaf::parse(entry).unwrap().shown).map(|s| s.key).collect();
    assert_eq!(keys.len(), 400);
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), 400);
    let total = db
        .read(|reader| {
            persistence::audit::list(reader, &Default::default(), persistence::Window { offset: 0, limit: 1 })
        })
        .unwrap()
        .total;
    assert_eq!(u64::try_from(total).unwrap(), checkpoint.size);
    // What a writer did first stands first.
    for writer in 0..4 {
        let own: Vec<i64> =
            keys.iter().map(|key| key.parse().unwrap()).filter(|key: &i64| key / 100 == writer).collect();
        assert!(own.is_sorted(), "{own:?}");
    }
}

#[db_test]
fn a_step_that_is_cut_off_has_not_happened(db: TestDb) {
    world(&db);
    let server = Server::start(&db);
    sequence(&db);
    (0..10).for_each(|count| record(&db, "draw.commit", count, &json!({"round": 1})));
    let before = checkpoint(&server);
    for stage in 0..4 {
        let cut: Result<(), Error> = db.keep_house(now(), |writer| {
            let head = log::try_hold(writer)?.expect("nobody else sequences");
            let entry_id = log::pending(writer, 1)?.remove(0).id;
            if stage > 0 {
                log::mark(writer, &[log::Place { leaf_index: head.size, entry_id, salt: vec![0; 32] }])?;
            }
            if stage > 1 {
                log::put_tile(writer, 0, 0, &[0; 32])?;
            }
            if stage > 2 {
                let next = log::Head { size: head.size + 1, ..head.clone() };
                log::advance(writer, &head, &next)?;
            }
            Err(Error::NotFound)
        });
        assert!(matches!(cut, Err(Error::NotFound)), "{cut:?}");
        assert_eq!(checkpoint(&server), before);
    }
    assert_eq!(sequence(&db), 10);
    replayed(&server);
}

#[db_test]
fn a_place_is_given_once_and_the_head_moves_from_where_it_is(db: TestDb) {
    world(&db);
    let _server = Server::start(&db);
    record(&db, "draw.commit", 1, &json!({"round": 1}));
    sequence(&db);
    let head = db.read(log::head).unwrap();
    let place = log::Place { leaf_index: head.size, entry_id: 1, salt: vec![0; 32] };
    let again: Result<(), Error> =
        db.keep_house(now(), |writer| log::mark(writer, std::slice::from_ref(&place)));
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
    let stale = log::Head { size: head.size - 1, ..head.clone() };
    let moved: Result<(), Error> = db.keep_house(now(), |writer| log::advance(writer, &stale, &head));
    assert!(matches!(moved, Err(Error::Conflict(_))), "{moved:?}");
}

#[db_test]
fn a_new_key_is_announced_by_the_old_one(db: TestDb) {
    world(&db);
    let server = Server::start(&db);
    sequence(&db);
    let [old] = keys(&server).try_into().unwrap();
    record(&db, "draw.commit", 1, &json!({"round": 1}));
    let new: Key = key::rotate(&db, author(), now()).unwrap().parse().unwrap();
    let early = key::rotate(&db, author(), now()).unwrap_err();
    assert_eq!(early.code, contract::problem::ProblemCode::WrongState);
    record(&db, "draw.commit", 2, &json!({"round": 1}));
    assert_eq!(sequence(&db), 3);
    let listed = server.json("/public/log/keys");
    assert_eq!((&listed[0]["vkey"], &listed[1]["vkey"]), (&old.to_string().into(), &new.to_string().into()));
    let handover = listed[0]["handover"].as_str().unwrap().as_bytes();
    let (last, signed) = Checkpoint::open(handover, &[old.clone(), new.clone()]).unwrap();
    assert_eq!(signed.len(), 2, "both have signed");
    let (_, entries) = replayed(&server);
    assert_eq!(
        u64::try_from(entries.len()).unwrap(),
        last.size + 1,
        "the announcement is the last entry under it"
    );
    let announced = Leaf::parse(&entries[entries.len() - 2]).unwrap().shown.unwrap();
    assert_eq!(announced.text("key"), Some(new.to_string().as_str()));
    let now_signed = server.root("/log/checkpoint").body;
    assert!(Checkpoint::open(&now_signed, std::slice::from_ref(&old)).is_err(), "the old key signs no more");
    Checkpoint::open(&now_signed, std::slice::from_ref(&new)).unwrap();
    let kept = db.read(log::secret_keys).unwrap();
    assert_eq!(kept.len(), 1, "the old private key is gone");
    key::rotate(&db, author(), now()).unwrap();
}
