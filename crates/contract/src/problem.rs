//! Problems (RFC 9457): one table from code to status and words.

use serde::{Deserialize, Serialize};

/// Why a request was not done. The code is stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// The request cannot be read.
    BadRequest,
    /// No valid access token.
    Unauthenticated,
    /// Wrong name or password.
    SignInFailed,
    /// The role does not grant it.
    Forbidden,
    /// No such thing, or none that the caller may know of.
    NotFound,
    /// There is such a thing, but not this method on it.
    MethodNotAllowed,
    /// Not possible in the present state.
    WrongState,
    /// Another one has the same key.
    Duplicate,
    /// Changed since it was read.
    Stale,
    /// The body is too large.
    TooLarge,
    /// The body is of the wrong kind.
    UnsupportedMediaType,
    /// The content breaks a rule; see `errors`.
    Invalid,
    /// `If-Match` is missing.
    PreconditionRequired,
    /// Too many attempts.
    TooManyRequests,
    /// The database cannot be reached.
    Unavailable,
    /// A defect of the server.
    Internal,
}

impl ProblemCode {
    /// All codes.
    pub const ALL: &'static [Self] = &[
        Self::BadRequest,
        Self::Unauthenticated,
        Self::SignInFailed,
        Self::Forbidden,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::WrongState,
        Self::Duplicate,
        Self::Stale,
        Self::TooLarge,
        Self::UnsupportedMediaType,
        Self::Invalid,
        Self::PreconditionRequired,
        Self::TooManyRequests,
        Self::Unavailable,
        Self::Internal,
    ];

    /// Status, code, Chinese title, English title.
    #[must_use]
    pub fn row(self) -> (u16, &'static str, &'static str, &'static str) {
        match self {
            Self::BadRequest => (400, "bad_request", "请求格式有误", "The request cannot be read"),
            Self::Unauthenticated => (401, "unauthenticated", "请先登录", "Sign in first"),
            Self::SignInFailed => (401, "sign_in_failed", "用户名或密码不正确", "Wrong name or password"),
            Self::Forbidden => (403, "forbidden", "没有执行此操作的权限", "Your role does not grant this"),
            Self::NotFound => (404, "not_found", "未找到所请求的内容", "There is no such thing"),
            Self::MethodNotAllowed => (
                405,
                "method_not_allowed",
                "此地址不支持这一请求方法",
                "There is no such method on this address",
            ),
            Self::WrongState => {
                (409, "wrong_state", "当前状态下不能执行此操作", "Not possible in this state")
            }
            Self::Duplicate => (409, "duplicate", "已有相同的记录", "Another one has the same key"),
            Self::Stale => {
                (412, "stale", "内容已被他人修改，请刷新后重试", "Changed since you read it: reload")
            }
            Self::TooLarge => (413, "too_large", "提交的内容过大", "The body is too large"),
            Self::UnsupportedMediaType => {
                (415, "unsupported_media_type", "提交的内容类型不受支持", "Unsupported kind of body")
            }
            Self::Invalid => (422, "invalid", "提交的内容不符合要求", "The content breaks a rule"),
            Self::PreconditionRequired => {
                (428, "precondition_required", "修改时须提供 If-Match", "An update needs If-Match")
            }
            Self::TooManyRequests => {
                (429, "too_many_requests", "尝试次数过多，请稍后再试", "Too many attempts")
            }
            Self::Unavailable => {
                (503, "unavailable", "服务暂时不可用，请稍后再试", "Temporarily unavailable")
            }
            Self::Internal => {
                (500, "internal", "服务器内部错误，请凭请求编号联系管理员", "A defect of the server")
            }
        }
    }
}

/// One wrong field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// JSON pointer into the request (RFC 6901).
    pub pointer: String,
    /// Stable code of the rule.
    pub code: String,
    /// What is wrong and what to do.
    pub detail: String,
}

/// The answer to a request that was not done (RFC 9457).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Where the code is documented.
    #[cfg_attr(feature = "openapi", schema(example = "/docs/problems#wrong_state"))]
    pub r#type: String,
    /// The status again.
    pub status: u16,
    /// Stable code.
    pub code: ProblemCode,
    /// What the code means.
    pub title: String,
    /// What is wrong here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Every wrong field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// Names this request in the server's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}
