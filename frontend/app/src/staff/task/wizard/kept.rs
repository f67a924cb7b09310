//! What is not saved on the server yet, kept in this browser: a reload or another day loses nothing.

use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

use super::draft::Entry;

/// An entry, and what it changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// Version of the draft on the server; none for a task that is not there yet.
    pub version: Option<i64>,
    /// What was entered.
    pub entry: Entry,
}

/// Where it is kept: for each user and task.
pub fn place(user: i64, task: Option<i64>) -> String {
    let task = task.map_or_else(|| "new".to_owned(), |id| id.to_string());
    format!("sunlot.task.{user}.{task}")
}

/// What is kept there.
pub fn load(place: &str) -> Option<Kept> {
    LocalStorage::get(place).ok()
}

/// Keeps it there.
pub fn store(place: &str, kept: &Kept) {
    // Without storage the entry lasts as long as the page, which warns before it is left.
    let _ = LocalStorage::set(place, kept);
}

/// Forgets it.
pub fn forget(place: &str) {
    LocalStorage::delete(place);
}
