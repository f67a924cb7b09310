//! Why no filling exists: places that compete for too few inspectors, as few places as possible.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::filling::Filling;
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
}

/// The contradiction around `open`, for which the last search found no path although the limits are the caps.
pub(super) fn smallest(
    problem: &Problem<'_>,
    objects: &[&Object],
    solver: &mut Solver<'_>,
    open: usize,
) -> Contradiction {
    solver.set_upper(u32::MAX);
    let Solver { filling, search, .. } = solver;
    // What the search reached competes for inspectors who are all full: already a contradiction.
    let mut places = search.reached(filling);
    clear_others(filling, &places);
    for candidate in places.clone().into_iter().rev() {
        let holder = filling.holder(candidate);
        if candidate == open || holder.is_none() {
            continue;
        }
        filling.give(candidate, None);
        if search.find(filling, Start::Place(open), Goal::Room).is_some() {
            filling.give(candidate, holder);
        } else {
            places = search.reached(filling);
            clear_others(filling, &places);
        }
    }
    let slots = problem.team.len().max(1);
    let mut only = Set::empty(problem.inspectors.len());
    let mut by_object: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for place in places {
        only.add_all(&filling.eligible.of(place));
        by_object.entry(place / slots).or_default().push((place % slots).saturating_add(1));
    }
    let named = by_object
        .into_iter()
        .filter_map(|(object, slots)| objects.get(object).map(|object| Places { did: object.did, slots }));
    let code = |i: usize| problem.inspectors.get(i).map(|inspector| inspector.code.clone());
    Contradiction { objects: named.collect(), inspectors: only.iter().filter_map(code).collect() }
}

/// Empties every place that is not in `places` (ascending).
fn clear_others(filling: &mut Filling<'_>, places: &[usize]) {
    for place in 0..filling.eligible.places() {
        if filling.holder(place).is_some() && places.binary_search(&place).is_err() {
            filling.give(place, None);
        }
    }
}
