//! Drawn objects struck at somebody's discretion, and the supplementary rounds that make up for them.

mod list;

use std::collections::{BTreeMap, BTreeSet};

use api::config::Flags;
use domain::task::State;
use persistence::inspection::WithTeam;
use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::app::{Answer, TestApp};
use crate::ceremony::{commit, detail, draw, freeze, path, reveal};
use crate::office::*;
use crate::round::{demand, payloads, rounds};
use crate::world::*;

/// A drawn task with this plan, one in ten of forty objects.
fn drawn(db: &TestDb, app: &TestApp, members: &Value) -> Answer {
    objects(db, 100, 139);
    inspectors(db, 10, 15);
    let task = created(app, &plan(members));
    round(db, app, &task, &Value::Null);
    task
}

/// The next round of a task, from its announcement to its result.
fn round(db: &TestDb, app: &TestApp, task: &Answer, announcement: &Value) {
    let before = stored(db, task.id());
    if !announcement.is_null() {
        let announced = app.user(CLERK).act(&path(task, "announce"), before.version, announcement);
        assert_eq!(announced.status, 201, "{announced:?}");
    }
    let witnesses = before.plan.witnesses;
    let number = u32::try_from(before.round).unwrap();
    if witnesses > 0 {
        assert_eq!(commit(app, task, number, SUPERVISOR, 8).status, 200);
    }
    let frozen = freeze(app, task, before.version);
    assert_eq!(frozen.status, 201, "{frozen:?}");
    if witnesses > 0 {
        assert_eq!(reveal(app, task, SUPERVISOR, 8).status, 200);
    }
    let result = draw(app, task, before.version + 1, &json!({}));
    assert_eq!((result.status, &result.body["state"]), (200, &json!("drawn")), "{result:?}");
}

fn issue(db: &TestDb, app: &TestApp, task: &Answer) {
    let version = stored(db, task.id()).version;
    assert_eq!(app.user(CLERK).act(&path(task, "issue"), version, &Value::Null).status, 200);
}

fn request(inspections: &[i64]) -> Value {
    json!({"inspections": inspections, "reason": "承担重大活动保障", "document": "淮市监函〔2026〕41号"})
}

fn file(app: &TestApp, task: &Answer, inspections: &[i64]) -> Answer {
    app.user(CLERK).call("POST", &path(task, "strikes"), None, &request(inspections))
}

fn approve(app: &TestApp, strike: &Answer) -> Answer {
    app.user(LEADER).act(&format!("/strikes/{}/approve", strike.id()), strike.version(), &Value::Null)
}

/// Files and approves.
fn strike(app: &TestApp, task: &Answer, inspections: &[i64]) -> Answer {
    let filed = file(app, task, inspections);
    assert_eq!(filed.status, 201, "{filed:?}");
    let approved = approve(app, &filed);
    assert_eq!((approved.status, &approved.body["state"]), (200, &json!("approved")), "{approved:?}");
    approved
}

fn ids(all: &[WithTeam]) -> Vec<i64> {
    all.iter().map(|one| one.inspection.id).collect()
}

fn codes(all: &[WithTeam]) -> BTreeSet<String> {
    all.iter().map(|one| one.inspection.object_code.clone()).collect()
}

fn public(app: &TestApp, task: &Answer) -> Value {
    let path = format!("/api/v1/public/tasks/{}", task.id());
    serde_json::from_slice(&app.ask(None, ("GET", &path), None, None).1).unwrap()
}

