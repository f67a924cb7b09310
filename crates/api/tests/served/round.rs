//! Rounds from their announcement on: policies, deadlines, voids, the public value by two people, and all of it live.

use api::config::Flags;
use chrono::{DateTime, TimeDelta, Utc};
use persistence::draw as stored_draw;
use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::app::{Answer, TestApp};
use crate::ceremony::{commit, detail, draw, freeze, path, reveal};
use crate::office::*;
use crate::world::*;

/// Sets what the clerk's department demands.
pub fn demand(app: &TestApp, members: &Value) {
    let mut policy = json!({"witnesses": 0, "roles": ["supervisor"], "mode": "open"});
    policy.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    let admin = app.user(ADMIN);
    let version = admin.get("/departments/1/draw-policy").version();
    let set = admin.call("PUT", "/departments/1/draw-policy", Some(version), &json!({"policy": policy}));
    assert_eq!(set.status, 200, "{set:?}");
}

pub fn announce(app: &TestApp, task: &Answer, version: i64, request: &Value) -> Answer {
    app.user(CLERK).act(&path(task, "announce"), version, request)
}

/// The server at a later moment.
pub fn later(db: &TestDb, minutes: i64) -> TestApp {
    TestApp::start_at(db, at(minutes), Flags::new())
}

pub fn at(minutes: i64) -> DateTime<Utc> {
    now() + TimeDelta::minutes(minutes)
}

/// The rounds of a task as the public sees them.
pub fn rounds(app: &TestApp, task: &Answer) -> Value {
    let (status, body) =
        app.ask(None, ("GET", &format!("/api/v1/public{}", path(task, "rounds"))), None, None);
    assert_eq!(status, 200);
    serde_json::from_slice(&body).unwrap()
}

pub fn payloads(app: &TestApp, task: &Answer, action: &str) -> Vec<Value> {
    let query = format!("/audit?resource=task&key={}&action={action}&page_size=200", task.id());
    let found = app.user(SUPERVISOR).get(&query);
    found.body["items"].as_array().unwrap().iter().rev().map(|one| one["payload"].clone()).collect()
}

#[db_test]
fn a_policy_binds_plans_and_is_changed_by_the_administrator_alone(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let own = "/departments/1/draw-policy";
    let unset = app.user(CLERK).get(own);
    assert_eq!((unset.version(), &unset.body["policy"]["witnesses"]), (1, &json!(0)));
    assert_eq!(app.user(CLERK).get("/departments/99/draw-policy").problem(), (404, "not_found"));
    let odd = json!({"policy": {"witnesses": 11, "roles": ["clerk"], "mode": "open"}});
    let refused = app.user(ADMIN).call("PUT", own, Some(1), &odd);
    assert_eq!(
        (refused.status, refused.faults()),
        (422, vec![("/policy/witnesses", "out_of_range"), ("/policy/roles/0", "not_applicable")])
    );
    demand(&app, &json!({"witnesses": 1, "entropy": "双色球", "roles": ["leader"]}));
    let stale = json!({"policy": {"witnesses": 0, "roles": ["supervisor"], "mode": "open"}});
    assert_eq!(app.user(ADMIN).call("PUT", own, Some(1), &stale).problem(), (412, "stale"));
    assert_eq!(app.user(CLERK).get(own).version(), 2);
    assert_eq!(app.user(CLERK).get("/departments/2/draw-policy").version(), 1, "of another department");

    let create = |plan: &Value| app.user(CLERK).call("POST", "/tasks", None, &draft(plan));
    let less = create(&plan(&json!({})));
    let expected = vec![("/plan/witnesses", "below_policy"), ("/plan/entropy", "below_policy")];
    assert_eq!((less.status, less.faults()), (422, expected));
    let task = create(&plan(&json!({"witnesses": 2, "entropy": "双色球第2026110期"})));
    assert_eq!(task.status, 201);
    objects(&db, 100, 129);

    // Whose witnesses the department wants.
    let party = |user| app.user(user).get(&path(&task, "ceremony")).body["party"].clone();
    assert_eq!((party(LEADER), party(SUPERVISOR)), (json!("leader:2"), Value::Null));
    let refused = commit(&app, &task, 1, SUPERVISOR, 8);
    assert!(
        refused.problem() == (409, "wrong_state") && detail(&refused).contains("分管局长"),
        "{refused:?}"
    );
    let pending = |user: i64| app.user(user).get("/tasks?witness_pending=true").body["total"].clone();
    assert_eq!((pending(LEADER), pending(SUPERVISOR)), (json!(1), json!(0)));
    assert_eq!(app.user(LEADER).get("/dashboard").body["todos"][0]["code"], "draw_to_witness");

    // A stricter policy stands in the way of a plan that was made before.
    demand(&app, &json!({"witnesses": 3}));
    let preview = app.user(CLERK).get(&path(&task, "preview"));
    let obstacles = preview.body["obstacles"].as_array().unwrap();
    assert!(obstacles[0].as_str().unwrap().contains("见证人少于本部门"), "{obstacles:?}");
    assert_eq!(announce(&app, &task, 1, &json!({})).problem(), (409, "wrong_state"));
}

