//! What the trials of a simulation add up to.

use std::collections::BTreeMap;

use super::causes::{Cause, Causes};
use super::{Candidate, Plan};
use crate::draw::assignment::{Contradiction, Object, Outcome};
use crate::draw::result::Assignment;
use crate::draw::roster::Did;
use crate::draw::selection::{Weights, expected_chance};

/// Selections kept of trials without teams, to work out what would help.
const SAMPLES: usize = 8;
const PPM: u128 = 1_000_000;

/// Objects of one stratum and weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Class {
    /// The stratum.
    pub stratum: u16,
    /// Tickets of each.
    pub weight: u16,
    /// How many objects.
    pub objects: u64,
    /// How many were drawn, in all trials together.
    pub drawn: u64,
    /// How often one of them was drawn: drawn / (objects × trials), in millionths.
    pub observed_ppm: u32,
    /// The chance as it follows from quota and weights ([`expected_chance`]), in millionths.
    pub expected_ppm: u32,
}

/// Visits of a trial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// Its code; empty for objects without one.
    pub division: String,
    /// Objects there that can be drawn.
    pub objects: u64,
    /// Visits in all trials together.
    pub visits: u64,
    /// Fewest in a trial.
    pub least: u32,
    /// Most in a trial.
    pub most: u32,
}

/// How an inspector fared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Code of the inspector.
    pub inspector: String,
    /// The most objects it may get.
    pub cap: u32,
    /// Objects in all trials with teams together.
    pub objects: u64,
    /// Trials in which it had as many as it may.
    pub at_cap: u32,
    /// Trials without teams in which it was one of the few whom too many places needed.
    pub in_causes: u32,
}

/// How many inspectors got how many objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// Objects.
    pub objects: u32,
    /// Inspectors with as many, in all trials with teams together.
    pub inspectors: u64,
}

/// What came of the trials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Trials done.
    pub trials: u32,
    /// Those in which teams could be formed.
    pub with_teams: u32,
    /// By stratum and weight.
    pub classes: Vec<Class>,
    /// By code.
    pub divisions: Vec<Division>,
    /// Why there were no teams, the most frequent first.
    pub causes: Vec<Cause>,
    /// All inspectors, the tightest first.
    pub inspectors: Vec<Share>,
    /// By number of objects.
    pub loads: Vec<Load>,
    /// Numbers of the objects selected in some of the trials without teams.
    pub(super) samples: Vec<Vec<Did>>,
}

/// Adds trials up.
pub(super) struct Tally<'a> {
    plan: &'a Plan<'a>,
    trials: u32,
    with_teams: u32,
    /// Objects and draws by stratum and weight.
    classes: BTreeMap<(u16, u16), (u64, u64)>,
    divisions: Vec<Division>,
    places: BTreeMap<&'a str, usize>,
    shares: Vec<Share>,
    loads: BTreeMap<u32, u64>,
    causes: Causes,
    samples: Vec<Vec<Did>>,
}

impl<'a> Tally<'a> {
    pub(super) fn new(plan: &'a Plan<'a>) -> Self {
        let mut classes: BTreeMap<_, (u64, u64)> = BTreeMap::new();
        let division = |division: &String| Division {
            division: division.clone(),
            objects: 0,
            visits: 0,
            least: u32::MAX,
            most: 0,
        };
        let mut divisions: Vec<_> = plan.candidates.divisions.iter().map(division).collect();
        for candidate in &plan.candidates.rows {
            let (objects, _) = classes.entry((candidate.stratum, candidate.weight)).or_default();
            *objects = objects.saturating_add(1);
            if let Some(division) = divisions.get_mut(usize::from(candidate.division)) {
                division.objects = division.objects.saturating_add(1);
            }
        }
        let share = |inspector: &crate::draw::inspectors::Inspector| Share {
            inspector: inspector.code.clone(),
            cap: inspector.cap,
            objects: 0,
            at_cap: 0,
            in_causes: 0,
        };
        Self {
            plan,
            trials: 0,
            with_teams: 0,
            classes,
            divisions,
            places: (plan.inspectors.iter().map(|one| one.code.as_str())).zip(0..).collect(),
            shares: plan.inspectors.iter().map(share).collect(),
            loads: BTreeMap::new(),
            causes: Causes::default(),
            samples: Vec::new(),
        }
    }

