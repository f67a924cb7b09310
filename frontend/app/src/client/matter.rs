//! Matters and the matter list.

use contract::matter::{Matter, MatterList, MatterQuery, NewMatterList};

use super::{Client, Outcome};

impl Client {
    /// Matters with their check items, by code.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn matters(&self, query: MatterQuery) -> Outcome<Vec<Matter>> {
        self.list("/matters", &[&query]).await
    }

    /// Publishes a new version of the matter list.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn publish_matter_list(&self, list: &NewMatterList) -> Outcome<MatterList> {
        self.post("/matter-lists", list).await
    }
}
