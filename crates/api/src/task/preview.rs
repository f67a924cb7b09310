//! What a freeze would fix now: the objects in scope are counted as the freeze will write them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use contract::task::{Excluded, StratumPreview, TaskPreview};
use domain::Coded;
use domain::draw::freeze::Stratum;
use domain::draw::inspectors::Inspector;
use domain::draw::policy::DrawPolicy;
use domain::draw::roster::Status;
use domain::object;
use domain::task::eligibility::{Facts, VisitLimits};
use domain::task::plan::{PlanLimits, RosterMode};
use domain::task::preview::{Census, obstacles, unfillable};
use domain::task::stratum::Strata;
use persistence::roster::{self, Row};
use persistence::{Reader, department, draw, inspection, inspector, matter, task};

use super::supplement::Supplement;
use crate::draw::policy;
use crate::matter::service::in_force;
use crate::problem::Problem;

/// Rows read at once. Few enough that PostgreSQL, even without statistics, walks along the index of codes: at 5000 it
/// sorted the whole scope for every page, and a freeze of 100,000 took 4.8 s instead of 1.3 s.
const PAGE: i64 = 1000;

/// What every object in scope is held against.
pub(crate) struct Scope<'a> {
    /// The task.
    pub task: &'a task::Task,
    /// Its matters.
    pub matters: Vec<i64>,
    /// Whether one of them is a general one, whose ratio is limited.
    pub general: bool,
    /// The numbers of strata.
    pub strata: Strata,
    /// What the department demands of the round.
    pub policy: DrawPolicy,
    /// What the round makes up for, if it is a supplementary one.
    pub supplement: Option<Supplement>,
    /// What makes a freeze impossible whoever is in scope.
    obstacles: Vec<String>,
}

/// An object's place on the roster.
pub(crate) struct Place {
    /// Number of its stratum.
    pub stratum: u16,
    /// Whether it may be drawn.
    pub status: Status,
    /// Its tickets if it may be drawn.
    pub weight: u16,
    /// Why it may not, where the status alone does not tell.
    pub reason: Option<String>,
}

impl<'a> Scope<'a> {
    /// Loads what the scope of a task's present round depends on.
    pub fn load(reader: &mut Reader, task: &'a task::Task, today: NaiveDate) -> Result<Self, Problem> {
        let supplement = Supplement::of(reader, task)?;
        let late = too_late(task, supplement.is_some(), today);
        let mut scope = Self::load_for(reader, task, supplement)?;
        scope.obstacles.extend(late);
        Ok(scope)
    }

    /// The same for a round that makes up for this.
    pub fn load_for(
        reader: &mut Reader,
        task: &'a task::Task,
        supplement: Option<Supplement>,
    ) -> Result<Self, Problem> {
        let policy = policy::in_force(reader, task, supplement.as_ref().map(|one| one.round))?;
        let matters = task::matters(reader, task.id)?;
        let stored = matter::by_ids(reader, &matters)?;
        let general = stored.iter().any(|matter| matter.category == "general");
        let present = department::divisions(reader)?.into_iter().filter(|d| d.current_code.is_none());
        let divisions: Vec<_> = present.map(|division| division.code).collect();
        let mut strata = Strata::new(&task.plan, &divisions);
        if let Some(supplement) = &supplement {
            strata = strata.numbered_as(&supplement.strata);
        }
        let mut obstacles = formalities(reader, task, &matters, &policy)?;
        let wanted =
            stored.iter().map(|matter| matter.qualification.as_str()).filter(|name| !name.is_empty());
        obstacles.extend(task.plan.undemanded(wanted).into_iter().map(|name| {
            format!("所选事项要求检查人员具备“{name}”资质，请在检查组的至少一个位置上要求该资质")
        }));
        Ok(Self { task, matters, general, strata, policy, supplement, obstacles })
    }

