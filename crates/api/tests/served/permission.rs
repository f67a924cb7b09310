//! Every operation of the OpenAPI document, as every role and as nobody; and whose data a caller gets to see.

use domain::Coded;
use domain::inspection::Disposition;
use domain::policy::{Action, Role, allows};
use domain::task::State;
use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::app::TestApp;
use crate::office::*;
use crate::world::*;

/// An operation as the document describes it.
struct Operation {
    name: String,
    method: String,
    /// The path, with existing keys in place of its parameters.
    paths: Vec<String>,
    permission: Option<Action>,
    /// Whether it asks for the cookie of a session.
    session: bool,
    versioned: bool,
    content: Option<(String, Vec<u8>)>,
}

/// A value that a schema allows, without what it does not require.
fn sample(document: &Value, schema: &Value) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        return match reference.rsplit('/').next().unwrap() {
            "TaskDraft" => draft_on(GENERAL, &plan(&json!({}))),
            "Record" => fine(),
            "NewUser" => new_user(),
            // The example demands what the drafts above do not have.
            "DrawPolicyChange" => {
                json!({"policy": {"witnesses": 0, "roles": ["supervisor"], "mode": "open"}})
            }
            name => sample(document, &document["components"]["schemas"][name]),
        };
    }
    if let Some(first) = schema["enum"].get(0).or_else(|| schema.get("example")) {
        return first.clone();
    }
    if let Some(options) = schema["oneOf"].as_array() {
        return sample(document, &options[0]);
    }
    let kind = schema["type"].as_str().or_else(|| schema["type"][0].as_str());
    let least = |member: &str| usize::try_from(schema[member].as_u64().unwrap_or_default()).unwrap();
    match kind.unwrap_or_else(|| panic!("a schema of no type: {schema}")) {
        "object" => {
            let required = schema["required"].as_array().cloned().unwrap_or_default();
            let name = |name: &Value| name.as_str().unwrap().to_owned();
            let member = |required| {
                let name = name(required);
                let value = sample(document, &schema["properties"][&name]);
                (name, value)
            };
            required.iter().map(member).collect()
        }
        "array" => vec![sample(document, &schema["items"]); least("minItems")].into(),
        "string" if schema["format"] == "date" => json!("2026-10-09"),
        "string" => "0".repeat(least("minLength").max(1)).into(),
        "integer" => schema["minimum"].as_i64().unwrap_or(1).max(1).into(),
        "boolean" => json!(true),
        other => panic!("no sample of {other}: {schema}"),
    }
}

/// The paths of an operation: parameters take the keys that exist, words each value that is allowed.
fn paths(document: &Value, path: &str, operation: &Value, key: i64) -> Vec<String> {
    let mut paths = vec![path.to_owned()];
    let mut query = Vec::new();
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let (name, schema) = (parameter["name"].as_str().unwrap(), &parameter["schema"]);
        let known = schema["$ref"].as_str().and_then(|r| document.pointer(r.trim_start_matches('#')));
        match parameter["in"].as_str().unwrap() {
            "path" => {
                let words = known.and_then(|schema| schema["enum"].as_array()).cloned();
                let values: Vec<String> = match words {
                    Some(words) => words.iter().map(|word| word.as_str().unwrap().to_owned()).collect(),
                    None if name == "id" => vec![key.to_string()],
                    None => vec!["1".to_owned()],
                };
                let fill = |path: &String| {
                    values.iter().map(|v| path.replace(&format!("{{{name}}}"), v)).collect::<Vec<_>>()
                };
                paths = paths.iter().flat_map(fill).collect();
            }
            "query" if parameter["required"] == true => {
                let value = sample(document, schema);
                query.push(format!("{name}={}", value.as_str().map_or(value.to_string(), str::to_owned)));
            }
            _ => {}
        }
    }
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    paths.into_iter().map(|path| path + &query).collect()
}

