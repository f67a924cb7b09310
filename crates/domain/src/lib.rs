//! Rules of 双随机、一公开 supervision: entities, state machines, permissions and the draw.
//!
//! No input, output, clock or randomness: time and random bytes are parameters. Compiles to wasm32.

#[macro_use]
mod codes;

pub mod audit;
pub mod calendar;
pub mod dashboard;
pub mod draw;
pub mod import;
pub mod inspection;
pub mod inspector;
pub mod log;
pub mod object;
pub mod policy;
pub mod task;
pub mod text;
pub mod transfer;

pub use codes::{Coded, UnknownCode};
