//! Accounts and users.

use contract::identity::{NewUser, User, UserChange, UserQuery};
use contract::page::{Page, PageQuery};

use super::{Client, Outcome};

impl Client {
    /// Users, by sign-in name.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn users(&self, query: &UserQuery, page: PageQuery) -> Outcome<Page<User>> {
        self.list("/users", &[query, &page]).await
    }

    /// One user.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn user(&self, id: i64) -> Outcome<User> {
        self.get(&format!("/users/{id}")).await
    }

    /// Creates a user.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn create_user(&self, user: &NewUser) -> Outcome<User> {
        self.post("/users", user).await
    }

    /// Changes a user.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn change_user(&self, id: i64, version: i64, change: &UserChange) -> Outcome<User> {
        self.put(&format!("/users/{id}"), version, change).await
    }
}