    /// Takes a trial into account.
    pub(super) fn count(&mut self, objects: &[Object], outcome: Outcome) {
        self.trials = self.trials.saturating_add(1);
        let mut visits = vec![0_u32; self.divisions.len()];
        for Candidate { stratum, weight, division } in
            objects.iter().filter_map(|object| self.plan.candidates.of(&object.did))
        {
            let (_, drawn) = self.classes.entry((stratum, weight)).or_default();
            *drawn = drawn.saturating_add(1);
            if let Some(visits) = visits.get_mut(usize::from(division)) {
                *visits = visits.saturating_add(1);
            }
        }
        for (division, visits) in self.divisions.iter_mut().zip(visits) {
            division.visits = division.visits.saturating_add(visits.into());
            division.least = division.least.min(visits);
            division.most = division.most.max(visits);
        }
        match outcome {
            Outcome::Assigned { assignment, .. } => self.count_teams(&assignment),
            Outcome::Impossible(contradiction) => self.count_failure(objects, &contradiction),
        }
    }

    fn count_teams(&mut self, assignment: &Assignment) {
        self.with_teams = self.with_teams.saturating_add(1);
        let mut loads = vec![0_u32; self.shares.len()];
        for code in assignment.teams.iter().flat_map(|team| &team.inspectors) {
            let load = self.places.get(code.as_str()).and_then(|place| loads.get_mut(*place));
            if let Some(load) = load {
                *load = load.saturating_add(1);
            }
        }
        for (share, load) in self.shares.iter_mut().zip(loads) {
            share.objects = share.objects.saturating_add(load.into());
            share.at_cap = share.at_cap.saturating_add(u32::from(load >= share.cap && load > 0));
            let inspectors = self.loads.entry(load).or_default();
            *inspectors = inspectors.saturating_add(1);
        }
    }

    fn count_failure(&mut self, objects: &[Object], contradiction: &Contradiction) {
        for code in &contradiction.inspectors {
            let share = self.places.get(code.as_str()).and_then(|place| self.shares.get_mut(*place));
            if let Some(share) = share {
                share.in_causes = share.in_causes.saturating_add(1);
            }
        }
        self.causes.count(self.plan, contradiction);
        if self.samples.len() < SAMPLES {
            self.samples.push(objects.iter().map(|object| object.did).collect());
        }
    }

    pub(super) fn report(self) -> Report {
        let mut weights: BTreeMap<u16, Weights> = BTreeMap::new();
        for ((stratum, weight), (objects, _)) in &self.classes {
            weights.entry(*stratum).or_default().insert(*weight, *objects);
        }
        let take = |id: u16| self.plan.strata.iter().find(|one| one.id == id).map_or(0, |one| one.take);
        let class = |((stratum, weight), (objects, drawn)): (&(u16, u16), &(u64, u64))| {
            let chance =
                weights.get(stratum).map_or(0, |all| expected_chance(*weight, take(*stratum), all).parts());
            let trials = u128::from(*objects).saturating_mul(self.trials.into());
            Class {
                stratum: *stratum,
                weight: *weight,
                objects: *objects,
                drawn: *drawn,
                observed_ppm: ppm(u128::from(*drawn), trials),
                expected_ppm: ppm(chance, 1 << 64),
            }
        };
        let classes = self.classes.iter().map(class).collect();
        let mut inspectors = self.shares;
        let tight = |share: &Share| std::cmp::Reverse((share.in_causes, share.at_cap, share.objects));
        // Stable: of those alike the lower code comes first.
        inspectors.sort_by_key(tight);
        let mut divisions = self.divisions;
        divisions.sort_by(|a, b| a.division.cmp(&b.division));
        let load = |(objects, inspectors)| Load { objects, inspectors };
        Report {
            trials: self.trials,
            with_teams: self.with_teams,
            classes,
            divisions,
            causes: self.causes.most_frequent(self.plan),
            inspectors,
            loads: self.loads.into_iter().map(load).collect(),
            samples: self.samples,
        }
    }
}

/// A part of a whole in millionths, to the nearest.
fn ppm(part: u128, whole: u128) -> u32 {
    let parts = part.saturating_mul(PPM).saturating_add(whole / 2).checked_div(whole);
    parts.and_then(|parts| u32::try_from(parts).ok()).unwrap_or_default()
}
