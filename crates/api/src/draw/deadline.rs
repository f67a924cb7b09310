//! 时限: a round that waits in vain is void. Every node looks, whoever comes first performs, and whoever acts on a task
//! looks first.

use contract::problem::ProblemCode;
use domain::audit::Entry;
use domain::draw::policy::{VoidCode, after};
use domain::task::State as TaskState;
use persistence::draw::{self, Announced};
use persistence::{Author, Conflict, Error, Reader, Time, Writer, task};

use super::{ceremony, service, void};
use crate::problem::Problem;
use crate::state::State;

/// Rounds voided at a time.
const BATCH: i64 = 100;

/// The system, as the audit log names it.
fn system() -> Author {
    Author { user: None, name: "system".to_owned() }
}

/// Voids the present round of a task if its deadline has passed.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn enforce(state: &State, id: i64) -> Result<(), Problem> {
    let now = Time::from(state.clock.now());
    let late = state.database.read(|reader| {
        let round = match task::get(reader, id) {
            Ok(task) => task.round,
            Err(Error::NotFound) => return Ok(false),
            Err(error) => return Err(error),
        };
        Ok(draw::announced(reader, id, round)?.is_some_and(|one| has_passed(&one, now)))
    })?;
    if late { expire(state, id) } else { Ok(()) }
}

/// Voids every round whose deadline has passed; answers how many.
///
/// # Errors
/// When the database does not answer.
pub fn enforce_all(state: &State) -> Result<usize, Problem> {
    let now = Time::from(state.clock.now());
    let overdue = state.database.read(|reader| draw::overdue(reader, now, BATCH))?;
    overdue.iter().try_for_each(|one| expire(state, one.task))?;
    Ok(overdue.len())
}

/// Whether a round is overdue.
pub(super) fn has_passed(announced: &Announced, now: Time) -> bool {
    announced.due_at.is_some_and(|due| due < now)
}

/// Does in the system's name what is due, unless somebody else was first and `work` says so.
pub(super) fn perform(
    state: &State,
    work: impl FnOnce(&mut Writer) -> Result<Option<Entry>, Problem>,
) -> Result<(), Problem> {
    let performed = state.database.write(system(), state.clock.now(), |writer| match work(writer)? {
        Some(entry) => Ok(writer.record(entry, ())?),
        None => Err(Problem::from(Error::Conflict(Conflict::Stale))),
    });
    match performed {
        Err(problem) if problem.code == ProblemCode::Stale => Ok(()),
        other => other,
    }
}

fn expire(state: &State, id: i64) -> Result<(), Problem> {
    perform(state, |writer| {
        let task = task::get_locked(writer, id)?;
        let announced = draw::announced(writer, id, task.round)?;
        let now = Time::from(writer.now());
        if !announced.is_some_and(|one| has_passed(&one, now)) {
            return Ok(None);
        }
        let (reason, parties) = missing(writer, &task)?;
        let entry = void::end(writer, &task, VoidCode::Missing, &reason, &parties)?;
        service::next_round(writer, &task, &reason)?;
        tracing::info!(task = task.id, round = task.round, "a round is void: its time is over");
        Ok(Some(entry))
    })
}

/// What was waited for in vain, in words that become public, and who did not act.
fn missing(reader: &mut Reader, task: &task::Task) -> Result<(String, Vec<String>), Problem> {
    let commitments = draw::commitments(reader, task.id, task.round)?;
    let silent: Vec<_> = ceremony::silent(&commitments).into_iter().map(str::to_owned).collect();
    if *task.state == TaskState::Draft {
        let (wanted, found) = (task.plan.witnesses, commitments.len());
        let reason = format!("到时限仍未锁定（须有 {wanted} 名见证人承诺，已有 {found} 名）");
        return Ok((reason, Vec::new()));
    }
    if silent.is_empty() {
        return Ok(("到时限公开数值仍未录入并确认".to_owned(), Vec::new()));
    }
    Ok((format!("到时限以下见证人仍未揭示：{}", silent.join("、")), silent))
}

/// Sets by when what a frozen round waits for must happen: the reveals, then the public value.
pub(super) fn set_next(writer: &mut Writer, announced: &Announced) -> Result<(), Problem> {
    let commitments = draw::commitments(writer, announced.task_id, announced.round)?;
    let limits = announced.content.limits;
    let due = if !ceremony::silent(&commitments).is_empty() {
        // The limit runs from the freeze on: one reveal does not give the others more time.
        let frozen = draw::get(writer, announced.task_id, announced.round)?.frozen_at;
        after(frozen.into(), limits.reveal_minutes)
    } else if announced.content.entropy.is_some() && announced.confirmed().is_none() {
        after(writer.now(), limits.entropy_minutes)
    } else {
        None
    };
    Ok(draw::set_due(writer, announced.task_id, announced.round, due.map(Time::from))?)
}
