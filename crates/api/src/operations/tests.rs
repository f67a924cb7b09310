use actix_web::http::Method;

use super::{Operations, Range};

fn methods(path: &str) -> Option<Vec<String>> {
    let operations = Operations::of(&crate::openapi::document()).unwrap();
    let address = operations.at(path)?;
    Some(address.operations.iter().map(|known| known.method.to_string()).collect())
}

fn refused(method: Method, path: &str, query: &str) -> Option<String> {
    let operations = Operations::of(&crate::openapi::document()).unwrap();
    operations.refuses(&method, path, query).map(|problem| problem.errors[0].pointer.clone())
}

#[test]
fn an_address_is_known_by_its_most_exact_template() {
    let known = |path: &str| methods(path).unwrap_or_default();
    assert_eq!(known("/api/v1/tasks"), ["GET", "POST"]);
    assert_eq!(known("/api/v1/tasks/7/freeze"), ["POST"]);
    assert_eq!(known("/api/v1/openapi.json"), ["GET"]);
    assert_eq!(known("/log/tile/entries/x001/234.p/5"), ["GET"]);
    assert_eq!(known("/docs/index.css"), ["GET"]);
    for path in ["/api/v1", "/api/v1/no", "/api/v1/tasks/7/no", "/tasks/7", "/log/7", "/"] {
        assert_eq!(methods(path), None, "{path}");
    }
}

#[test]
fn only_an_operation_without_parameters_is_spoken_for() {
    assert_eq!(refused(Method::GET, "/api/v1/public/matters", "colour=red").as_deref(), Some("/colour"));
    assert_eq!(refused(Method::POST, "/api/v1/tasks", "dry_run=true").as_deref(), Some("/dry_run"));
    assert_eq!(refused(Method::GET, "/api/v1/tasks", "colour=red"), None, "it refuses by itself");
    assert_eq!(
        refused(Method::DELETE, "/api/v1/public/matters", "colour=red"),
        None,
        "there is no such thing"
    );
    for (path, query) in [("/api/v1/public/matters", ""), ("/healthz", "probe=1"), ("/tasks/7", "tab=draw")] {
        assert_eq!(refused(Method::GET, path, query), None, "{path}");
    }
}

#[test]
fn a_number_has_the_range_that_the_document_states() {
    let operations = Operations::of(&crate::openapi::document()).unwrap();
    let range = |method: &str, path: &str, body: bool, pointer: &str| {
        operations.range(method, path, body, pointer).map(|Range { least, most }| (least, most))
    };
    let query = |path: &str, pointer: &str| range("get", path, false, pointer);
    assert_eq!(query("/api/v1/tasks", "/page_size"), Some((Some(1), Some(200))));
    assert_eq!(query("/api/v1/tasks", "/page"), Some((Some(1), None)));
    assert_eq!(query("/api/v1/public/statistics", "/year"), Some((Some(1900), Some(9000))));
    assert_eq!(query("/api/v1/tasks", "/state"), None, "no number");
    assert_eq!(query("/api/v1/tasks", "/colour"), None);
    let body = |pointer: &str| range("put", "/api/v1/tasks/7", true, pointer);
    assert_eq!(body("/plan/witnesses"), Some((Some(0), Some(10))));
    assert_eq!(body("/plan/weights/3/weight"), Some((Some(1), Some(1024))));
    assert_eq!(body("/plan/quota/ppm"), Some((Some(0), Some(1_000_000))));
    assert_eq!(body("/matters/0"), Some((None, None)));
    for pointer in ["", "/name", "/plan", "/plan/no", "/no/such"] {
        assert_eq!(body(pointer), None, "{pointer}");
    }
}
