//! A fresh database for each test.

use std::ops::Deref;

use persistence::{Database, Options};
use tempfile::TempDir;

use crate::postgres;

/// Connections of one test at most.
const POOL: u32 = 20;

/// A migrated, empty database that is gone when the test ends. Stands for its [`Database`].
pub struct TestDb {
    // First: its connections close before the place goes.
    database: Database,
    url: String,
    place: Place,
}

/// Where it lives.
enum Place {
    Sqlite { _folder: TempDir },
    Postgres { _database: OnServer },
}

/// A database on the server.
struct OnServer {
    name: String,
}

impl Drop for OnServer {
    fn drop(&mut self) {
        postgres::drop_database(&self.name);
    }
}

impl TestDb {
    /// An embedded file in a temporary folder.
    ///
    /// # Panics
    /// When it cannot be made.
    #[must_use]
    pub fn sqlite() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let url = format!("sqlite://{}", folder.path().join("test.db").display());
        let database = open(&url);
        database.migrate().expect("the migrations run on SQLite");
        Self { database, url, place: Place::Sqlite { _folder: folder } }
    }

    /// A database of its own on the PostgreSQL server of this test run.
    ///
    /// # Panics
    /// When there is no PostgreSQL to start; the message says what to install.
    #[must_use]
    pub fn postgres() -> Self {
        let name = postgres::create_database();
        let url = postgres::url(&name);
        Self { database: open(&url), url, place: Place::Postgres { _database: OnServer { name } } }
    }

    /// The URL, to open the database a second time (another process, another connection).
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Whether it is PostgreSQL: for the few tests of what differs.
    #[must_use]
    pub fn is_postgres(&self) -> bool {
        matches!(self.place, Place::Postgres { .. })
    }
}

/// Opens a database for tests.
pub(crate) fn open(url: &str) -> Database {
    Database::open(&Options { url: url.to_owned(), pool_size: POOL }).expect("the test database opens")
}

impl Deref for TestDb {
    type Target = Database;
    fn deref(&self) -> &Database {
        &self.database
    }
}
