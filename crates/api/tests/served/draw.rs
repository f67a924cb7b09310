//! What a draw publishes, and whom it may bring together.

use std::collections::{BTreeMap, BTreeSet};

use domain::draw::roster::Did;
use domain::inspection::Disposition;
use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::app::{Answer, TestApp};
use crate::office::*;
use crate::world::*;

/// Freezes and draws a new task with this plan.
fn drawn(app: &TestApp, plan: &Value) -> (i64, Answer) {
    let task = created(app, plan).id();
    let act = |event: &str, version, body: &Value| {
        app.user(CLERK).act(&format!("/tasks/{task}/{event}"), version, body)
    };
    let frozen = act("freeze", 1, &Value::Null);
    assert_eq!(frozen.status, 201, "{frozen:?}");
    let drawn = act("draw", 2, &json!({}));
    assert_eq!((drawn.status, &drawn.body["state"]), (200, &json!("drawn")), "{drawn:?}");
    (task, drawn)
}

/// With its salt a firm that was not drawn finds its row on a blinded roster.
fn finds_its_row(app: &TestApp, task: i64, blinded: bool, bundle: &BTreeMap<String, Vec<u8>>) {
    let ask = |user: i64, code: &str| {
        app.user(user).call("POST", &format!("/tasks/{task}/draws/1/salt"), None, &json!({ "code": code }))
    };
    let codes = (100..220).map(|id| format!("QX{}", 1_000_000 + id));
    let given = codes.map(|code| ask(CLERK, &code)).find(|given| given.status != 404).unwrap();
    if !blinded {
        assert_eq!(given.problem(), (409, "wrong_state"), "its code is enough");
        return;
    }
    assert_eq!(given.status, 200, "{given:?}");
    let code = given.body["code"].as_str().unwrap();
    let salt = given.body["salt"].as_str().unwrap().parse().unwrap();
    let did = Did::blinded(&salt, code);
    assert_eq!(given.body["did"], did.to_string());
    assert!(bundle["roster.bin"].windows(did.as_bytes().len()).any(|row| row == did.as_bytes()));
    assert_eq!(ask(CLERK, "QX9").problem(), (404, "not_found"));
    assert_eq!(ask(STRANGER, code).problem(), (404, "not_found"));
    assert_eq!(ask(LEADER, code).problem(), (403, "forbidden"));
}

fn members<'a>(array: &'a Value, member: &str) -> Vec<&'a str> {
    array.as_array().unwrap().iter().map(|one| one[member].as_str().unwrap()).collect()
}

fn contains(content: &[u8], text: &str) -> bool {
    content.windows(text.len()).any(|window| window == text.as_bytes())
}

/// The teams of a bundle by code of the object.
fn teams(bundle: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<String>> {
    let openings = json_of(bundle, "openings.json");
    let code = |did: &Value| {
        let opening = openings.as_array().unwrap().iter().find(|opening| opening["did"] == *did).unwrap();
        opening["code"].as_str().unwrap().to_owned()
    };
    let result = json_of(bundle, "result.json");
    let teams = result["assignment"]["teams"].as_array().unwrap();
    teams
        .iter()
        .map(|t| (code(&t["did"]), serde_json::from_value(t["inspectors"].clone()).unwrap()))
        .collect()
}

#[db_test]
fn every_way_to_draw_can_be_checked_and_shows_no_more_than_it_must(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 219);
    inspectors(&db, 10, 21);
    execute(&db, "UPDATE objects SET status = 'closed' WHERE id IN (100, 101)");
    let by_class = json!([{"stratum": "D", "quota": {"ppm": 400_000}}]);
    for (members, blinded, selected) in [
        (json!({"reserve": 2}), false, 12),
        (json!({"roster": "blinded", "reserve": 2}), true, 12),
        (json!({"method": "stratified", "strata_by": "division", "reserve": 1}), false, 12),
        (json!({"method": "stratified", "strata_by": "risk_class", "strata": by_class}), true, 22),
        (json!({"method": "weighted", "weights": [{"class": "D", "weight": 8}]}), true, 12),
        (json!({"filters": {"risk_classes": ["D"]}}), true, 3),
    ] {
        let (task, round) = drawn(&app, &plan(&members));
        assert_eq!(
            (&round.body["blinded"], &round.body["selected"]),
            (&json!(blinded), &json!(selected)),
            "{members}"
        );
        let bundle = verified(&app, task, 1);
        let openings = json_of(&bundle, "openings.json");
        let opened: BTreeSet<_> = self::members(&openings, "code").into_iter().collect();
        let teams = teams(&bundle);
        let inspected: BTreeMap<_, _> = inspections(&db, task)
            .into_iter()
            .map(|one| {
                (one.inspection.object_code, one.team.iter().map(|m| m.code.clone()).collect::<Vec<_>>())
            })
            .collect();
        assert_eq!((teams.len(), &inspected), (selected, &teams), "{members}");
        finds_its_row(&app, task, blinded, &bundle);
        if !blinded {
            assert_eq!(opened.len(), 120, "everyone in scope, the closed ones too");
        } else {
            assert_eq!(opened, teams.keys().map(String::as_str).collect());
            for id in (100..220).map(|id| (1_000_000 + id).to_string()) {
                let (code, name) = (format!("QX{id}"), format!("受检单位{id}"));
                if !opened.contains(code.as_str()) {
                    for (file, content) in &bundle {
                        assert!(
                            !contains(content, &code) && !contains(content, &name),
                            "{code} is in {file}"
                        );
                    }
                }
            }
        }
        // The next draw begins afresh.
        execute(&db, &format!("UPDATE tasks SET state = 'voided' WHERE id = {task}"));
    }
}

