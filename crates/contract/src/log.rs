//! The public log: proofs, events and keys. Checkpoint, tiles and entries are served as C2SP `tlog-tiles` says.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::answer;

answer! {
    /// Proof that an entry stands in the log (RFC 6962 §2.1.1).
    pub struct InclusionProof {
        /// Index of the entry, from 0.
        pub index: u64,
        /// The entry: canonical JSON.
        pub entry: String,
        /// `SHA-256(00 ‖ entry)`, hex.
        pub leaf_hash: String,
        /// Number of entries of the tree.
        pub size: u64,
        /// Its root, hex.
        pub root: String,
        /// The audit path, from the leaf upwards, hex.
        pub path: Vec<String>,
    }
}

answer! {
    /// Proof that the log only grew between two sizes (RFC 6962 §2.1.2).
    pub struct ConsistencyProof {
        /// The smaller size.
        pub first: u64,
        /// The root at it, hex.
        pub first_root: String,
        /// The greater size.
        pub second: u64,
        /// The root at it, hex.
        pub second_root: String,
        /// The proof, hex.
        pub path: Vec<String>,
    }
}

answer! {
    /// An entry of the log that shows what happened.
    pub struct LogEvent {
        /// Index of the entry, from 0.
        pub index: u64,
        /// `SHA-256(00 ‖ entry)`, hex.
        pub leaf_hash: String,
        /// What happened, `draw.freeze`.
        pub action: String,
        /// When.
        pub at: DateTime<Utc>,
        /// Number of the task.
        pub task: Option<String>,
        /// Key of the task.
        pub task_id: Option<i64>,
        /// The round, from 1.
        pub round: Option<i32>,
    }
}

answer! {
    /// A key that signs the log's checkpoints, or did.
    pub struct LogKey {
        /// Name, id and public key, as C2SP signed notes write them.
        pub vkey: String,
        /// Since when it signs.
        pub created_at: DateTime<Utc>,
        /// When it was replaced.
        pub retired_at: Option<DateTime<Utc>>,
        /// The last checkpoint that it signed, together with its successor, whose announcement is the last entry under it.
        pub handover: Option<String>,
    }
}

/// Which entry is to be proved: by index, or, of an entry that shows something, by hash.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct InclusionQuery {
    /// Index of the entry, from 0.
    pub index: Option<u64>,
    /// Hash of the entry, 64 lower-case hex digits.
    pub leaf_hash: Option<String>,
    /// In the tree of so many entries; of all if not given.
    pub size: Option<u64>,
}

/// Between which sizes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ConsistencyQuery {
    /// The smaller size, from 1.
    #[validate(range(min = 1))]
    #[cfg_attr(feature = "openapi", param(minimum = 1))]
    pub first: u64,
    /// The greater size; that of the whole log if not given.
    pub second: Option<u64>,
}

/// Which events.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct LogEventQuery {
    /// Only of the task with this key.
    pub task_id: Option<i64>,
    /// Only of the task with this number.
    pub task: Option<String>,
}
