//! Imports and their reports.

mod drop;
mod follow;
pub mod job;
pub mod link;
pub mod page;
mod progress;
mod recent;
mod report;
mod view;
