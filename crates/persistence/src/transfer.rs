//! Transfer documents.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::policy::Scope;
use domain::transfer::{Kind, State};

use crate::connection::MultiBackend;
use crate::database::{Reader, Writer};
use crate::dialect;
use crate::error::{Conflict, Error, Result};
use crate::page::{Page, Window};
use crate::schema::{inspections, tasks, transfers};
use crate::stored::{Code, Time};

/// A transfer document as stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = transfers)]
pub struct Transfer {
    /// Key.
    pub id: i64,
    /// Inspection.
    pub inspection_id: i64,
    /// `淮市监移〔2026〕3号`, once approved.
    pub number: Option<String>,
    /// Who receives the case.
    pub kind: Code<Kind>,
    /// Where it stands.
    pub state: Code<State>,
    /// Name of the recipient.
    pub recipient: String,
    /// What was found.
    pub facts: String,
    /// Legal basis.
    pub legal_basis: String,
    /// Evidence handed over, one a line.
    pub evidence: String,
    /// Why it was returned.
    pub reason: String,
    /// Who drafted it.
    pub created_by: i64,
    /// When.
    pub created_at: Time,
    /// Who approved it.
    pub approved_by: Option<i64>,
    /// When.
    pub approved_at: Option<Time>,
    /// Changes with every update.
    pub version: i64,
}

/// What a clerk writes.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Who receives the case.
    pub kind: Kind,
    /// Name of the recipient.
    pub recipient: String,
    /// What was found.
    pub facts: String,
    /// Legal basis.
    pub legal_basis: String,
    /// Evidence handed over, one a line.
    pub evidence: String,
}

/// Which transfers.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Whose.
    pub scope: Scope,
    /// Only of this inspection.
    pub inspection: Option<i64>,
    /// Only in this state.
    pub state: Option<State>,
    /// The object's name contains this, or its code or the document's number is this.
    pub text: Option<String>,
}

/// Whom a transfer document is about.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Subject {
    /// Code of the object.
    pub object_code: String,
    /// Its name when drawn.
    pub object_name: String,
    /// Key of the task.
    pub task_id: i64,
    /// Its number.
    pub task_number: String,
}

/// Creates a transfer document, which goes to the leader.
///
/// # Errors
/// [`Conflict::Reference`] when there is no such inspection.
pub fn create(writer: &mut Writer, user: i64, inspection: i64, draft: Draft) -> Result<Transfer> {
    let now = Time::from(writer.now());
    let id: i64 = diesel::insert_into(transfers::table)
        .values((
            transfers::inspection_id.eq(inspection),
            transfers::kind.eq(Code(draft.kind)),
            transfers::state.eq(Code(State::Submitted)),
            transfers::recipient.eq(draft.recipient),
            transfers::facts.eq(draft.facts),
            transfers::legal_basis.eq(draft.legal_basis),
            transfers::evidence.eq(draft.evidence),
            transfers::reason.eq(""),
            transfers::created_by.eq(user),
            transfers::created_at.eq(now),
            transfers::version.eq(1_i64),
        ))
        .returning(transfers::id)
        .get_result(writer.connection())?;
    get(writer, id)
}

/// One transfer document.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(reader: &mut Reader, id: i64) -> Result<Transfer> {
    Ok(transfers::table.find(id).select(Transfer::as_select()).first(reader.connection())?)
}

/// Lists transfer documents, newest first. They belong to whom the task belongs to.
///
/// # Errors
/// When the database does not answer.
pub fn list(reader: &mut Reader, filter: &Filter, window: Window) -> Result<Page<Transfer>> {
    let items = filtered(filter)
        .order(transfers::id.desc())
        .offset(window.offset)
        .limit(window.limit)
        .select(Transfer::as_select())
        .load(reader.connection())?;
    Ok(Page { items, total: count(reader, filter)? })
}

/// Whom these inspections are about, by their keys.
///
/// # Errors
/// When the database does not answer.
pub fn subjects(reader: &mut Reader, inspections: &[i64]) -> Result<BTreeMap<i64, Subject>> {
    let rows: Vec<(i64, Subject)> = inspections::table
        .inner_join(tasks::table)
        .filter(inspections::id.eq_any(inspections.to_vec()))
        .select((
            inspections::id,
            (inspections::object_code, inspections::object_name, tasks::id, tasks::number),
        ))
        .load(reader.connection())?;
    Ok(rows.into_iter().collect())
}

