//! Sessions of browsers: the cookie, its rotation, and what ends them.

use api::config::Flags;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use test_support::{TestDb, db_test};
use ureq::http::Request;

use crate::app::{TestApp, agent};
use crate::office::*;
use crate::world::*;

/// What a browser sees of an answer.
#[derive(Debug)]
struct Seen {
    status: u16,
    cookie: Option<String>,
    body: Value,
}

impl Seen {
    /// Name and value of the cookie, as a browser sends it back.
    fn sent_back(&self) -> String {
        self.cookie.as_deref().unwrap().split(';').next().unwrap().to_owned()
    }

    /// Status and code of a problem.
    fn problem(&self) -> (u16, &str) {
        (self.status, self.body["code"].as_str().unwrap_or_default())
    }

    /// The browser is told that its session is over.
    fn assert_ended(&self) {
        assert_eq!(self.problem(), (401, "unauthenticated"), "{self:?}");
        let cookie = self.cookie.as_deref().unwrap();
        assert!(cookie.starts_with("sunlot_refresh=; "), "{cookie}");
        for attribute in ["HttpOnly", "SameSite=Strict", "Path=/api/v1/auth", "Max-Age=0"] {
            assert!(cookie.split("; ").any(|part| part == attribute), "{cookie}: {attribute}");
        }
    }

    fn token(&self) -> &str {
        assert_eq!(self.status, 200, "{self:?}");
        self.body["access_token"].as_str().unwrap()
    }
}

/// Posts as a browser does.
fn post(app: &TestApp, path: &str, headers: &[(&str, &str)], body: &Value) -> Seen {
    let mut request = Request::post(app.url(path));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = if body.is_null() { Vec::new() } else { serde_json::to_vec(body).unwrap() };
    let mut response = agent().run(request.body(body).unwrap()).unwrap();
    let cookies: Vec<_> = response.headers().get_all("Set-Cookie").iter().collect();
    assert!(cookies.len() <= 1, "{cookies:?}");
    let cookie = cookies.first().map(|cookie| cookie.to_str().unwrap().to_owned());
    let text = response.body_mut().read_to_string().unwrap();
    let body = serde_json::from_str(&text).unwrap_or_default();
    Seen { status: response.status().as_u16(), cookie, body }
}

fn sign_in(app: &TestApp) -> Seen {
    sign_in_over(app, "")
}

/// Signs in from a browser that has this cookie.
fn sign_in_over(app: &TestApp, cookie: &str) -> Seen {
    let given = json!({"username": "new", "password": FIRST});
    let headers = [("Content-Type", "application/json"), ("Cookie", cookie)];
    let seen = post(app, "/api/v1/auth/login", &headers, &given);
    assert_eq!(seen.status, 200, "{seen:?}");
    seen
}

fn refresh(app: &TestApp, cookie: &str) -> Seen {
    post(app, "/api/v1/auth/refresh", &[("Cookie", cookie)], &Value::Null)
}

fn me(app: &TestApp, token: &str) -> u16 {
    app.ask(Some(token), ("GET", "/api/v1/auth/me"), None, None).0
}

/// A server with a user who knows the password; answers the key, too.
fn app(db: &TestDb) -> (TestApp, i64) {
    office(db);
    let app = TestApp::start(db);
    let answer = app.user(ADMIN).call("POST", "/users", None, &new_user());
    assert_eq!(answer.status, 201, "{answer:?}");
    let id = answer.id();
    (app, id)
}

/// Another node of the same database, whose clock is that much ahead.
fn later(db: &TestDb, time: TimeDelta) -> TestApp {
    TestApp::start_at(db, now() + time, Flags::new())
}

/// Actions on the user in the audit log, the newest first, with who did them.
fn audited(db: &TestDb, id: i64) -> Vec<(String, String)> {
    let of_user = persistence::audit::Filter {
        resource: Some("user".into()),
        key: Some(id.to_string()),
        ..persistence::audit::Filter::default()
    };
    let window = persistence::Window { offset: 0, limit: 200 };
    let entries = db.read(|r| persistence::audit::list(r, &of_user, window)).unwrap().items;
    entries.into_iter().map(|listed| (listed.entry.action, listed.entry.actor)).collect()
}

