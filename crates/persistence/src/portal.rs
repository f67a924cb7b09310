//! What the public sees. Every query names its public columns: nothing else can leave through here.

mod statistics;

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::dsl::{count_star, exists};
use diesel::prelude::*;
use domain::inspection::ResultCode;
use domain::task::State;

use crate::database::Reader;
use crate::dialect::NameSearch;
use crate::error::Result;
use crate::inspection::keeps_place;
use crate::page::{Page, Window};
use crate::schema::{
    bodies, check_items, departments, draw_announcements, inspection_matters, inspections,
    matter_list_entries, matters, task_matters, tasks,
};
use crate::stored::Code;

pub use statistics::{Statistics, statistics};

/// A matter on the list in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// `key` or `general`.
    pub category: String,
    /// Name of the department in charge.
    pub department: String,
    /// Legal basis.
    pub legal_basis: String,
    /// What is checked, in order.
    pub check_items: Vec<String>,
}

/// A task from its announcement on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Key.
    pub id: i64,
    /// Number.
    pub number: String,
    /// Name.
    pub name: String,
    /// Name of the issuing body.
    pub body: String,
    /// Where it stands.
    pub state: State,
    /// Names of its matters, by code.
    pub matters: Vec<String>,
    /// First and last day of the inspections.
    pub period: (NaiveDate, NaiveDate),
    /// Objects drawn, once drawn.
    pub drawn: Option<i64>,
    /// Why it was voided; the reason of a return is not public.
    pub void_reason: Option<String>,
}

/// A disclosed result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Key of the task.
    pub task_id: i64,
    /// Number of the task.
    pub task_number: String,
    /// Name of the task.
    pub task_name: String,
    /// Code of the object.
    pub object_code: String,
    /// Name of the object.
    pub object_name: String,
    /// Names of the matters, by code.
    pub matters: Vec<String>,
    /// Day the inspection ended.
    pub completed_on: NaiveDate,
    /// Result.
    pub result: ResultCode,
    /// Remark for the public.
    pub remark: String,
}

/// Which results.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// The name of the object contains this, or its code is this.
    pub text: Option<String>,
    /// Only of this task.
    pub task: Option<i64>,
    /// Only with this result.
    pub result: Option<ResultCode>,
}

/// The version of the matter list in force (0 while none was published) and its matters, by code.
///
/// # Errors
/// When the database does not answer.
pub fn matter_list(reader: &mut Reader) -> Result<(i64, Vec<Matter>)> {
    let Some(list) = crate::matter::list_in_force(reader)? else { return Ok((0, Vec::new())) };
    let listed: Vec<(i64, String, String, String, String, String)> = matter_list_entries::table
        .inner_join(matters::table.inner_join(departments::table))
        .filter(matter_list_entries::list_id.eq(list.id))
        .order(matters::code)
        .select((
            matters::id,
            matters::code,
            matters::name,
            matters::category,
            departments::name,
            matters::legal_basis,
        ))
        .load(reader.connection())?;
    let ids: Vec<_> = listed.iter().map(|matter| matter.0).collect();
    let items = check_items::table
        .filter(check_items::matter_id.eq_any(ids))
        .filter(check_items::retired.eq(false))
        .order((check_items::matter_id, check_items::position))
        .select((check_items::matter_id, check_items::text))
        .load(reader.connection())?;
    let mut items = grouped(items);
    let matter = |(id, code, name, category, department, legal_basis)| {
        let check_items = items.remove(&id).unwrap_or_default();
        Matter { code, name, category, department, legal_basis, check_items }
    };
    Ok((list.version, listed.into_iter().map(matter).collect()))
}

type TaskRow = (i64, String, String, String, Code<State>, NaiveDate, NaiveDate, String);

/// Lists tasks from their announcement on, newest first.
///
/// # Errors
/// When the database does not answer.
pub fn tasks(reader: &mut Reader, window: Window) -> Result<Page<Task>> {
    let rows: Vec<TaskRow> = public_tasks()
        .order(tasks::id.desc())
        .offset(window.offset)
        .limit(window.limit)
        .load(reader.connection())?;
    let total = reader.count(tasks::table.filter(once_announced()).select(tasks::id).into_boxed())?;
    Ok(Page { items: complete(reader, rows)?, total })
}

/// One task from its announcement on.
///
/// # Errors
/// [`crate::Error::NotFound`], for a draft that was never announced too.
pub fn task(reader: &mut Reader, id: i64) -> Result<Task> {
    let row: TaskRow = public_tasks().filter(tasks::id.eq(id)).first(reader.connection())?;
    complete(reader, vec![row])?.pop().ok_or(crate::Error::NotFound)
}

/// The key of the task with this number, from its announcement on.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub fn task_by_number(reader: &mut Reader, number: &str) -> Result<i64> {
    Ok(tasks::table
        .filter(tasks::number.eq(number))
        .filter(once_announced())
        .select(tasks::id)
        .first(reader.connection())?)
}

