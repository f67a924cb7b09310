//! Users and the keys that sign their tokens.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::Coded;
use domain::policy::Role;

use crate::connection::MultiBackend;
use crate::database::{Reader, Writer};
use crate::dialect::contains_pattern;
use crate::error::{Conflict, Error, Result};
use crate::page::{Page, Window};
use crate::schema::{departments, signing_keys, users};
use crate::stored::{Code, Time};

/// A user as stored.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = users)]
pub struct User {
    /// Key.
    pub id: i64,
    /// Sign-in name.
    pub username: String,
    /// Name shown.
    pub display_name: String,
    /// argon2id in PHC form.
    pub password_hash: String,
    /// Role.
    pub role: Code<Role>,
    /// Department, where the role has one.
    pub department_id: Option<i64>,
    /// The inspector that the user is.
    pub inspector_id: Option<i64>,
    /// Whether sign-in is allowed.
    pub active: bool,
    /// Tokens issued in an earlier epoch are revoked.
    pub epoch: i64,
    /// Failed sign-ins since the last success.
    pub failed_logins: i32,
    /// No sign-in before this moment.
    pub locked_until: Option<Time>,
    /// When created.
    pub created_at: Time,
    /// Changes with every update.
    pub version: i64,
}

/// Who it is; no hash of a password gets into a log.
impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("User");
        shown.field("id", &self.id).field("username", &self.username).field("role", &self.role);
        shown.field("active", &self.active).field("version", &self.version).finish_non_exhaustive()
    }
}

/// A user to be created.
#[derive(Insertable)]
#[diesel(table_name = users)]
struct Row<'a> {
    username: &'a str,
    display_name: &'a str,
    password_hash: &'a str,
    role: Code<Role>,
    department_id: Option<i64>,
    inspector_id: Option<i64>,
    active: bool,
    epoch: i64,
    failed_logins: i32,
    created_at: Time,
    version: i64,
}

/// What a new user is made of. No `Debug`: it holds the hash of a password.
#[derive(Clone)]
pub struct NewUser {
    /// Sign-in name.
    pub username: String,
    /// Name shown.
    pub display_name: String,
    /// argon2id in PHC form.
    pub password_hash: String,
    /// Role.
    pub role: Role,
    /// Department.
    pub department: Option<i64>,
    /// Inspector.
    pub inspector: Option<i64>,
}

/// What may be changed of a user. No `Debug`: it holds the hash of a password.
#[derive(Clone, Default)]
pub struct UserChange {
    /// New name shown.
    pub display_name: Option<String>,
    /// New password, hashed.
    pub password_hash: Option<String>,
    /// Whether sign-in is allowed.
    pub active: Option<bool>,
}

/// Which users a list has; none leaves a condition out.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Name shown or sign-in name contain this.
    pub text: Option<String>,
    /// Role.
    pub role: Option<Role>,
    /// Department.
    pub department: Option<i64>,
    /// Whether sign-in is allowed.
    pub active: Option<bool>,
}

/// Lists users by name.
///
/// # Errors
/// When the database does not answer.
pub fn list(reader: &mut Reader, filter: &Filter, window: Window) -> Result<Page<User>> {
    let items = filtered(filter)
        .order(users::username.asc())
        .offset(window.offset)
        .limit(window.limit)
        .select(User::as_select())
        .load(reader.connection())?;
    let total = reader.count(filtered(filter).select(users::id))?;
    Ok(Page { items, total })
}

fn filtered(filter: &Filter) -> users::BoxedQuery<'static, MultiBackend> {
    let mut query = users::table.into_boxed();
    if let Some(text) = &filter.text {
        let pattern = contains_pattern(text);
        let named = users::display_name.like(pattern.clone()).escape('\\');
        query = query.filter(named.or(users::username.like(pattern).escape('\\')));
    }
    if let Some(role) = filter.role {
        query = query.filter(users::role.eq(role.code()));
    }
    if let Some(department) = filter.department {
        query = query.filter(users::department_id.eq(department));
    }
    if let Some(active) = filter.active {
        query = query.filter(users::active.eq(active));
    }
    query
}

/// The user with this key.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(reader: &mut Reader, id: i64) -> Result<User> {
    Ok(users::table.find(id).select(User::as_select()).first(reader.connection())?)
}

/// What a user is to others.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Person {
    /// Role.
    pub role: Code<Role>,
    /// Name.
    pub display_name: String,
}

/// The users with these keys.
///
/// # Errors
/// When the database does not answer.
pub fn people(reader: &mut Reader, ids: &[i64]) -> Result<BTreeMap<i64, Person>> {
    let rows: Vec<(i64, Person)> = users::table
        .filter(users::id.eq_any(ids.to_vec()))
        .select((users::id, (users::role, users::display_name)))
        .load(reader.connection())?;
    Ok(rows.into_iter().collect())
}

/// The user with this sign-in name.
///
/// # Errors
/// [`Error::NotFound`].
pub fn by_username(reader: &mut Reader, username: &str) -> Result<User> {
    Ok(users::table
        .filter(users::username.eq(username))
        .select(User::as_select())
        .first(reader.connection())?)
}

