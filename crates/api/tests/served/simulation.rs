//! Trial draws of a draft, and the decisions that relax it.

use domain::inspection::Disposition;
use domain::task::State;
use persistence::{Window, audit};
use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::app::{Answer, TestApp};
use crate::ceremony::{draw, freeze};
use crate::office::*;
use crate::world::*;

fn simulated(app: &TestApp, task: i64) -> Value {
    let answer = app.user(CLERK).get(&format!("/tasks/{task}/simulation?trials=30"));
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.body
}

fn relax(app: &TestApp, task: i64, version: i64, relaxation: &Value, reason: &str) -> Answer {
    let body = json!({"relaxation": relaxation, "reason": reason});
    app.user(CLERK).act(&format!("/tasks/{task}/relax"), version, &body)
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

fn sum(list: &Value, member: &str) -> u64 {
    list.as_array().unwrap().iter().map(|one| number(&one[member])).sum()
}

#[db_test]
fn a_draft_is_drawn_on_trial_and_nothing_changes(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 159);
    inspectors(&db, 10, 15);
    let task = created(&app, &plan(&json!({"inspector_cap": 3}))).id();
    let before = everything(&db, task);
    let report = simulated(&app, task);
    assert_eq!(everything(&db, task), before, "nothing of a trial is kept");
    assert_eq!(
        (&report["trials"], &report["wanted"], &report["complete"]),
        (&json!(30), &json!(30), &json!(true))
    );
    assert_eq!((&report["with_teams"], &report["obstacles"]), (&json!(30), &json!([])));
    let class = &report["classes"][0];
    assert_eq!(
        (&class["stratum"], &class["weight"], &class["objects"]),
        (&json!("all"), &json!(1), &json!(60))
    );
    // One in ten of sixty: six in each trial, so the mean is exact.
    assert_eq!(
        (&class["drawn"], &class["observed_ppm"], &class["expected_ppm"]),
        (&json!(180), &json!(100_000), &json!(100_000))
    );
    let divisions = &report["divisions"];
    assert_eq!(sum(divisions, "objects"), 60);
    // Three means, each rounded, of six visits in all.
    assert!(sum(divisions, "mean_thousandths").abs_diff(6_000) <= 2, "{divisions}");
    assert_eq!((&divisions[0]["code"], &divisions[0]["name"]), (&json!("320803"), &json!("淮安区")));
    assert!(divisions[0]["least"].as_u64() < divisions[0]["most"].as_u64(), "{divisions}");
    // Nine inspectors for twelve places: one or two each.
    let loads = &report["loads"];
    assert_eq!(sum(loads, "inspectors_thousandths"), 9_000, "{loads}");
    assert_eq!(
        loads.as_array().unwrap().iter().map(|load| number(&load["objects"])).collect::<Vec<_>>(),
        [1, 2]
    );
    assert_eq!(
        (&report["causes"], &report["bottlenecks"], &report["relaxations"]),
        (&json!([]), &json!([]), &json!([]))
    );
    // The freeze comes from other secrets, at which no trial was looked.
    let clerk = app.user(CLERK);
    assert_eq!(clerk.act(&format!("/tasks/{task}/freeze"), 1, &Value::Null).status, 201);
    let refused = clerk.get(&format!("/tasks/{task}/simulation"));
    assert_eq!(refused.problem(), (409, "wrong_state"), "{refused:?}");
}

#[db_test]
fn weights_and_strata_are_shown_as_they_are(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 199);
    inspectors(&db, 10, 21);
    let weights = json!([{"class": "D", "weight": 8}]);
    let weighted = plan(&json!({"method": "weighted", "weights": weights, "quota": {"count": 20}}));
    let report = simulated(&app, created(&app, &weighted).id());
    let classes = report["classes"].as_array().unwrap();
    let [light, heavy] = &classes[..] else { panic!("{classes:?}") };
    assert_eq!((&light["weight"], &light["objects"]), (&json!(1), &json!(80)));
    assert_eq!((&heavy["weight"], &heavy["objects"]), (&json!(8), &json!(20)));
    let (few, many) = (number(&light["expected_ppm"]), number(&heavy["expected_ppm"]));
    assert!(many > 3 * few && many < 8 * few, "less than the ratio of the weights: {few} {many}");
    assert!(number(&heavy["observed_ppm"]).abs_diff(many) < 120_000, "{heavy}");
    let by_division = plan(&json!({"method": "stratified", "strata_by": "division"}));
    let report = simulated(&app, created(&app, &by_division).id());
    let names: Vec<_> =
        report["classes"].as_array().unwrap().iter().map(|one| one["stratum"].as_str()).collect();
    assert_eq!(names, ["320803", "320804", "320812"].map(Some));
}

