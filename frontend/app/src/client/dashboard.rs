//! What waits for the caller.

use contract::dashboard::Dashboard;

use super::{Client, Outcome};

impl Client {
    /// What waits, and how things stand.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn dashboard(&self) -> Outcome<Dashboard> {
        self.get("/dashboard").await
    }
}
