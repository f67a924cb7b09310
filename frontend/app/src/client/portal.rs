//! What everybody may read.

use chrono::TimeDelta;
use contract::draw::Draw;
use contract::page::{Page, PageQuery};
use contract::portal::{
    PublicMatterList, PublicResult, PublicStatistics, PublicTask, ResultQuery, StatisticsQuery,
};
use contract::round::Round;

use super::{Client, Outcome};

impl Client {
    /// The published matter list.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn public_matters(&self) -> Outcome<PublicMatterList> {
        self.get("/public/matters").await
    }

    /// Public tasks, newest first.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn public_tasks(&self, page: PageQuery) -> Outcome<Page<PublicTask>> {
        self.list("/public/tasks", &[&page]).await
    }

    /// A public task.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn public_task(&self, id: i64) -> Outcome<PublicTask> {
        self.get_fresh(&format!("/public/tasks/{id}")).await.map(|(task, _)| task)
    }

    /// The rounds of a task as they are now, from their announcement on; by how much the server's clock is ahead of this one.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn public_rounds(&self, id: i64) -> Outcome<(Vec<Round>, TimeDelta)> {
        self.get_fresh(&format!("/public/tasks/{id}/rounds")).await
    }

    /// What was frozen and drawn in the rounds of a task, as it is now.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn public_draws(&self, id: i64) -> Outcome<Vec<Draw>> {
        self.get_fresh(&format!("/public/tasks/{id}/draws")).await.map(|(draws, _)| draws)
    }

    /// Disclosed results.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn public_results(&self, query: &ResultQuery, page: PageQuery) -> Outcome<Page<PublicResult>> {
        self.list("/public/results", &[query, &page]).await
    }

    /// Figures for the public.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn public_statistics(&self, query: StatisticsQuery) -> Outcome<PublicStatistics> {
        self.list("/public/statistics", &[&query]).await
    }
}

/// Where the proof bundle of a round is.
#[must_use]
pub fn bundle_address(task: i64, round: u32) -> String {
    format!("/api/v1/public/tasks/{task}/draws/{round}/bundle.zip")
}

/// Where a round is told live.
#[must_use]
pub fn events_address(task: i64, round: u32) -> String {
    format!("/api/v1/public/tasks/{task}/rounds/{round}/events")
}
