//! What would help: relaxations worked out for trials without teams.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use super::{Plan, Report};
use crate::draw::assignment::Object;
use crate::draw::assignment::relaxation::{
    Concessions, Newcomers, Origin, Relaxation, is_possible, relaxations,
};
use crate::task::relaxation::PlanRelaxation;

/// A way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// A change of the plan.
    Plan(PlanRelaxation),
    /// More inspectors: for people to find.
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
        let problem = plan.problem(&objects, &exclusions);
        let mut found = Common { months: months(plan, &objects), ..Common::default() };
        for relaxation in relaxations(&problem, Concessions { liftable: &[], cap }) {
            match relaxation {
                Relaxation::Cap { to } => found.cap = Some(to),
                Relaxation::Divisions { slots } => found.slots = Some(slots.into_iter().collect()),
                Relaxation::Inspectors { newcomers, .. } => found.newcomers = Some(numbers(newcomers)),
                // The plan has no list of pairs, but the months that make it.
                Relaxation::Exclusions { .. } => {}
            }
        }
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

fn numbers(newcomers: Vec<Newcomers>) -> BTreeMap<Profile, u32> {
    let profile = |new: Newcomers| ((new.department, new.origin, new.qualifications, new.cap), new.number);
    newcomers.into_iter().map(profile).collect()
}

impl Common {
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
            newcomers,
        }
    }

    fn offers(self) -> Vec<Offer> {
        let cap = self.cap.and_then(|to| u16::try_from(to).ok()).map(|to| PlanRelaxation::Cap { to });
        let months = self.months.map(|months| PlanRelaxation::Acquaintance { months });
        let slots = self.slots.map(|slots| PlanRelaxation::Divisions { slots: slots.into_iter().collect() });
        let newcomer = |((department, origin, qualifications, cap), number): (Profile, u32)| Newcomers {
            number,
            department,
            origin,
            qualifications,
            cap,
        };
        let newcomers = self.newcomers.map(|all| all.into_iter().map(newcomer).collect());
        let changes = [cap, months, slots].into_iter().flatten().map(Offer::Plan);
        changes.chain(newcomers.map(Offer::Inspectors)).collect()
    }
}
