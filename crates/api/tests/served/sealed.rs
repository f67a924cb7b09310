//! Sealed rounds: unannounced visits, whose draw becomes public after them.

use api::config::Flags;
use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::app::{Answer, TestApp};
use crate::ceremony::{commit, draw, freeze, path, reveal};
use crate::office::*;
use crate::world::*;

/// A sealed task of three objects, one witness, that is drawn.
fn sealed(db: &TestDb, app: &TestApp) -> Answer {
    objects(db, 100, 129);
    let task = created(app, &plan(&json!({"witnesses": 1, "roster": "blinded"})));
    let announced = app.user(CLERK).act(&path(&task, "announce"), 1, &json!({"mode": "sealed"}));
    assert_eq!((announced.status, &announced.body["announcement"]["mode"]), (201, &json!("sealed")));
    assert_eq!(commit(app, &task, 1, SUPERVISOR, 8).status, 200);
    assert_eq!(freeze(app, &task, 1).status, 201);
    assert_eq!(reveal(app, &task, SUPERVISOR, 8).status, 200);
    let drawn = draw(app, &task, 2, &json!({}));
    assert_eq!((drawn.status, &drawn.body["state"]), (200, &json!("drawn")), "{drawn:?}");
    task
}

fn public(app: &TestApp, task: &Answer, what: &str) -> Value {
    let (status, body) = app.ask(None, ("GET", &format!("/api/v1/public{}", path(task, what))), None, None);
    assert_eq!(status, 200);
    serde_json::from_slice(&body).unwrap()
}

fn logged(app: &TestApp, task: &Answer, action: &str) -> Value {
    let query = format!("/audit?resource=task&key={}&action={action}", task.id());
    app.user(SUPERVISOR).get(&query).body["items"][0]["payload"].clone()
}

/// What the public can see of a sealed round: the hash of its result, and nothing that it follows from.
fn assert_hidden(app: &TestApp, task: &Answer) {
    let (draws, rounds) = (public(app, task, "draws"), public(app, task, "rounds"));
    assert_eq!((&draws[0]["state"], &draws[0]["seed"]), (&json!("drawn"), &Value::Null));
    assert_eq!(
        (&draws[0]["parties"][0]["id"], &draws[0]["parties"][0]["reveal"]),
        (&json!("operator"), &Value::Null)
    );
    assert_eq!(
        (&rounds[0]["parties"][0]["revealed_at"], &rounds[0]["released_at"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(bundle(app, task.id(), 1).len(), 4);
    // Nor is it for the office: who knew the operator's secret could compute it.
    let (draws, ceremony) =
        (app.user(CLERK).get(&path(task, "draws")), app.user(CLERK).get(&path(task, "ceremony")));
    assert_eq!((&draws.body[0]["state"], &draws.body[0]["seed"]), (&json!("drawn"), &Value::Null));
    for parties in [&draws.body[0]["parties"], &ceremony.body["parties"]] {
        let known: Vec<_> =
            parties.as_array().unwrap().iter().map(|one| (&one["id"], one["reveal"].is_string())).collect();
        assert_eq!(known[0], (&json!("operator"), false));
        assert!(known[1..].iter().all(|(_, revealed)| *revealed), "{known:?}");
    }
    let told = logged(app, task, "draw.result");
    let mut members: Vec<_> = told.as_object().unwrap().keys().collect();
    members.sort_unstable();
    assert_eq!(members, ["mode", "result_hash", "round", "task"]);
    assert_eq!((&told["result_hash"], &told["mode"]), (&rounds[0]["result_hash"], &json!("sealed")));
}

/// Everything is there, and verifies, and is what the hash stood for.
fn assert_released(app: &TestApp, task: &Answer, by: &str) {
    let files = verified(app, task.id(), 1);
    assert_eq!(json_of(&files, "freeze.json")["mode"], "sealed");
    let result: domain::draw::result::DrawResult = serde_json::from_slice(&files["result.json"]).unwrap();
    let told = logged(app, task, "draw.release");
    assert_eq!(told["result_hash"], result.hash().unwrap().to_string());
    assert_eq!(told["result_hash"], logged(app, task, "draw.result")["result_hash"]);
    assert_eq!((&told["by"], &told["task"], &told["round"]), (&json!(by), &task.body["number"], &json!(1)));
    assert_eq!(
        (&told["result"], &told["reveals"]),
        (&json_of(&files, "result.json"), &json_of(&files, "reveals.json"))
    );
    assert!(public(app, task, "draws")[0]["seed"].is_string());
    assert!(public(app, task, "rounds")[0]["released_at"].is_string());
}

#[db_test]
fn a_sealed_result_is_released_after_the_inspections(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let task = sealed(&db, &app);
    assert_hidden(&app, &task);
    assert_eq!(inspections(&db, task.id()).len(), 3, "the office goes to work");
    let release = |version| app.user(CLERK).act(&path(&task, "release"), version, &Value::Null);
    assert_eq!(release(3).problem(), (409, "wrong_state"), "nobody has inspected yet");
    set_state(&db, task.id(), domain::task::State::Inspecting);
    execute(&db, "UPDATE inspections SET state = 'recorded'");
    assert_eq!(release(2).problem(), (412, "stale"));
    assert_hidden(&app, &task);
    let released = release(3);
    assert_eq!(released.status, 200, "{released:?}");
    assert_released(&app, &task, "clerk");
    assert_eq!(release(3).problem(), (409, "wrong_state"), "nothing is sealed any more");
}

#[db_test]
fn a_sealed_result_is_released_when_its_period_is_over(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let task = sealed(&db, &app);
    let last = TestApp::start_at(&db, "2026-10-31T15:59:59Z".parse().unwrap(), Flags::new());
    assert_eq!(
        api::draw::release::release_due(last.state()).unwrap(),
        0,
        "the last day is not over in China"
    );
    assert_hidden(&last, &task);
    drop((app, last));
    let after = TestApp::start_at(&db, "2026-10-31T16:00:00Z".parse().unwrap(), Flags::new());
    // Whether this or the server's own look comes first.
    api::draw::release::release_due(after.state()).unwrap();
    assert_released(&after, &task, "deadline");
}

#[db_test]
fn what_is_disclosed_is_not_sealed(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let task = sealed(&db, &app);
    set_state(&db, task.id(), domain::task::State::Approved);
    let disclosed = app.user(CLERK).act(&path(&task, "disclose"), 3, &Value::Null);
    assert_eq!(disclosed.status, 200, "{disclosed:?}");
    assert_released(&app, &task, "disclosure");
}

#[db_test]
fn a_sealed_result_that_nobody_can_carry_out_is_public(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    crowded(&db);
    let same = json!([{"division": "same"}, {"division": "same"}]);
    let task = created(&app, &plan(&json!({"team": same, "inspector_cap": 5})));
    assert_eq!(app.user(CLERK).act(&path(&task, "announce"), 1, &json!({"mode": "sealed"})).status, 201);
    assert_eq!(freeze(&app, &task, 1).status, 201);
    assert_eq!(draw(&app, &task, 2, &json!({})).body["state"], "voided");
    verified(&app, task.id(), 1);
    assert_eq!(public(&app, &task, "rounds")[0]["void"]["code"], "infeasible");
    assert_eq!(logged(&app, &task, "draw.void")["code"], "infeasible");
    assert!(logged(&app, &task, "draw.result")["result"]["seed"].is_string());
}
