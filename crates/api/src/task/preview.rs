//! What a freeze would fix now: the objects in scope are counted as the freeze will write them.

use contract::task::{Excluded, StratumPreview, TaskPreview};
use domain::Coded;
use domain::draw::freeze::Stratum;
use domain::draw::inspectors::Inspector;
use domain::draw::roster::Status;
use domain::object;
use domain::task::eligibility::{Facts, VisitLimits};
use domain::task::plan::PlanLimits;
use domain::task::preview::{Census, obstacles};
use domain::task::stratum::Strata;
use persistence::roster::{self, Row};
use persistence::{Reader, department, draw, inspector, matter, task};

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
}

impl<'a> Scope<'a> {
    /// Loads what the scope of a task depends on.
    pub fn load(reader: &mut Reader, task: &'a task::Task) -> Result<Self, Problem> {
        let matters = task::matters(reader, task.id)?;
        let stored = matter::by_ids(reader, &matters)?;
        let general = stored.iter().any(|matter| matter.category == "general");
        let present = department::divisions(reader)?.into_iter().filter(|d| d.current_code.is_none());
        let divisions: Vec<_> = present.map(|division| division.code).collect();
        let strata = Strata::new(&task.plan, &divisions);
        let mut obstacles = formalities(reader, task, &matters)?;
        let wanted =
            stored.iter().map(|matter| matter.qualification.as_str()).filter(|name| !name.is_empty());
        obstacles.extend(task.plan.undemanded(wanted).into_iter().map(|name| {
            format!("所选事项要求检查人员具备“{name}”资质，请在检查组的至少一个位置上要求该资质")
        }));
        Ok(Self { task, matters, general, strata, obstacles })
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
        self.walk(reader, |_, place| {
            census.count(place.stratum, place.status, place.weight);
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
        Place {
            stratum: self.strata.number(object.risk_class.as_deref(), object.division.as_deref()),
            status: facts.status(VisitLimits::default(), self.task.period_start),
            weight: self.task.plan.weight_of(object.risk_class.as_deref()),
        }
    }

    /// The quotas of a census, and all that makes a freeze impossible.
    pub fn quotas(&self, census: &Census, inspectors: &[Inspector]) -> (Vec<Stratum>, Vec<String>) {
        let mut found = self.obstacles.clone();
        let (strata, exceeded) = census.quotas(&self.task.plan, &self.strata);
        found.extend(exceeded);
        found.extend(obstacles(&self.task.plan, PlanLimits::default(), &strata, inspectors, self.general));
        (strata, found)
    }
}

/// What has to happen before a freeze, however many objects there are.
fn formalities(reader: &mut Reader, task: &task::Task, matters: &[i64]) -> Result<Vec<String>, Problem> {
    let mut found = Vec::new();
    let listed = in_force(reader)?;
    if !matters.iter().all(|matter| listed.contains(matter)) {
        found.push("任务含有已不在现行随机抽查事项清单内的事项，请先修改任务".to_owned());
    }
    let (policy, _) = draw::policy(reader, task.department_id)?;
    found.extend(policy.faults_of(&task.plan).into_iter().map(|fault| fault.detail.to_owned()));
    Ok(found)
}

/// What a freeze waits for, but not an announcement: witnesses who have not committed.
pub(crate) fn lacking_witnesses(reader: &mut Reader, task: &task::Task) -> Result<Option<String>, Problem> {
    let wanted = usize::from(task.plan.witnesses);
    let committed = draw::commitments(reader, task.id, task.round)?.len();
    let lacking = || format!("须有 {wanted} 名见证人提交承诺后才能锁定，目前有 {committed} 名");
    Ok((committed < wanted).then(lacking))
}

/// The inspectors who may be drawn, with their keys, ascending by code: of the body's departments, active, certified to
/// the last day of the period.
pub(crate) fn pool(reader: &mut Reader, task: &task::Task) -> Result<Vec<(i64, Inspector)>, Problem> {
    let found = inspector::pool(reader, task.body_id, &task.plan.pool, task.period_end)?;
    let cap = u32::from(task.plan.inspector_cap);
    let mut pool: Vec<_> = found
        .into_iter()
        .map(|(stored, department)| {
            let inspector = Inspector {
                code: stored.code,
                department,
                division: stored.division.unwrap_or_default(),
                qualifications: stored.qualifications.into_inner(),
                cap,
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

/// Previews a freeze.
pub(crate) fn preview(reader: &mut Reader, task: &task::Task) -> Result<TaskPreview, Problem> {
    let scope = Scope::load(reader, task)?;
    let census = scope.census(reader)?;
    let inspectors: Vec<_> = pool(reader, task)?.into_iter().map(|(_, inspector)| inspector).collect();
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
        roster: task.plan.roster_mode(),
        obstacles,
    })
}
