//! Problems as they are answered.

use serde_json::Value;
use test_support::{TestDb, db_test};

use crate::app::TestApp;

#[db_test]
fn a_problem_speaks_the_callers_language_and_names_the_request(db: TestDb) {
    let app = TestApp::start(&db);
    let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
    let ask = |path: &str, language: &str| -> (u16, Value) {
        let request = agent.get(app.url(path)).header("Accept-Language", language);
        let mut response = request.call().unwrap();
        assert_eq!(response.headers()["Content-Type"], "application/problem+json");
        (response.status().as_u16(), response.body_mut().read_json().unwrap())
    };
    let (status, chinese) = ask("/api/v1/inspections", "zh-CN");
    assert_eq!((status, &chinese["title"]), (401, &Value::from("请先登录")));
    let (_, english) = ask("/api/v1/inspections/1", "en-GB,en;q=0.9");
    assert_eq!(english["title"], "Sign in first");
    let name = |problem: &Value| problem["request_id"].as_str().unwrap().to_owned();
    assert_ne!(name(&chinese), name(&english));
    let (status, lost) = ask("/api/v1/no/such/path", "");
    assert_eq!((status, &lost["code"]), (404, &Value::from("not_found")));
}
