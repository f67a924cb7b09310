//! Methods that an address does not have, `HEAD` and `OPTIONS`: the same for every operation of the document.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use test_support::{TestDb, db_test};
use ureq::http::{Request, Response};

use crate::app::{TestApp, agent};
use crate::office::*;
use crate::world::*;

fn call(app: &TestApp, method: &str, path: &str, token: &str) -> Response<ureq::Body> {
    let request = Request::builder().method(method).uri(app.url(path));
    let request = request.header("Authorization", format!("Bearer {token}"));
    agent().run(request.body(()).unwrap()).unwrap()
}

fn header(response: &Response<ureq::Body>, name: &str) -> String {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap()).to_owned()
}

/// Every path with its methods, parameters filled with something.
fn addresses() -> BTreeMap<String, BTreeSet<String>> {
    let document = serde_json::to_value(api::openapi::document()).unwrap();
    let filled = |path: &str| {
        let part = |part: &str| if part.starts_with('{') { "1".to_owned() } else { part.to_owned() };
        path.split('/').map(part).collect::<Vec<_>>().join("/")
    };
    let methods = |item: &Value| item.as_object().unwrap().keys().map(|name| name.to_uppercase()).collect();
    let paths = document["paths"].as_object().unwrap();
    paths.iter().map(|(path, item)| (filled(path), methods(item))).collect()
}

#[db_test]
fn an_address_says_which_methods_it_has(db: TestDb) {
    let app = TestApp::start(&db);
    let addresses = addresses();
    assert!(addresses.len() > 90, "{}", addresses.len());
    for (path, mut methods) in addresses {
        if methods.contains("GET") {
            methods.insert("HEAD".to_owned());
        }
        methods.insert("OPTIONS".to_owned());
        let allowed = |response: &Response<ureq::Body>| {
            header(response, "allow").split(", ").map(str::to_owned).collect::<BTreeSet<_>>()
        };
        let options = call(&app, "OPTIONS", &path, "");
        assert_eq!((options.status().as_u16(), allowed(&options)), (204, methods.clone()), "{path}");
        for method in ["GET", "PUT", "POST", "PATCH", "DELETE", "HEAD", "TRACE"] {
            if methods.contains(method) {
                continue;
            }
            let mut refused = call(&app, method, &path, "");
            assert_eq!(
                (refused.status().as_u16(), allowed(&refused)),
                (405, methods.clone()),
                "{method} {path}"
            );
            assert_eq!(header(&refused, "content-type"), "application/problem+json");
            if method != "HEAD" {
                let problem: Value = refused.body_mut().read_json().unwrap();
                assert_eq!(problem["code"], "method_not_allowed");
                let detail = problem["detail"].as_str().unwrap();
                assert!(detail.starts_with(&format!("本地址不支持 {method}，可用的方法：")), "{detail}");
            }
        }
    }
    for path in ["/docs/problems", "/docs/", "/api/v1/openapi.json", "/log/tile/0/x001/234"] {
        let refused = call(&app, "DELETE", path, "");
        let expected = (405, "GET, HEAD, OPTIONS".to_owned());
        assert_eq!((refused.status().as_u16(), header(&refused, "allow")), expected, "{path}");
    }
    for method in ["OPTIONS", "HEAD", "DELETE"] {
        assert_eq!(call(&app, method, "/api/v1/no/such/path", "").status(), 404, "{method}");
    }
}

#[db_test]
fn head_is_answered_as_get_without_the_content(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let token = app.token(CLERK);
    let task = created(&app, &plan(&serde_json::json!({})));
    let events = format!("/api/v1/tasks/{}/ceremony/events", task.id());
    let one = format!("/api/v1/tasks/{}", task.id());
    let paths = [
        one.as_str(),
        "/api/v1/tasks",
        "/api/v1/tasks/999",
        "/api/v1/public/tasks",
        "/healthz",
        "/log/checkpoint",
    ];
    for path in paths.into_iter().chain(["/docs/problems", "/api/v1/openapi.json", "/api/v1/public/tasks/7"])
    {
        let mut head = call(&app, "HEAD", path, &token);
        let get = call(&app, "GET", path, &token);
        assert_eq!(head.status(), get.status(), "{path}");
        for name in ["content-type", "content-length", "etag", "cache-control"] {
            assert_eq!(header(&head, name), header(&get, name), "{path} {name}");
        }
        assert!(head.body_mut().read_to_vec().unwrap().is_empty(), "{path}");
    }
    assert_eq!(call(&app, "HEAD", &one, "").status(), 401);
    // It ends, though the stream that it asks about would not; and no seat is taken.
    for _ in 0..200 {
        let mut head = call(&app, "HEAD", &events, &token);
        assert_eq!(
            (head.status().as_u16(), header(&head, "content-type").as_str()),
            (200, "text/event-stream")
        );
        assert!(head.body_mut().read_to_vec().unwrap().is_empty());
    }
}
