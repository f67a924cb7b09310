//! The keys that sign the log's checkpoints.

use diesel::prelude::*;

use crate::database::{Reader, Writer};
use crate::error::{Conflict, Error, Result};
use crate::schema::log_keys;
use crate::stored::Time;

/// A key as the public sees it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = log_keys)]
pub struct LogKey {
    /// Name, id and public key.
    pub vkey: String,
    /// Since when it signs.
    pub created_at: Time,
    /// When it was replaced.
    pub retired_at: Option<Time>,
    /// The last checkpoint that it signed, together with its successor.
    pub handover: Option<String>,
}

/// A key that signs. No `Debug`: it holds the private key.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = log_keys)]
pub struct SecretKey {
    /// Name, id and public key.
    pub vkey: String,
    /// Ed25519 private key, 32 bytes; none of a retired key.
    pub private_key: Option<Vec<u8>>,
}

/// All keys there ever were, oldest first.
///
/// # Errors
/// When the database does not answer.
pub fn keys(reader: &mut Reader) -> Result<Vec<LogKey>> {
    Ok(log_keys::table.order(log_keys::id).select(LogKey::as_select()).load(reader.connection())?)
}

/// The keys in force, oldest first: one, or two until the log has handed over to the second.
///
/// # Errors
/// When the database does not answer.
pub fn secret_keys(reader: &mut Reader) -> Result<Vec<SecretKey>> {
    Ok(log_keys::table
        .filter(log_keys::retired_at.is_null())
        .order(log_keys::id)
        .select(SecretKey::as_select())
        .load(reader.connection())?)
}

/// Adds a key.
///
/// # Errors
/// When the database does not answer.
pub fn add_key(writer: &mut Writer, key: &SecretKey) -> Result<()> {
    let now = Time::from(writer.now());
    diesel::insert_into(log_keys::table)
        .values((
            log_keys::vkey.eq(&key.vkey),
            log_keys::private_key.eq(&key.private_key),
            log_keys::created_at.eq(now),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// Retires a key with the checkpoint that it signed last; its private half is forgotten.
///
/// # Errors
/// [`Conflict::Stale`] when it is retired already.
pub fn hand_over(writer: &mut Writer, vkey: &str, checkpoint: &str) -> Result<()> {
    let now = Time::from(writer.now());
    let retired = diesel::update(
        log_keys::table.filter(log_keys::vkey.eq(vkey)).filter(log_keys::retired_at.is_null()),
    )
    .set((
        log_keys::private_key.eq(None::<Vec<u8>>),
        log_keys::retired_at.eq(Some(now)),
        log_keys::handover.eq(Some(checkpoint)),
    ))
    .execute(writer.connection())?;
    if retired == 1 { Ok(()) } else { Err(Error::Conflict(Conflict::Stale)) }
}
