//! The one client of the API: typed calls, feature by feature, over one way of sending and failing.

mod audit;
mod calendar;
mod dashboard;
mod department;
mod document;
mod draw;
pub mod failure;
mod identity;
mod import;
mod inspection;
mod inspector;
mod job;
pub mod log;
mod matter;
mod object;
pub mod portal;
mod send;
pub mod session;
mod simulation;
mod stage;
mod stream;
mod strike;
mod substitution;
mod task;
mod transfer;

pub use document::File;
pub use failure::Failure;
pub use send::Client;
pub use session::{Session, SessionState};
pub use stream::Stream;

/// The outcome of a call.
pub type Outcome<T> = Result<T, Failure>;
