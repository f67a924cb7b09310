//! Tasks: list, one task, wizard.

mod actions;
mod detail;
mod documents;
pub(super) mod facts;
mod list;
mod next;
mod rounds;
mod state;
mod wizard;

pub use detail::TaskPage;
pub use list::TasksPage;
pub use wizard::{EditTaskPage, NewTaskPage};

pub(super) use rounds::Rounds;
pub(super) use state::StateTag;
