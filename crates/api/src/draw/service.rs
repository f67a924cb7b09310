//! Rounds: what they have in common, and what was frozen and drawn.

use contract::draw::Draw;
use domain::Coded;
use domain::policy::Action;
use domain::task::Event;
use persistence::{Conflict, Error, Writer, draw, task};

use super::answer;
use crate::auth::{Caller, Permit};
use crate::problem::Problem;
use crate::state::State;
use crate::task::service::ready;

/// A task held for an event of the draw: it is the caller's, in the right state, and as the caller read it.
pub(super) fn held(
    writer: &mut Writer,
    permit: &Permit,
    id: i64,
    version: i64,
    event: Event,
) -> Result<task::Task, Problem> {
    held_to(writer, permit, id, version, (event, event.label()))
}

/// The same for something that only happens where this event may.
pub(super) fn held_to(
    writer: &mut Writer,
    permit: &Permit,
    id: i64,
    version: i64,
    (event, asked): (Event, &str),
) -> Result<task::Task, Problem> {
    let task = task::get_locked(writer, id)?;
    permit.on(task.owner())?;
    ready(&task, event, asked)?;
    if task.version == version { Ok(task) } else { Err(Error::Conflict(Conflict::Stale).into()) }
}

/// Lists the rounds of a task.
pub fn list(state: &State, caller: &Caller, id: i64) -> Result<Vec<Draw>, Problem> {
    state.read(caller, Action::TaskRead, |reader, permit| {
        let task = task::get(reader, id)?;
        permit.on(task.owner())?;
        let rounds = draw::rounds(reader, id)?;
        rounds.iter().map(|round| answer::office(reader, round)).collect()
    })
}

/// Takes the task back to a draft for its next round.
pub(super) fn next_round(
    writer: &mut Writer,
    task: &task::Task,
    reason: &str,
) -> Result<task::Task, Problem> {
    next_round_after(writer, task, Event::VoidRound, reason)
}

/// The same after an event that is not the void of a round.
pub(super) fn next_round_after(
    writer: &mut Writer,
    task: &task::Task,
    event: Event,
    reason: &str,
) -> Result<task::Task, Problem> {
    let step = task::Step { reason: Some(reason.to_owned()), next_round: true, approved_by: None };
    Ok(task::advance(writer, task, task.state.after(event)?, step)?)
}
