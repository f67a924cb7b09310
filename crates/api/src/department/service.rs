//! Bodies, departments, divisions.

use contract::department::{Body, BodyChange, Department, Division};
use domain::audit::Entry;
use domain::policy::Action;
use persistence::department;

use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;

/// Lists bodies.
pub fn bodies(state: &State, caller: &Caller) -> Result<Vec<Body>, Problem> {
    state.read(caller, Action::DepartmentRead, |reader, _| {
        Ok(department::bodies(reader)?.into_iter().map(answer).collect())
    })
}

/// Changes a body.
pub fn update_body(
    state: &State,
    caller: &Caller,
    id: i64,
    version: i64,
    change: &BodyChange,
) -> Result<Body, Problem> {
    state.write(caller, Action::DepartmentWrite, |writer, _| {
        let body = department::set_number_prefix(writer, id, version, &change.number_prefix)?;
        Ok(writer.record(Entry::new("body.update", "body", id, change)?, answer(body))?)
    })
}

/// Lists departments.
pub fn departments(state: &State, caller: &Caller) -> Result<Vec<Department>, Problem> {
    state.read(caller, Action::DepartmentRead, |reader, _| {
        let answer = |d: department::Department| Department {
            id: d.id,
            code: d.code,
            name: d.name,
            body_id: d.body_id,
        };
        Ok(department::departments(reader)?.into_iter().map(answer).collect())
    })
}

/// Lists divisions.
pub fn divisions(state: &State, caller: &Caller) -> Result<Vec<Division>, Problem> {
    state.read(caller, Action::DepartmentRead, |reader, _| {
        let answer = |d: department::Division| Division {
            code: d.code,
            name: d.name,
            parent_code: d.parent_code,
            current_code: d.current_code,
        };
        Ok(department::divisions(reader)?.into_iter().map(answer).collect())
    })
}

fn answer(body: department::Body) -> Body {
    Body { id: body.id, name: body.name, number_prefix: body.number_prefix, version: body.version }
}
