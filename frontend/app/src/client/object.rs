//! Objects of inspection.

use contract::object::{Object, ObjectQuery};
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
}
