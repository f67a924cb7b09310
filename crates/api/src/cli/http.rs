//! What the commands that speak with another server have in common.

use std::time::Duration;

use domain::text::io_reason;

/// The longest answer that is JSON: bytes.
pub(super) const JSON_LIMIT: u64 = 4 << 20;
/// The longest bundle: bytes. Ten million rows are half a gigabyte.
pub(super) const BUNDLE_LIMIT: u64 = 4 << 30;

/// Asks, and gives up on a server that does not answer. Every status is an answer.
pub(super) fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_connect(Some(Duration::from_secs(20)))
        .timeout_recv_response(Some(Duration::from_secs(120)));
    config.build().new_agent()
}

/// Why a server was not heard, for people.
pub(super) fn reason(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Io(error) => io_reason(error),
        ureq::Error::Timeout(_) => "超时，服务器没有答复".to_owned(),
        ureq::Error::HostNotFound => "找不到该主机".to_owned(),
        ureq::Error::ConnectionFailed => "无法连接".to_owned(),
        ureq::Error::BadUri(_) | ureq::Error::InvalidProxyUrl => "网址不正确".to_owned(),
        ureq::Error::TooManyRedirects => "重定向过多".to_owned(),
        ureq::Error::BodyExceedsLimit(limit) => format!("内容超过 {limit} 字节"),
        // Rare, and of later versions: in the words of the library.
        ureq::Error::StatusCode(_)
        | ureq::Error::Http(_)
        | ureq::Error::Protocol(_)
        | ureq::Error::RedirectFailed
        | ureq::Error::Tls(_)
        | ureq::Error::Pem(_)
        | ureq::Error::Rustls(_)
        | ureq::Error::RequireHttpsOnly(_)
        | ureq::Error::LargeResponseHeader(..)
        | ureq::Error::Json(_)
        | ureq::Error::ConnectProxyFailed(_)
        | ureq::Error::TlsRequired
        | ureq::Error::Other(_)
        | _ => format!("连接失败：{error}"),
    }
}
