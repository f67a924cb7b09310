//! 抽查事项与随机抽查事项清单.

pub mod routes;
pub(crate) mod service;
