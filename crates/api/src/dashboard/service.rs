//! The dashboard: each part asks the policy for itself.

use chrono::{Datelike, NaiveDate};
use contract::dashboard::{Dashboard, Deadline, ResultCount, TasksInState, TodoCount};
use domain::dashboard::Todo;
use domain::policy::Action;
use persistence::{Reader, inspection, task};

use super::todo;
use crate::auth::{Caller, Permit};
use crate::problem::Problem;
use crate::state::State;

/// Deadlines shown.
const DEADLINES: i64 = 10;

/// Reads what waits for the caller, and how things stand.
pub fn read(state: &State, caller: &Caller) -> Result<Dashboard, Problem> {
    let today = state.clock.today();
    state.read(caller, Action::AccountRead, |reader, permit| {
        Ok(Dashboard {
            today,
            todos: todos(reader, permit, today)?,
            deadlines: deadlines(reader, permit, today)?,
            tasks_by_state: tasks_by_state(reader, permit)?,
            results: results(reader, permit, today)?,
        })
    })
}

fn todos(reader: &mut Reader, permit: &Permit, today: NaiveDate) -> Result<Vec<TodoCount>, Problem> {
    let mut todos = Vec::new();
    for code in Todo::of(permit.actor().role) {
        todos.extend(todo::count(reader, permit, code, today)?.filter(|todo| todo.count > 0));
    }
    Ok(todos)
}

fn deadlines(reader: &mut Reader, permit: &Permit, today: NaiveDate) -> Result<Vec<Deadline>, Problem> {
    if permit.actor().may(Action::InspectionRead).is_err() {
        return Ok(Vec::new());
    }
    let answer = |due: inspection::Deadline| Deadline {
        inspection_id: due.id,
        task_id: due.task_id,
        task_number: due.task_number,
        object_name: due.object_name,
        due_on: due.due_on,
        overdue: due.due_on < today,
    };
    Ok(inspection::due(reader, permit.scope(), DEADLINES)?.into_iter().map(answer).collect())
}

fn tasks_by_state(reader: &mut Reader, permit: &Permit) -> Result<Vec<TasksInState>, Problem> {
    if permit.actor().may(Action::TaskRead).is_err() {
        return Ok(Vec::new());
    }
    let counted = task::count_by_state(reader, permit.scope())?;
    Ok(counted.into_iter().map(|(state, count)| TasksInState { state, count }).collect())
}

fn results(reader: &mut Reader, permit: &Permit, today: NaiveDate) -> Result<Vec<ResultCount>, Problem> {
    let year = |month, day| NaiveDate::from_ymd_opt(today.year(), month, day);
    let (Some(from), Some(to)) = (year(1, 1), year(12, 31)) else { return Ok(Vec::new()) };
    if permit.actor().may(Action::InspectionRead).is_err() {
        return Ok(Vec::new());
    }
    let counted = inspection::count_by_result(reader, permit.scope(), (from, to))?;
    Ok(counted.into_iter().map(|(result, count)| ResultCount { result, count }).collect())
}