/// How many transfer documents a list has.
///
/// # Errors
/// When the database does not answer.
pub fn count(reader: &mut Reader, filter: &Filter) -> Result<i64> {
    reader.count(filtered(filter).select(transfers::id))
}

fn filtered(filter: &Filter) -> transfers::BoxedQuery<'static, MultiBackend> {
    let mut query = transfers::table.into_boxed();
    let of_tasks = inspections::table.inner_join(tasks::table).select(inspections::id);
    query = match filter.scope {
        Scope::Everything => query,
        Scope::Body(body) => {
            query.filter(transfers::inspection_id.eq_any(of_tasks.filter(tasks::body_id.eq(body))))
        }
        Scope::Department(department) => {
            let own = of_tasks.filter(tasks::department_id.eq(department));
            query.filter(transfers::inspection_id.eq_any(own))
        }
        Scope::Own(_) | Scope::Nothing => query.filter(transfers::id.eq(-1)),
    };
    if let Some(inspection) = filter.inspection {
        query = query.filter(transfers::inspection_id.eq(inspection));
    }
    if let Some(state) = filter.state {
        query = query.filter(transfers::state.eq(Code(state)));
    }
    if let Some(text) = &filter.text {
        let named = inspections::object_name.like(dialect::contains_pattern(text)).escape('\\');
        let meant = inspections::table
            .filter(named.or(inspections::object_code.eq(text.clone())))
            .select(inspections::id);
        // No number is no match: NULL within OR is not true.
        let numbered = transfers::number.assume_not_null().eq(text.clone());
        query = query.filter(transfers::inspection_id.eq_any(meant).or(numbered));
    }
    query
}

/// Replaces the content and submits again; an approved document never changes.
///
/// # Errors
/// [`Conflict::Stale`] when `version` is not the stored one or the document is approved.
pub fn update(writer: &mut Writer, id: i64, version: i64, draft: Draft) -> Result<Transfer> {
    let changed = diesel::update(open(id, version))
        .set((
            transfers::kind.eq(Code(draft.kind)),
            transfers::state.eq(Code(State::Submitted)),
            transfers::recipient.eq(draft.recipient),
            transfers::facts.eq(draft.facts),
            transfers::legal_basis.eq(draft.legal_basis),
            transfers::evidence.eq(draft.evidence),
            transfers::version.eq(version + 1),
        ))
        .execute(writer.connection())?;
    changed_one(writer, id, changed)
}

/// Approves a document and gives it the next number of the body and year.
///
/// # Errors
/// [`Conflict::Stale`] when `version` is not the stored one or the document is approved.
pub fn approve(
    writer: &mut Writer,
    id: i64,
    version: i64,
    user: i64,
    body: i64,
    year: i32,
) -> Result<Transfer> {
    let prefix = crate::department::body(writer, body)?.number_prefix;
    let sequence = dialect::next_number(writer, "transfer", body, year)?;
    let now = Time::from(writer.now());
    let changed = diesel::update(open(id, version))
        .set((
            transfers::number.eq(Some(domain::transfer::number(&prefix, year, sequence))),
            transfers::state.eq(Code(State::Approved)),
            transfers::reason.eq(""),
            transfers::approved_by.eq(Some(user)),
            transfers::approved_at.eq(Some(now)),
            transfers::version.eq(version + 1),
        ))
        .execute(writer.connection())?;
    changed_one(writer, id, changed)
}

/// Sends a document back with a reason.
///
/// # Errors
/// [`Conflict::Stale`] when `version` is not the stored one or the document is approved.
pub fn return_(writer: &mut Writer, id: i64, version: i64, reason: &str) -> Result<Transfer> {
    let changed = diesel::update(open(id, version))
        .set((
            transfers::state.eq(Code(State::Returned)),
            transfers::reason.eq(reason),
            transfers::version.eq(version + 1),
        ))
        .execute(writer.connection())?;
    changed_one(writer, id, changed)
}

/// The row, as it was read and not approved.
#[diesel::dsl::auto_type(no_type_alias)]
fn open(id: i64, version: i64) -> _ {
    let approved: Code<State> = Code(State::Approved);
    transfers::table
        .filter(transfers::id.eq(id))
        .filter(transfers::version.eq(version))
        .filter(transfers::state.ne(approved))
}

fn changed_one(writer: &mut Writer, id: i64, changed: usize) -> Result<Transfer> {
    if changed == 1 { get(writer, id) } else { Err(Error::Conflict(Conflict::Stale)) }
}
