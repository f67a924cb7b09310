//! The draw: policy, announcement, commitments, freeze, reveals, public value, result, release; and all of it live.

use contract::check::{DrawOutcome, WitnessQuestion};
use contract::draw::{
    Ceremony, Commitment, Draw, DrawRequest, GivenSalt, Reveal, SaltRequest, Skip, SkipQuery,
};
use contract::page::{Page, PageQuery};
use contract::round::{
    AnnounceRequest, CeremonyEvent, DepartmentDrawPolicy, DrawPolicyChange, EntropyValue, Round,
};
use contract::simulation::RoundRelaxations;
use contract::task::{Reason, Task};
use gloo_net::http::Method;

use super::send::{fresh, json, read};
use super::{Client, Failure, Outcome, Stream};
use crate::bridge;

impl Client {
    /// How far the ceremony of a task's draw is.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn ceremony(&self, task: i64) -> Outcome<Ceremony> {
        self.get(&format!("/tasks/{task}/ceremony")).await
    }

    /// Follows the ceremony live: the events after this one, all without it.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn follow_ceremony(&self, task: i64, after: Option<i64>) -> Outcome<Stream<CeremonyEvent>> {
        self.follow(&format!("/tasks/{task}/ceremony/events"), after).await
    }

    /// Announces the present round of a task.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn announce(&self, id: i64, version: i64, request: &AnnounceRequest) -> Outcome<Round> {
        self.act(&format!("/tasks/{id}/announce"), version, request).await
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

    /// Why a witness must not reveal into the freeze of the round as everybody can read it; nothing when it may. It is asked for
    /// without a token: the server cannot tell who asks. Checked in this browser.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn refusal_to_reveal(&self, task: i64, asked: &WitnessQuestion) -> Outcome<Option<String>> {
        bridge::load_verifier().await.map_err(|_| Failure::Offline)?;
        let address = format!("/api/v1/public/tasks/{task}/draws/{}/freeze.json", asked.round);
        let response = fresh(&address, "application/json").await?;
        let freeze = response.binary().await.map_err(|error| Failure::Unreadable(error.to_string()))?;
        let asked = serde_json::to_string(asked).map_err(|error| Failure::Unreadable(error.to_string()))?;
        bridge::refuse_reveal(&freeze, &asked).map_err(Failure::unreadable)
    }

    /// Fixes roster, strata, inspectors and commitments.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn freeze_task(&self, id: i64, version: i64) -> Outcome<Draw> {
        self.order(&format!("/tasks/{id}/freeze"), version).await
    }

    /// Types the public value of the present round from its source.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn type_entropy(&self, task: i64, value: &EntropyValue) -> Outcome<Round> {
        read(self.send(Method::PUT, &format!("/tasks/{task}/entropy"), None, json(value)?).await?).await
    }

    /// Types it once more, as another person.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn confirm_entropy(&self, task: i64, value: &EntropyValue) -> Outcome<Round> {
        self.post(&format!("/tasks/{task}/entropy/confirm"), value).await
    }

    /// The salt with which a firm finds its row on the blinded roster of a round.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn salt(&self, task: i64, round: u32, asked: &SaltRequest) -> Outcome<GivenSalt> {
        self.post(&format!("/tasks/{task}/draws/{round}/salt"), asked).await
    }

    /// Draws.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn draw_task(&self, id: i64, version: i64, request: &DrawRequest) -> Outcome<Draw> {
        self.act(&format!("/tasks/{id}/draw"), version, request).await
    }

    /// Gives up an announced or frozen round while nobody can know its outcome.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn void_round(&self, id: i64, version: i64, reason: &Reason) -> Outcome<Task> {
        self.act(&format!("/tasks/{id}/void-round"), version, reason).await
    }

    /// Makes the sealed results of a task public.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn release(&self, id: i64, version: i64) -> Outcome<Vec<Round>> {
        self.order(&format!("/tasks/{id}/release"), version).await
    }

    /// The rounds of a task, from their announcement to how they ended.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn rounds(&self, task: i64) -> Outcome<Vec<Round>> {
        self.get(&format!("/tasks/{task}/rounds")).await
    }

    /// What a department demands of its draws.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn draw_policy(&self, department: i64) -> Outcome<DepartmentDrawPolicy> {
        self.get(&format!("/departments/{department}/draw-policy")).await
    }

    /// Sets what a department demands of its draws.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn set_draw_policy(
        &self,
        department: i64,
        version: i64,
        change: &DrawPolicyChange,
    ) -> Outcome<DepartmentDrawPolicy> {
        self.put(&format!("/departments/{department}/draw-policy"), version, change).await
    }

    /// The rounds of a task's draw that were frozen, with their figures.
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

    /// What would help a round whose draw found no teams; takes seconds.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn round_relaxations(&self, task: i64, round: u32) -> Outcome<RoundRelaxations> {
        self.get(&format!("/tasks/{task}/draws/{round}/relaxations")).await
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
