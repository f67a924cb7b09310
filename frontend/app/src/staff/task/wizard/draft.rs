//! What a clerk has entered so far: a task draft that may still be incomplete.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use contract::problem::FieldError;
use contract::task::{Task, TaskDraft};
use domain::Coded;
use domain::draw::policy::DrawPolicy;
use domain::object::RiskClass;
use domain::task::plan::{
    ClassWeight, DivisionRule, Filters, Method, Plan, PlanLimits, RosterMode, StratumKey, StratumQuota,
    TeamSlot, usual_acquaintance_months,
};
use domain::task::stratum::WITHOUT;
use rust_i18n::t;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::quota::QuotaEntry;
use crate::shared::form::faults;

#[cfg(test)]
mod tests;

/// The quota of one stratum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StratumEntry {
    /// Risk class, division code, or `none`.
    pub stratum: String,
    /// How many of it.
    pub quota: QuotaEntry,
}

/// What was entered. Lists stand in the order of the request, so that its JSON pointers name them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Name of the task.
    pub name: String,
    /// Keys of its matters, ascending.
    pub matters: Vec<i64>,
    /// First day, `YYYY-MM-DD`, or nothing.
    pub period_start: String,
    /// Last day.
    pub period_end: String,
    /// The places of a team.
    pub team: Vec<TeamSlot>,
    /// Codes of the departments whose inspectors may be drawn.
    pub pool: Vec<String>,
    /// Most objects of one inspector.
    pub cap: u32,
    /// Months of acquaintance: what was decided for, which is not entered here.
    #[serde(default = "usual_acquaintance_months")]
    pub acquaintance_months: u32,
    /// Which objects are in scope.
    pub filters: Filters,
    /// How objects are drawn.
    pub method: Method,
    /// What strata are made of.
    pub strata_by: StratumKey,
    /// How many of every stratum that `strata` does not name.
    pub quota: QuotaEntry,
    /// How many of single strata.
    pub strata: Vec<StratumEntry>,
    /// Tickets per risk class.
    pub weights: Vec<ClassWeight>,
    /// Reserves per stratum.
    pub reserve: u32,
    /// Whether codes are public.
    pub roster: RosterMode,
    /// How many witnesses must commit.
    pub witnesses: u32,
    /// The public value asked for; empty for none.
    pub entropy: String,
}

impl Default for Entry {
    /// What most tasks want: two inspectors, one in twenty, one witness.
    fn default() -> Self {
        let slot = TeamSlot { department: None, division: DivisionRule::Any, qualifications: Vec::new() };
        Self {
            name: String::new(),
            matters: Vec::new(),
            period_start: String::new(),
            period_end: String::new(),
            team: vec![slot.clone(), slot],
            pool: Vec::new(),
            cap: 10,
            acquaintance_months: usual_acquaintance_months(),
            filters: Filters::default(),
            method: Method::Uniform,
            strata_by: StratumKey::RiskClass,
            quota: QuotaEntry::share("5", 1),
            strata: Vec::new(),
            weights: weights(&[]),
            reserve: 2,
            roster: RosterMode::Open,
            witnesses: 1,
            entropy: String::new(),
        }
    }
}

/// Tickets of every class in order: as given, 1 for those not named.
fn weights(given: &[ClassWeight]) -> Vec<ClassWeight> {
    let classes = RiskClass::ALL.iter().map(|class| class.code()).chain([WITHOUT]);
    let tickets = |class: &str| given.iter().find(|one| one.class == class).map_or(1, |one| one.weight);
    classes.map(|class| ClassWeight { class: class.to_owned(), weight: tickets(class) }).collect()
}

/// The weights proposed when a draw becomes weighted: twice as many tickets from class to class.
#[must_use]
pub fn proposed_weights() -> Vec<ClassWeight> {
    let given: Vec<_> = [("A", 1), ("B", 2), ("C", 4), ("D", 8)]
        .map(|(class, weight)| ClassWeight { class: class.to_owned(), weight })
        .into();
    weights(&given)
}

/// The quotas proposed for strata by risk class: a higher class is visited more often.
#[must_use]
pub fn proposed_strata() -> Vec<StratumEntry> {
    [("A", "1"), ("B", "5"), ("C", "10"), ("D", "20")]
        .map(|(class, share)| StratumEntry { stratum: class.to_owned(), quota: QuotaEntry::share(share, 0) })
        .into()
}

impl From<&Task> for Entry {
    fn from(task: &Task) -> Self {
        let plan = &task.plan;
        let strata = plan
            .strata
            .iter()
            .map(|one| StratumEntry { stratum: one.stratum.clone(), quota: QuotaEntry::from(one.quota) });
        Self {
            name: task.name.clone(),
            matters: task.matters.clone(),
            period_start: task.period_start.to_string(),
            period_end: task.period_end.to_string(),
            team: plan.team.clone(),
            pool: plan.pool.clone(),
            cap: plan.inspector_cap.into(),
            acquaintance_months: plan.acquaintance_months,
            filters: plan.filters.clone(),
            method: plan.method,
            strata_by: plan.strata_by.unwrap_or(StratumKey::RiskClass),
            quota: plan.quota.into(),
            strata: strata.collect(),
            weights: weights(&plan.weights),
            reserve: plan.reserve,
            roster: plan.roster,
            witnesses: plan.witnesses.into(),
            entropy: plan.entropy.clone().unwrap_or_default(),
        }
    }
}

