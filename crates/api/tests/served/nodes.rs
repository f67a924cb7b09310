//! Several servers, or several callers, on one database: none stands in the way of another.

use std::io::{BufRead, Read};
use std::path::Path;
use std::sync::mpsc;

use actix_web::rt::System;
use api::clock::Clock;
use api::config::{Flags, Settings};
use api::problem::Problem;
use api::startup;
use futures_util::future::join_all;
use futures_util::poll;
use persistence::{Database, Options, Result, identity, job};
use test_support::{TestDb, db_test};

use crate::app::TestApp;
use crate::office::*;
use crate::world::*;

fn begun(db: &TestDb, node: &str) -> i64 {
    let job: Result<job::Job> =
        db.keep_house(now(), |writer| job::begin(writer, CLERK, "import.objects", node));
    job.unwrap().id
}

fn state_of(db: &TestDb, id: i64) -> String {
    db.read(|reader| job::get(reader, id)).unwrap().state
}

#[db_test]
fn a_start_fails_the_jobs_of_its_own_node_only(db: TestDb) {
    world(&db);
    let app = TestApp::start(&db);
    let (own, others) = (begun(&db, &app.state().node), begun(&db, "another"));
    // On a port that is taken nothing is touched.
    let taken = settings(&db, &app.state().settings, app.url("").trim_start_matches("http://"));
    assert!(matches!(startup::build(taken, Clock::Fixed(now())), Err(startup::StartError::Io(..))));
    assert_eq!([own, others].map(|id| state_of(&db, id)), ["running", "running"]);
    startup::state(settings(&db, &app.state().settings, "127.0.0.1:0"), Clock::Fixed(now())).unwrap();
    assert_eq!([own, others].map(|id| state_of(&db, id)), ["failed", "running"]);
}

fn settings(db: &TestDb, like: &Settings, listen: &str) -> Settings {
    let flags = Flags::from([
        ("database_url", db.url().to_owned()),
        ("listen", listen.to_owned()),
        ("data_dir", like.data_dir.display().to_string()),
    ]);
    Settings::assemble(Path::new("no such file"), &Flags::new(), &flags).unwrap()
}

#[db_test]
fn a_job_of_another_node_is_followed_to_its_end(db: TestDb) {
    world(&db);
    let app = TestApp::start(&db);
    let id = begun(&db, "another");
    let mut events = app.stream(&app.token(CLERK), &format!("/api/v1/jobs/{id}/events"));
    let mut line = String::new();
    events.read_line(&mut line).unwrap();
    assert_eq!(line, ": running\n");
    let ended: Result<()> = db.keep_house(now(), |writer| job::end(writer, id, Ok("{}")));
    ended.unwrap();
    let mut rest = String::new();
    events.read_to_string(&mut rest).unwrap();
    let (_, end) = rest.split_once("event: end\ndata: ").unwrap();
    let job: serde_json::Value = serde_json::from_str(end).unwrap();
    assert_eq!((job["id"].as_i64(), job["state"].as_str()), (Some(id), Some("finished")));
}

/// Whoever holds SQLite's one write lock, or PostgreSQL's lock of a row, holds up changes, and only those.
#[db_test]
fn changes_that_wait_do_not_hold_up_the_public(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let other = Database::open(&Options { url: db.url().to_owned(), pool_size: 1 }).unwrap();
    std::thread::scope(|scope| {
        let (held, holds) = mpsc::channel();
        let (release, released) = mpsc::channel::<()>();
        scope.spawn(move || {
            let change: Result<()> = other.keep_house(now(), |writer| {
                identity::clear_failures(writer, CLERK)?;
                held.send(()).unwrap();
                // Ends without a message when the test fails.
                let _ = released.recv();
                Ok(())
            });
            change.unwrap();
        });
        holds.recv().unwrap();
        let state = app.state().clone();
        System::new().block_on(async {
            // Gone before all else when the test fails.
            let release = release;
            let change = |_| {
                state.change(|state| {
                    let forget = |writer: &mut persistence::Writer| identity::clear_failures(writer, CLERK);
                    state.database.keep_house(now(), forget).map_err(Problem::from)
                })
            };
            let mut waiting = join_all((0..state.settings.pool_size * 2).map(change));
            // Once: whatever permit they can get, they have.
            assert!(poll!(&mut waiting).is_pending());
            let (status, _) = app.ask(None, ("GET", "/api/v1/public/tasks"), None, None);
            assert_eq!(status, 200);
            assert!(poll!(&mut waiting).is_pending(), "they wait still");
            release.send(()).unwrap();
            assert!(waiting.await.iter().all(std::result::Result::is_ok));
        });
    });
}
