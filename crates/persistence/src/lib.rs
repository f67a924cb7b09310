//! The only crate that knows the databases.
//!
//! One schema and one query text serve SQLite and PostgreSQL; what differs lives in `dialect`. A [`Reader`] sees one
//! consistent snapshot and cannot write; a [`Writer`] is one transaction that commits only with an audit entry.

mod connection;
mod database;
mod dialect;
mod error;
mod migration;
mod page;
mod schema;
mod stored;

pub mod audit;
pub mod calendar;
pub mod department;
pub mod draw;
pub mod identity;
pub mod import;
pub mod inspection;
pub mod inspector;
pub mod job;
pub mod log;
pub mod matter;
pub mod object;
pub mod portal;
pub mod roster;
pub mod session;
pub mod strike;
pub mod substitution;
pub mod task;
#[doc(hidden)]
pub mod testing;
pub mod transfer;

pub use database::{Audited, Author, Database, Options, Reader, Writer};
pub use error::{Conflict, Error, Result};
pub use page::{Page, Window, shown_total};
pub use stored::{Code, Json, Time};
