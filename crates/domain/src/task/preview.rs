//! 预览: what a freeze would fix now, and what stands in its way.

use std::collections::BTreeMap;

use super::plan::{Plan, PlanLimits};
use super::stratum::Strata;
use crate::draw::freeze::{Slot, Stratum, quota};
use crate::draw::inspectors::Inspector;
use crate::draw::roster::Status;

mod team;

pub use team::unfillable;

/// A count of the objects in scope.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Census {
    strata: BTreeMap<u16, Tally>,
    excluded: BTreeMap<u8, u64>,
}

/// What one stratum holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Tally {
    eligible: u64,
    weight: u64,
    /// How many of those that may be drawn lie in which division; empty for none.
    divisions: BTreeMap<String, u64>,
}

impl Census {
    /// Counts an object; answers its tickets.
    pub fn count(&mut self, stratum: u16, division: &str, status: Status, weight: u16) -> u16 {
        let tally = self.strata.entry(stratum).or_default();
        if status == Status::Eligible {
            tally.eligible = tally.eligible.saturating_add(1);
            tally.weight = tally.weight.saturating_add(u64::from(weight));
            match tally.divisions.get_mut(division) {
                Some(there) => *there = there.saturating_add(1),
                None => drop(tally.divisions.insert(division.to_owned(), 1)),
            }
            return weight;
        }
        let excluded = self.excluded.entry(status.byte()).or_default();
        *excluded = excluded.saturating_add(1);
        0
    }

    /// Objects that may be drawn.
    #[must_use]
    pub fn eligible(&self) -> u64 {
        self.strata.values().map(|tally| tally.eligible).sum()
    }

    /// Objects that may not be drawn, by reason.
    pub fn excluded(&self) -> impl Iterator<Item = (Status, u64)> {
        self.excluded.iter().filter_map(|(byte, count)| Some((Status::from_byte(*byte)?, *count)))
    }

    /// Objects in scope.
    #[must_use]
    pub fn in_scope(&self) -> u64 {
        self.eligible().saturating_add(self.excluded.values().sum())
    }

    /// The strata with their quotas, and in words those whose quota exceeds what may be drawn.
    #[must_use]
    pub fn quotas(&self, plan: &Plan, strata: &Strata) -> (Vec<Stratum>, Vec<String>) {
        let (mut frozen, mut obstacles) = (Vec::new(), Vec::new());
        for (id, tally) in &self.strata {
            let name = strata.name(*id);
            let rule = plan.quota_of(name);
            let wanted = quota(tally.eligible, rule.ppm, rule.count.into(), rule.minimum.into());
            let take = wanted.unwrap_or_else(|exceeds| {
                obstacles.push(format!(
                    "{}应抽 {} 个，但可抽取的只有 {} 个，请调低该层数量或放宽检查对象范围",
                    strata.called(*id),
                    exceeds.take,
                    exceeds.eligible
                ));
                exceeds.eligible
            });
            frozen.push(tally.stratum(*id, take, plan.reserve));
        }
        (frozen, obstacles)
    }

    /// The strata of a supplementary round, which takes of each as many as were struck there, and in words those of which
    /// fewer may be drawn. Of a stratum that nobody was struck from there are no reserves either.
    #[must_use]
    pub fn supplementary(
        &self,
        struck: &BTreeMap<u16, u64>,
        plan: &Plan,
        strata: &Strata,
    ) -> (Vec<Stratum>, Vec<String>) {
        let eligible = |id: &u16| self.strata.get(id).map_or(0, |tally| tally.eligible);
        let lacking = struck.iter().filter(|(id, count)| eligible(id) < **count).map(|(id, count)| {
            format!(
                "{}剔除 {count} 个，但未抽中的对象中可补充抽取的只有 {} 个，请少剔除该层的对象；确需全部剔除的，请由分管局长作废任务",
                strata.called(*id),
                eligible(id)
            )
        });
        let frozen = self.strata.iter().map(|(id, tally)| {
            let take = struck.get(id).copied().unwrap_or_default().min(tally.eligible);
            tally.stratum(*id, take, if take > 0 { plan.reserve } else { 0 })
        });
        (frozen.collect(), lacking.collect())
    }
}

impl Tally {
    /// The stratum as it is frozen, with at most this many reserves.
    fn stratum(&self, id: u16, take: u64, reserve: u32) -> Stratum {
        let reserve = u64::from(reserve).min(self.eligible.saturating_sub(take));
        Stratum { id, eligible: self.eligible, weight: self.weight, take, reserve }
    }
}

/// The places of a plan's teams as the protocol writes them.
#[must_use]
pub fn slots(plan: &Plan) -> Vec<Slot> {
    let slot = |slot: &super::plan::TeamSlot| {
        let mut qualifications = slot.qualifications.clone();
        qualifications.sort_unstable();
        qualifications.dedup();
        Slot { department: slot.department.clone(), division: slot.division, qualifications }
    };
    plan.team.iter().map(slot).collect()
}

/// What makes a freeze impossible however the lots fall, in words a clerk understands; empty when nothing does.
#[must_use]
pub fn obstacles(
    plan: &Plan,
    limits: PlanLimits,
    strata: &[Stratum],
    inspectors: &[Inspector],
    general: bool,
) -> Vec<String> {
    let mut found = Vec::new();
    // Who has as many objects as one may have stands on the list all the same.
    let inspectors: Vec<_> = inspectors.iter().filter(|inspector| inspector.cap > 0).collect();
    let take: u64 = strata.iter().map(|stratum| stratum.take).sum();
    let eligible: u64 = strata.iter().map(|stratum| stratum.eligible).sum();
    if strata.is_empty() {
        found.push("范围内没有检查对象，请检查所选事项、筛选条件以及事项与对象的对应关系".to_owned());
    } else if take == 0 {
        found.push("按当前比例和数量不会抽中任何对象，请调高抽查比例或数量".to_owned());
    }
    let ceiling = eligible.saturating_mul(u64::from(limits.general_ratio_ppm)).div_ceil(1_000_000);
    // Rounding up may add one object per stratum.
    let rounded = u64::try_from(strata.len()).unwrap_or(u64::MAX);
    if general && take > ceiling.saturating_add(rounded) {
        let percent = limits.general_ratio_ppm / 10_000;
        found.push(format!("含一般事项，抽查比例不得超过 {percent}%：至多抽取 {ceiling} 个，现为 {take} 个"));
    }
    let slots = slots(plan);
    let places = u64::try_from(slots.len()).unwrap_or(u64::MAX).saturating_mul(take);
    let capacity: u64 = inspectors.iter().map(|inspector| u64::from(inspector.cap)).sum();
    if inspectors.len() < slots.len() {
        found.push(format!(
            "可抽取的执法人员只有 {} 名，不足以组成 {} 人的检查组，请扩大人员范围或减少检查组的位置",
            inspectors.len(),
            slots.len()
        ));
    } else if places > capacity {
        found.push(format!(
            "共需 {places} 人次，执法人员最多只能承担 {capacity} 人次，请提高每人上限或扩大人员范围"
        ));
    }
    for (number, slot) in (1..).zip(&slots) {
        let fits = |inspector: &&&Inspector| {
            slot.department.as_ref().is_none_or(|department| *department == inspector.department)
                && slot.qualifications.iter().all(|wanted| inspector.qualifications.contains(wanted))
        };
        if inspectors.iter().find(fits).is_none() {
            found.push(format!(
                "检查组第 {number} 个位置没有执法人员符合部门和资质要求，请放宽该位置的要求或扩大人员范围"
            ));
        }
    }
    found
}
