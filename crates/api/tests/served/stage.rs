//! The later events of a task.

use domain::Coded;
use domain::inspection::Disposition;
use domain::task::State;
use persistence::draw::{self, RoundState};
use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::app::TestApp;
use crate::world::*;

/// Event, who may, from which states, to which.
const EVENTS: [(&str, i64, &[State], State); 8] = [
    ("issue", CLERK, &[State::Drawn], State::Issued),
    ("submit", CLERK, &[State::Inspecting], State::Submitted),
    ("approve", LEADER, &[State::Submitted], State::Approved),
    ("return", LEADER, &[State::Submitted], State::Inspecting),
    ("disclose", CLERK, &[State::Approved], State::Disclosed),
    ("archive", CLERK, &[State::Disclosed], State::Archived),
    ("void", CLERK, &[State::Draft, State::Frozen], State::Voided),
    (
        "withdraw",
        LEADER,
        &[State::Draft, State::Frozen, State::Drawn, State::Issued, State::Inspecting, State::Submitted],
        State::Voided,
    ),
];

fn body(event: &str) -> Value {
    if matches!(event, "return" | "void" | "withdraw") {
        json!({"reason": "检查表填写不完整"})
    } else {
        Value::Null
    }
}

/// Rounds as the event needs them: one that a witness has still to reveal in, or a result, which a supplementary round may
/// be frozen beside.
fn furnish(db: &TestDb, event: &str, state: State, task: i64) {
    match event {
        "void" => {
            let commit = |writer: &mut _| draw::commit(writer, task, 1, "supervisor:3", None, "c0");
            change(db, commit);
        }
        "withdraw" => {
            execute(db, &format!("UPDATE draws SET state = 'drawn' WHERE task_id = {task}"));
            if state == State::Frozen {
                let (freeze, freeze_hash, strata) = ("{}", "f1", "[]");
                let new =
                    draw::NewDraw { task, round: 2, freeze, freeze_hash, operator_secret: &[7; 32], strata };
                change(db, |writer| draw::freeze(writer, &new).map(drop));
                execute(db, &format!("UPDATE tasks SET round = 2 WHERE id = {task}"));
            }
        }
        _ => {}
    }
}

#[db_test]
fn every_event_in_every_state(db: TestDb) {
    world(&db);
    let app = TestApp::start(&db);
    for (event, who, from, to) in EVENTS {
        let user = app.user(who);
        for state in State::ALL {
            let task = drawn_task(&db);
            record_all(&db, task, Disposition::None);
            set_state(&db, task, *state);
            furnish(&db, event, *state, task);
            let before = everything(&db, task);
            let version = stored(&db, task).version;
            let answer = user.act(&format!("/tasks/{task}/{event}"), version, &body(event));
            if from.contains(state) {
                assert_eq!((answer.status, &answer.body["state"]), (200, &json!(to)), "{event} in {state}");
                assert_eq!(answer.version(), version + 1);
                assert_eq!(*stored(&db, task).state, to);
                let mut told = vec![format!("task.{event}")];
                // Its rounds end publicly, too.
                let rounds = match (event, *state) {
                    ("void", State::Frozen) => 1,
                    ("withdraw", State::Frozen) => 2,
                    ("withdraw", _) => 1,
                    _ => 0,
                };
                (0..rounds).for_each(|_| told.insert(0, "draw.void".to_owned()));
                assert_eq!(audited(&db, "task", task), told);
            } else {
                assert_eq!(answer.problem(), (409, "wrong_state"), "{event} in {state}");
                assert!(answer.body["detail"].as_str().unwrap().contains(state.label()), "{answer:?}");
                assert_eq!(everything(&db, task), before, "{event} in {state}");
            }
        }
    }
}

#[db_test]
fn an_event_names_the_version_it_was_decided_on(db: TestDb) {
    world(&db);
    let app = TestApp::start(&db);
    for (event, who, from, _) in EVENTS {
        let task = drawn_task(&db);
        record_all(&db, task, Disposition::None);
        set_state(&db, task, from[0]);
        let (before, version) = (everything(&db, task), stored(&db, task).version);
        let path = format!("/tasks/{task}/{event}");
        let blind = app.user(who).call("POST", &path, None, &body(event));
        assert_eq!(blind.problem(), (428, "precondition_required"), "{event}");
        let late = app.user(who).act(&path, version - 1, &body(event));
        assert_eq!(late.problem(), (412, "stale"), "{event}");
        assert_eq!(everything(&db, task), before, "{event}");
    }
}

#[db_test]
fn roles_and_departments_keep_to_their_own(db: TestDb) {
    world(&db);
    let app = TestApp::start(&db);
    for (event, who, from, _) in EVENTS {
        let task = drawn_task(&db);
        set_state(&db, task, from[0]);
        let (before, version) = (everything(&db, task), stored(&db, task).version);
        let path = format!("/tasks/{task}/{event}");
        let other = if who == CLERK { LEADER } else { CLERK };
        assert_eq!(
            app.user(other).act(&path, version, &body(event)).problem(),
            (403, "forbidden"),
            "{event}"
        );
        assert_eq!(
            app.user(ZHANG).act(&path, version, &body(event)).problem(),
            (403, "forbidden"),
            "{event}"
        );
        if who == CLERK {
            let stranger = app.user(STRANGER).act(&path, version, &body(event));
            assert_eq!(stranger.problem(), (404, "not_found"), "{event}");
        }
        assert_eq!(
            app.user(who).act("/tasks/999/void", 1, &body("void")).status,
            if who == CLERK { 404 } else { 403 }
        );
        assert_eq!(everything(&db, task), before, "{event}");
    }
}

