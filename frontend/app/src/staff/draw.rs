//! The draw hall: announcement, witnesses, freeze, reveals, public value, draw, release, and its presentation.

mod announce;
mod clerk;
mod entropy;
mod events;
mod hall;
mod infeasible;
mod live;
mod parties;
mod phase;
mod salt;
mod sealed;
mod secret;
mod show;
mod standing;
mod terms;
mod witness;

pub(super) use announce::{code as mode_code, modes, of_code as mode_of};
pub use hall::DrawPage;
pub(super) use standing::is_withheld;
pub(super) use terms::{demanded, mode, roles};
