//! Lists of inspections, and how many there are.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::dsl::{count_star, exists};
use diesel::prelude::*;
use domain::inspection::{ResultCode, State};
use domain::policy::Scope;
use domain::task::State as TaskState;

use super::{Inspection, WithTeam, keeps_place, with_teams};
use crate::connection::MultiBackend;
use crate::database::Reader;
use crate::dialect::{Condition, NameSearch, everything};
use crate::error::Result;
use crate::page::{Page, Window};
use crate::schema::{draws, inspection_team, inspections, inspectors, tasks};
use crate::stored::Code;

/// Which inspections.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Whose.
    pub scope: Scope,
    /// Only of this task.
    pub task: Option<i64>,
    /// Only those drawn in this round of their task.
    pub round: Option<i32>,
    /// Only in this state.
    pub state: Option<State>,
    /// Only with this result.
    pub result: Option<ResultCode>,
    /// Only of objects in this division.
    pub division: Option<String>,
    /// Only of tasks of this department.
    pub department: Option<i64>,
    /// Only where the first of the team is of this department.
    pub team_department: Option<i64>,
    /// The name of the object contains this, or its code is this.
    pub text: Option<String>,
    /// Last day of disclosure: this day or later.
    pub due_from: Option<NaiveDate>,
    /// Last day of disclosure: before this day.
    pub due_before: Option<NaiveDate>,
    /// Whether still to be disclosed: neither substituted nor struck, not of a voided task.
    pub undisclosed: Option<bool>,
}

impl Filter {
    /// All within a scope.
    #[must_use]
    pub fn within(scope: Scope) -> Self {
        Self {
            scope,
            task: None,
            round: None,
            state: None,
            result: None,
            division: None,
            department: None,
            team_department: None,
            text: None,
            due_from: None,
            due_before: None,
            undisclosed: None,
        }
    }

    /// All of a task, for whoever may see it.
    #[must_use]
    pub fn of_task(task: i64) -> Self {
        Self { task: Some(task), ..Self::within(Scope::Everything) }
    }
}

/// Lists inspections in the order of their drawing; those asked for by their last day of disclosure, by that day.
///
/// # Errors
/// When the database does not answer.
pub fn list(reader: &mut Reader, filter: &Filter, window: Window) -> Result<Page<WithTeam>> {
    let search = search(reader, filter)?;
    let query = filtered(filter, search.as_ref());
    let query = match (filter.due_from, filter.due_before) {
        (None, None) => query.order(inspections::id),
        (Some(_), _) | (_, Some(_)) => query.order((inspections::due_on, inspections::id)),
    };
    let found = query
        .offset(window.offset)
        .limit(window.limit)
        .select(Inspection::as_select())
        .load(reader.connection())?;
    let total = reader.count(filtered(filter, search.as_ref()).select(inspections::id))?;
    Ok(Page { items: with_teams(reader, found)?, total })
}

/// How many inspections a list has.
///
/// # Errors
/// When the database does not answer.
pub fn count(reader: &mut Reader, filter: &Filter) -> Result<i64> {
    let search = search(reader, filter)?;
    reader.count(filtered(filter, search.as_ref()).select(inspections::id))
}

/// A result that is still to be disclosed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// Key of the inspection.
    pub id: i64,
    /// Task.
    pub task_id: i64,
    /// Number of the task.
    pub task_number: String,
    /// Name of the object.
    pub object_name: String,
    /// Last day for its disclosure.
    pub due_on: NaiveDate,
}

/// The results within a scope that are to be disclosed next, by their last day.
///
/// # Errors
/// When the database does not answer.
pub fn due(reader: &mut Reader, scope: Scope, limit: i64) -> Result<Vec<Deadline>> {
    let filter = Filter { undisclosed: Some(true), ..Filter::within(scope) };
    let rows: Vec<(i64, i64, String, Option<NaiveDate>)> = filtered(&filter, None)
        .filter(inspections::due_on.is_not_null())
        .order((inspections::due_on, inspections::id))
        .limit(limit)
        .select((inspections::id, inspections::task_id, inspections::object_name, inspections::due_on))
        .load(reader.connection())?;
    let numbers: Vec<(i64, String)> = tasks::table
        .filter(tasks::id.eq_any(rows.iter().map(|row| row.1).collect::<Vec<_>>()))
        .select((tasks::id, tasks::number))
        .load(reader.connection())?;
    let numbers: HashMap<_, _> = numbers.into_iter().collect();
    let deadline = |(id, task_id, object_name, due_on): (i64, i64, String, Option<NaiveDate>)| {
        let task_number = numbers.get(&task_id).cloned()?;
        Some(Deadline { id, task_id, task_number, object_name, due_on: due_on? })
    };
    Ok(rows.into_iter().filter_map(deadline).collect())
}