#[db_test]
fn who_must_not_meet_does_not(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let past = drawn_task(&db);
    record_all(&db, past, Disposition::None);
    execute(
        &db,
        &format!(
            "UPDATE inspections SET ended_on = '2025-12-01' WHERE task_id = {past} AND object_id = 1;
             UPDATE inspections SET ended_on = '2025-09-20' WHERE task_id = {past} AND object_id = 2;
             INSERT INTO object_matters (matter_id, object_id) VALUES (2, 1), (2, 2)"
        ),
    );
    objects(&db, 100, 113);
    inspectors(&db, 10, 21);
    execute(
        &db,
        "UPDATE inspectors SET certificate_expires = '2026-10-30' WHERE id = 10;
         UPDATE inspectors SET status = 'suspended' WHERE id = 11;
         INSERT INTO recusals (inspector_id, object_id, reason)
         SELECT inspectors.id, objects.id, '亲属' FROM inspectors CROSS JOIN objects
         WHERE (inspectors.id + objects.id) % 2 = 0 AND objects.id >= 100",
    );
    let (task, _) = drawn(&app, &plan(&json!({"quota": {"count": 16}, "inspector_cap": 3})));
    let bundle = verified(&app, task, 1);
    let key = |code: &str| -> i64 { code.trim_start_matches(['I', '0']).parse().unwrap() };
    let mut loads = BTreeMap::<String, u32>::new();
    let teams = teams(&bundle);
    assert_eq!(teams.len(), 16, "all of them");
    for (object, team) in &teams {
        assert_eq!((team.len(), team.iter().collect::<BTreeSet<_>>().len()), (2, 2), "{object} {team:?}");
        for inspector in team {
            assert!(!["I10", "I11"].contains(&inspector.as_str()), "expired or suspended");
            if let Some(number) = object.strip_prefix("QX") {
                let object: i64 = number.parse().unwrap();
                assert_eq!((object + key(inspector)) % 2, 1, "{object} {inspector}");
            }
            *loads.entry(inspector.clone()).or_default() += 1;
        }
    }
    assert!(loads.values().all(|load| *load <= 3), "{loads:?}");
    assert!(teams["OBJ1"].iter().all(|code| !["I01", "I02"].contains(&code.as_str())), "{teams:?}");
    let exclusions = json_of(&bundle, "exclusions.json");
    let of = |code: &str| -> Vec<(&str, &str)> {
        let did = Did::open(code).unwrap().to_string();
        let all = exclusions.as_array().unwrap().iter().filter(|one| one["did"] == did);
        all.map(|one| (one["inspector"].as_str().unwrap(), one["reason"].as_str().unwrap())).collect()
    };
    assert_eq!(of("OBJ1"), [("I01", "recent_visit"), ("I02", "recent_visit")]);
    assert_eq!(of("OBJ2"), [], "more than twelve months ago");
    assert!(of("QX1000100").contains(&("I12", "recusal")), "{:?}", of("QX1000100"));
    let listed = json_of(&bundle, "inspectors.json");
    assert!(listed.as_array().unwrap().iter().all(|inspector| inspector["cap"] == 3), "{listed}");
    let codes = members(&listed, "code");
    assert!(codes.len() == 13 && !codes.contains(&"I10") && !codes.contains(&"I11"), "{codes:?}");
}

#[db_test]
fn a_large_register_is_sorted_beyond_the_memory_of_one_run(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 1_000, 20_999);
    inspectors(&db, 10, 21);
    // Names so long that the rows of the roster do not fit into one run of 32 MiB.
    let tail = "分店".repeat(260);
    execute(&db, &format!("UPDATE objects SET name = name || '{tail}'"));
    let weights = json!([{"class": "D", "weight": 8}]);
    let members = json!({"method": "weighted", "weights": weights, "quota": {"count": 40}, "reserve": 10});
    let (task, round) = drawn(&app, &plan(&members));
    assert_eq!((&round.body["roster_size"], &round.body["selected"]), (&json!(20_000), &json!(40)));
    let bundle = verified(&app, task, 1);
    assert_eq!(json_of(&bundle, "openings.json").as_array().unwrap().len(), 40);
    assert_eq!(inspections(&db, task).len(), 40);
}
