//! 抽取: the draw protocol `sunlot-draw/1` (`docs/draw-protocol.md`): who is drawn, who inspects whom, and the check of both.
//!
//! One implementation computes and verifies. It uses integers only and gives the same bits on every machine. Files come
//! from a [`bundle::Source`]; a roster of any size streams, memory grows with the number drawn.

pub mod assignment;
pub mod bundle;
pub mod canonical;
pub mod compute;
pub mod figure;
mod fixed;
pub mod freeze;
pub mod hash;
pub mod inspectors;
pub mod merkle;
pub mod openings;
pub mod own;
pub mod policy;
pub mod refusal;
pub mod result;
pub mod reveals;
pub mod roster;
pub mod seed;
pub mod selection;
pub mod simulation;
pub mod strike;
pub mod substitution;
pub mod verify;
pub mod witness;

#[cfg(test)]
pub(crate) mod tests;

pub use compute::compute;
pub use fixed::Fixed;
pub use refusal::Refusal;
pub use verify::verify;

/// The name of the protocol, first in every hash and in every bundle.
pub const PROTOCOL: &str = "sunlot-draw/1";
