//! Objects: a register of the whole city, the same for every department.

use contract::object::{Object, ObjectQuery, ObjectVisit};
use contract::page::{Page, PageQuery};
use domain::policy::Action;
use persistence::inspection;
use persistence::object::{self, Filter};

use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;
use crate::web;

/// Lists objects.
pub fn list(
    state: &State,
    caller: &Caller,
    query: ObjectQuery,
    page: PageQuery,
) -> Result<Page<Object>, Problem> {
    let given = |text: Option<String>| text.filter(|t| !t.trim().is_empty());
    let filter = Filter {
        name: given(query.name),
        code: given(query.code),
        kind: query.kind,
        status: query.status,
        division: given(query.division),
        risk_class: given(query.risk_class),
        matter: query.matter,
    };
    state.read(caller, Action::ObjectRead, |reader, _| {
        Ok(web::page(page, object::list(reader, &filter, web::window(page))?.map(answer)))
    })
}

/// Reads an object.
pub fn get(state: &State, caller: &Caller, id: i64) -> Result<Object, Problem> {
    state.read(caller, Action::ObjectRead, |reader, _| Ok(answer(object::get(reader, id)?)))
}

/// Lists the visits to an object, by whichever department.
pub fn visits(
    state: &State,
    caller: &Caller,
    id: i64,
    page: PageQuery,
) -> Result<Page<ObjectVisit>, Problem> {
    let answer = |visit: inspection::Visit| ObjectVisit {
        inspection_id: visit.id,
        task_id: visit.task_id,
        task_number: visit.task_number,
        task_name: visit.task_name,
        task_state: *visit.task_state,
        department_name: visit.department,
        state: *visit.state,
        ended_on: visit.ended_on,
        result: visit.result.map(|code| *code),
    };
    state.read(caller, Action::ObjectRead, |reader, _| {
        let object = object::get(reader, id)?;
        Ok(web::page(page, inspection::history(reader, object.id, web::window(page))?.map(answer)))
    })
}

fn answer(object: object::Object) -> Object {
    Object {
        id: object.id,
        code: object.code,
        name: object.name,
        kind: object.kind,
        status: object.status,
        founded: object.founded,
        enterprise_type: object.enterprise_type,
        capital: object.capital,
        scope: object.scope,
        address: object.address,
        division: object.division,
        industry: object.industry,
        risk_class: object.risk_class,
        risk_score: object.risk_score,
        version: object.version,
    }
}
