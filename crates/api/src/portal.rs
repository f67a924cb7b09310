//! 公示: what anybody may read without signing in.

mod bundle;
mod caching;
pub mod routes;
mod service;
