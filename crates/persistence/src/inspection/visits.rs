//! Who was visited when, and by whom: over all departments.

use std::cmp::Reverse;

use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;
use domain::inspection::{ResultCode, State};
use domain::task::State as TaskState;

use super::keeps_place;
use crate::database::Reader;
use crate::error::Result;
use crate::page::{Page, Window};
use crate::schema::{departments, draws, inspection_team, inspections, tasks};
use crate::stored::Code;

/// The first and last day of a calendar year.
pub(crate) fn year(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?))
}

/// Of no round whose result is withheld. Rosters and exclusions are published, so whatever they take from such a round would tell
/// who is to be visited unannounced, and by whom: for other draws its visits are not there before the release.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn may_be_known() -> _ {
    let withheld = draws::table
        .filter(draws::result.is_not_null())
        .filter(draws::released_at.is_null())
        .select(draws::id);
    inspections::draw_id.ne_all(withheld)
}

/// How many visits to an object ended in a calendar year.
///
/// # Errors
/// When the database does not answer.
pub fn visits_of_object(reader: &mut Reader, object: i64, of_year: i32) -> Result<i64> {
    let Some((from, to)) = year(of_year) else { return Ok(0) };
    Ok(inspections::table
        .filter(inspections::object_id.eq(object))
        .filter(inspections::ended_on.between(from, to))
        .filter(keeps_place())
        .select(count_star())
        .first(reader.connection())?)
}

/// The same for every object of a task, as pairs of object and visits; objects without a visit are left out.
///
/// # Errors
/// When the database does not answer.
pub fn visits_of_task(reader: &mut Reader, task: i64, of_year: i32) -> Result<Vec<(i64, i64)>> {
    let Some((from, to)) = year(of_year) else { return Ok(Vec::new()) };
    let drawn = diesel::alias!(inspections as drawn);
    let objects =
        drawn.filter(drawn.field(inspections::task_id).eq(task)).select(drawn.field(inspections::object_id));
    Ok(inspections::table
        .filter(inspections::object_id.eq_any(objects))
        .filter(inspections::ended_on.between(from, to))
        .filter(keeps_place())
        .group_by(inspections::object_id)
        .order(inspections::object_id)
        .select((inspections::object_id, count_star()))
        .load(reader.connection())?)
}

/// An inspector and an object that met, or are drawn to meet.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Met {
    /// Key of the inspector.
    pub inspector: i64,
    /// Code of the object.
    pub object: String,
    /// Day on which their last visit ended; none when one is still to come.
    pub last: Option<NaiveDate>,
}

/// Those who met on this day or later, or are drawn to meet: they should not meet again so soon (熟人圈子). Ascending by
/// code and inspector, each pair once; voided tasks count only for visits that took place, withheld rounds not at all.
///
/// # Errors
/// When the database does not answer.
pub fn recent_pairs(reader: &mut Reader, since: NaiveDate) -> Result<Vec<Met>> {
    let teams = || {
        inspection_team::table
            .inner_join(inspections::table)
            .filter(keeps_place())
            .filter(may_be_known())
            .select((inspection_team::inspector_id, inspections::object_code, inspections::ended_on))
    };
    let mut pairs: Vec<Met> = teams().filter(inspections::ended_on.ge(since)).load(reader.connection())?;
    let voided = tasks::table.filter(tasks::state.eq(Code(TaskState::Voided))).select(tasks::id);
    let to_come: Vec<Met> = teams()
        .filter(inspections::ended_on.is_null())
        .filter(inspections::task_id.ne_all(voided))
        .load(reader.connection())?;
    pairs.extend(to_come);
    let latest_first = |met: &Met| (met.last.is_some(), Reverse(met.last));
    pairs.sort_unstable_by(|a, b| {
        (&a.object, a.inspector, latest_first(a)).cmp(&(&b.object, b.inspector, latest_first(b)))
    });
    pairs.dedup_by(|later, first| (later.inspector, &later.object) == (first.inspector, &first.object));
    Ok(pairs)
}

/// A visit to an object: one that took place, or is to.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Visit {
    /// Key of the inspection.
    pub id: i64,
    /// Task.
    pub task_id: i64,
    /// Number of the task.
    pub task_number: String,
    /// Name of the task.
    pub task_name: String,
    /// Where the task stands.
    pub task_state: Code<TaskState>,
    /// Name of the department in charge of the task.
    pub department: String,
    /// Where the inspection stands.
    pub state: Code<State>,
    /// Day it ended.
    pub ended_on: Option<NaiveDate>,
    /// Result.
    pub result: Option<Code<ResultCode>>,
}

/// Lists the visits to an object, the last drawn first.
///
/// # Errors
/// When the database does not answer.
pub fn history(reader: &mut Reader, object: i64, window: Window) -> Result<Page<Visit>> {
    let items = inspections::table
        .inner_join(tasks::table.inner_join(departments::table))
        .filter(inspections::object_id.eq(object))
        .order(inspections::id.desc())
        .offset(window.offset)
        .limit(window.limit)
        .select((
            inspections::id,
            tasks::id,
            tasks::number,
            tasks::name,
            tasks::state,
            departments::name,
            inspections::state,
            inspections::ended_on,
            inspections::result,
        ))
        .load(reader.connection())?;
    let all = inspections::table.filter(inspections::object_id.eq(object)).select(inspections::id);
    Ok(Page { items, total: reader.count(all.into_boxed())? })
}