#[db_test]
fn what_is_struck_is_made_up_for_among_those_not_drawn(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let task = drawn(&db, &app, &json!({"witnesses": 1, "reserve": 2}));
    issue(&db, &app, &task);
    // A reserve has taken a place: it, and who was replaced, are not drawn again either.
    let first = inspections(&db, task.id());
    let evidence = json!({"reason": "已拆迁", "document": "淮登注〔2026〕118号"});
    let gone = format!("/inspections/{}/substitutions", first[3].inspection.id);
    let filed = app.user(CLERK).call("POST", &gone, None, &evidence);
    let substituted = format!("/substitutions/{}/approve", filed.id());
    assert_eq!(app.user(LEADER).act(&substituted, 1, &Value::Null).status, 200);
    let before = inspections(&db, task.id());
    assert_eq!(before.len(), 5);

    let approved = strike(&app, &task, &[before[0].inspection.id, before[2].inspection.id]);
    assert_eq!((&approved.body["round"], &approved.body["first_round"]), (&json!(1), &json!(2)));
    assert_eq!(app.user(LEADER).get(&path(&task, "strikes")).body, json!([approved.body]));
    let states = states(&db, task.id());
    assert_eq!(states, ["struck", "notified", "struck", "substituted", "notified"]);
    let read = |user: i64| app.user(user).get(&format!("/tasks/{}", task.id())).body;
    let now = read(CLERK);
    assert_eq!((&now["state"], &now["round"], &now["supplements"]), (&json!("draft"), &json!(2), &json!(1)));
    assert_eq!(public(&app, &task)["drawn"], 2, "those who are visited");

    // Everybody can read it, and it is logged as it is read.
    let told = rounds(&app, &task)[0]["strikes"][0].clone();
    assert_eq!(payloads(&app, &task, "draw.strike"), std::slice::from_ref(&told));
    assert_eq!(told["strata"], json!([{"id": 1, "take": 2}]));
    let dids = |all: &[WithTeam], places: &[usize]| {
        let did = |place: &usize| json!({"did": all[*place].inspection.did, "stratum": 1});
        Value::from(places.iter().map(did).collect::<Vec<_>>())
    };
    assert_eq!(told["struck"], dids(&before, &[0, 2]));
    assert_eq!(
        (&told["filed_by"], &told["approved_by"], &told["reason"], &told["document"]),
        (&json!("clerk:1"), &json!("leader:2"), &json!("承担重大活动保障"), &json!("淮市监函〔2026〕41号"))
    );

    // The plan stands, and so does whoever had a place.
    let version = stored(&db, task.id()).version;
    let changed = draft(&plan(&json!({"witnesses": 1})));
    let edited = app.user(CLERK).call("PUT", &format!("/tasks/{}", task.id()), Some(version), &changed);
    assert!(edited.problem() == (409, "wrong_state") && detail(&edited).contains("补充抽取"), "{edited:?}");
    let relaxation = json!({"relaxation": {"kind": "cap", "to": 30}, "reason": "经处务会研究同意"});
    let relaxed = app.user(CLERK).act(&path(&task, "relax"), version, &relaxation);
    assert!(
        relaxed.problem() == (409, "wrong_state") && detail(&relaxed).contains("补充抽取"),
        "{relaxed:?}"
    );
    let preview = app.user(CLERK).get(&path(&task, "preview")).body;
    // The others are inspected late, and so are those who come instead: the period of a running task is not changed.
    let late = TestApp::start_at(&db, "2026-11-02T02:00:00Z".parse().unwrap(), Flags::new());
    assert_eq!(late.user(CLERK).get(&path(&task, "preview")).body["obstacles"], preview["obstacles"]);
    // New secrets, so the witness commits anew.
    let awaited = json!(["须有 1 名见证人提交承诺后才能锁定，目前有 0 名"]);
    assert_eq!((&preview["take"], &preview["obstacles"]), (&json!(2), &awaited));
    assert_eq!((&preview["in_scope"], &preview["eligible"]), (&json!(40), &json!(35)));
    assert_eq!(preview["excluded"], json!([{"reason": "other", "count": 5}]));
    round(&db, &app, &task, &Value::Null);
    let announced = &rounds(&app, &task)[1]["announcement"];
    assert_eq!((&announced["supplements"], &announced["automatic"]), (&json!(1), &json!(true)));
    assert_eq!(announced["strata"], json!([{"id": 1, "eligible": 35, "take": 2, "reserve": 2}]));

    let files = verified(&app, task.id(), 2);
    let openings = json_of(&files, "openings.json");
    let openings = openings.as_array().unwrap().iter();
    let reasons: BTreeMap<_, _> = openings
        .filter_map(|one| Some((one["code"].as_str()?, one["attributes"].get("reason")?.as_str()?)))
        .collect();
    assert_eq!(reasons.keys().map(|&code| code.to_owned()).collect::<BTreeSet<_>>(), codes(&before));
    assert!(reasons.values().all(|reason| *reason == "已在本任务第1轮抽中或递补"), "{reasons:?}");
    let after = inspections(&db, task.id());
    assert_eq!((after.len(), &ids(&after)[..5]), (7, &ids(&before)[..]));
    assert!(codes(&after[5..]).is_disjoint(&codes(&before)));
    // What somebody has to do already is off the most that the second round may add.
    let caps = json_of(&files, "inspectors.json");
    let kept: Vec<_> = [1, 4].iter().flat_map(|place| &before[*place].team).collect();
    for one in caps.as_array().unwrap() {
        let load = kept.iter().filter(|member| one["code"] == member.code).count();
        assert_eq!(one["cap"], json!(20 - load), "{one}");
    }

    // Then it goes on as any task.
    issue(&db, &app, &task);
    let states: Vec<_> =
        after.iter().map(|one| one.inspection.id).zip(self::states(&db, task.id())).collect();
    let visited = states.iter().filter(|(_, state)| state == "notified").count();
    assert_eq!(visited, 4, "{states:?}");
    assert_eq!(app.user(CLERK).get(&path(&task, "summary")).body["total"]["to_inspect"], 4);
    assert_eq!(public(&app, &task)["drawn"], 4);
    let token = app.token(CLERK);
    let certificate = |query: &str| {
        let path = format!("/api/v1{}{query}", path(&task, "certificate.pdf"));
        app.ask(Some(&token), ("GET", &path), None, None).0
    };
    assert_eq!([certificate(""), certificate("?round=1"), certificate("?round=3")], [200, 200, 409]);
    let notice = |place: usize| {
        let path = format!("/api/v1/inspections/{}/notice.pdf", after[place].inspection.id);
        app.ask(Some(&token), ("GET", &path), None, None).0
    };
    assert_eq!([notice(0), notice(1), notice(5)], [409, 200, 200]);
}

