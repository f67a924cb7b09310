//! The pool, and the only two ways to the data: read a snapshot, or write one audited transaction.

use std::ops::{Deref, DerefMut};

use chrono::{DateTime, Utc};
use diesel::connection::{AnsiTransactionManager, Connection, SimpleConnection, TransactionManager};
use diesel::r2d2::{NopErrorHandler, Pool, PooledConnection};

use crate::connection::{AnyConnection, Prepare, Target};
use crate::error::{Error, Result};
use crate::page::{COUNTED, Counted};
use crate::{audit, migration};

type Pooled = PooledConnection<Target>;

/// How to open a database.
#[derive(Debug, Clone)]
pub struct Options {
    /// `sqlite:///path/file.db` or `postgres://user@host/name`.
    pub url: String,
    /// Connections at most.
    pub pool_size: u32,
}

/// A database that is open.
#[derive(Clone)]
pub struct Database {
    pool: Pool<Target>,
}

/// One consistent snapshot. Has no write methods.
pub struct Reader {
    connection: Pooled,
}

/// One transaction. Commits only with the audit entry that [`Writer::record`] writes.
pub struct Writer {
    reader: Reader,
    author: Author,
    at: DateTime<Utc>,
}

/// Who makes a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The user; none for the system itself.
    pub user: Option<i64>,
    /// The name shown in the audit log.
    pub name: String,
}

/// Proof that an audit entry was written; holds the answer of the change.
#[must_use]
pub struct Audited<T>(T);

impl Reader {
    pub(crate) fn connection(&mut self) -> &mut AnyConnection {
        &mut self.connection
    }

    /// Counts the rows of a query, but not beyond the number that is worth its time.
    pub(crate) fn count<Q>(&mut self, query: Q) -> Result<i64>
    where
        Q: diesel::query_dsl::methods::LimitDsl,
        Counted<Q::Output>: diesel::query_dsl::methods::LoadQuery<'static, AnyConnection, i64>,
    {
        use diesel::RunQueryDsl;
        Ok(Counted(query.limit(COUNTED + 1)).get_result(self.connection())?)
    }
}

impl Deref for Writer {
    type Target = Reader;
    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl DerefMut for Writer {
    fn deref_mut(&mut self) -> &mut Reader {
        &mut self.reader
    }
}

impl Writer {
    /// When the transaction happens.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.at
    }

    /// Who makes the change.
    #[must_use]
    pub fn author(&self) -> &Author {
        &self.author
    }

    /// Writes the audit entry of the change and wraps its answer, so that the transaction may commit.
    ///
    /// # Errors
    /// When the entry cannot be written.
    pub fn record<T>(&mut self, entry: domain::audit::Entry, answer: T) -> Result<Audited<T>> {
        audit::insert(self, entry)?;
        Ok(Audited(answer))
    }
}

impl Database {
    /// Opens the database; fails when it cannot be reached.
    ///
    /// # Errors
    /// [`Error::Unavailable`], or [`Error::Defect`] for a URL of no known scheme.
    pub fn open(options: &Options) -> Result<Self> {
        let target = Target::parse(&options.url).ok_or_else(|| {
            Error::Defect("a database URL begins with sqlite:///path/file.db or postgres://".into())
        })?;
        let pool = Pool::builder()
            .max_size(options.pool_size)
            .min_idle(Some(1))
            .connection_timeout(std::time::Duration::from_secs(10))
            .connection_customizer(Box::new(Prepare))
            // Each attempt that fails would be logged; the error of whoever waits names the last reason.
            .error_handler(Box::new(NopErrorHandler))
            .build(target)?;
        Ok(Self { pool })
    }

    /// Runs the migrations that have not run; answers their names.
    ///
    /// # Errors
    /// When a migration fails; what it began is undone.
    pub fn migrate(&self) -> Result<Vec<String>> {
        migration::run(&mut *self.pool.get()?)
    }

