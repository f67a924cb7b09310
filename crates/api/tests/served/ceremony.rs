//! The ceremony of a draw: commitments, freeze, reveals, draw; and rounds that are given up.

use std::collections::BTreeSet;
use std::sync::Barrier;

use domain::task::State;
use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::app::{Answer, TestApp};
use crate::office::*;
use crate::world::*;

pub fn path(task: &Answer, event: &str) -> String {
    format!("/tasks/{}/{event}", task.id())
}

pub fn freeze(app: &TestApp, task: &Answer, version: i64) -> Answer {
    app.user(CLERK).act(&path(task, "freeze"), version, &Value::Null)
}

pub fn draw(app: &TestApp, task: &Answer, version: i64, request: &Value) -> Answer {
    app.user(CLERK).act(&path(task, "draw"), version, request)
}

pub fn commit(app: &TestApp, task: &Answer, round: u32, user: i64, seed: u8) -> Answer {
    let commitment = commitment(&task.body, round, user, &secret(seed));
    app.user(user).call("POST", &path(task, "witness"), None, &commitment)
}

pub fn reveal(app: &TestApp, task: &Answer, user: i64, seed: u8) -> Answer {
    let value = json!({"value": secret(seed).to_string()});
    app.user(user).call("POST", &path(task, "reveal"), None, &value)
}

/// Public state of each round, and how many of its parties have revealed.
fn rounds(app: &TestApp, task: &Answer) -> Vec<(String, usize)> {
    let (status, body) =
        app.ask(None, ("GET", &format!("/api/v1/public{}", path(task, "draws"))), None, None);
    assert_eq!(status, 200);
    let rounds: Vec<Value> = serde_json::from_slice(&body).unwrap();
    let round = |round: &Value| {
        let parties = round["parties"].as_array().unwrap();
        let revealed = parties.iter().filter(|party| party["reveal"].is_string()).count();
        (round["state"].as_str().unwrap().to_owned(), revealed)
    };
    rounds.iter().map(round).collect()
}

pub fn detail(answer: &Answer) -> &str {
    answer.body["detail"].as_str().unwrap_or_default()
}

