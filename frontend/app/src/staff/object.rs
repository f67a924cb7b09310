//! Objects of inspection.

pub mod detail;
pub mod list;
