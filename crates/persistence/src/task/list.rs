//! Lists of tasks, and how many there are.

use diesel::dsl::{count_star, exists, not};
use diesel::prelude::*;
use domain::Coded;
use domain::inspection::State as InspectionState;
use domain::policy::{Role, Scope};
use domain::task::State;

use super::Task;
use crate::connection::MultiBackend;
use crate::database::Reader;
use crate::dialect::{Condition, contains_pattern, everything};
use crate::error::Result;
use crate::page::{Page, Window};
use crate::schema::{draw_commitments, draw_policies, inspections, tasks};
use crate::stored::Code;

/// Which tasks.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Whose.
    pub scope: Scope,
    /// Only in this state.
    pub state: Option<State>,
    /// The name contains this, or the number is this.
    pub text: Option<String>,
    /// Whether no inspection waits for its record.
    pub all_recorded: Option<bool>,
    /// Whether the draw needs something of this user as a witness.
    pub witness_pending: Option<(Witness, bool)>,
}

/// Somebody who may witness draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Witness {
    /// Key of the user.
    pub user: i64,
    /// The role: a department's policy says whose witnesses it wants.
    pub role: Role,
}

impl Filter {
    /// All within a scope.
    #[must_use]
    pub fn within(scope: Scope) -> Self {
        Self { scope, state: None, text: None, all_recorded: None, witness_pending: None }
    }
}

/// Lists tasks, newest first.
///
/// # Errors
/// When the database does not answer.
pub fn list(reader: &mut Reader, filter: &Filter, window: Window) -> Result<Page<Task>> {
    let items = filtered(filter)
        .order(tasks::id.desc())
        .offset(window.offset)
        .limit(window.limit)
        .select(Task::as_select())
        .load(reader.connection())?;
    Ok(Page { items, total: count(reader, filter)? })
}

/// How many tasks a list has.
///
/// # Errors
/// When the database does not answer.
pub fn count(reader: &mut Reader, filter: &Filter) -> Result<i64> {
    reader.count(filtered(filter).select(tasks::id))
}

/// How many tasks within a scope are in each state, without zeros.
///
/// # Errors
/// When the database does not answer.
pub fn count_by_state(reader: &mut Reader, scope: Scope) -> Result<Vec<(State, i64)>> {
    let counted: Vec<(Code<State>, i64)> = tasks::table
        .filter(within(scope))
        .group_by(tasks::state)
        .select((tasks::state, count_star()))
        .load(reader.connection())?;
    let mut counted: Vec<_> = counted.into_iter().map(|(state, count)| (*state, count)).collect();
    counted.sort_unstable();
    Ok(counted)
}

fn filtered(filter: &Filter) -> tasks::BoxedQuery<'static, MultiBackend> {
    let mut query = tasks::table.filter(within(filter.scope)).into_boxed();
    if let Some(state) = filter.state {
        query = query.filter(tasks::state.eq(Code(state)));
    }
    if let Some(text) = &filter.text {
        let named = tasks::name.like(contains_pattern(text)).escape('\\');
        query = query.filter(named.or(tasks::number.eq(text.clone())));
    }
    if let Some(recorded) = filter.all_recorded {
        let waiting = inspections::table.filter(inspections::task_id.eq(tasks::id)).filter(
            inspections::state.eq_any([InspectionState::Assigned, InspectionState::Notified].map(Code)),
        );
        query = if recorded { query.filter(not(exists(waiting))) } else { query.filter(exists(waiting)) };
    }
    if let Some((witness, pending)) = filter.witness_pending {
        query = if pending { query.filter(awaits(witness)) } else { query.filter(not(awaits(witness))) };
    }
    query
}

fn within(scope: Scope) -> Condition<tasks::table> {
    match scope {
        Scope::Everything => everything(),
        Scope::Body(body) => Box::new(tasks::body_id.eq(body)),
        Scope::Department(department) => Box::new(tasks::department_id.eq(department)),
        Scope::Own(_) | Scope::Nothing => Box::new(tasks::id.eq(-1)),
    }
}

/// A draft that has too few commitments, none of them this user's, and wants witnesses of this role; or a frozen round that the user has committed to,
/// but not revealed.
fn awaits(Witness { user, role }: Witness) -> Condition<tasks::table> {
    let committed = || {
        draw_commitments::table
            .filter(draw_commitments::task_id.eq(tasks::id))
            .filter(draw_commitments::round.eq(tasks::round))
    };
    let own = || committed().filter(draw_commitments::user_id.eq(user));
    let policy = || draw_policies::table.filter(draw_policies::department_id.eq(tasks::department_id));
    let named = policy().filter(draw_policies::witness_roles.like(format!("%\"{}\"%", role.code())));
    // Whoever has set nothing wants supervisors.
    let wanted: Condition<tasks::table> = if role == Role::Supervisor {
        Box::new(exists(named).or(not(exists(policy()))))
    } else {
        Box::new(exists(named))
    };
    let to_commit = tasks::state
        .eq(Code(State::Draft))
        .and(tasks::witnesses.nullable().gt(committed().select(count_star()).single_value()))
        .and(not(exists(own())))
        .and(wanted);
    let to_reveal =
        tasks::state.eq(Code(State::Frozen)).and(exists(own().filter(draw_commitments::reveal.is_null())));
    Box::new(to_commit.or(to_reveal).assume_not_null())
}
