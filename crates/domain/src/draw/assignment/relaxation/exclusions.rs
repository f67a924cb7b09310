//! Which exclusions would have to be lifted.

use std::collections::BTreeSet;

use super::shortage::{fill_all, missing};
use super::{Relaxation, cheapest};
use crate::draw::assignment::eligibility::Eligibility;
use crate::draw::assignment::limits::Solver;
use crate::draw::assignment::{Object, Problem};
use crate::draw::inspectors::Exclusion;
use crate::draw::roster::Did;

type Pair<'a> = (Did, &'a str);

fn pair(exclusion: &Exclusion) -> Pair<'_> {
    (exclusion.did, exclusion.inspector.as_str())
}

/// Takes exclusions off the list.
pub(super) fn lift(exclusions: &mut Vec<Exclusion>, lifted: &[Exclusion]) {
    let lifted: BTreeSet<Pair<'_>> = lifted.iter().map(pair).collect();
    exclusions.retain(|exclusion| !lifted.contains(&pair(exclusion)));
}

/// The fewest exclusions of these reasons that must go; none when lifting all of them does not suffice.
pub(super) fn fewest(problem: &Problem<'_>, reasons: &[&str], short: usize) -> Option<Relaxation> {
    // A pair that is excluded for another reason too stays excluded.
    let firm = |exclusion: &&Exclusion| !reasons.contains(&exclusion.reason.as_str());
    let kept: BTreeSet<Pair<'_>> = problem.exclusions.iter().filter(firm).map(pair).collect();
    let may = |exclusion: &&Exclusion| !kept.contains(&pair(exclusion));
    let mut liftable: Vec<&Exclusion> = problem.exclusions.iter().filter(may).collect();
    liftable.sort_by(|a, b| pair(a).cmp(&pair(b)));
    let selected: BTreeSet<Did> = problem.objects.iter().map(|object| object.did).collect();
    liftable.retain(|exclusion| selected.contains(&exclusion.did));
    let used = used(problem, &liftable)?;
    let pairs: BTreeSet<Pair<'_>> = liftable.iter().map(|exclusion| pair(exclusion)).collect();
    // Each exclusion lifted fills at most one more place.
    let cheapest = if used.len() > short { cheapest::lifted(problem, &pairs) } else { None };
    let (chosen, is_proved) = match cheapest {
        Some(least) => (least, true),
        None => (prune(problem, used), false),
    };
    let is_chosen = |exclusion: &&&Exclusion| chosen.contains(&pair(exclusion));
    let lifted: Vec<Exclusion> =
        liftable.iter().filter(is_chosen).map(|exclusion| (*exclusion).clone()).collect();
    let is_least = is_proved || chosen.len() == short;
    Some(Relaxation::Exclusions { lifted, is_least })
}

/// Exclusions that a filling uses which was as complete as could be before any was lifted; none when there is none.
fn used<'a>(problem: &Problem<'_>, liftable: &[&'a Exclusion]) -> Option<BTreeSet<Pair<'a>>> {
    let objects: Vec<&Object> = problem.objects.iter().collect();
    let strict = Eligibility::new(problem, &objects);
    let mut before = Solver::new(problem, &strict);
    fill_all(&mut before);
    let remaining = without(problem, &liftable.iter().map(|exclusion| pair(exclusion)).collect());
    let eligible = Eligibility::new(&Problem { exclusions: &remaining, ..*problem }, &objects);
    let mut solver = Solver::new(problem, &eligible);
    solver.set_upper(u32::MAX);
    for place in 0..strict.places() {
        if let Some(holder) = before.filling.holder(place) {
            solver.filling.give(place, Some(holder));
        }
    }
    solver.filling.commit();
    let mut open = (0..strict.places()).filter(|place| before.filling.holder(*place).is_none());
    if !open.all(|place| solver.fill(place)) {
        return None;
    }
    let slots = problem.team.len().max(1);
    let mut held = BTreeSet::new();
    for place in 0..strict.places() {
        let code = solver.filling.holder(place).and_then(|holder| problem.inspectors.get(holder));
        held.extend(
            objects
                .get(place / slots)
                .zip(code)
                .map(|(object, inspector)| (object.did, inspector.code.as_str())),
        );
    }
    Some(liftable.iter().map(|exclusion| pair(exclusion)).filter(|pair| held.contains(pair)).collect())
}

/// Puts back what need not be lifted.
fn prune<'a>(problem: &Problem<'_>, mut lifted: BTreeSet<Pair<'a>>) -> BTreeSet<Pair<'a>> {
    for pair in lifted.clone() {
        lifted.remove(&pair);
        let remaining = without(problem, &lifted);
        if missing(&Problem { exclusions: &remaining, ..*problem }) > 0 {
            lifted.insert(pair);
        }
    }
    lifted
}

fn without(problem: &Problem<'_>, lifted: &BTreeSet<Pair<'_>>) -> Vec<Exclusion> {
    problem.exclusions.iter().filter(|exclusion| !lifted.contains(&pair(exclusion))).cloned().collect()
}
