//! Drafts and their preview.

use std::sync::Barrier;

use domain::Coded;
use domain::inspection::Disposition;
use domain::task::State;
use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::app::{Answer, TestApp};
use crate::ceremony::commit;
use crate::office::*;
use crate::world::*;

#[db_test]
fn numbers_have_no_gaps_whoever_comes_at_once(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let good = draft(&plan(&json!({})));
    let bad = draft_on(UNLISTED, &plan(&json!({})));
    // Every second draft is refused.
    let start = Barrier::new(32);
    let mut numbers: Vec<String> = std::thread::scope(|scope| {
        let create = |n: usize| {
            let clerk = app.user(if n.is_multiple_of(4) { CLERK } else { COLLEAGUE });
            start.wait();
            let body = if n.is_multiple_of(2) { &good } else { &bad };
            let answer = clerk.call("POST", "/tasks", None, body);
            assert_eq!(answer.status, if n.is_multiple_of(2) { 201 } else { 422 }, "{answer:?}");
            answer.body["number"].as_str().map(str::to_owned)
        };
        let threads: Vec<_> = (0..32).map(|n| scope.spawn(move || create(n))).collect();
        threads.into_iter().filter_map(|thread| thread.join().unwrap()).collect()
    });
    let mut expected: Vec<_> = (1..=16).map(|number| format!("淮市监双随机〔2026〕{number}号")).collect();
    numbers.sort_unstable();
    expected.sort_unstable();
    assert_eq!(numbers, expected);
    let listed = app.user(CLERK).get("/tasks?page_size=3&page=2");
    assert_eq!((&listed.body["total"], listed.body["items"].as_array().unwrap().len()), (&json!(16), 3));
}

#[db_test]
fn everything_wrong_with_a_draft_is_said_at_once(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let clerk = app.user(CLERK);
    let faults = |draft: &Value| {
        let answer = clerk.call("POST", "/tasks", None, draft);
        assert_eq!(answer.status, 422, "{answer:?}");
        let owned = |(pointer, code): (&str, &str)| format!("{pointer} {code}");
        answer.faults().into_iter().map(owned).collect::<Vec<_>>()
    };
    let stratified = plan(&json!({"method": "stratified", "team": [{}], "inspector_cap": 0}));
    let mut wrong = draft(&stratified);
    wrong["name"] = json!(" ");
    wrong["period_end"] = json!("2026-10-08");
    wrong["matters"] = json!([KEY, UNLISTED, 999]);
    assert_eq!(
        faults(&wrong),
        [
            "/name required",
            "/period_end out_of_order",
            "/plan/strata_by required",
            "/plan/team out_of_range",
            "/plan/inspector_cap out_of_range",
            "/matters/1 not_listed",
            "/matters/2 not_listed",
        ]
    );
    let mut odd = draft(&plan(&json!({"filters": {"industries": vec!["C"; 20_000]}})));
    odd["name"] = json!("甲\n乙");
    odd["period_start"] = json!("0000-01-01");
    odd["period_end"] = json!("+99999-12-31");
    let found = faults(&odd);
    let expected = [
        "/name one_line",
        "/period_start out_of_range",
        "/period_end out_of_range",
        "/plan/filters/industries out_of_range",
    ];
    assert_eq!(found.get(..4), Some(expected.map(str::to_owned).as_slice()));
    let mut long = draft(&plan(&json!({})));
    long["name"] = json!("长".repeat(201));
    long["matters"] = json!([]);
    assert_eq!(faults(&long), ["/matters length", "/name length"]);
    assert_eq!(faults(&draft(&plan(&json!({"colour": "red"})))), ["/plan/colour unknown"]);
    assert_eq!(faults(&draft(&plan(&json!({"method": "by_hand"})))), ["/plan/method choice"]);
    assert_eq!(clerk.get("/tasks").body["total"], 0);
}

