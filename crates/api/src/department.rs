//! 发文机关、部门、行政区划.

pub mod routes;
pub(crate) mod service;
