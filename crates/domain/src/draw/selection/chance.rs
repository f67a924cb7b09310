//! The chance a row really had. For display: the only floating-point numbers of the draw, and nothing depends on them.

use crate::draw::result::Score;

/// The chance with which a row of `weight` tickets was selected, given the score of the first not selected:
/// `1 − (1 − next/2^64)^weight`, from 0 to 1. Without a first not selected, everyone with a ticket was certain.
#[must_use]
pub fn inclusion_chance(weight: u16, next: Option<Score>) -> f64 {
    let Some(next) = next else { return if weight > 0 { 1.0 } else { 0.0 } };
    let below = next.0.iter().rev().fold(0.0, |sum, byte| (sum + f64::from(*byte)) / 256.0);
    -(f64::from(weight) * (-below).ln_1p()).exp_m1()
}
