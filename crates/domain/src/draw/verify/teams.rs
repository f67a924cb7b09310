//! Which rule published teams break. A verdict needs only the difference; people want to know what was done.

use std::collections::{BTreeMap, BTreeSet};

use crate::draw::assignment::{Problem, allows};
use crate::draw::result::Assignment;
use crate::draw::roster::Did;

/// A rule that a published team breaks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TeamFault {
    /// A team for an object that was not selected.
    #[error("编号 {0} 未被抽中")]
    NotSelected(Did),
    /// Too many or too few people.
    #[error("编号 {0} 的检查组人数与岗位数不符")]
    Places(Did),
    /// Somebody who is not on the list.
    #[error("{0} 不在执法人员名单中")]
    Unknown(String),
    /// An excluded pair.
    #[error("{inspector} 须回避编号 {did}：{reason}")]
    Excluded {
        /// The object.
        did: Did,
        /// Code of the inspector.
        inspector: String,
        /// The reason on the list.
        reason: String,
    },
    /// Department, division or qualification do not fit the place.
    #[error("{inspector} 不符合编号 {did} 第 {slot} 个岗位的要求")]
    Slot {
        /// The object.
        did: Did,
        /// Code of the inspector.
        inspector: String,
        /// The place, from 1.
        slot: usize,
    },
    /// Somebody sits twice in a team.
    #[error("{inspector} 在编号 {did} 的检查组中出现两次")]
    Twice {
        /// The object.
        did: Did,
        /// Code of the inspector.
        inspector: String,
    },
    /// More objects than the inspector's cap.
    #[error("{0} 承担的检查数超过其上限")]
    Overloaded(String),
}

/// The first rule that the teams break; none when they are possible, but not those drawn.
pub(super) fn fault(problem: &Problem<'_>, assignment: &Assignment) -> Option<TeamFault> {
    let objects: BTreeMap<_, _> = problem.objects.iter().map(|object| (object.did, object)).collect();
    let known: BTreeMap<_, _> = problem.inspectors.iter().map(|i| (i.code.as_str(), i)).collect();
    let reasons: BTreeMap<_, _> =
        problem.exclusions.iter().map(|e| ((e.did, e.inspector.as_str()), e.reason.as_str())).collect();
    let mut loads: BTreeMap<&str, u32> = BTreeMap::new();
    for team in &assignment.teams {
        let did = team.did;
        let Some(object) = objects.get(&did) else { return Some(TeamFault::NotSelected(did)) };
        if team.inspectors.len() != problem.team.len() {
            return Some(TeamFault::Places(did));
        }
        let mut present = BTreeSet::new();
        for ((number, slot), code) in (1..).zip(problem.team).zip(&team.inspectors) {
            let inspector = code.clone();
            let Some(person) = known.get(code.as_str()) else { return Some(TeamFault::Unknown(inspector)) };
            if let Some(reason) = reasons.get(&(did, code.as_str())) {
                return Some(TeamFault::Excluded { did, inspector, reason: (*reason).to_owned() });
            }
            if !allows(slot, person, &object.division) {
                return Some(TeamFault::Slot { did, inspector, slot: number });
            }
            if !present.insert(code) {
                return Some(TeamFault::Twice { did, inspector });
            }
            let load = loads.entry(code).or_default();
            *load = load.saturating_add(1);
            if *load > person.cap {
                return Some(TeamFault::Overloaded(inspector));
            }
        }
    }
    None
}
