//! 剔除: drawn objects lose their places at somebody's discretion, and a supplementary round (补充抽取) with new secrets makes up
//! for them among those who were not drawn (protocol §8).

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::inspection::State as Inspection;

/// Most objects of one request: a log entry names each of them. Who wants to strike more voids the task.
pub const MOST: usize = 200;

codes! {
    /// Where a request stands.
    pub enum State as StrikeState {
        /// With the leader.
        Filed = "filed", "待审批";
        /// The objects are struck.
        Approved = "approved", "已剔除";
        /// Sent back with a reason; the objects stay.
        Refused = "refused", "不予剔除";
    }
}

/// What is known of an inspection that somebody asks to strike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The inspection.
    pub id: i64,
    /// The round that it was drawn in.
    pub draw: i64,
    /// Where it stands.
    pub state: Inspection,
    /// Whether a request concerning it waits for the leader: to strike it, or to replace it by a reserve.
    pub pending: bool,
}

/// Why an inspection cannot be struck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// Its position in the request.
    pub position: usize,
    /// Stable code.
    pub code: &'static str,
    /// What to do, in Chinese.
    pub detail: &'static str,
}

/// Everything that keeps the inspections `asked` for from being struck together; `known` are those of them that the task has.
#[must_use]
pub fn faults(asked: &[i64], known: &[Known]) -> Vec<Fault> {
    let round = asked.iter().find_map(|id| known.iter().find(|one| one.id == *id)).map(|one| one.draw);
    let mut seen = BTreeSet::new();
    let fault = |(position, id): (usize, &i64)| {
        let (code, detail) = match known.iter().find(|one| one.id == *id) {
            _ if !seen.insert(*id) => ("duplicate", "同一检查对象只能填写一次"),
            None => ("not_found", "不是本任务的检查对象，请从本任务抽中的对象中选择"),
            Some(one) if Some(one.draw) != round => {
                ("other_round", "一次申请只能剔除同一轮抽中的检查对象，请分别申请")
            }
            Some(one) => refusal(one)?,
        };
        Some(Fault { position, code, detail })
    };
    asked.iter().enumerate().filter_map(fault).collect()
}

fn refusal(one: &Known) -> Option<(&'static str, &'static str)> {
    match one.state {
        Inspection::Assigned | Inspection::Notified if one.pending => {
            Some(("pending", "该检查对象的剔除或递补申请正在审批，请等待审批结论"))
        }
        Inspection::Assigned | Inspection::Notified => None,
        Inspection::Substituted | Inspection::Struck => {
            Some(("out", "该检查对象已递补或已剔除，不再检查，请去掉"))
        }
        Inspection::Recorded
        | Inspection::Reviewed
        | Inspection::Rectifying
        | Inspection::Rechecked
        | Inspection::Transferred
        | Inspection::Closed => Some(("recorded", "该检查对象已录入检查结果，不能剔除")),
    }
}

/// How many places of each stratum are struck: the quotas of the supplementary round.
#[must_use]
pub fn quotas(strata: impl IntoIterator<Item = u16>) -> BTreeMap<u16, u64> {
    let mut quotas = BTreeMap::<_, u64>::new();
    for stratum in strata {
        let quota = quotas.entry(stratum).or_default();
        *quota = quota.saturating_add(1);
    }
    quotas
}
