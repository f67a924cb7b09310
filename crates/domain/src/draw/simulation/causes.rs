//! Why trials had no teams: contradictions of many trials, those alike put together.

use std::collections::{BTreeMap, BTreeSet};

use super::Plan;
use crate::draw::assignment::Contradiction;
use crate::draw::assignment::relaxation::words;
use crate::task::plan::DivisionRule;

/// Causes that are told.
const TOLD: usize = 10;

/// What contradictions have in common that are counted as one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    /// Places of the team, from 1.
    slots: Vec<usize>,
    /// Divisions of the objects, where one of the places asks for it.
    divisions: Vec<String>,
    inspectors: Vec<String>,
}

/// Too many places for too few inspectors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Which places of a team, from 1.
    pub slots: Vec<usize>,
    /// Codes of the only inspectors who are eligible for any of them; may be empty.
    pub inspectors: Vec<String>,
    /// Trials without teams for this reason.
    pub trials: u32,
    /// The most objects that took part in a trial.
    pub objects: usize,
    /// Their places.
    pub places: usize,
    /// The same in words, with codes.
    pub words: String,
}

#[derive(Debug, Clone, Copy, Default)]
struct Extent {
    trials: u32,
    objects: usize,
    places: usize,
}

/// Contradictions by kind.
#[derive(Debug, Default)]
pub(super) struct Causes(BTreeMap<Kind, Extent>);

impl Causes {
    pub(super) fn count(&mut self, plan: &Plan<'_>, contradiction: &Contradiction) {
        let slots: BTreeSet<usize> =
            contradiction.objects.iter().flat_map(|places| places.slots.iter().copied()).collect();
        let asks = |number: &usize| {
            let slot = number.checked_sub(1).and_then(|position| plan.team.get(position));
            slot.is_some_and(|slot| slot.division != DivisionRule::Any)
        };
        let mut divisions = BTreeSet::new();
        if slots.iter().any(asks) {
            let candidates =
                contradiction.objects.iter().filter_map(|places| plan.candidates.of(&places.did));
            divisions.extend(candidates.map(|candidate| plan.candidates.division(candidate).to_owned()));
        }
        let kind = Kind {
            slots: slots.into_iter().collect(),
            divisions: divisions.into_iter().collect(),
            inspectors: contradiction.inspectors.clone(),
        };
        let extent = self.0.entry(kind).or_default();
        extent.trials = extent.trials.saturating_add(1);
        extent.objects = extent.objects.max(contradiction.objects.len());
        let places = contradiction.objects.iter().map(|places| places.slots.len()).sum();
        extent.places = extent.places.max(places);
    }

    pub(super) fn most_frequent(self, plan: &Plan<'_>) -> Vec<Cause> {
        let mut causes: Vec<_> = self.0.into_iter().collect();
        causes.sort_by_key(|(_, extent)| std::cmp::Reverse(extent.trials));
        causes.truncate(TOLD);
        causes.into_iter().map(|(kind, extent)| kind.cause(plan, extent)).collect()
    }
}

impl Kind {
    fn cause(self, plan: &Plan<'_>, extent: Extent) -> Cause {
        let Extent { trials, objects, places } = extent;
        let slots = words::list(self.slots.iter().map(ToString::to_string));
        let mut head = format!("检查组第 {slots} 个岗位");
        if !self.divisions.is_empty() {
            let named =
                |code: &String| if code.is_empty() { "（无区划）".to_owned() } else { code.clone() };
            head.push_str(&format!("（对象所在区划 {}）", words::list(self.divisions.iter().map(named))));
        }
        head.push_str(&format!("：{objects} 个对象的 {places} 个岗位"));
        let words = words::conflict(&head, places, &self.inspectors, plan.inspectors);
        Cause { slots: self.slots, inspectors: self.inspectors, trials, objects, places, words }
    }
}
