//! What was announced of a round, how far its ceremony is, and how it ended if it did not end in a result.

use diesel::prelude::*;
use domain::draw::policy::{Announcement, VoidCode};

use crate::database::{Reader, Writer};
use crate::error::{Conflict, Error, Result};
use crate::schema::draw_announcements;
use crate::stored::{Code, Json, Time};

/// A round as announced.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = draw_announcements)]
pub struct Announced {
    /// Task.
    pub task_id: i64,
    /// Round, from 1.
    pub round: i32,
    /// What was announced.
    pub content: Json<Announcement>,
    /// When.
    pub announced_at: Time,
    /// By when what is awaited now must have happened, or the round is void.
    pub due_at: Option<Time>,
    /// The public value; public once confirmed.
    pub entropy: Option<String>,
    /// Who typed it.
    pub entropy_by: Option<i64>,
    /// When.
    pub entropy_at: Option<Time>,
    /// Who confirmed it.
    pub confirmed_by: Option<i64>,
    /// When.
    pub confirmed_at: Option<Time>,
    /// Why the round is void.
    pub void_code: Option<Code<VoidCode>>,
    /// When it was voided.
    pub voided_at: Option<Time>,
    /// Why, in words.
    pub void_reason: Option<String>,
}

impl Announced {
    /// The public value, once a second person has confirmed it.
    #[must_use]
    pub fn confirmed(&self) -> Option<&str> {
        self.confirmed_by.and(self.entropy.as_deref())
    }
}

/// A round whose deadline has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Overdue {
    /// Task.
    pub task: i64,
    /// Round.
    pub round: i32,
}

#[diesel::dsl::auto_type(no_type_alias)]
fn row(task: i64, round: i32) -> _ {
    draw_announcements::table
        .filter(draw_announcements::task_id.eq(task))
        .filter(draw_announcements::round.eq(round))
}

/// Announces a round.
///
/// # Errors
/// [`Conflict::Duplicate`] when it is announced already.
pub fn announce(writer: &mut Writer, task: i64, round: i32, content: Announcement) -> Result<()> {
    let now = Time::from(writer.now());
    diesel::insert_into(draw_announcements::table)
        .values((
            draw_announcements::task_id.eq(task),
            draw_announcements::round.eq(round),
            draw_announcements::due_at.eq(content.freeze_until.map(Time::from)),
            draw_announcements::content.eq(Json::new(content)?),
            draw_announcements::announced_at.eq(now),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Takes back what was announced of a round, to announce it anew in the same transaction.
///
/// # Errors
/// When the database does not answer.
pub fn withdraw(writer: &mut Writer, task: i64, round: i32) -> Result<()> {
    diesel::delete(row(task, round)).execute(writer.connection())?;
    Ok(())
}

/// What was announced of a round, if it was.
///
/// # Errors
/// When the database does not answer.
pub fn announced(reader: &mut Reader, task: i64, round: i32) -> Result<Option<Announced>> {
    Ok(row(task, round).select(Announced::as_select()).first(reader.connection()).optional()?)
}

/// What was announced of a task, by round.
///
/// # Errors
/// When the database does not answer.
pub fn announcements(reader: &mut Reader, task: i64) -> Result<Vec<Announced>> {
    Ok(draw_announcements::table
        .filter(draw_announcements::task_id.eq(task))
        .order(draw_announcements::round)
        .select(Announced::as_select())
        .load(reader.connection())?)
}

/// Sets by when what is awaited next must happen; none for whenever.
///
/// # Errors
/// When the database does not answer.
pub fn set_due(writer: &mut Writer, task: i64, round: i32, due: Option<Time>) -> Result<()> {
    diesel::update(row(task, round)).set(draw_announcements::due_at.eq(due)).execute(writer.connection())?;
    Ok(())
}

/// Rounds whose deadline is before this moment, the longest overdue first.
///
/// # Errors
/// When the database does not answer.
pub fn overdue(reader: &mut Reader, now: Time, limit: i64) -> Result<Vec<Overdue>> {
    Ok(draw_announcements::table
        .filter(draw_announcements::due_at.lt(now))
        .order(draw_announcements::due_at)
        .limit(limit)
        .select((draw_announcements::task_id, draw_announcements::round))
        .load(reader.connection())?)
}

/// Stores the public value that somebody typed; none takes back what was typed.
///
/// # Errors
/// [`Conflict::Stale`] when the value is confirmed already.
pub fn set_entropy(writer: &mut Writer, task: i64, round: i32, typed: Option<(&str, i64)>) -> Result<()> {
    let now = Time::from(writer.now());
    let open = row(task, round).filter(draw_announcements::confirmed_by.is_null());
    let changed = diesel::update(open)
        .set((
            draw_announcements::entropy.eq(typed.map(|(value, _)| value)),
            draw_announcements::entropy_by.eq(typed.map(|(_, user)| user)),
            draw_announcements::entropy_at.eq(typed.map(|_| now)),
        ))
        .execute(writer.connection())?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict(Conflict::Stale)) }
}

/// Confirms the typed public value; nothing is awaited in time any more.
///
/// # Errors
/// [`Conflict::Stale`] when nothing was typed, or it is confirmed already.
pub fn confirm_entropy(writer: &mut Writer, task: i64, round: i32, user: i64) -> Result<()> {
    let now = Time::from(writer.now());
    let typed = row(task, round)
        .filter(draw_announcements::entropy.is_not_null())
        .filter(draw_announcements::confirmed_by.is_null());
    let changed = diesel::update(typed)
        .set((
            draw_announcements::confirmed_by.eq(Some(user)),
            draw_announcements::confirmed_at.eq(Some(now)),
            draw_announcements::due_at.eq(None::<Time>),
        ))
        .execute(writer.connection())?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict(Conflict::Stale)) }
}

/// Ends a round: void, with its public reason; or with a result, without one. Nothing is awaited any more.
///
/// # Errors
/// When the database does not answer.
pub fn end(writer: &mut Writer, task: i64, round: i32, void: Option<(VoidCode, &str)>) -> Result<()> {
    let now = Time::from(writer.now());
    diesel::update(row(task, round))
        .set((
            draw_announcements::due_at.eq(None::<Time>),
            draw_announcements::void_code.eq(void.map(|(code, _)| Code(code))),
            draw_announcements::void_reason.eq(void.map(|(_, reason)| reason)),
            draw_announcements::voided_at.eq(void.map(|_| now)),
        ))
        .execute(writer.connection())?;
    Ok(())
}
