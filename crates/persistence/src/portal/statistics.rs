//! Figures for the public.

use chrono::{Datelike, NaiveDate};
use diesel::dsl::count_star;
use diesel::prelude::*;
use domain::inspection::ResultCode;
use domain::task::State;

use super::once_announced;
use crate::database::Reader;
use crate::error::Result;
use crate::inspection::{keeps_place, year};
use crate::schema::{inspections, tasks};
use crate::stored::Code;

/// Figures for the public.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Tasks from their announcement on by state, without zeros.
    pub tasks: Vec<(State, i64)>,
    /// Objects drawn in them, without those substituted, struck, or of voided tasks.
    pub drawn: i64,
    /// Disclosed results by result, without zeros.
    pub results: Vec<(ResultCode, i64)>,
    /// Disclosed results by the code of the division, in order, without zeros; those of none at last.
    pub divisions: Vec<(Option<String>, i64)>,
    /// Disclosed results by the year and month in which the inspection ended, in order, without zeros.
    pub months: Vec<((i32, u32), i64)>,
}

/// The figures of a calendar year, or of all: tasks whose inspections begin in it, results of inspections that ended in it.
///
/// # Errors
/// When the database does not answer.
pub fn statistics(reader: &mut Reader, of_year: Option<i32>) -> Result<Statistics> {
    let first = of_year.unwrap_or(FIRST_YEAR);
    let last = of_year.unwrap_or(LAST_YEAR);
    let (Some((from, _)), Some((_, to))) = (year(first), year(last)) else {
        return Ok(Statistics::default());
    };
    Ok(Statistics {
        tasks: by_state(reader, (from, to))?,
        drawn: drawn(reader, (from, to))?,
        results: by_result(reader, (from, to))?,
        divisions: by_division(reader, (from, to))?,
        months: by_month(reader, (from, to))?,
    })
}

/// All years that both databases order alike.
const FIRST_YEAR: i32 = 1;
const LAST_YEAR: i32 = 9999;

/// First and last day.
type Days = (NaiveDate, NaiveDate);

fn by_state(reader: &mut Reader, days: Days) -> Result<Vec<(State, i64)>> {
    let counted: Vec<(Code<State>, i64)> = tasks::table
        .filter(once_announced())
        .filter(begun(days))
        .group_by(tasks::state)
        .select((tasks::state, count_star()))
        .load(reader.connection())?;
    let mut counted: Vec<_> = counted.into_iter().map(|(state, count)| (*state, count)).collect();
    counted.sort_unstable();
    Ok(counted)
}

fn drawn(reader: &mut Reader, days: Days) -> Result<i64> {
    let carried_out = tasks::table.filter(tasks::state.ne(Code(State::Voided)));
    let of_tasks = carried_out.filter(begun(days)).select(tasks::id);
    Ok(inspections::table
        .filter(inspections::task_id.eq_any(of_tasks))
        .filter(keeps_place())
        .select(count_star())
        .first(reader.connection())?)
}

fn by_result(reader: &mut Reader, days: Days) -> Result<Vec<(ResultCode, i64)>> {
    let counted: Vec<(Option<Code<ResultCode>>, i64)> = inspections::table
        .filter(disclosed(days))
        .group_by(inspections::result)
        .select((inspections::result, count_star()))
        .load(reader.connection())?;
    let mut counted: Vec<_> =
        counted.into_iter().filter_map(|(result, count)| Some((*result?, count))).collect();
    counted.sort_unstable();
    Ok(counted)
}

fn by_division(reader: &mut Reader, days: Days) -> Result<Vec<(Option<String>, i64)>> {
    let mut counted: Vec<(Option<String>, i64)> = inspections::table
        .filter(disclosed(days))
        .group_by(inspections::object_division)
        .select((inspections::object_division, count_star()))
        .load(reader.connection())?;
    counted.sort_unstable_by(|a, b| (a.0.is_none(), &a.0).cmp(&(b.0.is_none(), &b.0)));
    Ok(counted)
}

/// By day in the database, which has no common word for a month.
fn by_month(reader: &mut Reader, days: Days) -> Result<Vec<((i32, u32), i64)>> {
    let counted: Vec<(Option<NaiveDate>, i64)> = inspections::table
        .filter(disclosed(days))
        .group_by(inspections::ended_on)
        .select((inspections::ended_on, count_star()))
        .load(reader.connection())?;
    let mut months = std::collections::BTreeMap::new();
    for (day, count) in counted {
        if let Some(day) = day {
            *months.entry((day.year(), day.month())).or_default() += count;
        }
    }
    Ok(months.into_iter().collect())
}

#[diesel::dsl::auto_type(no_type_alias)]
fn begun(days: Days) -> _ {
    let (from, to): (NaiveDate, NaiveDate) = days;
    tasks::period_start.between(from, to)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn disclosed(days: Days) -> _ {
    let (from, to): (NaiveDate, NaiveDate) = days;
    inspections::disclosed_at.is_not_null().and(inspections::ended_on.between(from, to))
}
