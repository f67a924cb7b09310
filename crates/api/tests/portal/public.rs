//! What the public sees, and what it must not see.

use std::collections::BTreeSet;

use domain::inspection::ResultCode;
use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::server::Server;
use crate::world::*;

/// Every member that a public answer may have. A new one is added here by somebody who has thought about it.
const MEMBERS: [&str; 64] = [
    "id",
    "number",
    "name",
    "body",
    "state",
    "matters",
    "period_start",
    "period_end",
    "drawn",
    "void_reason",
    "version",
    "code",
    "category",
    "department",
    "legal_basis",
    "check_items",
    "items",
    "page",
    "page_size",
    "total",
    "total_is_minimum",
    "round",
    "freeze",
    "roster_root",
    "roster_size",
    "blinded",
    "strata",
    "eligible",
    "take",
    "reserve",
    "parties",
    "commitment",
    "reveal",
    "entropy",
    "seed",
    "selected",
    "reason",
    "frozen_at",
    "drawn_at",
    "task_id",
    "task_number",
    "task_name",
    "object_code",
    "object_name",
    "completed_on",
    "result",
    "result_text",
    "remark",
    "type",
    "status",
    "title",
    "detail",
    "errors",
    "request_id",
    "pointer",
    "year",
    "tasks",
    "disclosed",
    "results",
    "divisions",
    "division",
    "months",
    "month",
    "count",
];

#[db_test]
fn the_list_in_force_is_public(db: TestDb) {
    world(&db);
    let server = Server::start(&db);
    assert_eq!(server.json("/public/matters"), json!({"version": 0, "matters": []}));
    change(&db, |writer| persistence::matter::publish(writer, CLERK, &[1]));
    let expected = json!({"version": 1, "matters": [{
        "code": "M01", "name": "特种设备使用", "category": "general", "department": "特种设备处",
        "legal_basis": "特种设备安全法", "check_items": ["使用登记", "定期检验"],
    }]});
    assert_eq!(server.json("/public/matters"), expected);
}

#[db_test]
fn a_draft_does_not_exist_for_the_public(db: TestDb) {
    world(&db);
    let hidden = draft(&db, "编制中").id;
    let shown = drawn_task(&db, "已抽取", &[1, 2]);
    let server = Server::start(&db);
    for path in ["", "/draws", "/draws/1/bundle.zip", "/draws/1/freeze.json"] {
        assert_eq!(server.get(&format!("/public/tasks/{hidden}{path}")).status, 404, "{path}");
        assert_eq!(server.get(&format!("/public/tasks/{}{path}", shown.id)).status, 200, "{path}");
        assert_eq!(server.get(&format!("/public/tasks/999{path}")).status, 404, "{path}");
    }
    let page = server.json("/public/tasks");
    let expected = json!({
        "id": shown.id, "number": shown.number, "name": "已抽取", "body": "淮安市市场监督管理局", "state": "drawn",
        "matters": ["特种设备使用"], "period_start": "2026-09-01", "period_end": "2026-10-31", "drawn": 2,
        "void_reason": null,
    });
    assert_eq!((&page["items"], &page["total"]), (&json!([expected]), &json!(1)));
    assert_eq!(server.json(&format!("/public/tasks/{}", shown.id)), expected);
}

#[db_test]
fn a_voided_round_stays_public_while_the_task_is_drafted_again(db: TestDb) {
    world(&db);
    let (task, bundle) = (draft(&db, "重新编制").id, vector("open-small"));
    let first = freeze(&db, task, 1, &bundle);
    change(&db, |writer| {
        persistence::draw::void(writer, first, "监察未揭示")?;
        let held = persistence::task::get_locked(writer, task)?;
        let step = persistence::task::Step { next_round: true, ..Default::default() };
        persistence::task::advance(writer, &held, domain::task::State::Draft, step)
    });
    let server = Server::start(&db);
    let page = server.json("/public/tasks");
    assert_eq!((&page["items"][0]["id"], &page["items"][0]["state"]), (&json!(task), &json!("draft")));
    assert_eq!(page["total"], json!(1));
    let rounds = server.json(&format!("/public/tasks/{task}/draws"));
    assert_eq!((&rounds[0]["state"], &rounds[0]["reason"]), (&json!("voided"), &json!("监察未揭示")));
    assert_eq!(server.get(&format!("/public/tasks/{task}/draws/1/bundle.zip")).status, 200);
}

