//! Who calls: passwords, access tokens, sessions, and the permit without which nothing reaches the data.

pub mod caller;
pub mod password;
pub mod permit;
pub mod routes;
mod service;
pub mod session;
#[cfg(test)]
mod tests;
pub mod tokens;

pub use caller::Caller;
pub use permit::Permit;
