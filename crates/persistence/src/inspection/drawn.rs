//! The objects that a draw selected, stored as inspections.

use std::collections::HashMap;

use diesel::dsl::count_star;
use diesel::prelude::*;
use domain::inspection::State;

use crate::database::{Reader, Writer};
use crate::dialect::on_either;
use crate::error::{Conflict, Error, Result};
use crate::schema::{inspection_matters, inspection_team, inspections, inspectors};
use crate::stored::Code;

/// The key of no inspection.
const NOBODYS: i64 = -1;

/// Rows inserted at once: well below what either database takes as parameters.
const BATCH: usize = 1000;

/// A drawn object with its team.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// Key of the object.
    pub object: i64,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Its division.
    pub division: Option<String>,
    /// Its identifier on the roster.
    pub did: String,
    /// Its stratum.
    pub stratum: i32,
    /// Its rank in the stratum, from 1.
    pub rank: i32,
    /// The inspectors, in the order of the slots.
    pub team: Vec<i64>,
    /// Those of the task's matters that concern it.
    pub matters: Vec<i64>,
}

#[derive(Insertable)]
#[diesel(table_name = inspections)]
struct NewRow<'a> {
    task_id: i64,
    draw_id: i64,
    object_id: i64,
    object_code: &'a str,
    object_name: &'a str,
    object_address: &'a str,
    object_division: Option<&'a str>,
    did: &'a str,
    stratum: i32,
    rank: i32,
    state: Code<State>,
    version: i64,
}

#[derive(Insertable)]
#[diesel(table_name = inspection_team)]
struct TeamRow {
    inspection_id: i64,
    slot: i32,
    inspector_id: i64,
}

#[derive(Insertable)]
#[diesel(table_name = inspection_matters)]
struct MatterRow {
    inspection_id: i64,
    matter_id: i64,
}

/// Stores the drawn objects of a round with their teams and matters.
///
/// # Errors
/// [`Conflict::Duplicate`] when the task has one of the objects already.
pub fn insert_drawn(writer: &mut Writer, task: i64, draw: i64, drawn: &[Drawn]) -> Result<()> {
    for batch in drawn.chunks(BATCH) {
        let rows: Vec<_> = batch.iter().map(|one| new_row(task, draw, one)).collect();
        on_either!(writer.connection(), c => diesel::insert_into(inspections::table).values(&rows).execute(c))?;
        let objects: Vec<_> = batch.iter().map(|one| one.object).collect();
        let keys: HashMap<i64, i64> = inspections::table
            .filter(inspections::task_id.eq(task))
            .filter(inspections::object_id.eq_any(objects))
            .select((inspections::object_id, inspections::id))
            .load(writer.connection())?
            .into_iter()
            .collect();
        let of = |one: &Drawn| keys.get(&one.object).copied().ok_or(Error::NotFound);
        let (mut team, mut matters) = (Vec::new(), Vec::new());
        for one in batch {
            let inspection_id = of(one)?;
            let slots = (0..).zip(&one.team);
            team.extend(slots.map(|(slot, who)| TeamRow { inspection_id, slot, inspector_id: *who }));
            let concerning = one.matters.iter();
            matters.extend(concerning.map(|matter| MatterRow { inspection_id, matter_id: *matter }));
        }
        for rows in team.chunks(BATCH) {
            on_either!(writer.connection(), c => diesel::insert_into(inspection_team::table).values(rows).execute(c))?;
        }
        for rows in matters.chunks(BATCH) {
            on_either!(writer.connection(), c => diesel::insert_into(inspection_matters::table).values(rows).execute(c))?;
        }
    }
    Ok(())
}

fn new_row(task: i64, draw: i64, one: &Drawn) -> NewRow<'_> {
    NewRow {
        task_id: task,
        draw_id: draw,
        object_id: one.object,
        object_code: &one.code,
        object_name: &one.name,
        object_address: &one.address,
        object_division: one.division.as_deref(),
        did: &one.did,
        stratum: one.stratum,
        rank: one.rank,
        state: Code(State::Assigned),
        version: 1,
    }
}