#[db_test]
fn results_are_public_once_disclosed(db: TestDb) {
    world(&db);
    let task = drawn_task(&db, "甲", &[1, 2, 3]);
    let hidden = drawn_task(&db, "乙", &[4]).id;
    record_visit(&db, task.id, 1, ResultCode::NoProblem);
    record_visit(&db, task.id, 2, ResultCode::OrderedToCorrect);
    record_visit(&db, hidden, 4, ResultCode::NoProblem);
    let server = Server::start(&db);
    assert_eq!(server.json("/public/results")["items"], json!([]));
    disclose(&db, task.id);
    let codes = |query: &str| {
        let page = server.json(&format!("/public/results?{query}"));
        page["items"].as_array().unwrap().iter().map(|r| r["object_code"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(codes(""), ["OBJ00002", "OBJ00001"]);
    assert_eq!(codes("q=%E4%BC%81%E4%B8%9A2"), ["OBJ00002"]);
    assert_eq!(codes("q=%20OBJ00001%20"), ["OBJ00001"]);
    assert_eq!(codes("q="), ["OBJ00002", "OBJ00001"]);
    assert_eq!(codes("result=5"), ["OBJ00002"]);
    assert_eq!(codes(&format!("task={hidden}")), Vec::<Value>::new());
    assert_eq!(codes("page=2&page_size=1"), ["OBJ00001"]);
    assert_eq!(server.get("/public/results?result=99").status, 400);
    let expected = json!({
        "task_id": task.id, "task_number": task.number, "task_name": "甲", "object_code": "OBJ00002", "object_name": "被查企业2",
        "matters": ["特种设备使用"], "completed_on": "2026-09-18", "result": "5", "result_text": "发现问题已责令改正",
        "remark": "已当场提醒",
    });
    assert_eq!(server.json("/public/results?result=5")["items"], json!([expected]));
}

#[db_test]
fn a_ceremony_can_be_followed_round_by_round(db: TestDb) {
    world(&db);
    let (task, bundle) = (draft(&db, "仪式").id, vector("weighted-strata"));
    let server = Server::start(&db);
    let rounds = || server.json(&format!("/public/tasks/{task}/draws"));
    let first = freeze(&db, task, 1, &bundle);
    let seen = rounds();
    let frozen = &seen[0];
    assert_eq!(
        (&frozen["state"], &frozen["seed"], &frozen["selected"]),
        (&json!("frozen"), &json!(null), &json!(null))
    );
    let parties = frozen["parties"].as_array().unwrap();
    assert!(
        parties.len() > 1 && parties.iter().all(|p| p["reveal"].is_null() && p["commitment"].is_string())
    );
    change(&db, |writer| persistence::draw::void(writer, first, "监察未揭示"));
    freeze(&db, task, 2, &bundle);
    draw(&db, task, 2, &bundle);
    let seen = rounds();
    assert_eq!((&seen[0]["state"], &seen[0]["reason"]), (&json!("voided"), &json!("监察未揭示")));
    let drawn = &seen[1];
    let file = |file| serde_json::from_slice::<Value>(&bundle.0[&file]).unwrap();
    let (freeze, result) =
        (file(domain::draw::bundle::File::Freeze), file(domain::draw::bundle::File::Result));
    assert_eq!((&drawn["seed"], &drawn["freeze"]), (&result["seed"], &result["freeze"]));
    assert_eq!(drawn["selected"], json!(result["selected"].as_array().unwrap().len()));
    assert_eq!(drawn["roster_root"], freeze["roster"]["root"]);
    let reveals = file(domain::draw::bundle::File::Reveals);
    let shown = drawn["parties"].as_array().unwrap();
    assert!(shown.iter().zip(reveals["parties"].as_array().unwrap()).all(|(p, r)| p["reveal"] == r["value"]));
    assert!(shown.iter().all(|party| party["name"].is_null()), "a witness is named: {shown:?}");
    for stratum in drawn["strata"].as_array().unwrap() {
        assert!(stratum["name"].is_null() && stratum["take"].is_u64(), "{stratum}");
    }
}

#[db_test]
fn nothing_but_the_public_members_ever_leaves(db: TestDb) {
    world(&db);
    let task = drawn_task(&db, "公示", &[1, 2, 3]).id;
    change(&db, |writer| persistence::matter::publish(writer, CLERK, &[1, 2]));
    record_visit(&db, task, 1, ResultCode::OrderedToCorrect);
    let server = Server::start(&db);
    let mut found = BTreeSet::new();
    let mut everything = Vec::new();
    for disclosed in [false, true] {
        if disclosed {
            disclose(&db, task);
        }
        let (one, draws) = (format!("/public/tasks/{task}"), format!("/public/tasks/{task}/draws"));
        let lists = ["/public/matters", "/public/tasks", "/public/results", "/public/statistics"];
        for path in lists.into_iter().chain(["/public/tasks/999", &one, &draws]) {
            let answer = server.get(path);
            members(&answer.json(), &mut found);
            everything.push(String::from_utf8(answer.body).unwrap());
        }
    }
    assert_eq!(
        found.difference(&MEMBERS.map(str::to_owned).into()).collect::<Vec<_>>(),
        Vec::<&String>::new()
    );
    assert!(found.contains("commitment") && found.contains("result_text"), "{found:?}");
    let everything = everything.join("\n");
    assert!(everything.contains("已当场提醒"), "the public remark is public");
    for secret in SECRETS {
        assert!(!everything.contains(secret), "{secret} is public: {everything}");
    }
    assert!(!everything.contains(&"ab".repeat(32)), "the operator's stored secret is public");
}

fn members(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => object.iter().for_each(|(name, value)| {
            found.insert(name.clone());
            members(value, found);
        }),
        Value::Array(values) => values.iter().for_each(|value| members(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[db_test]
fn answers_may_be_kept_and_are_not_sent_twice(db: TestDb) {
    world(&db);
    let task = drawn_task(&db, "缓存", &[1]).id;
    let server = Server::start(&db);
    let (one, draws) = (format!("/public/tasks/{task}"), format!("/public/tasks/{task}/draws"));
    let bundle = format!("{draws}/1/bundle.zip");
    let paths =
        ["/public/matters", "/public/tasks", "/public/results", "/public/statistics", &one, &draws, &bundle];
    for path in paths {
        let first = server.get(path);
        let tag = first.header("etag");
        assert_eq!((first.status, first.header("cache-control")), (200, "public, max-age=60"), "{path}");
        for held in [tag, &format!("\"other\", {tag}"), "*"] {
            let again = server.get_with(path, &[("If-None-Match", held)]);
            assert_eq!(
                (again.status, again.body.len(), again.header("etag")),
                (304, 0, tag),
                "{path} {held}"
            );
            assert_eq!(again.header("cache-control"), "public, max-age=60", "{path}");
        }
        assert_eq!(server.get_with(path, &[("If-None-Match", "\"other\"")]).status, 200, "{path}");
    }
    let before = server.get(&one).header("etag").to_owned();
    set_state(&db, task, "issued");
    let after = server.get_with(&one, &[("If-None-Match", &before)]);
    assert_eq!((after.status, &after.json()["state"]), (200, &json!("issued")));
    let missing = server.get("/public/tasks/999");
    assert_eq!((missing.status, missing.header("cache-control")), (404, "no-store"));
}
