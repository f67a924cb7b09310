//! Accounts: what takes a token back, and what locks a name.

use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::app::TestApp;
use crate::office::*;
use crate::world::*;

fn sign_in(app: &TestApp, name: &str, password: &str) -> (u16, Value) {
    let body = json!({"username": name, "password": password}).to_string().into_bytes();
    let login = ("POST", "/api/v1/auth/login");
    let (status, body) = app.ask(None, login, None, Some(("application/json", body)));
    (status, serde_json::from_slice(&body).unwrap())
}

fn hired(app: &TestApp) -> i64 {
    let answer = app.user(ADMIN).call("POST", "/users", None, &new_user());
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.id()
}

#[db_test]
fn a_revoked_token_is_refused_at_once(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let id = hired(&app);
    let me = |token: &str| app.ask(Some(token), ("GET", "/api/v1/auth/me"), None, None).0;
    let token = |password: &str| {
        let (status, body) = sign_in(&app, "new", password);
        assert_eq!(status, 200, "{body}");
        body["access_token"].as_str().unwrap().to_owned()
    };
    let mut version = 1;
    let mut change = |change: Value| {
        let answer = app.user(ADMIN).call("PUT", &format!("/users/{id}"), Some(version), &change);
        assert_eq!(answer.status, 200, "{answer:?}");
        version = answer.version();
    };
    let (one, other) = (token(FIRST), token(FIRST));
    assert_eq!((me(&one), me(&other)), (200, 200));
    assert_eq!(app.ask(Some(&one), ("POST", "/api/v1/auth/logout"), None, None).0, 204);
    assert_eq!((me(&one), me(&other)), (401, 401), "signed out everywhere");

    let before = token(FIRST);
    change(json!({"password": "another long password"}));
    assert_eq!(me(&before), 401);
    assert_eq!(sign_in(&app, "new", FIRST).0, 401);

    let before = token("another long password");
    change(json!({"active": false}));
    assert_eq!(me(&before), 401);
    assert_eq!(sign_in(&app, "new", "another long password").0, 401);
    change(json!({"active": true}));
    assert_eq!(me(&before), 401, "what was revoked stays so");
    assert_eq!(me(&token("another long password")), 200);
}

#[db_test]
fn users_are_found_by_role_name_and_state(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    hired(&app);
    let found = |query: &str| {
        let answer = app.user(ADMIN).get(&format!("/users?{query}"));
        assert_eq!(answer.status, 200, "{answer:?}");
        let items = answer.body["items"].as_array().unwrap();
        assert_eq!(answer.body["total"], items.len());
        items.iter().map(|user| user["username"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found("q=new"), ["new"]);
    let role = new_user()["role"].as_str().unwrap().to_owned();
    assert!(found(&format!("role={role}")).contains(&"new".to_owned()));
    assert!(!found("role=admin").contains(&"new".to_owned()));
    assert_eq!(found("q=new&active=false"), [""; 0]);
    let answer = app.user(ADMIN).get("/users?role=king");
    assert_eq!((answer.status, &answer.body["errors"][0]["pointer"]), (400, &json!("/role")), "{answer:?}");
}

#[db_test]
fn five_failures_lock_an_account(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let id = hired(&app);
    let strip = |mut body: Value| {
        body.as_object_mut().unwrap().remove("request_id");
        body
    };
    let (unknown, wrong) = (sign_in(&app, "nobody", "wrong"), sign_in(&app, "new", "wrong"));
    assert_eq!((unknown.0, strip(unknown.1)), (wrong.0, strip(wrong.1)), "nothing tells names apart");
    for _ in 0..3 {
        assert_eq!(sign_in(&app, "new", "wrong").0, 401);
    }
    assert_eq!(sign_in(&app, "new", FIRST).0, 200, "four failures do not lock, and success forgets them");
    for _ in 0..5 {
        assert_eq!(sign_in(&app, "new", "wrong").0, 401);
    }
    assert_eq!(sign_in(&app, "new", FIRST).0, 401, "locked");
    execute(&db, &format!("UPDATE users SET locked_until = '2026-09-21 01:59:59' WHERE id = {id}"));
    assert_eq!(sign_in(&app, "new", FIRST).0, 200, "the lock ends");
}
