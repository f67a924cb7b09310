//! Substitutions: a reserve in the place of an object that does not exist.

use contract::page::{Page, PageQuery};
use contract::substitution::{Substitution, SubstitutionQuery, SubstitutionRequest};
use contract::task::Reason;

use super::{Client, Outcome};

impl Client {
    /// Substitutions, the newest first.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn substitutions(
        &self,
        query: &SubstitutionQuery,
        page: PageQuery,
    ) -> Outcome<Page<Substitution>> {
        self.list("/substitutions", &[query, &page]).await
    }

    /// Files that the object of an inspection does not exist.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn file_substitution(
        &self,
        inspection: i64,
        request: &SubstitutionRequest,
    ) -> Outcome<Substitution> {
        self.post(&format!("/inspections/{inspection}/substitutions"), request).await
    }

    /// Approves a substitution: the next reserve takes the place.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn approve_substitution(&self, id: i64, version: i64) -> Outcome<Substitution> {
        self.order(&format!("/substitutions/{id}/approve"), version).await
    }

    /// Refuses a substitution: the object stays.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn refuse_substitution(&self, id: i64, version: i64, reason: &Reason) -> Outcome<Substitution> {
        self.act(&format!("/substitutions/{id}/refuse"), version, reason).await
    }
}
