//! Rounds: what they have in common, what was frozen and drawn, and giving one up.

use contract::draw::{Draw, Skip};
use contract::problem::ProblemCode;
use contract::task::{Reason, Task};
use domain::audit::Entry;
use domain::draw::assignment;
use domain::policy::Action;
use domain::task::Event;
use persistence::{Conflict, Error, Writer, draw, task};
use serde_json::json;

use super::answer::{answer, skip};
use super::ceremony;
use crate::auth::{Caller, Permit};
use crate::problem::Problem;
use crate::state::State;
use crate::task::answer::answer as task_answer;

/// A task held for an event of the draw: it is the caller's, in the right state, and as the caller read it.
pub(super) fn held(
    writer: &mut Writer,
    permit: &Permit,
    id: i64,
    version: i64,
    event: Event,
) -> Result<task::Task, Problem> {
    let task = task::get_locked(writer, id)?;
    permit.on(task.owner())?;
    task.state.after(event)?;
    if task.version == version { Ok(task) } else { Err(Error::Conflict(Conflict::Stale).into()) }
}

/// Lists the rounds of a task.
pub fn list(state: &State, caller: &Caller, id: i64) -> Result<Vec<Draw>, Problem> {
    state.read(caller, Action::TaskRead, |reader, permit| {
        let task = task::get(reader, id)?;
        permit.on(task.owner())?;
        let rounds = draw::rounds(reader, id)?;
        rounds.iter().map(|round| answer(reader, round)).collect()
    })
}

/// Reads why inspectors were passed over in a round.
pub fn skips(state: &State, caller: &Caller, id: i64, round: i32) -> Result<Vec<Skip>, Problem> {
    state.read(caller, Action::TaskRead, |reader, permit| {
        let task = task::get(reader, id)?;
        permit.on(task.owner())?;
        let stored = draw::get(reader, id, round)?.skips;
        let skips: Option<Vec<assignment::Skip>> = stored.as_deref().map(serde_json::from_str).transpose()?;
        Ok(skips.unwrap_or_default().into_iter().map(skip).collect())
    })
}

/// Gives up a frozen round, publicly; the task is a draft again, for its next round.
pub fn void_round(
    state: &State,
    caller: &Caller,
    id: i64,
    version: i64,
    reason: &Reason,
) -> Result<Task, Problem> {
    state.write(caller, Action::TaskDraw, |writer, permit| {
        let task = held(writer, permit, id, version, Event::VoidRound)?;
        let commitments = draw::commitments(writer, id, task.round)?;
        if ceremony::silent(&commitments).is_empty() && task.plan.entropy.is_none() {
            // The server could know the outcome by now: giving up would be choosing.
            let detail = "各方均已揭示，结果已可推出，本轮不能作废，只能抽取";
            return Err(Problem::with(ProblemCode::WrongState, detail));
        }
        let stored = draw::get(writer, id, task.round)?;
        draw::void(writer, stored.id, &reason.reason)?;
        let task = next_round(writer, &task, &reason.reason)?;
        let what = json!({ "round": stored.round, "reason": reason.reason });
        let entry = Entry::new("draw.void", "task", id, &what)?;
        let answer = task_answer(writer, task)?;
        Ok(writer.record(entry, answer)?)
    })
}

/// Takes the task back to a draft for its next round.
pub(super) fn next_round(
    writer: &mut Writer,
    task: &task::Task,
    reason: &str,
) -> Result<task::Task, Problem> {
    let step = task::Step { reason: Some(reason.to_owned()), next_round: true, approved_by: None };
    Ok(task::advance(writer, task, task.state.after(Event::VoidRound)?, step)?)
}
