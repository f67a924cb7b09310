//! Public answers may be kept by browsers and by caches on the way; what was not changed is not sent again.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, EntityTag};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::problem::Problem;
use crate::web::Held;

/// How long an answer may be used unasked.
const KEPT: &str = "public, max-age=60";

/// The tag of what these parts determine. Weak: the same content may travel compressed or not.
pub(crate) fn tag(parts: &[&[u8]]) -> EntityTag {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(Sha256::digest(part));
    }
    EntityTag::new_weak(hex::encode(hasher.finalize()))
}

/// Begins an answer that may be kept.
pub(crate) fn kept(mut response: HttpResponseBuilder, tag: &EntityTag) -> HttpResponseBuilder {
    response.insert_header((ETAG, tag.to_string())).insert_header((CACHE_CONTROL, KEPT));
    response
}

/// Answers JSON, or that the caller has it already.
///
/// # Errors
/// When the answer has no JSON form.
pub(crate) fn json(request: &HttpRequest, answer: &impl Serialize) -> Result<HttpResponse, Problem> {
    Ok(written(request, serde_json::to_vec(answer)?))
}

/// Answers JSON that is written already, byte for byte, or that the caller has it.
pub(crate) fn written(request: &HttpRequest, body: Vec<u8>) -> HttpResponse {
    let tag = tag(&[&body]);
    if Held::of(request).is(&tag) {
        return kept(HttpResponse::NotModified(), &tag).finish();
    }
    kept(HttpResponse::Ok(), &tag).insert_header((CONTENT_TYPE, "application/json")).body(body)
}
