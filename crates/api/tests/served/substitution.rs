//! Objects found not to exist, and the reserves that take their places.

use domain::task::State;
use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::app::{Answer, TestApp};
use crate::ceremony::{draw, freeze, path};
use crate::office::*;
use crate::round::{payloads, rounds};
use crate::world::*;

/// A drawn task of three objects and two reserves, whose notices are out.
fn issued(db: &TestDb, app: &TestApp, announce: Option<&Value>, members: &Value) -> Answer {
    objects(db, 100, 129);
    inspectors(db, 10, 15);
    let mut wanted = json!({"reserve": 2});
    wanted.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    let task = created(app, &plan(&wanted));
    if let Some(request) = announce {
        assert_eq!(app.user(CLERK).act(&path(&task, "announce"), 1, request).status, 201);
    }
    assert_eq!(freeze(app, &task, 1).status, 201);
    assert_eq!(draw(app, &task, 2, &json!({})).body["state"], "drawn");
    assert_eq!(app.user(CLERK).act(&path(&task, "issue"), 3, &Value::Null).status, 200);
    task
}

fn file(app: &TestApp, user: i64, inspection: i64) -> Answer {
    let evidence = json!({"reason": "登记住所已拆迁", "document": "淮登注〔2026〕118号"});
    app.user(user).call("POST", &format!("/inspections/{inspection}/substitutions"), None, &evidence)
}

fn approve(app: &TestApp, substitution: i64, version: i64) -> Answer {
    app.user(LEADER).act(&format!("/substitutions/{substitution}/approve"), version, &Value::Null)
}

#[db_test]
fn the_next_reserve_takes_the_place(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let task = issued(&db, &app, None, &json!({}));
    let before = inspections(&db, task.id());
    let gone = &before[1];
    let empty = json!({"reason": " ", "document": ""});
    let path_of = format!("/inspections/{}/substitutions", gone.inspection.id);
    let refused = app.user(CLERK).call("POST", &path_of, None, &empty);
    assert_eq!(refused.faults(), [("/document", "length"), ("/reason", "required")]);
    assert_eq!(file(&app, STRANGER, gone.inspection.id).problem(), (404, "not_found"));
    let filed = file(&app, CLERK, gone.inspection.id);
    assert_eq!((filed.status, filed.version(), &filed.body["state"]), (201, 1, &json!("filed")), "{filed:?}");
    assert_eq!(file(&app, CLERK, gone.inspection.id).problem(), (409, "duplicate"));
    let foreign = app.user(FOREIGN_LEADER);
    let other = foreign.act(&format!("/substitutions/{}/approve", filed.id()), 1, &Value::Null);
    assert_eq!(other.problem(), (404, "not_found"));
    assert_eq!(approve(&app, filed.id(), 2).problem(), (412, "stale"));
    let approved = approve(&app, filed.id(), 1);
    assert_eq!((approved.status, &approved.body["state"]), (200, &json!("approved")), "{approved:?}");
    assert_eq!(approve(&app, filed.id(), 2).problem(), (409, "wrong_state"));

    let result = json_of(&verified(&app, task.id(), 1), "result.json");
    let reserve = &result["reserves"][0];
    let after = inspections(&db, task.id());
    let came =
        after.iter().find(|one| Some(one.inspection.id) == approved.body["replacement_id"].as_i64()).unwrap();
    assert_eq!(json!(came.inspection.did), reserve["did"]);
    assert_eq!((came.inspection.rank, came.inspection.state.to_string()), (4, "notified".to_owned()));
    assert_eq!(came.team, gone.team, "nothing keeps them from it");
    let replaced = after.iter().find(|one| one.inspection.id == gone.inspection.id).unwrap();
    assert_eq!(replaced.inspection.state.to_string(), "substituted");
    let told = rounds(&app, &task)[0]["substitutions"][0].clone();
    assert_eq!(payloads(&app, &task, "draw.substitute"), std::slice::from_ref(&told));
    assert_eq!((&told["reserve"], &told["replaced"]), (&reserve["did"], &json!(gone.inspection.did)));
    assert_eq!(
        (&told["filed_by"], &told["approved_by"], &told["document"]),
        (&json!("clerk:1"), &json!("leader:2"), &json!("淮登注〔2026〕118号"))
    );
    assert_eq!(told["opening"]["code"], came.inspection.object_code);
    let listed = app.user(LEADER).get(&path(&task, "substitutions"));
    assert_eq!(listed.body, json!([approved.body]));
    assert_eq!(approved.body["object_name"], gone.inspection.object_name);
    assert_eq!(approved.body["replacement_name"], came.inspection.object_name);
    assert_eq!(
        (&approved.body["filed_by_name"], &approved.body["task_number"]),
        (&json!("经办"), &task.body["number"])
    );
}

