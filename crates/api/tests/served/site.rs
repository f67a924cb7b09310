//! The site as a browser loads it.

use std::collections::BTreeMap;

use api::config::Flags;
use api::site::{File, Site};
use sha2::{Digest, Sha256};
use test_support::{TestDb, db_test};

use crate::app::TestApp;
use crate::world::now;

/// A built site: a page of each kind, a style with copies, a script that nothing makes smaller.
struct Made;

impl Site for Made {
    fn file(name: &str) -> Option<File> {
        let content: &'static [u8] = match name {
            "index.html" => PORTAL,
            "index.html.br" => b"portal by brotli",
            "index.html.gz" => b"portal by gzip",
            "staff/index.html" => b"<!doctype html><title>staff</title>",
            "sw.js" => b"// keeps",
            "assets/pages-5e884898.js" => SCRIPT,
            "assets/pages_bg-5e884898.wasm" => b"\0asm",
            _ => return None,
        };
        Some(File { content: content.into(), hash: Sha256::digest(content).into() })
    }
}

const PORTAL: &[u8] = b"<!doctype html><title>portal</title>";
/// Long enough for the server to be tempted to compress it.
const SCRIPT: &[u8] = &[b' '; 4096];

/// No site was built.
struct Nothing;

impl Site for Nothing {
    fn file(_: &str) -> Option<File> {
        None
    }
}

fn start<S: Site>(db: &TestDb) -> TestApp {
    TestApp::start_with::<S>(db, now(), Flags::new())
}

struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

fn call(app: &TestApp, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        // Nothing but what the test says.
        .accept_encoding("")
        .build()
        .new_agent();
    let mut request = ureq::http::Request::builder().method(method).uri(app.url(path));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut response = agent.run(request.body(()).unwrap()).unwrap();
    let text = |value: &ureq::http::HeaderValue| value.to_str().unwrap().to_owned();
    let headers = response.headers().iter().map(|(n, v)| (n.as_str().to_owned(), text(v))).collect();
    let body = response.body_mut().read_to_vec().unwrap();
    Answer { status: response.status().as_u16(), headers, body }
}

fn get(app: &TestApp, path: &str, headers: &[(&str, &str)]) -> Answer {
    call(app, "GET", path, headers)
}

#[db_test]
fn every_deep_link_gets_its_page_and_nothing_else_does(db: TestDb) {
    let app = start::<Made>(&db);
    for (path, title) in
        [("/", "portal"), ("/tasks/12?tab=draw", "portal"), ("/staff", "staff"), ("/staff/tasks/12", "staff")]
    {
        let page = get(&app, path, &[]);
        assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"), "{path}");
        assert!(String::from_utf8(page.body).unwrap().contains(title), "{path}");
    }
    for path in ["/no.svg", "/assets/old-1.js", "/assets/x", "/api/v1/no", "/api/no", "/.well-known/no"] {
        let problem = get(&app, path, &[]);
        assert_eq!(
            (problem.status, problem.header("content-type")),
            (404, "application/problem+json"),
            "{path}"
        );
    }
    for path in ["/tasks/12", "/sw.js"] {
        let refused = call(&app, "POST", path, &[]);
        assert_eq!((refused.status, refused.header("allow")), (405, "GET, HEAD, OPTIONS"), "{path}");
    }
    assert_eq!(call(&app, "POST", "/no.svg", &[]).status, 404);
}

#[db_test]
fn a_page_is_asked_for_again_and_a_named_file_never(db: TestDb) {
    let app = start::<Made>(&db);
    for path in ["/", "/staff/tasks", "/sw.js"] {
        let first = get(&app, path, &[]);
        let tag = first.header("etag");
        assert!(tag.starts_with('"') && tag.len() == 66, "{path}: {tag}");
        assert_eq!(first.header("cache-control"), "no-cache", "{path}");
        let again = get(&app, path, &[("If-None-Match", tag)]);
        assert_eq!((again.status, again.header("etag"), again.body.len()), (304, tag, 0), "{path}");
        assert_eq!(get(&app, path, &[("If-None-Match", "\"other\"")]).status, 200, "{path}");
    }
    let wasm = get(&app, "/assets/pages_bg-5e884898.wasm", &[]);
    assert_eq!(wasm.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(wasm.header("content-type"), "application/wasm");
}

#[db_test]
fn compressed_copies_travel_as_they_are_each_with_its_own_tag(db: TestDb) {
    let app = start::<Made>(&db);
    let mut tags = Vec::new();
    for (accepted, coding, body) in [
        ("gzip, deflate, br, zstd", "br", &b"portal by brotli"[..]),
        ("br;q=0.1, gzip", "gzip", b"portal by gzip"),
        ("identity", "identity", PORTAL),
    ] {
        let page = get(&app, "/", &[("Accept-Encoding", accepted)]);
        assert_eq!((page.header("content-encoding"), page.header("vary")), (coding, "Accept-Encoding"));
        assert_eq!(page.body, body, "{accepted}");
        tags.push(page.header("etag").to_owned());
    }
    tags.dedup();
    assert_eq!(tags.len(), 3);
    // What has no copy is not compressed on the way either: its tag is strong.
    let script = get(&app, "/assets/pages-5e884898.js", &[("Accept-Encoding", "br")]);
    assert_eq!((script.header("content-encoding"), script.body.as_slice()), ("identity", SCRIPT));
}

#[db_test]
fn head_says_what_get_would(db: TestDb) {
    let app = start::<Made>(&db);
    let (head, get) = (call(&app, "HEAD", "/check", &[]), get(&app, "/check", &[]));
    assert_eq!((head.status, head.body.len()), (200, 0));
    for header in ["content-type", "content-length", "etag", "cache-control", "content-security-policy"] {
        assert_eq!(head.header(header), get.header(header), "{header}");
        assert!(!get.header(header).is_empty(), "{header}");
    }
}

#[db_test]
fn nothing_but_the_sites_own_files_runs_in_its_pages(db: TestDb) {
    let app = start::<Made>(&db);
    let page = get(&app, "/staff", &[]);
    let policy = page.header("content-security-policy");
    for directive in ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'"] {
        assert!(policy.split("; ").any(|part| part == directive), "{directive}: {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("http"), "{policy}");
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin");
    assert_eq!(page.header("cross-origin-resource-policy"), "same-origin");
    assert!(page.header("permissions-policy").contains("microphone=()"));
    assert_eq!((page.header("x-content-type-options"), page.header("x-frame-options")), ("nosniff", "DENY"));
    // The documentation page has inline styles.
    assert!(
        get(&app, "/docs/", &[])
            .header("content-security-policy")
            .contains("style-src 'self' 'unsafe-inline'")
    );
}

#[db_test]
fn without_a_site_the_page_says_how_to_build_it(db: TestDb) {
    let app = start::<Nothing>(&db);
    let page = get(&app, "/", &[]);
    assert_eq!((page.status, page.header("content-type")), (503, "text/html; charset=utf-8"));
    assert!(String::from_utf8(page.body).unwrap().contains("cargo xtask web"));
    assert_eq!(get(&app, "/assets/a.js", &[]).status, 404);
}