#[db_test]
fn a_session_goes_on_by_its_cookie(db: TestDb) {
    let (app, _) = app(&db);
    let first = sign_in(&app);
    let cookie = first.cookie.clone().unwrap();
    let parts: Vec<&str> = cookie.split("; ").collect();
    assert_eq!(parts[0].strip_prefix("sunlot_refresh=").unwrap().len(), 43, "32 bytes");
    let mut attributes = parts[1..].to_vec();
    attributes.sort_unstable();
    assert_eq!(attributes, ["HttpOnly", "Max-Age=28800", "Path=/api/v1/auth", "SameSite=Strict"]);

    let second = refresh(&app, &first.sent_back());
    assert_eq!(
        (second.body["token_type"].as_str(), second.body["expires_in"].as_i64()),
        (Some("Bearer"), Some(900))
    );
    assert_eq!(me(&app, second.token()), 200);
    assert_ne!(second.sent_back(), first.sent_back());
    assert_eq!(me(&app, refresh(&app, &second.sent_back()).token()), 200);
    assert_eq!(me(&app, first.token()), 200, "an access token lives on");
    assert!(!second.body.to_string().contains(second.sent_back().split_once('=').unwrap().1));
}

#[db_test]
fn over_tls_the_cookie_never_leaves_it(db: TestDb) {
    let (_app, _) = app(&db);
    let public_url = Flags::from([("public_url", "https://sunlot.example".to_owned())]);
    let app = TestApp::start_at(&db, now(), public_url);
    let first = sign_in(&app);
    let next = refresh(&app, &first.sent_back());
    let none = refresh(&app, "sunlot_refresh=");
    for seen in [first, next, none] {
        let cookie = seen.cookie.unwrap();
        assert!(cookie.split("; ").any(|part| part == "Secure"), "{cookie}");
    }
}

#[db_test]
fn what_is_no_session_is_none(db: TestDb) {
    let (app, _) = app(&db);
    post(&app, "/api/v1/auth/refresh", &[], &Value::Null).assert_ended();
    let unknown = format!("sunlot_refresh={}", "A".repeat(43));
    for cookie in ["sunlot_refresh=", "sunlot_refresh=not base64", "sunlot_refresh=AAAA", unknown.as_str()] {
        refresh(&app, cookie).assert_ended();
    }
    let token = sign_in(&app).token().to_owned();
    refresh(&app, &format!("sunlot_refresh={token}")).assert_ended();
}

#[db_test]
fn a_token_that_was_stolen_ends_the_session(db: TestDb) {
    let (app, id) = app(&db);
    let (stolen, other) = (sign_in(&app).sent_back(), sign_in(&app).sent_back());
    let thiefs = refresh(&app, &stolen).sent_back();
    let later = later(&db, TimeDelta::seconds(10));
    refresh(&later, &stolen).assert_ended();
    assert_eq!(audited(&db, id)[0], ("user.session_revoke".to_owned(), "system".to_owned()));
    refresh(&later, &thiefs).assert_ended();
    assert_eq!(me(&later, refresh(&later, &other).token()), 200, "another session of the user goes on");
    let revocations = audited(&db, id).into_iter().filter(|(action, _)| action == "user.session_revoke");
    assert_eq!(revocations.count(), 1);
}

#[db_test]
fn two_tabs_at_once_both_go_on(db: TestDb) {
    let (app, id) = app(&db);
    let shared = sign_in(&app).sent_back();
    let (one, other) = (refresh(&app, &shared), refresh(&app, &shared));
    let third = refresh(&app, &shared);
    assert_eq!(third.problem(), (429, "too_many_requests"));
    assert_eq!(third.cookie, None, "the next one is in the browser");
    for tab in [one, other] {
        assert_eq!(me(&app, refresh(&app, &tab.sent_back()).token()), 200);
    }
    assert!(audited(&db, id).iter().all(|(action, _)| action != "user.session_revoke"));
}

#[db_test]
fn a_session_ends_by_time(db: TestDb) {
    let (app, _) = app(&db);
    let (idle, used) = (sign_in(&app).sent_back(), sign_in(&app).sent_back());
    let at_seven = refresh(&later(&db, TimeDelta::hours(7)), &used);
    assert!(at_seven.cookie.as_deref().unwrap().contains("Max-Age=18000"), "to the end of twelve hours");
    let at_eight = later(&db, TimeDelta::hours(8));
    refresh(&at_eight, &idle).assert_ended();
    let last = refresh(&at_eight, &at_seven.sent_back());
    assert_eq!(last.status, 200);
    refresh(&later(&db, TimeDelta::hours(12)), &last.sent_back()).assert_ended();
}

#[db_test]
fn a_sign_in_ends_the_session_before_it(db: TestDb) {
    let (app, _) = app(&db);
    let (here, there) = (sign_in(&app).sent_back(), sign_in(&app).sent_back());
    let again = sign_in_over(&app, &here).sent_back();
    refresh(&app, &here).assert_ended();
    for goes_on in [again, there] {
        assert_eq!(refresh(&app, &goes_on).status, 200);
    }
}

