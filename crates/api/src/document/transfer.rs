//! 移送书.

use documents::transfer::TransferDocument;
use domain::policy::Action;
use persistence::{inspection, transfer};

use super::{Sheet, task};
use crate::auth::Caller;
use crate::clock::day_in_china;
use crate::problem::Problem;
use crate::state::State;

/// The transfer document; without a number it is printed as a draft.
pub fn load(state: &State, caller: &Caller, id: i64) -> Result<Sheet<TransferDocument>, Problem> {
    state.read(caller, Action::TransferRead, |reader, permit| {
        let transfer = transfer::get(reader, id)?;
        let inspection = inspection::get(reader, transfer.inspection_id)?.inspection;
        let (task, body) = task::permitted(reader, permit, inspection.task_id)?;
        let name = match &transfer.number {
            Some(number) => format!("移送书-{number}.pdf"),
            None => format!("移送书-草稿-{}.pdf", inspection.object_name),
        };
        let evidence = transfer.evidence.lines().map(str::trim).filter(|line| !line.is_empty());
        let document = TransferDocument {
            contact: task::contact(reader, &task, &body)?,
            body,
            red_head: true,
            number: transfer.number,
            kind: *transfer.kind,
            recipient: transfer.recipient,
            task_number: task.number,
            object_name: inspection.object_name,
            object_code: inspection.object_code,
            object_address: inspection.object_address,
            facts: transfer.facts,
            legal_basis: transfer.legal_basis,
            evidence: evidence.map(str::to_owned).collect(),
            issued_on: transfer.approved_at.map(|at| day_in_china(at.into())),
        };
        Ok(Sheet { content: document, name })
    })
}
