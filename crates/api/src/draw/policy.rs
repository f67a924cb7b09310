//! What a department demands of its draws.

use contract::problem::FieldError;
use contract::round::{DepartmentDrawPolicy, DrawPolicyChange};
use domain::audit::Entry;
use domain::draw::policy::DrawPolicy;
use domain::policy::Action;
use domain::task::plan::PlanFault;
use persistence::{Reader, department, draw, task};

use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;

/// Reads the policy of a department.
pub fn read(state: &State, caller: &Caller, id: i64) -> Result<DepartmentDrawPolicy, Problem> {
    state.read(caller, Action::DepartmentRead, |reader, _| {
        department::department(reader, id)?;
        let (policy, version) = draw::policy(reader, id)?;
        Ok(DepartmentDrawPolicy { department_id: id, policy, version })
    })
}

/// Sets the policy of a department.
pub fn set(
    state: &State,
    caller: &Caller,
    id: i64,
    version: i64,
    change: DrawPolicyChange,
) -> Result<DepartmentDrawPolicy, Problem> {
    state.write(caller, Action::DepartmentWrite, |writer, _| {
        department::department(writer, id)?;
        refuse(change.policy.faults())?;
        let entry = Entry::new("draw_policy.update", "department", id, &change)?;
        let version = draw::set_policy(writer, id, version, change.policy.clone())?;
        let answer = DepartmentDrawPolicy { department_id: id, policy: change.policy, version };
        Ok(writer.record(entry, answer)?)
    })
}

/// The policy that a round is held to: the department's; of a supplementary round, whose plan cannot follow a change, that
/// of the round whose struck objects it makes up for.
pub(crate) fn in_force(
    reader: &mut Reader,
    task: &task::Task,
    supplements: Option<i32>,
) -> Result<DrawPolicy, Problem> {
    let before = match supplements {
        Some(round) => draw::announced(reader, task.id, round)?,
        None => None,
    };
    match before {
        Some(announced) => Ok(announced.content.into_inner().policy),
        None => Ok(draw::policy(reader, task.department_id)?.0),
    }
}

/// Refuses what has faults.
pub(crate) fn refuse(faults: Vec<PlanFault>) -> Result<(), Problem> {
    let error = |fault: PlanFault| FieldError {
        pointer: fault.pointer,
        code: fault.code.to_owned(),
        detail: fault.detail.to_owned(),
    };
    if faults.is_empty() { Ok(()) } else { Err(Problem::invalid(faults.into_iter().map(error).collect())) }
}
