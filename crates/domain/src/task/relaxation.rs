//! 放宽: changes of a plan that make room where no teams can be formed, each a decision on record with its reason.
//!
//! Inspectors whom nobody has yet are no such change: whom to win over is for people to find out.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::plan::{DivisionRule, Plan, PlanFault};

/// A change of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum PlanRelaxation {
    /// A higher cap.
    Cap {
        /// The most objects one inspector may get: more than now, at most 1000.
        to: u16,
    },
    /// A shorter time in which an inspector does not meet the same object again. Recusals stay.
    Acquaintance {
        /// Months: fewer than now; 0 lifts all but visits that are still to come.
        months: u32,
    },
    /// The division rule of places loosened to “any”.
    Divisions {
        /// Which places of the team, from 1; each has a rule now.
        slots: Vec<usize>,
    },
    /// More inspectors: those of more departments of the body.
    Pool {
        /// Codes of departments that the plan leaves out now.
        departments: Vec<String>,
    },
}

impl PlanRelaxation {
    /// The plan after the change; nothing else of it changes.
    ///
    /// # Errors
    /// The fault, with its pointer into `{"relaxation": …}`, of what is no relaxation of this plan.
    pub fn apply(&self, plan: &Plan) -> Result<Plan, PlanFault> {
        let mut relaxed = plan.clone();
        match self {
            Self::Cap { to } => {
                let fits = *to > plan.inspector_cap && *to <= 1000;
                allow(fits, "/to", "out_of_range", "每人上限须高于现有上限，且不超过 1000")?;
                relaxed.inspector_cap = *to;
            }
            Self::Acquaintance { months } => {
                let detail = "熟人回避期须短于现有的月数；延长请直接修改任务";
                allow(*months < plan.acquaintance_months, "/months", "out_of_range", detail)?;
                relaxed.acquaintance_months = *months;
            }
            Self::Divisions { slots } => {
                allow(!slots.is_empty(), "/slots", "required", "请指明放宽检查组的哪些岗位")?;
                for number in slots {
                    let position = number.checked_sub(1);
                    let slot = position.and_then(|position| relaxed.team.get_mut(position));
                    let strict = slot.filter(|slot| slot.division != DivisionRule::Any);
                    let detail =
                        "检查组没有这个岗位，或它的区划要求已是“不限”；岗位从 1 起编号，每个只写一次";
                    let slot = strict.ok_or_else(|| fault("/slots", "not_applicable", detail))?;
                    slot.division = DivisionRule::Any;
                }
            }
            Self::Pool { departments } => {
                allow(!departments.is_empty(), "/departments", "required", "请指明增加哪些部门")?;
                let detail = "可抽取人员已包括这个部门（范围为空即本单位全部部门）；每个部门只写一次";
                for code in departments {
                    let is_more = !plan.pool.is_empty() && !relaxed.pool.contains(code);
                    allow(is_more, "/departments", "not_applicable", detail)?;
                    relaxed.pool.push(code.clone());
                }
            }
        }
        Ok(relaxed)
    }

    /// What changes of this plan, from what to what; `name` knows the departments by their codes.
    #[must_use]
    pub fn to_chinese(&self, plan: &Plan, name: impl Fn(&str) -> String) -> String {
        match self {
            Self::Cap { to } => {
                format!("每名执法人员最多承担的检查数由 {} 个提高到 {to} 个", plan.inspector_cap)
            }
            Self::Acquaintance { months } => {
                let now = plan.acquaintance_months;
                format!("熟人回避期由 {now} 个月缩短为 {months} 个月（法定回避和尚未完成的检查不受影响）")
            }
            Self::Divisions { slots } => {
                let numbers: Vec<String> = slots.iter().map(ToString::to_string).collect();
                format!("检查组第 {} 个岗位的区划要求放宽为“不限”", numbers.join("、"))
            }
            Self::Pool { departments } => {
                let names: Vec<String> = departments.iter().map(|code| name(code)).collect();
                format!("可抽取人员的范围增加{}", names.join("、"))
            }
        }
    }
}

fn allow(fits: bool, pointer: &str, code: &'static str, detail: &'static str) -> Result<(), PlanFault> {
    if fits { Ok(()) } else { Err(fault(pointer, code, detail)) }
}

fn fault(pointer: &str, code: &'static str, detail: &'static str) -> PlanFault {
    PlanFault { pointer: format!("/relaxation{pointer}"), code, detail }
}
