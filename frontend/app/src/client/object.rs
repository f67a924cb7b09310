//! Objects of inspection.

use contract::object::{Object, ObjectQuery, ObjectVisit};
use contract::page::{Page, PageQuery};

use super::{Client, Outcome};

impl Client {
    /// Objects, by code.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn objects(&self, query: &ObjectQuery, page: PageQuery) -> Outcome<Page<Object>> {
        self.list("/objects", &[query, &page]).await
    }

    /// One object.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn object(&self, id: i64) -> Outcome<Object> {
        self.get(&format!("/objects/{id}")).await
    }

    /// Visits to an object by all departments, the latest first.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn object_visits(&self, id: i64, page: PageQuery) -> Outcome<Page<ObjectVisit>> {
        self.list(&format!("/objects/{id}/visits"), &[&page]).await
    }
}
