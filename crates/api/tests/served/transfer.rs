//! Transfer documents.

use std::sync::Barrier;

use domain::inspection::Disposition;
use domain::task::State;
use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::app::{Answer, TestApp};
use crate::world::*;

fn draft(recipient: &str) -> Value {
    json!({
        "kind": "police", "recipient": recipient, "facts": "涉嫌生产伪劣产品", "legal_basis": "刑法第一百四十条",
        "evidence": "检验报告",
    })
}

/// A task whose inspections are recorded and with the leader; its key and those of its inspections.
fn submitted(db: &TestDb) -> (i64, Vec<i64>) {
    let task = drawn_task(db);
    record_all(db, task, Disposition::Transfer);
    set_state(db, task, State::Submitted);
    (task, inspections(db, task).iter().map(|one| one.inspection.id).collect())
}

fn create(app: &TestApp, inspection: i64) -> Answer {
    let path = format!("/inspections/{inspection}/transfers");
    app.user(CLERK).call("POST", &path, None, &draft("淮安市公安局"))
}

fn approve(app: &TestApp, id: i64, version: i64) -> Answer {
    app.user(LEADER).act(&format!("/transfers/{id}/approve"), version, &Value::Null)
}

#[db_test]
fn a_transfer_is_returned_mended_and_approved(db: TestDb) {
    world(&db);
    let app = TestApp::start(&db);
    let (_, inspections) = submitted(&db);
    let created = create(&app, inspections[0]);
    assert_eq!((created.status, &created.body["state"]), (201, &json!("submitted")));
    let (id, path) = (created.id(), format!("/transfers/{}", created.id()));
    let (clerk, leader) = (app.user(CLERK), app.user(LEADER));
    let stored = &crate::world::inspections(&db, 1)[0].inspection;
    assert_eq!(created.body["object_name"], stored.object_name.as_str());
    let found = |q: &str| {
        let q: String = q.bytes().map(|byte| format!("%{byte:02X}")).collect();
        clerk.get(&format!("/transfers?q={q}")).body["total"].clone()
    };
    assert_eq!([&stored.object_code, &stored.object_name, "没有这家"].map(found), [1, 1, 0].map(Value::from));
    let reason = json!({"reason": "事实不清"});
    let returned = leader.act(&format!("{path}/return"), created.version(), &reason);
    assert_eq!((&returned.body["state"], &returned.body["reason"]), (&json!("returned"), &reason["reason"]));
    assert_eq!(approve(&app, id, returned.version()).problem(), (409, "wrong_state"));
    let again = leader.act(&format!("{path}/return"), returned.version(), &reason);
    assert_eq!(again.problem(), (409, "wrong_state"));
    assert_eq!(clerk.call("PUT", &path, None, &draft("x")).problem(), (428, "precondition_required"));
    assert_eq!(clerk.call("PUT", &path, Some(1), &draft("x")).problem(), (412, "stale"));
    let blank = clerk.call("PUT", &path, Some(2), &draft(" "));
    assert_eq!((blank.status, blank.faults()), (422, vec![("/recipient", "required")]));
    let mended = clerk.call("PUT", &path, Some(returned.version()), &draft("清江浦区公安分局"));
    assert_eq!((&mended.body["state"], mended.version()), (&json!("submitted"), 3));
    assert_eq!(approve(&app, id, 2).problem(), (412, "stale"));
    let approved = approve(&app, id, 3);
    assert_eq!(approved.body["number"], "淮市监移〔2026〕1号", "what was refused took no number");
    assert_eq!(clerk.get(&path).body, approved.body);
    assert_eq!(found("淮市监移〔2026〕1号"), json!(1));
    assert_eq!(clerk.call("PUT", &path, Some(4), &draft("x")).problem(), (409, "wrong_state"));
    assert_eq!(leader.act(&format!("{path}/return"), 4, &reason).problem(), (409, "wrong_state"));
    let names = ["create", "return", "update", "approve"].map(|event| format!("transfer.{event}"));
    assert_eq!(audited(&db, "transfer", id), names);
}

