//! 检查结果单.

use std::collections::BTreeMap;

use documents::result_sheet::{PresentInspector, ResultSheet, SheetItem, SheetMatter};
use domain::inspection::Record;
use domain::policy::{Action, Owner};
use persistence::inspection::{self, WithTeam};
use persistence::task::Task;
use persistence::{Reader, department, matter, task};

use super::Sheet;
use super::task::wrong_state;
use crate::auth::{Caller, Permit};
use crate::problem::Problem;
use crate::state::State;

/// An inspection that the caller may read, with its task and the name of the body.
pub(super) fn permitted(
    reader: &mut Reader,
    permit: &Permit,
    id: i64,
) -> Result<(WithTeam, Task, String), Problem> {
    let one = inspection::get(reader, id)?;
    let task = task::get(reader, one.inspection.task_id)?;
    let team: Vec<_> = one.team.iter().map(|member| member.id).collect();
    permit.on(Owner { team: &team, ..task.owner() })?;
    let body = department::body(reader, task.body_id)?.name;
    Ok((one, task, body))
}

/// The result sheet of a recorded inspection.
pub fn result_sheet(state: &State, caller: &Caller, id: i64) -> Result<Sheet<ResultSheet>, Problem> {
    state.read(caller, Action::InspectionRead, |reader, permit| {
        let (one, task, body) = permitted(reader, permit, id)?;
        let (inspection, team) = (one.inspection, one.team);
        let Some(record) = inspection.record else {
            return Err(wrong_state("检查结果尚未录入，没有检查结果单"));
        };
        let record = record.into_inner();
        let matters = matters(reader, id, &record)?;
        let present = team.into_iter().filter(|member| record.present.contains(&member.id));
        let present = present.map(|member| PresentInspector {
            name: member.name,
            certificate_number: member.certificate_number,
        });
        let name = format!("检查结果单-{}-{}.pdf", task.number, inspection.object_name);
        let sheet = ResultSheet {
            body,
            task_number: task.number,
            task_name: task.name,
            object_name: inspection.object_name,
            object_code: inspection.object_code,
            object_address: inspection.object_address,
            ended_on: record.ended_on,
            matters,
            result: record.result,
            disposition: record.disposition,
            disposition_text: record.disposition_text,
            remark: record.remark,
            present: present.collect(),
            // Signatures are made on paper.
            no_signature_reason: String::new(),
        };
        Ok(Sheet { content: sheet, name })
    })
}

/// The matters of an inspection with what was recorded of their check items.
fn matters(reader: &mut Reader, id: i64, record: &Record) -> Result<Vec<SheetMatter>, Problem> {
    let outcomes: BTreeMap<_, _> = record.items.iter().map(|outcome| (outcome.item, outcome)).collect();
    let keys: Vec<_> = outcomes.keys().copied().collect();
    let mut items: BTreeMap<i64, Vec<SheetItem>> = BTreeMap::new();
    for item in matter::items(reader, &keys)? {
        if let Some(outcome) = outcomes.get(&item.id) {
            items.entry(item.matter_id).or_default().push(SheetItem {
                text: item.text,
                outcome: outcome.outcome,
                note: outcome.text.clone(),
            });
        }
    }
    let results: BTreeMap<_, _> = record.results.iter().map(|one| (one.matter, one.result)).collect();
    let keys: Vec<_> = inspection::matters(reader, &[id])?.into_iter().map(|(_, matter)| matter).collect();
    let sheet = |m: matter::Matter| SheetMatter {
        name: m.name,
        items: items.remove(&m.id).unwrap_or_default(),
        result: results.get(&m.id).copied().unwrap_or(record.result),
    };
    Ok(matter::by_ids(reader, &keys)?.into_iter().map(sheet).collect())
}
