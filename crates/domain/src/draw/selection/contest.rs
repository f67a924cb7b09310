//! The rows of one stratum: those with the least scores stay.

#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use super::{Tickets, Weights};
use crate::draw::freeze::Stratum;
use crate::draw::hash::{LANES, NUMBERS};
use crate::draw::roster::Row;

/// A row in contention.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contender {
    pub(super) score: u64,
    pub(super) row: Row,
}

#[derive(Debug)]
pub(super) struct Contest {
    pub(super) take: u64,
    pub(super) reserve: u64,
    /// How many to remember: the selected, the reserves, and at least the first not selected.
    keep: usize,
    /// The best so far and some more, in no order: now and then the worse half is dropped, which costs less than an order.
    best: Vec<Contender>,
    /// Who scores more is certainly not among the best.
    bar: u64,
    /// Rows whose scores will be worked out together.
    waiting: Vec<Row>,
    pub(super) weights: Weights,
}

impl Contest {
    pub(super) fn new(stratum: &Stratum) -> Self {
        let keep = stratum.take.saturating_add(stratum.reserve.max(1));
        Self {
            take: stratum.take,
            reserve: stratum.reserve,
            keep: usize::try_from(keep).unwrap_or(usize::MAX),
            best: Vec::new(),
            bar: u64::MAX,
            waiting: Vec::new(),
            weights: Weights::new(),
        }
    }

    pub(super) fn push(&mut self, row: &Row, tickets: &Tickets) {
        if row.weight == 0 {
            return;
        }
        let rows = self.weights.entry(row.weight).or_default();
        *rows = rows.saturating_add(1);
        if usize::from(row.weight) > NUMBERS {
            self.score(*row, tickets);
            return;
        }
        self.waiting.push(*row);
        if let Some(rows) = self.waiting.as_array::<LANES>() {
            let scored = tickets.scores(rows).into_iter().zip(*rows);
            self.waiting.clear();
            scored.for_each(|(score, row)| self.enter(Contender { score, row }, tickets));
        }
    }

    fn score(&mut self, row: Row, tickets: &Tickets) {
        if let Some(score) = tickets.score(&row.did, row.weight) {
            self.enter(Contender { score, row }, tickets);
        }
    }

    fn enter(&mut self, contender: Contender, tickets: &Tickets) {
        if contender.score > self.bar {
            return;
        }
        self.best.push(contender);
        if self.best.len() >= self.keep.saturating_mul(2) {
            self.prune(tickets);
        }
    }

    /// Drops all but the best.
    fn prune(&mut self, tickets: &Tickets) {
        let last = self.keep.saturating_sub(1);
        if last < self.best.len() {
            let (_, last, _) = self.best.select_nth_unstable_by(last, |a, b| order(a, b, tickets));
            self.bar = last.score;
            self.best.truncate(self.keep);
        }
    }

    /// Takes over what another contest of the same stratum saw.
    pub(super) fn merge(&mut self, other: Self, tickets: &Tickets) {
        for (weight, rows) in other.weights {
            let sum = self.weights.entry(weight).or_default();
            *sum = sum.saturating_add(rows);
        }
        other.best.into_iter().for_each(|contender| self.enter(contender, tickets));
        other.waiting.into_iter().for_each(|row| self.score(row, tickets));
    }

    /// The best in their order.
    pub(super) fn finish(&mut self, tickets: &Tickets) -> Vec<Contender> {
        let waiting = std::mem::take(&mut self.waiting);
        waiting.into_iter().for_each(|row| self.score(row, tickets));
        self.prune(tickets);
        let mut best = std::mem::take(&mut self.best);
        best.sort_unstable_by(|a, b| order(a, b, tickets));
        best
    }
}

/// By score, then tie; the draw id only makes the order total. A tie is worked out when there is one: hardly ever.
fn order(a: &Contender, b: &Contender, tickets: &Tickets) -> Ordering {
    a.score.cmp(&b.score).then_with(|| {
        let tie = |contender: &Contender| (tickets.tie(&contender.row.did), contender.row.did);
        tie(a).cmp(&tie(b))
    })
}