#[db_test]
fn two_witnesses_and_a_public_value(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 199);
    inspectors(&db, 10, 21);
    let task = created(&app, &plan(&json!({"witnesses": 2, "entropy": "双色球第2026110期", "reserve": 3})));
    let read = |user| app.user(user).get(&path(&task, "ceremony")).body;
    let seen = read(SUPERVISOR);
    assert_eq!(
        (&seen["task"], &seen["round"], &seen["witnesses"]),
        (&task.body["number"], &json!(1), &json!(2))
    );
    assert_eq!((&seen["party"], &read(CLERK)["party"]), (&json!("supervisor:8"), &Value::Null));
    assert_eq!((&seen["parties"], &seen["freeze"]), (&json!([]), &Value::Null));
    assert_eq!(
        (&seen["state"], &seen["version"], &seen["frozen_at"]),
        (&json!("draft"), &json!(1), &Value::Null)
    );
    assert_eq!(seen["entropy"], "双色球第2026110期");

    let upper = json!({"commitment": "AB".repeat(32)});
    let odd = app.user(SUPERVISOR).call("POST", &path(&task, "witness"), None, &upper);
    assert_eq!((odd.status, odd.faults()), (422, vec![("/commitment", "hex")]));
    assert_eq!(reveal(&app, &task, SUPERVISOR, 8).problem(), (409, "wrong_state"), "not frozen yet");
    assert_eq!(commit(&app, &task, 1, SUPERVISOR, 8).status, 200);
    assert_eq!(commit(&app, &task, 1, SUPERVISOR, 9).problem(), (409, "duplicate"), "a commitment is final");
    assert!(detail(&freeze(&app, &task, 1)).contains("目前有 1 名"));
    assert_eq!(commit(&app, &task, 1, AUDITOR, 11).status, 200);
    assert_eq!(draw(&app, &task, 1, &json!({})).problem(), (409, "wrong_state"), "not frozen yet");
    let blind = app.user(CLERK).call("POST", &path(&task, "freeze"), None, &Value::Null);
    assert_eq!(blind.problem(), (428, "precondition_required"));
    assert_eq!(freeze(&app, &task, 2).problem(), (412, "stale"));
    let frozen = freeze(&app, &task, 1);
    assert_eq!((frozen.status, &frozen.body["state"]), (201, &json!("frozen")), "{frozen:?}");
    let names: Vec<_> = frozen.body["parties"].as_array().unwrap().iter().map(|p| &p["id"]).collect();
    assert_eq!(names, ["operator", "supervisor:11", "supervisor:8"], "by the bytes of their names");
    let seen = read(SUPERVISOR);
    assert_eq!(
        (&seen["state"], &seen["version"], &seen["party"]),
        (&json!("frozen"), &json!(2), &json!("supervisor:8"))
    );
    assert_eq!((&seen["frozen_at"], &seen["drawn_at"]), (&frozen.body["frozen_at"], &Value::Null));

    assert_eq!(freeze(&app, &task, 2).problem(), (409, "wrong_state"));
    assert_eq!(commit(&app, &task, 1, SUPERVISOR, 8).problem(), (409, "wrong_state"));
    assert_eq!(rounds(&app, &task), [("frozen".to_owned(), 0)]);
    assert_eq!(bundle(&app, task.id(), 1).len(), 4, "nothing that a secret is in");
    let early = draw(&app, &task, 2, &json!({"entropy": "07"}));
    assert_eq!(early.problem(), (409, "wrong_state"));
    assert!(detail(&early).contains("supervisor:11、supervisor:8"), "{early:?}");
    let odd = json!({"value": "AB".repeat(32)});
    let odd = app.user(SUPERVISOR).call("POST", &path(&task, "reveal"), None, &odd);
    assert_eq!((odd.status, odd.faults()), (422, vec![("/value", "hex")]), "a slip voids nothing");
    assert_eq!(reveal(&app, &task, SUPERVISOR, 8).status, 200);
    assert_eq!(reveal(&app, &task, SUPERVISOR, 8).problem(), (409, "duplicate"));
    let silent = draw(&app, &task, 2, &json!({"entropy": "07"}));
    assert!(
        detail(&silent).contains("supervisor:11") && !detail(&silent).contains("supervisor:8"),
        "{silent:?}"
    );
    assert_eq!(rounds(&app, &task), [("frozen".to_owned(), 1)], "a refused draw reveals nothing");
    assert_eq!(reveal(&app, &task, AUDITOR, 11).status, 200);

    for request in [json!({}), json!({"entropy": " "})] {
        let bare = draw(&app, &task, 2, &request);
        assert_eq!((bare.status, bare.faults()), (422, vec![("/entropy", "required")]));
    }
    assert_eq!(draw(&app, &task, 1, &json!({"entropy": "07"})).problem(), (412, "stale"));
    let drawn = draw(&app, &task, 2, &json!({"entropy": "SSQ:2026110:01.05+07"}));
    assert_eq!(
        (drawn.status, &drawn.body["state"], &drawn.body["selected"]),
        (200, &json!("drawn"), &json!(10))
    );
    assert_eq!(draw(&app, &task, 3, &json!({"entropy": "08"})).problem(), (409, "wrong_state"));
    assert_eq!(reveal(&app, &task, SUPERVISOR, 8).problem(), (409, "wrong_state"));
    assert_eq!(rounds(&app, &task), [("drawn".to_owned(), 3)]);
    let parties = app.user(CLERK).get(&path(&task, "ceremony")).body["parties"].clone();
    let called: Vec<_> = parties.as_array().unwrap().iter().map(|one| one["name"].clone()).collect();
    assert_eq!(called, [json!(null), json!("审计"), json!("监察")], "people have names for the office");

    let bundle = verified(&app, task.id(), 1);
    let result = json_of(&bundle, "result.json");
    assert_eq!((&result["seed"], result["reserves"].as_array().unwrap().len()), (&drawn.body["seed"], 3));
    assert_eq!(json_of(&bundle, "reveals.json")["entropy"], "SSQ:2026110:01.05+07");
    let names = [
        "task.create",
        "draw.announce",
        "draw.commit",
        "draw.commit",
        "draw.freeze",
        "draw.reveal",
        "draw.reveal",
        "draw.result",
    ];
    assert_eq!(audited(&db, "task", task.id()), names);
    let skips = app.user(CLERK).get(&path(&task, "draws/1/skips?page_size=200"));
    let items = skips.body["items"].as_array().unwrap();
    let reasons: BTreeSet<_> = items.iter().map(|skip| skip["reason"].as_str()).collect();
    assert!(items[0]["inspector"].is_string() && reasons.len() > 1, "{skips:?}");
    let total = skips.body["total"].as_u64().unwrap();
    assert_eq!(total, u64::try_from(items.len()).unwrap());
    assert_eq!(app.user(CLERK).get(&path(&task, "draws/2/skips")).problem(), (404, "not_found"));
    told_of_one_object(&app, &task, items);
}

