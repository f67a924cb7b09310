//! Drafts of records in the browser: by user, inspection and the version that they were begun on.

use chrono::{DateTime, Utc};
use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

use super::entry::Entry;

/// A draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// What was entered.
    pub entry: Entry,
    /// When it was kept.
    pub saved_at: DateTime<Utc>,
}

/// Whose draft of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The user: a device may be shared.
    pub user: i64,
    /// The inspection.
    pub inspection: i64,
    /// Its version.
    pub version: i64,
}

impl Place {
    fn key(self) -> String {
        format!("sunlot.record.{}.{}.{}", self.user, self.inspection, self.version)
    }

    /// The draft kept here.
    #[must_use]
    pub fn load(self) -> Option<Draft> {
        LocalStorage::get(self.key()).ok()
    }

    /// The newest draft of an earlier version: somebody else was faster.
    #[must_use]
    pub fn load_earlier(self) -> Option<Draft> {
        (1..self.version).rev().find_map(|version| Self { version, ..self }.load())
    }

    /// Keeps a draft; whether the browser did.
    #[must_use]
    pub fn keep(self, draft: &Draft) -> bool {
        LocalStorage::set(self.key(), draft).is_ok()
    }

    /// Forgets this draft.
    pub fn forget(self) {
        LocalStorage::delete(self.key());
    }

    /// Forgets the drafts of earlier versions.
    pub fn forget_earlier(self) {
        for version in 1..self.version {
            Self { version, ..self }.forget();
        }
    }
}