#[db_test]
fn an_announcement_is_public_and_binds(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 199);
    demand(&app, &json!({"witnesses": 1, "limits": {"commit_minutes": 60, "reveal_minutes": 30}}));
    let task = created(&app, &plan(&json!({"witnesses": 1, "reserve": 2})));
    let hidden = format!("/api/v1/public/tasks/{}", task.id());
    assert_eq!(app.ask(None, ("GET", &hidden), None, None).0, 404, "a draft");
    let early = commit(&app, &task, 1, SUPERVISOR, 8);
    assert!(early.problem() == (409, "wrong_state") && detail(&early).contains("尚未公告"), "{early:?}");

    let longer = announce(&app, &task, 1, &json!({"limits": {"reveal_minutes": 31}}));
    assert_eq!(longer.faults(), [("/limits/reveal_minutes", "above_policy")]);
    assert_eq!(announce(&app, &task, 2, &json!({})).problem(), (412, "stale"));
    let announced = announce(&app, &task, 1, &json!({"limits": {"commit_minutes": 10}}));
    assert_eq!((announced.status, &announced.body["state"]), (201, &json!("announced")), "{announced:?}");
    assert_eq!(announce(&app, &task, 1, &json!({})).problem(), (409, "duplicate"));
    let public = rounds(&app, &task);
    assert_eq!(public, json!([announced.body]));
    let content = &public[0]["announcement"];
    assert_eq!(content["strata"], json!([{"id": 1, "eligible": 100, "take": 10, "reserve": 2}]));
    assert_eq!(
        (&content["matters"], &content["witnesses"], &content["roles"], &content["in_scope"]),
        (&json!(["产品质量"]), &json!(1), &json!(["supervisor"]), &json!(100))
    );
    assert_eq!((&content["freeze_until"], &public[0]["due_at"]), (&json!(at(10)), &json!(at(10))));
    assert_eq!(
        (&content["policy"]["limits"]["commit_minutes"], &content["automatic"]),
        (&json!(60), &json!(false))
    );
    assert_eq!(payloads(&app, &task, "draw.announce"), std::slice::from_ref(content));
    assert_eq!(app.ask(None, ("GET", &hidden), None, None).0, 200, "public from now on");

    let changed = draft(&plan(&json!({"witnesses": 1})));
    let edited = app.user(CLERK).call("PUT", &format!("/tasks/{}", task.id()), Some(1), &changed);
    assert!(edited.problem() == (409, "wrong_state") && detail(&edited).contains("已公告"), "{edited:?}");
    let given_up = app.user(CLERK).act(&path(&task, "void-round"), 1, &json!({"reason": "名册有误"}));
    assert_eq!((given_up.status, &given_up.body["round"]), (200, &json!(2)));
    let void = &rounds(&app, &task)[0]["void"];
    assert_eq!((&void["code"], &void["reason"]), (&json!("given_up"), &json!("名册有误")));
    let told = payloads(&app, &task, "draw.void");
    assert_eq!((&told[0]["task"], &told[0]["round"]), (&task.body["number"], &json!(1)));
    let edited = app.user(CLERK).call("PUT", &format!("/tasks/{}", task.id()), Some(2), &changed);
    assert_eq!(edited.status, 200, "{edited:?}");
}

