//! Strikes: drawn objects that lose their places at somebody's discretion, what was decided, and which rounds make up for them.

mod list;

use diesel::prelude::*;
use domain::draw::strike::State;

pub use self::list::{Filter, Object, Place, count, list, objects, places};

use crate::database::{Reader, Writer};
use crate::dialect::on_either;
use crate::error::{Conflict, Error, Result};
use crate::schema::{draws, strike_inspections, strikes};
use crate::stored::{Code, Time};

/// A strike as stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = strikes)]
pub struct Strike {
    /// Key.
    pub id: i64,
    /// Task.
    pub task_id: i64,
    /// The round in which its objects were drawn.
    pub draw_id: i64,
    /// Where it stands.
    pub state: Code<State>,
    /// Why.
    pub reason: String,
    /// The document that it rests on.
    pub document: String,
    /// Who filed it.
    pub filed_by: i64,
    /// When.
    pub filed_at: Time,
    /// Who decided.
    pub decided_by: Option<i64>,
    /// When.
    pub decided_at: Option<Time>,
    /// Why it was refused.
    pub opinion: String,
    /// The first round that makes up for it, once approved.
    pub first_round: Option<i32>,
    /// What is logged and, of a round that is not sealed, public: canonical JSON.
    pub told: Option<String>,
    /// Changes with every decision.
    pub version: i64,
}

/// What is filed.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// Task.
    pub task: i64,
    /// The round in which the objects were drawn.
    pub draw: i64,
    /// Their inspections.
    pub inspections: &'a [i64],
    /// Why.
    pub reason: &'a str,
    /// The document that it rests on.
    pub document: &'a str,
    /// Who files it.
    pub user: i64,
}

#[derive(Insertable)]
#[diesel(table_name = strike_inspections)]
struct InspectionRow {
    strike_id: i64,
    inspection_id: i64,
}

/// Files a strike, which goes to the leader.
///
/// # Errors
/// [`Conflict::Reference`] when there is no such inspection.
pub fn file(writer: &mut Writer, new: New<'_>) -> Result<Strike> {
    let now = Time::from(writer.now());
    let id: i64 = diesel::insert_into(strikes::table)
        .values((
            strikes::task_id.eq(new.task),
            strikes::draw_id.eq(new.draw),
            strikes::state.eq(Code(State::Filed)),
            strikes::reason.eq(new.reason),
            strikes::document.eq(new.document),
            strikes::filed_by.eq(new.user),
            strikes::filed_at.eq(now),
            strikes::opinion.eq(""),
            strikes::version.eq(1_i64),
        ))
        .returning(strikes::id)
        .get_result(writer.connection())?;
    let row = |inspection: &i64| InspectionRow { strike_id: id, inspection_id: *inspection };
    let rows: Vec<_> = new.inspections.iter().map(row).collect();
    on_either!(writer.connection(), c => diesel::insert_into(strike_inspections::table).values(&rows).execute(c))?;
    get(writer, id)
}

/// One strike.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(reader: &mut Reader, id: i64) -> Result<Strike> {
    Ok(strikes::table.find(id).select(Strike::as_select()).first(reader.connection())?)
}

/// The strikes of a task, in the order of their filing.
///
/// # Errors
/// When the database does not answer.
pub fn of_task(reader: &mut Reader, task: i64) -> Result<Vec<Strike>> {
    Ok(strikes::table
        .filter(strikes::task_id.eq(task))
        .order(strikes::id)
        .select(Strike::as_select())
        .load(reader.connection())?)
}

/// The strike that a round makes up for, if it is a supplementary one.
///
/// # Errors
/// When the database does not answer.
pub fn of_round(reader: &mut Reader, task: i64, round: i32) -> Result<Option<Strike>> {
    Ok(strikes::table
        .filter(strikes::task_id.eq(task))
        .filter(strikes::first_round.le(round))
        .order(strikes::first_round.desc())
        .select(Strike::as_select())
        .first(reader.connection())
        .optional()?)
}

/// The round whose struck objects a round makes up for, if it is a supplementary one.
///
/// # Errors
/// When the database does not answer.
pub fn supplements(reader: &mut Reader, task: i64, round: i32) -> Result<Option<i32>> {
    Ok(strikes::table
        .inner_join(draws::table)
        .filter(strikes::task_id.eq(task))
        .filter(strikes::first_round.le(round))
        .order(strikes::first_round.desc())
        .select(draws::round)
        .first(reader.connection())
        .optional()?)
}

/// The inspections of a strike, ascending.
///
/// # Errors
/// When the database does not answer.
pub fn inspections(reader: &mut Reader, strike: i64) -> Result<Vec<i64>> {
    Ok(strike_inspections::table
        .filter(strike_inspections::strike_id.eq(strike))
        .order(strike_inspections::inspection_id)
        .select(strike_inspections::inspection_id)
        .load(reader.connection())?)
}

/// The inspections of a task whose strike waits for the leader.
///
/// # Errors
/// When the database does not answer.
pub fn pending(reader: &mut Reader, task: i64) -> Result<Vec<i64>> {
    Ok(strike_inspections::table
        .inner_join(strikes::table)
        .filter(strikes::task_id.eq(task))
        .filter(strikes::state.eq(Code(State::Filed)))
        .select(strike_inspections::inspection_id)
        .load(reader.connection())?)
}

/// What a leader decides.
#[derive(Debug, Clone, Copy)]
pub enum Decision<'a> {
    /// The objects are struck: the first round that makes up for them, and what is told of it.
    Approve(i32, &'a str),
    /// They stay, for this reason.
    Refuse(&'a str),
}

/// Decides on a strike that was filed.
///
/// # Errors
/// [`Conflict::Stale`] when it was decided on already, or `version` is not the stored one.
pub fn decide(
    writer: &mut Writer,
    id: i64,
    version: i64,
    user: i64,
    decision: Decision<'_>,
) -> Result<Strike> {
    let now = Time::from(writer.now());
    let (state, opinion, first_round, told) = match decision {
        Decision::Approve(round, told) => (State::Approved, "", Some(round), Some(told)),
        Decision::Refuse(opinion) => (State::Refused, opinion, None, None),
    };
    let filed = strikes::table
        .filter(strikes::id.eq(id))
        .filter(strikes::version.eq(version))
        .filter(strikes::state.eq(Code(State::Filed)));
    let changed = diesel::update(filed)
        .set((
            strikes::state.eq(Code(state)),
            strikes::opinion.eq(opinion),
            strikes::first_round.eq(first_round),
            strikes::told.eq(told),
            strikes::decided_by.eq(Some(user)),
            strikes::decided_at.eq(Some(now)),
            strikes::version.eq(version + 1),
        ))
        .execute(writer.connection())?;
    if changed == 1 { get(writer, id) } else { Err(Error::Conflict(Conflict::Stale)) }
}