/// The place of an inspection in its task, in the order of the drawing, from 1. It never changes.
///
/// # Errors
/// When the database does not answer.
pub fn place(reader: &mut Reader, task: i64, inspection: i64) -> Result<i64> {
    Ok(inspections::table
        .filter(inspections::task_id.eq(task))
        .filter(inspections::id.le(inspection))
        .select(count_star())
        .first(reader.connection())?)
}

/// The inspection of a draw id in a round of a task.
///
/// # Errors
/// [`Error::NotFound`].
pub fn of_did(reader: &mut Reader, task: i64, draw: i64, did: &str) -> Result<i64> {
    Ok(inspections::table
        .filter(inspections::draw_id.eq(draw))
        .filter(inspections::task_id.eq(task))
        .filter(inspections::did.eq(did))
        .select(inspections::id)
        .first(reader.connection())?)
}

/// The object of an inspection, by the draw id that it was drawn with.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = inspections)]
pub struct Named {
    /// Draw id, hex.
    pub did: String,
    /// Key of the inspection.
    pub id: i64,
    /// Name of the object when drawn.
    pub object_name: String,
}

/// The inspections of a round that these draw ids have.
///
/// # Errors
/// When the database does not answer.
pub fn by_dids(reader: &mut Reader, draw: i64, dids: &[String]) -> Result<Vec<Named>> {
    Ok(inspections::table
        .filter(inspections::draw_id.eq(draw))
        .filter(inspections::did.eq_any(dids.to_vec()))
        .select(Named::as_select())
        .load(reader.connection())?)
}

/// Neither replaced by a reserve nor struck.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn keeps_place() -> _ {
    let out: [Code<State>; 2] = State::OUT.map(Code);
    inspections::state.ne_all(out)
}

/// An object that a round of a task drew, or that took a place as a reserve.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = inspections)]
pub struct Placed {
    /// Key of the inspection.
    pub id: i64,
    /// The round.
    pub draw_id: i64,
    /// Object.
    pub object_id: i64,
    /// Its code.
    pub object_code: String,
    /// Its identifier on the roster.
    pub did: String,
    /// Its stratum on the roster.
    pub stratum: i32,
    /// Where the inspection stands.
    pub state: Code<State>,
}

/// All objects that have, or had, a place in a task, in the order of the drawing.
///
/// # Errors
/// When the database does not answer.
pub fn placed(reader: &mut Reader, task: i64) -> Result<Vec<Placed>> {
    Ok(inspections::table
        .filter(inspections::task_id.eq(task))
        .order(inspections::id)
        .select(Placed::as_select())
        .load(reader.connection())?)
}

/// How many objects of a task each inspector has, by code, without those that have lost their places and without those of
/// this inspection.
///
/// # Errors
/// When the database does not answer.
pub fn loads(reader: &mut Reader, task: i64, without: Option<i64>) -> Result<Vec<(String, i64)>> {
    Ok(inspection_team::table
        .inner_join(inspections::table)
        .inner_join(inspectors::table)
        .filter(inspections::task_id.eq(task))
        .filter(inspections::id.ne(without.unwrap_or(NOBODYS)))
        .filter(keeps_place())
        .group_by(inspectors::code)
        .select((inspectors::code, count_star()))
        .load(reader.connection())?)
}

/// Marks an inspection that nobody has begun as substituted.
///
/// # Errors
/// [`Conflict::Stale`] when it has been recorded.
pub fn substitute(writer: &mut Writer, id: i64) -> Result<()> {
    take_out(writer, &[id], State::Substituted)
}

/// Marks inspections that nobody has begun as struck.
///
/// # Errors
/// [`Conflict::Stale`] when one has been recorded, substituted or struck.
pub fn strike(writer: &mut Writer, ids: &[i64]) -> Result<()> {
    take_out(writer, ids, State::Struck)
}

fn take_out(writer: &mut Writer, ids: &[i64], state: State) -> Result<()> {
    let open = inspections::table
        .filter(inspections::id.eq_any(ids.to_vec()))
        .filter(inspections::state.eq_any([State::Assigned, State::Notified].map(Code)));
    let changed = diesel::update(open)
        .set((inspections::state.eq(Code(state)), inspections::version.eq(inspections::version + 1)))
        .execute(writer.connection())?;
    if changed == ids.len() { Ok(()) } else { Err(Error::Conflict(Conflict::Stale)) }
}
