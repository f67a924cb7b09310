//! JSON bodies.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use contract::problem::ProblemCode;
use futures_util::future::LocalBoxFuture;
use futures_util::{FutureExt, StreamExt};
use serde::de::DeserializeOwned;
use validator::Validate;

use super::node::Node;
use super::validation::faults;
use crate::operations::Asked;
use crate::problem::Problem;

/// Largest JSON body.
const MOST_JSON: u64 = 1 << 20;

/// A JSON body that passed validation.
#[derive(Debug)]
pub struct Valid<T>(pub T);

impl<T: DeserializeOwned + Validate + 'static> FromRequest for Valid<T> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let json =
            request.mime_type().ok().flatten().is_some_and(|mime| mime.essence_str() == "application/json");
        let asked = Asked::body(request);
        let mut payload = payload.take();
        async move {
            if !json {
                let detail = "请以 Content-Type: application/json 提交";
                return Err(Problem::with(ProblemCode::UnsupportedMediaType, detail));
            }
            let mut body = Vec::new();
            while let Some(chunk) = payload.next().await {
                let chunk = chunk.map_err(|cause| Problem::cut_off(&cause))?;
                let length = u64::try_from(body.len() + chunk.len()).unwrap_or(u64::MAX);
                if length > MOST_JSON {
                    return Err(Problem::too_large(MOST_JSON));
                }
                body.extend_from_slice(&chunk);
            }
            parse(&body, &asked).map(Valid)
        }
        .boxed_local()
    }
}

/// Reads and validates JSON; every wrong field is named.
fn parse<T: DeserializeOwned + Validate>(body: &[u8], asked: &Asked) -> Result<T, Problem> {
    let node: Node = serde_json::from_slice(body).map_err(|error| unreadable(&error))?;
    let value: T = serde_path_to_error::deserialize(node).map_err(|error| {
        let path = error.path().clone();
        Problem::invalid(vec![error.into_inner().at(&path, "字段", |pointer| asked.range(pointer))])
    })?;
    let faults = faults(&value);
    if faults.is_empty() { Ok(value) } else { Err(Problem::invalid(faults)) }
}

fn unreadable(error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    let detail = format!("正文不是有效的 JSON：请检查第 {line} 行第 {column} 列附近的括号、引号和逗号");
    Problem::with(ProblemCode::BadRequest, detail)
}