#[db_test]
fn what_cannot_be_struck_is_named(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let task = drawn(&db, &app, &json!({"reserve": 1}));
    let other = created(&app, &plan(&json!({})));
    round(&db, &app, &other, &Value::Null);
    let foreign = inspections(&db, other.id())[0].inspection.id;
    let all = ids(&inspections(&db, task.id()));
    let clerk = app.user(CLERK);
    let empty = json!({"inspections": [], "reason": " ", "document": ""});
    let refused = clerk.call("POST", &path(&task, "strikes"), None, &empty);
    let expected = [("/document", "length"), ("/inspections", "length"), ("/reason", "required")];
    assert_eq!((refused.status, refused.faults()), (422, expected.to_vec()));
    let refused = file(&app, &task, &[all[0], foreign, all[0]]);
    let expected = [("/inspections/1", "not_found"), ("/inspections/2", "duplicate")];
    assert_eq!((refused.status, refused.faults()), (422, expected.to_vec()));
    let of = |user: i64| app.user(user).call("POST", &path(&task, "strikes"), None, &request(&all[..1]));
    assert_eq!(of(STRANGER).problem(), (404, "not_found"));
    assert_eq!(of(LEADER).problem(), (403, "forbidden"));

    let filed = file(&app, &task, &all[..2]);
    assert_eq!((filed.status, filed.version(), &filed.body["state"]), (201, 1, &json!("filed")), "{filed:?}");
    assert_eq!(file(&app, &task, &all[1..3]).faults(), [("/inspections/0", "pending")]);
    let evidence = json!({"reason": "已拆迁", "document": "淮登注〔2026〕118号"});
    let substitute =
        |id: i64| clerk.call("POST", &format!("/inspections/{id}/substitutions"), None, &evidence);
    assert_eq!(substitute(all[0]).problem(), (409, "duplicate"));
    assert_eq!(substitute(all[3]).status, 201);
    assert_eq!(file(&app, &task, &all[3..]).faults(), [("/inspections/0", "pending")]);

    // Not by another body, not on another version, not by who filed it, not twice.
    let act = |user: i64, version, event: &str, body: &Value| {
        app.user(user).act(&format!("/strikes/{}/{event}", filed.id()), version, body)
    };
    assert_eq!(act(FOREIGN_LEADER, 1, "approve", &Value::Null).problem(), (404, "not_found"));
    assert_eq!(act(CLERK, 1, "approve", &Value::Null).problem(), (403, "forbidden"));
    assert_eq!(act(LEADER, 2, "approve", &Value::Null).problem(), (412, "stale"));
    execute(&db, &format!("UPDATE strikes SET filed_by = {LEADER}"));
    let own = act(LEADER, 1, "approve", &Value::Null);
    assert!(own.problem() == (409, "wrong_state") && detail(&own).contains("申请人"), "{own:?}");
    execute(&db, &format!("UPDATE strikes SET filed_by = {CLERK}"));
    assert_eq!(act(LEADER, 1, "refuse", &json!({"reason": " "})).status, 422);
    let refused = act(LEADER, 1, "refuse", &json!({"reason": "理由不充分"}));
    assert_eq!((&refused.body["state"], &refused.body["opinion"]), (&json!("refused"), &json!("理由不充分")));
    assert_eq!(act(LEADER, 2, "approve", &Value::Null).problem(), (409, "wrong_state"));
    assert_eq!((stored(&db, task.id()).round, rounds(&app, &task)[0]["strikes"].clone()), (1, json!([])));

    // What has changed since it was filed.
    let filed = file(&app, &task, &all[..2]);
    execute(&db, &format!("UPDATE inspections SET state = 'recorded' WHERE id = {}", all[0]));
    let late = approve(&app, &filed);
    assert!(late.problem() == (409, "wrong_state") && detail(&late).contains("1 个"), "{late:?}");
    assert_eq!(file(&app, &task, &all[..1]).faults(), [("/inspections/0", "recorded")]);
    for (state, instead) in [
        (State::Draft, "抽取完成后"),
        (State::Frozen, "抽取完成后"),
        (State::Inspecting, "申请递补"),
        (State::Submitted, "检查已经结束"),
        (State::Voided, "不再检查"),
    ] {
        set_state(&db, task.id(), state);
        let refused = file(&app, &task, &all[2..3]);
        assert!(
            refused.problem() == (409, "wrong_state") && detail(&refused).contains(instead),
            "{refused:?}"
        );
    }
}

