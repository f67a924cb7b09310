//! The site that people use: files that `cargo xtask web` built, and the page for every address within it.

mod encoding;
mod files;
#[cfg(test)]
mod tests;

use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, EntityTag, VARY,
};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse};
use contract::problem::ProblemCode;

pub use self::files::{Built, File, Site};
use crate::problem::Problem;
use crate::web::{Held, unsupported};

/// First parts of addresses that are not pages.
const RESERVED: [&str; 4] = ["api", "docs", "healthz", "readyz"];
/// The folder whose files have the hash of their content in their name.
const HASHED: &str = "assets";
/// Nothing but the site's own files runs, and nothing is sent elsewhere. WASM is all that is compiled at run time.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; \
                      manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'none'";
const UTF_8: &str = "; charset=utf-8";
const MISSING: &str = "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>网页界面尚未构建</title>\
                       <h1>网页界面尚未构建</h1><p>请在源代码目录执行 <code>cargo xtask web</code>，然后刷新本页\
                       （发行构建须再编译一次）。</p><p>接口照常可用：<a href=\"/docs/\">接口文档</a>。</p></html>";

/// What an address stands for.
#[derive(Debug, PartialEq, Eq)]
enum Place<'a> {
    /// This file and no other.
    File(&'a str),
    /// A page of the site, which this file shows by the address it was called with.
    Page(&'static str),
}

/// Answers what no operation answers: a file or a page of the site.
///
/// # Errors
/// `not_found` for everything that is neither; `method_not_allowed` for whoever would do more than read.
pub fn answer<S: Site>(request: &HttpRequest) -> Result<HttpResponse, Problem> {
    let not_found = || Problem::new(ProblemCode::NotFound);
    let answer = match place(request.path()).ok_or_else(not_found)? {
        Place::File(name) => send::<S>(request, name).ok_or_else(not_found)?,
        Place::Page(name) => send::<S>(request, name).unwrap_or_else(missing),
    };
    if *request.method() == Method::GET { Ok(answer) } else { unsupported(&[Method::GET], request.method()) }
}

fn place(path: &str) -> Option<Place<'_>> {
    let path = path.strip_prefix('/')?;
    let first = path.split('/').next()?;
    // What begins with a dot is no part of the site: `..`, `.well-known`, what Vite leaves for the build.
    if RESERVED.contains(&first) || path.split('/').any(|part| part.starts_with('.')) {
        return None;
    }
    // Below the log are its own files; of pages there is one for each entry.
    if path.strip_prefix("log/").is_some_and(|entry| !entry.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let last = path.rsplit('/').next()?;
    Some(if first == HASHED || last.contains('.') {
        Place::File(path)
    } else if first == "staff" {
        Place::Page("staff/index.html")
    } else {
        Place::Page("index.html")
    })
}

fn send<S: Site>(request: &HttpRequest, name: &str) -> Option<HttpResponse> {
    let whole = S::file(name)?;
    let copies = || encoding::PACKED.iter().filter_map(|copy| Some((copy, S::file(&copy.of(name))?)));
    let chosen = encoding::choose(request, copies());
    let (coding, file) = chosen.map_or(("identity", whole), |(copy, file)| (copy.coding, file));
    let tag = EntityTag::new_strong(hex::encode(file.hash));
    let held = Held::of(request).is(&tag);
    let mut response = HttpResponse::build(if held { StatusCode::NOT_MODIFIED } else { StatusCode::OK });
    response
        .insert_header((ETAG, tag.to_string()))
        .insert_header((VARY, "Accept-Encoding"))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((CACHE_CONTROL, kept(name)));
    if held {
        return Some(response.finish());
    }
    // Said even when there is none: it keeps the server from compressing what the tag is not of.
    response.insert_header((CONTENT_ENCODING, coding)).insert_header((CONTENT_TYPE, media_type(name)));
    Some(response.body(file.content))
}

/// For how long it may be used unasked: for ever, when other content would have another name.
fn kept(name: &str) -> &'static str {
    let hashed = name.split('/').next() == Some(HASHED);
    if hashed { "public, max-age=31536000, immutable" } else { "no-cache" }
}

fn media_type(name: &str) -> String {
    let guessed = mime_guess::from_path(name).first_or_octet_stream();
    // RFC 9239: the one name, whatever the ending.
    if guessed.subtype() == mime_guess::mime::JAVASCRIPT {
        return mime_guess::mime::TEXT_JAVASCRIPT.to_string() + UTF_8;
    }
    let charset = if guessed.type_() == mime_guess::mime::TEXT { UTF_8 } else { "" };
    format!("{guessed}{charset}")
}

fn missing() -> HttpResponse {
    HttpResponse::ServiceUnavailable()
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
        .body(MISSING)
}
