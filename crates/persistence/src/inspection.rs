//! Inspections: the drawn objects of a task with their teams, what was recorded, and what became of it.

mod drawn;
mod list;
mod summary;
mod visits;

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::Coded;
use domain::inspection::{Disposition, Record, ResultCode, State, after_approval};

use crate::database::{Reader, Writer};
use crate::error::{Conflict, Error, Result};
use crate::schema::{inspection_matters, inspection_team, inspections, inspectors, transfers};
use crate::stored::{Code, Json, Time};

pub(crate) use drawn::keeps_place;
pub use drawn::{
    Drawn, Named, Placed, by_dids, insert_drawn, loads, of_did, place, placed, strike, substitute,
};
pub use list::{Deadline, Filter, count, count_by_result, due, list};
pub use summary::{Figure, Standing, progress, standings, summary};
pub use visits::{Met, Visit, history, recent_pairs, visits_of_object, visits_of_task};
pub(crate) use visits::{may_be_known, year};

/// An inspection as stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = inspections)]
pub struct Inspection {
    /// Key.
    pub id: i64,
    /// Task.
    pub task_id: i64,
    /// The round it was drawn in.
    pub draw_id: i64,
    /// Object.
    pub object_id: i64,
    /// Code of the object when drawn.
    pub object_code: String,
    /// Name of the object when drawn.
    pub object_name: String,
    /// Address of the object when drawn.
    pub object_address: String,
    /// Division of the object when drawn.
    pub object_division: Option<String>,
    /// Its identifier on the roster.
    pub did: String,
    /// Its stratum on the roster.
    pub stratum: i32,
    /// Its rank in the stratum, from 1.
    pub rank: i32,
    /// Where it stands.
    pub state: Code<State>,
    /// What the team recorded.
    pub record: Option<Json<Record>>,
    /// Result.
    pub result: Option<Code<ResultCode>>,
    /// What follows.
    pub disposition: Option<Code<Disposition>>,
    /// Day it ended.
    pub ended_on: Option<NaiveDate>,
    /// When recorded.
    pub recorded_at: Option<Time>,
    /// Last day for its disclosure.
    pub due_on: Option<NaiveDate>,
    /// When disclosed.
    pub disclosed_at: Option<Time>,
    /// Changes with every update.
    pub version: i64,
}

/// A member of a team.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = inspectors)]
pub struct Member {
    /// Key of the inspector.
    pub id: i64,
    /// Staff code.
    pub code: String,
    /// Name.
    pub name: String,
    /// 执法证号.
    pub certificate_number: String,
}

/// An inspection with its team, in the order of the slots.
#[derive(Debug, Clone)]
pub struct WithTeam {
    /// The inspection.
    pub inspection: Inspection,
    /// The team.
    pub team: Vec<Member>,
}

fn with_teams(reader: &mut Reader, found: Vec<Inspection>) -> Result<Vec<WithTeam>> {
    let ids: Vec<_> = found.iter().map(|one| one.id).collect();
    let members: Vec<(i64, Member)> = inspection_team::table
        .inner_join(inspectors::table)
        .filter(inspection_team::inspection_id.eq_any(ids))
        .order((inspection_team::inspection_id, inspection_team::slot))
        .select((inspection_team::inspection_id, Member::as_select()))
        .load(reader.connection())?;
    let mut teams = std::collections::HashMap::<i64, Vec<Member>>::new();
    for (id, member) in members {
        teams.entry(id).or_default().push(member);
    }
    let with_team = |inspection: Inspection| WithTeam {
        team: teams.remove(&inspection.id).unwrap_or_default(),
        inspection,
    };
    Ok(found.into_iter().map(with_team).collect())
}

/// One inspection with its team.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(reader: &mut Reader, id: i64) -> Result<WithTeam> {
    let found = inspections::table.find(id).select(Inspection::as_select()).first(reader.connection())?;
    with_teams(reader, vec![found])?.pop().ok_or(Error::NotFound)
}

