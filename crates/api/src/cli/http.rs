//! What the commands that speak with another server have in common.

use std::time::Duration;

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
