//! 解封: the result of unannounced visits becomes public after the inspections, at the latest when their period is over.

use std::io::Read;

use contract::problem::ProblemCode;
use contract::round::Round;
use domain::audit::Entry;
use domain::draw::bundle::File;
use domain::inspection::State as Inspection;
use domain::policy::Action;
use domain::task::State as TaskState;
use persistence::{Reader, Writer, draw, inspection, task};
use serde_json::{Value, json};

use super::{deadline, rounds, strike, substitution};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;

/// Rounds released at a time.
const BATCH: i64 = 100;

/// Makes the sealed results of a task public, once every inspection is recorded.
pub fn release(state: &State, caller: &Caller, id: i64, version: i64) -> Result<Vec<Round>, Problem> {
    state.write(caller, Action::TaskDraw, |writer, permit| {
        let task = task::get_locked(writer, id)?;
        permit.on(task.owner())?;
        let sealed = sealed(writer, id)?;
        if sealed.is_empty() || !is_drawn(*task.state) {
            return Err(Problem::with(ProblemCode::WrongState, "本任务没有封存的抽取结果"));
        }
        if task.version != version {
            return Err(Problem::new(ProblemCode::Stale));
        }
        let open: i64 = inspection::progress(writer, id)?
            .into_iter()
            .filter(|(state, _)| matches!(state, Inspection::Assigned | Inspection::Notified))
            .map(|(_, count)| count)
            .sum();
        if open > 0 {
            let detail = format!("还有 {open} 个检查对象尚未检查，全部检查后才能解封抽取结果");
            return Err(Problem::with(ProblemCode::WrongState, detail));
        }
        let entry = all_but_last(writer, &task, sealed, "clerk")?;
        let answer = rounds::all(writer, id)?;
        Ok(writer.record(entry, answer)?)
    })
}

fn is_drawn(state: TaskState) -> bool {
    !matches!(state, TaskState::Draft | TaskState::Frozen)
}

/// Releases whatever of a task is still sealed, before its inspections' results become public.
pub(crate) fn with_disclosure(writer: &mut Writer, task: &task::Task) -> Result<(), Problem> {
    let sealed = sealed(writer, task.id)?;
    if !sealed.is_empty() {
        let entry = all_but_last(writer, task, sealed, "disclosure")?;
        let _released = writer.record(entry, ())?;
    }
    Ok(())
}

/// Releases every sealed result whose period of inspections is over; answers of how many tasks.
///
/// # Errors
/// When the database does not answer.
pub fn release_due(state: &State) -> Result<usize, Problem> {
    let today = state.clock.today();
    let due = state.database.read(|reader| draw::sealed_until(reader, today, BATCH))?;
    for id in &due {
        deadline::perform(state, |writer| {
            let task = task::get_locked(writer, *id)?;
            let sealed = sealed(writer, *id)?;
            if sealed.is_empty() {
                return Ok(None);
            }
            all_but_last(writer, &task, sealed, "deadline").map(Some)
        })?;
    }
    Ok(due.len())
}

/// The rounds of a task with a result that is not public.
fn sealed(reader: &mut Reader, task: i64) -> Result<Vec<draw::Draw>, Problem> {
    let rounds = draw::rounds(reader, task)?.into_iter();
    Ok(rounds.filter(|round| round.result.is_some() && round.released_at.is_none()).collect())
}

/// Releases these rounds; records all entries but the last, which it answers.
fn all_but_last(
    writer: &mut Writer,
    task: &task::Task,
    sealed: Vec<draw::Draw>,
    by: &str,
) -> Result<Entry, Problem> {
    let mut last = None;
    for round in sealed {
        draw::release(writer, round.id)?;
        let mut reveals = String::new();
        draw::open_file(writer, round.id, File::Reveals.name())?
            .read_to_string(&mut reveals)
            .map_err(Problem::from_io)?;
        let (reveals, result): (Value, Option<Value>) =
            (serde_json::from_str(&reveals)?, round.result.as_deref().map(serde_json::from_str).transpose()?);
        let what = json!({
            "task": task.number, "round": round.round, "by": by, "result_hash": round.result_hash,
            "reveals": reveals, "result": result, "substitutions": substitution::told(writer, task.id, round.id)?,
            "strikes": strike::told(writer, task.id, round.id)?,
        });
        if let Some(entry) = last.replace(Entry::new("draw.release", "task", task.id, &what)?) {
            let _released = writer.record(entry, ())?;
        }
    }
    last.ok_or_else(|| Problem::new(ProblemCode::WrongState))
}
