//! What only tests do to a database, by its URL; not part of the interface.

use diesel::connection::SimpleConnection;

use crate::connection::{AnyConnection, Target};
use crate::database::Reader;
use crate::error::{Error, Result};
use crate::migration;

fn connect(url: &str) -> Result<AnyConnection> {
    let target = Target::parse(url).ok_or_else(|| Error::Defect("not a database URL".into()))?;
    let mut connection = target.establish().map_err(|cause| Error::Unavailable(Box::new(cause)))?;
    if let AnyConnection::Sqlite(c) = &mut connection {
        // The server under test may be writing.
        c.batch_execute("PRAGMA busy_timeout = 30000")?;
    }
    Ok(connection)
}

/// Runs a statement outside any transaction.
///
/// # Errors
/// When the database refuses it.
pub fn execute(url: &str, statement: &str) -> Result<()> {
    Ok(connect(url)?.batch_execute(statement)?)
}

/// Runs the migrations over one connection that is closed afterwards; answers their names.
///
/// # Errors
/// When a migration fails.
pub fn migrate(url: &str) -> Result<Vec<String>> {
    migration::run(&mut connect(url)?)
}

/// Takes every migration back; answers their names. Loses all data.
///
/// # Errors
/// When a migration cannot be taken back.
pub fn revert(url: &str) -> Result<Vec<String>> {
    migration::revert(&mut connect(url)?)
}

/// Takes the last migration back; answers its version.
///
/// # Errors
/// When it cannot be taken back.
pub fn revert_last(url: &str) -> Result<String> {
    migration::revert_last(&mut connect(url)?)
}

/// Tries to write where only reading is allowed.
///
/// # Errors
/// Always, or a reader can write.
pub fn write_through(reader: &mut Reader) -> Result<()> {
    Ok(reader.connection().batch_execute("DELETE FROM calendar_days")?)
}
