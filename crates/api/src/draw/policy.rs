//! What a department demands of its draws.

use contract::problem::FieldError;
use contract::round::{DepartmentDrawPolicy, DrawPolicyChange};
use domain::audit::Entry;
use domain::policy::Action;
use domain::task::plan::PlanFault;
use persistence::{department, draw};

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

/// Refuses what has faults.
pub(crate) fn refuse(faults: Vec<PlanFault>) -> Result<(), Problem> {
    let error = |fault: PlanFault| FieldError {
        pointer: fault.pointer,
        code: fault.code.to_owned(),
        detail: fault.detail.to_owned(),
    };
    if faults.is_empty() { Ok(()) } else { Err(Problem::invalid(faults.into_iter().map(error).collect())) }
}