/// Every operation of the document; `key` says which key stands for a collection, `tasks` or `users`.
fn operations(key: impl Fn(&str) -> i64) -> Vec<Operation> {
    let document = serde_json::to_value(api::openapi::document()).unwrap();
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let collection =
                path.trim_start_matches("/api/v1/").trim_start_matches("public/").split('/').next();
            let mut parameters = operation["parameters"].as_array().into_iter().flatten();
            let content = operation["requestBody"]["content"].as_object().map(|content| {
                let (kind, content) = content.iter().next().unwrap();
                let value = sample(&document, &content["schema"]);
                let bytes = value.as_str().map_or_else(|| value.to_string(), str::to_owned).into_bytes();
                (kind.clone(), bytes)
            });
            let permission = operation["x-permission"].as_str();
            all.push(Operation {
                name: operation["operationId"].as_str().unwrap().to_owned(),
                method: method.to_uppercase(),
                paths: paths(&document, path, operation, key(collection.unwrap())),
                permission: permission.map(|code| Action::from_code(code).unwrap()),
                session: operation["security"][0]["session"].is_array(),
                versioned: parameters.any(|parameter| parameter["name"] == "If-Match"),
                content,
            });
        }
    }
    assert!(all.len() > 40, "{}", all.len());
    all
}

fn call(app: &TestApp, token: Option<&str>, operation: &Operation, version: i64) -> Vec<(u16, Value)> {
    let content = || operation.content.as_ref().map(|(kind, bytes)| (kind.as_str(), bytes.clone()));
    let ask = |path: &String| {
        let version = operation.versioned.then_some(version);
        let (status, body) = app.ask(token, (&operation.method, path), version, content());
        (status, serde_json::from_slice(&body).unwrap_or_default())
    };
    operation.paths.iter().map(ask).collect()
}

/// One of everything beside a task that is drawn: its inspections recorded, a transfer, a finished job. Answers
/// the keys of the task and of an inspection.
fn furnished(db: &TestDb, app: &TestApp, task: i64) -> (i64, i64) {
    record_all(db, task, Disposition::Transfer);
    set_state(db, task, State::Submitted);
    execute(
        db,
        "INSERT INTO jobs (kind, state, user_id, node, created_at) VALUES ('objects', 'done', 1, 'x', '2026-01-01 00:00:00')",
    );
    let inspection = inspections(db, task)[0].inspection.id;
    let transfer =
        json!({"kind": "police", "recipient": "公安局", "facts": "a", "legal_basis": "b", "evidence": "c"});
    let path = format!("/inspections/{inspection}/transfers");
    assert_eq!(app.user(CLERK).call("POST", &path, None, &transfer).status, 201);
    (task, inspection)
}

#[db_test]
fn nobody_gets_past_a_permission(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    furnished(&db, &app, really_drawn(&db, &app));
    for operation in operations(|_| 1) {
        for token in [None, Some("not a token")] {
            for (status, body) in call(&app, token, &operation, 1) {
                let code = body["code"].as_str().unwrap_or_default();
                if operation.permission.is_some() || operation.session {
                    assert_eq!((status, code), (401, "unauthenticated"), "{} {body}", operation.name);
                } else {
                    assert!(!["unauthenticated", "forbidden"].contains(&code), "{} {body}", operation.name);
                    assert!(status < 500, "{} {status}", operation.name);
                }
            }
        }
    }
}

#[db_test]
fn every_operation_is_granted_as_the_matrix_says(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let (task, inspection) = furnished(&db, &app, really_drawn(&db, &app));
    let key = |collection: &str| match collection {
        "tasks" => task,
        "inspections" => inspection,
        _ => 1,
    };
    let (mut granted, mut refused) = (0, 0);
    for operation in operations(key) {
        let Some(action) = operation.permission else { continue };
        for role in Role::ALL {
            // A sign-out, or a new password, may have revoked the last one.
            let token = app.token(user_of(*role));
            for (status, body) in call(&app, Some(&token), &operation, 1) {
                let who = format!("{} as {role}: {status} {body}", operation.name);
                if allows(*role, action) {
                    assert!(![401, 403].contains(&status) && status < 500, "{who}");
                    granted += 1;
                } else {
                    assert_eq!((status, body["code"].as_str()), (403, Some("forbidden")), "{who}");
                    // Roles are granted much alike: the problem names the permission that was asked for.
                    let asked = format!("（{}）", action.code());
                    assert!(body["detail"].as_str().unwrap().ends_with(&asked), "{who}");
                    refused += 1;
                }
            }
        }
    }
    assert!(granted > 100 && refused > 100, "{granted} {refused}");
}

/// Operations that need more than a state of their task; their entries are looked at where they are told as a story.
const STORIES: [&str; 21] = [
    "announce_round",
    "approve_strike",
    "approve_substitution",
    "change_password",
    "commit_as_witness",
    "confirm_entropy",
    "draw_task",
    "file_strike",
    "file_substitution",
    "freeze_task",
    "give_salt",
    "import_library",
    "import_matters",
    "import_organisation",
    "refuse_strike",
    "refuse_substitution",
    "release_result",
    "reveal_as_witness",
    "type_entropy",
    "void_round",
    "withdraw_task",
];

