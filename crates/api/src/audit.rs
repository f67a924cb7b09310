//! 审计日志.

pub mod routes;
mod service;
