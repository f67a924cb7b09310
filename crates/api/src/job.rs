//! 后台作业: long work that outlives its request.

pub(crate) mod progress;
pub mod routes;
pub(crate) mod service;
