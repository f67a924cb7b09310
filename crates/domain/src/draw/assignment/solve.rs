//! The load limits, then place by place the first inspector with whom everything still open remains possible.
//!
//! One filling is kept throughout. A choice is tried by moving the filling to it along augmenting paths; when there is no
//! path, there is no filling with that choice (max-flow min-cut), and the filling is moved back.

use super::contradiction;
use super::eligibility::{Eligibility, Set};
use super::network::{Filling, Search, Start};
use super::preference::Preference;
use super::{Object, Outcome, Problem, Skip, SkipReason};
use crate::draw::result::{Assignment, Load, Team};
use crate::draw::roster::Did;
use crate::draw::seed::Keys;

pub(super) fn solve(problem: &Problem<'_>, keys: &Keys) -> Outcome {
    let preference = Preference::new(keys);
    let mut objects: Vec<&Object> = problem.objects.iter().collect();
    objects.sort_by_cached_key(|object| preference.turn(&object.did));
    let eligible = Eligibility::new(problem, &objects);
    let inspectors = problem.inspectors.len();
    let mut solver = Solver {
        problem,
        objects: &objects,
        filling: Filling::new(&eligible, problem.team.len(), inspectors),
        search: Search::new(eligible.places(), inspectors),
        anywhere: eligible.anywhere(inspectors).iter().collect(),
    };
    let max = match solver.upper_limit() {
        Ok(max) => max,
        Err(place) => {
            solver.set_upper(u32::MAX);
            let (filling, search) = (&mut solver.filling, &mut solver.search);
            return Outcome::Impossible(contradiction::smallest(problem, &objects, filling, search, place));
        }
    };
    let min = solver.lower_limit(max);
    let (teams, skips) = solver.teams(&preference);
    Outcome::Assigned { assignment: Assignment { load: Load { max, min }, teams }, skips }
}

struct Solver<'a, 'b> {
    problem: &'b Problem<'a>,
    objects: &'b [&'a Object],
    filling: Filling<'b>,
    search: Search,
    /// Inspectors eligible for at least one place.
    anywhere: Vec<usize>,
}

impl Solver<'_, '_> {
    fn cap(&self, inspector: usize) -> u32 {
        self.problem.inspectors.get(inspector).map_or(0, |inspector| inspector.cap)
    }

    fn code(&self, inspector: usize) -> String {
        self.problem.inspectors.get(inspector).map(|inspector| inspector.code.clone()).unwrap_or_default()
    }

