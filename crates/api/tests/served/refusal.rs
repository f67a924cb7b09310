//! What is refused in the present state says what was asked for, not what it would have led to.

use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::app::{Answer, TestApp};
use crate::ceremony::{commit, detail, path, reveal};
use crate::office::*;
use crate::round::announce;
use crate::world::*;

fn assert_refused(answer: &Answer, words: &str) {
    assert_eq!((answer.problem(), detail(answer)), ((409, "wrong_state"), words), "{answer:?}");
}

#[db_test]
fn before_the_freeze_nothing_is_revealed(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    objects(&db, 100, 129);
    let task = created(&app, &plan(&json!({"witnesses": 1, "entropy": "双色球"})));
    let value = json!({"value": "07"});
    let draft = |asked: &str| format!("任务处于“编制中”状态，不能{asked}");
    assert_refused(&reveal(&app, &task, SUPERVISOR, 8), &draft("揭示"));
    let typed = app.user(CLERK).call("PUT", &path(&task, "entropy"), None, &value);
    assert_refused(&typed, &draft("录入公开数值"));
    let confirmed = app.user(SUPERVISOR).call("POST", &path(&task, "entropy/confirm"), None, &value);
    assert_refused(&confirmed, &draft("确认公开数值"));
    assert_refused(&app.user(CLERK).act(&path(&task, "draw"), 1, &json!({})), &draft("抽取"));
}

#[db_test]
fn after_the_draw_nothing_is_planned(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let id = really_drawn(&db, &app);
    let task = app.user(CLERK).get(&format!("/tasks/{id}"));
    let drawn = |asked: &str| format!("任务处于“已抽取”状态，不能{asked}");
    let act = |event: &str, body: &Value| app.user(CLERK).act(&path(&task, event), task.version(), body);
    assert_refused(&announce(&app, &task, task.version(), &json!({})), &drawn("公告"));
    assert_refused(&commit(&app, &task, 1, SUPERVISOR, 8), &drawn("提交承诺"));
    assert_refused(&act("freeze", &Value::Null), &drawn("锁定"));
    assert_refused(&act("void-round", &json!({"reason": "名册有误"})), &drawn("将本轮作废"));
    let relaxation = json!({"relaxation": {"kind": "cap", "to": 30}, "reason": "经处务会研究同意"});
    assert_refused(&act("relax", &relaxation), &drawn("放宽方案"));
    let read = |what: &str| app.user(CLERK).get(&path(&task, what));
    assert_refused(&read("draws/1/relaxations"), &drawn("放宽方案"));
    assert_refused(&read("preview"), &drawn("试算"));
    assert_refused(&read("simulation?trials=1"), &drawn("试抽模拟"));
    let changed = draft(&plan(&json!({})));
    let changed = app.user(CLERK).call("PUT", &format!("/tasks/{id}"), Some(task.version()), &changed);
    assert_refused(&changed, &drawn("修改"));
}
