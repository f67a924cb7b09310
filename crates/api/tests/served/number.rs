//! Numbers and days that nobody means: they are refused or find nothing, and nothing breaks.

use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::app::TestApp;
use crate::office::*;
use crate::world::*;

const NUMBERS: &[&str] = &[
    "-1",
    "0",
    "2147483648",
    "4294967295",
    "9223372036854775807",
    "18446744073709551615",
    "-99999999999999999999",
];

const DAYS: &[&str] = &["-262143-01-01", "%2B262142-12-31", "0000-01-01", "1899-12-31", "9001-01-01"];

/// What may be odd about a parameter.
fn odd(schema: &Value) -> &'static [&'static str] {
    let kind = &schema["type"];
    if kind == "integer" || kind.as_array().is_some_and(|all| all.contains(&json!("integer"))) {
        NUMBERS
    } else if schema["format"] == "date" {
        DAYS
    } else {
        &[]
    }
}

/// Every address that is read, with something odd in place of one of its numbers or days.
fn odd_addresses() -> Vec<String> {
    let document = serde_json::to_value(api::openapi::document()).unwrap();
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let parameters = item["get"]["parameters"].as_array().into_iter().flatten();
        let parameters: Vec<_> = parameters.collect();
        for parameter in &parameters {
            let name = parameter["name"].as_str().unwrap();
            for odd in odd(&parameter["schema"]) {
                let mut filled = path.replace(&format!("{{{name}}}"), odd);
                for other in &parameters {
                    filled = filled.replace(&format!("{{{}}}", other["name"].as_str().unwrap()), "1");
                }
                if parameter["in"] == "query" {
                    filled += &format!("?{name}={odd}");
                }
                all.push(filled);
            }
        }
    }
    all
}

#[db_test]
fn odd_numbers_are_refused_or_find_nothing(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let drawn = really_drawn(&db, &app);
    assert_eq!(drawn, 1);
    let tokens = [CLERK, SUPERVISOR, ADMIN].map(|user| app.token(user));
    let addresses = odd_addresses();
    assert!(addresses.len() > 300, "{}", addresses.len());
    for path in addresses {
        let mut answers = tokens.iter().map(|token| app.ask(Some(token), ("GET", &path), None, None));
        let (status, body) = answers.find(|(status, _)| *status != 403).expect("somebody may ask");
        let body = String::from_utf8_lossy(&body);
        assert!([200, 400, 404, 409].contains(&status), "{path}: {status} {body}");
    }
    // The last page that there could be.
    let (status, page) = app.ask(None, ("GET", "/api/v1/public/tasks?page=4294967295"), None, None);
    let page: Value = serde_json::from_slice(&page).unwrap();
    assert_eq!((status, &page["items"], &page["total"]), (200, &json!([]), &json!(1)));
}
