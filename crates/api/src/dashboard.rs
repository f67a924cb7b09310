//! What waits for the caller, and how things stand.

pub mod routes;
pub mod service;
mod todo;
