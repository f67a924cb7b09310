//! Accounts and users.

use contract::identity::{AccessToken, NewUser, PasswordChange, User, UserChange, UserQuery};
use contract::page::{Page, PageQuery};

use super::{Client, Outcome};

impl Client {
    /// Changes one's own password; every other session ends.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn change_password(&self, change: &PasswordChange) -> Outcome<()> {
        let AccessToken { access_token, .. } = self.post("/auth/password", change).await?;
        self.session().go_on(access_token);
        Ok(())
    }

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
