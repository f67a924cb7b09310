//! Inspections: the unified form, and what a team records on it.

use domain::inspection::Disposition;
use domain::task::State;
use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::app::{Answer, TestApp};
use crate::world::*;

/// A task whose notices are out; its key and that of its first inspection.
fn issued(db: &TestDb, app: &TestApp) -> (i64, i64) {
    let task = drawn_task(db);
    let answer = app.user(CLERK).act(&format!("/tasks/{task}/issue"), stored(db, task).version, &Value::Null);
    assert_eq!(answer.status, 200);
    (task, inspections(db, task)[0].inspection.id)
}

/// Records as a user, on the version stored.
fn record(db: &TestDb, app: &TestApp, user: i64, task: i64, id: i64, record: &Value) -> Answer {
    let found = inspections(db, task).into_iter().find(|one| one.inspection.id == id).unwrap();
    app.user(user).act(&format!("/inspections/{id}/record"), found.inspection.version, record)
}

/// The complete record with other members.
fn with(members: Value) -> Value {
    let mut record = fine();
    record.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    record
}

#[db_test]
fn the_form_is_merged_from_the_matters(db: TestDb) {
    world(&db);
    let app = TestApp::start(&db);
    let (task, id) = issued(&db, &app);
    let read = app.user(ZHANG).get(&format!("/inspections/{id}"));
    assert_eq!((read.status, read.version()), (200, 2));
    let matter = |m: &Value| {
        let items = m["check_items"].as_array().unwrap().iter();
        (m["code"].as_str().unwrap().to_owned(), items.map(|i| i["id"].as_i64().unwrap()).collect::<Vec<_>>())
    };
    let form: Vec<_> = read.body["form"].as_array().unwrap().iter().map(matter).collect();
    assert_eq!(form, [("M01".to_owned(), vec![1, 2]), ("M02".to_owned(), vec![4])]);
    let team: Vec<_> = read.body["team"].as_array().unwrap().iter().map(|m| m["code"].clone()).collect();
    assert_eq!(team, ["I02", "I01"], "in the order of the slots");
    assert_eq!(read.body["task_number"], stored(&db, task).number.as_str());
    assert_eq!((&read.body["object_name"], &read.body["record"]), (&json!("企业1"), &Value::Null));
}

#[db_test]
fn a_list_shows_what_its_reader_may_see(db: TestDb) {
    world(&db);
    let app = TestApp::start(&db);
    let (task, id) = issued(&db, &app);
    let (other, _) = issued(&db, &app);
    assert_eq!(record(&db, &app, ZHANG, task, id, &fine()).status, 200);
    let seen =
        |user: i64, query: &str| app.user(user).get(&format!("/inspections?{query}")).body["total"].clone();
    for user in [CLERK, LEADER, ZHANG] {
        assert_eq!(seen(user, ""), 4, "{user}");
    }
    assert_eq!((seen(WANG, ""), seen(STRANGER, "")), (json!(0), json!(0)));
    assert_eq!(seen(ZHANG, &format!("task={other}")), 2);
    assert_eq!(seen(ZHANG, "state=recorded"), 1);
    let page = app.user(ZHANG).get(&format!("/inspections?task={task}&page_size=1&page=2"));
    assert_eq!(page.body["items"][0]["object_code"], "OBJ2");
    assert_eq!(app.user(ZHANG).get("/inspections?state=lost").problem(), (400, "bad_request"));
}

#[db_test]
fn only_the_team_records(db: TestDb) {
    world(&db);
    let app = TestApp::start(&db);
    let (task, id) = issued(&db, &app);
    let before = everything(&db, task);
    for user in [WANG, STRANGER] {
        assert_eq!(app.user(user).get(&format!("/inspections/{id}")).problem(), (404, "not_found"));
    }
    assert_eq!(record(&db, &app, WANG, task, id, &fine()).problem(), (404, "not_found"));
    for user in [CLERK, LEADER] {
        assert_eq!(record(&db, &app, user, task, id, &fine()).problem(), (403, "forbidden"));
    }
    assert_eq!(everything(&db, task), before);
}

