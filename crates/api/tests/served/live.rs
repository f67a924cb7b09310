//! Ceremonies live, and the deadlines that are kept while nobody asks: on every node.

use std::io::BufRead;

use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::app::TestApp;
use crate::ceremony::{commit, draw, freeze, path, reveal};
use crate::office::*;
use crate::round::{announce, demand, later, payloads};
use crate::world::*;

/// The names and ids of the events of a stream, up to one of this name.
pub fn until(stream: impl BufRead, last: &str) -> Vec<(i64, String)> {
    let (mut seen, mut id) = (Vec::new(), 0);
    for line in stream.lines().map(Result::unwrap) {
        if let Some(text) = line.strip_prefix("id: ") {
            id = text.parse().unwrap();
        } else if let Some(name) = line.strip_prefix("event: ") {
            seen.push((id, name.to_owned()));
        } else if line.starts_with("data: ") && seen.last().is_some_and(|(_, name)| name == last) {
            return seen;
        }
    }
    panic!("the stream ended before {last}: {seen:?}");
}

#[db_test]
fn a_ceremony_is_followed_live_on_every_node(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let other = TestApp::start(&db);
    objects(&db, 100, 199);
    let task = created(&app, &plan(&json!({"witnesses": 1})));
    let staff = format!("/api/v1{}", path(&task, "ceremony/events"));
    let public = format!("/api/v1/public/tasks/{}/rounds/1/events", task.id());
    assert_eq!(app.ask(None, ("GET", &public), None, None).0, 404, "not announced");
    assert_eq!(app.ask(Some(&app.token(STRANGER)), ("GET", &staff), None, None).0, 404);
    assert_eq!(commit(&app, &task, 1, SUPERVISOR, 8).status, 200);
    for (task, round) in [(task.id(), 0), (task.id(), -1), (task.id(), 3), (task.id(), 99), (999, 1)] {
        let path = format!("/api/v1/public/tasks/{task}/rounds/{round}/events");
        let (status, problem) = app.ask(None, ("GET", &path), None, None);
        let problem: Value = serde_json::from_slice(&problem).unwrap();
        assert_eq!((status, &problem["code"]), (404, &json!("not_found")), "{path}");
    }
    // The round after it may be waited for.
    drop(app.stream("", &format!("/api/v1/public/tasks/{}/rounds/2/events", task.id())));
    let unknown = ("GET", "/api/v1/tasks/999/ceremony/events");
    assert_eq!(app.ask(Some(&app.token(CLERK)), unknown, None, None).0, 404);
    let number = percent(task.body["number"].as_str().unwrap());
    let names = ["announced", "committed", "frozen", "revealed", "drawn"];
    std::thread::scope(|scope| {
        let followed = [
            scope.spawn(|| until(app.stream(&app.token(CLERK), &staff), "drawn")),
            scope.spawn(|| until(other.stream(&other.token(LEADER), &staff), "drawn")),
            scope.spawn(|| {
                until(other.stream("", &format!("/api/v1/public/tasks/{number}/rounds/1/events")), "drawn")
            }),
        ];
        assert_eq!(freeze(&app, &task, 1).status, 201);
        assert_eq!(reveal(&other, &task, SUPERVISOR, 8).status, 200);
        assert_eq!(draw(&app, &task, 2, &json!({})).status, 200);
        for one in followed {
            let seen = one.join().unwrap();
            assert_eq!(seen.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>(), names);
            assert!(seen.is_sorted_by(|a, b| a.0 < b.0), "{seen:?}");
        }
    });
    // Whoever was away goes on where they were.
    let all = until(app.stream(&app.token(CLERK), &staff), "drawn");
    let rest = until(app.stream_after(&app.token(CLERK), &staff, all[2].0), "drawn");
    assert_eq!(rest, all[3..]);
    // A server that stops ends the streams.
    let mut open = app.stream(&app.token(CLERK), &staff);
    app.state().watch.close();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut open, &mut text).unwrap();
    assert!(text.ends_with("\n\n"), "{text}");
}

fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[db_test]
fn deadlines_are_kept_by_themselves_and_once(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 129);
    demand(&app, &json!({"limits": {"commit_minutes": 5}}));
    let task = created(&app, &plan(&json!({})));
    assert_eq!(announce(&app, &task, 1, &json!({})).status, 201);
    drop(app);
    let nodes = [later(&db, 6), later(&db, 6)];
    // Each node says so live, though only one of them did it.
    for node in &nodes {
        let stream = node.stream(&node.token(CLERK), &format!("/api/v1{}", path(&task, "ceremony/events")));
        let told = stream.lines().map(Result::unwrap).find(|line| line.starts_with("event: voided"));
        assert!(told.is_some());
    }
    std::thread::scope(|scope| {
        for node in &nodes {
            scope.spawn(|| api::draw::deadline::enforce_all(node.state()).unwrap());
        }
    });
    assert_eq!(payloads(&nodes[0], &task, "draw.void").len(), 1);
    assert_eq!(stored(&db, task.id()).round, 2);
}