#[db_test]
fn a_transfer_needs_a_record_and_belongs_to_the_department(db: TestDb) {
    world(&db);
    let app = TestApp::start(&db);
    let open = drawn_task(&db);
    let open = inspections(&db, open)[0].inspection.id;
    assert_eq!(create(&app, open).problem(), (409, "wrong_state"));
    assert_eq!(create(&app, 999).problem(), (404, "not_found"));
    let (task, found) = submitted(&db);
    let path = format!("/inspections/{}/transfers", found[0]);
    for (user, problem) in
        [(STRANGER, (404, "not_found")), (LEADER, (403, "forbidden")), (ZHANG, (403, "forbidden"))]
    {
        assert_eq!(app.user(user).call("POST", &path, None, &draft("公安局")).problem(), problem, "{user}");
    }
    let created = create(&app, found[0]);
    let path = format!("/transfers/{}", created.id());
    assert_eq!(app.user(STRANGER).get(&path).problem(), (404, "not_found"));
    assert_eq!(app.user(STRANGER).call("PUT", &path, Some(1), &draft("x")).problem(), (404, "not_found"));
    assert_eq!(
        app.user(CLERK).act(&format!("{path}/approve"), 1, &Value::Null).problem(),
        (403, "forbidden")
    );
    let seen =
        |user: i64, query: &str| app.user(user).get(&format!("/transfers?{query}")).body["total"].clone();
    assert_eq!((seen(CLERK, ""), seen(LEADER, ""), seen(STRANGER, "")), (json!(1), json!(1), json!(0)));
    assert_eq!(seen(CLERK, &format!("inspection={}&state=submitted", found[0])), 1);
    assert_eq!(
        (seen(CLERK, &format!("inspection={}", found[1])), seen(CLERK, "state=approved")),
        (json!(0), json!(0))
    );
    set_state(&db, task, State::Voided);
    assert_eq!(create(&app, found[0]).problem(), (409, "wrong_state"));
}

#[db_test]
fn approvals_at_once_number_without_gap_or_repetition(db: TestDb) {
    world(&db);
    let app = TestApp::start(&db);
    let (_, one) = submitted(&db);
    let (_, two) = submitted(&db);
    let ids: Vec<_> = one.iter().chain(&two).map(|inspection| create(&app, *inspection).id()).collect();
    // Each document is approved twice at the same moment.
    let start = Barrier::new(ids.len() * 2);
    let answers: Vec<_> = std::thread::scope(|scope| {
        let approve = |id: i64| {
            start.wait();
            approve(&app, id, 1)
        };
        let threads: Vec<_> = ids.iter().chain(&ids).map(|id| scope.spawn(move || approve(*id))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let (won, lost): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 200);
    assert_eq!(lost.iter().map(|answer| answer.problem()).collect::<Vec<_>>(), [(409, "wrong_state"); 4]);
    let mut numbers: Vec<_> = won.iter().map(|answer| answer.body["number"].as_str().unwrap()).collect();
    numbers.sort_unstable();
    let expected = [1, 2, 3, 4].map(|number| format!("淮市监移〔2026〕{number}号"));
    assert_eq!(numbers, expected);
}

#[db_test]
fn an_inspection_is_transferred_once_document_and_results_are_approved(db: TestDb) {
    world(&db);
    let app = TestApp::start(&db);
    let (task, found) = submitted(&db);
    let (early, late) = (create(&app, found[0]), create(&app, found[1]));
    assert_eq!(approve(&app, early.id(), 1).status, 200);
    assert_eq!(states(&db, task), ["recorded", "recorded"], "the results are not approved yet");
    let version = stored(&db, task).version;
    assert_eq!(app.user(LEADER).act(&format!("/tasks/{task}/approve"), version, &Value::Null).status, 200);
    assert_eq!(states(&db, task), ["transferred", "reviewed"]);
    assert_eq!(approve(&app, late.id(), 1).status, 200);
    assert_eq!(states(&db, task), ["transferred", "transferred"]);
}
