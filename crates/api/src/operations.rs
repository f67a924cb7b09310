//! What holds for every operation at once, by the OpenAPI document: which methods an address answers, and that no
//! operation takes a query parameter that it does not know.

mod range;
#[cfg(test)]
mod tests;

use actix_web::body::MessageBody;
use actix_web::dev::{ResourceDef, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::Value;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::{OpenApi, PathItem, RefOr};

pub(crate) use self::range::{Asked, Range};
use crate::problem::Problem;
use crate::site::{self, Site};
use crate::web::{refuse_parameters, unsupported};

/// What is read beside the operations, or has more parts than its template in the document says.
const READ: [&str; 4] = ["/api/v1/openapi.json", "/docs/problems", "/docs/{_:.*}", "/log/tile/{_:.*}"];
/// Where the operations are that people and programs of the public call; what watches a server may ask as it likes.
const STRICT: &str = "/api/";

/// An address and what can be done there.
struct Address {
    /// As the document writes it.
    template: String,
    pattern: ResourceDef,
    operations: Vec<Known>,
}

/// An operation.
struct Known {
    method: Method,
    /// Whether it has query parameters: then it refuses others itself.
    reads_query: bool,
}

/// Every operation, by its address.
pub struct Operations {
    /// Those with the fewest parameters first.
    addresses: Vec<Address>,
    document: Value,
}

impl Operations {
    /// Those of the document, and what is served beside them.
    ///
    /// # Errors
    /// When the document has no JSON form.
    pub fn of(document: &OpenApi) -> Result<Self, serde_json::Error> {
        let described = document.paths.paths.iter();
        let mut addresses: Vec<_> =
            described.map(|(path, item)| Address::new(path, operations(item))).collect();
        let read = || vec![Known { method: Method::GET, reads_query: true }];
        addresses.extend(READ.map(|path| Address::new(path, read())));
        addresses.sort_by_key(|address| address.pattern.pattern().map(|text| text.matches('{').count()));
        Ok(Self { addresses, document: serde_json::to_value(document)? })
    }

    fn at(&self, path: &str) -> Option<&Address> {
        self.addresses.iter().find(|address| address.pattern.is_match(path))
    }

    /// Why a query string is refused before the operation sees it.
    fn refuses(&self, method: &Method, path: &str, query: &str) -> Option<Problem> {
        if query.is_empty() || !path.starts_with(STRICT) {
            return None;
        }
        let operation = self.at(path)?.operations.iter().find(|known| known.method == *method)?;
        if operation.reads_query { None } else { refuse_parameters(query) }
    }
}

impl Address {
    fn new(path: &str, operations: Vec<Known>) -> Self {
        Self { template: path.to_owned(), pattern: ResourceDef::new(path), operations }
    }
}

fn operations(item: &PathItem) -> Vec<Known> {
    let methods = [
        (Method::GET, &item.get),
        (Method::PUT, &item.put),
        (Method::POST, &item.post),
        (Method::PATCH, &item.patch),
        (Method::DELETE, &item.delete),
    ];
    let known = |(method, operation): (Method, &Option<Operation>)| {
        let operation = operation.as_ref()?;
        Some(Known { method, reads_query: reads_query(operation) })
    };
    methods.into_iter().filter_map(known).collect()
}

fn reads_query(operation: &Operation) -> bool {
    let query = |p: &RefOr<Parameter>| matches!(p, RefOr::T(p) if p.parameter_in == ParameterIn::Query);
    operation.parameters.as_ref().is_some_and(|all| all.iter().any(query))
}

/// Answers what no operation answers: a file or a page of the site, or which methods there are.
///
/// # Errors
/// `method_not_allowed`; `not_found` for everything that is nothing.
pub async fn unanswered<S: Site>(
    request: HttpRequest,
    operations: web::Data<Operations>,
) -> Result<HttpResponse, Problem> {
    match operations.at(request.path()) {
        Some(address) => {
            let methods: Vec<_> = address.operations.iter().map(|known| known.method.clone()).collect();
            unsupported(&methods, request.method())
        }
        None => site::answer::<S>(&request),
    }
}

/// Middleware: an operation without query parameters refuses all of them, as one that has some refuses others.
///
/// # Errors
/// None of its own.
pub async fn refuse_unknown<B: MessageBody + 'static>(
    operations: web::Data<Operations>,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    match operations.refuses(request.method(), request.path(), request.query_string()) {
        Some(problem) => Ok(request.error_response(problem)),
        None => Ok(next.call(request).await?.map_into_boxed_body()),
    }
}
