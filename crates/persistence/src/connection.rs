//! A connection to either database, and how each is opened.

use diesel::connection::SimpleConnection;
use diesel::r2d2::{ConnectionManager, CustomizeConnection};
use diesel::{PgConnection, SqliteConnection};

/// Either database behind one type, so that one query text serves both.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    /// A server.
    Postgres(PgConnection),
    /// An embedded file.
    Sqlite(SqliteConnection),
}

/// Makes every new connection of the pool ready for use.
#[derive(Debug)]
pub(crate) struct Prepare;

impl CustomizeConnection<AnyConnection, diesel::r2d2::Error> for Prepare {
    fn on_acquire(&self, connection: &mut AnyConnection) -> Result<(), diesel::r2d2::Error> {
        let settings = match connection {
            AnyConnection::Postgres(_) => {
                "SET timezone = 'UTC'; SET standard_conforming_strings = on; SET lock_timeout = '30s';"
            }
            // The order matters: without a busy timeout the switch to WAL itself can fail.
            AnyConnection::Sqlite(_) => {
                "PRAGMA busy_timeout = 30000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; \
                 PRAGMA foreign_keys = ON; PRAGMA cache_size = -32768; PRAGMA case_sensitive_like = ON;"
            }
        };
        connection.batch_execute(settings).map_err(diesel::r2d2::Error::QueryError)
    }
}

/// Opens connections for the pool, by URL scheme.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    /// `postgres://…`
    Postgres(String),
    /// The path of `sqlite://…`.
    Sqlite(String),
}

impl Target {
    /// Reads `sqlite:///path/file.db` or `postgres://…`; nothing else is a database.
    pub(crate) fn parse(url: &str) -> Option<Self> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            return (!path.is_empty()).then(|| Self::Sqlite(path.to_owned()));
        }
        let server = url.starts_with("postgres://") || url.starts_with("postgresql://");
        server.then(|| Self::Postgres(url.to_owned()))
    }

    pub(crate) fn manager(&self) -> ConnectionManager<AnyConnection> {
        match self {
            Self::Postgres(url) | Self::Sqlite(url) => ConnectionManager::new(url),
        }
    }
}
