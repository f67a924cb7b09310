//! Problems at the edge: from the errors of the layers to `application/problem+json` in the caller's language.

use std::fmt;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCEPT_LANGUAGE, ALLOW, CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER, SET_COOKIE, WWW_AUTHENTICATE,
};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpResponse, ResponseError};
use contract::problem::{FieldError, ProblemCode};
use domain::policy::Denied;
use persistence::{Conflict, Error};

/// Why a request was not done.
#[derive(Debug, Clone)]
pub struct Problem {
    /// The code, from which status and title follow.
    pub code: ProblemCode,
    /// What is wrong here, in Chinese.
    pub detail: Option<String>,
    /// Every wrong field.
    pub errors: Vec<FieldError>,
    /// Seconds after which another attempt makes sense.
    pub retry_after: Option<i64>,
    /// The methods that there are instead.
    pub allow: Option<String>,
}

impl Problem {
    /// A problem that its code explains.
    #[must_use]
    pub fn new(code: ProblemCode) -> Self {
        Self { code, detail: None, errors: Vec::new(), retry_after: None, allow: None }
    }

    /// A problem with an explanation.
    #[must_use]
    pub fn with(code: ProblemCode, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..Self::new(code) }
    }

    /// Wrong fields, all at once.
    #[must_use]
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        Self { errors, ..Self::new(ProblemCode::Invalid) }
    }

    /// One wrong field.
    #[must_use]
    pub fn field(pointer: &str, code: &str, detail: impl Into<String>) -> Self {
        let (pointer, code) = (pointer.to_owned(), code.to_owned());
        Self::invalid(vec![FieldError { pointer, code, detail: detail.into() }])
    }

    /// This problem for that conflict; any other error is what it is.
    #[must_use]
    pub fn on_conflict(error: Error, conflict: Conflict, problem: Self) -> Self {
        if matches!(error, Error::Conflict(found) if found == conflict) { problem } else { error.into() }
    }

    /// A defect: the cause goes to the log, not to the caller.
    #[must_use]
    pub fn internal(cause: &dyn fmt::Display) -> Self {
        tracing::error!(%cause, "a defect");
        Self::new(ProblemCode::Internal)
    }

    /// A file that could not be written or read: most likely a full disk.
    #[must_use]
    pub fn from_io(cause: std::io::Error) -> Self {
        tracing::error!(%cause, "a temporary file");
        Self { retry_after: Some(60), ..Self::new(ProblemCode::Unavailable) }
    }

    /// A body of more bytes than these.
    #[must_use]
    pub fn too_large(most: u64) -> Self {
        const UNITS: [(u32, &str); 3] = [(30, "GB"), (20, "MB"), (10, "KB")];
        let unit = UNITS.into_iter().find(|(bits, _)| most >> bits > 0);
        let most = unit.map_or(format!("{most} 字节"), |(bits, name)| format!("{} {name}", most >> bits));
        Self::with(ProblemCode::TooLarge, format!("提交的内容最大 {most}，请精简或拆分后再提交"))
    }

    /// A body that did not arrive whole.
    #[must_use]
    pub fn cut_off(cause: &dyn fmt::Display) -> Self {
        tracing::warn!(%cause, "a body was cut off");
        Self::with(ProblemCode::BadRequest, "请求正文没有完整收到，请重新提交")
    }

    fn document(&self, english: bool, request_id: Option<String>) -> contract::problem::Problem {
        let (status, name, chinese_title, english_title) = self.code.row();
        contract::problem::Problem {
            r#type: format!("/docs/problems#{name}"),
            status,
            code: self.code,
            title: if english { english_title } else { chinese_title }.to_owned(),
            detail: self.detail.clone(),
            errors: self.errors.clone(),
            request_id,
        }
    }

    fn respond(&self, english: bool, request_id: Option<String>) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        if let Some(seconds) = self.retry_after {
            response.insert_header((RETRY_AFTER, seconds.to_string()));
        }
        if let Some(methods) = &self.allow {
            response.insert_header((ALLOW, methods.as_str()));
        }
        if self.status_code() == StatusCode::UNAUTHORIZED {
            response.insert_header((WWW_AUTHENTICATE, "Bearer"));
        }
        response
            .insert_header((CONTENT_TYPE, "application/problem+json"))
            .body(serde_json::to_string(&self.document(english, request_id)).unwrap_or_default())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, name, title, _) = self.code.row();
        write!(f, "{name}: {}", self.detail.as_deref().unwrap_or(title))?;
        self.errors.iter().try_for_each(|e| write!(f, "; {} {}", e.pointer, e.detail))
    }
}