#[db_test]
fn nobody_is_struck_for_whom_nobody_can_be_drawn(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let task = drawn(&db, &app, &json!({"quota": {"count": 38}}));
    let all = ids(&inspections(&db, task.id()));
    let refused = file(&app, &task, &all[..3]);
    assert_eq!((refused.status, refused.faults()), (422, vec![("/inspections", "too_many")]));
    assert!(refused.body["errors"][0]["detail"].as_str().unwrap().contains("只有 2 个"), "{refused:?}");
    let filed = file(&app, &task, &all[..2]);
    assert_eq!(filed.status, 201, "{filed:?}");
    // Since it was filed one of them has closed.
    let drawn: BTreeSet<_> = codes(&inspections(&db, task.id()));
    let left =
        (100..140).map(|key| format!("QX{}", 1_000_000 + key)).find(|code| !drawn.contains(code)).unwrap();
    execute(&db, &format!("UPDATE objects SET status = 'closed' WHERE code = '{left}'"));
    let late = approve(&app, &filed);
    assert!(late.problem() == (409, "wrong_state") && detail(&late).contains("只有 1 个"), "{late:?}");
    assert_eq!((stored(&db, task.id()).round, states(&db, task.id())[0].as_str()), (1, "assigned"));
    strike(&app, &task, &all[2..3]);
    round(&db, &app, &task, &Value::Null);
    let (_, body) = app.ask(None, ("GET", &format!("/api/v1/public/tasks/{}/rounds", task.id())), None, None);
    let rounds: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(rounds[1]["announcement"]["strata"][0]["take"], 1);
}

