//! The public log: its head, its tiles, its keys, and the place of every audit entry in it.
//!
//! Nothing here knows what a leaf or a tree is. A step of the sequencer is one transaction that [`hold`]s the head, takes
//! what [`pending`] answers, writes tiles, [`mark`]s the entries and [`advance`]s the head: it happens whole, or not at all.

mod event;
mod key;

use diesel::prelude::*;

use crate::audit::AuditEntry;
use crate::database::{Reader, Writer};
use crate::dialect;
use crate::error::{Conflict, Error, Result};
use crate::schema::{audit_entries, log_heads, log_pending, log_places, log_tiles};

pub use event::{Event, EventFilter, NewEvent, event_by_hash, events, events_of_round, insert_events};
pub use key::{LogKey, SecretKey, add_key, hand_over, keys, secret_keys};

/// The key of the one row of `log_heads`.
const HEAD: i64 = 1;

/// Where the log stands.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = log_heads)]
pub struct Head {
    /// The name of the log; empty until it has one.
    pub origin: String,
    /// Number of its leaves.
    pub size: i64,
    /// The signed note.
    pub checkpoint: String,
}

/// Where the log stands.
///
/// # Errors
/// When the database does not answer.
pub fn head(reader: &mut Reader) -> Result<Head> {
    Ok(log_heads::table.find(HEAD).select(Head::as_select()).first(reader.connection())?)
}

/// Holds the log until the transaction ends, and answers where it stands; waits for whoever holds it.
///
/// # Errors
/// When the database does not answer.
pub fn hold(writer: &mut Writer) -> Result<Head> {
    dialect::lock_log(writer, HEAD)?;
    head(writer)
}

/// The same, or nothing when somebody else holds it: the work is being done.
///
/// # Errors
/// When the database does not answer.
pub fn try_hold(writer: &mut Writer) -> Result<Option<Head>> {
    if dialect::try_lock_log(writer, HEAD)? { head(writer).map(Some) } else { Ok(None) }
}

/// Whether there are entries without a place in the log.
///
/// # Errors
/// When the database does not answer.
pub fn is_pending(reader: &mut Reader) -> Result<bool> {
    let first: Option<i64> =
        log_pending::table.select(log_pending::entry_id).first(reader.connection()).optional()?;
    Ok(first.is_some())
}

/// The oldest entries without a place in the log. What one transaction saw of another is before it: its key is the smaller.
///
/// # Errors
/// When the database does not answer.
pub fn pending(reader: &mut Reader, limit: i64) -> Result<Vec<AuditEntry>> {
    let waiting: Vec<i64> = log_pending::table
        .select(log_pending::entry_id)
        .order(log_pending::entry_id)
        .limit(limit)
        .load(reader.connection())?;
    dialect::bulk::audit_entries(reader, &waiting)
}

/// An entry that gets its place.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = log_places, treat_none_as_default_value = false)]
pub struct Place {
    /// Index of its leaf.
    pub leaf_index: i64,
    /// Key of the entry.
    pub entry_id: i64,
    /// The salt of its hash.
    pub salt: Vec<u8>,
}

/// Gives entries their places.
///
/// # Errors
/// [`Conflict::Stale`] when one of them does not wait for a place, [`Conflict::Duplicate`] when a place is taken.
pub fn mark(writer: &mut Writer, places: &[Place]) -> Result<()> {
    let entries: Vec<_> = places.iter().map(|place| place.entry_id).collect();
    let waited = dialect::bulk::remove_pending(writer, &entries)?;
    if waited != places.len() {
        return Err(Error::Conflict(Conflict::Stale));
    }
    dialect::bulk::insert_places(writer, places)
}

/// Moves the head.
///
/// # Errors
/// [`Conflict::Stale`] when it is not where `from` says.
pub fn advance(writer: &mut Writer, from: &Head, to: &Head) -> Result<()> {
    let moved = diesel::update(
        log_heads::table
            .find(HEAD)
            .filter(log_heads::size.eq(from.size))
            .filter(log_heads::checkpoint.eq(&from.checkpoint)),
    )
    .set((
        log_heads::origin.eq(&to.origin),
        log_heads::size.eq(to.size),
        log_heads::checkpoint.eq(&to.checkpoint),
    ))
    .execute(writer.connection())?;
    if moved == 1 { Ok(()) } else { Err(Error::Conflict(Conflict::Stale)) }
}

/// The content of a tile: level -1 has the entries, 0 and above the hashes.
///
/// # Errors
/// [`Error::NotFound`].
pub fn tile(reader: &mut Reader, level: i32, number: i64) -> Result<Vec<u8>> {
    Ok(log_tiles::table.find((level, number)).select(log_tiles::content).first(reader.connection())?)
}

/// Writes a tile in the place of what it was when it had fewer hashes.
///
/// # Errors
/// When the database does not answer.
pub fn put_tile(writer: &mut Writer, level: i32, number: i64, content: &[u8]) -> Result<()> {
    dialect::put_log_tile(writer, level, number, content)
}

/// An entry that has its place.
#[derive(Debug, Clone)]
pub struct Sequenced {
    /// The entry.
    pub entry: AuditEntry,
    /// The salt of its hash.
    pub salt: Vec<u8>,
}

/// The audit entry whose leaf has this index.
///
/// # Errors
/// [`Error::NotFound`].
pub fn entry_at(reader: &mut Reader, index: i64) -> Result<Sequenced> {
    let (entry, salt) = log_places::table
        .find(index)
        .inner_join(audit_entries::table)
        .select((AuditEntry::as_select(), log_places::salt))
        .first(reader.connection())?;
    Ok(Sequenced { entry, salt })
}
