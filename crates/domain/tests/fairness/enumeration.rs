//! What successive sampling without replacement really comes to: every ordered outcome with its exact chance
//! (Plackett–Luce), by whole numbers.

use std::collections::BTreeMap;

use domain::draw::freeze::Stratum;
use domain::draw::roster::{Did, Row};

use super::statistics::Fit;
use super::{keys, row, select};

/// A chance as a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chance {
    pub over: u128,
    pub under: u128,
}

/// Weights, and how many are drawn: few enough to enumerate.
pub const CASES: [(&[u16], usize); 6] = [
    (&[1, 1, 1, 1, 1], 2),
    (&[1, 2, 3, 8], 2),
    (&[5, 1, 1, 1, 2], 3),
    (&[1024, 1, 512], 2),
    (&[1, 9, 30, 2, 7], 2),
    (&[4, 4, 1, 1, 1, 1], 4),
];

/// Every ordered selection of `take` rows with its chance: of those left, each is next with the chance weight / sum.
pub fn enumerate(weights: &[u16], take: usize) -> BTreeMap<Vec<usize>, Chance> {
    let mut open = vec![(Vec::new(), Chance { over: 1, under: 1 })];
    for _ in 0..take {
        open = open.into_iter().flat_map(|(order, chance)| longer(weights, &order, chance)).collect();
    }
    open.into_iter().collect()
}

fn longer(weights: &[u16], order: &[usize], chance: Chance) -> Vec<(Vec<usize>, Chance)> {
    let left: Vec<_> = (0..weights.len()).filter(|index| !order.contains(index)).collect();
    let sum: u128 = left.iter().map(|index| u128::from(weights[*index])).sum();
    let next = |index: usize| {
        let over = chance.over * u128::from(weights[index]);
        (order.iter().copied().chain([index]).collect(), Chance { over, under: chance.under * sum })
    };
    left.into_iter().map(next).collect()
}

/// The sum of some chances, in lowest terms.
pub fn sum(chances: impl IntoIterator<Item = Chance>) -> Chance {
    chances.into_iter().fold(Chance { over: 0, under: 1 }, |sum, chance| {
        let (over, under) = (sum.over * chance.under + chance.over * sum.under, sum.under * chance.under);
        let divisor = greatest_common_divisor(over, under);
        Chance { over: over / divisor, under: under / divisor }
    })
}

fn greatest_common_divisor(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

impl Chance {
    pub fn value(self) -> f64 {
        let whole = |number: u128| number.to_string().parse::<f64>().unwrap();
        whole(self.over) / whole(self.under)
    }
}

/// Draws many times and compares how often each ordered outcome came with its chance.
pub fn fit(weights: &[u16], take: usize, draws: u32) -> Fit {
    let expected = enumerate(weights, take);
    let did = |index: usize| Did::open(&format!("OBJECT-{index}")).unwrap();
    let rows: Vec<Row> =
        weights.iter().enumerate().map(|(index, weight)| row(did(index), 0, *weight)).collect();
    let take = u64::try_from(take).unwrap();
    let strata = [Stratum { id: 0, eligible: 0, weight: 0, take, reserve: 0 }];
    let mut seen: BTreeMap<Vec<usize>, u32> = BTreeMap::new();
    for draw in 0..draws {
        let selected = select(&rows, &strata, &keys(&format!("{weights:?}"), draw));
        let index = |did: &Did| rows.iter().position(|row| row.did == *did).unwrap();
        *seen.entry(selected.iter().map(index).collect()).or_default() += 1;
    }
    let part = |(order, chance): (&Vec<usize>, &Chance)| {
        let mean = chance.value() * f64::from(draws);
        (f64::from(seen.get(order).copied().unwrap_or_default()) - mean).powi(2) / mean
    };
    let freedom = f64::from(u32::try_from(expected.len() - 1).unwrap());
    Fit { chi_square: expected.iter().map(part).sum(), freedom }
}
