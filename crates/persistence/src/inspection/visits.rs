//! Who was visited when, and by whom: over all departments.

use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;
use domain::inspection::State;
use domain::task::State as TaskState;

use crate::database::Reader;
use crate::error::Result;
use crate::schema::{inspection_team, inspections, tasks};
use crate::stored::Code;

/// The first and last day of a calendar year.
pub(crate) fn year(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?))
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
        .filter(inspections::state.ne(Code(State::Substituted)))
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
        .filter(inspections::state.ne(Code(State::Substituted)))
        .group_by(inspections::object_id)
        .order(inspections::object_id)
        .select((inspections::object_id, count_star()))
        .load(reader.connection())?)
}

/// Pairs of inspector key and object code that met on this day or later, or are drawn to meet: they should not meet
/// again so soon (熟人圈子). Ascending by code and inspector, each pair once; voided tasks count only for visits that
/// took place.
///
/// # Errors
/// When the database does not answer.
pub fn recent_pairs(reader: &mut Reader, since: NaiveDate) -> Result<Vec<(i64, String)>> {
    let teams = || {
        inspection_team::table
            .inner_join(inspections::table)
            .filter(inspections::state.ne(Code(State::Substituted)))
            .select((inspection_team::inspector_id, inspections::object_code))
    };
    let mut pairs: Vec<(i64, String)> =
        teams().filter(inspections::ended_on.ge(since)).load(reader.connection())?;
    let voided = tasks::table.filter(tasks::state.eq(Code(TaskState::Voided))).select(tasks::id);
    let to_come: Vec<(i64, String)> = teams()
        .filter(inspections::ended_on.is_null())
        .filter(inspections::task_id.ne_all(voided))
        .load(reader.connection())?;
    pairs.extend(to_come);
    pairs.sort_unstable_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    pairs.dedup();
    Ok(pairs)
}
