//! Sessions: a sign-in and the refresh tokens that follow from it, each replaced at its use (RFC 9700, 4.14.2).

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use crate::database::Writer;
use crate::error::Result;
use crate::identity::{self, User};
use crate::schema::{refresh_tokens, sessions};
use crate::stored::Time;

/// The SHA-256 of a refresh token: all that is kept of it.
pub type TokenHash = [u8; 32];

/// How long sessions and their tokens live.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// A session ends when it was not used for so long.
    pub idle: TimeDelta,
    /// A session ends so long after the sign-in, used or not.
    pub longest: TimeDelta,
    /// For so long after it was replaced, a token is honoured once more.
    pub grace: TimeDelta,
}

/// What became of a token that was presented.
#[derive(Debug)]
pub enum Rotation {
    /// The next token is in its place.
    Rotated {
        /// Whose session it is.
        user: Box<User>,
        /// When the next token ends, unless it is used.
        expires_at: DateTime<Utc>,
    },
    /// Replaced a moment ago and honoured once more already: whoever shares the token has the next one by now.
    Raced,
    /// Replaced long ago: one of those who have it has stolen it. Nothing has changed yet; see [`revoke`].
    Reused {
        /// Key of the session.
        session: i64,
        /// Key of its user.
        user: i64,
    },
    /// Unknown, expired, revoked, or its user may not sign in.
    Refused,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = sessions)]
struct Session {
    id: i64,
    user_id: i64,
    epoch: i64,
    expires_at: Time,
    revoked_at: Option<Time>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = refresh_tokens)]
struct Token {
    id: i64,
    expires_at: Time,
    replaced_at: Option<Time>,
}

/// Whether a token that is presented is the first use of it.
enum Use {
    First,
    Again,
    Raced,
    Late,
}

/// Begins a session of a user with its first token; answers when that token ends, unless it is used.
///
/// # Errors
/// When the database does not answer.
pub fn begin(writer: &mut Writer, user: &User, first: &TokenHash, terms: Terms) -> Result<DateTime<Utc>> {
    let now = writer.now();
    let end = Time::from(now + terms.longest);
    let session: i64 = diesel::insert_into(sessions::table)
        .values((
            sessions::user_id.eq(user.id),
            sessions::epoch.eq(user.epoch),
            sessions::created_at.eq(Time::from(now)),
            sessions::expires_at.eq(end),
        ))
        .returning(sessions::id)
        .get_result(writer.connection())?;
    add(writer, session, end, first, terms)
}

/// Puts the next token in the place of the one presented.
///
/// # Errors
/// When the database does not answer.
pub fn rotate(
    writer: &mut Writer,
    presented: &TokenHash,
    next: &TokenHash,
    terms: Terms,
) -> Result<Rotation> {
    let found: Option<(Token, Session)> = refresh_tokens::table
        .inner_join(sessions::table)
        .filter(refresh_tokens::hash.eq(presented.to_vec()))
        .select((Token::as_select(), Session::as_select()))
        .first(writer.connection())
        .optional()?;
    let Some((token, session)) = found else { return Ok(Rotation::Refused) };
    let now = Time::from(writer.now());
    let user = identity::get(writer, session.user_id)?;
    let ended = session.revoked_at.is_some() || session.expires_at <= now;
    if ended || !user.active || user.epoch != session.epoch {
        return Ok(Rotation::Refused);
    }
    if token.replaced_at.is_none() && token.expires_at <= now {
        return Ok(Rotation::Refused);
    }
    match mark_used(writer, token.id, terms.grace)? {
        Use::First | Use::Again => {
            let expires_at = add(writer, session.id, session.expires_at, next, terms)?;
            Ok(Rotation::Rotated { user: Box::new(user), expires_at })
        }
        Use::Raced => Ok(Rotation::Raced),
        Use::Late => Ok(Rotation::Reused { session: session.id, user: user.id }),
    }
}

/// Ends a session: none of its tokens is honoured any more.
///
/// # Errors
/// When the database does not answer.
pub fn revoke(writer: &mut Writer, id: i64) -> Result<()> {
    let now = Time::from(writer.now());
    diesel::update(sessions::table.find(id).filter(sessions::revoked_at.is_null()))
        .set(sessions::revoked_at.eq(Some(now)))
        .execute(writer.connection())?;
    Ok(())
}

/// Ends the session that a token belongs to, whether or not the token is its last; of an unknown token nothing.
///
/// # Errors
/// When the database does not answer.
pub fn leave(writer: &mut Writer, presented: &TokenHash) -> Result<()> {
    let found: Option<i64> = refresh_tokens::table
        .filter(refresh_tokens::hash.eq(presented.to_vec()))
        .select(refresh_tokens::session_id)
        .first(writer.connection())
        .optional()?;
    found.map_or(Ok(()), |id| revoke(writer, id))
}

/// Forgets the sessions that are over, with their tokens; answers how many.
///
/// # Errors
/// When the database does not answer.
pub fn forget_expired(writer: &mut Writer) -> Result<usize> {
    let now = Time::from(writer.now());
    Ok(diesel::delete(sessions::table.filter(sessions::expires_at.le(now))).execute(writer.connection())?)
}

/// Marks a token as used, in the database: of two uses at the same time only one is the first.
fn mark_used(writer: &mut Writer, id: i64, grace: TimeDelta) -> Result<Use> {
    let now = Time::from(writer.now());
    let unused = refresh_tokens::table.find(id).filter(refresh_tokens::replaced_at.is_null());
    let first =
        diesel::update(unused).set(refresh_tokens::replaced_at.eq(Some(now))).execute(writer.connection())?;
    if first == 1 {
        return Ok(Use::First);
    }
    let recent = Time::from(writer.now() - grace);
    let replaced: Option<Time> =
        refresh_tokens::table.find(id).select(refresh_tokens::replaced_at).first(writer.connection())?;
    if replaced.is_some_and(|at| at <= recent) {
        return Ok(Use::Late);
    }
    let once = refresh_tokens::table.find(id).filter(refresh_tokens::honoured_again.eq(false));
    let again =
        diesel::update(once).set(refresh_tokens::honoured_again.eq(true)).execute(writer.connection())?;
    Ok(if again == 1 { Use::Again } else { Use::Raced })
}

fn add(
    writer: &mut Writer,
    session: i64,
    end: Time,
    hash: &TokenHash,
    terms: Terms,
) -> Result<DateTime<Utc>> {
    let expires_at = Time::from(writer.now() + terms.idle).min(end);
    diesel::insert_into(refresh_tokens::table)
        .values((
            refresh_tokens::session_id.eq(session),
            refresh_tokens::hash.eq(hash.to_vec()),
            refresh_tokens::expires_at.eq(expires_at),
            refresh_tokens::honoured_again.eq(false),
        ))
        .execute(writer.connection())?;
    Ok(expires_at.into())
}
