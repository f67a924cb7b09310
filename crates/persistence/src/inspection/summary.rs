//! Figures of a task.

use diesel::dsl::{count, count_star};
use diesel::prelude::*;
use domain::inspection::{ResultCode, State};

use super::keeps_place;
use crate::database::Reader;
use crate::error::Result;
use crate::schema::{departments, inspection_team, inspections, inspectors};
use crate::stored::Code;

diesel::allow_columns_to_appear_in_same_group_by_clause!(
    inspections::result,
    inspections::object_division,
    inspections::state,
    departments::id,
    departments::name,
);

/// How many inspections of a task are in each state.
///
/// # Errors
/// When the database does not answer.
pub fn progress(reader: &mut Reader, task: i64) -> Result<Vec<(State, i64)>> {
    let counted: Vec<(Code<State>, i64)> = inspections::table
        .filter(inspections::task_id.eq(task))
        .group_by(inspections::state)
        .select((inspections::state, count_star()))
        .load(reader.connection())?;
    Ok(counted.into_iter().map(|(state, count)| (*state, count)).collect())
}

/// One figure of a task's summary.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Figure {
    /// Result; none while not recorded.
    pub result: Option<Code<ResultCode>>,
    /// Division of the objects.
    pub division: Option<String>,
    /// Department of the team's first member.
    pub department_id: i64,
    /// Its name.
    pub department: String,
    /// Inspections.
    pub count: i64,
}

/// The summary of a task: result × division × department, only what is not zero. Substituted and struck objects do not count.
///
/// # Errors
/// When the database does not answer.
pub fn summary(reader: &mut Reader, task: i64) -> Result<Vec<Figure>> {
    let mut figures: Vec<Figure> = inspections::table
        .inner_join(inspection_team::table.inner_join(inspectors::table.inner_join(departments::table)))
        .filter(inspections::task_id.eq(task))
        .filter(keeps_place())
        .filter(inspection_team::slot.eq(0))
        .group_by((inspections::result, inspections::object_division, departments::id, departments::name))
        .select((
            inspections::result,
            inspections::object_division,
            departments::id,
            departments::name,
            count_star(),
        ))
        .load(reader.connection())?;
    // Here, not in the query: the databases disagree where NULL and Chinese names stand.
    let order = |f: &Figure| (f.division.clone(), f.department.clone(), f.result.map(|code| *code));
    figures.sort_by_key(order);
    Ok(figures)
}

/// How far the inspections of a division and department are.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Standing {
    /// Division of the objects.
    pub division: Option<String>,
    /// Department of the team's first member.
    pub department_id: i64,
    /// Its name.
    pub department: String,
    /// Where they stand.
    pub state: Code<State>,
    /// Inspections.
    pub count: i64,
    /// Those of them whose result is public.
    pub disclosed: i64,
}

/// How far the inspections of a task are: division × department × state, only what is not zero. Substituted and
/// struck objects do not count.
///
/// # Errors
/// When the database does not answer.
pub fn standings(reader: &mut Reader, task: i64) -> Result<Vec<Standing>> {
    let mut standings: Vec<Standing> = inspections::table
        .inner_join(inspection_team::table.inner_join(inspectors::table.inner_join(departments::table)))
        .filter(inspections::task_id.eq(task))
        .filter(keeps_place())
        .filter(inspection_team::slot.eq(0))
        .group_by((inspections::object_division, departments::id, departments::name, inspections::state))
        .select((
            inspections::object_division,
            departments::id,
            departments::name,
            inspections::state,
            count_star(),
            count(inspections::disclosed_at),
        ))
        .load(reader.connection())?;
    standings.sort_by_key(|s| (s.division.clone(), s.department.clone(), *s.state));
    Ok(standings)
}
