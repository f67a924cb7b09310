//! 作废: a round ends without a result, publicly, before anybody can know an outcome.

use contract::problem::ProblemCode;
use contract::task::{Reason, Task};
use domain::audit::Entry;
use domain::draw::policy::VoidCode;
use domain::policy::Action;
use domain::task::{Event, State as TaskState};
use persistence::{Writer, draw, strike, task};
use serde_json::json;

use super::{ceremony, deadline, service};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;
use crate::task::answer::answer as task_answer;

/// Gives up a round, publicly; the task is a draft again, for its next round.
pub fn give_up(
    state: &State,
    caller: &Caller,
    id: i64,
    version: i64,
    reason: &Reason,
) -> Result<Task, Problem> {
    deadline::enforce(state, id)?;
    state.write(caller, Action::TaskDraw, |writer, permit| {
        let task = service::held_to(writer, permit, id, version, (Event::VoidRound, "将本轮作废"))?;
        may_be_given_up(writer, &task)?;
        let entry = end(writer, &task, VoidCode::GivenUp, &reason.reason, &[])?;
        let task = service::next_round(writer, &task, &reason.reason)?;
        let answer = task_answer(writer, task)?;
        Ok(writer.record(entry, answer)?)
    })
}

/// Whether giving up would not be choosing: the server cannot know the outcome yet.
fn may_be_given_up(writer: &mut Writer, task: &task::Task) -> Result<(), Problem> {
    let announced = draw::announced(writer, task.id, task.round)?;
    if *task.state == TaskState::Draft {
        let refused = || Problem::with(ProblemCode::WrongState, "本轮尚未公告，无需作废");
        return announced.map(drop).ok_or_else(refused);
    }
    let commitments = draw::commitments(writer, task.id, task.round)?;
    let awaited = task.plan.entropy.is_some() && announced.is_none_or(|one| one.confirmed().is_none());
    if ceremony::silent(&commitments).is_empty() && !awaited {
        let detail = "各方均已揭示，结果已可推出，本轮不能作废，只能抽取";
        return Err(Problem::with(ProblemCode::WrongState, detail));
    }
    Ok(())
}

/// Ends a round as void; answers the audit entry that tells of it. The task is not moved.
pub(crate) fn end(
    writer: &mut Writer,
    task: &task::Task,
    code: VoidCode,
    reason: &str,
    parties: &[String],
) -> Result<Entry, Problem> {
    if *task.state == TaskState::Frozen {
        let stored = draw::get(writer, task.id, task.round)?;
        draw::void(writer, stored.id, reason)?;
    }
    tell(writer, task, code, reason, parties)
}

/// Says of a round, voided with its result or without, why; answers the audit entry.
pub(super) fn tell(
    writer: &mut Writer,
    task: &task::Task,
    code: VoidCode,
    reason: &str,
    parties: &[String],
) -> Result<Entry, Problem> {
    draw::end(writer, task.id, task.round, Some((code, reason)))?;
    let what = json!({
        "task": task.number, "round": task.round, "code": code, "reason": reason, "parties": parties,
    });
    Ok(Entry::new("draw.void", "task", task.id, &what)?)
}

/// Voids the round of a task that is itself being voided, if there is one under way: what was announced ends publicly, and so
/// does what was to make up for struck objects.
pub(crate) fn with_task(writer: &mut Writer, task: &task::Task, reason: &str) -> Result<(), Problem> {
    let begun = draw::announced(writer, task.id, task.round)?.is_some()
        || strike::supplements(writer, task.id, task.round)?.is_some();
    if *task.state == TaskState::Frozen || (*task.state == TaskState::Draft && begun) {
        let entry = end(writer, task, VoidCode::GivenUp, reason, &[])?;
        let _told = writer.record(entry, ())?;
    }
    Ok(())
}
