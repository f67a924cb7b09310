//! Inspections.

use contract::inspection::{Inspection, InspectionQuery, InspectionRow, NewRecord};
use contract::page::{Page, PageQuery};

use super::{Client, Outcome};

impl Client {
    /// Inspections, in the order of their drawing.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn inspections(
        &self,
        query: &InspectionQuery,
        page: PageQuery,
    ) -> Outcome<Page<InspectionRow>> {
        self.list("/inspections", &[query, &page]).await
    }

    /// One inspection with its form.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn inspection(&self, id: i64) -> Outcome<Inspection> {
        self.get(&format!("/inspections/{id}")).await
    }

    /// Stores what the team found.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn record_inspection(&self, id: i64, version: i64, record: &NewRecord) -> Outcome<Inspection> {
        self.act(&format!("/inspections/{id}/record"), version, record).await
    }
}
