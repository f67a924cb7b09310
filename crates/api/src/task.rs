//! 双随机任务: drafts and their preview.

pub(crate) mod answer;
pub(crate) mod preview;
mod relax;
pub mod routes;
pub(crate) mod service;
pub(crate) mod simulation;
pub(crate) mod summary;
pub(crate) mod supplement;
