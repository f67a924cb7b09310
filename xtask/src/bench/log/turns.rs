//! A figure taken by turns, alone and beside something else, so that what a machine does meanwhile meets both.

#[cfg(test)]
mod tests;

use std::time::Duration;

use crate::bench::figure::median;
use crate::process::Outcome;

/// Which of the two is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Nothing else runs.
    Alone,
    /// Beside the other.
    Beside,
}

/// What the turns gave: each time, once alone and once beside.
#[derive(Debug, Default)]
pub(super) struct Turns(Vec<[Duration; 2]>);

impl Turns {
    /// Measures both sides `count` times; who goes first changes each time.
    pub(super) fn take(count: usize, mut measure: impl FnMut(Side) -> Outcome<Duration>) -> Outcome<Self> {
        let mut turns = Self::default();
        for turn in 0..count {
            turns.0.push(if turn % 2 == 0 {
                let alone = measure(Side::Alone)?;
                [alone, measure(Side::Beside)?]
            } else {
                let beside = measure(Side::Beside)?;
                [measure(Side::Alone)?, beside]
            });
        }
        Ok(turns)
    }

    /// The median of one side.
    pub(super) fn median(&self, side: Side) -> Outcome<Duration> {
        let of_side = self.0.iter().map(|[alone, beside]| match side {
            Side::Alone => *alone,
            Side::Beside => *beside,
        });
        median(of_side.collect()).ok_or_else(|| "no turn was measured".into())
    }

    /// How much longer it takes beside the other: the median of the turns, percent.
    pub(super) fn slower(&self) -> Outcome<f64> {
        let ratio = |[alone, beside]: &[Duration; 2]| beside.as_secs_f64() / alone.as_secs_f64();
        let mut ratios: Vec<f64> = self.0.iter().map(ratio).collect();
        ratios.sort_by(f64::total_cmp);
        let middle = ratios.get(ratios.len() / 2).ok_or("no turn was measured")?;
        Ok((middle - 1.0) * 100.0)
    }
}
