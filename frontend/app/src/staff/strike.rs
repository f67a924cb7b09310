//! Strikes: filed for a task, decided by the leader, shown wherever they matter.

mod candidates;
mod decide;
mod entry;
mod file;
mod list;
mod standing;

pub use file::FileStrikePage;
pub use list::{OfTask, StrikesPage, columns};
pub use standing::{Standing, use_strikes};
