//! Tasks and their stages.

use contract::page::{Page, PageQuery};
use contract::task::{Reason, Task, TaskDraft, TaskPreview, TaskQuery};

use super::{Client, Outcome};

impl Client {
    /// Tasks, the newest first.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn tasks(&self, query: &TaskQuery, page: PageQuery) -> Outcome<Page<Task>> {
        self.list("/tasks", &[query, &page]).await
    }

    /// One task.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn task(&self, id: i64) -> Outcome<Task> {
        self.get(&format!("/tasks/{id}")).await
    }

    /// Creates a draft.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn create_task(&self, draft: &TaskDraft) -> Outcome<Task> {
        self.post("/tasks", draft).await
    }

    /// Changes a draft.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn change_task(&self, id: i64, version: i64, draft: &TaskDraft) -> Outcome<Task> {
        self.put(&format!("/tasks/{id}"), version, draft).await
    }

    /// What a freeze would fix now.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn preview_task(&self, id: i64) -> Outcome<TaskPreview> {
        self.get(&format!("/tasks/{id}/preview")).await
    }

    /// Issues the notices of a task that is drawn.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn issue_task(&self, id: i64, version: i64) -> Outcome<Task> {
        self.order(&format!("/tasks/{id}/issue"), version).await
    }

    /// Gives a task up, for good and in public.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn void_task(&self, id: i64, version: i64, reason: &Reason) -> Outcome<Task> {
        self.act(&format!("/tasks/{id}/void"), version, reason).await
    }

    /// Gives a task up that has a result, for good and in public.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn withdraw_task(&self, id: i64, version: i64, reason: &Reason) -> Outcome<Task> {
        self.act(&format!("/tasks/{id}/withdraw"), version, reason).await
    }
}
