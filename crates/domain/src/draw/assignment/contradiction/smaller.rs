//! A contradiction of fewer places, by branch and bound.
//!
//! Every contradiction has a set S of inspectors who are all full: an object that takes places Q into it gains
//! |Q| − |N(Q) ∖ S|, N(Q) being who is eligible for any of Q, and all gains together exceed the caps of S. The smallest has
//! at least caps of S + 1 places, and S is put together from sets N(Q), each but for fewer inspectors than |Q|. Objects that
//! have the same places and exclusions are of one class; inspectors who are eligible for the same are told apart only by
//! their caps, and it is best to leave out the largest.

mod gains;

use std::collections::{BTreeMap, BTreeSet};

use self::gains::{Class, Gains};
use crate::draw::assignment::Problem;
use crate::draw::assignment::eligibility::Eligibility;
use crate::draw::assignment::set::Set;

/// Most work: classes looked at, and sets made.
const PATIENCE: usize = 1_000_000;
/// Most places of a team whose choices are all looked at.
const MOST_SLOTS: usize = 5;

/// What the search came to.
#[derive(Debug)]
pub(super) struct Found {
    /// Places among which there is a smaller contradiction.
    pub(super) places: Option<Vec<usize>>,
    /// How many places it has, when all possibilities were looked at.
    pub(super) size: Option<usize>,
}

struct Branch<'a> {
    gains: Gains,
    caps: &'a [u32],
    /// Inspectors who are eligible for the same, the largest caps first.
    alike: Vec<Vec<usize>>,
    best: usize,
    found: Option<Set>,
    known: BTreeSet<Set>,
    /// Sets N(Q) that can take part, with |Q|.
    reaches: Vec<(Set, usize)>,
    work: usize,
    is_exhausted: bool,
}

/// Looks for a contradiction of fewer than `known` places.
pub(super) fn search(problem: &Problem<'_>, eligible: &Eligibility, known: usize) -> Found {
    let slots = problem.team.len();
    if slots > MOST_SLOTS {
        return Found { places: None, size: None };
    }
    let caps: Vec<u32> = problem.inspectors.iter().map(|inspector| inspector.cap).collect();
    let classes = classes(eligible, slots);
    let mut branch = Branch {
        alike: alike(eligible, &classes, &caps),
        gains: Gains::new(eligible, slots, classes),
        caps: &caps,
        best: known,
        found: None,
        known: BTreeSet::new(),
        reaches: Vec::new(),
        work: 0,
        is_exhausted: true,
    };
    branch.reaches = branch.reaches();
    branch.explore(Set::empty(caps.len()));
    let places = |full: &Set| branch.gains.places(full, branch.capacity(full).saturating_add(1));
    let places = branch.found.as_ref().map(places);
    Found { places, size: branch.is_exhausted.then_some(branch.best) }
}

/// Objects with the same kinds of places and the same exclusions.
fn classes(eligible: &Eligibility, slots: usize) -> Vec<Class> {
    let mut classes: BTreeMap<(Vec<usize>, &[usize]), Class> = BTreeMap::new();
    for first in (0..eligible.places()).step_by(slots.max(1)) {
        let kinds = (first..first.saturating_add(slots)).map(|place| eligible.kind(place)).collect();
        classes.entry((kinds, eligible.excluded(first))).or_default().push(first);
    }
    classes.into_values().collect()
}

fn alike(eligible: &Eligibility, classes: &[Class], caps: &[u32]) -> Vec<Vec<usize>> {
    let mut excluding: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, class) in classes.iter().enumerate() {
        for inspector in class.first().map(|place| eligible.excluded(*place)).unwrap_or_default() {
            excluding.entry(*inspector).or_default().push(number);
        }
    }
    let mut groups: BTreeMap<(Vec<bool>, Vec<usize>), Vec<usize>> = BTreeMap::new();
    for inspector in 0..caps.len() {
        let kinds = (0..eligible.kinds()).map(|kind| eligible.admitted(kind).contains(inspector)).collect();
        let excluded = excluding.remove(&inspector).unwrap_or_default();
        groups.entry((kinds, excluded)).or_default().push(inspector);
    }
    let cap = |inspector: &usize| std::cmp::Reverse(caps.get(*inspector).copied());
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.iter_mut().for_each(|group| group.sort_by_key(cap));
    groups
}

