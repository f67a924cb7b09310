//! 公告: what will be drawn, who must witness and by when is public before anybody commits.

use contract::problem::ProblemCode;
use contract::round::{AnnounceRequest, Round};
use domain::audit::Entry;
use domain::draw::freeze::{Mode, Stratum};
use domain::draw::policy::{AnnouncedStratum, Announcement, TimeLimits, after};
use domain::policy::Action;
use domain::task::Event;
use domain::task::preview::Census;
use persistence::draw::{self, Announced};
use persistence::{Writer, matter, task};

use super::{deadline, policy, rounds, service};
use crate::auth::Caller;
use crate::clock::day_in_china;
use crate::problem::Problem;
use crate::state::State;
use crate::task::preview::{Scope, too_late};

/// What an announcement is made of besides the task.
struct Terms {
    mode: Mode,
    limits: TimeLimits,
    automatic: bool,
}

/// Announces the present round of a task.
pub fn announce(
    state: &State,
    caller: &Caller,
    id: i64,
    version: i64,
    given: &AnnounceRequest,
) -> Result<Round, Problem> {
    deadline::enforce(state, id)?;
    state.write(caller, Action::TaskDraw, |writer, permit| {
        let task = service::held_to(writer, permit, id, version, (Event::Freeze, "公告"))?;
        if draw::announced(writer, id, task.round)?.is_some() {
            return Err(Problem::with(ProblemCode::Duplicate, "本轮已经公告"));
        }
        let today = day_in_china(writer.now());
        let scope = Scope::load(writer, &task, today)?;
        let limits = scope.policy.limits_with(given.limits).map_err(refused)?;
        let mode = given.mode.unwrap_or_else(|| usual_mode(&scope));
        let terms = Terms { mode, limits, automatic: false };
        let census = scope.census(writer)?;
        let (strata, obstacles) = scope.quotas_now(writer, &census)?;
        if !obstacles.is_empty() {
            return Err(Problem::with(ProblemCode::WrongState, obstacles.join("；")));
        }
        let content = content(writer, &scope, &census, &strata, terms)?;
        let entry = Entry::new("draw.announce", "task", id, &content)?;
        draw::announce(writer, id, task.round, content)?;
        let answer = rounds::round(writer, &task, task.round)?;
        Ok(writer.record(entry, answer)?)
    })
}

fn refused(faults: Vec<domain::task::plan::PlanFault>) -> Problem {
    policy::refuse(faults).err().unwrap_or_else(|| Problem::new(ProblemCode::Invalid))
}

/// What was announced of the present round, for whoever commits; where the policy sets no time limits, the first
/// commitment announces it. Nobody is asked for a secret for what cannot be drawn.
pub(super) fn for_commitment(writer: &mut Writer, task: &task::Task) -> Result<Announced, Problem> {
    let (announced, obstacles) = match draw::announced(writer, task.id, task.round)? {
        Some(announced) => {
            let supplementary = announced.content.supplements.is_some();
            let late = too_late(task, supplementary, day_in_china(writer.now()));
            (announced, late.into_iter().collect())
        }
        None => by_itself(writer, task)?,
    };
    if obstacles.is_empty() {
        return Ok(announced);
    }
    // An announcement that was made here goes with the transaction that is refused.
    let detail = format!("本任务现在无法抽取，请经办人先修改任务：{}", obstacles.join("；"));
    Err(Problem::with(ProblemCode::WrongState, detail))
}

/// Announces a round that nobody announces; beside it what makes its freeze impossible.
fn by_itself(writer: &mut Writer, task: &task::Task) -> Result<(Announced, Vec<String>), Problem> {
    let today = day_in_china(writer.now());
    let scope = Scope::load(writer, task, today)?;
    let terms = automatic(&scope, "本轮尚未公告：本部门抽取规则设有时限，须由经办人先公告")?;
    let census = scope.census(writer)?;
    let (strata, obstacles) = scope.quotas_now(writer, &census)?;
    Ok((enter(writer, &scope, &census, &strata, terms)?, obstacles))
}