#[db_test]
fn a_void_supplementary_round_is_followed_by_another(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let task = drawn(&db, &app, &json!({"witnesses": 1, "quota": {"count": 6}}));
    let first = inspections(&db, task.id());
    // A department that asks for more from now on does not ask it of a plan that cannot follow.
    strike(&app, &task, &ids(&first)[..2]);
    demand(&app, &json!({"witnesses": 2, "roles": ["leader"], "limits": {"commit_minutes": 5}}));
    assert_eq!(commit(&app, &task, 2, SUPERVISOR, 8).status, 200);
    let version = stored(&db, task.id()).version;
    assert_eq!(freeze(&app, &task, version).status, 201);
    assert_eq!(reveal(&app, &task, SUPERVISOR, 9).problem(), (409, "wrong_state"), "the wrong secret");
    assert_eq!(rounds(&app, &task)[1]["void"]["code"], "wrong");
    let read = app.user(CLERK).get(&format!("/tasks/{}", task.id())).body;
    assert_eq!((&read["round"], &read["supplements"]), (&json!(3), &json!(1)));
    round(&db, &app, &task, &Value::Null);
    let third = rounds(&app, &task)[2].clone();
    assert_eq!((&third["announcement"]["supplements"], &third["state"]), (&json!(1), &json!("drawn")));
    verified(&app, task.id(), 3);
    let all = inspections(&db, task.id());
    assert_eq!((all.len(), codes(&all).len()), (8, 8));

    // What the supplementary round drew may be struck, too, but not together with what the first drew.
    let mixed = file(&app, &task, &[ids(&all)[2], ids(&all)[7]]);
    assert_eq!(mixed.faults(), [("/inspections/1", "other_round")]);
    let again = strike(&app, &task, &ids(&all)[7..]);
    assert_eq!((&again.body["round"], &again.body["first_round"]), (&json!(3), &json!(4)));
    // A task that is voided ends what was to make up for it.
    let version = stored(&db, task.id()).version;
    let voided = app.user(LEADER).act(&path(&task, "withdraw"), version, &json!({"reason": "机构改革"}));
    assert_eq!((voided.status, &voided.body["state"]), (200, &json!("voided")), "{voided:?}");
    let told = payloads(&app, &task, "draw.void");
    let told: Vec<_> = told.iter().map(|told| (&told["round"], &told["code"], &told["reason"])).collect();
    let (wrong, reason) = (json!("withdrawn"), json!("机构改革"));
    let ended = [1, 3, 4].map(|round| json!(round));
    assert_eq!(told[1..], ended.each_ref().map(|round| (round, &wrong, &reason)));
    let last = rounds(&app, &task);
    assert_eq!((&last[0]["state"], &last[0]["void"]["code"]), (&json!("voided"), &json!("withdrawn")));
    assert!(last[0]["result_hash"].is_string(), "what was drawn stays public");
}