#[db_test]
fn everybody_finds_the_substitutions_of_their_own_work(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let task = issued(&db, &app, None, &json!({}));
    let drawn = inspections(&db, task.id());
    let [first, second] = [&drawn[0], &drawn[1]].map(|one| one.inspection.id);
    let waiting = |user: i64| {
        let todos = app.user(user).get("/dashboard").body["todos"].clone();
        let todo =
            todos.as_array().unwrap().iter().find(|one| one["code"] == "substitution_to_approve").cloned();
        todo.map(|one| (one["count"].as_i64().unwrap(), one["list"].as_str().unwrap().to_owned()))
    };
    assert_eq!(waiting(LEADER), None);
    let approved = file(&app, CLERK, first);
    assert_eq!(approve(&app, approved.id(), 1).status, 200);
    let filed = file(&app, CLERK, second);
    assert_eq!(waiting(LEADER), Some((1, "/substitutions?state=filed".to_owned())));
    assert_eq!((waiting(CLERK), waiting(FOREIGN_LEADER)), (None, None));
    let ids = |user: i64, query: &str| {
        let page = app.user(user).get(&format!("/substitutions{query}"));
        assert_eq!(page.status, 200, "{page:?}");
        let ids = page.body["items"].as_array().unwrap().iter().map(|one| one["id"].as_i64().unwrap());
        assert_eq!(page.body["total"], ids.len());
        ids.collect::<Vec<_>>()
    };
    let all = vec![filed.id(), approved.id()];
    assert_eq!(ids(LEADER, ""), all);
    assert_eq!(ids(SUPERVISOR, &format!("?task={}", task.id())), all);
    assert_eq!(ids(LEADER, "?state=filed"), [filed.id()]);
    assert_eq!(ids(LEADER, &format!("?inspection={second}")), [filed.id()]);
    // From either side.
    let replacement =
        app.user(CLERK).get(&format!("/substitutions?inspection={first}")).body["items"][0].clone();
    let came = replacement["replacement_id"].as_i64().unwrap();
    assert_eq!(ids(CLERK, &format!("?inspection={came}")), [approved.id()]);
    for user in [STRANGER, FOREIGN_LEADER] {
        assert_eq!(ids(user, ""), Vec::<i64>::new(), "{user}");
    }
    // Of an inspector: those of inspections that are the inspector's own.
    let of_team = |inspection: i64, inspector: i64| {
        let one =
            inspections(&db, task.id()).into_iter().find(|one| one.inspection.id == inspection).unwrap();
        one.team.iter().any(|member| member.id == inspector)
    };
    for (user, inspector) in [(ZHANG, 1), (WANG, 3)] {
        let mut own = Vec::new();
        if of_team(second, inspector) {
            own.push(filed.id());
        }
        if of_team(first, inspector) || of_team(came, inspector) {
            own.push(approved.id());
        }
        assert_eq!(ids(user, ""), own, "{user}");
    }
    assert_eq!(app.user(ADMIN).get("/substitutions").problem(), (403, "forbidden"));
    assert_eq!(app.user(LEADER).get("/substitutions?state=open").status, 400);
}

#[db_test]
fn a_team_that_may_not_go_is_made_up_and_reserves_run_out(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let task = issued(&db, &app, None, &json!({"roster": "blinded"}));
    // Refused: the object stays.
    let first = inspections(&db, task.id())[0].inspection.id;
    let filed = file(&app, CLERK, first);
    let refuse = |version, reason: &str| {
        let path = format!("/substitutions/{}/refuse", filed.id());
        app.user(LEADER).act(&path, version, &json!({"reason": reason}))
    };
    assert_eq!(refuse(1, " ").status, 422);
    assert_eq!(refuse(1, "请再次上门核实").body["opinion"], "请再次上门核实");
    assert_eq!(refuse(2, "再次").problem(), (409, "wrong_state"));
    assert_eq!(rounds(&app, &task)[0]["substitutions"], json!([]));
    // Twice there is a reserve, of the blinded roster too; then no more.
    for rank in [4, 5] {
        let filed = file(&app, CLERK, inspections(&db, task.id())[rank - 4].inspection.id);
        assert_eq!(filed.status, 201, "{filed:?}");
        assert_eq!(approve(&app, filed.id(), 1).status, 200);
        let told = rounds(&app, &task)[0]["substitutions"][rank - 4].clone();
        assert_eq!(told["rank"], rank);
        let opening: domain::draw::openings::Opening =
            serde_json::from_value(told["opening"].clone()).unwrap();
        let did = domain::draw::roster::Did::blinded(&opening.salt, &opening.code);
        assert_eq!(told["reserve"], did.to_string(), "anyone can open the row");
    }
    let last = file(&app, CLERK, inspections(&db, task.id())[2].inspection.id);
    let none = approve(&app, last.id(), 1);
    assert!(none.problem() == (409, "wrong_state") && none.body["detail"].as_str().unwrap().contains("候补"));
    // Who is recorded is there.
    execute(&db, "UPDATE inspections SET state = 'recorded'");
    set_state(&db, task.id(), State::Inspecting);
    assert_eq!(approve(&app, last.id(), 1).problem(), (409, "wrong_state"));
}

#[db_test]
fn a_sealed_round_tells_of_it_after_its_release(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let task = issued(&db, &app, Some(&json!({"mode": "sealed"})), &json!({}));
    let inspector =
        inspections(&db, task.id())[0].team.iter().find(|one| [1, 3].contains(&one.id)).map(|one| one.id);
    let user = match inspector {
        Some(1) => ZHANG,
        Some(3) => WANG,
        _ => CLERK,
    };
    let filed = file(&app, user, inspections(&db, task.id())[0].inspection.id);
    assert_eq!(approve(&app, filed.id(), 1).status, 200);
    assert_eq!(rounds(&app, &task)[0]["substitutions"], json!([]));
    let hash = payloads(&app, &task, "draw.substitute")[0].clone();
    let mut members: Vec<_> = hash.as_object().unwrap().keys().collect();
    members.sort_unstable();
    assert_eq!(members, ["hash", "round", "task"]);
    execute(&db, "UPDATE inspections SET state = 'recorded' WHERE state <> 'substituted'");
    let released = app.user(CLERK).act(&path(&task, "release"), 4, &Value::Null);
    assert_eq!(released.status, 200, "{released:?}");
    let told = &payloads(&app, &task, "draw.release")[0]["substitutions"];
    assert_eq!(&rounds(&app, &task)[0]["substitutions"], told);
    let text = domain::draw::canonical::write(&told[0]).unwrap();
    assert_eq!(hash["hash"], domain::draw::hash::frame("substitution", &[&text]).to_string());
}
