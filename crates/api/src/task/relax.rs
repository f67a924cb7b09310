//! 放宽: a decision on record that changes the plan of a draft.

use contract::problem::ProblemCode;
use contract::simulation::RelaxRequest;
use contract::task::Task;
use domain::audit::Entry;
use domain::policy::Action;
use domain::task::plan::PlanFault;
use persistence::task;
use serde_json::json;

use super::answer::answer;
use super::service::{department_names, known};
use super::supplement::changeable;
use crate::auth::Caller;
use crate::draw::announce;
use crate::problem::Problem;
use crate::state::State;

/// Relaxes the plan of a draft.
pub fn relax(
    state: &State,
    caller: &Caller,
    id: i64,
    version: i64,
    given: &RelaxRequest,
) -> Result<Task, Problem> {
    state.write(caller, Action::TaskWrite, |writer, permit| {
        let task = task::get_locked(writer, id)?;
        permit.on(task.owner())?;
        changeable(writer, &task, "放宽方案")?;
        if task.version != version {
            return Err(Problem::new(ProblemCode::Stale));
        }
        let plan = given.relaxation.apply(&task.plan).map_err(|fault| refused(&fault))?;
        let is_new = |fault: &PlanFault| fault.pointer.starts_with("/plan/pool/");
        if let Some(fault) = plan.unknown(&known(writer, task.body_id)?).into_iter().find(is_new) {
            return Err(Problem::field("/relaxation/departments", fault.code, fault.detail));
        }
        let names = department_names(writer)?;
        let name = |code: &str| names.get(code).map_or(code, String::as_str).to_owned();
        let what = json!({
            "task": task.number, "relaxation": given.relaxation,
            "change": given.relaxation.to_chinese(&task.plan, name), "reason": given.reason.trim(),
        });
        let entry = Entry::new("task.relax", "task", id, &what)?;
        let draft = task::Draft {
            name: task.name.clone(),
            period: (task.period_start, task.period_end),
            matters: task::matters(writer, id)?,
            plan,
        };
        let relaxed = task::update(writer, id, version, draft)?;
        announce::changed(writer, &task, &relaxed)?;
        let relaxed = answer(writer, relaxed)?;
        Ok(writer.record(entry, relaxed)?)
    })
}

fn refused(fault: &PlanFault) -> Problem {
    Problem::field(&fault.pointer, fault.code, fault.detail)
}
