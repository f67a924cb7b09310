//! Substitutions: what was filed, what was decided, and which reserve took the place.

use diesel::prelude::*;
use domain::draw::substitution::State;
use domain::policy::Scope;

use crate::connection::MultiBackend;
use crate::database::{Reader, Writer};
use crate::error::{Conflict, Error, Result};
use crate::page::{Page, Window};
use crate::schema::{inspection_team, substitutions, tasks};
use crate::stored::{Code, Time};

/// A substitution as stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = substitutions)]
pub struct Substitution {
    /// Key.
    pub id: i64,
    /// Task.
    pub task_id: i64,
    /// The round.
    pub draw_id: i64,
    /// The inspection whose object does not exist.
    pub inspection_id: i64,
    /// Where it stands.
    pub state: Code<State>,
    /// What was found.
    pub reason: String,
    /// The document that proves it.
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
    /// The inspection of the reserve.
    pub replacement_id: Option<i64>,
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
    /// The round.
    pub draw: i64,
    /// The inspection whose object does not exist.
    pub inspection: i64,
    /// What was found.
    pub reason: &'a str,
    /// The document that proves it.
    pub document: &'a str,
    /// Who files it.
    pub user: i64,
}

/// Files a substitution, which goes to the leader.
///
/// # Errors
/// [`Conflict::Reference`] when there is no such inspection.
pub fn file(writer: &mut Writer, new: New<'_>) -> Result<Substitution> {
    let now = Time::from(writer.now());
    let id: i64 = diesel::insert_into(substitutions::table)
        .values((
            substitutions::task_id.eq(new.task),
            substitutions::draw_id.eq(new.draw),
            substitutions::inspection_id.eq(new.inspection),
            substitutions::state.eq(Code(State::Filed)),
            substitutions::reason.eq(new.reason),
            substitutions::document.eq(new.document),
            substitutions::filed_by.eq(new.user),
            substitutions::filed_at.eq(now),
            substitutions::opinion.eq(""),
            substitutions::version.eq(1_i64),
        ))
        .returning(substitutions::id)
        .get_result(writer.connection())?;
    get(writer, id)
}

/// One substitution.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(reader: &mut Reader, id: i64) -> Result<Substitution> {
    Ok(substitutions::table.find(id).select(Substitution::as_select()).first(reader.connection())?)
}

/// The substitutions of a task, in the order of their filing.
///
/// # Errors
/// When the database does not answer.
pub fn of_task(reader: &mut Reader, task: i64) -> Result<Vec<Substitution>> {
    Ok(substitutions::table
        .filter(substitutions::task_id.eq(task))
        .order(substitutions::id)
        .select(Substitution::as_select())
        .load(reader.connection())?)
}

/// Which substitutions.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Whose: an inspector's are those of inspections that the inspector has or had.
    pub scope: Scope,
    /// Only of this task.
    pub task: Option<i64>,
    /// Only those by which this inspection was replaced, or came.
    pub inspection: Option<i64>,
    /// Only in this state.
    pub state: Option<State>,
}

/// Lists substitutions, the newest first.
///
/// # Errors
/// When the database does not answer.
pub fn list(reader: &mut Reader, filter: &Filter, window: Window) -> Result<Page<Substitution>> {
    let items = filtered(filter)
        .order(substitutions::id.desc())
        .offset(window.offset)
        .limit(window.limit)
        .select(Substitution::as_select())
        .load(reader.connection())?;
    Ok(Page { items, total: count(reader, filter)? })
}

/// How many substitutions a list has.
///
/// # Errors
/// When the database does not answer.
pub fn count(reader: &mut Reader, filter: &Filter) -> Result<i64> {
    reader.count(filtered(filter).select(substitutions::id))
}

fn filtered(filter: &Filter) -> substitutions::BoxedQuery<'static, MultiBackend> {
    let mut query = substitutions::table.into_boxed();
    query = match filter.scope {
        Scope::Everything => query,
        Scope::Body(body) => {
            let own = tasks::table.filter(tasks::body_id.eq(body)).select(tasks::id);
            query.filter(substitutions::task_id.eq_any(own))
        }
        Scope::Department(department) => {
            let own = tasks::table.filter(tasks::department_id.eq(department)).select(tasks::id);
            query.filter(substitutions::task_id.eq_any(own))
        }
        Scope::Own(inspector) => {
            let own = || {
                let own = inspection_team::table.filter(inspection_team::inspector_id.eq(inspector));
                own.select(inspection_team::inspection_id)
            };
            // No replacement is no match: NULL within OR is not true.
            let came = substitutions::replacement_id.assume_not_null().eq_any(own());
            query.filter(substitutions::inspection_id.eq_any(own()).or(came))
        }
        Scope::Nothing => query.filter(substitutions::id.eq(-1)),
    };
    if let Some(task) = filter.task {
        query = query.filter(substitutions::task_id.eq(task));
    }
    if let Some(inspection) = filter.inspection {
        let came = substitutions::replacement_id.assume_not_null().eq(inspection);
        query = query.filter(substitutions::inspection_id.eq(inspection).or(came));
    }
    if let Some(state) = filter.state {
        query = query.filter(substitutions::state.eq(Code(state)));
    }
    query
}

/// What a leader decides.
#[derive(Debug, Clone, Copy)]
pub enum Decision<'a> {
    /// The reserve takes the place: its inspection, and what is told of it.
    Approve(i64, &'a str),
    /// It stays as it is, for this reason.
    Refuse(&'a str),
}

/// Decides on a substitution that was filed.
///
/// # Errors
/// [`Conflict::Stale`] when it was decided on already, or `version` is not the stored one.
pub fn decide(
    writer: &mut Writer,
    id: i64,
    version: i64,
    user: i64,
    decision: Decision<'_>,
) -> Result<Substitution> {
    let now = Time::from(writer.now());
    let (state, opinion, replacement, told) = match decision {
        Decision::Approve(replacement, told) => (State::Approved, "", Some(replacement), Some(told)),
        Decision::Refuse(opinion) => (State::Refused, opinion, None, None),
    };
    let filed = substitutions::table
        .filter(substitutions::id.eq(id))
        .filter(substitutions::version.eq(version))
        .filter(substitutions::state.eq(Code(State::Filed)));
    let changed = diesel::update(filed)
        .set((
            substitutions::state.eq(Code(state)),
            substitutions::opinion.eq(opinion),
            substitutions::replacement_id.eq(replacement),
            substitutions::told.eq(told),
            substitutions::decided_by.eq(Some(user)),
            substitutions::decided_at.eq(Some(now)),
            substitutions::version.eq(version + 1),
        ))
        .execute(writer.connection())?;
    if changed == 1 { get(writer, id) } else { Err(Error::Conflict(Conflict::Stale)) }
}
