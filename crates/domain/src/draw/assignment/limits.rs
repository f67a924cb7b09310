//! A first filling of all places, and the load limits: the upper one as low, then the lower one as high as can be.

use super::Problem;
use super::eligibility::Eligibility;
use super::filling::Filling;
use super::search::{Goal, Search, Start};
use super::set::Set;

/// The filling, with what is needed to change it.
pub(super) struct Solver<'a> {
    pub(super) filling: Filling<'a>,
    pub(super) search: Search,
    caps: Vec<u32>,
    /// Inspectors eligible for at least one place.
    pub(super) anywhere: Vec<usize>,
}

impl<'a> Solver<'a> {
    pub(super) fn new(problem: &Problem<'_>, eligible: &'a Eligibility) -> Self {
        let inspectors = problem.inspectors.len();
        Self {
            filling: Filling::new(eligible, problem.team.len(), inspectors),
            search: Search::new(eligible.places(), inspectors, eligible.kinds()),
            caps: problem.inspectors.iter().map(|inspector| inspector.cap).collect(),
            anywhere: eligible.anywhere(inspectors).iter().collect(),
        }
    }

    /// How many inspectors there are.
    pub(super) fn inspectors(&self) -> usize {
        self.caps.len()
    }

    fn cap(&self, inspector: usize) -> u32 {
        self.caps.get(inspector).copied().unwrap_or_default()
    }

    /// Fills all places, raising the limit only when it must be raised. Fails with the place that cannot be filled.
    pub(super) fn upper_limit(&mut self) -> Result<u32, usize> {
        let places = self.filling.eligible.places();
        let mut limit = u32::try_from(places.div_ceil(self.anywhere.len().max(1))).unwrap_or(u32::MAX);
        self.set_upper(limit);
        for place in 0..places {
            while !self.fill(place) {
                // Everyone in reach is at the limit. Raising it helps only where a cap leaves room.
                if self.search.seen.iter().all(|inspector| self.cap(inspector) <= limit) {
                    return Err(place);
                }
                limit = limit.saturating_add(1);
                self.set_upper(limit);
            }
        }
        Ok(limit)
    }

    /// Finds a holder for the place, when there is one.
    pub(super) fn fill(&mut self, place: usize) -> bool {
        let path = self.search.find(&self.filling, Start::Place(place), Goal::Room);
        if let Some(path) = &path {
            self.search.follow(&mut self.filling, path);
            self.filling.commit();
        }
        path.is_some()
    }

    /// Limits every load to `limit` and the inspector's cap.
    pub(super) fn set_upper(&mut self, limit: u32) {
        for inspector in self.anywhere.iter().copied() {
            let cap = self.caps.get(inspector).copied().unwrap_or_default();
            self.filling.set_upper(inspector, limit.min(cap));
        }
    }

    fn set_lower(&mut self, limit: u32) {
        for inspector in self.anywhere.iter().copied() {
            self.filling.set_lower(inspector, limit.min(self.filling.upper(inspector)));
        }
    }

    /// Raises the lower limit until somebody cannot reach it.
    pub(super) fn lower_limit(&mut self, max: u32) -> u32 {
        loop {
            // Nothing needs to move below the least load that could still grow.
            let growing = |i: &&usize| self.filling.load(**i) < self.filling.upper(**i);
            let least = self.anywhere.iter().filter(growing).map(|i| self.filling.load(*i)).min();
            let Some(reached) = least.filter(|least| *least < max) else {
                self.set_lower(max);
                return max;
            };
            self.set_lower(reached.saturating_add(1));
            for inspector in self.anywhere.clone() {
                while self.filling.load(inspector) < self.filling.lower(inspector) {
                    if !self.top_up(inspector) {
                        self.set_lower(reached);
                        return reached;
                    }
                    self.filling.commit();
                }
            }
        }
    }

    /// Moves one place to the inspector, at the expense of somebody above the lower limit.
    pub(super) fn top_up(&mut self, inspector: usize) -> bool {
        // The search notes whom it meets while it reads who is above.
        let above: Set = self.filling.above().clone();
        let path = self.search.find(&self.filling, Start::Holders(&above), Goal::One(inspector));
        if let Some(path) = &path {
            self.search.follow(&mut self.filling, path);
        }
        path.is_some()
    }
}