/// The matters of these inspections, as pairs of inspection and matter in ascending order.
///
/// # Errors
/// When the database does not answer.
pub fn matters(reader: &mut Reader, ids: &[i64]) -> Result<Vec<(i64, i64)>> {
    Ok(inspection_matters::table
        .filter(inspection_matters::inspection_id.eq_any(ids.to_vec()))
        .order((inspection_matters::inspection_id, inspection_matters::matter_id))
        .select((inspection_matters::inspection_id, inspection_matters::matter_id))
        .load(reader.connection())?)
}

/// Stores what a team recorded, with the last day for its disclosure; a second record replaces the first.
///
/// # Errors
/// [`Conflict::Stale`] when `version` is not the stored one.
pub fn record(
    writer: &mut Writer,
    id: i64,
    version: i64,
    user: i64,
    record: Record,
    due_on: NaiveDate,
) -> Result<WithTeam> {
    let now = Time::from(writer.now());
    let row = inspections::table.filter(inspections::id.eq(id)).filter(inspections::version.eq(version));
    let changed = diesel::update(row)
        .set((
            inspections::state.eq(Code(State::Recorded)),
            inspections::result.eq(Some(Code(record.result))),
            inspections::disposition.eq(Some(Code(record.disposition))),
            inspections::ended_on.eq(Some(record.ended_on)),
            inspections::remark.eq(Some(record.remark.clone())),
            inspections::record.eq(Some(Json::new(record)?)),
            inspections::recorded_by.eq(Some(user)),
            inspections::recorded_at.eq(Some(now)),
            inspections::due_on.eq(Some(due_on)),
            inspections::version.eq(version + 1),
        ))
        .execute(writer.connection())?;
    if changed == 1 { get(writer, id) } else { Err(Error::Conflict(Conflict::Stale)) }
}

/// Marks the assigned inspections of a task as notified; answers how many.
///
/// # Errors
/// When the database does not answer.
pub fn notify(writer: &mut Writer, task: i64) -> Result<usize> {
    let assigned = inspections::table
        .filter(inspections::task_id.eq(task))
        .filter(inspections::state.eq(Code(State::Assigned)));
    Ok(diesel::update(assigned)
        .set((
            inspections::state.eq(Code(State::Notified)),
            inspections::version.eq(inspections::version + 1),
        ))
        .execute(writer.connection())?)
}

/// Moves the recorded inspections of an approved task on, each by its disposition; answers how many.
///
/// # Errors
/// When the database does not answer.
pub fn review(writer: &mut Writer, task: i64) -> Result<usize> {
    let mut moved = 0;
    for disposition in Disposition::ALL {
        let recorded = inspections::table
            .filter(inspections::task_id.eq(task))
            .filter(inspections::state.eq(Code(State::Recorded)))
            .filter(inspections::disposition.eq(Code(*disposition)));
        moved += diesel::update(recorded)
            .set((
                inspections::state.eq(Code(after_approval(*disposition))),
                inspections::version.eq(inspections::version + 1),
            ))
            .execute(writer.connection())?;
    }
    Ok(moved)
}

/// Marks the reviewed inspections of a task as transferred where a transfer document is approved; answers how many.
///
/// # Errors
/// When the database does not answer.
pub fn hand_over(writer: &mut Writer, task: i64) -> Result<usize> {
    let approved = transfers::table
        .filter(transfers::state.eq(Code(domain::transfer::State::Approved)))
        .select(transfers::inspection_id);
    let reviewed = inspections::table
        .filter(inspections::task_id.eq(task))
        .filter(inspections::state.eq(Code(State::Reviewed)))
        .filter(inspections::id.eq_any(approved));
    Ok(diesel::update(reviewed)
        .set((
            inspections::state.eq(Code(State::Transferred)),
            inspections::version.eq(inspections::version + 1),
        ))
        .execute(writer.connection())?)
}

/// Makes the results of a task public; answers how many.
///
/// # Errors
/// When the database does not answer.
pub fn disclose(writer: &mut Writer, task: i64) -> Result<usize> {
    let now = Time::from(writer.now());
    let ready = inspections::table
        .filter(inspections::task_id.eq(task))
        .filter(inspections::result.is_not_null())
        .filter(inspections::disclosed_at.is_null());
    Ok(diesel::update(ready)
        .set((inspections::disclosed_at.eq(Some(now)), inspections::version.eq(inspections::version + 1)))
        .execute(writer.connection())?)
}
