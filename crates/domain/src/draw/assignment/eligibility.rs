//! Who may take which place.

use std::collections::{BTreeMap, BTreeSet};

use super::{Object, Problem};
use crate::draw::freeze::Slot;
use crate::draw::inspectors::Inspector;
use crate::task::plan::DivisionRule;

/// A set of inspectors, one bit each.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Set(Vec<u64>);

impl Set {
    pub(super) fn empty(size: usize) -> Self {
        Self(vec![0; size.div_ceil(64)])
    }

    pub(super) fn insert(&mut self, member: usize) {
        if let Some(word) = self.0.get_mut(member / 64) {
            *word |= 1 << (member % 64);
        }
    }

    pub(super) fn remove(&mut self, member: usize) {
        if let Some(word) = self.0.get_mut(member / 64) {
            *word &= !(1 << (member % 64));
        }
    }

    pub(super) fn contains(&self, member: usize) -> bool {
        self.0.get(member / 64).is_some_and(|word| word & (1 << (member % 64)) != 0)
    }

    pub(super) fn add_all(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, more)| *word |= more);
    }

    /// Members of `self` that are in `other`, ascending.
    pub(super) fn and<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = usize> + 'a {
        Self::members(self.0.iter().zip(&other.0).map(|(word, mask)| word & mask))
    }

    /// Members of `self` that are not in `other`, ascending.
    pub(super) fn without<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = usize> + 'a {
        Self::members(self.0.iter().zip(&other.0).map(|(word, mask)| word & !mask))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        Self::members(self.0.iter().copied())
    }

    fn members(words: impl Iterator<Item = u64>) -> impl Iterator<Item = usize> {
        (0_usize..).step_by(64).zip(words).flat_map(|(first, mut word)| {
            std::iter::from_fn(move || {
                let bit = usize::try_from(word.trailing_zeros()).ok().filter(|_| word != 0)?;
                word &= word.wrapping_sub(1);
                Some(first.saturating_add(bit))
            })
        })
    }
}

/// Whether the slot, seen from an object of this division, admits the inspector. Caps and exclusions aside.
#[must_use]
pub fn allows(slot: &Slot, inspector: &Inspector, division: &str) -> bool {
    let department = slot.department.as_ref().is_none_or(|department| *department == inspector.department);
    let near = match slot.division {
        DivisionRule::Any => true,
        DivisionRule::Same => inspector.division == division,
        DivisionRule::Other => inspector.division != division,
    };
    department && near && slot.qualifications.iter().all(|needed| inspector.qualifications.contains(needed))
}

/// The inspectors eligible for each place of each object; equal sets are kept once.
#[derive(Debug)]
pub(super) struct Eligibility {
    sets: Vec<Set>,
    /// Index into `sets`, by object and slot.
    place: Vec<usize>,
}

impl Eligibility {
    /// Works the sets out for the objects in processing order.
    pub(super) fn new(problem: &Problem<'_>, objects: &[&Object]) -> Self {
        let codes: BTreeMap<&str, usize> = problem
            .inspectors
            .iter()
            .enumerate()
            .map(|(i, inspector)| (inspector.code.as_str(), i))
            .collect();
        let mut excluded: BTreeMap<_, BTreeSet<usize>> = BTreeMap::new();
        for exclusion in problem.exclusions {
            if let Some(inspector) = codes.get(exclusion.inspector.as_str()) {
                excluded.entry(exclusion.did).or_default().insert(*inspector);
            }
        }
        let none = BTreeSet::new();
        let mut known = BTreeMap::new();
        let mut eligibility = Self { sets: Vec::new(), place: Vec::new() };
        for object in objects {
            let excluded = excluded.get(&object.did).unwrap_or(&none);
            for (number, slot) in problem.team.iter().enumerate() {
                let index = *known.entry((number, object.division.as_str(), excluded)).or_insert_with(|| {
                    let mut set = Set::empty(problem.inspectors.len());
                    for (i, inspector) in problem.inspectors.iter().enumerate() {
                        if inspector.cap > 0
                            && allows(slot, inspector, &object.division)
                            && !excluded.contains(&i)
                        {
                            set.insert(i);
                        }
                    }
                    eligibility.sets.push(set);
                    eligibility.sets.len().saturating_sub(1)
                });
                eligibility.place.push(index);
            }
        }
        eligibility
    }

    /// Number of places: objects × slots.
    pub(super) fn places(&self) -> usize {
        self.place.len()
    }

    /// The inspectors eligible for a place.
    pub(super) fn of(&self, place: usize) -> &Set {
        static NOBODY: Set = Set(Vec::new());
        self.place.get(place).and_then(|set| self.sets.get(*set)).unwrap_or(&NOBODY)
    }

    /// The inspectors eligible for at least one place.
    pub(super) fn anywhere(&self, inspectors: usize) -> Set {
        let mut all = Set::empty(inspectors);
        self.sets.iter().for_each(|set| all.add_all(set));
        all
    }
}
