//! Methods (RFC 9110, 9.3): `HEAD` and `OPTIONS` wherever something is read, and what else there is.

use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::HttpResponse;
use actix_web::body::{BodySize, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::ALLOW;
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use contract::problem::ProblemCode;

use crate::problem::Problem;

/// Answers a method that these are not: `OPTIONS` learns of them, any other is refused with them.
///
/// # Errors
/// `method_not_allowed`; `not_found` for one of these, which found nothing.
pub(crate) fn unsupported(methods: &[Method], asked: &Method) -> Result<HttpResponse, Problem> {
    if methods.contains(asked) {
        return Err(Problem::new(ProblemCode::NotFound));
    }
    let mut allowed: Vec<_> = methods.iter().map(Method::as_str).collect();
    if methods.contains(&Method::GET) {
        allowed.push("HEAD");
    }
    allowed.push("OPTIONS");
    if *asked == Method::OPTIONS {
        return Ok(HttpResponse::NoContent().insert_header((ALLOW, allowed.join(", "))).finish());
    }
    let detail = format!("本地址不支持 {asked}，可用的方法：{}", allowed.join("、"));
    let allow = Some(allowed.join(", "));
    Err(Problem { allow, ..Problem::with(ProblemCode::MethodNotAllowed, detail) })
}

/// Middleware: `HEAD` is answered as `GET` would be, without the content.
///
/// # Errors
/// None of its own.
pub async fn head<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let head = *request.method() == Method::HEAD;
    if head {
        request.head_mut().method = Method::GET;
    }
    let response = next.call(request).await?;
    let body = |body: B| if head { EitherBody::right(Untold(body.size())) } else { EitherBody::left(body) };
    Ok(response.map_body(|_, content| body(content)))
}

/// The content that `GET` would have sent: its length is told, and no byte of it is read.
struct Untold(BodySize);

impl MessageBody for Untold {
    type Error = std::convert::Infallible;

    fn size(&self) -> BodySize {
        self.0
    }

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Poll::Ready(None)
    }
}
