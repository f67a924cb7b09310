//! Extractors and answers that every feature uses.

use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_MATCH};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse};
use contract::page::{Page, PageQuery};
use contract::problem::{FieldError, ProblemCode};
use futures_util::future::{LocalBoxFuture, Ready, ready};
use futures_util::{FutureExt, StreamExt};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use persistence::Window;
use serde::Serialize;
use serde::de::DeserializeOwned;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::{KnownFormat, ObjectBuilder, RefOr, Required, Schema, SchemaFormat, Type};
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

use crate::problem::Problem;

/// Largest JSON body.
const MOST_JSON: usize = 1 << 20;

/// A JSON body that passed validation.
#[derive(Debug)]
pub struct Valid<T>(pub T);

impl<T: DeserializeOwned + Validate + 'static> FromRequest for Valid<T> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let json =
            request.mime_type().ok().flatten().is_some_and(|mime| mime.essence_str() == "application/json");
        let mut payload = payload.take();
        async move {
            if !json {
                let detail = "请以 Content-Type: application/json 提交";
                return Err(Problem::with(ProblemCode::UnsupportedMediaType, detail));
            }
            let mut body = Vec::new();
            while let Some(chunk) = payload.next().await {
                let chunk = chunk.map_err(|e| Problem::with(ProblemCode::BadRequest, e.to_string()))?;
                if body.len() + chunk.len() > MOST_JSON {
                    return Err(Problem::new(ProblemCode::TooLarge));
                }
                body.extend_from_slice(&chunk);
            }
            parse(&body).map(Valid)
        }
        .boxed_local()
    }
}

/// Reads and validates JSON; every wrong field is named.
fn parse<T: DeserializeOwned + Validate>(body: &[u8]) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let value: T = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let pointer = pointer(&error.path().to_string());
        let inner = error.into_inner();
        if inner.is_data() {
            Problem::field(&pointer, "type", format!("字段内容不符合要求：{inner}"))
        } else {
            Problem::with(ProblemCode::BadRequest, format!("不是有效的 JSON：{inner}"))
        }
    })?;
    reader.end().map_err(|e| Problem::with(ProblemCode::BadRequest, format!("JSON 之后还有内容：{e}")))?;
    value.validate().map_err(|errors| {
        let mut fields = Vec::new();
        collect(&errors, "", &mut fields);
        // The validator keeps them in no order.
        fields.sort_by(|a, b| (&a.pointer, &a.code).cmp(&(&b.pointer, &b.code)));
        Problem::invalid(fields)
    })?;
    Ok(value)
}

fn pointer(path: &str) -> String {
    if path == "." { String::new() } else { format!("/{}", path.replace(['.', '['], "/").replace(']', "")) }
}

/// A problem that names every wrong field; what was entered is not repeated.
pub(crate) fn wrong_fields(errors: &ValidationErrors) -> Problem {
    let mut fields = Vec::new();
    collect(errors, "", &mut fields);
    Problem::invalid(fields)
}

fn collect(errors: &ValidationErrors, prefix: &str, fields: &mut Vec<FieldError>) {
    for (name, kind) in errors.errors() {
        let pointer = format!("{prefix}/{name}");
        match kind {
            ValidationErrorsKind::Field(found) => fields.extend(found.iter().map(|error| FieldError {
                pointer: pointer.clone(),
                code: error.code.to_string(),
                detail: words(error),
            })),
            ValidationErrorsKind::Struct(inner) => collect(inner, &pointer, fields),
            ValidationErrorsKind::List(list) => {
                list.iter().for_each(|(index, inner)| collect(inner, &format!("{pointer}/{index}"), fields));
            }
        }
    }
}

fn words(error: &validator::ValidationError) -> String {
    if let Some(message) = &error.message {
        return message.to_string();
    }
    let param = |name: &str| error.params.get(name).map(ToString::to_string);
    match (error.code.as_ref(), param("min"), param("max"), param("equal")) {
        ("length", _, _, Some(equal)) => format!("长度须为 {equal}"),
        ("length", Some(min), Some(max), _) => format!("长度须在 {min} 到 {max} 之间"),
        ("length", _, Some(max), _) => format!("长度不能超过 {max}"),
        ("length", Some(min), _, _) => format!("长度不能少于 {min}"),
        (code, ..) => format!("不符合规则 {code}"),
    }
}

/// The version that an update is based on, from `If-Match`.
#[derive(Debug, Clone, Copy)]
pub struct IfMatch(pub i64);

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(value) = request.headers().get(IF_MATCH) else {
            return ready(Err(Problem::new(ProblemCode::PreconditionRequired)));
        };
        let version =
            value.to_str().ok().and_then(|tag| tag.trim_matches('"').strip_prefix('v')?.parse().ok());
        // A tag of another shape matches nothing that was ever read.
        ready(version.map(IfMatch).ok_or_else(|| Problem::new(ProblemCode::Stale)))
    }
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

/// The bytes of a file, as the OpenAPI document describes them.
pub struct Binary;

impl utoipa::PartialSchema for Binary {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)))
            .into()
    }
}

impl utoipa::ToSchema for Binary {}

/// The rows of a page.
#[must_use]
pub fn window(query: PageQuery) -> Window {
    let (page, size) = query.held();
    Window { offset: i64::from(page - 1) * i64::from(size), limit: i64::from(size) }
}

/// A page as it is answered.
#[must_use]
pub fn page<T>(query: PageQuery, found: persistence::Page<T>) -> Page<T> {
    let ((page, page_size), (total, total_is_minimum)) = (query.held(), found.shown_total());
    Page { items: found.items, page, page_size, total, total_is_minimum }
}

/// Characters of a file name that RFC 5987 lets stand (`attr-char`).
const ATTR_CHAR: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A file to be saved under a Chinese name (RFC 5987).
#[must_use]
pub fn download(content_type: &str, name: &str, content: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, content_type))
        .insert_header((CONTENT_DISPOSITION, attachment(name)))
        .body(content)
}

/// The `Content-Disposition` of a file to be saved under a Chinese name (RFC 5987).
#[must_use]
pub fn attachment(name: &str) -> String {
    format!("attachment; filename=\"download\"; filename*=UTF-8''{}", utf8_percent_encode(name, ATTR_CHAR))
}
