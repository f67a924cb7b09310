//! Migrations: the same names for both databases.

use diesel::connection::SimpleConnection;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::connection::AnyConnection;
use crate::error::{Cause, Error, Result};

const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");

fn defect(cause: Cause) -> Error {
    Error::Defect(cause)
}

/// Runs what has not run yet; answers the names.
pub(crate) fn run(connection: &mut AnyConnection) -> Result<Vec<String>> {
    let done = match connection {
        AnyConnection::Postgres(c) => c.run_pending_migrations(POSTGRES).map_err(defect)?,
        AnyConnection::Sqlite(c) => {
            // A connection from the pool may have read before.
            c.batch_execute("PRAGMA query_only = OFF")?;
            c.run_pending_migrations(SQLITE).map_err(defect)?
        }
    };
    Ok(done.iter().map(ToString::to_string).collect())
}

/// Whether nothing is left to run.
pub(crate) fn is_current(connection: &mut AnyConnection) -> Result<bool> {
    let pending = match connection {
        AnyConnection::Postgres(c) => c.has_pending_migration(POSTGRES),
        AnyConnection::Sqlite(c) => c.has_pending_migration(SQLITE),
    };
    Ok(!pending.map_err(defect)?)
}

/// Takes everything back; loses all data. Answers the names.
pub(crate) fn revert(connection: &mut AnyConnection) -> Result<Vec<String>> {
    let undone = match connection {
        AnyConnection::Postgres(c) => c.revert_all_migrations(POSTGRES).map_err(defect)?,
        AnyConnection::Sqlite(c) => c.revert_all_migrations(SQLITE).map_err(defect)?,
    };
    Ok(undone.iter().map(ToString::to_string).collect())
}

/// Takes the last one back; answers its version.
pub(crate) fn revert_last(connection: &mut AnyConnection) -> Result<String> {
    let undone = match connection {
        AnyConnection::Postgres(c) => c.revert_last_migration(POSTGRES).map_err(defect)?,
        AnyConnection::Sqlite(c) => c.revert_last_migration(SQLITE).map_err(defect)?,
    };
    Ok(undone.to_string())
}