#[db_test]
fn what_nobody_can_carry_out_is_told_and_relaxed_on_record(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 199);
    // Only I02 is of the division of all objects.
    execute(&db, "UPDATE objects SET division = '320804'");
    let team = json!([{"division": "same"}, {}]);
    let task = created(&app, &plan(&json!({"team": team, "inspector_cap": 8}))).id();
    let report = simulated(&app, task);
    assert_eq!((&report["with_teams"], &report["obstacles"]), (&json!(0), &json!([])));
    let cause = &report["causes"][0];
    assert_eq!(
        (&cause["slots"], &cause["inspectors"], &cause["trials"]),
        (&json!([1]), &json!(["I02"]), &json!(30))
    );
    let words = cause["words"].as_str().unwrap();
    assert!(words.contains("区划 320804") && words.contains("最多承担 8 个"), "{words}");
    let bottleneck = &report["bottlenecks"][0];
    assert_eq!((&bottleneck["name"], &bottleneck["in_causes"]), (&json!("李四"), &json!(30)));
    let offered: Vec<&Value> =
        report["relaxations"].as_array().unwrap().iter().map(|one| &one["relaxation"]).collect();
    let (cap, slots) = (json!({"kind": "cap", "to": 10}), json!({"kind": "divisions", "slots": [1]}));
    assert_eq!(offered, [&cap, &slots, &Value::Null]);
    let advice = report["relaxations"][2]["words"].as_str().unwrap();
    assert!(advice.contains("1 名属于区划 320804"), "{advice}");

    let relaxed = relax(&app, task, 1, &cap, " 经处务会研究同意 ");
    assert_eq!(
        (relaxed.status, relaxed.version(), &relaxed.body["plan"]["inspector_cap"]),
        (200, 2, &json!(10))
    );
    assert_eq!(relaxed.body["plan"]["team"][0]["division"], "same", "one change");
    assert_eq!(simulated(&app, task)["with_teams"], 30);
    assert_eq!(audited(&db, "task", task), ["task.create", "task.relax"]);
    let filter = audit::Filter { action: Some("task.relax".to_owned()), ..audit::Filter::default() };
    let page = db.read(|r| audit::list(r, &filter, Window { offset: 0, limit: 1 })).unwrap();
    let entry: Value = serde_json::from_str(&page.items[0].entry.payload).unwrap();
    assert_eq!((&entry["reason"], &entry["relaxation"]), (&json!("经处务会研究同意"), &cap));
    assert_eq!(entry["change"], "每名执法人员最多承担的检查数由 8 个提高到 10 个");
}

#[db_test]
fn acquaintance_is_shortened_by_decision_alone(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    // I01 and I02, who alone are left, met both objects in question on 18 May.
    let past = drawn_task(&db);
    record_all(&db, past, Disposition::None);
    execute(
        &db,
        "INSERT INTO object_matters (matter_id, object_id) VALUES (2, 1), (2, 2);
         UPDATE inspections SET ended_on = '2026-05-18';
         UPDATE inspectors SET status = 'suspended' WHERE id = 3",
    );
    let two = json!({"quota": {"count": 2}});
    let task = created(&app, &plan(&two)).id();
    let report = simulated(&app, task);
    assert_eq!((&report["with_teams"], &report["trials"]), (&json!(0), &json!(30)), "{report}");
    // Four months before 21 September is 21 May.
    let months = json!({"kind": "acquaintance", "months": 4});
    assert_eq!(report["relaxations"][0]["relaxation"], months, "{report}");
    let shorter = draft(&plan(&json!({"quota": {"count": 2}, "acquaintance_months": 4})));
    let clerk = app.user(CLERK);
    let path = format!("/tasks/{task}");
    for edited in [clerk.call("PUT", &path, Some(1), &shorter), clerk.call("POST", "/tasks", None, &shorter)]
    {
        assert_eq!(edited.faults(), [("/plan/acquaintance_months", "not_decided")], "{edited:?}");
    }
    assert_eq!(relax(&app, task, 1, &months, "人员不足").status, 200);
    assert_eq!(simulated(&app, task)["with_teams"], 30);
    assert_eq!(clerk.call("PUT", &path, Some(2), &shorter).status, 200, "what was decided may stay");
    let frozen = clerk.act(&format!("/tasks/{task}/freeze"), 3, &Value::Null);
    assert_eq!(frozen.status, 201, "{frozen:?}");
    assert_eq!(clerk.act(&format!("/tasks/{task}/draw"), 4, &json!({})).body["state"], "drawn");

    // Of the law's own recusals no decision makes an end.
    execute(
        &db,
        "UPDATE tasks SET state = 'voided'; INSERT INTO recusals (inspector_id, object_id, reason) VALUES (1, 1, '亲属')",
    );
    let report = simulated(&app, created(&app, &plan(&two)).id());
    let kinds: Vec<_> =
        report["relaxations"].as_array().unwrap().iter().map(|one| &one["relaxation"]).collect();
    assert_eq!((&report["with_teams"], kinds), (&json!(0), vec![&Value::Null]), "{report}");
}

