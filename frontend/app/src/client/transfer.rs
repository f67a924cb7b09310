//! Transfer documents.

use contract::page::{Page, PageQuery};
use contract::task::Reason;
use contract::transfer::{Transfer, TransferDraft, TransferQuery};

use super::{Client, Outcome};

impl Client {
    /// Transfer documents, the newest first.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn transfers(&self, query: &TransferQuery, page: PageQuery) -> Outcome<Page<Transfer>> {
        self.list("/transfers", &[query, &page]).await
    }

    /// One transfer document.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn transfer(&self, id: i64) -> Outcome<Transfer> {
        self.get(&format!("/transfers/{id}")).await
    }

    /// Drafts the transfer of an inspection's case and submits it.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn draft_transfer(&self, inspection: i64, draft: &TransferDraft) -> Outcome<Transfer> {
        self.post(&format!("/inspections/{inspection}/transfers"), draft).await
    }

    /// Changes a transfer document and submits it again.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn change_transfer(&self, id: i64, version: i64, draft: &TransferDraft) -> Outcome<Transfer> {
        self.put(&format!("/transfers/{id}"), version, draft).await
    }

    /// Approves a transfer document, which numbers it.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn approve_transfer(&self, id: i64, version: i64) -> Outcome<Transfer> {
        self.order(&format!("/transfers/{id}/approve"), version).await
    }

    /// Sends a transfer document back.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn return_transfer(&self, id: i64, version: i64, reason: &Reason) -> Outcome<Transfer> {
        self.act(&format!("/transfers/{id}/return"), version, reason).await
    }
}
