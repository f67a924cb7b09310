//! How many places stay without anybody, and the cap that would fill them.

use crate::draw::assignment::eligibility::Eligibility;
use crate::draw::assignment::limits::Solver;
use crate::draw::assignment::set::Set;
use crate::draw::assignment::{Object, Problem};

/// How many places stay without anybody, however well the others are filled.
pub(super) fn missing(problem: &Problem<'_>) -> usize {
    let objects: Vec<&Object> = problem.objects.iter().collect();
    let eligible = Eligibility::new(problem, &objects);
    fill_all(&mut Solver::new(problem, &eligible)).len()
}

/// Fills what can be filled within the caps; returns the places that cannot.
pub(super) fn fill_all(solver: &mut Solver<'_>) -> Vec<usize> {
    solver.set_upper(u32::MAX);
    let eligible = solver.filling.eligible;
    // Whom a failed search reached, no later change gives room.
    let mut dead = Set::empty(solver.inspectors());
    let mut open = Vec::new();
    for place in 0..eligible.places() {
        let excluded = eligible.excluded(place);
        let admitted = eligible.admitted(eligible.kind(place));
        let is_dead = admitted.without(&dead).all(|inspector| excluded.binary_search(&inspector).is_ok());
        if is_dead {
            open.push(place);
        } else if !solver.fill(place) {
            dead.add_all(&solver.search.seen);
            open.push(place);
        }
    }
    open
}

/// The least cap for everyone below it with which all places can be filled.
pub(super) fn cap(problem: &Problem<'_>) -> Option<u32> {
    let objects: Vec<&Object> = problem.objects.iter().collect();
    let eligible = Eligibility::new(problem, &objects);
    let mut solver = Solver::new(problem, &eligible);
    solver.set_upper(u32::MAX);
    let mut cap = 0;
    for place in 0..eligible.places() {
        while !solver.fill(place) {
            // Everyone in reach is full, and a cap that raises nobody's would change nothing.
            let least = solver.search.seen.iter().map(|inspector| solver.filling.upper(inspector)).min()?;
            cap = cap.max(least.checked_add(1)?);
            for inspector in solver.anywhere.iter().copied() {
                let upper = solver.filling.upper(inspector).max(cap);
                solver.filling.set_upper(inspector, upper);
            }
        }
    }
    Some(cap)
}