#[db_test]
fn a_round_without_teams_is_told_what_would_have_helped(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    crowded(&db);
    let clerk = app.user(CLERK);
    let same = json!([{"division": "same"}, {"division": "same"}]);
    for roster in ["open", "blinded"] {
        // Of those who live where all objects are, two are of the department, and one of another.
        let plan = plan(&json!({"team": same, "roster": roster, "inspector_cap": 7, "pool": ["TZ"]}));
        let task = created(&app, &plan);
        let path = format!("/tasks/{}/draws/1/relaxations", task.id());
        assert_eq!(freeze(&app, &task, 1).status, 201);
        assert_eq!(clerk.get(&path).problem(), (409, "wrong_state"), "not drawn yet");
        assert_eq!(draw(&app, &task, 2, &json!({})).body["state"], "voided");
        let found = clerk.get(&path);
        assert_eq!(
            (found.status, &found.body["objects"], &found.body["with_teams"]),
            (200, &json!(10), &json!(false))
        );
        let offered = found.body["relaxations"].as_array().unwrap();
        let changes: Vec<&Value> = offered.iter().map(|one| &one["relaxation"]).collect();
        let pool = json!({"kind": "pool", "departments": ["ZL"]});
        let cap = json!({"kind": "cap", "to": 10});
        assert_eq!(
            changes,
            [&cap, &json!({"kind": "divisions", "slots": [1]}), &pool, &Value::Null],
            "{roster}"
        );
        assert_eq!(offered[2]["words"], "可抽取人员的范围增加质量处");
        assert!(
            offered[3]["words"].as_str().unwrap().starts_with("补充执法人员：1 名属于区划 320804"),
            "{found:?}"
        );
        assert_eq!(app.user(STRANGER).get(&path).problem(), (404, "not_found"));
        assert_eq!(app.user(SUPERVISOR).get(&path).problem(), (403, "forbidden"));

        let version = clerk.get(&format!("/tasks/{}", task.id())).version();
        for unknown in ["XX", "YC"] {
            let more = json!({"kind": "pool", "departments": [unknown]});
            let refused = relax(&app, task.id(), version, &more, "借调");
            assert_eq!(refused.faults(), [("/relaxation/departments", "unknown")], "{unknown}: {refused:?}");
        }
        let relaxed = relax(&app, task.id(), version, &pool, "借调质量处人员");
        assert_eq!((relaxed.status, &relaxed.body["plan"]["pool"]), (200, &json!(["TZ", "ZL"])));
        assert_eq!(clerk.get(&path).body, json!({"objects": 10, "with_teams": true, "relaxations": []}));
        assert_eq!(freeze(&app, &task, version + 1).status, 201);
        assert_eq!(draw(&app, &task, version + 2, &json!({})).body["state"], "drawn");
        assert_eq!(clerk.get(&path).problem(), (409, "wrong_state"), "no draft any more");
        set_state(&db, task.id(), State::Voided);
    }
}

#[db_test]
fn what_is_no_decision_is_refused(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 199);
    let task = created(&app, &plan(&json!({}))).id();
    let before = everything(&db, task);
    let cap = json!({"kind": "cap", "to": 21});
    let faults = |relaxation: Value, reason: &str| {
        let answer = relax(&app, task, 1, &relaxation, reason);
        assert_eq!(answer.status, 422, "{answer:?}");
        answer.faults().into_iter().map(|(pointer, code)| format!("{pointer} {code}")).collect::<Vec<_>>()
    };
    assert_eq!(faults(cap.clone(), " "), ["/reason required"]);
    assert_eq!(faults(json!({"kind": "cap", "to": 20}), "x"), ["/relaxation/to out_of_range"]);
    assert_eq!(
        faults(json!({"kind": "acquaintance", "months": 12}), "x"),
        ["/relaxation/months out_of_range"]
    );
    assert_eq!(faults(json!({"kind": "divisions", "slots": [1]}), "x"), ["/relaxation/slots not_applicable"]);
    let pool = json!({"kind": "pool", "departments": ["ZL"]});
    assert_eq!(faults(pool, "x"), ["/relaxation/departments not_applicable"], "all are in it");
    assert_eq!(relax(&app, task, 2, &cap, "x").problem(), (412, "stale"));
    let path = format!("/tasks/{task}/relax");
    let body = json!({"relaxation": cap, "reason": "x"});
    assert_eq!(app.user(CLERK).call("POST", &path, None, &body).problem(), (428, "precondition_required"));
    let stranger = app.user(STRANGER);
    assert_eq!(stranger.act(&path, 1, &body).problem(), (404, "not_found"));
    assert_eq!(stranger.get(&format!("/tasks/{task}/simulation")).problem(), (404, "not_found"));
    for trials in ["0", "1001", "x"] {
        let answer = app.user(CLERK).get(&format!("/tasks/{task}/simulation?trials={trials}"));
        assert_eq!(answer.problem(), (400, "bad_request"), "{trials}");
    }
    assert_eq!(everything(&db, task), before);
    for state in [State::Frozen, State::Drawn, State::Disclosed, State::Voided] {
        set_state(&db, task, state);
        assert_eq!(relax(&app, task, 1, &cap, "x").problem(), (409, "wrong_state"), "{state}");
    }
    // An empty scope has nothing to draw on trial; why it is empty is said.
    let nothing = created(&app, &plan(&json!({"filters": {"industries": ["T96"]}}))).id();
    let report = simulated(&app, nothing);
    assert_eq!(report["trials"], 0);
    assert!(report["obstacles"][0].as_str().unwrap().contains("没有检查对象"), "{report}");
}
