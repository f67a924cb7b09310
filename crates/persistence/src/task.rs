//! Tasks.

mod list;

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::policy::Owner;
use domain::task::State;
use domain::task::plan::Plan;

use crate::database::{Reader, Writer};
use crate::dialect;
use crate::error::{Conflict, Error, Result};
use crate::schema::{task_matters, tasks};
use crate::stored::{Code, Json, Time};

pub use list::{Filter, Witness, count, count_by_state, list};

/// A task as stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = tasks)]
pub struct Task {
    /// Key.
    pub id: i64,
    /// `淮市监双随机〔2026〕12号`.
    pub number: String,
    /// Issuing body.
    pub body_id: i64,
    /// Department in charge.
    pub department_id: i64,
    /// Name.
    pub name: String,
    /// State.
    pub state: Code<State>,
    /// First day of the inspections.
    pub period_start: NaiveDate,
    /// Last day of the inspections.
    pub period_end: NaiveDate,
    /// What the clerk set.
    pub plan: Json<Plan>,
    /// The round that is being prepared or was drawn, from 1.
    pub round: i32,
    /// Why the task was last returned, or why it was voided.
    pub reason: String,
    /// Who created it.
    pub created_by: i64,
    /// When.
    pub created_at: Time,
    /// When last submitted.
    pub submitted_at: Option<Time>,
    /// When approved.
    pub approved_at: Option<Time>,
    /// When disclosed.
    pub disclosed_at: Option<Time>,
    /// Changes with every update.
    pub version: i64,
}

impl Task {
    /// Whose the task is.
    #[must_use]
    pub fn owner(&self) -> Owner<'static> {
        Owner { body: self.body_id, department: self.department_id, team: &[] }
    }
}

/// What a draft is made of.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Name.
    pub name: String,
    /// First and last day of the inspections.
    pub period: (NaiveDate, NaiveDate),
    /// Its matters.
    pub matters: Vec<i64>,
    /// What the clerk set.
    pub plan: Plan,
}

/// One task.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(reader: &mut Reader, id: i64) -> Result<Task> {
    Ok(tasks::table.find(id).select(Task::as_select()).first(reader.connection())?)
}

/// One task, held until the transaction ends: two actions on it come one after the other.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get_locked(writer: &mut Writer, id: i64) -> Result<Task> {
    dialect::lock_task(writer, id)?;
    get(writer, id)
}

/// The matters of a task.
///
/// # Errors
/// When the database does not answer.
pub fn matters(reader: &mut Reader, id: i64) -> Result<Vec<i64>> {
    Ok(task_matters::table
        .filter(task_matters::task_id.eq(id))
        .order(task_matters::matter_id)
        .select(task_matters::matter_id)
        .load(reader.connection())?)
}

/// Creates a draft with the next number of its body and year.
///
/// # Errors
/// When the database does not answer.
pub fn create(writer: &mut Writer, user: i64, owner: Owner<'_>, year: i32, draft: Draft) -> Result<Task> {
    let prefix = crate::department::body(writer, owner.body)?.number_prefix;
    let sequence = dialect::next_number(writer, "task", owner.body, year)?;
    let now = Time::from(writer.now());
    let id: i64 = diesel::insert_into(tasks::table)
        .values((
            tasks::number.eq(domain::task::number(&prefix, year, sequence)),
            tasks::body_id.eq(owner.body),
            tasks::department_id.eq(owner.department),
            tasks::name.eq(draft.name),
            tasks::state.eq(Code(State::Draft)),
            tasks::period_start.eq(draft.period.0),
            tasks::period_end.eq(draft.period.1),
            tasks::witnesses.eq(i64::from(draft.plan.witnesses)),
            tasks::plan.eq(Json::new(draft.plan)?),
            tasks::round.eq(1),
            tasks::reason.eq(""),
            tasks::created_by.eq(user),
            tasks::created_at.eq(now),
            tasks::updated_at.eq(now),
            tasks::version.eq(1_i64),
        ))
        .returning(tasks::id)
        .get_result(writer.connection())?;
    set_matters(writer, id, &draft.matters)?;
    get(writer, id)
}

/// Replaces the content of a draft.
///
/// # Errors
/// [`Conflict::Stale`] when `version` is not the stored one.
pub fn update(writer: &mut Writer, id: i64, version: i64, draft: Draft) -> Result<Task> {
    let now = Time::from(writer.now());
    let changed = diesel::update(tasks::table.filter(tasks::id.eq(id)).filter(tasks::version.eq(version)))
        .set((
            tasks::name.eq(draft.name),
            tasks::period_start.eq(draft.period.0),
            tasks::period_end.eq(draft.period.1),
            tasks::witnesses.eq(i64::from(draft.plan.witnesses)),
            tasks::plan.eq(Json::new(draft.plan)?),
            tasks::updated_at.eq(now),
            tasks::version.eq(version + 1),
        ))
        .execute(writer.connection())?;
    if changed != 1 {
        return Err(Error::Conflict(Conflict::Stale));
    }
    diesel::delete(task_matters::table.filter(task_matters::task_id.eq(id))).execute(writer.connection())?;
    set_matters(writer, id, &draft.matters)?;
    get(writer, id)
}

fn set_matters(writer: &mut Writer, id: i64, matters: &[i64]) -> Result<()> {
    for matter in matters {
        diesel::insert_into(task_matters::table)
            .values((task_matters::task_id.eq(id), task_matters::matter_id.eq(matter)))
            .execute(writer.connection())?;
    }
    Ok(())
}

/// What goes with a new state.
#[derive(Debug, Clone, Default)]
pub struct Step {
    /// Why (return, void, void of a round).
    pub reason: Option<String>,
    /// Begin the next round.
    pub next_round: bool,
    /// Who approved.
    pub approved_by: Option<i64>,
}

/// Moves a task, read and held in this transaction, to its next state.
///
/// # Errors
/// [`Conflict::Stale`] when the task has moved since it was read.
pub fn advance(writer: &mut Writer, task: &Task, state: State, step: Step) -> Result<Task> {
    let now = Time::from(writer.now());
    let at = |when: State, before: Option<Time>| if state == when { Some(now) } else { before };
    let row = tasks::table.filter(tasks::id.eq(task.id)).filter(tasks::version.eq(task.version));
    let changed = diesel::update(row)
        .set((
            tasks::state.eq(Code(state)),
            tasks::reason.eq(step.reason.unwrap_or_else(|| task.reason.clone())),
            tasks::round.eq(task.round + i32::from(step.next_round)),
            tasks::submitted_at.eq(at(State::Submitted, task.submitted_at)),
            tasks::approved_at.eq(at(State::Approved, task.approved_at)),
            tasks::disclosed_at.eq(at(State::Disclosed, task.disclosed_at)),
            tasks::updated_at.eq(now),
            tasks::version.eq(task.version + 1),
        ))
        .execute(writer.connection())?;
    if changed != 1 {
        return Err(Error::Conflict(Conflict::Stale));
    }
    if let Some(user) = step.approved_by {
        diesel::update(tasks::table.find(task.id))
            .set(tasks::approved_by.eq(user))
            .execute(writer.connection())?;
    }
    get(writer, task.id)
}
