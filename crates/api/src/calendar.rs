//! 工作日历.

pub mod routes;
pub(crate) mod service;