impl Entry {
    /// A new draft in a department: what most tasks want, and what the department's draw policy asks for.
    #[must_use]
    pub fn under(policy: &DrawPolicy) -> Self {
        let usual = Self::default();
        Self {
            witnesses: usual.witnesses.max(policy.witnesses.into()),
            entropy: policy.entropy.clone().unwrap_or_default(),
            ..usual
        }
    }

    /// The request.
    ///
    /// # Errors
    /// Everything that is wrong with what was entered, by JSON pointer into the request.
    pub fn to_draft(&self) -> Result<TaskDraft, Vec<FieldError>> {
        let mut errors = Vec::new();
        let plan = self.plan(&mut errors);
        let start = day(&self.period_start, "/period_start", &mut errors);
        let end = day(&self.period_end, "/period_end", &mut errors);
        let mut matters = self.matters.clone();
        matters.sort_unstable();
        matters.dedup();
        let draft = TaskDraft {
            name: self.name.trim().to_owned(),
            period_start: start.unwrap_or_default(),
            period_end: end.unwrap_or_default(),
            matters,
            plan,
        };
        if start.zip(end).is_some_and(|(start, end)| end < start) {
            errors.push(wrong("/period_end", t!("wizard.period_order")));
        }
        if draft.matters.is_empty() {
            errors.push(wrong("/matters", t!("wizard.matters_required")));
        } else if let Err(found) = draft.validate() {
            errors.extend(faults(&found, ""));
        }
        if draft.name.is_empty() && !errors.iter().any(|error| error.pointer == "/name") {
            errors.push(wrong("/name", t!("form.required")));
        }
        let found = draft.plan.faults(PlanLimits::default()).into_iter();
        errors.extend(found.map(|fault| FieldError {
            pointer: fault.pointer,
            code: fault.code.to_owned(),
            detail: fault.detail.to_owned(),
        }));
        if errors.is_empty() { Ok(draft) } else { Err(errors) }
    }

    fn plan(&self, errors: &mut Vec<FieldError>) -> Plan {
        let stratified = self.method == Method::Stratified;
        let quota = self.quota.to_quota("/plan/quota", errors);
        let strata = self.strata.iter().filter(|_| stratified).enumerate();
        let strata = strata.map(|(place, one)| StratumQuota {
            stratum: one.stratum.clone(),
            quota: one.quota.to_quota(&format!("/plan/strata/{place}/quota"), errors),
        });
        let strata = strata.collect();
        let entropy = self.entropy.trim();
        Plan {
            method: self.method,
            strata_by: stratified.then_some(self.strata_by),
            roster: self.roster,
            quota,
            strata,
            weights: if self.method == Method::Weighted { self.weights.clone() } else { Vec::new() },
            reserve: self.reserve,
            filters: self.filters.clone(),
            team: self.team.clone(),
            pool: self.pool.clone(),
            inspector_cap: u16::try_from(self.cap).unwrap_or(u16::MAX),
            acquaintance_months: self.acquaintance_months,
            witnesses: u8::try_from(self.witnesses).unwrap_or(u8::MAX),
            entropy: (!entropy.is_empty()).then(|| entropy.to_owned()),
        }
    }

    /// Those of these qualifications that no place of the team demands.
    #[must_use]
    pub fn undemanded<'a>(&self, wanted: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
        self.plan(&mut Vec::new()).undemanded(wanted)
    }

    /// Chooses matters. What they ask for is asked of the first of the team unless another one has it, and no more
    /// when they are taken back.
    pub fn choose(&mut self, matters: Vec<i64>, wanted: impl Fn(&[i64]) -> BTreeSet<String>) {
        let before = wanted(&self.matters);
        self.matters = matters;
        let now = wanted(&self.matters);
        let missing: Vec<_> =
            self.undemanded(now.difference(&before).map(String::as_str)).into_iter().collect();
        if let Some(first) = self.team.first_mut() {
            first.qualifications.extend(missing.into_iter().map(str::to_owned));
            first.qualifications.retain(|name| now.contains(name) || !before.contains(name));
        }
    }

    /// Whether a plan of this entry is blinded, whatever was chosen.
    #[must_use]
    pub fn must_be_blinded(&self) -> bool {
        self.plan(&mut Vec::new()).uses_risk_class()
    }
}

fn day(text: &str, pointer: &str, errors: &mut Vec<FieldError>) -> Option<NaiveDate> {
    let day = text.parse().ok();
    if day.is_none() {
        errors
            .push(wrong(pointer, if text.is_empty() { t!("form.required") } else { t!("wizard.day_wrong") }));
    }
    day
}

/// A complaint of the browser's own.
pub fn wrong(pointer: &str, detail: impl Into<String>) -> FieldError {
    FieldError { pointer: pointer.to_owned(), code: "entry".to_owned(), detail: detail.into() }
}
