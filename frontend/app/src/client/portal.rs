//! What everybody may read.

use contract::draw::Draw;
use contract::page::{Page, PageQuery};
use contract::portal::{
    PublicMatterList, PublicResult, PublicStatistics, PublicTask, ResultQuery, StatisticsQuery,
};

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
        self.get(&format!("/public/tasks/{id}")).await
    }

    /// The rounds of a task's draw.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn public_draws(&self, id: i64) -> Outcome<Vec<Draw>> {
        self.get(&format!("/public/tasks/{id}/draws")).await
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