#[db_test]
fn what_names_nothing_is_refused(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let faults = |members: Value| {
        let answer = app.user(CLERK).call("POST", "/tasks", None, &draft(&plan(&members)));
        let owned = |(pointer, code): (&str, &str)| format!("{pointer} {code}");
        (answer.status, answer.faults().into_iter().map(owned).collect::<Vec<_>>())
    };
    let at = |faults: &[&str]| (422, faults.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
    let quota = |name: &str| json!({"stratum": name, "quota": {"count": 1}});
    let by = |key: &str, names: &[&str]| {
        let strata: Vec<_> = names.iter().map(|name| quota(name)).collect();
        json!({"method": "stratified", "strata_by": key, "strata": strata})
    };
    assert_eq!(faults(by("risk_class", &["A", "E", "none"])), at(&["/plan/strata/1/stratum unknown"]));
    assert_eq!(faults(by("risk_class", &["A", "A"])), at(&["/plan/strata/1/stratum duplicate"]));
    assert_eq!(faults(by("division", &["320803", "320899"])), at(&["/plan/strata/1/stratum unknown"]));
    let weights =
        json!({"method": "weighted", "weights": [{"class": "D", "weight": 8}, {"class": "d", "weight": 0}]});
    assert_eq!(
        faults(weights),
        at(&["/plan/weights/1/class unknown", "/plan/weights/1/weight out_of_range"])
    );
    let weights = json!({"weights": [{"class": "D", "weight": 8}]});
    assert_eq!(faults(weights), at(&["/plan/weights not_applicable"]));
    assert_eq!(faults(json!({"strata_by": "division"})), at(&["/plan/strata_by not_applicable"]));
    let filters = json!({"filters": {
        "divisions": ["320803", "999999"], "risk_classes": ["D", "Z"], "kinds": ["enterprise", "castle"],
    }});
    let expected = [
        "/plan/filters/risk_classes/1 unknown",
        "/plan/filters/kinds/1 unknown",
        "/plan/filters/divisions/1 unknown",
    ];
    assert_eq!(faults(filters), at(&expected));
    let people = json!({"pool": ["TZ", "YC"], "team": [{"department": "ZL"}, {"department": "XX"}]});
    assert_eq!(faults(people), at(&["/plan/pool/1 unknown", "/plan/team/1/department unknown"]));
    let strata = json!({"method": "stratified", "strata_by": "risk_class", "strata": [
        {"stratum": "A", "quota": {"count": 1}}, {"stratum": "B", "quota": {"ppm": 1_000_001, "count": 2}},
    ]});
    let expected = ["/plan/strata/1/quota/ppm out_of_range", "/plan/strata/1/quota ambiguous"];
    assert_eq!(faults(strata), at(&expected));
}

#[db_test]
fn a_draft_is_changed_on_the_version_that_was_read(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let task = created(&app, &plan(&json!({})));
    let (path, clerk) = (format!("/tasks/{}", task.id()), app.user(CLERK));
    let mut new = draft(&plan(&json!({"reserve": 3})));
    new["name"] = json!("  新名称 ");
    new["matters"] = json!([KEY, GENERAL, KEY]);
    let before = everything(&db, task.id());
    assert_eq!(clerk.call("PUT", &path, None, &new).problem(), (428, "precondition_required"));
    assert_eq!(clerk.call("PUT", &path, Some(2), &new).problem(), (412, "stale"));
    assert_eq!(clerk.call("PUT", &path, Some(1), &draft_on(UNLISTED, &plan(&json!({})))).status, 422);
    assert_eq!(everything(&db, task.id()), before);
    let updated = app.user(COLLEAGUE).call("PUT", &path, Some(task.version()), &new);
    assert_eq!((updated.status, updated.version()), (200, 2));
    assert_eq!(updated.body["matters"], json!([GENERAL, KEY]));
    assert_eq!((&updated.body["name"], &updated.body["plan"]["reserve"]), (&json!("新名称"), &json!(3)));
    assert_eq!((&updated.body["number"], &updated.body["state"]), (&task.body["number"], &json!("draft")));
    assert_eq!(clerk.get(&path).body, updated.body);
    assert_eq!(clerk.call("PUT", &path, Some(1), &new).problem(), (412, "stale"));
    assert_eq!(audited(&db, "task", task.id()), ["task.create", "task.update"]);
    for state in State::ALL.iter().filter(|state| **state != State::Draft) {
        set_state(&db, task.id(), *state);
        assert_eq!(clerk.call("PUT", &path, Some(2), &new).problem(), (409, "wrong_state"), "{state}");
    }
}

/// Objects 1–3 were visited or will be: object 1 lately, object 2 lately and twice more, object 3 twice to come.
fn visited(db: &TestDb) {
    let past = drawn_task(db);
    record_all(db, past, Disposition::None);
    for _ in 0..2 {
        let task = drawn_task(db);
        execute(
            db,
            &format!(
                "UPDATE inspections SET object_id = 3, object_code = 'OBJ3' WHERE task_id = {task} AND object_id = 1"
            ),
        );
    }
    execute(
        db,
        "INSERT INTO object_matters (matter_id, object_id) VALUES (1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)",
    );
}

#[db_test]
fn a_preview_counts_everybody_in_scope(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    visited(&db);
    objects(&db, 100, 159);
    inspectors(&db, 10, 21);
    execute(
        &db,
        "UPDATE objects SET status = 'closed' WHERE id IN (100, 101); UPDATE objects SET status = 'moved_out' WHERE id = 102",
    );
    execute(&db, "UPDATE inspectors SET certificate_expires = '2026-10-30' WHERE id = 10");
    execute(&db, "UPDATE inspectors SET status = 'suspended' WHERE id = 11");
    let clerk = app.user(CLERK);
    let preview = |members: Value| {
        let task = created(&app, &plan(&members)).id();
        let before = everything(&db, task);
        let answer = clerk.get(&format!("/tasks/{task}/preview"));
        assert_eq!((answer.status, everything(&db, task)), (200, before), "a preview changes nothing");
        answer.body
    };
    let uniform = preview(json!({"reserve": 2}));
    assert_eq!(
        (&uniform["in_scope"], &uniform["eligible"], &uniform["take"]),
        (&json!(63), &json!(57), &json!(6))
    );
    let excluded = [("annual_cap", 2), ("cooling_off", 1), ("gone", 3)];
    assert_eq!(
        uniform["excluded"],
        json!(excluded.map(|(reason, count)| json!({"reason": reason, "count": count})))
    );
    assert_eq!(
        uniform["strata"],
        json!([{"id": 1, "stratum": "all", "eligible": 57, "take": 6, "reserve": 2}])
    );
    assert_eq!((&uniform["inspectors"], &uniform["roster"]), (&json!(13), &json!("open")));
    assert_eq!(uniform["obstacles"], json!([]));

    let names = |preview: &Value| -> Vec<(String, u64, u64)> {
        let line = |s: &Value| {
            let count = |member: &str| s[member].as_u64().unwrap();
            (s["stratum"].as_str().unwrap().to_owned(), count("eligible"), count("take"))
        };
        preview["strata"].as_array().unwrap().iter().map(line).collect()
    };
    let by_division = preview(json!({"method": "stratified", "strata_by": "division"}));
    let expected = [("320803", 19, 2), ("320804", 19, 2), ("320812", 19, 2), ("none", 0, 0)];
    assert_eq!(names(&by_division), expected.map(|(name, eligible, take)| (name.to_owned(), eligible, take)));
    let by_class = preview(json!({
        "method": "stratified", "strata_by": "risk_class", "filters": {"divisions": ["320804"]},
        "strata": [{"stratum": "D", "quota": {"ppm": 400_000}}, {"stratum": "none", "quota": {"count": 1}}],
    }));
    let expected = [("A", 3, 1), ("B", 4, 1), ("C", 4, 1), ("D", 4, 2), ("none", 4, 1)];
    assert_eq!(names(&by_class), expected.map(|(name, eligible, take)| (name.to_owned(), eligible, take)));
    assert_eq!((&by_class["in_scope"], &by_class["roster"]), (&json!(20), &json!("blinded")));
}

#[db_test]
fn a_preview_names_what_a_freeze_would_refuse(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 199);
    let clerk = app.user(CLERK);
    let obstacle = |draft: &Value, words: &str| {
        let task = clerk.call("POST", "/tasks", None, draft);
        assert_eq!(task.status, 201, "{task:?}");
        let preview = clerk.get(&format!("/tasks/{}/preview", task.id())).body;
        let obstacles = preview["obstacles"].as_array().unwrap();
        assert!(obstacles.iter().any(|o| o.as_str().unwrap().contains(words)), "{words}: {obstacles:?}");
        let before = everything(&db, task.id());
        let refused = clerk.act(&format!("/tasks/{}/freeze", task.id()), 1, &Value::Null);
        assert_eq!(refused.problem(), (409, "wrong_state"));
        assert!(refused.body["detail"].as_str().unwrap().contains(words), "{words}: {refused:?}");
        assert_eq!(everything(&db, task.id()), before);
    };
    let on = |members: Value| draft(&plan(&members));
    obstacle(&draft_on(GENERAL, &plan(&json!({}))), "不得超过 5%");
    obstacle(&on(json!({"filters": {"industries": ["T96"]}})), "没有检查对象");
    obstacle(&on(json!({"quota": {"count": 101}})), "可抽取的只有 100 个");
    obstacle(&on(json!({"inspector_cap": 3})), "20 人次");
    obstacle(&on(json!({"team": [{}, {"qualifications": ["锅炉"]}]})), "第 2 个位置");
    obstacle(&on(json!({"team": [{}, {}, {}, {}]})), "只有 3 名");
    obstacle(&on(json!({"witnesses": 1})), "见证人");
    execute(&db, "UPDATE matters SET qualification = '特种设备' WHERE id = 1");
    obstacle(&draft_on(GENERAL, &plan(&json!({}))), "“特种设备”资质");
    execute(&db, "UPDATE matters SET qualification = '' WHERE id = 1");
    let listed = on(json!({}));
    let task = clerk.call("POST", "/tasks", None, &listed).id();
    let list = json!({"matters": [GENERAL]});
    assert_eq!(app.user(LEGAL).call("POST", "/matter-lists", None, &list).status, 201);
    let preview = clerk.get(&format!("/tasks/{task}/preview")).body;
    assert!(preview["obstacles"][0].as_str().unwrap().contains("清单"), "{preview}");
    let refused = clerk.act(&format!("/tasks/{task}/freeze"), 1, &Value::Null);
    assert!(
        refused.status == 409 && refused.body["detail"].as_str().unwrap().contains("清单"),
        "{refused:?}"
    );
}

