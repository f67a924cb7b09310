//! A task as it is answered.

use contract::task::Task;
use persistence::{Reader, strike, task};

use crate::problem::Problem;

/// The answer for a task, with its matters.
pub(crate) fn answer(reader: &mut Reader, task: task::Task) -> Result<Task, Problem> {
    let matters = task::matters(reader, task.id)?;
    let supplements = if task.round > 1 { strike::supplements(reader, task.id, task.round)? } else { None };
    Ok(Task {
        id: task.id,
        number: task.number,
        name: task.name,
        state: *task.state,
        body_id: task.body_id,
        department_id: task.department_id,
        period_start: task.period_start,
        period_end: task.period_end,
        matters,
        plan: task.plan.into_inner(),
        round: task.round,
        supplements,
        reason: task.reason,
        created_at: task.created_at.into(),
        submitted_at: task.submitted_at.map(Into::into),
        approved_at: task.approved_at.map(Into::into),
        disclosed_at: task.disclosed_at.map(Into::into),
        version: task.version,
    })
}
