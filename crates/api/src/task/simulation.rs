//! 试抽模拟: trial draws of a draft. Nothing of a trial is stored, and its secret is forgotten with the answer.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::time::Duration;

use chrono::NaiveDate;
use contract::problem::ProblemCode;
use contract::simulation::{
    OfferedRelaxation, RoundRelaxations, SimulatedCause, SimulatedClass, SimulatedDivision,
    SimulatedInspector, SimulatedLoad, Simulation, SimulationQuery,
};
use domain::draw::Fixed;
use domain::draw::freeze::{Slot, Stratum};
use domain::draw::inspectors::Inspector;
use domain::draw::roster::Did;
use domain::draw::simulation::{self, Candidates, Offer, Pair, Plan, Report, TooMany};
use domain::policy::Action;
use domain::task::plan::PlanLimits;
use domain::task::preview::{Census, slots};
use domain::task::{Event, plan};
use persistence::{Reader, department, inspector, task};

use super::preview::{Scope, pool_of};
use super::service::{department_names, ready};
use crate::auth::Caller;
use crate::clock::{Stopwatch, day_in_china};
use crate::draw::exclusion::{apart, since};
use crate::entropy;
use crate::problem::Problem;
use crate::state::State;

/// Time for the trials: a clerk waits for the answer. The trial that runs then is finished.
const FOR_TRIALS: Duration = Duration::from_secs(4);
/// Time for the relaxations, likewise.
const FOR_RELAXATIONS: Duration = Duration::from_secs(3);
/// Inspectors who are told of.
const BOTTLENECKS: usize = 20;

/// All that a simulation needs of the database.
pub(crate) struct Loaded {
    plan: plan::Plan,
    candidates: Candidates,
    strata: Vec<Stratum>,
    /// Names of the strata, by number.
    strata_names: BTreeMap<u16, String>,
    inspectors: Vec<Inspector>,
    /// Those of the body's other departments.
    others: Vec<Inspector>,
    pairs: Vec<Pair>,
    team: Vec<Slot>,
    obstacles: Vec<String>,
    /// Those of the objects asked for that may be drawn.
    drawn: Vec<Did>,
    /// Names of divisions, departments and inspectors, by code.
    divisions: BTreeMap<String, String>,
    departments: BTreeMap<String, String>,
    people: BTreeMap<String, String>,
}

/// Loads what a simulation of a task needs.
pub fn load(state: &State, caller: &Caller, id: i64) -> Result<Loaded, Problem> {
    state.read(caller, Action::TaskWrite, |reader, permit| {
        let task = task::get(reader, id)?;
        permit.on(task.owner())?;
        ready(&task, Event::Freeze, "试抽模拟")?;
        Loaded::of(reader, &task, day_in_china(state.clock.now()), &BTreeSet::new())
    })
}

