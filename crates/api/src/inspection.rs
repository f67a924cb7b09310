//! 检查: the drawn objects with their teams, and what the teams record.

pub mod routes;
pub(crate) mod service;
