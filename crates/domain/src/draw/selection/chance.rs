//! The chance a row really had, for display: in whole parts of 2^64, so that every machine shows the same digits.

use std::fmt;

use super::Weights;

const ONE: u128 = 1 << 64;
/// Parts of a percent that are shown: four decimals.
const SHOWN: u128 = 10_000;

/// A chance from 0 to 1; shown as `14.2857%`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Chance(u128);

/// The chance of a row of `weight` tickets before the draw, in a stratum with these rows of which `take` are selected.
///
/// Where all have the same number of tickets it is take/eligible, exactly. Otherwise it is the limit for large strata
/// (Rosén 1972, successive sampling): `1 − (1 − t)^weight` with the `t` for which the chances of all rows add up to `take`.
#[must_use]
pub fn expected_chance(weight: u16, take: u64, weights: &Weights) -> Chance {
    let take = u128::from(take).saturating_mul(ONE);
    let taken = |line: u128| {
        let parts = |(weight, rows): (&u16, &u64)| below(*weight, line).0.saturating_mul(u128::from(*rows));
        weights.iter().map(parts).fold(0, u128::saturating_add)
    };
    let (mut low, mut high) = (0, ONE);
    while low < high {
        let middle = low.midpoint(high);
        if taken(middle) < take { low = middle.saturating_add(1) } else { high = middle }
    }
    below(weight, low)
}

/// The chance that the least of `weight` tickets lies below `line`, in parts of 2^64: to within `weight` such parts.
pub(super) fn below(weight: u16, line: u128) -> Chance {
    let mut factor = ONE.saturating_sub(line);
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