    /// Whether the database answers and has all migrations.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn is_ready(&self) -> Result<bool> {
        migration::is_current(&mut *self.pool.get()?)
    }

    /// Reads from one consistent snapshot.
    ///
    /// # Errors
    /// Those of `work`, or [`Error::Unavailable`].
    pub fn read<T, E: From<Error>>(&self, work: impl FnOnce(&mut Reader) -> Result<T, E>) -> Result<T, E> {
        let mut reader = Reader { connection: self.pool.get().map_err(Error::from)? };
        begin(&mut reader.connection, Access::Read)?;
        let answer = work(&mut reader);
        end(&mut reader.connection, answer.is_ok())?;
        answer
    }

    /// Makes one change: all of it, with its audit entry, or nothing.
    ///
    /// ```no_run
    /// # use {chrono::{DateTime, Utc}, domain::audit::Entry, persistence::{Author, Database}};
    /// # fn example(db: &Database, author: Author, at: DateTime<Utc>, entry: Entry) {
    /// let changed: persistence::Result<()> = db.write(author, at, |writer| writer.record(entry, ()));
    /// # }
    /// ```
    ///
    /// Without its entry it does not even compile:
    ///
    /// ```compile_fail,E0308
    /// # use {chrono::{DateTime, Utc}, domain::audit::Entry, persistence::{Author, Database}};
    /// # fn example(db: &Database, author: Author, at: DateTime<Utc>, entry: Entry) {
    /// let changed: persistence::Result<()> = db.write(author, at, |writer| Ok(()));
    /// # }
    /// ```
    ///
    /// # Errors
    /// Those of `work`, after which nothing has changed; or [`Error::Unavailable`].
    pub fn write<T, E: From<Error>>(
        &self,
        author: Author,
        at: DateTime<Utc>,
        work: impl FnOnce(&mut Writer) -> Result<Audited<T>, E>,
    ) -> Result<T, E> {
        self.transact(author, at, work).map(|audited| audited.0)
    }

    /// Keeps the house: what is no change of anybody's data (a job's progress, a count of failed logins).
    ///
    /// # Errors
    /// As [`Database::write`].
    pub fn keep_house<T, E: From<Error>>(
        &self,
        at: DateTime<Utc>,
        work: impl FnOnce(&mut Writer) -> Result<T, E>,
    ) -> Result<T, E> {
        self.transact(Author { user: None, name: "system".to_owned() }, at, work)
    }

    /// Does everything that a change would do, and takes it back.
    ///
    /// # Errors
    /// As [`Database::write`].
    pub fn rehearse<T, E: From<Error>>(
        &self,
        author: Author,
        at: DateTime<Utc>,
        work: impl FnOnce(&mut Writer) -> Result<Audited<T>, E>,
    ) -> Result<T, E> {
        let mut writer =
            Writer { reader: Reader { connection: self.pool.get().map_err(Error::from)? }, author, at };
        begin(&mut writer.reader.connection, Access::Write)?;
        let answer = work(&mut writer);
        end(&mut writer.reader.connection, false)?;
        answer.map(|audited| audited.0)
    }

    fn transact<T, E: From<Error>>(
        &self,
        author: Author,
        at: DateTime<Utc>,
        work: impl FnOnce(&mut Writer) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut writer =
            Writer { reader: Reader { connection: self.pool.get().map_err(Error::from)? }, author, at };
        begin(&mut writer.reader.connection, Access::Write)?;
        let answer = work(&mut writer);
        end(&mut writer.reader.connection, answer.is_ok())?;
        answer
    }
}

enum Access {
    Read,
    Write,
}

/// On SQLite a transaction that reads before it writes must take the write lock at once, or it fails under load; and
/// only `query_only` keeps a reader from writing. Each transaction sets it, so none inherits it from the one before.
fn begin(connection: &mut AnyConnection, access: Access) -> Result<()> {
    match (connection, access) {
        (AnyConnection::Sqlite(c), Access::Read) => {
            c.batch_execute("PRAGMA query_only = ON")?;
            AnsiTransactionManager::begin_transaction_sql(c, "BEGIN")?;
        }
        (AnyConnection::Sqlite(c), Access::Write) => {
            c.batch_execute("PRAGMA query_only = OFF")?;
            AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")?;
        }
        (AnyConnection::Postgres(c), Access::Read) => AnsiTransactionManager::begin_transaction_sql(
            c,
            "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
        )?,
        (AnyConnection::Postgres(c), Access::Write) => {
            AnsiTransactionManager::begin_transaction_sql(c, "BEGIN")?
        }
    }
    Ok(())
}

fn end(connection: &mut AnyConnection, commit: bool) -> Result<()> {
    match (connection, commit) {
        (AnyConnection::Sqlite(c), true) => commit_on(c),
        (AnyConnection::Sqlite(c), false) => rollback_on(c),
        (AnyConnection::Postgres(c), true) => commit_on(c),
        (AnyConnection::Postgres(c), false) => rollback_on(c),
    }
}

fn commit_on<C: Connection>(connection: &mut C) -> Result<()> {
    <C as Connection>::TransactionManager::commit_transaction(connection).map_err(Error::from)
}

fn rollback_on<C: Connection>(connection: &mut C) -> Result<()> {
    <C as Connection>::TransactionManager::rollback_transaction(connection).map_err(Error::from)
}
