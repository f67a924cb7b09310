//! `sunlot witness` against a server.

use std::path::Path;

use api::cli::witness::{JoinArguments, join};
use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::app::{Answer, TestApp};
use crate::ceremony::{draw, freeze, path};
use crate::live::until;
use crate::office::*;
use crate::world::*;

/// The command, with this token on standard input; answers what it printed, or why it stopped.
fn run(app: &TestApp, task: &Answer, user: i64, file: &Path) -> Result<String, String> {
    let (url, secret) = (app.url("/"), Some(file.to_owned()));
    let arguments = JoinArguments { url, task: task.id(), user: None, secret };
    let mut out = Vec::new();
    let done = join(&arguments, &mut format!("{}\n", app.token(user)).as_bytes(), &mut out);
    done.map(|()| String::from_utf8(out).unwrap()).map_err(|failure| failure.to_string())
}

fn committed(app: &TestApp, task: &Answer) {
    let events = format!("/api/v1{}", path(task, "ceremony/events"));
    until(app.stream(&app.token(CLERK), &events), "committed");
}

#[db_test]
fn a_witness_takes_part_from_the_own_machine(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 199);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("secret.json");
    let task = created(&app, &plan(&json!({"witnesses": 1})));
    let refused = run(&app, &task, CLERK, &file).unwrap_err();
    assert!(refused.contains("不能见证") && !file.exists(), "{refused}");
    let printed = std::thread::scope(|scope| {
        let witness = scope.spawn(|| run(&app, &task, SUPERVISOR, &file));
        committed(&app, &task);
        assert_eq!(freeze(&app, &task, 1).status, 201);
        witness.join().unwrap().unwrap()
    });
    let hash = app.user(CLERK).get(&path(&task, "draws")).body[0]["freeze"].clone();
    assert!(printed.contains(hash.as_str().unwrap()) && printed.contains("已揭示"), "{printed}");
    let kept: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let parties = app.user(CLERK).get(&path(&task, "ceremony")).body["parties"].clone();
    assert_eq!((&parties[1]["id"], &parties[1]["reveal"]), (&kept["party"], &kept["value"]));
    assert!(!printed.contains(kept["value"].as_str().unwrap()), "the secret is shown nowhere");
    #[cfg(unix)]
    {
        let mode = std::fs::metadata(&file).unwrap();
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&mode.permissions()) & 0o777, 0o600);
    }
    assert_eq!(draw(&app, &task, 2, &json!({})).body["state"], "drawn");
    verified(&app, task.id(), 1);

    let other = created(&app, &plan(&json!({"witnesses": 1})));
    let refused = run(&app, &other, SUPERVISOR, &file).unwrap_err();
    assert!(refused.contains("请另选文件"), "{refused}");
    let unknown = run(&app, &other, STRANGER, &folder.path().join("b")).unwrap_err();
    assert!(unknown.contains("未找到"), "in the server's words: {unknown}");
}

#[db_test]
fn a_freeze_without_the_own_commitment_gets_no_secret(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 199);
    let folder = tempfile::tempdir().unwrap();
    let task = created(&app, &plan(&json!({"witnesses": 1})));
    let stopped = std::thread::scope(|scope| {
        let witness = scope.spawn(|| run(&app, &task, SUPERVISOR, &folder.path().join("a")));
        committed(&app, &task);
        // The server forges what was committed.
        execute(&db, &format!("UPDATE draw_commitments SET commitment = '{}'", "ab".repeat(32)));
        assert_eq!(freeze(&app, &task, 1).status, 201);
        witness.join().unwrap().unwrap_err()
    });
    assert!(stopped.contains("没有您的承诺"), "{stopped}");
    let parties = app.user(CLERK).get(&path(&task, "ceremony")).body["parties"].clone();
    assert!(parties.as_array().unwrap().iter().all(|one| one["reveal"].is_null()));
    let again = run(&app, &task, SUPERVISOR, &folder.path().join("a")).unwrap_err();
    assert!(again.contains("不是由此文件"), "{again}");
}

#[db_test]
fn a_round_that_ends_before_its_freeze_keeps_its_secrets(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 199);
    let folder = tempfile::tempdir().unwrap();
    let task = created(&app, &plan(&json!({"witnesses": 2})));
    let stopped = std::thread::scope(|scope| {
        let witness = scope.spawn(|| run(&app, &task, SUPERVISOR, &folder.path().join("a")));
        committed(&app, &task);
        let void = app.user(CLERK).act(&path(&task, "void-round"), 1, &json!({"reason": "改期"}));
        assert_eq!(void.status, 200);
        witness.join().unwrap().unwrap_err()
    });
    assert!(stopped.contains("第 1 轮已作废"), "{stopped}");
}