#[db_test]
fn a_sign_out_ends_every_session(db: TestDb) {
    let (app, _) = app(&db);
    let (here, there) = (sign_in(&app), sign_in(&app));
    let bearer = format!("Bearer {}", here.token());
    let cookie = here.sent_back();
    let headers = [("Authorization", bearer.as_str()), ("Cookie", cookie.as_str())];
    let out = post(&app, "/api/v1/auth/logout", &headers, &Value::Null);
    assert_eq!(out.status, 204);
    assert!(out.cookie.unwrap().starts_with("sunlot_refresh=; "));
    refresh(&app, &cookie).assert_ended();
    refresh(&app, &there.sent_back()).assert_ended();
}

#[db_test]
fn a_change_of_the_account_ends_its_sessions(db: TestDb) {
    let (app, id) = app(&db);
    let change = |version: i64, change: Value| {
        let answer = app.user(ADMIN).call("PUT", &format!("/users/{id}"), Some(version), &change);
        assert_eq!(answer.status, 200, "{answer:?}");
    };
    let before = sign_in(&app).sent_back();
    change(1, json!({"display_name": "新名"}));
    let before = refresh(&app, &before).sent_back();
    change(2, json!({"active": false}));
    refresh(&app, &before).assert_ended();
    change(3, json!({"active": true}));
    refresh(&app, &before).assert_ended();
    let before = sign_in(&app).sent_back();
    change(4, json!({"password": "another long password"}));
    refresh(&app, &before).assert_ended();
}

#[db_test]
fn a_password_of_ones_own_is_changed_by_who_knows_it(db: TestDb) {
    let (app, id) = app(&db);
    let (here, there) = (sign_in(&app), sign_in(&app));
    let bearer = format!("Bearer {}", here.token());
    let change = |current: &str, new: &str| {
        let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
        post(&app, "/api/v1/auth/password", &headers, &json!({"current": current, "new": new}))
    };
    for (current, new, pointer) in [
        ("not the password", "another long password", "/current"),
        (FIRST, FIRST, "/new"),
        (FIRST, "short", "/new"),
    ] {
        let refused = change(current, new);
        assert_eq!(
            (refused.status, &refused.body["errors"][0]["pointer"]),
            (422, &json!(pointer)),
            "{}",
            refused.body
        );
    }
    let changed = change(FIRST, "another long password");
    assert_eq!(changed.status, 200);
    assert_eq!((me(&app, here.token()), me(&app, changed.token())), (401, 200));
    refresh(&app, &there.sent_back()).assert_ended();
    assert_eq!(refresh(&app, &changed.sent_back()).status, 200);
    assert_eq!(audited(&db, id)[0], ("user.update".to_owned(), "新人".to_owned()));
}

#[db_test]
fn pages_of_others_cannot_use_the_cookie(db: TestDb) {
    let (app, _) = app(&db);
    let cookie = sign_in(&app).sent_back();
    let given = json!({"username": "new", "password": FIRST});
    for site in ["cross-site", "same-site"] {
        let headers = [("Cookie", cookie.as_str()), ("Sec-Fetch-Site", site)];
        let refused = post(&app, "/api/v1/auth/refresh", &headers, &Value::Null);
        assert_eq!((refused.problem(), &refused.cookie), ((403, "forbidden"), &None), "{site}");
        let headers = [("Content-Type", "application/json"), ("Sec-Fetch-Site", site)];
        let refused = post(&app, "/api/v1/auth/login", &headers, &given);
        assert_eq!((refused.problem(), &refused.cookie), ((403, "forbidden"), &None), "{site}");
    }
    let own = [("Cookie", cookie.as_str()), ("Sec-Fetch-Site", "same-origin")];
    assert_eq!(post(&app, "/api/v1/auth/refresh", &own, &Value::Null).status, 200, "it was not used up");
}

#[db_test]
fn a_sign_in_forgets_what_is_over(db: TestDb) {
    let (app, _) = app(&db);
    sign_in(&app);
    let end: DateTime<Utc> = now() + TimeDelta::hours(12);
    sign_in(&TestApp::start_at(&db, end, Flags::new()));
    let left = db.keep_house(end, persistence::session::forget_expired).unwrap();
    assert_eq!(left, 0, "the first was forgotten by the second sign-in");
    let second = db.keep_house(end + TimeDelta::hours(12), persistence::session::forget_expired).unwrap();
    assert_eq!(second, 1);
}
