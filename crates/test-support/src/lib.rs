//! What tests share.
//!
//! [`db_test`] runs one test body on SQLite and on PostgreSQL, as two tests that a report shows by name:
//!
//! ```
//! use test_support::{TestDb, db_test};
//!
//! #[db_test]
//! fn a_new_database_is_ready(db: TestDb) {
//!     assert!(db.is_ready().unwrap());
//! }
//! ```
//!
//! PostgreSQL is a real server that the tests start themselves and that goes when they are done; see `postgres`.

#![allow(clippy::expect_used, clippy::panic, reason = "a test helper fails its test by panicking")]

mod database;
mod postgres;

pub use database::TestDb;
pub use test_support_macros::db_test;