    /// Whether codes are public on the roster: never where they would tell who was drawn for an unannounced visit.
    pub fn roster_mode(&self) -> RosterMode {
        let is_withheld = self.supplement.as_ref().is_some_and(|one| one.is_withheld);
        if is_withheld { RosterMode::Blinded } else { self.task.plan.roster_mode() }
    }

    /// Walks through the objects in scope, ascending by code, in the memory of one page.
    pub fn walk(
        &self,
        reader: &mut Reader,
        mut visit: impl FnMut(&Row, Place) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        let start = self.task.period_start;
        let scope = roster::Scope {
            matters: &self.matters,
            filters: &self.task.plan.filters,
            year: chrono::Datelike::year(&start),
        };
        let mut roster = roster::open(reader, scope)?;
        loop {
            let page = roster.next_page(reader, PAGE)?;
            if page.is_empty() {
                return Ok(());
            }
            for row in &page {
                visit(row, self.place(row))?;
            }
        }
    }

    /// Counts the objects in scope.
    pub fn census(&self, reader: &mut Reader) -> Result<Census, Problem> {
        let mut census = Census::default();
        self.walk(reader, |row, place| {
            let division = row.object.division.as_deref().unwrap_or_default();
            census.count(place.stratum, division, place.status, place.weight);
            Ok(())
        })?;
        Ok(census)
    }

    fn place(&self, row: &Row) -> Place {
        let object = &row.object;
        let facts = Facts {
            exists: object.status == object::Status::Active.code(),
            visits: row.visits,
            pending: row.pending,
            last_visit: row.last_visit,
        };
        let reason = self.supplement.as_ref().and_then(|one| one.reason(object.id));
        let status = match reason {
            Some(_) => Status::Other,
            None => facts.status(VisitLimits::default(), self.task.period_start),
        };
        Place {
            stratum: self.strata.number(object.risk_class.as_deref(), object.division.as_deref()),
            status,
            weight: self.task.plan.weight_of(object.risk_class.as_deref()),
            reason,
        }
    }

    /// The quotas of a census with those who may be drawn to inspect, and all that makes a freeze impossible.
    pub fn quotas_now(
        &self,
        reader: &mut Reader,
        census: &Census,
    ) -> Result<(Vec<Stratum>, Vec<String>), Problem> {
        Ok(self.quotas(census, &inspectors(reader, self.task)?))
    }

    /// The quotas of a census, and all that makes a freeze impossible.
    pub fn quotas(&self, census: &Census, inspectors: &[Inspector]) -> (Vec<Stratum>, Vec<String>) {
        let mut found = self.obstacles.clone();
        let plan = &self.task.plan;
        let (strata, exceeded) = match &self.supplement {
            Some(one) => census.supplementary(&one.struck, plan, &self.strata),
            None => census.quotas(plan, &self.strata),
        };
        found.extend(exceeded);
        // As many as before: the ratio of the first round still holds.
        let general = self.general && self.supplement.is_none();
        found.extend(obstacles(plan, PlanLimits::default(), &strata, inspectors, general));
        found.extend(unfillable(census, plan, &strata, &self.strata, inspectors));
        if self.supplement.is_some() && !found.is_empty() {
            found.push("补充抽取沿用原抽取方案，不能修改；无法满足的，请由分管局长作废任务".to_owned());
        }
        (strata, found)
    }
}

/// What has to happen before a freeze, however many objects there are.
fn formalities(
    reader: &mut Reader,
    task: &task::Task,
    matters: &[i64],
    policy: &DrawPolicy,
) -> Result<Vec<String>, Problem> {
    let mut found = Vec::new();
    let listed = in_force(reader)?;
    if !matters.iter().all(|matter| listed.contains(matter)) {
        found.push("任务含有已不在现行随机抽查事项清单内的事项，请先修改任务".to_owned());
    }
    found.extend(policy.faults_of(&task.plan).into_iter().map(|fault| fault.detail.to_owned()));
    Ok(found)
}

