//! The caller of a request, as its `Authorization` header claims.

use std::fmt;

use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpRequest};
use contract::problem::ProblemCode;
use futures_util::future::{Ready, ready};
use secrecy::{ExposeSecret, SecretString};

use crate::problem::Problem;

/// The bearer token of a request. Nothing is believed until [`crate::state::State`] has checked it.
#[derive(Clone)]
pub struct Caller(SecretString);

impl Caller {
    /// A caller with this token.
    #[must_use]
    pub fn new(token: &str) -> Self {
        Self(SecretString::from(token))
    }

    pub(crate) fn token(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Caller(…)")
    }
}

impl FromRequest for Caller {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let parts = header.and_then(|text| text.split_once(' '));
        // The name of a scheme is the same in any case (RFC 9110, 11.1).
        let token = parts
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("Bearer"))
            .map(|(_, token)| token.trim_start());
        ready(token.map(Self::new).ok_or_else(|| Problem::new(ProblemCode::Unauthenticated)))
    }
}
