//! The dashboard: what waits for whom, and that each list shows exactly that.

use domain::inspection::Disposition;
use domain::task::State;
use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::app::TestApp;
use crate::office::*;
use crate::world::*;

/// What waits for a user, after each list was seen to show exactly that.
fn todos(app: &TestApp, user: i64) -> Vec<(String, i64)> {
    let dashboard = app.user(user).get("/dashboard");
    assert_eq!(dashboard.status, 200, "{dashboard:?}");
    let waiting = |todo: &Value| {
        let (code, count) = (todo["code"].as_str().unwrap().to_owned(), todo["count"].as_i64().unwrap());
        let list = app.user(user).get(todo["list"].as_str().unwrap());
        let rows = list.body.as_array().map_or(list.body["total"].clone(), |rows| json!(rows.len()));
        assert_eq!((list.status, rows), (200, json!(count)), "{user} {todo}");
        (code, count)
    };
    dashboard.body["todos"].as_array().unwrap().iter().map(waiting).collect()
}

fn owned(todos: &[(&str, i64)]) -> Vec<(String, i64)> {
    todos.iter().map(|(code, count)| ((*code).to_owned(), *count)).collect()
}

/// A task whose inspections are recorded, in this state, to be disclosed by this day.
fn recorded(db: &TestDb, state: State, due: &str) -> i64 {
    let task = drawn_task(db);
    record_all(db, task, Disposition::None);
    set_state(db, task, state);
    execute(db, &format!("UPDATE inspections SET due_on = '{due}' WHERE task_id = {task}"));
    task
}

/// Tasks in every state that somebody waits for, and two transfers of which one came back.
fn busy(db: &TestDb, app: &TestApp) {
    created(app, &plan(&json!({"witnesses": 1})));
    set_state(db, drawn_task(db), State::Frozen);
    drawn_task(db);
    let half = drawn_task(db);
    let issue = format!("/tasks/{half}/issue");
    assert_eq!(app.user(CLERK).act(&issue, stored(db, half).version, &Value::Null).status, 200);
    let first = &inspections(db, half)[0].inspection;
    let path = format!("/inspections/{}/record", first.id);
    assert_eq!(app.user(ZHANG).act(&path, first.version, &fine()).status, 200);
    let full = recorded(db, State::Inspecting, "2026-10-22");
    recorded(db, State::Submitted, "2026-09-24");
    recorded(db, State::Approved, "2026-09-18");
    recorded(db, State::Voided, "2026-09-18");
    let transfer =
        json!({"kind": "police", "recipient": "公安局", "facts": "a", "legal_basis": "b", "evidence": "c"});
    let made: Vec<_> = inspections(db, full)
        .iter()
        .map(|one| {
            let path = format!("/inspections/{}/transfers", one.inspection.id);
            app.user(CLERK).call("POST", &path, None, &transfer).id()
        })
        .collect();
    let returned = format!("/transfers/{}/return", made[1]);
    assert_eq!(app.user(LEADER).act(&returned, 1, &json!({"reason": "事实不清"})).status, 200);
    execute(db, "UPDATE inspectors SET certificate_expires = '2026-10-10' WHERE id IN (1, 3)");
}

#[db_test]
fn everybody_sees_what_waits_for_them_and_where(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    busy(&db, &app);
    let clerk = [
        ("task_draft", 1),
        ("task_frozen", 1),
        ("task_drawn", 1),
        ("task_to_submit", 1),
        ("task_to_disclose", 1),
        ("transfer_returned", 1),
        ("disclosure_overdue", 2),
        ("disclosure_due_soon", 2),
        ("certificate_expiring", 1),
    ];
    assert_eq!(todos(&app, CLERK), owned(&clerk));
    let leader = [("task_to_approve", 1), ("transfer_to_approve", 1), ("disclosure_overdue", 2)];
    assert_eq!(todos(&app, LEADER), owned(&leader));
    assert_eq!(todos(&app, ZHANG), owned(&[("inspection_to_record", 1)]));
    assert_eq!(todos(&app, LEGAL), owned(&[("matter_unlisted", 1)]));
    let supervisor = [("draw_to_witness", 1), ("disclosure_overdue", 2)];
    assert_eq!(todos(&app, SUPERVISOR), owned(&supervisor));
    assert_eq!(todos(&app, STRANGER), owned(&[("certificate_expiring", 1)]), "another department");
    for user in [ADMIN, INTEGRATION, WANG, FOREIGN_LEADER] {
        assert_eq!(todos(&app, user), owned(&[]), "{user}");
    }
}

