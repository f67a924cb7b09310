//! Extractors and answers that every feature uses.

mod etag;
mod fault;
mod held;
mod json;
mod method;
mod node;
mod query;
mod validation;

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use contract::page::{Page, PageQuery};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use persistence::Window;
use utoipa::openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, Type};

pub use self::etag::{IfMatch, versioned};
pub(crate) use self::held::Held;
pub use self::json::Valid;
pub use self::method::head;
pub(crate) use self::method::unsupported;
pub use self::query::{Paged, Query};
pub(crate) use self::query::{refuse_parameters, refused};
pub(crate) use self::validation::faults;

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

/// What a text parameter asks for: nothing when it is blank.
#[must_use]
pub fn given(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The rows of a page.
#[must_use]
pub fn window(query: PageQuery) -> Window {
    let (page, size) = query.wanted();
    Window { offset: (i64::from(page) - 1) * i64::from(size), limit: i64::from(size) }
}

/// A page as it is answered.
#[must_use]
pub fn page<T>(query: PageQuery, found: persistence::Page<T>) -> Page<T> {
    let ((page, page_size), (total, total_is_minimum)) = (query.wanted(), found.shown_total());
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