/// What was announced of the round that is being frozen. Where nobody has to witness and nothing is limited in time the
/// freeze announces it, with the figures that it has counted.
pub(super) fn for_freeze(
    writer: &mut Writer,
    scope: &Scope<'_>,
    census: &Census,
    strata: &[Stratum],
) -> Result<Announced, Problem> {
    let task = scope.task;
    if let Some(announced) = draw::announced(writer, task.id, task.round)? {
        return Ok(announced);
    }
    let terms = automatic(scope, "本轮尚未公告：本部门抽取规则设有时限，须先公告再锁定")?;
    enter(writer, scope, census, strata, terms)
}

/// Announces a changed draft anew if it was announced by itself. What somebody announced stands: it is voided first.
pub(crate) fn changed(writer: &mut Writer, before: &task::Task, after: &task::Task) -> Result<(), Problem> {
    let Some(announced) = draw::announced(writer, before.id, before.round)? else { return Ok(()) };
    if !announced.content.automatic {
        let detail = "本轮已公告，内容不能再改；如确需修改，请先将本轮作废（作废情况公开）";
        return Err(Problem::with(ProblemCode::WrongState, detail));
    }
    draw::withdraw(writer, before.id, before.round)?;
    // Witnesses have committed already: what stands in the way now is said by the preview, and refused by the freeze.
    by_itself(writer, after).map(drop)
}

/// The terms of a round that nobody announces, if the policy lets it do without.
fn automatic(scope: &Scope<'_>, refusal: &str) -> Result<Terms, Problem> {
    let limits = scope.policy.limits;
    if !limits.is_none() {
        return Err(Problem::with(ProblemCode::WrongState, refusal));
    }
    Ok(Terms { mode: usual_mode(scope), limits, automatic: true })
}

/// When the result is published unless somebody says otherwise.
fn usual_mode(scope: &Scope<'_>) -> Mode {
    scope.supplement.as_ref().map_or(scope.policy.mode, |one| one.mode)
}

fn enter(
    writer: &mut Writer,
    scope: &Scope<'_>,
    census: &Census,
    strata: &[Stratum],
    terms: Terms,
) -> Result<Announced, Problem> {
    let task = scope.task;
    let content = content(writer, scope, census, strata, terms)?;
    let entry = Entry::new("draw.announce", "task", task.id, &content)?;
    draw::announce(writer, task.id, task.round, content)?;
    let _entered = writer.record(entry, ())?;
    let lost = || Problem::internal(&"an announcement is gone");
    draw::announced(writer, task.id, task.round)?.ok_or_else(lost)
}

fn content(
    writer: &mut Writer,
    scope: &Scope<'_>,
    census: &Census,
    strata: &[Stratum],
    terms: Terms,
) -> Result<Announcement, Problem> {
    let (task, plan) = (scope.task, &scope.task.plan);
    let (Terms { mode, limits, automatic }, policy) = (terms, scope.policy.clone());
    let less = policy.faults_of(plan);
    if !less.is_empty() {
        let details: Vec<_> = less.iter().map(|fault| fault.detail).collect();
        return Err(Problem::with(ProblemCode::WrongState, details.join("；")));
    }
    let stratum = |one: &Stratum| AnnouncedStratum {
        id: one.id,
        eligible: one.eligible,
        take: one.take,
        reserve: one.reserve,
    };
    Ok(Announcement {
        task: task.number.clone(),
        round: u32::try_from(task.round).map_err(|cause| Problem::internal(&cause))?,
        supplements: scope.supplement.as_ref().and_then(|one| u32::try_from(one.round).ok()),
        name: task.name.clone(),
        matters: matter::by_ids(writer, &scope.matters)?.into_iter().map(|matter| matter.name).collect(),
        period_start: task.period_start,
        period_end: task.period_end,
        in_scope: census.in_scope(),
        strata: strata.iter().map(stratum).collect(),
        blinded: scope.roster_mode() == domain::task::plan::RosterMode::Blinded,
        mode,
        witnesses: plan.witnesses,
        roles: policy.roles.clone(),
        entropy: plan.entropy.clone(),
        entropy_confirmed: policy.entropy_confirmed && plan.entropy.is_some(),
        limits,
        freeze_until: after(writer.now(), limits.commit_minutes),
        automatic,
        policy,
    })
}