#[db_test]
fn figures_are_those_of_the_data_scope(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    busy(&db, &app);
    let seen = |user: i64| app.user(user).get("/dashboard").body;
    let clerk = seen(CLERK);
    assert_eq!(clerk["today"], "2026-09-21");
    let due = clerk["deadlines"].as_array().unwrap();
    let days: Vec<_> = due.iter().map(|one| one["due_on"].as_str().unwrap()).collect();
    let expected =
        ["2026-09-18", "2026-09-18", "2026-09-24", "2026-09-24", "2026-10-22", "2026-10-22", "2026-10-22"];
    assert_eq!(days, expected, "without those of a voided task");
    assert_eq!((&due[1]["overdue"], &due[2]["overdue"]), (&json!(true), &json!(false)));
    let first = &app.user(CLERK).get(&format!("/inspections/{}", due[0]["inspection_id"])).body;
    assert_eq!(
        (&due[0]["task_number"], &due[0]["object_name"]),
        (&first["task_number"], &first["object_name"])
    );
    let states: Vec<_> = clerk["tasks_by_state"].as_array().unwrap().iter().collect();
    assert_eq!(states[0], &json!({"state": "draft", "count": 1}));
    let counted: Vec<_> = states.iter().map(|one| one["state"].as_str().unwrap()).collect();
    assert_eq!(counted, ["draft", "frozen", "drawn", "inspecting", "submitted", "approved", "voided"]);
    assert_eq!(clerk["results"], json!([{"result": "1", "count": 7}]));

    assert_eq!(seen(ZHANG)["deadlines"], clerk["deadlines"], "of the inspector's own teams");
    assert_eq!(seen(ZHANG)["tasks_by_state"], json!([]), "an inspector reads no tasks");
    assert_eq!(
        (&seen(LEGAL)["tasks_by_state"], &seen(LEGAL)["results"]),
        (&clerk["tasks_by_state"], &json!([]))
    );
    for user in [ADMIN, STRANGER, FOREIGN_LEADER] {
        for part in ["deadlines", "tasks_by_state", "results"] {
            assert_eq!(seen(user)[part], json!([]), "{user} {part}");
        }
    }
}

#[db_test]
fn a_draw_waits_for_the_witness_whose_turn_it_is(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 129);
    let task = created(&app, &plan(&json!({"witnesses": 1})));
    let waits = || {
        let waiting = |user| todos(&app, user).iter().any(|(code, _)| code == "draw_to_witness");
        (waiting(SUPERVISOR), waiting(AUDITOR))
    };
    let path = |event: &str| format!("/tasks/{}/{event}", task.id());
    assert_eq!(waits(), (true, true));
    let made = commitment(&task.body, 1, SUPERVISOR, &secret(8));
    assert_eq!(app.user(SUPERVISOR).call("POST", &path("witness"), None, &made).status, 200);
    assert_eq!(waits(), (false, false), "there are enough");
    assert_eq!(app.user(CLERK).act(&path("freeze"), 1, &Value::Null).status, 201);
    assert_eq!(waits(), (true, false), "who has committed reveals");
    let others = |user: i64| app.user(user).get("/tasks?witness_pending=false").body["total"].clone();
    assert_eq!((others(SUPERVISOR), others(AUDITOR)), (json!(0), json!(1)));
    let secret = json!({"value": secret(8).to_string()});
    assert_eq!(app.user(SUPERVISOR).call("POST", &path("reveal"), None, &secret).status, 200);
    assert_eq!(waits(), (false, false));
}
