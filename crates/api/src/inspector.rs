//! 执法检查人员与回避.

pub mod routes;
pub(crate) mod service;
