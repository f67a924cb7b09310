//! The draw: commitments, freeze, reveals, result.

use contract::check::DrawOutcome;
use contract::draw::{Ceremony, Commitment, Draw, DrawRequest, Reveal, Skip, SkipQuery};
use contract::page::{Page, PageQuery};
use contract::task::{Reason, Task};

use super::{Client, Failure, Outcome};
use crate::bridge;

impl Client {
    /// How far the ceremony of a task's draw is.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn ceremony(&self, task: i64) -> Outcome<Ceremony> {
        self.get(&format!("/tasks/{task}/ceremony")).await
    }

    /// Commits as a witness, before the freeze.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn commit(&self, task: i64, commitment: &Commitment) -> Outcome<Ceremony> {
        self.post(&format!("/tasks/{task}/witness"), commitment).await
    }

    /// Reveals as a witness, after the freeze.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn reveal(&self, task: i64, reveal: &Reveal) -> Outcome<Ceremony> {
        self.post(&format!("/tasks/{task}/reveal"), reveal).await
    }

    /// Fixes roster, strata, inspectors and commitments.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn freeze_task(&self, id: i64, version: i64) -> Outcome<Draw> {
        self.order(&format!("/tasks/{id}/freeze"), version).await
    }

    /// Draws.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn draw_task(&self, id: i64, version: i64, request: &DrawRequest) -> Outcome<Draw> {
        self.act(&format!("/tasks/{id}/draw"), version, request).await
    }

    /// Gives up a frozen round whose secrets were not all revealed.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn void_round(&self, id: i64, version: i64, reason: &Reason) -> Outcome<Task> {
        self.act(&format!("/tasks/{id}/void-round"), version, reason).await
    }

    /// The rounds of a task's draw.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn draws(&self, task: i64) -> Outcome<Vec<Draw>> {
        self.get(&format!("/tasks/{task}/draws")).await
    }

    /// Who was passed over when the teams of a round were formed.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn skips(
        &self,
        task: i64,
        round: u32,
        query: &SkipQuery,
        page: PageQuery,
    ) -> Outcome<Page<Skip>> {
        self.list(&format!("/tasks/{task}/draws/{round}/skips"), &[query, &page]).await
    }

    /// What came of a round, as its public proof bundle says; none when its result is not public yet.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn draw_outcome(&self, task: i64, round: u32) -> Outcome<Option<DrawOutcome>> {
        bridge::load_verifier().await.map_err(|_| Failure::Offline)?;
        let bundle = self.bytes(&format!("/public/tasks/{task}/draws/{round}/bundle.zip")).await?;
        let outcome = bridge::draw_outcome(&bundle).map_err(Failure::unreadable)?;
        serde_json::from_str(&outcome).map_err(|error| Failure::Unreadable(error.to_string()))
    }
}
