//! Strikes: drawn objects that lose their places at somebody's discretion.

use contract::page::{Page, PageQuery};
use contract::strike::{Strike, StrikeQuery, StrikeRequest};
use contract::task::Reason;

use super::{Client, Outcome};

impl Client {
    /// Strikes, the newest first.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn strikes(&self, query: &StrikeQuery, page: PageQuery) -> Outcome<Page<Strike>> {
        self.list("/strikes", &[query, &page]).await
    }

    /// Files that drawn objects of a task be struck.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn file_strike(&self, task: i64, request: &StrikeRequest) -> Outcome<Strike> {
        self.post(&format!("/tasks/{task}/strikes"), request).await
    }

    /// Approves a strike: the objects lose their places, and the task goes on to a supplementary round.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn approve_strike(&self, id: i64, version: i64) -> Outcome<Strike> {
        self.order(&format!("/strikes/{id}/approve"), version).await
    }

    /// Refuses a strike: the objects stay.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn refuse_strike(&self, id: i64, version: i64, reason: &Reason) -> Outcome<Strike> {
        self.act(&format!("/strikes/{id}/refuse"), version, reason).await
    }
}