#[db_test]
fn what_announced_itself_follows_the_draft(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 199);
    let task = created(&app, &plan(&json!({"witnesses": 1})));
    assert_eq!(commit(&app, &task, 1, SUPERVISOR, 8).status, 200);
    let take = |app: &TestApp| rounds(app, &task)[0]["announcement"]["strata"][0]["take"].clone();
    assert_eq!(take(&app), 10);
    let more = draft(&plan(&json!({"witnesses": 1, "quota": {"ppm": 200_000}})));
    let edited = app.user(CLERK).call("PUT", &format!("/tasks/{}", task.id()), Some(1), &more);
    assert_eq!((edited.status, take(&app)), (200, json!(20)), "{edited:?}");
    let names = ["task.create", "draw.announce", "draw.commit", "draw.announce", "task.update"];
    assert_eq!(audited(&db, "task", task.id()), names);
    // A task that is voided ends what was announced of it.
    let voided = app.user(CLERK).act(&path(&task, "void"), 2, &json!({"reason": "重复"}));
    assert_eq!(voided.status, 200);
    assert_eq!(rounds(&app, &task)[0]["void"]["code"], "given_up");
}

#[db_test]
fn a_wrong_reveal_voids_the_round_at_once(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 199);
    let task = created(&app, &plan(&json!({"witnesses": 2})));
    assert_eq!(commit(&app, &task, 1, SUPERVISOR, 8).status, 200);
    assert_eq!(commit(&app, &task, 1, AUDITOR, 11).status, 200);
    assert_eq!(freeze(&app, &task, 1).status, 201);
    let wrong = reveal(&app, &task, SUPERVISOR, 9);
    assert!(wrong.problem() == (409, "wrong_state") && detail(&wrong).contains("本轮作废"), "{wrong:?}");
    let round = &rounds(&app, &task)[0];
    assert_eq!((&round["state"], &round["void"]["code"]), (&json!("voided"), &json!("wrong")));
    assert!(round["parties"].as_array().unwrap().iter().all(|one| one["revealed_at"].is_null()));
    let told = payloads(&app, &task, "draw.void");
    assert_eq!((&told[0]["parties"], told.len()), (&json!(["supervisor:8"]), 1));
    assert_eq!(
        reveal(&app, &task, AUDITOR, 11).problem(),
        (409, "wrong_state"),
        "there is nothing to reveal"
    );
    assert_eq!(bundle(&app, task.id(), 1).len(), 4);
    // The next round, with new secrets.
    let version = stored(&db, task.id()).version;
    assert_eq!(commit(&app, &task, 2, SUPERVISOR, 1).status, 200);
    assert_eq!(commit(&app, &task, 2, AUDITOR, 2).status, 200);
    assert_eq!(freeze(&app, &task, version).status, 201);
    assert_eq!(reveal(&app, &task, SUPERVISOR, 1).status, 200);
    assert_eq!(reveal(&app, &task, AUDITOR, 2).status, 200);
    assert_eq!(draw(&app, &task, version + 1, &json!({})).body["state"], "drawn");
    verified(&app, task.id(), 2);
}

