//! 用户: who may sign in.

pub mod routes;
pub mod service;
