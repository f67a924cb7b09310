//! Query strings. A parameter that is not known is refused: a mistyped filter must not list everything.

use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use contract::page::PageQuery;
use contract::problem::{FieldError, ProblemCode};
use futures_util::future::{Ready, ready};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use url::form_urlencoded;
use validator::{Validate, ValidationErrors};

use super::node::Node;
use super::validation::faults;
use crate::operations::Asked;
use crate::problem::Problem;

type Parameters = Vec<(String, Node)>;

/// The parameters of a query string that passed validation, and no others.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T> Query<T> {
    /// The parameters.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Query<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: DeserializeOwned + Validate> FromRequest for Query<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parse(parameters(request.query_string()), &Asked::query(request)).map(Self).map_err(refused))
    }
}

/// Which rows of a list, and which page of them.
#[derive(Debug)]
pub struct Paged<T> {
    /// Which rows.
    pub filter: T,
    /// Which page.
    pub page: PageQuery,
}

impl<T: DeserializeOwned + Validate> FromRequest for Paged<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let (page, filter): (Parameters, Parameters) = parameters(request.query_string())
            .into_iter()
            .partition(|(name, _)| PageQuery::PARAMETERS.contains(&name.as_str()));
        let asked = Asked::query(request);
        ready(match (parse(filter, &asked), parse(page, &asked)) {
            (Ok(filter), Ok(page)) => Ok(Self { filter, page }),
            (filter, page) => {
                let errors = [filter.err(), page.err()].into_iter().flatten().flatten();
                Err(refused(errors.collect()))
            }
        })
    }
}

/// No parameter at all.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

impl Validate for Nothing {
    fn validate(&self) -> Result<(), ValidationErrors> {
        Ok(())
    }
}

/// Refuses whatever is asked of an operation that has no parameters.
pub(crate) fn refuse_parameters(query: &str) -> Option<Problem> {
    parse::<Nothing>(parameters(query), &Asked::default()).err().map(refused)
}

fn parameters(query: &str) -> Parameters {
    let pairs = form_urlencoded::parse(query.as_bytes());
    pairs.map(|(name, value)| (name.into_owned(), Node::Word(value.into_owned()))).collect()
}

fn parse<T: DeserializeOwned + Validate>(
    parameters: Parameters,
    asked: &Asked,
) -> Result<T, Vec<FieldError>> {
    let value: T = serde_path_to_error::deserialize(Node::Object(parameters)).map_err(|error| {
        let path = error.path().clone();
        vec![error.into_inner().at(&path, "参数", |pointer| asked.range(pointer))]
    })?;
    let faults = faults(&value);
    if faults.is_empty() { Ok(value) } else { Err(faults) }
}

/// Parameters that ask for what cannot be.
pub(crate) fn refused(errors: Vec<FieldError>) -> Problem {
    Problem {
        errors, ..Problem::with(ProblemCode::BadRequest, "查询参数有误，请按 errors 逐项修改")
    }
}
