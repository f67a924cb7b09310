//! Inspectors and recusals.

use contract::inspector::{Inspector, InspectorQuery, Recusal, RecusalQuery};
use contract::page::{Page, PageQuery};

use super::{Client, Outcome};

impl Client {
    /// Inspectors, by staff code.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn inspectors(&self, query: &InspectorQuery, page: PageQuery) -> Outcome<Page<Inspector>> {
        self.list("/inspectors", &[query, &page]).await
    }

    /// Recusals.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn recusals(&self, query: &RecusalQuery, page: PageQuery) -> Outcome<Page<Recusal>> {
        self.list("/recusals", &[query, &page]).await
    }
}
