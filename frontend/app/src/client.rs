//! The one client of the API: typed calls, feature by feature, over one way of sending and failing.

pub mod failure;
mod identity;
mod object;
mod send;
pub mod session;

pub use failure::Failure;
pub use send::Client;
pub use session::{Session, SessionState};

/// The outcome of a call.
pub type Outcome<T> = Result<T, Failure>;
