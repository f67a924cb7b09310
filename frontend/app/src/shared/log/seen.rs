//! What this visitor saw of the log last, kept in this browser: who shows two histories is found out.

use chrono::{DateTime, Utc};
use contract::check::log::LogHead;
use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

use crate::client::log::CheckedHead;

const KEY: &str = "sunlot.log";

/// A checkpoint as it was seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// What it said.
    pub head: LogHead,
    /// The log's key that was in force.
    pub vkey: String,
    /// The signed note: what it said cannot be denied.
    pub note: String,
    /// When it was seen.
    pub at: DateTime<Utc>,
}

/// What was seen last.
pub(super) fn last() -> Option<Seen> {
    LocalStorage::get(KEY).ok()
}

/// Remembers a head in place of the one before.
pub(super) fn remember(checked: &CheckedHead) {
    let Some(key) = checked.keys.last() else { return };
    let CheckedHead { head, note, at, .. } = checked.clone();
    // Without storage every visit is the first.
    let _ = LocalStorage::set(KEY, Seen { head, vkey: key.vkey.clone(), note, at });
}

/// Forgets what was seen: the next look is the first.
pub fn forget() {
    LocalStorage::delete(KEY);
}
