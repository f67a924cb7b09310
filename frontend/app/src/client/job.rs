//! Long work.

use contract::job::Job;

use super::{Client, Outcome};

impl Client {
    /// One of one's own jobs.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn job(&self, id: i64) -> Outcome<Job> {
        self.get(&format!("/jobs/{id}")).await
    }
}
