//! Commitments, one freeze per round, results, files.

use std::io::Read;

use domain::draw::assignment::Skips;
use persistence::draw::{self, Outcome, RoundState};
use persistence::{Conflict, Error, Result};
use test_support::{TestDb, db_test};

use crate::fixtures::*;

fn is_duplicate<T: std::fmt::Debug>(answer: &Result<T>) -> bool {
    matches!(answer, Err(Error::Conflict(Conflict::Duplicate)))
}

#[db_test]
fn a_party_commits_once_and_reveals_once(db: TestDb) {
    world(&db);
    let task = change(&db, |w| task(w, "见证")).unwrap().id;
    let commit = |party: &str, user| change(&db, |w| draw::commit(w, task, 1, party, user, "c1"));
    commit("supervisor:9", None).unwrap();
    commit("supervisor:11", Some(2)).unwrap();
    commit("operator", None).unwrap();
    assert!(is_duplicate(&commit("operator", None)));
    let reveal = |party: &str| change(&db, |w| draw::reveal(w, task, 1, party, "r1"));
    reveal("supervisor:11").unwrap();
    assert!(is_duplicate(&reveal("supervisor:11")));
    assert!(matches!(reveal("supervisor:12"), Err(Error::NotFound)));
    let parties = db.read(|r| draw::commitments(r, task, 1)).unwrap();
    let seen: Vec<_> = parties.iter().map(|p| (p.party.as_str(), p.reveal.as_deref(), p.user_id)).collect();
    let expected =
        [("operator", None, None), ("supervisor:11", Some("r1"), Some(2)), ("supervisor:9", None, None)];
    assert_eq!(seen, expected, "ascending by bytes");
    assert_eq!(db.read(|r| draw::commitments(r, task, 2)).unwrap(), []);
}

#[db_test]
fn a_second_freeze_of_a_round_is_impossible(db: TestDb) {
    world(&db);
    let task = change(&db, |w| task(w, "锁定")).unwrap().id;
    let frozen = std::thread::scope(|scope| {
        let clerks: Vec<_> = (0..8).map(|_| scope.spawn(|| change(&db, |w| freeze(w, task, 1)))).collect();
        clerks.into_iter().map(|clerk| clerk.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(frozen.iter().filter(|f| f.is_ok()).count(), 1, "{frozen:?}");
    assert_eq!(frozen.iter().filter(|f| is_duplicate(f)).count(), 7, "{frozen:?}");
    assert_eq!(db.read(|r| draw::rounds(r, task)).unwrap().len(), 1);
    let stored = db.read(|r| draw::get(r, task, 1)).unwrap();
    assert_eq!(*stored.state, RoundState::Frozen);
    assert_eq!(db.read(|r| draw::operator_secret(r, stored.id)).unwrap(), [7; 32]);
}

#[db_test]
fn a_round_ends_in_a_result_or_a_void(db: TestDb) {
    world(&db);
    let task = change(&db, |w| task(w, "两轮")).unwrap().id;
    let first = change(&db, |w| freeze(w, task, 1)).unwrap();
    change(&db, |w| draw::void(w, first, "监察未揭示")).unwrap();
    let outcome = Outcome {
        entropy: Some("SSQ"),
        result: "{\"seed\":1}",
        result_hash: "r1",
        skips: &Skips::default(),
        released: true,
    };
    let late = change(&db, |w| draw::store_result(w, first, &outcome));
    assert!(matches!(late, Err(Error::Conflict(Conflict::Stale))), "{late:?}");
    let second = change(&db, |w| freeze(w, task, 2)).unwrap();
    change(&db, |w| draw::store_result(w, second, &outcome)).unwrap();
    let late = change(&db, |w| draw::void(w, second, "反悔"));
    assert!(matches!(late, Err(Error::Conflict(Conflict::Stale))), "{late:?}");
    let third = change(&db, |w| freeze(w, task, 3)).unwrap();
    change(&db, |w| draw::store_void_result(w, third, &outcome, "无法组成检查组")).unwrap();
    let rounds = db.read(|r| draw::rounds(r, task)).unwrap();
    let seen: Vec<_> =
        rounds.iter().map(|d| (d.round, *d.state, d.reason.as_str(), d.result.as_deref())).collect();
    let expected = [
        (1, RoundState::Voided, "监察未揭示", None),
        (2, RoundState::Drawn, "", Some("{\"seed\":1}")),
        (3, RoundState::Voided, "无法组成检查组", Some("{\"seed\":1}")),
    ];
    assert_eq!(seen, expected);
    assert!(rounds[1].drawn_at.is_some() && rounds[1].entropy.as_deref() == Some("SSQ"));
}

#[db_test]
fn a_file_is_read_back_as_its_pieces_were_written(db: TestDb) {
    world(&db);
    let written: Vec<u8> = (0..250_000_u32).map(|n| n.to_le_bytes()[0] ^ n.to_le_bytes()[1]).collect();
    let id = change(&db, |w| {
        let task = task(w, "文件")?.id;
        let id = freeze(w, task, 1)?;
        // Twelve pieces: as text, 10 would stand before 2.
        for (number, piece) in (0..).zip(written.chunks(21_000)) {
            draw::append_piece(w, id, "roster.bin", number, piece)?;
        }
        draw::append_piece(w, id, "empty", 0, &[])?;
        draw::append_piece(w, id, "other", 0, b"other")?;
        Ok(id)
    })
    .unwrap();
    let again = change(&db, |w| draw::append_piece(w, id, "other", 0, b"else"));
    assert!(is_duplicate(&again), "{again:?}");
    let read = |name: &str| {
        db.read(|reader| {
            let mut content = Vec::new();
            draw::open_file(reader, id, name)?.read_to_end(&mut content).unwrap();
            Ok::<_, Error>(content)
        })
    };
    assert!(read("roster.bin").unwrap() == written);
    assert_eq!(read("empty").unwrap(), b"");
    assert_eq!(read("other").unwrap(), b"other");
    assert!(matches!(read("missing"), Err(Error::NotFound)));
}