/// Why it is too late to draw whom to inspect. A supplementary round goes on all the same: its plan is never changed, and
/// those of the task who were not struck are inspected as late.
pub(crate) fn too_late(task: &task::Task, is_supplementary: bool, today: NaiveDate) -> Option<String> {
    let late = task.period_end < today && !is_supplementary;
    late.then(|| format!("检查期限已于 {} 届满，请先修改任务的检查期限", task.period_end))
}

/// What a freeze waits for, but not an announcement: witnesses who have not committed.
pub(crate) fn lacking_witnesses(reader: &mut Reader, task: &task::Task) -> Result<Option<String>, Problem> {
    let wanted = usize::from(task.plan.witnesses);
    let committed = draw::commitments(reader, task.id, task.round)?.len();
    let lacking = || format!("须有 {wanted} 名见证人提交承诺后才能锁定，目前有 {committed} 名");
    Ok((committed < wanted).then(lacking))
}

/// The inspectors who may be drawn, with their keys, ascending by code: of the body's departments, active, certified to
/// the last day of the period; each may get as many objects as the plan says, less those that it has of the task already.
pub(crate) fn pool(reader: &mut Reader, task: &task::Task) -> Result<Vec<(i64, Inspector)>, Problem> {
    pool_of(reader, task, &task.plan.pool)
}

/// Those of these departments; of all where none is named.
pub(super) fn pool_of(
    reader: &mut Reader,
    task: &task::Task,
    departments: &[String],
) -> Result<Vec<(i64, Inspector)>, Problem> {
    let found = inspector::pool(reader, task.body_id, departments, task.period_end)?;
    let cap = u32::from(task.plan.inspector_cap);
    let loads: BTreeMap<_, _> = inspection::loads(reader, task.id, None)?.into_iter().collect();
    let load = |code: &String| loads.get(code).map_or(0, |load| u32::try_from(*load).unwrap_or(u32::MAX));
    let mut pool: Vec<_> = found
        .into_iter()
        .map(|(stored, department)| {
            let inspector = Inspector {
                cap: cap.saturating_sub(load(&stored.code)),
                code: stored.code,
                department,
                division: stored.division.unwrap_or_default(),
                qualifications: stored.qualifications.into_inner(),
            };
            (stored.id, inspector)
        })
        .collect();
    for (_, inspector) in &mut pool {
        inspector.qualifications.sort_unstable();
        inspector.qualifications.dedup();
    }
    pool.sort_by(|a, b| a.1.code.cmp(&b.1.code));
    Ok(pool)
}

/// The same without their keys, as a freeze lists them.
fn inspectors(reader: &mut Reader, task: &task::Task) -> Result<Vec<Inspector>, Problem> {
    Ok(pool(reader, task)?.into_iter().map(|(_, inspector)| inspector).collect())
}

/// Previews a freeze.
pub(crate) fn preview(
    reader: &mut Reader,
    task: &task::Task,
    today: NaiveDate,
) -> Result<TaskPreview, Problem> {
    let scope = Scope::load(reader, task, today)?;
    let census = scope.census(reader)?;
    let inspectors = inspectors(reader, task)?;
    let (strata, mut obstacles) = scope.quotas(&census, &inspectors);
    obstacles.extend(lacking_witnesses(reader, task)?);
    let line = |stratum: &Stratum| StratumPreview {
        id: stratum.id,
        stratum: scope.strata.name(stratum.id).to_owned(),
        eligible: stratum.eligible,
        take: stratum.take,
        reserve: stratum.reserve,
    };
    let excluded = |(status, count): (Status, u64)| Excluded { reason: status.code().to_owned(), count };
    Ok(TaskPreview {
        in_scope: census.in_scope(),
        eligible: census.eligible(),
        take: strata.iter().map(|stratum| stratum.take).sum(),
        excluded: census.excluded().map(excluded).collect(),
        strata: strata.iter().map(line).collect(),
        inspectors: u64::try_from(inspectors.len()).unwrap_or(u64::MAX),
        roster: scope.roster_mode(),
        obstacles,
    })
}
