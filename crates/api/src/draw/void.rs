//! 作废: a round ends without a result, publicly, before anybody can know an outcome; or its result is withdrawn with the task.

use contract::problem::ProblemCode;
use contract::task::{Reason, Task};
use domain::audit::Entry;
use domain::draw::policy::VoidCode;
use domain::policy::Action;
use domain::task::{Event, State as TaskState};
use persistence::draw::RoundState;
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

/// Whether giving up would not be choosing: nobody can know the outcome yet. Whoever holds all secrets knows it as soon as the
/// public value is out, whether anybody has typed it or not.
fn may_be_given_up(writer: &mut Writer, task: &task::Task) -> Result<(), Problem> {
    let announced = draw::announced(writer, task.id, task.round)?;
    if *task.state == TaskState::Draft {
        let refused = || Problem::with(ProblemCode::WrongState, "本轮尚未公告，无需作废");
        return announced.map(drop).ok_or_else(refused);
    }
    let commitments = draw::commitments(writer, task.id, task.round)?;
    if ceremony::silent(&commitments).is_empty() {
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

/// Voids the round of a task that is itself being voided, if there is one under way: what was announced ends publicly.
pub(crate) fn with_task(writer: &mut Writer, task: &task::Task, reason: &str) -> Result<(), Problem> {
    if !results(writer, task)?.is_empty() {
        let detail = "任务已有抽取结果，经办不能作废；确需作废的，由分管局长作废";
        return Err(Problem::with(ProblemCode::WrongState, detail));
    }
    if *task.state == TaskState::Frozen {
        may_be_given_up(writer, task)?;
    }
    under_way(writer, task, (VoidCode::GivenUp, reason))
}

/// Voids the rounds of a task that is voided although it has results, with what was to make up for struck objects. The results
/// stay where they are.
pub(crate) fn with_results(
    writer: &mut Writer,
    task: &task::Task,
    reason: &str,
    by: &str,
) -> Result<(), Problem> {
    let drawn = results(writer, task)?;
    if drawn.is_empty() {
        let detail = "任务还没有抽取结果，由经办作废";
        return Err(Problem::with(ProblemCode::WrongState, detail));
    }
    for round in drawn {
        draw::end(writer, task.id, round, Some((VoidCode::Withdrawn, reason)))?;
        let what = json!({
            "task": task.number, "round": round, "code": VoidCode::Withdrawn, "reason": reason, "approved_by": by,
        });
        let _told = writer.record(Entry::new("draw.void", "task", task.id, &what)?, ())?;
    }
    under_way(writer, task, (VoidCode::Withdrawn, reason))
}

/// The rounds with a result that stands.
fn results(writer: &mut Writer, task: &task::Task) -> Result<Vec<i32>, Problem> {
    let rounds = draw::rounds(writer, task.id)?.into_iter();
    Ok(rounds.filter(|draw| *draw.state == RoundState::Drawn).map(|draw| draw.round).collect())
}

/// Ends the round that is announced or frozen, or was to make up for struck objects, if there is one.
fn under_way(
    writer: &mut Writer,
    task: &task::Task,
    (code, reason): (VoidCode, &str),
) -> Result<(), Problem> {
    let begun = draw::announced(writer, task.id, task.round)?.is_some()
        || strike::supplements(writer, task.id, task.round)?.is_some();
    if *task.state == TaskState::Frozen || (*task.state == TaskState::Draft && begun) {
        let entry = end(writer, task, code, reason, &[])?;
        let _told = writer.record(entry, ())?;
    }
    Ok(())
}