#[db_test]
fn whoever_is_late_voids_the_round(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 199);
    let limits = json!({"commit_minutes": 60, "reveal_minutes": 30, "entropy_minutes": 20});
    demand(&app, &json!({"limits": limits}));
    let announced = |members: &Value| {
        let task = created(&app, &plan(members));
        assert_eq!(announce(&app, &task, 1, &json!({})).status, 201);
        task
    };
    let code = |app: &TestApp, task: &Answer| rounds(app, task)[0]["void"]["code"].clone();

    // Nobody freezes in time.
    let idle = announced(&json!({"witnesses": 1}));
    // One reveals in time, the other too late.
    let slow = announced(&json!({"witnesses": 2}));
    assert_eq!(commit(&app, &slow, 1, SUPERVISOR, 8).status, 200);
    assert_eq!(commit(&app, &slow, 1, AUDITOR, 11).status, 200);
    assert_eq!(freeze(&app, &slow, 1).status, 201);
    assert_eq!(rounds(&app, &slow)[0]["due_at"], json!(at(30)));
    assert_eq!(reveal(&app, &slow, SUPERVISOR, 8).status, 200);
    assert_eq!(rounds(&app, &slow)[0]["due_at"], json!(at(30)), "the others have no more time for it");
    // Nobody types the public value in time.
    let bare = announced(&json!({"entropy": "双色球"}));
    assert_eq!(freeze(&app, &bare, 1).status, 201);
    assert_eq!(rounds(&app, &bare)[0]["due_at"], json!(at(20)));
    // Everybody was in time; nothing is awaited.
    let fine = announced(&json!({"witnesses": 1}));
    assert_eq!(commit(&app, &fine, 1, SUPERVISOR, 8).status, 200);
    assert_eq!(freeze(&app, &fine, 1).status, 201);
    assert_eq!(reveal(&app, &fine, SUPERVISOR, 8).status, 200);
    assert_eq!(rounds(&app, &fine)[0]["due_at"], Value::Null);

    // A reveal that is late is told as late; whoever looks first tells the rest.
    execute(
        &db,
        &format!(
            "UPDATE draw_announcements SET due_at = '2026-09-21 01:59:59' WHERE task_id = {}",
            slow.id()
        ),
    );
    let late = reveal(&app, &slow, AUDITOR, 11);
    assert!(late.problem() == (409, "wrong_state") && detail(&late).contains("逾期"), "{late:?}");
    assert_eq!(code(&app, &slow), "late");
    let app = later(&db, 61);
    assert_eq!(commit(&app, &idle, 1, SUPERVISOR, 8).problem(), (409, "wrong_state"));
    assert_eq!((code(&app, &idle), code(&app, &bare)), (json!("missing"), json!("missing")));
    let version = stored(&db, fine.id()).version;
    assert_eq!(draw(&app, &fine, version, &json!({})).body["state"], "drawn");
    assert_eq!(stored(&db, idle.id()).round, 2);
}

