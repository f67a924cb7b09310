//! The audit log.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::answer;

answer! {
    /// Who did what, when.
    pub struct AuditEntry {
        /// Key; grows with time.
        pub id: i64,
        /// When.
        pub at: DateTime<Utc>,
        /// Key of the user; none for the system.
        pub user_id: Option<i64>,
        /// Name of the user then.
        pub actor: String,
        /// What, `task.freeze`.
        pub action: String,
        /// To what kind of thing.
        pub resource: String,
        /// To which one.
        pub key: String,
        /// The change, canonical JSON (RFC 8785).
        pub payload: serde_json::Value,
        /// SHA-256 of the canonical JSON, hex.
        pub digest: String,
        /// Index of its entry in the public log, once it has one.
        pub leaf_index: Option<i64>,
    }
}

/// Which entries.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AuditQuery {
    /// Only of this action.
    pub action: Option<String>,
    /// Only of this kind of thing.
    pub resource: Option<String>,
    /// Only of the thing with this key.
    pub key: Option<String>,
    /// The name of who did it contains this.
    pub actor: Option<String>,
    /// Only from this day in China on.
    #[validate(custom(function = "crate::in_our_time"))]
    pub from: Option<NaiveDate>,
    /// Only to this day in China.
    #[validate(custom(function = "crate::in_our_time"))]
    pub to: Option<NaiveDate>,
}
