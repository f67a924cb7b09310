//! The working-day calendar.

use contract::calendar::{DueDay, DueQuery};

use super::{Client, Outcome};

impl Client {
    /// The day that is so many working days after another.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn due_day(&self, query: &DueQuery) -> Outcome<DueDay> {
        self.list("/calendar/due", &[query]).await
    }
}