impl Branch<'_> {
    fn capacity(&self, set: &Set) -> usize {
        let cap = |inspector| self.caps.get(inspector).copied().unwrap_or_default();
        let sum: u64 = set.iter().map(|inspector| u64::from(cap(inspector))).sum();
        usize::try_from(sum).unwrap_or(usize::MAX)
    }

    /// The least that a set costs which has all of a reach but for fewer than `number`.
    fn least(&self, reach: &Set, number: usize) -> usize {
        let largest =
            reach.iter().filter_map(|inspector| self.caps.get(inspector)).max().copied().unwrap_or_default();
        let spared = usize::try_from(largest).unwrap_or(usize::MAX).saturating_mul(number.saturating_sub(1));
        self.capacity(reach).saturating_sub(spared)
    }

    /// What can take part in a contradiction smaller than the best: sets that cost less, as long as the objects that have
    /// them gain more, all together, than the cheapest costs.
    fn reaches(&self) -> Vec<(Set, usize)> {
        let mut limit = self.best.saturating_sub(1);
        loop {
            let is_cheap = |reach: &Set, number: usize| self.least(reach, number) < limit;
            let gain = self.gains.most(&is_cheap);
            if gain >= limit {
                let all = self.gains.reaches().filter(|(reach, number)| is_cheap(reach, *number));
                let unique: BTreeSet<(Set, usize)> =
                    all.map(|(reach, number)| (reach.clone(), number)).collect();
                return unique.into_iter().collect();
            }
            limit = gain;
        }
    }

    fn explore(&mut self, start: Set) {
        let mut pending = vec![start];
        while let Some(full) = pending.pop() {
            let least = self.capacity(&full).saturating_add(1);
            if least >= self.best || !self.known.insert(full.clone()) {
                continue;
            }
            self.work = self.work.saturating_add(self.gains.classes());
            if self.work > PATIENCE {
                self.is_exhausted = false;
                return;
            }
            match self.gains.size(&full, least) {
                Ok(Some(size)) if size < self.best => {
                    self.best = size;
                    self.found = Some(full.clone());
                }
                Ok(_) => {}
                Err(gains::TooLarge) => {
                    self.is_exhausted = false;
                    self.work = self.work.saturating_add(gains::MOST_STEPS);
                }
            }
            self.branch(&full, &mut pending);
        }
    }

    /// Sets with one more N(Q), or part of it, that could still be better.
    fn branch(&mut self, full: &Set, pending: &mut Vec<Set>) {
        let is_first = full.len() == 0;
        for (reach, number) in &self.reaches {
            if self.work > PATIENCE {
                return;
            }
            let number = *number;
            // The parts of a smallest contradiction hang together.
            if reach.is_within(full) || !(is_first || reach.meets(full)) {
                continue;
            }
            let mut fewer = vec![(reach.clone(), 0)];
            for left_out in 0..number {
                for (part, from) in std::mem::take(&mut fewer) {
                    let mut larger = full.clone();
                    larger.add_all(&part);
                    self.work = self.work.saturating_add(1);
                    if left_out.saturating_add(1) < number {
                        fewer.extend(self.without_one(&part, full, from));
                    }
                    if self.capacity(&larger).saturating_add(1) < self.best && !self.known.contains(&larger) {
                        pending.push(larger);
                    }
                }
            }
        }
    }

    /// The set without the largest cap of one group, this one or a later one.
    fn without_one(&self, part: &Set, full: &Set, from: usize) -> Vec<(Set, usize)> {
        let mut all = Vec::new();
        for (number, group) in self.alike.iter().enumerate().skip(from) {
            let largest =
                group.iter().find(|inspector| part.contains(**inspector) && !full.contains(**inspector));
            if let Some(inspector) = largest {
                let mut fewer = part.clone();
                fewer.remove(*inspector);
                all.push((fewer, number));
            }
        }
        all
    }
}
