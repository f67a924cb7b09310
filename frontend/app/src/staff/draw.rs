//! The draw hall: witnesses, freeze, reveals, draw, and its presentation.

mod clerk;
mod hall;
mod parties;
mod phase;
mod poll;
mod secret;
mod show;
mod witness;

pub use hall::DrawPage;