#[db_test]
fn a_public_value_takes_two_people(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 199);
    demand(&app, &json!({"entropy": "双色球", "entropy_confirmed": true, "witnesses": 1}));
    let task = created(&app, &plan(&json!({"witnesses": 1, "entropy": "双色球第2026110期"})));
    let typed = |user: i64, value: &str| {
        app.user(user).call("PUT", &path(&task, "entropy"), None, &json!({"value": value}))
    };
    let confirm = |user: i64, value: &str| {
        app.user(user).call("POST", &path(&task, "entropy/confirm"), None, &json!({"value": value}))
    };
    assert_eq!(commit(&app, &task, 1, SUPERVISOR, 8).status, 200);
    assert_eq!(typed(CLERK, "07").problem(), (409, "wrong_state"), "not frozen");
    assert_eq!(freeze(&app, &task, 1).status, 201);
    assert_eq!(typed(CLERK, "07").problem(), (409, "wrong_state"), "not revealed");
    assert_eq!(reveal(&app, &task, SUPERVISOR, 8).status, 200);
    let early = app.user(CLERK).act(&path(&task, "void-round"), 2, &json!({"reason": "等开奖再说"}));
    assert_eq!(early.problem(), (409, "wrong_state"), "known to who holds all secrets once the value is out");
    assert_eq!(confirm(SUPERVISOR, "07").problem(), (409, "wrong_state"), "nothing typed");
    assert_eq!(typed(CLERK, " ").faults(), [("/value", "required")]);

    let first = typed(CLERK, " SSQ:07 ");
    assert_eq!((first.status, &first.body["entropy"]["typed_by"]), (200, &json!("clerk:1")), "{first:?}");
    assert_eq!(first.body["entropy"]["value"], Value::Null);
    let seen = rounds(&app, &task).to_string() + &payloads(&app, &task, "draw.entropy_typed")[0].to_string();
    assert!(!seen.contains("SSQ:07"), "the second person would only copy it");
    assert_eq!(confirm(CLERK, "SSQ:07").problem(), (403, "forbidden"));
    let one = draw(&app, &task, 2, &json!({"entropy": "SSQ:07"}));
    assert_eq!((one.status, one.faults()), (422, vec![("/entropy", "unconfirmed")]));

    let other = confirm(SUPERVISOR, "SSQ:08");
    assert_eq!((other.status, other.faults()), (422, vec![("/value", "differs")]));
    let told = &payloads(&app, &task, "draw.entropy_differs")[0];
    assert_eq!((&told["typed"], &told["second"]), (&json!("SSQ:07"), &json!("SSQ:08")));
    assert_eq!(confirm(SUPERVISOR, "SSQ:07").problem(), (409, "wrong_state"), "both type again");
    assert_eq!(typed(COLLEAGUE, "SSQ:08").status, 200);
    let confirmed = confirm(AUDITOR, "SSQ:08 ");
    assert_eq!((confirmed.status, &confirmed.body["entropy"]["value"]), (200, &json!("SSQ:08")));
    assert_eq!(confirmed.body["entropy"]["confirmed_by"], "supervisor:11");
    assert_eq!(rounds(&app, &task)[0]["entropy"]["differed_at"].as_array().map(Vec::len), Some(1));
    assert_eq!(typed(CLERK, "SSQ:09").problem(), (409, "wrong_state"));
    let void = app.user(CLERK).act(&path(&task, "void-round"), 2, &json!({"reason": "看过再说"}));
    assert_eq!(void.problem(), (409, "wrong_state"), "the outcome could be known by now");
    let odd = draw(&app, &task, 2, &json!({"entropy": "SSQ:09"}));
    assert_eq!(odd.faults(), [("/entropy", "differs")]);
    assert_eq!(draw(&app, &task, 2, &json!({})).body["state"], "drawn");
    assert_eq!(json_of(&verified(&app, task.id(), 1), "reveals.json")["entropy"], "SSQ:08");
    let entered = &payloads(&app, &task, "draw.entropy")[0];
    assert_eq!((&entered["typed_by"], &entered["value"]), (&json!("clerk:12"), &json!("SSQ:08")));
}

#[db_test]
fn the_public_value_is_stored_with_its_people(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 129);
    let task = created(&app, &plan(&json!({"entropy": "双色球"})));
    assert_eq!(freeze(&app, &task, 1).status, 201);
    // One person is enough where the policy says so, and two may do it all the same.
    let value = json!({"value": "07"});
    assert_eq!(app.user(CLERK).call("PUT", &path(&task, "entropy"), None, &value).status, 200);
    assert_eq!(app.user(SUPERVISOR).call("POST", &path(&task, "entropy/confirm"), None, &value).status, 200);
    let found = db.read(|reader| stored_draw::announced(reader, task.id(), 1)).unwrap().unwrap();
    assert_eq!(
        (found.confirmed(), found.entropy_by, found.confirmed_by),
        (Some("07"), Some(CLERK), Some(SUPERVISOR))
    );
    assert_eq!(draw(&app, &task, 2, &json!({"entropy": "07"})).status, 200);
    assert_eq!(rounds(&app, &task)[0]["entropy"]["value"], "07");
}
