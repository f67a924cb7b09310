//! The stages of a task after its inspections: summary, approval, disclosure.

use contract::summary::TaskSummary;
use contract::task::{Reason, Task};

use super::{Client, Outcome};

impl Client {
    /// The figures of a task.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn summary(&self, task: i64) -> Outcome<TaskSummary> {
        self.get(&format!("/tasks/{task}/summary")).await
    }

    /// Submits a task to the leader.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn submit_task(&self, id: i64, version: i64) -> Outcome<Task> {
        self.order(&format!("/tasks/{id}/submit"), version).await
    }

    /// Approves the results of a task.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn approve_task(&self, id: i64, version: i64) -> Outcome<Task> {
        self.order(&format!("/tasks/{id}/approve"), version).await
    }

    /// Sends a task back to its inspectors.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn return_task(&self, id: i64, version: i64, reason: &Reason) -> Outcome<Task> {
        self.act(&format!("/tasks/{id}/return"), version, reason).await
    }

    /// Makes the results of a task public.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn disclose_task(&self, id: i64, version: i64) -> Outcome<Task> {
        self.order(&format!("/tasks/{id}/disclose"), version).await
    }

    /// Closes a task for good.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn archive_task(&self, id: i64, version: i64) -> Outcome<Task> {
        self.order(&format!("/tasks/{id}/archive"), version).await
    }
}
