//! Why no filling exists: places that compete for too few inspectors, as few places as possible.

mod smaller;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::limits::Solver;
use super::search::{Goal, Start};
use super::set::Set;
use super::{Object, Problem};
use crate::draw::roster::Did;

/// Places of an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Places {
    /// The object.
    pub did: Did,
    /// Places of its team, from 1.
    pub slots: Vec<usize>,
}

/// A set of places that cannot all be filled; without any one of them the others can.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contradiction {
    /// The places, in processing order.
    pub objects: Vec<Places>,
    /// Codes of the only inspectors who are eligible for any of them; may be empty.
    pub inspectors: Vec<String>,
    /// Whether it is proved that no set of fewer places conflicts. The question is hard in general: with very many different
    /// exclusions the search for a smaller set ends early, and this one is only without superfluous places.
    pub is_smallest: bool,
}

/// The contradiction around `open`, for which the last search found no path although the limits are the caps.
pub(super) fn smallest(
    problem: &Problem<'_>,
    objects: &[&Object],
    solver: &mut Solver<'_>,
    open: usize,
) -> Contradiction {
    solver.set_upper(u32::MAX);
    // What the search reached competes for inspectors who are all full: already a contradiction.
    let reached = solver.search.reached(&solver.filling);
    let mut places = shrink(solver, open, &reached);
    let search = smaller::search(problem, solver.filling.eligible, places.len());
    let better = search.places.and_then(|fewer| irreducible(solver, &fewer));
    if let Some(better) = better.filter(|better| better.len() < places.len()) {
        places = better;
    }
    let is_smallest = search.size == Some(places.len());
    named(problem, objects, solver, &places, is_smallest)
}

/// Of these places a set that cannot be filled and from which none can be left out; those that stand first are rather kept.
/// None when all can be filled.
fn irreducible(solver: &mut Solver<'_>, places: &[usize]) -> Option<Vec<usize>> {
    clear_others(solver, &[]);
    let open = places.iter().copied().find(|place| !solver.fill(*place))?;
    let reached = solver.search.reached(&solver.filling);
    let order: Vec<usize> =
        places.iter().copied().filter(|place| reached.binary_search(place).is_ok()).collect();
    Some(shrink(solver, open, &order))
}

/// Leaves out, from the end of `order`, what `open` can do without and still find nobody. Ascending.
fn shrink(solver: &mut Solver<'_>, open: usize, order: &[usize]) -> Vec<usize> {
    let mut places = order.to_vec();
    places.sort_unstable();
    clear_others(solver, &places);
    let Solver { filling, search, .. } = &mut *solver;
    for candidate in order.iter().rev().copied() {
        let holder = filling.holder(candidate);
        if candidate == open || holder.is_none() {
            continue;
        }
        filling.give(candidate, None);
        if search.find(filling, Start::Place(open), Goal::Room).is_some() {
            filling.give(candidate, holder);
            continue;
        }
        let fewer = search.reached(filling);
        for left_out in places.iter().filter(|place| fewer.binary_search(place).is_err()) {
            filling.give(*left_out, None);
        }
        places = fewer;
    }
    filling.commit();
    places
}

/// Empties every place that is not in `places` (ascending).
fn clear_others(solver: &mut Solver<'_>, places: &[usize]) {
    for place in 0..solver.filling.eligible.places() {
        if solver.filling.holder(place).is_some() && places.binary_search(&place).is_err() {
            solver.filling.give(place, None);
        }
    }
    solver.filling.commit();
}

fn named(
    problem: &Problem<'_>,
    objects: &[&Object],
    solver: &Solver<'_>,
    places: &[usize],
    is_smallest: bool,
) -> Contradiction {
    let slots = problem.team.len().max(1);
    let mut only = Set::empty(problem.inspectors.len());
    let mut by_object: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for place in places {
        only.add_all(&solver.filling.eligible.of(*place));
        by_object.entry(place / slots).or_default().push((place % slots).saturating_add(1));
    }
    let named = by_object
        .into_iter()
        .filter_map(|(object, slots)| objects.get(object).map(|object| Places { did: object.did, slots }));
    let code = |i: usize| problem.inspectors.get(i).map(|inspector| inspector.code.clone());
    let inspectors = only.iter().filter_map(code).collect();
    Contradiction { objects: named.collect(), inspectors, is_smallest }
}