#[db_test]
fn nobody_is_asked_for_a_secret_for_what_cannot_be_drawn(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 199);
    let refused = |task: &Answer, words: &str| {
        let before = everything(&db, task.id());
        let announced = app.user(CLERK).act(&format!("/tasks/{}/announce", task.id()), 1, &json!({}));
        for refused in [commit(&app, task, 1, SUPERVISOR, 8), announced] {
            assert_eq!(refused.problem(), (409, "wrong_state"), "{words}");
            assert!(refused.body["detail"].as_str().unwrap().contains(words), "{words}: {refused:?}");
        }
        assert_eq!(everything(&db, task.id()), before, "{words}");
    };
    let with = |members: Value| {
        let mut all = json!({"witnesses": 1});
        all.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        created(&app, &plan(&all))
    };
    let same = json!([{"division": "same"}, {"division": "same"}]);
    for (members, words) in [
        (json!({"filters": {"industries": ["T96"]}}), "请检查所选事项、筛选条件"),
        (json!({"quota": {"count": 101}}), "请调低该层数量或放宽检查对象范围"),
        (json!({"inspector_cap": 3}), "请提高每人上限或扩大人员范围"),
        (json!({"team": [{}, {"qualifications": ["锅炉"]}]}), "请放宽该位置的要求或扩大人员范围"),
        (json!({"team": [{}, {}, {}, {}]}), "请扩大人员范围或减少检查组的位置"),
        (
            json!({"team": same, "filters": {"divisions": ["320804"]}}),
            "无人可派满检查组的各个位置（区划 320804），抽中其中任何一个，本轮都要作废；请放宽检查组的区划",
        ),
    ] {
        refused(&with(members), words);
    }
    let listed = with(json!({}));
    let list = json!({"matters": [GENERAL]});
    assert_eq!(app.user(LEGAL).call("POST", "/matter-lists", None, &list).status, 201);
    refused(&listed, "不在现行随机抽查事项清单内的事项，请先修改任务");
}

