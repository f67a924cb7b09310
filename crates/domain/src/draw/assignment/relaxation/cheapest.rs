//! A filling that uses the fewest lifted exclusions: a flow of least cost, where each of them costs one.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::draw::assignment::{Problem, allows};
use crate::draw::roster::Did;

/// Larger instances are not worked on: a path would take too long to find.
const MOST_ARCS: usize = 100_000;

#[derive(Debug, Clone, Copy)]
struct Arc {
    to: usize,
    room: u32,
    cost: i64,
}

/// A network; arc `i ^ 1` is the way back along arc `i`.
#[derive(Debug, Default)]
struct Network {
    arcs: Vec<Arc>,
    /// Per node, the arcs that leave it.
    from: Vec<Vec<usize>>,
}

impl Network {
    fn node(&mut self) -> usize {
        self.from.push(Vec::new());
        self.from.len().saturating_sub(1)
    }

    fn arc(&mut self, from: usize, to: usize, room: u32, cost: i64) -> usize {
        let number = self.arcs.len();
        self.arcs.extend([Arc { to, room, cost }, Arc { to: from, room: 0, cost: cost.saturating_neg() }]);
        for (node, arc) in [(from, number), (to, number ^ 1)] {
            if let Some(list) = self.from.get_mut(node) {
                list.push(arc);
            }
        }
        number
    }

    /// Sends one unit along the cheapest path, if there is any.
    fn send(&mut self, source: usize, sink: usize) -> bool {
        let mut cost = vec![i64::MAX; self.from.len()];
        let mut came_by = vec![None; self.from.len()];
        let mut pending = VecDeque::from([source]);
        if let Some(cost) = cost.get_mut(source) {
            *cost = 0;
        }
        while let Some(node) = pending.pop_front() {
            let here = cost.get(node).copied().unwrap_or(i64::MAX);
            for number in self.from.get(node).into_iter().flatten() {
                let Some(arc) = self.arcs.get(*number).filter(|arc| arc.room > 0) else { continue };
                let there = here.saturating_add(arc.cost);
                let known = cost.get_mut(arc.to).filter(|known| there < **known);
                if let (Some(known), Some(by)) = (known, came_by.get_mut(arc.to)) {
                    (*known, *by) = (there, Some(*number));
                    pending.push_back(arc.to);
                }
            }
        }
        let mut node = sink;
        while node != source {
            let Some(Some(number)) = came_by.get(node).copied() else { return false };
            if let Some(arc) = self.arcs.get_mut(number) {
                arc.room = arc.room.saturating_sub(1);
            }
            let Some(back) = self.arcs.get_mut(number ^ 1) else { return false };
            back.room = back.room.saturating_add(1);
            node = back.to;
        }
        true
    }
}

/// The fewest pairs of `liftable` with which all places can be filled; none when the instance is too large, or they do not
/// suffice.
pub(super) fn lifted<'a>(
    problem: &Problem<'a>,
    liftable: &BTreeSet<(Did, &'a str)>,
) -> Option<BTreeSet<(Did, &'a str)>> {
    let pairs = problem.objects.len().saturating_mul(problem.inspectors.len());
    if pairs.saturating_mul(problem.team.len().saturating_add(1)) > MOST_ARCS {
        return None;
    }
    let mut network = Network::default();
    let (source, sink) = (network.node(), network.node());
    let mut people = Vec::new();
    for inspector in problem.inspectors {
        let node = network.node();
        network.arc(node, sink, inspector.cap, 0);
        people.push(node);
    }
    let excluded: BTreeSet<(Did, &str)> =
        problem.exclusions.iter().map(|exclusion| (exclusion.did, exclusion.inspector.as_str())).collect();
    let mut prices = BTreeMap::new();
    let mut places = 0_usize;
    for object in problem.objects {
        let team: Vec<usize> = problem.team.iter().map(|_| network.node()).collect();
        for place in &team {
            network.arc(source, *place, 1, 0);
            places = places.saturating_add(1);
        }
        for (inspector, node) in problem.inspectors.iter().zip(&people) {
            let pair = liftable.get(&(object.did, inspector.code.as_str()));
            if pair.is_none() && excluded.contains(&(object.did, inspector.code.as_str())) {
                continue;
            }
            let both = network.node();
            for (slot, place) in problem.team.iter().zip(&team) {
                if allows(slot, inspector, &object.division) {
                    network.arc(*place, both, 1, 0);
                }
            }
            let arc = network.arc(both, *node, 1, i64::from(pair.is_some()));
            prices.extend(pair.map(|pair| (arc, *pair)));
        }
    }
    for _ in 0..places {
        if !network.send(source, sink) {
            return None;
        }
    }
    let is_used = |(arc, _): &(usize, (Did, &str))| network.arcs.get(*arc).is_some_and(|arc| arc.room == 0);
    Some(prices.into_iter().filter(is_used).map(|(_, pair)| pair).collect())
}
