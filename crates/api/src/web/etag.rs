//! Versions: the `ETag` of what is read, the `If-Match` of an update.

use actix_web::dev::Payload;
use actix_web::http::header::{ETAG, IF_MATCH};
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use contract::problem::ProblemCode;
use futures_util::future::{Ready, ready};
use serde::Serialize;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::{ObjectBuilder, Required, Type};

use crate::problem::Problem;

/// What to send.
const HINT: &str = "If-Match 须原样填写读取时得到的 ETag，如 \"v1\"";

/// The version that an update is based on, from `If-Match`.
#[derive(Debug, Clone, Copy)]
pub struct IfMatch(pub i64);

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(value) = request.headers().get(IF_MATCH) else {
            return ready(Err(Problem::with(ProblemCode::PreconditionRequired, HINT)));
        };
        let version = value.to_str().ok().and_then(version);
        ready(version.map(IfMatch).ok_or_else(|| Problem::with(ProblemCode::BadRequest, HINT)))
    }
}

/// The version that a tag of [`versioned`] names.
fn version(tag: &str) -> Option<i64> {
    let digits = tag.strip_prefix("\"v")?.strip_suffix('"')?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

impl utoipa::IntoParams for IfMatch {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let parameter = ParameterBuilder::new()
            .name("If-Match")
            .parameter_in(ParameterIn::Header)
            .required(Required::True)
            .description(Some("The `ETag` of what was read"))
            .schema(Some(ObjectBuilder::new().schema_type(Type::String).examples(["\"v1\""]).build()));
        vec![parameter.build()]
    }
}

/// An answer with the `ETag` of its version.
pub fn versioned(status: actix_web::http::StatusCode, version: i64, answer: &impl Serialize) -> HttpResponse {
    HttpResponse::build(status).insert_header((ETAG, format!("\"v{version}\""))).json(answer)
}
