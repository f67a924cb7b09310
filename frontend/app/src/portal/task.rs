//! Tasks and their draws.

mod announcement;
mod detail;
mod list;
mod live;
mod round;
mod rounds;
mod stage;
mod strike;
mod substitution;
mod timeline;

pub use detail::TaskPage;
pub use list::TasksPage;