impl std::error::Error for Problem {}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.code.row().0).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        self.respond(false, None)
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::new(ProblemCode::NotFound),
            Error::Conflict(Conflict::Stale) => Self::new(ProblemCode::Stale),
            Error::Conflict(Conflict::Duplicate | Conflict::Reference) => Self::new(ProblemCode::Duplicate),
            Error::Unavailable(cause) => {
                tracing::warn!(%cause, "the database is unavailable");
                Self { retry_after: Some(5), ..Self::new(ProblemCode::Unavailable) }
            }
            Error::Defect(cause) => Self::internal(&cause),
        }
    }
}

impl From<Denied> for Problem {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Action(action) => Self::with(
                ProblemCode::Forbidden,
                format!("本角色没有“{}”权限（{action}）", domain::Coded::label(action)),
            ),
            Denied::Scope => Self::new(ProblemCode::NotFound),
        }
    }
}

impl From<domain::task::WrongState> for Problem {
    fn from(wrong: domain::task::WrongState) -> Self {
        Self::with(ProblemCode::WrongState, wrong.to_string())
    }
}

impl From<domain::transfer::WrongState> for Problem {
    fn from(wrong: domain::transfer::WrongState) -> Self {
        Self::with(ProblemCode::WrongState, wrong.to_string())
    }
}

impl From<serde_json::Error> for Problem {
    fn from(cause: serde_json::Error) -> Self {
        Self::internal(&cause)
    }
}

impl From<crate::entropy::NoEntropy> for Problem {
    fn from(cause: crate::entropy::NoEntropy) -> Self {
        Self::internal(&cause)
    }
}

/// Whether the caller prefers English; Chinese otherwise.
fn prefers_english(headers: &HeaderMap) -> bool {
    let languages = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    languages.trim_start().to_ascii_lowercase().starts_with("en")
}

/// Middleware: writes problems in the caller's language, with the request's name.
///
/// # Errors
/// None of its own; the errors of handlers have become responses before they come here.
pub async fn localise<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let english = prefers_english(request.headers());
    let name = request.extensions().get::<tracing_actix_web::RequestId>().map(ToString::to_string);
    // The request must not be cloned before it is routed: routing writes into it.
    let response = next.call(request).await?.map_into_boxed_body();
    let problem = response.response().error().and_then(|error| error.as_error::<Problem>()).cloned();
    Ok(match problem {
        Some(problem) => {
            // What the browser is told to forget, it is told still.
            let cookies: Vec<HeaderValue> = response.headers().get_all(SET_COOKIE).cloned().collect();
            let mut written = problem.respond(english, name);
            cookies.into_iter().for_each(|cookie| written.headers_mut().append(SET_COOKIE, cookie));
            response.into_response(written)
        }
        None => response,
    })
}

/// The page that `type` of every problem points at.
pub async fn catalogue() -> HttpResponse {
    let row = |code: &ProblemCode| {
        let (status, name, chinese, english) = code.row();
        format!("<tr id=\"{name}\"><td><code>{name}</code><td>{status}<td>{chinese}<td lang=\"en\">{english}")
    };
    let rows: String = ProblemCode::ALL.iter().map(row).collect();
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(format!(
        "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>错误代码</title>\
         <h1>错误代码</h1><table><tr><th>代码<th>状态<th>含义<th lang=\"en\">Meaning{rows}</table></html>"
    ))
}
