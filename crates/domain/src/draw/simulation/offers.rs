//! What would help: relaxations worked out for trials without teams.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use super::{Plan, Report};
use crate::draw::assignment::relaxation::{
    Concessions, Newcomers, Origin, Relaxation, is_possible, relaxations,
};
use crate::draw::assignment::{Object, Problem};
use crate::draw::inspectors::Exclusion;
use crate::draw::roster::Did;
use crate::task::relaxation::PlanRelaxation;

/// A way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// A change of the plan.
    Plan(PlanRelaxation),
    /// Inspectors whom the body does not have yet: for people to find.
    Inspectors(Vec<Newcomers>),
}

/// Ways out, each by itself sufficient in all the trials looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offers {
    /// Which.
    pub offers: Vec<Offer>,
    /// How many trials without teams were looked at.
    pub trials: u32,
}

/// What suffices in every trial so far; none of a kind that does not suffice in one of them.
#[derive(Debug, Default)]
struct Common {
    cap: Option<u32>,
    months: Option<u32>,
    slots: Option<BTreeSet<usize>>,
    departments: Option<BTreeSet<String>>,
    newcomers: Option<BTreeMap<Profile, u32>>,
}

/// Everything of [`Newcomers`] but their number.
type Profile = (Option<String>, Origin, Vec<String>, u32);

/// The relaxations on offer, worked out for the first few trials of a report that had no teams. `cap` is the most objects an
/// additional inspector would get. After each trial `watch` may end it there.
///
/// A concession that suffices suffices when more is conceded. So the largest of each kind suffices in all these trials, and
/// in those that had teams before.
#[must_use]
pub fn offers(
    plan: &Plan<'_>,
    report: &Report,
    cap: u32,
    watch: &mut dyn FnMut(u32) -> ControlFlow<()>,
) -> Offers {
    let exclusions = plan.exclusions(plan.months);
    let mut common: Option<Common> = None;
    let mut trials = 0;
    for sample in &report.samples {
        let objects = plan.objects(sample.iter().copied());
        let found = Common::of(plan, &objects, &exclusions, cap);
        common = Some(match common {
            None => found,
            Some(common) => common.and(found),
        });
        trials += 1;
        if watch(trials).is_break() {
            break;
        }
    }
    Offers { offers: common.map(Common::offers).unwrap_or_default(), trials }
}

/// The relaxations on offer for these objects, as [`Candidates::push`](super::Candidates::push) named them; none when they get
/// teams as things stand. Objects that are no candidates are left out.
#[must_use]
pub fn offers_for(plan: &Plan<'_>, drawn: &[Did], cap: u32) -> Option<Vec<Offer>> {
    let exclusions = plan.exclusions(plan.months);
    let objects = plan.objects(drawn.iter().copied());
    if is_possible(&plan.problem(&objects, &exclusions)) {
        return None;
    }
    Some(Common::of(plan, &objects, &exclusions, cap).offers())
}

/// The most months of acquaintance, fewer than now, with which these objects get teams.
fn months(plan: &Plan<'_>, objects: &[Object]) -> Option<u32> {
    let suffices = |months: u32| is_possible(&plan.problem(objects, &plan.exclusions(months)));
    let liftable = plan.pairs.iter().any(|pair| pair.from_months.is_some());
    if !liftable || plan.months == 0 || !suffices(0) {
        return None;
    }
    let (mut enough, mut little) = (0_u32, plan.months);
    while enough.saturating_add(1) < little {
        let middle = enough.midpoint(little);
        if suffices(middle) { enough = middle } else { little = middle }
    }
    Some(enough)
}

/// Departments of the body that the plan leaves out, with whose inspectors these objects get teams: the first that suffices by
/// itself, else as many as it takes, none of which can be left out.
fn departments(plan: &Plan<'_>, objects: &[Object], exclusions: &[Exclusion]) -> Option<BTreeSet<String>> {
    let suffices = |departments: &BTreeSet<String>| {
        let more = plan.others.iter().filter(|inspector| departments.contains(&inspector.department));
        let mut inspectors: Vec<_> = plan.inspectors.iter().chain(more).cloned().collect();
        inspectors.sort_by(|a, b| a.code.cmp(&b.code));
        is_possible(&Problem { inspectors: &inspectors, ..plan.problem(objects, exclusions) })
    };
    let mut needed: BTreeSet<String> =
        plan.others.iter().map(|inspector| inspector.department.clone()).collect();
    if needed.is_empty() || !suffices(&needed) {
        return None;
    }
    let alone = |code: &String| BTreeSet::from([code.clone()]);
    if let Some(one) = needed.iter().map(alone).find(suffices) {
        return Some(one);
    }
    for code in needed.clone() {
        needed.remove(&code);
        if !suffices(&needed) {
            needed.insert(code);
        }
    }
    Some(needed)
}

fn numbers(newcomers: Vec<Newcomers>) -> BTreeMap<Profile, u32> {
    let profile = |new: Newcomers| ((new.department, new.origin, new.qualifications, new.cap), new.number);
    newcomers.into_iter().map(profile).collect()
}

impl Common {
    /// What suffices for these objects, which get no teams.
    fn of(plan: &Plan<'_>, objects: &[Object], exclusions: &[Exclusion], cap: u32) -> Self {
        let mut found = Self {
            months: months(plan, objects),
            departments: departments(plan, objects, exclusions),
            ..Self::default()
        };
        for relaxation in relaxations(&plan.problem(objects, exclusions), Concessions { liftable: &[], cap })
        {
            match relaxation {
                Relaxation::Cap { to } => found.cap = Some(to),
                Relaxation::Divisions { slots } => found.slots = Some(slots.into_iter().collect()),
                Relaxation::Inspectors { newcomers, .. } => found.newcomers = Some(numbers(newcomers)),
                // The plan has no list of pairs, but the months that make it.
                Relaxation::Exclusions { .. } => {}
            }
        }
        found
    }

    fn and(self, other: Self) -> Self {
        let newcomers = self.newcomers.zip(other.newcomers).map(|(mut all, others)| {
            for (profile, number) in others {
                let known = all.entry(profile).or_default();
                *known = number.max(*known);
            }
            all
        });
        Self {
            cap: self.cap.zip(other.cap).map(|(one, other)| one.max(other)),
            months: self.months.zip(other.months).map(|(one, other)| one.min(other)),
            slots: self.slots.zip(other.slots).map(|(one, other)| one.union(&other).copied().collect()),
            departments: self
                .departments
                .zip(other.departments)
                .map(|(one, other)| one.union(&other).cloned().collect()),
            newcomers,
        }
    }

    fn offers(self) -> Vec<Offer> {
        let cap = self.cap.and_then(|to| u16::try_from(to).ok()).map(|to| PlanRelaxation::Cap { to });
        let months = self.months.map(|months| PlanRelaxation::Acquaintance { months });
        let slots = self.slots.map(|slots| PlanRelaxation::Divisions { slots: slots.into_iter().collect() });
        let pool =
            self.departments.map(|all| PlanRelaxation::Pool { departments: all.into_iter().collect() });
        let newcomer = |((department, origin, qualifications, cap), number): (Profile, u32)| Newcomers {
            number,
            department,
            origin,
            qualifications,
            cap,
        };
        let newcomers = self.newcomers.map(|all| all.into_iter().map(newcomer).collect());
        let changes = [cap, months, slots, pool].into_iter().flatten().map(Offer::Plan);
        changes.chain(newcomers.map(Offer::Inspectors)).collect()
    }
}