impl Loaded {
    /// What a simulation of a draft needs, and which candidates have these `drawn` codes.
    pub(crate) fn of(
        reader: &mut Reader,
        task: &task::Task,
        today: NaiveDate,
        drawn: &BTreeSet<String>,
    ) -> Result<Self, Problem> {
        let scope = Scope::load(reader, task, today)?;
        let everybody = pool_of(reader, task, &[])?;
        let codes = everybody.iter().map(|(key, one)| (*key, one.code.clone())).collect();
        let apart = apart(reader, &codes, since(today, task.plan.acquaintance_months))?;
        let mut named: BTreeMap<&str, Option<Did>> =
            apart.iter().map(|pair| &pair.object).chain(drawn).map(|code| (code.as_str(), None)).collect();
        let (mut census, mut candidates) = (Census::default(), Candidates::default());
        scope.walk(reader, |row, place| {
            let division = row.object.division.as_deref().unwrap_or_default();
            let weight = census.count(place.stratum, division, place.status, place.weight);
            if weight == 0 {
                return Ok(());
            }
            let did = candidates.push(place.stratum, weight, division).map_err(too_many)?;
            if let Some(known) = named.get_mut(row.object.code.as_str()) {
                *known = Some(did);
            }
            Ok(())
        })?;
        let months = |last: NaiveDate| (0..task.plan.acquaintance_months).find(|m| since(today, *m) <= last);
        let mut pairs: BTreeMap<(Did, &str), Option<u32>> = BTreeMap::new();
        for pair in &apart {
            let Some(object) = named.get(pair.object.as_str()).copied().flatten() else { continue };
            let from = pair.last.map(|last| months(last).unwrap_or(task.plan.acquaintance_months));
            // What holds without a day holds whatever the months.
            let known = pairs.entry((object, &pair.inspector)).or_insert(from);
            *known = known.and(from);
        }
        let pair = |((object, inspector), from_months): ((Did, &str), _)| Pair {
            object,
            inspector: inspector.to_owned(),
            from_months,
        };
        let pairs = pairs.into_iter().map(pair).collect();
        let drawn = drawn.iter().filter_map(|code| named.get(code.as_str()).copied().flatten()).collect();
        let pool = &task.plan.pool;
        let (inspectors, others): (Vec<_>, Vec<_>) = everybody
            .into_iter()
            .map(|(_, inspector)| inspector)
            .partition(|inspector| pool.is_empty() || pool.contains(&inspector.department));
        let (strata, obstacles) = scope.quotas(&census, &inspectors);
        let people = inspector::pool(reader, task.body_id, pool, task.period_end)?;
        let name = |stratum: &Stratum| (stratum.id, scope.strata.name(stratum.id).to_owned());
        Ok(Self {
            plan: (*task.plan).clone(),
            candidates,
            strata_names: strata.iter().map(name).collect(),
            strata,
            inspectors,
            others,
            pairs,
            team: slots(&task.plan),
            obstacles,
            drawn,
            departments: department_names(reader)?,
            divisions: department::divisions(reader)?.into_iter().map(|one| (one.code, one.name)).collect(),
            people: people.into_iter().map(|(one, _)| (one.code, one.name)).collect(),
        })
    }

    fn plan(&self) -> Plan<'_> {
        Plan {
            candidates: &self.candidates,
            strata: &self.strata,
            inspectors: &self.inspectors,
            others: &self.others,
            pairs: &self.pairs,
            months: self.plan.acquaintance_months,
            team: &self.team,
        }
    }
}

fn too_many(fault: TooMany) -> Problem {
    Problem::with(ProblemCode::WrongState, fault.to_string())
}

/// Draws on trial, within a few seconds.
pub fn simulate(loaded: &Loaded, query: SimulationQuery) -> Result<Simulation, Problem> {
    let secret = Fixed(entropy::bytes32()?);
    let wanted = query.trials.unwrap_or(simulation::USUAL_TRIALS);
    let plan = loaded.plan();
    let mut answer = Simulation {
        trials: 0,
        wanted,
        complete: true,
        with_teams: 0,
        classes: Vec::new(),
        divisions: Vec::new(),
        causes: Vec::new(),
        bottlenecks: Vec::new(),
        loads: Vec::new(),
        relaxations: Vec::new(),
        relaxed_trials: 0,
        obstacles: loaded.obstacles.clone(),
    };
    if loaded.strata.iter().all(|stratum| stratum.take == 0) {
        return Ok(answer);
    }
    let report = simulation::simulate(&plan, wanted, &secret, &mut within(FOR_TRIALS));
    let cap = u32::from(loaded.plan.inspector_cap);
    let offers = simulation::offers(&plan, &report, cap, &mut within(FOR_RELAXATIONS));
    answer.relaxations = loaded.offered(&offers.offers);
    answer.relaxed_trials = offers.trials;
    loaded.tell(report, &mut answer);
    Ok(answer)
}

