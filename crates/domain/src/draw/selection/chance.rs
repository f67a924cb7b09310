//! The chance a row really had, for display: in whole parts of 2^64, so that every machine shows the same digits.

use std::fmt;

use crate::draw::result::Score;

const ONE: u128 = 1 << 64;
/// Parts of a percent that are shown: four decimals.
const SHOWN: u128 = 10_000;

/// A chance from 0 to 1; shown as `14.2857%`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Chance(u128);

/// The chance with which a row of `weight` tickets was selected, given the score of the first not selected:
/// `1 − (1 − next/2^64)^weight`, to within `weight` parts of 2^64. Without a first not selected, everyone with a ticket
/// was certain.
#[must_use]
pub fn inclusion_chance(weight: u16, next: Option<Score>) -> Chance {
    let Some(next) = next else { return Chance(if weight > 0 { ONE } else { 0 }) };
    let mut factor = ONE.saturating_sub(u128::from(u64::from_be_bytes(next.0)));
    let (mut missed, mut exponent) = (ONE, weight);
    while exponent > 0 {
        if exponent & 1 == 1 {
            missed = product(missed, factor);
        }
        factor = product(factor, factor);
        exponent >>= 1;
    }
    Chance(ONE.saturating_sub(missed))
}

/// Of two numbers from 0 to 1, rounded down. Only 1 · 1 would not fit.
fn product(a: u128, b: u128) -> u128 {
    if a == ONE { b } else { a.saturating_mul(b) >> 64 }
}

impl Chance {
    /// Parts of 2^64.
    #[must_use]
    pub fn parts(self) -> u128 {
        self.0
    }
}

impl fmt::Display for Chance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rounded = self.0.saturating_mul(SHOWN.saturating_mul(100)).saturating_add(ONE / 2) >> 64;
        write!(f, "{}.{:04}%", rounded / SHOWN, rounded % SHOWN)
    }
}
