//! Tasks: list, one task, wizard.

mod actions;
mod detail;
mod documents;
pub(super) mod facts;
mod link;
mod list;
pub(super) mod next;
mod relaxations;
mod rounds;
mod simulation;
mod state;
mod wizard;

pub use actions::{ask, label, perform};
pub use detail::TaskPage;
pub use link::TaskLink;
pub use list::{TasksPage, columns};
pub use relaxations::Relaxations;
pub use wizard::{EditTaskPage, NewTaskPage};

pub(super) use rounds::Rounds;
pub(super) use state::StateTag;