    /// Fills all places, raising the limit only when it must be raised. Fails with the place that cannot be filled.
    fn upper_limit(&mut self) -> Result<u32, usize> {
        let places = self.filling.eligible.places();
        let mut limit = u32::try_from(places.div_ceil(self.anywhere.len().max(1))).unwrap_or(u32::MAX);
        self.set_upper(limit);
        for place in 0..places {
            loop {
                if let Some(path) = self.search.find(&self.filling, Start::Place(place), None) {
                    self.filling.follow(&path, &self.search);
                    self.filling.commit();
                    break;
                }
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

    fn set_upper(&mut self, limit: u32) {
        for inspector in self.anywhere.clone() {
            self.filling.set_upper(inspector, limit.min(self.cap(inspector)));
        }
    }

    /// Raises the lower limit, one by one, until somebody cannot reach it.
    fn lower_limit(&mut self, max: u32) -> u32 {
        for limit in 1..=max {
            for inspector in self.anywhere.clone() {
                self.filling.set_lower(inspector, limit.min(self.filling.upper(inspector)));
            }
            for inspector in self.anywhere.clone() {
                while self.filling.load(inspector) < self.filling.lower(inspector) {
                    if !self.top_up(inspector) {
                        let limit = limit.saturating_sub(1);
                        for inspector in self.anywhere.clone() {
                            self.filling.set_lower(inspector, limit.min(self.filling.upper(inspector)));
                        }
                        return limit;
                    }
                    self.filling.commit();
                }
            }
        }
        max
    }

    /// Moves one place to the inspector, at the expense of somebody above the lower limit.
    fn top_up(&mut self, inspector: usize) -> bool {
        let above = |i: &usize| self.filling.load(*i) > self.filling.lower(*i);
        let givers: Vec<usize> = self.anywhere.iter().copied().filter(above).collect();
        let mut goal = Set::empty(self.problem.inspectors.len());
        goal.insert(inspector);
        let path = self.search.find(&self.filling, Start::Holders(&givers), Some(&goal));
        path.map(|path| self.filling.follow(&path, &self.search)).is_some()
    }

    fn teams(&mut self, preference: &Preference) -> (Vec<Team>, Vec<Skip>) {
        let (mut teams, mut skips) = (Vec::new(), Vec::new());
        let slots = self.problem.team.len();
        for (first, object) in (0..).step_by(slots.max(1)).zip(self.objects) {
            let ranking = preference.ranking(&object.did, self.problem.inspectors.len());
            for slot in 0..slots {
                let place = first + slot;
                for inspector in ranking.iter().copied() {
                    if !self.filling.eligible.of(place).contains(inspector) {
                        continue;
                    }
                    let Err(why) = self.choose(object, place, inspector) else { break };
                    let inspector = self.code(inspector);
                    skips.push(Skip { did: object.did, slot: slot.saturating_add(1), inspector, why });
                }
            }
            let team = (first..first + slots).filter_map(|place| self.filling.holder(place));
            teams.push(Team { did: object.did, inspectors: team.map(|i| self.code(i)).collect() });
        }
        (teams, skips)
    }

    /// Gives the place to the inspector for good, if everything still open can then be filled within the limits.
    fn choose(&mut self, object: &Object, place: usize, inspector: usize) -> Result<(), SkipReason> {
        if self.filling.holder(place) == Some(inspector) {
            self.filling.pin(place);
            return Ok(());
        }
        let seat = self.filling.seat(place, inspector);
        if seat.is_some_and(|seat| self.filling.is_pinned(seat)) {
            return Err(SkipReason::InTeam {});
        }
        if self.filling.pinned_load(inspector) >= self.filling.upper(inspector) {
            return Err(SkipReason::AtLimit {});
        }
        let outcome = self.try_choice(object, place, inspector, seat);
        match outcome {
            Ok(()) => self.filling.commit(),
            Err(_) => self.filling.roll_back(place),
        }
        outcome
    }

    fn try_choice(
        &mut self,
        object: &Object,
        place: usize,
        inspector: usize,
        seat: Option<usize>,
    ) -> Result<(), SkipReason> {
        let before = self.filling.holder(place);
        if let Some(seat) = seat {
            self.filling.give(seat, None);
        }
        self.filling.give(place, Some(inspector));
        self.filling.pin(place);
        let start = match seat {
            Some(seat) => Some(Start::Place(seat)),
            None if self.filling.load(inspector) > self.filling.upper(inspector) => {
                Some(Start::Holders(std::slice::from_ref(&inspector)))
            }
            None => None,
        };
        if let Some(start) = start {
            let Some(path) = self.search.find(&self.filling, start, None) else {
                return Err(SkipReason::WouldLeave { object: self.first_object_in_search(object.did) });
            };
            self.filling.follow(&path, &self.search);
        }
        match before.filter(|before| self.filling.load(*before) < self.filling.lower(*before)) {
            Some(before) if !self.top_up(before) => {
                Err(SkipReason::WouldUnderload { inspector: self.code(before) })
            }
            Some(_) | None => Ok(()),
        }
    }

    fn first_object_in_search(&self, fallback: Did) -> Did {
        let Some(place) = self.search.reached.iter().copied().min() else { return fallback };
        let slots = self.problem.team.len().max(1);
        self.objects.get(place / slots).map_or(fallback, |object| object.did)
    }
}