#[db_test]
fn every_change_is_audited_and_a_refused_one_changes_nothing(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let audited = || {
        let none = persistence::audit::Filter::default();
        let window = persistence::Window { offset: 0, limit: 1 };
        db.read(|reader| persistence::audit::list(reader, &none, window)).unwrap().total
    };
    let (mut changed, mut unchanged) = (Vec::new(), Vec::new());
    for name in operations(|_| 1).into_iter().filter(|o| o.method != "GET" && o.permission.is_some()) {
        let mut succeeded = false;
        for state in State::ALL {
            let (task, inspection) = furnished(&db, &app, drawn_task(&db));
            set_state(&db, task, *state);
            let transfer = app.user(CLERK).get("/transfers?page_size=200").body["total"].as_i64().unwrap();
            let key = |collection: &str| match collection {
                "tasks" => task,
                "inspections" => inspection,
                "transfers" => transfer,
                _ => 1,
            };
            let operation = operations(key).into_iter().find(|o| o.name == name.name).unwrap();
            let found = inspections(&db, task);
            let version = match operation.paths[0].split('/').nth(3).unwrap() {
                "tasks" => stored(&db, task).version,
                "inspections" => found[0].inspection.version,
                _ => 1,
            };
            let role = Role::ALL.iter().find(|role| allows(**role, operation.permission.unwrap())).unwrap();
            let (before, token) = (audited(), app.token(user_of(*role)));
            let answers = call(&app, Some(&token), &operation, version);
            let status = answers[0].0;
            let after = audited();
            if status == 202 {
                break;
            }
            assert!(status < 500, "{} {answers:?}", operation.name);
            assert_eq!(
                status < 300,
                after > before,
                "{} in {state}: {before} {after} {answers:?}",
                operation.name
            );
            succeeded |= status < 300;
        }
        if succeeded { changed.push(name.name) } else { unchanged.push(name.name) }
    }
    unchanged.sort_unstable();
    assert_eq!(unchanged, STORIES);
    assert!(changed.len() > 15, "{changed:?}");
}

#[db_test]
fn what_is_outside_the_scope_is_not_found(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let (task, inspection) = furnished(&db, &app, really_drawn(&db, &app));
    let before = everything(&db, task);
    let paths = [
        format!("/tasks/{task}"),
        format!("/tasks/{task}/ceremony"),
        format!("/tasks/{task}/draws"),
        format!("/tasks/{task}/summary"),
        format!("/tasks/{task}/draws/1/skips"),
        format!("/inspections/{inspection}"),
        "/transfers/1".to_owned(),
    ];
    for user in [STRANGER, FOREIGN_LEADER] {
        for path in &paths {
            assert_eq!(app.user(user).get(path).problem(), (404, "not_found"), "{user} {path}");
        }
        for list in ["/tasks", "/inspections", "/transfers"] {
            assert_eq!(app.user(user).get(list).body["total"], 0, "{user} {list}");
        }
    }
    for path in &paths {
        assert_eq!(app.user(LEADER).get(path).status, 200, "{path}");
    }
    let stranger = app.user(STRANGER);
    assert_eq!(stranger.get(&format!("/tasks/{task}/preview")).problem(), (404, "not_found"));
    let version = stored(&db, task).version;
    let edited = stranger.call("PUT", &paths[0], Some(version), &draft(&plan(&json!({}))));
    assert_eq!(edited.problem(), (404, "not_found"));
    for path in ["rounds", "ceremony/events"] {
        let path = format!("{}/{path}", paths[0]);
        assert_eq!(app.user(STRANGER).get(&path).problem(), (404, "not_found"), "{path}");
    }
    let reason = json!({"reason": "x"});
    let events = [
        ("announce", json!({})),
        ("freeze", Value::Null),
        ("draw", json!({})),
        ("release", Value::Null),
        ("void-round", reason.clone()),
    ];
    for (event, body) in events {
        let answer = stranger.act(&format!("{}/{event}", paths[0]), version, &body);
        assert_eq!(answer.problem(), (404, "not_found"), "{event}");
    }
    let foreign = app.user(FOREIGN_LEADER);
    assert_eq!(foreign.act(&format!("{}/return", paths[0]), version, &reason).problem(), (404, "not_found"));
    assert_eq!(everything(&db, task), before);
}