/// A task whose round was voided is a draft again; its rounds stay public (draw protocol §5). So does what was announced.
#[diesel::dsl::auto_type]
fn once_announced() -> _ {
    let (draft, first): (Code<State>, i32) = (Code(State::Draft), 1);
    let announced = draw_announcements::table.filter(draw_announcements::task_id.eq(tasks::id));
    tasks::state.ne(draft).or(tasks::round.gt(first)).or(exists(announced))
}

#[diesel::dsl::auto_type(no_type_alias)]
fn public_tasks() -> _ {
    tasks::table.inner_join(bodies::table).filter(once_announced()).select((
        tasks::id,
        tasks::number,
        tasks::name,
        bodies::name,
        tasks::state,
        tasks::period_start,
        tasks::period_end,
        tasks::reason,
    ))
}

fn complete(reader: &mut Reader, rows: Vec<TaskRow>) -> Result<Vec<Task>> {
    let ids: Vec<_> = rows.iter().map(|row| row.0).collect();
    let names = task_matters::table
        .inner_join(matters::table)
        .filter(task_matters::task_id.eq_any(ids.clone()))
        .order(matters::code)
        .select((task_matters::task_id, matters::name))
        .load(reader.connection())?;
    let mut names = grouped(names);
    let drawn: Vec<(i64, i64)> = inspections::table
        .filter(inspections::task_id.eq_any(ids))
        .filter(keeps_place())
        .group_by(inspections::task_id)
        .select((inspections::task_id, count_star()))
        .load(reader.connection())?;
    let drawn: HashMap<_, _> = drawn.into_iter().collect();
    let task = |(id, number, name, body, state, start, end, reason): TaskRow| Task {
        id,
        number,
        name,
        body,
        state: *state,
        matters: names.remove(&id).unwrap_or_default(),
        period: (start, end),
        drawn: drawn.get(&id).copied(),
        void_reason: (*state == State::Voided).then_some(reason),
    };
    Ok(rows.into_iter().map(task).collect())
}

type OutcomeRow = (i64, i64, String, String, Option<NaiveDate>, Option<Code<ResultCode>>, Option<String>);

/// Lists disclosed results, the latest disclosure first.
///
/// # Errors
/// When the database does not answer.
pub fn results(reader: &mut Reader, filter: &Filter, window: Window) -> Result<Page<Outcome>> {
    let search = match &filter.text {
        Some(text) => Some((NameSearch::of_inspections(reader, text)?, text)),
        None => None,
    };
    let filtered = || {
        let mut query = inspections::table.filter(inspections::disclosed_at.is_not_null()).into_boxed();
        if let Some((search, text)) = &search {
            query = query.filter(search.inspections().or(inspections::object_code.eq(text.to_string())));
        }
        if let Some(task) = filter.task {
            query = query.filter(inspections::task_id.eq(task));
        }
        if let Some(result) = filter.result {
            query = query.filter(inspections::result.eq(Code(result)));
        }
        query
    };
    let rows: Vec<OutcomeRow> = filtered()
        .order((inspections::disclosed_at.desc(), inspections::id.desc()))
        .offset(window.offset)
        .limit(window.limit)
        .select((
            inspections::id,
            inspections::task_id,
            inspections::object_code,
            inspections::object_name,
            inspections::ended_on,
            inspections::result,
            inspections::remark,
        ))
        .load(reader.connection())?;
    let total = reader.count(filtered().select(inspections::id))?;
    Ok(Page { items: named(reader, rows)?, total })
}

/// Adds the names of tasks and matters to the results of one page.
fn named(reader: &mut Reader, rows: Vec<OutcomeRow>) -> Result<Vec<Outcome>> {
    let of_tasks: Vec<(i64, String, String)> = tasks::table
        .filter(tasks::id.eq_any(rows.iter().map(|row| row.1).collect::<Vec<_>>()))
        .select((tasks::id, tasks::number, tasks::name))
        .load(reader.connection())?;
    let of_tasks: HashMap<_, _> =
        of_tasks.into_iter().map(|(id, number, name)| (id, (number, name))).collect();
    let names = inspection_matters::table
        .inner_join(matters::table)
        .filter(inspection_matters::inspection_id.eq_any(rows.iter().map(|row| row.0).collect::<Vec<_>>()))
        .order(matters::code)
        .select((inspection_matters::inspection_id, matters::name))
        .load(reader.connection())?;
    let mut names = grouped(names);
    let outcome = |(id, task, object_code, object_name, ended_on, result, remark): OutcomeRow| {
        let (task_number, task_name) = of_tasks.get(&task).cloned()?;
        Some(Outcome {
            task_id: task,
            task_number,
            task_name,
            object_code,
            object_name,
            matters: names.remove(&id).unwrap_or_default(),
            completed_on: ended_on?,
            result: *result?,
            remark: remark.unwrap_or_default(),
        })
    };
    let complete: Option<Vec<_>> = rows.into_iter().map(outcome).collect();
    complete.ok_or_else(|| crate::Error::Defect("a disclosed inspection has no result".into()))
}

/// Texts by key, in the order in which they came.
fn grouped(pairs: Vec<(i64, String)>) -> HashMap<i64, Vec<String>> {
    let mut groups = HashMap::<_, Vec<_>>::new();
    for (key, text) in pairs {
        groups.entry(key).or_default().push(text);
    }
    groups
}