#[db_test]
fn a_task_takes_its_inspections_along(db: TestDb) {
    world(&db);
    let app = TestApp::start(&db);
    let (clerk, leader, zhang) = (app.user(CLERK), app.user(LEADER), app.user(ZHANG));
    let task = drawn_task(&db);
    let path = |event: &str| format!("/tasks/{task}/{event}");
    let issued = clerk.act(&path("issue"), stored(&db, task).version, &Value::Null);
    assert_eq!((issued.status, states(&db, task)), (200, vec!["notified".to_owned(); 2]));
    assert_eq!(issued.body["matters"], json!([1, 2]));

    let record = |object: usize, disposition: &str| {
        let one = inspections(&db, task).remove(object).inspection;
        let result = if disposition == "none" { "1" } else { "5" };
        let record = json!({"disposition": disposition, "result": result});
        let mut whole = fine();
        whole.as_object_mut().unwrap().extend(record.as_object().unwrap().clone());
        let answer = zhang.act(&format!("/inspections/{}/record", one.id), one.version, &whole);
        assert_eq!(answer.status, 200, "{answer:?}");
    };
    record(0, "none");
    let version = stored(&db, task).version;
    let early = clerk.act(&path("submit"), version, &Value::Null);
    assert_eq!(early.problem(), (409, "wrong_state"));
    assert!(early.body["detail"].as_str().unwrap().contains("还有 1 个"), "{early:?}");
    record(1, "rectify");

    let submitted = clerk.act(&path("submit"), version, &Value::Null);
    assert!(submitted.body["submitted_at"].is_string(), "{submitted:?}");
    let reason = json!({"reason": "企业2的照片缺失"});
    let returned = leader.act(&path("return"), submitted.version(), &reason);
    assert_eq!(
        (&returned.body["state"], &returned.body["reason"]),
        (&json!("inspecting"), &reason["reason"])
    );
    record(1, "rectify");
    let submitted = clerk.act(&path("submit"), returned.version(), &Value::Null);
    let approved = leader.act(&path("approve"), submitted.version(), &Value::Null);
    assert_eq!((approved.status, states(&db, task)), (200, vec!["closed".into(), "rectifying".into()]));
    assert!(inspections(&db, task).iter().all(|one| one.inspection.disclosed_at.is_none()));
    let disclosed = clerk.act(&path("disclose"), approved.version(), &Value::Null);
    assert!(inspections(&db, task).iter().all(|one| one.inspection.disclosed_at.is_some()));
    let archived = clerk.act(&path("archive"), disclosed.version(), &Value::Null);
    assert_eq!(archived.body["state"], "archived");
    let names = ["issue", "submit", "return", "submit", "approve", "disclose", "archive"]
        .map(|e| format!("task.{e}"));
    assert_eq!(audited(&db, "task", task), names);
}

#[db_test]
fn a_frozen_round_is_voided_with_its_task(db: TestDb) {
    world(&db);
    let app = TestApp::start(&db);
    let round = |task| db.read(|reader| draw::get(reader, task, 1)).unwrap();
    let task = drawn_task(&db);
    set_state(&db, task, State::Frozen);
    let known = app.user(CLERK).act(&format!("/tasks/{task}/void"), stored(&db, task).version, &body("void"));
    assert_eq!(known.problem(), (409, "wrong_state"), "nobody is left who has to reveal");
    furnish(&db, "void", State::Frozen, task);
    let version = stored(&db, task).version;
    for (reason, code) in [("", "length"), (" \n", "required")] {
        let silent = app.user(CLERK).act(&format!("/tasks/{task}/void"), version, &json!({"reason": reason}));
        assert_eq!((silent.status, silent.faults()), (422, vec![("/reason", code)]));
    }
    assert_eq!(*round(task).state, RoundState::Frozen);
    let voided = app.user(CLERK).act(&format!("/tasks/{task}/void"), version, &json!({"reason": "名录有误"}));
    assert_eq!((&voided.body["state"], &voided.body["reason"]), (&json!("voided"), &json!("名录有误")));
    assert_eq!((*round(task).state, round(task).reason.as_str()), (RoundState::Voided, "名录有误"));
}

#[db_test]
fn whoever_draws_does_not_undo_it(db: TestDb) {
    world(&db);
    let app = TestApp::start(&db);
    let task = drawn_task(&db);
    let (version, path) = (stored(&db, task).version, |event: &str| format!("/tasks/{task}/{event}"));
    let undrawn = app.user(LEADER).act(&path("withdraw"), version, &body("withdraw"));
    assert_eq!(undrawn.problem(), (409, "wrong_state"), "there is no result");
    furnish(&db, "withdraw", State::Drawn, task);
    assert_eq!(app.user(CLERK).act(&path("void"), version, &body("void")).problem(), (409, "wrong_state"));
    // Nor while a supplementary round is drafted.
    set_state(&db, task, State::Draft);
    let hidden = app.user(CLERK).act(&path("void"), version, &body("void"));
    assert!(hidden.body["detail"].as_str().unwrap().contains("由分管局长作废"), "{hidden:?}");
    set_state(&db, task, State::Drawn);
    let voided = app.user(LEADER).act(&path("withdraw"), version, &json!({"reason": "名录整体有误"}));
    assert_eq!((&voided.body["state"], &voided.body["reason"]), (&json!("voided"), &json!("名录整体有误")));
    let state = db.read(|reader| draw::get(reader, task, 1)).unwrap().state;
    assert_eq!(*state, RoundState::Drawn, "a draw that happened stands");
}
