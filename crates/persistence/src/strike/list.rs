//! Lists of strikes, and what stands beside one in a list.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::draw::strike::State;
use domain::policy::Scope;

use super::Strike;
use crate::connection::MultiBackend;
use crate::database::Reader;
use crate::error::Result;
use crate::page::{Page, Window};
use crate::schema::{draws, inspection_team, inspections, strike_inspections, strikes, tasks};
use crate::stored::Code;

/// Which strikes.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Whose: an inspector's are those of inspections that the inspector has or had.
    pub scope: Scope,
    /// Only of this task.
    pub task: Option<i64>,
    /// Only those that concern this inspection.
    pub inspection: Option<i64>,
    /// Only in this state.
    pub state: Option<State>,
}

/// Lists strikes, the newest first.
///
/// # Errors
/// When the database does not answer.
pub fn list(reader: &mut Reader, filter: &Filter, window: Window) -> Result<Page<Strike>> {
    let items = filtered(filter)
        .order(strikes::id.desc())
        .offset(window.offset)
        .limit(window.limit)
        .select(Strike::as_select())
        .load(reader.connection())?;
    Ok(Page { items, total: count(reader, filter)? })
}

/// How many strikes a list has.
///
/// # Errors
/// When the database does not answer.
pub fn count(reader: &mut Reader, filter: &Filter) -> Result<i64> {
    reader.count(filtered(filter).select(strikes::id))
}

fn filtered(filter: &Filter) -> strikes::BoxedQuery<'static, MultiBackend> {
    let mut query = strikes::table.into_boxed();
    query = match filter.scope {
        Scope::Everything => query,
        Scope::Body(body) => {
            let own = tasks::table.filter(tasks::body_id.eq(body)).select(tasks::id);
            query.filter(strikes::task_id.eq_any(own))
        }
        Scope::Department(department) => {
            let own = tasks::table.filter(tasks::department_id.eq(department)).select(tasks::id);
            query.filter(strikes::task_id.eq_any(own))
        }
        Scope::Own(inspector) => {
            let own = inspection_team::table
                .filter(inspection_team::inspector_id.eq(inspector))
                .select(inspection_team::inspection_id);
            let of_own = strike_inspections::table.filter(strike_inspections::inspection_id.eq_any(own));
            query.filter(strikes::id.eq_any(of_own.select(strike_inspections::strike_id)))
        }
        Scope::Nothing => query.filter(strikes::id.eq(-1)),
    };
    if let Some(task) = filter.task {
        query = query.filter(strikes::task_id.eq(task));
    }
    if let Some(inspection) = filter.inspection {
        let of = strike_inspections::table.filter(strike_inspections::inspection_id.eq(inspection));
        query = query.filter(strikes::id.eq_any(of.select(strike_inspections::strike_id)));
    }
    if let Some(state) = filter.state {
        query = query.filter(strikes::state.eq(Code(state)));
    }
    query
}

/// Where what a strike concerns was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Place {
    /// Number of the task.
    pub task_number: String,
    /// The round.
    pub round: i32,
}

/// Where what some strikes concern was drawn, by the key of the strike.
///
/// # Errors
/// When the database does not answer.
pub fn places(reader: &mut Reader, ids: &[i64]) -> Result<BTreeMap<i64, Place>> {
    let rows: Vec<(i64, Place)> = strikes::table
        .inner_join(tasks::table)
        .inner_join(draws::table)
        .filter(strikes::id.eq_any(ids.to_vec()))
        .select((strikes::id, (tasks::number, draws::round)))
        .load(reader.connection())?;
    Ok(rows.into_iter().collect())
}

/// An object that a strike concerns.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Object {
    /// Its inspection.
    pub inspection: i64,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// The objects that some strikes concern, by the key of the strike, in the order of their drawing.
///
/// # Errors
/// When the database does not answer.
pub fn objects(reader: &mut Reader, ids: &[i64]) -> Result<BTreeMap<i64, Vec<Object>>> {
    let rows: Vec<(i64, Object)> = strike_inspections::table
        .inner_join(inspections::table)
        .filter(strike_inspections::strike_id.eq_any(ids.to_vec()))
        .order((strike_inspections::strike_id, strike_inspections::inspection_id))
        .select((
            strike_inspections::strike_id,
            (inspections::id, inspections::object_code, inspections::object_name),
        ))
        .load(reader.connection())?;
    let mut found = BTreeMap::<_, Vec<_>>::new();
    for (strike, object) in rows {
        found.entry(strike).or_default().push(object);
    }
    Ok(found)
}