#[db_test]
fn a_freeze_fixes_what_the_preview_said(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    visited(&db);
    objects(&db, 100, 199);
    inspectors(&db, 10, 21);
    execute(&db, "UPDATE objects SET status = 'closed' WHERE id BETWEEN 100 AND 109");
    for members in [
        json!({"reserve": 4}),
        json!({"method": "stratified", "strata_by": "division", "reserve": 1}),
        json!({"method": "stratified", "strata_by": "risk_class"}),
        json!({"method": "weighted", "weights": [{"class": "D", "weight": 8}]}),
    ] {
        let task = created(&app, &plan(&members)).id();
        let clerk = app.user(CLERK);
        let preview = clerk.get(&format!("/tasks/{task}/preview")).body;
        let frozen = clerk.act(&format!("/tasks/{task}/freeze"), 1, &Value::Null);
        assert_eq!(frozen.status, 201, "{frozen:?}");
        assert_eq!(frozen.body["roster_size"], preview["in_scope"]);
        assert_eq!(frozen.body["blinded"], preview["roster"] == "blinded");
        let mut strata = frozen.body["strata"].clone();
        for stratum in strata.as_array_mut().unwrap() {
            let members = stratum.as_object_mut().unwrap();
            let name = members.remove("name").unwrap();
            members.insert("stratum".to_owned(), name);
        }
        assert_eq!(strata, preview["strata"], "{members}");
    }
}
