//! 检查对象.

pub mod routes;
mod service;