#[db_test]
fn everything_wrong_with_a_record_is_said_at_once(db: TestDb) {
    world(&db);
    let app = TestApp::start(&db);
    let (task, id) = issued(&db, &app);
    let before = everything(&db, task);
    let faults = |content: &Value| {
        let answer = record(&db, &app, ZHANG, task, id, content);
        let faults: Vec<_> = answer.faults().into_iter().map(|(p, c)| (p.to_owned(), c.to_owned())).collect();
        (answer.status, faults)
    };
    let at = |faults: &[(&str, &str)]| {
        (422, faults.iter().map(|(p, c)| ((*p).to_owned(), (*c).to_owned())).collect::<Vec<_>>())
    };
    assert_eq!(faults(&with(json!({"present": [1]}))), at(&[("/present", "too_few")]));
    assert_eq!(faults(&with(json!({"present": [1, 2, 3]}))), at(&[("/present", "not_in_team")]));
    let tomorrow = with(json!({"ended_on": "2026-09-22", "results": [], "disposition": "other"}));
    let several =
        [("/ended_on", "out_of_range"), ("/results", "incomplete"), ("/disposition_text", "required")];
    assert_eq!(faults(&tomorrow), at(&several));
    let retired = json!({"items": [
        {"item": 1, "outcome": "pass"}, {"item": 2, "outcome": "fail"}, {"item": 3, "outcome": "pass"},
    ]});
    let several = [("/items", "incomplete"), ("/items/1/text", "required"), ("/result", "contradiction")];
    assert_eq!(faults(&with(retired)), at(&several));
    let long = "长".repeat(2001);
    assert_eq!(faults(&with(json!({"remark": long}))), at(&[("/remark", "length")]));
    let long = json!({"items": [{"item": 1, "outcome": "pass", "text": long}]});
    assert_eq!(faults(&with(long)), at(&[("/items/0/text", "length")]));
    assert_eq!(faults(&with(json!({"result": "14"}))), at(&[("/result", "choice")]));
    assert_eq!(everything(&db, task), before);
}

#[db_test]
fn certificates_hold_on_the_day_of_the_inspection(db: TestDb) {
    world(&db);
    let app = TestApp::start(&db);
    let (task, id) = issued(&db, &app);
    execute(&db, "UPDATE inspectors SET certificate_expires = '2026-09-17' WHERE id = 2");
    let expired = record(&db, &app, ZHANG, task, id, &fine());
    assert_eq!((expired.status, expired.faults()), (422, vec![("/present", "certificate_expired")]));
    assert!(expired.body["errors"][0]["detail"].as_str().unwrap().contains("李四"), "{expired:?}");
    execute(&db, "UPDATE inspectors SET certificate_expires = '2026-09-18' WHERE id = 2");
    assert_eq!(record(&db, &app, ZHANG, task, id, &fine()).status, 200, "valid to the last day");
}

#[db_test]
fn a_record_moves_the_task_and_may_be_replaced(db: TestDb) {
    world(&db);
    let app = TestApp::start(&db);
    let (task, id) = issued(&db, &app);
    let zhang = app.user(ZHANG);
    let path = format!("/inspections/{id}/record");
    assert_eq!(zhang.call("POST", &path, None, &fine()).problem(), (428, "precondition_required"));
    let first = zhang.act(&path, 2, &fine());
    assert_eq!((first.status, first.version()), (200, 3));
    assert_eq!((&first.body["state"], &first.body["result"]), (&json!("recorded"), &json!("1")));
    // Twenty working days after Friday 18 September 2026: two make-up days, Mid-Autumn and the National Day between.
    assert_eq!(first.body["due_on"], "2026-10-22");
    assert_eq!(first.body["due_certain"], true);
    assert_eq!(first.body["record"]["present"], json!([1, 2]));
    let inspecting = stored(&db, task);
    assert_eq!(*inspecting.state, State::Inspecting);

    let worse = with(json!({"result": "8", "disposition": "feedback"}));
    assert_eq!(zhang.act(&path, 2, &worse).problem(), (412, "stale"));
    let second = zhang.act(&path, 3, &worse);
    assert_eq!((second.version(), &second.body["result"]), (4, &json!("8")));
    assert_eq!(stored(&db, task).version, inspecting.version, "the clerk's view of the task still holds");
    assert_eq!(audited(&db, "inspection", id), ["inspection.record"; 2]);
}

#[db_test]
fn records_are_taken_from_the_notice_until_the_submission(db: TestDb) {
    world(&db);
    let app = TestApp::start(&db);
    for state in [State::Drawn, State::Submitted, State::Approved, State::Disclosed, State::Voided] {
        let task = drawn_task(&db);
        record_all(&db, task, Disposition::None);
        set_state(&db, task, state);
        let before = everything(&db, task);
        let id = inspections(&db, task)[0].inspection.id;
        let refused = record(&db, &app, ZHANG, task, id, &fine());
        assert_eq!(refused.problem(), (409, "wrong_state"), "{state}");
        assert_eq!(everything(&db, task), before, "{state}");
    }
    let (task, id) = issued(&db, &app);
    execute(&db, &format!("UPDATE inspections SET state = 'substituted' WHERE id = {id}"));
    let refused = record(&db, &app, ZHANG, task, id, &fine());
    assert_eq!(refused.problem(), (409, "wrong_state"), "a substituted object is not inspected");
}
