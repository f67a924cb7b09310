//! Errors by meaning.

use std::fmt;

use diesel::result::{DatabaseErrorKind, Error as Inner};

/// Result of a repository.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What stood in the way of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conflict {
    /// Another row has the same key.
    Duplicate,
    /// The row has been changed since it was read.
    Stale,
    /// A row is still referred to, or refers to one that is gone.
    Reference,
}

/// Why the database did not do what was asked.
#[derive(Debug)]
pub enum Error {
    /// No such row.
    NotFound,
    /// The change contradicts what is stored.
    Conflict(Conflict),
    /// The database cannot be reached or is too busy; trying again later may help.
    Unavailable(Cause),
    /// Something stored cannot be read, or a query is wrong: a defect.
    Defect(Cause),
}

/// The inner error, for the log only.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("no such row"),
            Self::Conflict(kind) => write!(f, "conflict: {kind:?}"),
            Self::Unavailable(cause) => write!(f, "the database is unavailable: {cause}"),
            Self::Defect(cause) => write!(f, "the database refused: {cause}"),
        }
    }
}

impl std::error::Error for Error {}

fn conflict(kind: &DatabaseErrorKind) -> Option<Conflict> {
    use DatabaseErrorKind as K;
    if matches!(kind, K::UniqueViolation) {
        Some(Conflict::Duplicate)
    } else if matches!(kind, K::ForeignKeyViolation | K::RestrictViolation) {
        Some(Conflict::Reference)
    } else {
        None
    }
}

/// What diesel has no kind for: SQLite's busy writer and full disk, a PostgreSQL server that is going away.
fn says_busy(message: &str) -> bool {
    const BUSY: [&str; 8] = [
        "database is locked",
        "database or disk is full",
        "disk I/O error",
        "deadlock detected",
        "due to lock timeout",
        "terminating connection",
        "No space left on device",
        "server closed the connection",
    ];
    BUSY.iter().any(|busy| message.contains(busy))
}

impl From<Inner> for Error {
    fn from(inner: Inner) -> Self {
        if let Inner::NotFound = inner {
            return Self::NotFound;
        }
        if let Inner::DatabaseError(kind, info) = &inner {
            use DatabaseErrorKind as K;
            if let Some(conflict) = conflict(kind) {
                return Self::Conflict(conflict);
            }
            let passing =
                matches!(kind, K::ClosedConnection | K::SerializationFailure | K::UnableToSendCommand);
            if passing || says_busy(info.message()) {
                return Self::Unavailable(Box::new(inner));
            }
        }
        Self::Defect(Box::new(inner))
    }
}

impl From<diesel::r2d2::PoolError> for Error {
    fn from(inner: diesel::r2d2::PoolError) -> Self {
        Self::Unavailable(Box::new(inner))
    }
}

impl From<serde_json::Error> for Error {
    fn from(inner: serde_json::Error) -> Self {
        Self::Defect(Box::new(inner))
    }
}