/// How many inspections within a scope that ended between two days, both included, had each result; without zeros, and
/// without those of voided tasks.
///
/// # Errors
/// When the database does not answer.
pub fn count_by_result(
    reader: &mut Reader,
    scope: Scope,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<(ResultCode, i64)>> {
    let counted: Vec<(Option<Code<ResultCode>>, i64)> = inspections::table
        .filter(within(scope))
        .filter(inspections::ended_on.between(from, to))
        .filter(carried_out())
        .group_by(inspections::result)
        .select((inspections::result, count_star()))
        .load(reader.connection())?;
    let mut counted: Vec<_> =
        counted.into_iter().filter_map(|(result, count)| Some((*result?, count))).collect();
    counted.sort_unstable();
    Ok(counted)
}

fn search(reader: &mut Reader, filter: &Filter) -> Result<Option<NameSearch>> {
    filter.text.as_ref().map(|text| NameSearch::of_inspections(reader, text)).transpose()
}

fn filtered(filter: &Filter, search: Option<&NameSearch>) -> inspections::BoxedQuery<'static, MultiBackend> {
    let mut query = inspections::table.filter(within(filter.scope)).into_boxed();
    if let Some(task) = filter.task {
        query = query.filter(inspections::task_id.eq(task));
    }
    if let Some(round) = filter.round {
        let drawn = draws::table.filter(draws::id.eq(inspections::draw_id)).filter(draws::round.eq(round));
        query = query.filter(exists(drawn));
    }
    if let Some(state) = filter.state {
        query = query.filter(inspections::state.eq(Code(state)));
    }
    if let Some(result) = filter.result {
        query = query.filter(inspections::result.eq(Code(result)));
    }
    if let Some(division) = &filter.division {
        query = query.filter(inspections::object_division.eq(division.clone()));
    }
    if let Some(department) = filter.department {
        let own = tasks::table.filter(tasks::department_id.eq(department)).select(tasks::id);
        query = query.filter(inspections::task_id.eq_any(own));
    }
    if let Some(department) = filter.team_department {
        let first = inspection_team::table
            .inner_join(inspectors::table)
            .filter(inspection_team::inspection_id.eq(inspections::id))
            .filter(inspection_team::slot.eq(0))
            .filter(inspectors::department_id.eq(department));
        query = query.filter(exists(first));
    }
    if let (Some(text), Some(search)) = (&filter.text, search) {
        query = query.filter(search.inspections().or(inspections::object_code.eq(text.clone())));
    }
    if let Some(day) = filter.due_from {
        query = query.filter(inspections::due_on.ge(day));
    }
    if let Some(day) = filter.due_before {
        query = query.filter(inspections::due_on.lt(day));
    }
    match filter.undisclosed {
        Some(true) => query.filter(undisclosed()),
        Some(false) => query.filter(inspections::disclosed_at.is_not_null()),
        None => query,
    }
}

fn within(scope: Scope) -> Condition<inspections::table> {
    match scope {
        Scope::Everything => everything(),
        Scope::Body(body) => {
            let own = tasks::table.filter(tasks::body_id.eq(body)).select(tasks::id);
            Box::new(inspections::task_id.eq_any(own))
        }
        Scope::Department(department) => {
            let own = tasks::table.filter(tasks::department_id.eq(department)).select(tasks::id);
            Box::new(inspections::task_id.eq_any(own))
        }
        Scope::Own(inspector) => {
            let own = inspection_team::table.filter(inspection_team::inspector_id.eq(inspector));
            Box::new(inspections::id.eq_any(own.select(inspection_team::inspection_id)))
        }
        Scope::Nothing => Box::new(inspections::id.eq(-1)),
    }
}

/// Still to be disclosed: what was substituted or struck or is of a voided task never will be.
fn undisclosed() -> Condition<inspections::table> {
    Box::new(inspections::disclosed_at.is_null().and(carried_out()))
}

/// Neither substituted nor struck nor of a voided task.
fn carried_out() -> Condition<inspections::table> {
    let voided = tasks::table.filter(tasks::state.eq(Code(TaskState::Voided))).select(tasks::id);
    Box::new(keeps_place().and(inspections::task_id.ne_all(voided)))
}
