//! Query strings. A parameter that is not known is refused: a mistyped filter must not list everything.

use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use contract::page::PageQuery;
use contract::problem::{FieldError, ProblemCode};
use futures_util::future::{Ready, ready};
use serde::de::DeserializeOwned;
use url::form_urlencoded;
use validator::Validate;

use super::node::Node;
use super::validation::faults;
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
        ready(parse(parameters(request)).map(Self).map_err(refused))
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
        let (page, filter): (Parameters, Parameters) = parameters(request)
            .into_iter()
            .partition(|(name, _)| PageQuery::PARAMETERS.contains(&name.as_str()));
        ready(match (parse(filter), parse(page)) {
            (Ok(filter), Ok(page)) => Ok(Self { filter, page }),
            (filter, page) => {
                let errors = [filter.err(), page.err()].into_iter().flatten().flatten();
                Err(refused(errors.collect()))
            }
        })
    }
}

fn parameters(request: &HttpRequest) -> Parameters {
    let pairs = form_urlencoded::parse(request.query_string().as_bytes());
    pairs.map(|(name, value)| (name.into_owned(), Node::Word(value.into_owned()))).collect()
}

fn parse<T: DeserializeOwned + Validate>(parameters: Parameters) -> Result<T, Vec<FieldError>> {
    let value: T = serde_path_to_error::deserialize(Node::Object(parameters)).map_err(|error| {
        let path = error.path().clone();
        vec![error.into_inner().at(&path, "参数")]
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
