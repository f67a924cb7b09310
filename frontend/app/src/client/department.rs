//! Issuing bodies, departments, divisions.

use contract::department::{Body, BodyChange, Department, Division};

use super::{Client, Outcome};

impl Client {
    /// All issuing bodies.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn bodies(&self) -> Outcome<Vec<Body>> {
        self.get("/bodies").await
    }

    /// Changes a body.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn change_body(&self, id: i64, version: i64, change: &BodyChange) -> Outcome<Body> {
        self.put(&format!("/bodies/{id}"), version, change).await
    }

    /// All departments.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn departments(&self) -> Outcome<Vec<Department>> {
        self.get("/departments").await
    }

    /// All divisions, retired ones too.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn divisions(&self) -> Outcome<Vec<Division>> {
        self.get("/divisions").await
    }
}