/// The reasons of one object, asked for by its inspection or its draw id; of one inspector; page by page.
fn told_of_one_object(app: &TestApp, task: &Answer, all: &[Value]) {
    let ask = |query: &str| {
        let page = app.user(CLERK).get(&path(task, &format!("draws/1/skips?{query}")));
        assert_eq!(page.status, 200, "{page:?}");
        page.body["items"].as_array().unwrap().clone()
    };
    let some = all.last().unwrap();
    let id = some["inspection_id"].as_i64().unwrap();
    let inspection = app.user(CLERK).get(&format!("/inspections/{id}")).body;
    assert_eq!(some["object_name"], inspection["object_name"]);
    let (did, code) = (some["did"].as_str().unwrap(), some["inspector"].as_str().unwrap());
    assert!(some["inspector_name"].is_string(), "{some}");
    let those = |member: &str, value: &str| {
        all.iter().filter(|skip| skip[member] == value).cloned().collect::<Vec<_>>()
    };
    assert_eq!(ask(&format!("inspection={id}")), those("did", did));
    assert_eq!(ask(&format!("did={did}")), those("did", did));
    assert_eq!(ask(&format!("inspector={code}")), those("inspector", code));
    let second = ask("page=2&page_size=3");
    assert_eq!(second, all.iter().skip(3).take(3).cloned().collect::<Vec<_>>());
    for (query, pointer, code) in [
        ("did=XY".to_owned(), "/did", "hex"),
        (format!("did={did}&inspection={id}"), "/did", "contradiction"),
        ("inspection=999999".to_owned(), "/inspection", "reference"),
    ] {
        let refused = app.user(CLERK).get(&path(task, &format!("draws/1/skips?{query}")));
        assert_eq!((refused.status, refused.faults()), (400, vec![(pointer, code)]), "{query}");
    }
}

#[db_test]
fn a_public_value_that_nobody_agreed_on_is_refused(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 129);
    let task = created(&app, &plan(&json!({})));
    assert_eq!(freeze(&app, &task, 1).status, 201);
    let before = everything(&db, task.id());
    let unwanted = draw(&app, &task, 2, &json!({"entropy": "07"}));
    assert_eq!((unwanted.status, unwanted.faults()), (422, vec![("/entropy", "not_applicable")]));
    assert_eq!(reveal(&app, &task, SUPERVISOR, 8).problem(), (409, "wrong_state"), "who has not committed");
    assert_eq!(everything(&db, task.id()), before);
    assert_eq!(draw(&app, &task, 2, &json!({})).status, 200);
}

#[db_test]
fn a_round_is_given_up_and_the_next_has_new_secrets(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 199);
    let task = created(&app, &plan(&json!({"witnesses": 1})));
    let void = |version, reason: &str| {
        app.user(CLERK).act(&path(&task, "void-round"), version, &json!({"reason": reason}))
    };
    assert_eq!(void(1, "还未公告").problem(), (409, "wrong_state"));
    assert_eq!(commit(&app, &task, 1, SUPERVISOR, 8).status, 200);
    assert_eq!(freeze(&app, &task, 1).status, 201);
    assert_eq!((void(2, " ").status, void(1, "迟了").problem()), (422, (412, "stale")));
    let voided = void(2, "见证人遗失原始数值");
    assert_eq!(
        (voided.status, &voided.body["state"], &voided.body["round"]),
        (200, &json!("draft"), &json!(2))
    );
    assert_eq!(void(3, "再次").problem(), (409, "wrong_state"));
    assert_eq!(
        reveal(&app, &task, SUPERVISOR, 8).problem(),
        (409, "wrong_state"),
        "its secrets are of no use"
    );

    let (status, known) = app.ask(None, ("GET", &format!("/api/v1/public/tasks/{}", task.id())), None, None);
    assert_eq!(status, 200, "what was frozen once stays public");
    assert_eq!(serde_json::from_slice::<Value>(&known).unwrap()["state"], "draft");
    assert_eq!(rounds(&app, &task), [("voided".to_owned(), 0)]);
    assert_eq!(freeze(&app, &task, 3).status, 409, "the witness has not committed to this round");
    let stale = commit(&app, &task, 1, AUDITOR, 11);
    assert_eq!(stale.problem(), (409, "wrong_state"), "made for the first round, it could match nothing");
    assert!(stale.body["detail"].as_str().unwrap().contains("现在是第 2 轮"), "{stale:?}");
    assert_eq!(commit(&app, &task, 2, AUDITOR, 11).status, 200);
    assert_eq!(freeze(&app, &task, 3).status, 201);
    assert_eq!(
        reveal(&app, &task, SUPERVISOR, 8).problem(),
        (409, "wrong_state"),
        "a witness of the other round"
    );
    assert_eq!(reveal(&app, &task, AUDITOR, 11).status, 200);
    assert_eq!(void(4, "看过再说").problem(), (409, "wrong_state"), "the outcome could be known by now");
    assert_eq!(draw(&app, &task, 4, &json!({})).status, 200);
    assert_eq!(void(5, "结果不如意").problem(), (409, "wrong_state"), "a result is never given up");

    assert_eq!(rounds(&app, &task), [("voided".to_owned(), 0), ("drawn".to_owned(), 2)]);
    let (first, second) = (bundle(&app, task.id(), 1), verified(&app, task.id(), 2));
    assert_eq!((first.len(), second.len()), (4, 7));
    let (one, two) = (json_of(&first, "freeze.json"), json_of(&second, "freeze.json"));
    assert_eq!((&one["round"], &two["round"]), (&json!(1), &json!(2)));
    let operator = |freeze: &Value| freeze["parties"][0]["commitment"].clone();
    assert_ne!(operator(&one), operator(&two));
    let listed = app.user(CLERK).get(&path(&task, "draws"));
    assert_eq!(listed.body[0]["reason"], "见证人遗失原始数值");
    let names = [
        "task.create",
        "draw.announce",
        "draw.commit",
        "draw.freeze",
        "draw.void",
        "draw.announce",
        "draw.commit",
        "draw.freeze",
        "draw.reveal",
        "draw.result",
    ];
    assert_eq!(audited(&db, "task", task.id()), names);
}

