//! Transfer documents. They belong to whom the task of their inspection belongs to.

use chrono::Datelike;
use contract::page::{Page, PageQuery};
use contract::problem::ProblemCode;
use contract::task::Reason;
use contract::transfer::{Transfer, TransferDraft, TransferQuery};
use domain::Coded;
use domain::audit::Entry;
use domain::policy::Action;
use domain::task::State as TaskState;
use domain::transfer::Event;
use persistence::transfer::{self, Filter};
use persistence::{Reader, Writer, inspection, task};
use serde_json::json;

use crate::auth::{Caller, Permit};
use crate::clock::day_in_china;
use crate::problem::Problem;
use crate::state::State;
use crate::web;

/// Drafts a transfer document.
pub fn create(
    state: &State,
    caller: &Caller,
    inspection: i64,
    draft: TransferDraft,
) -> Result<Transfer, Problem> {
    state.write(caller, Action::TransferWrite, |writer, permit| {
        let found = inspection::get(writer, inspection)?.inspection;
        let task = task::get_locked(writer, found.task_id)?;
        permit.on(task.owner())?;
        if *task.state == TaskState::Voided || found.record.is_none() {
            let what = if found.record.is_none() { found.state.label() } else { task.state.label() };
            let detail = format!("检查须已录入结果、任务未作废，才能起草移送书（当前“{what}”）");
            return Err(Problem::with(ProblemCode::WrongState, detail));
        }
        let what = json!({ "inspection": inspection, "draft": draft });
        let created = transfer::create(writer, permit.actor().user, inspection, stored(draft))?;
        let entry = Entry::new("transfer.create", "transfer", created.id, &what)?;
        let created = answered(writer, created)?;
        Ok(writer.record(entry, created)?)
    })
}

/// Lists transfer documents.
pub fn list(
    state: &State,
    caller: &Caller,
    query: &TransferQuery,
    page: PageQuery,
) -> Result<Page<Transfer>, Problem> {
    state.read(caller, Action::TransferRead, |reader, permit| {
        let found = transfer::list(reader, &filter(permit, query), web::window(page))?;
        let inspections: Vec<_> = found.items.iter().map(|found| found.inspection_id).collect();
        let subjects = transfer::subjects(reader, &inspections)?;
        let about = |found: transfer::Transfer| {
            let subject = subjects.get(&found.inspection_id).cloned().ok_or_else(lost)?;
            Ok::<_, Problem>(answer(found, subject))
        };
        Ok(web::page(page, found.try_map(about)?))
    })
}

/// The transfer documents that a caller asks for.
pub(crate) fn filter(permit: &Permit, query: &TransferQuery) -> Filter {
    Filter {
        scope: permit.scope(),
        inspection: query.inspection,
        state: query.state,
        text: web::given(query.q.as_deref()),
    }
}

/// Reads a transfer document.
pub fn get(state: &State, caller: &Caller, id: i64) -> Result<Transfer, Problem> {
    state.read(caller, Action::TransferRead, |reader, permit| {
        let found = transfer::get(reader, id)?;
        permit.on(task_of(reader, &found)?.owner())?;
        answered(reader, found)
    })
}

/// Changes a transfer document and submits it again.
pub fn update(
    state: &State,
    caller: &Caller,
    id: i64,
    version: i64,
    draft: TransferDraft,
) -> Result<Transfer, Problem> {
    state.write(caller, Action::TransferWrite, |writer, permit| {
        admit(writer, permit, id, Event::Edit)?;
        let entry = Entry::new("transfer.update", "transfer", id, &draft)?;
        let updated = transfer::update(writer, id, version, stored(draft))?;
        let updated = answered(writer, updated)?;
        Ok(writer.record(entry, updated)?)
    })
}

/// Approves a transfer document: it gets its number, and a reviewed inspection becomes transferred.
pub fn approve(state: &State, caller: &Caller, id: i64, version: i64) -> Result<Transfer, Problem> {
    state.write(caller, Action::TransferApprove, |writer, permit| {
        let task = admit(writer, permit, id, Event::Approve)?;
        let year = day_in_china(writer.now()).year();
        let user = permit.actor().user;
        let approved = transfer::approve(writer, id, version, user, task.body_id, year)?;
        let moved = inspection::hand_over(writer, task.id)?;
        let what =
            json!({ "number": approved.number, "inspection": approved.inspection_id, "transferred": moved > 0 });
        let approved = answered(writer, approved)?;
        Ok(writer.record(Entry::new("transfer.approve", "transfer", id, &what)?, approved)?)
    })
}

/// Sends a transfer document back.
pub fn return_(
    state: &State,
    caller: &Caller,
    id: i64,
    version: i64,
    reason: &Reason,
) -> Result<Transfer, Problem> {
    state.write(caller, Action::TransferApprove, |writer, permit| {
        admit(writer, permit, id, Event::Return)?;
        let returned = transfer::return_(writer, id, version, &reason.reason)?;
        let returned = answered(writer, returned)?;
        Ok(writer.record(Entry::new("transfer.return", "transfer", id, reason)?, returned)?)
    })
}

/// Holds the task of a document, and asks policy and state machine.
fn admit(writer: &mut Writer, permit: &Permit, id: i64, event: Event) -> Result<task::Task, Problem> {
    let found = transfer::get(writer, id)?;
    let task = task_of(writer, &found)?;
    permit.on(task.owner())?;
    let task = task::get_locked(writer, task.id)?;
    // Read again: what held the task may have been a decision on this very document.
    transfer::get(writer, id)?.state.after(event)?;
    Ok(task)
}

fn task_of(reader: &mut Reader, found: &transfer::Transfer) -> Result<task::Task, Problem> {
    let task = inspection::get(reader, found.inspection_id)?.inspection.task_id;
    Ok(task::get(reader, task)?)
}

fn stored(draft: TransferDraft) -> transfer::Draft {
    transfer::Draft {
        kind: draft.kind,
        recipient: draft.recipient,
        facts: draft.facts,
        legal_basis: draft.legal_basis,
        evidence: draft.evidence,
    }
}

/// The answer about one document.
fn answered(reader: &mut Reader, found: transfer::Transfer) -> Result<Transfer, Problem> {
    let mut subjects = transfer::subjects(reader, &[found.inspection_id])?;
    let subject = subjects.remove(&found.inspection_id).ok_or_else(lost)?;
    Ok(answer(found, subject))
}

fn lost() -> Problem {
    Problem::internal(&"a transfer document without its inspection")
}

fn answer(found: transfer::Transfer, subject: transfer::Subject) -> Transfer {
    Transfer {
        id: found.id,
        inspection_id: found.inspection_id,
        object_code: subject.object_code,
        object_name: subject.object_name,
        task_id: subject.task_id,
        task_number: subject.task_number,
        number: found.number,
        kind: *found.kind,
        state: *found.state,
        recipient: found.recipient,
        facts: found.facts,
        legal_basis: found.legal_basis,
        evidence: found.evidence,
        reason: found.reason,
        created_at: found.created_at.into(),
        approved_at: found.approved_at.map(Into::into),
        version: found.version,
    }
}
