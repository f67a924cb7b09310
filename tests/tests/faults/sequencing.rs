//! A server that is killed while it sequences the log leaves one that goes on: nothing is lost, repeated or put elsewhere.

use std::time::{Duration, Instant};

use serde_json::Value;
use test_support::{TestDb, db_test};
use tests::{Client, Sunlot};

use crate::scene::Scene;

/// How often the server is killed.
const DEATHS: usize = 5;

/// Longer than it takes until an event stands in the log.
const PATIENCE: Duration = Duration::from_secs(60);

#[db_test]
fn a_killed_sequencer_loses_and_repeats_nothing(db: TestDb) {
    let mut scene = Scene::open(db.url());
    scene.sunlot.kill();
    // So that it is always at it.
    scene.sunlot.set("SUNLOT_LOG_INTERVAL", "1");
    scene.sunlot.start();
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state.json");
    let state = state.to_str().expect("a path in UTF-8");
    let mut created = Vec::new();
    for death in 0..DEATHS {
        let clerks = ["clerk", "colleague"].map(|name| scene.sunlot.sign_in(name));
        let plan = scene.plan();
        let enough = sequenced(&scene.sunlot) + 20 + 7 * death;
        created.extend(std::thread::scope(|scope| {
            let threads = clerks.each_ref().map(|clerk| scope.spawn(|| create_until_it_dies(clerk, &plan)));
            wait_for(&scene.sunlot, enough);
            scene.sunlot.kill();
            threads.map(|thread| thread.join().expect("a clerk")).concat()
        }));
        scene.sunlot.start();
        is_sound(&scene.sunlot, state);
    }
    assert!(created.len() >= 20 * DEATHS, "the server was at it when it died");
    wait_for(&scene.sunlot, created.len());
    is_sound(&scene.sunlot, state);
    for task in &created {
        assert_eq!(events_of(&scene.sunlot, task), 1, "task {task}");
    }
    // Nor does one that begins now.
    let other = folder.path().join("other.json");
    is_sound(&scene.sunlot, other.to_str().expect("a path in UTF-8"));
}

/// Creates tasks until the server is gone; answers those of which the clerk was told.
fn create_until_it_dies(clerk: &Client, plan: &Value) -> Vec<i64> {
    let mut told = Vec::new();
    while let Ok(answer) = clerk.try_post("/tasks", plan) {
        told.push(answer.expect(201).body["id"].as_i64().expect("a key"));
    }
    told
}

/// How many entries that show something stand in the log.
fn sequenced(sunlot: &Sunlot) -> usize {
    count(sunlot, "/public/log/events?page_size=1")
}

fn events_of(sunlot: &Sunlot, task: &i64) -> usize {
    count(sunlot, &format!("/public/log/events?page_size=1&task_id={task}"))
}

fn count(sunlot: &Sunlot, path: &str) -> usize {
    let total = sunlot.nobody().get(path).expect(200).body["total"].as_u64();
    usize::try_from(total.expect("a page")).expect("a small number")
}

fn wait_for(sunlot: &Sunlot, enough: usize) {
    let begun = Instant::now();
    while sequenced(sunlot) < enough {
        assert!(begun.elapsed() < PATIENCE, "the log does not grow to {enough}: {}", sequenced(sunlot));
        std::thread::yield_now();
    }
}

/// A monitor that has read before what `state` says finds nothing wrong: no rollback, no fork, no number left out or given
/// twice.
fn is_sound(sunlot: &Sunlot, state: &str) {
    let found = sunlot.cli(&["monitor", sunlot.address(), "--once", "--state", state]);
    let said = String::from_utf8_lossy(&found.stdout);
    assert_eq!((found.status.code(), said.lines().last()), (Some(0), Some("没有发现异常")), "{said}");
}
