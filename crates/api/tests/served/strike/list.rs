//! The lists of strikes: everybody's own, with names, and what waits for the leader.

use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use super::{approve, drawn, file, ids};
use crate::app::TestApp;
use crate::ceremony::path;
use crate::office::*;
use crate::world::*;

/// What waits for somebody's decision: how much, and where it is listed.
fn waiting(app: &TestApp, user: i64) -> Option<(i64, String)> {
    let todos = app.user(user).get("/dashboard").body["todos"].clone();
    let todo = todos.as_array().unwrap().iter().find(|one| one["code"] == "strike_to_approve").cloned();
    todo.map(|one| (one["count"].as_i64().unwrap(), one["list"].as_str().unwrap().to_owned()))
}

/// Keys of the strikes that somebody is shown.
fn shown(app: &TestApp, user: i64, query: &str) -> Vec<i64> {
    let page = app.user(user).get(&format!("/strikes{query}"));
    assert_eq!(page.status, 200, "{page:?}");
    let ids: Vec<_> =
        page.body["items"].as_array().unwrap().iter().map(|one| one["id"].as_i64().unwrap()).collect();
    assert_eq!(page.body["total"], ids.len());
    ids
}

#[db_test]
fn everybody_finds_the_strikes_of_their_own_tasks(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let task = drawn(&db, &app, &json!({}));
    let all = ids(&inspections(&db, task.id()));
    assert_eq!(waiting(&app, LEADER), None);
    let first = file(&app, &task, &all[..1]);
    let refuse = format!("/strikes/{}/refuse", first.id());
    let refused = app.user(LEADER).act(&refuse, 1, &json!({"reason": "理由不充分"}));
    assert_eq!((refused.status, &refused.body["state"]), (200, &json!("refused")), "{refused:?}");
    let filed = file(&app, &task, &[all[2], all[0]]);
    assert_eq!(filed.status, 201, "{filed:?}");
    assert_eq!(waiting(&app, LEADER), Some((1, "/strikes?state=filed".to_owned())));
    assert_eq!((waiting(&app, CLERK), waiting(&app, FOREIGN_LEADER)), (None, None));

    let both = vec![filed.id(), first.id()];
    assert_eq!(shown(&app, LEADER, ""), both);
    assert_eq!(shown(&app, SUPERVISOR, &format!("?task={}", task.id())), both);
    assert_eq!(shown(&app, LEADER, &format!("?task={}", task.id() + 1)), Vec::<i64>::new());
    assert_eq!(shown(&app, LEADER, "?state=filed"), [filed.id()]);
    assert_eq!(shown(&app, CLERK, &format!("?inspection={}", all[2])), [filed.id()]);
    assert_eq!(shown(&app, CLERK, &format!("?inspection={}", all[0])), both);
    assert_eq!(shown(&app, CLERK, &format!("?inspection={}&state=refused", all[0])), [first.id()]);
    for user in [STRANGER, FOREIGN_LEADER] {
        assert_eq!(shown(&app, user, ""), Vec::<i64>::new(), "{user}");
    }
    for user in [ADMIN, ZHANG] {
        assert_eq!(app.user(user).get("/strikes").problem(), (403, "forbidden"), "{user}");
    }
    assert_eq!(app.user(LEADER).get("/strikes?state=open").status, 400);
    assert_eq!(app.user(LEADER).get(&path(&task, "strikes")).body, json!([refused.body, filed.body]));

    assert_eq!(approve(&app, &filed).status, 200);
    assert_eq!(waiting(&app, LEADER), None);
    assert_eq!(shown(&app, LEADER, "?state=approved"), [filed.id()]);
}

#[db_test]
fn a_strike_is_told_with_names(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let task = drawn(&db, &app, &json!({}));
    let drawn = inspections(&db, task.id());
    let filed = file(&app, &task, &[drawn[2].inspection.id, drawn[0].inspection.id]);
    let object = |place: usize| {
        let one = &drawn[place].inspection;
        json!({"inspection_id": one.id, "code": one.object_code, "name": one.object_name})
    };
    assert_eq!(filed.body["objects"], json!([object(0), object(2)]), "in the order of the drawing");
    assert_eq!(
        (&filed.body["task_number"], &filed.body["filed_by_name"], &filed.body["decided_by_name"]),
        (&task.body["number"], &json!("经办"), &Value::Null)
    );
    let approved = approve(&app, &filed);
    let people = json!([approved.body["filed_by"], approved.body["decided_by"]]);
    assert_eq!(people, json!([format!("clerk:{CLERK}"), format!("leader:{LEADER}")]));
    assert!(approved.body["decided_by_name"].is_string(), "{approved:?}");
    assert_eq!(app.user(CLERK).get("/strikes").body["items"], json!([approved.body]));

    // What can be struck is found round by round.
    let of_round = |round: i32| {
        let page = app.user(CLERK).get(&format!("/inspections?task={}&round={round}", task.id()));
        page.body["total"].as_i64().unwrap()
    };
    assert_eq!((of_round(1), of_round(2)), (4, 0));
}
