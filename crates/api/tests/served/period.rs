//! Nobody is drawn for a time that is over.

use api::config::Flags;
use serde_json::json;
use test_support::{TestDb, db_test};

use crate::app::{Answer, TestApp};
use crate::ceremony::{commit, detail, freeze, path};
use crate::office::*;
use crate::round::announce;
use crate::world::*;

const OVER: &str = "检查期限已于 2026-10-31 届满，请先修改任务的检查期限";

/// The server at a moment of the period's end, in China.
fn at(db: &TestDb, moment: &str) -> TestApp {
    TestApp::start_at(db, moment.parse().unwrap(), Flags::new())
}

fn assert_over(answer: &Answer) {
    assert!(answer.problem() == (409, "wrong_state") && detail(answer).contains(OVER), "{answer:?}");
}

#[db_test]
fn a_period_that_is_over_is_changed_before_anybody_is_asked_for_a_secret(db: TestDb) {
    office(&db);
    objects(&db, 100, 199);
    let app = TestApp::start(&db);
    let (task, alone) = (created(&app, &plan(&json!({"witnesses": 1}))), created(&app, &plan(&json!({}))));
    let announced = created(&app, &plan(&json!({"witnesses": 1})));
    assert_eq!(announce(&app, &announced, 1, &json!({})).status, 201);
    let obstacles = |app: &TestApp| app.user(CLERK).get(&path(&alone, "preview")).body["obstacles"].clone();

    let last_day = at(&db, "2026-10-31T15:59:59Z");
    assert_eq!(obstacles(&last_day), json!([]));

    let after = at(&db, "2026-10-31T16:00:00Z");
    assert_eq!(obstacles(&after), json!([OVER]));
    assert_eq!(after.user(CLERK).get(&path(&alone, "simulation?trials=1")).body["obstacles"], json!([OVER]));
    assert_over(&announce(&after, &task, 1, &json!({})));
    assert_over(&commit(&after, &task, 1, SUPERVISOR, 8));
    assert_over(&commit(&after, &announced, 1, SUPERVISOR, 8));
    assert_over(&freeze(&after, &alone, 1));
    for task in [&task, &announced] {
        let read = after.user(CLERK).get(&path(task, "ceremony")).body;
        assert_eq!(read["parties"], json!([]), "no secret was asked for");
    }

    let mut later = draft(&plan(&json!({})));
    later["period_end"] = json!("2026-11-30");
    let change = |task: &Answer| {
        after.user(CLERK).call("PUT", &format!("/tasks/{}", task.id()), Some(task.version()), &later)
    };
    let changed = change(&alone);
    assert_eq!((changed.status, obstacles(&after)), (200, json!([])), "{changed:?}");
    assert_eq!(freeze(&after, &alone, changed.version()).status, 201);
}
