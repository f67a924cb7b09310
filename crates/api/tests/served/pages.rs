//! What pages ask for: filters of lists, the summary of a task, the visits to an object.

use domain::inspection::Disposition;
use domain::task::State;
use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::app::TestApp;
use crate::office::*;
use crate::world::*;

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// How many rows a list has.
fn total(app: &TestApp, user: i64, list: &str) -> i64 {
    let answer = app.user(user).get(list);
    assert_eq!(answer.status, 200, "{list} {answer:?}");
    answer
        .body
        .as_array()
        .map_or_else(|| answer.body["total"].as_i64().unwrap(), |rows| rows.len().try_into().unwrap())
}

#[db_test]
fn lists_are_narrowed_by_every_filter(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    created(&app, &plan(&json!({})));
    let task = drawn_task(&db);
    record_all(&db, task, Disposition::None);
    execute(
        &db,
        &format!(
            "UPDATE inspections SET object_division = NULL, result = '5', due_on = '2026-09-18'
        WHERE task_id = {task} AND object_id = 2"
        ),
    );
    execute(&db, "UPDATE objects SET status = 'closed', kind = 'site' WHERE id = 2");
    execute(
        &db,
        "UPDATE inspectors SET status = 'suspended', certificate_expires = '2026-09-30' WHERE id = 2",
    );
    let (named, number) = (encoded("月抽"), encoded(&stored(&db, task).number));
    let expected = [
        (format!("/tasks?q={named}"), 1),
        (format!("/tasks?q={number}"), 1),
        ("/tasks?q=%25".to_owned(), 0),
        ("/tasks?q=%20".to_owned(), 2),
        ("/tasks?all_recorded=true&state=drawn".to_owned(), 1),
        ("/tasks?all_recorded=false".to_owned(), 0),
        ("/inspections?result=5".to_owned(), 1),
        ("/inspections?division=320803".to_owned(), 1),
        ("/inspections?department=1".to_owned(), 2),
        ("/inspections?department=2".to_owned(), 0),
        ("/inspections?team_department=1".to_owned(), 2),
        ("/inspections?team_department=2".to_owned(), 0),
        (format!("/inspections?q={}", encoded("业1")), 1),
        ("/inspections?q=OBJ2".to_owned(), 1),
        ("/inspections?q=OBJ".to_owned(), 0),
        ("/inspections?due_before=2026-10-22".to_owned(), 1),
        ("/inspections?due_from=2026-09-19".to_owned(), 1),
        ("/inspections?due_from=2026-09-18&due_before=2026-10-23".to_owned(), 2),
        ("/inspections?undisclosed=true".to_owned(), 2),
        ("/inspections?undisclosed=false".to_owned(), 0),
        ("/objects?status=closed".to_owned(), 1),
        ("/objects?status=active".to_owned(), 2),
        ("/objects?kind=site&status=closed".to_owned(), 1),
        ("/objects?kind=product".to_owned(), 0),
        ("/inspectors?q=I02".to_owned(), 1),
        (format!("/inspectors?q={}", encoded("四")), 1),
        ("/inspectors?status=suspended".to_owned(), 1),
        ("/inspectors?status=active&expiring_before=2026-10-01".to_owned(), 0),
        ("/inspectors?expiring_before=2026-10-01".to_owned(), 1),
        ("/matters?listed=true".to_owned(), 2),
        ("/matters?listed=false".to_owned(), 1),
    ];
    for (list, count) in expected {
        assert_eq!(total(&app, CLERK, &list), count, "{list}");
    }
    let due = app.user(CLERK).get("/inspections?due_before=2026-12-31").body;
    assert_eq!(due["items"][0]["object_code"], "OBJ2", "what is due first stands first");
    set_state(&db, task, State::Voided);
    assert_eq!(total(&app, CLERK, "/inspections?undisclosed=true"), 0, "a voided task discloses nothing");
    for list in
        ["/objects?status=lost", "/objects?kind=x", "/inspectors?status=x", "/inspections?due_before=x"]
    {
        assert_eq!(app.user(CLERK).get(list).problem(), (400, "bad_request"), "{list}");
    }
}