/// The body that a user's department belongs to.
///
/// # Errors
/// When the database does not answer.
pub fn body_of(reader: &mut Reader, user: &User) -> Result<Option<i64>> {
    let Some(department) = user.department_id else { return Ok(None) };
    let body = departments::table.find(department).select(departments::body_id).first(reader.connection());
    Ok(body.optional()?)
}

/// Creates a user.
///
/// # Errors
/// [`Conflict::Duplicate`] when the name is taken.
pub fn create(writer: &mut Writer, new: &NewUser) -> Result<User> {
    let row = Row {
        username: &new.username,
        display_name: &new.display_name,
        password_hash: &new.password_hash,
        role: Code(new.role),
        department_id: new.department,
        inspector_id: new.inspector,
        active: true,
        epoch: 1,
        failed_logins: 0,
        created_at: writer.now().into(),
        version: 1,
    };
    let id: i64 =
        diesel::insert_into(users::table).values(row).returning(users::id).get_result(writer.connection())?;
    get(writer, id)
}

/// Changes a user. A new password or a deactivation revokes every token; a new password or an activation forgets the
/// failed sign-ins, and ends the lock.
///
/// # Errors
/// [`Conflict::Stale`] when `version` is not the stored one.
pub fn update(writer: &mut Writer, id: i64, version: i64, change: &UserChange) -> Result<User> {
    let user = get(writer, id)?;
    let revoke = change.password_hash.is_some() || change.active == Some(false);
    let changed = diesel::update(users::table.filter(users::id.eq(id)).filter(users::version.eq(version)))
        .set((
            users::display_name.eq(change.display_name.clone().unwrap_or(user.display_name)),
            users::password_hash.eq(change.password_hash.clone().unwrap_or(user.password_hash)),
            users::active.eq(change.active.unwrap_or(user.active)),
            // In the database: a sign-out at the same time revokes too, and changes no version.
            users::epoch.eq(users::epoch + i64::from(revoke)),
            users::version.eq(version + 1),
        ))
        .execute(writer.connection())?;
    if changed != 1 {
        return Err(Error::Conflict(Conflict::Stale));
    }
    if change.password_hash.is_some() || change.active == Some(true) {
        clear_failures(writer, id)?;
    }
    get(writer, id)
}

/// Counts a failed sign-in, in the database: guesses made at the same time are all counted. From `limit` failures on
/// there is no sign-in before `until`. Answers how many there were since the last success, or since the last lock ended:
/// one wrong password after a lock is not the next lock.
///
/// # Errors
/// [`Error::NotFound`].
pub fn count_failure(writer: &mut Writer, id: i64, limit: i32, until: DateTime<Utc>) -> Result<i32> {
    let now = Time::from(writer.now());
    diesel::update(users::table.find(id).filter(users::locked_until.le(now)))
        .set((users::failed_logins.eq(0), users::locked_until.eq(None::<Time>)))
        .execute(writer.connection())?;
    let failures: i32 = diesel::update(users::table.find(id))
        .set(users::failed_logins.eq(users::failed_logins + 1))
        .returning(users::failed_logins)
        .get_result(writer.connection())?;
    if failures >= limit {
        diesel::update(users::table.find(id))
            .set(users::locked_until.eq(Some(Time::from(until))))
            .execute(writer.connection())?;
    }
    Ok(failures)
}

/// Forgets the failed sign-ins: somebody signed in.
///
/// # Errors
/// When the database does not answer.
pub fn clear_failures(writer: &mut Writer, id: i64) -> Result<()> {
    diesel::update(users::table.find(id))
        .set((users::failed_logins.eq(0), users::locked_until.eq(None::<Time>)))
        .execute(writer.connection())?;
    Ok(())
}

/// Revokes every token of a user.
///
/// # Errors
/// When the database does not answer.
pub fn revoke_tokens(writer: &mut Writer, id: i64) -> Result<()> {
    diesel::update(users::table.find(id))
        .set(users::epoch.eq(users::epoch + 1))
        .execute(writer.connection())?;
    Ok(())
}

/// A key that signs access tokens.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = signing_keys)]
pub struct SigningKey {
    /// Key identifier in tokens.
    pub kid: String,
    /// Ed25519 private key, 32 bytes.
    pub private_key: Vec<u8>,
}

/// The keys in force, newest first.
///
/// # Errors
/// When the database does not answer.
pub fn signing_keys(reader: &mut Reader) -> Result<Vec<SigningKey>> {
    Ok(signing_keys::table
        .filter(signing_keys::retired_at.is_null())
        .order(signing_keys::id.desc())
        .select(SigningKey::as_select())
        .load(reader.connection())?)
}

/// Adds a key.
///
/// # Errors
/// When the database does not answer.
pub fn add_signing_key(writer: &mut Writer, key: &SigningKey) -> Result<()> {
    let now = Time::from(writer.now());
    diesel::insert_into(signing_keys::table)
        .values((
            signing_keys::kid.eq(&key.kid),
            signing_keys::private_key.eq(&key.private_key),
            signing_keys::created_at.eq(now),
        ))
        .execute(writer.connection())?;
    Ok(())
}
