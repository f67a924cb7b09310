//! Selection: every row's tickets, and per stratum the rows with the least (protocol §6).

mod chance;
mod contest;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use chance::{Chance, expected_chance};
use contest::Contest;

use super::Fixed;
use super::freeze::Stratum;
use super::hash::{Hash, Keyed, LANES, Stream, first_numbers};
use super::result::{Drawn, StratumLine};
use super::roster::{Did, Row};
use super::seed::Keys;

/// Tickets and ties of one draw.
#[derive(Debug, Clone)]
pub struct Tickets {
    ticket: Keyed,
    tie: Keyed,
}

impl Tickets {
    /// The tickets of a draw key.
    #[must_use]
    pub fn new(keys: &Keys) -> Self {
        Self { ticket: Keyed::new("ticket", &keys.draw), tie: Keyed::new("tie", &keys.draw) }
    }

    /// The seed of a row's tickets.
    #[must_use]
    pub fn seed(&self, did: &Did) -> Hash {
        self.ticket.of(did.as_bytes())
    }

    /// The least of a row's tickets; none for a row without.
    #[must_use]
    pub fn score(&self, did: &Did, weight: u16) -> Option<u64> {
        let mut stream = Stream::new(&self.seed(did));
        (0..weight).map(|_| stream.next_number()).min()
    }

    /// The scores of several rows of few tickets, at once.
    fn scores(&self, rows: &[Row; LANES]) -> [u64; LANES] {
        let numbers = first_numbers(&rows.each_ref().map(|row| self.seed(&row.did)));
        let mut scores = [u64::MAX; LANES];
        for (place, numbers) in (0..).zip(numbers) {
            for ((score, number), row) in scores.iter_mut().zip(numbers).zip(rows) {
                *score = if place < row.weight { number.min(*score) } else { *score };
            }
        }
        scores
    }

    /// What decides between rows of equal score.
    #[must_use]
    pub fn tie(&self, did: &Did) -> Hash {
        self.tie.of(did.as_bytes())
    }
}

/// What the rows of a stratum add up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows that can be drawn.
    pub eligible: u64,
    /// Sum of their tickets.
    pub weight: u64,
}

/// How many rows have how many tickets, of those that can be drawn.
pub type Weights = BTreeMap<u16, u64>;

impl Tally {
    fn of(weights: &Weights) -> Self {
        let sum = |total: Self, (weight, rows): (&u16, &u64)| Self {
            eligible: total.eligible.saturating_add(*rows),
            weight: total.weight.saturating_add(u64::from(*weight).saturating_mul(*rows)),
        };
        weights.iter().fold(Self::default(), sum)
    }
}

/// Takes the rows of a roster in any order and keeps those with the least scores: memory is O(selected).
#[derive(Debug)]
pub struct Selector {
    tickets: Tickets,
    contests: BTreeMap<u16, Contest>,
}

/// Who was selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// One line per stratum.
    pub strata: Vec<StratumLine>,
    /// Selected, by stratum and rank.
    pub selected: Vec<Drawn>,
    /// Reserves, by stratum and rank.
    pub reserves: Vec<Drawn>,
    /// The rows of both, by draw id.
    pub rows: Vec<Row>,
    /// What each stratum really holds, to be compared with the freeze.
    pub tallies: BTreeMap<u16, Tally>,
    /// The same by number of tickets.
    pub weights: BTreeMap<u16, Weights>,
}

/// A row of a stratum that the freeze does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("所属层不在锁定书中")]
pub struct UnknownStratum;

impl Selector {
    /// A selector for these strata.
    #[must_use]
    pub fn new(strata: &[Stratum], keys: &Keys) -> Self {
        let contests = strata.iter().map(|stratum| (stratum.id, Contest::new(stratum))).collect();
        Self { tickets: Tickets::new(keys), contests }
    }

    /// Takes a row into account.
    ///
    /// # Errors
    /// [`UnknownStratum`].
    pub fn push(&mut self, row: &Row) -> Result<(), UnknownStratum> {
        let contest = self.contests.get_mut(&row.stratum).ok_or(UnknownStratum)?;
        contest.push(row, &self.tickets);
        Ok(())
    }

    /// Takes the rows into account that another selector of the same draw took.
    pub(super) fn merge(&mut self, other: Self) {
        for (id, other) in other.contests {
            if let Some(contest) = self.contests.get_mut(&id) {
                contest.merge(other, &self.tickets);
            }
        }
    }

    /// The outcome.
    #[must_use]
    pub fn finish(self) -> Selection {
        let (mut lines, mut selected, mut reserves, mut rows) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (mut tallies, mut weights) = (BTreeMap::new(), BTreeMap::new());
        for (id, mut contest) in self.contests {
            let best = contest.finish(&self.tickets);
            tallies.insert(id, Tally::of(&contest.weights));
            weights.insert(id, contest.weights);
            let last_rank = contest.take.saturating_add(contest.reserve);
            let kept = best.iter().zip(0..last_rank).map(|(contender, _)| contender.row);
            rows.extend(kept);
            let mut line = StratumLine { id, threshold: None, next: None };
            for (rank, contender) in (1..).zip(best) {
                let score = Fixed(contender.score.to_be_bytes());
                let drawn = Drawn { did: contender.row.did, stratum: id, rank, score };
                if rank <= contest.take {
                    line.threshold = Some(score);
                    selected.push(drawn);
                } else {
                    line.next = line.next.or(Some(score));
                    if rank <= last_rank {
                        reserves.push(drawn);
                    }
                }
            }
            lines.push(line);
        }
        rows.sort_unstable_by_key(|row: &Row| row.did);
        Selection { strata: lines, selected, reserves, rows, tallies, weights }
    }
}
