//! A connection to either database, and how each is opened.

#[cfg(test)]
mod tests;

use diesel::connection::SimpleConnection;
use diesel::r2d2::{CustomizeConnection, ManageConnection, R2D2Connection};
use diesel::{Connection, ConnectionError, ConnectionResult, PgConnection, SqliteConnection};

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

/// Opens connections for the pool, by URL scheme. No `Debug`: a URL holds a password.
#[derive(Clone)]
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

    /// Opens a connection; the error says the database's own reason, never a password.
    pub(crate) fn establish(&self) -> ConnectionResult<AnyConnection> {
        match self {
            Self::Postgres(url) => PgConnection::establish(url)
                .map(AnyConnection::Postgres)
                .map_err(|cause| ConnectionError::BadConnection(told(url, &cause.to_string()))),
            Self::Sqlite(path) => {
                let failed = |cause: &dyn std::fmt::Display| {
                    ConnectionError::BadConnection(format!("cannot open the file {path}: {cause}"))
                };
                create_private(path).map_err(|cause| failed(&cause))?;
                SqliteConnection::establish(path).map(AnyConnection::Sqlite).map_err(|cause| failed(&cause))
            }
        }
    }
}

impl ManageConnection for Target {
    type Connection = AnyConnection;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<AnyConnection, diesel::r2d2::Error> {
        Ok(self.establish()?)
    }

    fn is_valid(&self, connection: &mut AnyConnection) -> Result<(), diesel::r2d2::Error> {
        Ok(connection.ping()?)
    }

    fn has_broken(&self, connection: &mut AnyConnection) -> bool {
        std::thread::panicking() || connection.is_broken()
    }
}

/// What libpq says of a server. What it says of a URL that it cannot read quotes the URL, so that is not repeated.
fn told(url: &str, reason: &str) -> String {
    let of_server = ["connection to ", "could not ", "FATAL"].iter().any(|start| reason.starts_with(start));
    if !of_server {
        return "the database URL cannot be read; is something in it to be percent-encoded?".to_owned();
    }
    // An @ in a password that is not encoded ends up in the name of the host, which is quoted.
    let authority = url.split_once("://").map_or(url, |(_, rest)| rest);
    let password = authority.rsplit_once('@').and_then(|(user, _)| user.split_once(':')).map(|(_, p)| p);
    let after_at = password.and_then(|password| password.split_once('@')).map(|(_, rest)| rest);
    match after_at.filter(|rest| !rest.is_empty()) {
        Some(rest) => reason.replace(rest, "***").trim_end().to_owned(),
        None => reason.trim_end().to_owned(),
    }
}

/// Personal data live in the file: nobody else on the machine may read it, or its `-wal` and `-shm`, which take its
/// mode.
fn create_private(path: &str) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        Ok(_) | Err(_) => Ok(()),
    }
}
