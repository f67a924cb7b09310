//! Tasks and their draws.

mod detail;
mod list;
mod round;

pub use detail::TaskPage;
pub use list::TasksPage;
