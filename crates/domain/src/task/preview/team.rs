//! Whether teams can be formed at all, division by division.

use std::collections::{BTreeMap, BTreeSet};

use super::{Census, slots};
use crate::draw::assignment::allows;
use crate::draw::freeze::{Slot, Stratum};
use crate::draw::inspectors::Inspector;
use crate::task::plan::{DivisionRule, Plan};
use crate::task::stratum::Strata;

/// Divisions that are named to a clerk before the rest is only counted.
const NAMED: usize = 5;

/// Strata with objects that no team can visit, in words a clerk understands: to draw one of them would void the round when its
/// outcome is known. Whoever is kept from a single object, and how many objects one may have, is left to the draw.
/// Nothing when a place suits nobody at all or the inspectors are too few, which is said in other words.
#[must_use]
pub fn unfillable(
    census: &Census,
    plan: &Plan,
    strata: &[Stratum],
    names: &Strata,
    inspectors: &[Inspector],
) -> Vec<String> {
    let slots = slots(plan);
    let free: Vec<_> = inspectors.iter().filter(|inspector| inspector.cap > 0).collect();
    let suits = |slot: &Slot, one: &Inspector| {
        let anywhere = Slot { division: DivisionRule::Any, ..slot.clone() };
        allows(&anywhere, one, "")
    };
    let said = free.len() < slots.len() || !slots.iter().all(|slot| free.iter().any(|one| suits(slot, one)));
    if said {
        return Vec::new();
    }
    // Many strata share a division.
    let mut known = BTreeMap::new();
    let mut found = Vec::new();
    for stratum in strata {
        let Some(tally) = census.strata.get(&stratum.id) else { continue };
        let cannot = tally.divisions.iter().filter(|(division, _)| {
            !*known.entry(division.as_str()).or_insert_with(|| can_form(&slots, &free, division))
        });
        let cannot: Vec<_> = cannot.map(|(division, count)| (division.as_str(), *count)).collect();
        if stratum.take > 0 && !cannot.is_empty() {
            let many: u64 = cannot.iter().map(|(_, count)| count).sum();
            let without: Vec<_> = cannot.into_iter().map(|(division, _)| division).collect();
            found.push(format!(
                "{}有 {many} 个可抽取的对象无人可派满检查组的各个位置（{}），抽中其中任何一个，本轮都要作废；\
                 请放宽检查组的区划、部门或资质要求，扩大人员范围，或在检查对象范围中去掉这些对象",
                names.called(stratum.id),
                named(&without)
            ));
        }
    }
    found
}

fn named(divisions: &[&str]) -> String {
    let name =
        |code: &&str| if code.is_empty() { "未填区划".to_owned() } else { format!("区划 {code}") };
    let some: Vec<_> = divisions.iter().take(NAMED).map(name).collect();
    let some = some.join("、");
    match divisions.len().saturating_sub(NAMED) {
        0 => some,
        more => format!("{some}等另外 {more} 个区划"),
    }
}

/// Whether different inspectors can take all places of a team for an object of this division.
fn can_form(slots: &[Slot], inspectors: &[&Inspector], division: &str) -> bool {
    // Who has as many to choose from as there are places always finds one who is free: more need not be looked at.
    let suiting = |slot: &Slot| {
        let those = inspectors.iter().enumerate().filter(|(_, one)| allows(slot, one, division));
        those.map(|(place, _)| place).take(slots.len()).collect::<Vec<_>>()
    };
    let suiting: Vec<_> = slots.iter().map(suiting).collect();
    let mut taken = BTreeMap::new();
    (0..slots.len()).all(|slot| seat(slot, &suiting, &mut taken, &mut BTreeSet::new()))
}

/// Finds somebody for a place; whoever has a place already may move to another (an augmenting path).
fn seat(
    slot: usize,
    suiting: &[Vec<usize>],
    taken: &mut BTreeMap<usize, usize>,
    seen: &mut BTreeSet<usize>,
) -> bool {
    for inspector in suiting.get(slot).into_iter().flatten() {
        if !seen.insert(*inspector) {
            continue;
        }
        let other = taken.get(inspector).copied();
        if other.is_none_or(|other| seat(other, suiting, taken, seen)) {
            taken.insert(*inspector, slot);
            return true;
        }
    }
    false
}