#[db_test]
fn every_stratum_gets_back_what_was_struck_of_it(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let members =
        json!({"method": "stratified", "strata_by": "division", "quota": {"count": 3}, "reserve": 9});
    let task = drawn(&db, &app, &members);
    let first = inspections(&db, task.id());
    assert_eq!(first.len(), 9);
    // A division has come since, whose code is the first.
    execute(&db, "INSERT INTO divisions (id, code, name) VALUES (9, '320801', '新区')");
    let struck: Vec<_> = [2, 2, 3].iter().zip([0, 1, 2]).collect();
    let of = |stratum: i32, nth: usize| {
        first.iter().filter(|one| one.inspection.stratum == stratum).nth(nth).unwrap().inspection.id
    };
    let struck: Vec<_> = struck.into_iter().map(|(stratum, nth)| of(*stratum, nth)).collect();
    strike(&app, &task, &struck);
    round(&db, &app, &task, &Value::Null);
    let announced = rounds(&app, &task)[1]["announcement"]["strata"].clone();
    let takes: Vec<_> =
        announced.as_array().unwrap().iter().map(|s| (&s["id"], &s["take"], &s["reserve"])).collect();
    assert_eq!(
        takes,
        [
            (&json!(1), &json!(0), &json!(0)),
            (&json!(2), &json!(2), &json!(9)),
            (&json!(3), &json!(1), &json!(9))
        ]
    );
    let after = inspections(&db, task.id());
    let mut strata: Vec<_> = after[9..].iter().map(|one| one.inspection.stratum).collect();
    strata.sort_unstable();
    assert_eq!(strata, [2, 2, 3]);
    let (_, result) = (verified(&app, task.id(), 2), json_of(&verified(&app, task.id(), 1), "result.json"));

    // Every object of the division was drawn or a reserve: the next reserve is one that no later round has drawn.
    let kept = of(2, 2);
    let evidence = json!({"reason": "已拆迁", "document": "淮登注〔2026〕118号"});
    let filed = app.user(CLERK).call("POST", &format!("/inspections/{kept}/substitutions"), None, &evidence);
    let approved = app.user(LEADER).act(&format!("/substitutions/{}/approve", filed.id()), 1, &Value::Null);
    assert_eq!(approved.status, 200, "{approved:?}");
    let drawn: BTreeSet<_> = after
        .iter()
        .map(|one| json!(one.inspection.did))
        .collect::<Vec<_>>()
        .into_iter()
        .map(|did| did.to_string())
        .collect();
    let reserves = result["reserves"].as_array().unwrap().iter();
    let expected = reserves
        .filter(|one| one["stratum"] == 2)
        .find(|one| !drawn.contains(&one["did"].to_string()))
        .unwrap();
    assert_eq!(rounds(&app, &task)[0]["substitutions"][0]["reserve"], expected["did"]);
}

#[db_test]
fn a_sealed_round_tells_whom_it_lost_after_its_release(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 139);
    inspectors(&db, 10, 15);
    let task = created(&app, &plan(&json!({})));
    round(&db, &app, &task, &json!({"mode": "sealed"}));
    let first = inspections(&db, task.id());
    strike(&app, &task, &ids(&first)[..2]);
    assert_eq!(rounds(&app, &task)[0]["strikes"], json!([]));
    let told = payloads(&app, &task, "draw.strike")[0].clone();
    let members: BTreeSet<_> = told.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(members, BTreeSet::from(["hash", "round", "strata", "task"]));
    let withheld = json!([{"strata": told["strata"], "hash": told["hash"]}]);
    assert_eq!(rounds(&app, &task)[0]["withheld_strikes"], withheld, "as much as is logged");
    // The next roster is public at once: it must not tell who has a place. The round is sealed, too.
    round(&db, &app, &task, &Value::Null);
    let second = rounds(&app, &task)[1].clone();
    assert_eq!(
        (&second["announcement"]["blinded"], &second["announcement"]["mode"], &second["released_at"]),
        (&json!(true), &json!("sealed"), &Value::Null)
    );
    let files = bundle(&app, task.id(), 2);
    assert_eq!(files.len(), 4);
    let text = String::from_utf8_lossy(&files["exclusions.json"]).into_owned()
        + &String::from_utf8_lossy(&files["roster.bin"]);
    assert!(codes(&first).iter().all(|code| !text.contains(code.as_str())));
    assert_eq!(files["exclusions.json"], b"[]");

    issue(&db, &app, &task);
    execute(&db, "UPDATE inspections SET state = 'recorded' WHERE state <> 'struck'");
    let version = stored(&db, task.id()).version;
    let released = app.user(CLERK).act(&path(&task, "release"), version, &Value::Null);
    assert_eq!(released.status, 200, "{released:?}");
    let of_first = payloads(&app, &task, "draw.release")[0]["strikes"].clone();
    let released = rounds(&app, &task)[0].clone();
    assert_eq!((&released["strikes"], &released["withheld_strikes"]), (&of_first, &json!([])));
    assert_eq!(of_first[0]["struck"][1]["did"], first[1].inspection.did);
    let text = domain::draw::canonical::write(&of_first[0]).unwrap();
    assert_eq!(told["hash"], domain::draw::hash::frame("strike", &[&text]).to_string());
    for round in [1, 2] {
        verified(&app, task.id(), round);
    }
}