/// What would help the objects that were asked for when this was loaded.
pub fn relaxations(loaded: &Loaded) -> RoundRelaxations {
    let cap = u32::from(loaded.plan.inspector_cap);
    let offers = simulation::offers_for(&loaded.plan(), &loaded.drawn, cap);
    RoundRelaxations {
        objects: u32::try_from(loaded.drawn.len()).unwrap_or(u32::MAX),
        with_teams: offers.is_none(),
        relaxations: loaded.offered(&offers.unwrap_or_default()),
    }
}

/// Says when the time is over.
fn within(limit: Duration) -> impl FnMut(u32) -> ControlFlow<()> {
    let watch = Stopwatch::start();
    move |_| if watch.elapsed() < limit { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
}

impl Loaded {
    fn tell(&self, report: Report, answer: &mut Simulation) {
        answer.trials = report.trials;
        answer.complete = report.trials >= answer.wanted;
        answer.with_teams = report.with_teams;
        let stratum = |id| self.strata_names.get(&id).cloned().unwrap_or_default();
        let class = |class: simulation::Class| SimulatedClass {
            stratum: stratum(class.stratum),
            weight: class.weight,
            objects: class.objects,
            drawn: class.drawn,
            observed_ppm: class.observed_ppm,
            expected_ppm: class.expected_ppm,
        };
        answer.classes = report.classes.into_iter().map(class).collect();
        let division = |one: simulation::Division| SimulatedDivision {
            name: self.divisions.get(&one.division).unwrap_or(&one.division).clone(),
            code: one.division,
            objects: one.objects,
            mean_thousandths: mean(one.visits, report.trials),
            least: one.least,
            most: one.most,
        };
        answer.divisions = report.divisions.into_iter().map(division).collect();
        let cause = |cause: simulation::Cause| SimulatedCause {
            slots: cause.slots,
            inspectors: cause.inspectors,
            trials: cause.trials,
            words: cause.words,
        };
        answer.causes = report.causes.into_iter().map(cause).collect();
        let is_tight = |share: &simulation::Share| share.in_causes > 0 || share.at_cap > 0;
        let inspector = |share: simulation::Share| SimulatedInspector {
            name: self.people.get(&share.inspector).cloned().unwrap_or_default(),
            code: share.inspector,
            cap: share.cap,
            mean_thousandths: mean(share.objects, report.with_teams),
            at_cap: share.at_cap,
            in_causes: share.in_causes,
        };
        let tight = report.inspectors.into_iter().filter(is_tight).take(BOTTLENECKS);
        answer.bottlenecks = tight.map(inspector).collect();
        let load = |load: simulation::Load| SimulatedLoad {
            objects: load.objects,
            inspectors_thousandths: mean(load.inspectors, report.with_teams),
        };
        answer.loads = report.loads.into_iter().map(load).collect();
    }

    /// The offers, but those that lead to a plan that could not be.
    fn offered(&self, offers: &[Offer]) -> Vec<OfferedRelaxation> {
        offers.iter().filter_map(|offer| self.told(offer)).collect()
    }

    fn told(&self, offer: &Offer) -> Option<OfferedRelaxation> {
        match offer {
            Offer::Plan(relaxation) => {
                let relaxed = relaxation.apply(&self.plan).ok()?;
                let department =
                    |code: &str| self.departments.get(code).map_or(code, String::as_str).to_owned();
                relaxed.faults(PlanLimits::default()).is_empty().then(|| OfferedRelaxation {
                    relaxation: Some(relaxation.clone()),
                    words: relaxation.to_chinese(&self.plan, department),
                })
            }
            Offer::Inspectors(newcomers) => {
                let all: BTreeSet<String> = newcomers.iter().map(ToString::to_string).collect();
                let all: Vec<String> = all.into_iter().collect();
                let words = format!("补充执法人员：{}", all.join("；"));
                Some(OfferedRelaxation { relaxation: None, words })
            }
        }
    }
}

/// A mean over trials in thousandths, to the nearest; 0 over none.
fn mean(total: u64, trials: u32) -> u64 {
    let trials = u64::from(trials);
    total.saturating_mul(1000).saturating_add(trials / 2).checked_div(trials).unwrap_or_default()
}
