//! What the documents of a task have in common.

use contract::problem::ProblemCode;
use domain::task::State as TaskState;
use persistence::inspection::{self, Filter, WithTeam};
use persistence::task::{self, Task};
use persistence::{Reader, Window, department};

use crate::auth::Permit;
use crate::problem::Problem;
use crate::state::State;

/// Inspections loaded at once.
const BATCH: i64 = 1000;

/// A task that the caller may read, with the name of its body.
pub(super) fn permitted(reader: &mut Reader, permit: &Permit, id: i64) -> Result<(Task, String), Problem> {
    let task = task::get(reader, id)?;
    permit.on(task.owner())?;
    let body = department::body(reader, task.body_id)?.name;
    Ok((task, body))
}

/// All inspections of a task that the caller may read, in the order of their drawing.
pub(super) fn inspections(reader: &mut Reader, task: i64) -> Result<Vec<WithTeam>, Problem> {
    let filter = Filter::of_task(task);
    let (mut all, mut offset) = (Vec::new(), 0);
    loop {
        let found = inspection::list(reader, &filter, Window { offset, limit: BATCH })?.items;
        if found.is_empty() {
            return Ok(all);
        }
        all.extend(found);
        offset += BATCH;
    }
}

/// The public page of a task with its draw, printed as a QR code.
pub(super) fn public_address(state: &State, task: i64) -> String {
    format!("{}/tasks/{task}", state.settings.public_url.trim_end_matches('/'))
}

/// The name of the department in charge, by which the office is asked for.
pub(super) fn contact(reader: &mut Reader, task: &Task, body: &str) -> Result<String, Problem> {
    Ok(format!("{body}{}", department::department(reader, task.department_id)?.name))
}

/// Whether the notices of a task in this state are out.
pub(super) fn is_issued(state: TaskState) -> bool {
    match state {
        TaskState::Issued
        | TaskState::Inspecting
        | TaskState::Submitted
        | TaskState::Approved
        | TaskState::Disclosed
        | TaskState::Archived => true,
        TaskState::Draft | TaskState::Frozen | TaskState::Drawn | TaskState::Voided => false,
    }
}

/// The document does not exist yet, or not any more.
pub(super) fn wrong_state(detail: &str) -> Problem {
    Problem::with(ProblemCode::WrongState, detail)
}
