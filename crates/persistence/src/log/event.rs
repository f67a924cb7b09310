//! The leaves that show something, found by task.

use diesel::prelude::*;

use crate::database::{Reader, Writer};
use crate::error::Result;
use crate::page::{Page, Window};
use crate::schema::{log_events, tasks};
use crate::stored::Time;

/// A leaf that shows something.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Event {
    /// Index of the leaf.
    pub index: i64,
    /// Its hash, hex.
    pub leaf_hash: String,
    /// What happened, `draw.freeze`.
    pub action: String,
    /// Key of the task.
    pub task: Option<i64>,
    /// The round.
    pub round: Option<i32>,
    /// When.
    pub at: Time,
    /// Number of the task.
    pub task_number: Option<String>,
}

/// A leaf to be entered.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = log_events)]
pub struct NewEvent {
    /// Index of the leaf.
    pub leaf_index: i64,
    /// Its hash, hex.
    pub leaf_hash: String,
    /// What happened.
    pub action: String,
    /// Key of the task.
    pub task_id: Option<i64>,
    /// The round.
    pub round: Option<i32>,
    /// When.
    pub at: Time,
}

/// Which leaves.
#[derive(Debug, Clone, Default)]
pub struct EventFilter {
    /// Only of the task with this key.
    pub task: Option<i64>,
    /// Only of the task with this number.
    pub task_number: Option<String>,
}

/// Enters leaves.
///
/// # Errors
/// [`crate::Conflict::Duplicate`] when there is one with such an index.
pub fn insert_events(writer: &mut Writer, events: &[NewEvent]) -> Result<()> {
    for event in events {
        diesel::insert_into(log_events::table).values(event).execute(writer.connection())?;
    }
    Ok(())
}

#[diesel::dsl::auto_type(no_type_alias)]
fn with_number() -> _ {
    log_events::table.left_join(tasks::table.on(log_events::task_id.eq(tasks::id.nullable())))
}

/// Lists leaves, newest first.
///
/// # Errors
/// When the database does not answer.
pub fn events(reader: &mut Reader, filter: &EventFilter, window: Window) -> Result<Page<Event>> {
    let filtered = || {
        let mut query = with_number().into_boxed();
        if let Some(task) = filter.task {
            query = query.filter(log_events::task_id.eq(task));
        }
        if let Some(number) = &filter.task_number {
            query = query.filter(tasks::number.eq(number.clone()));
        }
        query
    };
    let items = filtered()
        .order(log_events::leaf_index.desc())
        .offset(window.offset)
        .limit(window.limit)
        .select(columns())
        .load(reader.connection())?;
    let total = reader.count(filtered().select(log_events::leaf_index))?;
    Ok(Page { items, total })
}

/// The events of a round's draw, in their order.
///
/// # Errors
/// When the database does not answer.
pub fn events_of_round(reader: &mut Reader, task: i64, round: i32) -> Result<Vec<Event>> {
    let found = with_number()
        .filter(log_events::task_id.eq(task))
        .filter(log_events::round.eq(round))
        .filter(log_events::action.like("draw.%"));
    Ok(found.order(log_events::leaf_index).select(columns()).load(reader.connection())?)
}

/// The leaf with this hash.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub fn event_by_hash(reader: &mut Reader, hash: &str) -> Result<Event> {
    let found = with_number().filter(log_events::leaf_hash.eq(hash));
    Ok(found.select(columns()).first(reader.connection())?)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn columns() -> _ {
    (
        log_events::leaf_index,
        log_events::leaf_hash,
        log_events::action,
        log_events::task_id,
        log_events::round,
        log_events::at,
        tasks::number.nullable(),
    )
}
