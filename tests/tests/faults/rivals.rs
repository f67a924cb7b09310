//! Two clerks of one department act on the same task at once: one wins, the other hears of it.

use std::sync::Barrier;

use serde_json::{Value, json};
use test_support::{TestDb, db_test};
use tests::{Answer, Client};

use crate::scene::Scene;

#[db_test]
fn one_of_two_freezes_and_one_of_two_draws(db: TestDb) {
    let scene = Scene::open(db.url());
    let clerks = ["clerk", "colleague"].map(|name| scene.sunlot.sign_in(name));
    for _ in 0..3 {
        let path = scene.draft(&clerks[0]);
        let frozen = at_once(&clerks, &path, "freeze", &Value::Null);
        one_wins(&frozen, 201);
        assert_eq!(scene.rounds(&path).len(), 1);
        let drawn = at_once(&clerks, &path, "draw", &json!({}));
        one_wins(&drawn, 200);
        let shown = clerks[1].get(&format!("{path}/draws")).expect(200).body;
        assert_eq!(shown, json!([drawn.iter().find(|answer| answer.status == 200).expect("a winner").body]));
        scene.verify(&path);
    }
}

/// Both act on the version that they see, at the same moment.
fn at_once(clerks: &[Client; 2], path: &str, action: &str, body: &Value) -> [Answer; 2] {
    let gate = Barrier::new(2);
    let act = |clerk: &Client| {
        let etag = clerk.etag(path);
        gate.wait();
        clerk.act_on(&etag, path, action, body)
    };
    std::thread::scope(|scope| {
        let threads = clerks.each_ref().map(|clerk| scope.spawn(|| act(clerk)));
        threads.map(|thread| thread.join().expect("a clerk"))
    })
}

fn one_wins(answers: &[Answer; 2], status: u16) {
    let (won, lost): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == status);
    assert_eq!(won.len(), 1, "{answers:?}");
    assert!(matches!(lost[0].problem(), (409, "wrong_state") | (412, "stale")), "{lost:?}");
}