#[db_test]
fn a_summary_adds_up_and_leads_to_its_inspections(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let draft = created(&app, &plan(&json!({})));
    assert_eq!(
        app.user(CLERK).get(&format!("/tasks/{}/summary", draft.id())).problem(),
        (409, "wrong_state")
    );
    let task = drawn_task(&db);
    record_all(&db, task, Disposition::None);
    execute(
        &db,
        &format!(
            "UPDATE inspections SET result = '5', object_division = NULL WHERE task_id = {task} AND object_id = 2"
        ),
    );
    execute(
        &db,
        &format!(
            "UPDATE inspections SET disclosed_at = '2026-09-20 00:00:00', state = 'closed'
        WHERE task_id = {task} AND object_id = 1"
        ),
    );
    let path = format!("/tasks/{task}/summary");
    assert_eq!(app.user(STRANGER).get(&path).problem(), (404, "not_found"));
    let summary = app.user(CLERK).get(&path).body;
    let total_row = &summary["total"];
    assert_eq!(
        (&total_row["to_inspect"], &total_row["disclosed"], &total_row["closed"]),
        (&json!(2), &json!(1), &json!(1))
    );
    assert_eq!((&total_row["completion"], &total_row["closure"]), (&json!(0.5), &json!(1.0)));
    assert_eq!((&total_row["division"], &total_row["department_id"]), (&Value::Null, &Value::Null));
    assert_eq!(summary["task_number"], stored(&db, task).number.as_str());
    let divisions: Vec<_> =
        summary["divisions"].as_array().unwrap().iter().map(|row| &row["division"]).collect();
    assert_eq!(divisions, [&json!("320803"), &Value::Null], "the unknown one stands last");
    assert_eq!(summary["divisions"][1]["division_name"], "区划不详");
    assert_eq!(summary["divisions"][1]["closure"], Value::Null, "nothing of it is disclosed");
    assert_eq!(summary["departments"][0]["department_name"], "特种设备处");
    assert_eq!(summary["cells"].as_array().unwrap().len(), 2);
    for rows in ["divisions", "departments", "cells"] {
        let sum = |member: &str| {
            summary[rows].as_array().unwrap().iter().map(|row| row[member].as_i64().unwrap()).sum::<i64>()
        };
        assert_eq!((sum("to_inspect"), sum("disclosed"), sum("closed")), (2, 1, 1), "{rows}");
    }
    let cell = &summary["cells"][0];
    let (division, department) = (cell["division"].as_str().unwrap(), &cell["department_id"]);
    assert_eq!(cell["results"].as_array().unwrap().len(), 13, "zeros too");
    for result in cell["results"].as_array().unwrap() {
        let code = result["result"].as_str().unwrap();
        let list = format!(
            "/inspections?task={task}&division={division}&team_department={department}&result={code}"
        );
        assert_eq!(json!(total(&app, CLERK, &list)), result["count"], "{list}");
    }
}

#[db_test]
fn visits_of_every_department_are_in_the_history(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let (first, second) = (drawn_task(&db), drawn_task(&db));
    record_all(&db, first, Disposition::None);
    set_state(&db, second, State::Voided);
    for user in [CLERK, STRANGER, SUPERVISOR] {
        let history = app.user(user).get("/objects/1/visits").body;
        assert_eq!(history["total"], 2, "{user}");
        let found = &history["items"][1];
        assert_eq!(
            (&found["task_id"], &found["state"], &found["result"]),
            (&json!(first), &json!("recorded"), &json!("1"))
        );
        assert_eq!(
            (&found["ended_on"], &found["department_name"]),
            (&json!("2026-09-18"), &json!("特种设备处"))
        );
        let last = &history["items"][0];
        assert_eq!((&last["task_state"], &last["ended_on"]), (&json!("voided"), &Value::Null));
    }
    let page = app.user(CLERK).get("/objects/1/visits?page=2&page_size=1").body;
    assert_eq!((&page["items"][0]["task_id"], &page["total"]), (&json!(first), &json!(2)));
    assert_eq!(app.user(CLERK).get("/objects/3/visits").body["items"], json!([]));
    assert_eq!(app.user(CLERK).get("/objects/999/visits").problem(), (404, "not_found"));
}
