//! Place by place the first inspector with whom everything still open remains possible.
//!
//! One filling is kept throughout. A choice is tried by moving the filling to it along augmenting paths; when there is no
//! path, there is no filling with that choice (max-flow min-cut), and the filling is moved back.

use super::ahead;
use super::contradiction;
use super::cuts::{Cuts, Obstacle};
use super::eligibility::Eligibility;
use super::limits::Solver;
use super::preference::{Preference, Shortlist};
use super::search::{Goal, Start};
use super::skips::{Skips, Why, narrow};
use super::{Object, Outcome, Problem};
use crate::draw::result::{Assignment, Load, Team};
use crate::draw::seed::Keys;

pub(super) fn solve(problem: &Problem<'_>, keys: &Keys) -> Outcome {
    let preference = Preference::new(keys);
    let mut objects: Vec<&Object> = problem.objects.iter().collect();
    objects.sort_by_cached_key(|object| preference.turn(&object.did));
    let eligible = Eligibility::new(problem, &objects);
    let mut solver = Solver::new(problem, &eligible);
    let max = match solver.upper_limit() {
        Ok(max) => max,
        Err(place) => {
            return Outcome::Impossible(contradiction::smallest(problem, &objects, &mut solver, place));
        }
    };
    let min = solver.lower_limit(max);
    let choice =
        Choice { problem, slots: problem.team.len().max(1), preference, solver, cuts: Cuts::default() };
    let (teams, skips) = choice.teams(&eligible, &objects);
    Outcome::Assigned { assignment: Assignment { load: Load { max, min }, teams }, skips }
}

struct Choice<'a> {
    problem: &'a Problem<'a>,
    slots: usize,
    preference: Preference,
    solver: Solver<'a>,
    cuts: Cuts,
}

impl Choice<'_> {
    fn teams(mut self, eligible: &Eligibility, objects: &[&Object]) -> (Vec<Team>, Skips) {
        let (mut teams, mut skips) = (Vec::with_capacity(objects.len()), Skips::new(self.problem));
        let inspectors = self.problem.inspectors.len();
        let preference = self.preference.clone();
        let code = |i: usize| self.problem.inspectors.get(i).map(|inspector| inspector.code.clone());
        ahead::each(&preference, eligible, objects, inspectors, |number, lists| {
            let Some(object) = objects.get(number) else { return };
            let first = number.saturating_mul(self.slots);
            for (slot, list) in lists.into_iter().enumerate() {
                self.fill(object, first.saturating_add(slot), list, &mut skips);
            }
            skips.close(object);
            let team = self.solver.filling.team(first).filter_map(|place| self.solver.filling.holder(place));
            teams.push(Team { did: object.did, inspectors: team.filter_map(code).collect() });
        });
        (teams, skips)
    }

    /// Decides the place: its holder is the first of the list who may be.
    fn fill(&mut self, object: &Object, place: usize, mut list: Shortlist, skips: &mut Skips) {
        let mut tried = 0;
        loop {
            while let Some(inspector) = list.best.get(tried).copied() {
                let Err(why) = self.choose(place, inspector) else { return };
                skips.push(place % self.slots, inspector, why);
                tried = tried.saturating_add(1);
            }
            if list.is_complete {
                return;
            }
            let (eligible, inspectors) = (self.solver.filling.eligible, self.problem.inspectors.len());
            list = self.preference.longer(eligible, &object.did, place, &list, inspectors);
        }
    }

    /// Gives the place to the inspector for good, if everything still open can then be filled within the limits.
    fn choose(&mut self, place: usize, inspector: usize) -> Result<(), Why> {
        let filling = &mut self.solver.filling;
        let Some(holder) = filling.holder(place) else { return Ok(()) };
        if holder == inspector {
            filling.decide(place);
            return Ok(());
        }
        let seat = filling.seat(place, inspector);
        if seat.is_some_and(|seat| filling.is_decided(seat)) {
            return Err(Why::InTeam);
        }
        if filling.decided_load(inspector) >= filling.upper(inspector) {
            return Err(Why::AtLimit);
        }
        let obstacle = match self.cuts.obstacle(filling, inspector, holder) {
            Some(known) => Err(known),
            None => self.try_choice(place, inspector, holder, seat),
        };
        obstacle.map_err(|obstacle| match obstacle {
            Obstacle::Place(place) => Why::WouldLeave(narrow(place / self.slots)),
            Obstacle::Inspector(inspector) => Why::WouldUnderload(narrow(inspector)),
        })
    }

    fn try_choice(
        &mut self,
        place: usize,
        inspector: usize,
        holder: usize,
        seat: Option<usize>,
    ) -> Result<(), Obstacle> {
        let outcome = self.move_to(place, inspector, holder, seat);
        match outcome {
            Ok(()) => self.solver.filling.commit(),
            Err(obstacle) => {
                let is_upper = matches!(obstacle, Obstacle::Place(_));
                // Out of reach, the inspector may be so only for the seat it was given on trial.
                let search = &self.solver.search;
                if search.seen.contains(inspector) && search.is_closed(&self.solver.filling) {
                    self.cuts.learn(&self.solver.search.seen, is_upper);
                }
                self.solver.filling.roll_back(place);
            }
        }
        outcome
    }

    fn move_to(
        &mut self,
        place: usize,
        inspector: usize,
        holder: usize,
        seat: Option<usize>,
    ) -> Result<(), Obstacle> {
        let Solver { filling, search, .. } = &mut self.solver;
        if let Some(seat) = seat {
            filling.give(seat, None);
        }
        filling.give(place, Some(inspector));
        filling.decide(place);
        let start = match seat {
            Some(seat) => Some(Start::Place(seat)),
            None => (filling.load(inspector) > filling.upper(inspector)).then_some(Start::Holder(inspector)),
        };
        if let Some(start) = start {
            let Some(path) = search.find(filling, start, Goal::Room) else {
                return Err(Obstacle::Place(search.first_reached(filling).unwrap_or(place)));
            };
            search.follow(filling, &path);
        }
        let is_under = filling.load(holder) < filling.lower(holder);
        if is_under && !self.solver.top_up(holder) {
            return Err(Obstacle::Inspector(holder));
        }
        Ok(())
    }
}
