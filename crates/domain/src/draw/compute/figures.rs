//! What is shown of each step of a computation.

use crate::draw::figure::{Figure, Quantity};
use crate::draw::freeze::{Freeze, Tree};
use crate::draw::hash::Hash;
use crate::draw::result::DrawResult;
use crate::draw::reveals::Reveals;
use crate::draw::seed;
use crate::draw::selection::Selection;

pub(super) fn freeze(freeze: &Freeze, hash: &Hash) -> Vec<Figure> {
    vec![
        Figure::new(Quantity::Task, &freeze.task),
        Figure::new(Quantity::Round, freeze.round),
        Figure::new(Quantity::FreezeHash, hash),
    ]
}

pub(super) fn reveals(freeze: &Freeze, reveals: &Reveals) -> Vec<Figure> {
    let commitment = |id, value| seed::commit(&freeze.task, freeze.round, id, value);
    let parties = reveals.parties.iter();
    let mut figures: Vec<_> = parties
        .map(|party| Figure::of(&party.id, Quantity::Commitment, commitment(&party.id, &party.value)))
        .collect();
    if !reveals.entropy.is_empty() {
        figures.push(Figure::new(Quantity::Entropy, &reveals.entropy));
    }
    figures
}

pub(super) fn tree(tree: &Tree) -> Vec<Figure> {
    vec![Figure::new(Quantity::Size, tree.size), Figure::new(Quantity::Root, tree.root)]
}

pub(super) fn roster(roster: &Tree, selection: &Selection) -> Vec<Figure> {
    let mut figures = tree(roster);
    for (stratum, tally) in &selection.tallies {
        figures.push(Figure::of(stratum, Quantity::Eligible, tally.eligible));
        figures.push(Figure::of(stratum, Quantity::Weight, tally.weight));
    }
    figures
}

pub(super) fn teams(result: &DrawResult) -> Vec<Figure> {
    let Some(assignment) = &result.assignment else { return vec![Figure::new(Quantity::Teams, 0)] };
    vec![
        Figure::new(Quantity::Teams, assignment.teams.len()),
        Figure::new(Quantity::MaxLoad, assignment.load.max),
        Figure::new(Quantity::MinLoad, assignment.load.min),
    ]
}

/// What stands in a result, for the check that compares it.
pub(in crate::draw) fn result(check: super::Check, result: &DrawResult) -> Vec<Figure> {
    use super::Check;
    match check {
        Check::Result => vec![Figure::new(Quantity::FreezeHash, result.freeze)],
        Check::Seed => vec![Figure::new(Quantity::Seed, result.seed)],
        Check::Strata => {
            let lines = result.strata.iter();
            let of = |line: &crate::draw::result::StratumLine| {
                [
                    Figure::score(line.id, Quantity::Threshold, line.threshold),
                    Figure::score(line.id, Quantity::Next, line.next),
                ]
            };
            lines.flat_map(of).collect()
        }
        Check::Selected => vec![Figure::new(Quantity::Selected, result.selected.len())],
        Check::Reserves => vec![Figure::new(Quantity::Reserves, result.reserves.len())],
        Check::Assignment => teams(result),
        Check::Freeze
        | Check::Reveals
        | Check::Inspectors
        | Check::Roster
        | Check::Exclusions
        | Check::Openings
        | Check::Computation => Vec::new(),
    }
}
