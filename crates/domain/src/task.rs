//! 双随机任务: its states, what may happen in each, and what the clerk sets.

pub mod eligibility;
pub mod plan;
pub mod preview;
pub mod relaxation;
mod state;
pub mod stratum;
#[cfg(test)]
mod tests;

pub use state::{Event, State, WrongState};

/// The number printed on every document of a task: `淮市监双随机〔2026〕12号`, gapless per issuing body and year.
#[must_use]
pub fn number(prefix: &str, year: i32, sequence: i64) -> String {
    format!("{prefix}双随机〔{year}〕{sequence}号")
}