#[db_test]
fn a_result_that_nobody_can_carry_out_is_void_and_public(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    crowded(&db);
    let same = json!([{"division": "same"}, {"division": "same"}]);
    for (round, roster) in [(1, "open"), (2, "blinded")] {
        let task = created(&app, &plan(&json!({"team": same, "roster": roster, "inspector_cap": 5})));
        assert_eq!(freeze(&app, &task, 1).status, 201);
        let drawn = draw(&app, &task, 2, &json!({}));
        assert_eq!((drawn.status, &drawn.body["state"]), (200, &json!("voided")), "{drawn:?}");
        let reason = drawn.body["reason"].as_str().unwrap();
        assert!(reason.contains("只有") && reason.contains("I02") && !reason.contains("作废"), "{reason}");
        assert!(drawn.body["seed"].is_string() && drawn.body["selected"] == 10, "{drawn:?}");
        let after = app.user(CLERK).get(&format!("/tasks/{}", task.id()));
        assert_eq!((&after.body["state"], &after.body["round"]), (&json!("draft"), &json!(2)));
        assert_eq!((&after.body["reason"], inspections(&db, task.id()).len()), (&drawn.body["reason"], 0));

        assert_eq!(rounds(&app, &task), [("voided".to_owned(), 1)], "{round}");
        let result = json_of(&verified(&app, task.id(), 1), "result.json");
        assert_eq!((&result["assignment"], &result["seed"]), (&Value::Null, &drawn.body["seed"]));
        let mended = draft(&plan(&json!({"roster": roster})));
        let mended =
            app.user(CLERK).call("PUT", &format!("/tasks/{}", task.id()), Some(after.version()), &mended);
        assert_eq!(freeze(&app, &task, mended.version()).status, 201);
        assert_eq!(draw(&app, &task, mended.version() + 1, &json!({})).body["state"], "drawn");
        verified(&app, task.id(), 2);
        set_state(&db, task.id(), State::Voided);
    }
}

#[db_test]
fn of_many_freezes_at_once_one_holds(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 199);
    let task = created(&app, &plan(&json!({})));
    let start = Barrier::new(8);
    let answers: Vec<_> = std::thread::scope(|scope| {
        let freeze = |user: i64| {
            let clerk = app.user(user);
            start.wait();
            clerk.act(&path(&task, "freeze"), 1, &Value::Null)
        };
        let threads: Vec<_> =
            [CLERK, COLLEAGUE].repeat(4).into_iter().map(|user| scope.spawn(move || freeze(user))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let (won, lost): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 201);
    assert_eq!((won.len(), lost.len()), (1, 7), "{answers:?}");
    assert!(lost.iter().all(|answer| answer.problem() == (409, "wrong_state")), "{lost:?}");
    let listed = app.user(CLERK).get(&path(&task, "draws")).body;
    assert_eq!((listed.as_array().unwrap().len(), &listed[0]["freeze"]), (1, &won[0].body["freeze"]));
    assert_eq!(audited(&db, "task", task.id()), ["task.create", "draw.announce", "draw.freeze"]);
}
