//! Who may take which place.

use std::collections::{BTreeMap, BTreeSet};

use super::set::Set;
use super::{Object, Problem};
use crate::draw::freeze::Slot;
use crate::draw::inspectors::Inspector;
use crate::task::plan::DivisionRule;

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

/// Who is eligible for each place. Places that admit the same inspectors are of one kind; exclusions are kept beside the
/// kinds, by object, so that memory grows with inspectors × kinds and with the exclusions, never with all pairs.
#[derive(Debug)]
pub(super) struct Eligibility {
    /// Per kind, whom slot, division and cap admit.
    admitted: Vec<Set>,
    /// Per kind, how many that are.
    size: Vec<usize>,
    /// The kind of each place, object by object.
    kind: Vec<usize>,
    slots: usize,
    /// Per object, where its part of `excluded` begins; one more for the end.
    begins: Vec<usize>,
    /// Inspectors excluded, ascending within an object.
    excluded: Vec<usize>,
}

impl Eligibility {
    /// Works it out for the objects in processing order.
    pub(super) fn new(problem: &Problem<'_>, objects: &[&Object]) -> Self {
        let mut eligibility = Self {
            admitted: Vec::new(),
            size: Vec::new(),
            kind: Vec::with_capacity(objects.len().saturating_mul(problem.team.len())),
            slots: problem.team.len().max(1),
            begins: vec![0],
            excluded: Vec::new(),
        };
        let mut excluded = exclusions(problem);
        let mut divisions: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut known = BTreeMap::new();
        for object in objects {
            let kinds = divisions.entry(&object.division).or_insert_with(|| {
                let kind = |slot| {
                    let set = admitted(problem, slot, &object.division);
                    *known.entry(set).or_insert_with_key(|set| {
                        eligibility.admitted.push(set.clone());
                        eligibility.size.push(set.len());
                        eligibility.admitted.len().saturating_sub(1)
                    })
                };
                problem.team.iter().map(kind).collect()
            });
            eligibility.kind.extend(kinds.iter());
            eligibility.excluded.extend(excluded.remove(&object.did).unwrap_or_default());
            eligibility.begins.push(eligibility.excluded.len());
        }
        eligibility
    }

    /// Number of places: objects × slots.
    pub(super) fn places(&self) -> usize {
        self.kind.len()
    }

    /// Number of kinds.
    pub(super) fn kinds(&self) -> usize {
        self.admitted.len()
    }

    /// The kind of a place.
    pub(super) fn kind(&self, place: usize) -> usize {
        self.kind.get(place).copied().unwrap_or_default()
    }

    /// Whom a kind admits, exclusions aside.
    pub(super) fn admitted(&self, kind: usize) -> &Set {
        static NOBODY: std::sync::LazyLock<Set> = std::sync::LazyLock::new(Set::default);
        self.admitted.get(kind).unwrap_or(&NOBODY)
    }

    /// How many that are.
    pub(super) fn size(&self, kind: usize) -> usize {
        self.size.get(kind).copied().unwrap_or_default()
    }

    /// Whom the object of a place excludes, ascending.
    pub(super) fn excluded(&self, place: usize) -> &[usize] {
        let object = place / self.slots;
        let (from, to) = (self.begins.get(object), self.begins.get(object.saturating_add(1)));
        from.zip(to).and_then(|(from, to)| self.excluded.get(*from..*to)).unwrap_or_default()
    }

    /// All who may take the place.
    pub(super) fn of(&self, place: usize) -> Set {
        let mut set = self.admitted(self.kind(place)).clone();
        self.excluded(place).iter().for_each(|inspector| set.remove(*inspector));
        set
    }

    /// The inspectors eligible for at least one place.
    pub(super) fn anywhere(&self, inspectors: usize) -> Set {
        let mut places = vec![0_usize; self.kinds()];
        let mut barred: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (place, kind) in self.kind.iter().copied().enumerate() {
            if let Some(count) = places.get_mut(kind) {
                *count = count.saturating_add(1);
            }
            for inspector in self.excluded(place) {
                let count = barred.entry((kind, *inspector)).or_default();
                *count = count.saturating_add(1);
            }
        }
        let mut all = Set::empty(inspectors);
        for (kind, (admitted, places)) in self.admitted.iter().zip(places).enumerate() {
            let free =
                |inspector: &usize| barred.get(&(kind, *inspector)).is_none_or(|barred| *barred < places);
            admitted.iter().filter(free).for_each(|inspector| all.insert(inspector));
        }
        all
    }
}

fn admitted(problem: &Problem<'_>, slot: &Slot, division: &str) -> Set {
    let mut set = Set::empty(problem.inspectors.len());
    for (i, inspector) in problem.inspectors.iter().enumerate() {
        set.set(i, inspector.cap > 0 && allows(slot, inspector, division));
    }
    set
}

/// The inspectors that each object excludes.
fn exclusions(problem: &Problem<'_>) -> BTreeMap<crate::draw::roster::Did, BTreeSet<usize>> {
    let mut excluded: BTreeMap<_, BTreeSet<usize>> = BTreeMap::new();
    let codes: BTreeMap<&str, usize> =
        problem.inspectors.iter().enumerate().map(|(i, inspector)| (inspector.code.as_str(), i)).collect();
    for exclusion in problem.exclusions {
        if let Some(inspector) = codes.get(exclusion.inspector.as_str()) {
            excluded.entry(exclusion.did).or_default().insert(*inspector);
        }
    }
    excluded
}
