//! The documentation page, as a browser loads it.

use serde_json::Value;
use test_support::{TestDb, db_test};

use crate::app::TestApp;

fn fetched(app: &TestApp, path: &str) -> String {
    let (status, body) = app.ask(None, ("GET", path), None, None);
    assert_eq!(status, 200, "{path}");
    String::from_utf8(body).unwrap()
}

#[db_test]
fn the_documentation_page_finds_the_document(db: TestDb) {
    let app = TestApp::start(&db);
    let initializer = fetched(&app, "/docs/swagger-initializer.js");
    assert!(initializer.contains("\"/api/v1/openapi.json\""), "{initializer}");
    let served: Value = serde_json::from_str(&fetched(&app, "/api/v1/openapi.json")).unwrap();
    assert_eq!(served, serde_json::to_value(api::openapi::document()).unwrap());
}

#[db_test]
fn the_documentation_page_loads_nothing_from_another_host(db: TestDb) {
    let app = TestApp::start(&db);
    let page = fetched(&app, "/docs/");
    let sources: Vec<_> =
        page.split(['"', '\'']).filter(|part| part.ends_with(".js") || part.ends_with(".css")).collect();
    assert!(sources.len() >= 4, "{page}");
    for source in sources {
        assert!(!source.contains("//"), "{source}");
        fetched(&app, &format!("/docs/{}", source.trim_start_matches("./")));
    }
}

#[db_test]
fn every_problem_code_is_documented_where_problems_point(db: TestDb) {
    let page = fetched(&TestApp::start(&db), "/docs/problems");
    for code in contract::problem::ProblemCode::ALL {
        assert!(page.contains(&format!("id=\"{}\"", code.row().1)), "{code:?}");
    }
}
