use actix_web::http::header::ACCEPT_ENCODING;
use actix_web::test::TestRequest;

use super::encoding::{PACKED, choose};
use super::{Place, media_type, place};

fn chosen(accepted: &str) -> Option<&'static str> {
    let request = TestRequest::get().insert_header((ACCEPT_ENCODING, accepted)).to_http_request();
    choose(&request, PACKED.iter().map(|copy| (copy, ()))).map(|(copy, ())| copy.coding)
}

#[test]
fn every_address_that_is_no_file_is_a_page() {
    for path in [
        "/",
        "/matters",
        "/tasks/12",
        "/check",
        "/apiary",
        "/documents",
        "/staffing",
        "/no/such/page",
        "/log",
        "/log/",
        "/log/12",
    ] {
        assert_eq!(place(path), Some(Place::Page("index.html")), "{path}");
    }
    for path in ["/staff", "/staff/", "/staff/tasks/1/draw"] {
        assert_eq!(place(path), Some(Place::Page("staff/index.html")), "{path}");
    }
    for path in ["/icon.svg", "/sw.js", "/assets/a", "/staff/index.html"] {
        assert_eq!(place(path), Some(Place::File(path.trim_start_matches('/'))), "{path}");
    }
}

#[test]
fn what_belongs_to_the_api_or_to_nobody_is_neither() {
    for path in ["/api", "/api/v2/x", "/docs", "/healthz", "/readyz/x", "/.well-known/x", "/.vite/stamp"] {
        assert_eq!(place(path), None, "{path}");
    }
    for path in ["/log/checkpoint/", "/log/nonsense", "/log/tile", "/log/1/2", "/log/-1"] {
        assert_eq!(place(path), None, "{path}");
    }
    for path in ["/../Cargo.toml", "/assets/../../x", "/staff/..", "*", ""] {
        assert_eq!(place(path), None, "{path}");
    }
}

#[test]
fn the_caller_gets_the_copy_it_likes_best() {
    assert_eq!(chosen("gzip, deflate, br, zstd"), Some("br"));
    assert_eq!(chosen("gzip"), Some("gzip"));
    assert_eq!(chosen("br;q=0.5, gzip;q=0.8"), Some("gzip"));
    assert_eq!(chosen("br;q=0, gzip;q=0.1"), Some("gzip"));
    assert_eq!(chosen("*"), Some("br"));
    assert_eq!(chosen("br;q=0, *;q=0.5"), Some("gzip"));
    assert_eq!(chosen("identity, br;q=0.5"), None);
    assert_eq!(chosen("deflate"), None);
    assert_eq!(chosen(""), None);
}

#[test]
fn media_types_are_those_that_browsers_ask_for() {
    let types = [
        ("index.html", "text/html; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("pdf.worker.mjs", "text/javascript; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.wasm", "application/wasm"),
        ("icon.svg", "image/svg+xml"),
        ("a.json", "application/json"),
        ("sunlot.webmanifest", "application/manifest+json"),
        ("a.woff2", "font/woff2"),
        ("a", "application/octet-stream"),
    ];
    for (name, wanted) in types {
        assert_eq!(media_type(name), wanted, "{name}");
    }
}
